"""What all ratings of a programme teach about reading one trainee's, and the figures that follow.

A trainee's reps are read as the programme's typical rater would have rated them, and as if those
that came up for a reason had been signed no more often than the others. Raters' severity itself is
never part of a trainee's page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from math import sqrt
from typing import Any, NamedTuple

import numpy as np

from practice import calibration
from practice.agreement import (
    Interval,
    icc_2_1,
    normal,
    quadratic_weighted_kappa,
    resampled,
    student,
    within_group_r,
)
from practice.calibration import ENOUGH, Pair, reps_of
from practice.peers import NOBODY, Peers, Signed, bias_of, learned
from practice.reviews import RatingRow, RepRow, Tier
from practice.severity import Severities, severities
from practice.shrinkage import Shrunk

LIKELY = 0.8  # the share that every interval of a trainee's figures holds
NO_REASON = frozenset({Tier.SAMPLE, Tier.OLDEST})  # tiers that say nothing about a rep


class Sent(NamedTuple):
    """A rep that a trainee sent, signed or not; `picked` when it came up for a reason."""

    rep: str
    skill: str
    picked: bool


@dataclass(frozen=True)
class Programme:
    """What is known beside a trainee's own pairs. The default knows nothing and changes nothing.

    `whole` is for a rep's mean over its criteria, `single` for one criterion; `sent` gives for
    each rep all that its trainee sent.
    """

    whole: Peers = NOBODY
    single: Peers = NOBODY
    severities: Severities = field(default_factory=Severities)
    sent: Mapping[str, tuple[Sent, ...]] = field(default_factory=dict)


Reps = Sequence[Sequence[Pair]]


def programme(ratings: Sequence[RatingRow], rows: Sequence[RepRow] = ()) -> Programme:
    """Learn from all ratings (sources "self", "blind" and "final") and reps of a programme.

    Without `rows` nobody knows why reps were signed, and all are taken as if in turn.
    """
    whose = sent_reps(rows)
    known = Programme(severities=severities(ratings), sent=whose)
    whole: dict[str, list[list[Pair]]] = {}
    single: dict[str, list[list[Pair]]] = {}
    of = {rating.rep: rating.trainee for rating in ratings}
    for rep in reps_of(calibration.pairs(ratings)):
        whole.setdefault(of[rep[0].rep], []).append(rep)
        for pair in rep:
            single.setdefault(f"{of[pair.rep]} {pair.criterion}", []).append([pair])
    return replace(
        known,
        whole=learned([_signed(reps, known) for reps in whole.values()]),
        single=learned([_signed(reps, known) for reps in single.values()]),
    )


def sent_reps(rows: Sequence[RepRow]) -> dict[str, tuple[Sent, ...]]:
    """For each rep that was sent, everything that its trainee sent."""
    sent: dict[str, list[Sent]] = {}
    for row in rows:
        if row.submitted_at is not None:
            picked = row.tier is not None and Tier(row.tier) not in NO_REASON
            sent.setdefault(row.trainee, []).append(Sent(row.id, row.skill, picked))
    own = {trainee: tuple(reps) for trainee, reps in sent.items()}
    return {one.rep: reps for reps in own.values() for one in reps}


def _signed(reps: Reps, known: Programme) -> Signed:
    """These reps as numbers: by kind, put right for raters' severity."""
    history = _all_sent(reps, known)
    kinds: tuple[list[float], list[float]] = ([], [])
    raters: tuple[dict[str, float], dict[str, float]] = ({}, {})
    for rep in reps:
        kind, rater = int(_picked(rep, history) or 0), rep[0].rater
        kinds[kind].append(_difference(rep, known))
        raters[kind][rater] = raters[kind].get(rater, 0.0) + 1
    shares = [
        {rater: n / len(kind) for rater, n in by.items()}
        for kind, by in zip(kinds, raters, strict=True)
    ]
    picked = sum(one.picked for one in history)
    return Signed.of(kinds, (len(history) - picked, picked), known.severities.spread(shares))


