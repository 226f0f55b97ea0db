"""The reps of a programme as columns of numbers, so that many are counted at once.

A line is a rep; names are numbers into a list of names, times are seconds since 1970 (UTC), and a
level that was not given is -1. No words, and nothing that is not on a rep's line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Levels = NDArray[np.int8]  # a row for each rep, a column for each of its points

MOST_POINTS = 10  # a rubric has no more
NAMES = ("trainee", "cohort", "case", "skill", "level", "tier", "review", "scorer", "points")
TIMES = ("submitted_at", "signed_at")
COUNTS = ("good", "redone", "met", "needs_review", "claims", "justified")
LEVELS = ("own", "final", "machine")
COLUMNS = (*NAMES, *TIMES, *COUNTS, *LEVELS)  # what a line is read as, in this order


@dataclass(frozen=True)
class Named:
    """A column of names: `names[codes[i]]` is the name of line `i`."""

    names: tuple[str, ...]
    codes: Ints

    def one_of(self, wanted: Iterable[str]) -> Bools:
        """Which lines have one of these names."""
        here = np.isin(np.array(self.names), list(wanted)) if self.names else np.zeros(0, bool)
        return np.asarray(here[self.codes], dtype=bool)

    def of(self, lines: Bools) -> Named:
        return Named(self.names, self.codes[lines])


@dataclass(frozen=True)
class Ledger:
    """Columns of equal length."""

    trainee: Named
    cohort: Named
    case: Named
    skill: Named
    level: Named
    tier: Named
    review: Named
    scorer: Named
    points: Named
    submitted_at: Ints
    signed_at: Ints
    good: Ints
    redone: Ints
    met: Ints
    needs_review: Ints
    claims: Ints
    justified: Ints
    own: Levels
    final: Levels
    machine: Levels

    def __len__(self) -> int:
        return len(self.signed_at)

    def where(self, lines: Bools) -> Ledger:
        """The same columns with these lines only."""
        columns = [getattr(self, field.name) for field in fields(self)]
        kept: list[Any] = [c.of(lines) if isinstance(c, Named) else c[lines] for c in columns]
        return Ledger(*kept)


def ledger(chunks: Iterable[Sequence[Sequence[Any]]]) -> Ledger:
    """Turn lines, each in the order of COLUMNS, into columns; None is no name, 0, or no time."""
    known: list[dict[str | None, int]] = [{} for _ in NAMES]
    parts: list[list[Any]] = [[] for _ in COLUMNS]
    for chunk in chunks:
        for i, column in enumerate(zip(*chunk, strict=True)):
            parts[i].append(_numbers(COLUMNS[i], column, known[i] if i < len(NAMES) else {}))
    whole = [np.concatenate(part) if part else _nothing(COLUMNS[i]) for i, part in enumerate(parts)]
    named: list[Any] = [
        Named(tuple(name or "" for name in names), whole[i]) for i, names in enumerate(known)
    ]
    return Ledger(*named, *whole[len(NAMES) :])


def _numbers(name: str, column: Sequence[Any], known: dict[str | None, int]) -> Any:
    if name in NAMES:
        for value in dict.fromkeys(column):
            known.setdefault(value, len(known))
        return np.fromiter(map(known.__getitem__, column), np.int64, len(column))
    if name in LEVELS:
        texts = np.array(column, f"S{MOST_POINTS}")  # short ones end in zero bytes, no digit
        digits = texts.view(np.uint8).reshape(len(column), MOST_POINTS).astype(np.int8) - ord("0")
        return np.where(digits < 0, np.int8(-1), digits)
    return np.nan_to_num(np.array(column, float)).astype(np.int64)  # None is not a number


def _nothing(name: str) -> Any:
    return np.zeros((0, MOST_POINTS), np.int8) if name in LEVELS else np.zeros(0, np.int64)


def criteria(reps: Ledger) -> tuple[tuple[str, ...], Ints]:
    """Every criterion's id, and for each line and point the number of its criterion, or -1."""
    known: dict[str, int] = {}
    table = np.full((len(reps.skill.names), len(reps.points.names), MOST_POINTS), -1)
    seen = set(zip(reps.skill.codes.tolist(), reps.points.codes.tolist(), strict=True))
    for skill, points in sorted(seen):
        for place, point in enumerate(reps.points.names[points].split()[:MOST_POINTS]):
            full = f"{reps.skill.names[skill]}.{point}"
            table[skill, points, place] = known.setdefault(full, len(known))
    if not known:
        return (), np.full((len(reps), MOST_POINTS), -1)
    return tuple(known), np.asarray(table[reps.skill.codes, reps.points.codes], dtype=np.int64)
