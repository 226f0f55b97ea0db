"""Own and supervisors' levels, criterion by criterion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from practice.pages.charts.drawing import (
    LIGHT,
    Palette,
    Rows,
    beside,
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
    rows: Sequence[Compared],
    titles: Mapping[str, str],
    colours: Palette = LIGHT,
    machine: Mapping[str, float] | None = None,
) -> go.Figure:
    """Own mean level ○ and supervisors' ● on each criterion, from Missing to Skilled.

    `machine` are mean provisional levels ◇, for the criteria that have one.
    """
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
    if machine:
        figure.add_scatter(
            x=[machine[row.criterion] for row in rows if row.criterion in machine],
            y=[y for y, row in enumerate(rows) if row.criterion in machine],
            mode="markers", name="Machine (provisional)",
            marker={"symbol": "diamond-open", "size": 13, "color": colours.ink,
                    "line": {"width": 2, "color": colours.ink}},
            hovertemplate="Machine, provisional: %{x:.1f}<extra></extra>",
        )  # fmt: skip
    styled(figure, 96 + 58 * len(rows), colours)
    for y, row in enumerate(rows):
        beside(figure, y, titles.get(row.criterion, row.criterion), _n(row.n), colours)
    figure.update_traces(cliponaxis=False)
    figure.update_layout(legend={"traceorder": "reversed"})
    figure.update_xaxes(range=[-0.5, 5.1], tickvals=list(LEVELS), ticktext=_TICKS)
    rows_down(figure, len(rows))
    return figure


def dumbbell_table(
    rows: Sequence[Compared],
    titles: Mapping[str, str],
    machine: Mapping[str, float] | None = None,
) -> Rows:
    """The same figure as rows."""
    return [
        {
            "Point": titles.get(row.criterion, row.criterion),
            "You": f"{row.self_mean:.1f}",
            "Your supervisors": f"{row.reference_mean:.1f}",
            **({"Machine (provisional)": _or_none(machine.get(row.criterion))} if machine else {}),
            "Signed reps": str(row.n),
        }
        for row in rows
    ]


def _or_none(level: float | None) -> str:
    return "" if level is None else f"{level:.1f}"


def dumbbell_words(rows: Sequence[Compared], titles: Mapping[str, str]) -> str:
    """The same figure in one sentence; points with few signed reps are left out of it."""
    if not rows:
        return "There are no signed ratings to compare yet."
    few = sum(row.n < FEW for row in rows)
    rows = [row for row in rows if row.n >= FEW]
    if not rows:
        return f"Fewer than {FEW} signed reps on every point here: too few to say more than that."
    apart = [round(row.self_mean, 1) - round(row.reference_mean, 1) for row in rows]
    widest = max(range(len(rows)), key=lambda i: abs(apart[i]))
    counts = [
        (sum(d >= 0.05 for d in apart), "higher"),
        (sum(d <= -0.05 for d in apart), "lower"),
        (sum(abs(d) < 0.05 for d in apart), "the same"),
    ]
    parts = [f"{n} {where}" for n, where in counts if n]
    points = "1 point" if len(rows) == 1 else f"{len(rows)} points"
    words = f"Compared with your supervisors, over {points} you rated {_listed(parts)} on average"
    if abs(apart[widest]) >= 0.05:
        title = titles.get(rows[widest].criterion, rows[widest].criterion)
        way = "higher" if apart[widest] > 0 else "lower"
        words += f"; the widest gap is on “{title}”, {abs(apart[widest]):.1f} {way}"
    if few:
        others = "1 other point has" if few == 1 else f"{few} other points have"
        words += f". {others} fewer than {FEW} signed reps and counts for nothing here yet"
    return f"{words}."


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _n(n: int) -> str:
    return f"{reps(n, '')}, few" if n < FEW else reps(n, "")
