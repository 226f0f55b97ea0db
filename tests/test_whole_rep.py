"""The whole outcome in a real browser: a trainee, a supervisor and a director, nothing mocked.

axe-core looks at every page on the way, and no request may leave this computer. Pictures are kept
where TRAINER_SHOTS points, to be looked at.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests import browsing
from tests.browsing import PASSWORD, Server, Visitor

pytestmark = pytest.mark.browser

SHOTS = Path(os.environ["TRAINER_SHOTS"]) if os.environ.get("TRAINER_SHOTS") else None
FIRST_TRY = (
    "The message came, and it told you something at once. When you read it, what went through your "
    "mind about what she will say? You said “I know it”, so how sure are you of that, 0 to 100?"
)
TALK = [
    "Before we start, what would you most like to use today for?",
    "That makes sense after a week like that. What happens on those nights?",
    "It sounds as if the nights are the loneliest part. What goes through your mind then?",
    "You should try to switch your phone off earlier.",
    "I think I rushed you just then, and I'm sorry I told you what to do. What was that like?",
    "What would be more useful to look at together?",
    "So: the nights, and the waiting. Have I got that right?",
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    browsing.chromium()
    with browsing.serving(tmp_path_factory.mktemp("trainer")) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsing.browsing() as running:
        yield running


def test_all_three_people_take_one_rep_from_end_to_end(server: Server, browser: Any) -> None:
    director = set_up(server, browser)
    trainee_link, supervisor_link = programme(director)
    trainee = join(browser, trainee_link, "tess", "trainee-home")
    drill(trainee)
    encounter(trainee)
    supervisor = join(browser, supervisor_link, "sam", "queue", scheme="dark")
    review(supervisor)
    outcome(trainee)
    cohort(director)
    for visitor in (director, trainee, supervisor):
        browsing.assert_loopback(visitor, server)
        assert visitor.console == []
    sign_out(trainee, server)
    log = server.log.read_text()
    assert "Traceback" not in log
    assert FIRST_TRY[:30] not in log, "words of a transcript stand in the log"


def set_up(server: Server, browser: Any) -> Visitor:
    """The first start: a one-time code from the terminal makes the first director."""
    v = Visitor.new(browser, shots=SHOTS)
    v.page.goto(server.url)
    v.look("set-up")
    v.page.get_by_label("Set-up code").fill("WRONG-CODE")
    _fill(v, name="Dina Director", username="dina")
    v.page.get_by_role("button", name="Set up and sign in").click()
    expect(v.page.get_by_role("alert")).to_be_visible()
    v.page.get_by_label("Set-up code").fill(server.code())
    _fill(v)
    v.page.get_by_role("button", name="Set up and sign in").click()
    v.settle()
    v.sees("No cohort yet")
    v.console.clear()  # the refused code, which a browser notes as an error
    v.look("director-empty")
    return v


def _fill(v: Visitor, name: str = "", username: str = "") -> None:
    if name:
        v.page.get_by_label("Your name").fill(name)
    if username:
        v.page.get_by_label("Username").fill(username)
    v.page.get_by_label("Password", exact=True).fill(PASSWORD)
    v.page.get_by_label("The same password again").fill(PASSWORD)


def programme(v: Visitor) -> tuple[str, str]:
    """A cohort, and a link each for a trainee and a supervisor."""
    v.go("People")
    v.page.get_by_label("Start a cohort").fill("Autumn 2026")
    v.click("Start it")
    links = []
    for name, role in (("Tess Trainee", "trainee"), ("Sam Supervisor", "supervisor")):
        v.page.get_by_label("Name", exact=True).fill(name)
        v.page.get_by_label("Role").click()
        v.page.get_by_role("option", name=role).click()
        v.settle()
        v.click("Make the link")
        links.append(v.page.locator("code").first.inner_text())
        v.click("Done")
    v.look("people")
    v.go("Content")
    v.sees("Every file is in use")
    v.look("content")
    v.go("Programme")
    v.sees("No words leave this computer")
    v.look("programme")
    return links[0], links[1]


def join(browser: Any, link: str, username: str, first: str, scheme: str = "light") -> Visitor:
    v = Visitor.new(browser, shots=SHOTS, scheme=scheme)
    v.page.goto(link)
    v.look(f"join-{username}")
    _fill(v, username=username)
    v.page.get_by_role("button", name="Join and sign in").click()
    v.settle()
    v.look(first)
    return v


def drill(v: Visitor) -> None:
    """A real drill with recognition: key shut until the self-rating, redo, transfer, sent."""
    v.page.get_by_text("Choose something else").click()
    v.choose("Which skill?", "Spotting distorted thoughts")
    v.choose("Aim at", re.compile("Finds the actual thought"))
    v.choose("With", "Dana Okafor")
    v.click("Begin this one")
    v.sees("What good sounds like")
    v.look("rep-aim")
    address = v.page.url
    assert "rep=" in address
    v.click("Hear the client")
    v.sees("First, what do you hear?")
    v.look("rep-recognition")
    v.click("Fortune telling")
    words = v.page.locator("#words button")
    words.first.focus()
    v.page.keyboard.press("Enter")  # by keyboard: the first word, then two more with Shift
    v.page.keyboard.press("Shift+ArrowRight")
    v.page.keyboard.press("Shift+ArrowRight")
    v.settle()
    expect(v.page.locator("#picked")).to_contain_text("Picked")
    v.click("Commit")
    v.page.locator("textarea#reply").wait_for()
    assert "Most would call this" not in v.page.content()
    v.page.locator("textarea#reply").press_sequentially("Half a thought, typed and not sent")
    expect(v.page.locator("#kept")).to_contain_text("Draft kept")
    v.page.reload()
    v.settle()
    expect(v.page.locator("textarea#reply")).to_have_value("Half a thought, typed and not sent")
    v.look("rep-reply")
    v.reply(FIRST_TRY)
    v.sees("How did it go?")
    v.rate_all(4)
    v.look("rep-rating")
    v.click("Lock my rating")
    v.sees("thing to change")
    v.look("rep-feedback")
    v.click("Try the same moment again")
    v.look("rep-redo")
    v.reply(
        "When her message came, what did it tell you she would say? And how else might it be read?"
    )
    v.rate_all(3)
    v.click("Lock my rating")
    v.sees("What changed")
    v.page.get_by_text("Open one of several good answers").click()
    v.look("rep-change")
    v.click("Go on")
    v.sees("How was that for you?")
    v.page.get_by_text("A stretch", exact=True).click()
    v.settle()
    v.look("rep-check-in")
    v.click("Go on")
    v.sees("The same skill, another client")
    v.look("rep-transfer")
    v.reply("What went through your mind just before that, in your own words?")
    v.rate_all(2)
    v.click("Lock my rating")
    v.sees("With another client")
    v.click("Go on")
    v.sees("Send it")
    v.page.get_by_label(re.compile("A question or a note")).fill(
        "Was I too quick to ask for a number?"
    )
    v.page.get_by_text("Please look at this one").click()
    v.settle()
    v.look("rep-send")
    v.click("Send")
    v.sees("It waits for a supervisor")
    v.page.go_back()
    v.page.goto(address)
    v.settle()
    v.sees("It waits for a supervisor")
    v.click("To the next rep")


def encounter(v: Visitor) -> None:
    """A real encounter: pause, a break, a marked moment, an early end refused, then sent."""
    if not v.page.get_by_label("What kind of practice?").first.is_visible():
        v.page.get_by_text("Choose something else").click()
    v.page.get_by_text("An encounter: 6 to 14 turns").click()
    v.settle()
    v.choose("Which skill?", "Setting an agenda together")
    v.choose("With", "Dana Okafor")
    v.click("Begin this one")
    v.click("Meet the client")
    v.look("encounter")
    for number, text in enumerate(TALK, start=1):
        if number == 3:
            v.click("Mark this moment")
            v.sees("marked")
            v.click("Pause")
            v.sees("out of the role-play")
            v.page.reload()
            v.settle()
            v.sees("out of the role-play")
            v.click("Go back in")
        if number == 4:
            v.click("I need a break")
            v.sees("Take the time you need")
            v.look("break")
            v.click("I am ready to go on")
        if number < 7:
            expect(v.page.get_by_role("button", name=re.compile("^End \\("))).to_be_disabled()
        v.reply(text)
        expect(v.page.locator(".turn.client")).to_have_count(number + 1, timeout=20_000)
    v.look("encounter-talk")
    said = v.page.locator(".turn.client .said").all_inner_texts()
    assert len(set(said)) == len(said), "the client repeated a line"
    v.click("End and rate")
    v.sees("How did it go?")
    v.rate_all(2)
    v.click("Lock my rating")
    v.sees("thing to change")
    v.look("encounter-feedback")
    v.click("Try the same moment again")
    v.reply("What would you like to put first today, and what makes it that one?")
    v.rate_all(3)
    v.click("Lock my rating")
    v.click("Go on")
    v.page.get_by_text("A stretch", exact=True).click()
    v.settle()
    v.click("Go on")
    v.click("Send")
    v.sees("It waits for a supervisor")
    v.click("To the next rep")


def review(v: Visitor) -> None:
    """The queue, a claim, a blind rating, the reveal, a comment, a verdict, the signature."""
    v.sees("Asked or due 1")
    v.click("Read")
    v.sees("Claim it to rate it")
    v.look("review-before-claim")
    v.click(re.compile("^Claim"))
    v.sees("Was I too quick to ask for a number?")
    assert "4 Skilled" not in v.page.locator(".stMain").inner_text()
    v.rate_all(2)
    v.page.reload()
    v.settle()
    expect(v.page.get_by_role("radio", checked=True)).to_have_count(6)
    v.look("review-blind")
    v.click(re.compile("^Save my rating"))
    v.sees("All ratings")
    expect(v.page.get_by_role("cell", name="4 2 above Skilled").first).to_be_visible()
    v.look("review-revealed")
    v.page.get_by_text("Comment on a turn").click()
    v.page.get_by_label("Comment", exact=True).fill(
        "The number can wait until the thought is clear."
    )
    v.page.get_by_label("Comment", exact=True).blur()
    v.click("Add the comment")
    v.page.get_by_text("justified", exact=True).first.click()
    v.settle()
    v.page.get_by_label("One strength").fill("You asked what went through her mind.")
    v.page.get_by_label("One thing to change").fill("Stay with one question at a time.")
    v.page.get_by_label("One thing to change").blur()
    v.settle()
    v.look("review-sign")
    v.click("Sign")
    v.sees("Signed. Tess Trainee sees it now.")
    v.look("queue-after")


def outcome(v: Visitor) -> None:
    """What the supervisor saw, beside the trainee's own rating, and the calibration page."""
    v.go("Next rep")
    v.sees("Your supervisor signed")
    v.click("Read it")
    v.sees("Stay with one question at a time.")
    v.sees("The number can wait until the thought is clear.")
    row = v.page.get_by_role("row", name=re.compile("Finds the actual thought"))
    expect(row).to_contain_text("4 Skilled")
    expect(row).to_contain_text("2 Emerging")
    v.look("signed")
    v.click("I have read this")
    v.go("My reps")
    v.look("my-reps")
    v.go("How I see myself")
    v.sees("Not enough signed reps yet")
    v.look("calibration-few")


