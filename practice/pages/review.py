"""One transcript on a supervisor's desk: claim, read, rate blind, see the rest, sign or return."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from practice import supervising
from practice.adapters.wiring import house
from practice.pages import band, closing, facts, keys, parts, rating_form
from practice.pages.rating_form import NA, OPTIONS
from practice.record import Attempt, Claim
from practice.reviewed import CommentType
from practice.roles import Person
from practice.views import SupervisorView
from practice.written import Level

_COMMENTS: list[CommentType] = ["strength", "corrective", "try instead", "question"]
_VERDICTS = ["justified", "not justified", "unsure"]


def page(me: Person) -> None:
    """One transcript: read, rate blind, see the rest, comment, sign or return."""
    with parts.telling():
        keys.listen()
        parts.show_flash()
        rep_id = st.query_params.get("rep", "")
        if not rep_id:
            parts.empty("No transcript chosen", "Open one from the queue.")
            return
        view = supervising.look(house(), me, rep_id)
        parts.at_top(f"review {rep_id}")
        target = view.rubric.criterion(view.plan.criterion)
        st.title(f"{parts.plain(view.trainee)}: {target.title}")
        st.caption(
            f"{view.rubric.title}, {view.plan.kind.value}, {view.plan.level}, "
            f"with {view.case.public.name}. Simulated client."
        )
        _claim_bar(me, view)
        facts.draw(view.case, view.rubric, view.stimulus, view.plan.session)
        _flags(me, view)
        _read(me, view)
        if view.finished and (view.mine or view.revealed):
            if view.revealed:
                _revealed(me, view)
            else:
                _rate_blind(me, view)
        elif view.finished and not view.held_by:
            st.info(
                "Claim it to rate it. Until then nothing you see here tells you what others rated."
            )


def _do(step: Callable[[], None], said: str = "") -> None:
    step()
    if said:
        parts.flash(said)
    st.rerun()


def _claim_bar(me: Person, view: SupervisorView) -> None:
    done = view.review.signed or view.review.returned
    if done:
        amended = f", amended {len(view.review.versions) - 1} times"
        more = amended if len(view.review.versions) > 1 else ""
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
        _do(lambda: supervising.claim(house(), me, view.id))
    if not view.finished:
        st.info("The trainee is still practising. You see this because a human should look at it.")


def _held(me: Person, view: SupervisorView) -> None:
    """What its holder may do with the transcript as a whole."""
    a, b, c = st.columns([3, 1, 1], vertical_alignment="center")
    a.caption("You hold this transcript for 45 minutes. What you enter is kept as you go.")
    if not view.revealed and b.button("Put it back", key="back", width="stretch"):
        supervising.hand_back(house(), me, view.id)
        parts.flash("Put back in the queue.")
        st.switch_page(st.session_state["queue page"])
    with c.popover("Give away", width="stretch"):
        others = supervising.colleagues(house(), me, view.cohort)
        if not others:
            st.write("No colleague of this cohort is here.")
            return
        names = {person.id: person.name for person in others}
        to = st.selectbox("To", list(names), format_func=names.__getitem__, key="give to")
        if st.button("Give it", key="give"):
            supervising.give(house(), me, view.id, to)
            parts.flash(f"Given to {names[to]}, who rates it afresh.")
            st.switch_page(st.session_state["queue page"])


def _flags(me: Person, view: SupervisorView) -> None:
    """Words a human must see; only a written line clears a flag."""
    for flag in view.open_flags:
        with st.container(border=True):
            st.html(
                f"<p><strong>A human has to look: {escape(flag.about)}.</strong> "
                f"At {escape(flag.turn)}: “{escape(flag.quote)}”</p>"
            )
            if not view.mine:
                st.caption("Claim the transcript to answer this.")
                continue
            key = f"{flag.turn} {flag.about}"
            text = st.text_input("What did you do or decide?", key=f"flag {key}")
            if st.button("Save this line", key=f"save flag {key}"):
                _do(
                    lambda f=flag, t=text: supervising.answer_flag(  # type: ignore[misc]  # bound now
                        house(), me, view.id, f.turn, f.about, t
                    ),
                    "Saved.",
                )
    for answer in view.review.answered:
        st.caption(f"{answer.about} at {answer.turn}: {parts.plain(answer.note)}")


def _read(me: Person, view: SupervisorView) -> None:
    st.header("Transcript")
    client = view.case.public.short_name
    said = view.turns
    if view.states:  # only after the blind rating
        st.caption("Beside it, how things stood with the client: the bar is trust.")
        band.draw(said, view.states, client, view.trainee)
        said = tuple(turn for turn in said if turn.attempt is not Attempt.FIRST)
    if said:
        parts.transcript(
            said,
            client,
            you=view.trainee,
            other=view.transfer_client,
            marked=view.marked,
            ids=True,
        )
    if view.recognised:
        names = {label.id: label.name for label in view.rubric.labels} | {
            "none": "not a distortion"
        }
        heard = ", ".join(names.get(label, label) for label in view.recognised.labels)
        words = f" in “{view.recognised.words}”" if view.recognised.words else ""
        st.caption(f"Before replying, heard: {heard}{words} ({view.recognised.sure} % sure).")
    if view.note:
        parts.note("", f"{view.trainee} asks or notes", view.note)
    if view.shared_check_in:
        reactions = ", ".join(view.shared_check_in.reactions) or "nothing in particular"
        st.caption(f"Shared with you: {view.shared_check_in.difficulty}; {reactions}.")
    for comment in view.review.comments:
        parts.note("", f"Comment at {comment.turn} ({comment.type})", comment.text)
    if view.mine:
        with st.expander("Comment on a turn"):
            turns = [turn.id for turn in view.turns]
            own = [turn.id for turn in view.turns if turn.who == "trainee"]
            a, b = st.columns(2)
            turn = a.selectbox(
                "Turn", turns, index=turns.index(own[0]) if own else 0, key="comment turn"
            )
            kind = b.selectbox("Kind", _COMMENTS, key="comment kind")
            text = st.text_area(
                "Comment", key=f"comment text {len(view.review.comments)}", max_chars=2000
            )
            if st.button("Add the comment", key="add comment"):
                _do(
                    lambda: supervising.comment(
                        house(), me, view.id, turn, kind or "question", text
                    )
                )


def _revealed(me: Person, view: SupervisorView) -> None:
    st.header("All ratings")
    own = view.own.levels if view.own else {}
    rows = []
    for criterion in view.rubric.criteria:
        full = view.rubric.full(criterion)
        mine, self_, machine = (
            view.review.levels.get(full),
            own.get(full),
            view.judgement.level(full) if view.judgement else None,
        )
        apart = [
            who
            for who, level in (("trainee", self_), ("machine", machine))
            if level is not None and mine is not None and level != mine
        ]
        rows.append(
            {
                "Criterion": criterion.title,
                "You": rating_form.shown(mine),
                view.trainee.split()[0]: rating_form.shown(self_),
                "Machine": rating_form.shown(machine),
                "Differs": " and ".join(apart),
            }
        )
    parts.table(rows, "Your blind rating, the trainee's own and the machine's (provisional)")
    if view.own:
        st.caption(f"The trainee was {view.own.sure} % sure that you would agree on the target.")
    if view.recognition_mark:
        st.caption(f"Recognition: {view.recognition_mark.sentence}")
    _others(view)
    if view.mine:
        _change(me, view)
        _claims(me, view)
        closing.draw(me, view)
    closing.afterwards(me, view)


def _others(view: SupervisorView) -> None:
    """What other supervisors rated, beside one's own, and what a director wrote."""
    names = {account.id: account.name for account in house().store.people.everyone()}
    for rated in (*view.review.earlier, *view.review.seconds):
        name = names.get(rated.by, "A colleague")
        rows = [
            {
                "Point": c.title,
                "You": rating_form.shown(view.review.levels.get(view.rubric.full(c))),
                name: rating_form.shown(rated.levels.get(view.rubric.full(c))),
            }
            for c in view.rubric.criteria
        ]
        parts.table(rows, f"{name} rated this blind too.")
    for line in view.review.taken_up:
        parts.note("", "The director writes", line.note)


