"""What every step of a rep shares: taking it, the aim, the reply box and sending what was typed."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from practice import practising
from practice.adapters.wiring import house
from practice.pages.reply_box import Sent, reply_box
from practice.practising import LooksReal
from practice.roles import Person
from practice.views import TraineeView


def do(step: Callable[[], None]) -> None:
    """Take a step and redraw; when it came too late the page simply shows where the rep is now."""
    step()
    st.rerun()


def aim_line(view: TraineeView) -> None:
    st.html(f'<p class="band"><strong>Aim: {escape(view.target.title)}</strong></p>')


def reply(me: Person, view: TraineeView, label: str, hint: str) -> None:
    slot = practising.slot_of(view)
    sent = reply_box(
        view.id, slot, practising.draft(house(), me, view.id, slot), label=label, hint=hint
    )
    send(
        sent,
        view,
        lambda s, ok: practising.reply(
            house(), me, view.id, s.text, seconds=s.seconds, pasted=s.pasted, fictional=ok
        ),
    )


def send(sent: Sent | None, view: TraineeView, verb: Callable[[Sent, bool], None]) -> None:
    """Send what was typed; what looks like a real person's details is asked about first."""
    key = f"real {view.id}"
    if sent:
        try:
            verb(sent, False)
        except LooksReal as error:
            st.session_state[key] = (sent, str(error))
        else:
            st.session_state.pop(key, None)
            st.rerun()
    if key in st.session_state:
        held, sentence = st.session_state[key]
        st.warning(sentence)
        if st.button("It is made up, send it", key="made up"):
            st.session_state.pop(key)
            verb(held, True)
            st.rerun()
