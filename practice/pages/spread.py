"""Beneath the queue: how the work is spread, being away, and what one signed lately."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import streamlit as st

from practice import supervising
from practice.adapters.wiring import house
from practice.pages import parts
from practice.reviews import RepRow, ReviewStage
from practice.roles import Person
from practice.rota import Spread


def draw(me: Person, open_rep: Callable[[str], None]) -> None:
    """Two folded parts, each worked out only for who opens it."""
    _work(me)
    _signed(me, open_rep)


def table(found: Spread) -> None:
    """Who did and has how much, and how long a transcript usually takes."""
    rows = [
        {
            "Supervisor": one.name,
            "Signed": one.signed,
            "Minutes": one.minutes,
            "Second ratings": one.seconds,
            "Holds": one.holds,
            "Given": one.given,
            "Away until": f"{one.away.day} {one.away:%B}" if one.away else "",
        }
        for one in found.each
    ]
    parts.table(rows, "Since Monday, and what is in hand now.")
    st.caption(
        "Minutes run from claiming a transcript to the last step on it; second ratings are not in "
        f"them. {found.usual}"
    )


def _work(me: Person) -> None:
    box = st.expander("Who does what this week", key="load", on_change="rerun")
    if not box.open:
        return
    with box:
        table(supervising.load(house(), me))
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
    box = st.expander("Signed by you lately, and answers", key="signed", on_change="rerun")
    if not box.open:
        return
    with box:
        done = supervising.answers(house(), me)
        if not done:
            st.write("Nothing yet.")
        for one in done:
            if st.button(_about(one.row), key=f"signed {one.row.id}", type="tertiary"):
                open_rep(one.row.id)
            for words, said in (
                ("sees it differently, and a colleague rates it blind", one.contested),
                ("answers", one.reply),
            ):
                if said:
                    st.caption(f"The trainee {words}: {parts.plain(said)}")


def _about(row: RepRow) -> str:
    """One line about a rep: the point, the case, when it was signed, whether it was read."""
    cases, rubrics = house().content.cases, house().content.rubrics
    case = cases[row.case].title if row.case in cases else row.case
    rubric = rubrics.get(row.skill)
    point = rubric.criterion(row.criterion).title if rubric else row.criterion
    read = "" if row.review == ReviewStage.SIGNED.value else ", read"
    return f"{point}, {case}, {parts.ago(row.signed_at, house().now())}{read}"
