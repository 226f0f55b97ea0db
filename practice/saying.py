"""What a line of the client's is asked to be, and who says it.

It decides nothing about the client (that is `client.py`) and calls no model.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from practice.cases import Case, Disclosure, For, Pinned
from practice.moves import Move
from practice.remembering import Remembered
from practice.reps import Turn
from practice.state import State


@dataclass(frozen=True)
class Intent:
    """What the client is about to say: the kind of line, at most one new fact, how long."""

    use: For
    fact: Disclosure | None = None  # told now for the first time
    about: Disclosure | None = None  # told before, and spoken of again
    remembered: Remembered | None = None  # what it brings back from an earlier session
    pinned: Pinned | None = None
    topics: frozenset[str] = frozenset()
    after: frozenset[Move] = frozenset()
    most_words: int = 40

    @property
    def name(self) -> str:
        if self.fact:
            return f"fact {self.fact.id}"
        if self.about:
            return f"{'recall' if self.remembered else 'more'} {self.about.id}"
        return "pinned" if self.pinned else self.use.value


@dataclass(frozen=True)
class Ask:
    """What a voice is asked to put into words; of the case it may use only what is open by now."""

    case: Case
    state: State
    intent: Intent
    turns: tuple[Turn, ...]
    text: str
    seed: int = 0
    remembered: tuple[Remembered, ...] = ()  # of earlier sessions, what this turn brings back


@dataclass(frozen=True)
class Spoken:
    """What the client said, which voice said it, and which checks fired on the way."""

    text: str
    voice: str
    used: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()


class Voice(Protocol):
    """Puts words to an intent. Two kinds exist: lines from the case file, and a language model."""

    name: str

    def speak(self, ask: Ask) -> Spoken:
        """Say it; a voice that cannot speak raises ModelUnavailable."""
        ...
