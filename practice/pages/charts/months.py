"""A cohort month by month: what was met, and how own ratings lie against the signed ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from practice.cases import DIFFICULTIES
from practice.disclosure import LEAST_PRIVATE, too_few
from practice.pages.charts.drawing import (
    LIGHT,
    Palette,
    Rows,
    empty,
    share_words,
    styled,
    ticks,
)

if TYPE_CHECKING:
    from practice.figures import Figure
    from practice.given_out import Told

_MARKS = {"beginner": "circle", "intermediate": "diamond", "advanced": "square"}
_LINES = {"beginner": "solid", "intermediate": "dash", "advanced": "dot"}


def _share(month: Told, about: str, level: str) -> Figure | None:
    found = (one for one in month.of("met") if (one.about, one.level) == (about, level))
    return next(found, None)


def met(
    months: Sequence[Told], abouts: Sequence[str], titles: Mapping[str, str],
    colours: Palette = LIGHT,
) -> go.Figure:  # fmt: skip
    """One small panel for each point: the share met in simulation, month by month and level by
    level. A share near none or all is drawn where it is given."""
    known = [about for about in abouts for month in months
             if any(_share(month, about, level) for level in DIFFICULTIES)]  # fmt: skip
    abouts = list(dict.fromkeys(known))
    if not abouts:
        return empty(met_words(months, "", titles), colours)
    n = len(abouts)
    figure = make_subplots(
        rows=n, cols=1, shared_xaxes=True, vertical_spacing=0.3 / n if n > 1 else 0,
        subplot_titles=[escape(titles.get(about, about)) for about in abouts],
    )  # fmt: skip
    days = [month.begins for month in months]
    tint = dict(zip(DIFFICULTIES, (colours.accent, colours.second, colours.ink), strict=True))
    for row, about in enumerate(abouts, start=1):
        for level in DIFFICULTIES:
            found = [_share(month, about, level) for month in months]
            if not any(found):
                continue
            figure.add_scatter(
                x=days, y=[one.value if one else None for one in found], name=level,
                mode="lines+markers", connectgaps=False, row=row, col=1, legendgroup=level,
                showlegend=level not in {trace.name for trace in figure.data},
                line={"color": tint[level], "width": 3, "dash": _LINES[level]},
                marker={"size": 9, "symbol": _MARKS[level]},
                customdata=[[share_words(one), one.trainees if one else 0] for one in found],
                hovertemplate="%{x|%B}: %{customdata[0]} of %{customdata[1]} trainees"
                "<extra>%{fullData.name}</extra>",
            )  # fmt: skip
    styled(figure, 96 + 118 * n, colours)
    for title in figure.layout.annotations:
        title.update(x=0, xanchor="left", xshift=-44, yshift=4, font={"size": 13})
    figure.update_layout(margin={"t": 64}, legend={"y": 1 + 34 / (118 * n)})
    shown = [days[i] for i in ticks(len(days))]
    figure.update_xaxes(tickvals=shown, ticktext=[f"{day:%b %Y}" for day in shown], showgrid=False)
    figure.update_xaxes(title={"text": "Month of signature", "standoff": 12}, row=n)
    figure.update_yaxes(
        range=[-0.06, 1.06], tickvals=[0, 0.5, 1], ticktext=["0 %", "50 %", "100 %"]
    )
    return figure


def met_table(months: Sequence[Told], abouts: Sequence[str], titles: Mapping[str, str]) -> Rows:
    """The same figure as rows, with how many trainees each share is of."""
    return [
        {
            "Point": titles.get(about, about),
            "Level": level,
            "Month": f"{month.begins:%B %Y}",
            "Met in simulation": share_words(one),
            "Trainees": str(one.trainees),
        }
        for about in abouts
        for level in DIFFICULTIES
        for month in months
        if (one := _share(month, about, level))
    ]


def met_words(months: Sequence[Told], about: str, titles: Mapping[str, str]) -> str:
    """One point in a sentence: its latest month beside its first, at the lowest level it has."""
    if not months:
        return "The first figures come when a month is over."
    for level in DIFFICULTIES:
        known = [(month, one) for month in months if (one := _share(month, about, level))]
        if known:
            month, last = known[-1]
            words = (
                f"{last.trainees} trainees had first attempts at “{titles.get(about, about)}”, "
                f"{level} level, signed in {month.begins:%B}: {share_words(last)} met it"
            )
            if len(known) > 1:
                month, first = known[0]
                words += f"; in {month.begins:%B %Y} it was {share_words(first)} of "
                words += f"{first.trainees}"
            return f"{words}."
    return f"Nothing to show here yet. {too_few()}"


def own(months: Sequence[Told], colours: Palette = LIGHT) -> go.Figure:
    """The middle trainee's own level against the signed one, on a band with the middle half."""
    known = [(month.begins, one) for month in months if (one := month.one("own minus signed"))]
    if not known:
        return empty(own_words(months), colours)
    days = [day for day, _ in known]
    figure = go.Figure()
    figure.add_scatter(
        x=[*days, *reversed(days)],
        y=[one.high for _, one in known] + [one.low for _, one in reversed(known)],
        mode="lines", fill="toself", fillcolor=colours.band, hoverinfo="skip",
        line={"width": 8 if len(days) == 1 else 0, "color": colours.band},
        name="Middle half of trainees",
    )  # fmt: skip
    figure.add_scatter(
        x=days, y=[one.value for _, one in known], mode="lines+markers", name="Middle trainee",
        line={"color": colours.accent, "width": 3}, marker={"size": 9},
        customdata=[[_way(one.value), one.trainees] for _, one in known],
        hovertemplate="%{x|%B}: %{customdata[0]}, %{customdata[1]} trainees<extra></extra>",
    )  # fmt: skip
    figure.add_hline(y=0, line={"color": colours.ink, "width": 1, "dash": "dot"})
    styled(figure, 280, colours)
    top = max(1.0, *(max(abs(one.high or 0), abs(one.low or 0)) for _, one in known))
    figure.update_yaxes(
        range=[-top * 1.15, top * 1.15], tickvals=[-1, 0, 1],
        ticktext=["1 lower", "the same", "1 higher"],
    )  # fmt: skip
    shown = [days[i] for i in ticks(len(days))]
    figure.update_xaxes(
        tickvals=shown, ticktext=[f"{day:%b %Y}" for day in shown], showgrid=False,
        title={"text": "Three months up to", "standoff": 12},
    )  # fmt: skip
    return figure


