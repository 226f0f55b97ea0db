"""The end of a review: one strength, one thing to change, the next rep; then sign or return it."""

from __future__ import annotations

import streamlit as st

from practice import supervising
from practice.adapters.wiring import house
from practice.cases import DIFFICULTIES
from practice.pages import keys, parts, queue
from practice.pages.kept import Kept
from practice.record import NextRep
from practice.roles import Person
from practice.rubrics import Criterion
from practice.views import SupervisorView

_BOTH = {
    "strength": ("One strength", "What did they do, in their words, and what did it open up?"),
    "corrective": ("One thing to change", "One thing, small enough for the very next try."),
}


def draw(me: Person, view: SupervisorView, kept: Kept) -> None:
    """One strength, one thing to change, the next rep if wanted; then sign or return."""
    st.header("Sign or return")
    low = parts.held_back(view.rubric, view.review.levels)
    said = (
        "needs review, since somebody saw harm" if view.review.harm
        else f"not met yet ({', '.join(low)})" if low
        else "met in simulation"
    )  # fmt: skip
    st.caption(f"With these levels the trainee will read: {said}.")
    texts = {
        name: kept.text(name, label, lines=3, hint=hint) for name, (label, hint) in _BOTH.items()
    }
    _snippets(me, kept)
    next_rep = _next(view)

    def sign() -> None:
        supervising.sign(house(), me, view.id, **texts, next_rep=next_rep)
        parts.flash(f"Signed. {view.trainee} sees it now.")

    with st.container(key="end", horizontal=True):
        if st.button("Sign, then the next", type="primary", key="sign next", shortcut=keys.MAIN):
            sign()
            queue.take(me, supervising.queue(house(), me))
        if st.button("Sign", key="sign"):
            sign()
            st.switch_page(st.session_state["queue page"])
        if not view.contested:
            _return(me, view, kept)


def _return(me: Person, view: SupervisorView, kept: Kept) -> None:
    with st.container(key="return", width="content"), st.popover("Return it"):
        note = kept.text("return", "What should be tried again?", lines=3)
        if st.button("Return for another try", key="do return"):
            supervising.send_back(house(), me, view.id, note)
            parts.flash("Returned.")
            st.switch_page(st.session_state["queue page"])


def _snippets(me: Person, kept: Kept) -> None:
    """A supervisor's own beginnings; one that nobody finished cannot be signed."""
    own = supervising.snippets(house(), me)
    with keys.part("snippets", "Begin with a snippet"):
        st.caption("A beginning to finish for this trainee: with a gap (___) it is not signed.")
        if own:
            chosen = st.selectbox("Snippet", own, key="snippet")
            a, b = st.columns(2)
            for where, name in ((a, "strength"), (b, "corrective")):

                def begin(name: str = name) -> None:
                    st.session_state[kept.key(name)] = chosen

                where.button(f"As “{_BOTH[name][0].lower()}”", key=f"begin {name}",
                             on_click=begin, width="stretch")  # fmt: skip
        text = st.text_area(
            "Your snippets, one a line", "\n".join(own), key=f"lines {len(own)}", height=100
        )
        if st.button("Keep these", key="keep snippets"):
            supervising.keep_snippets(house(), me, text.splitlines())
            parts.flash("Kept.")
            st.rerun()


def _next(view: SupervisorView) -> NextRep | None:
    criteria: dict[str, Criterion | None] = {"no assignment": None}
    criteria |= {c.title: c for c in view.rubric.criteria if not c.human_only}
    cases = {
        case.id: case.title
        for case in house().content.cases.values()
        if any(stimulus.skill == view.plan.skill for stimulus in case.stimuli)
    }
    with st.container(key="assign"):
        chosen = criteria[st.selectbox("Next rep: aim at", list(criteria), key=f"next {view.id}")]
        a, b = st.columns(2)
        level = a.selectbox(
            "at level", DIFFICULTIES, index=DIFFICULTIES.index(view.plan.level),
            key=f"nl {view.id}",
        )  # fmt: skip
        case = b.selectbox(
            "with", ["", *cases], format_func=lambda id_: cases.get(id_, "any client"),
            key=f"nc {view.id}",
        )  # fmt: skip
    if chosen is None:
        return None
    full = view.rubric.full(chosen)
    return NextRep(skill=view.plan.skill, criterion=full, level=level, case=case or None)
