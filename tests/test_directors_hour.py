"""A director's first hour in a real browser: from the set-up code to the first chart.

axe-core looks at every page on the way. The work that the chart shows is done by the verbs, two
months back, since nobody has two months in a test.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from practice.adapters.accounts import Accounts
from practice.adapters.settings import HERE
from practice.adapters.store import Store
from practice.adapters.voices import AuthoredVoice
from practice.house import House
from practice.roles import Person, Role
from tests import browsing
from tests.browsing import PASSWORD, RECORDS, Server, Visitor, lines
from tests.people import Clock, Programme, coder, content

pytestmark = pytest.mark.browser

SHOTS = Path(os.environ["TRAINER_SHOTS"]) if os.environ.get("TRAINER_SHOTS") else None
TRAINEES = ("Ana Lim", "Ben Osei", "Cy Novak", "Di Marsh", "Eli Brandt", "Flo Hart")
HELP = "Ring Mo Adler on 0117 496 0000, day or night, or walk over. Nobody is told that you did."


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    browsing.chromium()
    with browsing.serving(tmp_path / "trainer") as running:
        yield running


def test_a_director_sets_a_programme_up_and_sees_the_first_chart(
    server: Server, tmp_path: Path
) -> None:
    with browsing.browsing() as browser:
        v = Visitor.new(browser, shots=SHOTS)
        set_up(v, server)
        own_texts(v)
        a_cohort(v)
        link = a_list_of_people(v, tmp_path)
        they_come_in(browser, link, server)
        who_reads_whom(v)
        own_case(v, tmp_path)
        where_words_go(v)
        two_months_of_work(server)
        first_chart(v)
        if SHOTS:
            small_and_dark(browser, server)
        browsing.assert_loopback(v, server)
        assert v.console == []
    assert "Traceback" not in server.log.read_text()


def set_up(v: Visitor, server: Server) -> None:
    v.page.goto(server.url)
    v.look("hour-door")
    v.page.get_by_label("Set-up code").fill(server.code())
    v.page.get_by_label("Your name").fill("Dina Director")
    v.page.get_by_label("Username").fill("dina")
    v.page.get_by_label("Password", exact=True).fill(PASSWORD)
    v.page.get_by_label("The same password again").fill(PASSWORD)
    v.page.get_by_role("button", name="Set up and sign in").click()
    v.settle()
    v.sees("No cohort yet")
    v.look("hour-empty")


def own_texts(v: Visitor) -> None:
    """What is read in a break, and how long words are kept."""
    v.go("Programme")
    v.page.get_by_label("What they read").fill(HELP)
    v.click("Save the text")
    v.sees("Saved.")
    v.go("Records")
    v.look("hour-records")
    v.page.get_by_role("spinbutton", name="Words, months").fill("6")
    v.click("Save")
    v.sees("Saved. Nothing was removed.")


def a_cohort(v: Visitor) -> None:
    v.go("People")
    v.page.get_by_label("Start a cohort").fill("Autumn 2026")
    first = (datetime.now(UTC) - timedelta(days=90)).date()
    for label, day in (("First", first), ("Last", first + timedelta(days=300))):
        v.page.get_by_role("spinbutton", name=f"year, {label} day, if you like").first.click()
        v.page.keyboard.type(f"{day:%Y%m%d}")
    v.click("Start it")
    v.sees("The cohort is there.")
    v.sees(f"{first.day} {first:%B %Y}")


def a_list_of_people(v: Visitor, folder: Path) -> str:
    """One wrong line keeps everybody out; mended, all come in. Gives the first link."""
    rows = [
        f"{name},{name.split()[0].lower()}@uni.example,trainee,Autumn 2026" for name in TRAINEES
    ]
    rows.append("Sam Roth,sam@uni.example,supervisor,Autumn 2026")
    wrong, right = folder / "wrong.csv", folder / "right.csv"
    head = "name,e-mail,role,cohort"
    wrong.write_text("\n".join([head, *rows[:3], "Gus Hall,gus(at)uni,trainee,Autumn 2026"]))
    right.write_text("\n".join([head, *rows]))
    v.page.get_by_role("link", name="Or take a whole list in, from a file").click()
    v.settle()
    v.page.locator("input[type=file]").set_input_files(wrong)
    v.sees("To mend first (1)")
    v.look("hour-list-faults")
    v.go("People")
    v.page.get_by_role("link", name="Or take a whole list in, from a file").click()
    v.settle()
    v.page.locator("input[type=file]").set_input_files(right)
    v.sees("7 new, 0 changed")
    v.look("hour-list")
    v.click("Take these people in")
    v.sees("Done.")
    v.look("hour-links")
    with v.page.expect_download() as fetched:
        v.page.get_by_role("button", name="Fetch the links (CSV)").click()
    fetched.value.save_as(folder / "links.csv")
    found = re.search(r"/join/[\w-]+", (folder / "links.csv").read_text())
    assert found
    v.click("I have them: forget the links")
    return found.group()


def they_come_in(browser: object, link: str, server: Server) -> None:
    """Whoever has a link chooses a password, and finds a first rep proposed."""
    v = Visitor.new(browser, shots=SHOTS)
    v.page.goto(server.url + link)
    v.look("hour-join")
    v.page.get_by_label("Password", exact=True).fill(PASSWORD)
    v.page.get_by_label("The same password again").fill(PASSWORD)
    v.page.get_by_role("button", name="Join and sign in").click()
    v.settle()
    v.sees("Ana Lim")
    expect(v.page.get_by_role("button", name=re.compile("Begin")).first).to_be_visible()
    v.look("hour-trainee")
    browsing.assert_loopback(v, server)
    assert v.console == []
    v.close()


def who_reads_whom(v: Visitor) -> None:
    """Sam's cohorts: taken off, given back, and both stand in the history."""
    v.go("People")
    v.look("hour-people")
    v.choose("Look at somebody", re.compile("Sam Roth"))
    v.sees("Reads these cohorts")
    v.page.get_by_role("button", name=re.compile("Autumn 2026")).last.click()
    v.page.keyboard.press("Escape")
    v.settle()
    v.page.get_by_role("button", name="Save", exact=True).last.click()
    v.sees("Saved.")
    v.choose("Reads these cohorts", "Autumn 2026")
    v.page.keyboard.press("Escape")
    v.page.get_by_role("button", name="Save", exact=True).last.click()
    v.settle()
    v.page.get_by_text("Where and with whom").click()
    v.settle()
    v.look("hour-supervisor")


