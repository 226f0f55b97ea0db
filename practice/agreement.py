"""How far two or more raters agree on the same reps: coefficients over plain numbers.

They keep no minimum of their own; whoever shows one asks `calibration.ENOUGH` first.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

MOST_UNDEFINED = 0.05  # share of resamples without a coefficient above which there is no interval


def icc_2_1(matrix: ArrayLike) -> float | None:
    """Absolute agreement of single ratings, raters drawn at random: ICC(2,1).

    `matrix` has one row per rep and one column per rater, no gaps. None when it has fewer than
    two rows or columns, or when no rating differs from any other.
    Formula: (MSR - MSE) / (MSR + (k - 1) MSE + k (MSC - MSE) / n). 1 is perfect, 0 or less is no
    better than chance; a strict rater lowers it. It needs reps that differ in quality.
    Reference: Shrout and Fleiss (1979), Psychological Bulletin 86, 420-428.

    >>> round(icc_2_1([[1, 2], [2, 3], [3, 4]]), 3)  # always one level apart
    0.667
    """
    ratings = np.asarray(matrix, dtype=float)
    if ratings.ndim != 2 or min(ratings.shape) < 2:
        return None
    n, k = ratings.shape
    grand, rows, columns = ratings.mean(), ratings.mean(axis=1), ratings.mean(axis=0)
    left = ratings - rows[:, None] - columns[None, :] + grand
    msr = k * ((rows - grand) ** 2).sum() / (n - 1)
    msc = n * ((columns - grand) ** 2).sum() / (k - 1)
    mse = (left**2).sum() / ((n - 1) * (k - 1))
    below = msr + (k - 1) * mse + k * (msc - mse) / n
    return None if below == 0 else float((msr - mse) / below)


def quadratic_weighted_kappa(one: ArrayLike, other: ArrayLike) -> float | None:
    """Agreement of two raters on ordered levels, corrected for chance (QWK).

    Both hold one level per rep, in the same order. None when empty, or when both raters gave one
    and the same level throughout. Formula: 1 - sum(w O) / sum(w E), w = (i - j)²; with squares
    for weights this is 1 - mean(d²) / (var₁ + var₂ + (mean₁ - mean₂)²), variances over n.
    1 is perfect, 0 is what chance would give; a miss by two levels costs four times one by one.
    Reference: Cohen (1968), Psychological Bulletin 70, 213-220; Fleiss and Cohen (1973).

    >>> round(quadratic_weighted_kappa([0, 1, 2, 3], [0, 1, 2, 4]), 3)  # 1 - 0.25 / 3.5
    0.929
    """
    a, b = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    if a.shape != b.shape or a.ndim != 1:
        raise ValueError("two lists of the same length are needed")
    if not a.size:
        return None
    by_chance = a.var() + b.var() + (a.mean() - b.mean()) ** 2
    return None if by_chance == 0 else float(1 - ((a - b) ** 2).mean() / by_chance)


class Interval(NamedTuple):
    """The ends between which a coefficient is likely to lie."""

    low: float
    high: float


def kappa_interval(
    one: ArrayLike, other: ArrayLike, share: float = 0.9, resamples: int = 2000, seed: int = 1993
) -> Interval | None:
    """How far the weighted kappa might move with other reps: a percentile bootstrap over reps.

    Reps are drawn again with replacement `resamples` times, always the same for a seed and
    whatever their order; the middle `share` (0 to 1) of the kappas is the interval. With few reps
    or hardly any spread it is a little too narrow. None when kappa itself is undefined, or is so
    in more than one resample of twenty because nearly all ratings are the same; fewer are left out.
    Reference: Efron and Tibshirani (1993), An Introduction to the Bootstrap, ch. 13.

    >>> low, high = kappa_interval([0, 1, 2, 3, 4] * 6, [0, 1, 2, 3, 3] * 6)
    >>> low < quadratic_weighted_kappa([0, 1, 2, 3, 4] * 6, [0, 1, 2, 3, 3] * 6) < high
    True
    """
    if quadratic_weighted_kappa(one, other) is None:
        return None
    pairs = np.column_stack([np.asarray(one, dtype=float), np.asarray(other, dtype=float)])
    # Drawing how often each different pair comes up is drawing reps, at a fraction of the work.
    cells, counts = np.unique(pairs, axis=0, return_counts=True)
    n = int(counts.sum())
    drawn = np.random.default_rng(seed).multinomial(n, counts / n, size=resamples) / n
    a, b = cells[:, 0], cells[:, 1]
    # mean(a² + b²) - 2 mean(a) mean(b) is the denominator of kappa, written without variances.
    by_chance = drawn @ (a**2 + b**2) - 2 * (drawn @ a) * (drawn @ b)
    defined = by_chance > 1e-9
    if 1 - defined.mean() > MOST_UNDEFINED:
        return None
    kappas = 1 - (drawn @ (a - b) ** 2)[defined] / by_chance[defined]
    low, high = np.quantile(kappas, [(1 - share) / 2, (1 + share) / 2])
    return Interval(float(low), float(high))
