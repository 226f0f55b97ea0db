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

CASES = content().cases
RUBRICS = {skill: content().rubrics[skill] for skill in ("ags", "cds", "pse")}


def row(number: int, **other: Any) -> RepRow:
    at = MONDAY + timedelta(hours=number)
    line = RepRow(
        id=f"rep-{number}", trainee="ana", cohort="north", kind="drill", case="first-panic",
        skill="ags", criterion="ags.order", level="beginner", stage="submitted", begun_at=at,
        touched_at=at, length=1,
    )  # fmt: skip
    return replace(line, **other)


def final(criterion: str, level: int | None, rep: str = "rep-1") -> RatingRow:
    return RatingRow(rep, "ana", "north", criterion, "first", "final", "sam", MONDAY, level)


def signed(*reps: RepRow, level: int) -> list[RatingRow]:
    """The signed level of each rep's own aim."""
    return [final(rep.criterion, level, rep.id) for rep in reps]


EVERY = [row(n, skill=s, criterion=RUBRICS[s].gates[0]) for n, s in enumerate(RUBRICS)]
ALL_MET = [final(gate, 4) for rubric in RUBRICS.values() for gate in rubric.gates]


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


def test_the_gate_that_supervisors_rated_lowest_is_next_whatever_its_skill() -> None:
    for skill, rubric in RUBRICS.items():
        for gate in rubric.gates:
            found = propose(EVERY, [*ALL_MET, final(gate, 0)])
            assert (found.skill, found.criterion) == (skill, gate)
            better = propose(EVERY, [*ALL_MET, final(gate, 0), *[final(gate, 4)] * 3])
            assert "keeps its edge" in better.because
    low = propose(EVERY, [*ALL_MET, final("pse.ask", 0), final("pse.ask", 0)])
    assert "ratings are lowest" in low.because
    human = propose(EVERY, [final(gate, None) for gate in RUBRICS["ags"].gates])
    assert "lowest" not in human.because, "no opportunity is no rating"


def test_a_skill_that_nobody_has_signed_yet_comes_first_for_two_reps() -> None:
    seen = [final(gate, 1) for gate in RUBRICS["cds"].gates]
    rows = [row(n, skill="cds", criterion="cds.pin") for n in range(3)]
    assert propose(rows, seen).skill != "cds"
    others = [row(9 + n, skill=s, criterion=f"{s}.x") for n, s in enumerate(("ags", "pse") * 2)]
    assert propose([*others, *rows], seen).skill == "cds"


def test_two_in_a_row_on_one_aim_wait_for_a_supervisor_before_a_third() -> None:
    weak = [*ALL_MET, *[final("cds.join", 1)] * 3, *[final("pse.fit", 2)] * 3]
    twice = [row(20 + n, skill="cds", criterion="cds.join") for n in (1, 0)]
    found = propose([*twice, *EVERY], weak)
    assert found.criterion == "pse.fit"
    assert "is rated lowest so far, and two of it wait" in found.because
    for one in ([twice[0], *EVERY], [replace(twice[0], signed_at=MONDAY), twice[1], *EVERY]):
        assert propose(one, weak).criterion == "cds.join"


# How hard it is


LEVELS = [row(2, case="tuesday-morning"), row(1)]


def test_a_skill_begins_easy_and_stays_where_it_is_until_something_is_signed() -> None:
    assert schedule.level("ags", [], [], "same") == ("beginner", "")
    for now in DIFFICULTIES:
        rows = [replace(one, submitted_at=MONDAY, level=now) for one in LEVELS]
        assert schedule.level("ags", rows, [], "same") == (now, "")
        assert schedule.level("pse", rows, [], "same") == ("beginner", "")


