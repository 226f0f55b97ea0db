"""The figures against published tables, other software and small sums done by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sklearn.metrics import (  # type: ignore[import-untyped]  # it ships no types
    brier_score_loss,
)

from practice.calibration import (
    Compared,
    Pair,
    bias,
    bias_in_the_large,
    blind_spots,
    brier,
    by_criterion,
    by_rep,
    exact,
    hidden_strengths,
    limits_of_agreement,
    not_enough,
    pairs,
    sentence,
    spot_its,
    typical_error,
    within_one,
)
from practice.reviews import RatingRow
from practice.shrinkage import Prior

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def rated(
    source: str, level: int | None, *, rep: str = "r1", criterion: str = "cds.pin",
    attempt: str = "first", hours: int = 0, chance: float | None = None, rater: str = "ada",
) -> RatingRow:  # fmt: skip
    return RatingRow(
        rep=rep, trainee="ada", cohort="c1", criterion=criterion, attempt=attempt, source=source,
        rater=rater, at=MONDAY + timedelta(hours=hours), level=level, chance=chance,
    )  # fmt: skip


def paired(
    levels: Sequence[tuple[int, int]], chances: Sequence[float | None] | None = None
) -> list[Pair]:
    """One rep for each (own, supervisor's), a day apart."""
    said = chances or [None] * len(levels)
    return [
        Pair(f"r{i}", "cds.pin", MONDAY + timedelta(days=i), own, theirs, chance, "bo")
        for i, ((own, theirs), chance) in enumerate(zip(levels, said, strict=True))
    ]


# --- pairs -------------------------------------------------------------------------------------


def test_a_pair_joins_own_and_signed_levels_of_a_first_attempt() -> None:
    ratings = [rated("self", 3, chance=0.8), rated("final", 2, hours=5, rater="bo")]
    assert pairs(ratings) == (Pair("r1", "cds.pin", MONDAY, 3, 2, 0.8, "bo"),)
    assert pairs(ratings)[0].difference == 1


def test_redos_machine_and_blind_ratings_make_no_pair() -> None:
    own = rated("self", 3)
    assert pairs([own, rated("machine", 2), rated("blind", 2)]) == ()
    assert pairs([own, rated("final", 2, attempt="redo")]) == ()
    assert pairs([rated("self", 3, attempt="redo"), rated("final", 2)]) == ()
    assert pairs([own, rated("final", 2, rep="r2")]) == ()
    assert pairs([own, rated("final", 2, criterion="cds.fit")]) == ()


def test_no_opportunity_on_either_side_makes_no_pair() -> None:
    assert pairs([rated("self", None), rated("final", 2)]) == ()
    assert pairs([rated("self", 2), rated("final", None)]) == ()
    assert len(pairs([rated("self", 0), rated("final", 0)])) == 1


def test_the_latest_signed_level_counts_whatever_the_order_of_the_rows() -> None:
    first, again = rated("final", 1, hours=2), rated("final", 3, hours=9, rater="cy")
    for rows in ([first, again], [again, first]):
        (pair,) = pairs([rated("self", 2), *rows])
        assert (pair.reference_level, pair.rater) == (3, "cy")
    assert pairs([rated("self", 2), first, rated("final", None, hours=9)]) == ()


def test_pairs_come_in_the_order_of_the_own_ratings() -> None:
    ratings = [
        rated("self", 1, rep="late", hours=9), rated("self", 1, rep="early", hours=1),
        rated("final", 1, rep="late", hours=10), rated("final", 1, rep="early", hours=20),
    ]  # fmt: skip
    assert [pair.rep for pair in pairs(ratings)] == ["early", "late"]


# --- figures over pairs ------------------------------------------------------------------------

FIVE = [(3, 2), (2, 3), (2, 2), (4, 2), (1, 1)]  # differences 1, -1, 0, 2, 0


def test_figures_agree_with_sums_done_by_hand() -> None:
    five = paired(FIVE)
    assert bias(five) == pytest.approx(0.4)
    assert typical_error(five) == pytest.approx(0.8)
    assert within_one(five) == pytest.approx(0.8)
    assert exact(five) == pytest.approx(0.4)


def test_no_figure_is_given_below_its_minimum() -> None:
    for figure in (bias, typical_error, within_one, exact):
        assert figure(paired(FIVE[:4])) is None
        assert figure([]) is None
    nine = paired([(3, 3)] * 9, [0.8] * 9)
    assert brier(nine) is None and bias_in_the_large(nine) is None
    assert limits_of_agreement(paired([(3, 2)] * 19)) is None


def test_many_criteria_of_few_reps_are_still_few() -> None:
    one_rep = [Pair("r1", f"cds.c{i}", MONDAY, 3, 2, None, "bo") for i in range(9)]
    assert bias(one_rep) is None
    spread = [Pair(f"r{i}", f"cds.c{i}", MONDAY, 3, 2, None, "bo") for i in range(9)]
    assert bias(spread) == 1


def test_chances_are_compared_with_what_the_supervisor_called_met() -> None:
    levels = [(3, 3)] * 6 + [(3, 2)] * 4
    ten = paired(levels, [0.8] * 10)
    assert brier(ten) == pytest.approx((6 * 0.04 + 4 * 0.64) / 10)
    met = [1] * 6 + [0] * 4
    assert brier(ten) == pytest.approx(brier_score_loss(met, [0.8] * 10))
    assert bias_in_the_large(ten) == pytest.approx(0.2)


def test_a_pair_without_a_chance_is_left_out_of_the_chances() -> None:
    ten = paired([(3, 3)] * 10, [0.9] * 10)
    silent = [Pair("x", "cds.fit", MONDAY, 0, 0, None, "bo")]
    assert brier(ten + silent) == brier(ten)
    assert brier(paired([(3, 3)] * 10, [0.9] * 9 + [None])) is None


def test_limits_of_agreement_hold_the_mean_and_1_96_sd_either_side() -> None:
    limits = limits_of_agreement(paired([(3, 2), (2, 3)] * 10))
    assert limits is not None and limits.n == 20
    assert (limits.mean, limits.low, limits.high) == pytest.approx((0, -2.0109, 2.0109), abs=1e-3)
    assert limits.mean_likely.low < 0 < limits.mean_likely.high
    same = limits_of_agreement(paired([(3, 2)] * 20))
    assert same is not None and same[:3] == (1, 1, 1)


# --- what people read --------------------------------------------------------------------------

EVEN = Prior(m=0.0)  # expects nothing, so that both directions can be held against each other


def test_the_sentence_says_how_much_how_sure_and_how_often_near() -> None:
    assert sentence(paired([(3, 2)] * 7 + [(2, 4)])) == (
        "Across 8 signed reps you rated yourself 0.5 higher than your supervisors (likely 0.2 to "
        "0.8): leaning high. You were within one level on 7 of 8."
    )


def test_no_verdict_under_five_signed_reps() -> None:
    assert sentence(paired([(4, 0)] * 4)) is None
    assert sentence(paired([(4, 0)] * 5)) is not None
    assert sentence([]) is None


def mirrored(text: str) -> str:
    for one, other in (("higher", "lower"), ("leaning high", "leaning low")):
        text = text.replace(one, "\0").replace(other, one).replace("\0", other)
    return text


@pytest.mark.parametrize("levels", [[(3, 2)] * 8, [(3, 2)] * 2 + [(2, 2)] * 3])
def test_both_directions_are_told_in_the_same_words(levels: list[tuple[int, int]]) -> None:
    up = sentence(paired(levels), EVEN)
    down = sentence(paired([(theirs, own) for own, theirs in levels]), EVEN)
    assert up is not None and down is not None and up != down
    if "leaning" in up:
        assert up == mirrored(down)
    else:  # an interval that holds 0 is read from its low end, so its two ends change places
        start, end = up.split("(")[0], up.split(")")[1]
        assert mirrored(down).startswith(start) and mirrored(down).endswith(end)


def test_on_target_and_leaning_need_the_interval_to_say_so() -> None:
    near = sentence(paired([(2, 2)] * 8), EVEN)
    assert near is not None and "as high as your supervisors" in near
    assert "(likely 0.3 lower to 0.3 higher): about on target" in near and "leaning" not in near
    between = sentence(paired([(3, 2)] * 2 + [(2, 2)] * 3), EVEN)
    assert between is not None and "this may be chance" in between
    assert "on target" not in between and "leaning" not in between
    low = sentence(paired([(1, 3)] * 6))
    assert low is not None and "leaning low" in low and "lower than your supervisors" in low


def test_misses_that_cancel_out_within_a_rep_are_not_near() -> None:
    cancelling = [
        Pair(f"r{i}", criterion, MONDAY + timedelta(days=i), own, theirs, None, "bo")
        for i in range(5)
        for criterion, own, theirs in (("cds.pin", 4, 2), ("cds.fit", 1, 3))
    ]
    assert by_rep(cancelling) == (0, 0, 0, 0, 0)
    said = sentence(cancelling)
    assert said is not None and "Across 5 signed reps" in said and "on 0 of 5" in said


def test_too_few_reps_say_how_many_there_are_and_what_comes_next() -> None:
    assert not_enough(3).startswith("Not enough signed reps yet: 3 of 5. When 2 more reps are")
    assert "When 1 more rep is signed, you will see" in not_enough(4)
    for n in (5, -1):
        with pytest.raises(ValueError, match="enough"):
            not_enough(n)


def test_criteria_are_compared_by_their_means() -> None:
    both = [
        *paired([(3, 2), (4, 2)]),
        Pair("r0", "cds.fit", MONDAY, 1, 3, None, "bo"),
    ]
    assert by_criterion(both) == [
        Compared("cds.pin", 3.5, 2.0, 2),
        Compared("cds.fit", 1.0, 3.0, 1),
    ]
    assert by_criterion([]) == []


def test_every_combination_of_levels_is_in_one_list_at_most() -> None:
    found: dict[str, list[tuple[int, int]]] = {"blind": [], "hidden": [], "spot": []}
    for own in range(5):
        for theirs in range(5):
            (pair,) = paired([(own, theirs)])
            lists = [blind_spots([pair]), hidden_strengths([pair]), spot_its([pair])]
            assert sum(map(len, lists)) <= 1
            for name, listed in zip(found, lists, strict=True):
                found[name] += [(own, theirs)] * len(listed)
    assert found["blind"] == [(3, 0), (3, 1), (4, 0), (4, 1), (4, 2)]
    assert found["hidden"] == [(0, 3), (0, 4), (1, 3), (1, 4), (2, 4)]
    assert found["spot"] == [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 1), (2, 2)]


def test_lists_name_the_newest_rep_first() -> None:
    three = paired([(4, 1), (3, 3), (3, 0)])
    assert [pair.rep for pair in blind_spots(three)] == ["r2", "r0"]
