"""How far supervisors agree: per point, from the random sample, and nothing from too few."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from practice.agreement import icc_2_1, quadratic_weighted_kappa
from practice.raters import NEEDED, Agreement, agreement
from practice.reviews import RatingRow, RepRow
from tests.test_pairing import blind, rep


def rated(
    n: int, noise: float, start: int = 0, drawn: bool = True
) -> tuple[list[RatingRow], list[RepRow], list[tuple[int, int]]]:
    """`n` reps that two raters gave a level, the second one off by some noise."""
    rng = np.random.default_rng(4)
    levels, ratings, rows = [], [], []
    for number in range(start, start + n):
        one = int(rng.integers(0, 5))
        two = int(np.clip(round(one + rng.normal(0, noise)), 0, 4))
        levels.append((one, two))
        ratings += [blind(f"r{number}", "a", one), blind(f"r{number}", "b", two, minute=1)]
        rows.append(replace(rep(f"r{number}", "a", "b"), random_sample=drawn))
    return ratings, rows, levels


def test_thirty_reps_of_the_random_sample_give_figures_with_intervals() -> None:
    ratings, rows, levels = rated(NEEDED, 0.6)
    (found,) = agreement(ratings, rows)
    first, second = np.array(levels).T
    assert found.kappa == quadratic_weighted_kappa(first, second)
    assert found.icc == icc_2_1(levels)
    assert found.within_one == float((abs(first - second) <= 1).mean())
    for value, likely in ((found.kappa, found.kappa_likely), (found.icc, found.icc_likely)):
        assert value is not None
        assert likely is not None
        assert likely.low < value < likely.high
    assert (found.criterion, found.n, found.others) == ("cds.pin", NEEDED, 0)


def test_one_rep_fewer_is_too_few_and_says_how_many_there_are() -> None:
    ratings, rows, _ = rated(NEEDED - 1, 0.6)
    (found,) = agreement(ratings, rows)
    assert found == Agreement("cds.pin", NEEDED - 1, 0)
    assert found.sentence == "too few (29 of 30)"


def test_what_was_rated_twice_for_a_reason_is_counted_and_in_no_figure() -> None:
    ratings, rows, _ = rated(NEEDED, 0.6)
    harder, more, _ = rated(20, 3, start=100, drawn=False)
    (alone,), (found,) = agreement(ratings, rows), agreement([*ratings, *harder], [*rows, *more])
    assert found == replace(alone, others=20)


def test_the_words_follow_the_lower_end_and_not_the_figure() -> None:
    said = []
    for noise in (0.0, 0.5, 5.0):
        ratings, rows, _ = rated(60, noise)
        said.append(agreement(ratings, rows)[0].sentence)
    assert said == ["agree very well", "agree very well", "hardly agree"]
    ratings, rows, _ = rated(NEEDED, 0.9)
    (found,) = agreement(ratings, rows)
    assert found.kappa is not None
    assert found.kappa > 0.6
    assert found.sentence == "agree moderately"


def test_levels_that_are_all_the_same_say_nothing() -> None:
    rows = [replace(rep(f"r{n}", "a", "b"), random_sample=True) for n in range(NEEDED)]
    ratings = [blind(row.id, rater, 2) for row in rows for rater in "ab"]
    (found,) = agreement(ratings, rows)
    assert (found.kappa, found.kappa_likely) == (None, None)
    assert "nobody can tell" in found.sentence
