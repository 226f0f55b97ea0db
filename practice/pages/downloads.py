"""What is taken away is served by a route: made for whoever asks, at that moment, and kept nowhere.

The address of a file is no secret and needs none: the verb behind it asks who is there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from practice import NotFound, PracticeError, describing, evidence, taking, vouching
from practice.adapters import pdf
from practice.evidence import statements
from practice.evidence.portfolio import Portfolio
from practice.house import House
from practice.pages.entrance import PERSON, OpenHouse, refusal, status
from practice.roles import Person, Role

_TYPES = {
    "pdf": "application/pdf", "csv": "text/csv; charset=utf-8", "json": "application/json",
}  # fmt: skip
_FORMS: dict[str, Callable[[Portfolio], bytes]] = {
    "pdf": pdf.drawn, "csv": Portfolio.as_csv, "json": Portfolio.as_json,
}  # fmt: skip
_SCHEMAS = ("portfolio", "cohort")


class File(NamedTuple):
    """What is served: its name for whoever saves it, its kind, and its bytes."""

    name: str
    kind: str
    data: bytes


def routes(house: OpenHouse) -> list[Route]:
    """The routes, for `st.App(routes=...)`; nobody passes who is not signed in."""

    async def take(request: Request) -> Response:
        person: Person = request.scope[PERSON]
        about = request.query_params.get("of", "")
        try:
            found = await run_in_threadpool(
                _file, house(), person, request.path_params["file"], about, _home(request)
            )
        except PracticeError as error:
            return refusal(str(error), status(error))
        return _served(found)

    return [Route("/take/{file}", take, methods=["GET"])]


def _home(request: Request) -> str:
    return f"{request.url.scheme}://{request.headers.get('host', 'localhost')}/"


def _file(house: House, me: Person, file: str, about: str, home: str) -> File:
    """Make what the address names; NotFound when it names nothing that this person may have."""
    what, _, kind = file.partition(".")
    if not re.fullmatch(r"[\w.-]{0,60}", about) or kind not in _TYPES:
        raise NotFound("There is nothing to take away here.")
    if what == "cohort" and kind in ("csv", "json"):
        found = taking.cohort_figures(house, me, about or None)
        data = found.as_csv() if kind == "csv" else found.as_json()
        return File(f"cohort-{found.cohort}", kind, data)
    if what == "portfolio":
        own = _portfolio(house, me, about)
        return File(f"portfolio-{own.trainee}", kind, _FORMS[kind](own))
    if what == "xapi" and kind == "json":
        said = _statements(house, me, about, home)
        return File("xapi-statements", kind, statements.as_json(said))
    if what == "codes" and kind == "csv":
        return File("codes-to-fill-in", kind, taking.empty_codes(house, me))
    if what.removeprefix("schema-") in _SCHEMAS and kind == "json":
        return File(what, kind, evidence.schema(what.removeprefix("schema-")))
    raise NotFound("There is nothing to take away here.")


def _portfolio(house: House, me: Person, trainee: str) -> Portfolio:
    match me.role:
        case Role.DIRECTOR:
            return taking.portfolio(house, me, trainee)
        case Role.SUPERVISOR:
            return vouching.portfolio(house, me, trainee)
        case Role.TRAINEE:
            _own(me, trainee)
            return describing.take_portfolio(house, me)


def _statements(house: House, me: Person, trainee: str, home: str) -> list[statements.Statement]:
    match me.role:
        case Role.DIRECTOR:
            return taking.statements(house, me, trainee, home)
        case Role.SUPERVISOR:
            return vouching.statements(house, me, trainee, home)
        case Role.TRAINEE:
            _own(me, trainee)
            return describing.take_statements(house, me, home)


def _own(me: Person, trainee: str) -> None:
    if trainee not in ("", me.id):
        raise NotFound("There is no such trainee.")


def _served(file: File) -> Response:
    """As a file to keep; nothing between here and there may store a copy."""
    stem = re.sub(r"[^\w-]+", "-", file.name).strip("-").lower()
    name = quote(f"{stem}-simulation-formative.{file.kind}")
    return Response(file.data, media_type=_TYPES[file.kind], headers={
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Cache-Control": "no-store",
    })  # fmt: skip
