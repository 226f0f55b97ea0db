"""A supervisor's pages: the queue, one transcript, the trainees' calibration. Dense and quiet."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from practice import supervising
from practice.adapters.wiring import house
from practice.pages import mirror, parts, review
from practice.reviews import TARGET, Tier
from practice.roles import Person
from practice.supervising import Waiting


def pages(me: Person) -> list[st.Page]:
    """A supervisor's menu."""
    first = st.Page(partial(queue, me), title="Queue", url_path="queue", default=True)
    one = st.Page(
        partial(review.page, me), title="Transcript", url_path="review", visibility="hidden"
    )
    st.session_state["queue page"], st.session_state["review page"] = first, one
    return [first, one, st.Page(partial(people, me), title="Trainees", url_path="trainees")]


def _open(rep_id: str) -> None:
    st.switch_page(st.session_state["review page"], query_params={"rep": rep_id})


# --- the queue -------------------------------------------------------------------------------


def queue(me: Person) -> None:
    """What waits, why, and who is on it."""
    with parts.telling():
        parts.show_flash()
        st.title("Queue")
        lines = supervising.queue(house(), me)
        if not house().store.people.supervises(me.id):
            parts.empty("No cohort yet", "A director chooses which cohorts you read.")
            return
        if not lines:
            parts.empty("Nothing waits", "New reps appear here when trainees send them.")
            _signed(me)
            return
        shown = _filtered(lines)
        st.caption(
            f"{len(shown)} of {len(lines)} shown. The order is by reason, then oldest first."
        )
        for tier in Tier:
            here = [line for line in shown if line.tier is tier]
            if here:
                st.header(f"{tier.value.capitalize()} ({len(here)})")
                st.caption(f"Proposed: {TARGET[tier]}.")
                for line in here[:40]:
                    _line(me, line)
                if len(here) > 40:
                    st.caption(f"The oldest 40 of {len(here)} are shown; filter to see others.")
        _signed(me)


def _filtered(lines: list[Waiting]) -> list[Waiting]:
    a, b, c = st.columns(3)
    names = sorted({line.trainee for line in lines})
    trainee_name = a.selectbox("Trainee", ["everybody", *names], key="filter trainee")
    skills = {
        house().content.rubric(s).title: s
        for s in sorted({line.row.skill for line in lines})
        if s in house().content.rubrics
    }
    skill = b.selectbox("Skill", ["every skill", *skills], key="filter skill")
    whose = c.selectbox("Who is on it", ["anybody", "nobody", "me"], key="filter whose")
    return [
        line
        for line in lines
        if trainee_name in ("everybody", line.trainee)
        and (skill == "every skill" or line.row.skill == skills[skill])
        and (whose == "anybody" or (whose == "me") == line.mine)
        and (whose != "nobody" or not line.held_by)
    ]


def _line(me: Person, line: Waiting) -> None:
    left, right = st.columns([5, 1], vertical_alignment="center")
    held = f", with {line.held_by}" if line.held_by else ", with you" if line.mine else ""
    still = "" if line.row.submitted_at else ", still practising"
    left.html(
        f"<p class=row><strong>{escape(line.trainee)}</strong>: {escape(line.criterion)}, "
        f"{escape(line.case)} ({escape(line.row.kind)}, {escape(line.row.level)})<br>"
        f"<span class=quiet>{escape('; '.join(line.row.reasons))}; "
        f"{escape(parts.ago(line.since, house().now()))}{escape(still + held)}</span></p>"
    )
    label = "Go on" if line.mine else "Read"
    if right.button(
        label, key=f"open {line.row.id}", help=f"{label}: {line.trainee}", width="stretch"
    ):
        _open(line.row.id)


def _signed(me: Person) -> None:
    done = supervising.signed_by_me(house(), me)
    if done:
        with st.expander(f"Signed by you ({len(done)})"):
            for row in done[:20]:
                if st.button(
                    f"{row.case}, {row.criterion}, {parts.ago(row.signed_at, house().now())}",
                    key=f"signed {row.id}",
                    type="tertiary",
                ):
                    _open(row.id)


# --- trainees ------------------------------------------------------------------------------------


def people(me: Person) -> None:
    """Each trainee's calibration, from signed reps."""
    with parts.telling():
        st.title("Trainees")
        found = supervising.trainees(house(), me)
        if not found:
            parts.empty("No trainees yet", "They appear when a director adds them to your cohort.")
            return
        names = {f"{person.name}": person.id for person in found}
        chosen = st.selectbox("Trainee", list(names), key="trainee")
        pairs = supervising.trainee_pairs(house(), me, names[chosen])
        mirror.draw(pairs, who=chosen, open_rep=_open)
