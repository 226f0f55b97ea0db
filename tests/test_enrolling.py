"""A director's verbs about people: cohorts, links, roles, access, and who read whom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from practice import BadInput, NotAllowed, NotFound, beginning, enrolling, practising
from practice.adapters.accounts import INVITATION_LASTS, PASSWORD_LINK_LASTS, fingerprint
from practice.adapters.links import JOIN
from practice.enrolling import NewLink
from practice.memberships import Reading
from practice.roles import Person, Role
from tests.people import ANA, DEE, MONDAY, Programme

PASSWORD = "seven quiet herons"


def did(at: Programme) -> list[tuple[str, str, str]]:
    return [(line.by, line.did, line.about) for line in at.house.store.audit(20)]


def signed_in(at: Programme, name: str, role: Role, cohort: str | None) -> tuple[Person, str]:
    """Somebody who joined by a link, with the token of their sign-in."""
    link = enrolling.invite(at.house, DEE, name, role, cohort)
    token = at.house.accounts.join(link, name.lower(), PASSWORD)
    person = at.house.accounts.who(token)
    assert person is not None
    return person, token


def test_members_are_everybody_by_name(at: Programme) -> None:
    found = enrolling.members(at.house, DEE)
    assert [member.name for member in found] == sorted(member.name for member in found)
    reads = {member.id: member.supervises for member in found}
    assert (reads["sam"], reads["tom"], reads["ana"]) == ({"north"}, {"south"}, frozenset())


def test_a_cohort_is_started_once_under_its_name(at: Programme) -> None:
    cohort = enrolling.add_cohort(at.house, DEE, "  The west ")
    assert cohort in {group.id for group in enrolling.groups(at.house, DEE)}
    assert did(at)[0] == ("dee", "started a cohort", cohort)
    for name in ("the WEST", "", "x" * 101):
        with pytest.raises(BadInput):
            enrolling.add_cohort(at.house, DEE, name)
    assert len(enrolling.groups(at.house, DEE)) == 3


def test_an_invitation_lets_somebody_join_and_is_noted(at: Programme) -> None:
    secret = enrolling.invite(at.house, DEE, " Eli Moss ", Role.TRAINEE, "north")
    assert len(secret) >= 32
    assert did(at)[0] == ("dee", "invited a trainee", "north")
    assert secret not in repr(did(at))
    assert enrolling.invite(at.house, DEE, "Fay Orr", Role.DIRECTOR, None) != secret


@pytest.mark.parametrize(
    ("name", "role", "cohort"),
    [("", Role.TRAINEE, "north"), ("Eli", Role.TRAINEE, None), ("Eli", Role.SUPERVISOR, "gone"),
     ("E" * 300, Role.TRAINEE, "north")],
)  # fmt: skip
def test_an_invitation_that_cannot_be_sent_is_refused_and_not_noted(
    at: Programme, name: str, role: Role, cohort: str | None
) -> None:
    with pytest.raises(BadInput):
        enrolling.invite(at.house, DEE, name, role, cohort)
    assert did(at) == []


def test_a_new_password_link_is_made_for_somebody_who_is_there(at: Programme) -> None:
    assert enrolling.new_password_link(at.house, DEE, "ana")
    assert did(at) == [("dee", "made a new-password link", "ana")]
    with pytest.raises(NotFound):
        enrolling.new_password_link(at.house, DEE, "gone")
    assert len(did(at)) == 1


def test_access_ends_and_comes_back_and_signed_work_stays(at: Programme) -> None:
    rep = at.signed()
    enrolling.set_active(at.house, DEE, "ana", False)
    assert not {m.id: m.active for m in enrolling.members(at.house, DEE)}["ana"]
    assert at.house.store.row(rep).signed_by == "sam"
    enrolling.set_active(at.house, DEE, "ana", True)
    assert {m.id: m.active for m in enrolling.members(at.house, DEE)}["ana"]
    assert [line[1] for line in did(at)[:2]] == ["restored access", "ended access"]


def test_nobody_ends_their_own_access_or_that_of_nobody(at: Programme) -> None:
    with pytest.raises(BadInput, match="another director"):
        enrolling.set_active(at.house, DEE, "dee", False)
    with pytest.raises(NotFound):
        enrolling.set_active(at.house, DEE, "gone", False)
    assert {m.id: m.active for m in enrolling.members(at.house, DEE)}["dee"]


def test_a_supervisor_reads_the_cohorts_they_were_given(at: Programme) -> None:
    enrolling.set_supervises(at.house, DEE, "sam", ["south"])
    assert at.house.store.people.supervises("sam") == {"south"}
    assert did(at)[0] == ("dee", "changed a supervisor's cohorts", "sam")
    with pytest.raises(NotFound, match="no such cohort"):
        enrolling.set_supervises(at.house, DEE, "sam", ["south", "gone"])
    with pytest.raises(BadInput, match="Only a supervisor"):
        enrolling.set_supervises(at.house, DEE, "ana", ["north"])
    assert at.house.store.people.supervises("sam") == {"south"}


def test_a_cohort_has_days_and_comes_last_once_it_is_over(at: Programme) -> None:
    first, last = MONDAY.date(), MONDAY.date() + timedelta(days=1)
    enrolling.change_cohort(at.house, DEE, "north", " The  far north ", first, last)
    north = next(g for g in enrolling.groups(at.house, DEE) if g.id == "north")
    assert (north.name, north.begins, north.ends, north.over) == (
        "The far north", first, last, False,
    )  # fmt: skip
    assert did(at) == [("dee", "changed a cohort", "north")]
    at.clock.later(days=2)
    assert [(g.id, g.over) for g in enrolling.groups(at.house, DEE)] == [
        ("south", False), ("north", True),
    ]  # fmt: skip
    for name, begins, ends in (("The south", None, None), ("", None, None), ("N", last, first)):
        with pytest.raises(BadInput):
            enrolling.change_cohort(at.house, DEE, "north", name, begins, ends)
    with pytest.raises(NotFound):
        enrolling.change_cohort(at.house, DEE, "gone", "Gone", None, None)
    assert len(did(at)) == 1


def test_after_the_last_day_a_trainee_reads_and_finishes_and_begins_nothing(at: Programme) -> None:
    begun = at.drill()
    last = MONDAY.date()
    enrolling.change_cohort(at.house, DEE, "north", "The north", None, last)
    assert beginning.over_since(at.house, ANA) is None
    at.begin()
    at.clock.later(days=1)
    assert beginning.over_since(at.house, ANA) == last
    with pytest.raises(NotAllowed, match="ended on 2 March 2026"):
        at.begin()
    practising.reply(at.house, ANA, begun, "What went through your mind just then?")
    assert len(practising.my_reps(at.house, ANA)) == 2
    enrolling.change_cohort(at.house, DEE, "north", "The north", None, date(2026, 3, 31))
    at.begin()


def test_open_links_say_whom_for_and_until_when_and_can_be_withdrawn(at: Programme) -> None:
    secret = enrolling.invite(at.house, DEE, "Eli Moss", Role.TRAINEE, "north")
    enrolling.new_password_link(at.house, DEE, "ana")
    password, join = enrolling.open_links(at.house, DEE)
    assert (join.name, join.role, join.cohort, join.to_join) == (
        "Eli Moss", Role.TRAINEE, "north", True,
    )  # fmt: skip
    assert (join.made_at, join.ends_at) == (MONDAY, MONDAY + INVITATION_LASTS)
    assert (password.name, password.to_join) == ("Ana Lim", False)
    assert password.ends_at == MONDAY + PASSWORD_LINK_LASTS
    assert secret not in repr(enrolling.open_links(at.house, DEE))
    enrolling.withdraw(at.house, DEE, join.id)
    assert did(at)[0] == ("dee", "withdrew a link", "north")
    with pytest.raises(NotFound, match="does not work"):
        at.house.accounts.invited(secret, JOIN)
    with pytest.raises(NotFound, match="used or withdrawn"):
        enrolling.withdraw(at.house, DEE, join.id)
    at.clock.later(days=2)
    assert [link.ended for link in enrolling.open_links(at.house, DEE)] == [True]
    at.clock.later(days=40)
    assert enrolling.open_links(at.house, DEE) == []


def test_a_renewed_link_ends_the_old_one_and_leads_the_same_person_in(at: Programme) -> None:
    old = enrolling.invite(at.house, DEE, "Eli Moss", Role.SUPERVISOR, "south")
    at.clock.later(days=9)  # it has ended, and is still listed
    (link,) = enrolling.open_links(at.house, DEE)
    new = enrolling.renew(at.house, DEE, link.id)
    assert new == NewLink("Eli Moss", new.path, at.clock() + INVITATION_LASTS)
    assert did(at)[0] == ("dee", "renewed a link", "south")
    with pytest.raises(NotFound):
        at.house.accounts.join(old, "eli", PASSWORD)
    token = at.house.accounts.join(new.path.removeprefix("/join/"), "eli", PASSWORD)
    eli = at.house.accounts.who(token)
    assert eli is not None and eli.role is Role.SUPERVISOR
    assert at.house.store.people.supervises(eli.id) == {"south"}
    enrolling.new_password_link(at.house, DEE, eli.id)
    (link,) = enrolling.open_links(at.house, DEE)
    assert enrolling.renew(at.house, DEE, link.id).path.startswith("/new-password/")


def test_a_new_role_a_lost_access_and_a_sign_out_end_every_sign_in(at: Programme) -> None:
    people, accounts = at.house.store.people, at.house.accounts
    eli, token = signed_in(at, "Eli", Role.TRAINEE, "north")
    again = accounts.sign_in("eli", PASSWORD)
    assert len(enrolling.sign_ins(at.house, DEE, eli.id)) == 2
    assert token not in repr(enrolling.sign_ins(at.house, DEE, eli.id))
    assert fingerprint(token) not in repr(enrolling.sign_ins(at.house, DEE, eli.id))
    enrolling.set_role(at.house, DEE, eli.id, Role.SUPERVISOR, "south")
    assert did(at)[0] == ("dee", "made somebody a supervisor", eli.id)
    assert accounts.who(token) is accounts.who(again) is None
    assert people.supervises(eli.id) == {"south"}
    now = accounts.sign_in("eli", PASSWORD)
    assert accounts.who(now) == Person(eli.id, "Eli", Role.SUPERVISOR, None)
    enrolling.sign_out(at.house, DEE, eli.id)
    assert did(at)[0] == ("dee", "signed somebody out everywhere", eli.id)
    assert accounts.who(now) is None
    now = accounts.sign_in("eli", PASSWORD)
    enrolling.set_active(at.house, DEE, eli.id, False)
    enrolling.set_active(at.house, DEE, eli.id, True)
    assert accounts.who(now) is None, "restored access does not bring an old sign-in back"


def test_work_keeps_the_role_it_was_done_in(at: Programme) -> None:
    at.signed()
    before = did(at)
    with pytest.raises(BadInput, match="practised here as a trainee"):
        enrolling.set_role(at.house, DEE, "ana", Role.SUPERVISOR, "north")
    with pytest.raises(BadInput, match="signed work here as a supervisor"):
        enrolling.set_role(at.house, DEE, "sam", Role.TRAINEE, "north")
    for person, role, cohort in (
        ("dee", Role.SUPERVISOR, "north"), ("cy", Role.TRAINEE, "north"),
        ("cy", Role.SUPERVISOR, None),
    ):  # fmt: skip
        with pytest.raises(BadInput):
            enrolling.set_role(at.house, DEE, person, role, cohort)
    with pytest.raises(NotFound):
        enrolling.set_role(at.house, DEE, "cy", Role.SUPERVISOR, "gone")
    assert did(at) == before
    enrolling.set_role(at.house, DEE, "sam", Role.DIRECTOR, None)
    assert at.house.store.people.supervises("sam") == frozenset()


def test_the_history_says_who_read_whose_work_from_when_to_when(at: Programme) -> None:
    at.clock.later(days=7)
    week = at.clock()
    enrolling.set_supervises(at.house, DEE, "sam", ["south"])
    at.clock.later(days=7)
    fortnight = at.clock()
    enrolling.set_cohort(at.house, DEE, "ana", "south")
    assert did(at)[0] == ("dee", "moved a trainee to another cohort", "ana")
    found = enrolling.history(at.house, DEE, "ana")
    assert [(m.cohort, m.since, m.until) for m in found.memberships] == [
        ("south", fortnight, None), ("north", MONDAY, fortnight),
    ]  # fmt: skip
    assert found.names["sam"] == "Sam Roth"
    assert set(found.readings) == {
        Reading("sam", "ana", "south", fortnight, None),
        Reading("tom", "ana", "south", fortnight, None),
        Reading("sia", "ana", "north", MONDAY, fortnight),
        Reading("sam", "ana", "north", MONDAY, week),
    }
    assert {line.reader for line in enrolling.history(at.house, DEE, "sam").readings} == {"sam"}
    with pytest.raises(BadInput, match="Only a trainee"):
        enrolling.set_cohort(at.house, DEE, "sam", "north")
    with pytest.raises(NotFound):
        enrolling.set_cohort(at.house, DEE, "cy", "gone")
    with pytest.raises(NotFound):
        enrolling.history(at.house, DEE, "gone")
