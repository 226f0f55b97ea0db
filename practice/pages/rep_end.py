"""Sending a rep, and what came back from a supervisor."""

from __future__ import annotations

from html import escape

import streamlit as st

from practice import practising
from practice.adapters.wiring import house
from practice.pages import parts, permission
from practice.pages.rep_feedback import claims
from practice.pages.rep_steps import Kept, do
from practice.roles import Person
from practice.rubrics import LEVELS
from practice.views import TraineeView


def closing(me: Person, view: TraineeView) -> None:
    st.title("Send it")
    st.write(
        "Your first try and your last one go to your supervisors, with your own rating. They rate "
        "before they see yours."
    )
    kept = Kept(me, view, ("look", "note", "exemplar"))
    look = st.toggle(
        "Please look at this one",
        kept.get("look", False),
        key=kept.key["look"],
        on_change=kept.keep,
    )
    note = st.text_area(
        "A question or a note for your supervisor (optional)",
        kept.get("note", ""),
        key=kept.key["note"],
        on_change=kept.keep,
        max_chars=2000,
    )
    exemplar = st.toggle(
        "Others may learn from this one, without my name (I am asked again before)",
        kept.get("exemplar", False),
        key=kept.key["exemplar"],
        on_change=kept.keep,
    )
    if st.button("Send", type="primary", key="submit"):
        do(
            lambda: practising.submit(
                house(), me, view.id, please_look=look, note=note, exemplar=exemplar
            )
        )


def submitted(me: Person, view: TraineeView) -> None:
    if view.outcome is None:
        st.title("Sent")
        st.write("It waits for a supervisor. You will see it under “Next rep” when it comes back.")
        if view.flagged:
            st.info(
                "Some of these words are ones a human always reads. A supervisor sees them first."
            )
    else:
        _outcome(me, view)
        permission.draw(me, view.id, view.client.short_name)
    with st.expander("The whole rep", expanded=False):
        other = view.transfer_client.short_name if view.transfer_client else ""
        parts.transcript(
            view.turns, view.client.short_name, other=other, marked=view.marked, ids=True
        )
    if st.button(
        "To the next rep", key="home", type="primary" if view.outcome is None else "secondary"
    ):
        st.switch_page(st.session_state["home page"])


def _outcome(me: Person, view: TraineeView) -> None:
    out = view.outcome
    assert out is not None
    if not out.signed:
        st.title("Returned for another try")
        parts.note("corrective", f"{out.by} writes", out.note)
    else:
        st.title("Signed")
        state = (
            "needs review"
            if out.needs_review
            else "met in simulation"
            if out.met
            else "not met yet"
        )
        st.write(f"Signed by {parts.plain(out.by)}: **{state}** for this rep.")
        low = parts.held_back(view.rubric, out.levels)
        if low and not out.needs_review:
            st.caption(f"For “met” these points have to be competent too: {', '.join(low)}.")
        parts.note("strength", "Strength", out.strength)
        parts.note("corrective", "To change", out.corrective)
        _side_by_side(view)
    for comment in out.comments:
        turn = next((t for t in view.turns if t.id == comment.turn), None)
        parts.note("", f"Comment ({comment.type})", comment.text, turn.text if turn else "")
    if view.strength or view.corrective:
        with st.expander("What the automatic reading said"):
            claims(view)
    if not out.acknowledged and not out.contested:
        answer = st.text_area("A reply (optional)", key=f"answer {view.id}", max_chars=2000)
        if st.button("I have read this", type="primary", key="acknowledge"):
            do(lambda: practising.acknowledge(house(), me, view.id, answer))
    if out.signed and not out.contested:
        with st.expander("I see this differently"):
            reason = st.text_area(
                "What do you see differently?", key=f"contest {view.id}", max_chars=2000
            )
            if st.button("Ask for a second, blind rating", key="contest"):
                do(lambda: practising.contest(house(), me, view.id, reason))
    if out.contested:
        st.info("A second supervisor will rate this without seeing the first rating.")


def _side_by_side(view: TraineeView) -> None:
    """The trainee's own rating beside the supervisor's, criterion by criterion."""
    out = view.outcome
    assert out is not None

    def show(level: int | None) -> str:
        return "N/A" if level is None else f"{level} {LEVELS[level]}"

    rows = "".join(
        f"<tr><th scope=row>{escape(c.title)}</th><td>{show(out.own.get(view.rubric.full(c)))}</td>"
        f"<td>{show(out.levels.get(view.rubric.full(c)))}</td></tr>"
        for c in view.rubric.criteria
    )
    st.html(
        "<table class=plain>"
        "<caption>Your rating, made first, and your supervisor's, made blind</caption>"
        f"<thead><tr><th scope=col>Point</th><th scope=col>You</th>"
        f"<th scope=col>{escape(out.by)}</th></tr>"
        f"</thead><tbody>{rows}</tbody></table>"
    )


def set_aside(me: Person, view: TraineeView) -> None:
    st.title("Set aside")
    st.write("You stopped this one. It is kept for you, unscored, and was not sent.")
    if view.flagged:
        st.info("Some of its words are ones a human always looks at, so a supervisor sees those.")
    with st.expander("What was said"):
        parts.transcript(view.turns, view.client.short_name)
    if st.button("To the next rep", key="home", type="primary"):
        st.switch_page(st.session_state["home page"])