def _all_sent(reps: Reps, known: Programme) -> tuple[Sent, ...]:
    """Everything the trainee sent in the skills of these reps, as far as it is known."""
    skills = {pair.criterion.partition(".")[0] for rep in reps for pair in rep}
    history = known.sent.get(reps[0][0].rep, ()) if reps else ()
    return tuple(one for one in history if one.skill in skills)


def _picked(rep: Sequence[Pair], history: Sequence[Sent]) -> bool | None:
    """Whether it came up for a reason; None for a rep that is not in the history."""
    return next((one.picked for one in history if one.rep == rep[0].rep), None)


def _difference(rep: Sequence[Pair], known: Programme) -> float:
    """Own level minus what the typical rater would have given, over a rep's criteria."""
    return sum(pair.difference - known.severities.of(pair.rater) for pair in rep) / len(rep)


def estimate(pairs: Sequence[Pair], known: Programme) -> Shrunk:
    """A trainee's bias with 80 % and 95 % intervals, all that is known of the programme used.

    Hand its sentence to people: `calibration.sentence(pairs, estimate=estimate(pairs, known))`.
    Pairs of one criterion lean on how single criteria go, others on how whole reps go.
    """
    return _estimate(reps_of(pairs), known)


def _estimate(reps: Reps, known: Programme) -> Shrunk:
    return bias_of(_signed(reps, known), _peers(reps, known))


def _peers(reps: Reps, known: Programme) -> Peers:
    alone = len({pair.criterion for rep in reps for pair in rep}) == 1
    return known.single if alone else known.whole


class Step(NamedTuple):
    """The estimate after one more signed rep; `new_rater` when somebody else signed than before."""

    rep: str
    at: datetime
    estimate: Shrunk
    new_rater: bool


def trend(pairs: Sequence[Pair], known: Programme) -> tuple[Step, ...]:
    """How the estimate moved, rep by rep, from the fifth on; nothing before."""
    reps = reps_of(pairs)
    return tuple(
        Step(rep[0].rep, rep[0].at, _estimate(reps[: n + 1], known),
             n > 0 and rep[0].rater != reps[n - 1][0].rater)
        for n, rep in enumerate(reps)
        if n + 1 >= ENOUGH["bias"]
    )  # fmt: skip


# --- every figure with its minimum, interval and reference -------------------------------------


class Figure(NamedTuple):
    """One figure over a trainee's pairs. `value` and the interval that is likely to hold it (80 %)
    are None below `needed` signed reps and where it is undefined; `n` is how many there are."""

    name: str
    value: float | None
    likely: Interval | None
    n: int
    needed: int
    reference: str


def figures(pairs: Sequence[Pair], known: Programme | None = None) -> tuple[Figure, ...]:
    """All figures over these pairs; each counts its own signed reps and keeps its own minimum.

    Intervals: `estimate` for the bias, Student's t over reps for means, Wilson's for shares with
    reps as the number of trials, reps drawn again (bootstrap) for coefficients.
    """
    reps, asked = reps_of(pairs), [pair for pair in pairs if pair.chance is not None]
    told = reps_of(asked)
    n, m = len(reps), len(told)
    bias = estimate(pairs, known or Programme()) if n >= ENOUGH["bias"] else None
    drift = drift_of(pairs, known)
    rows: list[tuple[str, float | None, Interval | None, int, str, str]] = [
        ("bias", bias.mean if bias else None, Interval(bias.low80, bias.high80) if bias else None,
         n, "bias", "Efron and Morris (1975)"),
        ("typical error", calibration.typical_error(pairs),
         _mean_interval(reps, lambda pair: abs(pair.difference), least=0.0),
         n, "bias", "Willmott and Matsuura (2005)"),
        ("within one level", near := calibration.within_one(pairs), _share_interval(near, n),
         n, "bias", "Stemler (2004); Wilson (1927)"),
        ("same level", same := calibration.exact(pairs), _share_interval(same, n),
         n, "bias", "Stemler (2004); Wilson (1927)"),
        ("tracking", calibration.tracking(pairs), _drawn_again(reps, "tracking", _tracks),
         n, "tracking", "Bland and Altman (1995)"),
        ("weighted kappa", _kappa(pairs) if n >= ENOUGH["kappa"] else None,
         _drawn_again(reps, "kappa", _kappa), n, "kappa", "Cohen (1968)"),
        ("ICC(2,1)", _icc(pairs) if n >= ENOUGH["icc"] else None,
         _drawn_again(reps, "icc", _icc), n, "icc", "Shrout and Fleiss (1979)"),
        ("Brier score", calibration.brier(pairs), _mean_interval(told, _missed, 0.0, "chance"),
         m, "chance", "Brier (1950); Murphy (1973)"),
        ("surer than turned out", calibration.bias_in_the_large(pairs),
         _mean_interval(told, _surer, -1.0, "chance"), m, "chance", "Steyerberg (2019)"),
        ("drift", drift.value, drift.likely, n, "drift", drift.reference),
    ]  # fmt: skip
    return tuple(
        Figure(name, value, likely if value is not None else None, count, ENOUGH[least], reference)
        for name, value, likely, count, least, reference in rows
    )


