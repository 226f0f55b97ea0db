"""The supervisor's desk in a real browser: by keyboard alone, blind twice, and for a director.

Pictures are kept where TRAINER_SHOTS points, to be looked at.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from practice import practising, supervising
from practice.adapters import passwords
from practice.adapters.settings import Settings
from practice.adapters.wiring import open_house
from practice.benches import queue as queue_bench
from practice.house import House
from practice.record import Kind
from practice.reps import Stage
from practice.roles import Person, Role
from practice.supervising import Wanted
from tests import browsing
from tests.browsing import Server, Visitor
from tests.people import REPLY, TURNS

pytestmark = pytest.mark.browser

SHOTS = Path(os.environ["TRAINER_SHOTS"]) if os.environ.get("TRAINER_SHOTS") else None
PEOPLE = {
    "dina": ("Dina Director", Role.DIRECTOR),
    "sam": ("Sam Supervisor", Role.SUPERVISOR),
    "sia": ("Sia Supervisor", Role.SUPERVISOR),
    "tess": ("Tess Trainee", Role.TRAINEE),
}
STRENGTH, CORRECTIVE = "You asked before you explained.", "Stay with one question at a time."
FIRST = {"sam": "Sam Supervisor"}


def person(home: House, username: str) -> Person:
    account = home.store.people.by_username(username)
    assert account
    return account.person


def sent(home: House, kind: Kind = Kind.DRILL, note: str = "") -> str:
    """A rep of Tess's with the supervisors, by way of the verbs."""
    me = person(home, "tess")
    skill, criterion = ("cds", "cds.pin") if kind is Kind.DRILL else ("ags", "ags.order")
    wish = practising.choose(home, me, kind, skill, criterion, "beginner", "first-panic")
    rep = practising.begin(home, me, wish, practising.new_rep_id())
    practising.start(home, me, rep)
    view = practising.look(home, me, rep)
    if view.stage is Stage.RECOGNISING:
        words = view.turns[0].text.split(".")[0]
        practising.recognise(home, me, rep, ["magnification"], words, 70)
    if kind is Kind.ENCOUNTER:
        for number in range(1, 8):
            practising.say(home, me, rep, number, TURNS[number % 7])
        practising.end(home, me, rep)
    else:
        practising.reply(home, me, rep, REPLY)
    _rate(home, me, rep)
    practising.redo(home, me, rep)
    practising.reply(home, me, rep, f"{REPLY} Take your time.")
    _rate(home, me, rep)
    practising.go_on(home, me, rep)
    practising.check_in(home, me, rep, "a stretch", ["calm"], False, "same")
    if practising.look(home, me, rep).stage is Stage.TRANSFER:
        practising.postpone(home, me, rep)
    practising.submit(home, me, rep, please_look=False, note=note)
    return rep


def _rate(home: House, me: Person, rep: str) -> None:
    view = practising.look(home, me, rep)
    ids = view.rubric.criterion_ids if view.stage is Stage.RATING else (view.plan.criterion,)
    practising.rate_self(home, me, rep, dict.fromkeys(ids, 4), 60)


def signed(home: House, level: int) -> str:
    """A rep that Sam signed and asked a second rater for."""
    rep, sam = sent(home, note="NOTE of Tess"), person(home, "sam")
    supervising.claim(home, sam, rep)
    levels = dict.fromkeys(home.content.rubric("cds").criterion_ids, level)
    supervising.rate_blind(home, sam, rep, levels)
    supervising.comment(home, sam, rep, "t1", "question", "COMMENT of Sam")
    supervising.sign(
        home, sam, rep, strength="STRENGTH by Sam", corrective="CHANGE by Sam", next_rep=None
    )
    if home.store.row(rep).second is None:
        supervising.ask_second(home, sam, rep, "WHY Sam asks")
    return rep


@dataclass
class Desk:
    """A server with work on the desk: one rep to rate a second time, three drills, an encounter."""

    server: Server
    second: str


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    browsing.chromium()
    data = tmp_path_factory.mktemp("trainer")
    browsing.peopled(data, PEOPLE)
    home = open_house(Settings(data=data))
    try:
        for username in ("sam", "sia"):
            home.store.people.set_supervises(person(home, username).id, ["autumn"])
        second = signed(home, level=1)
        for _ in range(3):
            sent(home)
        sent(home, Kind.ENCOUNTER)
    finally:
        home.store.close()
    with browsing.serving(data) as running:
        yield Desk(running, second)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsing.browsing() as running:
        yield running


