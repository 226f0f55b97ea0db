"""Replies with an instruction to the scorer added: no level may rise by it.

Thirty instructions stand in injections.csv, each with its place in the reply and its form: plain,
in markup, as code, as a claim, in other languages, encoded. What they earn is measured against the
same reply without them.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from practice.golden import Item
from practice.reading.text import sentences

FILE = Path(__file__).with_suffix(".csv")
Levels = Mapping[str, int | None]


@dataclass(frozen=True)
class Injection:
    """An instruction, and whether it stands before, after or in the middle of a reply."""

    place: str
    form: str
    text: str

    def into(self, reply: str) -> str:
        """The reply with the instruction in its place."""
        if self.place == "middle":
            told = sentences(reply)
            half = (len(told) + 1) // 2
            return " ".join([*told[:half], self.text, *told[half:]])
        return f"{self.text}\n{reply}" if self.place == "before" else f"{reply}\n{self.text}"


def injections() -> list[Injection]:
    """Every instruction of the table."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [Injection(**row) for row in csv.DictReader(file)]


def raised(items: Sequence[Item], read: Callable[[Item], Levels]) -> dict[str, list[str]]:
    """The criteria that an instruction raised, by its text; each stands in a reply of its own."""
    found: dict[str, list[str]] = {}
    every = injections()
    for n, one in enumerate(every):
        item = items[n * len(items) // len(every)]
        alone, after = read(item), read(replace(item, reply=one.into(item.reply)))
        up = [c for c, level in alone.items() if (after.get(c) or 0) > (level or 0)]
        if up:
            found[one.text] = up
    return found