@pytest.mark.parametrize(
    ("change", "levels", "found"),
    [
        ({}, (3, 3), "intermediate"),
        ({}, (4, 2), "beginner"),
        ({}, (2, 4), "beginner"),
        ({"case": "first-panic"}, (3, 3), "beginner"),  # twice with one client
        ({"level": "intermediate"}, (3, 3), "intermediate"),  # one at each level
        ({"kind": "encounter"}, (3, 3), "beginner"),
        ({"submitted_at": None}, (3, 3), "beginner"),
    ],
)
def test_one_step_harder_after_two_in_a_row_competent_with_two_clients(
    change: dict[str, Any], levels: tuple[int, int], found: str
) -> None:
    rows = [replace(one, submitted_at=MONDAY) for one in LEVELS]
    rows[0] = replace(rows[0], **change)
    ratings = [*signed(rows[0], level=levels[0]), *signed(rows[1], level=levels[1])]
    then, why = schedule.level("ags", rows, ratings, "same")
    assert then == found
    assert ("one step harder" in why) == (not change and levels == (3, 3))


def test_what_the_trainee_asked_for_at_the_check_in_is_one_step_from_the_last() -> None:
    rows = [replace(one, submitted_at=MONDAY, level="intermediate") for one in LEVELS]
    well = signed(*rows, level=4)
    assert schedule.level("ags", rows, well, "easier") == (
        "beginner", "One step easier, as you asked."
    )  # fmt: skip
    assert schedule.level("ags", rows, [], "harder")[0] == "advanced"
    top = [replace(one, level="advanced") for one in rows]
    assert schedule.level("ags", top, signed(*top, level=4), "same") == ("advanced", "")
    assert schedule.level("ags", top, [], "harder") == ("advanced", "")


def test_the_proposal_says_why_it_is_harder() -> None:
    rows = [
        replace(one, submitted_at=MONDAY, skill=skill, criterion=RUBRICS[skill].gates[0])
        for skill in RUBRICS
        for one in LEVELS
    ]
    found = propose(rows, [*ALL_MET, *signed(*rows, level=3)])
    assert found.level == "intermediate"
    assert found.because.endswith("so one step harder.")
    asked = propose(rows, ALL_MET, asked=dict.fromkeys(RUBRICS, "harder"))
    assert (asked.level, "as you asked" in asked.because) == ("intermediate", True)


@pytest.mark.parametrize(
    ("how", "reactions", "own", "found"),
    [
        ("too much", [], 4, "easier"),
        ("a stretch", ["calm"], 4, "same"),
        ("a stretch", ["tense body", "went blank"], 4, "easier"),
        ("easy", ["tense body", "calm"], 3, "harder"),
        ("easy", [], 2, "same"),
        ("easy", [], None, "same"),
        ("easy", ["urge to withdraw", "self-critical thoughts"], 4, "easier"),
    ],
)
def test_the_check_in_proposes_by_the_rule_and_by_the_trainees_own_rating_alone(
    how: Any, reactions: list[str], own: int | None, found: str
) -> None:
    assert schedule.suggested(how, reactions, own) == found


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
    sent = [row(1, skill=skill, level=wished, submitted_at=MONDAY, criterion="x")]
    others = [row(n, skill=s, criterion="x") for n, s in enumerate(set(RUBRICS) - {skill}, 5)] * 2
    got = schedule.propose(only(*there), RUBRICS, [*others, *sent], [])
    assert got is not None
    assert (got.skill, got.level) == (skill, found)


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


def test_what_only_people_rate_is_the_aim_of_its_own_exercise_and_no_transfer_of_another() -> None:
    one = {"tuesday-morning": CASES["tuesday-morning"]}
    aims, every = {}, content().rubrics
    for done in range(6):
        rows = [row(n, case="tuesday-morning", skill="aiu", level="advanced") for n in range(done)]
        found = schedule.choose(
            one, every, rows, Kind.DRILL, "aiu", "aiu.open", "advanced", "tuesday-morning"
        )
        aims[found.stimulus] = found.criterion
    assert aims.pop("s27") == "aiu.safe"
    assert set(aims.values()) == {"aiu.open"}
    wish = Proposal(Kind.DRILL, "aiu", "aiu.use", "advanced", "first-panic", "s9", "")
    for done in range(6):
        found_ = schedule.transfer(one, wish, [row(n) for n in range(done)])
        assert found_ is not None and found_[1] != "s27"


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
            if found is None:
                others = [s for c in CASES.values() if c.id != case.id for s in c.stimuli]
                same = [s for s in others if s.skill == stimulus.skill]
                assert stimulus.criterion not in {s.criterion for s in same}
                assert not [s for s in same if s.level == stimulus.level and not s.human_flag]
                continue
            other = CASES[found[0]].stimulus(found[1])
            assert found[0] != case.id
            assert other.skill == stimulus.skill
            assert other.criterion == stimulus.criterion or other.level == stimulus.level


