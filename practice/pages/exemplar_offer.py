"""After signing: propose the rep as an exemplar, or take that back."""

from __future__ import annotations

import streamlit as st

from practice import supervising
from practice.adapters.wiring import house
from practice.exemplars import Did
from practice.pages import keys, parts
from practice.roles import Person
from practice.views import SupervisorView

_SAID = {
    Did.PROPOSED: "Proposed. The trainee has not answered yet; nobody else sees it.",
    Did.AGREED: "An exemplar: other trainees may rate it, without any name.",
    Did.DECLINED: "The trainee would rather keep it to themselves.",
    Did.WITHDRAWN: "The trainee took it back; nobody else sees it.",
}


def draw(me: Person, view: SupervisorView) -> None:
    """For the supervisor who signed this rep; nothing for anybody else."""
    found = supervising.exemplar_standing(house(), me, view.id)
    if found is None:
        return
    with keys.part("exemplar", "Propose as an exemplar"):
        if found.standing in _SAID:
            st.write(_SAID[found.standing])
            if found.standing in (Did.PROPOSED, Did.AGREED) and st.button(
                "Take it back", key="lend back"
            ):
                supervising.take_exemplar_back(house(), me, view.id)
                parts.flash("Taken back.")
                st.rerun()
            return
        st.write(
            "Other trainees would rate the first try blind, then read your levels and words. "
            f"{parts.plain(view.trainee)} is asked first, and may take it back at any time."
        )
        if found.wished:
            st.caption("When sending it, the trainee said that others may learn from it.")
        hide = st.text_input(
            "Words to take out (one phrase after another, with commas between)",
            key=f"lend hide {view.id}",
        )
        words = [word.strip() for word in hide.split(",")]
        found = supervising.exemplar_standing(house(), me, view.id, words) or found
        st.caption("This is all that others would read. Names of the programme's people are out.")
        client = view.case.public.short_name
        parts.transcript(found.shown.lines, client, you="A trainee", label="What others would read")
        for reason in found.shown.reasons:
            parts.note("", reason.about, reason.text)
        if found.why_not:
            st.info(parts.plain(found.why_not))
        elif st.button("Ask the trainee", key="lend ask"):
            supervising.propose_exemplar(house(), me, view.id, words)
            parts.flash(f"{view.trainee} is asked.")
            st.rerun()
