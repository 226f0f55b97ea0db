"""A sheet to print for a calibration meeting: the words, what two supervisors rated, room to write.

One HTML file that fetches nothing; nobody who practised is named in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from practice.pages.rating_form import shown
from practice.record import Attempt
from practice.reps import Turn
from practice.seconding import Disagreement
from practice.views import SecondView

_STYLE = Path(__file__).with_suffix(".css").read_text("utf-8")


def page(found: Iterable[tuple[Disagreement, SecondView]]) -> str:
    """The whole file, one disagreement on each sheet of paper."""
    parts = "".join(_one(number, *each) for number, each in enumerate(found, start=1))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Calibration meeting'
        f"</title><style>{_STYLE}</style></head><body><h1>For a calibration meeting</h1>"
        '<p class="quiet">Simulated clients, formative. Both rated without seeing the other’s '
        f"levels. Nobody who practised is named.</p>{parts}</body></html>"
    )


def _one(number: int, apart: Disagreement, view: SecondView) -> str:
    moment = f"<p>{escape(view.stimulus.context)}</p>" if view.stimulus else ""
    return (
        f"<section><h2>{number}. {escape(apart.skill)}</h2>"
        f'<p class="quiet">{escape(apart.case)}, {escape(view.kind)}, {escape(view.level)}; '
        f"{apart.width:.1f} levels apart on average</p>{moment}"
        f"{_words(view.turns, view.case.public.short_name)}{_levels(apart)}</section>"
    )


def _words(turns: Sequence[Turn], client: str) -> str:
    """The first try, which is what both rated."""
    return "".join(
        f'<p class="turn"><b>{escape(turn.id)} '
        f"{escape('Trainee' if turn.who == 'trainee' else client)}</b>{escape(turn.text)}</p>"
        for turn in turns
        if turn.attempt is Attempt.FIRST
    )


def _levels(apart: Disagreement) -> str:
    rows = "".join(
        f"<tr{' class=apart' if one != two else ''}><td>{escape(title)}</td>"
        f"<td>{escape(shown(one))}</td><td>{escape(shown(two))}</td><td class=write></td></tr>"
        for title, one, two in apart.levels
    )
    return (
        f"<table><thead><tr><th>Point</th><th>{escape(apart.first)}</th>"
        f"<th>{escape(apart.second)}</th><th>What we settle on, and why</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )
