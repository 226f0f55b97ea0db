"""The coefficients against published tables, other software and small sums done by hand."""

from __future__ import annotations

import doctest

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score  # type: ignore[import-untyped]  # it ships no types

from practice import agreement
from practice.agreement import (
    Interval,
    Reread,
    brier_parts,
    icc_2_1,
    kappa_interval,
    limits_of_agreement,
    normal,
    quadratic_weighted_kappa,
    r_interval,
    reread,
    reread_sentence,
    resampled,
    student,
    within_group_r,
)

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


# Published values

MAMMOGRAMS = [[21, 12, 0, 0], [4, 17, 1, 0], [3, 9, 15, 2], [0, 0, 0, 1]]
PEAK_FLOW = [494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427]
MINI = [512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451]
BLOOD = {  # pH and pressure of carbon dioxide of eight people
    "1": [(6.68, 3.97), (6.53, 4.12), (6.43, 4.09), (6.33, 3.97)],
    "2": [(6.85, 5.27), (7.06, 5.37), (7.13, 5.41), (7.17, 5.44)],
    "3": [(7.40, 5.67), (7.42, 3.64), (7.41, 4.32), (7.37, 4.73), (7.34, 4.96), (7.35, 5.04),
          (7.28, 5.22), (7.30, 4.82), (7.34, 5.07)],
    "4": [(7.36, 5.67), (7.33, 5.10), (7.29, 5.53), (7.30, 4.75), (7.35, 5.51)],
    "5": [(7.35, 4.28), (7.30, 4.44), (7.30, 4.32), (7.37, 3.23), (7.27, 4.46), (7.28, 4.72),
          (7.32, 4.75), (7.32, 4.99)],
    "6": [(7.38, 4.78), (7.30, 4.73), (7.29, 5.12), (7.33, 4.93), (7.31, 5.03), (7.33, 4.93)],
    "7": [(6.86, 6.85), (6.94, 6.44), (6.92, 6.52)],
    "8": [(7.19, 5.28), (7.29, 4.56), (7.21, 4.34), (7.25, 4.32), (7.20, 4.41), (7.19, 3.69),
          (6.77, 6.09), (6.82, 5.58)],
}  # fmt: skip


def sides() -> tuple[list[str], list[float], list[float]]:
    rows = [(who, x, y) for who, pairs in BLOOD.items() for x, y in pairs]
    return [who for who, _, _ in rows], [x for _, x, _ in rows], [y for _, _, y in rows]


def test_weighted_kappa_agrees_with_the_mammograms_of_a_published_manual() -> None:
    # Boyd et al. (1982), 85 mammograms read by two radiologists; Stata's manual, [R] kappa, gives
    # .6714 with squared weights.
    cells = [
        (i, j) for i, row in enumerate(MAMMOGRAMS) for j, n in enumerate(row) for _ in range(n)
    ]
    assert len(cells) == 85
    kappa = quadratic_weighted_kappa([i for i, _ in cells], [j for _, j in cells])
    assert kappa == pytest.approx(0.6714, abs=0.00005)


def test_limits_of_agreement_are_those_of_bland_and_altman() -> None:
    # 1986, table 1 and text: mean -2.1 and SD 38.8 litres a minute over 17 people; limits at two
    # SD -79.7 and 75.5, the mean's 95 % interval -22.0 to 17.8, the limits' ±34.
    limits = limits_of_agreement(np.array(PEAK_FLOW) - np.array(MINI))
    assert limits is not None and limits.n == 17
    assert limits.mean == pytest.approx(-2.1, abs=0.05)
    sd = (limits.high - limits.low) / 2 / 1.96
    assert sd == pytest.approx(38.8, abs=0.05)
    assert limits.mean - 2 * sd == pytest.approx(-79.7, abs=0.1)
    assert limits.mean + 2 * sd == pytest.approx(75.5, abs=0.1)
    assert limits.mean_likely == pytest.approx((-22.0, 17.8), abs=0.15)
    assert limits.low_likely.high - limits.low == pytest.approx(34.6, abs=0.7)
    assert limits_of_agreement([1.0]) is None


def test_going_together_within_people_agrees_with_bland_and_altman() -> None:
    # 1995, on the blood of eight people: r = -.51, while ignoring who is who gives another figure.
    r = within_group_r(*sides())
    assert r == pytest.approx(-0.51, abs=0.005)
    _, x, y = sides()
    assert float(np.corrcoef(x, y)[0, 1]) == pytest.approx(-0.07, abs=0.01)
    assert within_group_r(["a"] * 3, [1, 2, 3], [2, 2, 2]) is None
    assert within_group_r([], [], []) is None


def test_the_parts_of_a_brier_score_follow_from_a_published_table() -> None:
    # Wilks (2006), Statistical Methods in the Atmospheric Sciences, table 7.3: 12,402 forecasts
    # of rain, how often each chance was stated and how often it then rained; .162 overall.
    stated = [0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]
    rained = [0.006, 0.019, 0.059, 0.15, 0.277, 0.377, 0.511, 0.587, 0.723, 0.779, 0.934, 0.933]
    often = [
        0.4112, 0.0671, 0.1833, 0.0986, 0.0616, 0.0366, 0.0303, 0.0275, 0.0245, 0.022, 0.017, 0.0203
    ]  # fmt: skip
    chances, met = [], []
    for chance, share, weight in zip(stated, rained, often, strict=True):
        n = round(weight * 12_402)
        chances += [chance] * n
        met += [1] * round(share * n) + [0] * (n - round(share * n))
    parts = brier_parts(chances, met)
    assert parts is not None
    assert float(np.mean(met)) == pytest.approx(0.162, abs=0.001)
    assert parts.score == pytest.approx(parts.reliability - parts.resolution + parts.uncertainty)
    assert tuple(parts) == pytest.approx((0.0735, 0.0008, 0.0628, 0.1354), abs=0.0003)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([0.5, 0.6, 0.75, 0.9, 1]), st.booleans()), min_size=1))
