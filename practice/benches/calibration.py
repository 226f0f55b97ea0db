"""`python -m practice.bench calibration`: are the figures about trainees and raters worth trusting?

Programmes are made up whose truth is known: trainees with a bias, raters with a severity, reps that
are signed for a reason. What the trainer would say about them is held against that truth.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from math import sqrt
from typing import Annotated, Any

import numpy as np
import typer

from practice import BadInput
from practice.benches.printing import printed, progress, told
from practice.calibration import Pair, by_rep, pairs
from practice.programme import Programme, estimate, programme
from practice.reviews import RatingRow, RepRow, Tier
from practice.shrinkage import shrunk_bias

CRITERIA = ("cds.pin", "cds.fit", "cds.ground", "cds.join")
BEGAN = datetime(2026, 1, 5, tzinfo=UTC)
PROGRAMMES = 150  # of each kind: a coverage is then known to within a point and a half
HELD = 0.02  # intervals may hold the truth this much more or less often than they say
LEAST_R, MOST_LEFT, FEW = 0.9, 0.05, 12
LINKED = 8  # reps shared by the median rater, from which severity has to be found again
TRUTH = 1500  # further reps over which a trainee's true bias is worked out
FOLLOWS = 0.2  # how far own levels follow a rep's quality; what is left makes hard reps look high
LOW = 1.6  # a mean of the machine's levels below which a rep comes up for a reason
APART = 1.5  # levels between own and machine's from which one does
SAMPLED = 0.15  # share drawn at random
ABOUT = (
    "levels are whole numbers from 0 to 4; a trainee's true bias is own minus the mean rater's "
    "level over all the reps they might send, and a rater's true severity the mean rater's level "
    "minus theirs over the same; errors are root mean squares; sd_80 is how far chance alone moves "
    "the coverage of 80 % intervals"
)


@dataclass(frozen=True)
class Condition:
    """One kind of programme: how many `reps` each trainee sends (all are signed, unless they are
    `selected`), and which share of them two people rate, both among the `linked` raters."""

    condition: str
    trainees: int
    raters: int
    reps: int
    severity: float
    twice: float = 0.2
    selected: str = ""  # what brings a rep up for a reason: "low" levels, or "apart" from own
    linked: int | None = None  # None: all of them
    bias: float = 0.2  # of the mean trainee, and how far trainees lie apart
    spread: float = 0.5
    noise: float = 1.0  # of both sides' ratings, in multiples of the usual


CONDITIONS = (
    Condition("one rep", 48, 5, 1, 0.3),
    Condition("one rep, a large programme", 200, 12, 1, 0.3),
    Condition(
        "one rep, trainees further apart than expected", 24, 3, 1, 0.3, bias=-0.3, spread=0.9
    ),
    Condition("two reps", 48, 5, 2, 0.3),
    Condition("three reps", 48, 5, 3, 0.3),
    Condition("three reps, three raters", 24, 3, 3, 0.3),
    Condition("three reps, twelve raters", 24, 12, 3, 0.3),
    Condition("five reps", 48, 5, 5, 0.3),
    Condition("eight reps", 48, 5, 8, 0.3),
    Condition("eleven reps", 48, 5, 11, 0.3),
    Condition("thirty reps", 24, 5, 30, 0.3),
    Condition("forty reps, three raters", 24, 3, 40, 0.3),
    Condition("forty reps, twelve raters", 24, 12, 40, 0.3),
    Condition("a large programme", 200, 12, 8, 0.3),
    Condition("raters alike", 48, 5, 8, 0.0),
    Condition("raters far apart", 48, 5, 8, 0.6),
    Condition("noisier ratings", 48, 5, 8, 0.3, noise=1.5),
    Condition("lower, and further apart", 48, 5, 8, 0.3, bias=-0.3, spread=0.9),
    Condition("few links", 48, 6, 8, 0.3, twice=0.05, linked=3),
    Condition("low reps signed first, few", 48, 5, 16, 0.3, selected="low"),
    Condition("low reps signed first, a small programme", 24, 3, 30, 0.3, selected="low"),
    Condition("low reps signed first, many", 48, 5, 60, 0.3, selected="low"),
    Condition("disagreement signed first", 48, 5, 30, 0.3, selected="apart"),
    Condition("disagreement signed first, many", 48, 5, 60, 0.3, selected="apart"),
)


@dataclass(frozen=True)
class World:
    """One programme and its truth: every trainee's bias, every rater's severity."""

    ratings: tuple[RatingRow, ...]
    rows: tuple[RepRow, ...]
    bias: dict[str, float]
    severity: dict[str, float]


def whole(levels: Any) -> Any:
    """The nearest whole level from 0 to 4."""
    return np.clip(np.floor(np.asarray(levels) + 0.5), 0, 4).astype(int)


def _levels(
    reps: int, usual: float, bias: float, noise: float, chance: np.random.Generator
) -> tuple[Any, Any, Any]:
    """Own levels, those of a rater of any severity, and the machine's: reps x criteria each."""
    shape = (reps, len(CRITERIA))
    rep = chance.normal(0, 0.8, (reps, 1))
    quality = usual + rep + chance.normal(0, 0.4, shape)
    own = usual + bias + FOLLOWS * (quality - usual) + chance.normal(0, 0.3, (reps, 1))
    once, each = 0.25 * noise, 0.5 * noise
    return (
        whole(own + chance.normal(0, each, shape)),
        lambda by: whole(
            quality - by + chance.normal(0, once, (reps, 1)) + chance.normal(0, each, shape)
        ),
        whole(quality + chance.normal(0, 0.6, shape)),
    )


