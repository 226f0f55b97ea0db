"""The figures that pages show, and the same content as rows and as one sentence.

One visual language: teal for what the eye should find, amber for the second thing, ink and a thin
grid for the rest, on the page's own background; shape always differs where colour does. For each
figure `x` there are `x_table(...)`, rows for an accessible table, and `x_words(...)`, its text
alternative. Pass `CONFIG` to `st.plotly_chart` along with `theme=None`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from practice.reviews import TARGET, Tier
from practice.rubrics import LEVELS

if TYPE_CHECKING:
    from practice.calibration import Compared
    from practice.cohorts import MetShare, Turnaround, Week

CONFIG = {"displayModeBar": False, "responsive": True}
FEW = 5  # signed reps: below, the label says so

Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Palette:
    """The colours of one page background."""

    ink: str
    muted: str
    accent: str
    second: str
    grid: str
    page: str  # what hover boxes stand on
    band: str


LIGHT = Palette("#22262B", "#5F656C", "#0F6E6E", "#B7791F", "#E3DED6", "#FFFFFF", "#0F6E6E26")
DARK = Palette("#ECE8E1", "#A9AFB5", "#5CC2BE", "#E2AE5B", "#3B4148", "#22262B", "#5CC2BE33")


def _figure(figure: go.Figure, height: int, colours: Palette) -> go.Figure:
    figure.update_layout(
        template="none",
        height=height,
        margin={"l": 8, "r": 24, "t": 36, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": "system-ui, sans-serif", "size": 14, "color": colours.ink},
        hoverlabel={"bgcolor": colours.page, "font": {"color": colours.ink}},
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemclick": False,
                "itemdoubleclick": False},
        dragmode=False,
    )  # fmt: skip
    quiet = {
        "automargin": True, "fixedrange": True, "showline": False, "ticks": "",
        "gridcolor": colours.grid, "zerolinecolor": colours.grid, "zerolinewidth": 1,
        "title": {"font": {"size": 13}}, "tickfont": {"size": 12, "color": colours.muted},
    }  # fmt: skip
    figure.update_xaxes(quiet, tickangle=0)
    figure.update_yaxes(quiet)
    return figure


def _empty(text: str, colours: Palette) -> go.Figure:
    figure = _figure(go.Figure(), 120, colours)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    figure.add_annotation(
        text=_label(text, 44), x=0, y=0.5, xref="paper", yref="paper", showarrow=False,
        xanchor="left", align="left", font={"color": colours.muted},
    )  # fmt: skip
    return figure


def _above(figure: go.Figure, y: int, title: str, n: str, colours: Palette) -> None:
    """Write a row's label over it, where it leaves the whole width of a phone to the marks."""
    figure.add_annotation(
        text=f"{_label(title, 44)}  <span style='color:{colours.muted};font-size:12px'>"
        f"{escape(n)}</span>",
        x=0, xref="paper", y=y, yref="y", yshift=14, xanchor="left", yanchor="bottom",
        align="left", showarrow=False,
    )  # fmt: skip


def _rows_down(figure: go.Figure, n: int) -> None:
    figure.update_yaxes(visible=False, range=[n - 0.6, -0.85])


def _label(text: str, width: int) -> str:
    return "<br>".join(escape(line) for line in wrap(text, width)) or " "


def _reps(n: int, kind: str = "signed ") -> str:
    return f"{n} {kind}rep" if n == 1 else f"{n} {kind}reps"


