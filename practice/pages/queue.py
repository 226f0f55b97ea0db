"""The queue: what waits and why, who is on it, second ratings, and how the work is spread."""

from __future__ import annotations

from html import escape

import streamlit as st

from practice import AlreadyTaken, NotAllowed, WrongStage, supervising
from practice.adapters.wiring import house
from practice.pages import keys, narrowing, parts, spread
from practice.reviews import TITLE
from practice.roles import Person
from practice.supervising import Waiting
from practice.waiting import narrowed

A_PAGE = 20


def page(me: Person) -> None:
    """What waits, why, and who is on it."""
    with parts.telling():
        keys.listen(keys.QUEUE)
        parts.show_flash()
        parts.at_top("queue")
        st.title("Queue")
        if not house().store.people.supervises(me.id):
            parts.empty("No cohort yet", "A director chooses which cohorts you read.")
            return
        lines = supervising.queue(house(), me)
        back = supervising.back_on(house(), me)
        if back:
            st.info(f"You are away until {back:%A} {back.day} {back:%B}.")
        if lines:
            _lines(me, lines)
        else:
            parts.empty("Nothing waits", "New reps appear here when trainees send them.")
        _second(me)
        spread.draw(me, open_rep)


# --- what waits ------------------------------------------------------------------------------


def _lines(me: Person, lines: list[Waiting]) -> None:
    wanted = narrowing.wanted(me, lines)
    shown = narrowed(lines, wanted)
    late = sum(line.late for line in shown)
    has = "has" if late == 1 else "have"
    waited = f" {late} {has} waited longer than aimed at." if late else ""
    if not shown:
        st.write("Nothing of this kind waits. Choose another view.")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        free = next((line for line in shown if not line.held_by), None)
        if free and st.button(
            "Take the first one", type="primary", key="take first", shortcut=keys.MAIN
        ):
            take(me, shown)
        st.caption(f"{len(shown)} of {len(lines)} wait here.{waited}")
    last = (len(shown) - 1) // A_PAGE
    at = min(int(st.session_state.get("queue page number", 0)), last)
    took = supervising.turnaround(house(), me, [line.row for line in lines])
    tier = None
    with st.container(key="rows", gap=None):
        for line in shown[at * A_PAGE : (at + 1) * A_PAGE]:
            if line.tier is not tier and not wanted.oldest:
                tier = line.tier
                count = sum(each.tier is tier for each in shown)
                _head(TITLE[tier].capitalize(), count, took[tier].sentence)
            _line(me, line)
    if last:
        _pager(at, last)


def _head(title: str, count: int, said: str) -> None:
    st.html(
        f'<div class="queue-head"><h2>{escape(title)} <span class="n">{count or ""}</span></h2>'
        f"<p>{escape(said)}</p></div>"
    )


def _pager(at: int, last: int) -> None:
    left, middle, right = st.columns([1, 2, 1], vertical_alignment="center")
    if at > 0 and left.button("Before", key="page before", width="stretch"):
        st.session_state["queue page number"] = at - 1
        st.rerun()
    middle.caption(f"Page {at + 1} of {last + 1}, {A_PAGE} on each.")
    if at < last and right.button("Next", key="page next", width="stretch"):
        st.session_state["queue page number"] = at + 1
        st.rerun()


def _line(me: Person, line: Waiting) -> None:
    left, right = st.columns([6, 1], vertical_alignment="center", wrap=False)
    whose = (
        f"with {line.held_by}" if line.held_by
        else "with you" if line.mine
        else f"for {line.given_to}" if line.given_to
        else "given to you" if line.row.given_to
        else f"left by {'you' if line.row.holder == me.id else line.dropped_by}" if line.dropped_by
        else ""
    )  # fmt: skip
    still = "" if line.row.submitted_at else ", still practising"
    ago = escape(parts.ago(line.since, house().now()))
    when = f"<span class=late>{ago}</span>, longer than aimed at" if line.late else ago
    on_it = f" <span class=who>{escape(whose)}</span>" if whose else ""
    left.html(
        f"<p class=queue-row><strong>{escape(line.trainee)}</strong>: {escape(line.criterion)}"
        f"{on_it}<br><span class=quiet>{escape('; '.join(line.reasons))} · {when}{still} · "
        f"{escape(line.case)}, {escape(line.row.kind)}, {escape(line.row.level)}</span></p>"
    )
    label = "Go on" if line.mine else "Read"
    if right.button(
        label, key=f"open {line.row.id}", help=f"{label}: {line.trainee}", width="stretch"
    ):
        open_rep(line.row.id)


def open_rep(rep_id: str) -> None:
    st.switch_page(st.session_state["review page"], query_params={"rep": rep_id})


def take(me: Person, lines: list[Waiting]) -> None:
    """Claim the first of these that nobody else holds, and open it; else the queue."""
    for line in lines:
        if line.held_by:
            continue
        try:
            supervising.claim(house(), me, line.row.id)
        except (AlreadyTaken, NotAllowed, WrongStage):
            continue  # a colleague was faster, or has to do it; the next one will do
        open_rep(line.row.id)
    st.switch_page(st.session_state["queue page"])


# --- second ratings --------------------------------------------------------------------------


def _second(me: Person) -> None:
    offers = supervising.second_offers(house(), me)
    _head(
        "Second ratings",
        len(offers.rows),
        "Drawn at random or asked for by a colleague who signed them. You see the words and "
        "nothing else until you have rated; what was signed stays as it is.",
    )
    if not offers.rows:
        st.write(offers.sentence)
    rubrics = house().content.rubrics
    with st.container(key="seconds", gap=None):
        for row in offers.rows[:5]:
            left, right = st.columns([6, 1], vertical_alignment="center", wrap=False)
            skill = rubrics[row.skill].title if row.skill in rubrics else row.skill
            ago = parts.ago(row.signed_at, house().now())
            left.html(
                f"<p class=queue-row>{escape(skill)}<br><span class=quiet>signed {escape(ago)} · "
                f"{escape(row.kind)}, {escape(row.level)}</span></p>"
            )
            if right.button("Rate", key=f"second {row.id}", width="stretch"):
                st.switch_page(st.session_state["second page"], query_params={"rep": row.id})