def own_table(months: Sequence[Told]) -> Rows:
    """The same figure as rows."""
    return [
        {
            "Three months up to": f"{month.begins:%B %Y}",
            "Middle trainee": _way(one.value),
            "Middle half": f"{_way(one.low or 0)} to {_way(one.high or 0)}",
            "Trainees": str(one.trainees),
        }
        for month in months
        if (one := month.one("own minus signed"))
    ]


def own_words(months: Sequence[Told]) -> str:
    """The same figure in one sentence."""
    known = [(month, one) for month in months if (one := month.one("own minus signed"))]
    if not known:
        least = f"{LEAST_PRIVATE} trainees with five signed reps each in three months"
        return f"Not shown yet: it needs {least}."
    month, last = known[-1]
    words = (
        f"In the three months up to {month.begins:%B} the middle trainee rated {_way(last.value)} "
        f"than the supervisors did, the middle half {_way(last.low or 0)} to {_way(last.high or 0)}"
    ).replace("the same than", "the same as")
    if len(known) > 1:
        words += f"; up to {known[0][0].begins:%B} it was {_way(known[0][1].value)}"
    return f"{words}."


def _way(levels: float) -> str:
    size = f"{abs(levels):.1f}"
    return "the same" if size == "0.0" else f"{size} {'higher' if levels > 0 else 'lower'}"
