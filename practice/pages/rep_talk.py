"""The encounter: the talk itself, the choice about a language model, and the ways to pause it."""

from __future__ import annotations

import streamlit as st

from practice import practising
from practice.adapters.wiring import house
from practice.consent import Notice, Purpose
from practice.pages import parts
from practice.pages.rep_steps import aim_line, do, refused, send, to_know
from practice.pages.reply_box import reply_box
from practice.reps import FEWEST_TURNS, MOST_TURNS
from practice.roles import Person
from practice.views import TraineeView

_CHOICE = {
    Purpose.CLIENT_VOICE: (
        "Without it the client speaks in lines from the case file. Nothing else changes.",
        "Yes, use it for my encounters",
        "No, use the case file",
    ),
    Purpose.SCORING: (
        "Without it your replies are read here, by the built-in reading. Nothing else changes.",
        "Yes, it may read my replies",
        "No, use the built-in reading",
    ),
}


def consent(me: Person, notice: Notice) -> None:
    purpose = notice.purpose
    without, agree, refuse = _CHOICE[purpose]
    with st.container(border=True):
        st.header("Before you begin: your choice")
        st.write(notice.text())
        st.caption(without)
        yes, no = st.columns(2)
        if yes.button(agree, key=f"consent yes {purpose}", width="stretch"):
            do(lambda: practising.answer_consent(house(), me, True, purpose))
        if no.button(refuse, key=f"consent no {purpose}", width="stretch"):
            do(lambda: practising.answer_consent(house(), me, False, purpose))


def talking(me: Person, view: TraineeView) -> None:
    st.title(view.client.name)
    aim_line(view)
    parts.simulated()
    to_know(view.brief)
    parts.transcript(view.turns, view.client.short_name, marked=view.marked)
    if view.paused:
        st.info("Paused. You are out of the role-play; the client waits.")
        if st.button("Go back in", type="primary", key="resume"):
            do(lambda: practising.resume(house(), me, view.id))
        return
    name = view.client.short_name
    if view.gone:
        st.info(f"{name} has left. That happens; rate yourself, and look at where it turned.")
    elif view.would_rather_go:
        st.caption(f"{name} would rather stop here. You may go on, or end the session now.")
    if view.exchanged < MOST_TURNS and not view.gone:
        slot = practising.slot_of(view)
        number = view.exchanged + 1
        sent = reply_box(
            view.id,
            slot,
            practising.draft(house(), me, view.id, slot),
            label=f"Your turn {number} of at most {MOST_TURNS}",
            hint="Say it as you would in the room.",
            sending=f"{name} is thinking …",
            clock=False,
            refused=refused(view),
        )
        send(
            sent,
            view,
            lambda s, ok: practising.say(
                house(), me, view.id, number, s.text, pasted=s.pasted, fictional=ok
            ),
        )
    _talk_buttons(me, view)
    _voice_line(view)


def _talk_buttons(me: Person, view: TraineeView) -> None:
    last = view.turns[-1].id
    marked = last in view.marked
    a, b, c = st.columns(3)
    if a.button(
        "Unmark this moment" if marked else "Mark this moment", key="mark", width="stretch"
    ):
        do(lambda: practising.mark(house(), me, view.id, last, not marked))
    if b.button("Pause", key="pause", width="stretch"):
        do(lambda: practising.pause(house(), me, view.id))
    early = view.exchanged < FEWEST_TURNS and not view.would_rather_go
    more = FEWEST_TURNS - view.exchanged
    if c.button(
        f"End ({more} more first)" if early else "End and rate",
        key="end",
        disabled=early,
        width="stretch",
        type="primary" if view.gone or view.exchanged >= MOST_TURNS else "secondary",
    ):
        do(lambda: practising.end(house(), me, view.id))


def _voice_line(view: TraineeView) -> None:
    voices = [turn.voice for turn in view.turns if turn.voice]
    if voices and voices[-1] != "authored":
        st.caption(f"The client speaks through {voices[-1].removeprefix('model ')}.")
    elif house().model is not None and voices:
        st.caption("The client is speaking in lines from the case file just now.")
    else:
        st.caption("The client speaks in lines from the case file; no language model is in use.")
