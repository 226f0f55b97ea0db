"""A director's verbs: people, cohorts and content; never a word of anybody's reply."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from practice import BadInput, ContentError, NotFound, directing, practising
from practice.reviews import RatingRow, RepRow
from practice.roles import Role
from tests.people import BEN, CY, DEE, REPLY, SAM, Programme


def did(at: Programme) -> list[tuple[str, str, str]]:
    return [(line.by, line.did, line.about) for line in at.house.store.audit(20)]


def test_a_cohort_is_rows_levels_and_names_and_no_words(at: Programme) -> None:
    rep = at.signed()
    at.signed(BEN, by=replace(SAM, id="tom"))
    note = at.closing(CY)
    practising.submit(at.house, CY, note, please_look=True, note="I went blank at the end.")
    north = directing.cohort_data(at.house, DEE, "north")
    assert {row.trainee for row in north.rows} == {"ana", "cy"}
    assert north.names == {"ana": "Ana Lim", "cy": "Cy Novak"}
    assert {line.source for line in north.ratings} == {"self", "final"}
    assert {line.cohort for line in north.ratings} == {"north"}
    told = repr(north)
    for words in (REPLY, "I went blank", "You waited.", "Ask once."):
        assert words not in told
    assert rep in told
    both = directing.cohort_data(at.house, DEE, None)
    assert set(both.names) == {"ana", "ben", "cy"}
    assert len(both.rows) == 3


def test_the_rows_that_a_director_is_handed_have_no_room_for_words() -> None:
    named = {field.name for kind in (RepRow, RatingRow) for field in fields(kind)}
    assert not named & {"text", "note", "quote", "answer", "reply", "strength", "corrective"}


def test_members_are_everybody_by_name(at: Programme) -> None:
    found = directing.members(at.house, DEE)
    assert [member.name for member in found] == sorted(member.name for member in found)
    reads = {member.id: member.supervises for member in found}
    assert (reads["sam"], reads["tom"], reads["ana"]) == ({"north"}, {"south"}, frozenset())


def test_a_cohort_is_started_once_under_its_name(at: Programme) -> None:
    cohort = directing.add_cohort(at.house, DEE, "  The west ")
    assert cohort in {group.id for group in directing.groups(at.house, DEE)}
    assert did(at)[0] == ("dee", "started a cohort", cohort)
    for name in ("the WEST", "", "x" * 101):
        with pytest.raises(BadInput):
            directing.add_cohort(at.house, DEE, name)
    assert len(directing.groups(at.house, DEE)) == 3


def test_an_invitation_lets_somebody_join_and_is_noted(at: Programme) -> None:
    secret = directing.invite(at.house, DEE, " Eli Moss ", Role.TRAINEE, "north")
    assert len(secret) >= 32
    assert did(at)[0] == ("dee", "invited a trainee", "north")
    assert secret not in repr(did(at))
    assert directing.invite(at.house, DEE, "Fay Orr", Role.DIRECTOR, None) != secret


@pytest.mark.parametrize(
    ("name", "role", "cohort"),
    [("", Role.TRAINEE, "north"), ("Eli", Role.TRAINEE, None), ("Eli", Role.SUPERVISOR, "gone"),
     ("E" * 300, Role.TRAINEE, "north")],
)  # fmt: skip
def test_an_invitation_that_cannot_be_sent_is_refused_and_not_noted(
    at: Programme, name: str, role: Role, cohort: str | None
) -> None:
    with pytest.raises(BadInput):
        directing.invite(at.house, DEE, name, role, cohort)
    assert did(at) == []


def test_a_new_password_link_is_made_for_somebody_who_is_there(at: Programme) -> None:
    assert directing.new_password_link(at.house, DEE, "ana")
    assert did(at) == [("dee", "made a new-password link", "ana")]
    with pytest.raises(NotFound):
        directing.new_password_link(at.house, DEE, "gone")
    assert len(did(at)) == 1


def test_access_ends_and_comes_back_and_signed_work_stays(at: Programme) -> None:
    rep = at.signed()
    directing.set_active(at.house, DEE, "ana", False)
    assert not {m.id: m.active for m in directing.members(at.house, DEE)}["ana"]
    assert at.house.store.row(rep).signed_by == "sam"
    directing.set_active(at.house, DEE, "ana", True)
    assert {m.id: m.active for m in directing.members(at.house, DEE)}["ana"]
    assert [line[1] for line in did(at)[:2]] == ["restored access", "ended access"]


def test_nobody_ends_their_own_access_or_that_of_nobody(at: Programme) -> None:
    with pytest.raises(BadInput, match="another director"):
        directing.set_active(at.house, DEE, "dee", False)
    with pytest.raises(NotFound):
        directing.set_active(at.house, DEE, "gone", False)
    assert {m.id: m.active for m in directing.members(at.house, DEE)}["dee"]


def test_a_supervisor_reads_the_cohorts_they_were_given(at: Programme) -> None:
    directing.set_supervises(at.house, DEE, "sam", ["south"])
    assert at.house.store.people.supervises("sam") == {"south"}
    assert did(at)[0] == ("dee", "changed a supervisor's cohorts", "sam")
    with pytest.raises(NotFound, match="no such cohort"):
        directing.set_supervises(at.house, DEE, "sam", ["south", "gone"])
    with pytest.raises(BadInput, match="Only a supervisor"):
        directing.set_supervises(at.house, DEE, "ana", ["north"])
    assert at.house.store.people.supervises("sam") == {"south"}


def test_a_director_sees_what_was_left_out_and_why(at: Programme) -> None:
    problem = ContentError("cases/x.yaml", 3, "id", "is missing")
    at.with_(content=replace(at.house.content, problems=(problem,)))
    shelves = directing.shelves(at.house, DEE)
    assert shelves.problems == (problem,)
    assert {case.id for case in shelves.cases} == set(at.house.content.cases)


def test_the_help_text_is_the_programmes_and_for_everybody(at: Programme) -> None:
    assert directing.help_text(at.house) == directing.HELP_TEXT
    text = "Ring Mo on 01 before anything else, or walk over."
    directing.set_help_text(at.house, DEE, f" {text} ")
    assert directing.help_text(at.house) == text
    for wrong in ("Ring Mo.", "x" * 2001):
        with pytest.raises(BadInput):
            directing.set_help_text(at.house, DEE, wrong)
    assert directing.help_text(at.house) == text


def test_without_a_supervisor_who_may_sign_in_it_is_practice_only(at: Programme) -> None:
    assert directing.has_supervisor(at.house)
    for supervisor in ("sam", "sia"):
        directing.set_active(at.house, DEE, supervisor, False)
    assert directing.has_supervisor(at.house), "one is left"
    directing.set_active(at.house, DEE, "tom", False)
    assert not directing.has_supervisor(at.house)
