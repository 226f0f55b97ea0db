"""Strict and lenient raters are told apart where reps link them, and not where none do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from practice.agreement import Interval
from practice.reviews import RatingRow
from practice.severity import (
    ENOUGH,
    Mark,
    Severities,
    Severity,
    estimated,
    linked,
    marks,
    severities,
)

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def made_up(
    strict: Sequence[float],
    seed: int = 0,
    twice: float = 0.2,
    trainees: int = 24,
    reps: int = 6,
    apart: bool = False,
) -> list[Mark]:
    """Marks of raters of known severity; with `apart`, no two of different halves share a rep."""
    rng, found = np.random.default_rng(seed), []
    for trainee in range(trainees):
        usual = rng.normal(0, 0.6)
        for rep in range(reps):
            quality = usual + rng.normal(0, 0.6)
            first, second = rng.permutation(len(strict))[:2]
            both = rng.random() < twice
            if apart and (first < len(strict) / 2) != (second < len(strict) / 2):
                both = False
            for rater in (first, second) if both else (first,):
                level = quality - strict[rater] + rng.normal(0, 0.35)
                found.append(Mark(f"{trainee}.{rep}", str(trainee), f"r{rater}", level))
    return found


def levels(found: Severities) -> list[float | None]:
    return [rater.levels for rater in found.raters]


# Who is strict


def test_two_raters_one_level_apart_are_found_half_a_level_either_side() -> None:
    pairs = [
        Mark(str(rep), "ada", rater, level)
        for rep in range(30)
        for rater, level in (("bo", rep % 3 - 0.5), ("cy", rep % 3 + 0.5))
    ]
    found = estimated(pairs)
    bo, cy = found.raters
    assert bo.levels == pytest.approx(0.5, abs=0.05)
    assert cy.levels == pytest.approx(-0.5, abs=0.05)
    assert (bo.reps, bo.shared) == (30, 30)
    assert found.of("bo") == bo.levels and found.of("nobody") == 0


def test_the_order_of_the_marks_does_not_matter() -> None:
    every = made_up([0.3, 0, -0.3])
    assert levels(estimated(every)) == pytest.approx(levels(estimated(every[::-1])))


def test_severity_is_recovered_where_raters_are_linked() -> None:
    said: list[float] = []
    true: list[float] = []
    held = np.zeros(2)
    for seed in range(40):
        strict = np.random.default_rng(100 + seed).normal(0, 0.3, 5)
        strict -= strict.mean()
        for rater, truth in zip(estimated(made_up(list(strict), seed)).raters, strict, strict=True):
            if rater.levels is None or rater.likely80 is None or rater.likely95 is None:
                continue
            said, true = [*said, rater.levels], [*true, float(truth)]
            inside = [low <= truth <= high for low, high in (rater.likely80, rater.likely95)]
            held += np.array(inside)
    assert len(said) > 190
    assert np.corrcoef(said, true)[0, 1] > 0.9
    assert held[0] / len(said) == pytest.approx(0.8, abs=0.07)
    assert held[1] / len(said) == pytest.approx(0.95, abs=0.04)


def test_raters_who_are_alike_are_not_told_apart() -> None:
    found = estimated(made_up([0.0] * 5, trainees=60))
    known = [one for one in levels(found) if one is not None]
    assert len(known) == 5 and max(map(abs, known)) < 0.2
    assert sum(known) == pytest.approx(0, abs=1e-9)


def test_a_strict_rater_of_weak_trainees_is_not_taken_for_strict_because_of_them() -> None:
    rng, every = np.random.default_rng(3), []
    for rep in range(120):  # bo sees the weak ones and cy the strong ones, ten reps are shared
        weak = rep % 2 == 0
        quality = rng.normal(-0.8 if weak else 0.8, 0.4)
        mine = ("bo", "cy") if rep < 20 else ("bo",) if weak else ("cy",)
        whose = f"weak{rep % 10}" if weak else f"strong{rep % 10}"
        every += [Mark(str(rep), whose, rater, quality + rng.normal(0, 0.2)) for rater in mine]
    means = {rater: np.mean([m.level for m in every if m.rater == rater]) for rater in ("bo", "cy")}
    assert means["cy"] - means["bo"] > 1
    assert [abs(level or 9) < 0.2 for level in levels(estimated(every))] == [True, True]


# Who cannot be compared


def test_raters_are_linked_by_chains_of_shared_reps() -> None:
    chain = [
        Mark(rep, "ada", rater, 0)
        for rep, raters in {"1": "ab", "2": "bc", "3": "de", "4": "f"}.items()
        for rater in raters
    ]
    assert linked(chain) == (frozenset("abc"), frozenset("de"), frozenset("f"))
    joined = [*chain, Mark("5", "ada", "c", 0), Mark("5", "ada", "e", 0)]
    assert linked(joined) == (frozenset("abcde"), frozenset("f"))
    assert linked([]) == ()


def test_who_is_not_linked_cannot_be_compared_and_nothing_is_added() -> None:
    alone = [Mark(f"x{rep}", f"t{rep % 5}", "solo", rep % 3) for rep in range(40)]
    found = estimated([*made_up([0.3, 0, -0.3]), *alone])
    solo = next(rater for rater in found.raters if rater.rater == "solo")
    assert (solo.levels, solo.likely80, solo.shared, solo.reps) == (None, None, 0, 40)
    assert found.of("solo") == 0
    assert "cannot be compared" in solo.sentence("Ida Solo")
    assert f"0 of {ENOUGH} of their reps" in solo.sentence("Ida Solo")
    assert found.spread([{"solo": 1.0}]) > 3 * found.spread([{"r0": 1.0}]) > 0
    assert "3 raters are linked" in found.sentence() and "1 cannot be" in found.sentence()


def test_two_halves_that_share_no_rep_are_not_held_against_each_other() -> None:
    found = estimated(made_up([0.3, 0, -0.3, 0.2, -0.2, 0.1], apart=True, twice=0.9))
    known = [level is not None for level in levels(found)]
    assert known in ([True] * 3 + [False] * 3, [False] * 3 + [True] * 3)
    left = next(rater for rater in found.raters if rater.levels is None)
    assert "no chain of shared reps" in left.sentence()


def test_too_few_shared_reps_are_too_few() -> None:
    few = [
        Mark(str(rep), "ada", rater, rep % 3) for rep in range(ENOUGH - 1) for rater in ("bo", "cy")
    ]
    assert levels(estimated(few)) == [None, None]
    more = [*few, Mark("x", "ada", "bo", 1), Mark("x", "ada", "cy", 1)]
    assert None not in levels(estimated(more))
    assert estimated([]) == Severities()
    assert "cannot be compared yet" in Severities().sentence()


def test_one_rating_by_one_rater_breaks_nothing() -> None:
    (only,) = estimated([Mark("r", "ada", "bo", 1.0)]).raters
    assert only.levels is None


# From ratings to marks


def rated(
    source: str, level: int | None, *, rep: str = "r1", criterion: str = "cds.pin",
    attempt: str = "first", hours: int = 0, rater: str = "bo",
) -> RatingRow:  # fmt: skip
    at = MONDAY + timedelta(hours=hours)
    return RatingRow(rep, "ada", "c1", criterion, attempt, source, rater, at, level)


def test_a_mark_is_the_mean_over_criteria_each_less_its_own() -> None:
    every = [
        rated("blind", 4), rated("blind", 1, criterion="cds.fit"),
        rated("blind", 2, rep="r2"), rated("blind", 1, rep="r2", criterion="cds.fit"),
    ]  # fmt: skip
    assert marks(every) == (Mark("r1", "ada cds", "bo", 0.5), Mark("r2", "ada cds", "bo", -0.5))
    one = marks(every, ["cds.fit"])
    assert [mark.group for mark in one] == ["ada cds.fit"] * 2
    assert [mark.level for mark in one] == [0, 0]


def test_the_first_blind_level_counts_and_a_signed_one_only_without_it() -> None:
    last = rated("final", 4, hours=3)
    beside = rated("blind", 0, rep="r2")
    for rows in ([rated("blind", 2), last], [last, rated("blind", 2)]):
        assert [m.level for m in marks([*rows, beside])] == [1, -1]
    again = rated("blind", 4, hours=2)
    for rows in ([rated("blind", 2), again], [again, rated("blind", 2)]):
        assert [m.level for m in marks([*rows, beside])] == [1, -1]
    assert [m.level for m in marks([rated("final", 2), last, beside])] == [2, -2]


def test_own_and_machine_ratings_redos_and_no_opportunity_are_no_marks() -> None:
    assert marks([rated("self", 3), rated("machine", 3)]) == ()
    assert marks([rated("blind", 3, attempt="redo"), rated("blind", None)]) == ()


def test_severities_of_one_criterion_may_differ_from_those_of_all() -> None:
    every = [
        rated("blind", level, rep=f"r{rep}", criterion=criterion, rater=rater)
        for rep in range(20)
        for rater, pin, fit in (("bo", 1, 2), ("cy", 3, 2))
        for criterion, level in (("cds.pin", pin), ("cds.fit", fit))
    ]
    pin, fit, both = (
        severities(every, criteria).of("bo") for criteria in (["cds.pin"], ["cds.fit"], [])
    )
    assert pin > both > 0.3
    assert fit == pytest.approx(0, abs=1e-9)


# What people read


def test_strict_and_lenient_are_told_in_the_same_words() -> None:
    strict = Severity("bo", 0.34, Interval(0.1, 0.58), Interval(0, 0.7), 20, 8)
    mild = Severity("bo", -0.34, Interval(-0.58, -0.1), Interval(-0.7, 0), 20, 8)
    assert strict.sentence() == (
        "You rate 0.3 levels lower than the mean of the raters here (likely 0.1 lower to 0.6 "
        "lower), over 8 reps that somebody else rated too: leaning strict."
    )
    assert mild.sentence("Bo Berg") == (
        "Bo Berg rates 0.3 levels higher than the mean of the raters here (likely 0.6 higher to "
        "0.1 higher), over 8 reps that somebody else rated too: leaning lenient."
    )


def test_no_leaning_is_claimed_while_the_interval_holds_nought() -> None:
    near = Severity("bo", 0.1, Interval(-0.1, 0.3), Interval(-0.2, 0.4), 20, 8)
    assert "about like the others" in near.sentence()
    between = Severity("bo", 0.3, Interval(-0.1, 0.7), Interval(-0.3, 0.9), 20, 8)
    assert "this may be chance" in between.sentence()
    level = Severity("bo", 0.01, Interval(-0.02, 0.03), Interval(-0.2, 0.3), 20, 8)
    assert "at the same level as the mean" in level.sentence()
    assert "likely the same to the same" in level.sentence()
    for one in (near, between, level):
        assert "leaning" not in one.sentence()
