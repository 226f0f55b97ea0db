"""What is carried from one session to the next: who said what, and finding it again by meaning.

It owns what a memory is and what it answers, and keeps no words itself: the records do. What a
client makes of what it remembers is the client's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True)
class Remembered:
    """One thing that was said in an earlier session."""

    session: int  # the first is 1
    who: Literal["client", "trainee"]
    text: str
    fact: str | None = None  # id of the fact that the client told in that turn
    agreed: bool = False  # a next step was agreed on


class Memory(Protocol):
    """What one client knows of its earlier sessions with one trainee, and of nobody else's."""

    def recall(self, text: str, most: int = 3) -> Sequence[tuple[Remembered, float]]:
        """Find what was said that is nearest in meaning, with its closeness, the nearest first.

        Closeness is at most 1.0; near 0 is unrelated. Nothing found is an empty sequence.
        """
        ...


class Memories(Protocol):
    """Every client's memory of every trainee, each apart from all others."""

    def of(self, trainee: str, case: str, past: Sequence[Remembered]) -> Memory:
        """What the client of that case knows of that trainee: this past and nothing else."""
        ...

    def forget(self, trainee: str) -> None:
        """Drop every memory of a trainee."""
        ...


class NoMemory:
    """A first session: nothing has been said yet."""

    def recall(self, text: str, most: int = 3) -> Sequence[tuple[Remembered, float]]:  # noqa: ARG002 - a memory is asked in these words, even one that knows nothing
        return ()


class NoMemories:
    """No client remembers anybody."""

    def of(self, trainee: str, case: str, past: Sequence[Remembered]) -> Memory:  # noqa: ARG002 - as memories are asked
        return NoMemory()

    def forget(self, trainee: str) -> None:
        pass
