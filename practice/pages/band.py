"""An encounter with the client's state as a quiet band beside it, for after the blind rating."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from practice.pages import parts
from practice.record import Attempt, Exchanged
from practice.reps import Turn
from practice.state import State

MOST = 5  # trust and distress run from 0 to 5
_TRUST = ((1.5, "little trust"), (3.5, "some trust"), (9, "trusting"))
_DISTRESS = ((1.5, "calm"), (3.5, "distressed"), (9, "very distressed"))


def in_words(state: State) -> str:
    """The client's mind in a few words: no figure that looks more exact than it is."""
    trust = next(word for most, word in _TRUST if state.trust < most)
    distress = next(word for most, word in _DISTRESS if state.distress < most)
    strain = f", strained ({state.rupture.value})" if state.rupture else ""
    return f"{trust}, {distress}{strain}"


def draw(
    turns: Sequence[Turn], states: Sequence[Exchanged], client: str, you: str,
    beneath: Mapping[str, str], marked: frozenset[str] = frozenset(),
) -> None:  # fmt: skip
    """What was said, and beside each of the client's answers how things stood with them.

    `beneath` is what stands under a turn, as in `parts.transcript`.
    """
    after: Mapping[str, Exchanged] = {f"c{each.number}": each for each in states}
    cells = []
    for turn in turns:
        if turn.attempt is not Attempt.FIRST:
            continue
        name = you if turn.who == "trainee" else client
        cells.append(parts.one_turn(turn, name, turn.id in marked, True, beneath.get(turn.id, "")))
        happened = after.get(turn.id)
        cells.append(_mind(happened) if happened else "<span></span>")
    st.html(
        f'<div class="beside" role="log" aria-label="The encounter with the client\'s state">'
        f"{''.join(cells)}</div>"
    )


def _mind(happened: Exchanged) -> str:
    state, low = happened.state, " low" if happened.state.rupture else ""
    share = min(100, max(0, round(100 * state.trust / MOST)))
    why = f"; {'; '.join(happened.reasons)}" if happened.reasons else ""
    return (
        f'<p class="mind"><span class="bar{low}" aria-hidden="true"><i style="width:{share}%"></i>'
        f"</span>{escape(in_words(state) + why)}</p>"
    )
