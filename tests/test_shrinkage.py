"""Few reps move an estimate a little, many move it most of the way."""

from __future__ import annotations

import doctest

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice import shrinkage
from practice.shrinkage import START, Prior, learned, shrunk_bias


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


def test_a_programme_learns_its_own_spread_and_few_trainees_teach_nothing() -> None:
    rng = np.random.default_rng(7)
    truth = Prior(m=-0.3, tau=0.6, sigma=0.9)
    group = [
        list(rng.normal(rng.normal(truth.m, truth.tau), truth.sigma, rng.integers(4, 12)))
        for _ in range(400)
    ]
    found = learned(group)
    assert found.m == pytest.approx(truth.m, abs=0.1)
    assert found.tau == pytest.approx(truth.tau, abs=0.1)
    assert found.sigma == pytest.approx(truth.sigma, abs=0.05)
    assert learned(group[:4]) is START
    assert learned([[0.1, 0.2]] * 5) is START
    assert learned([]) is START


def test_a_spread_is_never_learned_to_be_nothing() -> None:
    alike = learned([[0.5, 0.5, 0.5, 0.5, 0.5]] * 5)
    assert (alike.m, alike.tau, alike.sigma) == pytest.approx((0.5, 0.1, 0.1))


def test_examples_in_the_docstrings_are_true() -> None:
    outcome = doctest.testmod(shrinkage)
    assert outcome.attempted >= 2 and outcome.failed == 0
