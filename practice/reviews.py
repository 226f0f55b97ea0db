"""What supervisors do with a rep: claim, rate blind, sign or return, amend, rate a second time.

Owns the names of the queue's tiers (labels, never severity numbers) and the stages of a review. A
supervisor's first rating is blind; whatever changes after the reveal is kept beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from practice import WrongStage
from practice.record import Flagged
from practice.reps import Rep
from practice.reviewed import (
    Acknowledged,
    Amended,
    BlindRated,
    Changed,
    Claimed,
    ClaimMarked,
    Commented,
    Contested,
    Escalated,
    FlagAnswered,
    HandedBack,
    Passed,
    Rated,
    Returned,
    ReviewEvent,
    SecondAsked,
    SecondRated,
    Signed,
    TakenUp,
    Version,
)

LEASE = timedelta(minutes=45)


class Tier(StrEnum):
    """Why a rep is where it is in the queue. The order is the order of the queue.

    The values stand in the records; people read `TITLE`.
    """

    HUMAN_NOW = "human now"
    ASKED = "asked"
    DISAGREE = "a closer look"
    STUCK = "stuck or low"
    SAMPLE = "random sample"
    OLDEST = "oldest first"


TITLE: Mapping[Tier, str] = {**{tier: tier.value for tier in Tier}, Tier.ASKED: "asked or due"}
STUCK = "three redos without a gain on the target"
ORDER: Mapping[Tier, int] = {tier: i for i, tier in enumerate(Tier)}
# Proposed targets (`clinical.md` 4.1); a programme may set its own (`targets.py`).
TARGET: Mapping[Tier, str] = {
    Tier.HUMAN_NOW: "the same working day",
    Tier.ASKED: "before the supervision meeting",
    Tier.DISAGREE: "within 5 working days",
    Tier.STUCK: "within 7 days",
    Tier.SAMPLE: "within 10 days",
    Tier.OLDEST: "in turn",
}
# The same in hours, where they are a length of time: a working day ends before the next morning.
WITHIN: Mapping[Tier, timedelta] = {
    Tier.HUMAN_NOW: timedelta(days=1),
    Tier.DISAGREE: timedelta(days=7),
    Tier.STUCK: timedelta(days=7),
    Tier.SAMPLE: timedelta(days=10),
}


class ReviewStage(StrEnum):
    """Where a review is. What may happen in each is in `NEXT`."""

    WAITING = "waiting"
    IN_REVIEW = "in review"
    BLIND_RATED = "blind-rated"
    SIGNED = "signed"
    RETURNED = "returned"
    ACKNOWLEDGED = "acknowledged"
    CONTESTED = "contested"


def _stays(stage: ReviewStage, *kinds: str) -> dict[str, ReviewStage]:
    return dict.fromkeys(kinds, stage)


# A flag raised after the end (in a trainee's answer) is taken up and leaves the rest alone.
_AFTER_THE_END = ("claimed", "handed_back", "flag_answered", "escalated", "taken_up")


NEXT: Mapping[ReviewStage, Mapping[str, ReviewStage]] = {
    ReviewStage.WAITING: {
        **_stays(ReviewStage.WAITING, "passed", "taken_up"),
        "claimed": ReviewStage.IN_REVIEW,
    },
    ReviewStage.IN_REVIEW: {
        **_stays(
            ReviewStage.IN_REVIEW, "claimed", "commented", "flag_answered", "escalated", "taken_up"
        ),
        "handed_back": ReviewStage.WAITING,
        "passed": ReviewStage.WAITING,
        "blind_rated": ReviewStage.BLIND_RATED,
    },
    ReviewStage.BLIND_RATED: {
        **_stays(
            ReviewStage.BLIND_RATED, "passed", "changed", "commented", "claim_marked",
            "flag_answered", "second_asked", "escalated", "taken_up",
        ),
        "claimed": ReviewStage.IN_REVIEW,
        "signed": ReviewStage.SIGNED,
        "returned": ReviewStage.RETURNED,
    },
    ReviewStage.SIGNED: {
        **_stays(ReviewStage.SIGNED, *_AFTER_THE_END, "amended", "second_asked", "second_rated"),
        "acknowledged": ReviewStage.ACKNOWLEDGED,
        "contested": ReviewStage.CONTESTED,
    },
    ReviewStage.RETURNED: {
        **_stays(ReviewStage.RETURNED, *_AFTER_THE_END),
        "acknowledged": ReviewStage.ACKNOWLEDGED,
    },
    ReviewStage.ACKNOWLEDGED: {
        **_stays(ReviewStage.ACKNOWLEDGED, *_AFTER_THE_END, "second_asked", "second_rated"),
        "amended": ReviewStage.SIGNED,
        "contested": ReviewStage.CONTESTED,
    },
    ReviewStage.CONTESTED: {
        **_stays(ReviewStage.CONTESTED, "passed", "taken_up"),
        "claimed": ReviewStage.IN_REVIEW,
    },
}  # fmt: skip

DONE = frozenset({ReviewStage.SIGNED, ReviewStage.RETURNED, ReviewStage.ACKNOWLEDGED})


@dataclass(frozen=True)
class Review:
    """The present state of one review, derived from its events."""

    stage: ReviewStage = ReviewStage.WAITING
    holder: str | None = None
    until: datetime | None = None
    given_to: str | None = None  # a colleague who is asked to claim it
    blind: Rated | None = None
    earlier: tuple[Rated, ...] = ()
    seconds: tuple[SecondRated, ...] = ()
    second_asked: tuple[SecondAsked, ...] = ()
    changes: tuple[Changed, ...] = ()
    comments: tuple[Commented, ...] = ()
    claim_marks: tuple[ClaimMarked, ...] = ()
    answered: tuple[FlagAnswered, ...] = ()
    versions: tuple[Version, ...] = ()  # the signature and its amendments; the last one stands
    returned: Returned | None = None
    acknowledged: Acknowledged | None = None
    contested: Contested | None = None
    escalated: tuple[Escalated, ...] = ()
    taken_up: tuple[TakenUp, ...] = ()

    @property
    def signed(self) -> Version | None:
        """What was signed, as it stands now."""
        return self.versions[-1] if self.versions else None

    @property
    def levels(self) -> dict[str, int | None]:
        """The supervisor's levels now: the blind ones with later changes on top."""
        if self.blind is None:
            return {}
        own = [change for change in self.changes if change.by == self.blind.by]
        return {**self.blind.levels, **{change.criterion: change.level for change in own}}

    @property
    def harm(self) -> bool:
        """Whether any rater, now or earlier, saw something that could harm a client."""
        return any(rated.harm for rated in (*self.raters, *self.seconds))

    @property
    def raters(self) -> tuple[Rated, ...]:
        """Every blind rating of a reviewer, the one that stands now last."""
        return (*self.earlier, *([self.blind] if self.blind else []))

    @property
    def second_by(self) -> str | None:
        """Who else rated a signed rep blind, most recently."""
        if self.signed is None:
            return None
        every = [rated.by for rated in (*self.raters, *self.seconds)]
        return next((by for by in reversed(every) if by != self.signed.by), None)

    def made_contested(self, person: str) -> bool:
        """Whether the rating that the trainee contested is this person's."""
        return self.contested is not None and any(
            rated.by == person and rated.at < self.contested.at
            for rated in self.raters
            if not isinstance(rated, SecondRated)
        )

    def wants_second(self, rep: Rep) -> bool:
        """Whether a second supervisor should rate it: drawn at random or asked for, and not yet."""
        if self.signed is None or self.stage not in (ReviewStage.SIGNED, ReviewStage.ACKNOWLEDGED):
            return False
        drawn = bool(rep.submitted and rep.submitted.random_sample)
        return self.second_by is None and (drawn or bool(self.second_asked))

    @property
    def open_escalation(self) -> Escalated | None:
        """What a director was asked to look into and has not answered yet."""
        if not self.escalated or (self.taken_up and self.taken_up[-1].at >= self.escalated[-1].at):
            return None
        return self.escalated[-1]

    def verdict(self, claim_id: str) -> str | None:
        """What the supervisor said about one sentence of machine feedback, most recent first."""
        found = [mark.verdict for mark in self.claim_marks if mark.claim == claim_id]
        return found[-1] if found else None

    def held_by(self, person: str, now: datetime) -> bool:
        """Whether this person holds the rep now."""
        return self.holder == person and self.until is not None and now < self.until

    def free(self, now: datetime) -> bool:
        """Whether anybody may claim it: nobody holds it, or the lease has run out."""
        return self.holder is None or self.until is None or now >= self.until

    def open_flags(self, rep: Rep) -> tuple[Flagged, ...]:
        """The flags that nobody has written a line about yet."""
        done = {(a.turn, a.about) for a in self.answered}
        return tuple(flag for flag in rep.flags if (flag.turn, flag.about) not in done)


