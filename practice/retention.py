"""How long what is kept is kept: three classes, their periods, and what stays when words go.

Words go first (the transcript class). Levels, dates and stages stay with their names for the
ratings period, and afterwards without any. The audit has a period of its own.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from practice import BadInput
from practice.sealing import fingerprint

SETTING = "periods"
LONGEST = 240  # months

Class = Literal["transcript", "ratings", "audit"]
What = Literal["past its time", "an erasure"]


@dataclass(frozen=True)
class Periods:
    """Months that each class is kept after the last thing that happened to it."""

    transcript: int = 12
    ratings: int = 60
    audit: int = 36

    def checked(self) -> Periods:
        """The same, or BadInput when they cannot be kept to."""
        if not all(1 <= months <= LONGEST for months in asdict(self).values()):
            raise BadInput(f"A period is 1 to {LONGEST} months.")
        if self.ratings < self.transcript:
            raise BadInput(
                "Ratings have to be kept at least as long as the words they are about: without "
                "a name nobody could be told which words are theirs."
            )
        if self.audit < self.transcript:
            raise BadInput(
                "The audit has to be kept at least as long as transcripts: while somebody can "
                "read one, it has to show who did."
            )
        return self


def periods(kept: Mapping[str, int] | None) -> Periods:
    """The periods as a director set them, or as they are until somebody does."""
    return Periods(**kept) if kept else Periods()


@dataclass(frozen=True)
class Cutoffs:
    """What last happened before these moments (UTC) is past its time."""

    transcript: datetime
    ratings: datetime
    audit: datetime


def cutoffs(of: Periods, now: datetime) -> Cutoffs:
    """The moments before which each class is past its time now."""
    return Cutoffs(**{name: months_before(now, n) for name, n in asdict(of).items()})


def months_before(now: datetime, months: int) -> datetime:
    """The same day and time so many months ago, or the last day of a shorter month."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    day = min(now.day, monthrange(year, month + 1)[1])
    return now.replace(year=year, month=month + 1, day=day)


@dataclass(frozen=True)
class Removed:
    """How much of what was removed, or would be; `waiting` is past its time and stays for now."""

    reps: int = 0  # whose words go
    drafts: int = 0
    texts: int = 0  # former values of settings
    reps_without_a_name: int = 0
    accounts: int = 0
    links: int = 0  # sign-ins that ended, links that are over
    audit_lines: int = 0
    waiting: int = 0  # a flag, an escalation or a contested rating has to be answered first

    def __add__(self, other: Removed) -> Removed:
        both = {f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)}
        return Removed(**both)

    @property
    def anything(self) -> bool:
        return any(getattr(self, f.name) for f in fields(self) if f.name != "waiting")


class Receipt(BaseModel):
    """That something was removed: what, when, by whom and how much; no name of whose it was.

    `clean` says whether the database gave up the bytes as well. `audit` is the head of the audit
    at that moment.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: int
    what: What
    at: datetime
    by: str
    by_name: str
    before: dict[Class, datetime] = Field(default_factory=dict)  # the cutoffs; none for an erasure
    removed: dict[str, int]
    clean: bool
    audit: str = ""

    @property
    def seal(self) -> str:
        """SHA-256, in hexadecimal, over all that it says."""
        return fingerprint(self.model_dump(mode="json"))


# Names of things, levels and times: what stays of an event when its words go. Every other text
# becomes empty, so that a field that is added later goes unless somebody names it here.
STAYS = frozenset({
    "assigned_by", "at", "attempt", "by", "case", "case_fingerprint", "claim", "criterion",
    "difficulty", "follows", "id", "intent", "kind", "labels", "level", "model", "moves",
    "next", "prompt_hash", "rubric_fingerprint", "rupture", "says", "scorer", "skill",
    "stimulus", "tag", "tags", "to", "transfer_case", "transfer_stimulus", "turn", "type",
    "until", "verdict", "voice",
})  # fmt: skip


def without_words(event: Mapping[str, Any]) -> dict[str, Any]:
    """An event as it is written down, with every text empty that is not a name of something.

    What is left can still be read as the event it was: lists keep their length, levels their keys.
    """
    return {name: value if name in STAYS else _emptied(value) for name, value in event.items()} | {
        name: without_words(value) for name, value in event.items() if isinstance(value, dict)
    }


def _emptied(value: Any) -> Any:
    if isinstance(value, str):
        return ""
    if isinstance(value, list):
        return [without_words(v) if isinstance(v, dict) else _emptied(v) for v in value]
    return value


@dataclass(frozen=True)
class Holding:
    """One table of the records: what it holds, in plain words, and when that goes."""

    what: str
    until: str


_WORDS = "the words go with the transcript; what stays loses its person with the ratings"
_ACCOUNT = "with the account: on erasure, or with the ratings once it is closed"
HOLDINGS: Mapping[str, Holding] = {
    "events": Holding("everything said, rated and written about a rep", _WORDS),
    "reps": Holding("one line for each rep: stage, dates, why it waits", _WORDS),
    "drafts": Holding("what somebody is typing and has not sent", "when sent, or as a transcript"),
    "ratings": Holding("levels by trainee, supervisor and machine", "loses its person; stays"),
    "exemplars": Holding(
        "which signed reps others may learn from, and who said so", "with the transcript"
    ),
    "rereadings": Holding("how trainees rated exemplars, beside the panel's levels", _ACCOUNT),
    "people": Holding("names, usernames, e-mail addresses, password hashes", _ACCOUNT),
    "consents": Holding("who agreed to which outside tool", _ACCOUNT),
    "supervises": Holding("which cohorts a supervisor reads", "while it is so"),
    "memberships": Holding("who trained in a cohort or read it, from when to when", _ACCOUNT),
    "cohorts": Holding("names and days of cohorts", "stays"),
    "settings": Holding(
        "what directors and supervisors set, with what it was before",
        "former values as a transcript; what holds now stays",
    ),
    "figures": Holding("shares and medians of groups for weeks and months that are over", "stays"),
    "descriptions": Holding("the group a trainee chose to name", "when taken back; or " + _ACCOUNT),
    "sign_ins": Holding("who is signed in: a hash of the cookie", "as the audit"),
    "identities": Holding("who is who by single sign-on: the provider's own id", _ACCOUNT),
    "sign_in_failures": Holding(
        "usernames that were tried in vain", "a day, until the next in vain"
    ),
    "invitations": Holding("names on links, with a hash of each", "as the audit"),
    "audit": Holding("who looked at what, and what directors did", "as the audit"),
    "audit_cuts": Holding("up to where the audit was removed", "stays"),
    "receipts": Holding("what was removed, when and by whom: counts, no names", "stays"),
}
