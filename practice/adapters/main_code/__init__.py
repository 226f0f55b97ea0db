"""The main code of a turn, learnt from turns that experts have coded; no model, no network.

It owns the coarse code of motivational interviewing (a question, a reflection, input, anything
else) that the bench compares with people. The client's mind does not read it: what a client hears
are the moves of the patterns, each with the words that show it. ORIGIN.md says what it learnt from.

    sentences.py   how a sentence is put
    features.py    what is looked at in a turn
    weights.npz    what was learnt, one row for each place
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from practice.adapters.main_code.features import features, hashed
from practice.moves import Coded

WEIGHTS = Path(__file__).with_name("weights.npz")


class MainCode(StrEnum):
    """What a turn mostly does, as data on motivational interviewing code it."""

    QUESTION = "question"
    REFLECTION = "reflection"
    INPUT = "input"  # information, advice, options, negotiating
    OTHER = "other"


CODES = tuple(MainCode)  # the order of the columns


class Told(NamedTuple):
    """The most likely main code, and how likely it is."""

    code: MainCode
    p: float


class MainCoder:
    """Tells the main code of a turn from its words and from the moves that were found in it."""

    name = "main-1"

    def __init__(self, weights: NDArray[np.floating]) -> None:
        """`weights` has one row for each place of `features.hashed` and one column per code."""
        self._weights = weights.astype(np.float32)

    def code(self, text: str, before: str, coded: Sequence[Coded]) -> Told:
        """Code one turn; `before` is what the client said, `coded` the moves found in the turn."""
        places, values = hashed(features(text, before, coded))
        scores = values @ self._weights[places]
        odds = np.exp(scores - scores.max())
        best = int(odds.argmax())
        return Told(CODES[best], float(odds[best] / odds.sum()))


@cache
def shipped() -> MainCoder:
    """The coder with the weights that ship; read once."""
    with np.load(WEIGHTS, allow_pickle=False) as file:
        return MainCoder(file["weights"])
