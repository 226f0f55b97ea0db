"""The bench of the move coder: what it reads, what it prints, and how agreement is worked out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score, cohen_kappa_score, f1_score

from practice import ContentError
from practice.adapters.main_code import CODES, MainCode
from practice.bench import run
from practice.benches.coding import agreement, f1, kappa
from practice.benches.training import OUR_OWN
from practice.benches.turns import CodedTurn, turns

Q, R = MainCode.QUESTION, MainCode.REFLECTION


def objects(capsys: pytest.CaptureFixture[str]) -> tuple[list[dict[str, Any]], str]:
    out, err = capsys.readouterr()
    return [json.loads(line) for line in out.splitlines()], err


def file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_bytes(text.encode())
    return path


# What is printed


def test_each_turn_is_a_line_with_verbatim_quotes_and_a_summary_comes_last(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "What happened? No wonder you left."
    path = file(tmp_path, "t.csv", f'id,text,before\na,"{said}",\nb,Mm-hmm.,"I left, you know."\n')
    assert run(["moves", str(path)]) == 0
    (first, second, last), err = objects(capsys)
    assert set(first) == {"id", "moves", "main"}
    assert [one["move"] for one in first["moves"]][:1] == ["open_question"]
    assert all(one["quote"] in said and 0.5 <= one["p"] <= 1 for one in first["moves"])
    assert (first["id"], first["main"]) == ("a", "question")
    assert second == {"id": "b", "moves": [], "main": "other"}
    assert last["summary"] == "moves"
    assert last["turns"] == 2
    assert last["turns_per_second"] > 0
    assert "accuracy" not in last, "nobody has said what is right"
    assert err == ""


def test_with_the_codes_of_people_the_summary_says_how_far_it_agrees(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        {"id": 1, "text": "What happened then?", "main": "question"},
        {"id": 2, "text": "Mm-hmm.", "before": "He left.", "main": "other"},
        {"id": 3, "text": "Okay.", "before": "Yes.", "main": "therapist_input"},
        {"id": 4, "text": "Mm-hmm.", "before": "He left."},
    ]
    path = file(tmp_path, "t.jsonl", "\n".join(map(json.dumps, lines)) + "\n\n")
    assert run(["moves", str(path)]) == 0
    last = objects(capsys)[0][-1]
    assert (last["turns"], last["coded_by_people"]) == (4, 3)
    assert last["accuracy"] == round(2 / 3, 3)
    assert last["f1"] == {"question": 1.0, "reflection": None, "input": 0.0, "other": 0.667}
    assert last["macro_f1"] == round((1 + 0 + 2 / 3) / 3, 3)
    assert last["kappa"] == 0.5


def test_our_own_turns_are_coded_by_the_rules_of_the_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["moves", str(OUR_OWN)]) == 0
    found = objects(capsys)[0]
    assert found[-1]["accuracy"] > 0.9, "it has learnt from these"
    assert {line["main"] for line in found[:-1]} == set(MainCode)


# What is read


def test_csv_and_json_lines_say_the_same(tmp_path: Path) -> None:
    expected = [
        CodedTurn("1", "Two\nlines, “so”", "", Q),
        CodedTurn("2", "", "Yes.", None),
    ]
    table = '\ufeffid,main,text,before\r\n1,question,"Two\nlines, “so”",\r\n\r\n2,,,Yes.\r\n'
    assert turns(file(tmp_path, "t.CSV", table)) == expected
    lines = (
        '{"id": 1, "main": "question", "text": "Two\\nlines, “so”", "x": [1]}\n\n'
        '{"id": "2", "text": "", "before": "Yes.", "main": null}'
    )
    assert turns(file(tmp_path, "t.jsonl", lines)) == expected


def test_half_a_character_does_not_stop_the_bench(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(tmp_path, "t.jsonl", '{"id": "a", "text": "What happened\\ud83d?"}')
    assert run(["moves", str(path)]) == 0
    assert objects(capsys)[0][0]["moves"][0]["quote"] == "What happened??"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("t.csv", "", "t.csv:1: holds no turns"),
        ("t.csv", "id,text\n", "t.csv:1: holds no turns"),
        ("t.csv", "id,words\na,Hi.\n", "t.csv:2 text: is missing"),
        ("t.csv", 'id,text\na,"x\ny"\nb\n', "t.csv:4 text: is missing"),
        ("t.csv", "text\nHi.\n", "t.csv:2 id: is missing"),
        ("t.csv", "id,text\n ,Hi.\n", "t.csv:2 id: must not be empty"),
        ("t.csv", "id,text\na,Hi.\na,Ho.\n", "t.csv:3 id: “a” stands there twice"),
        ("t.csv", "id,text\na,Hi.,more\n", "t.csv:2: has more cells"),
        ("t.csv", 'id,text\na,"Hi', "t.csv:2: is not CSV"),
        ("t.csv", "id,text,main\na,Hi.,greeting\n", "t.csv:2 main: must be one of question, "),
        ("t.jsonl", '{"id": "a", "text": "Hi."}\n{"id": ', "t.jsonl:2: is not a JSON object"),
        ("t.jsonl", "[1]", "t.jsonl:1: is not a JSON object"),
        ("t.jsonl", '\n{"id": "a", "text": 5}', "t.jsonl:2 text: must be text"),
        ("t.jsonl", '{"id": true, "text": ""}', "t.jsonl:1 id: must be text"),
        ("t.jsonl", '{"id": ["a"], "text": ""}', "t.jsonl:1 id: must be text"),
        ("t.jsonl", '{"id": "a", "text": "", "before": 1}', "t.jsonl:1 before: must be text"),
    ],
)
def test_a_mistake_is_one_sentence_with_file_line_and_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, said: str
) -> None:
    assert run(["moves", str(file(tmp_path, name, text))]) == 2
    found, err = objects(capsys)
    assert found == []
    assert said in err
    assert len(err.splitlines()) == 1


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="cannot be opened"):
        turns(tmp_path / "nowhere.csv")
    (tmp_path / "t.csv").write_bytes(b"id,text\na,Hi.\nb,\xff\n")
    with pytest.raises(ContentError, match=r"t.csv:3: is not UTF-8"):
        turns(tmp_path / "t.csv")


# Agreement


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(CODES)), min_size=2))
def test_agreement_is_what_scikit_learn_says(pairs: list[tuple[MainCode, MainCode]]) -> None:
    given_codes, told = ([str(one) for one in side] for side in zip(*pairs, strict=True))
    found = agreement(pairs)
    assert found["accuracy"] == round(accuracy_score(given_codes, told), 3)
    assert found["macro_f1"] == pytest.approx(
        f1_score(given_codes, told, average="macro"), abs=6e-4
    )
    if len({*given_codes, *told}) > 1:
        assert found["kappa"] == pytest.approx(cohen_kappa_score(given_codes, told), abs=6e-4)


def test_what_cannot_be_told_is_no_number() -> None:
    assert kappa([(Q, Q), (Q, Q)]) is None
    assert f1([(Q, Q)], R) is None
    assert f1([(Q, R)], R) == 0
