"""Taking a list of people in: all of it or nothing, links told once, and the same list again."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from practice import AlreadyTaken, BadInput, NotFound, WrongStage, admitting, enrolling
from practice.adapters.accounts import INVITATION_LASTS
from practice.adapters.links import JOIN
from practice.arrivals import Fate, LinkFor
from practice.roles import Person, Role
from practice.rosters import File
from tests.people import DEE, MONDAY, Programme

PASSWORD = "seven quiet herons"
HEAD = "name,username,e-mail,role,cohort\n"
LIST = HEAD + (
    "Eli Moss,eli,eli@uni.example,trainee,The north\n"
    "Fay Orr,,fay@uni.example,supervisor,The north | Winter\n"
    "Ana Lim,ana,ana@uni.example,trainee,The south\n"
    "Sam Roth,sam,,supervisor,The south\n"
)


def files(text: str = LIST) -> Sequence[File]:
    return [File("list.csv", text.encode())]


def taken_in(at: Programme, text: str = LIST) -> list[LinkFor]:
    plan = admitting.preview(at.house, DEE, files(text))
    return admitting.take_in(at.house, DEE, files(text), None, plan.mark)


def everything(at: Programme) -> tuple[object, ...]:
    people, store = at.house.store.people, at.house.store
    return (people.everyone(), people.cohorts(), people.reads(), people.memberships(),
            at.house.accounts.open_links(), store.audit(99))  # fmt: skip


def test_a_look_writes_nothing(at: Programme) -> None:
    before = everything(at)
    plan = admitting.preview(at.house, DEE, files())
    assert [a.fate for a in plan.arrivals] == [Fate.NEW, Fate.NEW, Fate.CHANGED, Fate.CHANGED]
    assert plan.starts == ("Winter",)
    assert everything(at) == before


def test_a_list_is_taken_in_and_gives_each_new_person_a_link(at: Programme) -> None:
    people, accounts = at.house.store.people, at.house.accounts
    eli, fay = taken_in(at)
    assert (eli.name, eli.username, eli.cohorts) == ("Eli Moss", "eli", ("The north",))
    assert fay.ends_at == MONDAY + INVITATION_LASTS
    winter = next(c.id for c in people.cohorts() if c.name == "Winter")
    account = people.by_username("fay@uni.example")
    assert account is not None and account.email == "fay@uni.example"
    assert people.supervises(account.id) == {"north", winter}
    ana = people.by_id("ana")
    assert ana is not None and (ana.cohort, ana.email) == ("south", "ana@uni.example")
    assert people.supervises("sam") == {"north", "south"}
    assert {(m.person, m.cohort) for m in people.memberships() if m.by == "dee"} == {
        (ana.id, "south"), ("sam", "south"), (account.id, "north"), (account.id, winter),
        (people.by_username("eli").id, "north"),  # type: ignore[union-attr]  # it is there
    }  # fmt: skip
    (line,) = at.house.store.audit(9)
    assert (line.by, line.did, line.about) == ("dee", "took in a list of 4 people", "programme")
    secret = fay.path.removeprefix("/join/")
    assert secret not in repr(everything(at))
    assert accounts.invited(secret, JOIN).username == "fay@uni.example"
    token = accounts.join(secret, "somebody-else", PASSWORD)
    assert accounts.who(token) == Person(account.id, "Fay Orr", Role.SUPERVISOR, None)
    with pytest.raises(NotFound):
        accounts.join(secret, "", PASSWORD)


def test_before_the_link_is_used_nobody_can_sign_in_and_it_can_be_renewed(at: Programme) -> None:
    eli, _ = taken_in(at)
    assert not {m.username: m.has_joined for m in enrolling.members(at.house, DEE)}["eli"]
    with pytest.raises(Exception, match="do not belong together"):
        at.house.accounts.sign_in("eli", "")
    at.clock.later(days=8)
    link = next(line for line in enrolling.open_links(at.house, DEE) if line.name == "Eli Moss")
    assert link.to_join and link.ended
    new = enrolling.renew(at.house, DEE, link.id)
    with pytest.raises(NotFound):
        at.house.accounts.join(eli.path.removeprefix("/join/"), "", PASSWORD)
    assert at.house.accounts.join(new.path.removeprefix("/join/"), "", PASSWORD)
    assert {m.username: m.has_joined for m in enrolling.members(at.house, DEE)}["eli"]


def test_a_new_password_ends_the_link_of_the_list_as_well(at: Programme) -> None:
    eli, _ = taken_in(at)
    person = at.house.store.people.by_username("eli")
    assert person is not None
    other = enrolling.new_password_link(at.house, DEE, person.id)
    at.house.accounts.set_password(other, PASSWORD)
    with pytest.raises(NotFound):
        at.house.accounts.join(eli.path.removeprefix("/join/"), "", PASSWORD)


def test_the_same_list_again_changes_nothing(at: Programme) -> None:
    taken_in(at)
    before = everything(at)
    plan = admitting.preview(at.house, DEE, files())
    assert {arrival.fate for arrival in plan.arrivals} == {Fate.KNOWN}
    assert not plan.does_something
    assert everything(at) == before


def test_one_bad_line_keeps_the_whole_list_out(at: Programme) -> None:
    before = everything(at)
    bad = LIST + "Gus Ray,,,trainee,The north\n"
    plan = admitting.preview(at.house, DEE, files(bad))
    assert [(fault.line, fault.field) for fault in plan.faults] == [(6, "username")]
    with pytest.raises(BadInput, match="One mistake has to be mended first"):
        admitting.take_in(at.house, DEE, files(bad), None, plan.mark)
    with pytest.raises(BadInput, match="4 mistakes"):
        admitting.take_in(at.house, DEE, files(bad + ",,,,\n,x,,,\n"), None, plan.mark)
    assert everything(at) == before


def test_what_was_looked_at_is_what_is_done(at: Programme) -> None:
    plan = admitting.preview(at.house, DEE, files())
    enrolling.set_cohort(at.house, DEE, "ana", "south")
    before = everything(at)
    with pytest.raises(WrongStage, match="changed since you looked"):
        admitting.take_in(at.house, DEE, files(), None, plan.mark)
    with pytest.raises(WrongStage):
        admitting.take_in(at.house, DEE, files(LIST + "G,gus,,,The north\n"), None, plan.mark)
    assert everything(at) == before


def test_a_list_that_fails_halfway_leaves_nothing_behind(
    at: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody takes a username of the list between the check and the writing."""
    before = everything(at)
    plan = admitting.preview(at.house, DEE, files())
    planned = admitting._planned

    def late(*arguments: object) -> object:
        found = planned(*arguments)  # type: ignore[arg-type]  # passed on as they came
        at.house.store.people.add("late", "fay@uni.example", "Fay O", Role.TRAINEE, MONDAY)
        return found

    monkeypatch.setattr(admitting, "_planned", late)
    with pytest.raises(AlreadyTaken, match="Nothing was taken in"):
        admitting.take_in(at.house, DEE, files(), None, plan.mark)
    people = at.house.store.people.everyone()
    assert [a for a in people if a.id != "late"] == before[0]
    assert everything(at)[1:] == before[1:]


def test_one_person_is_admitted_by_their_e_mail_address(at: Programme) -> None:
    link = admitting.admit(
        at.house, DEE, " Eli  Moss ", "Eli@Uni.example", Role.TRAINEE, ["The north"]
    )
    eli = at.house.store.people.by_username("eli@uni.example")
    assert eli is not None and (eli.name, eli.cohort) == ("Eli Moss", "north")
    assert at.house.store.audit(1)[0].did == "invited a trainee"
    assert link.path.startswith("/join/")
    before = everything(at)
    for name, email, role, cohorts in (
        ("Eli Moss", "eli@uni.example", Role.TRAINEE, ["The north"]),  # is here already
        ("Gus Ray", "gus", Role.TRAINEE, ["The north"]),
        ("", "gus@uni.example", Role.TRAINEE, ["The north"]),
        ("Gus Ray", "gus@uni.example", Role.TRAINEE, []),
        ("Eli Moss", "eli@uni.example", Role.SUPERVISOR, ["The north"]),
    ):
        with pytest.raises(BadInput):
            admitting.admit(at.house, DEE, name, email, role, cohorts)
    assert everything(at) == before
