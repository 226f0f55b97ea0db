"""Whom a provider vouches for, and who comes in: by subject, address or rule, or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from practice import AlreadyTaken, NotAllowed, admitting, enrolling
from practice.adapters.accounts import Accounts
from practice.adapters.store import Store
from practice.adapters.vouching import Unknown, come_in
from practice.claims import Rule, Vouched
from practice.roles import Person, Role
from tests.people import DEE, Programme

ELI = Vouched("https://idp.example", "u-1", "Eli Moss", "eli@uni.example", frozenset({"cbt"}),
              "eli@uni.example")  # fmt: skip
TRAINEES = Rule(group="cbt", role=Role.TRAINEE, cohort="the NORTH")
READERS = Rule(group="readers", role=Role.SUPERVISOR, cohort="The south")
STAFF = Rule(email="Eli@uni.example", role=Role.DIRECTOR)


def come(at: Programme, who: Vouched, *rules: Rule) -> Person:
    """Who somebody is once they are in."""
    found = at.house.accounts.who(come_in(at.house.accounts, who, rules, "default"))
    assert found is not None
    return found


def refused(at: Programme, who: Vouched, *rules: Rule) -> str:
    before = at.house.store.people.everyone()
    with pytest.raises(NotAllowed) as caught:
        come_in(at.house.accounts, who, rules, "default")
    assert at.house.store.people.everyone() == before
    return str(caught.value)


def invited(at: Programme) -> str:
    admitting.admit(at.house, DEE, "Eli Moss", ELI.email, Role.TRAINEE, ["The north"])
    account = at.house.store.people.by_email(ELI.email)
    assert account is not None
    return account.id


def did(at: Programme) -> list[tuple[str, str]]:
    return [(line.by, line.did) for line in at.house.store.audit(9)]


def test_the_unknown_are_refused_and_told_what_to_ask_for(at: Programme) -> None:
    told = refused(at, ELI)
    assert told == (
        "You are signed in as eli@uni.example, and nobody here knows you by that. Ask your "
        "programme's director to invite you with the e-mail address of that sign-in."
    )
    with pytest.raises(Unknown):
        come_in(at.house.accounts, ELI, [READERS], "default")
    assert did(at) == []


def test_an_address_that_a_director_gave_lets_somebody_in_and_their_subject_from_then_on(
    at: Programme,
) -> None:
    person = invited(at)
    assert "knows you" in refused(at, replace(ELI, email=""))  # not verified, so not theirs
    assert come(at, ELI) == Person(person, "Eli Moss", Role.TRAINEE, "north")
    assert did(at)[0] == (person, "came by single sign-on first")
    assert come(at, replace(ELI, email="married@uni.example", name="Eli Orr")).id == person
    assert come(at, replace(ELI, email="")).id == person
    assert len(did(at)) == 2
    assert {m.id: (m.by_sign_on, m.has_joined) for m in enrolling.members(at.house, DEE)}[
        person
    ] == (True, True)


def test_an_address_that_was_given_to_somebody_else_since_lets_nobody_in(at: Programme) -> None:
    person = invited(at)
    come(at, ELI)
    other = replace(ELI, subject="u-2")
    assert "Somebody else has come in" in refused(at, other)
    assert "Somebody else has come in" in refused(at, other, TRAINEES)
    enrolling.forget_sign_on(at.house, DEE, person)
    assert did(at)[0] == ("dee", "forgot a single sign-on")
    assert come(at, other).id == person
    assert "Somebody else has come in" in refused(at, ELI)


def test_a_username_that_looks_like_an_address_is_nobodys_word_for_it(at: Programme) -> None:
    """Whoever joins by a link chooses their own username, also somebody else's address."""
    link = enrolling.invite(at.house, DEE, "Mallory", Role.TRAINEE, "north")
    at.house.accounts.join(link, ELI.email, "seven quiet herons")
    assert "knows you" in refused(at, ELI)
    eli = come(at, ELI, TRAINEES)
    assert eli.name == "Eli Moss"
    account = at.house.store.people.by_id(eli.id)
    assert account is not None and account.username.startswith("sign-on-")


def test_a_rule_makes_an_account_with_its_role_and_cohort(at: Programme) -> None:
    trainee = come(at, ELI, READERS, TRAINEES)
    assert (trainee.name, trainee.role, trainee.cohort) == ("Eli Moss", Role.TRAINEE, "north")
    assert did(at) == [(trainee.id, "came in by a rule as a trainee")]
    assert come(at, ELI, TRAINEES) == trainee
    assert at.house.store.people.memberships()[-1].person == trainee.id
    reader = come(at, replace(ELI, subject="u-2", email="", groups=frozenset({"readers"})), READERS)
    assert at.house.store.people.supervises(reader.id) == {"south"}
    gone = Rule(group="cbt", role=Role.TRAINEE, cohort="Nowhere")
    assert "cohort “Nowhere”, which is not there yet" in refused(
        at, replace(ELI, subject="u-4", email=""), gone
    )


def test_whoever_came_by_a_rule_needs_one_each_time(at: Programme) -> None:
    eli = come(at, ELI, TRAINEES)
    token = come_in(at.house.accounts, ELI, [TRAINEES], "default")
    assert "does not belong to this programme any more" in refused(
        at, replace(ELI, groups=frozenset()), TRAINEES
    )
    assert at.house.accounts.who(token) is None, "and the open sign-ins end"
    assert come(at, ELI, TRAINEES).id == eli.id


def test_a_rule_that_says_another_role_changes_it_unless_work_hangs_on_the_old_one(
    at: Programme,
) -> None:
    eli = come(at, ELI, TRAINEES)
    token = come_in(at.house.accounts, ELI, [TRAINEES], "default")
    reader = come(at, ELI, Rule(group="cbt", role=Role.SUPERVISOR, cohort="The south"))
    assert (reader.id, reader.role) == (eli.id, Role.SUPERVISOR)
    assert at.house.accounts.who(token) is None
    assert at.house.store.people.supervises(eli.id) == {"south"}
    eli = come(at, ELI, TRAINEES)
    at.drill(eli)
    assert "worked as a trainee, and that stays so" in refused(at, ELI, STAFF)
    assert come(at, ELI, TRAINEES) == eli


def test_a_directors_word_is_not_undone_by_a_rule(at: Programme) -> None:
    person = invited(at)
    staff = Rule(group="cbt", role=Role.DIRECTOR)
    assert come(at, ELI, staff) == Person(person, "Eli Moss", Role.TRAINEE, "north")
    enrolling.set_active(at.house, DEE, person, False)
    assert "closed" in refused(at, ELI, staff)


def test_an_account_that_is_closed_stays_closed_at_the_first_visit_too(at: Programme) -> None:
    person = invited(at)
    enrolling.set_active(at.house, DEE, person, False)
    assert "closed" in refused(at, ELI, TRAINEES)


def test_before_the_set_up_nobody_comes_in_this_way(at: Programme, tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'new.db'}")
    store.migrate()
    with pytest.raises(NotAllowed, match="not set up yet"):
        come_in(Accounts(store.people, at.clock), ELI, [STAFF], "default")
    store.close()


def test_of_two_first_visits_at_once_one_makes_the_account(
    at: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    come(at, ELI, TRAINEES)
    people = at.house.store.people
    monkeypatch.setattr(people.identities, "find", lambda *_: None)
    monkeypatch.setattr(people, "by_email", lambda *_: None)
    before = people.everyone()
    with pytest.raises(AlreadyTaken):
        come_in(at.house.accounts, ELI, [TRAINEES], "default")
    assert people.everyone() == before
