"""A cohort week by week: good reps, and what was met in simulation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from practice.pages.charts.drawing import (
    LIGHT,
    Palette,
    Rows,
    empty,
    percent,
    reps,
    short_day,
    span,
    styled,
    ticks,
)

if TYPE_CHECKING:
    from practice.cohorts import MetShare, Week


def good_reps(weeks: Sequence[Week], colours: Palette = LIGHT) -> go.Figure:
    """The middle trainee's good reps per week, on a band that holds the middle half of trainees."""
    if all(week.median is None for week in weeks):
        return empty(good_reps_words(weeks), colours)
    figure, first = go.Figure(), True
    for run in _runs(weeks):
        days = [week.begins for week in run]
        figure.add_scatter(
            x=[*days, *reversed(days)],
            y=[week.high for week in run] + [week.low for week in reversed(run)],
            mode="lines", fill="toself", fillcolor=colours.band, hoverinfo="skip",
            line={"width": 8 if len(run) == 1 else 0, "color": colours.band},
            name="Middle half of trainees", legendgroup="half", showlegend=first,
        )  # fmt: skip
        figure.add_scatter(
            x=days, y=[week.median for week in run], mode="lines+markers",
            line={"color": colours.accent, "width": 3}, marker={"size": 9},
            name="Middle trainee", legendgroup="middle", showlegend=first,
            customdata=[[week.low, week.high, week.active, week.trainees] for week in run],
            hovertemplate="Week from %{x|%-d %b}: %{y:.3~g}<br>"
            "middle half %{customdata[0]:.3~g} to "
            "%{customdata[1]:.3~g}<br>%{customdata[2]} of %{customdata[3]} active<extra></extra>",
        )  # fmt: skip
        first = False
    styled(figure, 320, colours)
    shown = [weeks[i] for i in ticks(len(weeks))]
    figure.update_xaxes(
        tickvals=[week.begins for week in shown],
        ticktext=[
            f"{short_day(week.begins)}<br>{week.active} of {week.trainees}" for week in shown
        ],
        showgrid=False,
        range=span([week.begins for week in weeks]),
        title={"text": "Week from, and trainees active", "standoff": 12},
    )
    top = max(week.high or 0 for week in weeks)
    figure.update_yaxes(range=[0, max(top, 1) * 1.12], nticks=5, title={"text": "Good reps a week"})
    return figure


def _runs(weeks: Sequence[Week]) -> Iterator[list[Week]]:
    for known, run in groupby(weeks, key=lambda week: week.median is not None):
        if known:
            yield list(run)


def good_reps_table(weeks: Sequence[Week]) -> Rows:
    """The same figure as rows."""
    return [
        {
            "Week from": week.begins.isoformat(),
            "Middle trainee": _number(week.median) or week.note,
            "Middle half": ""
            if week.low is None or week.high is None
            else f"{_number(week.low)} to {_number(week.high)}",
            "Trainees": str(week.trainees),
            "Active": str(week.active),
        }
        for week in weeks
    ]


def good_reps_words(weeks: Sequence[Week]) -> str:
    """The same figure in one sentence."""
    known = [week for week in weeks if week.median is not None]
    if not known:
        return weeks[0].note if weeks else "There are no weeks to show yet."
    last = known[-1]
    words = (
        f"In the week from {short_day(last.begins)} the middle trainee's good reps were "
        f"{_number(last.median)}, the middle half's {_number(last.low)} "
        f"to {_number(last.high)}, with {last.active} of {last.trainees} trainees active"
    )
    if len(known) > 1:
        before = known[0]
        words += f"; in the week from {short_day(before.begins)} it was {_number(before.median)}"
    hidden = len(weeks) - len(known)
    if hidden:
        which = "1 week is" if hidden == 1 else f"{hidden} weeks are"
        words += f"; {which} not shown, for too few trainees"
    return f"{words}."


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}".removesuffix(".0")