@dataclass
class Keyboard:
    """A supervisor who only has keys: every press is counted, and every passage typed."""

    visitor: Visitor
    used: int = 0

    def press(self, key: str) -> None:
        self.visitor.page.keyboard.press(key)
        self.visitor.settle()
        self.used += 1

    def type(self, text: str, after: str = "") -> None:
        """A passage, with the Tab that leads to its field."""
        if after:
            self.visitor.page.keyboard.press(after)
        self.visitor.page.keyboard.type(text)
        self.used += 1


def visit(browser: Any, desk: Desk, username: str, **how: Any) -> Visitor:
    v = Visitor.new(browser, shots=SHOTS, **how)
    v.sign_in(desk.server, username)
    if username != "dina":
        v.page.get_by_role("button", name="Keys ?").wait_for()
    return v


def test_a_second_rater_gets_no_rating_name_or_note_before_their_own(
    desk: Desk, browser: Any
) -> None:
    v = visit(browser, desk, "sia")
    v.received.clear()  # the queue names whom else she may read
    v.page.goto(f"{desk.server.url}/second?rep={desk.second}")
    v.page.get_by_role("radiogroup").first.wait_for()
    v.settle()
    secret = ("NOTE of", "COMMENT of", "STRENGTH by", "CHANGE by", "WHY Sam", "60 % sure")
    v.look("second-before")

    def frames() -> str:
        return b"\n".join(v.received).decode("utf-8", "ignore")

    assert REPLY in frames(), "the transcript was never read, so nothing is shown by its absence"
    assert [word for word in (*secret, "Tess Trainee", "1 Beginning") if word in frames()] == []
    level = re.compile(r"<td[^>]*>[14] [A-Za-z]+</td>")
    assert not level.search(frames())
    for key in "333333":
        v.page.keyboard.press(key)
        v.settle()
    assert not [word for word in secret if word in frames()]
    v.page.keyboard.press("Control+Enter")
    v.settle()
    v.sees("Both ratings")
    v.look("second-after")
    assert level.search(frames())
    assert "STRENGTH by Sam" in frames()
    assert "COMMENT of" not in frames()
    v.close()
    sam = visit(browser, desk, "sam")
    sam.go("Agreement")
    sam.sees("You cannot be compared with the other raters yet")
    sam.look("desk-agreement")
    with sam.page.expect_download() as sheet:
        sam.page.get_by_role("button", name="A sheet to print").click()
    said = Path(sheet.value.path()).read_text("utf-8")
    assert REPLY in said
    assert "Tess" not in said
    sam.page.goto(f"{desk.server.url}/review?rep={desk.second}")
    sam.sees("Sia Supervisor rated this blind too.")
    sam.look("review-signed")
    sam.close()


def review_by_keys(keys: Keyboard, desk: Desk, levels: str, *, judge: bool) -> str:
    """From the blind rating to the signature of the drill on the page; returns its id."""
    v = keys.visitor
    v.page.wait_for_url(re.compile(re.escape("/review?rep=")))
    v.page.get_by_role("radiogroup").first.wait_for()
    v.settle()
    rep = v.page.url.split("rep=")[1]
    points = v.page.get_by_role("radiogroup").count()
    assert points == 6
    for level in levels[:points]:
        keys.press(level)
    expect(v.page.get_by_role("radio", checked=True)).to_have_count(points)
    v.look("desk-blind")
    keys.press("Control+Enter")  # save
    v.sees("All ratings")
    v.look("desk-revealed")
    if judge:
        for _ in range(v.page.locator(".note:is(.strength, .corrective):visible").count()):
            keys.press("j")  # after the last one the text has the focus
    else:
        keys.press("w")
    expect(v.page.get_by_label("One strength")).to_be_focused()
    keys.type(STRENGTH)
    keys.type(CORRECTIVE, after="Tab")
    keys.press("Control+Enter")  # sign, then the next
    v.sees("Signed. Tess Trainee sees it now.")
    (mine,) = [
        event for event in browsing.happened(desk.server.data, rep) if event.kind == "signed"
    ]
    assert (mine.strength, mine.corrective) == (STRENGTH, CORRECTIVE)
    assert list(mine.levels.values()) == [None if c == "n" else int(c) for c in levels]
    assert rep not in v.page.url, "the next one was not opened"
    return rep


