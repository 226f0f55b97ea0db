"""The figures of calibration in plain words: what each one says, and how it is written.

Both directions get the same words and the same room; a figure that is not there yet says how many
signed reps are missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from practice import calibration
from practice.agreement import Interval
from practice.programme import Figure


class Told(NamedTuple):
    """One figure as it is read. `value` and `likely` are empty while `missing` says what is."""

    name: str
    means: str
    value: str
    likely: str
    n: int
    missing: str


def _levels(value: float) -> str:
    return f"{value:.1f} levels"


def way(value: float) -> str:
    size = f"{abs(value):.1f}"
    return "the same" if size == "0.0" else f"{size} {'higher' if value > 0 else 'lower'}"


def _moves(value: float) -> str:
    size = f"{abs(value):.1f}"
    return "none" if size == "0.0" else f"{size} {'up' if value > 0 else 'down'}"


def _sure(value: float) -> str:
    points = round(100 * abs(value))
    if points == 0:
        return "just as sure"
    return f"{points} points {'surer' if value > 0 else 'less sure'}"


def _share(value: float) -> str:
    return f"{round(100 * value)} %"


def _plain(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


# name in `programme.figures`: title, what it means, how a value is written
_TOLD: Mapping[str, tuple[str, str, Callable[[float], str]]] = {
    "bias": (
        "Higher or lower, all in all",
        "The mean difference in levels, leaning on the programme while reps are few, read as its "
        "supervisors on the whole would rate, and as if every rep you sent had the same chance of "
        "being signed. 0 is no difference; it can hide misses both ways.",
        way,
    ),
    "typical error": (
        "How far apart, whichever way",
        "The mean distance between your level and your supervisors'. 0 is none.",
        _levels,
    ),
    "within one level": (
        "At most one level apart",
        "The share of your ratings that lie within one level of your supervisors'.",
        _share,
    ),
    "same level": (
        "On the very same level",
        "On five levels, two careful people often reach about half.",
        _share,
    ),
    "tracking": (
        "Telling stronger reps from weaker ones",
        "From −1 to 1. 1: you rate a rep higher whenever your supervisors do. 0: no better than "
        "chance. It says nothing about higher or lower on the whole.",
        _plain,
    ),
    "weighted kappa": (
        "Agreement beyond chance (weighted kappa)",
        "1 is perfect, 0 is what chance would give; two levels apart cost four times as much as "
        "one.",
        _plain,
    ),
    "ICC(2,1)": (
        "Agreement of two raters (ICC)",
        "1 is perfect, 0 or less is no better than chance. Reps that are all alike make it low.",
        _plain,
    ),
    "Brier score": (
        "How good your stated chances were (Brier)",
        "0 is certain and right each time, 0.25 is always saying 50 %, 1 is certain and wrong.",
        _plain,
    ),
    "surer than turned out": (
        "Surer or less sure than turned out",
        "The mean chance you gave to “met”, beside how often it was met.",
        _sure,
    ),
    "drift": (
        "Movement over ten reps",
        "How many levels your own ratings move against your supervisors' in ten signed reps.",
        _moves,
    ),
}  # fmt: skip


def told(figure: Figure) -> Told:
    """A figure in words; below its minimum, how many signed reps it still needs."""
    name, means, write = _TOLD[figure.name]
    if figure.value is None:
        return Told(name, means, "", "", figure.n, missing(figure.n, figure.needed))
    return Told(name, means, write(figure.value), _likely(figure.likely, write), figure.n, "")


def missing(n: int, needed: int) -> str:
    """How many signed reps there are, how many it takes, and how many are missing."""
    if n >= needed:
        return "Cannot be worked out: one side's ratings are all alike."
    left = needed - n
    return f"{n} of {needed} signed reps; {left} more to go."


def _likely(likely: Interval | None, write: Callable[[float], str]) -> str:
    return "" if likely is None else between(write(likely.low), write(likely.high))


def between(low: str, high: str) -> str:
    """“0.1 to 0.7 higher”: what both ends have in common is said once, at the end."""
    (size, _, unit), same = low.partition(" "), high.partition(" ")[2]
    return f"{size} to {high}" if unit and unit == same else f"{low} to {high}"


def still_to_come(n: int) -> tuple[tuple[str, int], ...]:
    """What the page will say and from how many signed reps on, as far as it does not yet."""
    needs = calibration.ENOUGH
    steps = (
        ("whether you rate higher or lower than your supervisors, point by point", needs["bias"]),
        ("how sure you are beside how often it was met, and which way you move", needs["chance"]),
        ("whether you tell your stronger reps from the weaker ones", needs["tracking"]),
        ("agreement beyond chance", needs["kappa"]),
    )
    return tuple((what, needed) for what, needed in steps if n < needed)
