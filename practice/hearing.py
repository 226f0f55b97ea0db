"""How a turn lands: what each move does to most people, and how much of a turn is news to this one.

Owns the table of usual effects and the fading of what is said again; it changes nobody's state.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from practice.cases import Case, Effect
from practice.moves import Move

FADES = (1.0, 0.5, 0.0)  # what a move is worth, made for the first, second, third time lately
LATELY = 4  # turns that are remembered


def _effect(trust: float = 0, distress: float = 0, openness: float = 0) -> Effect:
    return Effect(trust=trust, distress=distress, openness=openness)


# What a move does to most people; a case file says what is particular to its client.
USUAL: dict[Move, Effect] = {
    Move.OPEN_QUESTION: _effect(0.2, 0, 0.2),
    Move.SIMPLE_REFLECTION: _effect(0.2, 0, 0.1),
    Move.COMPLEX_REFLECTION: _effect(0.35, -0.1, 0.25),
    Move.VALIDATION: _effect(0.3, -0.2, 0.15),
    Move.SUMMARY: _effect(0.25, 0, 0.1),
    Move.ASKS_PERMISSION: _effect(0.15, 0, 0.1),
    Move.CHECKS_UNDERSTANDING: _effect(0.15, 0, 0.1),
    Move.INVITES_AGENDA: _effect(0.2, 0, 0.1),
    Move.PRIORITISES: _effect(0.1),
    Move.ELICITS_THOUGHT: _effect(0.15, 0.1, 0.2),
    Move.SOCRATIC_QUESTION: _effect(0.15, 0, 0.1),
    Move.NOTICES_SHIFT: _effect(0.2, 0, 0.1),
    Move.OWNS_PART: _effect(0.2, -0.1, 0.1),
    Move.RENEGOTIATES: _effect(0.15, 0, 0.1),
    Move.ADVICE: _effect(-0.25, 0, -0.2),
    Move.REASSURANCE: _effect(-0.25, 0, -0.2),
    Move.LECTURE: _effect(-0.5, 0, -0.3),
    Move.ARGUES: _effect(-0.75, 0.5, -0.5),
    Move.LABELS_THOUGHT: _effect(-0.25, 0.1, -0.2),
    Move.HOLLOW_APOLOGY: _effect(-0.25, 0, -0.2),
    Move.SELF_DISCLOSURE: _effect(-0.15, 0, -0.1),
    Move.JOKES: _effect(-0.4, 0.1, -0.3),
    Move.FLATTERS: _effect(-0.1, 0, -0.1),
    Move.IGNORES_CUE: _effect(-0.35, 0.2, -0.3),
    Move.INSULTS: _effect(-1, 0.75, -1),
}

HELPS = frozenset(move for move, effect in USUAL.items() if effect.trust > 0)
HURTS = frozenset(move for move, effect in USUAL.items() if effect.trust < 0)
HURRIES = frozenset({Move.ADVICE, Move.LECTURE, Move.REASSURANCE, Move.FLATTERS})
WARM = frozenset({Move.COMPLEX_REFLECTION, Move.VALIDATION, Move.SIMPLE_REFLECTION})


def move_of(cue: str) -> Move:
    """The move of a cue: `validation` and `validation:body` are both a validation."""
    return Move(cue.partition(":")[0])


@dataclass(frozen=True)
class Heard:
    """One turn as this client hears it: its moves, this client's topics in it, and what is news."""

    moves: frozenset[Move]
    topics: frozenset[str]
    lately: tuple[str, ...] = ()  # the turns before, as `noted`

    def made(self, cues: Iterable[str]) -> list[str]:
        """Those of the cues that the turn makes: a move, or a move about a topic."""
        return [
            cue
            for cue in cues
            if move_of(cue) in self.moves and cue.partition(":")[2] in {"", *self.topics}
        ]

    def worth(self, cue: str) -> float:
        """1 for news, half for warm words to anybody, less each time it is said again, then 0."""
        move = move_of(cue)
        times = min(sum(one in turn.split() for turn in self.lately) for one in self._said(move))
        to_anybody = 0.5 if move in WARM and not self.topics else 1.0
        return FADES[min(times, len(FADES) - 1)] * to_anybody

    def _said(self, move: Move) -> list[str]:
        return [f"{move.value}:{topic}" for topic in sorted(self.topics)] or [move.value]

    @property
    def noted(self) -> str:
        """How the turn is remembered; a turn that does nothing is remembered as nothing."""
        return " ".join(one for move in sorted(self.moves) for one in self._said(move))

    def effects(self, case: Case) -> dict[str, Effect]:
        """What the moves do to this client: what the case file says, else what is usual."""
        own = {cue: case.private.effects[cue] for cue in self.made(case.private.effects)}
        particular = {move_of(cue) for cue in own}
        usual = {m.value: USUAL[m] for m in self.moves - particular if m in USUAL}
        return dict(sorted({**usual, **own}.items()))
