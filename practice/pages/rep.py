"""The rep, one thing at a time: a function for each stage, and nothing decided here."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape

import streamlit as st

from practice import directing, practising
from practice.adapters.wiring import house
from practice.pages import parts
from practice.pages.reply_box import Sent, reply_box
from practice.pages.word_picker import word_picker
from practice.practising import LooksReal
from practice.record import Kind
from practice.reps import FEWEST_TURNS, MOST_TURNS, Stage
from practice.roles import Person
from practice.rubrics import LEVELS, Criterion
from practice.views import TraineeView

_STEPS = ("Aim", "Reply", "Rate yourself", "Feedback", "Redo", "Check-in", "Another client", "Send")
_STEP_OF = {
    Stage.AIM: 0, Stage.RECOGNISING: 1, Stage.REPLYING: 1, Stage.TALKING: 1, Stage.RATING: 2,
    Stage.FEEDBACK: 3, Stage.REDOING: 4, Stage.RERATING: 4, Stage.SECOND_FEEDBACK: 4,
    Stage.CHECK_IN: 5, Stage.TRANSFER: 6, Stage.TRANSFER_RATING: 6, Stage.TRANSFER_FEEDBACK: 6,
    Stage.CLOSING: 7,
}  # fmt: skip
_NA = "N/A"
_OPTIONS = [str(level) for level in LEVELS] + [_NA]
_REACTIONS = (
    "calm", "tense body", "self-critical thoughts", "urge to fix or advise", "urge to withdraw",
    "went blank", "none of these",
)  # fmt: skip


def page(me: Person) -> None:
    """Draw the rep named in the address, wherever it is in its cycle."""
    with parts.telling():
        parts.show_flash()
        rep_id = st.query_params.get("rep", "")
        if not rep_id:
            parts.empty("No rep chosen", "Begin one under “Next rep”, or open one under “My reps”.")
            return
        view = practising.look(house(), me, rep_id)
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


def _do(step: Callable[[], None]) -> None:
    """Take a step and redraw; when it came too late the page simply shows where the rep is now."""
    step()
    st.rerun()


def _aim_line(view: TraineeView) -> None:
    st.html(f'<p class="band"><strong>Aim: {escape(view.target.title)}</strong></p>')


# --- aim, recognition, reply -------------------------------------------------------------------


def _aim(me: Person, view: TraineeView) -> None:
    st.title(view.rubric.title)
    st.write(view.rubric.in_one_line)
    st.header(f"Aim: {view.target.title}")
    st.html("<p>What good sounds like:</p>")
    st.html("".join(f"<blockquote>{escape(x)}</blockquote>" for x in view.target.sounds_like.splitlines()))
    client = view.client
    st.header(f"With {client.name}")
    st.write(f"{client.age}, {client.pronouns}. {client.context}")
    with st.expander("What you know before you meet"):
        st.write(f"**In their words:** {client.complaint}")
        st.write("**Hopes:** " + "; ".join(client.goals))
        s = client.session
        st.write(f"**Session {s.number}, {s.minutes} minutes.** Last time: {s.last_time}")
        st.write(f"**Between sessions:** {s.homework}")
    if not view.case_reviewed:
        st.caption("This case is not yet clinically reviewed.")
    parts.simulated()
    if view.plan.kind is Kind.ENCOUNTER and practising.consent_open(house(), me):
        _consent(me)
        return
    label = "Meet the client" if view.plan.kind is Kind.ENCOUNTER else "Hear the client"
    if st.button(label, type="primary", key="start"):
        _do(lambda: practising.start(house(), me, view.id))


def _consent(me: Person) -> None:
    notice = house().notice
    assert notice is not None
    with st.container(border=True):
        st.header("Before you begin: your choice")
        st.write(notice.text())
        st.caption("Without it the client speaks in lines from the case file. Nothing else changes.")
        yes, no = st.columns(2)
        if yes.button("Yes, use it for my encounters", key="consent yes", width="stretch"):
            _do(lambda: practising.answer_consent(house(), me, True))
        if no.button("No, use the case file", key="consent no", width="stretch"):
            _do(lambda: practising.answer_consent(house(), me, False))


def _client_turn(view: TraineeView) -> None:
    parts.client_says(view.client.short_name, view.cue, view.turns[0].text, view.context)


def _recognising(me: Person, view: TraineeView) -> None:
    _client_turn(view)
    parts.simulated()
    st.header("First, what do you hear?")
    names = {label.id: label.name for label in view.rubric.labels} | {"none": "Not a distortion"}
    chosen = st.pills(
        "Which pattern is in this thought? One, or two if both fit.", list(names),
        selection_mode="multi", format_func=lambda x: names[x], key=f"labels {view.id}",
    )  # fmt: skip
    words = ""
    if "none" not in chosen:
        words = word_picker(f"words {view.id}", view.turns[0].text, "The words that give it away")
    with st.expander("The patterns in plain words"):
        for label in view.rubric.labels:
            st.write(f"**{label.name}.** {label.plain}")
    sure = st.slider("How sure are you? (%)", 0, 100, 70, 5, key=f"sure pattern {view.id}")
    if st.button("Commit", type="primary", key="commit"):
        _do(lambda: practising.recognise(house(), me, view.id, chosen, words, int(sure)))


def _replying(me: Person, view: TraineeView) -> None:
    _client_turn(view)
    parts.simulated()
    _aim_line(view)
    _reply(me, view, "What do you say?", "Say it as you would in the room. A minute or so is usual.")


def _reply(me: Person, view: TraineeView, label: str, hint: str) -> None:
    slot = practising.slot_of(view)
    sent = reply_box(
        view.id, slot, practising.draft(house(), me, view.id, slot), label=label, hint=hint
    )
    _send(sent, view, lambda s, ok: practising.reply(
        house(), me, view.id, s.text, seconds=s.seconds, pasted=s.pasted, fictional=ok))  # fmt: skip


def _send(sent: Sent | None, view: TraineeView, verb: Callable[[Sent, bool], None]) -> None:
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


# --- encounter -----------------------------------------------------------------------------------


def _talking(me: Person, view: TraineeView) -> None:
    st.title(view.client.name)
    _aim_line(view)
    parts.simulated()
    parts.transcript(view.turns, view.client.short_name, marked=view.marked)
    if view.paused:
        st.info("Paused. You are out of the role-play; the client waits.")
        if st.button("Go back in", type="primary", key="resume"):
            _do(lambda: practising.resume(house(), me, view.id))
        return
    left = MOST_TURNS - view.exchanged
    if left > 0:
        slot = practising.slot_of(view)
        number = view.exchanged + 1
        sent = reply_box(
            view.id, slot, practising.draft(house(), me, view.id, slot),
            label=f"Your turn {number} of at most {MOST_TURNS}", hint="Say it as you would in the room.",
            sending=f"{view.client.short_name} is thinking …", clock=False,
        )  # fmt: skip
        _send(sent, view, lambda s, ok: practising.say(
            house(), me, view.id, number, s.text, pasted=s.pasted, fictional=ok))  # fmt: skip
    _talk_buttons(me, view)
    _voice_line(view)


def _talk_buttons(me: Person, view: TraineeView) -> None:
    last = view.turns[-1].id
    marked = last in view.marked
    a, b, c = st.columns(3)
    if a.button("Unmark this moment" if marked else "Mark this moment", key="mark", width="stretch"):
        _do(lambda: practising.mark(house(), me, view.id, last, not marked))
    if b.button("Pause", key="pause", width="stretch"):
        _do(lambda: practising.pause(house(), me, view.id))
    early = view.exchanged < FEWEST_TURNS
    more = FEWEST_TURNS - view.exchanged
    if c.button(
        f"End ({more} more first)" if early else "End and rate", key="end", disabled=early,
        width="stretch", type="secondary" if view.exchanged < MOST_TURNS else "primary",
    ):  # fmt: skip
        _do(lambda: practising.end(house(), me, view.id))


def _voice_line(view: TraineeView) -> None:
    voices = [turn.voice for turn in view.turns if turn.voice]
    if voices and voices[-1] != "authored":
        st.caption(f"The client speaks through {voices[-1].removeprefix('model ')}.")
    elif house().model is not None and voices:
        st.caption("The client is speaking in lines from the case file just now.")
    else:
        st.caption("The client speaks in lines from the case file; no language model is in use.")


# --- rating yourself -----------------------------------------------------------------------------


def _said_so_far(view: TraineeView) -> None:
    if view.plan.kind is Kind.ENCOUNTER and view.stage is Stage.RATING:
        with st.expander("Read the talk again"):
            parts.transcript(view.turns, view.client.short_name, marked=view.marked)
        return
    shown = [view.turns[0], view.turns[1]] if view.stage is Stage.RATING else _last_pair(view)
    name = view.client.short_name
    if view.stage is Stage.TRANSFER_RATING and view.transfer_client:
        name = view.transfer_client.short_name
    parts.transcript(shown, name)


def _last_pair(view: TraineeView) -> list:
    last = view.turns[-1]
    before = view.redo_of if view.stage is Stage.RERATING else view.turns[-2]
    return [turn for turn in (before, last) if turn]


def _rating(me: Person, view: TraineeView) -> None:
    first = view.stage is Stage.RATING
    st.title("How did it go?")
    st.write(
        "Rate yourself before you see anything else. This is locked when you save it."
        if first
        else "One question: the point you aimed at."
    )
    _said_so_far(view)
    criteria = [c for c in view.rubric.criteria if first or c is view.target]
    criteria.sort(key=lambda c: c is not view.target)
    slot = f"rating {view.stage.value} {view.redos_left}"
    kept = _kept_rating(me, view, slot)
    levels = {view.rubric.full(c): _level(c, view, slot, kept, me, c is view.target) for c in criteria}
    target = levels[view.plan.criterion]
    word = "met" if target not in (None, _NA) and int(target) >= 3 else "not met yet"
    sure = st.slider(
        f"How sure are you that a supervisor would agree it was {word}? (%)" if target
        else "How sure are you that a supervisor would agree? (%)",
        50, 100, kept.get("sure", 70), 5, key=f"{slot} sure {view.id}",
    )  # fmt: skip
    missing = [name for name, level in levels.items() if level is None]
    if missing:
        st.caption(f"{len(missing)} still to rate.")
    if st.button("Lock my rating", type="primary", key="lock", disabled=bool(missing)):
        chosen = {k: None if v == _NA else int(v) for k, v in levels.items() if v is not None}
        _do(lambda: practising.rate_self(house(), me, view.id, chosen, int(sure)))


def _kept_rating(me: Person, view: TraineeView, slot: str) -> dict:
    try:
        return dict(json.loads(practising.draft(house(), me, view.id, slot) or "{}"))
    except ValueError:
        return {}


def _level(
    criterion: Criterion, view: TraineeView, slot: str, kept: dict, me: Person, target: bool
) -> str | None:
    """One criterion: six buttons in a row, and below them what the chosen level means."""
    full = view.rubric.full(criterion)
    key = f"{slot} {view.id} {full}"

    def keep() -> None:
        levels = {
            view.rubric.full(c): st.session_state.get(f"{slot} {view.id} {view.rubric.full(c)}")
            for c in view.rubric.criteria
        }
        text = json.dumps({k: v for k, v in levels.items() if v is not None})
        practising.keep_draft(house(), me, view.id, slot, text)

    before = kept.get(full)
    options = [o for o in _OPTIONS if not (target and o == _NA)]
    chosen = st.radio(
        f"**{criterion.title}**" + (" (your aim)" if target else ""), options, horizontal=True,
        index=options.index(before) if before in options else None, key=key, on_change=keep,
        format_func=lambda o: o if o == _NA else f"{o} {LEVELS[int(o)]}",
    )  # fmt: skip
    if chosen and chosen != _NA:
        st.caption(criterion.anchors.of(int(chosen)))
    elif chosen == _NA:
        st.caption("There was no opportunity for this.")
    return chosen


# --- feedback, redo, check-in, transfer --------------------------------------------------------


def _claims(view: TraineeView) -> None:
    if view.scoring:
        st.info("Your rating is locked. The reading is still being made; this page can wait or be closed.")
    struck = view.outcome.unjustified if view.outcome else frozenset()
    for claim, kind, title in (
        (view.strength, "strength", "Keep this"),
        (view.corrective, "corrective", "Change this"),
    ):
        if claim:
            gone = claim.id in struck
            parts.note(
                kind + (" struck" if gone else ""), title + (" (your supervisor disagreed)" if gone else ""),
                claim.text, claim.quote.text if claim.quote.text not in claim.text else "",
            )  # fmt: skip
    if not view.strength and not view.scoring:
        st.write("Nothing stood out enough to quote as a strength this time. Your supervisor reads it too.")
    if not view.corrective and not view.scoring:
        st.write("Nothing to change was found that could be tied to your words.")
    if view.more:
        with st.expander("More"):
            for claim in view.more:
                parts.note(claim.says, "Keep" if claim.says == "strength" else "Change", claim.text)
    st.caption(
        "Provisional, by an automatic reading of your words. It can be wrong, it is not a score, and "
        "a supervisor has the last word."
    )


def _feedback(me: Person, view: TraineeView) -> None:
    st.title("One strength, one thing to change")
    if view.recognition_mark and view.recognised:
        parts.note("", "What you heard", view.recognition_mark.sentence)
        if view.recognised.words and not view.recognition_mark.found_words:
            st.caption("The words that carry it are elsewhere in the sentence; look once more.")
    _claims(view)
    if view.notice:
        with st.expander("What a skilled ear might notice"):
            st.write(view.notice)
    if st.button("Try the same moment again", type="primary", key="redo", disabled=view.scoring):
        _do(lambda: practising.redo(house(), me, view.id))


def _redoing(me: Person, view: TraineeView) -> None:
    st.title("The same moment again")
    turn = view.redo_of or view.turns[0]
    parts.client_says(view.client.short_name, view.cue, turn.text)
    parts.simulated()
    if view.corrective:
        parts.note("corrective", "This time", view.corrective.text)
    _aim_line(view)
    _reply(me, view, "What do you say this time?", "")


def _second_feedback(me: Person, view: TraineeView) -> None:
    st.title("What changed")
    st.write(view.change)
    _claims(view)
    if view.answers:
        with st.expander("Open one of several good answers"):
            st.write("Not the only way; yours may be better in the room.")
            for answer in view.answers:
                st.html(f"<blockquote>{escape(answer)}</blockquote>")
    if st.button("Go on", type="primary", key="go on"):
        _do(lambda: practising.go_on(house(), me, view.id))
    if view.redos_left > 0 and st.button(f"Once more ({view.redos_left} left)", key="once more"):
        _do(lambda: practising.redo(house(), me, view.id))
    if view.redos_left == 0:
        st.caption("Three redos are enough for today. Your supervisor will see this one.")


def _check_in(me: Person, view: TraineeView) -> None:
    st.title("How was that for you?")
    how = st.radio(
        "How hard was it?", ["easy", "a stretch", "too much"], index=None, horizontal=True,
        key=f"hard {view.id}", format_func=str.capitalize,
    )  # fmt: skip
    reactions = st.pills(
        "What showed up in you?", _REACTIONS, selection_mode="multi", key=f"reactions {view.id}"
    )
    share = st.toggle("Share this with my supervisor", key=f"share {view.id}")
    st.caption("Private unless you share it.")
    suggested = {"easy": "harder", "a stretch": "same", "too much": "easier"}.get(how or "", "same")
    options = ["easier", "same", "harder"]
    next_one = st.radio(
        "The next one", options, index=options.index(suggested), horizontal=True,
        key=f"next {view.id} {how}", format_func=str.capitalize,
    )  # fmt: skip
    if st.button("Go on", type="primary", key="checked in", disabled=how is None):
        _do(lambda: practising.check_in(house(), me, view.id, how, reactions, share, next_one))


def _transfer(me: Person, view: TraineeView) -> None:
    st.title("The same skill, another client")
    who = view.transfer_client
    turn = next(turn for turn in view.turns if turn.id == "x1")
    if who:
        parts.client_says(who.short_name, view.transfer_cue, turn.text, f"{who.name}, {who.age}. {who.context}")
    parts.simulated()
    _aim_line(view)
    _reply(me, view, "What do you say?", "")
    if st.button("Not today", key="postpone"):
        _do(lambda: practising.postpone(house(), me, view.id))


def _transfer_feedback(me: Person, view: TraineeView) -> None:
    st.title("With another client")
    _claims(view)
    if st.button("Go on", type="primary", key="go on"):
        _do(lambda: practising.go_on(house(), me, view.id))


# --- sending, and what came back -----------------------------------------------------------------


def _closing(me: Person, view: TraineeView) -> None:
    st.title("Send it")
    st.write(
        "Your first try and your last one go to your supervisors, with your own rating. They rate "
        "before they see yours."
    )
    look = st.toggle("Please look at this one", key=f"look {view.id}")
    note = st.text_area(
        "A question or a note for your supervisor (optional)", key=f"note {view.id}", max_chars=2000
    )
    exemplar = st.toggle(
        "Others may learn from this one, without my name", key=f"exemplar {view.id}", value=False
    )
    if st.button("Send", type="primary", key="submit"):
        _do(lambda: practising.submit(
            house(), me, view.id, please_look=look, note=note, exemplar=exemplar))  # fmt: skip


def _submitted(me: Person, view: TraineeView) -> None:
    if view.outcome is None:
        st.title("Sent")
        st.write("It waits for a supervisor. You will see it under “Next rep” when it comes back.")
        if view.flagged:
            st.info("Some of the words here are ones a human always looks at. A supervisor will see them first.")
    else:
        _outcome(me, view)
    with st.expander("The whole rep", expanded=False):
        parts.transcript(view.turns, view.client.short_name, marked=view.marked, ids=True)
    if st.button("To the next rep", key="home", type="primary" if view.outcome is None else "secondary"):
        st.switch_page(st.session_state["home page"])


def _outcome(me: Person, view: TraineeView) -> None:
    out = view.outcome
    assert out is not None
    if not out.signed:
        st.title("Returned for another try")
        parts.note("corrective", f"{out.by} writes", out.note)
    else:
        st.title("Signed")
        state = "needs review" if out.needs_review else "met in simulation" if out.met else "not met yet"
        st.write(f"Signed by {out.by}: **{state}** for this rep.")
        parts.note("strength", "Strength", out.strength)
        parts.note("corrective", "To change", out.corrective)
        _side_by_side(view)
    for comment in out.comments:
        turn = next((t for t in view.turns if t.id == comment.turn), None)
        parts.note("", comment.type.capitalize(), comment.text, turn.text if turn else "")
    if view.strength or view.corrective:
        with st.expander("What the automatic reading said"):
            _claims(view)
    if not out.acknowledged and not out.contested:
        answer = st.text_area("A reply (optional)", key=f"answer {view.id}", max_chars=2000)
        if st.button("I have read this", type="primary", key="acknowledge"):
            _do(lambda: practising.acknowledge(house(), me, view.id, answer))
    if out.signed and not out.contested:
        with st.expander("I see this differently"):
            reason = st.text_area("What do you see differently?", key=f"contest {view.id}", max_chars=2000)
            if st.button("Ask for a second, blind rating", key="contest"):
                _do(lambda: practising.contest(house(), me, view.id, reason))
    if out.contested:
        st.info("A second supervisor will rate this without seeing the first rating.")


def _side_by_side(view: TraineeView) -> None:
    """The trainee's own rating beside the supervisor's, criterion by criterion."""
    out = view.outcome
    assert out is not None

    def show(level: int | None) -> str:
        return _NA if level is None else f"{level} {LEVELS[level]}"

    rows = "".join(
        f"<tr><th scope=row>{escape(c.title)}</th><td>{show(out.own.get(view.rubric.full(c)))}</td>"
        f"<td>{show(out.levels.get(view.rubric.full(c)))}</td></tr>"
        for c in view.rubric.criteria
    )
    st.html(
        "<table class=plain><caption>Your rating, made first, and your supervisor's, made blind</caption>"
        f"<thead><tr><th scope=col>Point</th><th scope=col>You</th><th scope=col>{escape(out.by)}</th></tr>"
        f"</thead><tbody>{rows}</tbody></table>"
    )


def _set_aside(me: Person, view: TraineeView) -> None:
    st.title("Set aside")
    st.write("You stopped this one. It is kept for you, unscored, and was not sent.")
    with st.expander("What was said"):
        parts.transcript(view.turns, view.client.short_name)
    if st.button("To the next rep", key="home", type="primary"):
        st.switch_page(st.session_state["home page"])


# --- breaks and ways out -------------------------------------------------------------------------


def _on_break(me: Person, view: TraineeView) -> None:
    st.title("Take the time you need")
    st.write(directing.help_text(house()))
    back, stop = st.columns(2)
    if back.button("I am ready to go on", key="back", width="stretch"):
        _do(lambda: practising.resume(house(), me, view.id))
    if stop.button("Stop here for today", key="stop", width="stretch"):
        _do(lambda: practising.set_aside(house(), me, view.id))


def _ways_out(me: Person, view: TraineeView) -> None:
    st.divider()
    left, right = st.columns(2)
    if left.button("I need a break", key="break", width="stretch"):
        _do(lambda: practising.take_break(house(), me, view.id))
    with right.popover("Set this rep aside", width="stretch"):
        st.write("It is kept, unscored and not sent. You cannot go on with it later.")
        if st.button("Yes, set it aside", key="aside"):
            _do(lambda: practising.set_aside(house(), me, view.id))


_DRAW: dict[Stage, Callable[[Person, TraineeView], None]] = {
    Stage.AIM: _aim,
    Stage.RECOGNISING: _recognising,
    Stage.REPLYING: _replying,
    Stage.TALKING: _talking,
    Stage.RATING: _rating,
    Stage.FEEDBACK: _feedback,
    Stage.REDOING: _redoing,
    Stage.RERATING: _rating,
    Stage.SECOND_FEEDBACK: _second_feedback,
    Stage.CHECK_IN: _check_in,
    Stage.TRANSFER: _transfer,
    Stage.TRANSFER_RATING: _rating,
    Stage.TRANSFER_FEEDBACK: _transfer_feedback,
    Stage.CLOSING: _closing,
    Stage.SUBMITTED: _submitted,
    Stage.SET_ASIDE: _set_aside,
}
