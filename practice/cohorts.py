"""How a cohort is doing: how much is practised, how soon it is answered, what is met.

Levels and "met" come from signed work only. A figure over fewer than five trainees is not given,
and a sentence says so. Nobody is ranked: lists of people are in the order of their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

import numpy as np

from practice.cases import DIFFICULTIES
from practice.reviews import RepRow, ReviewStage, Tier

SMALLEST_GROUP = 5  # trainees
LATELY = timedelta(days=28)
QUIET = timedelta(days=14)
AGES = (2, 7, 14)  # days waited that open reps are counted by: up to 2, 7, 14, and longer

_SIGNED = frozenset({ReviewStage.SIGNED, ReviewStage.ACKNOWLEDGED})
_WAITING = frozenset(
    {ReviewStage.WAITING, ReviewStage.IN_REVIEW, ReviewStage.BLIND_RATED, ReviewStage.CONTESTED}
)
_ANSWERED = frozenset({ReviewStage.RETURNED, ReviewStage.ACKNOWLEDGED})


def is_signed(row: RepRow) -> bool:
    """Whether a supervisor's signature stands: given, and not contested or under review again."""
    return row.signed_at is not None and row.review in _SIGNED


def is_waiting(row: RepRow) -> bool:
    """Whether it is a supervisor's turn."""
    return row.review in _WAITING


def too_few(least: int = SMALLEST_GROUP) -> str:
    """The words in place of a figure over too small a group."""
    return f"Fewer than {least} trainees, so not shown."


# --- weeks -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Week:
    """Good reps of the middle trainee and the middle half, in the seven days from `begins` (UTC).

    `trainees` had begun a rep by then, so those who stopped count with 0; `active` did something.
    The three figures are None when `note` says why.
    """

    begins: date
    median: float | None
    low: float | None
    high: float | None
    trainees: int
    active: int
    note: str = ""


def good_reps_per_week(
    rows: Iterable[RepRow], now: datetime, weeks: int = 12, least: int = SMALLEST_GROUP
) -> tuple[Week, ...]:
    """Median and quartiles of good reps across trainees for each week, the oldest first.

    Weeks are seven whole days, the last one ending with today (UTC); a rep counts in the week it
    was submitted. `rows` should reach back to the beginning, or those who stopped are overlooked.
    """
    begins = _weeks(now, weeks)
    good: list[dict[str, int]] = [{} for _ in begins]
    active: list[set[str]] = [set() for _ in begins]
    joined: dict[str, int] = {}
    for row in rows:
        first = max(_week_of(row.begun_at, begins), 0)
        joined[row.trainee] = min(first, joined.get(row.trainee, weeks))
        for at in (row.begun_at, row.submitted_at):
            if at is not None and 0 <= (week := _week_of(at, begins)) < weeks:
                active[week].add(row.trainee)
        if row.good and row.submitted_at is not None:
            week = _week_of(row.submitted_at, begins)
            if 0 <= week < weeks:
                good[week][row.trainee] = good[week].get(row.trainee, 0) + 1
    found = []
    for i, day in enumerate(begins):
        counts = [good[i].get(trainee, 0) for trainee, since in joined.items() if since <= i]
        if len(counts) < least:
            week_ = Week(day, None, None, None, len(counts), len(active[i]), too_few(least))
        else:
            low, median, high = (float(x) for x in np.percentile(counts, [25, 50, 75]))
            week_ = Week(day, median, low, high, len(counts), len(active[i]))
        found.append(week_)
    return tuple(found)


def _weeks(now: datetime, weeks: int) -> tuple[date, ...]:
    last = _utc(now).date() - timedelta(days=6)
    return tuple(last - timedelta(weeks=back) for back in reversed(range(weeks)))


def _week_of(at: datetime, begins: Sequence[date]) -> int:
    return (_utc(at).date() - begins[0]).days // 7


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC)


@dataclass(frozen=True)
class MetShare:
    """The share met (0 to 1) of one skill's reps submitted in a week and signed since."""

    skill: str
    begins: date
    share: float | None
    signed: int
    submitted: int
    trainees: int
    note: str = ""


