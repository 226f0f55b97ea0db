"""Rated replies are read as they stand, and a mistake in them is named by file, line and field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from practice import ContentError, golden, rubrics

ROOT = Path(__file__).parent.parent
RUBRICS = rubrics.load_all(ROOT / "rubrics").items
GOLD = golden.gold(RUBRICS)

ROW: dict[str, Any] = {
    "item_id": "r1",
    "skill": "cds",
    "client": "I burned the rice. I can't do a single thing right.",
    "key": {"label": "labelling", "give-aways": "a single thing", "thought": "I'm useless."},
    "reply": "What went through your mind?",
}


def written(folder: Path, *rows: Any, ratings: str = "item,crit,rater,level\n") -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path = folder / "some.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    (folder / golden.RATINGS).write_text(ratings, encoding="utf-8")
    return path


def test_our_own_replies_are_over_300_of_three_skills_together_and_rated() -> None:
    assert len(GOLD.items) >= 300
    assert {item.skill for item in GOLD.items} == {"ags", "cds", "pse"}  # of the others, none yet
    twice = [where for where, levels in GOLD.levels.items() if len(levels) >= 2]
    assert len({item for item, _ in twice}) >= 300


def test_all_replies_to_a_line_are_in_the_same_third() -> None:
    thirds: dict[tuple[str, str], set[int]] = {}
    for item in GOLD.items:
        thirds.setdefault((item.skill, item.stimulus), set()).add(item.third)
    assert all(len(found) == 1 for found in thirds.values())
    assert {third for found in thirds.values() for third in found} == {0, 1, 2}


def test_a_reply_is_read_with_its_key_however_it_is_spelt(tmp_path: Path) -> None:
    (item,) = golden.items(written(tmp_path, ROW), RUBRICS)
    assert item.key.labels is not None and item.key.labels.primary == "labelling"
    assert item.key.give_aways == ["a single thing"]
    assert item.stimulus == ROW["client"]
    for none in (None, [], {}):
        (bare,) = golden.items(written(tmp_path, {**ROW, "key": none}), RUBRICS)
        assert bare.key.labels is None


def test_a_fact_sheet_is_found_by_its_name_or_made_of_what_is_given(tmp_path: Path) -> None:
    known = RUBRICS["pse"].fact_sheets[0]
    row = {**ROW, "skill": "pse", "key": {"sheet": known.id}}
    (item,) = golden.items(written(tmp_path, row), RUBRICS)
    assert item.sheet == known
    own = {"must-say": ["The alarm is real."], "never-say": ["It is harmless."]}
    (item,) = golden.items(written(tmp_path, {**row, "key": own}), RUBRICS)
    assert item.sheet is not None and item.sheet.must_say[0].says == "The alarm is real."
    assert golden.items(written(tmp_path, {**row, "key": {}}), RUBRICS)[0].sheet is None


def test_a_level_is_the_mean_of_those_who_saw_an_opportunity(tmp_path: Path) -> None:
    ratings = (
        "item,crit,rater,level\nr1,cds.pin,A,3\nr1,cds.pin,B,2\nr1,cds.fit,A,NA\nr1,cds.fit,B,1"
    )
    written(tmp_path, ROW, ratings=ratings)
    found = golden.gold(RUBRICS, tmp_path)
    assert found.level("r1", "cds.pin") == 2.5
    assert found.level("r1", "cds.fit") is None  # half of them saw none
    assert found.level("r1", "cds.hold") is None  # nobody rated it


@pytest.mark.parametrize(
    ("row", "where"),
    [
        ("{", ":1:"),
        ("[]", ":1:"),
        ({**ROW, "skill": "xyz"}, ":1 skill:"),
        ({**ROW, "client": " "}, ":1 client:"),
        ({**ROW, "reply": 3}, ":1 reply:"),
        ({**ROW, "key": ["a"]}, ":1 key:"),
        ({**ROW, "key": {"labels": {"wrong": 1}}}, ":1 key.labels"),
    ],
)
def test_a_mistake_in_a_reply_is_named_by_line_and_field(
    tmp_path: Path, row: Any, where: str
) -> None:
    path = written(tmp_path, row)
    with pytest.raises(ContentError, match=path.name) as caught:
        golden.items(path, RUBRICS)
    assert where in str(caught.value)


def test_a_reply_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="stands there twice"):
        golden.items(written(tmp_path, ROW, ROW), RUBRICS)


@pytest.mark.parametrize(
    ("rating", "where"),
    [
        (",cds.pin,A,3", ":2 item:"),
        ("r1,,A,3", ":2 crit:"),
        ("r1,cds.pin,A,5", ":2 level:"),
        ("r2,cds.pin,A,3", "there is no reply r2"),
    ],
)
def test_a_mistake_in_the_ratings_is_named(tmp_path: Path, rating: str, where: str) -> None:
    written(tmp_path, ROW, ratings=f"item,crit,rater,level\n{rating}\n")
    with pytest.raises(ContentError) as caught:
        golden.gold(RUBRICS, tmp_path)
    assert where in str(caught.value)


def test_files_that_are_missing_or_empty_are_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no rated replies"):
        golden.gold(RUBRICS, tmp_path)
    with pytest.raises(ContentError, match="cannot be opened"):
        golden.items(tmp_path / "none.jsonl", RUBRICS)
    with pytest.raises(ContentError, match="no replies"):
        golden.items(written(tmp_path, ""), RUBRICS)
    (tmp_path / "latin.jsonl").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(ContentError, match="UTF-8"):
        golden.items(tmp_path / "latin.jsonl", RUBRICS)


def test_an_example_of_a_rubric_is_read_with_the_sheet_it_is_about() -> None:
    rubric = RUBRICS["pse"]
    sheet = rubric.fact_sheets[-1]
    about = " ".join(word for point in sheet.must_say for word in point.words)
    assert golden.example("e", rubric, "x", "y", about).sheet == sheet
    item = golden.example("e", RUBRICS["cds"], "x", "y", "z")
    assert item.sheet is None and item.key.labels is None
    real = golden.taken_as_real(item).key.labels
    assert real is not None and real.primary == "none"


def test_a_key_in_outline_is_the_one_that_others_may_give(tmp_path: Path) -> None:
    for item in GOLD.items[:: len(GOLD.items) // 40]:
        outline, key = golden.in_outline(item), item.key
        given: dict[str, Any] = {
            "labels": [key.labels.primary, *key.labels.acceptable] if key.labels else [],
            "give_away_words": key.give_aways,
            "items": [one.name for one in key.items],
            "must_say": [point.says for point in item.sheet.must_say] if item.sheet else [],
            "never_say": [point.says for point in item.sheet.never_say] if item.sheet else [],
        }
        row = {"item_id": item.id, "skill": item.skill, "client": item.client,
               "stimulus": item.stimulus, "context": item.context, "key": given,
               "reply": item.reply}  # fmt: skip
        (read,) = golden.items(written(tmp_path, row), RUBRICS)
        assert read == outline


@pytest.mark.parametrize(
    ("given", "label"),
    [
        ("Mind reading", "mind_reading"),
        ("all-or-nothing", "all_or_nothing"),
        ("All-or-nothing thinking", "all_or_nothing"),
        ("not a distortion", "none"),
        ("None", "none"),
        ("blaming", "blaming"),  # not in our list, and kept
    ],
)
def test_a_label_is_known_by_its_id_or_its_name(tmp_path: Path, given: str, label: str) -> None:
    (item,) = golden.items(written(tmp_path, {**ROW, "key": {"labels": [given]}}), RUBRICS)
    assert item.key.labels is not None and item.key.labels.primary == label
