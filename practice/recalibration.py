"""Corrects the machine's level on a criterion by what supervisors signed; the raw level is kept.

The correction is a shift: the machine's spread stays as it is, and no level leaves the scale. Says
how large the error is on ratings that the correction has not seen. Changes no record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from practice.agreement import quadratic_weighted_kappa
from practice.record import Attempt
from practice.reviews import RatingRow
from practice.shrinkage import Prior, shrunk_bias

# Reps below which nothing is corrected: with 20 the bias is known to within a third of a level
# (`clinical.md` 3.3), which is what a gate allows; with fewer the cure may be worse.
ENOUGH = 20
FOLDS = 5
# Nothing is known of a machine beforehand but that it is meant to be right.
IDENTITY = Prior(m=0.0, tau=0.5, sigma=0.8)

Levels = NDArray[np.float64]
Key = TypeVar("Key")


class Scale(NamedTuple):
    """The lowest and the highest level that can be given."""

    lowest: int = 0
    highest: int = 4


LEVELS = Scale()


@dataclass(frozen=True)
class Rated:
    """One reply's level by the machine and by a person; replies of a `group` belong together."""

    group: str
    machine: float
    human: float


class Errors(NamedTuple):
    """How far levels are from a person's, in levels; `kappa` is None when it is undefined."""

    bias: float  # mean difference, above 0: the machine is higher
    absolute: float  # mean size of the difference
    squared: float  # root of the mean square of the difference
    kappa: float | None  # quadratic weights, corrected levels not rounded


@dataclass(frozen=True)
class Recalibration:
    """What is added to each level of the machine on one criterion, learnt from `n` reps.

    `low` and `high` are the ends of the shift's 95 % interval before levels are kept on the scale.
    `before` and `after` are errors on held-out reps, each corrected by what the others said.
    """

    shift: float
    low: float
    high: float
    n: int
    scale: Scale
    before: Errors
    after: Errors

    def level(self, raw: float) -> float:
        """The corrected level; keep the raw one beside it, and show a decimal of this one.

        In whole levels a shift under a half is lost, and one over a half becomes a whole one.
        """
        return float(corrected(np.array([raw], dtype=float), self.shift, self.scale)[0])

    def table(self) -> tuple[tuple[int, float], ...]:
        """Each level of the scale with what it becomes."""
        levels = range(self.scale.lowest, self.scale.highest + 1)
        return tuple((level, self.level(level)) for level in levels)


def corrected(machine: Levels, by: float, scale: Scale = LEVELS) -> Levels:
    """Levels moved by a shift and kept on the scale; never rounded, always in the same order."""
    moved: Levels = np.clip(machine + by, scale.lowest, scale.highest)
    return moved


def shift(machine: Levels, human: Levels, scale: Scale = LEVELS) -> float:
    """What to add to the machine's levels so that, kept on the scale, their mean is right.

    Formula: the b with mean(clip(x + b)) = mean(x) - w mean(x - y), where w = τ² / (τ² + σ²/n)
    shrinks the bias towards none (τ = 0.5, σ = 0.8): 28 % of the bias is taken away after one
    rating, 89 % after 20, 99 % after 200. 0 without ratings and where there is no bias.
    The slope is held at 1. Fitted by least squares, a line or isotonic regression pulls the levels
    of an unreliable scorer together, which leaves slightly smaller errors but agrees less with
    people; on development ratings both lost agreement where the machine gives nearly everything
    one level, and took away no more of the bias. The right shift loses none before rounding, but
    for the ends of the scale: it takes (mean x - mean y)² out of the denominator of kappa.
    Reference: linking in the mean, Kolen and Brennan (2014), Test Equating, ch. 2; the shrinkage,
    Efron and Morris (1975), Journal of the American Statistical Association 70, 311-319.

    >>> x, y = np.array([3.0, 2.0, 4.0, 3.0]), np.array([2.0, 1.0, 3.0, 2.0])  # always 1 too high
    >>> round(shift(x, y), 3)  # w = 0.25 / (0.25 + 0.16)
    -0.61
    """
    if not machine.size:
        return 0.0
    wanted = machine.mean() - shrunk_bias((machine - human).tolist(), IDENTITY).mean
    levels, counts = np.unique(machine, return_counts=True)
    share = counts / machine.size
    near, far = 0.0, float(np.sign(wanted - machine.mean()) * (scale.highest - scale.lowest))
    for _ in range(50):  # halving: the mean only rises with the shift
        middle = (near + far) / 2
        short = abs(share @ corrected(levels, middle, scale) - machine.mean())
        if short < abs(wanted - machine.mean()):
            near = middle
        else:
            far = middle
    return (near + far) / 2