def test_drills_are_reviewed_and_signed_by_keyboard_in_at_most_12_interactions_each(
    desk: Desk, browser: Any
) -> None:
    """An interaction is a key pressed, or a passage written with the Tab that leads to it."""
    v = visit(browser, desk, "sam")
    v.look("desk-queue")
    keys = Keyboard(v)
    keys.press("Control+Enter")  # take the first one
    review_by_keys(keys, desk, "32n423", judge=False)
    first, keys.used = keys.used, 0  # the next one is there already
    rep = review_by_keys(keys, desk, "222222", judge=True)
    print(f"\n{first} interactions, then {keys.used} with the machine's sentences judged as well")
    assert max(first, keys.used) <= 12
    events = browsing.happened(desk.server.data, rep)
    assert {e.verdict for e in events if e.kind == "claim_marked"} == {"justified"}
    v.close()


def test_a_flag_a_harm_a_comment_and_a_return_need_no_mouse_and_a_closed_tab_loses_nothing(
    desk: Desk, browser: Any
) -> None:
    home = open_house(Settings(data=desk.server.data))
    try:
        rep = sent(home, note="Honestly, I can't go on like this.")
    finally:
        home.store.close()
    v = visit(browser, desk, "sam")
    page, keys = v.page, Keyboard(v)
    keys.press("j")  # to the first row
    expect(page.locator('[class*="st-key-open"] button').first).to_be_focused()
    keys.press("?")
    expect(page.get_by_role("dialog").get_by_text("one row down")).to_be_visible()
    v.look("desk-keys")
    page.get_by_label("Single keys work in this browser").uncheck()
    keys.press("Escape")
    keys.press("v")
    expect(page.get_by_role("radio", name="everything")).not_to_be_focused()
    page.get_by_role("button", name="Keys ?").click()
    page.get_by_label("Single keys work in this browser").check()
    keys.press("Escape")
    keys.press("v")
    expect(page.get_by_role("radio", name="everything")).to_be_focused()
    keys.press("Control+Enter")
    page.wait_for_url(re.compile(rep))
    page.get_by_role("radiogroup").first.wait_for()
    keys.press("f")
    keys.type("Rang her at once; she is well.")
    keys.press("Control+Enter")  # the step of this part, not of the page
    v.sees("Rang her at once")
    keys.press("h")
    expect(page.get_by_label("What was harmful?")).to_be_focused()
    keys.type("Argued with her.")
    keys.press("Escape")
    for level in "22222":
        keys.press(level)
    keys.press("c")
    expect(page.get_by_role("combobox", name="Turn")).to_be_focused()
    keys.press("Tab")
    keys.press("Tab")
    keys.type("You waited for her.")
    keys.press("Control+Enter")
    expect(page.locator(".pinned")).to_contain_text("You waited for her.")
    page.close()
    v.page = page = v.context.new_page()
    page.goto(f"{desk.server.url}/review?rep={rep}")
    page.get_by_role("radiogroup").first.wait_for()
    v.settle()
    expect(page.get_by_role("radio", checked=True)).to_have_count(5)
    expect(page.get_by_label("What was harmful?")).to_have_value("Argued with her.")
    keys.press("2")
    keys.press("Control+Enter")
    v.sees("All ratings")
    keys.press("w")
    keys.type("You asked be")
    page.wait_for_timeout(1200)  # typing has stopped for a moment
    page.close()
    v.page = page = v.context.new_page()
    page.goto(f"{desk.server.url}/review?rep={rep}")
    expect(page.get_by_label("One strength")).to_have_value("You asked be")
    v.settle()
    keys.press("a")
    keys.type("Looks at it")
    keys.press("Enter")
    expect(page.get_by_role("combobox", name="Next rep")).to_have_value("Looks at it together")
    keys.press("Escape")
    keys.press("r")
    expect(page.get_by_label("What should be tried again?")).to_be_focused()
    keys.type("The same once more, slower.")
    keys.press("Control+Enter")
    v.sees("Returned.")
    kinds = [(e.kind, getattr(e, "note", "")) for e in browsing.happened(desk.server.data, rep)]
    assert [kind for kind, _ in kinds][-5:] == [
        "claimed", "flag_answered", "commented", "blind_rated", "returned",
    ]  # fmt: skip
    assert dict(kinds)["returned"] == "The same once more, slower."
    v.close()