def test_the_parts_of_a_brier_score_add_up(said: list[tuple[float, bool]]) -> None:
    parts = brier_parts([p for p, _ in said], [int(y) for _, y in said])
    assert parts is not None
    whole = parts.reliability - parts.resolution + parts.uncertainty
    assert parts.score == pytest.approx(whole, abs=1e-9)
    assert min(parts) >= 0
    assert brier_parts([], []) is None


def test_what_a_table_of_students_t_says() -> None:
    for share, df, printed in [
        (0.95, 4, 2.776), (0.95, 10, 2.228), (0.8, 4, 1.533), (0.8, 30, 1.310), (0.9, 8, 1.860),
    ]:  # fmt: skip
        assert student(share, df) == pytest.approx(printed, abs=0.005)
    assert normal(0.95) == pytest.approx(1.96, abs=0.0001)
    assert student(0.95, 1000) == pytest.approx(1.9623, abs=0.0001)


# Other software


@pytest.mark.filterwarnings("ignore::Warning:pingouin")  # what it asks of pandas is not ours
def test_other_software_says_the_same() -> None:
    pingouin = pytest.importorskip("pingouin", reason="GPL: an oracle where somebody installed it")
    pandas = pytest.importorskip("pandas")
    who, x, y = sides()
    theirs = pingouin.rm_corr(
        data=pandas.DataFrame({"who": who, "x": x, "y": y}), x="x", y="y", subject="who"
    )
    r = within_group_r(who, x, y)
    assert r is not None and r == pytest.approx(float(theirs["r"].iloc[0]))
    likely = [float(end) for end in theirs["CI95"].iloc[0]]
    assert r_interval(r, int(theirs["dof"].iloc[0]), 0.95) == pytest.approx(likely, abs=0.005)
    rows = [
        (rep, rater, level)
        for rep, row in enumerate(SHROUT_AND_FLEISS)
        for rater, level in enumerate(row)
    ]
    table = pandas.DataFrame(rows, columns=["rep", "rater", "level"])
    found = pingouin.intraclass_corr(table, targets="rep", raters="rater", ratings="level")
    icc = found.set_index("Type")["ICC"]
    named = icc["ICC(A,1)"] if "ICC(A,1)" in icc else icc["ICC2"]
    assert icc_2_1(SHROUT_AND_FLEISS) == pytest.approx(float(named), abs=1e-6)


# Reps drawn again


def test_reps_drawn_again_hold_the_coefficient_and_narrow_with_more() -> None:
    rows = [[1, 2], [2, 2], [3, 4], [4, 4], [2, 1], [0, 1]]
    few, many = resampled(rows * 4, icc_2_1), resampled(rows * 16, icc_2_1)
    icc = icc_2_1(rows * 4)
    assert few is not None and many is not None and icc is not None
    assert few.low < many.low < icc < many.high < few.high
    assert resampled([], icc_2_1) is None
    assert resampled([[2, 2]] * 9, icc_2_1) is None, "undefined every time"
    assert isinstance(few, Interval)


# The calibration drill


def test_a_re_rated_exemplar_is_compared_with_its_panel() -> None:
    found = reread(
        {"cds.pin": 4, "cds.fit": 1, "cds.join": None, "cds.hold": 3, "cds.next": 2},
        {"cds.pin": [2, 3], "cds.fit": [1, 1, None], "cds.join": [2], "cds.hold": [None]},
    )
    assert found == (Reread("cds.pin", 4, 2.5, 2, 3), Reread("cds.fit", 1, 1.0, 1, 1))
    assert [one.difference for one in found] == [1.5, 0]
    assert [one.near for one in found] == [False, True]
    assert Reread("x", 4, 2.0, 0, 4).near, "one of the panel said the same"


def test_a_drill_says_both_directions_in_the_same_words() -> None:
    titles = {"cds.pin": "Pins one thought", "cds.fit": "Fits"}
    up = reread_sentence([Reread("cds.pin", 4, 2.0, 2, 2)], titles)
    down = reread_sentence([Reread("cds.pin", 0, 2.0, 2, 2)], titles)
    assert up == (
        "You were within one level of the panel on 0 of 1 point. The widest difference is on "
        "“Pins one thought”: you 2 levels higher. Read the panel's reasons there."
    )
    assert down == up.replace("higher", "lower")
    both = [Reread("cds.pin", 3, 2.0, 1, 3), Reread("cds.fit", 2, 2.0, 2, 2)]
    assert "on 2 of 2 points" in reread_sentence(both, titles)
    assert "the panel itself ranges from 1 to 3" in reread_sentence(both, titles)
    assert "as the panel did" in reread_sentence(both[1:], titles)
    assert "nothing to compare" in reread_sentence([], titles)


def test_examples_in_the_docstrings_are_true() -> None:
    outcome = doctest.testmod(agreement)
    assert outcome.attempted >= 12 and outcome.failed == 0
