"""How far two codings of the same turns agree: accuracy, F1 and kappa on the main codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from practice.adapters.main_code import MainCode

Pairs = Sequence[tuple[MainCode, MainCode]]  # what people said, what was told


def accuracy(pairs: Pairs) -> float:
    """The share of turns with the same code from both. Raises ZeroDivisionError without turns."""
    return sum(given is told for given, told in pairs) / len(pairs)


def f1(pairs: Pairs, code: MainCode) -> float | None:
    """Harmonic mean of precision and recall of one code; None when neither side ever used it.

    Formula: 2 TP / (given + told).
    """
    both = sum(given is told is code for given, told in pairs)
    used = sum((given is code) + (told is code) for given, told in pairs)
    return 2 * both / used if used else None


def macro_f1(pairs: Pairs) -> float:
    """The mean F1 of the codes that either side used, each code counting the same."""
    each = [one for code in MainCode if (one := f1(pairs, code)) is not None]
    return sum(each) / len(each)


def kappa(pairs: Pairs) -> float | None:
    """Agreement corrected for chance; None when both used one and the same code throughout.

    Formula: (po - pe) / (1 - pe), pe from how often each side used each code. 1 is perfect, 0 is
    what chance would give. Reference: Cohen (1960), Educational and Psychological Measurement 20.
    """
    given, told = zip(*pairs, strict=True)
    by_chance = sum(given.count(code) * told.count(code) for code in MainCode) / len(pairs) ** 2
    return None if by_chance == 1 else (accuracy(pairs) - by_chance) / (1 - by_chance)


def agreement(pairs: Pairs) -> dict[str, Any]:
    """Accuracy, macro-F1, kappa and the F1 of each code, to three places."""
    return {
        "accuracy": _rounded(accuracy(pairs)),
        "macro_f1": _rounded(macro_f1(pairs)),
        "kappa": _rounded(kappa(pairs)),
        "f1": {code.value: _rounded(f1(pairs, code)) for code in MainCode},
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
