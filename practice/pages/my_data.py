"""A trainee's own record: how long it is kept, a copy, a note beside it, who read it, erasure."""

from __future__ import annotations

import streamlit as st

from practice import practising, rights
from practice.adapters.wiring import house
from practice.pages import parts, printed
from practice.reviews import RepRow
from practice.roles import Person

_COPY = "my copy"


def page(me: Person) -> None:
    """What is on record about me, and what can I do about it?"""
    with parts.telling():
        parts.show_flash()
        st.title("My data")
        kept = rights.kept_for(house(), me)
        st.write(
            f"What you say and write is kept for {_months(kept.transcript)} after the last thing "
            "that happened to a rep. Then the words go, and the levels stay with your name for "
            f"{_months(kept.ratings)} after your last rep. What a human still has to answer waits."
        )
        _copy(me)
        _note(me)
        _looks(me)
        _erasure(me)


def _months(n: int) -> str:
    return "a month" if n == 1 else f"{n} months"


def _copy(me: Person) -> None:
    st.header("A copy for you")
    st.write(
        "Everything on record about you, as you may see it: what was said, your ratings, what came "
        "back, and who read it. Open the page and print it for a PDF."
    )
    if st.button("Make my copy", type="primary", key="make copy"):
        copy = rights.take_copy(house(), me)
        st.session_state[_COPY] = (printed.page(copy), copy.as_json())
    if _COPY in st.session_state:
        page, data = st.session_state[_COPY]
        a, b = st.columns(2)
        a.download_button(
            "To read and print", page, "my-record.html", "text/html", key="copy html",
            width="stretch", on_click="ignore",
        )  # fmt: skip
        b.download_button(
            "For other programs (JSON)", data, "my-record.json", "application/json",
            key="copy json", width="stretch", on_click="ignore",
        )  # fmt: skip


def _note(me: Person) -> None:
    st.header("Put something beside it")
    st.write(
        "If something about a rep is wrong or needs explaining, write it here. What stands there "
        "stays; your note stands beside it, and supervisors read it once they have rated."
    )
    rows = [row for row in practising.my_reps(house(), me) if row.words_removed_at is None]
    if not rows:
        st.caption("There is no rep yet to put a note to.")
        return
    chosen = st.selectbox("About which rep?", rows, format_func=_about, key="note rep")
    before = rights.notes(house(), me, chosen.id)
    for note in before:
        st.caption(f"{note.at.day} {note.at:%B %Y}: {parts.plain(note.text)}")
    text = st.text_area(
        "Your note", key=f"note {chosen.id} {len(before)}", max_chars=2000, height=90
    )
    if st.button("Put it there", key="add note"):
        rights.add_note(house(), me, chosen.id, text)
        parts.flash("Your note stands beside the rep.")
        st.rerun()


def _about(row: RepRow) -> str:
    content = house().content
    case, rubric = content.cases.get(row.case), content.rubrics.get(row.skill)
    client = case.public.name if case else row.case
    day = f"{row.begun_at.day} {row.begun_at:%B %Y}"
    return f"{rubric.title if rubric else row.skill} with {client}, {day}"


def _looks(me: Person) -> None:
    st.header("Who read my transcripts")
    looks = rights.who_read(house(), me, 50)
    if not looks:
        st.write("Nobody so far.")
        return
    reps = {row.id: row for row in practising.my_reps(house(), me)}
    parts.table(
        [
            {
                "When (UTC)": f"{look.at.day} {look.at:%b %Y, %H:%M}",
                "Who": look.by,
                "What": _about(reps[look.rep]) if look.rep in reps else "a rep",
            }
            for look in looks
        ],
        "The newest first, at most 50. Reading on within a quarter of an hour counts once.",
    )


def _erasure(me: Person) -> None:
    st.header("Being erased")
    asked = rights.erasure_asked(house(), me)
    if asked:
        st.info(
            f"You asked on {asked.at.day} {asked.at:%B %Y}. A director carries it out; until then "
            "nothing is removed and you can take it back."
        )
        if st.button("Take it back", key="stay"):
            rights.take_back_erasure(house(), me)
            parts.flash("Taken back. Nothing was removed.")
            st.rerun()
        return
    st.write(
        "You can ask to be taken out of the records. Your account and all your words go, and "
        "nobody can bring them back; make your copy first. Levels and dates stay in the "
        "programme's counts without your name, because supervisors' ratings are checked against "
        "them. That somebody read a transcript stays on record for its own period, as a number "
        "that leads to nobody."
    )
    with st.popover("Ask to be erased"):
        st.write("A director is asked. You can take it back until it is done.")
        if st.button("Yes, ask", key="ask erasure"):
            rights.ask_erasure(house(), me)
            parts.flash("A director has been asked.")
            st.rerun()
