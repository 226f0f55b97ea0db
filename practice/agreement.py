"""How far two or more raters agree on the same reps: coefficients over plain numbers.

They keep no minimum of their own; whoever shows one asks `calibration.ENOUGH` first. At the end
stands the arithmetic of the calibration drill, a trainee's levels beside a panel's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import atanh, sqrt, tanh
from statistics import NormalDist
from typing import Any, NamedTuple

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


def normal(share: float) -> float:
    """How many standard deviations either side hold this share: 1.96 for .95."""
    return NormalDist().inv_cdf((1 + share) / 2)


def student(share: float, df: int) -> float:
    """The same for a deviation estimated on `df` degrees of freedom (Student's t).

    Formula: the expansion in 1/df, four terms; within .01 from df = 3 on.
    Reference: Abramowitz and Stegun (1964), Handbook of Mathematical Functions, 26.7.5.

    >>> round(student(0.95, 16), 2), round(student(0.8, 4), 2)  # tables: 2.12 and 1.53
    (2.12, 1.53)
    """
    x = normal(share)
    terms = (
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160,
    )
    return float(x + sum(term / df**power for power, term in enumerate(terms, start=1)))


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


def resampled(
    rows: ArrayLike,
    coefficient: Callable[[Any], float | None],
    share: float = 0.9,
    resamples: int = 500,
    seed: int = 1993,
) -> Interval | None:
    """The middle `share` of a coefficient when reps are drawn again: a percentile bootstrap.

    `rows` holds one rep a row and `coefficient` takes such rows, as `icc_2_1` does. None when it
    is undefined in more than one resample of twenty.
    Reference: Efron and Tibshirani (1993), An Introduction to the Bootstrap, ch. 13.

    >>> low, high = resampled([[1, 2], [2, 2], [3, 4], [4, 4], [2, 1]] * 6, icc_2_1)
    >>> low < icc_2_1([[1, 2], [2, 2], [3, 4], [4, 4], [2, 1]] * 6) < high
    True
    """
    given = np.asarray(rows, dtype=float)
    if not len(given):
        return None
    chance = np.random.default_rng(seed)
    drawn = (
        coefficient(given[chance.integers(0, len(given), len(given))]) for _ in range(resamples)
    )
    found = [one for one in drawn if one is not None]
    if len(found) < (1 - MOST_UNDEFINED) * resamples:
        return None
    low, high = np.quantile(found, [(1 - share) / 2, (1 + share) / 2])
    return Interval(float(low), float(high))


class Limits(NamedTuple):
    """Mean difference and the limits that hold 95 % of differences; how sure each of them is."""

    mean: float
    low: float
    high: float
    n: int
    mean_likely: Interval
    low_likely: Interval
    high_likely: Interval


def limits_of_agreement(differences: ArrayLike, share: float = 0.95) -> Limits | None:
    """Between which differences 95 of 100 lie, with intervals; None for fewer than two.

    Formula: mean(d) ± 1.96 SD(d), SD with n - 1. Standard errors: SD/√n for the mean and about
    √3 SD/√n for a limit; the intervals hold `share` by Student's t on n - 1.
    Reference: Bland and Altman (1986), Lancet 327, 307-310.

    >>> limits = limits_of_agreement([1, -1] * 10)
    >>> round(limits.low, 2), round(limits.high, 2)
    (-2.01, 2.01)
    """
    apart = np.asarray(differences, dtype=float)
    n = apart.size
    if n < 2:
        return None
    mean, sd = float(apart.mean()), float(apart.std(ddof=1))
    low, high = mean - 1.96 * sd, mean + 1.96 * sd
    reach = student(share, n - 1) * sd / sqrt(n)
    wide = sqrt(3) * reach
    return Limits(
        mean, low, high, n, Interval(mean - reach, mean + reach),
        Interval(low - wide, low + wide), Interval(high - wide, high + wide),
    )  # fmt: skip


def within_group_r(groups: Sequence[str], one: ArrayLike, other: ArrayLike) -> float | None:
    """Whether two ratings rise and fall together inside each group: the repeated-measures r.

    Groups' own means are taken out first, so a group that is rated higher by both does not count
    as going together. From -1 to 1; None when either side never varies inside a group.
    Formula: S(xy) / √(S(xx) S(yy)) over deviations from the means of the groups.
    Reference: Bland and Altman (1995), British Medical Journal 310, 446.

    >>> within_group_r(["a", "a", "b", "b"], [1, 2, 3, 4], [3, 4, 1, 2])
    1.0
    """
    x, y = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    if not x.size:
        return None
    _, place, sizes = np.unique(np.asarray(groups), return_inverse=True, return_counts=True)
    x = x - (np.bincount(place, x) / sizes)[place]
    y = y - (np.bincount(place, y) / sizes)[place]
    across, up = float(x @ x), float(y @ y)
    return float(x @ y) / sqrt(across * up) if min(across, up) > 1e-9 else None


def r_interval(r: float, df: int, share: float = 0.9) -> Interval:
    """The interval of a correlation with `df` degrees of freedom (n - 2), at least 2.

    Formula: tanh(atanh(r) ± z / √(df - 1)). Reference: Fisher (1921), Metron 1, 3-32.

    >>> low, high = r_interval(-0.50677, 38, share=0.95)
    >>> round(low, 2), round(high, 2)
    (-0.71, -0.23)
    """
    inside = max(min(r, 0.999999), -0.999999)
    reach = normal(share) / sqrt(df - 1)
    return Interval(tanh(atanh(inside) - reach), tanh(atanh(inside) + reach))


class Brier(NamedTuple):
    """A Brier score in its three parts: score = reliability - resolution + uncertainty."""

    score: float
    reliability: float
    resolution: float
    uncertainty: float


def brier_parts(chances: ArrayLike, met: ArrayLike) -> Brier | None:
    """How good stated chances are and why: Murphy's decomposition; None when there are none.

    `met` holds 1 or 0 for each chance (0 to 1). Reliability: how far each stated chance is from
    the share then met (0 is best). Resolution: how far those shares lie apart (more is better).
    Uncertainty: what always saying the overall share would score.
    Formula, k over the different chances stated: Σ n(p - y)²/N, Σ n(y - ȳ)²/N, ȳ(1 - ȳ).
    Reference: Brier (1950), Monthly Weather Review 78, 1-3; Murphy (1973), Journal of Applied
    Meteorology 12, 595-600.

    >>> tuple(round(part, 2) for part in brier_parts([0.8] * 10, [1] * 6 + [0] * 4))
    (0.28, 0.04, 0.0, 0.24)
    """
    p, y = np.asarray(chances, dtype=float), np.asarray(met, dtype=float)
    if not p.size:
        return None
    stated, place, sizes = np.unique(p, return_inverse=True, return_counts=True)
    shares, overall = np.bincount(place, y) / sizes, float(y.mean())
    return Brier(
        float(((p - y) ** 2).mean()),
        float((sizes * (stated - shares) ** 2).sum() / p.size),
        float((sizes * (shares - overall) ** 2).sum() / p.size),
        overall * (1 - overall),
    )


# --- the calibration drill ---------------------------------------------------------------------


class Reread(NamedTuple):
    """One criterion of a signed exemplar: the trainee's level, the panel's mean and its ends."""

    criterion: str
    own: int
    panel: float
    lowest: int
    highest: int

    @property
    def difference(self) -> float:
        """Own level minus the panel's mean."""
        return self.own - self.panel

    @property
    def near(self) -> bool:
        """At most one level from the panel's mean, or from any one of its raters' levels."""
        return abs(self.difference) <= 1 or self.lowest <= self.own <= self.highest


def reread(
    own: Mapping[str, int | None], panel: Mapping[str, Sequence[int | None]]
) -> tuple[Reread, ...]:
    """Compare a trainee's levels of an exemplar with those of its panel, criterion by criterion.

    A criterion that either side gave no level ("no opportunity") is left out.
    """
    found = []
    for criterion, level in own.items():
        levels = [given for given in panel.get(criterion, ()) if given is not None]
        if level is not None and levels:
            mean = sum(levels) / len(levels)
            found.append(Reread(criterion, level, mean, min(levels), max(levels)))
    return tuple(found)


def reread_sentence(found: Sequence[Reread], titles: Mapping[str, str]) -> str:
    """Say how a re-rating compares, both directions in the same words; what to look at next."""
    if not found:
        return "The panel gave no level on what you rated, so there is nothing to compare."
    near = sum(one.near for one in found)
    points = "1 point" if len(found) == 1 else f"{len(found)} points"
    start = f"You were within one level of the panel on {near} of {points}."
    widest = max(found, key=lambda one: abs(one.difference))
    size = f"{abs(widest.difference):.1f}".removesuffix(".0")
    if size == "0":
        return f"{start} On every point you read it as the panel did."
    way = "higher" if widest.difference > 0 else "lower"
    levels = "level" if size == "1" else "levels"
    title = titles.get(widest.criterion, widest.criterion)
    look = f"The widest difference is on “{title}”: you {size} {levels} {way}"
    if widest.lowest < widest.highest:
        ends = f"{widest.lowest} to {widest.highest}"
        return f"{start} {look}, where the panel itself ranges from {ends}."
    return f"{start} {look}. Read the panel's reasons there."
