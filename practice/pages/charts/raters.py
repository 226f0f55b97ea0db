"""How strict each rater is, beside the mean of the programme's raters; for a director."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil

import plotly.graph_objects as go

from practice.pages.charts.drawing import LIGHT, Palette, Rows, beside, empty, rows_down, styled
from practice.severity import Severity


def severity(
    raters: Sequence[Severity], names: Mapping[str, str], colours: Palette = LIGHT
) -> go.Figure:
    """A dot and its 80 % interval for each rater who can be compared, by name, around nought."""
    known = _known(raters, names)
    if not known:
        return empty(severity_words(raters, names), colours)
    figure = go.Figure()
    figure.add_vline(x=0, line={"color": colours.ink, "width": 1, "dash": "dot"})
    for place, (one, levels, low, high) in enumerate(known):
        figure.add_scatter(
            x=[low, high], y=[place, place], mode="lines", showlegend=False, hoverinfo="skip",
            line={"color": colours.band, "width": 9},
        )  # fmt: skip
        name = names.get(one.rater, one.rater)
        figure.add_scatter(
            x=[levels], y=[place], mode="markers", showlegend=False,
            marker={"color": colours.accent, "size": 11},
            hovertemplate=f"{escape(name)}: {_way(levels)}<extra></extra>",
        )  # fmt: skip
        beside(figure, place, name, f"{one.shared} shared reps", colours)
    rows_down(figure, len(known))
    styled(figure, 90 + 54 * len(known), colours)
    end = max(1, ceil(max(abs(x) for _, _, low, high in known for x in (low, high)) - 0.05))
    figure.update_xaxes(
        range=[-end * 1.3, end * 1.4], tickvals=[-end, 0, end],
        ticktext=[f"{end} higher", "as the mean", f"{end} lower"],
    )  # fmt: skip
    return figure


def severity_table(raters: Sequence[Severity], names: Mapping[str, str]) -> Rows:
    """The same figure as rows, with who cannot be compared yet."""
    return [
        {
            "Rater": names.get(one.rater, one.rater),
            "Rates": "too few" if one.levels is None else _way(one.levels),
            "Likely (80 %)": (
                f"{_way(one.likely80.low)} to {_way(one.likely80.high)}" if one.likely80 else ""
            ),
            "Reps": str(one.reps),
            "Rated by another too": str(one.shared),
        }
        for one in _by_name(raters, names)
    ]


def severity_words(raters: Sequence[Severity], names: Mapping[str, str]) -> str:
    """The same figure in one sentence."""
    known = _known(raters, names)
    if not known:
        return "Nobody can be compared yet: too few reps were rated by two people."
    told = [f"{names.get(one.rater, one.rater)} {_way(levels)}" for one, levels, *_ in known]
    return f"Beside the mean of the raters: {', '.join(told)}."


def _by_name(raters: Sequence[Severity], names: Mapping[str, str]) -> list[Severity]:
    return sorted(raters, key=lambda one: names.get(one.rater, one.rater).lower())


def _known(
    raters: Sequence[Severity], names: Mapping[str, str]
) -> list[tuple[Severity, float, float, float]]:
    return [
        (one, one.levels, one.likely80.low, one.likely80.high)
        for one in _by_name(raters, names)
        if one.levels is not None and one.likely80 is not None
    ]


def _way(levels: float) -> str:
    size = f"{abs(levels):.1f}"
    return "the same" if size == "0.0" else f"{size} {'lower' if levels > 0 else 'higher'}"
