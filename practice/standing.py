"""How far the machine's scores may be trusted here, and the numbers that follow.

A number stands beside a criterion only while its gate is open (`gates.py`), corrected by what
supervisors signed (`recalibration.py`); else trainees read words. Which gates are open is worked
out when a second supervisor has rated a rep blind and whenever a director looks, and kept as a
setting, so that a trainee's page never waits for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from practice import gates, recalibration
from practice.gates import Gate
from practice.house import House
from practice.recalibration import Recalibration
from practice.record import UNSURE, Judgement
from practice.roles import Person, require

SETTING = "open gates"  # {"criterion stamp": levels added to the machine's}


@dataclass(frozen=True)
class Standing:
    """Each criterion's gate for the scorer version in use, and its correction if there is one."""

    gates: tuple[Gate, ...]
    corrections: Mapping[tuple[str, str], Recalibration | None]

    @property
    def summary(self) -> str:
        return gates.summary(self.gates)

    def correction(self, gate: Gate) -> Recalibration | None:
        """What signed ratings say the machine's level should be; None while they are few."""
        return self.corrections.get((gate.criterion, gate.stamp))


def standing(house: House, me: Person) -> Standing:
    """How the machine stands against the programme's supervisors; brings the setting up to date."""
    require(me, "see cohort")
    return refresh(house, me.id)


def refresh(house: House, by: str) -> Standing:
    """Work the gates out again and keep which are open."""
    ratings = house.store.ratings(sources=["machine", "blind", "final"])
    every = gates.gates(ratings, house.store.rows_in(None))
    found = Standing(gates.current(every), recalibration.recalibrations(ratings))
    opened = {
        f"{gate.criterion} {gate.stamp}": corrected.shift if corrected else 0.0
        for gate in every
        if gate.open
        for corrected in [found.correction(gate)]
    }
    if opened != house.store.setting(SETTING, {}):
        house.store.change_setting(SETTING, opened, by, house.now())
    return found


def rated_twice(house: House, rep_id: str, by: str) -> None:
    """Called after a blind rating: a second supervisor's may open or shut a gate."""
    raters = {line.rater for line in house.store.ratings(rep=rep_id, sources=["blind"])}
    if len(raters) > 1:
        refresh(house, by)


def numbers(house: House, judged: Judgement | None) -> dict[str, float]:
    """The corrected level (0 to 4, one decimal) of each criterion whose gate is open."""
    if judged is None:
        return {}
    opened: Mapping[str, float] = house.store.setting(SETTING, {})
    found = {}
    for rating in judged.ratings:
        shift = opened.get(f"{rating.criterion} {judged.stamp}")
        if shift is not None and rating.level is not None and rating.spread < UNSURE:
            found[rating.criterion] = round(min(4.0, max(0.0, rating.level + shift)), 1)
    return found
