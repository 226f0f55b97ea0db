"""What few reps say about a trainee's bias, leaning on what the programme knows of its trainees.

A difference is own level minus supervisor's level, one for each signed rep.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

Z80, Z95 = 1.2816, 1.96


@dataclass(frozen=True)
class Prior:
    """What is expected of a trainee not seen yet: mean bias `m`, its spread `tau` between trainees,
    and the spread `sigma` of one trainee's reps, in levels."""

    m: float = 0.2
    tau: float = 0.5
    sigma: float = 0.8


START = Prior()  # until a programme has data of its own


@dataclass(frozen=True)
class Shrunk:
    """An estimate of bias in levels, with 80 % and 95 % intervals; `weight` is the data's share."""

    mean: float
    sd: float
    low80: float
    high80: float
    low95: float
    high95: float
    n: int
    weight: float


def shrunk_bias(differences: Sequence[float], programme: Prior = START) -> Shrunk:
    """Estimate a trainee's bias from few reps by leaning on the programme (empirical Bayes).

    `differences` holds one mean difference per signed rep. Formula: m + w (mean(d) - m), with
    w = τ² / (τ² + σ²/n) and SD = sqrt(1 / (1/τ² + n/σ²)). One rep moves the estimate by a quarter
    of the way, twenty by nine tenths; none leaves the programme's own mean.
    Reference: Efron and Morris (1975), Journal of the American Statistical Association 70, 311-319.

    >>> estimate = shrunk_bias([1.0])
    >>> round(estimate.weight, 2), round(estimate.mean, 2)
    (0.28, 0.42)
    """
    n = len(differences)
    between, within = programme.tau**2, programme.sigma**2
    weight = between / (between + within / n) if n else 0.0
    raw = sum(differences) / n if n else programme.m
    mean = programme.m + weight * (raw - programme.m)
    sd = sqrt(1 / (1 / between + n / within))
    return Shrunk(
        mean, sd, mean - Z80 * sd, mean + Z80 * sd, mean - Z95 * sd, mean + Z95 * sd, n, weight
    )


def learned(trainees: Iterable[Sequence[float]], start: Prior = START) -> Prior:
    """What a programme's own data say a trainee's bias looks like; `start` while they are few.

    `trainees` holds each one's differences per signed rep; those with fewer than two are left
    out. It needs 5 trainees and 20 reps beyond each one's first. Formula: σ² = pooled variance
    within trainees, τ² = (MSB - MSW) / n₀ by the method of moments; neither below 0.01.
    Reference: Searle, Casella and McCulloch (1992), Variance Components, ch. 3.
    Example: five trainees with 2 reps each are too few, and the answer is `start`.
    """
    groups = [np.asarray(group, dtype=float) for group in trainees if len(group) > 1]
    sizes = np.array([group.size for group in groups], dtype=float)
    a, total = len(groups), float(sizes.sum())
    if a < 5 or total - a < 20:
        return start
    means = np.array([group.mean() for group in groups])
    grand = float((sizes * means).sum() / total)
    within = sum(float(((group - group.mean()) ** 2).sum()) for group in groups) / (total - a)
    between = float((sizes * (means - grand) ** 2).sum()) / (a - 1)
    usual_size = (total - float((sizes**2).sum()) / total) / (a - 1)
    tau = sqrt(max((between - within) / usual_size, 0.01))
    return Prior(m=float(means.mean()), tau=tau, sigma=sqrt(max(within, 0.01)))
