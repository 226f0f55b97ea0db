"""`kill -9` of the server in the middle of a rep: what a page had acknowledged is there once.

Twenty moments drawn with a fixed seed, a real browser, and the same records and address after each
start. `pytest -s` says of every kill what was going on and what was found.
"""

from __future__ import annotations

import json
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import TimeoutError as TooSlow

from practice import reps
from practice.record import Exchanged, Judged, Replied, SelfRated
from practice.reps import Rep, Stage
from practice.roles import Role
from tests import browsing
from tests.browsing import Server, Visitor

pytestmark = pytest.mark.browser

PEOPLE = {
    "dina": ("Dina Director", Role.DIRECTOR),
    "sam": ("Sam Supervisor", Role.SUPERVISOR),
    "tess": ("Tess Trainee", Role.TRAINEE),
}
SLOWNESS = 0.7  # seconds the language model takes over an answer
DRAFTS = "SELECT body FROM drafts"

# What a page shows of where a rep is. It changes only once a step, or a level, is saved.
_WHERE = """() => [
    document.querySelector('.steps li[aria-current]')?.innerText,
    document.querySelector('h1')?.innerText,
    document.querySelectorAll('.talk .turn').length,
    [...document.querySelectorAll('[data-testid=stCaptionContainer]')]
        .map((c) => c.innerText).filter((c) => c.endsWith('still to rate.')).join(),
]"""
_TO_DO = {  # a button of each stage
    Stage.AIM: "Hear the client|Meet the client",
    Stage.RECOGNISING: "Commit",
    **dict.fromkeys((Stage.REPLYING, Stage.TALKING, Stage.REDOING, Stage.TRANSFER), "Send"),
    **dict.fromkeys((Stage.RATING, Stage.RERATING, Stage.TRANSFER_RATING), "Lock my rating"),
    Stage.FEEDBACK: "Try the same moment again",
    Stage.SECOND_FEEDBACK: "Go on",
    Stage.TRANSFER_FEEDBACK: "Go on",
    Stage.CLOSING: "Send",
    Stage.SUBMITTED: "To the next rep",
}  # fmt: skip


def something_to_do(page: Any, stage: Stage) -> Any:
    """What has to be on a page of that stage."""
    if stage is Stage.CHECK_IN:
        return page.get_by_role("radiogroup", name=re.compile("How hard was it")).first
    return page.get_by_role("button", name=re.compile(f"^({_TO_DO[stage]})$")).first


