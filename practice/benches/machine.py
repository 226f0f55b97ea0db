"""`python -m practice.bench machine`: how far a machine's ratings agree with people's, before and
after recalibration, and how many human ratings that takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from practice import BadInput
from practice.agreement import icc_2_1, quadratic_weighted_kappa
from practice.benches.printing import printed, progress, told
from practice.benches.replies import Replies, replies
from practice.recalibration import ENOUGH, Levels, Scale, corrected, errors, shift

CURVE = (25, 50, 100, 200, 400)
MOST_BIAS = 0.1  # levels, either way
DRAWS = 200  # times that halves are drawn, and ratings from them
MOSTLY = 0.9  # the share of draws within MOST_BIAS that counts as having got there
ABOUT = (
    "figures are means over held-out halves, over corrected levels as they are; those called "
    "rounded are over the nearest whole level, halves up"
)

Figures = dict[str, float | None]


def figures(machine: Levels, human: Levels) -> Figures:
    """Agreement of these levels with people's, not yet rounded for printing."""
    off, nearest = errors(machine, human), np.floor(machine + 0.5)
    return {
        "bias": off.bias,
        "bias_rounded": float((nearest - human).mean()),
        "mae": off.absolute,
        "rmse": off.squared,
        "qwk": off.kappa,
        "qwk_rounded": quadratic_weighted_kappa(nearest, human),
        "icc": icc_2_1(np.column_stack([machine, human])),
    }