def met_share(
    rows: Iterable[RepRow], now: datetime, weeks: int = 12, least: int = SMALLEST_GROUP
) -> tuple[MetShare, ...]:
    """The share met in simulation by skill and week of submission, signed reps only.

    Skills in the order of their ids, and for each every week, the oldest first. A recent week
    still has reps to be signed: `submitted` says how many there are in all.
    """
    begins = _weeks(now, weeks)
    cells: dict[str, list[list[RepRow]]] = {}
    for row in rows:
        if row.submitted_at is None or not 0 <= _week_of(row.submitted_at, begins) < weeks:
            continue
        by_week = cells.setdefault(row.skill, [[] for _ in begins])
        by_week[_week_of(row.submitted_at, begins)].append(row)
    return tuple(
        _met_share(skill, day, cells[skill][i], least)
        for skill in sorted(cells)
        for i, day in enumerate(begins)
    )


def _met_share(skill: str, day: date, submitted: Sequence[RepRow], least: int) -> MetShare:
    signed = [row for row in submitted if is_signed(row)]
    trainees = len({row.trainee for row in signed})
    if trainees < least:
        note = too_few(least) if submitted else "Nothing was submitted."
        return MetShare(skill, day, None, len(signed), len(submitted), trainees, note)
    share = sum(_met(row) for row in signed) / len(signed)
    return MetShare(skill, day, share, len(signed), len(submitted), trainees)


def _met(row: RepRow) -> bool:
    return is_signed(row) and row.met is True and not row.needs_review


# --- people ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One trainee's practice. Counts are of the last 28 days, each by its own date; `waiting` is
    now. `flags` are reasons to get in touch, in words."""

    trainee: str
    name: str
    begun: int
    good: int
    submitted: int
    signed: int
    met: int
    waiting: int
    last_active: datetime | None
    flags: tuple[str, ...]


def table(rows: Iterable[RepRow], people: Mapping[str, str], now: datetime) -> tuple[Line, ...]:
    """One line for each trainee, in the order of their names, never of a figure.

    `people` maps the ids of the trainees to their names; reps of anybody else are left out.
    """
    reps: dict[str, list[RepRow]] = {}
    for row in rows:
        reps.setdefault(row.trainee, []).append(row)
    trainees = sorted(people.items(), key=lambda person: (person[1].casefold(), person[0]))
    return tuple(_line(trainee, name, reps.get(trainee, []), now) for trainee, name in trainees)


def _line(trainee: str, name: str, rows: Sequence[RepRow], now: datetime) -> Line:
    since = now - LATELY
    sent = [row for row in rows if row.submitted_at is not None and row.submitted_at > since]
    signed = [row for row in rows if is_signed(row) and row.signed_at and row.signed_at > since]
    last_active = max((row.submitted_at or row.touched_at for row in rows), default=None)
    return Line(
        trainee=trainee,
        name=name,
        begun=sum(row.begun_at > since for row in rows),
        good=sum(row.good for row in sent),
        submitted=len(sent),
        signed=len(signed),
        met=sum(_met(row) for row in signed),
        waiting=sum(is_waiting(row) for row in rows),
        last_active=last_active,
        flags=tuple(_flags(rows, sent, last_active, now)),
    )


def _flags(
    rows: Sequence[RepRow], sent: Sequence[RepRow], last_active: datetime | None, now: datetime
) -> Iterable[str]:
    if any(row.flags_open for row in rows):
        yield "words that a person must answer"
    if last_active is None:
        yield "no reps yet"
    elif now - last_active >= QUIET:
        yield f"no reps for {(now - last_active).days} days"
    if any(row.tier == Tier.STUCK and is_waiting(row) for row in rows):
        yield "stuck, and waiting for a supervisor"
    if sum(row.review in _ANSWERED and row.signed_at is None for row in sent) >= 2:
        yield "two or more reps returned in 28 days"


# --- supervisors' answers ----------------------------------------------------------------------


@dataclass(frozen=True)
class Turnaround:
    """Days from submission to signature in one tier, and how long its open reps have waited.

    `median` and `ninetieth` (percentile) are None when `note` says why. `open` counts those that
    waited up to 2, 7 and 14 days and longer; it is always given, so that nothing is left lying.
    """

    tier: str
    median: float | None
    ninetieth: float | None
    signed: int
    open: tuple[int, ...]
    note: str = ""


def turnaround(
    rows: Iterable[RepRow], now: datetime, least: int = SMALLEST_GROUP
) -> tuple[Turnaround, ...]:
    """How soon reps are signed and how old the open ones are, for each tier in queue order."""
    signed: dict[str, list[RepRow]] = {}
    open_: dict[str, list[int]] = {}
    for row in rows:
        if row.tier is None:
            continue
        if is_signed(row):
            signed.setdefault(row.tier, []).append(row)
        elif is_waiting(row):
            waited = (now - (row.submitted_at or row.begun_at)) / timedelta(days=1)
            ages = open_.setdefault(row.tier, [0] * (len(AGES) + 1))
            ages[sum(waited > age for age in AGES)] += 1
    empty = [0] * (len(AGES) + 1)
    return tuple(
        _turnaround(tier, signed.get(tier, []), tuple(open_.get(tier, empty)), least)
        for tier in Tier
        if tier in signed or tier in open_
    )


def _turnaround(
    tier: Tier, signed: Sequence[RepRow], open_: tuple[int, ...], least: int
) -> Turnaround:
    if not signed:
        return Turnaround(tier.value, None, None, 0, open_, "Nothing signed yet.")
    if len({row.trainee for row in signed}) < least:
        return Turnaround(tier.value, None, None, len(signed), open_, too_few(least))
    days = [
        (row.signed_at - (row.submitted_at or row.begun_at)) / timedelta(days=1)
        for row in signed
        if row.signed_at is not None
    ]
    median, ninetieth = (float(x) for x in np.percentile(days, [50, 90]))
    return Turnaround(tier.value, median, ninetieth, len(signed), open_)


# --- milestones --------------------------------------------------------------------------------


class Standing(StrEnum):
    """Where a trainee is with one skill at one level. Never more than "met in simulation"."""

    NOT_STARTED = "not started"
    PRACTISING = "practising"
    MET = "met in simulation"


ENOUGH_REPS, ENOUGH_CASES = 2, 2


@dataclass(frozen=True)
class Milestone:
    """One trainee's standing, with who signed the reps that met and when it was reached."""

    skill: str
    level: str
    standing: Standing
    signed_by: tuple[str, ...] = ()
    on: datetime | None = None


