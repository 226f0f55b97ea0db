"""What “How I see myself” holds: signed work alone, nothing too early, and no rater's severity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from practice import calibrating, standing, supervising
from practice.agreement import Interval
from practice.calibration import Pair
from practice.lessons import Lessons
from practice.mirror import Mirror, Shown, without_severity
from practice.programme import Programme as Known
from practice.programme import estimate
from practice.reviews import RatingRow
from practice.severity import Severities, Severity
from tests.people import ANA, CY, MONDAY, SAM, SIA, Programme
from tests.test_views import things

THREE = ("cds.pin", "cds.fit", "cds.ground")


class Known_(Lessons):
    """Lessons whose outcome a test decides."""

    def __init__(self, **severity: float) -> None:
        super().__init__()
        self.known = Known(severities=severities(**severity))

    def of(self, *_: Any) -> Known:
        return self.known


def severities(**levels: float) -> Severities:
    raters = tuple(
        Severity(rater, level, Interval(level, level), Interval(level, level), 9, 9)
        for rater, level in levels.items()
    )
    return Severities(raters, np.eye(len(raters)) * 0.01)


def signed(at: Programme, levels: Sequence[tuple[int, int, str]], who: str = "ana") -> list[str]:
    """One signed rep for each (own level, signed level, rater), as the tables hold it."""
    me = {"ana": ANA, "cy": CY}[who]
    found = []
    for own, theirs, rater in levels:
        at.clock.later(hours=30)
        rep = at.begin(me)
        row, now = at.house.store.row(rep), at.clock()
        row = replace(row, submitted_at=now, signed_at=now, review="signed", tier="oldest first")

        def line(source: str, by: str, level: int, criterion: str, rep: str = rep) -> RatingRow:
            chance = 0.7 if source == "self" and criterion == "cds.pin" else None
            return RatingRow(
                rep, who, "north", criterion, "first", source, by, at.clock(), level, chance
            )

        lines = [line("self", who, own, c) for c in THREE]
        lines += [line("final", rater, theirs, c) for c in THREE]
        at.house.store.append(rep, at.written(rep), [], row, lines)
        found.append(rep)
    return found


def mine(at: Programme) -> Mirror:
    return calibrating.my_mirror(at.house, ANA)


def shown(at: Programme) -> Shown:
    found = mine(at).shown
    assert found is not None
    return found


# --- signed work alone, and not too early --------------------------------------------------------


def test_a_mirror_is_made_of_signed_work_alone_and_of_ones_own(at: Programme) -> None:
    at.sent()
    waits = mine(at)
    assert (waits.signed, waits.with_supervisors, waits.reps, waits.shown) == (0, 1, (), None)
    rep = at.signed(level=3)
    found = mine(at)
    assert (found.signed, found.with_supervisors) == (1, 1)
    assert [again.rep for again in found.reps] == [rep]
    assert "Spotting distorted thoughts with" in found.reps[0].about
    assert calibrating.my_mirror(at.house, CY).reps == ()


@pytest.mark.parametrize(("n", "waits_for"), [(0, [5, 10, 12, 20]), (4, [5, 10, 12, 20])])
def test_under_five_signed_reps_nothing_is_said_but_what_will_be(
    at: Programme, n: int, waits_for: list[int]
) -> None:
    signed(at, [(4, 2, "sam")] * n)
    found = mine(at)
    assert found.shown is None
    assert [needed for _, needed in found.to_come] == waits_for


def test_from_five_on_each_figure_keeps_its_own_minimum(at: Programme) -> None:
    signed(at, [(4, 3, "sam"), (3, 3, "sia")] * 2 + [(3, 4, "sam")])
    found = shown(at)
    assert found.sentence.startswith("Across 5 signed reps you rated yourself")
    by_name = {one.name: one for one in found.figures}
    assert by_name["On the very same level"].value == "40 %"
    late = by_name["Telling stronger reps from weaker ones"]
    assert (late.value, late.missing) == ("", "5 of 12 signed reps; 7 more to go.")
    assert [step.number for step in found.trend] == [5]
    assert [needed for _, needed in mine(at).to_come] == [10, 12, 20]
    whole, *points = found.parts
    assert (whole.title, whole.whole, whole.n) == ("Spotting distorted thoughts", True, 5)
    assert [point.n for point in points] == [5, 5, 5]


def test_a_skill_with_few_signed_reps_says_how_many_are_missing(at: Programme) -> None:
    signed(at, [(3, 3, "sam")] * 5)
    at.signed(skill="ags", criterion="ags.order")
    part = next(part for part in shown(at).parts if part.title == "Setting an agenda together")
    assert (part.bias, part.missing) == ("", "1 of 5 signed reps; 4 more to go.")


# --- both directions alike -----------------------------------------------------------------------


def test_high_and_low_are_told_in_the_same_words(at: Programme) -> None:
    signed(at, [(4, 3, "sam"), (4, 3, "sia")] * 4)
    high = shown(at).sentence
    signed(at, [(3, 4, "sam"), (3, 4, "sia")] * 4, "cy")
    low = calibrating.my_mirror(at.house, CY).shown
    assert low is not None
    assert "leaning high" in high and "leaning low" in low.sentence
    assert len(high.split()) == len(low.sentence.split())


def test_each_list_has_the_newest_reps_once_with_the_words_that_go_with_it(at: Programme) -> None:
    reps = [at.signed(level=4) for _ in range(5)]  # own level 2
    found = shown(at)
    assert [again.rep for again in found.hidden_strengths.reps] == reps[:1:-1]
    assert found.hidden_strengths.of == 5
    newest = found.hidden_strengths.reps[0]
    assert newest.words == "You waited."
    assert {(one.own, one.theirs) for one in newest.points} == {(2, 4)}
    assert len(newest.points) == 6
    assert found.blind_spots == found.spot_its == ((), 0)
    low = [at.signed(level=1) for _ in range(2)]
    spotted = shown(at).spot_its
    assert [again.rep for again in spotted.reps] == low[::-1]
    assert spotted.reps[0].words == "Ask once."


# --- no severity, not even by subtraction --------------------------------------------------------


def by(*raters: str) -> list[Pair]:
    return [
        Pair(f"r{i}", "cds.pin", MONDAY.replace(hour=i), 3, 2, None, rater)
        for i, rater in enumerate(raters)
    ]


def test_one_raters_severity_is_never_used_on_the_reps_that_they_signed() -> None:
    for pairs in (by(*["sam"] * 8), by(*["sam"] * 6, "sia", "sia")):
        known = without_severity(Known(severities=severities(sam=0.6, sia=-0.6)), pairs)
        assert estimate(pairs, known) == estimate(pairs, Known())


def test_of_several_raters_only_the_mean_is_used_so_that_no_step_tells_them_apart() -> None:
    pairs = by("sam", "sia") + by(*["x"] * 2, "sam", "sia", "sam", "sia")[2:]
    apart = Known(severities=severities(sam=0.6, sia=0.2))
    known = without_severity(apart, pairs)
    assert known.severities.of("sam") == known.severities.of("sia") == pytest.approx(0.4)
    assert estimate(pairs, known).mean == pytest.approx(estimate(pairs, apart).mean)
    swapped = without_severity(Known(severities=severities(sam=0.2, sia=0.6)), pairs)
    for n in range(1, len(pairs)):
        assert estimate(pairs[:n], known) == estimate(pairs[:n], swapped)


def test_the_whole_page_is_the_same_whoever_of_the_two_is_the_strict_one(at: Programme) -> None:
    signed(at, [(4, 3, "sam"), (3, 3, "sia")] * 6)
    pages = []
    for lessons in (Known_(sam=0.5, sia=-0.1), Known_(sam=-0.1, sia=0.5), Known_(sam=0.2, sia=0.2)):
        at.with_(lessons=lessons)
        pages.append(mine(at))
    assert pages[0] == pages[1] == pages[2]
    at.with_(lessons=Known_(sam=0.9, sia=0.9))
    assert mine(at) != pages[0], "it is used all the same"


def test_no_rater_is_in_the_view_by_name_id_or_number(at: Programme) -> None:
    signed(at, [(4, 3, "sam"), (3, 3, "sia")] * 6)
    at.with_(lessons=Known_(sam=0.4321, sia=-0.4321))
    held = list(things(mine(at)))
    said = [thing for thing in held if isinstance(thing, str)]
    assert not {"sam", "sia", SAM.name, SIA.name} & set(said)
    assert SAM.name not in " ".join(said) and "0.43" not in " ".join(said)
    numbers = [thing for thing in held if isinstance(thing, float)]
    assert numbers and all(round(number, 1) == number for number in numbers)


def test_a_supervisor_reads_the_same_page_and_no_more(at: Programme) -> None:
    signed(at, [(4, 3, "sam"), (3, 3, "sia")] * 3)
    assert supervising.trainee_mirror(at.house, SAM, "ana") == mine(at)


# --- the machine ---------------------------------------------------------------------------------


def test_the_machines_levels_come_only_when_asked_for_and_only_where_a_gate_is_open(
    at: Programme,
) -> None:
    reps = [at.signed(level=3) for _ in range(5)]
    assert not shown(at).machine_may
    assert calibrating.my_mirror(at.house, ANA, machine=True).shown.machine == {}  # type: ignore[union-attr]  # five are signed
    line = next(x for x in at.house.store.ratings(rep=reps[0], sources=["machine"]) if x.level)
    opened = {f"{line.criterion} {line.stamp}": 0.0}
    at.house.store.change_setting(standing.SETTING, opened, "dee", at.clock())
    assert shown(at).machine_may and shown(at).machine == {}
    asked = calibrating.my_mirror(at.house, ANA, machine=True).shown
    assert asked is not None
    assert set(asked.machine) == {line.criterion}
