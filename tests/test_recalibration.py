"""A shift takes the bias away, a little while ratings are few, and stays on the scale."""

from __future__ import annotations

import doctest
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice import recalibration as module
from practice.agreement import quadratic_weighted_kappa
from practice.recalibration import (
    ENOUGH,
    LEVELS,
    Levels,
    Rated,
    Scale,
    corrected,
    errors,
    recalibration,
    recalibrations,
    shift,
)
from practice.reviews import RatingRow

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
pairs = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=60)


def sides(levels: list[tuple[int, int]]) -> tuple[Levels, Levels]:
    machine, human = np.array(levels, dtype=float).T
    return machine, human


def replies(levels: list[tuple[int, int]], together: int = 1) -> list[Rated]:
    return [Rated(f"g{i // together}", machine, human) for i, (machine, human) in enumerate(levels)]


# --- the shift -----------------------------------------------------------------------------------


def test_the_shift_agrees_with_a_sum_done_by_hand() -> None:
    # Bias 1 over 4: w = 0.25 / (0.25 + 0.64 / 4) = 0.6098. No level reaches an end of the scale.
    assert shift(*sides([(3, 2), (2, 1), (3, 2), (2, 1)])) == pytest.approx(-0.25 / 0.41)
    # Over 20: w = 0.25 / (0.25 + 0.032) = 0.8865, and a bias of -0.5.
    assert shift(*sides([(2, 2), (2, 3)] * 10)) == pytest.approx(0.5 * 0.25 / 0.282)


def test_where_the_scale_ends_the_others_move_further_so_that_the_mean_is_right() -> None:
    # Half the replies are at 0 and cannot go lower: the other half has to give all of it.
    machine, human = sides([(0, 0), (3, 1)] * 500)
    by = shift(machine, human)
    assert corrected(machine, by).mean() == pytest.approx(human.mean(), abs=0.005)
    assert by == pytest.approx(-2, abs=0.01)


def test_without_ratings_or_bias_nothing_is_moved() -> None:
    assert shift(np.array([]), np.array([])) == 0
    assert shift(*sides([(0, 1), (1, 0), (4, 3), (3, 4)])) == 0
    assert shift(*sides([(2, 2)] * 300)) == 0


def test_few_ratings_move_it_a_little_and_many_most_of_the_way() -> None:
    shifts = [-shift(*sides([(3, 2)] * n)) for n in (1, 3, 5, 8, 12, 20, 200)]
    assert shifts == pytest.approx([0.28, 0.54, 0.66, 0.76, 0.82, 0.89, 0.99], abs=0.006)


@settings(max_examples=80, deadline=None)
@given(pairs)
def test_it_keeps_the_order_the_scale_and_the_sign_of_the_bias(
    levels: list[tuple[int, int]],
) -> None:
    machine, human = sides(levels)
    by, bias = shift(machine, human), float((machine - human).mean())
    moved = corrected(np.arange(5.0), by)
    assert list(moved) == sorted(moved)
    assert moved.min() >= LEVELS.lowest and moved.max() <= LEVELS.highest
    assert by * bias <= 1e-9, "against the bias, or not at all"
    left = float((corrected(machine, by) - human).mean())
    assert abs(left) <= abs(bias) + 1e-6
    assert left * bias >= -1e-6, "shrunk, so never past the mark"


@settings(max_examples=40, deadline=None)
@given(pairs)
def test_a_scale_from_1_to_5_gives_the_same_shift(levels: list[tuple[int, int]]) -> None:
    machine, human = sides(levels)
    assert shift(machine + 1, human + 1, Scale(1, 5)) == pytest.approx(shift(machine, human))


def test_a_shift_does_not_lower_the_agreement_of_a_lenient_machine() -> None:
    rng = np.random.default_rng(2)
    human = rng.integers(0, 4, 200).astype(float)
    machine = np.clip(human + rng.integers(0, 3, 200), 0, 4).astype(float)
    before = quadratic_weighted_kappa(machine, human)
    after = quadratic_weighted_kappa(corrected(machine, shift(machine, human)), human)
    assert before is not None and after is not None
    assert after > before + 0.1


# --- errors on held-out ratings ------------------------------------------------------------------


def test_errors_agree_with_sums_done_by_hand() -> None:
    found = errors(*sides([(3, 2), (2, 2), (4, 2), (1, 2)]))  # differences 1, 0, 2, -1
    assert found.bias == pytest.approx(0.5)
    assert found.absolute == pytest.approx(1)
    assert found.squared == pytest.approx(1.5**0.5)
    assert found.kappa == quadratic_weighted_kappa([3, 2, 4, 1], [2, 2, 2, 2])
    assert errors(*sides([(2, 2)])).kappa is None


def test_nothing_is_corrected_below_twenty_reps_however_many_ratings_they_have() -> None:
    assert ENOUGH == 20
    assert recalibration([]) is None
    assert recalibration(replies([(3, 2)] * 19)) is None
    assert recalibration(replies([(3, 2)] * 95, together=5)) is None
    assert recalibration(replies([(3, 2)] * 20)) is not None
    assert recalibration(replies([(3, 2)] * 100, together=5)) is not None


