"""Days to a supervisor's answer, tier by tier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from practice.pages.charts.drawing import LIGHT, Palette, Rows, above, empty, rows_down, styled
from practice.reviews import Tier

if TYPE_CHECKING:
    from practice.cohorts import Turnaround
    from practice.targets import Target


def turnaround(tiers: Sequence[Turnaround], colours: Palette = LIGHT) -> go.Figure:
    """Days from submission to signature by tier: ● half are signed by then, ◇ nine of ten."""
    if not tiers:
        return empty(turnaround_words(tiers), colours)
    figure, at = go.Figure(), {tier.tier: i for i, tier in enumerate(tiers)}
    known = [t for t in tiers if t.median is not None and t.ninetieth is not None]
    figure.add_scatter(
        x=[x for t in known for x in (t.median, t.ninetieth, None)],
        y=[y for t in known for y in (at[t.tier], at[t.tier], None)],
        mode="lines", line={"color": colours.muted, "width": 2}, hoverinfo="skip", showlegend=False,
    )  # fmt: skip
    figure.add_scatter(
        x=[t.ninetieth for t in known], y=[at[t.tier] for t in known], mode="markers",
        name="9 of 10 signed within",
        marker={"symbol": "diamond-open", "size": 15, "color": colours.second,
                "line": {"width": 3, "color": colours.second}},
        hovertemplate="9 of 10 signed within %{x:.1f} days<extra></extra>",
    )  # fmt: skip
    figure.add_scatter(
        x=[t.median for t in known], y=[at[t.tier] for t in known], mode="markers",
        name="Half signed within",
        marker={"symbol": "circle", "size": 11, "color": colours.accent},
        hovertemplate="Half signed within %{x:.1f} days<extra></extra>",
    )  # fmt: skip
    for tier in tiers:
        if tier.median is None:
            figure.add_annotation(
                text=escape(tier.note), x=0, xref="x", y=at[tier.tier], yref="y", xanchor="left",
                showarrow=False, font={"color": colours.muted},
            )  # fmt: skip
    styled(figure, 130 + 64 * len(tiers), colours)
    for y, tier in enumerate(tiers):
        n = f"{tier.signed} signed, {sum(tier.open)} open"
        above(figure, y, _capital(tier.tier), n, colours)
    figure.update_traces(cliponaxis=False)
    figure.update_layout(legend={"traceorder": "reversed"})
    top = max((t.ninetieth or 0 for t in known), default=0)
    figure.update_xaxes(
        range=[-0.02 * max(top, 5), max(top, 5) * 1.04],
        title={"text": "Days from submission to signature", "standoff": 12},
    )
    rows_down(figure, len(tiers))
    return figure


def turnaround_table(tiers: Sequence[Turnaround], aims: Mapping[Tier, Target]) -> Rows:
    """The same figure as rows, with the programme's target and the age of what is open."""
    ages = ("Open up to 2 days", "3 to 7 days", "8 to 14 days", "Longer")
    return [
        {
            "Tier": _capital(t.tier),
            "Target": aims[Tier(t.tier)].words,
            "Half signed within": t.note if t.median is None else f"{t.median:.1f} days",
            "9 of 10 signed within": "" if t.ninetieth is None else f"{t.ninetieth:.1f} days",
            "Signed": str(t.signed),
            **{age: str(n) for age, n in zip(ages, t.open, strict=True)},
        }
        for t in tiers
    ]


def turnaround_words(tiers: Sequence[Turnaround]) -> str:
    """The same figure in one sentence."""
    if not tiers:
        return "Nothing has been sent to a supervisor yet."
    parts = [
        f"in “{t.tier}” half are signed within {t.median:.1f} days and 9 of 10 within "
        f"{t.ninetieth:.1f}"
        for t in tiers
        if t.median is not None and t.ninetieth is not None
    ]
    waiting = sum(sum(t.open) for t in tiers)
    parts.append("1 rep is open" if waiting == 1 else f"{waiting} reps are open")
    return f"{_capital('; '.join(parts))}."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
