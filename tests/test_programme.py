"""A trainee's figures, with all that a programme knows: raters, picking, minimums, sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from practice import calibration
from practice.agreement import Interval
from practice.calibration import ENOUGH, Pair, pairs
from practice.peers import NOBODY, Peers
from practice.programme import (
    Programme,
    Sent,
    drift_of,
    estimate,
    figures,
    moving,
    per_criterion,
    per_skill,
    programme,
    sureness,
    telling_apart,
    trend,
)
from practice.reviews import RatingRow, RepRow, Tier
from practice.severity import Severities, Severity
from practice.shrinkage import shrunk_bias

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
EVEN = Peers(np.zeros((1, 2)), NOBODY.between, NOBODY.within)  # nobody leans either way


def sure_of(gap: float) -> Peers:
    """Reps picked for a reason are so much further apart, and trainees are of any bias."""
    return Peers(np.array([[0.0, gap]]), np.diag([2500, 1e-6])[None], NOBODY.within)


def paired(
    levels: Sequence[tuple[int, int]],
    chances: Sequence[float | None] | None = None,
    rater: str = "bo",
    criterion: str = "cds.pin",
) -> list[Pair]:
    """One rep for each (own, supervisor's), a day apart."""
    said = chances or [None] * len(levels)
    return [
        Pair(f"r{i}", criterion, MONDAY + timedelta(days=i), own, theirs, chance, rater)
        for i, ((own, theirs), chance) in enumerate(zip(levels, said, strict=True))
    ]


def strict(levels: float | None, unknown: float = 0.01) -> Severities:
    likely = None if levels is None else Interval(levels - 0.1, levels + 0.1)
    return Severities((Severity("bo", levels, likely, likely, 9, 9),), np.array([[unknown]]))


# The estimate


def test_nothing_known_changes_nothing() -> None:
    eight = paired([(3, 2)] * 7 + [(2, 4)])
    found, plain = estimate(eight, Programme()), shrunk_bias(calibration.by_rep(eight))
    assert vars(found) == pytest.approx(vars(plain))
    assert calibration.sentence(eight) == calibration.sentence(
        eight, estimate=estimate(eight, Programme())
    )


def test_a_strict_rater_is_not_held_against_the_trainee() -> None:
    eight = paired([(3, 2)] * 8)
    plain, known = estimate(eight, Programme()), Programme(severities=strict(0.6, 0.02))
    adjusted = estimate(eight, known)
    assert adjusted.mean < plain.mean - 0.4
    assert adjusted.sd > plain.sd, "severity is only estimated"
    other = estimate(paired([(3, 2)] * 8, rater="cy"), known)
    assert other == plain


def test_a_rater_who_cannot_be_compared_leaves_the_mean_and_widens_the_interval() -> None:
    eight = paired([(2, 2)] * 8)
    plain = estimate(eight, Programme(single=EVEN))
    unknown = estimate(eight, Programme(single=EVEN, severities=strict(None, 0.09)))
    assert unknown.mean == pytest.approx(plain.mean) == pytest.approx(0)
    assert unknown.high80 > plain.high80


def sent(picked: Sequence[bool], signed: int, skill: str = "cds") -> dict[str, tuple[Sent, ...]]:
    """The first `signed` of these reps are signed; all of them were sent."""
    every = tuple(Sent(f"r{i}", skill, one) for i, one in enumerate(picked))
    return {one.rep: every for one in every[:signed]}


def test_reps_picked_for_a_reason_count_as_often_as_they_come_up() -> None:
    eight = paired([(3, 2)] * 6 + [(2, 2)] * 2)
    picked = [True] * 6 + [False] * 14  # 6 of 8 signed, and 6 of 20 sent
    known = Programme(single=sure_of(1.0), sent=sent(picked, 8))
    assert estimate(eight, Programme(single=sure_of(1.0))).mean == pytest.approx(0.75, abs=0.01)
    assert estimate(eight, known).mean == pytest.approx(0.3, abs=0.01)


def test_a_rep_that_is_not_on_the_list_is_taken_as_it_is() -> None:
    eight = paired([(3, 2)] * 8)
    known = Programme(single=sure_of(1.0))
    elsewhere = Programme(single=sure_of(1.0), sent=sent([True] * 8 + [False] * 8, 8, "ags"))
    assert estimate(eight, elsewhere) == estimate(eight, known)
    assert estimate(eight, known).mean == pytest.approx(1, abs=0.01)


# What a programme teaches


def made_up(trainees: int = 30, seed: int = 4) -> tuple[list[RatingRow], list[RepRow]]:
    """Low reps look worse to supervisors than to trainees, and are signed nine times in ten."""
    rng = np.random.default_rng(seed)
    ratings: list[RatingRow] = []
    rows: list[RepRow] = []
    for number in range(trainees):
        for rep in range(30):
            name, at = f"{number}.{rep}", MONDAY + timedelta(hours=rep * 40 + number)
            low, sample = bool(rng.random() < 0.4), bool(rng.random() < 0.15)
            tier = Tier.STUCK if low else Tier.SAMPLE if sample else Tier.OLDEST
            rows.append(row(name, f"t{number}", tier, at))
            quality = 1 if low else 3
            own = int(np.clip(2 + rng.integers(-1, 2), 0, 4))
            theirs = int(np.clip(quality + rng.integers(-1, 2), 0, 4))
            ratings.append(rated(name, f"t{number}", "self", own, at))
            if sample or (low and rng.random() < 0.9):
                ratings.append(rated(name, f"t{number}", "final", theirs, at, "bo"))
    return ratings, rows


def rated(rep: str, trainee: str, source: str, level: int, at: datetime, by: str = "") -> RatingRow:
    return RatingRow(rep, trainee, "c1", "cds.pin", "first", source, by or trainee, at, level)


def row(rep: str, trainee: str, tier: Tier, at: datetime) -> RepRow:
    return RepRow(
        id=rep, trainee=trainee, cohort="c1", kind="drill", case="c", skill="cds",
        criterion="cds.pin", level="easy", stage="submitted", begun_at=at, touched_at=at,
        length=1, submitted_at=at, tier=tier.value,
    )  # fmt: skip


def test_selection_of_low_reps_does_not_bias_what_trainees_are_told() -> None:
    ratings, rows = made_up()
    own = {r.rep: r for r in ratings if r.source == "self"}
    known = programme(ratings, rows)
    naive, told = [], []
    for number in range(30):
        theirs = [p for p in pairs(ratings) if own[p.rep].trainee == f"t{number}"]
        naive.append(sum(calibration.by_rep(theirs)) / len(theirs))
        told.append(estimate(theirs, known).mean)
    low = sum(row.tier == Tier.STUCK for row in rows) / len(rows)
    truth = low * (2 - 1) + (1 - low) * (2 - 3)
    assert np.mean(naive) - truth > 0.2
    assert abs(np.mean(told) - truth) < 0.05
    assert known.whole.gap == pytest.approx(2, abs=0.15)
    assert known.whole.mean[:, 0].mean() == pytest.approx(truth, abs=0.05)
    assert programme(ratings).whole.mean[:, 0].mean() > truth + 0.2


def test_a_rep_that_was_never_sent_does_not_count_among_those_sent() -> None:
    ratings, rows = made_up(3)
    open_ = [RepRow(**{**vars(one), "submitted_at": None}) for one in rows]
    assert programme(ratings, open_).sent == {}
    assert len(programme(ratings, rows).sent["0.0"]) == 30


def test_a_programme_without_ratings_is_where_everybody_starts() -> None:
    assert programme([]) == Programme()


# Figures


def value(pairs: Sequence[Pair], name: str) -> float | None:
    return next(one.value for one in figures(pairs) if one.name == name)


def test_every_figure_keeps_its_own_minimum_and_has_an_interval_and_a_reference() -> None:
    chances = [0.5, 0.6, 0.8, 0.9, 0.7] * 4
    twenty = paired([(3, 2), (2, 2), (1, 2), (4, 3), (3, 3)] * 4, chances)
    for n in (0, 4, 5, 9, 10, 11, 12, 19, 20):
        for figure in figures(twenty[:n]):
            assert figure.n == n and figure.needed in set(ENOUGH.values())
            assert (figure.value is None) == (n < figure.needed), (figure.name, n)
            assert (figure.likely is None) == (n < figure.needed), (figure.name, n)
            assert figure.reference.endswith(")")
    for figure in figures(twenty):
        assert figure.value is not None and figure.likely is not None
        assert figure.likely.low <= figure.value <= figure.likely.high, figure.name
        assert figure.likely.low < figure.likely.high


def test_figures_are_those_of_their_own_functions() -> None:
    twenty = paired([(3, 2), (2, 2), (1, 2), (4, 3), (3, 3)] * 4, [0.8] * 20)
    assert value(twenty, "typical error") == calibration.typical_error(twenty) == 0.6
    assert value(twenty, "within one level") == 1
    assert value(twenty, "same level") == 0.4
    assert value(twenty, "Brier score") == calibration.brier(twenty)
    assert value(twenty, "surer than turned out") == calibration.bias_in_the_large(twenty)
    assert value(twenty, "tracking") == calibration.tracking(twenty)
    parts = calibration.confidence(twenty)
    assert parts is not None and parts.score == pytest.approx(calibration.brier(twenty))
    assert calibration.confidence(twenty[:9]) is None


def test_tracking_and_bias_are_two_things() -> None:
    high = paired([(2, 1), (3, 2), (4, 3)] * 4)
    assert calibration.tracking(high) == pytest.approx(1) and calibration.bias(high) == 1
    blind = paired([(2, 1), (2, 3)] * 6)
    assert calibration.tracking(blind) is None and calibration.bias(blind) == 0
    assert calibration.tracking(high[:11]) is None
    hard = [*paired([(1, 1), (2, 1), (1, 2), (2, 2)] * 3),
            *paired([(3, 3), (4, 3), (3, 4), (4, 4)] * 3, criterion="cds.fit")]  # fmt: skip
    assert calibration.tracking(hard) == pytest.approx(0), "a hard criterion is not a weak rep"


def test_all_within_one_level_is_still_not_certain() -> None:
    five = next(f for f in figures(paired([(2, 2)] * 5)) if f.name == "within one level")
    assert five.value == 1 and five.likely is not None
    assert five.likely.low < 0.8 and five.likely.high == pytest.approx(1)


def test_figures_are_given_by_criterion_and_by_skill() -> None:
    both = [
        *paired([(3, 2)] * 6),
        *paired([(1, 3)] * 5, criterion="cds.fit"),
        *paired([(2, 2)] * 4, criterion="ags.both"),
    ]
    points, skills = per_criterion(both), per_skill(both)
    assert list(points) == ["cds.pin", "cds.fit", "ags.both"] and list(skills) == ["cds", "ags"]
    first = {name: found[0] for name, found in (points | skills).items()}
    up, down = first["cds.pin"].value, first["cds.fit"].value
    assert up is not None and down is not None and up > 0.5 > -0.5 > down
    assert first["ags.both"].value is None and first["ags"].n == 4
    assert first["cds"].n == 6


# Drift and the trend


def test_drift_is_the_slope_over_ten_reps() -> None:
    falling = [
        Pair(
            f"r{i}", f"cds.c{k}", MONDAY + timedelta(days=i), 3 if k < 10 - i else 2, 2, None, "bo"
        )
        for i in range(11)
        for k in range(10)
    ]
    drift = drift_of(falling)
    assert drift.value == pytest.approx(-1) and drift.likely is not None
    assert drift.likely == pytest.approx((-1, -1), abs=1e-6)
    assert drift_of(falling[:90]).value is None
    assert moving(falling[:90]) is None


def test_moving_says_whether_it_is_nearer_and_never_claims_chance() -> None:
    nearer = moving(paired([(4, 2)] * 5 + [(3, 2)] * 5 + [(2, 2)] * 5))
    assert nearer is not None and "move down" in nearer and "nearer to your superv" in nearer
    up = moving(paired([(0, 2)] * 5 + [(1, 2)] * 5 + [(2, 2)] * 5))
    assert up is not None and "move up" in up and "nearer to your supervisors'" in up
    away = moving(paired([(2, 2)] * 5 + [(3, 2)] * 5 + [(4, 2)] * 5))
    assert away is not None and "further from" in away
    level = moving(paired([(3, 2), (1, 2)] * 6))
    assert level is not None and "no clear movement" in level


def test_a_stricter_rater_at_the_end_is_not_taken_for_drift() -> None:
    by_bo, by_cy = paired([(3, 2)] * 14), paired([(3, 1)] * 14, rater="cy")
    mixed = by_bo[:7] + by_cy[7:]
    raters = Severities(
        (Severity("bo", -0.5, Interval(-1, 0), Interval(-1, 0), 9, 9),
         Severity("cy", 0.5, Interval(0, 1), Interval(0, 1), 9, 9)), np.zeros((2, 2)),
    )  # fmt: skip
    plain, known = drift_of(mixed), drift_of(mixed, Programme(severities=raters))
    assert plain.value is not None and plain.value > 0.5
    assert known.value == pytest.approx(0, abs=1e-9)


def test_the_trend_starts_at_five_reps_and_marks_a_new_rater() -> None:
    eight = paired([(3, 2)] * 8)
    eight[6] = Pair("r6", "cds.pin", eight[6].at, 3, 2, None, "cy")
    steps = trend(eight, Programme())
    assert [step.rep for step in steps] == ["r4", "r5", "r6", "r7"]
    assert [step.new_rater for step in steps] == [False, False, True, True]
    assert steps[-1].estimate == estimate(eight, Programme())
    widths = [step.estimate.high80 - step.estimate.low80 for step in steps]
    assert widths == sorted(widths, reverse=True)
    assert trend(eight[:4], Programme()) == ()


# What people read


def test_telling_reps_apart_is_said_in_three_ways() -> None:
    for levels, words in (
        ([(1, 1), (2, 2), (3, 3), (4, 4)] * 3, "you tell them apart"),
        ([(4, 1), (3, 2), (2, 3), (1, 4)] * 3, "mostly rate it lower"),
        ([(1, 1), (2, 1), (1, 2), (2, 2)] * 3, "cannot be said yet"),
    ):
        said = telling_apart(paired(levels))
        assert said is not None and words in said
    assert telling_apart(paired([(1, 1), (2, 2)] * 5)) is None


def test_sureness_is_said_in_both_directions() -> None:
    surer = sureness(paired([(3, 3)] * 2 + [(3, 2)] * 8, [0.9] * 10))
    assert surer == (
        "You gave yourself a chance of 90 %, and 20 of 100 were met: you were surer than turned "
        "out."
    )
    less = sureness(paired([(3, 3)] * 10, [0.5] * 10))
    assert less is not None and less.endswith("you were less sure than turned out.")
    fits = sureness(paired([(3, 3)] * 5 + [(3, 2)] * 5, [0.5] * 10))
    assert fits is not None and fits.endswith("on the whole your chances fit.")
    assert sureness(paired([(3, 3)] * 9, [0.5] * 9)) is None
    assert sureness(paired([(3, 3)] * 12)) is None
