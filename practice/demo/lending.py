"""Exemplars in the demo: some reps that others may learn from, one still asked for, a few rated."""

from __future__ import annotations

import random
from collections.abc import Sequence

from practice import BadInput, practising, supervising
from practice.demo.people import SUPERVISORS, Trainee
from practice.house import House
from practice.record import Level
from practice.reviews import RepRow

LENT = 2  # that their trainees agree to
RATED = 4  # exemplars by each of those who try it


def lend(house: House, rng: random.Random, trainees: Sequence[Trainee]) -> None:
    """Supervisors propose a rep of each of a few trainees; all but the first say yes at once."""
    by = {supervisor.username: supervisor.person for supervisor in SUPERVISORS}
    rows = [row for row in house.store.rows_in(None) if row.signed_by in by]
    busy = [who for who in trainees if any(row.trainee == who.username for row in rows)]
    for place, who in enumerate(busy[: LENT + 1]):
        for row in _newest(rows, who):
            try:
                supervising.propose_exemplar(house, by[row.signed_by or ""], row.id)
            except BadInput:
                continue  # with a flag, or with words that may say who somebody is
            if place:
                practising.answer_lending(house, who.person, row.id, True)
            break
    for who in busy[:3]:
        for _ in range(RATED):
            _rate(house, rng, who)


def _newest(rows: Sequence[RepRow], who: Trainee) -> list[RepRow]:
    own = [row for row in rows if row.trainee == who.username and row.kind == "drill"]
    return sorted(own, key=lambda row: row.signed_at or row.begun_at, reverse=True)


def _rate(house: House, rng: random.Random, who: Trainee) -> None:
    """One exemplar, rated with the eye this trainee has for themselves."""
    skill = rng.choice(sorted(house.content.rubrics))
    found = practising.next_exemplar(house, who.person, skill)
    if found is None:
        return
    long = len(found.lines[-1].text) > 150  # as if length were quality, which many begin with
    middle = (2.6 if long else 1.4) + who.bias / 2
    levels: dict[str, Level | None] = {
        point.id: min(4, max(0, round(rng.gauss(middle, 0.8)))) for point in found.points
    }
    practising.rate_exemplar(house, who.person, found.id, levels)
