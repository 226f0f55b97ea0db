"""Few reps move an estimate a little, many move it most of the way."""

from __future__ import annotations

import doctest

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice import shrinkage
from practice.agreement import student
from practice.shrinkage import START, mixed, shrunk_bias


@pytest.mark.parametrize(
    ("n", "weight", "raw", "shrunk"),
    [
        (1, 0.28, 1.57, 0.83),
        (3, 0.54, 0.91, 0.66),
        (5, 0.66, 0.70, 0.57),
        (8, 0.76, 0.55, 0.48),
        (12, 0.82, 0.45, 0.41),
        (20, 0.89, 0.35, 0.33),
    ],
)
def test_shrinkage_follows_its_table(n: int, weight: float, raw: float, shrunk: float) -> None:
    estimate = shrunk_bias([1.0] * n)
    assert estimate.n == n
    assert estimate.weight == pytest.approx(weight, abs=0.006)
    assert estimate.high95 - estimate.mean == pytest.approx(shrunk, abs=0.006)
    assert 1.96 * START.sigma / n**0.5 == pytest.approx(raw, abs=0.006)
    assert estimate.mean == pytest.approx(0.2 + estimate.weight * 0.8)


def test_nobody_seen_yet_is_taken_for_the_programme() -> None:
    estimate = shrunk_bias([])
    assert (estimate.mean, estimate.sd, estimate.weight) == pytest.approx((0.2, 0.5, 0))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(-4, 4), min_size=1, max_size=20))
def test_the_estimate_lies_between_the_data_and_the_programme(differences: list[float]) -> None:
    estimate, raw = shrunk_bias(differences), sum(differences) / len(differences)
    assert min(raw, START.m) - 1e-9 <= estimate.mean <= max(raw, START.m) + 1e-9
    assert estimate.low95 < estimate.low80 < estimate.mean < estimate.high80 < estimate.high95


# An estimate from several answers


def test_one_answer_is_a_normal_and_equal_answers_are_the_same_again() -> None:
    one, many = mixed([0.3], [0.04], 5, 0.6), mixed([0.3] * 40, [0.04] * 40, 5, 0.6)
    assert (one.mean, one.sd) == pytest.approx((0.3, 0.2)) == (many.mean, many.sd)
    assert one.high95 - one.low95 == pytest.approx(2 * 1.96 * 0.2, abs=1e-4)
    for end in ("low80", "high80", "low95", "high95"):
        assert getattr(many, end) == pytest.approx(getattr(one, end), abs=1e-6)


def test_answers_that_differ_make_longer_tails_as_students_t_has() -> None:
    chance = np.random.default_rng(4)
    found = mixed(np.zeros(4000), 6 / chance.chisquare(6, 4000), 7, 0.5)
    for share, end in ((0.8, found.high80), (0.95, found.high95)):
        assert end == pytest.approx(student(share, 6), rel=0.03)
    assert found.low95 == pytest.approx(-found.high95)


def test_examples_in_the_docstrings_are_true() -> None:
    outcome = doctest.testmod(shrinkage)
    assert outcome.attempted >= 4 and outcome.failed == 0
