"""How somebody's own ratings compare with the signed ones: the same weight in both directions."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from practice import calibration
from practice.adapters.wiring import house
from practice.calibration import Pair
from practice.pages import charts, parts


def draw(
    pairs: tuple[Pair, ...], *, open_rep: Callable[[str], None] | None = None, who: str = "you"
) -> None:
    """The sentence, the dumbbells and the three lists, or how much is still missing.

    `who` is whose ratings these are when a supervisor reads; `open_rep` makes each line a way to
    the rep and its comments.
    """
    sentence = calibration.sentence(pairs)
    if who != "you":
        st.caption(f"This is what {who} reads on their own page: “you” is {who}.")
    if sentence is None:
        parts.empty(
            "Not enough signed reps yet", calibration.not_enough(calibration.signed_reps(pairs))
        )
        return
    st.header(sentence)
    titles = {
        rubric.full(c): c.title
        for rubric in house().content.rubrics.values()
        for c in rubric.criteria
    }
    rows = calibration.by_criterion(pairs)
    st.header("Point by point")
    parts.chart(
        charts.dumbbell(rows, titles, parts.palette()),
        charts.dumbbell_words(rows, titles),
        charts.dumbbell_table(rows, titles),
    )
    for title, about, found in (
        ("You spot it", "You rated low, and so did your supervisor.", calibration.spot_its(pairs)),
        ("Blind spots", "You rated high, your supervisor low.", calibration.blind_spots(pairs)),
        ("Hidden strengths", "You rated low, your supervisor high.",
         calibration.hidden_strengths(pairs)),
    ):  # fmt: skip
        if found:
            st.header(title)
            st.caption(about)
            for pair in found[:5]:
                left, right = st.columns([5, 1], vertical_alignment="center")
                left.write(
                    f"{titles.get(pair.criterion, pair.criterion)}: you {pair.self_level}, "
                    f"supervisor {pair.reference_level}"
                )
                key = f"{title} {pair.rep} {pair.criterion}"
                if open_rep and right.button("Open", key=key, help="Open the rep and its comments"):
                    open_rep(pair.rep)
