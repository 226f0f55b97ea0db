"""How far supervisors agree with each other, point by point, on reps that two of them rated blind.

Only reps of the random sample enter a figure: what was rated twice for a reason is harder to agree
on than most, and is counted beside it. Nothing here says who is strict; `severity.py` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from practice.agreement import (
    Interval,
    icc_2_1,
    kappa_interval,
    quadratic_weighted_kappa,
    resampled,
)
from practice.gates import rated_twice
from practice.reviews import RatingRow, RepRow

NEEDED = 30  # reps (`clinical.md` 4.2): below it a coefficient says next to nothing
SHARE = 0.95  # what the intervals hold
KNOWN = (
    (0.2, "hardly agree"),
    (0.4, "agree a little"),
    (0.6, "agree moderately"),
    (0.8, "agree well"),
)


@dataclass(frozen=True)
class Agreement:
    """Two supervisors against each other on one criterion; all figures are None below 30 reps.

    `n` reps were drawn at random and given a level by both; `others` were rated twice for a
    reason. `kappa` has quadratic weights, `icc` is ICC(2,1); the intervals are a percentile
    bootstrap over reps and None where nearly all levels are the same. `within_one` is a share.
    """

    criterion: str
    n: int
    others: int
    kappa: float | None = None
    kappa_likely: Interval | None = None
    icc: float | None = None
    icc_likely: Interval | None = None
    within_one: float | None = None

    @property
    def enough(self) -> bool:
        return self.n >= NEEDED

    @property
    def sentence(self) -> str:
        """Where this point stands, in words; by the lower end of the interval, never above it."""
        if not self.enough:
            return f"too few ({self.n} of {NEEDED})"
        if self.kappa_likely is None:
            return "nearly all levels are the same, so nobody can tell"
        low = self.kappa_likely.low
        return next((words for most, words in KNOWN if low < most), "agree very well")


def agreement(ratings: Iterable[RatingRow], rows: Iterable[RepRow]) -> tuple[Agreement, ...]:
    """Every criterion that two supervisors rated on the same rep, in the order of their names.

    `rows` say which reps are of the random sample; reps that are in none of them count as others.
    """
    random = {row.id for row in rows if row.random_sample}
    drawn: dict[str, list[tuple[int, int]]] = {}
    others: dict[str, int] = {}
    for (rep, criterion), both in rated_twice(ratings).items():
        drawn.setdefault(criterion, [])
        if rep in random:
            drawn[criterion].append(both)
        else:
            others[criterion] = others.get(criterion, 0) + 1
    return tuple(_agreement(c, drawn[c], others.get(c, 0)) for c in sorted(drawn))


def _agreement(criterion: str, both: Sequence[tuple[int, int]], others: int) -> Agreement:
    n = len(both)
    if n < NEEDED:
        return Agreement(criterion, n, others)
    levels = np.array(both, dtype=float)
    first, second = levels.T
    # ICC(2,1) and kappa take the two columns as they come: who rated first is nobody's rank.
    return Agreement(
        criterion, n, others,
        quadratic_weighted_kappa(first, second), kappa_interval(first, second, SHARE),
        icc_2_1(levels), resampled(levels, icc_2_1, SHARE),
        float((abs(first - second) <= 1).mean()),
    )  # fmt: skip
