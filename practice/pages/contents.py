"""A director's page of case and rubric files: what is in use, a look inside, files of one's own."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from practice import ContentError, directing, library
from practice.adapters.wiring import house
from practice.cases import DIFFICULTIES, Case
from practice.library import Held, Looked
from practice.pages import parts
from practice.roles import Person
from practice.rubrics import Rubric

NOBODY = "nobody yet"
WHAT = {"cases": "Case", "rubrics": "Rubric"}


def page(me: Person) -> None:
    """Which cases and rubrics are in use, why a file was left out, and taking in one's own."""
    with parts.telling():
        parts.show_flash()
        st.title("Content")
        problems = directing.shelves(house(), me).problems
        files = library.held(house(), me)
        if problems:
            st.header("Left out, and why")
            st.write("The trainer goes on without these. Mend the file, then take it in again.")
            _mistakes(problems)
        else:
            unread = sum(not one.item.reviewed_by for one in files)
            st.write(f"Every file is in use. {_review(unread, len(files))}")
        _listed(files)
        _inside(me, files)
        _set_aside(me)
        _own(me)


def _review(unread: int, files: int) -> str:
    if not unread:
        return "Each was reviewed by a clinician."
    who = "None of them has" if unread == files else f"{unread} of {files} have not"
    return f"{who} been reviewed by a clinician yet, and trainees are told so."


def _mistakes(problems: Sequence[ContentError]) -> None:
    parts.table(
        [
            {"File": f"{p.file}, line {p.line}", "Field": p.field, "What to mend": p.message}
            for p in problems
        ],
        "Each mistake with its file, line and field",
    )


def _listed(files: Sequence[Held]) -> None:
    st.header("Cases")
    parts.table(
        [
            {
                "Case": c.title, "Client": c.public.name,
                "Reviewed by": c.reviewed_by or NOBODY,
                "Exercises": len(c.stimuli), "From": "your programme" if one.own else "shipped",
            }
            for one in files if isinstance(c := one.item, Case)
        ],
        "Simulated clients in use",
    )  # fmt: skip
    st.header("Rubrics")
    parts.table(
        [
            {
                "Rubric": r.title, "Reviewed by": r.reviewed_by or NOBODY,
                "Points": len(r.criteria),
                "Version": r.version, "From": "your programme" if one.own else "shipped",
            }
            for one in files if isinstance(r := one.item, Rubric)
        ],
        "Rubrics in use",
    )  # fmt: skip


def _inside(me: Person, files: Sequence[Held]) -> None:
    st.header("Look inside")
    chosen = st.selectbox(
        "A case or rubric", files, index=None, placeholder="Choose one",
        format_func=lambda one: f"{WHAT[one.kind]}: {one.item.title}", key="inside",
    )  # fmt: skip
    if chosen is None:
        return
    preview(chosen.item)
    st.download_button(
        "Fetch this file", library.text(house(), me, chosen.kind, chosen.item.fingerprint),
        f"{chosen.item.id}.yaml", "application/yaml", on_click="ignore",
    )  # fmt: skip
    if chosen.own and chosen.at:
        st.caption(f"Taken in by {chosen.by}, {parts.moment(chosen.at)}.")
        with st.popover("Take it away"):
            st.write(
                "New reps will not use this version. Where a file of this name was shipped, that "
                "one is used again. Reps already begun go on as they are, and you can put this "
                "version back."
            )
            if st.button("Take this file away", type="primary", key="take away"):
                kept = library.take_away(
                    house(), me, chosen.kind, chosen.item.id, chosen.item.fingerprint
                )
                parts.flash(
                    "Taken away. "
                    + ("The shipped file is in use." if kept else "You can put it back below.")
                )
                st.rerun()
    for change in chosen.earlier:
        left, right = st.columns([3, 1], vertical_alignment="center")
        left.write(f"An earlier version, taken in {parts.moment(change.at)}")
        if right.button("Use it again", key=f"again {change.number}"):
            library.put_back(
                house(), me, chosen.kind, chosen.item.id, change.number, chosen.item.fingerprint
            )
            parts.flash("That version is in use again.")
            st.rerun()


