"""Rating yourself: one criterion at a time, locked before anything else is shown."""

from __future__ import annotations

import streamlit as st

from practice import practising
from practice.adapters.wiring import house
from practice.pages import parts
from practice.pages.rep_steps import Kept, do
from practice.record import Kind
from practice.reps import Stage, Turn
from practice.roles import Person
from practice.rubrics import LEVELS, Criterion
from practice.views import TraineeView

_NA = "N/A"


_OPTIONS = [str(level) for level in LEVELS] + [_NA]
_SURE = [50, 60, 70, 80, 90, 100]
_SURE_WORDS = {50: "50 % (a coin toss)", 100: "100 % (certain)"}


def _said_so_far(view: TraineeView) -> None:
    if view.plan.kind is Kind.ENCOUNTER and view.stage is Stage.RATING:
        with st.expander("Read the talk again"):
            parts.transcript(view.turns, view.client.short_name, marked=view.marked)
        return
    shown = [view.turns[0], view.turns[1]] if view.stage is Stage.RATING else _last_pair(view)
    name = view.client.short_name
    if view.stage is Stage.TRANSFER_RATING and view.transfer_client:
        name = view.transfer_client.short_name
    parts.transcript(shown, name)


def _last_pair(view: TraineeView) -> list[Turn]:
    last = view.turns[-1]
    before = view.redo_of if view.stage is Stage.RERATING else view.turns[-2]
    return [turn for turn in (before, last) if turn]


def rating(me: Person, view: TraineeView) -> None:
    first = view.stage is Stage.RATING
    st.title("How did it go?")
    st.write(
        "Rate yourself before you see anything else. This is locked when you save it."
        if first
        else "One question: the point you aimed at."
    )
    _said_so_far(view)
    if first:
        with st.expander("What the levels mean"):
            for criterion in view.rubric.criteria:
                st.write(f"**{criterion.title}**")
                for level, word in LEVELS.items():
                    st.caption(f"{level} {word}: {criterion.anchors.of(level)}")
                for note in criterion.notes:
                    st.caption(note)
    criteria = [c for c in view.rubric.criteria if first or c is view.target]
    criteria.sort(key=lambda c: c is not view.target)
    kept = Kept(me, view, [*(view.rubric.full(c) for c in criteria), "sure"])
    levels = {
        view.rubric.full(c): _level(c, view.rubric.full(c), kept, c is view.target)
        for c in criteria
    }
    target = levels[view.plan.criterion]
    word = "met" if target not in (None, _NA) and int(target) >= 3 else "not met yet"
    before = kept.get("sure")
    sure = st.radio(
        f"How sure are you that a supervisor would agree: “{view.target.title}” was {word}?"
        if target
        else f"How sure are you that a supervisor would agree on “{view.target.title}”?",
        _SURE,
        horizontal=True,
        index=_SURE.index(before) if before in _SURE else None,
        key=kept.key["sure"],
        on_change=kept.keep,
        format_func=lambda n: _SURE_WORDS.get(n, f"{n} %"),
    )
    missing = [name for name, level in levels.items() if level is None]
    missing += ["sure"] if sure is None else []
    if missing:
        st.caption(f"{len(missing)} still to rate.")
    if st.button("Lock my rating", type="primary", key="lock", disabled=bool(missing)):
        chosen = {k: None if v == _NA else int(v) for k, v in levels.items() if v is not None}
        do(lambda: practising.rate_self(house(), me, view.id, chosen, int(sure or 50)))


def _level(criterion: Criterion, full: str, kept: Kept, target: bool) -> str | None:
    """One criterion: six buttons in a row, and below them what the chosen level means."""
    before = kept.get(full)
    options = [o for o in _OPTIONS if not (target and o == _NA)]
    chosen = st.radio(
        f"**{criterion.title}**" + (" (your aim)" if target else ""),
        options,
        horizontal=True,
        index=options.index(before) if before in options else None,
        key=kept.key[full],
        on_change=kept.keep,
        format_func=lambda o: o if o == _NA else f"{o} {LEVELS[int(o)]}",
    )
    if chosen and chosen != _NA:
        st.caption(criterion.anchors.of(int(chosen)))
    elif chosen == _NA:
        st.caption("There was no opportunity for this.")
    return chosen
