"""One transcript on a supervisor's desk: claim, read, rate blind, see the rest, sign or return."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from practice import supervising
from practice.adapters.wiring import house
from practice.cases import DIFFICULTIES
from practice.pages import parts
from practice.record import Claim, CommentType, NextRep
from practice.roles import Person
from practice.rubrics import LEVELS, Criterion
from practice.views import SupervisorView

_NA = "N/A"
_OPTIONS = [*(str(level) for level in LEVELS), _NA]
_COMMENTS: list[CommentType] = ["strength", "corrective", "try instead", "question"]
_VERDICTS = ["justified", "not justified", "unsure"]


def page(me: Person) -> None:
    """One transcript: read, rate blind, see the rest, comment, sign or return."""
    with parts.telling():
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
        _facts(view)
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
        st.success("Signed." if view.review.signed else "Returned.")
    if done and not view.open_flags and not view.mine:
        pass  # nothing is left to do here
    elif view.held_by:
        st.info(
            f"{parts.plain(view.held_by)} is working on this one. It comes back if it is put down."
        )
    elif view.mine:
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.caption("You hold this transcript for 45 minutes. What you enter is kept as you go.")
        if not view.revealed and right.button("Put it back", key="back", width="stretch"):
            supervising.hand_back(house(), me, view.id)
            parts.flash("Put back in the queue.")
            st.switch_page(st.session_state["queue page"])
    elif st.button("Claim", type="primary", key="claim"):
        _do(lambda: supervising.claim(house(), me, view.id))
    if not view.finished:
        st.info("The trainee is still practising. You see this because a human should look at it.")


def _facts(view: SupervisorView) -> None:
    with st.expander("Case facts"):
        public, formulation = view.case.public, view.case.private.formulation
        st.write(f"**{public.name}**, {public.age}, {public.pronouns}. {public.context}")
        st.write(f"**In their words:** {public.complaint}")
        between = view.case.between(view.plan.session)
        if between:
            st.write(f"**Since the session before:** {between.happened}")
        st.write("**Core beliefs:** " + "; ".join(formulation.core_beliefs))
        st.write("**Rules:** " + "; ".join(formulation.rules))
        if view.stimulus:
            st.write(f"**The moment:** {view.stimulus.context}")
            if view.stimulus.key.notice:
                st.write(f"**Worth noticing:** {view.stimulus.key.notice}")
    with st.expander("What the levels mean"):
        for criterion in view.rubric.criteria:
            st.write(f"**{criterion.title}**")
            for level, word in LEVELS.items():
                st.caption(f"{level} {word}: {criterion.anchors.of(level)}")


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
    parts.transcript(
        view.turns,
        view.case.public.short_name,
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


def _rate_blind(me: Person, view: SupervisorView) -> None:
    st.header("Your rating, before you see any other")
    st.caption("Rate the first try; the redo and the other client are there to compare.")
    kept = supervising.draft(house(), me, view.id, "review")

    def keep() -> None:
        body = {
            view.rubric.full(c): st.session_state.get(f"blind {view.id} {view.rubric.full(c)}")
            for c in view.rubric.criteria
        }
        body["harm"] = st.session_state.get(f"harm {view.id}", False)
        supervising.keep_draft(house(), me, view.id, "review", body)

    levels: dict[str, str | None] = {}
    for criterion in view.rubric.criteria:
        full = view.rubric.full(criterion)
        before = kept.get(full)
        levels[full] = st.radio(
            f"**{criterion.title}**" + (" (has to be met)" if criterion.gate else ""),
            _OPTIONS,
            horizontal=True,
            index=_OPTIONS.index(str(before)) if before in _OPTIONS else None,
            key=f"blind {view.id} {full}",
            on_change=keep,
            help=criterion.anchors.competent,
        )
    harm = st.checkbox(
        "This could harm a client",
        value=bool(kept.get("harm")),
        key=f"harm {view.id}",
        on_change=keep,
    )
    note = st.text_input("What was harmful?", key=f"harm note {view.id}") if harm else ""
    missing = sum(level is None for level in levels.values())
    if missing:
        st.caption(f"{missing} still to rate.")
    if st.button(
        "Save my rating and see the others",
        type="primary",
        key="save blind",
        disabled=bool(missing),
    ):
        chosen = {k: None if v == _NA else int(v) for k, v in levels.items() if v is not None}
        _do(lambda: supervising.rate_blind(house(), me, view.id, chosen, harm=harm, harm_note=note))


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
                "You": _shown(mine),
                view.trainee.split()[0]: _shown(self_),
                "Machine": _shown(machine),
                "Differs": " and ".join(apart),
            }
        )
    parts.table(rows, "Your blind rating, the trainee's own and the machine's (provisional)")
    if view.own:
        st.caption(f"The trainee was {view.own.sure} % sure that you would agree on the target.")
    if view.recognition_mark:
        st.caption(f"Recognition: {view.recognition_mark.sentence}")
    if view.states:
        with st.expander("The client's state, turn by turn"):
            for e in view.states:
                s = e.state
                mood = f", {s.rupture.value}" if s.rupture else ""
                why = f" ({'; '.join(e.reasons)})" if e.reasons else ""
                st.html(
                    f"<p class=band>{escape(f't{e.number}')}: trust {s.trust:.1f}, "
                    f"distress {s.distress:.1f}, rung {s.rung}{escape(mood)}{escape(why)}</p>"
                )
    if not view.mine:
        return
    _change(me, view)
    _claims(me, view)
    _close(me, view)


def _shown(level: int | None) -> str:
    return _NA if level is None else f"{level} {LEVELS[level]}"


def _change(me: Person, view: SupervisorView) -> None:
    with st.expander("Change a level"):
        st.caption("Your blind level stays on record beside the new one.")
        titles = {c.title: view.rubric.full(c) for c in view.rubric.criteria}
        a, b = st.columns(2)
        criterion = titles[a.selectbox("Criterion", list(titles), key="change what")]
        level = b.selectbox("New level", _OPTIONS, key="change to")
        reason = st.text_input("Why?", key=f"change why {len(view.review.changes)}")
        if st.button("Change it", key="change"):
            new = None if level == _NA else int(level)
            _do(
                lambda: supervising.change(house(), me, view.id, criterion, new, reason), "Changed."
            )


def _claims(me: Person, view: SupervisorView) -> None:
    claims: list[Claim] = list(view.judgement.claims) if view.judgement else []
    if not claims:
        return
    st.header("What the machine told the trainee")
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


def _close(me: Person, view: SupervisorView) -> None:
    st.header("Sign or return")
    if view.note:
        parts.note("", f"{view.trainee} asks or notes", view.note)
    low = parts.held_back(view.rubric, view.review.levels)
    said = f"not met yet ({', '.join(low)})" if low else "met in simulation"
    st.caption(f"With these levels the trainee will read: {said}.")
    kept = supervising.draft(house(), me, view.id, "closing")

    def keep() -> None:
        names = ("strength", "corrective")
        body = {name: st.session_state.get(f"sign {name} {view.id}", "") for name in names}
        supervising.keep_draft(house(), me, view.id, "closing", body)

    strength = st.text_area(
        "One strength",
        str(kept.get("strength", "")),
        key=f"sign strength {view.id}",
        on_change=keep,
        max_chars=2000,
        height=80,
    )
    corrective = st.text_area(
        "One thing to change",
        str(kept.get("corrective", "")),
        key=f"sign corrective {view.id}",
        on_change=keep,
        max_chars=2000,
        height=80,
    )
    next_rep = _next(view)
    sign, back = st.columns(2)
    if sign.button("Sign", type="primary", key="sign", width="stretch"):
        supervising.sign(
            house(), me, view.id, strength=strength, corrective=corrective, next_rep=next_rep
        )
        parts.flash(f"Signed. {view.trainee} sees it now.")
        st.switch_page(st.session_state["queue page"])
    with back.popover("Return for another try", width="stretch"):
        note = st.text_area("What should be tried again?", key=f"return {view.id}", max_chars=2000)
        if st.button("Return it", key="return"):
            supervising.send_back(house(), me, view.id, note)
            parts.flash("Returned.")
            st.switch_page(st.session_state["queue page"])


def _next(view: SupervisorView) -> NextRep | None:
    criteria: dict[str, Criterion | None] = {"no assignment": None}
    criteria |= {c.title: c for c in view.rubric.criteria if not c.human_only}
    a, b = st.columns(2)
    chosen = criteria[a.selectbox("Next rep: aim at", list(criteria), key=f"next {view.id}")]
    level = b.selectbox(
        "at level", DIFFICULTIES, index=DIFFICULTIES.index(view.plan.level), key=f"nl {view.id}"
    )
    if chosen is None:
        return None
    return NextRep(skill=view.plan.skill, criterion=view.rubric.full(chosen), level=level)
