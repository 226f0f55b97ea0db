"""Which figures of a group may be given, so that no small group can be worked out from them.

1. A figure is over at least LEAST trainees, and where it concerns how people see or describe
   themselves, over at least LEAST_PRIVATE.
2. Either the parts or the whole: where a cohort is large enough it is given, and "all cohorts" is
   then over those that are given and no other; where none is, only the whole is given. What is
   left out is in no figure, so no figure taken from another leaves it.
3. Groups that cut across cohorts are given only if whoever is in none of them is again nobody or
   enough people, and if no combination of their figures and of the figure over everybody comes
   near the figure of too few: one trainee, a small group, those whom several groups share.
4. A figure is of a week, month or quarter that is over, worked out once and the same ever after.
5. Shares come in steps of 5 %, levels in tenths, days in halves; a share within one trainee of
   none or all is given as "at most" or "at least", so that nobody is sure of everybody.

Why, and what it costs, is in DECISIONS.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from practice.ledger import Bools, Ints

LEAST = 5  # trainees
LEAST_PRIVATE = 10
SHARE, LEVEL, DAYS = 0.05, 0.1, 0.5  # the steps that figures come in
NEAR = 0.1  # how far, in parts of its own length, a small group has to stay from all that is told


def too_few(least: int = LEAST) -> str:
    """The words in place of a figure over too small a group."""
    return f"Fewer than {least} trainees, so not shown."


@dataclass(frozen=True)
class Given:
    """Which lines count for their own cohort (`parts`) and for all (`whole`), and how many
    trainees that is: `of_part` by cell and cohort, `of_whole` by cell."""

    parts: Bools
    whole: Bools
    of_part: Ints
    of_whole: Ints


def given(cell: Ints, cohort: Ints, trainee: Ints, least: int = LEAST) -> Given:
    """Decide for lines that each belong to a cell, a cohort and a trainee (all numbers from 0).

    A cell is one figure-to-be, such as one criterion in one month.
    """
    if not len(cell):
        nothing = np.zeros(0, bool)
        return Given(nothing, nothing, np.zeros((0, 0), np.int64), np.zeros(0, np.int64))
    cells, cohorts = int(cell.max()) + 1, int(cohort.max()) + 1
    part = cell * cohorts + cohort
    of_part = _people(part, trainee, cells * cohorts)
    large = of_part >= least
    parts = large[part]
    any_large: Bools = np.asarray(large.reshape(cells, cohorts).any(axis=1))
    whole: Bools = np.asarray(parts | ~any_large[cell])
    of_whole = _people(cell[whole], trainee[whole], cells)
    whole &= (of_whole >= least)[cell]
    return Given(
        parts, whole, np.where(large, of_part, 0).reshape(cells, cohorts),
        np.where(of_whole >= least, of_whole, 0),
    )  # fmt: skip


def _people(group: Ints, trainee: Ints, groups: int) -> Ints:
    """How many different trainees each group has."""
    if not len(group):
        return np.zeros(groups, np.int64)
    many = int(trainee.max()) + 1
    pairs = np.unique(group * many + trainee)
    return np.asarray(np.bincount(pairs // many, minlength=groups), dtype=np.int64)


def groups(
    members: Mapping[str, frozenset[int]], everybody: frozenset[int], least: int = LEAST_PRIVATE
) -> tuple[str, ...]:
    """Which of these groups may be given: each large enough, and so is whoever is in none.

    While a few are left over, the smallest group joins them.
    """
    shown = sorted((name for name in members if len(members[name]) >= least),
                   key=lambda name: (-len(members[name]), name))  # fmt: skip
    while shown and 0 < _left(members, shown, everybody) < least:
        shown.pop()
    return tuple(sorted(shown))


def _left(
    members: Mapping[str, frozenset[int]], shown: list[str], everybody: frozenset[int]
) -> int:
    """Whoever is outside of the groups shown, wholly or with some of their work."""
    hidden = frozenset().union(*(members[name] for name in members if name not in shown))
    inside = frozenset().union(*(members[name] for name in shown))
    return len(hidden | (everybody - inside))


@dataclass(frozen=True)
class Cells:
    """Reps counted by trainee and by whatever divides them: `trainee` and how `many` reps each."""

    trainee: Ints
    many: Ints

    def means(self, group: Ints) -> tuple[NDArray[np.float64], Ints]:
        """What each cell weighs in the mean over trainees of its group (-1: in none), and how
        many trainees each group has."""
        inside = group >= 0
        _, own = np.unique(group * (self.trainee.max() + 1) + self.trainee, return_inverse=True)
        people = _people(group[inside], self.trainee[inside], max(int(group.max()) + 1, 1))
        weights = self.many / np.bincount(own, self.many)[own]
        return np.where(inside, weights / np.maximum(people, 1)[group], 0.0), people

    def worked_out(
        self, told: Sequence[Bools], sought: Sequence[Ints], least: int = LEAST_PRIVATE
    ) -> bool:
        """Whether the means that are `told` can be combined to come near one over too few trainees.

        A mean is a row of weights, one for each cell. What can be combined is a space, and the
        distance of a row from it is found by least squares; under NEAR of the row's own length it
        counts as worked out. `sought` are groupings, each a number of a group for every cell. The
        idea is the audit of a query database: Chin and Ozsoyoglu (1982), IEEE Transactions on
        Software Engineering 8(6), 574-582.
        """
        if not told:
            return False
        rows = np.array([self.means(np.where(each, 0, -1))[0] for each in told])
        space, sizes, _ = np.linalg.svd(rows.T, full_matrices=False)
        space = space[:, sizes > sizes[0] * 1e-9]
        for group in sought:
            weights, people = self.means(group)
            few = np.flatnonzero((people > 0) & (people < least))
            at = np.where(group >= 0, group, len(people))
            length = np.bincount(at, weights**2, len(people) + 1)[few]
            along = [np.bincount(at, weights * way, len(people) + 1)[few] for way in space.T]
            if (length - np.square(along).sum(axis=0) < NEAR**2 * length).any():
                return True
        return False


@dataclass(frozen=True)
class Share:
    """A share from 0 to 1 as it is given; `bound` is "at most" or "at least" near none and all."""

    value: float
    bound: str = ""


def share(mean: float, trainees: int) -> Share:
    """A mean of trainees' shares in steps of 5 %; within one trainee of none or all it stays open.

    >>> share(0.61, 20), share(0.04, 20)
    (Share(value=0.6, bound=''), Share(value=0.05, bound='at most'))
    >>> share(1.0, 8)
    Share(value=0.85, bound='at least')
    """
    near = 1 / trainees
    low, high = ceil(near / SHARE - 1e-9) * SHARE, floor((1 - near) / SHARE + 1e-9) * SHARE
    if mean <= near + 1e-9:
        return Share(round(low, 2), "at most")
    if mean >= 1 - near - 1e-9:
        return Share(round(high, 2), "at least")
    return Share(min(max(stepped(mean, SHARE), round(low, 2)), round(high, 2)))


def stepped(value: float, step: float) -> float:
    """The next whole step.

    >>> stepped(1.37, DAYS), stepped(-0.26, LEVEL)
    (1.5, -0.3)
    """
    return round(round(value / step) * step, 2) or 0.0
