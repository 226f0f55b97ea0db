"""A text on the desk that is kept while somebody types it, so that a closed tab loses nothing.

`keys.js` sends it to `PUT /draft/REP` a moment after typing stops; leaving the field keeps it too.
"""

from __future__ import annotations

import streamlit as st

from practice import supervising
from practice.adapters.wiring import house
from practice.roles import Person


class Kept:
    """The texts that one supervisor is writing about one rep, as they stood in the records."""

    def __init__(self, me: Person, rep: str) -> None:
        self._me, self._rep = me, rep
        self.drafts = supervising.drafts(house(), me, rep)

    def key(self, slot: str, turn: int = 0) -> str:
        """The Streamlit key of a text; `turn` makes it a new one once it has been used."""
        return f"words {slot} {self._rep} {turn}"

    def text(
        self, slot: str, label: str, *, lines: int = 1, turn: int = 0, hint: str = ""
    ) -> str:  # fmt: skip
        """Draw a text field; returns what stands in it."""
        key = self.key(slot, turn)
        st.session_state.setdefault(key, str(self.drafts.get(slot, {}).get("text", "")))

        def keep() -> None:
            supervising.keep_words(house(), self._me, self._rep, slot, st.session_state[key])

        if lines == 1:
            said = st.text_input(label, key=key, on_change=keep, max_chars=2000, placeholder=hint)
        else:
            said = st.text_area(
                label, key=key, on_change=keep, max_chars=2000, height=26 + 26 * lines,
                placeholder=hint,
            )  # fmt: skip
        return said or ""
