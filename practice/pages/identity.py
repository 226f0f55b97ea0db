"""Who a request comes from: everybody passes here before any Streamlit page, file or websocket.

Somebody who is not signed in goes no further than the front door. It decides who somebody is, never
what they may do, except that the server's own figures are a director's.

For the pages behind it, two request headers that only `Identity` can set (the browser's own are
thrown away), read through `server.trustedUserHeaders`:

    X-Trainer-Person    the person's id
    X-Trainer-Sign-In   SHA-256 of the sign-in's token: pass it to `people.signed_in(value, now)` at
                        every rerun, since a websocket outlives a sign-out; None means signed out
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from practice import PracticeError
from practice.adapters.accounts import fingerprint
from practice.pages.entrance import COOKIE, PERSON, Door, FrontDoor, OpenHouse, refusal, status, to
from practice.roles import Person, Role

_SIGNED_OUT = "You are signed out. What you typed is still on the page; sign in in another tab."
_ELSEWHERE = (
    "This came from another site, so nothing was done. Please start from the trainer itself."
)
_BROKEN = "Something went wrong on our side. Please try again in a moment."
_NOT_PAGES = ("/_stcore/", "/static/", "/media/", "/component/", "/draft/")
_FRAMED_BY_OUR_PAGES = ("/component/", "/media/", "/_stcore/bidi-components/")
# Whatever a page is talked into showing, the browser fetches and sends nothing outside.
_STAYS_HERE = (
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' data: blob:; "
    "connect-src 'self' data: blob:; frame-src 'self'; object-src 'none'; base-uri 'self'; "
    "form-action 'self'"
)
_FRAME_OPTION = {"none": "DENY", "self": "SAMEORIGIN"}


class Identity:
    """ASGI middleware that lets nobody past who is not signed in, and says who everybody else is.

    Give it the same list as `st.App(routes=...)`: what is a `Door` in it stays open.
    """

    def __init__(self, app: ASGIApp, *, house: OpenHouse, routes: Sequence[BaseRoute]) -> None:
        self.app = app
        self.front = FrontDoor(house)
        self.doors = [route for route in routes if isinstance(route, Door)]
        logging.getLogger("uvicorn.access").addFilter(_hide_links)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = [h for h in scope["headers"] if not h[0].lower().startswith(b"x-trainer-")]
        scope = {**scope, "headers": headers}
        scope.pop(PERSON, None)
        if scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self._http(scope, receive, send)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer: ASGIApp = WebSocketClose(4403)
        if not _from_elsewhere(HTTPConnection(scope)):
            try:
                answer = self.app if await self._recognise(scope) else WebSocketClose(4401)
            except PracticeError:
                answer = WebSocketClose(1013)  # the records do not answer: come again later
        await answer(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, begun = _path(scope), False
        framing = "self" if path.startswith(_FRAMED_BY_OUR_PAGES) else "none"

        async def guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "same-origin")
                headers.setdefault("X-Frame-Options", _FRAME_OPTION[framing])
                headers.setdefault(
                    "Content-Security-Policy", f"{_STAYS_HERE}; frame-ancestors '{framing}'"
                )
            await send(message)

        try:
            answer: ASGIApp = await self._refuse(scope, path) or self.app
            await answer(scope, receive, guarded)
        except PracticeError as error:
            if begun:
                raise
            await self.front.sorry(str(error), status(error))(scope, receive, guarded)
        except Exception:
            if not begun:
                await self.front.sorry(_BROKEN, 500)(scope, receive, guarded)
            raise  # for the log

    async def _refuse(self, scope: Scope, path: str) -> Response | None:
        """Answer in the app's place, or recognise the person and give None: they may pass."""
        request, method = HTTPConnection(scope), scope["method"]
        reading = method in ("GET", "HEAD")
        if not reading and _from_elsewhere(request):
            return self.front.sorry(_ELSEWHERE, 403)
        if any(door.matches(scope)[0] is Match.FULL for door in self.doors):
            return None
        if path == "/_stcore/health" and reading:
            return None
        person = await self._recognise(scope)
        if person is not None:
            if path.startswith("/_stcore/metrics") and person.role is not Role.DIRECTOR:
                return refusal("Only a director can see this.", 403)
            return None
        wants_page = request.headers.get("sec-fetch-dest", "document") == "document"
        if not (reading and wants_page) or path.startswith(_NOT_PAGES):
            return refusal(_SIGNED_OUT, 401)
        if COOKIE not in request.cookies and _is_cross_site(request):
            # A link in a mail or a course page: the browser holds a strict cookie back. One step
            # within our own site, and it is sent.
            return self.front.page("again.html")
        nobody_yet = await run_in_threadpool(self.front.accounts().nobody_yet)
        return to("/set-up" if nobody_yet else "/welcome")

    async def _recognise(self, scope: Scope) -> Person | None:
        """Find who is signed in and write it into the scope, for the app to trust."""
        token = HTTPConnection(scope).cookies.get(COOKIE, "")
        if not token:
            return None
        person = await run_in_threadpool(self.front.accounts().who, token)
        if person is not None:
            scope["headers"] += [
                (b"x-trainer-person", person.id.encode("ascii")),
                (b"x-trainer-sign-in", fingerprint(token).encode("ascii")),
            ]
            scope[PERSON] = person
        return person


def _path(scope: Scope) -> str:
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", ""))


def _is_cross_site(request: HTTPConnection) -> bool:
    return request.headers.get("sec-fetch-site", "").lower() == "cross-site"


def _from_elsewhere(request: HTTPConnection) -> bool:
    """Whether another site's page sent this. The scheme may differ: a proxy may end TLS."""
    origin = request.headers.get("origin")
    if _is_cross_site(request):
        return True
    if origin is None:
        return False
    try:
        there, here = urlsplit(origin), urlsplit("//" + request.headers.get("host", ""))
        usual = {"http": 80, "https": 443}.get(there.scheme)
        return (
            usual is None
            or not there.hostname
            or there.hostname != here.hostname
            or (there.port or usual) != (here.port or usual)
        )
    except ValueError:  # a port that is no number
        return True


def _hide_links(record: logging.LogRecord) -> bool:
    """Keep a link's token out of the access log of somebody who runs uvicorn themselves."""
    if isinstance(record.args, tuple):
        record.args = tuple(_without_token(value) for value in record.args)
    return True


def _without_token(value: object) -> object:
    if not isinstance(value, str):
        return value
    hidden = re.sub(r"/(join|new-password)/[^/?\s]+", r"/\1/…", value)
    return re.sub(r"(/oauth2callback)\?\S+", r"\1?…", hidden)
