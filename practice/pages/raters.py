"""How supervisors agree, for a supervisor: each point, oneself, and what to talk about together."""

from __future__ import annotations

import streamlit as st

from practice import supervising
from practice.adapters.wiring import house
from practice.pages import agreeing, parts, rating_form, sheet
from practice.roles import Person


def page(me: Person) -> None:
    """How far supervisors agree; how strict one is oneself; the five widest disagreements."""
    with parts.telling():
        st.title("Agreement")
        st.header("How far supervisors agree")
        agreeing.draw(supervising.agreement(house(), me))
        st.header("You beside the others")
        st.write(supervising.my_severity(house(), me))
        st.caption("You and the director see this, and no trainee. Strict is not better or worse.")
        _widest(me)


def _widest(me: Person) -> None:
    st.header("For a calibration meeting")
    found = supervising.widest(house(), me)
    if not found:
        st.write("No two supervisors have rated the same rep differently yet.")
        return
    st.caption("The five reps on which two supervisors lie widest. Trainees are not named.")
    with st.container(horizontal=True):
        st.download_button(
            "A sheet to print, with the words",
            lambda: sheet.page(supervising.meeting(house(), me)),
            file_name="calibration-meeting.html",
            mime="text/html",
            on_click="ignore",
            type="primary",
        )
        st.download_button(
            "Download as CSV",
            supervising.widest_table(house(), me),
            file_name="widest-disagreements.csv",
            mime="text/csv",
            on_click="ignore",
        )
    for number, apart in enumerate(found, start=1):
        rows = [
            {
                "Point": title,
                apart.first: rating_form.shown(one),
                f"{apart.second} ": rating_form.shown(two),
            }
            for title, one, two in apart.levels
            if one != two
        ]
        about = f"{number}. {apart.case}, {apart.skill}: {apart.width:.1f} levels on average"
        parts.table(rows, about)
