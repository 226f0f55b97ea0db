"""The transcript as a supervisor reads it: every turn with its id, and comments where they belong.

The client's state stands beside an encounter as a quiet band, once the blind rating is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from practice import supervising
from practice.adapters.wiring import house
from practice.pages import band, facts, keys, parts
from practice.pages.kept import Kept
from practice.record import Attempt
from practice.reviewed import CommentType
from practice.roles import Person
from practice.views import SupervisorView

_KINDS: Mapping[CommentType, str] = {
    "strength": "strength",
    "corrective": "corrective",
    "try instead": "try instead",
    "question": "question for supervision",
}


def draw(me: Person, view: SupervisorView, kept: Kept) -> None:
    """What was said, with comments, notes and case facts; and a way to comment."""
    st.header("Transcript")
    client, said, beneath = view.case.public.short_name, view.turns, _comments(view)
    if view.states:  # only after the blind rating
        st.caption("Beside it, how things stood with the client: the bar is trust.")
        band.draw(said, view.states, client, view.trainee, beneath, view.marked)
        said = tuple(turn for turn in said if turn.attempt is not Attempt.FIRST)
    if said:
        parts.transcript(
            said, client, you=view.trainee, other=view.transfer_client, marked=view.marked,
            ids=True, beneath=beneath,
        )  # fmt: skip
    _said_besides(view)
    if view.mine:
        _comment(me, view, kept)
    facts.draw(view.case, view.rubric, view.stimulus, view.plan.session)


def _comments(view: SupervisorView) -> dict[str, str]:
    """Each turn's comments as HTML, with the kind of each."""
    found: dict[str, str] = {}
    for comment in view.review.comments:
        found[comment.turn] = found.get(comment.turn, "") + (
            f'<p class="pinned"><span class="kind">{escape(_KINDS[comment.type])}</span> '
            f"{escape(comment.text)}</p>"
        )
    return found


def _said_besides(view: SupervisorView) -> None:
    """What the trainee named, asked or shared beside the replies themselves."""
    if view.recognised:
        names = {label.id: label.name for label in view.rubric.labels} | {
            "none": "not a distortion"
        }
        heard = ", ".join(names.get(label, label) for label in view.recognised.labels)
        words = f" in “{view.recognised.words}”" if view.recognised.words else ""
        st.caption(
            f"Before replying, heard: {heard}{parts.plain(words)} ({view.recognised.sure} % sure)."
        )
    if view.note:
        parts.note("", f"{view.trainee} asks or notes", view.note)
    if view.shared_check_in:
        reactions = ", ".join(view.shared_check_in.reactions) or "nothing in particular"
        st.caption(f"Shared with you: {view.shared_check_in.difficulty}; {reactions}.")


def _comment(me: Person, view: SupervisorView, kept: Kept) -> None:
    turn_no = len(view.review.comments)
    with keys.part("comment", "Comment on a turn"):
        said = {turn.id: turn for turn in view.turns}
        own = [turn.id for turn in view.turns if turn.who == "trainee"]
        a, b = st.columns([2, 3])
        turn = a.selectbox(
            "Turn",
            list(said),
            index=list(said).index(own[0]) if own else 0,
            format_func=lambda id_: f"{id_} {said[id_].text[:24]}",
            key="comment turn",
        )
        kind = b.selectbox("Kind", list(_KINDS), format_func=_KINDS.__getitem__, key="comment kind")
        text = kept.text("comment", "Comment", lines=2, turn=turn_no)
        if st.button("Add the comment", key="add comment"):
            supervising.comment(house(), me, view.id, turn, kind, text)
            parts.flash(f"Your comment stands at {turn}.")
            st.rerun()
