"""A second rating: the words of a signed rep, the form, and only then what a colleague said."""

from __future__ import annotations

import streamlit as st

from practice import supervising
from practice.adapters.wiring import house
from practice.pages import facts, keys, parts, rating_form
from practice.pages.kept import Kept
from practice.roles import Person
from practice.views import SecondView
from practice.written import Level


def page(me: Person) -> None:
    """One rep to rate as a second, blind rater."""
    with parts.telling():
        rep_id = st.query_params.get("rep", "")
        keys.listen(keys.SECOND, rep_id)
        parts.show_flash()
        if not rep_id:
            parts.empty("No transcript chosen", "Open one from the queue.")
            return
        view = supervising.look_second(house(), me, rep_id)
        parts.at_top(f"second {rep_id} {'rated' if view.own else ''}")
        st.title("A second rating", anchor=False)
        st.caption(
            f"{view.rubric.title}, {view.kind}, {view.level}, with {view.case.public.name}. "
            "Simulated client. Whose it is and what others rated is not shown."
        )
        with st.container(key="desk"):
            left, right = st.columns([11, 9], gap="medium")
            with left, st.container(key="read"):
                st.header("Transcript")
                parts.transcript(
                    view.turns, view.case.public.short_name, you="Trainee",
                    other=view.transfer_client, ids=True,
                )  # fmt: skip
                facts.draw(view.case, view.rubric, view.stimulus)
            with right, st.container(key="side"):
                if view.own is None:
                    _rate(me, view)
                else:
                    _both(me, view)


def _rate(me: Person, view: SecondView) -> None:
    st.header("Your rating")
    st.caption("Rate the first try; the redo and the other client are there to compare.")

    def save(levels: dict[str, Level | None], harm: bool, note: str) -> None:
        supervising.rate_second(house(), me, view.id, levels, harm=harm, harm_note=note)
        parts.flash("Saved. What was signed stays as it is.")
        st.rerun()

    rating_form.draw(
        me, view.id, view.rubric, Kept(me, view.id), save, slot="rating", label="Save my rating"
    )


def _both(me: Person, view: SecondView) -> None:
    st.header("Both ratings")
    own = view.own.levels if view.own else {}
    first = view.first.levels if view.first else {}
    rows = [
        {
            "Point": c.title,
            "You": rating_form.shown(own.get(view.rubric.full(c))),
            view.first_name: rating_form.shown(first.get(view.rubric.full(c))),
            "Apart": _apart(own.get(view.rubric.full(c)), first.get(view.rubric.full(c))),
        }
        for c in view.rubric.criteria
    ]
    parts.table(rows, "Both made blind. The signature stays as it is.")
    if view.signed:
        parts.note("strength", f"{view.first_name} signed: strength", view.signed.strength)
        parts.note("corrective", "To change", view.signed.corrective)
    waits = supervising.second_offers(house(), me).rows
    more = f"The next second rating ({len(waits)})" if waits else "To the queue"
    if st.button(more, type="primary", key="next second", shortcut=keys.MAIN):
        if waits:
            st.switch_page(st.session_state["second page"], query_params={"rep": waits[0].id})
        st.switch_page(st.session_state["queue page"])


def _apart(one: int | None, two: int | None) -> str:
    return "" if one is None or two is None or one == two else f"{abs(one - two)}"