def own_case(v: Visitor, folder: Path) -> None:
    """A case with a mistake is explained; mended, it is previewed, taken in, and can be undone."""
    text = (HERE / "cases" / "first-panic.yaml").read_text(encoding="utf-8")
    text = text.replace("id: first-panic", "id: night-bus", 1)
    text = re.sub(r"(?m)^title: .*$", 'title: "The night bus"', text, count=1)
    wrong, right = folder / "wrong.yaml", folder / "night-bus.yaml"
    wrong.write_text(text.replace("  age: 27", "  age: 12", 1), encoding="utf-8")
    right.write_text(text, encoding="utf-8")
    v.go("Content")
    v.look("hour-content")
    v.page.locator("input[type=file]").set_input_files(wrong)
    v.sees("To mend first (1)")
    v.look("hour-content-faults")
    v.page.get_by_role("button", name=re.compile("Remove|Delete")).first.click()
    v.settle()
    v.page.locator("input[type=file]").set_input_files(right)
    v.sees("A new case.")
    v.look("hour-content-preview")
    v.click("Take it in")
    v.sees("“The night bus” is in use.")
    v.choose("A case or rubric", "Case: The night bus")
    v.sees("Taken in by Dina Director")
    v.look("hour-content-own")
    with v.page.expect_download() as fetched:
        v.page.get_by_role("button", name="Fetch this file").click()
    assert Path(fetched.value.path()).read_text(encoding="utf-8") == text
    v.click("Take it away")
    v.click("Take this file away")
    v.sees("Taken away. You can put it back below.")
    v.look("hour-content-aside")
    v.click("Put it back")
    v.sees("“The night bus” is in use again.")


def where_words_go(v: Visitor) -> None:
    v.go("Programme")
    v.sees("No words leave this computer")
    v.look("hour-programme")


def two_months_of_work(server: Server) -> None:
    """Every trainee sends a rep in the month before last, and Sam signs it."""
    now = datetime.now(UTC)
    month = (now.replace(day=1) - timedelta(days=1)).replace(day=1, hour=9)
    store = Store(f"sqlite:///{server.data / RECORDS}")
    clock = Clock(month + timedelta(days=3))
    house = House(
        store, Accounts(store.people, clock), content(), coder(), AuthoredVoice(), now=clock
    )
    people = {
        one["name"]: Person(one["id"], one["name"], Role(one["role"]), one["cohort"])
        for one in lines(server.data, "SELECT id, name, role, cohort FROM people")
    }
    at = Programme(house, clock)
    for name in TRAINEES:
        at.signed(people[name], people["Sam Roth"])
        clock.later(hours=5)
    store.close()


def first_chart(v: Visitor) -> None:
    v.go("Cohort")
    v.sees("Is the cohort practising well?")
    expect(v.page.locator(".js-plotly-plot").first).to_be_visible(timeout=15_000)
    v.look("hour-cohort")


def small_and_dark(browser: object, server: Server) -> None:
    """Only for the pictures: a phone by day and by night, a screen by night."""
    for width, height, scheme in ((360, 740, "light"), (360, 740, "dark"), (1280, 900, "dark")):
        v = Visitor.new(browser, width=width, height=height, shots=SHOTS, scheme=scheme)
        v.sign_in(server, "dina")
        for page in ("", "people", "content", "programme", "records"):
            v.page.goto(f"{server.url}/{page}")
            v.settle()
            v.page.wait_for_timeout(500)
            v.look(f"hour-{width}-{scheme}-{page or 'cohort'}")
            wide = v.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, page
        v.close()