def per_criterion(
    pairs: Sequence[Pair], known: Programme | None = None
) -> dict[str, tuple[Figure, ...]]:
    """The figures of each criterion, in the order of first appearance."""
    return _split(pairs, known, lambda pair: pair.criterion)


def per_skill(
    pairs: Sequence[Pair], known: Programme | None = None
) -> dict[str, tuple[Figure, ...]]:
    """The figures of each skill, by its id, in the order of first appearance."""
    return _split(pairs, known, lambda pair: pair.criterion.partition(".")[0])


def _split(
    pairs: Sequence[Pair], known: Programme | None, key: Callable[[Pair], str]
) -> dict[str, tuple[Figure, ...]]:
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(key(pair), []).append(pair)
    return {name: figures(group, known) for name, group in groups.items()}


def drift_of(pairs: Sequence[Pair], known: Programme | None = None) -> Figure:
    """Whether own ratings move against the supervisors': levels per ten reps, with an interval.

    Formula: the least-squares slope of each rep's difference on its number, times 10, with
    Student's t on n - 2. Above 0: own ratings rise against the supervisors'. Needs 10 signed reps.
    Reference: Draper and Smith (1998), Applied Regression Analysis, ch. 1.
    Example: differences that fall from 1 to 0 in even steps over 11 reps drift by -1.
    """
    apart = np.array(_in_turn(reps_of(pairs), known or Programme()))
    n, needed, source = len(apart), ENOUGH["drift"], "Draper and Smith (1998)"
    if n < needed:
        return Figure("drift", None, None, n, needed, source)
    at = np.arange(n) - (n - 1) / 2
    slope = float(at @ apart / (at @ at))
    left = apart - apart.mean() - slope * at
    reach = student(LIKELY, n - 2) * sqrt(float(left @ left) / (n - 2) / float(at @ at))
    likely = Interval(10 * (slope - reach), 10 * (slope + reach))
    return Figure("drift", 10 * slope, likely, n, needed, source)


def _in_turn(reps: Reps, known: Programme) -> list[float]:
    """Each rep's difference as if it had come up in turn, without raters' severity and the gap."""
    history, gap = _all_sent(reps, known), _peers(reps, known).gap
    return [_difference(rep, known) - gap * bool(_picked(rep, history)) for rep in reps]


def _missed(pair: Pair) -> float:
    return (float(pair.chance or 0) - calibration.met(pair)) ** 2


def _surer(pair: Pair) -> float:
    return float(pair.chance or 0) - calibration.met(pair)


def _mean_interval(
    reps: Sequence[Sequence[Pair]],
    what: Callable[[Pair], float],
    least: float,
    enough: str = "bias",
) -> Interval | None:
    """Student's t around the mean over pairs, each rep counting once for how sure it is."""
    n = len(reps)
    if n < ENOUGH[enough]:
        return None
    sums = np.array([sum(what(pair) for pair in rep) for rep in reps])
    sizes = np.array([len(rep) for rep in reps], dtype=float)
    mean = float(sums.sum() / sizes.sum())
    left = (sums - mean * sizes) / sizes.mean()
    reach = student(LIKELY, n - 1) * sqrt(float(left @ left) / (n - 1) / n)
    return Interval(max(mean - reach, least), mean + reach)


