"""Own and supervisors' levels, criterion by criterion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from practice.pages.charts.drawing import (
    LIGHT,
    Palette,
    Rows,
    above,
    empty,
    reps,
    rows_down,
    styled,
)
from practice.rubrics import LEVELS

if TYPE_CHECKING:
    from practice.calibration import Compared

FEW = 5  # signed reps: below, the label says so

# Every second word, so that they do not touch on a phone.
_TICKS = [f"{n} {word}" if n % 2 == 0 else str(n) for n, word in LEVELS.items()]


def dumbbell(
    rows: Sequence[Compared], titles: Mapping[str, str], colours: Palette = LIGHT
) -> go.Figure:
    """Own mean level ○ and supervisors' ● on each criterion, from Missing to Skilled."""
    if not rows:
        return empty(dumbbell_words(rows, titles), colours)
    own, theirs = [row.self_mean for row in rows], [row.reference_mean for row in rows]
    at = list(range(len(rows)))
    figure = go.Figure()
    figure.add_scatter(
        x=[x for row in rows for x in (row.self_mean, row.reference_mean, None)],
        y=[y for i in at for y in (i, i, None)],
        mode="lines", line={"color": colours.muted, "width": 2}, hoverinfo="skip", showlegend=False,
    )  # fmt: skip
    figure.add_scatter(
        x=theirs, y=at, mode="markers", name="Your supervisors",
        marker={"symbol": "circle", "size": 11, "color": colours.accent},
        hovertemplate="Your supervisors: %{x:.1f}<extra></extra>",
    )  # fmt: skip
    figure.add_scatter(  # larger than the other, so that both are seen when they agree
        x=own, y=at, mode="markers", name="You",
        marker={"symbol": "circle-open", "size": 18,
                "line": {"width": 3, "color": colours.second}, "color": colours.second},
        hovertemplate="You: %{x:.1f}<extra></extra>",
    )  # fmt: skip
    styled(figure, 110 + 72 * len(rows), colours)
    for y, row in enumerate(rows):
        above(figure, y, titles.get(row.criterion, row.criterion), _n(row.n), colours)
    figure.update_traces(cliponaxis=False)
    figure.update_layout(legend={"traceorder": "reversed"})
    figure.update_xaxes(range=[-0.3, 4.3], tickvals=list(LEVELS), ticktext=_TICKS)
    rows_down(figure, len(rows))
    return figure


def dumbbell_table(rows: Sequence[Compared], titles: Mapping[str, str]) -> Rows:
    """The same figure as rows."""
    return [
        {
            "Criterion": titles.get(row.criterion, row.criterion),
            "You": f"{row.self_mean:.1f}",
            "Your supervisors": f"{row.reference_mean:.1f}",
            "Signed reps": str(row.n),
        }
        for row in rows
    ]


def dumbbell_words(rows: Sequence[Compared], titles: Mapping[str, str]) -> str:
    """The same figure in one sentence."""
    if not rows:
        return "There are no signed ratings to compare yet."
    apart = [round(row.self_mean, 1) - round(row.reference_mean, 1) for row in rows]
    widest = max(range(len(rows)), key=lambda i: abs(apart[i]))
    counts = [
        (sum(d >= 0.05 for d in apart), "higher"),
        (sum(d <= -0.05 for d in apart), "lower"),
        (sum(abs(d) < 0.05 for d in apart), "the same"),
    ]
    parts = [f"{n} {where}" for n, where in counts if n]
    criteria = "1 criterion" if len(rows) == 1 else f"{len(rows)} criteria"
    words = f"Compared with your supervisors, over {criteria} you rated {_listed(parts)} on average"
    if abs(apart[widest]) < 0.05:
        return f"{words}."
    title = titles.get(rows[widest].criterion, rows[widest].criterion)
    way = "higher" if apart[widest] > 0 else "lower"
    return f"{words}; the widest gap is on “{title}”, {abs(apart[widest]):.1f} {way}."


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _n(n: int) -> str:
    return f"{reps(n)} (few)" if n < FEW else reps(n)
