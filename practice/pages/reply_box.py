"""The box a reply is typed in: it saves the draft while somebody types, and sends it once.

Drafts go to `PUT /draft/REP` and never through a page redraw, so that typing is never interrupted.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

_HERE = Path(__file__)
_component = st.components.v2.component(
    "reply_box",
    html=_HERE.with_suffix(".html").read_text("utf-8"),
    css=_HERE.with_suffix(".css").read_text("utf-8"),
    js=_HERE.with_suffix(".js").read_text("utf-8"),
)


@dataclass(frozen=True)
class Sent:
    """What somebody sent, for which moment, in how many seconds, and whether it was pasted."""

    text: str
    slot: str
    seconds: float
    pasted: bool


def reply_box(
    rep: str, slot: str, draft: str, *, label: str, send: str = "Send", hint: str = "",
    sending: str = "Sending …", clock: bool = True, refused: int = 0,
) -> Sent | None:  # fmt: skip
    """Draw the box; returns what was sent in this redraw, if anything."""
    data: dict[str, Any] = {
        "rep": rep, "slot": slot, "draft": draft, "label": label, "send": send, "hint": hint,
        "sending": sending, "clock": clock, "refused": refused, "focus": True,
    }  # fmt: skip
    result = _component(key=f"reply {rep}", data=data, on_sent_change=lambda: None)
    sent = result.get("sent")
    if not sent or sent.get("slot") != slot:
        return None
    return Sent(str(sent["text"]), slot, float(sent["seconds"]), bool(sent["pasted"]))
