"""Why a rep waits for a supervisor, and what they do with it: claim, rate blind, sign or return.

Owns the queue's tiers and reasons (labels, never severity numbers) and the stages of a review. A
supervisor's first rating is blind; whatever changes after the reveal is kept beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from practice import WrongStage
from practice.record import (
    Acknowledged,
    Attempt,
    BlindRated,
    Changed,
    Claimed,
    ClaimMarked,
    Commented,
    Contested,
    FlagAnswered,
    Flagged,
    HandedBack,
    Returned,
    ReviewEvent,
    Signed,
)
from practice.reps import Rep, Stage
from practice.rubrics import Rubric

LEASE = timedelta(minutes=45)
APART = 1.5  # self and machine differ by at least this on a gate criterion
UNSURE = 2  # spread of a scorer's votes
LOW = 2  # a mean of the machine's levels below this reads low


class Tier(StrEnum):
    """Why a rep is where it is in the queue. The order is the order of the queue."""

    HUMAN_NOW = "human now"
    ASKED = "asked"
    DISAGREE = "a closer look"
    STUCK = "stuck or low"
    SAMPLE = "random sample"
    OLDEST = "oldest first"


ORDER: Mapping[Tier, int] = {tier: i for i, tier in enumerate(Tier)}
# Proposed targets (`clinical.md` 4.1); a programme may set its own.
TARGET: Mapping[Tier, str] = {
    Tier.HUMAN_NOW: "the same working day",
    Tier.ASKED: "before the supervision meeting",
    Tier.DISAGREE: "within 5 working days",
    Tier.STUCK: "within 7 days",
    Tier.SAMPLE: "within 10 days",
    Tier.OLDEST: "in turn",
}


@dataclass(frozen=True)
class Reason:
    """One reason a rep is in the queue, in words that a supervisor reads."""

    tier: Tier
    text: str


def reasons(
    rep: Rep, rubric: Rubric, low_before: bool = False, review: Review | None = None
) -> tuple[Reason, ...]:
    """Every reason this rep waits, the most pressing first; a flag counts until it is answered.

    `low_before` says that the trainee's rep before this one on the skill was below 2 as well.
    """
    review = review or Review()
    found: list[Reason] = []
    # Once it is done the tier stays what it was, so that turnaround counts it where it waited.
    flags = rep.flags if review.stage in DONE else review.open_flags(rep)
    for about in dict.fromkeys(flag.about for flag in flags):
        found.append(Reason(Tier.HUMAN_NOW, about))
    if review.harm:
        found.append(Reason(Tier.HUMAN_NOW, "a rater saw something that could harm a client"))
    if review.contested and review.stage not in DONE:
        found.append(Reason(Tier.ASKED, "asked for a second, blind rating"))
    if rep.submitted and rep.submitted.please_look:
        found.append(Reason(Tier.ASKED, "asked you to look"))
    found += _apart(rep, rubric)
    if rep.stuck:
        found.append(Reason(Tier.STUCK, "three redos without a gain on the target"))
    mean = _machine_mean(rep, rubric)
    if low_before and mean is not None and mean < LOW:
        found.append(Reason(Tier.STUCK, "two reps in a row to look at together"))
    if rep.submitted and rep.submitted.random_sample:
        found.append(Reason(Tier.SAMPLE, "drawn at random"))
    if not found:
        found.append(Reason(Tier.OLDEST, "in turn"))
    once = dict.fromkeys(found)
    return tuple(sorted(once, key=lambda reason: ORDER[reason.tier]))


def _machine_mean(rep: Rep, rubric: Rubric) -> float | None:
    judgement = rep.judgement(Attempt.FIRST)
    return rubric.score({r.criterion: r.level for r in judgement.ratings}) if judgement else None


def _differ(mine: int | None, theirs: int | None) -> bool:
    return mine is not None and theirs is not None and abs(mine - theirs) >= APART


def _apart(rep: Rep, rubric: Rubric) -> list[Reason]:
    own, judgement = rep.self_rating(Attempt.FIRST), rep.judgement(Attempt.FIRST)
    if own is None or judgement is None:
        return []
    found = []
    # Which point, and which way, is not said: the supervisor's own rating has to stay blind.
    if any(_differ(own.levels.get(gate), judgement.level(gate)) for gate in rubric.gates):
        found.append(Reason(Tier.DISAGREE, "proposed for a closer look"))
    if any(rating.spread >= UNSURE for rating in judgement.ratings):
        found.append(Reason(Tier.DISAGREE, "proposed for a closer look"))
    if judgement.dropped:
        found.append(Reason(Tier.DISAGREE, "proposed for a closer look"))
    return found


class ReviewStage(StrEnum):
    """Where a review is. What may happen in each is in `NEXT`."""

    WAITING = "waiting"
    IN_REVIEW = "in review"
    BLIND_RATED = "blind-rated"
    SIGNED = "signed"
    RETURNED = "returned"
    ACKNOWLEDGED = "acknowledged"
    CONTESTED = "contested"


def _for_a_flag(stage: ReviewStage) -> dict[str, ReviewStage]:
    """A flag raised after the end (in a trainee's answer) is taken up and leaves the rest alone."""
    return {"claimed": stage, "handed_back": stage, "flag_answered": stage}


NEXT: Mapping[ReviewStage, Mapping[str, ReviewStage]] = {
    ReviewStage.WAITING: {"claimed": ReviewStage.IN_REVIEW},
    ReviewStage.IN_REVIEW: {
        "claimed": ReviewStage.IN_REVIEW,
        "handed_back": ReviewStage.WAITING,
        "commented": ReviewStage.IN_REVIEW,
        "flag_answered": ReviewStage.IN_REVIEW,
        "blind_rated": ReviewStage.BLIND_RATED,
    },
    ReviewStage.BLIND_RATED: {
        "claimed": ReviewStage.IN_REVIEW,
        "changed": ReviewStage.BLIND_RATED,
        "commented": ReviewStage.BLIND_RATED,
        "claim_marked": ReviewStage.BLIND_RATED,
        "flag_answered": ReviewStage.BLIND_RATED,
        "signed": ReviewStage.SIGNED,
        "returned": ReviewStage.RETURNED,
    },
    ReviewStage.SIGNED: {
        **_for_a_flag(ReviewStage.SIGNED),
        "acknowledged": ReviewStage.ACKNOWLEDGED,
        "contested": ReviewStage.CONTESTED,
    },
    ReviewStage.RETURNED: {
        **_for_a_flag(ReviewStage.RETURNED),
        "acknowledged": ReviewStage.ACKNOWLEDGED,
    },
    ReviewStage.ACKNOWLEDGED: {
        **_for_a_flag(ReviewStage.ACKNOWLEDGED),
        "contested": ReviewStage.CONTESTED,
    },
    ReviewStage.CONTESTED: {"claimed": ReviewStage.IN_REVIEW},
}

DONE = frozenset({ReviewStage.SIGNED, ReviewStage.RETURNED, ReviewStage.ACKNOWLEDGED})


@dataclass(frozen=True)
class Review:
    """The present state of one review, derived from its events."""

    stage: ReviewStage = ReviewStage.WAITING
    holder: str | None = None
    until: datetime | None = None
    blind: BlindRated | None = None
    earlier: tuple[BlindRated, ...] = ()
    changes: tuple[Changed, ...] = ()
    comments: tuple[Commented, ...] = ()
    claim_marks: tuple[ClaimMarked, ...] = ()
    answered: tuple[FlagAnswered, ...] = ()
    signed: Signed | None = None
    returned: Returned | None = None
    acknowledged: Acknowledged | None = None
    contested: Contested | None = None

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
        return any(rated.harm for rated in self.raters)

    @property
    def raters(self) -> tuple[BlindRated, ...]:
        """Every blind rating, the one that stands now last."""
        return (*self.earlier, *([self.blind] if self.blind else []))

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
        case BlindRated():
            return replace(review, blind=event)
        case Changed():
            return replace(review, changes=(*review.changes, event))
        case Commented():
            return replace(review, comments=(*review.comments, event))
        case ClaimMarked():
            return replace(review, claim_marks=(*review.claim_marks, event))
        case FlagAnswered():
            return replace(review, answered=(*review.answered, event))
        case Signed():
            return replace(
                review, signed=event, returned=None, acknowledged=None, holder=None, until=None
            )
        case Returned():
            return replace(review, returned=event, signed=None, holder=None, until=None)
        case Acknowledged():
            return replace(review, acknowledged=event)
        case Contested():
            return replace(review, contested=event)


def _claimed(review: Review, event: Claimed) -> Review:
    """A supervisor goes on from their own blind rating if they made one, never from another's.

    Who has seen the other ratings cannot rate blind again, so what they said then stands.
    """
    review = replace(review, holder=event.by, until=event.until)
    if review.stage in DONE:
        return review
    own = [rated for rated in review.raters if rated.by == event.by]
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


def row(
    rep: Rep, review: Review | None, rubric: Rubric, *, cohort: str, now: datetime, length: int,
    good: bool, low_before: bool = False,
) -> RepRow:  # fmt: skip
    """Derive the line for lists from a rep and its review."""
    submitted = rep.submitted
    review = review if review is not None else Review()
    flags = review.open_flags(rep)
    why = reasons(rep, rubric, low_before, review) if submitted or flags else ()
    return RepRow(
        id=rep.id, trainee=rep.trainee, cohort=cohort, kind=rep.plan.kind.value, case=rep.plan.case,
        skill=rep.plan.skill, criterion=rep.plan.criterion, level=rep.plan.level,
        stage=rep.stage.value, begun_at=rep.begun_at or now, touched_at=now,
        length=length,
        submitted_at=submitted.at if submitted else None,
        review=review.stage.value if submitted or flags else None,
        tier=why[0].tier.value if why else None,
        reasons=tuple(reason.text for reason in why),
        holder=review.holder, until=review.until,
        flags_open=len(flags),
        random_sample=bool(submitted and submitted.random_sample),
        good=good and rep.stage is Stage.SUBMITTED,
        redone=bool(rep.replies(Attempt.REDO)),
        met=review.signed.met if review.signed else None,
        signed_at=review.signed.at if review.signed else None,
        signed_by=review.signed.by if review.signed else None,
        needs_review=review.harm,
    )  # fmt: skip
