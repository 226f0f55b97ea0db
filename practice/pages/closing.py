"""The end of a review: sign or return it, and afterwards amend it, ask a colleague, escalate."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from practice import supervising
from practice.adapters.wiring import house
from practice.cases import DIFFICULTIES
from practice.pages import keys, parts, queue
from practice.pages.rating_form import NA, OPTIONS
from practice.record import NextRep
from practice.roles import Person
from practice.rubrics import Criterion
from practice.views import SupervisorView

_BOTH = {"strength": "One strength", "corrective": "One thing to change"}


def draw(me: Person, view: SupervisorView) -> None:
    """One strength, one thing to change, the next rep if wanted; then sign or return."""
    st.header("Sign or return")
    if view.note:
        parts.note("", f"{view.trainee} asks or notes", view.note)
    low = parts.held_back(view.rubric, view.review.levels)
    said = f"not met yet ({', '.join(low)})" if low else "met in simulation"
    st.caption(f"With these levels the trainee will read: {said}.")
    _snippets(me, view)
    st.html(
        '<p class="mind">Keys: <kbd>W</kbd> to write, <kbd>Ctrl</kbd> <kbd>Enter</kbd> to sign and '
        "take the next.</p>"
    )
    texts = _texts(me, view)
    next_rep = _next(view)

    def sign() -> None:
        supervising.sign(house(), me, view.id, **texts, next_rep=next_rep)
        parts.flash(f"Signed. {view.trainee} sees it now.")

    one, two, three = st.columns(3)
    if one.button(
        "Sign, then the next", type="primary", key="sign next", width="stretch", shortcut=keys.MAIN
    ):
        sign()
        queue.take(me, supervising.queue(house(), me))
    if two.button("Sign", key="sign", width="stretch"):
        sign()
        st.switch_page(st.session_state["queue page"])
    with three.popover("Return it", width="stretch"):
        note = st.text_area("What should be tried again?", key=f"return {view.id}", max_chars=2000)
        if st.button("Return for another try", key="return"):
            supervising.send_back(house(), me, view.id, note)
            parts.flash("Returned.")
            st.switch_page(st.session_state["queue page"])


def _texts(me: Person, view: SupervisorView) -> dict[str, str]:
    kept = supervising.draft(house(), me, view.id, "closing")

    def keep() -> None:
        body = {name: st.session_state.get(f"sign {name} {view.id}", "") for name in _BOTH}
        supervising.keep_draft(house(), me, view.id, "closing", body)

    found = {}
    for name, label in _BOTH.items():
        key = f"sign {name} {view.id}"
        st.session_state.setdefault(key, str(kept.get(name, "")))
        found[name] = st.text_area(label, key=key, on_change=keep, max_chars=2000, height=80)
    return found


def _snippets(me: Person, view: SupervisorView) -> None:
    """A supervisor's own beginnings; one that nobody finished cannot be signed."""
    kept = supervising.snippets(house(), me)
    with st.expander("Snippets"):
        st.caption("Yours alone. A snippet starts a text; it cannot be signed as it is.")
        if kept:
            chosen = st.selectbox("Snippet", kept, key="snippet")
            a, b = st.columns(2)
            for where, name in ((a, "strength"), (b, "corrective")):

                def begin(name: str = name) -> None:
                    st.session_state[f"sign {name} {view.id}"] = chosen

                where.button(
                    f"Begin “{_BOTH[name].lower()}” with it",
                    key=f"begin {name}",
                    on_click=begin,
                    width="stretch",
                )
        text = st.text_area(
            "Your snippets, one a line", "\n".join(kept), key=f"snippets {len(kept)}", height=100
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
    a, b, c = st.columns(3)
    chosen = criteria[a.selectbox("Next rep: aim at", list(criteria), key=f"next {view.id}")]
    level = b.selectbox(
        "at level", DIFFICULTIES, index=DIFFICULTIES.index(view.plan.level), key=f"nl {view.id}"
    )
    case = c.selectbox(
        "with",
        ["", *cases],
        format_func=lambda id_: cases.get(id_, "any client"),
        key=f"nc {view.id}",
    )
    if chosen is None:
        return None
    full = view.rubric.full(chosen)
    return NextRep(skill=view.plan.skill, criterion=full, level=level, case=case or None)


# --- afterwards, or on the way ---------------------------------------------------------------


def afterwards(me: Person, view: SupervisorView) -> None:
    """Amend what one signed; ask a colleague to rate it too; ask the director to look."""
    signed = view.review.signed
    if signed and signed.by == me.id:
        _amend(me, view)
    asked = bool(view.review.second_asked or view.review.seconds)
    if not asked and ((signed and signed.by == me.id) or view.mine):
        with st.expander("Ask for a second rater"):
            st.caption("A colleague rates it blind once it is signed; your signature stays.")
            why = st.text_input("Why? (optional; nobody reads it before rating)", key="second why")
            if st.button("Ask for it", key="ask second"):
                _done(lambda: supervising.ask_second(house(), me, view.id, why), "Asked.")
    elif view.review.second_asked and not view.review.seconds:
        st.caption("A second rater was asked for.")
    with st.expander("Escalate to the director"):
        for asked_for in view.review.escalated:
            st.caption(f"Escalated {parts.ago(asked_for.at, house().now())}.")
        line = st.text_input(
            "What should the director know?", key=f"escalate {len(view.review.escalated)}"
        )
        if st.button("Escalate", key="escalate now"):
            _done(lambda: supervising.escalate(house(), me, view.id, line), "The director sees it.")


def _done(step: Callable[[], None], said: str) -> None:
    step()
    parts.flash(said)
    st.rerun()


def _amend(me: Person, view: SupervisorView) -> None:
    signed = view.review.signed
    assert signed is not None
    with st.expander("Amend what you signed"):
        st.caption("A new version: the one before stays on record, and the trainee is told.")
        version = len(view.review.versions)
        strength = st.text_area("Strength", signed.strength, key=f"am s {version}")
        corrective = st.text_area("To change", signed.corrective, key=f"am c {version}")
        titles = {"no level": ""} | {c.title: view.rubric.full(c) for c in view.rubric.criteria}
        a, b = st.columns(2)
        criterion = titles[a.selectbox("Change the level of", list(titles), key=f"am w {version}")]
        level = b.selectbox("to", OPTIONS, key=f"am l {version}", disabled=not criterion)
        reason = st.text_input("Why?", key=f"am r {version}")
        if st.button("Amend", key="amend"):
            new = {criterion: None if level == NA else int(level)} if criterion else {}
            _done(
                lambda: supervising.amend(
                    house(), me, view.id, strength=strength, corrective=corrective, reason=reason,
                    levels=new,
                ),
                "Amended.",
            )  # fmt: skip
