"""What a programme's trainees have in common, and what that says of one of them.

Reps that came up for a reason are signed more often than others, and own and supervisor's levels
may be further apart there. So each trainee has two figures: the bias over all they sent, and the
gap between reps that came up for a reason and those that came in turn or at random. Both are
learned for all trainees together; the gap only serves to put the bias right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any

import numpy as np

from practice.shrinkage import START, Shrunk, mixed

USUAL, REPS = (
    3,
    8,
)  # trainees, and reps, that START is worth when a programme's own spread is learned
VAGUE = 1.0  # levels: how far a programme's mean may lie from START's
UNKNOWN = 0.5  # levels: how far the mean gap may lie from none, or change with a level of bias
GAPS = 0.1  # levels: how far trainees' gaps lie apart, to begin with
SETTLING, DRAWS, BETWEEN = 60, 200, 2  # sweeps before the first draw, draws, sweeps for each
MOST = 300  # trainees to learn from: more would change little but the time it takes
NO_REPS = LEAST = 1e-9  # what stands for no reps and no variance, where one has to divide

Array = np.ndarray[Any, np.dtype[Any]]  # of floats


@dataclass(frozen=True)
class Signed:
    """A trainee's signed reps in sums; of several trainees, stacked along a first axis.

    The last axis is the kind: 0 came in turn or at random, 1 came up for a reason. `n` counts
    signed reps, `mean` is of their differences, `squares` are summed about it; `rated` holds the
    covariances that unknown severities leave in `mean`. `sent` counts everything sent, `share` of
    which came up for a reason, and `reach` is what bias and gap (columns) add to each `mean`.
    """

    n: Array
    mean: Array
    squares: Array
    rated: Array
    sent: Array
    share: Array
    reach: Array

    @classmethod
    def of(
        cls,
        kinds: Sequence[Sequence[float]],
        sent: Sequence[int] = (0, 0),
        rated: Array | None = None,
    ) -> Signed:
        """Sum up the differences of both kinds; `sent` is how many of each, signed or not."""
        each = [np.array(kind, dtype=float) for kind in kinds]
        share = sent[1] / sum(sent) if sum(sent) else 0.0
        return cls(
            n=np.array([kind.size for kind in each], dtype=float),
            mean=np.array([kind.mean() if kind.size else 0.0 for kind in each]),
            squares=np.array([kind.var() * kind.size if kind.size else 0.0 for kind in each]),
            rated=np.zeros((2, 2)) if rated is None else rated,
            sent=np.array(float(sum(sent))),
            share=np.array(share),
            reach=np.array([[1.0, -share], [1.0, 1.0 - share]]),
        )

    @classmethod
    def stacked(cls, trainees: Sequence[Signed]) -> Signed:
        """Many trainees as one."""
        columns = zip(*(vars(one).values() for one in trainees), strict=True)
        return cls(*(np.array(column) for column in columns))


@dataclass(frozen=True)
class Peers:
    """What is believed of a programme, in draws along the first axis: the mean bias and mean gap,
    how trainees lie about them (2 x 2), and the variance of one trainee's reps of each kind."""

    mean: Array
    between: Array
    within: Array

    @property
    def gap(self) -> float:
        """The mean gap, in levels."""
        return float(self.mean[..., 1].mean())


# Before there are ratings: START, and no gap.
NOBODY = Peers(
    np.array([[START.m, 0.0]]),
    np.diag([START.tau**2, GAPS**2])[None],
    np.full((1, 2), START.sigma**2),
)


def bias_of(signed: Signed, peers: Peers = NOBODY) -> Shrunk:
    """One trainee's bias, leaning on the programme as far as their own reps leave it open.

    Model: bias and gap (b, g) of a trainee are normal about the programme's; the mean difference
    is b - share g for reps in turn and b + (1 - share) g for reps that came up for a reason, plus
    noise. So b is the mean over all that was sent, each kind as often as it was sent
    (poststratification), however often each kind was signed. Formula: for each draw of the
    programme the normal posterior of (b, g), plus share (1 - share) E(g²) / sent because other
    reps would have had another share; over the draws a mixture of normals.
    Reference: Gelman and Little (1997), Survey Methodology 23, 127-135; Gelman et al. (2013),
    Bayesian Data Analysis, ch. 5.

    >>> eight = Signed.of([[0.0, 0.0], [1.0] * 6], sent=[14, 6])  # 6 of 20 sent, 6 of 8 signed
    >>> plain = Signed.of([[0.0, 0.0, 1, 1, 1, 1, 1, 1], []], sent=[20, 0])
    >>> bias_of(eight).mean < bias_of(plain).mean < 0.75
    True
    """
    across, _ = _spread(signed, peers)
    gain = peers.between @ signed.reach.T @ across
    own = peers.mean + (gain @ (signed.mean - peers.mean @ signed.reach.T)[..., None])[..., 0]
    left = peers.between - gain @ signed.reach @ peers.between
    chance = signed.share * (1 - signed.share) / np.maximum(signed.sent, 1)
    return mixed(
        own[:, 0], left[:, 0, 0] + chance * (own[:, 1] ** 2 + left[:, 1, 1]),
        n=int(signed.n.sum()), weight=float((gain[:, 0] @ (signed.n > 0)).mean()),
    )  # fmt: skip


