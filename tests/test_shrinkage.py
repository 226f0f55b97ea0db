"""Few reps move an estimate a little, many move it most of the way."""

from __future__ import annotations

import doctest

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice import shrinkage
from practice.shrinkage import START, UNKNOWN, Picking, Prior, learned, picking, shrunk_bias


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
    assert (alike.m, alike.sigma) == pytest.approx((0.5, 0.1))
    # Five trainees count as four beside the four that START is worth: (0.01 + 0.25) / 2.
    assert alike.tau == pytest.approx(0.13**0.5)
    many = learned([[0.5, 0.5, 0.5]] * 400)
    assert many.tau == pytest.approx(0.1, abs=0.02) and many.m_sd < alike.m_sd


# What is only estimated makes an interval wider


def test_what_raters_leave_unknown_widens_the_interval_and_moves_less() -> None:
    sure, unsure = shrunk_bias([1.0] * 8), shrunk_bias([1.0] * 8, spread=0.1)
    assert unsure.weight < sure.weight and unsure.mean < sure.mean
    assert unsure.sd > sure.sd
    assert shrunk_bias([], spread=0.1) == shrunk_bias([])


def test_an_unsure_programme_mean_matters_to_few_reps_most() -> None:
    vague = Prior(m_sd=0.3)
    for n, least in ((0, 0.05), (2, 0.02)):
        assert shrunk_bias([0.5] * n, vague).sd > shrunk_bias([0.5] * n).sd + least
    assert shrunk_bias([0.5] * 40, vague).sd == pytest.approx(shrunk_bias([0.5] * 40).sd, rel=0.02)
    assert shrunk_bias([0.5], vague).mean == shrunk_bias([0.5]).mean


# Reps that came up for a reason


def test_picking_is_learned_within_trainees_only() -> None:
    rng = np.random.default_rng(2)
    trainees = []
    for number in range(60):
        own = rng.normal(number % 2, 0.1)  # those picked more often also rate themselves higher
        kinds = [rng.random() < (0.8 if number % 2 else 0.3) for _ in range(10)]
        trainees.append([(own + 0.4 * picked + rng.normal(0, 0.4), picked) for picked in kinds])
    found = picking(trainees)
    assert found.effect == pytest.approx(0.4, abs=3 * found.sd)
    assert found.sd < 0.06
    plain = (
        np.concatenate([[d for d, x in t if x] for t in trainees]).mean()
        - np.concatenate([[d for d, x in t if not x] for t in trainees]).mean()
    )
    assert plain > 0.7, "between trainees it would look like more"


def test_an_effect_that_is_not_everybodys_is_known_for_that() -> None:
    rng = np.random.default_rng(8)
    found = []
    for differ in (0.0, 0.6):
        trainees = []
        for each in rng.permutation(np.linspace(-1.7, 1.7, 80)):  # their SD is 1
            own = 0.4 + differ * each
            reps = [(own * (i % 2) + rng.normal(0, 0.4), i % 2 == 1) for i in range(12)]
            trainees.append(reps)
        found.append(picking(trainees))
    alike, apart = found
    assert alike.among < 0.15 and apart.among == pytest.approx(0.6, abs=0.12)
    assert apart.spread(0.8, 0.4, 60) > alike.spread(0.8, 0.4, 60) + 0.03


def test_what_raters_and_picking_leave_unknown_is_not_taken_for_trainees_own() -> None:
    rng = np.random.default_rng(9)
    group = [list(rng.normal(rng.normal(0, 0.5), 0.5, 8)) for _ in range(300)]
    plain, less = learned(group), learned(group, spread=0.09)
    assert less.tau**2 == pytest.approx(plain.tau**2 - 0.09, abs=0.005)
    assert learned(group, spread=9.0).tau > 0


def test_nothing_is_taken_off_before_anything_is_known() -> None:
    for few in (
        [],
        [[(1.0, True)]],
        [[(1.0, True), (0.0, True)]] * 30,
        [[(1.0, True), (0, False)]],
    ):
        assert picking(few) == Picking(0, UNKNOWN)
    assert Picking().shift(1, 0.2) == 0 < Picking().spread(1, 0.2, 9)


def test_what_is_taken_off_follows_how_far_signed_reps_differ_from_all() -> None:
    known = Picking(0.5, 0.1)
    assert known.shift(0.8, 0.4) == pytest.approx(0.2)
    assert known.shift(0.4, 0.8) == pytest.approx(-0.2)
    assert known.shift(0.4, 0.4) == 0
    # Another 60 reps would have had another share: 0.5² * 0.4 * 0.6 / 60 = 0.001.
    assert known.spread(0.4, 0.4, 60) == pytest.approx(0.001)
    assert known.spread(0.8, 0.4, 60) == pytest.approx(0.001 + 0.0016)
    assert known.spread(0.8, 0.4, 10**9) == pytest.approx(0.0016)


def test_examples_in_the_docstrings_are_true() -> None:
    outcome = doctest.testmod(shrinkage)
    assert outcome.attempted >= 4 and outcome.failed == 0
