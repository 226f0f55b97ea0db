"""The programme's own texts, every place that words may go to, and a judge on trial."""

from __future__ import annotations

import streamlit as st

from practice import directing, egress, trials
from practice.adapters.wiring import house
from practice.egress import WayOut
from practice.pages import parts
from practice.roles import Person


def page(me: Person) -> None:
    """A director's page about the programme as a whole."""
    with parts.telling():
        parts.show_flash()
        st.title("Programme")
        st.header("When somebody needs a break")
        text = st.text_area(
            "What they read", directing.help_text(house()), height=160, max_chars=2000
        )
        if st.button("Save the text", type="primary"):
            directing.set_help_text(house(), me, text)
            parts.flash("Saved.")
            st.rerun()
        st.header("Where words go")
        _troubles()
        found = egress.ways_out(house(), me)
        if all(way.here or not way.words for way in found):
            st.write(
                "No words leave this computer. The client speaks with "
                + ("a language model on it." if house().notice else "lines from the case file.")
            )
        else:
            st.write(
                "Words leave this computer for these places only. Trainees are asked first, and "
                "whoever says no goes on without, at no cost to them."
            )
        for way in found:
            _way(way)
        if house().judge_notice is not None:
            _trial(me)


def _troubles() -> None:
    if house().model_trouble:
        st.warning(
            "The language model that was set up cannot be used, and the client speaks with the "
            f"authored lines. Mend this, then start the trainer again: {house().model_trouble}"
        )
    if house().judge_trouble:
        st.warning(f"The model that was to read replies cannot be used: {house().judge_trouble}")
    if house().sign_on_trouble:
        st.warning(parts.plain(house().sign_on_trouble))


def _way(way: WayOut) -> None:
    """One place, as a data-protection officer would ask about it."""
    with st.container(border=True):
        where = "on this computer" if way.here else way.host
        st.write(f"**{way.what_for[:1].upper()}{way.what_for[1:]}:** {way.tool}, {where}")
        st.caption(f"What is sent: {way.sent}")
        st.caption(f"How long it is kept: {way.keeps}")
        if way.asked is not None:
            st.caption(f"{way.agreed} of {way.asked} trainees agreed to exactly this.")


@st.fragment(run_every=3)
def _trial(me: Person) -> None:
    """Whether the model may read trainees' replies, and what it made of replies people rated."""
    found = trials.trial(house(), me)
    st.subheader(f"May {found.model} read replies?")
    if found.accepted:
        st.success("Yes: you accepted exactly this model, with these prompts and rubrics.")
    else:
        st.info("Not yet. Until you accept it here, the built-in reading goes on alone.")
    if found.state == "running":
        st.progress(found.done / max(1, found.of), f"{found.done} of {found.of} points read")
        if found.away:
            st.caption("The model does not answer just now; it is tried again by itself.")
    for line in found.lines:
        now, own = line.judge, line.embedded
        if now.kappa is None or own.kappa is None or now.bias is None:
            st.caption(f"{line.criterion}: too few readings it could be sure of ({now.n}).")
            continue
        drift = "" if line.drift is None else f", {line.drift:+.1f} levels from the last one"
        st.caption(
            f"{line.criterion}: agreement with rated replies {now.kappa:.2f} (built in "
            f"{own.kappa:.2f}), {now.bias:+.1f} levels{drift}; {now.unscored} unscored."
        )
    a, b, c = st.columns(3)
    if a.button("Try it on rated replies", disabled=found.state == "running", key="try judge"):
        trials.begin_trial(house(), me)
    if b.button("Accept it", disabled=found.state != "done" or found.accepted, key="accept judge"):
        trials.accept(house(), me)
    if c.button("Stop using it", disabled=not found.accepted, key="refuse judge"):
        trials.refuse(house(), me)
