"""`bench planted` measures both scorers by the same talks, and refuses bad input in a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from practice import ModelUnavailable, bench
from practice.asking import Question
from practice.benches import planted as bench_planted

TALKS = {
    "transcripts": [
        {
            "id": "a",
            "skill": "cds",
            "turns": [
                {"client": "He sighed.", "therapist": "And what did you hear in it?"},
                {
                    "client": "That I'm a burden.",
                    "therapist": "Don't worry, I'm sure he will be fine.",
                    "errors": [{"tag": "reassure", "words": "I'm sure he will be fine"}],
                },
            ],
        }
    ]
}


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict], str]:
    code = bench.run(["planted", *arguments])
    said = capsys.readouterr()
    return code, [json.loads(line) for line in said.out.splitlines()], said.err


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "talks.yaml"
    path.write_text(yaml.safe_dump(TALKS), encoding="utf-8")
    return str(path)


def test_each_talk_is_a_line_and_the_summary_comes_last(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, (line, summary), _ = run(file, "--plain", capsys=capsys)
    assert code == 0
    assert line["planted"] == [
        {"turn": "t2", "tag": "reassure", "words": "I'm sure he will be fine"}
    ]
    assert {(c["turn"], c["tag"]) for c in line["claims"]} == {("t2", "reassure")}
    assert all(c["words"] in "Don't worry, I'm sure he will be fine." for c in line["claims"])
    (found,) = summary["scorers"].values()
    assert (found["location"]["f1"], found["type"]["f1"]) == (1, 1)
    assert found["false_alarms_per_clean"] is None


def test_our_own_talks_are_read_in_halves_and_a_few_of_them_are_of_more_than_one_skill(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, lines, _ = run("--plain", "--half", "dev", "--limit", "4", capsys=capsys)
    assert (code, len(lines), lines[-1]["talks"]) == (0, 5, 4)
    assert {line["half"] for line in lines[:-1]} == {"dev"}
    assert len({line["skill"] for line in lines[:-1]}) > 1


class Judge:
    """Says of every point that the second turn was wrong in every way there is."""

    name = "scripted"

    def answer(self, question: Question, seed: int) -> str:
        assert seed in range(3)
        turn = max(question.turns)
        words = {"turn": turn, "text": question.turns[turn]}
        errors = [{"tag": tag, **words} for tag in question.tags]
        return json.dumps({"quotes": [words], "errors": errors, "why": "So.", "level": 1})


def test_a_language_model_is_measured_beside_the_embedded_scorer(
    file: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench_planted, "judge", lambda *_: Judge())
    code, lines, _ = run(
        file, "--plain", "--model", "small", "--model-url", "http://127.0.0.1:9/v1", capsys=capsys
    )
    assert code == 0
    assert len(lines) == 3
    judged = next(f for name, f in lines[-1]["scorers"].items() if "scripted" in name)
    assert (lines[-1]["answers"], lines[-1]["broke_the_protocol"]) == (18, {})
    assert judged["location"]["f1"] == 1
    assert judged["type"]["recall"] == 1 and judged["type"]["precision"] < 0.2


class Tired(Judge):
    """Answers the second time, or for one talk never."""

    def __init__(self, never: str = "") -> None:
        self.never = never
        self.asked = 0

    def answer(self, question: Question, seed: int) -> str:
        self.asked += 1
        if self.asked % 2 or (self.never and self.never in question.messages[1].text):
            raise ModelUnavailable("The model did not answer in time.")
        return super().answer(question, seed)


def test_a_model_that_is_late_is_asked_again_and_a_talk_it_never_answers_is_left_out(
    file: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench_planted, "judge", lambda *_: Tired())
    code, lines, told = run(file, "--plain", "--model", "small", capsys=capsys)
    assert (code, lines[-1]["answers"]) == (0, 18)
    assert told.count("It is asked again.") == 18
    monkeypatch.setattr(bench_planted, "judge", lambda *_: Tired("burden"))
    code, lines, told = run(file, "--plain", "--model", "small", capsys=capsys)
    assert code == 2 and "did not answer in time" in told.splitlines()[-1]
    other = {**TALKS["transcripts"][0], "id": "b", "turns": [{"client": "x", "therapist": "Why?"}]}
    both = {"transcripts": [TALKS["transcripts"][0], other]}
    Path(file).write_text(json.dumps(both), encoding="utf-8")
    code, lines, told = run(file, "--plain", "--model", "small", capsys=capsys)
    assert code == 0
    judged = next(f for name, f in lines[-1]["scorers"].items() if "scripted" in name)
    assert judged["unread"] == 1 and judged["clean"] == 1


def test_bad_input_ends_with_two_and_a_sentence(
    tmp_path: Path, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments, said in (
        ([str(tmp_path / "none.yaml")], "none.yaml:1: cannot be opened"),
        ([file, "--model-url", "http://127.0.0.1:9/v1"], "--model-url needs --model"),
        ([file, "--half", "third"], "third"),
        ([file, "--limit", "0"], "limit"),
        ([file, "--half", "dev"], "No talk is in the dev half"),
        ([file, "--model", f"llamacpp:{tmp_path / 'none.gguf'}"], "none.gguf"),
    ):
        code, lines, told = run(*arguments, capsys=capsys)
        assert (code, lines) == (2, [])
        assert said in told
