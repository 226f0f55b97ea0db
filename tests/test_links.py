"""The records of links: they work once, until they end or are withdrawn."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from practice.adapters.links import Invitation, Links
from practice.adapters.store import Store
from practice.roles import Role

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def links(store: Store) -> Links:
    """A cohort, and Ada and Bea."""
    store.people.add_cohort("c1", "Spring", NOON)
    store.people.add("p1", "ada", "Ada", Role.TRAINEE, NOON, cohort="c1")
    store.people.add("p2", "bea", "Bea", Role.TRAINEE, NOON)
    return store.people.links


def test_an_invitation_is_there_until_it_expires(links: Links) -> None:
    links.make("i1", "t1", "join", "Bea", Role.TRAINEE, NOON, LATER, cohort="c1")
    links.make("i2", "t2", "new password", "Ada", Role.TRAINEE, NOON, LATER, person="p1")
    assert links.behind("t1", NOON) == Invitation(
        "i1", "join", "Bea", Role.TRAINEE, "c1", None, NOON, LATER
    )
    assert links.behind("t2", NOON) == Invitation(
        "i2", "new password", "Ada", Role.TRAINEE, None, "p1", NOON, LATER
    )
    assert links.behind("t1", LATER) is None
    assert links.behind("i1", NOON) is None
    assert not links.use_up("t1", LATER)


def test_an_invitation_works_once(links: Links) -> None:
    links.make("i1", "t1", "join", "Bea", Role.TRAINEE, NOON, LATER)
    assert not links.use_up("another", NOON)
    assert links.use_up("t1", NOON)
    assert not links.use_up("t1", NOON)
    assert links.behind("t1", NOON) is None


def test_withdrawn_invitations_no_longer_work_and_others_do(links: Links) -> None:
    links.make("i1", "t1", "new password", "Ada", Role.TRAINEE, NOON, LATER, person="p1")
    links.make("i2", "t2", "new password", "Bea", Role.TRAINEE, NOON, LATER, person="p2")
    links.make("i3", "t3", "join", "Cy", Role.TRAINEE, NOON, LATER)
    links.withdraw_all("new password", NOON, "p1")
    assert links.behind("t1", NOON) is None
    assert links.behind("t2", NOON) is not None
    links.withdraw_all("new password", NOON)
    assert not links.use_up("t2", NOON)
    assert links.use_up("t3", NOON)


def test_of_two_processes_that_use_an_invitation_at_once_one_is_told_yes(
    store: Store, race: Any
) -> None:
    for number in range(100):
        store.people.links.make(
            f"i{number}", f"t{number}", "join", "Bea", Role.TRAINEE, NOON, LATER
        )
    code = """
from datetime import UTC, datetime
from practice.adapters.store import Store
store = Store(arguments[0])
store.people.is_empty()
ready()
for number in range(100):
    if store.people.links.use_up(f"t{number}", datetime(2026, 3, 2, 12, 30, tzinfo=UTC)):
        print(number)
"""
    first, second = race(code, store.database.url)
    assert sorted(map(int, first + second)) == list(range(100))


def test_unused_links_are_listed_with_their_end_and_withdrawn_one_by_one(links: Links) -> None:
    links.make("i1", "t1", "join", "Cy", Role.TRAINEE, NOON, LATER, cohort="c1")
    links.make("i2", "t2", "new password", "Ada", Role.TRAINEE, NOON, NOON, person="p1")
    links.make("i3", "t3", "set-up", "", Role.DIRECTOR, NOON, LATER)
    links.make("i4", "t4", "join", "Di", Role.TRAINEE, NOON, LATER)
    assert links.use_up("t4", NOON)
    day_before = NOON - timedelta(days=1)
    assert [link.id for link in links.unused(day_before)] == ["i2", "i1"]
    assert [link.id for link in links.unused(NOON)] == ["i1"]
    assert "t1" not in repr(links.unused(day_before))
    assert links.withdraw("i1", NOON)
    assert not links.withdraw("i1", NOON)
    assert links.behind("t1", NOON) is None
    assert links.unused(NOON) == []
