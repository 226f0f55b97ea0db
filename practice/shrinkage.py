"""What few differences say about a bias, leaning on what was expected beforehand.

A difference is own level minus supervisor's level, one for each signed rep. What a programme's own
data make one expect is in `peers.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

Z80, Z95 = 1.281552, 1.959964
BELOW = np.array([0.025, 0.1, 0.9, 0.975])
below = np.vectorize(NormalDist().cdf, otypes=[float])


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


def shrunk_bias(differences: Sequence[float], prior: Prior = START) -> Shrunk:
    """Estimate a bias from few differences by leaning on what was expected (empirical Bayes).

    Formula: m + w (mean(d) - m), with w = τ² / (τ² + σ²/n) and SD² = 1 / (1/τ² + n/σ²). With
    START one rep moves the estimate by a quarter of the way, twenty by nine tenths.
    Reference: Efron and Morris (1975), Journal of the American Statistical Association 70,
    311-319.

    >>> estimate = shrunk_bias([1.0])
    >>> round(estimate.weight, 2), round(estimate.mean, 2)
    (0.28, 0.42)
    """
    n, between = len(differences), prior.tau**2
    weight = between / (between + prior.sigma**2 / n) if n else 0.0
    raw = sum(differences) / n if n else prior.m
    return mixed([prior.m + weight * (raw - prior.m)], [(1 - weight) * between], n, weight)


def mixed(means: ArrayLike, variances: ArrayLike, n: int, weight: float) -> Shrunk:
    """The estimate that follows from several equally likely normal answers, or from one.

    Formula: the mean of the means; the mean of the variances plus the variance of the means; and
    the quantiles of the mixture, whose tails are longer than a normal's where answers differ.
    Reference: Gelman et al. (2013), Bayesian Data Analysis, ch. 5.

    >>> both = mixed([-1.0, 1.0], [1.0, 1.0], n=1, weight=0.5)
    >>> round(both.mean, 2), round(both.sd, 2), round(both.high80, 1)
    (0.0, 1.41, 1.8)
    """
    middles, sds = np.asarray(means, dtype=float), np.sqrt(np.asarray(variances, dtype=float))
    mean, sd = float(middles.mean()), sqrt(float((sds**2).mean() + middles.var()))
    ends = mean + sd * np.array([-Z95, -Z80, Z80, Z95])
    for _ in range(6):  # Newton's steps from the normal's ends to the mixture's
        z = (ends[:, None] - middles) / sds
        density = (np.exp(-(z**2) / 2) / sds).mean(axis=1) / sqrt(2 * pi)
        ends += np.clip((BELOW - below(z).mean(axis=1)) / density, -sd, sd)
    low95, low80, high80, high95 = map(float, ends)
    return Shrunk(mean, sd, low80, high80, low95, high95, n, weight)
