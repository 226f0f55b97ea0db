"""A second rating: the words of a signed rep, the form, and only then what a colleague said."""

from __future__ import annotations

import streamlit as st

from practice import supervising
from practice.adapters.wiring import house
from practice.pages import facts, keys, parts, rating_form
from practice.roles import Person
from practice.views import SecondView
from practice.written import Level


def page(me: Person) -> None:
    """One rep to rate as a second, blind rater."""
    with parts.telling():
        keys.listen()
        parts.show_flash()
        rep_id = st.query_params.get("rep", "")
        if not rep_id:
            parts.empty("No transcript chosen", "Open one from the queue.")
            return
        view = supervising.look_second(house(), me, rep_id)
        parts.at_top(f"second {rep_id}")
        st.title("A second rating")
        st.caption(
            f"{view.rubric.title}, {view.kind}, {view.level}, with {view.case.public.name}. "
            "Simulated client. Whose it is and what others rated is not shown."
        )
        facts.draw(view.case, view.rubric, view.stimulus)
        st.header("Transcript")
        parts.transcript(
            view.turns,
            view.case.public.short_name,
            you="Trainee",
            other=view.transfer_client,
            ids=True,
        )
        if view.own is None:
            _rate(me, view)
        else:
            _both(view)


def _rate(me: Person, view: SecondView) -> None:
    st.header("Your rating")
    st.caption("Rate the first try; the redo and the other client are there to compare.")

    def save(levels: dict[str, Level | None], harm: bool, note: str) -> None:
        supervising.rate_second(house(), me, view.id, levels, harm=harm, harm_note=note)
        parts.flash("Saved. What was signed stays as it is.")
        st.rerun()

    rating_form.draw(
        view.id,
        view.rubric,
        supervising.draft(house(), me, view.id, "second"),
        lambda body: supervising.keep_draft(house(), me, view.id, "second", body),
        save,
        "Save my rating",
    )


def _both(view: SecondView) -> None:
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


def _apart(one: int | None, two: int | None) -> str:
    return "" if one is None or two is None or one == two else f"{abs(one - two)}"
