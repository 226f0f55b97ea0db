"""How soon a supervisor should have answered, as this programme wants it, and how often they do.

The proposals are `reviews.TARGET`; a programme may set a number of days of its own for each tier.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from practice.reviews import DONE, TARGET, WITHIN, RepRow, Tier

LATELY = timedelta(days=28)
MOST_DAYS = 60
SOME = 3  # signed reps below which a median says nothing
_DONE = frozenset(stage.value for stage in DONE)


@dataclass(frozen=True)
class Target:
    """What is aimed at in one tier: in words, and as a length of time where it is one."""

    tier: Tier
    words: str
    within: timedelta | None
    own: int | None = None  # days, where the programme set them

    def late(self, since: datetime, now: datetime) -> bool:
        """Whether something that has waited since then has waited longer than is aimed at."""
        return self.within is not None and now - since > self.within


@dataclass(frozen=True)
class Answered:
    """How one tier was answered lately: days from sent to signed, and what waits now.

    `median` and `ninetieth` (percentile) are None below 3 signed reps; `in_time` is None where the
    target is no length of time. `late` are those of the `waiting` that have waited longer.
    """

    target: Target
    signed: int
    median: float | None
    ninetieth: float | None
    in_time: int | None
    waiting: int
    late: int

    @property
    def sentence(self) -> str:
        """The target, and how it is kept, in a line for the queue."""
        said = f"Target: {self.target.words}."
        if self.median is None:
            return said
        took = f"{self.signed} signed in 28 days, half within {self.median:.1f} days"
        kept = "" if self.in_time is None else f", {self.in_time} in time"
        return f"{said} {took}{kept}."


def targets(own: Mapping[str, int]) -> dict[Tier, Target]:
    """Each tier's target: the programme's own days where it set some (0 for none), or proposed.

    >>> targets({"random sample": 3})[Tier.SAMPLE].words
    'within 3 days'
    """
    found = {}
    for tier in Tier:
        days = own.get(tier.value)
        if days is None:
            found[tier] = Target(tier, TARGET[tier], WITHIN.get(tier))
        elif days == 0:
            found[tier] = Target(tier, "in turn", None, 0)
        else:
            words = "within a day" if days == 1 else f"within {days} days"
            found[tier] = Target(tier, words, timedelta(days=days), days)
    return found


def answered(
    signed: Iterable[RepRow], waiting: Iterable[RepRow], aims: Mapping[Tier, Target], now: datetime
) -> dict[Tier, Answered]:
    """How each tier is answered; `signed` are those of the last 28 days."""
    took: dict[Tier, list[timedelta]] = {tier: [] for tier in Tier}
    since: dict[Tier, list[datetime]] = {tier: [] for tier in Tier}
    for row in signed:
        if row.tier and row.signed_at and row.submitted_at and now - row.signed_at <= LATELY:
            took[Tier(row.tier)].append(row.signed_at - row.submitted_at)
    for row in waiting:
        if row.tier and row.review not in _DONE:
            since[Tier(row.tier)].append(row.submitted_at or row.begun_at)
    found = {}
    for tier, target in aims.items():
        days = [each / timedelta(days=1) for each in took[tier]]
        median, ninetieth = np.percentile(days, [50, 90]) if len(days) >= SOME else (None, None)
        within = target.within
        found[tier] = Answered(
            target, len(days),
            None if median is None else float(median),
            None if ninetieth is None else float(ninetieth),
            None if within is None else sum(each <= within for each in took[tier]),
            len(since[tier]), sum(target.late(each, now) for each in since[tier]),
        )  # fmt: skip
    return found
