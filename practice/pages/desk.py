"""A director's view of the supervisors' desk: what was escalated, who is on what."""

from __future__ import annotations

import streamlit as st

from practice import overseeing
from practice.adapters.wiring import house
from practice.pages import parts
from practice.reviews import TITLE
from practice.roles import Person


def page(me: Person) -> None:
    """Escalations first, then what waits; no words of a transcript."""
    with parts.telling():
        parts.show_flash()
        st.title("Supervision")
        found = overseeing.escalations(house(), me)
        st.header(f"Escalated ({len(found)})")
        if not found:
            st.write("No supervisor asks you to look into anything.")
        for asked in found:
            ago = parts.ago(asked.at, house().now())
            parts.note("corrective", f"{asked.by} about {asked.trainee}, {ago}", asked.note)
            line = st.text_input("What did you do or decide?", key=f"line {asked.rep}")
            if st.button("Save this line", key=f"take up {asked.rep}"):
                overseeing.take_up(house(), me, asked.rep, line)
                parts.flash("Saved; the supervisor reads it.")
                st.rerun()
        _in_hand(me)


def _in_hand(me: Person) -> None:
    lines = overseeing.in_hand(house(), me)
    st.header(f"Who is on what ({len(lines)})")
    if not lines:
        st.write("Nothing waits for a supervisor.")
        return
    rows = [
        {
            "Trainee": line.trainee,
            "Reason": TITLE[line.tier],
            "Sent": parts.ago(line.since, house().now()),
            "With": line.holder or (f"given to {line.given_to}" if line.given_to else ""),
        }
        for line in lines[:40]
    ]
    parts.table(rows, "The oldest first, at most 40.")
    with st.expander("Give one to another supervisor"):
        at = st.selectbox(
            "Rep",
            range(len(lines)),
            format_func=lambda i: (
                f"{lines[i].trainee}, {TITLE[lines[i].tier]}, "
                f"{parts.ago(lines[i].since, house().now())}"
            ),
            key="reassign what",
        )
        names = {person.id: person.name for person in lines[at].can_take}
        if not names:
            st.write("No supervisor of this cohort is here.")
            return
        to = st.selectbox("To", list(names), format_func=names.__getitem__, key="reassign to")
        if st.button("Give it", key="reassign"):
            overseeing.reassign(house(), me, lines[at].row.id, to)
            parts.flash(f"Given to {names[to]}.")
            st.rerun()
