"""What comes after the self-rating: feedback, what changed, and how it was."""

from __future__ import annotations

from datetime import timedelta
from html import escape

import streamlit as st

from practice import practising, recognition, schedule
from practice.adapters.wiring import house
from practice.pages import parts
from practice.pages.rep_steps import Kept, do
from practice.record import Claim, HowHard, Next
from practice.roles import Person
from practice.views import TraineeView

_HOW_HARD: tuple[HowHard, ...] = ("easy", "a stretch", "too much")
_NEXT: tuple[Next, ...] = ("easier", "same", "harder")
_REACTIONS = (
    "calm",
    "tense body",
    "self-critical thoughts",
    "urge to fix or advise",
    "urge to withdraw",
    "went blank",
    "none of these",
)


_LOOK_AGAIN = 2.0  # seconds
_PATIENCE = 20.0  # seconds, before the way round the wait is offered


@st.fragment(run_every=_LOOK_AGAIN)
def waiting(me: Person, rep_id: str) -> None:
    """What is shown while the reading is being made; it gives way to the feedback by itself."""
    with parts.telling():
        view = practising.look(house(), me, rep_id)
        if not view.scoring:
            st.rerun()
        progress = house().reader.progress(rep_id)
        if progress and progress.away:
            now = "The language model does not answer just now; it is asked again by itself."
        elif progress:
            now = f"Your reply is being read: {progress.done} of {progress.of} points read."
        else:
            now = "Your reply waits to be read."
        st.info(f"Your rating is locked. {now} You may close this page; nothing is lost.")
        since = house().now() - view.self_rated.at if view.self_rated else timedelta()
        if since.total_seconds() >= _PATIENCE and st.button(
            "Use the built-in reading now", key="read now"
        ):
            practising.read_now(house(), me, rep_id)
            st.rerun()


def claims(view: TraineeView) -> None:
    if view.to_people:
        st.write(
            "This moment is about somebody's safety. No machine has a say in how it was answered: "
            "it goes to a supervisor first, who reads your words. Until then, go by what your "
            "programme taught you, and bring it to supervision."
        )
        return
    struck = view.outcome.unjustified if view.outcome else frozenset()
    for claim in (view.strength, view.corrective):
        if claim:
            title = "Keep this" if claim is view.strength else "Change this"
            _claim(claim, title, claim.id in struck, quoted=claim.quote.text not in claim.text)
    if not view.strength:
        st.write("No strength is quoted this time. Your supervisor reads the whole reply.")
    if not view.corrective:
        st.write("Nothing to change was found that could be tied to your words.")
    if view.more:
        with st.expander("More"):
            for claim in view.more:
                _claim(claim, "Keep" if claim.says == "strength" else "Change", claim.id in struck)
    if view.numbers:
        with st.expander("How the machine reads it, in numbers"):
            for full, level in view.numbers.items():
                st.write(f"**{view.rubric.criterion(full).title}:** {level:.1f} of 4")
            st.caption(
                "Only points on which the machine and your programme's supervisors agree well "
                "enough are shown, corrected by what they signed. Still provisional."
            )
    st.caption(
        "Provisional, by an automatic reading of your words. It can be wrong, it is not a score, "
        "and a supervisor has the last word."
    )


def _claim(claim: Claim, title: str, gone: bool, quoted: bool = False) -> None:
    """One sentence of the machine's, struck through where the supervisor did not stand by it."""
    parts.note(
        claim.says + (" struck" if gone else ""),
        title + (" (your supervisor disagreed)" if gone else ""),
        claim.text,
        claim.quote.text if quoted else "",
    )


def feedback(me: Person, view: TraineeView) -> None:
    if view.scoring:
        st.title("Your reply is being read")
    elif view.to_people:
        st.title("A supervisor reads this one")
    else:
        st.title("One strength, one thing to change" if view.strength else "One thing to change")
    if view.recognition_mark and view.recognised:
        parts.note("", "What you heard", view.recognition_mark.sentence)
        if view.recognised.words and not view.recognition_mark.found_words:
            st.caption("The words that carry it are elsewhere in the sentence; look once more.")
        if sureness := recognition.sureness(view.recognition_mark, view.recognised.sure):
            st.caption(sureness)
    if view.scoring:
        waiting(me, view.id)
        return
    claims(view)
    if view.notice:
        with st.expander("What a skilled ear might notice"):
            st.write(view.notice)
    if st.button("Try the same moment again", type="primary", key="redo"):
        do(lambda: practising.redo(house(), me, view.id))


def second_feedback(me: Person, view: TraineeView) -> None:
    st.title("What changed")
    if view.scoring:
        waiting(me, view.id)
        return
    st.write(view.change)
    claims(view)
    if view.answers:
        with st.expander("Open one of several good answers"):
            st.write("Not the only way; yours may be better in the room.")
            for answer in view.answers:
                st.html(f"<blockquote>{escape(answer)}</blockquote>")
    if st.button("Go on", type="primary", key="go on"):
        do(lambda: practising.go_on(house(), me, view.id))
    if view.redos_left > 0 and st.button(f"Once more ({view.redos_left} left)", key="once more"):
        do(lambda: practising.redo(house(), me, view.id))
    if view.redos_left == 0:
        st.caption("Three redos are enough for today. Your supervisor will see this one.")


def transfer_feedback(me: Person, view: TraineeView) -> None:
    st.title("With another client")
    if view.scoring:
        waiting(me, view.id)
        return
    claims(view)
    if st.button("Go on", type="primary", key="go on"):
        do(lambda: practising.go_on(house(), me, view.id))


def check_in(me: Person, view: TraineeView) -> None:
    st.title("How was that for you?")
    kept = Kept(me, view, ("how", "reactions", "share"))
    before = kept.get("how")
    how = st.radio(
        "How hard was it?",
        _HOW_HARD,
        index=_HOW_HARD.index(before) if before in _HOW_HARD else None,
        horizontal=True,
        key=kept.key["how"],
        on_change=kept.keep,
        format_func=str.capitalize,
    )
    reactions = st.pills(
        "What showed up in you?",
        _REACTIONS,
        selection_mode="multi",
        default=[r for r in kept.get("reactions", []) if r in _REACTIONS],
        key=kept.key["reactions"],
        on_change=kept.keep,
    )
    share = st.toggle(
        "Share this with my supervisor",
        kept.get("share", False),
        key=kept.key["share"],
        on_change=kept.keep,
    )
    st.caption("Private unless you share it.")
    own = view.self_rated.levels.get(view.plan.criterion) if view.self_rated else None
    suggested = schedule.suggested(how, reactions, own) if how else "same"
    next_one = st.radio(
        "The next one",
        _NEXT,
        index=_NEXT.index(suggested),
        horizontal=True,
        key=f"next {view.id} {how} {suggested}",
        format_func=str.capitalize,
    )
    if how is None or next_one is None:
        st.caption("Choose how hard it was to go on.")
    elif st.button("Go on", type="primary", key="checked in"):
        do(lambda: practising.check_in(house(), me, view.id, how, reactions, share, next_one))
