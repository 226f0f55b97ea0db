"""What a programme takes away: a trainee's portfolio, a cohort's figures, in its own codes.

Signed work only. Everything says of itself that it is practice with simulated clients, formative,
and no direct observation; nothing holds a word of a transcript.

    codes.py        the programme's own competency codes, from a CSV of its own
    portfolio.py    one trainee's signed work
    statements.py   the same as xAPI statements
    cohort.py       the figures that were given out for a cohort
    rows.py         CSV that a spreadsheet opens without harm
    *.schema.json   what the JSON of a portfolio and of a cohort looks like
"""

from __future__ import annotations

from pathlib import Path

SAYS = (
    "Simulation, formative. Practice with simulated clients, signed by a supervisor; it is no "
    "direct observation of work with clients, and no assessment of record."
)


def schema(of: str) -> bytes:
    """The JSON Schema of a "portfolio", or of a "cohort"'s figures."""
    return (Path(__file__).parent / f"{of}.schema.json").read_bytes()