def _share(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"


# --- own and supervisors' levels, criterion by criterion ---------------------------------------


def dumbbell(
    rows: Sequence[Compared], titles: Mapping[str, str], colours: Palette = LIGHT
) -> go.Figure:
    """Own mean level ○ and supervisors' ● on each criterion, from Missing to Skilled."""
    if not rows:
        return _empty(dumbbell_words(rows, titles), colours)
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
    _figure(figure, 110 + 72 * len(rows), colours)
    for y, row in enumerate(rows):
        _above(figure, y, titles.get(row.criterion, row.criterion), _n(row.n), colours)
    figure.update_traces(cliponaxis=False)
    figure.update_layout(legend={"traceorder": "reversed"})
    figure.update_xaxes(range=[-0.3, 4.3], tickvals=list(LEVELS), ticktext=list(LEVELS.values()))
    _rows_down(figure, len(rows))
    return figure


def _n(n: int) -> str:
    return f"{_reps(n)} (few)" if n < FEW else _reps(n)


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


# --- good reps week by week --------------------------------------------------------------------


def good_reps(weeks: Sequence[Week], colours: Palette = LIGHT) -> go.Figure:
    """The middle trainee's good reps per week, on a band that holds the middle half of trainees."""
    if all(week.median is None for week in weeks):
        return _empty(good_reps_words(weeks), colours)
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
    _figure(figure, 320, colours)
    shown = [weeks[i] for i in _ticks(len(weeks))]
    figure.update_xaxes(
        tickvals=[week.begins for week in shown],
        ticktext=[f"{_day(week.begins)}<br>{week.active} of {week.trainees}" for week in shown],
        showgrid=False,
        range=_span([week.begins for week in weeks]),
        title={"text": "Week from, and trainees active", "standoff": 12},
    )
    top = max(week.high or 0 for week in weeks)
    figure.update_yaxes(range=[0, max(top, 1) * 1.12], nticks=5, title={"text": "Good reps a week"})
    return figure


def _ticks(n: int) -> range:
    """Which of `n` weeks are named under an axis: at most six, the last one always."""
    step = -(-n // 6)
    return range((n - 1) % step, n, step)


def _span(days: Sequence[date]) -> list[date]:
    room = timedelta(days=3)
    return [min(days) - room, max(days) + room]


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


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}".removesuffix(".0")


def good_reps_words(weeks: Sequence[Week]) -> str:
    """The same figure in one sentence."""
    known = [week for week in weeks if week.median is not None]
    if not known:
        return weeks[0].note if weeks else "There are no weeks to show yet."
    last = known[-1]
    words = (
        f"In the week from {_day(last.begins)} the middle trainee did {_number(last.median)} good "
        f"reps and the middle half {_number(last.low)} to {_number(last.high)}, with "
        f"{last.active} of {last.trainees} trainees active"
    )
    if len(known) > 1:
        before = known[0]
        words += f"; in the week from {_day(before.begins)} it was {_number(before.median)}"
    hidden = len(weeks) - len(known)
    if hidden:
        which = "1 week is" if hidden == 1 else f"{hidden} weeks are"
        words += f"; {which} not shown, for too few trainees"
    return f"{words}."


# --- days to a supervisor's answer -------------------------------------------------------------


def turnaround(tiers: Sequence[Turnaround], colours: Palette = LIGHT) -> go.Figure:
    """Days from submission to signature by tier: ● half are signed by then, ◇ nine of ten."""
    if not tiers:
        return _empty(turnaround_words(tiers), colours)
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
    _figure(figure, 130 + 64 * len(tiers), colours)
    for y, tier in enumerate(tiers):
        n = f"{tier.signed} signed, {sum(tier.open)} open"
        _above(figure, y, _capital(tier.tier), n, colours)
    figure.update_traces(cliponaxis=False)
    figure.update_layout(legend={"traceorder": "reversed"})
    top = max((t.ninetieth or 0 for t in known), default=0)
    figure.update_xaxes(
        range=[-0.02 * max(top, 5), max(top, 5) * 1.04],
        title={"text": "Days from submission to signature", "standoff": 12},
    )
    _rows_down(figure, len(tiers))
    return figure


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def turnaround_table(tiers: Sequence[Turnaround]) -> Rows:
    """The same figure as rows, with the target and the age of what is open."""
    ages = ("Open up to 2 days", "3 to 7 days", "8 to 14 days", "Longer")
    return [
        {
            "Tier": _capital(t.tier),
            "Target": TARGET[Tier(t.tier)],
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


# --- met in simulation -------------------------------------------------------------------------


def met_share(
    shares: Sequence[MetShare], titles: Mapping[str, str], colours: Palette = LIGHT
) -> go.Figure:
    """One small panel for each skill: the share of signed reps met in simulation, week by week."""
    skills = list(dict.fromkeys(share.skill for share in shares))
    if not skills:
        return _empty(met_share_words(shares, titles), colours)
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
    _figure(figure, 70 + 150 * len(skills), colours)
    panels = {_panel(titles.get(skill, skill), own[skill]) for skill in skills}
    for title in figure.layout.annotations:
        if title.text in panels:
            title.update(x=0, xanchor="left", xshift=-40, font={"size": 14})
    begins = [share.begins for share in own[skills[0]]]
    shown = [begins[i] for i in _ticks(len(begins))]
    figure.update_xaxes(
        tickvals=shown, ticktext=[_day(day) for day in shown], showgrid=False, range=_span(begins)
    )
    figure.update_xaxes(title={"text": "Week of submission, from", "standoff": 12}, row=len(skills))
    figure.update_yaxes(
        range=[-0.06, 1.06], tickvals=[0, 0.5, 1], ticktext=["0 %", "50 %", "100 %"]
    )
    return figure


def _panel(title: str, shares: Sequence[MetShare]) -> str:
    return f"{escape(title)}: {_reps(sum(share.signed for share in shares))}"


def met_share_table(shares: Sequence[MetShare], titles: Mapping[str, str]) -> Rows:
    """The same figure as rows."""
    return [
        {
            "Skill": titles.get(share.skill, share.skill),
            "Week from": share.begins.isoformat(),
            "Met in simulation": share.note if share.share is None else _share(share.share),
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
            f"“{title}” was met in {_share(last.share or 0)} of {_reps(last.signed)} "
            f"from the week of {_day(last.begins)}"
        )
        if len(known) > 1:
            parts[-1] += (
                f", after {_share(known[0].share or 0)} in the week of {_day(known[0].begins)}"
            )
    return f"{'; '.join(parts)}." if parts else "Nothing has been submitted yet."
