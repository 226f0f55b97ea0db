"""Beneath the queue: how the work is spread, where raters lie apart, what one signed lately."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import streamlit as st

from practice import supervising
from practice.adapters.wiring import house
from practice.pages import parts, rating_form
from practice.roles import Person


def draw(me: Person, open_rep: Callable[[str], None]) -> None:
    """Three folded parts, each worked out only for who opens it."""
    _widest(me)
    _work(me)
    _signed(me, open_rep)


def _widest(me: Person) -> None:
    box = st.expander("For a calibration meeting", key="widest", on_change="rerun")
    if not box.open:
        return
    found = supervising.widest(house(), me)
    with box:
        if not found:
            st.write("No two supervisors have rated the same rep differently yet.")
            return
        st.caption("Reps that two supervisors rated blind. Trainees are not named.")
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
        st.download_button(
            "Download as CSV",
            supervising.widest_table(house(), me),
            file_name="widest-disagreements.csv",
            mime="text/csv",
            on_click="ignore",
        )


def _work(me: Person) -> None:
    box = st.expander("Who does what this week", key="load", on_change="rerun")
    if not box.open:
        return
    with box:
        rows = [
            {
                "Supervisor": one.name,
                "Signed": one.signed,
                "Holds": one.holds,
                "Given": one.given,
                "Away until": f"{one.away.day} {one.away:%B}" if one.away else "",
            }
            for one in supervising.load(house(), me)
        ]
        parts.table(rows, "Since Monday, and what is in hand now.")
        back = supervising.back_on(house(), me)
        if back:
            if st.button("I am here again", key="here again"):
                supervising.set_away(house(), me, None)
                parts.flash("You are here.")
                st.rerun()
            return
        tomorrow = house().now().date() + timedelta(days=1)
        a, b = st.columns([2, 1], vertical_alignment="bottom")
        day = a.date_input("I am away until", None, min_value=tomorrow, key="away until")
        if b.button("Be away", key="be away", disabled=day is None, width="stretch") and day:
            supervising.set_away(house(), me, day)
            parts.flash("Until then your due reps are shown to colleagues as nobody's.")
            st.rerun()


def _signed(me: Person, open_rep: Callable[[str], None]) -> None:
    box = st.expander("Signed by you lately", key="signed", on_change="rerun")
    if not box.open:
        return
    with box:
        done = supervising.signed_by_me(house(), me)
        if not done:
            st.write("Nothing yet.")
        for row in done[:20]:
            if st.button(
                f"{row.case}, {row.criterion}, {parts.ago(row.signed_at, house().now())}",
                key=f"signed {row.id}",
                type="tertiary",
                disabled=row.words_removed_at is not None,
            ):
                open_rep(row.id)
