"""A trainee's portfolio to look at and take away, and the one question about groups, if asked."""

from __future__ import annotations

import streamlit as st

from practice import described, describing
from practice.adapters.wiring import house
from practice.pages import evidence, parts
from practice.roles import Person

_NOTHING = "I would rather not say"


def page(me: Person) -> None:
    """What of mine is signed, and how do I take it with me?"""
    with parts.telling():
        parts.show_flash()
        st.title("My portfolio")
        found = describing.my_portfolio(house(), me)
        st.caption(found.says)
        if not found.work:
            parts.empty(
                "Nothing signed yet", "It begins with the first rep that a supervisor signs."
            )
        else:
            reps = "1 rep is" if len(found.work) == 1 else f"{len(found.work)} reps are"
            st.write(f"{reps} signed.")
            evidence.of_trainee()
            st.header("Met in simulation")
            rows = [
                {"Skill": one.skill_title, "Level": one.difficulty,
                 "Reached": f"{one.on.day} {one.on:%B %Y}", "Signed by": ", ".join(one.signed_by)}
                for one in found.met
            ]  # fmt: skip
            if not rows:
                st.write("No milestone yet: each takes two signed reps on two different cases.")
            parts.table(rows, "Each takes two signed reps on two different cases.")
        _question(me)


def _question(me: Person) -> None:
    asked = describing.asked_of_me(house(), me)
    if asked is None:
        return
    st.header("A question of your programme's")
    st.caption(described.PURPOSE)
    now = describing.my_answer(house(), me)
    choices = [*asked.answers, _NOTHING]
    at = choices.index(now) if now in choices else len(choices) - 1
    chosen = st.radio(parts.plain(asked.asks), choices, index=at, key="describe me")
    if st.button("Save my answer", key="save description"):
        describing.describe_me(house(), me, None if chosen == _NOTHING else chosen)
        parts.flash("Saved." if chosen != _NOTHING else "Nothing is kept about this.")
        st.rerun()
