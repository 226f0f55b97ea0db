"""The menu a role allows, drawn anew at every click; the verbs decide what is really allowed."""

from __future__ import annotations

from functools import partial

import streamlit as st

from practice import stock
from practice.adapters.wiring import house
from practice.pages import (
    account,
    desk,
    director,
    my_data,
    my_portfolio,
    parts,
    records,
    supervisor,
    trainee,
)
from practice.roles import Person, Role


def signed_in() -> Person | None:
    """Who this page belongs to: asked of the records at every click, so that signing out works."""
    token_hash = str(st.user.get("sign_in") or "")
    return house().store.people.signed_in(token_hash, house().now()) if token_hash else None


def pages(me: Person) -> list[st.Page]:
    """The pages of a role, the first of them its home."""
    match me.role:
        case Role.TRAINEE:
            shown = st.Page(
                partial(my_portfolio.page, me), title="My portfolio", url_path="my-portfolio"
            )
            mine = st.Page(partial(my_data.page, me), title="My data", url_path="my-data")
            return [*trainee.pages(me), shown, mine]
        case Role.SUPERVISOR:
            return supervisor.pages(me)
        case Role.DIRECTOR:
            looks = st.Page(partial(desk.page, me), title="Supervision", url_path="supervision")
            kept = st.Page(partial(records.page, me), title="Records", url_path="records")
            return [*director.pages(me), looks, kept]


def main() -> None:
    st.set_page_config(page_title="Practice", page_icon=parts.ICON, layout="centered")
    parts.style()
    with parts.telling():
        me = signed_in()
        if me is None:
            st.header("You are signed out")
            st.write("What you sent is kept, and what you were typing is kept as a draft.")
            parts.door("Sign in again", "/welcome")
            return
        stock.up_to_date(house())
        here = str(st.user.get("sign_in") or "")
        own = st.Page(partial(account.page, me, here), title="Your sign-ins", url_path="sign-ins")
        chosen = st.navigation([*pages(me), own])
        with st.sidebar:
            parts.who(me, demo=house().demo)
        chosen.run()


main()
