"""A programme's trainees teach how to read one of them; reps picked for a reason mislead nobody."""

from __future__ import annotations

import doctest
from collections.abc import Sequence

import numpy as np
import pytest

from practice import peers
from practice.peers import NOBODY, UNKNOWN, Peers, Signed, bias_of, learned
from practice.shrinkage import START, shrunk_bias


def trainee(
    chance: np.random.Generator, bias: float, gap: float = 0.0, n: Sequence[int] = (8, 0),
    share: float = 0.0, noise: float = 0.8,
) -> Signed:  # fmt: skip
    """Reps of one trainee, `n` signed of each kind, and 40 sent."""
    kinds = [chance.normal(bias + (kind - share) * gap, noise, n[kind]) for kind in (0, 1)]
    picked = round(40 * share)
    return Signed.of([list(kind) for kind in kinds], (40 - picked, picked))


def programme(
    trainees: int, tau: float = 0.5, gap: float = 0.0, follows: float = 0.0, seed: int = 2,
    n: Sequence[int] = (8, 0), share: float = 0.0,
) -> tuple[list[Signed], list[float]]:  # fmt: skip
    """Trainees about -0.3, whose gaps grow by `follows` for each level of bias."""
    chance = np.random.default_rng(seed)
    biases = [float(one) for one in chance.normal(-0.3, tau, trainees)]
    return [
        trainee(chance, bias, gap + follows * (bias + 0.3), n, share) for bias in biases
    ], biases


def spread_of(found: Peers) -> float:
    return float(np.sqrt(found.between[:, 0, 0]).mean())


# Leaning on the programme


@pytest.mark.parametrize("differences", [[], [1.0], [1.0, 0.5, -0.25] * 4])
def test_before_there_are_ratings_the_estimate_is_that_of_the_table(
    differences: list[float],
) -> None:
    ours, theirs = bias_of(Signed.of([differences, []])), shrunk_bias(differences)
    assert vars(ours) == pytest.approx(vars(theirs), abs=1e-6)


def test_a_programme_is_learned_and_many_trainees_teach_it_well() -> None:
    found = learned(programme(250)[0])
    assert found.mean[:, 0].mean() == pytest.approx(-0.3, abs=0.08)
    assert spread_of(found) == pytest.approx(0.5, abs=0.06)
    assert np.sqrt(found.within[:, 0].mean()) == pytest.approx(0.8, abs=0.03)
    assert learned([]) is NOBODY


def test_few_trainees_leave_much_open_and_their_programme_near_the_start() -> None:
    few, many = learned(programme(3)[0]), learned(programme(60)[0])
    assert few.mean[:, 0].std() > 2 * many.mean[:, 0].std()
    assert few.between[:, 0, 0].std() > 2 * many.between[:, 0, 0].std()
    alike = learned([Signed.of([[0.5, 0.5], []])] * 2)
    assert START.m < alike.mean[:, 0].mean() < 0.5


def test_what_the_programme_leaves_open_widens_the_interval_of_few_reps_most() -> None:
    found = learned(programme(6)[0])
    best = Peers(*(np.mean(part, axis=0)[None] for part in vars(found).values()))
    for n, least, most in ((1, 1.02, 2), (40, 0.98, 1.03)):
        one = Signed.of([[0.5] * n, []])
        open_, shut = bias_of(one, found), bias_of(one, best)
        ratio = (open_.high95 - open_.low95) / (shut.high95 - shut.low95)
        assert least < ratio < most


def test_the_same_trainees_teach_the_same() -> None:
    every = programme(12)[0]
    assert np.array_equal(learned(every).mean, learned(every).mean)


def test_where_trainees_are_alike_few_reps_move_an_estimate_less() -> None:
    eight = Signed.of([[1.0] * 8, []])
    alike, apart = (bias_of(eight, learned(programme(60, tau=tau)[0])) for tau in (0.2, 0.9))
    assert alike.weight < 0.6 < 0.85 < apart.weight
    assert alike.mean < apart.mean < 1


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    held = np.zeros(2)
    for seed in range(6):
        every, biases = programme(40, seed=seed, n=(3, 0))
        found = learned(every)
        for one, truth in zip(every, biases, strict=True):
            said = bias_of(one, found)
            held += [said.low80 <= truth <= said.high80, said.low95 <= truth <= said.high95]
    assert held[0] / 240 == pytest.approx(0.8, abs=0.06)
    assert held[1] / 240 == pytest.approx(0.95, abs=0.035)