def flag_slot(flags: Sequence[Flagged], turn: str, about: str) -> str:
    """The name of the draft in which somebody writes the line that answers this flag."""
    known = [(flag.turn, flag.about) for flag in flags]
    return f"flag{known.index((turn, about))}"


def fold(events: Iterable[ReviewEvent]) -> Review:
    """Derive a review from its events; raise WrongStage when they do not follow one another."""
    review = Review()
    for event in events:
        review = after(review, event)
    return review


def after(review: Review, event: ReviewEvent) -> Review:
    """The review after one more event; raise WrongStage when the event does not belong here."""
    allowed = NEXT[review.stage]
    if event.kind not in allowed:
        what = event.kind.replace("_", " ")
        raise WrongStage(f"This review is “{review.stage.value}”, so “{what}” cannot happen now.")
    review = replace(review, stage=allowed[event.kind])
    match event:
        case Claimed():
            return _claimed(review, event)
        case HandedBack():
            return replace(review, holder=None, until=None)
        case Passed():
            return replace(review, holder=None, until=None, given_to=event.to)
        case BlindRated():
            return replace(review, blind=event)
        case SecondAsked():
            return replace(review, second_asked=(*review.second_asked, event))
        case SecondRated():
            return replace(review, seconds=(*review.seconds, event))
        case Changed():
            return replace(review, changes=(*review.changes, event))
        case Commented():
            return replace(review, comments=(*review.comments, event))
        case ClaimMarked():
            return replace(review, claim_marks=(*review.claim_marks, event))
        case FlagAnswered():
            return replace(review, answered=(*review.answered, event))
        case Escalated():
            return replace(review, escalated=(*review.escalated, event))
        case TakenUp():
            return replace(review, taken_up=(*review.taken_up, event))
        case _:
            return _closed(review, event)


