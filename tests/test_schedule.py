"""The next rep, and why that one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from practice import NotFound, schedule
from practice.cases import DIFFICULTIES, Case
from practice.record import Kind, NextRep
from practice.reviews import RatingRow, RepRow
from practice.schedule import Proposal
from tests.people import MONDAY, content

CASES, RUBRICS = content().cases, content().rubrics


def row(number: int, **other: Any) -> RepRow:
    at = MONDAY + timedelta(hours=number)
    line = RepRow(
        id=f"rep-{number}", trainee="ana", cohort="north", kind="drill", case="first-panic",
        skill="ags", criterion="ags.order", level="beginner", stage="submitted", begun_at=at,
        touched_at=at, length=1,
    )  # fmt: skip
    return replace(line, **other)


def final(criterion: str, level: int | None) -> RatingRow:
    return RatingRow("rep-1", "ana", "north", criterion, "first", "final", "sam", MONDAY, level)


def propose(
    rows: Sequence[RepRow] = (), ratings: Sequence[RatingRow] = (), **other: Any
) -> Proposal:
    found = schedule.propose(CASES, RUBRICS, rows, ratings, **other)
    assert found is not None
    return found


def only(*keep: str) -> dict[str, Case]:
    """The shipped cases with exercises at these levels alone."""
    return {
        case.id: case.model_copy(update={"stimuli": [s for s in case.stimuli if s.level in keep]})
        for case in CASES.values()
    }


def test_a_first_rep_is_an_easy_drill_on_a_gate() -> None:
    first = propose()
    assert (first.kind, first.level) == (Kind.DRILL, "beginner")
    assert first.criterion in RUBRICS[first.skill].gates
    assert "A first rep" in first.because
    assert first.assigned_by is None


def test_without_cases_or_rubrics_there_is_no_proposal() -> None:
    assert schedule.propose({}, RUBRICS, [], []) is None
    assert schedule.propose(CASES, {}, [], []) is None


def test_the_skill_practised_least_is_next() -> None:
    rows = [row(i, skill=skill) for i, skill in enumerate(["ags", "cds", "ags"])]
    assert propose(rows).skill == "pse"


def test_the_gate_that_supervisors_rated_lowest_is_next() -> None:
    skill = propose().skill
    gates = RUBRICS[skill].gates
    ratings = [final(gate, 3) for gate in gates[1:]] + [final(gates[0], 1)]
    found = propose(ratings=ratings)
    assert found.criterion == gates[0]
    assert "ratings are lowest" in found.because
    better = propose(ratings=[*ratings, *[final(gates[0], 4)] * 3])
    assert better.criterion != gates[0]
    assert "keeps its edge" in better.because
    unrated = propose(ratings=[final(gates[0], None)])
    assert "A first rep" in unrated.because


def test_a_harder_level_comes_after_two_cases_met_and_not_before() -> None:
    skill = propose().skill
    others = [row(i, skill=s) for i, s in enumerate(sorted(set(RUBRICS) - {skill}) * 3)]
    once = [row(20, skill=skill, met=True), row(21, skill=skill, met=True)]
    assert propose([*others, *once]).level == "beginner"
    twice = [row(20, skill=skill, met=True), row(21, skill=skill, met=True, case="tuesday-morning")]
    assert propose([*others, *twice]).level == "intermediate"
    not_met = [replace(line, met=False) for line in twice]
    assert propose([*others, *not_met]).level == "beginner"


def test_what_the_trainee_asked_for_at_the_check_in_decides_the_level() -> None:
    skill = propose().skill
    assert propose(wished={skill: "intermediate"}).level == "intermediate"
    assert propose(wished={"another": "intermediate"}).level == "beginner"


@pytest.mark.parametrize(
    ("level", "ask", "found"),
    [("beginner", "easier", "beginner"), ("beginner", "harder", "intermediate"),
     ("intermediate", "easier", "beginner"), ("advanced", "harder", "advanced"),
     ("advanced", "same", "advanced")],
)  # fmt: skip
def test_easier_and_harder_are_one_step(level: Any, ask: Any, found: str) -> None:
    assert schedule.beside(level, ask) == found


@pytest.mark.parametrize(
    ("there", "wished", "found"),
    [(["beginner"], "advanced", "beginner"), (["advanced"], "beginner", "advanced"),
     (["beginner", "advanced"], "intermediate", "beginner")],
)  # fmt: skip
def test_a_level_nobody_has_written_for_gives_the_nearest(
    there: list[str], wished: Any, found: str
) -> None:
    skill = propose().skill
    got = schedule.propose(only(*there), RUBRICS, [], [], wished={skill: wished})
    assert got is not None
    assert got.level == found


def test_an_assigned_rep_comes_first_and_says_so() -> None:
    wish = NextRep(skill="cds", criterion="cds.pin", level="beginner", case="first-panic")
    found = propose(assigned=(wish, "sam"))
    assert (found.skill, found.criterion, found.case) == ("cds", "cds.pin", "first-panic")
    assert found.assigned_by == "sam"
    assert "supervisor asked" in found.because


@pytest.mark.parametrize("change", [{"skill": "gone"}, {"criterion": "cds.gone"}, {"case": "gone"}])
def test_an_assigned_rep_that_is_not_there_any_more_is_passed_over(change: dict[str, str]) -> None:
    wish = NextRep(skill="cds", criterion="cds.pin", level="beginner", case="first-panic")
    found = propose(assigned=(wish.model_copy(update=change), "sam"))
    assert found.assigned_by is None


def test_choosing_goes_round_the_cases_and_the_exercises_of_a_case() -> None:
    rows: list[RepRow] = []
    seen: list[tuple[str, str | None]] = []
    for number in range(8):
        found = schedule.choose(
            CASES, RUBRICS, rows, Kind.DRILL, "pse", "pse.ask", "beginner", None
        )
        seen.append((found.case, found.stimulus))
        rows.append(row(number, skill="pse", case=found.case))
    counts = [sum(case == name for case, _ in seen) for name in {case for case, _ in seen}]
    assert max(counts) - min(counts) <= 1


def test_choosing_takes_the_aim_where_an_exercise_aims_at_it() -> None:
    for level in DIFFICULTIES:
        for case in CASES.values():
            wanted = [s for s in case.stimuli if s.skill == "pse" and s.level == level]
            for criterion in {s.criterion for s in wanted}:
                found = schedule.choose(
                    CASES, RUBRICS, [], Kind.DRILL, "pse", criterion, level, case.id
                )
                assert case.stimulus(found.stimulus or "").criterion == criterion


def test_an_encounter_has_no_stimulus_and_is_there_at_every_level() -> None:
    found = schedule.choose(
        CASES, RUBRICS, [], Kind.ENCOUNTER, "ags", "ags.order", "advanced", None
    )
    assert (found.kind, found.stimulus) == (Kind.ENCOUNTER, None)


@pytest.mark.parametrize(
    ("criterion", "case"), [("cds.gone", None), ("cds.pin", "gone"), ("ags.order", None)]
)
def test_what_nobody_has_written_cannot_be_chosen(criterion: str, case: str | None) -> None:
    with pytest.raises(NotFound):
        schedule.choose(CASES, RUBRICS, [], Kind.DRILL, "cds", criterion, "beginner", case)


def test_a_transfer_is_the_same_skill_with_another_client() -> None:
    for case in CASES.values():
        for stimulus in case.stimuli:
            wish = Proposal(Kind.DRILL, stimulus.skill, stimulus.criterion, stimulus.level, case.id,
                            stimulus.id, "")  # fmt: skip
            found = schedule.transfer(CASES, wish, [])
            assert found is not None
            other = CASES[found[0]].stimulus(found[1])
            assert found[0] != case.id
            assert other.skill == stimulus.skill
            assert other.criterion == stimulus.criterion or other.level == stimulus.level


def test_a_single_case_has_no_transfer() -> None:
    case = CASES["first-panic"]
    wish = Proposal(Kind.DRILL, "cds", "cds.pin", "beginner", case.id, "s9", "")
    assert schedule.transfer({case.id: case}, wish, []) is None


# Coming back, and letting rest


@pytest.mark.parametrize(("times", "days"), [(1, 2), (2, 7), (3, 21)])
def test_what_was_met_comes_back_after_2_7_and_21_days(times: int, days: int) -> None:
    rows = [row(n, met=True, signed_at=MONDAY) for n in range(times)][::-1]
    last = rows[0].begun_at
    early = propose(rows, now=last + timedelta(days=days, hours=-1))
    assert "Coming back" not in early.because
    due = propose(rows, now=last + timedelta(days=days))
    assert (due.skill, due.criterion, due.level) == ("ags", "ags.order", "beginner")
    assert "Coming back" in due.because
    weeks = f"{days // 7} weeks ago" if days >= 14 else f"{days} days ago"
    assert weeks in due.because


def test_after_three_returns_or_a_miss_nothing_is_due() -> None:
    month = MONDAY + timedelta(days=60)
    assert schedule.returns([row(n, met=True) for n in range(4)], month) == []
    assert schedule.returns([row(2, met=False), row(1, met=True)], month) == []
    assert len(schedule.returns([row(1, met=True)], month)) == 1
    assert schedule.returns([row(1, met=None)], month) == []


def test_the_longest_overdue_comes_first_and_an_assigned_rep_before_it() -> None:
    month = MONDAY + timedelta(days=60)
    rows = [
        row(30, met=True, skill="cds", criterion="cds.join"),
        row(1, met=True),
    ]
    assert [one.criterion for one in schedule.returns(rows, month)] == ["ags.order", "cds.join"]
    wish = NextRep(skill="cds", criterion="cds.pin", level="beginner")
    assert propose(rows, now=month, assigned=(wish, "sam")).assigned_by == "sam"


def test_what_three_redos_did_not_move_rests_until_a_supervisor_has_looked() -> None:
    gates = RUBRICS["ags"].gates
    others = [
        row(9, skill=skill, criterion=RUBRICS[skill].gates[0]) for skill in ("cds", "pse")
    ] * 3
    stuck = row(1, criterion=gates[0], reasons=(schedule.STUCK,))
    found = propose([*others, stuck])
    assert found.skill == "ags"
    assert found.criterion != gates[0]
    assert "rests until a supervisor has looked" in found.because
    looked = row(1, criterion=gates[0], reasons=(schedule.STUCK,), signed_at=MONDAY)
    low = [final(gates[0], 1), *[final(gate, 3) for gate in gates[1:]]]
    assert propose([*others, looked], low).criterion == gates[0]