def test_the_error_is_that_of_ratings_not_learnt_from() -> None:
    found = recalibration(replies([(3, 2), (2, 1)] * 10))
    assert found is not None
    assert found.before == errors(*sides([(3, 2), (2, 1)] * 10))
    # Each fold of 4 is corrected by the other 16: w = 0.25 / (0.25 + 0.04) leaves 1 - w.
    assert found.after.bias == pytest.approx(1 - 0.25 / 0.29)
    assert found.after.absolute == pytest.approx(1 - 0.25 / 0.29)
    assert found.shift == pytest.approx(-0.25 / 0.282)


def test_a_group_is_never_on_both_sides(monkeypatch: pytest.MonkeyPatch) -> None:
    learnt_from: list[list[float]] = []

    def spy(machine: Levels, human: Levels, scale: Scale = LEVELS) -> float:
        learnt_from.append(list(machine))
        return shift(machine, human, scale)

    monkeypatch.setattr(module, "shift", spy)
    together = [Rated("together", 4.0, 2.0) for _ in range(10)]
    assert recalibration([*together, *(Rated(f"g{i}", 1.0, 1.0) for i in range(24))]) is not None
    *folds, everything = learnt_from
    assert sorted(fold.count(4.0) for fold in folds) == [0, 10, 10, 10, 10]
    assert sum(24 - fold.count(1.0) for fold in folds) == 24, "each is held out once"
    assert len(everything) == 34


def test_the_same_ratings_give_the_same_answer_in_any_order() -> None:
    rng = np.random.default_rng(4)
    some = replies([(int(a), int(b)) for a, b in rng.integers(0, 5, (60, 2))], together=2)
    one, other = recalibration(some), recalibration(some[::-1])
    assert one is not None and other is not None
    assert one.shift == pytest.approx(other.shift)
    assert one.after == pytest.approx(other.after)


def test_a_correction_hands_out_levels_and_keeps_the_raw_ones_readable() -> None:
    found = recalibration(replies([(3, 2), (2, 1)] * 100))
    assert found is not None
    assert found.low < found.shift < found.high
    assert found.level(3) == pytest.approx(2, abs=0.02)
    assert found.level(0) == 0, "kept on the scale"
    assert [raw for raw, _ in found.table()] == [0, 1, 2, 3, 4]
    assert dict(found.table())[4] == found.level(4)


# --- from the records ----------------------------------------------------------------------------


def rated(
    source: str, level: int | None, rep: str, *, criterion: str = "cds.pin",
    attempt: str = "first", hours: int = 0, stamp: str = "",
) -> RatingRow:  # fmt: skip
    return RatingRow(
        rep=rep, trainee="ada", cohort="c1", criterion=criterion, attempt=attempt, source=source,
        rater="sam", at=MONDAY + timedelta(hours=hours), level=level, stamp=stamp,
    )  # fmt: skip


def signed(n: int, machine: int | None = 3, final: int | None = 2) -> list[RatingRow]:
    return [
        row
        for i in range(n)
        for row in (
            rated("machine", machine, f"r{i}", stamp="v1"),
            rated("final", final, f"r{i}", hours=1),
        )
    ]


def test_readings_are_joined_with_signed_levels_by_criterion_and_version() -> None:
    newer = [rated("machine", 2, f"r{i}", stamp="v2") for i in range(20)]
    other = [rated("machine", 2, "r1", criterion="cds.fit", stamp="v1")]
    found = recalibrations([*signed(20), *newer, *other])
    v1, v2 = found["cds.pin", "v1"], found["cds.pin", "v2"]
    assert v1 is not None and v1.n == 20 and v1.before.bias == 1
    assert v2 is not None and v2.shift == 0
    assert found["cds.fit", "v1"] is None
    assert recalibrations([]) == {}


def test_only_signed_levels_of_first_attempts_teach() -> None:
    key = ("cds.pin", "v1")
    assert recalibrations(signed(19))[key] is None
    assert recalibrations(signed(20, machine=None))[key] is None
    assert recalibrations(signed(20, final=None))[key] is None
    blind = [rated("blind", 2, f"r{i}") for i in range(20)]
    machine = [row for row in signed(20) if row.source == "machine"]
    assert recalibrations([*machine, *blind])[key] is None
    redo = [rated("final", 2, f"r{i}", attempt="redo") for i in range(20)]
    assert recalibrations([*machine, *redo])[key] is None


def test_the_latest_signature_counts_whatever_the_order() -> None:
    again = [rated("final", 3, f"r{i}", hours=9) for i in range(20)]
    for rows in ([*signed(20), *again], [*again, *signed(20)]):
        found = recalibrations(rows)["cds.pin", "v1"]
        assert found is not None and found.before.bias == 0


def test_examples_in_the_docstrings_are_true() -> None:
    outcome = doctest.testmod(module)
    assert outcome.attempted >= 2 and outcome.failed == 0
