"""Case facts and what the levels mean, folded away on a supervisor's pages."""

from __future__ import annotations

import streamlit as st

from practice.cases import Case, Stimulus
from practice.pages import keys
from practice.rubrics import LEVELS, Rubric


def draw(case: Case, rubric: Rubric, stimulus: Stimulus | None, session: int = 1) -> None:
    """What a supervisor may want to look up, closed until they do."""
    with keys.part("facts", "Case facts"):
        public, formulation = case.public, case.private.formulation
        st.write(f"**{public.name}**, {public.age}, {public.pronouns}. {public.context}")
        st.write(f"**In their words:** {public.complaint}")
        between = case.between(session)
        if between:
            st.write(f"**Since the session before:** {between.happened}")
        st.write("**Core beliefs:** " + "; ".join(formulation.core_beliefs))
        st.write("**Rules:** " + "; ".join(formulation.rules))
        if stimulus:
            st.write(f"**The moment:** {stimulus.context}")
            if stimulus.key.notice:
                st.write(f"**Worth noticing:** {stimulus.key.notice}")
        told = rubric.brief(stimulus.key.sheet if stimulus else case.sheet(rubric.id))
        if told:
            st.write(f"**What the trainee was told about the tool:** {told}")
    with keys.part("levels", "What the levels mean"):
        for criterion in rubric.criteria:
            st.write(f"**{criterion.title}**")
            for level, word in LEVELS.items():
                st.caption(f"{level} {word}: {criterion.anchors.of(level)}")
            for note in criterion.notes:
                st.caption(note)
