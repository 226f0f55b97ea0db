"""Talks with planted errors say what stands where, and finding is counted as it should be."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from practice import ContentError, planted, risk, rubrics
from practice.planted import Claim, Finding, Half
from practice.reading.asides import aside
from practice.reading.text import sentences

RUBRICS = rubrics.load_all(Path(__file__).parent.parent / "rubrics").items
PLANTED_IN = {skill: RUBRICS[skill] for skill in ("cds", "ags", "pse")}
DRILLS_ONLY = {"missing_offer", "missing_why"}  # said of a single reply and not of a talk
TALKS = planted.talks(planted.FILE, RUBRICS)

TALK: dict[str, Any] = {
    "id": "a",
    "skill": "cds",
    "turns": [
        {"client": "He sighed.", "therapist": "And what did you hear in it?"},
        {
            "client": "That I'm a burden.",
            "therapist": "Don't be silly, he loves you.",
            "errors": [{"tag": "reassure", "words": "he loves you"}],
        },
    ],
}


def written(folder: Path, *talks: dict[str, Any]) -> Path:
    path = folder / "some.yaml"
    apart = json.loads(json.dumps({"transcripts": talks}))  # nothing shared: no YAML anchors
    path.write_text(yaml.safe_dump(apart), encoding="utf-8")
    return path


def test_every_error_of_every_rubric_is_planted_at_least_twice_and_clean_talks_are_many() -> None:
    often = Counter((t.skill, claim.tag) for t in TALKS for claim in t.planted)
    known = {
        (r.id, tag.id) for r in PLANTED_IN.values() for tag in r.error_tags
        if tag.id not in DRILLS_ONLY
    }  # fmt: skip
    assert set(often) == known
    assert min(often.values()) >= 2
    assert sum(1 for t in TALKS if t.planted) >= 36
    assert sum(1 for t in TALKS if not t.planted) >= 18
    assert all(4 <= len(t.turns) <= 8 and len(t.planted) <= 3 for t in TALKS)


def test_every_word_of_a_therapist_is_there_to_be_read() -> None:
    for talk in TALKS:
        for turn in talk.turns:
            for sentence in sentences(turn.therapist):
                assert not risk.cues(sentence) and not aside(sentence), sentence


def test_each_half_has_talks_of_every_skill_clean_ones_too() -> None:
    parts = Counter((t.half, t.skill, bool(t.planted)) for t in TALKS)
    wanted = {
        (half, skill, some) for half in Half for skill in PLANTED_IN for some in (True, False)
    }
    assert set(parts) == wanted
    assert min(parts.values()) >= 2


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"skill": "xyz"}, r"some\.yaml:3 transcripts\[1\]\.skill: there is no rubric “xyz”"),
    ({"key": {"sheet": "moon"}}, "key.sheet: there is no fact sheet “moon”"),
    ({"who": "me"}, "who: is not a known field here"),
    ({"turns": []}, "turns"),
]


@pytest.mark.parametrize(("changed", "said"), WRONG)
def test_a_mistake_in_the_file_is_named_by_line_and_field(
    tmp_path: Path, changed: dict[str, Any], said: str
) -> None:
    with pytest.raises(ContentError, match=said):
        planted.talks(written(tmp_path, TALK | changed), RUBRICS)


def test_words_that_were_not_said_and_errors_that_are_not_known_are_refused(tmp_path: Path) -> None:
    for error, said in (
        ({"tag": "reassure", "words": "He loves you"}, "letter for letter"),
        ({"tag": "lecture", "words": "he loves you"}, "“lecture” is not one of the rubric's"),
    ):
        turns = [TALK["turns"][0], TALK["turns"][1] | {"errors": [error]}]
        with pytest.raises(ContentError, match=said):
            planted.talks(written(tmp_path, TALK | {"turns": turns}), RUBRICS)
    with pytest.raises(ContentError, match="stands there twice"):
        planted.talks(written(tmp_path, TALK, TALK), RUBRICS)
    with pytest.raises(ContentError, match="cannot be opened"):
        planted.talks(tmp_path / "none.yaml", RUBRICS)


def test_one_who_sees_all_gets_one_and_one_who_sees_nothing_gets_nothing() -> None:
    perfect = planted.compared(TALKS, {t.id: t.planted for t in TALKS})
    assert (perfect.location.f1, perfect.type.f1, perfect.false_alarms) == (1, 1, 0)
    blind = planted.compared(TALKS, {})
    assert (blind.location.f1, blind.type.f1, blind.false_alarms) == (0, 0, 0)
    assert (blind.type.precision, blind.type.recall) == (1, 0)


def test_the_right_turn_with_the_wrong_name_is_half_of_it(tmp_path: Path) -> None:
    clean = TALK | {"id": "b", "turns": TALK["turns"][:1]}
    talks = planted.talks(written(tmp_path, TALK, clean), RUBRICS)
    said = {"a": [Claim("t2", "debate"), Claim("t1", "debate")], "b": [Claim("t1", "jargon")]}
    found = planted.compared(talks, said)
    assert found.location == Finding(claimed=3, planted=1, right=1)
    assert found.type == Finding(claimed=3, planted=1, right=0)
    assert found.by_tag["debate"] == Finding(claimed=2)
    assert found.by_tag["reassure"] == Finding(planted=1)
    assert (found.clean, found.false_alarms) == (1, 1)
    assert planted.compared(talks[:1], said).false_alarms is None


def test_f1_is_the_harmonic_mean_of_precision_and_recall() -> None:
    found = Finding(claimed=4, planted=6, right=3)
    assert found.f1 == pytest.approx(0.6)
    both = 2 * found.precision * found.recall / (found.precision + found.recall)
    assert found.f1 == pytest.approx(both)
    assert Finding().f1 == 1
