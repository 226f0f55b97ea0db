"""How strict each rater is, and what a level would be from the programme's typical rater.

Owns the comparison of raters on the reps they share. It is for the director and for the rater,
never for trainees, and it ranks nobody: strict and lenient are told in the same words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

from practice.agreement import Interval
from practice.record import Attempt
from practice.shrinkage import Z80, Z95

if TYPE_CHECKING:
    from practice.reviews import RatingRow

ENOUGH = 5  # reps that a second person rated too, below which a rater is not compared
ALIKE = 0.25  # levels
# What is expected before there are ratings, in levels, and how many ratings or raters it is worth.
RATERS_DIFFER, AS_RATERS = 0.3, 3
RATING_NOISE, AS_RATINGS = 0.35, 8
LEAST = 0.01  # no variance is taken to be smaller

Vector = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Mark:
    """One rater's mean level of one rep, each criterion less that criterion's own mean; `group` is
    whose it is and what was rated."""

    rep: str
    group: str
    rater: str
    level: float


@dataclass(frozen=True)
class Severity:
    """How many levels lower one rater rates than the mean of the programme's raters; below 0 is
    higher. The figures are None when the rater cannot be compared yet.

    `reps` were rated by this person, `shared` of them by somebody else too.
    """

    rater: str
    levels: float | None
    likely80: Interval | None
    likely95: Interval | None
    reps: int
    shared: int

    def sentence(self, name: str = "") -> str:
        """Where this rater stands, for the rater ("You"), or by name for the director."""
        who, rate = (name, "rates") if name else ("You", "rate")
        if self.levels is None or self.likely80 is None:
            return self._not_yet(name)
        size = f"{abs(self.levels):.1f}"
        way = "lower" if self.levels > 0 else "higher"
        same = size == "0.0"
        apart = "at the same level as" if same else f"{size} levels {way} than"
        low, high = (_signed(end) for end in self.likely80)
        start = f"{who} {rate} {apart} the mean of the raters here (likely {low} to {high})"
        if self.likely80.low > 0 or self.likely80.high < 0:
            verdict = "leaning strict" if self.levels > 0 else "leaning lenient"
        elif abs(self.levels) <= ALIKE:
            verdict = "about like the others"
        else:
            verdict = "this may be chance, and more shared reps will tell"
        return f"{start}, over {self.shared} reps that somebody else rated too: {verdict}."

    def _not_yet(self, name: str) -> str:
        who = f"{name} cannot" if name else "You cannot"
        if self.shared < ENOUGH:
            whose = "their" if name else "your"
            done = f"{self.shared} of {ENOUGH} of {whose} reps were rated by a second person"
            return f"{who} be compared with the other raters yet: {done}."
        return (
            f"{who} be compared with the other raters yet: no chain of shared reps leads to most "
            "of them. A second rating by one of them would make the link."
        )


def _signed(levels: float) -> str:
    """An end of an interval: severity counts downwards, so 0.2 reads “0.2 lower”."""
    size = f"{abs(levels):.1f}"
    return "the same" if size == "0.0" else f"{size} {'lower' if levels > 0 else 'higher'}"


@dataclass(frozen=True)
class Severities:
    """Every rater of a programme, in the order of their ids."""

    raters: tuple[Severity, ...] = ()
    # What stays unknown: variances and covariances of how far each one is from what is reported.
    unknown: Any = field(default_factory=lambda: np.zeros((0, 0)), compare=False, repr=False)

    def of(self, rater: str) -> float:
        """Levels to add to what this rater gave; 0 for somebody who cannot be compared."""
        return next((one.levels or 0.0 for one in self.raters if one.rater == rater), 0.0)

    def spread(self, shares: Sequence[Mapping[str, float]]) -> Vector:
        """The variances and covariances left in means of adjusted levels; for each mean `shares`
        says who gave which share of it."""
        own = np.array([[share.get(one.rater, 0.0) for one in self.raters] for share in shares])
        left: Vector = own @ self.unknown @ own.T
        return left

    def sentence(self) -> str:
        """How the raters compare as a whole, for the director."""
        known = [one.levels for one in self.raters if one.levels is not None]
        if len(known) < 2:
            return "The raters cannot be compared yet: too few reps were rated by two people."
        left = len(self.raters) - len(known)
        apart = max(known) - min(known)
        start = f"{len(known)} raters are linked by reps that two people rated"
        rest = f"; {left} cannot be compared yet" if left else ""
        return f"{start}{rest}. From the most lenient to the strictest it is {apart:.1f} levels."


def severities(ratings: Sequence[RatingRow], criteria: Collection[str] = ()) -> Severities:
    """Every rater's severity over a programme's blind and signed ratings of first attempts.

    A rater's blind level counts, and a signed one only where they gave none blind. With `criteria`
    only those are used: one of them gives that criterion's severities.
    """
    return estimated(marks(ratings, criteria))


def marks(ratings: Iterable[RatingRow], criteria: Collection[str] = ()) -> tuple[Mark, ...]:
    """One mark for each rep and rater; the group is the trainee and the skill (or criterion)."""
    given: dict[tuple[str, str, str], RatingRow] = {}
    for rating in ratings:
        if rating.source not in ("blind", "final") or rating.attempt != Attempt.FIRST:
            continue
        if rating.level is None or (criteria and rating.criterion not in criteria):
            continue
        key = (rating.rep, rating.rater, rating.criterion)
        known = given.get(key)
        # The first blind level; else the latest signed one.
        newer = known is None or (rating.source, known.source) == ("blind", "final")
        if known is not None and rating.source == known.source:
            newer = (rating.at < known.at) == (rating.source == "blind")
        if newer:
            given[key] = rating
    levels: dict[str, list[float]] = {}
    for row in given.values():
        levels.setdefault(row.criterion, []).append(row.level or 0)
    usual = {criterion: sum(each) / len(each) for criterion, each in levels.items()}
    found: dict[tuple[str, str, str], list[float]] = {}
    for (rep, rater, criterion), row in given.items():
        about = criterion if len(criteria) == 1 else criterion.partition(".")[0]
        key = (rep, f"{row.trainee} {about}", rater)
        found.setdefault(key, []).append((row.level or 0) - usual[criterion])
    return tuple(Mark(*key, level=sum(each) / len(each)) for key, each in found.items())


def linked(marks: Iterable[Mark]) -> tuple[frozenset[str], ...]:
    """The raters in groups that chains of double-rated reps hold together, the largest first."""
    reps: dict[str, set[str]] = {}
    for mark in marks:
        reps.setdefault(mark.rep, set()).add(mark.rater)
    groups: list[set[str]] = []
    for raters in reps.values():
        touched = [group for group in groups if group & raters]
        groups = [group for group in groups if not group & raters]
        groups.append(raters.union(*touched))
    return tuple(frozenset(g) for g in sorted(groups, key=lambda g: (-len(g), min(g))))


def estimated(marks: Sequence[Mark]) -> Severities:
    """Every rater's severity, shrunk towards the mean of the raters, with intervals (BLUP).

    Model: level = mean + group + rep - severity + noise, all but the mean random; what two raters
    gave the same rep tells most, what they gave other reps of the same trainee tells some. The
    variances of noise, rep and group come from sums of squares, that of raters from a few EM steps
    that the starting values hold in place. Who has fewer than 5 shared reps, or no chain of shared
    reps to most others, is not compared: nothing is added to their levels, and all of what they
    might be counts as unknown.
    Reference: Henderson (1975), Biometrics 31, 423-447; Searle, Casella and McCulloch (1992).
    Example: two raters one level apart on 20 shared reps: severities near .5 and -.5.
    """
    marks = sorted(marks, key=lambda mark: (mark.group, mark.rep, mark.rater))
    raters = sorted({mark.rater for mark in marks})
    if not raters:
        return Severities()
    shared = _shared(marks)
    together = linked(marks)[0]
    can = np.array([
        len(together) > 1 and rater in together and shared[rater] >= ENOUGH for rater in raters
    ])  # fmt: skip
    levels, unknown = _solved(marks, raters)
    all_of_it = np.diag(unknown) + levels**2
    unknown[:, ~can] = unknown[~can, :] = 0
    unknown[~can, ~can] = all_of_it[~can]
    found = []
    for place, rater in enumerate(raters):
        mean, sd = float(levels[place]), sqrt(unknown[place, place])
        found.append(
            Severity(
                rater,
                mean if can[place] else None,
                Interval(mean - Z80 * sd, mean + Z80 * sd) if can[place] else None,
                Interval(mean - Z95 * sd, mean + Z95 * sd) if can[place] else None,
                reps=len({mark.rep for mark in marks if mark.rater == rater}),
                shared=shared[rater],
            )
        )
    return Severities(tuple(found), unknown)


def _shared(marks: Iterable[Mark]) -> dict[str, int]:
    """How many reps of each rater somebody else rated too."""
    reps: dict[str, set[str]] = {}
    for mark in marks:
        reps.setdefault(mark.rep, set()).add(mark.rater)
    found = {rater: 0 for raters in reps.values() for rater in raters}
    for raters in reps.values():
        for rater in raters if len(raters) > 1 else ():
            found[rater] += 1
    return found


def _solved(marks: Sequence[Mark], raters: Sequence[str]) -> tuple[Vector, Vector]:
    """Best linear predictions of the severities about their mean, and their covariances."""
    groups = _Groups(marks, raters)
    noise, rep, group = groups.variances()
    k = len(raters)
    left, right = np.zeros((k + 1, k + 1)), np.zeros(k + 1)
    for y, x, reps in groups.each:
        same_rep = (reps[:, None] == reps[None, :]).astype(float)
        v = noise * np.eye(len(y)) + rep * same_rep + group
        design = np.column_stack([np.ones(len(y)), -x])
        solved = np.linalg.solve(v, np.column_stack([design, y]))
        left += design.T @ solved[:, :-1]
        right += design.T @ solved[:, -1]
    between = RATERS_DIFFER**2
    for _ in range(50):
        ridge = left + np.diag([0.0, *[1 / between] * k])
        known = np.linalg.inv(ridge)
        levels, spread = (known @ right)[1:], known[1:, 1:]
        sums = float(levels @ levels + np.trace(spread)) + AS_RATERS * RATERS_DIFFER**2
        between = max(sums / (k + AS_RATERS), LEAST)
    centre = np.eye(k) - 1 / k
    return centre @ levels, centre @ spread @ centre


class _Groups:
    """Marks as numbers, group by group: levels, who gave them, and which rep each belongs to."""

    def __init__(self, marks: Sequence[Mark], raters: Sequence[str]) -> None:
        at = {rater: place for place, rater in enumerate(raters)}
        members: dict[str, list[Mark]] = {}
        for mark in marks:
            members.setdefault(mark.group, []).append(mark)
        self.each: list[tuple[Vector, Vector, Vector]] = []
        for group in members.values():
            order = {mark.rep: place for place, mark in enumerate(group)}
            self.each.append((
                np.array([mark.level for mark in group]),
                np.eye(len(raters))[[at[mark.rater] for mark in group]],
                np.array([order[mark.rep] for mark in group], dtype=float),
            ))  # fmt: skip

    def variances(self) -> tuple[float, float, float]:
        """Of a rating's noise, of a group's reps, and of groups, raters taken out each time."""
        twice = [
            (y[reps == one], x[reps == one])
            for y, x, reps in self.each
            for one in np.unique(reps)
            if (reps == one).sum() > 1
        ]
        noise, _ = _left_over(twice, RATING_NOISE**2, AS_RATINGS)
        once = []
        for y, x, reps in self.each:
            _, first = np.unique(reps, return_index=True)
            once.append((y[first], x[first]))
        both, by = _left_over(once, RATING_NOISE**2 + 0.4, AS_RATINGS)
        means = np.array([(y - x @ by).mean() for y, x in once])
        within = float(np.mean([both / len(y) for y, _ in once]))
        among = float(means.var(ddof=1)) - within if len(means) > 1 else 0.4
        return noise, max(both - noise, LEAST), max(among, 0.05)


def _left_over(
    parts: Sequence[tuple[Vector, Vector]], start: float, worth: int
) -> tuple[float, Vector]:
    """The variance inside the parts that raters do not explain (`start` counts as `worth` more),
    and what each rater adds."""
    inside = [(y - y.mean(), x - x.mean(axis=0)) for y, x in parts if len(y) > 1]
    if not inside:
        return max(start, LEAST), np.zeros(parts[0][1].shape[1] if parts else 0)
    y, x = np.concatenate([y for y, _ in inside]), np.concatenate([x for _, x in inside])
    by, _, rank, _ = np.linalg.lstsq(x, y, rcond=1e-9)
    free = len(y) - len(inside) - int(rank)
    rest = float(((y - x @ by) ** 2).sum())
    return max((rest + worth * start) / (max(free, 0) + worth), LEAST), by