def preview(item: Case | Rubric) -> None:
    """What a file holds, as its reader would want to see it before trainees do."""
    with st.container(border=True):
        if isinstance(item, Case):
            _case(item)
        else:
            _rubric(item)


def _by(item: Case | Rubric) -> str:
    return f"Reviewed by {item.reviewed_by}" if item.reviewed_by else "Not yet clinically reviewed"


def _case(case: Case) -> None:
    public = case.public
    st.subheader(parts.plain(f"{public.name}, {public.age}"))
    st.write(parts.plain(public.context))
    st.write(parts.plain(f"“{public.complaint}”"))
    if case.content_notes:
        st.caption(parts.plain(f"May touch somebody: {'; '.join(case.content_notes)}"))
    titles = house().content.rubrics
    skills = ", ".join(titles[s].title if s in titles else s for s in case.skills)
    st.write(parts.plain(f"For practising: {skills}. Level: {case.level}."))
    st.caption(
        f"Version {case.version}: {len(case.lines)} lines, {len(case.stimuli)} exercises, "
        f"{len(case.private.disclosure)} facts told step by step. "
        f"{_by(case)}."
    )
    with st.expander("Every exercise, as a trainee meets it"):
        for level in DIFFICULTIES:
            here = [one for one in case.stimuli if one.level == level]
            if here:
                st.write(f"**{level.capitalize()}**")
            for one in here:
                st.write(parts.plain(f"{one.criterion}: “{one.text}”"))


def _rubric(rubric: Rubric) -> None:
    st.subheader(parts.plain(rubric.title))
    st.write(parts.plain(rubric.purpose))
    st.caption(f"Version {rubric.version}. {_by(rubric)}.")
    for point in rubric.criteria:
        with st.expander(parts.plain(point.title)):
            for level in range(5):
                st.write(parts.plain(f"{level}: {point.anchors.of(level)}"))


def _set_aside(me: Person) -> None:
    """Files of one's own that were taken away, each to be put back."""
    found = library.set_aside(house(), me)
    if not found:
        return
    st.header("Taken away")
    for one in found:
        left, right = st.columns([3, 1], vertical_alignment="center")
        left.write(
            parts.plain(
                f"{WHAT[one.kind]}: {one.title}, taken away by {one.by}, {parts.moment(one.at)}"
            )
        )
        if right.button("Put it back", key=f"back {one.version}"):
            library.put_back(house(), me, one.kind, one.id, one.version, "")
            parts.flash(f"“{one.title}” is in use again.")
            st.rerun()


def _own(me: Person) -> None:
    st.header("A file of your own")
    st.write(
        "To begin with, fetch one under “Look inside” and change it in any editor of plain text; "
        "with another name after “id:” it becomes a new one, with the same name it takes the "
        "place of the old one. Choose it here: it is checked first, and you see what it holds "
        "before anybody practises with it."
    )
    turn = st.session_state.setdefault("file turn", 0)
    chosen = st.file_uploader(
        "The file (.yaml)", type=["yaml", "yml"], key=f"file {turn}", max_upload_size=1
    )
    if chosen is None:
        return
    raw = chosen.getvalue()
    found = library.look(house(), me, raw)
    if found.mistakes:
        st.subheader(f"To mend first ({len(found.mistakes)})")
        st.write("Nothing was taken in. Mend these in the file, and choose it again.")
        _mistakes(found.mistakes)
    if found.breaks:
        st.subheader("Other files need what this one leaves out")
        st.write(
            "Nothing was taken in: with it, these could not be used any more. Keep the names that "
            "they use, or take in new versions of them first."
        )
        _mistakes(found.breaks)
    if found.good and found.item:
        _good(me, raw, found, found.item, turn)


def _good(me: Person, raw: bytes, found: Looked, item: Case | Rubric, turn: int) -> None:
    preview(item)
    if found.known:
        st.info("Exactly this file is in use already.")
        return
    st.write(
        "A file of this name is in use; this one would take its place for every rep that begins "
        "from now on."
        if found.replaces
        else f"A new {WHAT[found.kind].lower()}. Trainees see it as soon as you take it in."
    )
    if st.button("Take it in", type="primary"):
        library.take_in(house(), me, raw, found.replaces)
        st.session_state["file turn"] = turn + 1
        parts.flash(f"“{item.title}” is in use.")
        st.rerun()
