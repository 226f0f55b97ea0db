"""A supervisor's pages: the queue, one transcript, the trainees' calibration. Dense and quiet."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import partial

import streamlit as st

from practice import supervising
from practice.adapters.wiring import house
from practice.pages import evidence, mirror, parts, queue, raters, review, second
from practice.roles import Person


def pages(me: Person) -> list[st.Page]:
    """A supervisor's menu."""
    first = st.Page(partial(queue.page, me), title="Queue", url_path="queue", default=True)
    one = st.Page(
        partial(review.page, me), title="Transcript", url_path="review", visibility="hidden"
    )
    two = st.Page(
        partial(second.page, me), title="Second rating", url_path="second", visibility="hidden"
    )
    st.session_state["queue page"], st.session_state["review page"] = first, one
    st.session_state["second page"] = two
    return [
        first, one, two, st.Page(partial(people, me), title="Trainees", url_path="trainees"),
        st.Page(partial(raters.page, me), title="Agreement", url_path="agreement"),
    ]  # fmt: skip


def people(me: Person) -> None:
    """Each trainee's calibration, from signed reps, and their next supervision."""
    with parts.telling():
        parts.show_flash()
        st.title("Trainees")
        found = supervising.trainees(house(), me)
        if not found:
            parts.empty("No trainees yet", "They appear when a director adds them to your cohort.")
            return
        names = {f"{person.name}": person.id for person in found}
        chosen = st.selectbox("Trainee", list(names), key="trainee")
        _supervision(me, names[chosen], chosen)
        with st.expander("Portfolio of signed work"):
            evidence.of_trainee(names[chosen])
        shown = supervising.trainee_mirror(
            house(), me, names[chosen], machine=mirror.machine_wanted()
        )
        mirror.draw(shown, who=chosen, open_rep=queue.open_rep)


def _supervision(me: Person, trainee: str, name: str) -> None:
    """When the next supervision is: from 48 hours before, what was sent by then is due."""
    at = supervising.supervision(house(), me, trainee)
    said = f"{at:%A} {at.day} {at:%B}, {at:%H:%M} UTC" if at else "not set"
    with st.expander(f"Next supervision: {said}"):
        st.caption("From 48 hours before, what was sent by then stands under “asked or due”.")
        a, b = st.columns(2)
        tomorrow = house().now().date() + timedelta(days=1)
        day = a.date_input("Day", at.date() if at else None, min_value=tomorrow, key="meet day")
        hour = b.time_input("Time (UTC)", at.time() if at else time(12), key="meet time")
        if st.button("Set it", key="meet", disabled=day is None) and day:
            when = datetime.combine(day, hour, UTC)
            supervising.set_supervision(house(), me, trainee, when)
            parts.flash(f"The next supervision of {name} is set.")
            st.rerun()
        if at and st.button("Take it back", key="no meeting"):
            supervising.set_supervision(house(), me, trainee, None)
            st.rerun()
