"""A trainee's pages: my next rep and why, my reps, how I see myself. The rep is in `rep.py`."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from html import escape

import streamlit as st

from practice import consenting, directing, practising
from practice.adapters.wiring import house
from practice.cases import DIFFICULTIES
from practice.consent import Purpose
from practice.pages import agreeing, exemplar, mirror, parts, rep
from practice.record import Kind
from practice.reps import OVER, Stage
from practice.reviews import RepRow, ReviewStage
from practice.roles import Person
from practice.schedule import Proposal

# Where somebody stopped, as they would say it.
_WHERE = {
    Stage.AIM.value: "about to begin",
    Stage.RECOGNISING.value: "naming the pattern",
    Stage.REPLYING.value: "replying",
    Stage.TALKING.value: "in the talk",
    Stage.RATING.value: "rating yourself",
    Stage.FEEDBACK.value: "reading the feedback",
    Stage.REDOING.value: "trying it again",
    Stage.RERATING.value: "rating the second try",
    Stage.SECOND_FEEDBACK.value: "looking at what changed",
    Stage.CHECK_IN.value: "checking in",
    Stage.TRANSFER.value: "with another client",
    Stage.TRANSFER_RATING.value: "rating that one",
    Stage.TRANSFER_FEEDBACK.value: "reading the feedback on it",
    Stage.CLOSING.value: "about to send it",
}


_FRESH = timedelta(days=1)  # in which what was begun is what to go on with


def pages(me: Person) -> list[st.Page]:
    """A trainee's menu."""
    first = st.Page(partial(home, me), title="Next rep", url_path="home", default=True)
    one = st.Page(partial(rep.page, me), title="Rep", url_path="rep", visibility="hidden")
    st.session_state["home page"], st.session_state["rep page"] = first, one
    drill = st.Page(partial(exemplar.page, me), title="Rate an exemplar", url_path="exemplar")
    st.session_state["exemplar page"] = drill
    return [
        first,
        one,
        st.Page(partial(my_reps, me), title="My reps", url_path="reps"),
        st.Page(partial(myself, me), title="How I see myself", url_path="calibration"),
        drill,
    ]


def open_rep(rep_id: str) -> None:
    """Go to a rep; its id stands in the address, so that it can be reloaded and returned to."""
    st.switch_page(st.session_state["rep page"], query_params={"rep": rep_id})


def home(me: Person) -> None:
    """What is my next rep, and why?"""
    with parts.telling():
        parts.show_flash()
        home_house = house()
        st.title("Your next rep")
        rows = practising.my_reps(home_house, me)
        if not directing.has_supervisor(home_house):
            st.info("Nobody supervises here yet, so this is practice only: nothing can be signed.")
        _to_read(rows)
        _to_answer(me)
        begun = [row for row in rows if row.stage not in {stage.value for stage in OVER}]
        ended = practising.over_since(home_house, me)
        if begun:
            _continue(begun)
        if ended:
            parts.empty(
                f"Your cohort ended on {parts.day(ended)}",
                "All you did stays here to read under “My reps”, and what you began can be "
                "finished. New reps begin again if your director gives the cohort more time.",
            )
            return
        if not begun or home_house.now() - begun[0].touched_at > _FRESH:
            _propose(me, rows, first=not begun)
            _meet_again(me)
        _choose(me)
        _voice_choice(me)


def _to_read(rows: list[RepRow]) -> None:
    """Feedback that came back and was not acknowledged yet."""
    waiting = [
        row for row in rows if row.review in (ReviewStage.SIGNED.value, ReviewStage.RETURNED.value)
    ]
    for row in waiting[:3]:
        what = (
            "Your supervisor signed"
            if row.review == ReviewStage.SIGNED.value
            else "Returned to you"
        )
        with st.container(border=True):
            st.write(f"**{what}:** {_about(row)}")
            if st.button("Read it", key=f"read {row.id}"):
                open_rep(row.id)


def _to_answer(me: Person) -> None:
    """A supervisor would like others to learn from one of the trainee's reps."""
    for rep_id in practising.asked_to_lend(house(), me)[:2]:
        with st.container(border=True):
            st.write("**A supervisor asks:** may others learn from one of your reps, unnamed?")
            if st.button("See what they would read", key=f"lend {rep_id}"):
                open_rep(rep_id)


def _continue(begun: list[RepRow]) -> None:
    row, now = begun[0], house().now()
    with st.container(border=True):
        st.header("Go on where you were")
        st.write(f"{_about(row)}. You were {_WHERE[row.stage]}, {parts.ago(row.touched_at, now)}.")
        if st.button("Go on", type="primary", key="go on"):
            open_rep(row.id)
    for other in begun[1:]:
        left, right = st.columns([4, 1], vertical_alignment="center")
        left.write(f"{_about(other)}: you were {_WHERE[other.stage]}")
        if right.button("Open", key=f"open {other.id}"):
            open_rep(other.id)