@dataclass(frozen=True)
class Bench:
    """One run: the scale, how many human ratings the correction may learn from, and the seed."""

    scale: Scale
    ratings: int
    seed: int

    def measured(self, given: Replies, step: Callable[[], None]) -> dict[str, Any]:
        """One attribute: before, after, and how many human ratings it takes.

        Half the conversations are drawn to learn from, DRAWS times over; figures are means over
        the other halves, because after few ratings a single draw is a matter of luck.
        """
        about: dict[str, Any] = {
            "attribute": given.attribute,
            "n": len(given.human),
            "conversations": given.conversations,
            "left_out": given.left_out,
        }
        if given.conversations < 2 * ENOUGH:
            for _ in range(DRAWS):
                step()
            few = f"Fewer than {2 * ENOUGH} conversations: a half of them would say nothing."
            return about | {"before": None, "after": None, "meets": None, "note": few}
        chance = np.random.default_rng(self.seed)
        ratings = min(self.ratings, len(given.human) // 2)
        before: list[Figures] = []
        after: list[Figures] = []
        left: dict[int, list[float]] = {n: [] for n in points(given, ratings)}
        for _ in range(DRAWS):
            half = given.learning(chance)
            machine, human = given.machine[~half], given.human[~half]
            for n in left:
                picked = given.drawn(half, n, chance)
                by = shift(given.machine[picked], given.human[picked], self.scale)
                mended = corrected(machine, by, self.scale)
                left[n].append(float((mended - human).mean()))
                if n == ratings:
                    before.append(figures(machine, human))
                    after.append(figures(mended, human))
            step()
        return about | told_of(before, after, left, ratings)


def points(given: Replies, ratings: int) -> list[int]:
    """How many ratings are tried; the last is more than any half has, which means all of it."""
    usual = {n for n in CURVE if n <= len(given.human) // 2} | {ratings}
    return [*sorted(usual), len(given.human) + 1]


def told_of(
    before: list[Figures], after: list[Figures], left: dict[int, list[float]], ratings: int
) -> dict[str, Any]:
    """What one attribute's draws add up to; `left` is the bias left after so many ratings."""
    whole = max(left)
    curve = [
        {
            "ratings": "half of all" if n == whole else n,
            "bias": round(float(np.median(np.abs(biases))), 3),
            "within": round(_within(biases), 3),
        }
        for n, biases in left.items()
    ]
    low, high = np.quantile(left[ratings], [0.05, 0.95])
    was, now = _means(before), _means(after)
    needed = _needed(curve)
    lacking = _lacking(was, now)
    beside = [
        f"{name} goes from {was[name]} to {now[name]}"
        for name, worse in (("mae", 1), ("qwk_rounded", -1))
        if worse * ((now[name] or 0.0) - (was[name] or 0.0)) > 0
    ]
    if abs(now["bias"] or 0.0) <= MOST_BIAS < abs(now["bias_rounded"] or 0.0):
        beside.append(f"rounded to whole levels, a bias of {now['bias_rounded']:+.2f} is left")
    if _within(left[ratings]) < MOSTLY:
        beyond = ceil(100 - 100 * _within(left[ratings]))
        beside.append(
            f"in {beyond} of 100 draws {ratings} ratings leave a bias above {MOST_BIAS}; for 9 "
            f"draws in 10 it takes {needed or 'more than there are'}"
        )
    return {
        "human_ratings": ratings,
        "before": was,
        "after": now,
        "bias_left": {
            "typical": round(float(np.median(np.abs(left[ratings]))), 3),
            "nine_in_ten": [round(float(low), 3), round(float(high), 3)],
            "within": round(_within(left[ratings]), 3),
        },
        "draws_with_lower": {
            name: _lower(before, after, name) for name in ("qwk", "qwk_rounded", "icc")
        },
        "curve": curve,
        "needed": needed,
        "meets": not lacking,
        "note": "; ".join(lacking + beside),
    }


def _lacking(was: Figures, now: Figures) -> list[str]:
    """Why the correction does not do what it is for; nothing when it does."""
    found = []
    if abs(now["bias"] or 0.0) > MOST_BIAS:
        found.append(f"a bias of {now['bias']:+.2f} is left")
    for name in ("qwk", "icc"):
        if (now[name] or 0.0) < (was[name] or 0.0):
            found.append(f"{name} goes from {was[name]} to {now[name]}")
    return found


def _lower(before: list[Figures], after: list[Figures], name: str) -> float:
    """The share of draws in which the correction lowers a figure."""
    both = zip(before, after, strict=True)
    lower = [(now[name] or 0.0) < (was[name] or 0.0) - 1e-9 for was, now in both]
    return round(float(np.mean(lower)), 3)


def _within(biases: list[float]) -> float:
    return float(np.mean(np.abs(biases) <= MOST_BIAS))


def _means(figures: list[Figures]) -> Figures:
    """The mean of each figure over the draws in which it is defined."""
    return {name: _mean([one[name] for one in figures]) for name in figures[0]}


def _needed(curve: list[dict[str, Any]]) -> int | str | None:
    """After how many ratings the bias is small enough in nine draws of ten, and stays so."""
    needed: int | str | None = None
    for point in reversed(curve):
        if point["within"] < MOSTLY:
            break
        needed = point["ratings"]
    return needed


def summary(lines: list[dict[str, Any]], run: Bench) -> dict[str, Any]:
    """All attributes together, over those that could be measured."""
    done = [line for line in lines if line["meets"] is not None]
    largest = {
        f"largest_bias_{when}": max((abs(line[when]["bias"]) for line in done), default=None)
        for when in ("before", "after")
    }
    means = {
        f"{figure}_{when}": _mean([line[when][figure] for line in done])
        for figure in ("mae", "rmse", "qwk", "qwk_rounded", "icc")
        for when in ("before", "after")
    }
    return {
        "summary": "machine",
        "attributes": len(lines),
        "measured": len(done),
        "ratings": sum(line["n"] for line in lines),
        "left_out": sum(line["left_out"] for line in lines),
        "human_ratings": run.ratings,
        "draws": DRAWS,
        "seed": run.seed,
        **largest,
        "within_over_draws": _mean([line["bias_left"]["within"] for line in done]),
        **means,
        "meets": [line["attribute"] for line in done if line["meets"]],
        "does_not_meet": [line["attribute"] for line in done if not line["meets"]],
        "about": ABOUT,
    }


def _mean(found: list[float | None]) -> float | None:
    there = [x for x in found if x is not None]
    return round(sum(there) / len(there), 3) if there else None


def bench(
    ratings: Annotated[
        Path, typer.Option(help="CSV: conversation, responder, attribute, human, machine.")
    ],
    learn_from: Annotated[
        int, typer.Option(min=1, help="This many human ratings of each attribute.")
    ] = 200,
    lowest: Annotated[int, typer.Option(help="The scale's lowest level.")] = 1,
    highest: Annotated[int, typer.Option(help="The scale's highest level.")] = 5,
    seed: Annotated[int, typer.Option(min=0, help="Another number, other halves.")] = 0,
) -> None:
    """How far a machine's ratings agree with people's, before and after recalibration."""
    if lowest >= highest:
        raise BadInput("--lowest has to be below --highest.")
    run = Bench(Scale(lowest, highest), learn_from, seed)
    given = replies(ratings, run.scale)
    lines = []
    with progress(len(given) * DRAWS, "Draws") as step:
        for one in given:
            lines.append(run.measured(one, step))
            printed(lines[-1])
    for line in lines:
        if line["note"]:
            told(f"{line['attribute']}: {line['note']}")
    printed(summary(lines, run))
