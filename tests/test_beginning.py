"""Choosing and beginning a rep: one id is one rep, and what it is read against is fixed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from practice import NotFound, beginning, practising, supervising
from practice.cases import Difficulty
from practice.record import Kind, NextRep
from practice.roles import Person
from practice.schedule import Proposal
from tests.people import ANA, BEN, CY, SAM, Programme

WISH = Proposal(Kind.DRILL, "cds", "cds.pin", "beginner", "first-panic", "s9", "You chose it.")


def test_beginning_the_same_id_twice_is_one_rep(at: Programme) -> None:
    assert beginning.begin(at.house, ANA, WISH, "rep-a") == "rep-a"
    practising.start(at.house, ANA, "rep-a")
    before = at.written("rep-a")
    assert beginning.begin(at.house, ANA, WISH, "rep-a") == "rep-a"
    assert at.written("rep-a") == before
    assert [row.id for row in beginning.my_reps(at.house, ANA)] == ["rep-a"]


def test_an_id_that_somebody_else_has_is_not_there(at: Programme) -> None:
    beginning.begin(at.house, ANA, WISH, "rep-a")
    with pytest.raises(NotFound, match="no such rep"):
        beginning.begin(at.house, CY, WISH, "rep-a")
    assert beginning.my_reps(at.house, CY) == []


def test_a_rep_remembers_the_versions_it_will_be_read_against(at: Programme) -> None:
    beginning.begin(at.house, ANA, WISH, "rep-a")
    plan = practising.look(at.house, ANA, "rep-a").plan
    case, rubric = at.house.content.case("first-panic"), at.house.content.rubric("cds")
    assert (plan.case_version, plan.case_fingerprint) == (case.version, case.fingerprint)
    assert (plan.rubric_version, plan.rubric_fingerprint) == (rubric.version, rubric.fingerprint)
    assert plan.recognition
    assert plan.transfer_case not in (None, "first-panic")


def test_an_encounter_has_no_transfer_and_no_recognition(at: Programme) -> None:
    plan = practising.look(at.house, ANA, at.begin(ANA, Kind.ENCOUNTER)).plan
    assert (plan.stimulus, plan.transfer_case, plan.recognition) == (None, None, False)


def test_the_same_id_draws_the_same_lines_and_another_id_others(at: Programme) -> None:
    def seed(me: Person, rep: str) -> int:
        beginning.begin(at.house, me, WISH, rep)
        return practising.look(at.house, me, rep).plan.seed

    assert seed(ANA, "rep-a") == seed(ANA, "rep-a") == 0xDCAEC3C0
    assert seed(ANA, "rep-b") != seed(ANA, "rep-a")


@pytest.mark.parametrize(
    "change",
    [{"case": "gone"}, {"skill": "gone"}, {"criterion": "cds.gone"}, {"stimulus": "gone"}],
)
def test_a_wish_for_what_is_not_there_begins_nothing(at: Programme, change: dict[str, str]) -> None:
    with pytest.raises(NotFound):
        beginning.begin(at.house, ANA, replace(WISH, **change), "rep-a")
    assert beginning.my_reps(at.house, ANA) == []


def test_ids_are_long_and_never_the_same() -> None:
    ids = {beginning.new_rep_id() for _ in range(200)}
    assert len(ids) == 200
    assert all(16 <= len(rep) <= 40 for rep in ids)


def test_a_list_holds_a_trainees_own_reps_the_newest_first(at: Programme) -> None:
    for me, rep in ((ANA, "a-1"), (BEN, "b-1"), (ANA, "a-2")):
        at.clock.later(minutes=1)
        beginning.begin(at.house, me, WISH, rep)
    assert [row.id for row in beginning.my_reps(at.house, ANA)] == ["a-2", "a-1"]
    assert {row.cohort for row in beginning.my_reps(at.house, BEN)} == {"south"}


def test_what_nobody_has_written_cannot_be_chosen(at: Programme) -> None:
    with pytest.raises(NotFound):
        beginning.choose(at.house, ANA, Kind.DRILL, "gone", "cds.pin", "beginner")
    found = beginning.choose(at.house, ANA, Kind.DRILL, "cds", "cds.pin", "beginner")
    assert found.because == "You chose it."


def test_an_assigned_rep_is_proposed_until_it_is_begun(at: Programme) -> None:
    rep = at.sent()
    at.blind(rep)
    wish = NextRep(skill="pse", criterion="pse.check", level="intermediate")
    supervising.sign(at.house, SAM, rep, strength="You waited.", corrective="Ask.", next_rep=wish)
    found = beginning.proposal(at.house, ANA)
    assert found is not None
    assert (found.criterion, found.level, found.assigned_by) == ("pse.check", "intermediate", "sam")
    at.clock.later(days=1)
    beginning.begin(at.house, ANA, found, "assigned")
    assert practising.look(at.house, ANA, "assigned").plan.assigned_by == "sam"
    later = beginning.proposal(at.house, ANA)
    assert later is not None
    assert later.assigned_by is None


def test_a_wish_stands_although_something_without_one_was_signed_since(at: Programme) -> None:
    rep = at.sent()
    at.blind(rep)
    wish = NextRep(skill="pse", criterion="pse.check", level="beginner")
    supervising.sign(at.house, SAM, rep, strength="You waited.", corrective="Ask.", next_rep=wish)
    at.signed(skill="ags", criterion="ags.order")
    found = beginning.proposal(at.house, ANA)
    assert found is not None
    assert (found.criterion, found.assigned_by) == ("pse.check", "sam")


def test_a_returned_rep_is_proposed_again_until_it_is_begun(at: Programme) -> None:
    rep = at.sent(skill="ags", criterion="ags.specific", case="tuesday-morning")
    at.blind(rep)
    supervising.send_back(at.house, SAM, rep, "Once more, with one question.")
    practising.acknowledge(at.house, ANA, rep)
    found = beginning.proposal(at.house, ANA)
    assert found is not None
    assert (found.criterion, found.case, found.assigned_by) == (
        "ags.specific", "tuesday-morning", "sam"
    )  # fmt: skip
    at.clock.later(minutes=1)
    beginning.begin(at.house, ANA, found, "again")
    after = beginning.proposal(at.house, ANA)
    assert after is not None
    assert after.assigned_by is None


def test_a_client_left_for_another_day_is_proposed_on_a_later_day_of_the_week(
    at: Programme,
) -> None:
    rep = at.sent()
    other = practising.look(at.house, ANA, rep).plan.transfer_case

    def case() -> tuple[str, bool]:
        found = beginning.proposal(at.house, ANA)
        assert found is not None
        return found.case, "for another day" in found.because

    assert not case()[1], "not on the same day"
    at.clock.later(days=1)
    assert case() == (other, True)
    at.clock.later(days=7)
    assert not case()[1]


@pytest.mark.parametrize(
    ("ask", "level"), [("harder", "intermediate"), ("same", "beginner"), ("easier", "beginner")]
)
def test_the_next_level_follows_what_the_trainee_asked_for(
    at: Programme, ask: str, level: Difficulty
) -> None:
    aims = (("cds", "cds.pin"), ("ags", "ags.specific"), ("pse", "pse.ask"))
    three = {skill: at.house.content.rubrics[skill] for skill, _ in aims}
    at.with_(content=replace(at.house.content, rubrics=three))
    for skill, aim in aims:
        rep = at.closing(skill=skill, criterion=aim, next_one=ask)
        practising.submit(at.house, ANA, rep, please_look=False, note="")
    found = beginning.proposal(at.house, ANA)
    assert found is not None
    assert found.level == level
