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
from practice.disclosure import DAYS, LEVEL, groups, share, stepped
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
    found = []
    for measure, (reps, values) in measures.items():
        of_trainee = [(f"{SAID}: {says[t]}",) if t in says else () for t in reps.trainee.names]
        found += _by(measure, reps, values, reps.trainee.codes, of_trainee)
        for place in (0, 1):
            of_case = [cases[c][place : place + 1] if c in cases else () for c in reps.case.names]
            found += _by(measure, reps, values, reps.case.codes, of_case)
    return {ALL: found}


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


def _by(
    measure: str, reps: Ledger, values: Floats, keys: Ints,
    group_of: Sequence[Sequence[str]],
) -> list[Figure]:  # fmt: skip
    trainees = reps.trainee.codes
    names = list(dict.fromkeys(name for each in group_of for name in each))
    lines: dict[str, Bools] = {
        name: np.array([name in each for each in group_of], dtype=bool)[keys] for name in names
    }
    members = {name: frozenset(trainees[lines[name]].tolist()) for name in names}
    found = []
    for name in groups(members, frozenset(trainees.tolist())):
        here, n = values[lines[name]], len(members[name])
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


def _mean_of_trainees(trainees: np.ndarray, values: Floats) -> float:
    _, at = np.unique(trainees, return_inverse=True)
    return float((np.bincount(at, values) / np.bincount(at)).mean())
