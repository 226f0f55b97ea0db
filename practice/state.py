"""The simulated client's mind after a turn, as it is written down: numbers, facts told, lines said.

Changed by nobody in place: `mind.py` makes the next one from the last.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from practice.cases import Mood, RuptureKind


class State(BaseModel):
    """Trust, distress and openness run from 0 to 5. Frozen; refuses what it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    trust: float
    distress: float
    openness: float
    rupture: RuptureKind | None = None
    rupture_id: str | None = None
    severity: int = 0
    repair: tuple[str, ...] = ()
    rung: int = 0
    opened: tuple[str, ...] = ()
    told: tuple[str, ...] = ()  # facts told in an earlier session
    used: tuple[str, ...] = ()  # lines said in this session
    earlier: tuple[str, ...] = ()  # lines said in earlier ones
    streak: tuple[str, ...] = ()  # the last four turns, as moves and topics
    hurried: int = 0  # turns of advice or lecture in a row
    ruptures: int = 0
    repairs: int = 0
    gained: float = 0
    session: int = 1
    agreed: bool = False  # a next step, in this session
    kept: bool | None = None  # what was agreed on in the last one; None when nothing was

    @property
    def mood(self) -> Mood:
        """How the client is with the therapist just now."""
        if self.rupture:
            return Mood.HURT
        return Mood.AT_EASE if self.trust >= 3 and self.openness >= 2 else Mood.GUARDED
