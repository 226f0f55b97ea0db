"""One transcript on a supervisor's desk: claim, read, rate blind, see the rest, sign or return."""

from __future__ import annotations

from datetime import timedelta
from html import escape

import streamlit as st

from practice import supervising
from practice.adapters.wiring import house
from practice.pages import afterwards, closing, keys, parts, queue, rating_form, reading, revealed
from practice.pages.kept import Kept
from practice.record import Flagged
from practice.reviews import DONE, flag_slot
from practice.roles import Person
from practice.views import SupervisorView
from practice.written import Level

_SOON = timedelta(minutes=10)  # before a claim runs out


def page(me: Person) -> None:
    """One transcript: read, rate blind, see the rest, comment, sign or return."""
    with parts.telling():
        rep_id = st.query_params.get("rep", "")
        keys.listen(keys.REVIEW, rep_id)
        parts.show_flash()
        if not rep_id:
            parts.empty("No transcript chosen", "Open one from the queue.")
            return
        view = supervising.look(house(), me, rep_id)
        kept = Kept(me, rep_id)
        parts.at_top(f"review {rep_id} {'revealed' if view.revealed else ''}")
        target = view.rubric.criterion(view.plan.criterion)
        st.title(f"{parts.plain(view.trainee)}: {target.title}", anchor=False)
        st.caption(
            f"{view.rubric.title}, {view.plan.kind.value}, {view.plan.level}, "
            f"with {view.case.public.name}. Simulated client."
        )
        _claim_bar(me, view)
        _flags(me, view, kept)
        with st.container(key="desk"):
            left, right = st.columns([11, 9], gap="medium")
            with left, st.container(key="read"):
                reading.draw(me, view, kept)
            with right, st.container(key="side"):
                _side(me, view, kept)


def _side(me: Person, view: SupervisorView, kept: Kept) -> None:
    """What is to be done now, beside the transcript."""
    if view.revealed:
        for note in supervising.notes(house(), me, view.id):
            parts.note("", f"{view.trainee} put beside the record", note.text)
        revealed.draw(me, view, kept)
        if view.mine and view.open_flags:
            st.info("A flag is still open above. Write a line about it, then sign.")
        if view.mine and view.review.stage not in DONE:
            closing.draw(me, view, kept)
        afterwards.draw(me, view, kept)
    elif view.finished and view.mine:
        _rate_blind(me, view, kept)
    elif view.finished and not view.held_by:
        st.info("Claim it to rate it. Until then nothing here tells you what others rated.")


def _claim_bar(me: Person, view: SupervisorView) -> None:
    done = view.review.signed or view.review.returned
    if done:
        times = len(view.review.versions) - 1
        more = f", amended {'once' if times == 1 else f'{times} times'}" if times > 0 else ""
        st.success(f"Signed{more}." if view.review.signed else "Returned.")
    if done and not view.open_flags and not view.mine:
        pass  # nothing is left to do here
    elif view.held_by:
        st.info(
            f"{parts.plain(view.held_by)} is working on this one. It comes back if it is put down."
        )
    elif view.mine:
        _held(me, view)
    elif st.button("Claim", type="primary", key="claim", shortcut=keys.MAIN):
        supervising.claim(house(), me, view.id)
        st.rerun()
    if not view.finished:
        st.info("The trainee is still practising. You see this because a human should look at it.")


def _held(me: Person, view: SupervisorView) -> None:
    """What its holder may do with the transcript as a whole."""
    until = view.review.until
    with st.container(horizontal=True, vertical_alignment="center", key="hold"):
        if until:
            st.caption(f"Yours until {parts.clock(until)}. What you enter is kept as you go.")
            if until - house().now() < _SOON and st.button("Keep it longer", key="longer"):
                supervising.claim(house(), me, view.id)
                st.rerun()
        if not view.revealed and st.button("Put it back", key="back"):
            supervising.hand_back(house(), me, view.id)
            parts.flash("Put back in the queue.")
            st.switch_page(st.session_state["queue page"])
        _give(me, view)
        if (
            not view.finished
            and not view.open_flags
            and st.button("The next one", type="primary", key="next one", shortcut=keys.MAIN)
        ):
            supervising.hand_back(house(), me, view.id)
            queue.take(me, supervising.queue(house(), me))


def _give(me: Person, view: SupervisorView) -> None:
    with st.container(key="give", width="content"), st.popover("Give away"):
        others = supervising.colleagues(house(), me, view.cohort)
        if not others:
            st.write("No colleague of this cohort is here.")
            return
        names = {person.id: person.name for person in others}
        to = st.selectbox("To", list(names), format_func=names.__getitem__, key="give to")
        if st.button("Give it", key="do give"):
            supervising.give(house(), me, view.id, to)
            parts.flash(f"Given to {names[to]}, who rates it afresh.")
            st.switch_page(st.session_state["queue page"])


def _flags(me: Person, view: SupervisorView, kept: Kept) -> None:
    """Words a human must see; only a written line clears a flag, one at a time."""
    for flag in {(flag.turn, flag.about): flag for flag in view.open_flags}.values():
        with st.container(border=True):
            st.html(
                f"<p><strong>A human has to look: {escape(flag.about)}.</strong> "
                f"At {escape(flag.turn)}: “{escape(flag.quote)}”</p>"
            )
            if view.mine:
                _answer(me, view, kept, flag)
            else:
                st.caption("Claim the transcript to answer this.")
    for answer in view.review.answered:
        st.caption(f"{answer.about} at {answer.turn}: {parts.plain(answer.note)}")


def _answer(me: Person, view: SupervisorView, kept: Kept, flag: Flagged) -> None:
    slot = flag_slot(view.flags, flag.turn, flag.about)
    with st.container(key=f"own {slot}", horizontal=True, vertical_alignment="bottom"):
        text = kept.text(slot, "What did you do or decide?")
        if st.button("Save this line", key=f"save {slot}"):
            supervising.answer_flag(house(), me, view.id, flag.turn, flag.about, text)
            parts.flash("Saved.")
            st.rerun()


def _rate_blind(me: Person, view: SupervisorView, kept: Kept) -> None:
    st.header("Your rating, before you see any other")
    st.caption("Rate the first try; the redo and the other client are there to compare.")

    def save(levels: dict[str, Level | None], harm: bool, note: str) -> None:
        supervising.rate_blind(house(), me, view.id, levels, harm=harm, harm_note=note)
        parts.flash("Saved. What the trainee and the machine rated stands beside yours now.")
        st.rerun()

    rating_form.draw(
        me,
        view.id,
        view.rubric,
        kept,
        save,
        slot="review",
        label="Save my rating and see the others",
    )
