"""Why a rep waits for a supervisor: every reason in words, and the line that lists show of it.

A reason is a label and never a severity number. Nothing here tells a supervisor what others rated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from practice.record import Attempt
from practice.reps import Rep, Stage
from practice.reviews import DONE, ORDER, STUCK, RepRow, Review, Tier
from practice.rubrics import Rubric

APART = 1.5  # self and machine differ by at least this on a gate criterion
UNSURE = 2  # spread of a scorer's votes
LOW = 2  # a mean of the machine's levels below this reads low
SOON = timedelta(hours=48)  # before a supervision meeting, from which on what was sent is due


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
    if any(rated.harm for rated in review.raters):
        found.append(Reason(Tier.HUMAN_NOW, "a rater saw something that could harm a client"))
    if review.contested and review.stage not in DONE:
        found.append(Reason(Tier.ASKED, "asked for a second, blind rating"))
    if rep.submitted and rep.submitted.please_look:
        found.append(Reason(Tier.ASKED, "asked you to look"))
    found += _apart(rep, rubric)
    if rep.stuck:
        found.append(Reason(Tier.STUCK, STUCK))
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


@dataclass(frozen=True)
class Meeting:
    """The next supervision of a trainee, and with whom (a supervisor's id)."""

    at: datetime
    by: str


def due(row: RepRow, meetings: Mapping[str, Meeting], now: datetime) -> Meeting | None:
    """The meeting before which this rep is due: sent before it, and it is at most 48 h away.

    It stays due after the meeting, until another one is set.
    """
    meeting = meetings.get(row.trainee)
    if meeting is None or row.submitted_at is None or now < meeting.at - SOON:
        return None
    return meeting if row.submitted_at < meeting.at else None


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
        signed_at=review.versions[0].at if review.versions else None,
        signed_by=review.signed.by if review.signed else None,
        needs_review=review.harm, given_to=review.given_to,
        second="done" if review.second_by else "wanted" if review.wants_second(rep) else None,
        second_by=review.second_by,
        escalated_at=review.open_escalation.at if review.open_escalation else None,
    )  # fmt: skip


# --- the queue -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Waiting:
    """One line of the queue; the names are empty where there is nobody to name."""

    row: RepRow
    trainee: str
    case: str
    criterion: str
    tier: Tier
    reasons: tuple[str, ...]
    since: datetime
    late: bool  # has waited longer than its tier's target
    mine: bool  # this supervisor holds it now
    held_by: str  # a colleague who holds it now
    dropped_by: str  # somebody whose claim ran out
    given_to: str  # a colleague who is asked to claim it
    for_me: bool  # held by, given to or due with this supervisor
    for_nobody: bool  # and neither with anybody else who is here


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to see of the queue; what is left empty does not narrow."""

    trainee: str = ""  # an id
    kind: str = ""  # drill or encounter
    skill: str = ""
    case: str = ""
    level: str = ""
    tier: str = ""
    whose: str = ""  # "mine", "nobody" or anybody's
    oldest: bool = False  # by age alone, not by reason first


@dataclass(frozen=True)
class View:
    """Something to want of the queue, under a name."""

    name: str
    wanted: Wanted


BUILT_IN = (
    View("everything", Wanted()),
    View("mine", Wanted(whose="mine")),
    View("flags", Wanted(tier=Tier.HUMAN_NOW)),
    View("oldest first", Wanted(oldest=True)),
    View("with nobody", Wanted(whose="nobody")),
)


def narrowed(lines: Iterable[Waiting], wanted: Wanted) -> list[Waiting]:
    """The lines that are wanted: by tier, the oldest first within one, or by age alone."""
    found = [
        line
        for line in lines
        if wanted.trainee in ("", line.row.trainee)
        and wanted.kind in ("", line.row.kind)
        and wanted.skill in ("", line.row.skill)
        and wanted.case in ("", line.row.case)
        and wanted.level in ("", line.row.level)
        and wanted.tier in ("", line.tier)
        and (wanted.whose != "mine" or line.for_me)
        and (wanted.whose != "nobody" or line.for_nobody)
    ]
    if wanted.oldest:
        return sorted(found, key=lambda line: line.since)
    return sorted(found, key=lambda line: (ORDER[line.tier], line.since))
