"""Whether a number may stand beside a criterion: only where the machine agrees with people enough.

A gate belongs to one criterion and one scorer version (its stamp). Until it opens, trainees read
words and no levels; what is missing is said in a sentence a director understands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil, floor

import numpy as np

from practice.agreement import Interval, kappa_interval, quadratic_weighted_kappa
from practice.record import Attempt
from practice.reviews import RatingRow, RepRow

# The conditions of `clinical.md` 2.9. With 30 pairs and a true coefficient of .67, 95 of 100
# samples lie between .41 and .84: fewer say next to nothing.
NEEDED = 30  # reps
LEAST_KAPPA = 0.4  # the lower end of its 90 % interval has to be above
MOST_BIAS = 0.3  # levels, either way

Pair = tuple[int, int]  # the blind levels of two supervisors on one criterion of one rep


@dataclass(frozen=True)
class Gate:
    """How one scorer version agrees with people on one criterion, and whether that is enough.

    `n` counts reps with a reading of their first attempt and two blind ratings. The reference is
    the mean of those two levels. `kappa` (quadratic weights) lies between `low` and `high` in 90
    of 100 resamples; `bias` is mean machine level minus reference. The figures with `humans` in
    front are the two supervisors against each other on the same reps. All are None below `needed`,
    and where they mean nothing. `missing` is empty when the gate is open.
    """

    criterion: str
    stamp: str
    n: int
    needed: int
    kappa: float | None
    low: float | None
    high: float | None
    bias: float | None
    open: bool
    missing: str
    humans_kappa: float | None
    humans_low: float | None
    humans_high: float | None
    drawn: int  # of the n reps, those of the random sample; the others came up for a reason
    silent: int  # further reps rated twice on which the machine could not tell
    last: datetime  # when this version last read this criterion

    @property
    def sentence(self) -> str:
        """Where the gate stands, in words for the director."""
        if not self.open:
            return f"Words only. What is missing: {self.missing}."
        return f"Open: over {self.n} reps the machine agrees with supervisors well enough."

    @property
    def figures(self) -> str:
        """The machine against people, and people against each other; empty below `needed`."""
        if self.bias is None:
            return ""
        machine = f"Machine and supervisors: {_agree(self.kappa, self.low, self.high)}"
        humans = _agree(self.humans_kappa, self.humans_low, self.humans_high)
        bias = ("+" if self.bias >= 0.005 else "") + _short(self.bias)
        return f"{machine}, bias {bias} levels. Two supervisors with each other: {humans}."

    @property
    def chosen(self) -> str:
        """How the reps behind the figures came to be rated twice."""
        if not self.n:
            return ""
        if self.drawn == self.n:
            return f"All {self.n} reps are of the random sample."
        return (
            f"{self.drawn} of {self.n} reps are of the random sample. The others came up for a "
            "reason, so they may be harder to agree on than most."
        )


def gates(ratings: Sequence[RatingRow], rows: Iterable[RepRow] = ()) -> tuple[Gate, ...]:
    """Every gate of the programme: by criterion, and within it the latest scorer version first.

    `ratings` are those of the whole programme (sources "machine" and "blind" are used); `rows` are
    its reps and say which are of the random sample. All that two supervisors rated blind count; a
    criterion that a person found no opportunity for, or the machine could not tell, gives no pair.
    A version that has read a criterion at all has a gate.
    """
    people = rated_twice(ratings)
    random = {row.id for row in rows if row.random_sample}
    readings: dict[tuple[str, str], dict[str, RatingRow]] = {}
    for rating in ratings:
        if rating.source != "machine" or rating.attempt != Attempt.FIRST:
            continue
        read = readings.setdefault((rating.criterion, rating.stamp), {})
        if rating.rep not in read or rating.at >= read[rating.rep].at:
            read[rating.rep] = rating
    found = []
    for (criterion, stamp), read in readings.items():
        both = [(rep, row.level, people.get((rep, criterion))) for rep, row in read.items()]
        pairs = [
            (rep, level, two)
            for rep, level, two in both
            if level is not None and two is not None
        ]  # fmt: skip
        found.append(
            gate(
                criterion, stamp, [level for _, level, _ in pairs], [two for _, _, two in pairs],
                drawn=sum(rep in random for rep, _, _ in pairs),
                silent=sum(level is None and two is not None for _, level, two in both),
                last=max(row.at for row in read.values()),
            )
        )  # fmt: skip
    found.sort(key=lambda gate: (gate.last, gate.stamp), reverse=True)
    return tuple(sorted(found, key=lambda gate: gate.criterion))


def current(gates: Iterable[Gate]) -> tuple[Gate, ...]:
    """Each criterion's gate for the scorer version that read it last; the others are history."""
    latest: dict[str, Gate] = {}
    for gate in gates:
        known = latest.get(gate.criterion)
        if known is None or gate.last > known.last:
            latest[gate.criterion] = gate
    return tuple(latest.values())


