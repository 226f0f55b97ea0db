"""The product measures itself; `python -m practice.bench NAME` runs one of these.

Each bench is one command: it reads files, prints JSON Lines, and changes no record.

    client.py        how a simulated client holds up, turn by turn
    encounters.py    one encounter of a scripted therapist with a client, and what its lines say
    therapists.py    whom a bench seats opposite a client
    printing.py      JSON Lines for machines, a progress bar for people
"""