def errors(machine: Levels, human: Levels) -> Errors:
    """How far these levels are from people's; at least one of each is needed."""
    off = machine - human
    return Errors(
        bias=float(off.mean()),
        absolute=float(np.abs(off).mean()),
        squared=float(np.sqrt((off**2).mean())),
        kappa=quadratic_weighted_kappa(machine, human),
    )


def recalibration(rated: Sequence[Rated], scale: Scale = LEVELS) -> Recalibration | None:
    """The correction that these ratings teach, with its errors on held-out groups; None below 20.

    The minimum counts groups, not ratings. Errors come from five-fold cross-validation in which a
    group is never split, always the same for the same ratings. Reference: Stone (1974), Journal of
    the Royal Statistical Society B 36, 111-147. The held-out bias is a mean over all folds and
    flatters a little; `low` and `high` say how well the shift is known.
    """
    groups = sorted({one.group for one in rated})
    if len(groups) < ENOUGH:
        return None
    order = np.random.default_rng(len(groups)).permutation(len(groups))
    fold_of = {group: int(place) % FOLDS for group, place in zip(groups, order, strict=True)}
    machine = np.array([one.machine for one in rated], dtype=float)
    human = np.array([one.human for one in rated], dtype=float)
    folds = np.array([fold_of[one.group] for one in rated])
    unseen = machine.copy()
    for fold in range(FOLDS):
        out = folds == fold
        learnt = shift(machine[~out], human[~out], scale)
        unseen[out] = corrected(machine[out], learnt, scale)
    bias = shrunk_bias((machine - human).tolist(), IDENTITY)
    return Recalibration(
        shift=shift(machine, human, scale), low=-bias.high95, high=-bias.low95, n=len(groups),
        scale=scale, before=errors(machine, human), after=errors(unseen, human),
    )  # fmt: skip


def recalibrations(
    ratings: Sequence[RatingRow],
) -> dict[tuple[str, str], Recalibration | None]:
    """The correction for each criterion and scorer version (stamp); None while reps are few.

    Joins the machine's readings of first attempts with the levels that supervisors signed; the
    latest of each counts. A supervisor signs after seeing the machine's level, so what is left of
    its bias may be larger than this says; the gate looks at blind ratings instead.
    """
    signed: dict[tuple[str, str], RatingRow] = {}
    readings: dict[tuple[str, str], dict[str, RatingRow]] = {}
    for rating in ratings:
        if rating.attempt != Attempt.FIRST:
            continue
        if rating.source == "final":
            _keep_latest(signed, (rating.rep, rating.criterion), rating)
        elif rating.source == "machine":
            read = readings.setdefault((rating.criterion, rating.stamp), {})
            _keep_latest(read, rating.rep, rating)
    return {
        (criterion, stamp): recalibration(list(_joined(read.values(), signed)))
        for (criterion, stamp), read in readings.items()
    }


def _keep_latest(rows: dict[Key, RatingRow], key: Key, row: RatingRow) -> None:
    if key not in rows or row.at >= rows[key].at:
        rows[key] = row


def _joined(
    readings: Iterable[RatingRow], signed: dict[tuple[str, str], RatingRow]
) -> Iterable[Rated]:
    for reading in readings:
        theirs = signed.get((reading.rep, reading.criterion))
        if reading.level is not None and theirs is not None and theirs.level is not None:
            yield Rated(reading.rep, reading.level, theirs.level)