def world(given: Condition, chance: np.random.Generator) -> World:
    """Make one programme up: what its tables would hold, and the truth behind it."""
    severity = chance.normal(0, given.severity, given.raters)
    severity -= severity.mean()
    links = given.linked or given.raters
    ratings: list[RatingRow] = []
    rows: list[RepRow] = []
    truth, strict = {}, []
    for number in range(given.trainees):
        trainee, usual = f"t{number}", chance.normal(2.0, 0.35)
        bias = chance.normal(given.bias, given.spread)
        own, by, _ = _levels(TRUTH, usual, bias, given.noise, chance)
        levels = np.array([by(s).mean() for s in severity])
        truth[trainee] = float(own.mean() - levels.mean())
        strict.append(levels.mean() - levels)
        own, by, machine = _levels(given.reps, usual, bias, given.noise, chance)
        rated = [by(s) for s in severity]
        for rep in range(given.reps):
            name, at = f"{trainee}.{rep}", BEGAN + timedelta(hours=number + 10 * rep)
            reason = _comes_up(given.selected, own[rep], machine[rep])
            sampled = bool(chance.random() < SAMPLED)
            rows.append(_row(name, trainee, at, reason, sampled))
            first = int(chance.integers(given.raters))
            signed = not given.selected or sampled or (reason and chance.random() < 0.9)
            ratings += _rated(name, trainee, "self", trainee, own[rep], at)
            if not signed:
                continue
            for source in ("blind", "final"):
                ratings += _rated(name, trainee, source, f"r{first}", rated[first][rep], at)
            if first < links and links > 1 and chance.random() < given.twice:
                second = int((first + 1 + chance.integers(links - 1)) % links)
                ratings += _rated(name, trainee, "blind", f"r{second}", rated[second][rep], at)
    return World(
        tuple(ratings),
        tuple(rows),
        truth,
        {f"r{k}": float(s) for k, s in enumerate(np.mean(strict, axis=0))},
    )


def _comes_up(selected: str, own: Any, machine: Any) -> bool:
    """Whether a rep is signed first: for the machine's levels, or for own levels far from them."""
    if selected == "low":
        return bool(machine.mean() < LOW)
    return selected == "apart" and bool(abs(own[0] - machine[0]) >= APART)


