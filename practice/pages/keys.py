"""One key for each step on a supervisor's pages, the list of them on “?”, and the desk's own look.

The list that is shown is the table that works: a page hands over its keys, and of those only the
ones whose part is on the page just now are listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import streamlit as st

_HERE = Path(__file__)
_CSS = _HERE.with_name("desk.css").read_text("utf-8")
_keys = st.components.v2.component(
    "desk_keys",
    html=_HERE.with_suffix(".html").read_text("utf-8"),
    css=_HERE.with_suffix(".css").read_text("utf-8"),
    js=_HERE.with_suffix(".js").read_text("utf-8"),
)
MAIN = "Ctrl+Enter"  # the next step of whatever page it is


@dataclass(frozen=True)
class Key:
    """What one key does: `at` is the beginning of the Streamlit key of the part it is about.

    press: a button; open: a folded part, then its first field; pop: the same for a pop-over;
    go: the first field or button of it; tick: a box, then the field that follows from it; next and
    before: one row further or back; rate and judge: the point or sentence whose turn it is.
    """

    press: str
    says: str
    at: str
    how: Literal["press", "open", "pop", "go", "tick", "next", "before", "rate", "judge"]


_RATE = (
    Key("0 1 2 3 4", "rate the point whose turn it is", "rating", "rate"),
    Key("n", "no opportunity (N/A)", "rating", "rate"),
    Key("h", "this could harm a client", "harm", "tick"),
)
_READ = (
    Key("t", "to the transcript, to scroll in it", "read", "go"),
    Key("i", "case facts", "facts", "open"),
    Key("l", "what the levels mean", "levels", "open"),
)
QUEUE = (
    Key("j", "one row down", "open", "next"),
    Key("k", "one row up", "open", "before"),
    Key("s", "to the second ratings", "second", "go"),
    Key("v", "to the views", "view", "go"),
    Key("f", "filter", "filter", "open"),
    Key("w", "who does what this week", "load", "open"),
)
REVIEW = (
    *_RATE,
    Key("j", "the words show it: justified", "verdict", "judge"),
    Key("n", "not justified", "verdict", "judge"),
    Key("u", "unsure", "verdict", "judge"),
    Key("w", "write: one strength, one thing to change", "words-strength", "go"),
    Key("s", "begin with a snippet", "snippets", "open"),
    Key("a", "assign the next rep", "assign", "go"),
    Key("e", "change a level, with a reason", "change", "open"),
    Key("c", "comment on a turn", "comment", "open"),
    Key("f", "answer the flag", "words-flag", "go"),
    *_READ,
    Key("r", "return it for another try", "return", "pop"),
    Key("q", "ask for a second rater", "second", "open"),
    Key("d", "escalate to the director", "escalate", "open"),
    Key("m", "amend what you signed", "amend", "open"),
    Key("x", "propose what you signed as an exemplar", "exemplar", "open"),
    Key("g", "give it to a colleague", "give", "pop"),
    Key("b", "put it back in the queue", "back", "press"),
)
SECOND = (*_RATE, *_READ)


def listen(keys: Sequence[Key], rep: str = "") -> None:
    """Let these keys work; where text is typed they only write, and it is kept for that rep."""
    style()
    with st.sidebar:
        _keys(key="desk keys", data={"keys": [asdict(key) for key in keys], "rep": rep})


@contextmanager
def part(name: str, label: str) -> Iterator[None]:
    """A folded part that a key opens; Ctrl and Enter in it do its own step, not the page's."""
    with st.container(key=name), st.expander(label), st.container(key=f"own {name}"):
        yield


def style() -> None:
    """The look of the desk."""
    st.html(f"<style>{_CSS}</style>")
