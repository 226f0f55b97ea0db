"""A director's records: how long they are kept, what is past it, receipts, the audit, erasure."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

import streamlit as st

from practice import keeping
from practice.adapters.wiring import house
from practice.keeping import HOLDINGS, Kept, Periods, Receipt, Removed, Request
from practice.pages import parts
from practice.retention import LONGEST
from practice.roles import Person
from practice.sealing import Checked

_CLASSES = {
    "transcript": (
        "Words", "All that was said and written, after the last thing that happened to the rep."
    ),
    "ratings": ("Names beside levels", "After a trainee's last rep. The counts stay for good."),
    "audit": ("The audit", "Who looked at what, and what directors did."),
}  # fmt: skip
_COUNTED = {
    "reps": "reps whose words go",
    "drafts": "drafts that were never sent",
    "texts": "former versions of texts and settings",
    "reps_without_a_name": "reps that lose their trainee's name",
    "accounts": "accounts",
    "links": "links and sign-ins that are over",
    "audit_lines": "lines of the audit",
}


def page(me: Person) -> None:
    """What is kept, until when, and what was done with it?"""
    with parts.telling():
        parts.show_flash()
        st.title("Records")
        _requests(me)
        _periods(me)
        _past(me)
        _receipts(keeping.receipts(house(), me))
        _audit(me)
        _where()


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"


# --- how long ------------------------------------------------------------------------------------


def _periods(me: Person) -> None:
    st.header("How long things are kept")
    now = keeping.periods(house(), me)
    with st.form("periods", border=True), parts.telling():
        chosen = {
            name: column.number_input(
                f"{title}, months", 1, LONGEST, value, key=f"period {name}", help=what
            )
            for (name, value), (title, what), column in zip(
                asdict(now).items(), _CLASSES.values(), st.columns(3), strict=True
            )
        }
        st.caption(
            "Words count from the last thing that happened to a rep, names from a trainee's last "
            "rep. Changing a period removes nothing; trainees read it under “My data”."
        )
        if st.form_submit_button("Save"):
            keeping.set_periods(house(), me, Periods(**chosen))
            parts.flash("Saved. Nothing was removed.")
            st.rerun()


def _past(me: Person) -> None:
    st.header("What is past its time")
    told = keeping.foreseen(house(), me)
    if told.removed.waiting:
        st.info(
            f"{told.removed.waiting} more would go, but somebody has to answer something first: "
            "an open flag, an escalation or a second rating. They go once that is done and their "
            "time is over again."
        )
    if not told.removed.anything:
        st.write(f"Nothing: no words are left from before {_day(told.cutoffs.transcript)}.")
    else:
        _counts(told.removed)
        with st.popover("Remove it for good"):
            st.write(
                "Words and names go to the last byte and nobody can bring them back. Every figure "
                "on the director's pages stays. Backups made earlier still hold all of it."
            )
            sure = st.checkbox("I have seen what goes", key="seen what goes")
            if st.button("Remove it", type="primary", key="remove", disabled=not sure):
                receipt = keeping.remove(house(), me)
                parts.flash(_done(receipt))
                st.rerun()
    st.caption(
        "Nothing goes by itself. A timer can run `python -m practice.admin purge --yes`, and "
        "`python -m practice.admin backup FILE` makes a copy while the trainer runs."
    )


def _counts(removed: Removed) -> None:
    found = {what: getattr(removed, name) for name, what in _COUNTED.items()}
    parts.table(
        [{"What": what.capitalize(), "How many": n} for what, n in found.items() if n],
        "A dry run: nothing has been changed.",
    )


def _done(receipt: Receipt) -> str:
    if receipt.clean:
        return f"Removed to the last byte. Receipt {receipt.number} says what."
    return (
        f"Removed; receipt {receipt.number} says what. The file was busy and may still hold "
        "traces: remove again when fewer people are about."
    )


def _receipts(found: list[Kept]) -> None:
    st.header("Receipts")
    if not found:
        st.write("Nothing has been removed yet.")
        return
    broken = [str(kept.receipt.number) for kept in found if not kept.holds]
    if broken:
        st.error(f"Somebody changed these after they were written: {', '.join(broken)}.")
    parts.table(
        [
            {
                "No.": kept.receipt.number,
                "When": _day(kept.receipt.at),
                "By": kept.receipt.by_name,
                "What": kept.receipt.what,
                "Removed": _summary(kept.receipt),
                "To the last byte": "yes" if kept.receipt.clean else "not yet",
                "As written": "yes" if kept.holds else "no",
            }
            for kept in found[:20]
        ],
        "The newest first, at most 20. A receipt names nobody whose words went.",
    )
    every = [k.receipt.model_dump(mode="json") | {"seal": k.receipt.seal} for k in found]
    st.download_button(
        "All receipts (JSON)", json.dumps(every, ensure_ascii=False, indent=2), "receipts.json",
        "application/json", key="receipts json", on_click="ignore",
    )  # fmt: skip


def _summary(receipt: Receipt) -> str:
    parts_ = [f"{receipt.removed.get(n, 0)} {what}" for n, what in _COUNTED.items()]
    return "; ".join(part for part in parts_ if not part.startswith("0 ")) or "nothing"


# --- the audit -----------------------------------------------------------------------------------


def _audit(me: Person) -> None:
    st.header("The audit")
    st.write(
        "Every look at a transcript and every step of a director is one line, sealed together with "
        "the line before it. A line can be added, and none can be changed or taken out unseen."
    )
    with st.form("audit", border=True), parts.telling():
        noted = st.text_input(
            "The last line of the audit as you noted it earlier, if you did",
            placeholder="its number, a space and its seal",
            key="noted head",
        )
        if st.form_submit_button("Check the whole audit"):
            st.session_state["audit checked"] = keeping.check_audit(house(), me, noted)
    if "audit checked" in st.session_state:
        _checked(st.session_state["audit checked"])
    with st.expander("What was done lately"):
        parts.table(
            [
                {
                    "When (UTC)": f"{line.at.day} {line.at:%b %Y, %H:%M}",
                    "Who": line.who,
                    "Did": line.did,
                    "About": line.about,
                }
                for line in keeping.entries(house(), me, 30)
            ],
            "The newest 30 lines. Reading on within a quarter of an hour is one line.",
        )


def _checked(found: Checked) -> None:
    if found.broken is not None:
        st.error(f"The audit is broken at line {found.broken}. {found.why}")
    else:
        st.success(f"The audit is whole: {found.lines:,} lines.")
    if found.head:
        st.caption("Its head. Note it somewhere else, and compare it another time:")
        st.code(str(found.head), language=None, wrap_lines=True)


# --- erasure -------------------------------------------------------------------------------------


def _requests(me: Person) -> None:
    found = keeping.requests(house(), me)
    if found:
        st.header(f"Asked to be erased ({len(found)})")
    for request in found:
        with st.container(border=True), parts.telling():
            _request(me, request)
    with st.expander("Somebody asked in a letter or in person"):
        open_ = {request.person for request in found}
        others = [p for p in keeping.trainees(house(), me) if p.id not in open_]
        if not others:
            st.write("There is no other trainee.")
            return
        names = {person.id: person.name for person in others}
        chosen = st.selectbox("Who?", list(names), format_func=names.__getitem__, key="letter who")
        if st.button("Write it down", key="letter"):
            keeping.write_down_request(house(), me, chosen)
            parts.flash("Written down. Nothing was removed; the request stands on this page.")
            st.rerun()


def _request(me: Person, request: Request) -> None:
    how = "asked in a letter or in person" if request.by_letter else "asked"
    reps = "one rep" if request.reps == 1 else f"{request.reps} reps"
    st.write(f"**{parts.plain(request.name)}** {how} on {_day(request.at)}; {reps}.")
    if request.open:
        st.warning(
            f"{request.open} of them wait for a human: an open flag, an escalation or a second "
            "rating. A supervisor answers first; then this can be done."
        )
        return
    st.caption(
        "Account, words, drafts and answers about tools go. Levels and dates stay in the counts "
        "without a name, as supervisors' ratings are checked against them; lines of the audit stay "
        "for their period, as numbers that lead to nobody. It cannot be undone."
    )
    name = st.text_input("Type their name to confirm", key=f"erase name {request.person}")
    if st.button("Erase for good", key=f"erase {request.person}"):
        receipt = keeping.erase(house(), me, request.person, name)
        parts.flash(f"Erased. {_done(receipt)}")
        st.rerun()


def _where() -> None:
    with st.expander("Everything that is kept, table by table"):
        parts.table(
            [
                {"Table": name, "What it holds": held.what, "Until when": held.until}
                for name, held in HOLDINGS.items()
            ],
            "For whoever answers for data protection. No log, cache or index on disk holds words; "
            "where words go that a language model is sent stands under “Programme”.",
        )
