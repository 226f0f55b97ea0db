"""The front door's pages, without Streamlit and without a script: sign-in, set-up, links, drafts.

They show forms and do what a form asks through `Accounts`. Who gets past the door is decided in
`identity.py`.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from urllib.parse import parse_qsl, quote

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection, Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route

from practice import AlreadyTaken, BadInput, NotAllowed, NotFound, PracticeError, WrongStage
from practice.adapters.accounts import SIGN_IN_LASTS, Accounts, Invited
from practice.adapters.links import JOIN, NEW_PASSWORD
from practice.house import House
from practice.roles import Person

COOKIE = "trainer"
MOST_BYTES = 64 * 1024
PERSON = "trainer.person"  # where `Identity` leaves the Person for a route of ours

_HTML = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "entrance_html"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
_STYLE = (Path(__file__).parent / "entrance_html" / "style.css").read_text("utf-8")
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; img-src 'self' data:; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_STATUS = {NotAllowed: 403, NotFound: 404, AlreadyTaken: 409, WrongStage: 409, BadInput: 422}

OpenHouse = Callable[[], House]  # asked at every request; hand out the same one
KeepDraft = Callable[[Person, str, str, str], bool]


class TooLong(BadInput):
    """More was sent than any form of ours can hold."""


class Draft(BaseModel):
    """What the reply box sends while somebody types."""

    model_config = ConfigDict(extra="forbid", strict=True)

    slot: str = Field(pattern=r"^[\w .:-]{1,60}$")
    text: str = Field(max_length=6000)


class Door(Route):
    """A route that stands open to somebody who is not signed in."""


def routes(house: OpenHouse, keep_draft: KeepDraft) -> list[Route]:
    """Build the front door's routes, for `st.App(routes=...)` and for `Identity`.

    `keep_draft(person, rep_id, slot, text)` is the verb behind the reply box: it checks whose rep
    it is, raises PracticeError, and says whether the draft was kept.
    """
    front = FrontDoor(house)

    async def keep(request: Request) -> Response:
        person: Person = request.scope[PERSON]
        try:
            draft = Draft.model_validate_json(await _body(request))
            rep_id = request.path_params["rep_id"]
            if not re.fullmatch(r"[\w-]{1,40}", rep_id):
                raise NotFound("There is no such rep.")
            kept = await run_in_threadpool(keep_draft, person, rep_id, draft.slot, draft.text)
            if not kept:
                return refusal("Not kept: it looks like a real person's details.", 422)
        except ValidationError:
            sentence = "This was not kept. A draft has at most 6,000 characters."
            return refusal(sentence, 422)
        except NotFound as error:
            return refusal(str(error), 403)  # not there and not theirs look the same
        except PracticeError as error:
            return refusal(str(error), status(error))
        return Response(status_code=204)

    both = ["GET", "POST"]
    return [
        Door("/welcome", front.kindly(front.welcome), methods=both),
        Door("/set-up", front.kindly(front.set_up), methods=both),
        Door("/join/{token}", front.kindly(front.join), methods=both),
        Door("/new-password/{token}", front.kindly(front.new_password), methods=both),
        Door("/sign-out", front.kindly(front.sign_out), methods=["POST"]),
        Door("/healthz", _healthz, methods=["GET"]),
        Route("/draft/{rep_id}", keep, methods=["PUT"]),
    ]


class FrontDoor:
    """The pages of the door. Each shows a form or does what it asks."""

    def __init__(self, house: OpenHouse) -> None:
        self._house = house

    def accounts(self) -> Accounts:
        return self._house().accounts

    def page(
        self,
        template: str,
        *,
        status: int = 200,
        sentence: str = "",
        typed: Mapping[str, str] | None = None,
        invited: Invited | None = None,
        **more: object,
    ) -> HTMLResponse:
        """Draw one page; `sentence` is what went wrong, in words for a person."""
        home = self._house()
        html = _HTML.get_template(template).render(
            typed=typed or {},
            invited=invited,
            style=Markup(_STYLE),  # our own file; escaping it would break its hash
            sentence=sentence,
            demo=home.demo,
            choices=home.sign_on.choices() if home.sign_on else [],
            **more,
        )
        headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"}
        return HTMLResponse(html, status, headers)

    def sorry(self, sentence: str, status: int) -> HTMLResponse:
        return self.page("sorry.html", sentence=sentence, status=status)

    def kindly(
        self, show: Callable[[Request], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        """Turn a PracticeError that a page did not expect into a page with its sentence."""

        async def shown(request: Request) -> Response:
            try:
                return await show(request)
            except PracticeError as error:
                return self.sorry(str(error), status(error))

        return shown

    async def welcome(self, request: Request) -> Response:
        accounts = self.accounts()
        if await run_in_threadpool(accounts.nobody_yet):
            return to("/set-up")
        if request.method == "POST":
            return await self._answer(
                request,
                "welcome.html",
                lambda typed: accounts.sign_in(typed["username"], typed["password"]),
            )
        if await run_in_threadpool(accounts.who, request.cookies.get(COOKIE, "")):
            return to("/")
        return self.page("welcome.html")

    async def set_up(self, request: Request) -> Response:
        accounts = self.accounts()
        if not await run_in_threadpool(accounts.nobody_yet):
            return to("/welcome")

        def begin(typed: Mapping[str, str]) -> str:
            password = _twice(typed)
            return accounts.first_director(
                typed["code"], typed["name"], typed["username"], password
            )

        return await self._show_or_answer(request, "set_up.html", begin)

    async def join(self, request: Request) -> Response:
        accounts, token = self.accounts(), request.path_params["token"]
        invited = await run_in_threadpool(accounts.invited, token, JOIN)
        return await self._show_or_answer(
            request,
            "join.html",
            lambda typed: accounts.join(token, typed["username"], _twice(typed)),
            invited,
        )

    async def new_password(self, request: Request) -> Response:
        accounts, token = self.accounts(), request.path_params["token"]
        invited = await run_in_threadpool(accounts.invited, token, NEW_PASSWORD)
        return await self._show_or_answer(
            request,
            "new_password.html",
            lambda typed: accounts.set_password(token, _twice(typed)),
            invited,
        )

    async def sign_out(self, request: Request) -> Response:
        via = await run_in_threadpool(self.accounts().sign_out, request.cookies.get(COOKIE, ""))
        response = to(f"/signed-out/{quote(via)}" if via and self._house().sign_on else "/welcome")
        response.delete_cookie(
            COOKIE, path="/", secure=is_https(request), httponly=True, samesite="strict"
        )
        return response

    async def _show_or_answer(
        self,
        request: Request,
        template: str,
        act: Callable[[Mapping[str, str]], str],
        invited: Invited | None = None,
    ) -> Response:
        if request.method == "POST":
            return await self._answer(request, template, act, invited)
        return self.page(template, invited=invited)

    async def _answer(
        self,
        request: Request,
        template: str,
        act: Callable[[Mapping[str, str]], str],
        invited: Invited | None = None,
    ) -> Response:
        """Do what the form asks and open the sign-in; else show the form again with a sentence."""
        typed: Mapping[str, str] = {}
        try:
            typed = await _form(request)
            token = await run_in_threadpool(act, typed)
        except PracticeError as error:
            kept = {field: typed.get(field, "") for field in ("username", "name", "code")}
            return self.page(
                template, status=status(error), sentence=str(error), typed=kept, invited=invited
            )
        return await self.let_in(request, token, to("/"))

    async def let_in(self, request: Request, token: str, response: Response) -> Response:
        """Hand over the cookie of a new sign-in, and end the one that this browser had before."""
        before = request.cookies.get(COOKIE)
        if before:
            await run_in_threadpool(self.accounts().sign_out, before)
        response.set_cookie(
            COOKIE,
            token,
            max_age=int(SIGN_IN_LASTS.total_seconds()),
            path="/",
            secure=is_https(request),
            httponly=True,
            samesite="strict",
        )
        return response


async def _healthz(request: Request) -> Response:
    return PlainTextResponse("ok")


def to(path: str) -> RedirectResponse:
    return RedirectResponse(path, 303, {"Cache-Control": "no-store"})


def refusal(sentence: str, status: int) -> JSONResponse:
    return JSONResponse({"sentence": sentence}, status, {"Cache-Control": "no-store"})


def status(error: PracticeError) -> int:
    if isinstance(error, TooLong):
        return 413
    return next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 503)


def is_https(request: HTTPConnection) -> bool:
    forwarded = request.headers.get("x-forwarded-proto", "").split(",")[0].strip().lower()
    return request.url.scheme in ("https", "wss") or forwarded == "https"


async def _body(request: Request) -> bytes:
    taken = bytearray()
    async for chunk in request.stream():
        taken += chunk
        if len(taken) > MOST_BYTES:
            raise TooLong("This is too long to be taken in.")
    return bytes(taken)


async def _form(request: Request) -> Mapping[str, str]:
    typed: defaultdict[str, str] = defaultdict(str)
    try:
        text = (await _body(request)).decode("utf-8", "replace")
        typed.update(parse_qsl(text, keep_blank_values=True, max_num_fields=20))
    except ValueError:
        raise BadInput("This form could not be read. Please fill it in again.") from None
    return typed


def _twice(typed: Mapping[str, str]) -> str:
    if typed["password"] != typed["again"]:
        raise BadInput("The two passwords are not the same. Please type both again.")
    return typed["password"]