def cohort(v: Visitor) -> None:
    """A director's report keeps one lone trainee out of every figure, and says so."""
    v.go("Cohort")
    v.sees("Is the cohort practising well?")
    v.sees("fewer than five trainees")
    v.page.wait_for_timeout(1500)
    v.look("cohort")


def sign_out(v: Visitor, server: Server) -> None:
    v.page.get_by_role("button", name="Sign out").click()
    v.page.wait_for_url("**/welcome")
    v.look("welcome")
    v.page.goto(server.url + "/reps")
    expect(v.page).to_have_url(re.compile("/welcome$"))


def test_what_looks_like_a_real_person_stays_in_the_box_and_can_be_taken_out(
    server: Server, browser: Any
) -> None:
    v = Visitor.new(browser)
    v.page.goto(server.url)
    v.page.get_by_label("Username").fill("tess")
    v.page.get_by_label("Password").fill(PASSWORD)
    v.page.get_by_role("button", name="Sign in").click()
    v.settle()
    v.click("Begin")
    v.click("Hear the client")
    v.reply("Ring me on 07700 900123 and we can talk about it.")
    v.sees("looks like a real person's details")
    box = v.page.locator("textarea#reply")
    expect(box).to_be_editable(timeout=5_000)
    expect(box).to_have_value("Ring me on 07700 900123 and we can talk about it.")
    v.reply("What would you like to use today for, before I add anything?")
    v.sees("How did it go?")
    v.close()
