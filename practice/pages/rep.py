"""The rep, one thing at a time: a function for each stage, and nothing decided here."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from practice import directing, practising
from practice.adapters.wiring import house
from practice.pages import parts, rep_end, rep_feedback, rep_rating, rep_talk
from practice.pages.rep_steps import aim_line, do, reply, to_know
from practice.pages.word_picker import word_picker
from practice.record import Kind
from practice.reps import Stage
from practice.roles import Person
from practice.views import TraineeView

_STEPS = ("Aim", "Reply", "Rate yourself", "Feedback", "Redo", "Check-in", "Another client", "Send")


_STEP_OF = {
    Stage.AIM: 0,
    Stage.RECOGNISING: 1,
    Stage.REPLYING: 1,
    Stage.TALKING: 1,
    Stage.RATING: 2,
    Stage.FEEDBACK: 3,
    Stage.REDOING: 4,
    Stage.RERATING: 4,
    Stage.SECOND_FEEDBACK: 4,
    Stage.CHECK_IN: 5,
    Stage.TRANSFER: 6,
    Stage.TRANSFER_RATING: 6,
    Stage.TRANSFER_FEEDBACK: 6,
    Stage.CLOSING: 7,
}


def page(me: Person) -> None:
    """Draw the rep named in the address, wherever it is in its cycle."""
    with parts.telling():
        parts.show_flash()
        rep_id = st.query_params.get("rep", "")
        if not rep_id:
            parts.empty("No rep chosen", "Begin one under “Next rep”, or open one under “My reps”.")
            return
        view = practising.look(house(), me, rep_id)
        parts.at_top(f"{rep_id} {view.stage.value} {view.redos_left} {view.on_break}")
        if view.stage in _STEP_OF:
            drill = view.plan.kind is Kind.DRILL
            names = [n for n in _STEPS if drill or n != "Another client"]
            now = _STEP_OF[view.stage]
            parts.steps(names, now if drill or now < 6 else now - 1)
        if view.on_break:
            _on_break(me, view)
            return
        _DRAW[view.stage](me, view)
        if view.stage in _STEP_OF:
            _ways_out(me, view)


def _aim(me: Person, view: TraineeView) -> None:
    st.title(view.rubric.title)
    st.write(view.rubric.in_one_line)
    st.header(f"Aim: {view.target.title}")
    st.html("<p>What good sounds like:</p>")
    st.html(
        "".join(
            f"<blockquote>{escape(x)}</blockquote>" for x in view.target.sounds_like.splitlines()
        )
    )
    client = view.client
    st.header(f"With {client.name}")
    st.write(f"{client.age}, {client.pronouns}. {client.context}")
    with st.expander("What you know before you meet", expanded=view.plan.session > 1):
        st.write(f"**In their words:** {client.complaint}")
        st.write("**Hopes:** " + " ".join(client.goals))
        s = client.session
        st.write(f"**Session {s.number}, {s.minutes} minutes.** Last time: {s.last_time}")
        st.write(f"**Between sessions:** {s.homework}")
    to_know(view.brief)
    if not view.case_reviewed:
        st.caption("This case is not yet clinically reviewed.")
    parts.simulated()
    st.caption("Your supervisor sees what you send, and whether it was pasted in.")
    if notice := practising.to_ask(house(), me, view.plan.kind):
        rep_talk.consent(me, notice)
        return
    label = "Meet the client" if view.plan.kind is Kind.ENCOUNTER else "Hear the client"
    if st.button(label, type="primary", key="start"):
        do(lambda: practising.start(house(), me, view.id))


def _client_turn(view: TraineeView) -> None:
    parts.client_says(view.client.short_name, view.cue, view.turns[0].text, view.context)


def _recognising(me: Person, view: TraineeView) -> None:
    _client_turn(view)
    parts.simulated()
    st.header("First, what do you hear?")
    names = {label.id: label.name for label in view.rubric.labels} | {"none": "Not a distortion"}
    chosen = st.pills(
        "Which pattern is in this thought? One, or two if both fit.",
        list(names),
        selection_mode="multi",
        format_func=lambda x: names[x],
        key=f"labels {view.id}",
    )
    words = ""
    if "none" not in chosen:
        words = word_picker(f"words {view.id}", view.turns[0].text, "The words that give it away")
    with st.expander("The patterns in plain words"):
        for label in view.rubric.labels:
            st.write(f"**{label.name}.** {label.plain}")
    sure = st.slider("How sure are you? (%)", 0, 100, 70, 5, key=f"sure pattern {view.id}")
    if st.button("Commit", type="primary", key="commit"):
        do(lambda: practising.recognise(house(), me, view.id, chosen, words, int(sure)))


def _replying(me: Person, view: TraineeView) -> None:
    _client_turn(view)
    parts.simulated()
    to_know(view.brief)
    aim_line(view)
    reply(me, view, "What do you say?", "Say it as you would in the room. A minute or so is usual.")


def _redoing(me: Person, view: TraineeView) -> None:
    st.title("The same moment again")
    turn = view.redo_of or view.turns[0]
    before = parts.until(view.turns, turn.id)
    if before:
        with st.expander("What came before"):
            parts.transcript(before, view.client.short_name)
    parts.client_says(view.client.short_name, view.cue, turn.text)
    parts.simulated()
    if view.last_try:
        parts.note("", "What you said", view.last_try.text)
    if view.corrective:
        parts.note("corrective", "This time", view.corrective.text)
    to_know(view.brief)
    aim_line(view)
    reply(me, view, "What do you say this time?", "")


def _transfer(me: Person, view: TraineeView) -> None:
    st.title("The same skill, another client")
    who = view.transfer_client
    turn = next(turn for turn in view.turns if turn.id == "x1")
    if who:
        parts.client_says(
            who.short_name, view.transfer_cue, turn.text, f"{who.name}, {who.age}. {who.context}"
        )
    parts.simulated()
    to_know(view.transfer_brief)
    aim_line(view)
    reply(me, view, "What do you say?", "")
    if st.button("Not today", key="postpone"):
        do(lambda: practising.postpone(house(), me, view.id))


def _on_break(me: Person, view: TraineeView) -> None:
    st.title("Take the time you need")
    st.html(f'<p class="lines">{escape(directing.help_text(house()))}</p>')
    back, stop = st.columns(2)
    if back.button("I am ready to go on", key="back", width="stretch"):
        do(lambda: practising.resume(house(), me, view.id))
    if stop.button("Stop here for today", key="stop", width="stretch"):
        do(lambda: practising.set_aside(house(), me, view.id))


def _ways_out(me: Person, view: TraineeView) -> None:
    st.divider()
    left, right = st.columns(2)
    if left.button("I need a break", key="break", width="stretch"):
        do(lambda: practising.take_break(house(), me, view.id))
    with right.popover("Set this rep aside", width="stretch"):
        st.write("It is kept, unscored and not sent. You cannot go on with it later.")
        if st.button("Yes, set it aside", key="aside"):
            do(lambda: practising.set_aside(house(), me, view.id))


_DRAW: dict[Stage, Callable[[Person, TraineeView], None]] = {
    Stage.AIM: _aim,
    Stage.RECOGNISING: _recognising,
    Stage.REPLYING: _replying,
    Stage.TALKING: rep_talk.talking,
    Stage.RATING: rep_rating.rating,
    Stage.FEEDBACK: rep_feedback.feedback,
    Stage.REDOING: _redoing,
    Stage.RERATING: rep_rating.rating,
    Stage.SECOND_FEEDBACK: rep_feedback.second_feedback,
    Stage.CHECK_IN: rep_feedback.check_in,
    Stage.TRANSFER: _transfer,
    Stage.TRANSFER_RATING: rep_rating.rating,
    Stage.TRANSFER_FEEDBACK: rep_feedback.transfer_feedback,
    Stage.CLOSING: rep_end.closing,
    Stage.SUBMITTED: rep_end.submitted,
    Stage.SET_ASIDE: rep_end.set_aside,
}
