"""How close a trainee's own ratings come to a supervisor's signed ones, with honest uncertainty.

Owns the pairs, the figures over them and the sentences people read; what few reps are worth is in
`shrinkage.py`, and what the rest of the programme teaches in `programme.py`. A difference is always
own level minus supervisor's level: above 0 is higher, below 0 is lower, and neither is worse.
Whatever takes pairs keeps its own minimum and answers None below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from practice import agreement
from practice.agreement import Brier, Limits
from practice.record import Attempt
from practice.reviews import RatingRow
from practice.rubrics import COMPETENT
from practice.shrinkage import START, Prior, Shrunk, shrunk_bias

# Signed reps (for a coefficient: double-rated reps) below which a figure is not shown.
ENOUGH = {
    "bias": 5, "chance": 10, "drift": 10, "tracking": 12, "kappa": 20, "icc": 20, "limits": 20,
}  # fmt: skip
ON_TARGET = 0.25  # levels
APART = 2  # levels between two ratings before a rep is named a blind spot or a hidden strength


@dataclass(frozen=True)
class Pair:
    """One criterion of one first attempt: own level, the supervisor's signed level, both 0 to 4.

    `at` is when the trainee rated (UTC); `chance` is the chance they gave to "met", 0 to 1.
    """

    rep: str
    criterion: str
    at: datetime
    self_level: int
    reference_level: int
    chance: float | None
    rater: str

    @property
    def difference(self) -> int:
        """Own level minus supervisor's level."""
        return self.self_level - self.reference_level


def pairs(ratings: Sequence[RatingRow]) -> tuple[Pair, ...]:
    """Join own and signed ratings of first attempts, the oldest first; the latest of each counts.

    A criterion without a level on either side ("no opportunity") gives no pair.
    """
    own: dict[tuple[str, str], RatingRow] = {}
    signed: dict[tuple[str, str], RatingRow] = {}
    for rating in ratings:
        side = {"self": own, "final": signed}.get(rating.source)
        if side is None or rating.attempt != Attempt.FIRST:
            continue
        key = (rating.rep, rating.criterion)
        if key not in side or rating.at >= side[key].at:
            side[key] = rating
    found = []
    for key, mine in own.items():
        theirs = signed.get(key)
        if theirs is None or mine.level is None or theirs.level is None:
            continue
        found.append(Pair(*key, mine.at, mine.level, theirs.level, mine.chance, rater=theirs.rater))
    return tuple(sorted(found, key=lambda pair: pair.at))


def signed_reps(pairs: Iterable[Pair]) -> int:
    """How many different reps these pairs come from; every minimum counts these, not pairs."""
    return len({pair.rep for pair in pairs})


# --- figures over pairs ------------------------------------------------------------------------


def _mean(
    pairs: Sequence[Pair], what: Callable[[Pair], float], enough: int = ENOUGH["bias"]
) -> float | None:
    if signed_reps(pairs) < enough:
        return None
    return sum(what(pair) for pair in pairs) / len(pairs)


def bias(pairs: Sequence[Pair]) -> float | None:
    """Mean signed difference in levels; None under 5 signed reps.

    Formula: mean(d), d = own - supervisor's. Above 0: own ratings are higher on average; 0 can
    also hide large misses both ways, so read it beside `typical_error`. What people are told is
    shrunk first (`shrunk_bias`).
    Reference: Bland and Altman (1986), Lancet 327, 307-310.
    Example: own 3, 3, 2, 4, 2 and supervisor's 2, 3, 2, 3, 2 give (1 + 0 + 0 + 1 + 0) / 5 = 0.4.
    """
    return _mean(pairs, lambda pair: pair.difference)


def typical_error(pairs: Sequence[Pair]) -> float | None:
    """Mean absolute difference (MAE) in levels; None under 5 signed reps.

    Formula: mean(abs(d)). How far off a rating typically is, whichever way; 0 is perfect.
    Reference: Willmott and Matsuura (2005), Climate Research 30, 79-82.
    Example: d of 1, -1, 0, 2, 0 give 4 / 5 = 0.8, while their bias is 0.4.
    """
    return _mean(pairs, lambda pair: abs(pair.difference))


def within_one(pairs: Sequence[Pair]) -> float | None:
    """Share (0 to 1) of ratings at most one level apart; None under 5 signed reps.

    Formula: mean(abs(d) <= 1). Agreement in plain words; not corrected for chance.
    Reference: adjacent agreement, Stemler (2004), Practical Assessment 9(4).
    Example: d of 1, -1, 0, 2, 0 give 4 / 5 = 0.8.
    """
    return _mean(pairs, lambda pair: abs(pair.difference) <= 1)