def _row(rep: str, trainee: str, at: datetime, reason: bool, sampled: bool) -> RepRow:
    tier = Tier.STUCK if reason else Tier.SAMPLE if sampled else Tier.OLDEST
    return RepRow(
        id=rep, trainee=trainee, cohort="made up", kind="drill", case="made up", skill="cds",
        criterion=CRITERIA[0], level="easy", stage="submitted", begun_at=at, touched_at=at,
        length=1, submitted_at=at, tier=tier.value, random_sample=sampled,
    )  # fmt: skip


def _rated(
    rep: str, trainee: str, source: str, rater: str, levels: Any, at: datetime
) -> list[RatingRow]:
    return [
        RatingRow(rep, trainee, "made up", criterion, "first", source, rater, at, int(level))
        for criterion, level in zip(CRITERIA, levels, strict=True)
    ]


# --- what is found -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """One trainee: the truth, the plain mean of differences, and the estimate with its ends."""

    true: float
    raw: float
    estimate: float
    plain: float  # shrunk, but raters and picking left as they are
    within80: bool
    within95: bool
    n: int


def found_in(made: World) -> tuple[list[Found], tuple[list[float], list[float], int], Programme]:
    """What the trainer says of each trainee with a signed rep, and of each rater."""
    known = programme(made.ratings, made.rows)
    trainee = {rating.rep: rating.trainee for rating in made.ratings}
    own: dict[str, list[Pair]] = {}
    for pair in pairs(made.ratings):
        own.setdefault(trainee[pair.rep], []).append(pair)
    found = []
    for who, theirs in own.items():
        true, said, apart = made.bias[who], estimate(theirs, known), by_rep(theirs)
        found.append(
            Found(
                true, sum(apart) / len(apart), said.mean, shrunk_bias(apart).mean,
                said.low80 <= true <= said.high80, said.low95 <= true <= said.high95, said.n,
            )
        )  # fmt: skip
    compared = [rater for rater in known.severities.raters if rater.levels is not None]
    levels = [rater.levels or 0.0 for rater in compared]
    true_levels = [made.severity[rater.rater] for rater in compared]
    held = sum(
        rater.likely80 is not None and rater.likely80.low <= made.severity[rater.rater]
        <= rater.likely80.high for rater in compared
    )  # fmt: skip
    return found, (levels, true_levels, held), known


def measured(given: Condition, times: int, seed: int, step: Callable[[], None]) -> dict[str, Any]:
    """One condition over so many made-up programmes."""
    every: list[Found] = []
    shares: list[float] = []
    rs: list[float] = []
    levels: list[float] = []
    true: list[float] = []
    shared: list[int] = []
    held = alone = 0
    for time in range(times):
        made = world(given, np.random.default_rng([seed, CONDITIONS.index(given), time]))
        found, (said, was, within), known = found_in(made)
        every += found
        shares.append(float(np.mean([one.within80 for one in found])))
        levels, true, held = levels + said, true + was, held + within
        shared += [rater.shared for rater in known.severities.raters]
        alone += len(known.severities.raters) - len(said)
        if len(said) > 2 and given.severity:
            rs.append(float(np.corrcoef(said, was)[0, 1]))
        step()
    line = told_of(given, every)
    line["coverage"]["sd_80"] = _round(float(np.std(shares, ddof=1)) / sqrt(times))
    return line | {
        "severity": {
            "shared_median": float(np.median(shared)),
            "compared": len(levels),
            "cannot_be_compared": alone,
            "r": _round(float(np.corrcoef(levels, true)[0, 1])) if given.severity else None,
            "r_median": _round(float(np.median(rs))) if rs else None,
            "error": _round(_rms(np.array(levels) - np.array(true))) if levels else None,
            "held_80": _round(held / len(levels)) if levels else None,
        }
    }


