"""A director's page about people: cohorts and their days, links, everybody; one is a card."""

from __future__ import annotations

from datetime import date

import streamlit as st

from practice import admitting, enrolling
from practice.adapters.wiring import house
from practice.enrolling import Group, Member, OpenLink
from practice.pages import member, parts
from practice.roles import Person, Role

Names = dict[str, str]  # a cohort's id -> its name


def page(me: Person) -> None:
    """Cohorts, invitations, who supervises whom, access."""
    with parts.telling():
        parts.show_flash()
        st.title("People")
        groups = enrolling.groups(house(), me)
        # A form is new after each success, so that a second click on the old one does nothing.
        turn = st.session_state.setdefault("people forms", 0)
        _cohorts(me, groups, turn)
        running = [group for group in groups if not group.over]
        _invite(me, running, turn)
        st.page_link(st.session_state["list page"], label="Or take a whole list in, from a file")
        names = {group.id: group.name for group in groups}
        _links(me, names)
        _everybody(me, groups, names)


# --- cohorts -----------------------------------------------------------------------------------


def _cohorts(me: Person, groups: list[Group], turn: int) -> None:
    running = [group for group in groups if not group.over]
    past = [group for group in groups if group.over]
    if groups:
        st.header("Cohorts")
    for group in running:
        _cohort(me, group)
    if past:
        with st.expander(f"Past cohorts ({len(past)})"):
            st.caption("Their trainees can read all they did and begin nothing new.")
            for group in past:
                _cohort(me, group)
    with st.form(f"new cohort {turn}", border=True), parts.telling():
        name = st.text_input("Start a cohort", placeholder="Autumn 2026")
        begins, ends = _days("new", None, None)
        if st.form_submit_button("Start it", type="secondary" if groups else "primary"):
            enrolling.add_cohort(house(), me, name, begins, ends)
            _done("The cohort is there.")


def _cohort(me: Person, group: Group) -> None:
    left, right = st.columns([4, 1], vertical_alignment="center")
    left.write(f"**{parts.plain(group.name)}**{_when(group)}")
    with right.popover("Change"), parts.telling():
        name = st.text_input("Name of the cohort", group.name, key=f"name {group.id}")
        begins, ends = _days(group.id, group.begins, group.ends)
        st.caption("From the day after the last one, in UTC, its trainees begin no new reps.")
        if st.button("Save", key=f"save {group.id}", type="primary"):
            enrolling.change_cohort(house(), me, group.id, name, begins, ends)
            _done("Saved.")


def _when(group: Group) -> str:
    if group.begins and group.ends:
        return f", {parts.day(group.begins)} to {parts.day(group.ends)}"
    if group.ends:
        return f", until {parts.day(group.ends)}"
    return f", from {parts.day(group.begins)}" if group.begins else ""


def _days(key: str, begins: date | None, ends: date | None) -> tuple[date | None, date | None]:
    a, b = st.columns(2)
    first = a.date_input("First day, if you like", begins, key=f"first {key}", format="YYYY-MM-DD")
    last = b.date_input("Last day, if you like", ends, key=f"last {key}", format="YYYY-MM-DD")
    return first, last


def _done(sentence: str) -> None:
    st.session_state["people forms"] += 1
    parts.flash(sentence)
    st.rerun()


# --- links -------------------------------------------------------------------------------------


def _invite(me: Person, running: list[Group], turn: int) -> None:
    ids = {group.name: group.id for group in running}
    roles = list(Role) if ids else [Role.DIRECTOR]
    with st.form(f"invite {turn}", border=True), parts.telling():
        st.write("**Invite somebody**")
        name = st.text_input("Name")
        email = st.text_input(
            "E-mail, if you like", help="They then sign in with it; it is never written to."
        )
        a, b = st.columns(2)
        role = a.selectbox("Role", roles, format_func=lambda r: r.value) or roles[0]
        cohort_name = b.selectbox("Cohort", list(ids), disabled=not ids)
        if not ids:
            st.caption("Trainees and supervisors can be invited once there is a cohort.")
        if st.form_submit_button("Make the link"):
            where = [cohort_name] if role is not Role.DIRECTOR and cohort_name else []
            if email.strip():
                path = admitting.admit(house(), me, name, email, role, where).path
            else:
                cohort_id = ids[where[0]] if where else None
                path = f"/join/{enrolling.invite(house(), me, name, role, cohort_id)}"
            st.session_state["people forms"] = turn + 1
            member.keep_link(
                "invite",
                f"Give this link to {parts.plain(name.strip())}. It works once, for seven days.",
                path,
            )
            st.rerun()
    member.show_link("invite")


def _links(me: Person, names: Names) -> None:
    member.show_link("links")
    links = enrolling.open_links(house(), me)
    if not links:
        return
    ended = sum(link.ended for link in links)
    title = f"Links not used yet ({len(links)}{f', {ended} ended' if ended else ''})"
    with st.expander(title):
        st.caption(
            "A link itself is shown only when it is made. If one was lost, make a new one; the old "
            "one then stops working."
        )
        for link in links:
            _link(me, link, names)


def _link(me: Person, link: OpenLink, names: Names) -> None:
    left, middle, right = st.columns([4, 1.4, 1.4], vertical_alignment="center")
    what = f"to join as {link.role.value}" if link.to_join else "to a new password"
    where = f", {parts.plain(names[link.cohort])}" if link.cohort in names else ""
    end = f"{'ended' if link.ended else 'ends'} {parts.moment(link.ends_at)}"
    left.write(f"**{parts.plain(link.name)}**, {what}{where}: {end}")
    if middle.button("New link", key=f"renew {link.id}"):
        new = enrolling.renew(house(), me, link.id)
        member.keep_link(
            "links",
            f"Give this link to {parts.plain(new.name)}. It works once, until "
            f"{parts.moment(new.ends_at)}. The one before does not work any more.",
            new.path,
        )
        st.rerun()
    if right.button("Withdraw", key=f"withdraw {link.id}"):
        enrolling.withdraw(house(), me, link.id)
        parts.flash(f"The link for {link.name} does not work any more.")
        st.rerun()


# --- everybody ---------------------------------------------------------------------------------


def _everybody(me: Person, groups: list[Group], names: Names) -> None:
    members = enrolling.members(house(), me)
    over = {group.id for group in groups if group.over}
    aside = [m for m in members if not m.active or (m.role is Role.TRAINEE and m.cohort in over)]
    here = [m for m in members if m not in aside]
    st.header(f"Everybody ({len(here)})")
    parts.table([_line(m, names) for m in here], "Who may sign in, by name")
    if aside:
        with st.expander(f"Of past cohorts, or without access ({len(aside)})"):
            parts.table([_line(m, names) for m in aside], "Their signed work stays")
    by_id = {m.id: m for m in [*here, *aside]}
    chosen = st.selectbox(
        "Look at somebody",
        list(by_id),
        format_func=lambda id_: f"{by_id[id_].name}, {by_id[id_].role.value}",
        index=None,
        placeholder="Choose, or type a name",
        key="look at",
    )
    if chosen:
        member.card(me, by_id[chosen], groups)


def _line(of: Member, names: Names) -> dict[str, object]:
    cohorts = sorted(of.supervises) if of.role is Role.SUPERVISOR else [of.cohort]
    return {
        "Name": of.name,
        "Signs in as": of.username,
        "Role": of.role.value,
        "Cohort": ", ".join(names[c] for c in cohorts if c in names),
        "Access": "ended" if not of.active else "yes" if of.has_joined else "not yet in",
    }
