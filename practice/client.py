"""The simulated client: one turn and its answer.

Puts the parts together: what the turn does to the mind (`mind.py`), what is said to it
(`answering.py`), and the voice that finds the words. No records, no person, nothing saved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from practice.answering import intent
from practice.cases import Case, For
from practice.mind import MOST_DOWN, MOST_UP, Moved, again, moved, start
from practice.moves import Coded, MoveCoder
from practice.remembering import Memory, NoMemory
from practice.reps import Turn
from practice.ruptures import rupture_of
from practice.saying import Ask, Intent, Spoken, Voice
from practice.state import State

__all__ = [
    "MOST_DOWN", "MOST_UP", "Ask", "Exchange", "Intent", "Moved", "Spoken", "Voice",
    "again", "exchange", "intent", "moved", "rupture_of", "start",
]  # fmt: skip

NOTHING_BEFORE = NoMemory()
_BROUGHT_BACK, _IN_MIND = 8, 3  # of earlier sessions: looked at for an answer, handed to a voice


@dataclass(frozen=True)
class Exchange:
    """One turn and its answer: the moves heard, what they did, what was meant and what was said."""

    coded: tuple[Coded, ...]
    result: Moved
    wants: Intent
    spoken: Spoken

    @property
    def state(self) -> State:
        """The client afterwards, the lines used up and the step agreed on included."""
        after = self.result.state
        agreed = after.agreed or (self.wants.use is For.NEXT_STEP and after.rupture is None)
        return after.model_copy(update={"used": (*after.used, *self.spoken.used), "agreed": agreed})


def exchange(
    case: Case, state: State, turns: Sequence[Turn], text: str, seed: int,
    coder: MoveCoder, voice: Voice, memory: Memory = NOTHING_BEFORE,
) -> Exchange:  # fmt: skip
    """What this client answers to `text` after `turns`; `memory` holds the earlier sessions."""
    coded = tuple(coder.code(text, turns[-1].text))
    result = moved(case, state, coded, text)
    recalled = tuple(memory.recall(text, _BROUGHT_BACK)) if state.session > 1 else ()
    wants = intent(case, state, result, coded, text, recalled)
    remembered = tuple(one for one, _ in recalled[:_IN_MIND])
    ask = Ask(case, result.state, wants, tuple(turns), text, seed, remembered)
    return Exchange(coded, result, wants, voice.speak(ask))