def exact(pairs: Sequence[Pair]) -> float | None:
    """Share (0 to 1) of ratings on the very same level; None under 5 signed reps.

    Formula: mean(d = 0). On five levels, two careful people often reach about half.
    Reference: exact agreement, Stemler (2004), Practical Assessment 9(4).
    Example: d of 1, -1, 0, 2, 0 give 2 / 5 = 0.4.
    """
    return _mean(pairs, lambda pair: pair.difference == 0)


def _chance(pair: Pair) -> float:
    if pair.chance is None:
        raise ValueError("only pairs with a chance have a chance")
    return pair.chance


def brier(pairs: Sequence[Pair]) -> float | None:
    """How good the stated chances of "met" are; None under 10 signed reps that carry a chance.

    Formula: mean((p - y)²), y = 1 when the supervisor gave 3 or more, else 0. From 0 (certain and
    right) over 0.25 (always said 50 %) to 1 (certain and wrong).
    Reference: Brier (1950), Monthly Weather Review 78, 1-3.
    Example: 80 % before a met rep gives (0.8 - 1)² = 0.04; before one not met, 0.64.
    """
    asked = [pair for pair in pairs if pair.chance is not None]
    return _mean(asked, lambda pair: (_chance(pair) - met(pair)) ** 2, ENOUGH["chance"])


def bias_in_the_large(pairs: Sequence[Pair]) -> float | None:
    """Mean stated chance minus share met; None under 10 signed reps that carry a chance.

    Formula: mean(p) - mean(y). Above 0: surer than turned out; below 0: less sure; about 0: the
    chances are right on the whole, whatever each single one was.
    Reference: calibration-in-the-large, Steyerberg (2019), Clinical Prediction Models, ch. 15.
    Example: 80 % each time and met on 6 of 10 give 0.8 - 0.6 = 0.2.
    """
    asked = [pair for pair in pairs if pair.chance is not None]
    return _mean(asked, lambda pair: _chance(pair) - met(pair), ENOUGH["chance"])


def met(pair: Pair) -> int:
    """1 when the supervisor gave 3 or more, else 0."""
    return int(pair.reference_level >= COMPETENT)


def confidence(pairs: Sequence[Pair]) -> Brier | None:
    """The Brier score in its three parts; None under 10 signed reps that carry a chance.

    Formula and reference: `agreement.brier_parts` (Murphy 1973). A high reliability part means
    that the chances stated are off; a low resolution part, that they are nearly always the same.
    Example: 80 % each time and met on 6 of 10: 0.28 = 0.04 - 0 + 0.24.
    """
    asked = [pair for pair in pairs if pair.chance is not None]
    if signed_reps(asked) < ENOUGH["chance"]:
        return None
    return agreement.brier_parts([_chance(p) for p in asked], [met(p) for p in asked])


def tracking(pairs: Sequence[Pair]) -> float | None:
    """Whether better reps are told from worse, from -1 to 1; None under 12 signed reps.

    Formula and reference: `agreement.within_group_r` (Bland and Altman 1995), a group being a
    criterion, so that a hard criterion does not count as telling reps apart. It does not know
    whether levels are too high or too low: that is `bias`. None, too, where a side never varies.
    Example: own 2, 3, 4 and supervisor's 1, 2, 3, four times over, give 1, and a bias of 1.
    """
    if signed_reps(pairs) < ENOUGH["tracking"]:
        return None
    criteria = [pair.criterion for pair in pairs]
    own, theirs = [p.self_level for p in pairs], [p.reference_level for p in pairs]
    return agreement.within_group_r(criteria, own, theirs)


def limits_of_agreement(pairs: Sequence[Pair]) -> Limits | None:
    """How far apart a single own and signed rating may be; None under 20 signed reps.

    Formula and reference: `agreement.limits_of_agreement` (Bland and Altman 1986). Reads: "about
    95 of 100 own ratings lie between `low` and `high` levels from the supervisor's."
    Example: d of 1 and -1, ten times each: mean 0, SD 1.026, limits -2.01 and 2.01.
    """
    if signed_reps(pairs) < ENOUGH["limits"]:
        return None
    return agreement.limits_of_agreement([pair.difference for pair in pairs])


# --- what people read --------------------------------------------------------------------------


def by_rep(pairs: Sequence[Pair]) -> tuple[float, ...]:
    """Each signed rep's mean difference over its rated criteria, the oldest rep first."""
    return tuple(sum(p.difference for p in rep) / len(rep) for rep in reps_of(pairs))


