"""How far supervisors agree with each other: for a trainee, a supervisor and a director alike."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from practice.adapters.wiring import house
from practice.agreement import Interval
from practice.pages import parts
from practice.raters import NEEDED, Agreement


def draw(found: Sequence[Agreement]) -> None:
    """One line for each point: the figures with their intervals, or how many are still missing."""
    if not found:
        st.write("No rep has been rated blind by two supervisors yet.")
        return
    st.caption(
        "Two supervisors rated the same rep without seeing each other's levels. 1 is perfect, 0 is "
        f"what chance would give. Only reps drawn at random count, and none before {NEEDED}."
    )
    here, few = {one.criterion: one for one in found}, []
    for rubric in house().content.rubrics.values():
        lines = [(c, here[rubric.full(c)]) for c in rubric.criteria if rubric.full(c) in here]
        if any(one.enough for _, one in lines):
            parts.table([_row(c.title, one) for c, one in lines], rubric.title)
        elif lines:
            n = max(one.n for _, one in lines)
            few.append({"Skill": rubric.title, "Reps rated by two": n, "Needed": NEEDED})
    parts.table(few, "Too few on every point yet")
    asked = sum(one.others for one in found)
    if asked:
        ratings = "1 further rating was" if asked == 1 else f"{asked} further ratings were"
        st.caption(f"{ratings} made twice for a reason; those are in no figure.")


def _row(title: str, one: Agreement) -> dict[str, object]:
    within = "" if one.within_one is None else f"{round(100 * one.within_one)} %"
    return {
        "Point": title,
        "Supervisors": one.sentence,
        "Weighted kappa": _figure(one.kappa, one.kappa_likely),
        "ICC(2,1)": _figure(one.icc, one.icc_likely),
        "Within a level": within,
    }


def _figure(value: float | None, likely: Interval | None) -> str:
    if value is None or likely is None:
        return ""
    return f"{value:.2f} (likely {likely.low:.2f} to {likely.high:.2f})"
