"""A director's pages: the cohort, the content, the programme's own texts; people have their own."""

from __future__ import annotations

from functools import partial

import streamlit as st

from practice import directing, gates, standing
from practice.adapters.wiring import house
from practice.pages import cohort, contents, evidence, moved, parts, people, programme, roster
from practice.recalibration import Recalibration
from practice.roles import Person


def pages(me: Person) -> list[st.Page]:
    """A director's menu."""
    listed = st.Page(
        partial(roster.page, me), title="A list of people", url_path="list", visibility="hidden"
    )
    st.session_state["list page"] = listed
    trust = st.Page(partial(scores, me), title="Scores", url_path="scores")
    st.session_state["scores page"] = trust
    return [
        st.Page(partial(cohort.page, me), title="Cohort", url_path="cohort", default=True),
        st.Page(partial(people.page, me), title="People", url_path="people"),
        listed,
        trust,
        st.Page(partial(evidence.page, me), title="Evidence", url_path="evidence"),
        st.Page(partial(contents.page, me), title="Content", url_path="content"),
        st.Page(partial(programme.page, me), title="Programme", url_path="programme"),
    ]


def scores(me: Person) -> None:
    """Can the scores be trusted?"""
    with parts.telling():
        parts.show_flash()
        st.title("Scores")
        found = standing.standing(house(), me)
        st.write(found.summary)
        st.caption(
            f"A number is shown to trainees only where {gates.NEEDED} reps were rated blind by two "
            "supervisors, the lower end of the agreement with the machine (quadratic weighted "
            f"kappa, 90 % interval) is above {gates.LEAST_KAPPA:g}, and it is neither milder nor "
            f"stricter by more than {gates.MOST_BIAS:g} of a level. Until then they read words."
        )
        moved.draw(me)
        if not found.gates:
            parts.empty("Nothing read yet", "The first rep a trainee rates is read at once.")
        for skill, rubric in directing.shelved(house(), me).items():
            here = {gate.criterion: gate for gate in found.gates}
            mine = [here[full] for full in rubric.criterion_ids if full in here]
            if not mine:
                continue
            st.header(rubric.title)
            for gate in mine:
                _gate(rubric.criterion(gate.criterion).title, gate, found.correction(gate))
            st.caption(f"{skill}: read by {mine[0].stamp.split()[0]}.")


def _gate(title: str, gate: gates.Gate, correction: Recalibration | None) -> None:
    with st.container(border=True):
        st.write(f"**{title}**: {gate.sentence}")
        for line in (gate.figures, gate.chosen):
            if line:
                st.caption(line)
        if correction:
            st.caption(
                f"Corrected by {correction.shift:+.2f} levels from {correction.n} signed reps; the "
                f"typical error on reps it had not seen goes from {correction.before.absolute:.2f} "
                f"to {correction.after.absolute:.2f} levels."
            )