def test_the_desk_fits_a_laptop_and_a_phone(desk: Desk, browser: Any) -> None:
    v = visit(browser, desk, "sia")
    v.sees("Second ratings")
    fits(v, "desk-queue")
    v.page.get_by_text("Filter, and views").click()
    v.choose("Skill", "Setting an agenda together")
    assert "skill=Setting" in v.page.url
    v.page.get_by_label("Keep this as a view called").fill("agendas")
    v.page.get_by_label("Keep this as a view called").blur()
    v.click("Keep it")
    v.page.goto(desk.server.url)
    v.page.get_by_role("radio", name="agendas").click()
    v.sees("1 of ")
    v.page.reload()
    v.settle()
    v.click("Read")
    v.click(re.compile("^Claim"), exact=False)
    v.page.get_by_role("radiogroup").first.wait_for()
    assert v.page.locator(".mind .bar").count() == 0, "the client's state is for after the rating"
    v.rate_all(2)
    v.click(re.compile("Save my rating"), exact=False)
    v.sees("All ratings")
    assert v.page.locator(".mind .bar").count() == 7
    fits(v, "desk-encounter")
    v.page.get_by_text("Escalate to the director").click()
    v.page.get_by_label("What should the director know?").fill("She sounds worn out.")
    v.page.get_by_label("What should the director know?").blur()
    v.click("Escalate")
    v.sees("The director sees it.")
    director = visit(browser, desk, "dina")
    director.go("Supervision")
    director.sees("She sounds worn out.")
    fits(director, "desk-director")
    v.page.get_by_role("button", name="Give away").click()
    v.click("Give it")
    v.sees("Given to Sam Supervisor")
    assert v.console == director.console == []
    v.close()
    director.close()


def fits(v: Visitor, name: str) -> None:
    """Nothing has to be scrolled sideways, on a phone either."""
    for width in (360, 1280):
        v.page.set_viewport_size({"width": width, "height": 900})
        v.page.wait_for_timeout(400)
        v.look(f"{name}-{width}")
        assert v.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.slow
def test_a_queue_of_5000_waiting_transcripts_opens_at_once(tmp_path: Path, browser: Any) -> None:
    """Half a second for the verb, and as much for the page on a machine that is not busy."""
    home = open_house(Settings(data=tmp_path))
    try:
        queue_bench.fill(home.store, home, 5000)
        secret = passwords.HASHER.hash(browsing.PASSWORD)
        home.store.people.set_password_hash(queue_bench.ME.id, secret)
        _, took, worked = queue_bench.measure(home, Wanted())
        print(f"\nverb: {1000 * min(took):.0f} ms, of which {1000 * min(worked):.0f} of work")
        assert min(worked) < queue_bench.BUDGET
    finally:
        home.store.close()
    with browsing.serving(tmp_path) as server:
        v = Visitor.new(browser)
        v.sign_in(server, queue_bench.ME.id)
        v.sees("5000 of 5000 wait here.")
        drawn = []
        for view, lines in (("flags", 835), ("everything", 5000)) * 3:
            begun = time.perf_counter()
            v.page.get_by_role("radio", name=view).click()
            v.page.get_by_text(f"{lines} of 5000 wait here.").wait_for()
            drawn.append(time.perf_counter() - begun)
        print(f"page: {', '.join(f'{1000 * each:.0f}' for each in drawn)} ms")
        assert min(drawn) < 2 * queue_bench.BUDGET, "a busy machine is forgiven half a second"
        v.sees("Page 1 of 250")
        v.click("Next")
        v.sees("Page 2 of 250")
        v.close()
