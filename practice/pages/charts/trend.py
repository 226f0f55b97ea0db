"""How a trainee's bias moved, signed rep by signed rep, higher and lower in the same room."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from practice.mirror_words import between
from practice.pages.charts.drawing import LIGHT, Palette, Rows, empty, short_day, styled

if TYPE_CHECKING:
    from practice.mirror import Step


def trend(steps: Sequence[Step], colours: Palette = LIGHT) -> go.Figure:
    """The estimate with its 80 % band, the line of no difference, and where the rater changed."""
    if not steps:
        return empty(trend_words(steps), colours)
    at = [step.number for step in steps]
    figure = go.Figure()
    figure.add_scatter(
        x=[*at, *reversed(at)],
        y=[step.high for step in steps] + [step.low for step in reversed(steps)],
        mode="lines", fill="toself", fillcolor=colours.band, hoverinfo="skip",
        line={"width": 8 if len(steps) == 1 else 0, "color": colours.band}, name="Likely (80 %)",
    )  # fmt: skip
    figure.add_scatter(
        x=at, y=[step.mean for step in steps], mode="lines+markers", name="Higher or lower",
        line={"color": colours.accent, "width": 3}, marker={"size": 7},
        customdata=[[_way(step.mean), _way(step.low), _way(step.high)] for step in steps],
        hovertemplate="After %{x} signed reps: %{customdata[0]}<br>likely %{customdata[1]} to "
        "%{customdata[2]}<extra></extra>",
    )  # fmt: skip
    top = max(1, ceil(max(max(abs(step.low), abs(step.high)) for step in steps) - 0.05))
    changed = [step.number for step in steps if step.new_rater]
    if changed:
        figure.add_scatter(
            x=changed, y=[-top * 1.08] * len(changed), mode="markers", cliponaxis=False,
            name="Another supervisor signed", hoverinfo="skip",
            marker={"symbol": "triangle-up-open", "size": 9, "color": colours.second,
                    "line": {"width": 2}},
        )  # fmt: skip
    figure.add_hline(y=0, line={"color": colours.ink, "width": 1, "dash": "dot"})
    styled(figure, 280, colours)
    ticks = [-top, 0, top]
    figure.update_yaxes(
        range=[-top * 1.2, top * 1.2], tickvals=ticks, ticktext=[_way(tick, 0) for tick in ticks]
    )
    step = max(1, ceil((at[-1] - at[0] + 1) / 8))
    figure.update_xaxes(
        range=[at[0] - 0.6, at[-1] + 0.6], tickvals=at[::step], showgrid=False,
        title={"text": "Signed reps", "standoff": 8},
    )  # fmt: skip
    return figure


def trend_table(steps: Sequence[Step]) -> Rows:
    """The same figure as rows."""
    return [
        {
            "Signed reps": str(step.number),
            "You rated": _way(step.mean),
            "Likely": between(_way(step.low), _way(step.high)),
            "Rated": short_day(step.at.date()),
            "Signed by": "another supervisor" if step.new_rater else "the same as before",
        }
        for step in steps
    ]


def trend_words(steps: Sequence[Step]) -> str:
    """The same figure in one sentence."""
    if not steps:
        return "The line begins with the fifth signed rep."
    first, last = steps[0], steps[-1]
    now = f"{_way(last.mean)} after {last.number} signed reps"
    if len(steps) == 1:
        return f"So far one estimate, {now}; each further signed rep adds one."
    words = f"From {_way(first.mean)} after {first.number} signed reps to {now}"
    changes = sum(step.new_rater for step in steps)
    if changes:
        times = "once" if changes == 1 else f"{changes} times"
        words += f"; who signed changed {times} meanwhile, which can move it too"
    return f"{words}."


def _way(levels: float, digits: int = 1) -> str:
    size = f"{abs(levels):.{digits}f}"
    if float(size) == 0:
        return "the same"
    return f"{size} {'higher' if levels > 0 else 'lower'}"
