"""The bench of the simulated client: it runs what trainees run, and finds a leak planted in it."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from practice import ContentError, talking
from practice.adapters.move_coder import EmbeddedMoveCoder
from practice.adapters.voices import AuthoredVoice
from practice.bench import run
from practice.benches import client as bench
from practice.benches.encounters import Session, held, leaks, repeated, summary
from practice.benches.therapists import AtRandom, everybody, sessions
from practice.cases import Case
from practice.moves import Move
from practice.record import Exchanged
from tests.people import ANA, Programme

GOOD = everybody(bench.SCRIPTED)
CODER, VOICE = EmbeddedMoveCoder(), AuthoredVoice()


def voices() -> AuthoredVoice:
    return VOICE


def the(case_id: str = "first-panic") -> Case:
    return bench.the_cases(case_id)[0]


def good_session(case_id: str = "first-panic", seed: int = 0) -> Session:
    return held(the(case_id), GOOD[case_id]["good enough"], seed, CODER, voices)


def file(folder: Path, content: Any) -> Path:
    path = folder / "talk.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def objects(capsys: pytest.CaptureFixture[str]) -> tuple[list[dict[str, Any]], str]:
    """What was printed for machines, and what for people."""
    out, err = capsys.readouterr()
    return [json.loads(line) for line in out.splitlines()], err


# The very code that trainees meet


def test_the_bench_says_what_the_trainer_says(at: Programme) -> None:
    rep = at.talk()
    case_id = at.house.store.load(rep).events[0].plan.case  # type: ignore[union-attr]  # Begun first
    seed = at.house.store.load(rep).events[0].plan.seed  # type: ignore[union-attr]  # Begun first
    script = GOOD[case_id]["good enough"][:4]
    for number, text in enumerate(script, start=1):
        talking.say(at.house, ANA, rep, number, text)
    case = at.house.content.case(case_id)
    session = held(case, script, seed, at.house.coder, voices)
    written = [e for e in at.house.store.load(rep).events if isinstance(e, Exchanged)]
    assert [line.client for line in session.lines] == [event.answer for event in written]
    assert [line.state for line in session.lines] == [event.state for event in written]
    assert [line.why for line in session.lines] == [event.reasons for event in written]


def test_another_seed_gives_other_words_and_the_same_one_the_same() -> None:
    one, other = good_session(seed=1), good_session(seed=2)
    assert one.said != other.said
    assert one.last.rung == other.last.rung
    assert good_session(seed=1).said == one.said


# What the lines say


def test_the_facts_a_good_therapist_earned_are_no_leaks() -> None:
    session = good_session()
    assert sum(len(line.facts) for line in session.lines) >= 2
    assert leaks(session) == []


@pytest.mark.parametrize("turn", [0, 3, 9])
def test_a_locked_fact_in_any_line_is_found_in_its_words(turn: int) -> None:
    session = good_session()
    locked = session.case.ladder[-1]
    assert locked.id not in session.last.opened
    if turn == 0:
        leaky = replace(session, opening=locked.lines[0])
    else:
        lines = list(session.lines)
        lines[turn - 1] = replace(lines[turn - 1], client=f"Well. {locked.lines[0]}")
        leaky = replace(session, lines=tuple(lines))
    assert leaks(leaky) == [(turn, locked.id)]
    assert summary([leaky])["facts_while_locked"] == 1


def test_a_fact_that_the_mind_calls_open_but_nothing_earned_is_a_leak() -> None:
    session = good_session()
    told = next(i for i, line in enumerate(session.lines) if line.facts)
    (fact,) = session.lines[told].facts
    poor = session.lines[told].state.model_copy(update={"trust": 0.0})
    for wrong in (
        replace(session.lines[told], moves=(Move.ADVICE,)),
        replace(session.lines[told], state=poor),
    ):
        lines = (*session.lines[:told], wrong)
        assert (told + 1, fact) in leaks(replace(session, lines=lines))


def test_a_repeated_line_is_counted_whatever_small_sign_is_beside_it() -> None:
    assert repeated(["(shrugs) It's fine.", "It’s fine", "No.", "(nods)", "(nods)"]) == 1
    assert repeated(["It's fine.", "It's not fine."]) == 0


def test_the_summary_adds_up() -> None:
    session = good_session()
    found = summary([session, session])
    assert (found["sessions"], found["turns"]) == (2, 20)
    assert found["trust_end"] > found["trust_start"] == session.first.trust
    assert found["rungs"] == session.last.rung >= 2
    assert (found["ruptures"], found["repairs"], found["repeated_lines"]) == (0, 0, 0)
    assert found["repeated_between_sessions"] == len(set(session.said))
    assert found["words"]["0.25"] < found["words"]["0.5"] < found["words"]["0.75"]
    assert found["model_calls_per_turn"] == 0
    assert found["voices"] == {"authored": 20}


# The command


def test_each_turn_is_an_object_and_the_summary_is_the_last(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = GOOD["first-panic"]["good enough"]
    talk = file(tmp_path, script)
    assert run(["client", "--case", "first-panic", "--therapist", str(talk)]) == 0
    (*lines, last), err = objects(capsys)
    assert [line["therapist"] for line in lines] == script
    assert [line["turn"] for line in lines] == list(range(1, 11))
    assert "opening" in lines[0]
    assert "opening" not in lines[1]
    assert set(lines[1]) == {
        "session", "turn", "therapist", "moves", "client", "voice", "state", "why", "facts",
        "checks", "seconds", "tokens",
    }  # fmt: skip
    assert set(lines[1]["state"]) == {"trust", "distress", "openness", "rupture", "rung"}
    assert last["summary"] == "client"
    assert last["facts_while_locked"] == 0
    assert err == ""


def test_a_second_session_goes_on_from_the_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = GOOD["first-panic"]["good enough"]
    talk = file(tmp_path, [[*good, *["And then?"] * 5], ["How have you been since last time?"]])
    assert run(["client", "--case", "first-panic", "--therapist", str(talk)]) == 0
    (*lines, last), err = objects(capsys)
    assert [line["session"] for line in lines] == [1] * 15 + [2]
    assert last["sessions"] == 2
    assert lines[-1]["state"]["rung"] >= lines[-2]["state"]["rung"] > 0
    assert lines[-1]["state"]["trust"] >= lines[-2]["state"]["trust"]
    between = the().between(2)
    assert between is not None
    assert any(line.text in lines[-1]["client"] for line in between.lines)
    assert last["facts_while_locked"] == 0
    assert "after 14 turns" in err


def test_a_secret_of_the_first_session_is_no_leak_in_the_second_and_another_one_is() -> None:
    first = good_session()
    case = first.case
    told = case.ladder[0]
    second = held(case, ["How is that now?"], 1, CODER, voices, past=[first])
    again = replace(second, opening=told.lines[0])
    assert leaks(again) == []
    locked = case.ladder[-1]
    assert leaks(replace(second, opening=locked.lines[0])) == [(0, locked.id)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('["Hello.",\n "What now?" "And?"]', "/talk.json:2: is not JSON"),
        ('["Hello.",\n 7]', "/talk.json:2 [2]: must be what the therapist says"),
        ('["Hello.",\n ["And?"]]', "/talk.json:2 [2]: must be what the therapist says"),
        ('[["Hello."],\n "And?"]', "/talk.json:2 [2]: must be the list of turns"),
        ('[["Hello."],\n\n ["And?",\n  "  "]]', "/talk.json:4 [2][2]: must not be empty"),
        ('[["Hello."],\n []]', "/talk.json:2 [2]: must be the list of turns"),
        ("[]", "/talk.json:1: must be a list of turns"),
        ('{"turns": []}', "/talk.json:1: must be a list of turns"),
        (json.dumps(["a" * 6001]), "/talk.json:1 [1]: That is longer than 6,000 characters"),
        ("[" * 100_000, "/talk.json:1: is nested too deeply"),
        (json.dumps([["Hello."]] * 101), "/talk.json:1: has more than 100 sessions"),
    ],
)
def test_a_mistake_in_the_script_has_its_file_line_and_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, said: str
) -> None:
    talk = file(tmp_path, content)
    assert run(["client", "--case", "first-panic", "--therapist", str(talk)]) == 2
    found, err = objects(capsys)
    assert found == []
    assert said in err
    assert err.count("\n") == 1


def test_a_script_is_read_whatever_its_signs_and_spaces(tmp_path: Path) -> None:
    assert sessions(
        file(tmp_path, ' [\n\t"Say \\"more\\", [please]", "\\ud83d\\ude00 ok"\n]\n')
    ) == [['Say "more", [please]', "😀 ok"]]
    assert sessions(file(tmp_path, '[["One."], ["Two, [2]", "Three."]]')) == [
        ["One."], ["Two, [2]", "Three."],
    ]  # fmt: skip


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="cannot be opened"):
        sessions(tmp_path / "nowhere.json")
    (tmp_path / "talk.json").write_bytes(b'["\xff"]')
    with pytest.raises(ContentError, match="UTF-8"):
        sessions(tmp_path / "talk.json")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--case", "nobody", "--random", "1"], "no case “nobody”; there are after-the-review"),
        (["--case", "first-panic"], "Give one of"),
        (["--all", "--random", "1"], "Give one of"),
        (["--therapist", "talk.json"], "with --case which client"),
        (["--random", "1", "--model-url", "http://host"], "needs --model"),
        (["--random", "1", "--model", "nonsense"], "provider:model"),
        (["--random", "many"], "Invalid value"),
    ],
)
def test_a_command_that_cannot_be_run_says_why(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run(["client", *arguments]) == 2
    found, err = objects(capsys)
    assert found == []
    assert said in err


def test_a_case_with_a_mistake_is_named_with_file_line_and_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.yaml").write_text("id: broken\nversion: none\n", encoding="utf-8")
    monkeypatch.setattr(bench.check, "folders", lambda kind: [bench.check.ROOT / kind, tmp_path])
    assert run(["client", "--case", "broken", "--random", "1"]) == 2
    assert "/broken.yaml:2 version: " in capsys.readouterr().err


# Everybody, and anything


def test_all_therapists_meet_one_client_and_make_a_table(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["client", "--all", "--case", "first-panic"]) == 0
    (*pairs, last), err = objects(capsys)
    assert {pair["therapist"] for pair in pairs} == set(GOOD["first-panic"])
    assert last["sessions"] == len(pairs) == 10
    assert last["facts_while_locked"] == 0
    assert err.count("first-panic") == len(pairs)


def test_a_file_of_therapists_without_what_it_needs_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "them.yaml"
    path.write_text("anybody: {}\ncases: {first-panic: {trouble: x}}\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"them.yaml:1 cases.first-panic: must hold trouble"):
        everybody(path)
    path.write_text("anybody: [\n", encoding="utf-8")
    with pytest.raises(ContentError, match="cannot be read as YAML"):
        everybody(path)


def test_random_moves_reach_deep_and_no_locked_fact_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["client", "--random", "12"]) == 0
    (*found, last), _ = objects(capsys)
    assert last["sessions"] == len(found) == 12 * len(GOOD)
    assert last["facts_while_locked"] == 0
    assert last["repeated_lines"] == 0
    assert max(int(rungs) for rungs in last["sessions_by_rungs"]) >= 2
    assert {one["trust_end"] for one in found if one["rungs"] == 0}


def test_the_same_number_draws_the_same_moves() -> None:
    def drawn(seed: int) -> list[object]:
        who = AtRandom(the(), seed)
        return [who.script(5), *(coded.move for _ in range(9) for coded in who.code("And?"))]

    assert drawn(3) == drawn(3)
    assert drawn(3) != drawn(4)


# A language model


class Server(ThreadingHTTPServer):
    """An OpenAI-compatible server on loopback with a queue of answers; an int is an error.

    It says what was meant where the queue is empty, or where an answer has {meant}.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.todo: list[str | int] = []
        self.calls = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class Answering(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        self.server.calls += 1
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        meant = re.findall(r"^Meant: (.*)$", body["messages"][-1]["content"], re.MULTILINE)[-1]
        todo = self.server.todo.pop(0) if self.server.todo else "{meant}"
        # Without its full stop: the voice stops listening at the end of a sentence that is enough.
        todo = todo if isinstance(todo, int) else todo.format(meant=meant.rstrip("."))
        failed = isinstance(todo, int)
        self.send_response(int(todo) if failed else 200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        words = [] if failed else str(todo).split(" ")
        usage = {"prompt_tokens": 100, "completion_tokens": 9, "total_tokens": 109}
        for number, word in enumerate(words):
            self._sent({"delta": {"content": word if number == 0 else f" {word}"}})
        if words:
            self._sent({"delta": {}, "finish_reason": "stop"})
            self._sent(None, usage=usage)
            self.wfile.write(b"data: [DONE]\n\n")

    def _sent(self, choice: dict[str, Any] | None, **more: Any) -> None:
        """One piece of a stream; whoever has heard enough hangs up."""
        piece = {
            "id": "1", "object": "chat.completion.chunk", "created": 0, "model": "small",
            "choices": [{"index": 0, **choice}] if choice else [], **more,
        }  # fmt: skip
        with suppress(ConnectionError):
            self.wfile.write(f"data: {json.dumps(piece)}\n\n".encode())
            self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    with Server() as serving:
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        yield serving
        serving.shutdown()
        thread.join()


ASKED = ["What was the week like?", "What are the nights like?", "What is work like?"]


def with_model(server: Server, talk: Path) -> int:
    model = ["--model", "small", "--model-url", server.url]
    return run(["client", "--case", "first-panic", "--therapist", str(talk), *model])


def test_every_real_call_to_a_model_is_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], server: Server
) -> None:
    server.todo = ["{meant}", "You should try mindfulness.", "{meant}", 503]
    talk = file(tmp_path, ASKED)
    assert with_model(server, talk) == 0
    (*lines, last), _ = objects(capsys)
    assert server.calls == 5  # one, one and its repair, one that failed and was sent again
    assert last["model_calls_per_turn"] == round(5 / 3, 3)
    assert [line["tokens"] for line in lines] == [109, 218, 109]
    assert last["answers_counted_by_their_pieces"] == 0
    assert {line["voice"] for line in lines} == {"model small"}
    assert {"repaired: therapist's words", "repaired: advice"} <= set(lines[1]["checks"])


def test_an_answer_that_is_not_waited_for_is_counted_by_its_pieces(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], server: Server
) -> None:
    server.todo = ["{meant}", "I can't help with that, because " + "it " * 999, "{meant}"]
    assert with_model(server, file(tmp_path, ASKED[:2])) == 0
    (*lines, last), _ = objects(capsys)
    assert lines[1]["checks"][0] == "repaired: refusal"
    assert last["answers_counted_by_their_pieces"] == 1
    assert lines[0]["tokens"] == 109
    assert 109 + 5 <= lines[1]["tokens"] < 999


def test_a_model_that_never_answers_was_not_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], server: Server
) -> None:
    server.todo = [404] * 4
    assert with_model(server, file(tmp_path, ASKED[:2])) == 2
    assert "never answered" in capsys.readouterr().err


def test_a_model_that_falls_silent_half_way_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], server: Server
) -> None:
    server.todo = ["{meant}", 404, "{meant}"]
    assert with_model(server, file(tmp_path, ASKED)) == 0
    (*lines, last), err = objects(capsys)
    assert [line["voice"] for line in lines] == ["model small", "authored", "model small"]
    assert last["checks"] == {"model unavailable": 1}
    assert "did not answer in 1 of 3 turns" in err