@dataclass
class Walk:
    """One trainee going through reps on a server that is shot again and again."""

    server: Server
    visitor: Visitor
    draw: random.Random
    rep: str = ""
    kills: int = 0
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)  # what the language model was sent
    found: Counter[str] = field(default_factory=Counter)

    @property
    def page(self) -> Any:
        return self.visitor.page

    def now(self, data: Path | None = None) -> Rep:
        """The rep as the records have it; folding them refuses a step taken twice."""
        events = browsing.happened(data or self.server.data, self.rep)
        return reps.fold(self.rep, "tess", events)

    def words(self) -> str:
        """A reply like no other."""
        text = f"This is reply number {len(self.said) + 1}: what went through your mind just then?"
        self.said.append(text)
        return text

    # what a trainee does

    def type(self, text: str) -> None:
        self.page.locator("textarea#reply").press_sequentially(text, delay=4)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click(timeout=2_000)

    def rate(self) -> None:
        """Give a level to every criterion that has none yet."""
        for group in self.page.get_by_role("radiogroup").all():
            if not group.locator("input:checked").count():
                group.locator("label").nth(3).click()
                self.visitor.settle()

    def rate_one(self) -> None:
        group = self.page.get_by_role("radiogroup").first
        group.locator("label").nth(2).click(timeout=2_000)

    def at(self) -> list[Any]:
        return list(self.page.evaluate(_WHERE))

    def find_rep(self) -> None:
        self.page.wait_for_url("**/rep?rep=*")
        self.rep = parse_qs(urlsplit(self.page.url).query)["rep"][0]

    def usable(self) -> None:
        """The page is at the stage that the records say, with something to do there."""
        self.until(
            lambda: self.now().paused or something_to_do(self.page, self.now().stage).is_visible()
        )
        self.visitor.settle()
        if not self.now().paused:
            assert not self.page.locator("[data-testid=stAlert]").all_inner_texts()

    # the blow

    def killed(
        self, doing: str, act: Callable[[], None], *, typed: str = "", within: float = 0.35
    ) -> bool:
        """Kill the server while the page does it, start it, reload; True when it was saved."""
        data, before = self.server.data, browsing.happened(self.server.data, self.rep)
        here, pause = self.at(), self.draw.uniform(0, within)
        asked = len(self.asked)
        assert self.server.process
        blow = threading.Timer(pause, self.server.process.kill)
        blow.start()
        with suppress(TooSlow):  # the page may know by now that nobody is there
            act()
        blow.join()
        self.page.wait_for_timeout(100)  # what was on its way arrives
        acknowledged = (seen := self.at()) != here
        self.server.kill()
        thinking = len(self.asked) > asked
        began = time.monotonic()
        self.server.start()
        self.page.reload()
        self.visitor.settle()
        assert "/welcome" not in self.page.url, "the sign-in did not outlive the server"
        after = browsing.happened(data, self.rep)
        assert after[: len(before)] == before, "something that was saved is gone or changed"
        saved = len(after) > len(before)
        self.sound()
        self.usable()
        if acknowledged:
            assert saved or self.at() == seen, f"{doing}: what the page had taken in is gone"
        if back := bool(typed) and not saved:
            draft = self.page.locator("textarea#reply").input_value()
            assert draft == typed, f"{doing}: the draft did not come back"
            assert typed not in self.sent()
        self.kills += 1
        none = "cut off while thinking" if thinking else "not sent"
        what = "shown and kept" if acknowledged else "kept, not shown yet" if saved else none
        self.found[what] += 1
        print(
            f"\nkill {self.kills:2}, {1000 * pause:4.0f} ms after {doing}: {what}; "
            f"{len(after)} events, at “{self.now().stage}”{', the draft is back' * back} "
            f"({time.monotonic() - began:.1f} s)",
            end="",
        )
        return saved

    def step(
        self, doing: str, act: Callable[[], None], *, typed: str = "", within: float = 0.35
    ) -> None:
        """Be killed while doing it, and do it again only if it was not saved."""
        before = len(browsing.happened(self.server.data, self.rep))
        if not self.killed(doing, act, typed=typed, within=within):
            act()
            self.until(lambda: len(browsing.happened(self.server.data, self.rep)) > before)
        self.moved_on()

    def moved_on(self) -> None:
        self.visitor.settle()
        self.usable()

    def send(self, doing: str, *, within: float = 0.35) -> None:
        """Type and press Send at once, before the draft has been kept."""
        text = self.words()
        self.page.locator("textarea#reply").fill(text)
        self.step(doing, lambda: self.press("Send"), typed=text, within=within)
        assert self.sent()[text] == 1

    def until(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + 20
        while not holds():
            assert time.monotonic() < end, f"the page is not at “{self.now().stage}”"
            self.page.wait_for_timeout(100)

    def sound(self) -> None:
        """Every rep in the records follows its stages, and nothing in it is there twice."""
        data = self.server.data
        assert browsing.lines(data, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]
        for row in browsing.lines(data, "SELECT id, length, stage FROM reps"):
            events = browsing.happened(data, row["id"])
            rep = reps.fold(row["id"], "tess", events)
            assert (row["length"], row["stage"]) == (len(events), rep.stage.value)
            numbers = [e.number for e in events if isinstance(e, Exchanged)]
            assert numbers == list(range(1, len(numbers) + 1))
            texts = Counter(e.text for e in events if isinstance(e, Replied | Exchanged))
            assert not [text for text, times in texts.items() if times > 1]
            tries = Counter(e.attempt for e in events if isinstance(e, Replied))
            assert tries == {a: 1 for a in tries}, "a second reply for the same attempt"
            rated = [e for e in events if isinstance(e, SelfRated)]
            read = [e for e in events if isinstance(e, Judged)]
            assert [e.attempt for e in rated] == [e.judgement.attempt for e in read]
            kept = "SELECT criterion FROM ratings WHERE rep = ? AND source = 'self'"
            wanted = sum(len(e.levels) for e in rated)
            assert len(browsing.lines(data, kept, row["id"])) == wanted
        drafts = [json.loads(d["body"])["text"] for d in browsing.lines(data, DRAFTS)]
        assert not set(self.sent()) & set(drafts), "a draft that was sent is still kept"

    def sent(self) -> Counter[str]:
        return Counter(turn.text for turn in self.now().turns if turn.who == "trainee")


@contextmanager
def walking(data: Path, seed: int, **extra: str) -> Iterator[Walk]:
    browsing.chromium()
    browsing.peopled(data, PEOPLE)
    with browsing.serving(data, **extra) as server, browsing.browsing() as browser:
        visitor = Visitor.new(browser)
        visitor.axe = False
        visitor.sign_in(server, "tess")
        walk = Walk(server, visitor, random.Random(seed))
        yield walk
        browsing.assert_loopback(visitor, server)
        log = server.log.read_text()
        assert "Traceback" not in log
        assert not [text for text in walk.said if text in log]


def begin(walk: Walk, kind: str, skill: str = "") -> None:
    walk.visitor.go("Next rep")
    walk.page.get_by_text("Choose something else").click()
    walk.visitor.settle()
    if skill:
        walk.visitor.choose("Which skill?", skill)
    walk.visitor.radio("What kind of practice?", kind)
    walk.press("Begin this one")
    walk.find_rep()
    walk.moved_on()


def recognise(walk: Walk) -> None:
    """Everything but the commitment."""
    walk.page.get_by_role("button", name="Fortune telling").first.click()
    walk.visitor.settle()
    walk.page.locator("#words button").first.click()
    walk.visitor.settle()


def lock(walk: Walk) -> None:
    walk.rate()
    walk.press("Lock my rating")
    walk.moved_on()


@pytest.mark.slow
def test_a_drill_outlives_ten_kills(tmp_path: Path) -> None:
    with walking(tmp_path, seed=11) as walk:
        begin(walk, "A drill", "Spotting distorted thoughts")
        walk.step("pressing “Hear the client”", lambda: walk.press("Hear the client"))
        recognise(walk)
        if not walk.killed("committing to a pattern", lambda: walk.press("Commit")):
            recognise(walk)
            walk.press("Commit")
            walk.moved_on()
        text = walk.words()
        part = text[: walk.draw.randint(8, len(text) - 8)]
        walk.killed("beginning to type", lambda: walk.type(part), typed=part)
        walk.send("pressing Send on the first try")
        walk.killed("choosing a level", walk.rate_one)
        walk.rate()
        walk.step("pressing Lock", lambda: walk.press("Lock my rating"), within=0.6)
        walk.step("asking for the redo", lambda: walk.press("Try the same moment again"))
        walk.send("pressing Send on the redo")
        lock(walk)
        walk.press("Go on")
        walk.moved_on()
        walk.visitor.radio("How hard was it?", "A stretch")
        walk.press("Go on")
        walk.moved_on()
        walk.send("pressing Send for another client")
        lock(walk)
        walk.press("Go on")
        walk.moved_on()
        walk.step("sending it to the supervisors", lambda: walk.press("Send"))
        assert walk.now().stage is Stage.SUBMITTED
        assert walk.kills == 10
        print(f"\n{dict(walk.found)}")


@pytest.mark.slow
def test_an_encounter_outlives_ten_kills_while_a_model_is_thinking(tmp_path: Path) -> None:
    with thinking_slowly() as (model, asked), walking(tmp_path, seed=12) as walk:
        walk.asked = asked
        begin(walk, "An encounter")
        walk.step("pressing “Meet the client”", lambda: walk.press("Meet the client"))
        text = walk.words()
        walk.server.extra = {"PRACTICE_MODEL": "tiny", "PRACTICE_MODEL_URL": model}
        walk.killed("typing a turn", lambda: walk.type(text), typed=text, within=1)
        for _ in range(5):
            walk.send("sending a turn to a slow model", within=3 * SLOWNESS)
        walk.server.extra = {}
        walk.killed("pressing Pause", lambda: walk.press("Pause"))
        if walk.now().paused:
            walk.press("Go back in")
            walk.moved_on()
        walk.visitor.reply(walk.words())
        walk.until(lambda: walk.now().exchanged == 6)
        walk.moved_on()
        walk.step("ending the talk", lambda: walk.press("End and rate"))
        walk.rate()
        walk.step("pressing Lock", lambda: walk.press("Lock my rating"), within=0.6)
        assert walk.kills == 10
        # The model was asked; its line may be refused by a check, and then the record says so.
        assert any(e.checks or e.voice == "model tiny" for e in walk.now().exchanges)
        assert walk.found["cut off while thinking"], "no kill hit the model at its work"
        print(f"\n{dict(walk.found)}; the model was asked {len(asked)} times")


@pytest.mark.slow
def test_two_tabs_and_the_back_button_show_one_rep_before_and_after_a_kill(tmp_path: Path) -> None:
    with walking(tmp_path, seed=13) as walk:
        begin(walk, "A drill", "Setting an agenda together")
        walk.press("Hear the client")
        walk.moved_on()
        first, second = walk.page, walk.visitor.context.new_page()
        other = Visitor(walk.visitor.context, second)
        second.goto(first.url)
        other.settle()
        second.locator("textarea#reply").wait_for()
        late = "From the second tab: what would you like to put on our list?"
        second.locator("textarea#reply").fill(late)
        walk.send("pressing Send with a second tab open")
        second.get_by_role("button", name="Send", exact=True).click()  # it still showed the box
        other.settle()
        second.reload()
        other.settle()
        something_to_do(second, Stage.RATING).wait_for()
        assert second.evaluate(_WHERE) == walk.at()
        assert late not in walk.sent()
        walk.sound()

        lock(walk)
        something_to_do(second, Stage.RATING).wait_for()  # as it was before
        first.go_back()
        first.get_by_role("heading", name="Your next rep").wait_for()
        walk.visitor.settle()
        first.go_forward()
        walk.usable()
        before = browsing.happened(tmp_path, walk.rep)
        walk.server.kill()
        walk.server.start()
        first.reload()
        walk.usable()
        first.go_back()
        first.get_by_role("heading", name="Your next rep").wait_for()
        walk.visitor.settle()
        first.go_forward()
        walk.usable()
        second.reload()
        other.settle()
        something_to_do(second, Stage.FEEDBACK).wait_for()
        assert second.evaluate(_WHERE) == walk.at()
        assert browsing.happened(tmp_path, walk.rep) == before
        walk.sound()


@contextmanager
def thinking_slowly() -> Iterator[tuple[str, list[str]]]:
    """An OpenAI-compatible server on this computer that takes its time; gives its address."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            time.sleep(SLOWNESS)
            text = f"It's been an ordinary sort of week, number {len(asked)} like it."
            said = {"role": "assistant", "content": text}
            body = json.dumps({
                "id": "1", "object": "chat.completion", "created": 1, "model": "tiny",
                "choices": [{"index": 0, "message": said, "finish_reason": "stop"}],
                "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
            }).encode()  # fmt: skip
            try:
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                pass  # whoever asked is dead, which is what this is for

        def log_message(self, *_: object) -> None:
            pass

    serving = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{serving.server_port}/v1", asked
    finally:
        serving.shutdown()
        thread.join()
        serving.server_close()
