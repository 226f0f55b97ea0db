"""A director's verbs about a cohort, and a trainee's about the one question on groups."""

from __future__ import annotations

import pytest

from practice import BadInput, NotFound, describing, practising, reporting, rights
from practice.cohorts import Standing
from practice.periods import Period
from tests.people import ANA, BEN, CY, DEE, Programme


def test_everybody_of_a_cohort_is_listed_by_name_with_what_they_did(at: Programme) -> None:
    at.signed()
    note = at.closing(CY)
    practising.submit(at.house, CY, note, please_look=True, note="I went blank at the end.")
    ana, cy = reporting.people_now(at.house, DEE, "north")
    assert (ana.name, ana.lately.signed, cy.name, cy.lately.waiting) == (
        "Ana Lim",
        1,
        "Cy Novak",
        1,
    )
    everybody = reporting.people_now(at.house, DEE, None)
    assert [line.name for line in everybody] == ["Ana Lim", "Ben Osei", "Cy Novak"]
    assert everybody[1].flags == ("no reps yet",)
    assert "I went blank" not in repr(everybody)
    assert reporting.waiting_now(at.house, DEE, "north") == {"asked": (1, 0, 0, 0)}
    assert reporting.waiting_now(at.house, DEE, "south") == {}
    at.clock.later(days=60)
    assert reporting.people_now(at.house, DEE, "north")[0].flags == ("no reps for 60 days",)


def test_milestones_stand_beside_names_with_who_signed(at: Programme) -> None:
    first = at.signed()
    assert at.house.store.row(first).met
    grid = {row.name: row.milestones for row in reporting.grid(at.house, DEE, "north")}
    (cds,) = [one for one in grid["Ana Lim"] if (one.skill, one.level) == ("cds", "beginner")]
    assert cds.standing is Standing.PRACTISING
    at.signed(case="tuesday-morning")
    grid = {row.name: row.milestones for row in reporting.grid(at.house, DEE, "north")}
    (cds,) = [one for one in grid["Ana Lim"] if (one.skill, one.level) == ("cds", "beginner")]
    assert (cds.standing, cds.signed_by) == (Standing.MET, ("Sam Roth",))
    assert {one.standing for one in grid["Cy Novak"]} == {Standing.NOT_STARTED}


def test_figures_come_with_the_week_and_hide_a_cohort_of_two(at: Programme) -> None:
    at.signed()
    at.clock.later(days=7)
    (week,) = reporting.figures(at.house, DEE, "north") or (None,)
    assert week is None
    (week,) = reporting.figures(at.house, DEE, None)
    assert week is not None and week.period is Period.WEEK and week.figures == ()


def test_a_cohort_that_is_not_there_is_not_found(at: Programme) -> None:
    for verb in (reporting.figures, reporting.people_now, reporting.waiting_now, reporting.grid):
        with pytest.raises(NotFound, match="no such cohort"):
            verb(at.house, DEE, "gone")


def test_a_question_is_asked_answered_taken_back_and_forgotten(at: Programme) -> None:
    assert describing.asked_of_me(at.house, ANA) is None
    reporting.set_group_question(at.house, DEE, "Your first  language?", ["English ", "", "other"])
    asked = describing.asked_of_me(at.house, ANA)
    assert asked is not None and asked.answers == ("English", "other")
    assert asked == reporting.group_question(at.house, DEE)
    describing.describe_me(at.house, ANA, "other")
    describing.describe_me(at.house, BEN, "English")
    assert describing.my_answer(at.house, ANA) == "other"
    assert "other" in rights.take_copy(at.house, ANA).as_json()
    with pytest.raises(BadInput, match="not one of the answers"):
        describing.describe_me(at.house, ANA, "Klingon")
    describing.describe_me(at.house, ANA, None)
    assert describing.my_answer(at.house, ANA) is None
    reporting.set_group_question(at.house, DEE, "Your first language?", ["English", "other"])
    assert describing.my_answer(at.house, BEN) == "English", "the same question forgets nothing"
    reporting.set_group_question(at.house, DEE, "Your first language?", ["English", "another"])
    assert describing.my_answer(at.house, BEN) is None
    reporting.drop_group_question(at.house, DEE)
    assert describing.asked_of_me(at.house, ANA) is None
    assert [n.did for n in at.house.store.audit(9)].count("changed the question about groups") == 3


@pytest.mark.parametrize(
    ("asks", "answers"),
    [("Who?", ["a", "b"]), ("Your first language?", ["English"]), ("x" * 161, ["a", "b"]),
     ("Your first language?", ["a", "A"]), ("Your first language?", ["a" * 61, "b"]),
     ("Your first language?", [str(n) for n in range(9)])],
)  # fmt: skip
def test_a_question_that_cannot_be_asked_is_refused(
    at: Programme, asks: str, answers: list[str]
) -> None:
    with pytest.raises(BadInput):
        reporting.set_group_question(at.house, DEE, asks, answers)
    assert reporting.group_question(at.house, DEE) is None
