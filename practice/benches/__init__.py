"""The product measures itself; `python -m practice.bench NAME` runs one of these.

Each bench is one command: it reads files, prints JSON Lines, and changes no record.

    calibration.py   whether what is said of trainees and raters comes near a known truth
    client.py        how a simulated client holds up, turn by turn
    hostile.py       turns that try to get at what a client must not say (hostile.txt, means.txt)
    machine.py       how far a machine's ratings agree with people's, and how they are mended
    encounters.py    one encounter of a scripted therapist with a client, and what its lines say
    moves.py         which moves are found in turns, and how far people agree
    training.py      learns the main code of a turn again
    score.py         how a scorer reads replies, and how near that is to people
    train_score.py   learns the scorer's weights again; empty_replies.csv holds what earns nothing
    replies.py       replies rated by a person and a machine, and which of them to learn from
    therapists.py    whom a bench seats opposite a client
    turns.py         turns from a file; turns.csv holds our own
    coding.py        how far two codings of the same turns agree
    printing.py      JSON Lines for machines, a progress bar for people
"""
