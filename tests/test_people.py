"""The records of people: who there is, who is signed in, which links still work."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from practice import AlreadyTaken, NotFound, StoreUnavailable
from practice.adapters.people import Account, Cohort, People, SignIn
from practice.adapters.store import Store
from practice.memberships import Membership
from practice.roles import Person, Role

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HASH = "$argon2id$…"
LATER = NOON + timedelta(hours=1)
ADA = Account("p1", "ada", "Ada", Role.TRAINEE, "c1", "hash", True, NOON)


@pytest.fixture
def people(store: Store) -> People:
    """Two cohorts, and Ada in the first."""
    store.people.add_cohort("c2", "Autumn", NOON)
    store.people.add_cohort("c1", "Spring", NOON)
    store.people.add("p1", " Ada ", "Ada", Role.TRAINEE, NOON, cohort="c1")
    store.people.set_password_hash("p1", "hash")
    return store.people


def test_there_is_nobody_until_somebody_is_added(store: Store) -> None:
    assert store.people.is_empty()
    assert store.people.everyone() == []
    store.people.add("p1", "ada", "Ada", Role.DIRECTOR, NOON)
    assert not store.people.is_empty()
    first = replace(ADA, role=Role.DIRECTOR, cohort=None, password_hash=None)
    assert store.people.everyone() == [first]


def test_cohorts_come_by_name_and_an_id_is_used_once(people: People) -> None:
    with pytest.raises(AlreadyTaken):
        people.add_cohort("c1", "Winter", NOON)
    assert people.cohorts() == [Cohort("c2", "Autumn", NOON), Cohort("c1", "Spring", NOON)]


def test_somebody_is_found_by_id_and_by_username_in_any_case(people: People) -> None:
    assert people.by_id("p1") == people.by_username("  ADA") == ADA
    assert people.by_id("ada") is people.by_username("p1") is None
    assert ADA.person == Person("p1", "Ada", Role.TRAINEE, "c1")


@pytest.mark.parametrize(("person_id", "username"), [("p2", "Ada"), ("p1", "bea")])
def test_a_username_or_an_id_is_used_once(people: People, person_id: str, username: str) -> None:
    with pytest.raises(AlreadyTaken):
        people.add(person_id, username, "Bea", Role.DIRECTOR, NOON)
    assert people.everyone() == [ADA]


def test_somebody_may_be_added_with_a_password(store: Store) -> None:
    store.people.add("p1", "ada", "Ada", Role.DIRECTOR, NOON, password_hash=HASH)
    account = store.people.by_id("p1")
    assert account is not None
    assert account.password_hash == HASH


def test_what_is_changed_about_somebody_stays_changed_and_nobody_else_is(people: People) -> None:
    people.add("p2", "bea", "Bea", Role.TRAINEE, NOON)
    bea = people.by_id("p2")
    people.set_active("p1", False)
    people.set_role("p1", Role.SUPERVISOR)
    people.set_cohort("p1", None)
    people.set_password_hash("p1", "another")
    assert people.by_id("p1") == Account(
        "p1", "ada", "Ada", Role.SUPERVISOR, None, "another", False, NOON
    )
    assert people.by_id("p2") == bea
    people.set_password_hash("p1", None)
    people.set_cohort("p1", "c2")
    people.set_active("p1", True)
    assert people.everyone() == [
        replace(ADA, role=Role.SUPERVISOR, cohort="c2", password_hash=None), bea,
    ]  # fmt: skip


def test_nobody_who_is_not_there_is_changed(people: People) -> None:
    with pytest.raises(NotFound, match="no such person"):
        people.set_active("nobody", False)
    with pytest.raises(NotFound, match="no such person"):
        people.set_role("nobody", Role.DIRECTOR)
    with pytest.raises(NotFound, match="no such person"):
        people.set_cohort("nobody", None)
    with pytest.raises(NotFound, match="no such person"):
        people.set_password_hash("nobody", None)


def test_a_supervisor_reads_the_cohorts_last_named(people: People) -> None:
    assert people.supervises("p1") == frozenset()
    people.set_supervises("p1", ["c1", "c2", "c1"])
    assert people.supervises("p1") == {"c1", "c2"}
    people.set_supervises("p1", {"c2"})
    assert people.supervises("p1") == {"c2"}
    people.set_supervises("p1", [])
    assert people.supervises("p1") == frozenset()
    assert people.supervises("nobody") == frozenset()


def test_a_cohort_has_days_that_can_change(people: People) -> None:
    first, last = NOON.date(), NOON.date() + timedelta(days=90)
    people.add_cohort("c3", "Winter", NOON, first, last)
    assert people.cohort("c3") == Cohort("c3", "Winter", NOON, first, last)
    people.change_cohort("c3", "Late winter", None, first)
    assert people.cohort("c3") == Cohort("c3", "Late winter", NOON, None, first)
    assert people.cohort("c1") == Cohort("c1", "Spring", NOON)
    assert people.cohort("c9") is None
    with pytest.raises(NotFound, match="no such cohort"):
        people.change_cohort("c9", "Nobody", None, None)


def test_every_change_of_place_is_kept_with_its_times(people: People) -> None:
    day = [NOON + timedelta(days=number) for number in range(8)]
    people.add("p2", "sam", "Sam", Role.SUPERVISOR, NOON)
    people.set_supervises("p2", ["c1", "c2"], day[1], "dee")
    people.set_supervises("p2", ["c2"], day[2], "dee")
    people.set_cohort("p1", "c2", day[3], "dee")
    people.set_active("p2", False, day[4], "dee")
    people.set_active("p2", True, day[5], "dee")
    people.set_active("p2", True, day[6], "dee")  # no change, so nothing is written
    people.set_role("p1", Role.SUPERVISOR, "c1", day[7], "dee")
    trainee, reader = Role.TRAINEE, Role.SUPERVISOR
    assert people.memberships() == [
        Membership("p1", "c1", trainee, NOON, day[3], ""),
        Membership("p2", "c1", reader, day[1], day[2], "dee"),
        Membership("p2", "c2", reader, day[1], day[4], "dee"),
        Membership("p1", "c2", trainee, day[3], day[7], "dee"),
        Membership("p2", "c2", reader, day[5], None, "dee"),
        Membership("p1", "c1", reader, day[7], None, "dee"),
    ]
    assert people.supervises("p1") == {"c1"}
    ada = people.by_id("p1")
    assert ada is not None and ada.cohort is None


def test_a_change_that_fails_leaves_the_history_alone(people: People) -> None:
    before = people.memberships()
    with pytest.raises(NotFound):
        people.set_cohort("nobody", "c1")
    with pytest.raises(AlreadyTaken):
        people.add("p2", "ADA", "Another", Role.TRAINEE, NOON, cohort="c2")
    assert people.memberships() == before


# --- sign-ins --------------------------------------------------------------------------------


def test_somebody_is_signed_in_until_it_expires(people: People) -> None:
    people.open_sign_in("token", "p1", NOON, LATER)
    assert people.signed_in("token", NOON) == ADA.person
    assert people.signed_in("token", LATER - timedelta(microseconds=1)) == ADA.person
    assert people.signed_in("token", LATER) is None
    assert people.signed_in("another", NOON) is None


def test_signing_out_ends_one_sign_in_and_signing_out_everywhere_all(people: People) -> None:
    people.add("p2", "bea", "Bea", Role.TRAINEE, NOON)
    for token, person in (("one", "p1"), ("two", "p1"), ("three", "p1"), ("hers", "p2")):
        people.open_sign_in(token, person, NOON, LATER)
    people.end_sign_in("one", NOON)
    assert people.signed_in("one", NOON) is None
    assert people.signed_in("two", NOON) == ADA.person
    people.end_all_sign_ins("p1", NOON)
    assert people.signed_in("two", NOON) is people.signed_in("three", NOON) is None
    assert people.signed_in("hers", NOON) is not None
    people.end_sign_in("nothing", NOON)


def test_open_sign_ins_are_told_by_when_and_without_their_secret(people: People) -> None:
    people.open_sign_in("t1", "p1", NOON, LATER)
    people.open_sign_in("t2", "p1", NOON + timedelta(minutes=1), LATER)
    people.open_sign_in("t3", "p1", NOON, LATER)
    people.end_sign_in("t3", NOON)
    found = people.open_sign_ins("p1", "t1", NOON)
    assert found == [
        SignIn(NOON + timedelta(minutes=1), LATER, False), SignIn(NOON, LATER, True)
    ]  # fmt: skip
    assert people.open_sign_ins("p1", "t1", LATER) == []
    assert people.open_sign_ins("nobody", "t1", NOON) == []


def test_somebody_who_is_not_active_is_not_signed_in(people: People) -> None:
    people.open_sign_in("token", "p1", NOON, LATER)
    people.set_active("p1", False)
    assert people.signed_in("token", NOON) is None


def test_a_changed_role_counts_at_once(people: People) -> None:
    people.open_sign_in("token", "p1", NOON, LATER)
    people.set_role("p1", Role.SUPERVISOR)
    assert people.signed_in("token", NOON) == Person("p1", "Ada", Role.SUPERVISOR, None)


def test_failures_are_counted_per_username_since_a_moment_until_forgotten(people: People) -> None:
    for minute in (0, 1, 2):
        people.note_failure("Ada", NOON + timedelta(minutes=minute))
    people.note_failure("bea", NOON)
    assert people.failures_since("ada ", NOON) == 3
    assert people.failures_since("ada", NOON + timedelta(minutes=1)) == 2
    assert people.failures_since("ada", LATER) == 0
    people.forget_failures("ADA")
    assert people.failures_since("ada", NOON) == 0
    assert people.failures_since("bea", NOON) == 1


def test_failures_are_not_kept_for_longer_than_a_day(people: People) -> None:
    people.note_failure("ada", NOON)
    people.note_failure("bea", NOON + timedelta(days=1, seconds=1))
    assert people.failures_since("ada", NOON - timedelta(days=9)) == 0
    assert people.failures_since("bea", NOON) == 1


@pytest.mark.parametrize("typed", ["x" * 5000, "a\0da", "'; DROP TABLE people; --", ""])
def test_anything_may_be_typed_as_a_username(people: People, typed: str) -> None:
    people.note_failure(typed, NOON)
    assert people.failures_since(typed, NOON) == 1
    assert people.by_username(typed) in (None, ADA)


def test_trouble_with_the_database_is_a_sentence_here_too(tmp_path: Any) -> None:
    store = Store(f"sqlite:///{tmp_path / 'no folder' / 'trainer.db'}")
    with pytest.raises(StoreUnavailable):
        store.people.is_empty()
    with pytest.raises(StoreUnavailable):
        store.people.note_failure("ada", NOON)
    store.close()