def reps_of(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """The pairs of each rep together, the oldest rep first."""
    reps: dict[str, list[Pair]] = {}
    for pair in sorted(pairs, key=lambda pair: pair.at):
        reps.setdefault(pair.rep, []).append(pair)
    return list(reps.values())


def sentence(
    pairs: Sequence[Pair], programme: Prior = START, estimate: Shrunk | None = None
) -> str | None:
    """Say where the trainee stands, with the shrunk bias and its 80 % interval; None under 5 reps.

    `estimate` is that of `programme.estimate`, which knows the raters and why reps were signed;
    without it the differences count as they are.
    "Leaning" only when the interval excludes 0; "about on target" only when it includes 0 and the
    estimate is within a quarter of a level; in between it says that it may be chance. A rep
    counts as within one level when its criteria are so on average, whichever way each one is off.
    """
    reps = reps_of(pairs)
    if len(reps) < ENOUGH["bias"]:
        return None
    estimate = estimate or shrunk_bias(by_rep(pairs), programme)
    near = sum(sum(abs(p.difference) for p in rep) <= len(rep) for rep in reps)
    return (
        f"Across {len(reps)} signed reps you rated yourself {where(estimate)}. "
        f"You were within one level on {near} of {len(reps)}."
    )


def where(estimate: Shrunk) -> str:
    """An estimate in words, to follow "you rated yourself": how much, how sure, which way."""
    apart = _apart(estimate.mean, "as high as", " than")
    if estimate.low80 > 0:
        likely = f"{estimate.low80:.1f} to {estimate.high80:.1f}"
        return f"{apart} your supervisors (likely {likely}): leaning high"
    if estimate.high80 < 0:
        likely = f"{-estimate.high80:.1f} to {-estimate.low80:.1f}"
        return f"{apart} your supervisors (likely {likely}): leaning low"
    likely = f"{_apart(estimate.low80, 'the same')} to {_apart(estimate.high80, 'the same')}"
    close = abs(estimate.mean) <= ON_TARGET
    verdict = "about on target" if close else "this may be chance, and more reps will tell"
    return f"{apart} your supervisors (likely {likely}): {verdict}"


def _apart(levels: float, same: str, than: str = "") -> str:
    size = f"{abs(levels):.1f}"
    if size == "0.0":
        return same
    return f"{size} {'higher' if levels > 0 else 'lower'}{than}"


def not_enough(n: int) -> str:
    """Say how many of the 5 signed reps are there, and what happens next. `n` is 0 to 4."""
    enough = ENOUGH["bias"]
    if not 0 <= n < enough:
        raise ValueError(f"{n} signed reps are enough, or no number of reps")
    more = "1 more rep is" if enough - n == 1 else f"{enough - n} more reps are"
    return (
        f"Not enough signed reps yet: {n} of {enough}. When {more} signed, you will see here how "
        "your own ratings compare with your supervisors'."
    )


class Compared(NamedTuple):
    """Mean own and supervisor's level (0 to 4) on one criterion over `n` signed reps."""

    criterion: str
    self_mean: float
    reference_mean: float
    n: int


def by_criterion(pairs: Sequence[Pair]) -> list[Compared]:
    """Both means for each criterion, in the order of first appearance; always print `n` with it."""
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(pair.criterion, []).append(pair)
    return [
        Compared(
            criterion,
            sum(pair.self_level for pair in group) / len(group),
            sum(pair.reference_level for pair in group) / len(group),
            signed_reps(group),
        )
        for criterion, group in groups.items()
    ]


def blind_spots(pairs: Sequence[Pair]) -> list[Pair]:
    """Own level competent or better, supervisor's below and two or more apart; newest first."""
    return _newest(p for p in pairs if _own_met(p) and not met(p) and p.difference >= APART)


def hidden_strengths(pairs: Sequence[Pair]) -> list[Pair]:
    """Own level below competent, supervisor's not, and two or more apart; newest first."""
    return _newest(p for p in pairs if not _own_met(p) and met(p) and p.difference <= -APART)


def spot_its(pairs: Sequence[Pair]) -> list[Pair]:
    """Both levels below competent and at most one apart: the trainee saw it too; newest first."""
    return _newest(p for p in pairs if not _own_met(p) and not met(p) and abs(p.difference) < APART)


def _own_met(pair: Pair) -> bool:
    return pair.self_level >= COMPETENT


def _newest(pairs: Iterable[Pair]) -> list[Pair]:
    return sorted(pairs, key=lambda pair: pair.at, reverse=True)
