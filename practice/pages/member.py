"""One person's card on the People page: their place, role, links, sign-ins, access and history."""

from __future__ import annotations

import streamlit as st

from practice import enrolling
from practice.adapters.wiring import house
from practice.enrolling import Group, Member
from practice.memberships import Membership, Reading
from practice.pages import parts
from practice.roles import Person, Role


def keep_link(where: str, sentence: str, path: str) -> None:
    """Keep a new link for the next page that is drawn; it is shown until somebody says done."""
    st.session_state["link"] = (where, sentence, path)


def show_link(where: str) -> None:
    """Show the link that was just made in this part of the page, and nowhere else."""
    kept, sentence, path = st.session_state.get("link", ("", "", ""))
    if kept != where:
        return
    with st.container(border=True):
        st.write(sentence)
        st.code(origin() + path, language=None, wrap_lines=True)
        if st.button("Done", key="link done"):
            st.session_state.pop("link")
            st.rerun()


def origin() -> str:
    """The address of this server as this browser knows it."""
    base = str(st.context.url or "").split("//", 1)
    return f"{base[0]}//{base[1].split('/', 1)[0]}" if len(base) == 2 else ""


def card(me: Person, of: Member, groups: list[Group]) -> None:
    """Everything a director may do about one person."""
    names = {group.id: group.name for group in groups}
    with st.container(border=True), parts.telling():
        access = "" if of.active else ", without access"
        st.subheader(f"{parts.plain(of.name)}, {of.role.value}{access}")
        email = f" E-mail: {of.email}." if of.email and of.email != of.username else ""
        st.caption(parts.plain(f"Signs in as {of.username}.{email}"))
        if of.active and not of.has_joined:
            st.write("Has not been here yet: the link to join is among those not used.")
        if of.role is Role.SUPERVISOR:
            _reads(me, of, names)
        if of.role is Role.TRAINEE:
            _place(me, of, groups)
        _sign_ins(me, of)
        show_link(of.id)
        with st.container(horizontal=True):
            _password(me, of)
            if of.id != me.id:
                _role(me, of, groups)
                _access(me, of)
                _sign_on(me, of)
        _history(me, of, names)


def _reads(me: Person, of: Member, names: dict[str, str]) -> None:
    reads = st.multiselect(
        "Reads these cohorts",
        list(names),
        default=[cohort for cohort in names if cohort in of.supervises],
        format_func=lambda cohort: names[cohort],
        key=f"reads {of.id}",
    )
    if st.button("Save", key=f"save reads {of.id}"):
        enrolling.set_supervises(house(), me, of.id, reads)
        parts.flash("Saved.")
        st.rerun()


def _place(me: Person, of: Member, groups: list[Group]) -> None:
    names = {group.id: group.name for group in groups if not group.over or group.id == of.cohort}
    ids = list(names)
    chosen = st.selectbox(
        "Trains in",
        ids,
        index=ids.index(of.cohort) if of.cohort in ids else None,
        format_func=lambda cohort: names[cohort],
        key=f"place {of.id}",
    )
    if chosen and chosen != of.cohort and st.button("Move them there", key=f"move {of.id}"):
        enrolling.set_cohort(house(), me, of.id, chosen)
        parts.flash(f"{of.name} trains in {names[chosen]} now. Earlier reps stay where they were.")
        st.rerun()


def _sign_ins(me: Person, of: Member) -> None:
    found = enrolling.sign_ins(house(), me, of.id)
    if not found:
        st.write("Not signed in anywhere now.")
        return
    since = "; ".join(parts.moment(line.since) for line in found)
    st.write(f"Signed in since {since}.")
    if st.button("Sign them out everywhere", key=f"sign out {of.id}"):
        enrolling.sign_out(house(), me, of.id)
        parts.flash(f"{of.name} is signed out everywhere.")
        st.rerun()


def _password(me: Person, of: Member) -> None:
    if st.button("Make a new-password link", key=f"password {of.id}"):
        token = enrolling.new_password_link(house(), me, of.id)
        keep_link(
            of.id,
            f"Give this link to {parts.plain(of.name)}. It works once, for a day.",
            f"/new-password/{token}",
        )
        st.rerun()


def _role(me: Person, of: Member, groups: list[Group]) -> None:
    with st.popover("Change the role"), parts.telling():
        others = [role for role in Role if role is not of.role]
        role = st.selectbox("New role", others, format_func=lambda r: r.value, key=f"role {of.id}")
        names = {group.id: group.name for group in groups if not group.over}
        cohort = st.selectbox(
            "In this cohort",
            list(names),
            format_func=lambda cohort: names[cohort],
            disabled=role is Role.DIRECTOR,
            key=f"role cohort {of.id}",
        )
        st.write("They are signed out at once, wherever they are.")
        if role and st.button("Yes, change it", key=f"change role {of.id}"):
            enrolling.set_role(house(), me, of.id, role, None if role is Role.DIRECTOR else cohort)
            parts.flash(f"{of.name} is a {role.value} now.")
            st.rerun()


def _access(me: Person, of: Member) -> None:
    label = "End access" if of.active else "Restore access"
    with st.popover(label):
        st.write(
            "Their signed work stays. They are signed out at once."
            if of.active
            else "They can sign in again."
        )
        if st.button(f"Yes, {label.lower()}", key=f"active {of.id}"):
            enrolling.set_active(house(), me, of.id, not of.active)
            st.rerun()


def _sign_on(me: Person, of: Member) -> None:
    if not of.by_sign_on:
        return
    with st.popover("Forget the single sign-on"):
        st.write(
            "For an account there that is now somebody else's. They are signed out, and whoever "
            "next signs in there with this e-mail address comes in as them."
        )
        if st.button("Yes, forget it", key=f"forget {of.id}"):
            enrolling.forget_sign_on(house(), me, of.id)
            parts.flash("Forgotten.")
            st.rerun()


def _history(me: Person, of: Member, names: dict[str, str]) -> None:
    found = enrolling.history(house(), me, of.id)
    if not found.memberships:
        return
    with st.expander("Where and with whom, from when to when"):
        for line in found.memberships:
            st.write(f"- {_what(line)} {parts.plain(names.get(line.cohort, ''))}{_span(line)}")
        rows = [
            {
                "Read by": found.names.get(line.reader, "somebody who left"),
                "Work of": found.names.get(line.trainee, "somebody who left"),
                "In": names.get(line.cohort, ""),
                "When": _span(line).removeprefix(", "),
            }
            for line in found.readings
        ]
        parts.table(rows, "Who could read whose work")


def _what(line: Membership) -> str:
    now = line.until is None
    if line.role is Role.TRAINEE:
        return "Trains in" if now else "Trained in"
    return "Reads" if now else "Read"


def _span(line: Membership | Reading) -> str:
    since = f"from {parts.day(line.since)}" if line.since else "from before this was kept"
    return f", {since} {f'to {parts.day(line.until)}' if line.until else 'until now'}"