def milestones(
    rows: Iterable[RepRow], skills: Sequence[str], levels: Sequence[str] = DIFFICULTIES
) -> tuple[Milestone, ...]:
    """One trainee's grid, skill by skill and level by level.

    Met in simulation takes two signed reps that met, on two different cases. `on` is when the
    second case was signed.
    """
    reps: dict[tuple[str, str], list[RepRow]] = {}
    for row in rows:
        reps.setdefault((row.skill, row.level), []).append(row)
    return tuple(
        _milestone(skill, level, reps.get((skill, level), []))
        for skill in skills
        for level in levels
    )


def _milestone(skill: str, level: str, rows: Sequence[RepRow]) -> Milestone:
    if not rows:
        return Milestone(skill, level, Standing.NOT_STARTED)
    met = [(row.signed_at, row) for row in rows if _met(row) and row.signed_at is not None]
    met.sort(key=lambda pair: pair[0])
    cases: set[str] = set()
    for n, (at, row) in enumerate(met, start=1):
        cases.add(row.case)
        if n >= ENOUGH_REPS and len(cases) >= ENOUGH_CASES:
            names = (row.signed_by for _, row in met[:n] if row.signed_by)
            return Milestone(skill, level, Standing.MET, tuple(dict.fromkeys(names)), at)
    return Milestone(skill, level, Standing.PRACTISING)


@dataclass(frozen=True)
class Cell:
    """How many trainees stand where with one skill at one level; no counts when `note` says why."""

    skill: str
    level: str
    counts: Mapping[Standing, int] = field(default_factory=dict)
    note: str = ""


def milestone_grid(
    rows: Iterable[RepRow],
    people: Mapping[str, str],
    skills: Sequence[str],
    levels: Sequence[str] = DIFFICULTIES,
    least: int = SMALLEST_GROUP,
) -> tuple[Cell, ...]:
    """The cohort's grid: counts of the trainees in `people` (ids to names)."""
    cells = [(skill, level) for skill in skills for level in levels]
    if len(people) < least:
        return tuple(Cell(skill, level, note=too_few(least)) for skill, level in cells)
    reps: dict[str, list[RepRow]] = {trainee: [] for trainee in people}
    for row in rows:
        if row.trainee in reps:
            reps[row.trainee].append(row)
    counts = {cell: dict.fromkeys(Standing, 0) for cell in cells}
    for own in reps.values():
        for milestone in milestones(own, skills, levels):
            counts[milestone.skill, milestone.level][milestone.standing] += 1
    return tuple(Cell(skill, level, found) for (skill, level), found in counts.items())
