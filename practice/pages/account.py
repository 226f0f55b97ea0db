"""One's own account, for every role: who one is here, where one is signed in, out everywhere."""

from __future__ import annotations

import streamlit as st

from practice import presence
from practice.adapters.wiring import house
from practice.pages import parts
from practice.roles import Person


def page(me: Person, here: str) -> None:
    """Where am I signed in? `here` is the fingerprint of this sign-in."""
    with parts.telling():
        st.title("Your sign-ins")
        st.write(f"You are signed in as {parts.plain(me.name)}, {me.role.value}.")
        devices = presence.devices(house(), me, here)
        rows = [
            {
                "Signed in": parts.moment(device.since),
                "Ends by itself": parts.moment(device.until),
                "Which": "this one" if device.here else "another one",
            }
            for device in devices
        ]
        parts.table(rows, "Every browser in which you are signed in, the newest first")
        st.write(
            "If you do not know one of these, or left yourself signed in somewhere, sign out "
            "everywhere. What you are typing is kept as a draft."
        )
        if st.button("Sign out everywhere", type="primary"):
            presence.sign_out_everywhere(house(), me)
            st.rerun()
        st.caption("Your programme's director can give you a link to a new password.")
