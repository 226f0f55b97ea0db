"""The People page and the page for lists without a browser: each button does its one thing."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from practice import enrolling
from practice.pages import account, member, people, roster
from practice.roles import Role
from tests.people import DEE, Programme

LIST = "name,username,role,cohort\nEli Moss,eli,trainee,The north\n"


def _people() -> None:
    """The page as a script of its own; everything it needs must be imported inside."""
    import streamlit as st

    from practice.pages import people
    from tests.people import DEE

    st.session_state["list page"] = "http://127.0.0.1/list"
    people.page(DEE)


def _list() -> None:
    from practice.pages import roster
    from tests.people import DEE

    roster.page(DEE)


def _own() -> None:
    from practice.pages import account
    from tests.people import DEE

    account.page(DEE, "here")


@pytest.fixture(autouse=True)
def small_programme(at: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (people, member, roster, account):
        monkeypatch.setattr(module, "house", lambda: at.house)


def opened(page: object) -> AppTest:
    shown = AppTest.from_function(page, default_timeout=20).run()  # type: ignore[arg-type]  # a page is any callable
    assert not shown.exception
    return shown


def told(page: AppTest) -> str:
    return " ".join(box.value for box in [*page.markdown, *page.error, *page.code, *page.success])


def test_a_cohort_is_started_and_a_past_one_is_folded_away(at: Programme) -> None:
    page = opened(_people)
    next(b for b in page.text_input if b.label == "Start a cohort").set_value("Winter")
    page.date_input(key="first new").set_value(at.clock.at.date())
    page.date_input(key="last new").set_value(at.clock.at.date())
    next(b for b in page.button if b.label == "Start it").click().run()
    winter = next(g for g in enrolling.groups(at.house, DEE) if g.name == "Winter")
    assert (winter.begins, winter.ends, winter.over) == (at.clock.at.date(),) * 2 + (False,)
    at.clock.later(days=1)
    folded = [box.label for box in opened(_people).expander]
    assert "Past cohorts (1)" in folded


def test_a_link_is_shown_once_and_can_be_made_anew_or_withdrawn(at: Programme) -> None:
    enrolling.invite(at.house, DEE, "Eli [Moss](x)", Role.TRAINEE, "north")
    (link,) = enrolling.open_links(at.house, DEE)
    page = opened(_people)
    assert r"Eli \[Moss\]\(x\)" in told(page), "a name is no mark-up"
    page.button(key=f"renew {link.id}").click().run()
    assert "/join/" in page.code[0].value
    page.button(key="link done").click().run()
    assert len(page.code) == 0
    (link,) = enrolling.open_links(at.house, DEE)
    page.button(key=f"withdraw {link.id}").click().run()
    assert enrolling.open_links(at.house, DEE) == []


def test_one_person_has_a_card_with_what_may_be_done(at: Programme) -> None:
    page = opened(_people)
    page.selectbox(key="look at").set_value("sam").run()
    page.multiselect(key="reads sam").set_value(["north", "south"]).run()
    page.button(key="save reads sam").click().run()
    assert at.house.store.people.supervises("sam") == {"north", "south"}
    page.button(key="password sam").click().run()
    assert "/new-password/" in page.code[0].value
    token = at.house.accounts.open("sam")
    page.run().button(key="sign out sam").click().run()
    assert at.house.accounts.who(token) is None
    page.selectbox(key="role sam").set_value(Role.DIRECTOR).run()
    page.button(key="change role sam").click().run()
    found = at.house.store.people.by_id("sam")
    assert found is not None and found.role is Role.DIRECTOR
    page.button(key="active sam").click().run()
    found = at.house.store.people.by_id("sam")
    assert found is not None and not found.active
    page.selectbox(key="look at").set_value("dee").run()
    assert not any(box.key == "active dee" for box in page.button), "nobody locks themselves out"


def test_a_list_is_looked_at_then_taken_in_and_its_links_are_forgotten(at: Programme) -> None:
    page = opened(_list)
    page.file_uploader[0].upload("list.csv", LIST.replace("trainee", "boss").encode(), "text/csv")
    page.run()
    assert any("To mend first (1)" in box.value for box in page.header)
    assert not any(box.label == "Take these people in" for box in page.button)
    page = opened(_list)
    page.file_uploader[0].upload("list.csv", LIST.encode(), "text/csv").run()
    assert at.house.store.people.by_username("eli") is None
    next(b for b in page.button if b.label == "Take these people in").click().run()
    assert at.house.store.people.by_username("eli") is not None
    assert any("One link, shown this once" in box.value for box in page.header)
    next(b for b in page.button if b.label.startswith("I have them")).click().run()
    assert not page.header or "shown this once" not in page.header[0].value


def test_ones_own_sign_ins_are_ended_by_one_button(at: Programme) -> None:
    token = at.house.accounts.open("dee")
    page = opened(_own)
    page.button[0].click().run()
    assert at.house.accounts.who(token) is None
