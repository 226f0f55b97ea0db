"""Who is where, by name, for a director who may see names: practice lately, milestones, open work.

"Met" comes from signed work only. Nobody is ranked: lists of people are in the order of their
names. Figures of groups are in `figures.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from practice.cases import DIFFICULTIES
from practice.reviews import RepRow, ReviewStage, Tier

LATELY = timedelta(days=28)
QUIET = timedelta(days=14)
AGES = (2, 7, 14)  # days waited that open reps are counted by: up to 2, 7, 14, and longer

SIGNED = frozenset({ReviewStage.SIGNED, ReviewStage.ACKNOWLEDGED})
WAITING = frozenset(
    {ReviewStage.WAITING, ReviewStage.IN_REVIEW, ReviewStage.BLIND_RATED, ReviewStage.CONTESTED}
)
ANSWERED = frozenset({ReviewStage.RETURNED, ReviewStage.ACKNOWLEDGED})  # returned, while unsigned


# --- people ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lately:
    """What one trainee did in the last 28 days, each count by its own date, and what is open now.

    `signed` and `met` count signatures that stand: neither contested nor under review again.
    `flagged` are reps with words that a person must answer, `stuck` those that wait as stuck.
    """

    begun: int = 0
    good: int = 0
    submitted: int = 0
    signed: int = 0
    met: int = 0
    waiting: int = 0
    flagged: int = 0
    stuck: int = 0
    returned: int = 0


@dataclass(frozen=True)
class Line:
    """One trainee's practice lately; `flags` are reasons to get in touch, in words."""

    trainee: str
    name: str
    lately: Lately
    last_active: datetime | None
    flags: tuple[str, ...]


def table(
    lately: Mapping[str, Lately], people: Mapping[str, str], last: Mapping[str, datetime],
    now: datetime,
) -> tuple[Line, ...]:  # fmt: skip
    """One line for each trainee, in the order of their names, never of a figure.

    `people` maps the ids of the trainees to their names, `last` to when they last did something.
    """
    trainees = sorted(people.items(), key=lambda person: (person[1].casefold(), person[0]))
    found = []
    for trainee, name in trainees:
        counts, at = lately.get(trainee, Lately()), last.get(trainee)
        found.append(Line(trainee, name, counts, at, tuple(_flags(counts, at, now))))
    return tuple(found)


def _flags(lately: Lately, last_active: datetime | None, now: datetime) -> Iterable[str]:
    if lately.flagged:
        yield "words that a person must answer"
    if last_active is None:
        yield "no reps yet"
    elif now - last_active >= QUIET:
        yield f"no reps for {(now - last_active).days} days"
    if lately.stuck:
        yield "stuck, and waiting for a supervisor"
    if lately.returned >= 2:
        yield "two or more reps returned in 28 days"


# --- what waits --------------------------------------------------------------------------------


def open_by_age(rows: Iterable[RepRow], now: datetime) -> dict[str, tuple[int, ...]]:
    """How many reps wait in each tier, by how long: up to 2, 7 and 14 days, and longer.

    Always given, however few, so that nothing is left lying.
    """
    found: dict[str, list[int]] = {}
    for row in rows:
        if row.tier is not None and row.review in WAITING:
            waited = (now - (row.submitted_at or row.begun_at)) / timedelta(days=1)
            ages = found.setdefault(row.tier, [0] * (len(AGES) + 1))
            ages[sum(waited > age for age in AGES)] += 1
    return {tier.value: tuple(found[tier]) for tier in Tier if tier in found}


# --- milestones --------------------------------------------------------------------------------


class Standing(StrEnum):
    """Where a trainee is with one skill at one level. Never more than "met in simulation"."""

    NOT_STARTED = "not started"
    PRACTISING = "practising"
    MET = "met in simulation"


ENOUGH_CASES = 2


@dataclass(frozen=True)
class Milestone:
    """One trainee's standing, with who signed the reps that met and when it was reached."""

    skill: str
    level: str
    standing: Standing
    signed_by: tuple[str, ...] = ()
    on: datetime | None = None


@dataclass(frozen=True)
class Met:
    """A signed rep that met its skill at a level; `by` signed it."""

    skill: str
    level: str
    case: str
    at: datetime
    by: str


def milestones(
    met: Iterable[Met], begun: Collection[tuple[str, str]], skills: Sequence[str],
    levels: Sequence[str] = DIFFICULTIES,
) -> tuple[Milestone, ...]:  # fmt: skip
    """One trainee's grid, skill by skill and level by level; `begun` are skills and levels.

    Met in simulation takes two signed reps that met, on two different cases. `on` is when the
    second case was signed.
    """
    reps: dict[tuple[str, str], list[Met]] = {}
    for one in sorted(met, key=lambda one: one.at):
        reps.setdefault((one.skill, one.level), []).append(one)
    return tuple(
        _milestone(skill, level, reps.get((skill, level), []), (skill, level) in begun)
        for skill in skills
        for level in levels
    )


def _milestone(skill: str, level: str, met: Sequence[Met], begun: bool) -> Milestone:
    cases: set[str] = set()
    for n, one in enumerate(met, start=1):
        cases.add(one.case)
        if len(cases) >= ENOUGH_CASES:
            names = tuple(dict.fromkeys(each.by for each in met[:n] if each.by))
            return Milestone(skill, level, Standing.MET, names, one.at)
    standing = Standing.PRACTISING if begun or met else Standing.NOT_STARTED
    return Milestone(skill, level, standing)