def summary(gates: Sequence[Gate]) -> str:
    """How many gates are open, for the head of a page; hand it those of `current`."""
    if not gates:
        return "The machine has not read anything yet."
    opened = sum(gate.open for gate in gates)
    if not opened:
        return f"Trainees read words only: no gate is open yet (0 of {len(gates)})."
    if opened == len(gates):
        return f"Every gate is open ({opened} of {opened}): numbers may stand beside all points."
    return f"{opened} of {len(gates)} gates are open; elsewhere trainees read words only."


def may_show(gates: Iterable[Gate], criterion: str, stamp: str) -> bool:
    """Whether a level that this scorer version gave on this criterion may be shown as a number."""
    return any(g.open for g in gates if (g.criterion, g.stamp) == (criterion, stamp))


def rated_twice(ratings: Iterable[RatingRow]) -> dict[tuple[str, str], Pair]:
    """The first two different supervisors' blind levels, for each rep and criterion that has two.

    What one supervisor rated again is no longer blind: their first rating counts.
    """
    blind: dict[tuple[str, str], dict[str, int]] = {}
    rows = [r for r in ratings if r.source == "blind" and r.attempt == Attempt.FIRST]
    seen: set[tuple[str, str, str]] = set()
    for row in sorted(rows, key=lambda row: row.at):
        by = (row.rep, row.criterion, row.rater)
        if by not in seen and row.level is not None:
            blind.setdefault((row.rep, row.criterion), {})[row.rater] = row.level
        seen.add(by)
    found = {}
    for where, levels in blind.items():
        if len(levels) > 1:
            first, second, *_ = levels.values()
            found[where] = (first, second)
    return found


def gate(
    criterion: str, stamp: str, machine: Sequence[int], people: Sequence[Pair], *,
    drawn: int = 0, silent: int = 0, last: datetime,
) -> Gate:  # fmt: skip
    """The gate over paired levels: one of the machine and two of people for each rep."""
    n = len(machine)
    kappa = humans_kappa = bias = None
    likely: Interval | None = None
    humans: Interval | None = None
    if n >= NEEDED:
        read, (first, second) = np.array(machine, dtype=float), np.array(people, dtype=float).T
        reference = (first + second) / 2
        kappa, likely = quadratic_weighted_kappa(read, reference), kappa_interval(read, reference)
        humans_kappa = quadratic_weighted_kappa(first, second)
        humans = kappa_interval(first, second)
        bias = float((read - reference).mean())
    missing = _missing(n, likely, bias)
    return Gate(
        criterion, stamp, n, NEEDED, kappa,
        likely.low if likely else None, likely.high if likely else None, bias,
        not missing, missing, humans_kappa,
        humans.low if humans else None, humans.high if humans else None,
        drawn, silent, last,
    )  # fmt: skip


def _missing(n: int, likely: Interval | None, bias: float | None) -> str:
    """What has to happen before the gate opens; empty when nothing has."""
    if n < NEEDED:
        reps = "1 more rep" if NEEDED - n == 1 else f"{NEEDED - n} more reps"
        return f"{reps} rated blind by two supervisors"
    lacking = []
    if likely is None:
        lacking.append(
            "nearly all ratings are the same, so nobody can say how far they agree; "
            "reps of other quality have to be rated"
        )
    elif likely.low <= LEAST_KAPPA:
        # Rounded away from the limit, so that the sentence never contradicts itself.
        low = _short(floor(likely.low * 100) / 100)
        limit = _short(LEAST_KAPPA)
        lacking.append(f"agreement may be as low as {low}; it has to be above {limit}")
    if bias is not None and abs(bias) > MOST_BIAS:
        off = _short(ceil(abs(bias) * 100) / 100)
        way = "higher" if bias > 0 else "lower"
        lacking.append(
            f"the machine is {off} levels {way} than supervisors on average; it may be at most "
            f"{_short(MOST_BIAS)}"
        )
    return ", and ".join(lacking)


def _agree(kappa: float | None, low: float | None, high: float | None) -> str:
    if kappa is None or low is None or high is None:
        return "agreement cannot be told"
    return f"agreement {_short(kappa)} (likely {_short(low)} to {_short(high)})"


def _short(figure: float) -> str:
    """Two decimals without the nought in front: .31, -.05, 1.20."""
    figure = round(figure, 2) or 0.0  # never -.00
    return f"{figure:.2f}".replace("0.", ".", 1) if abs(figure) < 1 else f"{figure:.2f}"
