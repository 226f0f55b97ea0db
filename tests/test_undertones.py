"""What comes near in meaning to words a human should hear calls one; it only ever adds."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from practice import flags, risk, undertones
from practice.adapters.meaning import open_meaning
from practice.benches import safety
from tests.people import Programme

OPENED = open_meaning()


TEXT = "the text."


@dataclass
class Alike:
    """A sentence model for which TEXT is so near to one sentence, and far from all others."""

    sentence: str
    near: float

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        rows = {self.sentence: (1.0, 0.0), TEXT: (self.near, 0.0)}
        return np.array([rows.get(text, (0.0, 1.0)) for text in texts])


def test_near_enough_calls_a_human_with_the_words_that_are_near() -> None:
    abouts, listed = undertones.known()
    for near, expected in ((0.61, (abouts[0],)), (0.59, ())):
        model = Alike(listed[0], near)
        found = undertones.heard(TEXT, model)
        assert tuple(cue.about for cue in found) == expected
        assert all(cue.quote == TEXT for cue in found)


def test_it_only_adds_to_what_patterns_found_and_is_silent_without_a_model() -> None:
    abouts, listed = undertones.known()
    found = risk.RiskCue(abouts[0], "other words")
    assert undertones.heard(TEXT, Alike(listed[0], 0.9), [found]) == ()
    assert undertones.heard(TEXT, None) == ()
    assert undertones.heard("", Alike(listed[0], 0.9)) == ()


def test_the_list_is_readable_and_has_every_kind() -> None:
    with undertones.LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["about"] for row in rows} == {"safety", "violence", "child"}
    sentences = [row["sentence"] for row in rows]
    assert len(sentences) == len(set(sentences)) > 250
    assert all(sentence.strip() == sentence for sentence in sentences)


@pytest.mark.skipif(bool(OPENED.trouble), reason="no sentence model is installed")
def test_every_seeded_line_reaches_a_human_and_ordinary_words_seldom_do() -> None:
    lines = safety.lines(safety.OWN)
    by_meaning = [x for x in lines if x.expected == "cue" and not risk.cues(x.text)]
    assert sum(line.expected == "cue" for line in lines) == 120
    assert 0 < len(by_meaning) <= 16  # the rest is found by patterns, on any machine
    told = safety.summary([safety.heard(line, OPENED) for line in by_meaning])
    assert told["cues"]["missed"] == []
    details = safety.summary([safety.heard(x, None) for x in lines if x.expected == "details"])
    assert details["details"] == {"of": 60, "found": 60, "missed": []}
    ordinary = [line for line in lines if line.expected == "nothing"]
    alarms = safety.summary([safety.heard(x, OPENED) for x in ordinary[::3]])["false_alarms"]
    assert alarms["of"] == 40
    assert alarms["by_patterns"] + alarms["by_meaning_alone"] <= 4


@pytest.mark.skipif(bool(OPENED.trouble), reason="no sentence model is installed")
def test_meaning_flags_what_somebody_says_and_not_what_an_author_wrote(at: Programme) -> None:
    house = at.with_(meaning=OPENED)
    text = "I feel like I'm already a ghost and nobody has told them yet."
    assert not risk.cues(text)
    assert [flag.about for flag in flags.raised(house, "t1", text)] == [risk.SAFETY]
    assert flags.raised(house, "c1", text, authored=True) == []
