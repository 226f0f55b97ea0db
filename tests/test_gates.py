"""A number appears only where two supervisors and the machine agree well enough, and not before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice import practising
from practice.agreement import kappa_interval, quadratic_weighted_kappa
from practice.gates import (
    NEEDED,
    Gate,
    current,
    gate,
    gates,
    may_show,
    rated_twice,
    summary,
)
from practice.reviews import RatingRow
from tests.people import ANA, SIA, Programme

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
SPREAD = [0, 1, 2, 3, 4, 2]  # levels of reps that differ


def rated(
    source: str, level: int | None, *, rep: str = "r1", criterion: str = "cds.pin",
    attempt: str = "first", hours: float = 0, rater: str = "sam", stamp: str = "",
) -> RatingRow:  # fmt: skip
    return RatingRow(
        rep=rep, trainee="ada", cohort="c1", criterion=criterion, attempt=attempt, source=source,
        rater=rater, at=MONDAY + timedelta(hours=hours), level=level, stamp=stamp,
    )  # fmt: skip


def rep(
    name: str, machine: int | None, first: int | None, second: int | None, stamp: str = "v1",
    **also: Any,
) -> list[RatingRow]:  # fmt: skip
    """One rep that the machine read and two supervisors rated blind."""
    return [
        rated("machine", machine, rep=name, rater="embedded", stamp=stamp, **also),
        rated("blind", first, rep=name, hours=1, **also),
        rated("blind", second, rep=name, hours=2, rater="sia", **also),
    ]


def over(levels: Iterable[tuple[int, int, int]], **also: Any) -> list[RatingRow]:
    """One rep for each (machine, first supervisor, second supervisor)."""
    return [row for i, three in enumerate(levels) for row in rep(f"r{i}", *three, **also)]


def only(ratings: Sequence[RatingRow]) -> Gate:
    (found,) = gates(ratings)
    return found


def agreeing(n: int = NEEDED, off: int = 0) -> list[tuple[int, int, int]]:
    levels = [SPREAD[i % len(SPREAD)] for i in range(n)]
    return [(min(4, max(0, level + off)), level, level) for level in levels]


# --- which ratings make a pair -------------------------------------------------------------------


def test_a_pair_is_a_reading_of_a_first_attempt_and_two_blind_ratings() -> None:
    assert only(rep("r1", 2, 3, 3)).n == 1
    alone = [rated("machine", 2, stamp="v1"), rated("blind", 3)]
    assert only(alone).n == 0
    assert only([*alone, rated("blind", 3, hours=2)]).n == 0, "the same supervisor again"
    assert only([*alone, rated("final", 3, hours=2, rater="sia")]).n == 0, "signed, not blind"
    assert only([*alone, rated("blind", 3, rater="sia", attempt="redo")]).n == 0
    assert only([*alone, rated("blind", 3, rater="sia", criterion="cds.fit")]).n == 0
    assert gates([row for row in rep("r1", 2, 3, 3) if row.source == "blind"]) == ()
    redo = rated("machine", 2, attempt="redo", stamp="v1")
    assert gates([redo, *rep("r1", 2, 3, 3)[1:]]) == ()


def test_no_opportunity_and_cannot_tell_make_no_pair() -> None:
    assert only(rep("r1", 2, None, 3)).n == 0
    silent = only(rep("r1", None, 3, 3))
    assert (silent.n, silent.silent) == (0, 1)
    third = [*rep("r1", 2, None, 3), rated("blind", 1, hours=3, rater="tom")]
    assert only(third).n == 1, "two of three supervisors gave a level"


def test_the_first_blind_rating_of_each_of_the_first_two_supervisors_counts() -> None:
    rows = [
        rated("blind", 1, hours=1), rated("blind", 4, hours=5),
        rated("blind", 2, hours=2, rater="sia"), rated("blind", 4, hours=3, rater="tom"),
    ]  # fmt: skip
    for order in (rows, rows[::-1]):
        assert rated_twice(order) == {("r1", "cds.pin"): (1, 2)}
    nothing_first = [rated("blind", None), rated("blind", 4, hours=5), rows[2]]
    assert rated_twice(nothing_first) == {}, "a second rating by the same person is not blind"


def test_the_latest_reading_of_a_version_counts_and_versions_are_kept_apart() -> None:
    rows = over(agreeing())
    again = [rated("machine", 3, rep="r0", hours=9, stamp="v1", rater="embedded")]
    for order in ([*rows, *again], [*again, *rows]):
        assert only(order).bias == 3 / 30, "one rep of thirty, three levels higher than before"
    newer = rated("machine", 0, rep="r0", hours=99, stamp="v2", rater="embedded")
    found = gates([*rows, newer])
    assert [(one.stamp, one.n, one.open) for one in found] == [("v2", 1, False), ("v1", 30, True)]
    assert [one.stamp for one in current(found)] == ["v2"]
    assert current(found) == current(found[::-1])
    assert may_show(found, "cds.pin", "v1") and not may_show(found, "cds.pin", "v2")
    assert not may_show(found, "cds.fit", "v1") and not may_show((), "cds.pin", "v1")


# --- the three conditions --------------------------------------------------------------------


def test_a_gate_opens_with_thirty_reps_that_agree() -> None:
    found = only(over(agreeing(30)))
    assert (found.n, found.needed, found.open, found.missing) == (30, 30, True, "")
    assert (found.kappa, found.low, found.high, found.bias) == (1, 1, 1, 0)
    assert found.sentence == "Open: over 30 reps the machine agrees with supervisors well enough."


@pytest.mark.parametrize(
    ("n", "missing"),
    [
        (0, "30 more reps rated blind by two supervisors"),
        (12, "18 more reps rated blind by two supervisors"),
        (29, "1 more rep rated blind by two supervisors"),
    ],
)
def test_below_thirty_there_is_no_figure_however_well_they_agree(n: int, missing: str) -> None:
    found = only([*over(agreeing(n)), rated("machine", 2, rep="last", stamp="v1")])
    assert (found.n, found.open, found.missing) == (n, False, missing)
    figures = (found.kappa, found.low, found.high, found.bias)
    assert {*figures, found.humans_kappa, found.humans_low, found.humans_high} == {None}
    assert found.sentence == f"Words only. What is missing: {missing}."


def test_a_kappa_that_may_be_too_low_keeps_it_shut_though_it_looks_high() -> None:
    # The first eighteen agree; the rest are two levels off, up and down alike.
    levels = [(x, x, x) for x in SPREAD * 3] + [(1, 3, 3), (3, 1, 1)] * 6
    found = only(over(levels))
    machine, people = [x for x, _, _ in levels], [x for _, x, _ in levels]
    assert found.kappa == quadratic_weighted_kappa(machine, people)
    assert (found.low, found.high) == kappa_interval(machine, people)
    assert found.kappa is not None and found.low is not None
    assert found.kappa > 0.4 > found.low
    assert not found.open
    assert found.missing == "agreement may be as low as .02; it has to be above .40"


def test_a_bias_of_three_tenths_is_allowed_and_more_is_not() -> None:
    # Of 40 reps, 12 are one level too high: 0.3 exactly; then 13.
    base = [(1, 1, 1), (2, 2, 2), (3, 3, 3), (0, 0, 0)] * 10
    for high, is_open in ((12, True), (13, False)):
        levels = [(m + (i < high), a, b) for i, (m, a, b) in enumerate(base)]
        found = only(over(levels))
        assert found.bias == pytest.approx(high / 40)
        assert found.open is is_open
    assert found.missing == (
        "the machine is .33 levels higher than supervisors on average; it may be at most .30"
    )
    low = only(over([(m - (m > 0), a, b) for m, a, b in base]))
    assert "the machine is .75 levels lower than supervisors" in low.missing


def test_all_that_is_missing_is_said_at_once() -> None:
    found = only(over([(4, x, x) for x in SPREAD * 5]))
    assert "agreement may be as low as" in found.missing
    assert ", and the machine is 2.00 levels higher" in found.missing


def test_the_sentence_never_contradicts_its_own_limit() -> None:
    seen = set()
    for spoiled in range(31):
        levels = [(4 - x if i < spoiled else x, x, x) for i, x in enumerate(SPREAD * 5)]
        found = only(over(levels))
        seen.add(found.open)
        assert "as low as .40" not in found.missing
        assert found.open is (found.missing == "")
    assert seen == {True, False}


def test_ratings_that_are_all_the_same_open_nothing() -> None:
    found = only(over([(3, 3, 3)] * 40))
    assert (found.kappa, found.low, found.bias, found.open) == (None, None, 0, False)
    assert found.missing.startswith("nearly all ratings are the same")


def test_the_reference_is_the_mean_of_two_and_their_own_agreement_stands_beside_it() -> None:
    levels = [(x, x, min(4, x + 1)) for x in SPREAD * 5]
    found = only(over(levels))
    halves = [(a + b) / 2 for _, a, b in levels]
    assert found.kappa == quadratic_weighted_kappa([x for x, _, _ in levels], halves)
    assert found.bias == pytest.approx(
        sum(x - y for (x, _, _), y in zip(levels, halves, strict=True)) / 30
    )
    first, second = [a for _, a, _ in levels], [b for _, _, b in levels]
    assert found.humans_kappa == quadratic_weighted_kappa(first, second)
    assert (found.humans_low, found.humans_high) == kappa_interval(first, second)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 4)] * 3), max_size=60))
def test_a_gate_is_open_just_when_nothing_is_missing(levels: list[tuple[int, int, int]]) -> None:
    machine, people = [x for x, _, _ in levels], [(a, b) for _, a, b in levels]
    found = gate("cds.pin", "v1", machine, people, last=MONDAY)
    assert found.open is (not found.missing)
    assert not (found.open and found.n < NEEDED)
    if found.open:
        assert found.low is not None and found.low > 0.4
        assert found.bias is not None and abs(found.bias) <= 0.3


# --- for the page ------------------------------------------------------------------------------


def test_the_head_of_the_page_counts_the_open_gates() -> None:
    opened, shut = over(agreeing()), over(agreeing(3), criterion="cds.fit")
    assert summary(()) == "The machine has not read anything yet."
    assert summary(gates(shut)) == "Trainees read words only: no gate is open yet (0 of 1)."
    assert summary(gates([*opened, *shut])).startswith("1 of 2 gates are open; elsewhere")
    assert summary(gates(opened)).startswith("Every gate is open (1 of 1)")


def test_gates_come_by_criterion_whatever_the_order_of_the_ratings() -> None:
    rows = [*over(agreeing(3)), *over(agreeing(3), criterion="cds.fit")]
    assert [found.criterion for found in gates(rows)] == ["cds.fit", "cds.pin"]
    assert gates(rows) == gates(rows[::-1])


def test_a_gate_fills_from_real_reviews_and_says_which_reps_were_drawn(at: Programme) -> None:
    name = at.signed(level=1)
    practising.contest(at.house, ANA, name, "You gave me 1; I asked before I explained.")
    at.blind(name, SIA, 3)
    ratings = at.house.store.ratings(sources=["machine", "blind"])
    rows = at.house.store.rows_in(None)
    found = gates(ratings, rows)
    criteria = at.house.content.rubric("cds").criterion_ids
    assert {one.criterion for one in found} <= set(criteria) and found
    assert len({one.stamp for one in found}) == 1 and found[0].stamp
    assert {one.n + one.silent for one in found} == {1}
    assert all(set(two) == {1, 3} for two in rated_twice(ratings).values())
    (drawn,) = {row.random_sample for row in rows}
    assert {one.drawn for one in found} <= {0, int(drawn)}


def test_the_figures_are_said_with_those_of_two_people_beside_them() -> None:
    levels = [(x, x, min(4, x + 1)) for x in SPREAD * 5]
    found = only(over(levels))
    assert found.figures.startswith("Machine and supervisors: agreement .9")
    assert "bias -.42 levels. Two supervisors with each other: agreement .7" in found.figures
    assert only(over(levels[:29])).figures == ""
    assert "bias +.83 levels" in only(over([(b, a, a) for _, a, b in levels])).figures
    hardly = only(over([*agreeing(999), (2, 3, 3)]))
    assert hardly.bias == -0.001 and "bias .00 levels" in hardly.figures
    alike = only(over([(3, 3, 3)] * 30))
    assert alike.figures == (
        "Machine and supervisors: agreement cannot be told, bias .00 levels. "
        "Two supervisors with each other: agreement cannot be told."
    )


def test_how_the_reps_were_chosen_is_said() -> None:
    def chosen(n: int, drawn: int) -> str:
        people = [(2, 2)] * n
        return gate("cds.pin", "v1", [2] * n, people, drawn=drawn, last=MONDAY).chosen

    assert chosen(0, 0) == ""
    assert chosen(5, 5) == "All 5 reps are of the random sample."
    assert chosen(5, 2).startswith("2 of 5 reps are of the random sample. The others came up")
