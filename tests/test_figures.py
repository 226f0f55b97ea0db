"""What a week or month comes to, small enough to work out by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from practice import figures, ledger
from practice.figures import ALL, DAY, Figure, Present, Reached
from practice.ledger import COLUMNS, Ledger
from practice.shrinkage import START, shrunk_bias
from tests.test_ledger import USUAL

SIX = [f"t{n}" for n in range(6)]


def reps(*lines: dict[str, Any]) -> Ledger:
    return ledger.ledger([[[{**USUAL, **line}[name] for name in COLUMNS] for line in lines]])


def one(found: figures.ByCohort, measure: str, about: str = "", cohort: str = ALL) -> Figure:
    (figure,) = [f for f in found[cohort] if (f.measure, f.about) == (measure, about)]
    return figure


def test_who_was_there_and_sent_nothing_counts_with_nothing() -> None:
    sent = reps(*({"trainee": who, "good": 1} for who in SIX[:3] for _ in range(2)))
    present = [Present(who, "c1", 0) for who in SIX]
    found = figures.of_week(sent, present)
    good = one(found, "good reps", cohort="c1")
    assert (good.trainees, good.low, good.value, good.high) == (6, 0.0, 1.0, 2.0)
    assert one(found, "sent a rep").value == 0.5
    assert [f for f in found[ALL] if f.measure == "tried again"] == [], "three trainees sent any"


def test_a_trainee_counts_once_however_much_they_practise() -> None:
    eager = [{"trainee": "t0", "final": "44", "met": 1}] * 20
    others = [{"trainee": who, "final": "00", "met": 0} for who in SIX[1:]]
    several = [{"trainee": who, "final": "44", "met": 1} for who in ("t1", "t2")]
    signed = reps(*eager, *others, *several)
    found = figures.of_month(signed, signed, [], [])
    assert one(found, "met", "cds.fit").value == pytest.approx(0.35)  # (1 + 1/2 + 1/2) / 6
    assert one(found, "met", "cds").value == pytest.approx(0.35)


def test_a_point_without_opportunity_and_harm_count_for_nothing_and_for_not_met() -> None:
    signed = reps(*({"trainee": who, "final": "-4", "needs_review": 1} for who in SIX))
    found = figures.of_month(signed, signed, [], [])
    assert {f.about for f in found[ALL] if f.measure == "met"} == {"cds.pin", "cds"}
    assert one(found, "met", "cds.pin").bound == "at least"
    assert one(found, "met", "cds").bound == "at most"


def test_days_to_signature_are_by_reason_with_the_ninetieth_percentile() -> None:
    signed = reps(*(
        {"trainee": f"t{n}", "submitted_at": DAY, "signed_at": DAY * (n + 2)} for n in range(11)
    ))  # fmt: skip
    days = one(figures.of_month(signed, signed, [], []), "days to signature", "asked")
    assert (days.value, days.low, days.high) == (6.0, None, 10.0)


def test_own_ratings_need_five_signed_reps_each_and_ten_trainees() -> None:
    def month(trainees: int, each: int) -> list[Figure]:
        signed = reps(*(
            {"trainee": f"t{n}", "own": "33", "final": "22"}
            for n in range(trainees) for _ in range(each)
        ))  # fmt: skip
        found = figures.of_month(signed, signed, [], [])
        return [f for f in found[ALL] if f.measure == "own minus signed"]

    (middle,) = month(10, 5)
    assert middle.value == pytest.approx(0.9, abs=0.15), "everybody is one higher"
    assert month(9, 5) == [] and month(10, 4) == []


def test_many_are_shrunk_at_once_as_one_is() -> None:
    rng = np.random.default_rng(4)
    groups = [rng.normal(rng.normal(0.3, 0.5), 0.8, n).tolist() for n in (5, 9, 9, 12, 30) * 20]
    sizes = np.array([len(group) for group in groups], float)
    means = np.array([np.mean(group) for group in groups])
    squares = sum(float(((np.array(g) - np.mean(g)) ** 2).sum()) for g in groups)
    prior = figures.expected(sizes, means, squares)
    assert (prior.m, prior.tau, prior.sigma) == pytest.approx((0.3, 0.5, 0.8), abs=0.1)
    alone = [shrunk_bias(group, prior).mean for group in groups]
    assert figures.leaning(sizes, means, prior).tolist() == pytest.approx(alone)
    assert figures.expected(sizes[:4], means[:4], 1.0) == START


def test_claims_are_told_for_all_cohorts_only_and_milestones_of_everybody_there() -> None:
    signed = reps(*({"trainee": who, "claims": 4, "justified": 3} for who in SIX))
    present = [Present(who, "c1", 0) for who in SIX] + [Present("zoe", "c2", 0)]
    reached = [Reached(who, "cds", "beginner", 1) for who in (*SIX[:3], "gone")]
    found = figures.of_month(signed, signed, present, reached)
    assert one(found, "claims justified").value == 0.75
    assert [f for f in found["c1"] if f.measure == "claims justified"] == []
    assert one(found, "met by then", "cds", "c1").value == 0.5
    assert one(found, "met by then", "cds").trainees == 6, "the other cohort is too small"
    assert "c2" not in found


def test_nothing_is_no_figure() -> None:
    nothing = reps()
    assert figures.of_week(nothing, []) == {ALL: []}
    assert figures.of_month(nothing, nothing, [], []) == {ALL: []}
