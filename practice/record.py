"""What is written down: turns, ratings, judgements and the events of a rep, none ever changed.

A rep is the list of its events in order; `reps.py` and `reviews.py` derive the present from it.
What supervisors write is in `reviewed.py`. Times are UTC. Levels are 0 to 4, or None: "no
opportunity" (a person), "cannot tell" (a machine).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from practice.cases import Difficulty
from practice.reviewed import Acknowledged as Acknowledged
from practice.reviewed import Contested as Contested
from practice.reviewed import NextRep as NextRep
from practice.reviewed import ReviewEvent
from practice.state import State
from practice.written import Happening, Record, Words
from practice.written import Level as Level

HowHard = Literal["easy", "a stretch", "too much"]
Next = Literal["easier", "same", "harder"]


class Kind(StrEnum):
    DRILL = "drill"
    ENCOUNTER = "encounter"


class Attempt(StrEnum):
    """Which try a reply belongs to."""

    FIRST = "first"
    REDO = "redo"
    TRANSFER = "transfer"


class Plan(Record):
    """What a rep is about, fixed when it begins, with the versions it will be read against."""

    kind: Kind
    skill: str
    criterion: str
    level: Difficulty
    case: str
    case_version: int
    case_fingerprint: str
    rubric_version: int
    rubric_fingerprint: str
    stimulus: str | None = None
    transfer_case: str | None = None
    transfer_stimulus: str | None = None
    recognition: bool = False
    seed: int = 0
    because: str = ""
    assigned_by: str | None = None
    session: int = 1  # with this client
    follows: str | None = None  # the rep of the session before
    last_time: Words = ""  # what the trainee is reminded of
    agreed: Words = ""


class Quote(Record):
    """Words found verbatim in a turn."""

    turn: str
    text: str


LEFT_TO_PEOPLE = (
    "only words that a human reads"  # why there is no opinion where safety was spoken of
)
UNSURE = 2  # levels between the votes on one criterion, from which on nobody is told its level


class Mistake(Record):
    """A named error of a rubric, and the words of the turn that show it."""

    tag: str
    quote: Quote


class MachineRating(Record):
    """One scorer's provisional reading of one criterion."""

    criterion: str
    level: Level | None
    quotes: tuple[Quote, ...] = ()
    why: str
    mistakes: tuple[Mistake, ...] = ()
    spread: int = 0
    shown: bool = True  # the words themselves show the level, and not only weights learnt

    @property
    def tags(self) -> tuple[str, ...]:
        """The names of its mistakes, each once."""
        return tuple(dict.fromkeys(mistake.tag for mistake in self.mistakes))

    @model_validator(mode="before")
    @classmethod
    def _named_only(cls, data: Any) -> Any:
        """Ratings were once stored with bare names of errors: the first quote shows them."""
        if not isinstance(data, dict) or "tags" not in data:
            return data
        told = {name: value for name, value in data.items() if name != "tags"}
        shown = list(told.get("quotes") or ())[:1]
        return told | {"mistakes": [{"tag": t, "quote": q} for t in data["tags"] for q in shown]}


class Claim(Record):
    """One sentence of feedback, tied to the trainee's words."""

    id: str
    says: Literal["strength", "corrective"]
    criterion: str
    text: str
    quote: Quote


class Judgement(Record):
    """What a scorer said about one attempt, stamped with everything it depended on."""

    attempt: Attempt
    number: int
    scorer: str
    model: str = ""
    prompt_hash: str = ""
    rubric_fingerprint: str
    case_fingerprint: str
    ratings: tuple[MachineRating, ...]
    strength: Claim | None = None
    corrective: Claim | None = None
    more: tuple[Claim, ...] = ()
    dropped: tuple[str, ...] = ()  # claims whose quote was not found, and why

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(c for c in (self.strength, self.corrective, *self.more) if c)

    @property
    def left_to_people(self) -> bool:
        """Whether nothing was read, because all that was said is about safety."""
        return bool(self.ratings) and all(r.why == LEFT_TO_PEOPLE for r in self.ratings)

    @property
    def stamp(self) -> str:
        """What the reading depended on, the case apart: figures never mix two of these."""
        parts = (self.scorer[:50], self.model[:80], self.prompt_hash[:32])
        return " ".join(part for part in (*parts, self.rubric_fingerprint[:32]) if part)

    def level(self, criterion: str) -> int | None:
        """The level as it may be told; None where the votes lie too far apart to be sure of it."""
        found = next((r for r in self.ratings if r.criterion == criterion), None)
        return None if found is None or found.spread >= UNSURE else found.level


