"""How far two codings of the same turns agree: on the four main codes, and on every move."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from practice.adapters.main_code import MainCode
from practice.moves import Coded, Move

Pairs = Sequence[tuple[MainCode, MainCode]]  # what people said, what was told
MovePairs = Sequence[tuple[AbstractSet[Move], AbstractSet[Move]]]  # the same, for all the moves
# A question that one of these names is that move, and is not an open or a closed one as well.
NAMES_A_QUESTION = frozenset(
    {
        Move.ASKS_PERMISSION, Move.INVITES_AGENDA, Move.OFFERS_AGENDA, Move.PRIORITISES,
        Move.ELICITS_THOUGHT, Move.SOCRATIC_QUESTION, Move.CHECKS_UNDERSTANDING,
        Move.NOTICES_SHIFT, Move.RENEGOTIATES, Move.ASKS_ABOUT_SAFETY, Move.TALKS_TO_MACHINE,
        Move.LABELS_THOUGHT,
    }
)  # fmt: skip
FEWEST = 5  # a move that people found in fewer turns is shown, and does not count in the means


def accuracy(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """The share of turns with the same code from both. Raises ZeroDivisionError without turns."""
    return sum(given == told for given, told in pairs) / len(pairs)


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


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Agreement corrected for chance; None when both used one and the same code throughout.

    Formula: (po - pe) / (1 - pe), pe from how often each side used each code. 1 is perfect, 0 is
    what chance would give. Reference: Cohen (1960), Educational and Psychological Measurement 20.
    """
    given, told = zip(*pairs, strict=True)
    expected = sum(given.count(code) * told.count(code) for code in set(given)) / len(pairs) ** 2
    return None if expected == 1 else (accuracy(pairs) - expected) / (1 - expected)


def agreement(pairs: Pairs) -> dict[str, Any]:
    """Accuracy, macro-F1, kappa and the F1 of each code, to three places."""
    return {
        "accuracy": _rounded(accuracy(pairs)),
        "macro_f1": _rounded(macro_f1(pairs)),
        "kappa": _rounded(kappa(pairs)),
        "f1": {code.value: _rounded(f1(pairs, code)) for code in MainCode},
    }


def specific(coded: Sequence[Coded]) -> frozenset[Move]:
    """The moves, without an open or closed question whose words show a more specific move.

    The coder names both, since a client hears both; people who label name the more specific one.
    """
    named = {one.quote for one in coded if one.move in NAMES_A_QUESTION}
    form = {Move.OPEN_QUESTION, Move.CLOSED_QUESTION}
    return frozenset(one.move for one in coded if one.move not in form or one.quote not in named)


def of_moves(pairs: MovePairs) -> dict[str, Any]:
    """Precision, recall, F1 and n of each move, and their means over moves with n of at least 5.

    n is in how many turns people found the move. Precision is None for a move that was never told,
    and counts as 0 in the mean; the means are None when no move is frequent enough. `silent` is the
    share of the turns without any move in which none was told either.
    """
    each = {
        move: _of_one([(move in given, move in told) for given, told in pairs]) for move in Move
    }
    often = [one for one in each.values() if one["n"] >= FEWEST]
    empty = [not told for given, told in pairs if not given]
    return {
        "turns": len(pairs),
        "macro_over": len(often),
        **{
            f"macro_{name}": _mean([one[name] or 0.0 for one in often])
            for name in ("precision", "recall", "f1")
        },
        "without_a_move": len(empty),
        "silent": _mean(empty),
        "each": {move.value: _shown(one) for move, one in each.items() if one["used"]},
    }


def kappas(pairs: MovePairs) -> dict[str, float | None]:
    """Cohen's kappa of two labellings for each move that either of them used."""
    found = {}
    for move in Move:
        both = [(move in first, move in second) for first, second in pairs]
        if any(first or second for first, second in both):
            found[move.value] = _rounded(kappa(both))
    return found


def _of_one(pairs: Sequence[tuple[bool, bool]]) -> dict[str, Any]:
    both = sum(given and told for given, told in pairs)
    n, told = sum(given for given, _ in pairs), sum(told for _, told in pairs)
    return {
        "n": n,
        "used": n + told,
        "precision": both / told if told else None,
        "recall": both / n if n else None,
        "f1": 2 * both / (n + told) if n + told else None,
    }


def _shown(one: dict[str, Any]) -> dict[str, Any]:
    return {"n": one["n"], **{name: _rounded(one[name]) for name in ("precision", "recall", "f1")}}


def _mean(each: Sequence[float]) -> float | None:
    return _rounded(sum(each) / len(each)) if each else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
