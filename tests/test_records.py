"""The pages about what is kept: a director's and a trainee's, and the copy that prints."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from practice import keeping, rights, supervising
from practice.adapters import wiring
from practice.house import House
from practice.pages import my_data, printed, records
from practice.retention import Periods, Removed
from practice.roles import Person
from tests.people import ANA, DEE, SAM, Programme


def _page(module: str, who: str) -> None:
    """The page as a script; everything it needs must be imported inside."""
    from importlib import import_module

    from tests.people import ANA, DEE

    import_module(f"practice.pages.{module}").page({"ana": ANA, "dee": DEE}[who])


@pytest.fixture
def drawn(at: Programme, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Draw a page for somebody."""

    def house() -> House:
        return at.house

    monkeypatch.setattr(wiring, "house", house)
    for module in (records, my_data):
        monkeypatch.setattr(module, "house", house)

    def draw(module: str, me: Person) -> AppTest:
        return fine(AppTest.from_function(_page, default_timeout=20, args=(module, me.id)).run())

    return draw


def fine(page: AppTest) -> AppTest:
    assert not page.exception
    assert not page.error, [error.value for error in page.error]
    return page


def words(page: AppTest) -> str:
    kinds = ("markdown", "caption", "info", "warning", "success")
    found = [element.value for kind in kinds for element in page.get(kind)]
    return " ".join([*found, *(getattr(block, "body", "") for block in page.get("html"))])


def press(page: AppTest, label: str) -> AppTest:
    return next(b for b in page.button if b.label == label).click().run()


def test_every_count_has_its_words_on_the_page() -> None:
    assert set(records._COUNTED) | {"waiting"} == {field.name for field in fields(Removed)}


def test_a_director_counts_confirms_and_removes(at: Programme, drawn: Any) -> None:
    at.signed()
    at.clock.later(days=400)
    page = drawn("records", DEE)
    remove = next(b for b in page.button if b.label == "Remove it")
    assert remove.disabled
    page.checkbox(key="seen what goes").check().run()
    fine(press(page, "Remove it"))
    receipt = keeping.receipts(at.house, DEE)[0].receipt
    assert receipt.removed["reps"] == 1
    assert "Nothing: no words are left from before 6 April 2026." in words(page)
    assert "To the last byte" in words(page)


def test_a_director_sets_the_periods_and_a_mistake_is_a_sentence(at: Programme, drawn: Any) -> None:
    page = drawn("records", DEE)
    page.number_input(key="period transcript").set_value(6)
    fine(press(page, "Save"))
    assert keeping.periods(at.house, DEE) == Periods(6, 60, 36)
    page.number_input(key="period audit").set_value(3)
    press(page, "Save")
    assert "at least as long as transcripts" in page.error[0].value
    assert keeping.periods(at.house, DEE) == Periods(6, 60, 36)


def test_a_director_checks_the_audit_against_a_head(at: Programme, drawn: Any) -> None:
    rep = at.sent()
    supervising.look(at.house, SAM, rep)
    page = drawn("records", DEE)
    fine(press(page, "Check the whole audit"))
    assert "The audit is whole: 1 lines." in words(page)
    page.text_input(key="noted head").set_value(f"1 {'0' * 64}")
    press(page, "Check the whole audit")
    assert "Line 1 is not the one that was noted" in page.error[0].value


def test_a_wish_goes_from_the_trainees_page_to_the_directors_and_is_carried_out(
    at: Programme, drawn: Any
) -> None:
    at.signed()
    mine = drawn("my_data", ANA)
    fine(press(mine, "Yes, ask"))
    assert "You asked on 2 March 2026" in words(mine)
    page = drawn("records", DEE)
    assert "**Ana Lim** asked on 2 March 2026; one rep." in words(page)
    page.text_input(key="erase name ana").set_value("Ana Li").run()
    press(page, "Erase for good")
    assert "Type the name as it stands" in page.error[0].value
    page.text_input(key="erase name ana").set_value("Ana Lim").run()
    fine(press(page, "Erase for good"))
    assert at.house.store.people.by_id("ana") is None
    assert "Ana Lim" not in words(page)


def test_a_trainee_makes_a_copy_and_puts_a_note_beside_a_rep(at: Programme, drawn: Any) -> None:
    rep = at.signed()
    supervising.look(at.house, SAM, rep)
    page = drawn("my_data", ANA)
    fine(press(page, "Make my copy"))
    assert len(page.get("download_button")) == 2
    page.text_area(key=f"note {rep} 0").set_value("I was ill that day.").run()
    fine(press(page, "Put it there"))
    assert [n.text for n in rights.notes(at.house, ANA, rep)] == ["I was ill that day."]
    assert "I was ill that day." in words(page)
    assert "Sam Roth" in words(page)


def test_the_copy_that_prints_holds_all_words_escaped_and_fetches_nothing(at: Programme) -> None:
    rep = at.signed()
    rights.add_note(at.house, ANA, rep, "<script>alert(1)</script> & so on")
    copy = rights.take_copy(at.house, ANA)
    html = printed.page(copy)
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; so on" in html
    assert not re.search(r"(?:src|href)=|@import|url\(", html)
    one = copy.reps[0]
    assert one.came_back is not None
    for text in (one.skill, one.aim, one.client, one.came_back.strength, "Sam Roth"):
        assert text in html
    bare = printed.page(replace(copy, reps=(), name="<b>"))
    assert "<b>" not in bare.split("<body>")[1].replace("<b>Strength", "")
    assert "Nobody so far." in bare
