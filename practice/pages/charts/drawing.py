"""The one visual language of every figure: colours, grid, labels, and the axis of weeks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING

import plotly.graph_objects as go

if TYPE_CHECKING:
    from practice.figures import Figure

CONFIG = {"displayModeBar": False, "responsive": True}

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


def styled(figure: go.Figure, height: int, colours: Palette) -> go.Figure:
    """Give a figure the house's font, grid and margins; `height` is in pixels."""
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


def empty(text: str, colours: Palette) -> go.Figure:
    """A sentence in the place of a figure that has nothing to show."""
    figure = styled(go.Figure(), 120, colours)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    figure.add_annotation(
        text=label(text, 44), x=0, y=0.5, xref="paper", yref="paper", showarrow=False,
        xanchor="left", align="left", font={"color": colours.muted},
    )  # fmt: skip
    return figure


def above(figure: go.Figure, y: int, title: str, n: str, colours: Palette) -> None:
    """Write a row's label over it, where it leaves the whole width of a phone to the marks."""
    figure.add_annotation(
        text=f"{label(title, 34)}  <span style='color:{colours.muted};font-size:12px'>"
        f"{escape(n)}</span>",
        x=0, xref="paper", y=y, yref="y", yshift=14, xanchor="left", yanchor="bottom",
        align="left", showarrow=False,
    )  # fmt: skip


def beside(figure: go.Figure, y: int, title: str, n: str, colours: Palette) -> None:
    """Write a row's label over it, and how much it rests on at its right end."""
    figure.add_annotation(
        text=label(title, 46), x=0, xref="paper", y=y, yref="y", yshift=12, xanchor="left",
        yanchor="bottom", align="left", showarrow=False, font={"size": 12.5},
    )  # fmt: skip
    figure.add_annotation(
        text=escape(n), x=1, xref="paper", y=y, yref="y", xanchor="right", yanchor="middle",
        showarrow=False, font={"size": 12, "color": colours.muted},
    )  # fmt: skip


def rows_down(figure: go.Figure, n: int) -> None:
    """Put `n` rows one under the other, the first on top."""
    figure.update_yaxes(visible=False, range=[n - 0.6, -0.85])


def label(text: str, width: int) -> str:
    return "<br>".join(escape(line) for line in wrap(text, width)) or " "


def reps(n: int, kind: str = "signed ") -> str:
    return f"{n} {kind}rep" if n == 1 else f"{n} {kind}reps"


def percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")


def share_words(figure: Figure | None) -> str:
    """A share as it is given: "60 %", "at most 20 %"; empty where none is."""
    return f"{figure.bound} {percent(figure.value)}".strip() if figure else ""


def number(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}".removesuffix(".0")


def short_day(day: date) -> str:
    return f"{day.day} {day:%b}"


def ticks(n: int) -> range:
    """Which of `n` weeks are named under an axis: at most six, the last one always."""
    step = -(-n // 6)
    return range((n - 1) % step, n, step)


def span(days: Sequence[date]) -> list[date]:
    room = timedelta(days=3)
    return [min(days) - room, max(days) + room]
