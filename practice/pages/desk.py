"""A director's view of the desk: escalations, how soon, who has how much, how far they agree."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from practice import overseeing
from practice.adapters.wiring import house
from practice.overseeing import InHand
from practice.pages import agreeing, charts, parts, spread
from practice.reviews import TITLE, Tier
from practice.roles import Person
from practice.targets import MOST_DAYS


def page(me: Person) -> None:
    """Escalations first, then how the work goes; no words of a transcript."""
    with parts.telling():
        parts.show_flash()
        st.title("Supervision")
        _escalated(me)
        st.header("How soon are reps answered?")
        _turnaround(me)
        st.header("Who does how much?")
        _work(me)
        _in_hand(me)
        st.header("How far do supervisors agree?")
        agreeing.draw(overseeing.agreement(house(), me))
        _severity(me)


def _escalated(me: Person) -> None:
    found = overseeing.escalations(house(), me)
    st.header(f"Escalated ({len(found)})")
    if not found:
        st.write("No supervisor asks you to look into anything.")
    for asked in found:
        ago = parts.ago(asked.at, house().now())
        parts.note("corrective", f"{asked.by} about {asked.trainee}, {ago}", asked.note)
        line = st.text_input("What did you do or decide?", key=f"line {asked.rep}")
        if st.button("Save this line", key=f"take up {asked.rep}"):
            overseeing.take_up(house(), me, asked.rep, line)
            parts.flash("Saved; the supervisor reads it.")
            st.rerun()


def _turnaround(me: Person) -> None:
    found = overseeing.turnaround(house(), me)
    rows = [
        {
            "Reason": TITLE[tier].capitalize(),
            "Target": one.target.words,
            "Signed": one.signed,
            "Half within": "" if one.median is None else f"{one.median:.1f} days",
            "9 of 10 within": "" if one.ninetieth is None else f"{one.ninetieth:.1f} days",
            "In time": "" if one.in_time is None else one.in_time,
            "Waiting": one.waiting,
            "Late": one.late,
        }
        for tier, one in found.items()
    ]
    parts.table(rows, "Signed in the last 28 days, and what waits now.")
    with st.expander("Change the targets"), st.form("targets", border=False):
        st.caption("Days from sending to signing; 0 is no target, empty is what is proposed.")
        chosen: dict[Tier, int | None] = {}
        tiers = list(found)
        for row in (tiers[:3], tiers[3:]):
            for column, tier in zip(st.columns(3), row, strict=True):
                chosen[tier] = column.number_input(
                    TITLE[tier].capitalize(), 0, MOST_DAYS, found[tier].target.own,
                    key=f"target {tier}", placeholder="as proposed",
                )  # fmt: skip
        if st.form_submit_button("Set them"):
            overseeing.set_targets(house(), me, chosen)
            parts.flash("The targets are set; every queue shows them.")
            st.rerun()


def _work(me: Person) -> None:
    found = overseeing.spread(house(), me)
    if not found.each:
        st.write("Nobody supervises yet.")
        return
    spread.table(found)
    with st.expander("Somebody is away, or here again"):
        names = {one.id: one.name for one in found.each}
        gone = {one.id for one in found.each if one.away}
        who = st.selectbox("Who?", list(names), format_func=names.__getitem__, key="who is away")
        if who in gone:
            if st.button("Here again", key="here again"):
                overseeing.set_away(house(), me, who, None)
                parts.flash(f"{names[who]} is here.")
                st.rerun()
            return
        tomorrow = house().now().date() + timedelta(days=1)
        day = st.date_input("Until", None, min_value=tomorrow, key="away until")
        if st.button("Away until then", key="be away", disabled=day is None) and day:
            overseeing.set_away(house(), me, who, day)
            parts.flash(f"{names[who]} is away; what is due with them is shown as nobody's.")
            st.rerun()


def _in_hand(me: Person) -> None:
    lines = overseeing.in_hand(house(), me)
    st.header(f"Who is on what? ({len(lines)})")
    if not lines:
        st.write("Nothing waits for a supervisor.")
        return
    rows = [
        {
            "Trainee": line.trainee,
            "Reason": TITLE[line.tier],
            "Sent": parts.ago(line.since, house().now()),
            "With": line.holder or (f"given to {line.given_to}" if line.given_to else ""),
        }
        for line in lines[:40]
    ]
    parts.table(rows, "The oldest first, at most 40.")
    with st.expander("Give one to another supervisor"):
        _give(me, lines)


def _give(me: Person, lines: list[InHand]) -> None:
    at = st.selectbox(
        "Rep",
        range(len(lines)),
        format_func=lambda i: (
            f"{lines[i].trainee}, {TITLE[lines[i].tier]}, "
            f"{parts.ago(lines[i].since, house().now())}"
        ),
        key="reassign what",
    )
    names = {person.id: person.name for person in lines[at].can_take}
    if not names:
        st.write("No supervisor of this cohort is here.")
        return
    to = st.selectbox("To", list(names), format_func=names.__getitem__, key="reassign to")
    if st.button("Give it", key="reassign"):
        overseeing.reassign(house(), me, lines[at].row.id, to)
        parts.flash(f"Given to {names[to]}.")
        st.rerun()


def _severity(me: Person) -> None:
    box = st.expander("How strict is each rater?", key="severity", on_change="rerun")
    if not box.open:
        return  # worked out only for who wants to see it
    found = overseeing.severities(house(), me)
    names = {account.id: account.name for account in house().store.people.everyone()}
    with box:
        st.write(found.sentence())
        rows = charts.severity_table(found.raters, names)
        words = charts.severity_words(found.raters, names)
        if any(one.levels is not None for one in found.raters):
            parts.chart(charts.severity(found.raters, names, parts.palette()), words, rows)
        else:
            parts.table(rows, "How many reps two people rated")
        st.caption(
            "From reps that two people rated, by a model that shrinks what few reps say. Each "
            "supervisor sees their own; trainees see none of it. It ranks nobody."
        )