def test_a_single_case_has_no_transfer() -> None:
    case = CASES["first-panic"]
    wish = Proposal(Kind.DRILL, "cds", "cds.pin", "beginner", case.id, "s9", "")
    assert schedule.transfer({case.id: case}, wish, []) is None


# Coming back, and letting rest


DAYS = [0, 2, 9, 30]  # met, and at each return


@pytest.mark.parametrize(("times", "days"), [(1, 2), (2, 7), (3, 21)])
def test_what_was_met_comes_back_after_2_7_and_21_days(times: int, days: int) -> None:
    rows = [row(24 * day, met=True, signed_at=MONDAY) for day in DAYS[:times]][::-1]
    last = rows[0].begun_at
    early = propose(rows, now=last + timedelta(days=days, hours=-1))
    assert "Coming back" not in early.because
    due = propose(rows, now=last + timedelta(days=days))
    assert (due.skill, due.criterion, due.level) == ("ags", "ags.order", "beginner")
    assert "Coming back" in due.because
    weeks = f"{days // 7} weeks ago" if days >= 14 else f"{days} days ago"
    assert weeks in due.because


def test_met_again_before_its_time_is_no_return() -> None:
    rows = [row(n, met=True) for n in (2, 1, 0)]  # three times in one morning
    assert schedule.returns(rows, MONDAY + timedelta(days=1, hours=23)) == []
    (due,) = schedule.returns(rows, MONDAY + timedelta(days=2))
    assert due.since == MONDAY + timedelta(days=2)


def test_after_three_returns_or_a_miss_nothing_is_due() -> None:
    month = MONDAY + timedelta(days=60)
    assert schedule.returns([row(24 * day, met=True) for day in DAYS], month) == []
    assert schedule.returns([row(2, met=False), row(1, met=True)], month) == []
    assert len(schedule.returns([row(1, met=True)], month)) == 1
    assert schedule.returns([row(1, met=None)], month) == []


LEFT = NextRep(skill="cds", criterion="cds.pin", level="beginner", case="tuesday-morning")


def test_a_client_left_for_another_day_is_next_after_what_is_due_and_once_only() -> None:
    last = row(50, skill="cds", criterion="cds.pin", submitted_at=MONDAY)
    found = propose([last], left=LEFT)
    assert (found.criterion, found.case) == ("cds.pin", "tuesday-morning")
    assert "for another day" in found.because
    due = propose([last, row(1, met=True)], left=LEFT, now=MONDAY + timedelta(days=9))
    assert "Coming back" in due.because
    again = propose([last, row(49, skill="cds", criterion="cds.pin")], left=LEFT)
    assert "for another day" not in again.because
    gone = propose([last], left=LEFT.model_copy(update={"case": "gone"}))
    assert "for another day" not in gone.because


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
    low = [*ALL_MET, *[final(gates[0], 1)] * 3]
    assert propose([*others, looked], low).criterion == gates[0]
    waits = propose([*others, stuck], low)
    assert waits.criterion != gates[0]
    assert "rests until a supervisor has looked" in waits.because


def test_of_cases_practised_as_often_the_last_one_is_not_next() -> None:
    once = [row(n, skill="pse", case=case) for n, case in enumerate(sorted(CASES))]
    for last in once:
        rows = [last, *(other for other in once if other is not last)]
        found = schedule.choose(
            CASES, RUBRICS, rows, Kind.DRILL, "pse", "pse.ask", "beginner", None
        )
        assert found.case != last.case
