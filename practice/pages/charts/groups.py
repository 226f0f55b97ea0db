"""Whether practice treats groups alike: one row for each group, one chart for each measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go

from practice.disclosure import LEAST_PRIVATE
from practice.equity import AGE, CLIENT, SAID
from practice.pages.charts.drawing import (
    LIGHT,
    Palette,
    Rows,
    above,
    empty,
    rows_down,
    share_words,
    styled,
)

if TYPE_CHECKING:
    from practice.figures import Figure
    from practice.given_out import Told

TITLES = {
    "level": "Signed level, 0 to 4",
    "days to signature by group": "Days to signature, half signed within",
    "returned": "Returned for another try",
    "machine minus signed": "Machine's level above (+) or below (−) the signed one",
}
_RANGE = {"level": (0.0, 4.0), "returned": (0.0, 1.0)}
_WHO = {SAID: "trainees who say “{}”", CLIENT: "clients with {}", AGE: "clients aged {}"}


def group_words(about: str) -> str:
    """A group as people say it."""
    kind, _, name = about.partition(": ")
    return _WHO[kind].format(name)


def groups(quarter: Told | None, measure: str, colours: Palette = LIGHT) -> go.Figure:
    """Each group's figure as a dot on one scale."""
    known = quarter.of(measure) if quarter else ()
    if not known:
        return empty(groups_words(quarter, measure), colours)
    figure, at = go.Figure(), list(range(len(known)))
    figure.add_scatter(
        x=[one.value for one in known], y=at, mode="markers", showlegend=False, cliponaxis=False,
        marker={"symbol": "circle", "size": 12, "color": colours.accent},
        customdata=[[_value(measure, one), one.trainees] for one in known],
        hovertemplate="%{customdata[0]}, %{customdata[1]} trainees<extra></extra>",
    )  # fmt: skip
    styled(figure, 70 + 58 * len(known), colours)
    for y, one in enumerate(known):
        name = group_words(one.about)
        above(figure, y, name[:1].upper() + name[1:], _value(measure, one), colours)
    values = [one.value for one in known]
    low, high = _RANGE.get(measure, (min(0.0, *values), max(1.0, *values)))
    room = 0.06 * (high - low)
    figure.update_xaxes(range=[low - room, high + room], nticks=5)
    if measure == "returned":
        figure.update_xaxes(tickvals=[0, 0.5, 1], ticktext=["0 %", "50 %", "100 %"])
    rows_down(figure, len(known))
    return figure


def groups_table(quarter: Told | None) -> Rows:
    """Every measure of every group, as rows."""
    if quarter is None:
        return []
    abouts = dict.fromkeys(one.about for measure in TITLES for one in quarter.of(measure))
    found = {(one.measure, one.about): one for one in quarter.figures}
    return [
        {"Group": group_words(about)}
        | {
            title: _value(measure, one) if (one := found.get((measure, about))) else "too few"
            for measure, title in TITLES.items()
        }
        for about in abouts
    ]


def groups_words(quarter: Told | None, measure: str) -> str:
    """The same figure in one sentence; it names no cause."""
    if quarter is None:
        return "The first figures come when a quarter of the year is over."
    known = quarter.of(measure)
    if not known:
        return f"No group has {LEAST_PRIVATE} trainees or more, with enough people in none of them."
    parts = (f"{group_words(one.about)} {_value(measure, one)}" for one in known)
    return f"{TITLES[measure]}: {'; '.join(parts)}."


def _value(measure: str, one: Figure) -> str:
    if measure == "returned":
        return share_words(one)
    if measure.startswith("machine"):
        return f"{one.value:+.1f} levels".replace("-", "−")
    return f"{one.value:.1f} days" if measure.startswith("days") else f"{one.value:.1f}"
