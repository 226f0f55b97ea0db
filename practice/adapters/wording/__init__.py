"""The wording of each move: tables of phrases, in plain view so that a clinician can argue.

How to read a phrase: an apostrophe may be missing, a blank is any few blanks, and `…` is a gap of
at most fifty characters inside one sentence. Every repeat is bounded, so the time taken grows with
the length of the turn and no faster. Sentences arrive in lower case, with straight quotes, without
their opening fillers ("okay, so"), and with what stands in double quotes blanked, because those are
somebody else's words.

    signs.py       how a phrase is written, and what a sign of a move is
    manners.py     signs of how the trainee meets the client
    alliance.py    signs of a strain between the two, and of mending it
    asking.py      signs that ask, agree the work and check what arrived
    telling.py     signs that tell
    shape.py       how a sentence is put, and what the whole turn adds up to
    sentences.py   how a turn is cut into sentences
    mirrors.py     whether a sentence gives the client back to the client
"""

from __future__ import annotations

from practice.adapters.wording import alliance, asking, manners, telling
from practice.adapters.wording.shape import (
    ABOUT_YOU,
    AFFECT,
    ASKED_BACK,
    ASKS_WHICH,
    BARE_INVERSION,
    BARE_SORRY,
    CLOSED,
    FROM_ME,
    HEARD,
    INVITED,
    JARGON,
    LISTED,
    LOSS,
    MEANING,
    OPEN,
    RIGHT_SO_FAR,
    SO_FAR,
    STRAINED,
    SUGGESTS,
    TASK,
    WITH_YOU,
    WITHDRAWN,
    YES_OR_NO,
)
from practice.adapters.wording.signs import Sign
from practice.adapters.wording.telling import NAMED_PATTERN

__all__ = [
    "ABOUT_YOU",
    "AFFECT",
    "ASKED_BACK",
    "ASKS_WHICH",
    "BARE_INVERSION",
    "BARE_SORRY",
    "CLOSED",
    "FROM_ME",
    "HEARD",
    "INVITED",
    "JARGON",
    "LISTED",
    "LOSS",
    "MEANING",
    "NAMED_PATTERN",
    "OPEN",
    "RIGHT_SO_FAR",
    "SIGNS",
    "SO_FAR",
    "STRAINED",
    "SUGGESTS",
    "TASK",
    "WITHDRAWN",
    "WITH_YOU",
    "YES_OR_NO",
    "Sign",
]

# In this order, which decides between moves whose words begin at the same letter.
SIGNS: tuple[Sign, ...] = (*manners.SIGNS, *alliance.SIGNS, *asking.SIGNS, *telling.SIGNS)
