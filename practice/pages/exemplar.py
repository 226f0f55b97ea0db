"""Rate an exemplar blind, then see what a panel gave it, and why: a drill for one's own eye."""

from __future__ import annotations

from html import escape

import streamlit as st

from practice import practising
from practice.adapters.wiring import house
from practice.calibrating import Drills, Exemplar, Point
from practice.pages import parts
from practice.roles import Person
from practice.rubrics import LEVELS
from practice.written import Level

_NA = "N/A"
_OPTIONS = [*(str(level) for level in LEVELS), _NA]


def page(me: Person) -> None:
    """One exemplar: to rate, or beside its panel; which one stands in the address."""
    with parts.telling():
        parts.show_flash()
        st.title("Rate an exemplar")
        drills = practising.my_drills(house(), me)
        chosen = st.query_params.get("exemplar", "")
        parts.at_top(f"exemplar {chosen} {drills.rated}")
        if chosen:
            found: Exemplar | None = practising.look_exemplar(house(), me, chosen)
        else:
            found = _next(me, drills)
        if found is None:
            parts.empty(
                "You have rated all of them",
                "More come when your supervisors propose signed reps and their trainees agree.",
            )
        elif found.rated:
            _beside(found)
        else:
            _rate(me, found)
        for sentence in drills.said:
            st.caption(sentence)


def _next(me: Person, drills: Drills) -> Exemplar | None:
    """The next one of a skill that the trainee picks; first the one with most still to rate."""
    titles = {skill: rubric.title for skill, rubric in house().content.rubrics.items()}
    left = [skill for skill in titles if drills.left.get(skill)]
    if not left:
        return None
    skill: str | None = left[0]
    if len(left) > 1:
        first = max(left, key=lambda one: drills.left[one])
        skill = st.segmented_control(
            "Skill", left, default=first, required=True, key="exemplar skill",
            format_func=titles.__getitem__, label_visibility="collapsed",
        )  # fmt: skip
    return practising.next_exemplar(house(), me, skill or left[0])


def _words(found: Exemplar) -> None:
    where = (
        "Written for practice, with the levels of the rubric's authors."
        if found.written
        else "From a signed rep; its trainee lets others learn from it. Nobody is named."
    )
    st.caption(f"{found.title}. {where}")
    if found.context:
        st.html(f'<p class="row"><span class="quiet">{escape(found.context)}</span></p>')
    parts.transcript(found.lines, found.client, you="A trainee", label="The exemplar")


def _rate(me: Person, found: Exemplar) -> None:
    st.write("Rate it as you would rate your own. You see the panel's levels and reasons after.")
    _words(found)
    with st.expander("What the levels mean"):
        for point in found.points:
            st.write(f"**{point.title}**")
            for level, word in LEVELS.items():
                st.caption(f"{level} {word}: {point.anchors[level]}")
    levels = {point.id: _level(found.id, point) for point in found.points}
    missing = sum(level is None for level in levels.values())
    if missing:
        st.caption(f"{missing} still to rate.")
    if st.button("Lock it and see the panel", type="primary", key="lock", disabled=bool(missing)):
        chosen: dict[str, Level | None] = {
            point: None if level == _NA else int(level) for point, level in levels.items() if level
        }
        practising.rate_exemplar(house(), me, found.id, chosen)
        st.query_params["exemplar"] = found.id
        st.rerun()


def _level(exemplar: str, point: Point) -> str | None:
    """One point: six buttons in a row, and below them what the chosen level means."""
    chosen = st.radio(
        f"**{point.title}**",
        _OPTIONS,
        horizontal=True,
        index=None,
        key=f"exemplar {exemplar} {point.id}",
        format_func=lambda option: option if option == _NA else f"{option} {LEVELS[int(option)]}",
    )
    if chosen:
        said = "There was no opportunity for this."
        st.caption(said if chosen == _NA else point.anchors[int(chosen)])
    return chosen


def _beside(found: Exemplar) -> None:
    st.html(f'<p class="mirror">{escape(found.sentence)}</p>')
    _words(found)
    parts.table(
        [
            {
                "Point": point.title,
                "You": _shown(found.own.get(point.id)),
                "Panel": _panel(found.panel.get(point.id, ())),
            }
            for point in found.points
        ],
        "Your rating, made first, and the panel's"
        + (", the lowest first" if any(len(x) > 1 for x in found.panel.values()) else ""),
    )
    for reason in found.reasons:
        parts.note("", reason.about, reason.text)
    apart = [
        point
        for point in found.points
        if found.own.get(point.id) is not None
        and any(level != found.own[point.id] for level in found.panel.get(point.id, ()))
    ]
    if apart:
        with st.expander("What the panel's levels mean where yours was another"):
            for point in apart:
                st.write(f"**{point.title}**")
                for level in sorted({x for x in found.panel[point.id] if x is not None}):
                    st.caption(f"{level} {LEVELS[level]}: {point.anchors[level]}")
    if st.button("Another one", type="primary", key="another"):
        st.query_params.clear()
        st.rerun()


def _shown(level: int | None) -> str:
    return _NA if level is None else f"{level} {LEVELS[level]}"


def _panel(levels: tuple[int | None, ...]) -> str:
    if not levels:
        return "not rated"
    if len(levels) == 1:
        return _shown(levels[0])
    return ", ".join(_NA if level is None else str(level) for level in levels)
