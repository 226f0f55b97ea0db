"""Replies that a person and a machine both rated, from a file, and which of them to learn from."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from practice import ContentError
from practice.benches.printing import told
from practice.benches.turns import Row, field, rows
from practice.content import shown
from practice.recalibration import Levels, Scale

Picked = NDArray[np.intp]
Chosen = NDArray[np.bool_]


@dataclass(frozen=True)
class Replies:
    """The rated replies of one attribute, in the order of the file; one place in each is a reply.

    `left_out` counts those without both ratings on the scale.
    """

    attribute: str
    conversation: NDArray[np.str_]
    responder: NDArray[np.str_]
    human: Levels
    machine: Levels
    left_out: int

    @property
    def conversations(self) -> int:
        """How many different conversations there are."""
        return len(np.unique(self.conversation))

    def learning(self, chance: np.random.Generator) -> Chosen:
        """Which replies may be learnt from: those of half the conversations, drawn anew."""
        names = np.unique(self.conversation)
        return np.isin(self.conversation, chance.permutation(names)[: len(names) // 2])

    def drawn(self, among: Chosen, n: int, chance: np.random.Generator) -> Picked:
        """At most n replies, spread evenly over responders and, within each, machine levels.

        That is known before a human rates, so a programme can choose in the same way.
        """
        places = np.flatnonzero(among)
        keys = (chance.random(len(places)), self.machine[places], self.responder[places])
        in_order = places[np.lexsort(keys)]
        n = min(n, len(places))
        every = (chance.random() + np.arange(n)) * len(places) / n
        picked: Picked = in_order[every.astype(int)]
        return picked


def replies(path: Path, scale: Scale) -> list[Replies]:
    """The replies of a CSV file by attribute, in the order of first appearance.

    A rating that is empty or off the scale is one that was not given (0, in some files); the reply
    is left out, and how many is told. Raises ContentError for the first mistake.
    """
    given: dict[str, list[tuple[str, str, float, float]]] = {}
    left_out: dict[str, list[int]] = {}
    for line, row in rows(path):
        attribute, conversation = (
            _name(path, line, row, name) for name in ("attribute", "conversation")
        )
        responder = field(path, line, row, "responder")
        human, machine = (_rating(path, line, row, name) for name in ("human", "machine"))
        found = given.setdefault(attribute, [])
        absent = left_out.setdefault(attribute, [])
        if human is None or machine is None or not _on(scale, human, machine):
            absent.append(line)
        else:
            found.append((conversation, responder, human, machine))
    if not given:
        raise ContentError(shown(path), 1, "", "holds no ratings")
    gone = sorted(line for lines in left_out.values() for line in lines)
    if gone:
        told(
            f"{shown(path)}:{gone[0]}: {len(gone)} rows from here on have no rating between "
            f"{scale.lowest} and {scale.highest} on one side or both, and are left out."
        )
    return [_replies(name, found, len(left_out[name])) for name, found in given.items()]


def _replies(name: str, found: list[tuple[str, str, float, float]], left_out: int) -> Replies:
    return Replies(
        name,
        np.array([row[0] for row in found], dtype=np.str_),
        np.array([row[1] for row in found], dtype=np.str_),
        np.array([row[2] for row in found], dtype=float),
        np.array([row[3] for row in found], dtype=float),
        left_out,
    )


def _name(path: Path, line: int, row: Row, name: str) -> str:
    text = field(path, line, row, name).strip()
    if not text:
        raise ContentError(shown(path), line, name, "must not be empty")
    return text


def _rating(path: Path, line: int, row: Row, name: str) -> float | None:
    text = field(path, line, row, name).strip()
    if not text:
        return None
    try:
        rating = float(text)
    except ValueError:
        rating = float("nan")
    if not isfinite(rating):
        raise ContentError(shown(path), line, name, f"“{text}” is not a number")
    return rating


def _on(scale: Scale, *ratings: float) -> bool:
    return all(scale.lowest <= rating <= scale.highest for rating in ratings)
