"""How somebody's own ratings compare with the signed ones: the same weight in both directions."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

import streamlit as st

from practice.mirror import Again, Mirror, Shown
from practice.pages import charts, parts

Open = Callable[[str], None]


def draw(found: Mirror, *, open_rep: Open, who: str = "you") -> None:
    """The sentence, the dumbbells, the trend, the three lists and the figures behind them.

    `who` is whose ratings these are when a supervisor reads; `open_rep` leads to a rep and its
    comments. Under five signed reps it says what comes, and when.
    """
    if who != "you":
        st.caption(f"This is what {parts.plain(who)} reads on their own page: “you” is them.")
    shown = found.shown
    if shown is None:
        _not_yet(found, open_rep)
        return
    size = r"(\d\.\d (?:higher|lower)|the same as)"
    said = re.sub(size, r"<strong>\1</strong>", escape(shown.sentence), count=1)
    st.html(f'<p class="mirror">{said}</p>')
    _point_by_point(shown)
    if shown.machine_may:
        st.toggle("Show the machine's provisional levels too (◇)", key="mirror machine")
    st.header("Over time")
    parts.chart(
        charts.trend(shown.trend, parts.palette()),
        charts.trend_words(shown.trend),
        charts.trend_table(shown.trend),
    )
    _lists(shown, open_rep)
    _behind(shown)


def machine_wanted() -> bool:
    """Whether the reader asked for the machine's levels; they are left out until then."""
    return bool(st.session_state.get("mirror machine", False))


def _not_yet(found: Mirror, open_rep: Open) -> None:
    """Nothing is said from fewer than five signed reps; what will be, and from when."""
    left = found.to_come[0][1] - found.signed
    have = "No rep is signed yet" if not found.signed else f"{found.signed} of 5 reps are signed"
    if found.signed == 1:
        have = "1 of 5 reps is signed"
    waits = ""
    if found.with_supervisors:
        sent = "1 more is" if found.with_supervisors == 1 else f"{found.with_supervisors} more are"
        waits = f" {sent} with a supervisor now."
    another = "more " if found.signed else ""
    more = f"1 {another}signed rep" if left == 1 else f"{left} {another}signed reps"
    parts.empty(
        "Not enough signed reps yet",
        f"{have}.{waits} After {more} this page says how your own ratings compare with your "
        "supervisors'; a few reps could say anything, so it waits.",
    )
    st.header("What comes here")
    st.html(
        '<ol class="to-come">'
        + "".join(
            f"<li><strong>From {n} signed reps on</strong>: {escape(what)}</li>"
            for what, n in found.to_come
        )
        + "</ol>"
    )
    if found.reps:
        st.header("What is signed already")
        st.caption("Each shows your rating beside your supervisor's, point by point.")
        for again in found.reps:
            _line("signed", again, open_rep)


@st.fragment
def _point_by_point(shown: Shown) -> None:
    """One skill at a time, so that it fits a screen."""
    titles, compared, machine = shown.titles, shown.compared, shown.machine
    st.header("Point by point")
    skill: str | None = next(iter(compared))
    if len(compared) > 1:
        skill = st.segmented_control(
            "Skill", list(compared), default=skill, required=True, key="mirror skill",
            format_func=lambda s: titles.get(s, s), label_visibility="collapsed",
        )  # fmt: skip
    rows = compared[skill or next(iter(compared))]
    parts.chart(
        charts.dumbbell(rows, titles, parts.palette(), machine),
        charts.dumbbell_words(rows, titles),
        charts.dumbbell_table(rows, titles, machine),
    )


def _lists(shown: Shown, open_rep: Open) -> None:
    """The three lists, always all of them: one that is empty says so."""
    for title, about, listed in (
        ("You spot it", "You rated low, and so did your supervisor.", shown.spot_its),
        ("Blind spots", "You rated high, your supervisor low.", shown.blind_spots),
        ("Hidden strengths", "You rated low, your supervisor high.", shown.hidden_strengths),
    ):
        st.header(title)
        n = len(listed.reps)
        of = f"The newest {n} of {listed.of} reps." if listed.of > n else ""
        st.caption(f"{about} {of if listed.of else 'None so far.'}")
        for again in listed.reps:
            _line(title, again, open_rep)


def _line(key: str, again: Again, open_rep: Open) -> None:
    """One signed rep in a few words, and the way to it."""
    day = f"{again.at.day} {again.at:%B}"
    points = "; ".join(
        f"<strong>{escape(one.title)}</strong> you {one.own}, supervisor {one.theirs}"
        for one in again.points
    )
    words = f"<br>Supervisor: {escape(_short(again.words))}" if again.words else ""
    row = f"mirror-row {key} {again.rep}"
    with st.container(horizontal=True, vertical_alignment="center", key=row):
        st.html(
            f'<p class="row">{points or escape(again.about)}<br>'
            f'<span class="quiet">{escape(again.about) + ", " if points else ""}{day}{words}</span>'
            "</p>",
            width="stretch",
        )
        where = f"Open the rep of {day} and its comments"
        if st.button("Open", key=f"{key} {again.rep}", help=where, width="content"):
            open_rep(again.rep)


def _short(words: str, most: int = 160) -> str:
    if len(words) <= most:
        return words
    return words[:most].rsplit(" ", 1)[0] + " …"


def _behind(shown: Shown) -> None:
    with st.expander("The figures behind this"):
        for sentence in shown.more:
            st.write(sentence)
        st.html(
            '<dl class="figures">'
            + "".join(
                f"<dt>{escape(one.name)}</dt><dd>{_value(one.value, one.likely)}"
                f'<span class="quiet">{escape(one.means)} '
                f"{escape(one.missing or f'From {one.n} signed reps.')}</span></dd>"
                for one in shown.figures
            )
            + "</dl>"
        )
        if not shown.machine_may:
            st.caption(
                "The machine's levels are not shown: for no point has it been seen to agree well "
                "enough with your programme's supervisors."
            )
    with st.expander("Skill by skill, and point by point"):
        parts.table(
            [
                {
                    "": part.title if part.whole else f"· {part.title}",
                    "Signed reps": part.n,
                    "You rated (likely)": part.bias or part.missing,
                    "Levels apart": part.apart,
                    "Within one": part.near,
                }
                for part in shown.parts
            ],
            "Each needs five signed reps of its own.",
        )


def _value(value: str, likely: str) -> str:
    if not value:
        return "<strong>Not yet.</strong> "
    likely = f" (likely {escape(likely)})" if likely else ""
    return f"<strong>{escape(value)}</strong>{likely}. "
