"""The coefficients against published tables, other software and small sums done by hand."""

from __future__ import annotations

import doctest

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score  # type: ignore[import-untyped]  # it ships no types

from practice import agreement
from practice.agreement import icc_2_1, kappa_interval, quadratic_weighted_kappa

SHROUT_AND_FLEISS = [  # 1979, table 2: six targets, four judges
    [9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7],
]  # fmt: skip


def test_icc_agrees_with_shrout_and_fleiss() -> None:
    icc = icc_2_1(SHROUT_AND_FLEISS)
    assert icc == pytest.approx(0.29, abs=0.005)
    assert icc == pytest.approx(0.28976, abs=0.00001)


def test_icc_is_1_for_the_same_and_less_for_a_stricter_rater() -> None:
    assert icc_2_1([[1, 1], [2, 2], [4, 4]]) == 1
    strict = icc_2_1([[1, 0], [2, 1], [4, 3]])
    assert strict is not None and 0 < strict < 1


def test_icc_is_not_given_where_it_means_nothing() -> None:
    assert icc_2_1([[1, 2]]) is None
    assert icc_2_1([[1], [2]]) is None
    assert icc_2_1([]) is None
    assert icc_2_1([[2, 2], [2, 2]]) is None


def test_weighted_kappa_agrees_with_a_table_counted_by_hand() -> None:
    # Ten reps; squared misses 1 + 1 + 4 = 6; by chance 49 + 41 - 2 * 19 * 17 / 10 = 25.4, which is
    # also what the cells of the table add up to:
    one, other = [0, 1, 1, 1, 2, 2, 2, 3, 3, 4], [0, 1, 0, 1, 2, 2, 3, 3, 3, 2]
    totals_one, totals_other = [1, 3, 3, 2, 1], [2, 2, 3, 3, 0]
    by_chance = sum(
        a * b / 10 * (i - j) ** 2
        for i, a in enumerate(totals_one)
        for j, b in enumerate(totals_other)
    )
    assert by_chance == pytest.approx(25.4)
    assert quadratic_weighted_kappa(one, other) == pytest.approx(1 - 6 / 25.4)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=30))
def test_weighted_kappa_agrees_with_scikit_learn(levels: list[tuple[int, int]]) -> None:
    one, other = [a for a, _ in levels], [b for _, b in levels]
    ours = quadratic_weighted_kappa(one, other)
    if len(set(one + other)) == 1:
        assert ours is None
    else:
        theirs = cohen_kappa_score(one, other, weights="quadratic", labels=list(range(5)))
        assert ours == pytest.approx(theirs)


def test_weighted_kappa_needs_two_lists_of_one_length() -> None:
    assert quadratic_weighted_kappa([], []) is None
    with pytest.raises(ValueError, match="same length"):
        quadratic_weighted_kappa([1, 2], [1])


# An interval around kappa


def slowly(one: list[int], other: list[int], resamples: int = 1000) -> tuple[float, float]:
    """The bootstrap as the book writes it: draw reps, work kappa out, a thousand times."""
    rng = np.random.default_rng(3)
    a, b = np.array(one), np.array(other)
    found = [
        quadratic_weighted_kappa(a[drawn], b[drawn])
        for drawn in rng.integers(0, len(a), (resamples, len(a)))
    ]
    low, high = np.quantile([kappa for kappa in found if kappa is not None], [0.05, 0.95])
    return float(low), float(high)


def test_the_interval_is_that_of_a_plain_bootstrap() -> None:
    rng = np.random.default_rng(11)
    one = rng.integers(0, 5, 60)
    other = np.clip(one + rng.integers(-1, 2, 60), 0, 4)
    found = kappa_interval(one, other)
    assert found is not None
    assert found == pytest.approx(slowly(list(one), list(other)), abs=0.015)


def test_the_interval_does_not_depend_on_the_order_of_the_reps_or_on_luck() -> None:
    one, other = [0, 1, 2, 3, 4, 2, 1] * 5, [0, 2, 2, 3, 3, 1, 1] * 5
    found = kappa_interval(one, other)
    assert found == kappa_interval(one[::-1], other[::-1]) == kappa_interval(one, other)
    assert found != kappa_interval(one, other, seed=4)


def test_more_reps_and_a_smaller_share_make_it_narrower() -> None:
    one, other = [0, 1, 2, 3, 4, 2, 1], [0, 2, 2, 3, 3, 1, 1]
    few, many = kappa_interval(one * 5, other * 5), kappa_interval(one * 20, other * 20)
    half = kappa_interval(one * 5, other * 5, share=0.5)
    assert few is not None and many is not None and half is not None
    kappa = quadratic_weighted_kappa(one, other)
    assert kappa is not None
    assert few.low < many.low < kappa < many.high < few.high
    assert few.low < half.low < kappa < half.high < few.high


def test_about_nine_of_ten_intervals_hold_the_truth() -> None:
    rng = np.random.default_rng(5)
    whole = rng.integers(0, 5, 20_000)
    same = np.clip(whole + rng.choice([-1, 0, 0, 1], 20_000), 0, 4)
    truth = quadratic_weighted_kappa(whole, same)
    assert truth is not None
    held = 0
    for _ in range(200):
        drawn = rng.integers(0, 20_000, 40)
        found = kappa_interval(whole[drawn], same[drawn], resamples=500)
        assert found is not None
        held += found.low <= truth <= found.high
    assert 0.82 <= held / 200 <= 0.96


def test_there_is_no_interval_where_nearly_all_ratings_are_the_same() -> None:
    assert kappa_interval([], []) is None
    assert kappa_interval([3] * 30, [3] * 30) is None
    assert kappa_interval([3] * 30, [3] * 29 + [2]) is None, "a third of the resamples are all 3"
    assert kappa_interval([3] * 25 + [1] * 5, [3] * 25 + [1] * 5) == (1, 1)
    with pytest.raises(ValueError, match="same length"):
        kappa_interval([1, 2], [1])


def test_examples_in_the_docstrings_are_true() -> None:
    outcome = doctest.testmod(agreement)
    assert outcome.attempted >= 3 and outcome.failed == 0
