"""Pieces that several pages share: the look, the transcript, the steps, errors as sentences."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from html import escape
from pathlib import Path
from zoneinfo import ZoneInfo

import plotly.graph_objects as go
import streamlit as st

from practice import NotFound, PracticeError, WrongStage
from practice.pages import charts
from practice.record import Attempt
from practice.reps import Turn
from practice.roles import Person
from practice.rubrics import COMPETENT, Rubric

_LEAF = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="8" fill="#0F6E6E"/>'
    '<path d="M9 17h9a5 5 0 0 0 0-10H9zM9 7v18" fill="none" stroke="#FAF8F5" '
    'stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)
ICON = "data:image/svg+xml;base64," + base64.b64encode(_LEAF.encode()).decode()
_CSS = (Path(__file__).parent / "style.css").read_text("utf-8")


_at_top = st.components.v2.component(
    "at_top", js=(Path(__file__).parent / "at_top.js").read_text("utf-8")
)


def at_top(moment: str) -> None:
    """Show the top of the page when a new moment begins, and leave the page alone within one."""
    with st.sidebar:
        _at_top(key="at top", data={"moment": moment})


def style() -> None:
    """The one style sheet of the app."""
    st.html(f"<style>{_CSS}</style>")


def who(me: Person, demo: bool) -> None:
    """Who is signed in, and the way out."""
    mark = '<p class="demo">Demo: invented people and work</p>' if demo else ""
    st.html(
        f'<div class="who">{mark}<p class="name">{escape(me.name)}</p>'
        f'<p class="role">{escape(me.role.value)}</p>'
        '<form method="post" action="/sign-out" target="_self">'
        '<button type="submit">Sign out</button></form></div>'
    )


def door(label: str, path: str) -> None:
    """A way to a page before Streamlit. Plain HTML: to whoever is signed out no script is given."""
    st.html(f'<p><a class="door" href="{escape(path)}" target="_self">{escape(label)}</a></p>')


@contextmanager
def telling() -> Iterator[None]:
    """Show what went wrong as a sentence; a step that came too late shows where the rep is now."""
    try:
        yield
    except (WrongStage, NotFound) as error:
        st.warning(plain(str(error)))
        if st.button("Show me where it is now", key=f"now {error}"):
            st.rerun()
    except PracticeError as error:
        st.error(plain(str(error)))


def flash(sentence: str) -> None:
    """Say something at the top of the next page that is drawn."""
    st.session_state["flash"] = sentence


def show_flash() -> None:
    """Say what was just done, once, where a screen reader hears it."""
    # Its place stays when it goes: what stands below would be made anew, under a writer's hands.
    place = st.empty()
    sentence = st.session_state.pop("flash", None)
    if sentence:
        place.html(f'<p class="flash" role="status">{escape(sentence)}</p>')


def steps(names: Sequence[str], now: int, label: str = "Steps of this rep") -> None:
    """Where somebody is in a short sequence; the current one is marked for screen readers too."""
    items = "".join(
        f'<li class="{"done" if i < now else "now" if i == now else ""}"'
        f"{' aria-current=step' if i == now else ''}><span>{escape(name)}</span></li>"
        for i, name in enumerate(names)
    )
    st.html(f'<ol class="steps" aria-label="{escape(label)}">{items}</ol>')


def transcript(
    turns: Sequence[Turn], client: str, *, you: str = "You", other: str = "", ids: bool = False,
    marked: frozenset[str] = frozenset(), label: str = "What was said",
    beneath: Mapping[str, str] | None = None,
) -> None:  # fmt: skip
    """What was said, in order, every word escaped. `other` is the client of the transfer item.

    `beneath` is what stands under a turn, by its id, as HTML that its maker has escaped.
    """
    html, attempt = [], turns[0].attempt if turns else Attempt.FIRST
    for turn in turns:
        if turn.attempt is not attempt or turn.id.startswith("r"):
            attempt = turn.attempt
            again = "The same moment again" if attempt is Attempt.REDO else f"With {other}"
            if turn.who == "client" or attempt is Attempt.REDO:
                html.append(f'<p class="part">{escape(again)}</p>')
        name = you if turn.who == "trainee" else other if attempt is Attempt.TRANSFER else client
        more = (beneath or {}).get(turn.id, "")
        html.append(one_turn(turn, name or client, turn.id in marked, ids, more))
    st.html(
        f'<div class="talk" role="log" aria-label="{escape(label)}">' + "".join(html) + "</div>"
    )


def one_turn(turn: Turn, name: str, marked: bool, ids: bool, beneath: str = "") -> str:
    """One turn as HTML."""
    where = f'<span class="id">{escape(turn.id)}</span>' if ids else ""
    star = '<span class="mark">marked</span>' if marked else ""
    pasted = '<span class="mark">pasted</span>' if ids and turn.pasted else ""
    return (
        f'<div class="turn {turn.who}"><p class="name">{where}{escape(name)}{star}{pasted}</p>'
        f'<p class="said">{escape(turn.text)}</p>{beneath}</div>'
    )


def until(turns: Sequence[Turn], turn_id: str) -> list[Turn]:
    """The few turns that led up to one, without it."""
    ids = [turn.id for turn in turns]
    at = ids.index(turn_id) if turn_id in ids else 0
    return list(turns[max(0, at - 4) : at])


def client_says(name: str, cue: str, text: str, context: str = "") -> None:
    """One thing a client says, large and quiet."""
    line = f'<p class="context">{escape(context)}</p>' if context else ""
    mood = f' <span class="cue">{escape(cue.lower())}</span>' if cue else ""
    st.html(
        f'<section class="says" aria-label="What {escape(name)} says">{line}'
        f'<p class="name">{escape(name)}{mood}</p><p class="said">{escape(text)}</p></section>'
    )


def simulated() -> None:
    """The banner that stays on every page with a client on it."""
    st.html(
        '<p class="simulated" role="note">AI-simulated client, not a person. Practice only.</p>'
    )


def note(kind: str, title: str, text: str, quote: str = "") -> None:
    """A strength, a corrective or another short note, with the words it is about."""
    words = f"<blockquote>{escape(quote)}</blockquote>" if quote else ""
    st.html(
        f'<section class="note {escape(kind)}"><h3>{escape(title)}</h3>'
        f"<p>{escape(text)}</p>{words}</section>"
    )


def held_back(rubric: Rubric, levels: Mapping[str, int | None]) -> list[str]:
    """The titles of the points that have to be competent for “met” and are not."""
    rated = [(gate, levels.get(gate)) for gate in rubric.gates]
    low = [gate for gate, level in rated if level is not None and level < COMPETENT]
    return [rubric.criterion(gate).title for gate in low]


def plain(text: str) -> str:
    """Somebody's own words where Markdown is read: no picture, link or mark-up of theirs."""
    return re.sub(r"([\\`*_{}\[\]()#+!|~<>$:])", r"\\\1", text)


