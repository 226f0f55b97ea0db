"""What was learnt from rated replies: weights for the measures of a turn, one file per kind.

`weights.npz` needs a sentence model, `weights-plain.npz` does without. ORIGIN.md says what they
were learnt from, and `python -m practice.bench train-score` makes them again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from practice.reading.measures import Numbers

HOME = Path(__file__).parent
WITH_MEANING, PLAIN = HOME / "weights.npz", HOME / "weights-plain.npz"


@dataclass(frozen=True)
class Learnt:
    """The weights for one skill: one column for each criterion."""

    criteria: tuple[str, ...]
    middle: Numbers  # of each measure among the replies learnt from
    reach: Numbers  # how far from the middle a measure still counts
    weights: Numbers  # (measures, criteria)
    base: Numbers  # the mean level of each criterion
    cuts: Numbers  # (criteria, 4): from which value on it is level 1, 2, 3, 4

    def values(self, groups: Mapping[str, Numbers]) -> dict[str, float]:
        """Where a turn stands on each criterion, before it is cut into levels."""
        row = np.concatenate([groups[name] for name in groups])
        row = np.clip(row - self.middle, -self.reach, self.reach)
        told = row @ self.weights + self.base
        return dict(zip(self.criteria, map(float, told), strict=True))

    def level(self, criterion: str, value: float) -> int:
        """The level from 0 to 4 of a value."""
        cuts = self.cuts[self.criteria.index(criterion)]
        return int(np.searchsorted(cuts, value, side="right"))


@cache
def learnt(path: Path) -> Mapping[str, Learnt]:
    """By skill, from one file; empty where there is none: then the rules stand alone."""
    if not path.is_file():
        return {}
    with np.load(path, allow_pickle=False) as held:
        skills = sorted({name.partition(".")[0] for name in held.files})
        return {
            skill: Learnt(
                criteria=tuple(str(name) for name in held[f"{skill}.criteria"]),
                middle=held[f"{skill}.middle"].astype(np.float64),
                reach=held[f"{skill}.reach"].astype(np.float64),
                weights=held[f"{skill}.weights"].astype(np.float64),
                base=held[f"{skill}.base"].astype(np.float64),
                cuts=held[f"{skill}.cuts"].astype(np.float64),
            )
            for skill in skills
        }