class RecognitionMark(Record):
    """How the recognition task went. Credit 0 to 1 (`clinical.md` 2.3)."""

    credit: float
    found_words: bool
    sentence: str


class Begun(Happening):
    kind: Literal["begun"] = "begun"
    plan: Plan


class Started(Happening):
    kind: Literal["started"] = "started"
    opening: Words
    state: State | None = None


class Recognised(Happening):
    kind: Literal["recognised"] = "recognised"
    labels: tuple[str, ...]
    words: str
    sure: Annotated[int, Field(ge=0, le=100)]
    mark: RecognitionMark


class Replied(Happening):
    kind: Literal["replied"] = "replied"
    attempt: Attempt
    text: Words
    seconds: float | None = None
    pasted: bool = False


class Exchanged(Happening):
    """One turn of an encounter: what the trainee said with what the client answered."""

    kind: Literal["exchanged"] = "exchanged"
    number: int
    text: Words
    answer: Words
    voice: str
    moves: tuple[str, ...]
    state: State
    reasons: tuple[str, ...]
    intent: str
    fact: str | None = None
    checks: tuple[str, ...] = ()
    pasted: bool = False


class Paused(Happening):
    kind: Literal["paused"] = "paused"


class Resumed(Happening):
    kind: Literal["resumed"] = "resumed"


class TookABreak(Happening):
    """The trainee needed a break. Private: nobody else is shown this."""

    kind: Literal["took_a_break"] = "took_a_break"


class Marked(Happening):
    """The trainee marked a moment to come back to, or took the mark off."""

    kind: Literal["marked"] = "marked"
    turn: str
    on: bool


class Ended(Happening):
    kind: Literal["ended"] = "ended"


class SelfRated(Happening):
    """The trainee's own rating, locked before any feedback.

    `sure` (50 to 100 %) is how sure they are that a supervisor will agree on whether the target
    criterion was met; the chance of "met" is `sure` when they rate 3 or more, else 100 - `sure`.
    """

    kind: Literal["self_rated"] = "self_rated"
    attempt: Attempt
    levels: dict[str, Level | None]
    sure: Annotated[int, Field(ge=50, le=100)]

    def chance_met(self, criterion: str) -> float | None:
        """The probability (0 to 1) that a supervisor will say the criterion was met."""
        level = self.levels.get(criterion)
        if level is None:
            return None
        return (self.sure if level >= 3 else 100 - self.sure) / 100


class Judged(Happening):
    kind: Literal["judged"] = "judged"
    judgement: Judgement


class RedoBegun(Happening):
    kind: Literal["redo_begun"] = "redo_begun"
    turn: str  # the client's turn that is answered again


class WentOn(Happening):
    kind: Literal["went_on"] = "went_on"


class CheckedIn(Happening):
    """How hard it was, and what showed up in the trainee; `reactions` are private unless shared."""

    kind: Literal["checked_in"] = "checked_in"
    difficulty: HowHard
    reactions: tuple[str, ...]
    share: bool
    next: Next


class TransferShown(Happening):
    kind: Literal["transfer_shown"] = "transfer_shown"
    text: Words


class Postponed(Happening):
    """The transfer item is left for another day."""

    kind: Literal["postponed"] = "postponed"


class Submitted(Happening):
    kind: Literal["submitted"] = "submitted"
    please_look: bool
    note: Words = ""
    exemplar: bool = False  # may be shown, anonymised, for others to learn from
    random_sample: bool = False


class SetAside(Happening):
    kind: Literal["set_aside"] = "set_aside"


class NotedOnRecord(Happening):
    """A trainee puts something beside what is on record about a rep; what is there stays."""

    kind: Literal["noted_on_record"] = "noted_on_record"
    text: Words


class Flagged(Happening):
    """Words that a human must see. A kind and a quote, never a level."""

    kind: Literal["flagged"] = "flagged"
    turn: str
    about: str
    quote: str


RepEvent = (
    Begun | Started | Recognised | Replied | Exchanged | Paused | Resumed | TookABreak | Marked
    | Ended | SelfRated | Judged | RedoBegun | WentOn | CheckedIn | TransferShown | Postponed
    | Submitted | SetAside | Flagged | NotedOnRecord
)  # fmt: skip

Event = Annotated[RepEvent | ReviewEvent, Field(discriminator="kind")]