def _propose(me: Person, rows: list[RepRow], first: bool) -> None:
    """The next rep and why; beside one that was left days ago it is the second choice."""
    wish = practising.proposal(house(), me)
    if wish is None:
        parts.empty(
            "Nothing to practise yet", "No case or rubric can be used. A director can see why."
        )
        return
    case, rubric = house().content.case(wish.case), house().content.rubric(wish.skill)
    target = rubric.criterion(wish.criterion)
    with st.container(border=True):
        st.header(rubric.title if first else f"Or something new: {rubric.title.lower()}")
        st.html(
            f"<p><strong>Aim: {escape(target.title)}.</strong> With {escape(case.public.name)}, "
            f"{escape(wish.level)} level, five to ten minutes.</p>"
        )
        st.write(f"**Why this one:** {parts.plain(wish.because)}")
        _begin_button(me, wish, "Begin" if first else "Begin a new one", main=first)
        good = sum(row.good for row in rows)
        so_far = f"{good} good {'rep' if good == 1 else 'reps'} so far. " if good else ""
        st.caption(f"{so_far}It is a proposal; another one can be had below.")
    if not rows:
        with st.expander("How a rep goes", expanded=True):
            st.markdown(
                "1. A simulated client says something, and you answer in your own words.\n"
                "2. You rate yourself **before** you see anything else.\n"
                "3. You get one strength and one thing to change, each tied to your words.\n"
                "4. You try the same moment again at once.\n"
                "5. You send it. A supervisor rates it without seeing your rating, and you compare."
            )


def _begin_button(me: Person, wish: Proposal, label: str, main: bool = True) -> None:
    """One id for the button, so that clicking twice begins one rep."""
    st.session_state.setdefault("next rep id", practising.new_rep_id())
    if st.button(label, type="primary" if main else "secondary", key=f"begin {label}"):
        rep_id = practising.begin(house(), me, wish, st.session_state.pop("next rep id"))
        open_rep(rep_id)


def _meet_again(me: Person) -> None:
    """Clients who are waiting for their next session; each remembers what was said."""
    for last in practising.next_sessions(house(), me)[:2]:
        plan, client = last.rep.plan, house().content.case(last.rep.plan.case).public
        with st.container(border=True):
            left, right = st.columns([4, 1.4], vertical_alignment="center")
            left.html(
                f"<p><strong>{escape(client.short_name)} again, session {last.session}.</strong> "
                f"You met {escape(parts.ago(last.when, house().now()))}; what was said then is "
                "remembered.</p>"
            )
            if right.button(f"Meet {client.short_name} again", key=f"again {plan.case}"):
                wish = practising.choose(
                    house(), me, plan.kind, plan.skill, plan.criterion, plan.level, plan.case,
                    last.rep.id,
                )  # fmt: skip
                open_rep(practising.begin(house(), me, wish, practising.new_rep_id()))


def _choose(me: Person) -> None:
    content = house().content
    with st.expander("Choose something else"):
        kinds = {
            "A drill: one thing the client says": Kind.DRILL,
            "An encounter: 6 to 14 turns": Kind.ENCOUNTER,
        }
        kind = kinds[st.radio("What kind of practice?", list(kinds), key="kind")]
        served = {skill for case in content.cases.values() for skill in case.skills}
        skills = {r.title: s for s, r in content.rubrics.items() if s in served}
        if not skills:
            return
        skill = skills[st.selectbox("Which skill?", list(skills), key="skill")]
        rubric = content.rubric(skill)
        criteria = {c.title: rubric.full(c) for c in rubric.criteria if not c.human_only}
        criterion = criteria[st.selectbox("Aim at", list(criteria), key=f"criterion {skill}")]
        clients = {"whoever fits": None} | {
            c.public.name: c.id for c in content.cases.values() if skill in c.skills
        }
        client = clients[st.selectbox("With", list(clients), key=f"client {skill}")]
        level, follows = DIFFICULTIES[0], None
        if kind is Kind.ENCOUNTER and client:
            follows = _where_to_begin(me, client)
        if kind is Kind.DRILL:
            level = st.segmented_control(
                "Level", DIFFICULTIES, default=DIFFICULTIES[0], required=True, key="level"
            )
        wish = practising.choose(house(), me, kind, skill, criterion, level, client, follows)
        _begin_button(me, wish, "Begin this one")