def _spread(signed: Signed, peers: Peers) -> tuple[Array, Array]:
    """The inverse of how mean differences vary and covary, and what of it is noise of the reps."""
    noise = peers.within / np.maximum(signed.n, NO_REPS)
    own = signed.reach @ peers.between @ np.swapaxes(signed.reach, -1, -2)
    return np.linalg.inv(own + signed.rated + noise[..., None] * np.eye(2)), noise


# --- learning from all of them -----------------------------------------------------------------


def learned(trainees: Sequence[Signed]) -> Peers:
    """What these trainees say of the programme, as DRAWS equally likely answers.

    Method: Gibbs sampling; each sweep draws every trainee's bias and gap given the programme, and
    then the programme given those. Keeping draws, not one best answer, carries into every interval
    what few trainees leave unknown. Before any data: bias and gap about START and none (SD VAGUE
    and UNKNOWN), variances scaled inverse χ² about START's, worth USUAL trainees and REPS reps.
    The draws are the same for the same data.
    Reference: Gelfand and Smith (1990), Journal of the American Statistical Association 85,
    398-409; Gelman et al. (2013), Bayesian Data Analysis, ch. 11 and 15.
    Example: two trainees teach little, and the bias is still believed to be about START's.
    """
    if not trainees:
        return NOBODY
    every = Signed.stacked(trainees[:: -(-len(trainees) // MOST)])
    chance = np.random.default_rng(1990)
    now = Peers(NOBODY.mean[0], NOBODY.between[0], NOBODY.within[0])
    kept = []
    for sweep in range(1, SETTLING + DRAWS * BETWEEN + 1):
        across, spread = _spread(every, now)
        now = replace(now, mean=_means(every, across, chance))
        own, noise = _trainees(every, now, across, spread, chance)
        now = Peers(now.mean, _between(own - now.mean, now, chance), _within(every, noise, chance))
        if sweep > SETTLING and sweep % BETWEEN == 0:
            kept.append((now.mean, now.between, now.within))
    return Peers(*(np.array(column) for column in zip(*kept, strict=True)))


def _means(every: Signed, across: Array, chance: np.random.Generator) -> Array:
    """The programme's mean bias and gap, drawn given everybody's differences (by least squares)."""
    up = np.swapaxes(every.reach, -1, -2) @ across
    vague = np.diag([1 / VAGUE**2, 1 / UNKNOWN**2])
    left = np.linalg.inv(vague + (up @ every.reach).sum(axis=0))
    middle = left @ (vague @ NOBODY.mean[0] + (up @ every.mean[..., None]).sum(axis=0)[:, 0])
    drawn: Array = middle + np.linalg.cholesky(left) @ chance.normal(size=2)
    return drawn


def _trainees(
    every: Signed, now: Peers, across: Array, spread: Array, chance: np.random.Generator
) -> tuple[Array, Array]:
    """Each trainee's bias and gap, and the noise of their reps, drawn given their differences.

    All parts are drawn as if there were no differences, and then moved by what is missing to them
    (Matheron's rule; Doucet 2010, A note on efficient conditional simulation of Gaussian vectors).
    """
    steps = chance.normal(size=(3, *every.mean.shape))
    own = now.mean + steps[0] @ np.linalg.cholesky(now.between).T
    rated = (np.linalg.cholesky(every.rated + LEAST * np.eye(2)) @ steps[1][..., None])[..., 0]
    noise = np.sqrt(spread) * steps[2]
    told = (every.reach @ own[..., None])[..., 0] + rated + noise
    missing = across @ (every.mean - told)[..., None]
    own += (now.between @ np.swapaxes(every.reach, -1, -2) @ missing)[..., 0]
    return own, noise + spread * missing[..., 0]


def _between(off: Array, now: Peers, chance: np.random.Generator) -> Array:
    """How biases and gaps lie about their means, drawn given those; gaps regressed on biases."""
    a, (bias, gap), was = len(off), off.T, now.between
    tau2 = (USUAL * START.tau**2 + bias @ bias) / chance.chisquare(USUAL + a)
    left = was[1, 1] - was[0, 1] ** 2 / was[0, 0]
    sure = 1 / UNKNOWN**2 + bias @ bias / left
    slope = bias @ gap / left / sure + chance.normal() / sqrt(sure)
    rest = gap - slope * bias
    left = (USUAL * GAPS**2 + rest @ rest) / chance.chisquare(USUAL + a)
    return np.array([[tau2, slope * tau2], [slope * tau2, slope**2 * tau2 + left]])


def _within(every: Signed, noise: Array, chance: np.random.Generator) -> Array:
    squares = REPS * START.sigma**2 + (every.squares + every.n * noise**2).sum(axis=0)
    variance: Array = squares / chance.chisquare(REPS + every.n.sum(axis=0))
    return variance