def told_of(given: Condition, every: Sequence[Found]) -> dict[str, Any]:
    """Bias recovered against true, coverage, and the error of each estimate."""
    true = np.array([one.true for one in every])
    sides = {
        name: np.array([getattr(one, name) for one in every]) - true
        for name in ("raw", "plain", "estimate")
    }
    return {
        **asdict(given),
        "signed_median": float(np.median([one.n for one in every])),
        "seen": len(every),
        "bias": {
            "true": _round(float(true.mean())),
            "recovered": _round(float(true.mean() + sides["estimate"].mean())),
            "off_naive": _round(float(sides["raw"].mean())),
            "off": _round(float(sides["estimate"].mean())),
        },
        "error": {name: _round(_rms(side)) for name, side in sides.items()},
        "coverage": {
            "held_80": _round(float(np.mean([one.within80 for one in every]))),
            "held_95": _round(float(np.mean([one.within95 for one in every]))),
        },
    }


def _rms(off: Any) -> float:
    return float(np.sqrt(np.mean(off**2)))


def _round(figure: float) -> float:
    return round(figure, 3)


def _linked(line: dict[str, Any]) -> bool:
    """Whether raters share reps enough for their severity to be found again."""
    return line["linked"] is None and line["severity"]["shared_median"] >= LINKED


def missed(line: dict[str, Any]) -> list[str]:
    """What one condition does not do that it should; nothing when it does."""
    found = []
    for said, share in ((80, 0.8), (95, 0.95)):
        held = line["coverage"][f"held_{said}"]
        if abs(held - share) > HELD + 1e-9:
            found.append(f"{said} % intervals hold the truth in {held:.1%}")
    error = line["error"]
    if line["signed_median"] < FEW and error["estimate"] >= error["raw"]:
        found.append(f"the error is {error['estimate']}, and {error['raw']} without shrinking")
    if abs(line["bias"]["off"]) > MOST_LEFT:
        found.append(f"the bias is {line['bias']['off']:+.3f} off on average")
    r = line["severity"]["r"]
    if _linked(line) and r is not None and r < LEAST_R:
        found.append(f"severity goes with the truth at r = {r}")
    return found


def bench(
    programmes: Annotated[
        int, typer.Option(min=2, help="Made-up programmes for each condition.")
    ] = PROGRAMMES,
    seed: Annotated[int, typer.Option(min=0, help="Another number, other programmes.")] = 0,
    only: Annotated[str, typer.Option(help="One condition, by its name.")] = "",
) -> None:
    """Made-up trainees and raters with a known bias and severity: is it found again?"""
    chosen = [one for one in CONDITIONS if only in ("", one.condition)]
    if not chosen:
        names = ", ".join(f"“{one.condition}”" for one in CONDITIONS)
        raise BadInput(f"--only: there is no condition “{only}”; there are {names}.")
    lines = []
    with progress(len(chosen) * programmes, "Programmes") as step:
        for given in chosen:
            line = measured(given, programmes, seed, step)
            lines.append(line | {"misses": missed(line)})
            printed(lines[-1])
    for line in lines:
        if line["misses"]:
            told(f"{line['condition']}: {'; '.join(line['misses'])}")
    printed(summary(lines, programmes, seed))


def summary(lines: Sequence[dict[str, Any]], programmes: int, seed: int) -> dict[str, Any]:
    """All conditions together: the worst of each figure, and which conditions miss what."""
    off = [abs(line["coverage"][f"held_{said}"] - share)
           for line in lines for said, share in ((80, 0.8), (95, 0.95))]  # fmt: skip
    few = [line["error"] for line in lines if line["signed_median"] < FEW]
    rs = [line["severity"]["r"] for line in lines if _linked(line)]
    return {
        "summary": "calibration",
        "conditions": len(lines),
        "programmes": programmes * len(lines),
        "trainees": sum(line["seen"] for line in lines),
        "seed": seed,
        "coverage_most_off": _round(max(off)),
        "shrunk_below_raw": all(error["estimate"] < error["raw"] for error in few),
        "severity_least_r": min((r for r in rs if r is not None), default=None),
        "bias_most_off": max(abs(line["bias"]["off"]) for line in lines),
        "naive_most_off": max(abs(line["bias"]["off_naive"]) for line in lines),
        "meets": [line["condition"] for line in lines if not line["misses"]],
        "does_not_meet": [line["condition"] for line in lines if line["misses"]],
        "about": ABOUT,
    }