def _where_to_begin(me: Person, client: str) -> str | None:
    """Whether to go on from the last encounter with this client; its id, or None to start over."""
    last = practising.next_session(house(), me, client)
    if last is None:
        return None
    name = house().content.case(client).public.short_name
    go_on = f"Go on: session {last.session} with {name}, who remembers you"
    over = "The first session again, as if you had never met"
    chosen = st.radio("Where to begin?", [go_on, over], key=f"again {client}")
    return last.rep.id if chosen == go_on else None


_MAY = {
    Purpose.CLIENT_VOICE: ("My choice about the language model", "Yes, use it for my encounters",
                           "It counts from your next turn on."),
    Purpose.SCORING: ("My choice about who reads my replies", "Yes, it may read my replies",
                      "It counts from your next reply on."),
}  # fmt: skip


def _voice_choice(me: Person) -> None:
    """Taking back, or giving, a yes to a language model outside; nothing when there is none."""
    for notice, given in consenting.choices(house(), me):
        title, agree, counts = _MAY[notice.purpose]
        with st.expander(title):
            st.write(notice.text())
            st.write(
                "You agreed to this." if given else "You have not agreed; it is not used for you."
            )
            label = "Take my yes back" if given else agree
            if st.button(label, key=f"choice {notice.purpose}"):
                consenting.answer_consent(house(), me, not given, notice.purpose)
                parts.flash(f"Your choice is saved. {counts}")
                st.rerun()


def _about(row: RepRow) -> str:
    content = house().content
    case, rubric = content.cases.get(row.case), content.rubrics.get(row.skill)
    what = rubric.title if rubric else row.skill
    return f"{what} with {case.public.name if case else row.case}"


def my_reps(me: Person) -> None:
    """Every rep, newest first."""
    with parts.telling():
        st.title("My reps")
        rows = practising.my_reps(house(), me)
        if not rows:
            parts.empty(
                "No reps yet", "Your first one takes five to ten minutes. Begin under “Next rep”."
            )
            return
        good = sum(row.good for row in rows)
        st.write(
            f"{len(rows)} begun, {good} of them good reps. A good rep is in your own words, redone "
            "within ten minutes, a stretch, and sent to a supervisor."
        )
        now = house().now()
        for row in rows[:60]:
            left, right = st.columns([5, 1], vertical_alignment="center")
            left.html(
                f"<p><strong>{escape(_about(row))}</strong><br>{escape(row.kind)}, "
                f"{escape(row.level)}, {escape(_state(row))}, "
                f"{escape(parts.ago(row.touched_at, now))}</p>"
            )
            if row.words_removed_at is None and right.button(
                "Open", key=f"open {row.id}", help=f"Open {_about(row)}"
            ):
                open_rep(row.id)
        if len(rows) > 60:
            st.caption(f"The newest 60 of {len(rows)} are shown.")


def _state(row: RepRow) -> str:
    if row.words_removed_at:
        return f"{'signed, ' if row.signed_at else ''}its words have been removed"
    if row.review in (ReviewStage.WAITING.value, None) and row.submitted_at:
        return "waiting for a supervisor"
    if row.submitted_at and row.review:
        return {
            "in review": "a supervisor is reading it",
            "blind-rated": "a supervisor is reading it",
            "signed": "signed, not read yet",
            "returned": "returned, not read yet",
            "acknowledged": "signed" if row.signed_at else "returned",
            "contested": "with a second supervisor",
        }[row.review]
    return "set aside" if row.stage == Stage.SET_ASIDE else f"stopped while {_WHERE[row.stage]}"


def myself(me: Person) -> None:
    """How the trainee's own ratings compare with the signed ones."""
    with parts.telling():
        st.title("How I see myself")
        st.caption("Only you and your supervisors see this page. It uses signed reps only.")
        found = practising.my_mirror(house(), me, machine=mirror.machine_wanted())
        mirror.draw(found, open_rep=open_rep)
        _exemplars(me)
        box = st.expander("How far do supervisors agree?", key="agreement", on_change="rerun")
        if box.open:
            with box:
                agreeing.draw(practising.agreement(house(), me))


def _exemplars(me: Person) -> None:
    """The way to the drill, and how near it came so far."""
    drills = practising.my_drills(house(), me)
    st.header("Compare your eye with a panel's")
    st.caption(
        " ".join(drills.said)
        or "Rate a reply of somebody else's blind, then see what a panel gave it, and why. It "
        "takes three minutes and needs no signed rep."
    )
    if sum(drills.left.values()) and st.button("Rate an exemplar", key="to exemplars"):
        st.switch_page(st.session_state["exemplar page"])
