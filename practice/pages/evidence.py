"""A director's page of what the programme takes away, in its own codes; signed work only."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

import streamlit as st

from practice import directing, taking
from practice.adapters.wiring import house
from practice.evidence import SAYS
from practice.pages import parts
from practice.roles import Person


def take(label: str, file: str, of: str = "") -> str:
    """A link to something to keep, served by `downloads.py` at the moment somebody asks."""
    query = f"?of={quote(of)}" if of else ""
    return f'<a class="door" href="/take/{file}{query}" download>{escape(label)}</a>'


def links(*each: str) -> None:
    """Several such links in a row."""
    st.html(f'<p class="take">{" ".join(each)}</p>')


def of_trainee(trainee: str = "") -> None:
    """One trainee's portfolio, in every form."""
    links(
        take("Portfolio as PDF", "portfolio.pdf", trainee),
        take("Portfolio as CSV", "portfolio.csv", trainee),
        take("Portfolio as JSON", "portfolio.json", trainee),
        take("xAPI statements", "xapi.json", trainee),
    )


def page(me: Person) -> None:
    """What can be taken away, of whom, in which codes?"""
    with parts.telling():
        parts.show_flash()
        st.title("Evidence")
        st.write(f"{SAYS} Whatever is taken away says so, and that it was taken is noted.")
        _cohort(me)
        _trainee(me)
        _codes(me)
        st.header("For whoever reads these files")
        st.write("What the JSON looks like, field by field; a CSV has the same columns.")
        links(take("Schema of a portfolio", "schema-portfolio.json"),
              take("Schema of a cohort's figures", "schema-cohort.json"))  # fmt: skip


def _cohort(me: Person) -> None:
    st.header("A cohort's figures")
    groups = directing.groups(house(), me)
    names = {"all cohorts": ""} | {group.name: group.id for group in groups}
    chosen = names[st.selectbox("Which cohort?", list(names), key="evidence cohort")]
    links(
        take("Figures as CSV", "cohort.csv", chosen), take("Figures as JSON", "cohort.json", chosen)
    )
    st.caption(
        "The same figures as under “Cohort” and no others: of weeks, months and quarters that are "
        "over, with small groups in none of them. No names."
    )


def _trainee(me: Person) -> None:
    st.header("A trainee's portfolio")
    found = taking.trainees(house(), me)
    if not found:
        st.write("There is no trainee yet.")
        return
    chosen = st.selectbox("Whose?", found, format_func=lambda p: p.name, key="evidence trainee")
    of_trainee(chosen.id)
    st.caption(
        "Milestones and every rep a supervisor signed, with names. No own rating, no machine's "
        "rating, nothing of what was said. xAPI statements stand under a pseudonym."
    )


def _codes(me: Person) -> None:
    st.header("Your own competency codes")
    own = taking.own_codes(house(), me)
    st.write(
        "Say which of your programme's codes a criterion or skill stands for, and portfolios and "
        "figures carry them. Which framework that is, is your word: nothing here claims that "
        "practice in simulation fulfils it."
    )
    links(take("A list to fill in (CSV)", "codes.csv"))
    turn = st.session_state.setdefault("codes turn", 0)
    file = st.file_uploader("Your list (CSV)", type="csv", key=f"codes {turn}")
    if file is not None and st.button("Take it over", type="primary", key="codes take"):
        with parts.telling():
            found = taking.set_codes(house(), me, file.getvalue())
            st.session_state["codes turn"] = turn + 1
            parts.flash(f"{len(found)} codes are in use.")
            st.rerun()
    if own:
        with st.expander(f"The {len(own)} codes in use"):
            rows = [{"Criterion": one.criterion, "Code": one.code, "Title": one.title}
                    for one in own]  # fmt: skip
            parts.table(rows, "As they stand in what is taken away.")
            if st.button("Use none of them any more", key="codes drop"):
                taking.drop_codes(house(), me)
                parts.flash("No codes of your own are in use.")
                st.rerun()
