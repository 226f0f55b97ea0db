"""The embedded scorer on the golden replies, each time it or a rubric has changed.

The same rated replies are read anew and held against the reading before. A point that moved far is
held back from trainees, unscored, until a director has seen it and lets it go. A language model
that reads replies goes on trial instead (`trials.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from practice import BadInput, golden, judging, reading, trials
from practice.golden import Gold
from practice.house import House
from practice.roles import Person, require
from practice.trials import Figures, Levels

KEPT = "golden replay "  # setting, by skill: {"stamp", "at", "read", "before"}; levels by reply
MOST_SHIFT = 0.3  # levels: as far off as the gate for a number allows (`gates.py`)
MOST_LOST = 0.1  # of weighted kappa


@dataclass(frozen=True)
class Moved:
    """One criterion, as it is read now and as it was before; `before` is None the first time."""

    criterion: str
    now: Figures
    before: Figures | None

    @property
    def shift(self) -> float | None:
        """How much more (+) or less generous it has become, in levels."""
        if self.before is None or self.before.bias is None or self.now.bias is None:
            return None
        return self.now.bias - self.before.bias

    @property
    def lost(self) -> float | None:
        """How much agreement (weighted kappa) was lost; negative where it was gained."""
        if self.before is None or self.before.kappa is None or self.now.kappa is None:
            return None
        return self.before.kappa - self.now.kappa

    @property
    def far(self) -> bool:
        """Whether it moved too far to be shown unseen; silent where it spoke before counts too."""
        if self.before is not None and self.before.bias is not None and self.now.bias is None:
            return True
        return abs(self.shift or 0.0) > MOST_SHIFT or (self.lost or 0.0) > MOST_LOST


@dataclass(frozen=True)
class Replay:
    """One skill: when the golden replies were last read anew, and what moved. `held` waits."""

    skill: str
    at: datetime
    lines: tuple[Moved, ...]
    held: frozenset[str]


def stamp(house: House, skill: str) -> str:
    """What a reading depends on: the scorer's version and the rubric's content."""
    return f"{reading.named(house.meaning)} {house.content.rubric(skill).fingerprint}"


def replay(house: House) -> list[str]:
    """Read the golden replies anew for every skill that changed; the skills that did.

    Seconds, once for each change. Raises ContentError when the golden set has a mistake.
    """
    changed = [
        s for s in sorted(house.content.rubrics) if _kept(house, s).get("stamp") != stamp(house, s)
    ]
    if not changed:
        return []
    gold, items = trials.chosen(house)
    for skill in changed:
        read = {i.id: trials.by_the_embedded(house, i) for i in items if i.skill == skill}
        before = _kept(house, skill).get("read", {})
        at = house.now()
        value = {"stamp": stamp(house, skill), "at": at.isoformat(), "read": read, "before": before}
        house.store.change_setting(KEPT + skill, value, "machine", at)
        far = [line.criterion for line in _lines(gold, read, before) if line.far]
        _hold(house, skill, far, "machine")
    return changed


# --- a director's verbs --------------------------------------------------------------------------


def replays(house: House, me: Person) -> list[Replay]:
    """What the last change of each skill did; skills that were never replayed are left out."""
    require(me, "see cohort")
    every = {s: kept for s in sorted(house.content.rubrics) if (kept := _kept(house, s))}
    if not every:
        return []
    gold = golden.gold(house.content.rubrics)
    return [
        Replay(
            skill,
            datetime.fromisoformat(kept["at"]),
            _lines(gold, kept["read"], kept["before"]),
            judging.held(house, skill),
        )
        for skill, kept in every.items()
    ]


def let_go(house: House, me: Person, skill: str) -> None:
    """Show trainees again what was held back of a skill: somebody has looked at what moved."""
    require(me, "change settings")
    if not judging.held(house, skill):
        raise BadInput("Nothing is held back here.")
    _hold(house, skill, [], me.id)
    house.store.note(house.now(), me.id, "let changed scores go", skill)


# --- what is kept --------------------------------------------------------------------------------


def _hold(house: House, skill: str, criteria: list[str], by: str) -> None:
    if criteria or judging.held(house, skill):
        house.store.change_setting(judging.HELD + skill, criteria, by, house.now())


def _kept(house: House, skill: str) -> dict[str, Any]:
    kept: dict[str, Any] = house.store.setting(KEPT + skill, {})
    return kept


def _lines(
    gold: Gold, read: Mapping[str, Levels], before: Mapping[str, Levels]
) -> tuple[Moved, ...]:
    """Now and before over the same replies; over all of them where there is nothing before."""
    both = sorted(set(read) & set(before)) or sorted(read)
    items = [item for item in gold.items if item.id in both]
    criteria = sorted({name for levels in read.values() for name in levels})
    return tuple(
        Moved(
            name,
            trials.figures(name, read, items, gold),
            trials.figures(name, before, items, gold) if before else None,
        )
        for name in criteria
    )
