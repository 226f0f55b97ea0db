"""Picking words on the screen, with a mouse or a keyboard: click the first, then the last."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

_HERE = Path(__file__)
_component = st.components.v2.component(
    "word_picker",
    html=_HERE.with_suffix(".html").read_text("utf-8"),
    css=_HERE.with_suffix(".css").read_text("utf-8"),
    js=_HERE.with_suffix(".js").read_text("utf-8"),
)


def word_picker(key: str, text: str, label: str) -> str:
    """Draw the words of a text as buttons; returns the picked run, verbatim, or nothing."""
    data: dict[str, Any] = {
        "text": text,
        "label": label,
        "how": "Click the first and the last word. By keyboard: arrow keys move, Enter picks, "
        "Shift with arrows stretches, Escape clears.",
        "none": "Nothing picked yet.",
        "picked": st.session_state.get(f"{key} kept", ""),
    }
    result = _component(key=key, data=data, default={"words": ""}, on_words_change=lambda: None)
    words = str(result.get("words") or "")
    if words:
        st.session_state[f"{key} kept"] = words
    return words
