"""Whether others may learn from one's own rep: asked, answered, and taken back at any time."""

from __future__ import annotations

import streamlit as st

from practice import practising
from practice.adapters.wiring import house
from practice.calibrating import Lent
from practice.exemplars import Did
from practice.pages import parts
from practice.roles import Person

_SAID = {
    Did.PROPOSED: "Your supervisor asks: may others learn from this one?",
    Did.AGREED: "Others may rate this one, without your name.",
    Did.DECLINED: "You said no: nobody else sees this one.",
    Did.WITHDRAWN: "You took your yes back: nobody else sees this one.",
}


def draw(me: Person, rep_id: str, client: str) -> None:
    """The question and its answer, with the very words others would read; else nothing."""
    found = practising.lent(house(), me, rep_id)
    if found is None:
        return
    with st.container(border=True):
        st.html(f"<p><strong>{_SAID[found.standing]}</strong></p>")
        if found.standing is Did.PROPOSED:
            st.write(
                "Other trainees of the programme would rate it blind, then read what supervisors "
                "gave and wrote. They see no name, date or group. You can take it back whenever "
                "you like; what somebody rated by then stays in their own figures. A no is as "
                "good as a yes, and nobody is told why."
            )
        with st.expander("What others would read", expanded=found.standing is Did.PROPOSED):
            parts.transcript(found.shown.lines, client, you="A trainee", label="What others read")
            for reason in found.shown.reasons:
                parts.note("", reason.about, reason.text)
        _answers(me, found)


def _answers(me: Person, found: Lent) -> None:
    if found.standing is Did.AGREED:
        if st.button("Take my yes back", key="lend no"):
            _say(me, found.rep, False, "Taken back: nobody else sees it from now on.")
        return
    hide = st.text_input(
        "Words to take out as well (one phrase after another, with commas between)",
        key=f"lend hide {found.rep}",
    )
    with st.container(horizontal=True):
        if st.button("Yes, without my name", key="lend yes"):
            words = [word.strip() for word in hide.split(",")]
            _say(me, found.rep, True, "Thank you. Others may rate it from now on.", words)
        if found.standing is Did.PROPOSED and st.button("No", key="lend no"):
            _say(me, found.rep, False, "Kept to yourself.")


def _say(me: Person, rep: str, yes: bool, said: str, hide: list[str] | None = None) -> None:
    practising.answer_lending(house(), me, rep, yes, hide or ())
    parts.flash(said)
    st.rerun()
