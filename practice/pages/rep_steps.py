"""What every step of a rep shares: taking it, the aim, the reply box and sending what was typed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from html import escape
from typing import Any

import streamlit as st

from practice import BadInput, StoreUnavailable, practising
from practice.adapters.wiring import house
from practice.pages import parts
from practice.pages.reply_box import Sent, reply_box
from practice.practising import LooksReal
from practice.roles import Person
from practice.views import TraineeView


def do(step: Callable[[], None]) -> None:
    """Take a step and redraw; when it came too late the page simply shows where the rep is now."""
    step()
    st.rerun()


class Kept:
    """What somebody has chosen on a page and not yet sent, given back after a reload."""

    def __init__(self, me: Person, view: TraineeView, names: Iterable[str]) -> None:
        self._me, self._rep, self._slot = me, view.id, view.moment
        self.key = {name: f"{view.id} {view.moment} {name}" for name in names}
        text = practising.draft(house(), me, view.id, view.moment)
        try:
            self._values = dict(json.loads(text or "{}"))
        except ValueError:
            self._values = {}

    def get(self, name: str, default: Any = None) -> Any:
        """What was chosen before, or the default."""
        return self._values.get(name, default)

    def keep(self) -> None:
        """Keep the page's choices as they are now; for `on_change`."""
        now = {n: st.session_state[k] for n, k in self.key.items() if k in st.session_state}
        text = json.dumps({name: value for name, value in now.items() if value is not None})
        practising.keep_draft(house(), self._me, self._rep, self._slot, text)


def aim_line(view: TraineeView) -> None:
    st.html(f'<p class="band"><strong>Aim: {escape(view.target.title)}</strong></p>')


def to_know(brief: str) -> None:
    """What the trainee has to know of a tool to speak about it; it may be read all the while."""
    if brief:
        with st.expander("What you have been told about the tool", expanded=True):
            for row in brief.splitlines():
                what, _, told = row.partition(": ")
                bold = f"**{parts.plain(what)}:** {parts.plain(told)}"
                st.markdown(bold if told else parts.plain(what))


def reply(me: Person, view: TraineeView, label: str, hint: str) -> None:
    slot = practising.slot_of(view)
    sent = reply_box(
        view.id,
        slot,
        practising.draft(house(), me, view.id, slot),
        label=label,
        hint=hint,
        refused=refused(view),
    )
    send(
        sent,
        view,
        lambda s, ok: practising.reply(
            house(), me, view.id, s.text, seconds=s.seconds, pasted=s.pasted, fictional=ok
        ),
    )


def send(sent: Sent | None, view: TraineeView, verb: Callable[[Sent, bool], None]) -> None:
    """Send what was typed; what is refused stays in the box, with the reason below it."""
    held, said, times = (f"{name} {view.id}" for name in ("real", "refused", "times refused"))
    if sent:
        st.session_state.pop(held, None)
        st.session_state.pop(said, None)
        try:
            verb(sent, False)
        except LooksReal as error:
            st.session_state[held] = (sent, str(error))
            st.session_state[times] = st.session_state.get(times, 0) + 1
        except (BadInput, StoreUnavailable) as error:
            st.session_state[said] = str(error)
            st.session_state[times] = st.session_state.get(times, 0) + 1
        st.rerun()
    if said in st.session_state:
        st.error(parts.plain(st.session_state[said]))
    if held in st.session_state:
        before, sentence = st.session_state[held]
        st.warning(parts.plain(sentence))
        if st.button("It is made up, send it", key="made up"):
            st.session_state.pop(held)
            verb(before, True)
            st.rerun()


def refused(view: TraineeView) -> int:
    """How often something typed in this rep was not taken; a new count opens the box again."""
    return int(st.session_state.get(f"times refused {view.id}", 0))
