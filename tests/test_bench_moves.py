"""The bench of the move coder: what it reads, what it prints, and how agreement is worked out."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import (
    accuracy_score,
    cohen_kappa_score,
    f1_score,
    precision_score,
    recall_score,
)

from practice import ContentError, ModelUnavailable
from practice.adapters.main_code import CODES, MainCode, shipped
from practice.bench import run
from practice.benches.coding import FEWEST, agreement, f1, kappa, kappas, of_moves, specific
from practice.benches.moves import OWN, Measured
from practice.benches.training import OUR_OWN
from practice.benches.turns import HALVES, CodedTurn, turns
from practice.moves import Coded, Move

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


# Every move


def test_with_the_moves_of_people_the_summary_says_how_far_each_move_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        {"id": "1", "text": "What happened then?", "moves": "open_question"},
        {"id": "2", "text": "No wonder you left.", "moves": "validation argues"},
        {"id": "3", "text": "Mm-hmm.", "moves": ""},
        {"id": "4", "text": "You should go.", "moves": ""},
        {"id": "5", "text": "What was it like?"},
    ]
    path = file(tmp_path, "t.jsonl", "\n".join(map(json.dumps, lines)))
    assert run(["moves", str(path)]) == 0
    found = objects(capsys)[0][-1]["moves"]
    assert (found["turns"], found["without_a_move"], found["silent"]) == (4, 2, 0.5)
    assert found["each"] == {
        "open_question": {"n": 1, "precision": 1.0, "recall": 1.0, "f1": 1.0},
        "validation": {"n": 1, "precision": 1.0, "recall": 1.0, "f1": 1.0},
        "advice": {"n": 0, "precision": 0.0, "recall": None, "f1": 0.0},
        "argues": {"n": 1, "precision": None, "recall": 0.0, "f1": 0.0},
    }
    assert (found["macro_over"], found["macro_f1"]) == (0, None), "none of them five times"


def test_what_was_tuned_on_and_what_was_not_are_measured_apart(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["moves", "--own"]) == 0
    *lines, last = objects(capsys)[0]
    assert len(lines) == last["turns"] == len(turns(OWN))
    parts = [last[f"moves_{half}".replace("-", "_")] for half in HALVES]
    assert sum(one["turns"] for one in parts) == last["turns"]
    assert last["moves_fresh_test"]["turns"] == 120
    assert last["moves_test"]["macro_over"] == len(Move)
    assert "moves" not in last, "what was tuned on and what was not are never one figure"
    assert last["moves_test"]["macro_f1"] >= 0.65
    assert last["moves_fresh_test"]["macro_f1"] >= 0.5
    assert set(last["kappa_of_two_labellings"]) == {move.value for move in Move}


def test_our_own_set_is_large_holds_every_move_and_was_halved_by_a_hash() -> None:
    given = [one for one in turns(OWN) if not one.half.startswith("fresh")]
    assert len(given) >= 400
    for one in given:
        digest = hashlib.sha256(f"0|{one.before}|{one.text}".encode()).digest()
        assert one.half == ("tune" if digest[0] % 2 else "test")
        assert one.moves is not None and one.labellings is not None
        assert one.moves <= one.labellings[0] | one.labellings[1], "one of the two found it"
    for half in ("tune", "test"):
        counts = Counter(move for one in given if one.half == half for move in one.moves or ())
        assert min(counts[move] for move in Move) >= FEWEST
        assert any(not one.moves for one in given if one.half == half)
    counts = Counter(move for one in given for move in one.moves or ())
    assert min(counts[move] for move in Move) >= 10


def test_the_fresh_turns_have_one_labelling_and_were_split_by_a_hash() -> None:
    fresh = [one for one in turns(OWN) if one.half.startswith("fresh")]
    fresh.sort(key=lambda one: hashlib.sha256(f"0|{one.before}|{one.text}".encode()).digest())
    assert [one.half for one in fresh] == ["fresh-tune"] * 80 + ["fresh-test"] * 120
    assert all(one.moves is not None and one.labellings is None for one in fresh)
    assert {move for one in fresh for move in one.moves or ()} == set(Move)


def test_a_labelling_that_nobody_made_is_not_one_without_moves(tmp_path: Path) -> None:
    table = "id,text,moves,first,second\na,Hi.,,-,\nb,Hi.,,,\n"
    one, other = turns(file(tmp_path, "t.csv", table))
    assert one.moves == other.moves == frozenset()
    assert one.labellings is None
    assert other.labellings == (frozenset(), frozenset())


def test_a_question_that_a_more_specific_move_names_counts_as_that_move_alone() -> None:
    thought = Coded(Move.ELICITS_THOUGHT, "What went through your mind?", 0.9)
    form = Coded(Move.OPEN_QUESTION, "What went through your mind?", 0.85)
    another = Coded(Move.OPEN_QUESTION, "What happened?", 0.85)
    assert specific([thought, form]) == {Move.ELICITS_THOUGHT}
    assert specific([thought, another]) == {Move.ELICITS_THOUGHT, Move.OPEN_QUESTION}
    validation = Coded(Move.VALIDATION, form.quote, 0.8)
    assert specific([validation, form]) == {Move.VALIDATION, Move.OPEN_QUESTION}


def test_no_turn_that_the_main_code_learns_from_is_in_a_half_that_tests() -> None:
    tested = {(one.before, one.text) for one in turns(OWN) if one.half.endswith("test")}
    assert not tested & {(one.before, one.text) for one in turns(OUR_OWN)}


def test_our_own_set_or_a_file_and_not_both(tmp_path: Path) -> None:
    assert run(["moves"]) == 2
    assert run(["moves", "--own", str(OUR_OWN)]) == 2


# A model beside the local coder


class Halting:
    """A coder that answers every other time."""

    name = "halting"

    def __init__(self) -> None:
        self.asked = 0

    def code(self, text: str, before: str = "") -> list[Coded]:
        assert before == ""
        self.asked += 1
        if self.asked % 2 == 0:
            raise ModelUnavailable("The language model did not answer in time.")
        return [Coded(Move.OPEN_QUESTION, text, 0.8)]


def test_a_turn_without_an_answer_counts_as_missed_and_not_as_a_turn_without_moves(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = frozenset({Move.OPEN_QUESTION})
    measured = Measured(Halting(), None, shipped())
    for number in range(4):
        measured.take(CodedTurn(str(number), "What happened?", "", Q, asked))
    about = measured.summary()
    assert (about["turns"], about["without_an_answer"]) == (4, 2)
    assert about["coder"].startswith("halting")
    assert about["moves"]["turns"] == about["coded_by_people"] == 2
    assert about["moves"]["each"]["open_question"]["recall"] == 1
    assert capsys.readouterr().err.splitlines() == ["1: The language model did not answer in time."]


def test_a_model_that_never_answers_is_measured_as_nothing_and_said_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(tmp_path, "t.csv", "id,text,moves\na,What happened?,open_question\n")
    url = "http://127.0.0.1:9/v1"  # nobody listens there
    assert run(["moves", str(path), "--model", "tiny", "--model-url", url]) == 2
    (_, local, model), err = objects(capsys)
    assert local["moves"]["each"]["open_question"]["f1"] == 1
    assert (model["coder"].split(",")[0], model["without_an_answer"]) == ("model tiny", 1)
    assert "moves" not in model
    assert "never gave a usable answer" in err


def test_an_address_needs_the_name_of_a_model(tmp_path: Path) -> None:
    assert run(["moves", "--own", "--model-url", "http://127.0.0.1:9/v1"]) == 2


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
        ("t.csv", "id,text,moves\na,Hi.,greets\n", "t.csv:2 moves: “greets” is not a move"),
        ("t.csv", "id,text,second\na,Hi.,greets\n", "t.csv:2 second: “greets” is not"),
        ("t.csv", "id,text,half\na,Hi.,third\n", "t.csv:2 half: must be one of tune, test"),
        ("t.jsonl", '{"id": "a", "text": "", "moves": ["ends"]}', "t.jsonl:1 moves: must be text"),
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


SETS = st.frozensets(st.sampled_from(list(Move)[:4]), max_size=3)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(SETS, SETS), min_size=10, max_size=40))
def test_figures_of_moves_are_what_scikit_learn_says(
    pairs: list[tuple[frozenset[Move], frozenset[Move]]],
) -> None:
    found = of_moves(pairs)
    often = []
    for move in Move:
        people, coder = ([move in side for side in sides] for sides in zip(*pairs, strict=True))
        if not any(people) and not any(coder):
            assert move.value not in found["each"]
            continue
        each = found["each"][move.value]
        for name, score in (
            ("precision", precision_score),
            ("recall", recall_score),
            ("f1", f1_score),
        ):
            assert (each[name] or 0) == pytest.approx(
                score(people, coder, zero_division=0), abs=6e-4
            )
        if sum(people) >= FEWEST:
            often.append(f1_score(people, coder, zero_division=0))
    assert found["macro_over"] == len(often)
    if often:
        assert found["macro_f1"] == pytest.approx(sum(often) / len(often), abs=6e-4)


def test_two_labellings_are_compared_move_by_move_beyond_chance() -> None:
    a, b = frozenset({Move.ADVICE}), frozenset({Move.ENDS})
    found = kappas([(a, a), (b, b), (a, b), (frozenset(), frozenset())])
    assert set(found) == {"advice", "ends"}
    assert found["advice"] == round(cohen_kappa_score([1, 0, 1, 0], [1, 0, 0, 0]), 3)
