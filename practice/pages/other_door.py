"""The way in through the university's or clinic's own sign-in, beside the front door.

It ends in the same cookie as a password does. Streamlit's own sign-in is not used, and its
addresses lead nowhere, so that there is one way of being somebody here.
"""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from practice import NotFound, PracticeError
from practice.adapters.secrets_file import CALLBACK
from practice.adapters.sign_on import UNDER_WAY, SignOn
from practice.adapters.vouching import Unknown, come_in
from practice.pages.entrance import Door, FrontDoor, OpenHouse, is_https, status, to

NOTE = "trainer-way"  # what a sign-in under way has to remember, sealed


def routes(house: OpenHouse) -> list[Door]:
    """The doors of single sign-on; where none is set up they say so."""
    other = OtherDoor(FrontDoor(house), house)
    return [
        Door("/single-sign-on/{provider}", other.front.kindly(other.leave), methods=["GET"]),
        Door(CALLBACK, other.front.kindly(other.arrive), methods=["GET"]),
        Door("/signed-out/{provider}", other.front.kindly(other.signed_out), methods=["GET"]),
        Door("/single-sign-out/{provider}", other.front.kindly(other.way_out), methods=["GET"]),
        Door("/auth/{rest:path}", other.front.kindly(_nowhere)),
    ]


class OtherDoor:
    """Sends people to a provider, and receives them when they come back."""

    def __init__(self, front: FrontDoor, house: OpenHouse) -> None:
        self.front = front
        self._house = house

    def _sign_on(self) -> SignOn:
        found = self._house().sign_on
        if found is None:
            raise NotFound("Here people sign in with a username and a password.")
        return found

    async def leave(self, request: Request) -> Response:
        leaving = await run_in_threadpool(self._sign_on().leave, request.path_params["provider"])
        response = to(leaving.url)
        response.set_cookie(
            NOTE, leaving.note, max_age=UNDER_WAY, path=CALLBACK, secure=is_https(request),
            httponly=True, samesite="lax",  # it has to come along from the provider's page
        )  # fmt: skip
        return response

    async def arrive(self, request: Request) -> Response:
        query = dict(request.query_params)
        if not query:
            return to("/welcome")  # back from signing out there
        sign_on = self._sign_on()
        try:
            arrived = await run_in_threadpool(sign_on.arrive, request.cookies.get(NOTE, ""), query)
            token = await run_in_threadpool(
                come_in, self.front.accounts(), arrived.who, sign_on.admission.admit,
                arrived.provider,
            )  # fmt: skip
        except PracticeError as error:
            response: Response = self.front.page(
                "refused.html", status=status(error), sentence=str(error),
                unknown=isinstance(error, Unknown),
            )  # fmt: skip
        else:
            # A page and not a redirect: the strict cookie is only sent by a step of our own site.
            response = await self.front.let_in(request, token, self.front.page("arrived.html"))
        response.delete_cookie(NOTE, path=CALLBACK, httponly=True, samesite="lax")
        response.headers["Referrer-Policy"] = "no-referrer"  # the address holds a used code
        return response

    async def signed_out(self, request: Request) -> Response:
        provider = request.path_params["provider"]
        known = {choice.provider: choice.label for choice in self._sign_on().choices()}
        if provider not in known:
            return to("/welcome")
        return self.front.page("signed_out.html", provider=provider, label=known[provider])

    async def way_out(self, request: Request) -> Response:
        url = await run_in_threadpool(self._sign_on().way_out, request.path_params["provider"])
        return to(url or "/welcome")


async def _nowhere(request: Request) -> Response:
    raise NotFound("There is no such page.")