def met_share(
    shares: Sequence[MetShare], titles: Mapping[str, str], colours: Palette = LIGHT
) -> go.Figure:
    """One small panel for each skill: the share of signed reps met in simulation, week by week."""
    skills = list(dict.fromkeys(share.skill for share in shares))
    if not skills:
        return empty(met_share_words(shares, titles), colours)
    own = {skill: [share for share in shares if share.skill == skill] for skill in skills}
    figure = make_subplots(
        rows=len(skills), cols=1, shared_xaxes=True,
        vertical_spacing=0.26 / len(skills) if len(skills) > 1 else 0,
        subplot_titles=[_panel(titles.get(skill, skill), own[skill]) for skill in skills],
    )  # fmt: skip
    for i, skill in enumerate(skills, start=1):
        figure.add_scatter(
            x=[share.begins for share in own[skill]], y=[share.share for share in own[skill]],
            customdata=[[share.signed, share.submitted] for share in own[skill]],
            mode="lines+markers", line={"color": colours.accent, "width": 3}, marker={"size": 9},
            connectgaps=False, showlegend=False, row=i, col=1,
            hovertemplate="Week from %{x|%-d %b}: %{y:.0%} of %{customdata[0]} signed "
            "(%{customdata[1]} submitted)<extra></extra>",
        )  # fmt: skip
        if all(share.share is None for share in own[skill]):
            figure.add_annotation(
                text=escape(next(s.note for s in own[skill] if s.submitted)),
                x=own[skill][len(own[skill]) // 2].begins, y=0.5, showarrow=False, row=i, col=1,
                font={"color": colours.muted},
            )  # fmt: skip
    styled(figure, 70 + 150 * len(skills), colours)
    panels = {_panel(titles.get(skill, skill), own[skill]) for skill in skills}
    for title in figure.layout.annotations:
        if title.text in panels:
            title.update(x=0, xanchor="left", xshift=-40, font={"size": 14})
    begins = [share.begins for share in own[skills[0]]]
    shown = [begins[i] for i in ticks(len(begins))]
    figure.update_xaxes(
        tickvals=shown,
        ticktext=[short_day(day) for day in shown],
        showgrid=False,
        range=span(begins),
    )
    figure.update_xaxes(title={"text": "Week of submission, from", "standoff": 12}, row=len(skills))
    figure.update_yaxes(
        range=[-0.06, 1.06], tickvals=[0, 0.5, 1], ticktext=["0 %", "50 %", "100 %"]
    )
    return figure


def _panel(title: str, shares: Sequence[MetShare]) -> str:
    return f"{escape(title)}: {reps(sum(share.signed for share in shares))}"


def met_share_table(shares: Sequence[MetShare], titles: Mapping[str, str]) -> Rows:
    """The same figure as rows."""
    return [
        {
            "Skill": titles.get(share.skill, share.skill),
            "Week from": share.begins.isoformat(),
            "Met in simulation": share.note if share.share is None else percent(share.share),
            "Signed": str(share.signed),
            "Submitted": str(share.submitted),
            "Trainees": str(share.trainees),
        }
        for share in shares
    ]


def met_share_words(shares: Sequence[MetShare], titles: Mapping[str, str]) -> str:
    """The same figure in one sentence."""
    parts = []
    for skill, group in groupby(shares, key=lambda share: share.skill):
        title = titles.get(skill, skill)
        known = [share for share in group if share.share is not None]
        if not known:
            parts.append(f"“{title}” has too few signed reps or trainees to show")
            continue
        last = known[-1]
        parts.append(
            f"“{title}” was met in {percent(last.share or 0)} of {reps(last.signed)} "
            f"from the week of {short_day(last.begins)}"
        )
        if len(known) > 1:
            first = known[0]
            parts[-1] += (
                f", after {percent(first.share or 0)} in the week of {short_day(first.begins)}"
            )
    return f"{'; '.join(parts)}." if parts else "Nothing has been submitted yet."