def _share_interval(share: float | None, n: int) -> Interval | None:
    """Wilson's interval for a share of `n`, which has a width even at none and at all."""
    if share is None:
        return None
    z = normal(LIKELY)
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    reach = z * sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    return Interval(min(middle - reach, share), max(middle + reach, share))


def _drawn_again(
    reps: Sequence[list[Pair]], enough: str, of: Callable[[Sequence[Pair]], float | None]
) -> Interval | None:
    if len(reps) < ENOUGH[enough]:
        return None

    def coefficient(rows: Any) -> float | None:
        return of([pair for place in rows[:, 0].astype(int) for pair in reps[place]])

    return resampled(np.arange(len(reps))[:, None], coefficient, LIKELY)


def _tracks(pairs: Sequence[Pair]) -> float | None:
    return within_group_r([pair.criterion for pair in pairs], *_sides(pairs))


def _kappa(pairs: Sequence[Pair]) -> float | None:
    return quadratic_weighted_kappa(*_sides(pairs))


def _icc(pairs: Sequence[Pair]) -> float | None:
    return icc_2_1(np.column_stack(_sides(pairs)))


def _sides(pairs: Sequence[Pair]) -> tuple[list[int], list[int]]:
    return [pair.self_level for pair in pairs], [pair.reference_level for pair in pairs]


# --- what people read --------------------------------------------------------------------------


def moving(pairs: Sequence[Pair], known: Programme | None = None) -> str | None:
    """Whether own ratings come nearer to the supervisors'; None under 10 signed reps."""
    drift = drift_of(pairs, known)
    if drift.value is None or drift.likely is None:
        return None
    if drift.likely.low <= 0 <= drift.likely.high:
        return f"Over {drift.n} signed reps there is no clear movement, nearer or further away."
    middle = estimate(pairs, known or Programme()).mean
    end = middle + drift.value / 10 * (drift.n - 1) / 2
    start = 2 * middle - end
    way = "up" if drift.value > 0 else "down"
    low, high = sorted(abs(one) for one in drift.likely)
    nearer = "nearer to" if abs(end) < abs(start) else "further from"
    return (
        f"Over {drift.n} signed reps your own ratings move {way} by {abs(drift.value):.1f} levels "
        f"every ten reps (likely {low:.1f} to {high:.1f}), {nearer} your supervisors'."
    )


def telling_apart(pairs: Sequence[Pair]) -> str | None:
    """Whether the trainee tells better reps from weaker ones; None under 12 signed reps."""
    if len(reps := reps_of(pairs)) < ENOUGH["tracking"]:
        return None
    likely = _drawn_again(reps, "tracking", _tracks)
    if likely is not None and likely.low > 0:
        return "Where your supervisors rate a rep higher, you mostly do too: you tell them apart."
    if likely is not None and likely.high < 0:
        return "Where your supervisors rate a rep higher, you mostly rate it lower: look at a pair."
    return "Whether you tell your better reps from the others cannot be said yet."


def sureness(pairs: Sequence[Pair]) -> str | None:
    """Stated chances beside what was met; None under 10 signed reps that carry a chance."""
    asked = [pair for pair in pairs if pair.chance is not None]
    likely = _mean_interval(reps_of(asked), _surer, -1.0, "chance")
    if likely is None:
        return None
    said = sum(float(pair.chance or 0) for pair in asked) / len(asked)
    share = sum(calibration.met(pair) for pair in asked) / len(asked)
    said, share = round(100 * said), round(100 * share)
    start = f"You gave yourself a chance of {said} %, and {share} of 100 were met"
    if likely.low > 0:
        return f"{start}: you were surer than turned out."
    if likely.high < 0:
        return f"{start}: you were less sure than turned out."
    return f"{start}: on the whole your chances fit."