def ago(moment: datetime | None, now: datetime) -> str:
    """A moment in words: “today”, “3 days ago”."""
    if moment is None:
        return ""
    days = (now.date() - moment.date()).days
    if days <= 0:
        minutes = int((now - moment).total_seconds() // 60)
        return "just now" if minutes < 2 else f"{minutes} min ago" if minutes < 60 else "today"
    return "yesterday" if days == 1 else f"{days} days ago"


def clock(moment: datetime) -> str:
    """The time of day where the reader is, as far as their browser says where that is."""
    zone = st.context.timezone
    local = moment.astimezone(ZoneInfo(zone)) if zone else moment
    return f"{local:%H:%M}" if zone else f"{local:%H:%M} UTC"


def day(when: date) -> str:
    """A day in words: “2 March 2026”; of a moment, the day it has in UTC."""
    return f"{when.day} {when:%B %Y}"


def moment(when: datetime) -> str:
    """A moment in words, where the reader is: “2 March 2026, 09:05”."""
    zone = st.context.timezone
    return f"{day(when.astimezone(ZoneInfo(zone)) if zone else when)}, {clock(when)}"


def palette() -> charts.Palette:
    """The chart colours that go with the page the browser shows."""
    return charts.DARK if st.context.theme.type == "dark" else charts.LIGHT


def chart(figure: go.Figure, words: str, rows: Sequence[Mapping[str, object]]) -> None:
    """A chart with its text alternative, and the same figures as a table."""
    st.plotly_chart(figure, width="stretch", theme=None, config={"displayModeBar": False})
    st.caption(words)
    with st.expander("The same as a table"):
        table(rows, words)


def table(rows: Sequence[Mapping[str, object]], caption: str) -> None:
    """A small table that a screen reader can read; numbers stand to the right."""
    if not rows:
        return
    head = "".join(
        f"<th scope=col{' class=n' if isinstance(v, int | float) else ''}>{escape(str(name))}</th>"
        for name, v in rows[0].items()
    )
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{' class=n' if isinstance(v, int | float) else ''}>{escape(str(v))}</td>"
            for v in row.values()
        )
        + "</tr>"
        for row in rows
    )
    st.html(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption[:80])}">'
        f"<table class=plain><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def empty(title: str, text: str) -> None:
    """An empty state: what this place is for, and what to do next."""
    st.html(f'<section class="empty"><h2>{escape(title)}</h2><p>{escape(text)}</p></section>')
