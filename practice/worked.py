"""How long supervisors work on transcripts, from when they wrote down what; no clock watches them.

A sitting runs from claiming a transcript to its holder's last step on it. Reading without a step
counts nothing, and a claim that was left lying counts until the last step only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from practice.record import Kind
from practice.reviews import LEASE

PROPOSED = {Kind.DRILL: 6, Kind.ENCOUNTER: 15}  # minutes at most (`clinical.md` 4.2)
ENDS = frozenset({"handed_back", "passed", "signed", "returned"})


@dataclass(frozen=True)
class Step:
    """One thing somebody wrote down about a rep; `drill` or `encounter` is the rep's kind."""

    rep: str
    kind: str
    at: datetime
    by: str
    of: str


@dataclass(frozen=True)
class Sitting:
    """One supervisor's work on one transcript, from claiming it to their last step."""

    rep: str
    by: str
    of: str
    begun: datetime
    length: timedelta


def sittings(steps: Iterable[Step]) -> tuple[Sitting, ...]:
    """Every sitting in these steps (each rep's in their order); none longer than its claims.

    A claim that its holder renews goes on with the same sitting.
    """
    found: list[Sitting] = []
    open_: dict[str, list[Step]] = {}

    def close(rep: str) -> None:
        sat = open_.pop(rep, [])
        if len(sat) > 1:
            claims = sum(step.kind == "claimed" for step in sat)
            length = min(sat[-1].at - sat[0].at, claims * LEASE)
            found.append(Sitting(rep, sat[0].by, sat[0].of, sat[0].at, length))

    for step in steps:
        sat = open_.get(step.rep, [])
        if step.kind == "claimed":
            last_claim = next((s.at for s in reversed(sat) if s.kind == "claimed"), None)
            renewed = last_claim is not None and step.by == sat[0].by
            if not (renewed and last_claim and step.at <= last_claim + LEASE):
                close(step.rep)
            open_.setdefault(step.rep, []).append(step)
        elif sat and step.by == sat[0].by:
            sat.append(step)
            if step.kind in ENDS:
                close(step.rep)
    for rep in list(open_):
        close(rep)
    return tuple(found)


def minutes(sat: Iterable[Sitting]) -> dict[str, int]:
    """Whole minutes by person."""
    total: dict[str, timedelta] = {}
    for one in sat:
        total[one.by] = total.get(one.by, timedelta()) + one.length
    return {by: round(length / timedelta(minutes=1)) for by, length in total.items()}


def usual(sat: Sequence[Sitting]) -> str:
    """How long a transcript usually takes beside what is proposed; empty while there are few.

    Several sittings on one transcript by one person count together.
    """
    whole: dict[tuple[str, str, str], float] = {}
    for one in sat:
        key = (one.of, one.rep, one.by)
        whole[key] = whole.get(key, 0.0) + one.length / timedelta(minutes=1)
    said = []
    for kind, most in PROPOSED.items():
        each = [length for (of, _, _), length in whole.items() if of == kind.value]
        if len(each) >= 3:
            article = "an" if kind is Kind.ENCOUNTER else "a"
            said.append(f"{article} {kind.value} {median(each):.0f} minutes (at most {most})")
    return f"Usually, and as proposed: {', '.join(said)}." if said else ""
