"""The form in which a supervisor rates blind, for a first rating and for a second one."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from practice import supervising
from practice.adapters.wiring import house
from practice.pages import keys
from practice.pages.kept import Kept
from practice.roles import Person
from practice.rubrics import LEVELS, Rubric
from practice.written import Level

NA = "N/A"
OPTIONS = [*(str(level) for level in LEVELS), NA]
Save = Callable[[dict[str, Level | None], bool, str], None]


def shown(level: int | None) -> str:
    """A level as it is read."""
    return NA if level is None else f"{level} {LEVELS[level]}"


def draw(
    me: Person, rep: str, rubric: Rubric, kept: Kept, save: Save, *, slot: str, label: str
) -> None:
    """Every criterion from 0 to 4 or N/A, the harm flag, and a button once all are rated."""
    before = kept.drafts.get(slot, {})

    def keep() -> None:
        names = {rubric.full(c): f"blind {rep} {rubric.full(c)}" for c in rubric.criteria}
        body: dict[str, object] = {c: st.session_state.get(key) for c, key in names.items()}
        body["harm"] = st.session_state.get(f"harm {rep}", False)
        supervising.keep_draft(house(), me, rep, slot, body)

    levels: dict[str, str | None] = {}
    with st.container(key="rating", gap="xsmall"):
        for criterion in rubric.criteria:
            full = rubric.full(criterion)
            was = before.get(full)
            levels[full] = st.radio(
                f"**{criterion.title}**" + (" (has to be met)" if criterion.gate else ""),
                OPTIONS,
                horizontal=True,
                index=OPTIONS.index(str(was)) if was in OPTIONS else None,
                key=f"blind {rep} {full}",
                on_change=keep,
                help=criterion.anchors.competent,
            )
    harm = st.checkbox(
        "This could harm a client",
        value=bool(before.get("harm")),
        key=f"harm {rep}",
        on_change=keep,
    )
    note = kept.text("harm", "What was harmful?") if harm else ""
    missing = sum(level is None for level in levels.values())
    st.caption(f"{missing} still to rate." if missing else "All rated.")
    if st.button(
        label, type="primary", key="save blind", disabled=bool(missing), shortcut=keys.MAIN
    ):
        chosen = {k: None if v == NA else int(v) for k, v in levels.items() if v is not None}
        save(chosen, harm, note)
