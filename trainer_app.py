"""The deliberate-practice trainer: `streamlit run trainer_app.py`.

Wires the front door (sign-in, set-up, invitations) before Streamlit's pages; the menu that a role
allows is in `practice/pages/menu.py`.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from practice import StoreUnavailable, given_out, practising, supervising
from practice.adapters.wiring import house
from practice.pages import downloads, other_door
from practice.pages.entrance import routes
from practice.pages.identity import Identity
from practice.roles import Person, Role


def _keep_draft(me: Person, *what: str) -> bool:
    """Keep what somebody is typing: a trainee's reply, or a supervisor's words about one."""
    theirs = me.role is Role.SUPERVISOR
    return (supervising.keep_words if theirs else practising.keep_draft)(house(), me, *what)


@asynccontextmanager
async def _open(app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Open the records before the first visitor, and print the set-up code while nobody exists."""
    home = await asyncio.to_thread(house)
    code = await asyncio.to_thread(home.accounts.set_up_code)
    if code:
        print(
            f"\n  First start. Open the page and enter this one-time set-up code: {code}\n",
            flush=True,
        )
    await asyncio.to_thread(_warm_up)
    home.reader.start(home)
    over = asyncio.Event()
    figures = asyncio.create_task(_keep_up_to_date(over))
    yield {}
    over.set()
    await figures
    await asyncio.to_thread(home.reader.stop)
    home.store.close()


LOOK_EVERY = 600  # seconds


async def _keep_up_to_date(over: asyncio.Event) -> None:
    """Work out the figures of weeks and months that are over, so that no director waits for it."""
    while not over.is_set():
        with suppress(StoreUnavailable):  # the page tries again
            await asyncio.to_thread(given_out.bring_up_to_date, house())
        with suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), LOOK_EVERY)


def _warm_up() -> None:
    """Import what the first page needs now, then spare the garbage collector all of it."""
    import pandas  # noqa: F401 - imported for its time, not its name
    import plotly.graph_objects  # noqa: F401 - the same

    import practice.pages.charts  # noqa: F401 - the same

    gc.collect()
    gc.freeze()


_doors = [*routes(house, _keep_draft), *downloads.routes(house), *other_door.routes(house)]
app = st.App(
    Path(__file__).parent / "practice" / "pages" / "menu.py",
    lifespan=_open,
    routes=_doors,
    middleware=[Middleware(partial(Identity, house=house, routes=_doors))],
)
