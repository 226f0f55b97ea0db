"""What supervisors write down about a rep, none of it ever changed: `reviews.py` derives the rest.

A correction is a new event beside the old one: an amendment is a new version of what was signed.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from practice.cases import Difficulty
from practice.written import Happening, Level, Record, Words

CommentType = Literal["strength", "corrective", "try instead", "question"]


class Claimed(Happening):
    kind: Literal["claimed"] = "claimed"
    until: datetime


class HandedBack(Happening):
    kind: Literal["handed_back"] = "handed_back"


class Passed(Happening):
    """Given to a colleague, by whoever held it or by a director; they still have to claim it."""

    kind: Literal["passed"] = "passed"
    to: str


class Rated(Happening):
    """Levels for every criterion, given before seeing any other rating."""

    levels: dict[str, Level | None]
    harm: bool
    harm_note: Words = ""


class BlindRated(Rated):
    """The rating of whoever reviews the rep."""

    kind: Literal["blind_rated"] = "blind_rated"


class SecondAsked(Happening):
    """A supervisor would like a colleague to rate this too."""

    kind: Literal["second_asked"] = "second_asked"
    note: Words = ""


class SecondRated(Rated):
    """A second supervisor's rating of a signed rep. What was signed stays as it is."""

    kind: Literal["second_rated"] = "second_rated"


class Changed(Happening):
    """A supervisor changed their mind after the reveal; the blind rating stays on record."""

    kind: Literal["changed"] = "changed"
    criterion: str
    level: Level | None
    reason: Words


class Commented(Happening):
    kind: Literal["commented"] = "commented"
    turn: str
    type: CommentType
    text: Words


class ClaimMarked(Happening):
    """A supervisor's verdict on one sentence of machine feedback."""

    kind: Literal["claim_marked"] = "claim_marked"
    claim: str
    verdict: Literal["justified", "not justified", "unsure"]


class FlagAnswered(Happening):
    """A supervisor wrote what was done about a flag; nobody else and nothing else can clear one."""

    kind: Literal["flag_answered"] = "flag_answered"
    turn: str
    about: str
    note: Words


class NextRep(Record):
    """A rep that a supervisor assigns."""

    skill: str
    criterion: str
    level: Difficulty
    case: str | None = None


class Version(Happening):
    """What a supervisor stands by: the levels and the words for the trainee."""

    strength: Words
    corrective: Words
    next: NextRep | None = None
    levels: dict[str, Level | None]
    met: bool


class Signed(Version):
    kind: Literal["signed"] = "signed"


class Amended(Version):
    """A new version of what was signed; the ones before it stay on record."""

    kind: Literal["amended"] = "amended"
    reason: Words


class Returned(Happening):
    kind: Literal["returned"] = "returned"
    note: Words


class Acknowledged(Happening):
    kind: Literal["acknowledged"] = "acknowledged"
    reply: Words = ""


class Contested(Happening):
    kind: Literal["contested"] = "contested"
    reason: Words


class Escalated(Happening):
    """A supervisor asks the director to look into something."""

    kind: Literal["escalated"] = "escalated"
    note: Words


class TakenUp(Happening):
    """A director wrote what was done about an escalation."""

    kind: Literal["taken_up"] = "taken_up"
    note: Words


ReviewEvent = (
    Claimed | HandedBack | Passed | BlindRated | Changed | Commented | ClaimMarked | FlagAnswered
    | Signed | Returned | Amended | SecondAsked | SecondRated | Escalated | TakenUp
    | Acknowledged | Contested
)  # fmt: skip
