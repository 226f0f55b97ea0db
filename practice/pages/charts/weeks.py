"""A cohort week by week: good reps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from practice.disclosure import too_few
from practice.pages.charts.drawing import (
    LIGHT,
    Palette,
    Rows,
    empty,
    number,
    share_words,
    short_day,
    span,
    styled,
    ticks,
)

if TYPE_CHECKING:
    from practice.given_out import Told

NOTHING = "The first figures come when a week is over."


def good_reps(weeks: Sequence[Told], colours: Palette = LIGHT) -> go.Figure:
    """The middle trainee's good reps per week, on a band that holds the middle half of trainees."""
    if all(week.one("good reps") is None for week in weeks):
        return empty(good_reps_words(weeks), colours)
    figure, first, top = go.Figure(), True, 1.0
    for run in _runs(weeks):
        days = [week.begins for week in run]
        known = [one for week in run if (one := week.one("good reps"))]
        top = max([top, *(one.high or 0 for one in known)])
        figure.add_scatter(
            x=[*days, *reversed(days)],
            y=[one.high for one in known] + [one.low for one in reversed(known)],
            mode="lines", fill="toself", fillcolor=colours.band, hoverinfo="skip",
            line={"width": 8 if len(run) == 1 else 0, "color": colours.band},
            name="Middle half of trainees", legendgroup="half", showlegend=first,
        )  # fmt: skip
        figure.add_scatter(
            x=days, y=[one.value for one in known], mode="lines+markers",
            line={"color": colours.accent, "width": 3}, marker={"size": 9},
            name="Middle trainee", legendgroup="middle", showlegend=first,
            customdata=[[one.low, one.high, one.trainees] for one in known],
            hovertemplate="Week from %{x|%-d %b}: %{y:.3~g}<br>middle half %{customdata[0]:.3~g} "
            "to %{customdata[1]:.3~g}<br>%{customdata[2]} trainees<extra></extra>",
        )  # fmt: skip
        first = False
    styled(figure, 320, colours)
    shown = [weeks[i].begins for i in ticks(len(weeks))]
    figure.update_xaxes(
        tickvals=shown, ticktext=[short_day(day) for day in shown], showgrid=False,
        range=span([week.begins for week in weeks]),
        title={"text": "Week from", "standoff": 12},
    )  # fmt: skip
    figure.update_yaxes(range=[0, top * 1.12], nticks=5, title={"text": "Good reps a week"})
    return figure


def _runs(weeks: Sequence[Told]) -> Iterator[list[Told]]:
    for known, run in groupby(weeks, key=lambda week: week.one("good reps") is not None):
        if known:
            yield list(run)


def good_reps_table(weeks: Sequence[Told]) -> Rows:
    """The same figure as rows, with who sent a rep and how many were tried again."""
    rows = []
    for week in weeks:
        good = week.one("good reps")
        rows.append({
            "Week from": week.begins.isoformat(),
            "Middle trainee": number(good.value) if good else too_few(),
            "Middle half": f"{number(good.low)} to {number(good.high)}" if good else "",
            "Trainees": str(good.trainees) if good else "",
            "Sent a rep": share_words(week.one("sent a rep")),
            "Tried again": share_words(week.one("tried again")),
        })  # fmt: skip
    return rows


def good_reps_words(weeks: Sequence[Told]) -> str:
    """The same figure in one sentence."""
    known = [(week, one) for week in weeks if (one := week.one("good reps"))]
    if not known:
        return too_few() if weeks else NOTHING
    week, last = known[-1]
    words = (
        f"In the week from {short_day(week.begins)} the middle trainee did {number(last.value)} "
        f"good reps, the middle half {number(last.low)} to {number(last.high)}, of "
        f"{last.trainees} trainees"
    )
    if sent := week.one("sent a rep"):
        words += f", {share_words(sent)} of whom sent one"
    if len(known) > 1:
        words += f"; in the week from {short_day(known[0][0].begins)} it was "
        words += number(known[0][1].value)
    hidden = len(weeks) - len(known)
    if hidden:
        which = "1 week is" if hidden == 1 else f"{hidden} weeks are"
        words += f"; {which} not shown, for too few trainees"
    return f"{words}."
