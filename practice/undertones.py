"""Words near in meaning to what a human should hear, where no pattern finds them.

`undertones.csv` lists ways of saying it, in our own words; a sentence that comes close to one of
them calls a human. It only ever adds to what `risk.py` finds, works on this machine, and tells
nothing but whether: no level, score or probability leaves this module. To widen it, add a sentence
to the list.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from practice.reading.measures import Meaning
from practice.reading.text import sentences
from practice.risk import CHILD, SAFETY, VIOLENCE, RiskCue

LIST = Path(__file__).with_name("undertones.csv")
NEAR = 0.6  # cosine; `python -m practice.bench safety` says what it finds and how often in vain
MOST = 60  # sentences of one turn
_ABOUT = {"safety": SAFETY, "violence": VIOLENCE, "child": CHILD}


@cache
def known() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What each sentence of the list is about, and the sentences."""
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(_ABOUT[row["about"]] for row in rows), tuple(row["sentence"] for row in rows)


def heard(text: str, meaning: Meaning | None, found: Sequence[RiskCue] = ()) -> tuple[RiskCue, ...]:
    """The kinds of cue that a text is near to and that are not among those `found` already.

    Each with the nearest sentence of the text as its quote; nothing without a sentence model.
    """
    said = sentences(text)[:MOST]
    if meaning is None or not said:
        return ()
    abouts, listed = known()
    close = meaning.vectors(said) @ meaning.vectors(listed).T
    already = {cue.about for cue in found}
    told: dict[str, RiskCue] = {}
    for at, sentence in enumerate(said):
        nearest = int(np.argmax(close[at]))
        about = abouts[nearest]
        if close[at, nearest] >= NEAR and about not in already:
            told.setdefault(about, RiskCue(about, sentence[:200]))
    return tuple(told.values())