def _closed(review: Review, event: ReviewEvent) -> Review:
    """The review after a step that ends it, or that follows its end."""
    match event:
        case Signed():
            return replace(
                review, versions=(event,), returned=None, acknowledged=None, holder=None, until=None
            )
        case Amended():  # a new version is to be read anew
            return replace(review, versions=(*review.versions, event), acknowledged=None)
        case Returned():
            return replace(review, returned=event, versions=(), holder=None, until=None)
        case Acknowledged():
            return replace(review, acknowledged=event)
        case Contested():
            return replace(review, contested=event)
    return review


def _claimed(review: Review, event: Claimed) -> Review:
    """A supervisor goes on from their own blind rating if they made one, never from another's.

    Who has seen the other ratings cannot rate blind again, so what they said then stands.
    """
    review = replace(review, holder=event.by, until=event.until, given_to=None)
    if review.stage in DONE:
        return review
    own = [rated for rated in (*review.seconds, *review.raters) if rated.by == event.by]
    others = tuple(rated for rated in review.raters if rated.by != event.by)
    stage = ReviewStage.BLIND_RATED if own else ReviewStage.IN_REVIEW
    return replace(review, stage=stage, blind=own[-1] if own else None, earlier=others)


@dataclass(frozen=True)
class RepRow:
    """A rep as one line: what queues, homes and cohort tables need without reading events."""

    id: str
    trainee: str
    cohort: str
    kind: str
    case: str
    skill: str
    criterion: str
    level: str
    stage: str
    begun_at: datetime
    touched_at: datetime
    length: int
    submitted_at: datetime | None = None
    review: str | None = None
    tier: str | None = None
    reasons: tuple[str, ...] = ()
    holder: str | None = None
    until: datetime | None = None
    flags_open: int = 0
    random_sample: bool = False
    good: bool = False
    redone: bool = False
    met: bool | None = None
    signed_at: datetime | None = None
    signed_by: str | None = None
    needs_review: bool = False  # a rater saw harm: the display stays at "needs review"
    given_to: str | None = None
    second: str | None = None  # "wanted" from a second rater, "done", or neither
    second_by: str | None = None
    escalated_at: datetime | None = None  # while no director has taken it up
    words_removed_at: datetime | None = None  # from then on nothing can be added to it


@dataclass(frozen=True)
class RatingRow:
    """One level by one rater on one criterion of one attempt; `chance` is what they gave "met"."""

    rep: str
    trainee: str
    cohort: str
    criterion: str
    attempt: str
    source: str  # self, machine, blind, final
    rater: str
    at: datetime
    level: int | None = None
    chance: float | None = None
    stamp: str = ""  # scorer and versions, for machine ratings
