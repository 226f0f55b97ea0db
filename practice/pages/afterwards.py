"""Beside a review, or after it: what was signed, amending it, a second rater, the director."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from practice import supervising
from practice.adapters.wiring import house
from practice.pages import exemplar_offer, keys, parts
from practice.pages.kept import Kept
from practice.pages.rating_form import NA, OPTIONS
from practice.reviewed import Amended, Version
from practice.reviews import DONE
from practice.roles import Person
from practice.views import SupervisorView


def draw(me: Person, view: SupervisorView, kept: Kept) -> None:
    """What was signed; amend what one signed oneself; ask a colleague or the director to look."""
    signed = view.review.signed if not view.mine or view.review.stage in DONE else None
    if signed:
        _signed(view, signed)
        if signed.by == me.id and view.review.stage in DONE:
            _amend(me, view, signed, kept)
            exemplar_offer.draw(me, view)
    asked = bool(view.review.second_asked or view.review.seconds)
    if not asked and ((signed and signed.by == me.id) or view.mine):
        with keys.part("second", "Ask for a second rater"):
            st.caption("A colleague rates it blind once it is signed; your signature stays.")
            why = kept.text("second", "Why? (optional; nobody reads it before rating)")
            if st.button("Ask for it", key="ask second"):
                _done(lambda: supervising.ask_second(house(), me, view.id, why), "Asked.")
    elif view.review.second_asked and not view.review.seconds:
        st.caption("A second rater was asked for.")
    with keys.part("escalate", "Escalate to the director"):
        for asked_for in view.review.escalated:
            st.caption(f"Escalated {parts.ago(asked_for.at, house().now())}.")
        line = kept.text(
            "escalate", "What should the director know?", turn=len(view.review.escalated)
        )
        if st.button("Escalate", key="escalate now"):
            _done(lambda: supervising.escalate(house(), me, view.id, line), "The director sees it.")


def _done(step: Callable[[], None], said: str) -> None:
    step()
    parts.flash(said)
    st.rerun()


def _signed(view: SupervisorView, signed: Version) -> None:
    """The words that stand, and every version before them."""
    st.header("What was signed")
    parts.note("strength", "One strength", signed.strength)
    parts.note("corrective", "One thing to change", signed.corrective)
    if signed.next:
        case = house().content.cases.get(signed.next.case or "")
        aim = view.rubric.criterion(signed.next.criterion).title
        st.caption(f"Next rep: {aim}, {signed.next.level}{f', {case.title}' if case else ''}.")
    versions = view.review.versions
    if len(versions) < 2:
        return
    with keys.part("versions", f"{len(versions)} versions"):
        for number, version in enumerate(versions, start=1):
            why = f": {parts.plain(version.reason)}" if isinstance(version, Amended) else ""
            when = f"{version.at.day} {version.at:%B}"
            st.caption(
                f"{number}. {when}{why}. “{parts.plain(version.strength)}” “"
                f"{parts.plain(version.corrective)}”"
            )


def _amend(me: Person, view: SupervisorView, signed: Version, kept: Kept) -> None:
    with keys.part("amend", "Amend what you signed"):
        st.caption("A new version: the one before stays on record, and the trainee is told.")
        version = len(view.review.versions)
        strength = st.text_area("Strength", signed.strength, key=f"am s {version}")
        corrective = st.text_area("To change", signed.corrective, key=f"am c {version}")
        titles = {"no level": ""} | {c.title: view.rubric.full(c) for c in view.rubric.criteria}
        a, b = st.columns(2)
        criterion = titles[a.selectbox("Change the level of", list(titles), key=f"am w {version}")]
        level = b.selectbox("to", OPTIONS, key=f"am l {version}", disabled=not criterion)
        reason = kept.text("amend", "Why?", turn=version)
        if st.button("Amend", key="do amend"):
            new = {criterion: None if level == NA else int(level)} if criterion else {}
            _done(
                lambda: supervising.amend(
                    house(), me, view.id, strength=strength, corrective=corrective, reason=reason,
                    levels=new,
                ),
                "Amended.",
            )  # fmt: skip
