"""A director's page for a list of people: what each line would do, then all of it at once."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from practice import admitting, arrivals
from practice.adapters.wiring import house
from practice.arrivals import Fate, LinkFor, Plan
from practice.pages import member, parts
from practice.roles import Person
from practice.rosters import File, Remark

EXAMPLE = """name,e-mail,role,cohort
Ana Lim,a.lim@uni.example,trainee,Autumn 2026
Sam Roth,s.roth@uni.example,supervisor,Autumn 2026 | Spring 2026"""


def page(me: Person) -> None:
    """Choose a file, look at every line, take the people in, fetch their links."""
    with parts.telling():
        parts.show_flash()
        st.title("A list of people")
        if "new links" in st.session_state:
            _links(st.session_state["new links"])
            return
        st.write(
            "Take a whole cohort in at once: from a CSV file with a line for each person, or from "
            "a OneRoster export (versions 1.1 and 1.2, as a zip or as its files). You see what "
            "becomes of every line before anything is written, and it is all of the list or "
            "nothing."
        )
        with st.expander("What a list looks like"):
            st.code(EXAMPLE, language=None)
            st.caption(
                "The first line names the columns, in any order: name (or first and last name), "
                "username or e-mail, and if you like role and cohort. Without a role somebody is "
                "a trainee. A cohort that is not there yet is started. UTF-8, with commas, "
                "semicolons or tabs."
            )
        turn = st.session_state.setdefault("list turn", 0)
        chosen = st.file_uploader(
            "The list", type=["csv", "txt", "zip"], accept_multiple_files=True, key=f"list {turn}"
        )
        if chosen:
            _look(me, [File(one.name, one.getvalue()) for one in chosen], turn)


def _look(me: Person, files: list[File], turn: int) -> None:
    classes = None
    plan = admitting.preview(house(), me, files)
    if len(plan.classes) > 1:
        classes = st.multiselect(
            "Which classes are cohorts here?", plan.classes, key=f"classes {turn}"
        )
        plan = admitting.preview(house(), me, files, classes)
    if plan.faults:
        _faults(plan)
        return
    if not plan.arrivals:
        if not plan.classes:
            st.info("There is nobody in this list to take in.")
        _left_out(plan)
        return
    st.header("What would become of it")
    st.write(parts.plain(_summary(plan)))
    parts.table(
        [
            {
                "Line": arrival.entry.line,
                "Name": arrival.entry.name,
                "Signs in as": arrival.entry.username,
                "What happens": arrival.sentence,
            }
            for arrival in plan.arrivals
        ],
        "Every person of the list",
    )
    _left_out(plan)
    label = "Take these people in" if plan.count(Fate.NEW) else "Make these changes"
    if st.button(label, type="primary", disabled=not plan.does_something):
        links = admitting.take_in(house(), me, files, classes, plan.mark)
        st.session_state["list turn"] = turn + 1
        if links:
            st.session_state["new links"] = links
        parts.flash(f"Done. {_summary(plan)}")
        st.rerun()
    if not plan.does_something:
        st.caption("Everybody of this list is here already, as it says.")


def _summary(plan: Plan) -> str:
    new, changed, known = (plan.count(fate) for fate in (Fate.NEW, Fate.CHANGED, Fate.KNOWN))
    said = f"{new} new, {changed} changed, {known} here already."
    if plan.starts:
        said += f" New cohorts: {', '.join(plan.starts)}."
    if plan.unused:
        said += f" Columns that are not used: {', '.join(plan.unused)}."
    return said


def _faults(plan: Plan) -> None:
    st.header(f"To mend first ({len(plan.faults)})")
    st.write("Nothing was taken in. Mend these in the list, and choose it again.")
    _remarks(plan.faults, "Each mistake with its line and field")


def _left_out(plan: Plan) -> None:
    if plan.left_out:
        with st.expander(f"Left out, and why ({len(plan.left_out)})"):
            _remarks(plan.left_out, "These are not taken in")


def _remarks(remarks: Sequence[Remark], caption: str) -> None:
    several = len({remark.file for remark in remarks}) > 1
    rows = []
    for remark in remarks:
        row: dict[str, object] = {"File": remark.file} if several else {}
        rows.append(row | {"Line": remark.line, "Field": remark.field, "What": remark.sentence})
    parts.table(rows, caption)


def _links(links: list[LinkFor]) -> None:
    """The new people's links: nowhere else, and gone once the director says so."""
    many = f"{len(links)} links" if len(links) > 1 else "One link"
    st.header(f"{many}, shown this once")
    st.write(
        "Each lets one person choose a password and come in, until "
        f"{parts.moment(links[0].ends_at)}. Fetch the file now and send everybody their own link "
        "and no other; a lost one can be made anew under “People”."
    )
    st.download_button(
        "Fetch the links (CSV)",
        arrivals.table(links, member.origin()),
        "links.csv",
        "text/csv",
        type="primary",
        on_click="ignore",
    )
    rows = [
        {"Name": link.name, "Signs in as": link.username, "Role": link.role.value,
         "Cohort": ", ".join(link.cohorts)}
        for link in links
    ]  # fmt: skip
    parts.table(rows, "Who is in the file")
    if st.button("I have them: forget the links"):
        st.session_state.pop("new links")
        st.rerun()