def _rate_blind(me: Person, view: SupervisorView) -> None:
    st.header("Your rating, before you see any other")
    st.caption("Rate the first try; the redo and the other client are there to compare.")
    st.html(
        '<p class="mind">Keys: <kbd>0</kbd> to <kbd>4</kbd> and <kbd>N</kbd> rate the next point, '
        "<kbd>Ctrl</kbd> <kbd>Enter</kbd> saves.</p>"
    )

    def save(levels: dict[str, Level | None], harm: bool, note: str) -> None:
        _do(lambda: supervising.rate_blind(house(), me, view.id, levels, harm=harm, harm_note=note))

    rating_form.draw(
        view.id,
        view.rubric,
        supervising.draft(house(), me, view.id, "review"),
        lambda body: supervising.keep_draft(house(), me, view.id, "review", body),
        save,
        "Save my rating and see the others",
    )


def _change(me: Person, view: SupervisorView) -> None:
    with st.expander("Change a level"):
        st.caption("Your blind level stays on record beside the new one.")
        titles = {c.title: view.rubric.full(c) for c in view.rubric.criteria}
        a, b = st.columns(2)
        criterion = titles[a.selectbox("Criterion", list(titles), key="change what")]
        level = b.selectbox("New level", OPTIONS, key="change to")
        reason = st.text_input("Why?", key=f"change why {len(view.review.changes)}")
        if st.button("Change it", key="change"):
            new = None if level == NA else int(level)
            _do(
                lambda: supervising.change(house(), me, view.id, criterion, new, reason), "Changed."
            )


def _claims(me: Person, view: SupervisorView) -> None:
    claims: list[Claim] = list(view.judgement.claims) if view.judgement else []
    if not claims:
        return
    st.header("What the machine told the trainee")
    st.html(
        '<p class="mind">Keys: <kbd>J</kbd> justified, <kbd>N</kbd> not justified, <kbd>U</kbd> '
        "unsure, for the next sentence.</p>"
    )
    for claim in claims:
        now = view.review.verdict(claim.id)
        parts.note(
            claim.says + (" struck" if now == "not justified" else ""),
            claim.says.capitalize(),
            claim.text,
            f"{claim.quote.turn}: {claim.quote.text}",
        )

        def mark(claim_id: str = claim.id) -> None:
            verdict = st.session_state[f"verdict {claim_id}"]
            if verdict:
                supervising.mark_claim(house(), me, view.id, claim_id, verdict)

        st.segmented_control(
            "Do the words show it?",
            _VERDICTS,
            default=now,
            key=f"verdict {claim.id}",
            on_change=mark,
        )
