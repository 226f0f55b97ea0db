"""One key for each judgement on a supervisor's pages, and their own few lines of style."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_HERE = Path(__file__)
_CSS = _HERE.with_name("desk.css").read_text("utf-8")
_keys = st.components.v2.component("desk_keys", js=_HERE.with_suffix(".js").read_text("utf-8"))
MAIN = "Ctrl+Enter"  # the next step of whatever page it is


def listen() -> None:
    """Let keys rate and judge on this page; where text is typed they only write."""
    st.html(f"<style>{_CSS}</style>")
    with st.sidebar:
        _keys(key="desk keys")


def style() -> None:
    """The look of the desk, on a page without keys of its own."""
    st.html(f"<style>{_CSS}</style>")
