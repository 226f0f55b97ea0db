"""Who was in which cohort, and who read whose work, from when to when; and when a cohort is over.

A supervisor reads cohorts, so whose work they read follows from who was in them at the time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from practice.roles import Role


@dataclass(frozen=True)
class Membership:
    """A trainee's time in a cohort, or a supervisor's time as its reader; half-open, UTC.

    `since` None is from before this was kept; `until` None is still so. `by` is who arranged it.
    """

    person: str
    cohort: str
    role: Role
    since: datetime | None
    until: datetime | None
    by: str = ""


@dataclass(frozen=True)
class Reading:
    """Somebody read a trainee's work in that time."""

    reader: str
    trainee: str
    cohort: str
    since: datetime | None
    until: datetime | None


def over(ends: date | None, now: datetime) -> bool:
    """Whether a cohort's last day, by the calendar of UTC, has passed; without one it goes on."""
    return ends is not None and now.date() > ends


def readings(memberships: Iterable[Membership]) -> list[Reading]:
    """Who read whose work: a reader's and a trainee's times in one cohort where they overlap.

    The newest come first, and one that goes on before one that is over.
    """
    known = list(memberships)
    found = []
    for mine in known:
        if mine.role is not Role.TRAINEE:
            continue
        for theirs in known:
            if theirs.role is not Role.SUPERVISOR or theirs.cohort != mine.cohort:
                continue
            since = _latest(mine.since, theirs.since)
            until = _earliest(mine.until, theirs.until)
            if since is None or until is None or since < until:
                found.append(Reading(theirs.person, mine.person, mine.cohort, since, until))
    return sorted(found, key=_newest_first)


def _latest(one: datetime | None, other: datetime | None) -> datetime | None:
    return max(filter(None, (one, other)), default=None)


def _earliest(one: datetime | None, other: datetime | None) -> datetime | None:
    return min(filter(None, (one, other)), default=None)


def _newest_first(reading: Reading) -> tuple[bool, float, float, str, str]:
    def back(moment: datetime | None) -> float:
        return 0.0 if moment is None else -moment.timestamp()

    return (
        reading.until is not None,
        back(reading.until),
        back(reading.since),
        reading.reader,
        reading.trainee,
    )
