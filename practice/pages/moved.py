"""What a change of the embedded scorer or of a rubric did to its readings, for a director."""

from __future__ import annotations

import streamlit as st

from practice import replays
from practice.adapters.wiring import house
from practice.pages import parts
from practice.replays import Moved, Replay
from practice.roles import Person


def draw(me: Person) -> None:
    """The replies that people rated, read before and after; nothing until there is a change."""
    found = [one for one in replays.replays(house(), me) if any(line.before for line in one.lines)]
    if not found:
        return
    st.header("Since the scorer or a rubric changed")
    st.caption(
        "The same replies, which people have rated, were read before and after. A point that moved "
        "far is not shown to trainees until you have looked."
    )
    for one in found:
        title = house().content.rubrics[one.skill].title
        with st.expander(f"{title}: {_in_short(one)}", expanded=bool(one.held)):
            parts.table([_row(one, line) for line in one.lines], f"What moved in {title}")
            if one.held and st.button("I have looked: show it again", key=f"let go {one.skill}"):
                replays.let_go(house(), me, one.skill)
                parts.flash("Trainees see these points again from their next reply on.")
                st.rerun()


def _in_short(one: Replay) -> str:
    when = parts.ago(one.at, house().now())
    if one.held:
        points = "one point is" if len(one.held) == 1 else f"{len(one.held)} points are"
        return f"changed {when}; {points} held back"
    return f"changed {when}; nothing is held back"


def _row(one: Replay, line: Moved) -> dict[str, object]:
    rubric = house().content.rubrics[one.skill]
    before = line.before
    return {
        "Point": rubric.criterion(line.criterion).title,
        "Agreement now": _figure(line.now.kappa),
        "before": _figure(before.kappa if before else None),
        "Levels from people's, now": _signed(line.now.bias),
        "before ": _signed(before.bias if before else None),
        "": "held back" if line.criterion in one.held else "",
    }


def _figure(kappa: float | None) -> str:
    return "too few" if kappa is None else f"{kappa:.2f}"


def _signed(levels: float | None) -> str:
    return "too few" if levels is None else f"{levels:+.1f}"