# Who rated them


def test_what_raters_leave_unknown_widens_the_interval_and_moves_less() -> None:
    unknown = np.array([[0.1, 0.0], [0.0, 0.0]])
    sure = bias_of(Signed.of([[1.0] * 8, []]))
    unsure = bias_of(Signed.of([[1.0] * 8, []], rated=unknown))
    assert unsure.weight < sure.weight and unsure.mean < sure.mean
    assert unsure.sd > sure.sd
    nobody = bias_of(Signed.of([[], []], rated=unknown))
    assert nobody.sd == pytest.approx(START.tau, abs=1e-6)


def test_what_raters_leave_unknown_is_not_taken_for_trainees_own() -> None:
    chance, unknown = np.random.default_rng(9), np.diag([0.16, 0.0])
    every = [
        Signed.of([list(chance.normal(chance.normal(0, 0.6), 0.5, 8)), []], rated=rated)
        for rated in [None, unknown]
        for _ in range(100)
    ]
    plain, less = spread_of(learned(every[:100])), spread_of(learned(every[100:]))
    assert plain == pytest.approx(0.6, abs=0.1)
    assert less**2 == pytest.approx(0.36 - 0.16, abs=0.1)


# Reps that came up for a reason


def test_each_kind_counts_as_often_as_it_was_sent_not_as_often_as_it_was_signed() -> None:
    sure = Peers(np.zeros((1, 2)), 100 * np.eye(2)[None], np.full((1, 2), 0.01))
    kinds = [[0.0] * 4, [1.0] * 12]
    assert bias_of(Signed.of(kinds, (14, 6)), sure).mean == pytest.approx(0.3, abs=0.001)
    assert bias_of(Signed.of(kinds, (6, 14)), sure).mean == pytest.approx(0.7, abs=0.001)


def test_the_gap_is_learned_and_lent_to_those_of_whom_only_one_kind_was_signed() -> None:
    found = learned(programme(60, gap=0.8, n=(3, 9), share=0.3)[0])
    assert found.gap == pytest.approx(0.8, abs=0.15)
    picked = [Signed.of([[], [0.6] * 9], sent) for sent in ((0, 40), (28, 12))]
    all_picked, some = (bias_of(one, found) for one in picked)
    assert all_picked.mean - some.mean == pytest.approx(0.8 * 0.7, abs=0.2)
    assert some.sd > all_picked.sd, "their own gap is not known"


def test_a_gap_that_follows_the_bias_is_seen_to_and_helps() -> None:
    every, biases = programme(80, gap=0.2, follows=1.0, n=(3, 6), share=0.25)
    found = learned(every)
    slope = found.between[:, 0, 1] / found.between[:, 0, 0]
    assert slope.mean() == pytest.approx(1, abs=0.3)
    known = Peers(found.mean, found.between * np.eye(2), found.within)  # as if it did not follow
    errors = [
        np.sqrt(np.mean([
            (bias_of(one, each).mean - bias) ** 2
            for one, bias in zip(every, biases, strict=True)
        ]))
        for each in (found, known)
    ]  # fmt: skip
    assert errors[0] < errors[1]


def test_other_reps_would_have_had_another_share() -> None:
    sure = Peers(np.array([[0.0, 0.5]]), 1e-9 * np.eye(2)[None], np.full((1, 2), 0.01))
    said = bias_of(Signed.of([[0.0] * 9, [0.5] * 9], (36, 24)), sure)
    assert said.sd**2 == pytest.approx(0.5**2 * 0.4 * 0.6 / 60, rel=0.01)


def test_nothing_is_taken_off_before_a_gap_is_known() -> None:
    found = learned(programme(20)[0])
    assert abs(found.gap) < 2 * found.mean[:, 1].std() < 3 * UNKNOWN
    assert NOBODY.gap == 0


def test_examples_in_the_docstrings_are_true() -> None:
    outcome = doctest.testmod(peers)
    assert outcome.attempted >= 3 and outcome.failed == 0
