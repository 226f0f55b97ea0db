"""Whether practice treats groups alike: levels, days, returns and the machine, by group.

Two ways of dividing: what trainees chose to say of themselves, and who the client is in the case.
Over a quarter and the whole programme only, and over at least ten trainees; see `disclosure.py`.
Differences between groups have many reasons, and a figure names none of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from practice.cases import Case
from practice.disclosure import DAYS, LEVEL, Cells, groups, share, stepped
from practice.figures import ALL, DAY, Figure, Floats, is_signed
from practice.ledger import Bools, Ints, Ledger
from practice.reviews import ReviewStage

SAID, CLIENT, AGE = "says", "client", "age"  # how an `about` begins: "says: first language English"
MEASURES = ("level", "days to signature by group", "returned", "machine minus signed")
_ANSWERED = (ReviewStage.SIGNED, ReviewStage.ACKNOWLEDGED, ReviewStage.RETURNED)


def client_groups(cases: Mapping[str, Case]) -> dict[str, tuple[str, ...]]:
    """For each case the groups that its client stands for: pronouns and a span of ages."""
    return {
        case.id: (f"{CLIENT}: {case.public.pronouns}", f"{AGE}: {_span(case.public.age)}")
        for case in cases.values()
    }


def _span(age: int) -> str:
    return "under 30" if age < 30 else "30 to 49" if age < 50 else "50 and older"


class _Values(NamedTuple):
    """One value for each line of a ledger that has one."""

    reps: Ledger
    values: Floats


def of_quarter(
    answered: Ledger, says: Mapping[str, str], cases: Mapping[str, Sequence[str]]
) -> dict[str, list[Figure]]:
    """Every figure of the reps answered in a quarter: sent in it, and signed or returned by now.

    `says` maps trainees to the group they named, `cases` cases to their clients' groups.
    """
    answered = answered.where(answered.review.one_of(stage.value for stage in _ANSWERED))
    signed = answered.where(is_signed(answered))
    measures = dict(zip(MEASURES, (
        _levels(signed), _Values(signed, (signed.signed_at - signed.submitted_at) / DAY),
        _Values(answered, (answered.signed_at == 0).astype(float)), _machine(signed),
    ), strict=True))  # fmt: skip
    return {ALL: [
        figure for measure, (reps, values) in measures.items() if len(reps)
        for figure in _told(measure, values, reps.trainee.codes, _divided(reps, says, cases))
    ]}  # fmt: skip


def _divided(
    reps: Ledger, says: Mapping[str, str], cases: Mapping[str, Sequence[str]]
) -> list[dict[str, Bools]]:
    """For each way of dividing, the lines that belong to each of its groups."""
    own = [f"{SAID}: {says[t]}" if t in says else "" for t in reps.trainee.names]
    clients = [[cases[c][n] if c in cases else "" for c in reps.case.names] for n in (0, 1)]
    named = [(reps.trainee.codes, own), *((reps.case.codes, each) for each in clients)]
    return [
        {name: np.array([name == each for each in names], dtype=bool)[codes]
         for name in sorted(set(names) - {""})}
        for codes, names in named
    ]  # fmt: skip


def _levels(signed: Ledger) -> _Values:
    rated = signed.final >= 0
    some: Bools = np.asarray(rated.any(axis=1))
    sums = np.where(rated, signed.final, 0).sum(axis=1)[some] / rated.sum(axis=1)[some]
    return _Values(signed.where(some), sums)


def _machine(signed: Ledger) -> _Values:
    """By the scorer that read most of them: figures never mix two."""
    both = (signed.machine >= 0) & (signed.final >= 0)
    some: Bools = np.asarray(both.any(axis=1))
    counts = Counter(signed.scorer.codes[some].tolist())
    if counts:
        some &= signed.scorer.codes == min(counts, key=lambda code: (-counts[code], code))
    signed, both = signed.where(some), both[some]
    apart = np.where(both, signed.machine - signed.final, 0).sum(axis=1) / np.maximum(
        both.sum(axis=1), 1
    )
    return _Values(signed, apart)


def _told(
    measure: str, values: Floats, trainees: Ints, ways: Sequence[Mapping[str, Bools]]
) -> list[Figure]:
    lines = {name: each for way in ways for name, each in way.items()}
    size = {name: len(np.unique(trainees[each])) for name, each in lines.items()}
    found = []
    for name in _given(trainees, ways, size):
        here, n = values[lines[name]], size[name]
        if measure.startswith("days"):
            figure = Figure(measure, name, "", n, stepped(float(np.median(here)), DAYS))
        else:
            mean = _mean_of_trainees(trainees[lines[name]], here)
            if measure == "returned":
                told = share(mean, n)
                figure = Figure(measure, name, "", n, told.value, bound=told.bound)
            else:
                figure = Figure(measure, name, "", n, stepped(mean, LEVEL))
        found.append(figure)
    return found


def _given(
    trainees: Ints, ways: Sequence[Mapping[str, Bools]], size: Mapping[str, int]
) -> list[str]:
    """The groups of which figures may be told; while too few could be worked out, the smallest
    group of all is told no longer."""
    kinds = [_kind(way, len(trainees)) for way in ways]
    reps = np.stack([trainees, *kinds], axis=1)
    cell, first, many = np.unique(reps, axis=0, return_index=True, return_counts=True)
    cells = Cells(cell[:, 0], many)
    everybody = frozenset(trainees.tolist())
    members = [{name: frozenset(trainees[each].tolist()) for name, each in way.items()}
               for way in ways]  # fmt: skip
    hidden: set[str] = set()
    while True:
        shown = [
            groups({name: who for name, who in way.items() if name not in hidden}, everybody)
            for way in members
        ]
        told = [way[name][first] for way, names in zip(ways, shown, strict=True) for name in names]
        left = [
            np.where(np.any([way[name][first] for name in names], axis=0), -1, 0)
            for way, names in zip(ways, shown, strict=True) if names
        ]  # fmt: skip
        alone = [cells.trainee, np.arange(len(cell)), _numbered(cell[:, 1:])]
        sought = [*alone, *left, *(kind[first] for kind in kinds)]
        if not cells.worked_out([np.ones(len(cell), bool), *told] if told else [], sought):
            return sorted(name for names in shown for name in names)
        hidden.add(min((name for names in shown for name in names), key=lambda n: (size[n], n)))


def _kind(way: Mapping[str, Bools], lines: int) -> Ints:
    """The number of each line's group; 0 where it is in none, which is a group as well."""
    kind = np.zeros(lines, np.int64)
    for number, each in enumerate(way.values(), 1):
        kind[each] = number
    return kind


def _numbered(rows: Ints) -> Ints:
    return np.asarray(np.unique(rows, axis=0, return_inverse=True)[1]).reshape(-1)


def _mean_of_trainees(trainees: Ints, values: Floats) -> float:
    _, at = np.unique(trainees, return_inverse=True)
    return float((np.bincount(at, values) / np.bincount(at)).mean())
