"""What few reps say about a trainee's bias, leaning on what the programme knows of its trainees.

A difference is own level minus supervisor's level, one for each signed rep. Reps that were signed
because they came up for a reason say too much about hard moments; `Picking` puts that right.
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
    and the spread `sigma` of one trainee's reps, in levels; `m_sd` is how sure `m` itself is."""

    m: float = 0.2
    tau: float = 0.5
    sigma: float = 0.8
    m_sd: float = 0.0


START = Prior()  # until a programme has data of its own
USUAL = 4  # trainees that START is worth when a programme's own spread is learned
UNKNOWN = 0.5  # levels: how far picking may move a difference before anything is known


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


def shrunk_bias(
    differences: Sequence[float], programme: Prior = START, spread: float = 0.0
) -> Shrunk:
    """Estimate a trainee's bias from few reps by leaning on the programme (empirical Bayes).

    `differences` holds one mean difference per signed rep; `spread` is the variance that their
    mean has beyond chance, because raters' severity and the picking of reps are only estimated.
    Formula: m + w (mean(d) - m), with w = τ² / (τ² + v), v = σ²/n + spread, and
    SD² = 1 / (1/τ² + 1/v) + (1 - w)² SD(m)². One rep moves the estimate by a quarter of the way,
    twenty by nine tenths; none leaves the programme's own mean.
    Reference: Efron and Morris (1975), Journal of the American Statistical Association 70,
    311-319; for SD(m) Morris (1983), the same journal 78, 47-55.

    >>> estimate = shrunk_bias([1.0])
    >>> round(estimate.weight, 2), round(estimate.mean, 2)
    (0.28, 0.42)
    """
    n = len(differences)
    between, known = programme.tau**2, programme.m_sd**2
    raw = sum(differences) / n if n else programme.m
    chance = programme.sigma**2 / n + spread if n else 0.0
    weight = between / (between + chance) if n else 0.0
    mean = programme.m + weight * (raw - programme.m)
    sd = sqrt((weight * chance if n else between) + (1 - weight) ** 2 * known)
    return Shrunk(
        mean, sd, mean - Z80 * sd, mean + Z80 * sd, mean - Z95 * sd, mean + Z95 * sd, n, weight
    )


def learned(
    trainees: Iterable[Sequence[float]], start: Prior = START, spread: float = 0.0
) -> Prior:
    """What a programme's own data say a trainee's bias looks like; `start` while they are few.

    `trainees` holds each one's differences per signed rep; those with fewer than two are left
    out. It needs 5 trainees and 20 reps beyond each one's first. Formula: σ² = pooled variance
    within trainees, τ² = (MSB - MSW) / n₀ by the method of moments; neither below 0.01. With few
    trainees τ² is mostly luck, so `start` counts as much as USUAL trainees do. `spread` is the
    variance that a trainee's mean has for other reasons (see `shrunk_bias`); it is not theirs.
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
    found = max((between - within) / usual_size - spread, 0.01)
    tau = sqrt(((a - 1) * found + USUAL * start.tau**2) / (a - 1 + USUAL))
    m_sd = sqrt((tau**2 + within * float((1 / sizes).mean())) / a)
    return Prior(m=float(means.mean()), tau=tau, sigma=sqrt(max(within, 0.01)), m_sd=m_sd)


# --- reps that came up for a reason ------------------------------------------------------------


@dataclass(frozen=True)
class Picking:
    """How much further own and signed levels are apart (in levels) where a rep came up for a
    reason, the trainee being the same, how sure that is, and how far single trainees' effects lie
    from it (`among`). Nothing is known to begin with."""

    effect: float = 0.0
    sd: float = UNKNOWN
    among: float = 0.0

    def shift(self, signed: float, sent: float) -> float:
        """What to take from a trainee's mean difference: `signed` and `sent` are the shares (0 to
        1) that came up for a reason among their signed reps and among all they sent."""
        return self.effect * (signed - sent)

    def spread(self, signed: float, sent: float, n: int) -> float:
        """The variance that this leaves in the mean difference of a trainee who sent `n` reps:
        the effect is only estimated, is not everybody's, and another `n` reps would have had
        another share."""
        unsure = self.sd**2 + self.among**2
        return unsure * (signed - sent) ** 2 + self.effect**2 * sent * (1 - sent) / n


def picking(trainees: Iterable[Sequence[tuple[float, bool]]]) -> Picking:
    """Learn what being picked for a reason does to differences, within trainees only.

    `trainees` holds each one's signed reps as (difference, whether it came up for a reason). Every
    rep sent is known with its reasons, and within each kind those signed are the random sample and
    whatever came in turn: taking `shift` off is weighting both kinds back to how many were sent
    (poststratification), with one effect for the programme because a trainee has few of each.
    Formula: a slope within trainees with a normal prior, mean 0 and SD UNKNOWN; how far trainees'
    own slopes lie apart by the method of moments.
    Reference: Holt and Smith (1979), Journal of the Royal Statistical Society A 142, 33-46;
    DerSimonian and Laird (1986), Controlled Clinical Trials 7, 177-188.

    >>> found = picking([[(1.0, True), (0.5, False), (0.9, True), (0.4, False)]] * 10)
    >>> round(found.effect, 2)
    0.5
    """
    rows: list[tuple[float, float, float, int]] = []
    for reps in trainees:
        if len(reps) > 1:
            d, x = (np.array(side, dtype=float) for side in zip(*reps, strict=True))
            d, x = d - d.mean(), x - x.mean()
            rows.append((float(x @ x), float(x @ d), float(d @ d), len(reps)))
    if not rows:
        return Picking()
    own, along, squares, sizes = (
        np.array(column, dtype=float) for column in zip(*rows, strict=True)
    )
    across, free = float(own.sum()), float((sizes - 1).sum()) - 1
    if across == 0 or free < 10:
        return Picking()
    slope, both = float(along.sum()) / across, own > 0
    apart = float((along[both] ** 2 / own[both]).sum()) - slope**2 * across
    left = float(squares.sum()) - slope**2 * across - apart
    noise = max(left / max(free + 1 - both.sum(), 1), 0.01)
    weight = across - float((own**2).sum()) / across
    among = max((apart - (both.sum() - 1) * noise) / weight, 0.0) if both.sum() > 1 else 0.0
    known = across / noise + 1 / UNKNOWN**2
    return Picking(float(slope * across / noise / known), 1 / sqrt(known), sqrt(among))
