"""The way in through a provider on the loopback, from the sign-in page to the cookie."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from practice import admitting, enrolling
from practice.adapters.secrets_file import Admission, Auth
from practice.adapters.sign_on import SignOn
from practice.claims import Rule
from practice.house import House
from practice.pages import entrance, other_door
from practice.pages.entrance import COOKIE
from practice.pages.identity import Identity
from practice.pages.other_door import NOTE
from practice.roles import Role
from tests.people import DEE, Programme
from tests.provider import CLIENT, SECRET, Provider, providing

HERE = "http://testserver"
ELI = {"sub": "u-1", "email": "eli@uni.example", "email_verified": True, "name": "Eli Moss",
       "groups": ["cbt"]}  # fmt: skip


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with providing() as found:
        yield found


@pytest.fixture
def house(at: Programme, provider: Provider) -> House:
    """The small programme, where Eli is signed in at the provider and invited here."""
    at.clock.at = at.clock.at.now(at.clock.at.tzinfo)  # a browser forgets cookies by its own clock
    provider.claims, provider.change = dict(ELI), {}
    auth = Auth.model_validate({
        "redirect_uri": "https://practice.example/oauth2callback", "cookie_secret": "c" * 32,
        "providers": {"default": {
            "client_id": CLIENT, "client_secret": SECRET,
            "server_metadata_url": f"{provider.url}/.well-known/openid-configuration",
        }},
    })  # fmt: skip
    admission = Admission(
        sign_in_name="Example University",
        admit=(Rule(group="staff", role=Role.DIRECTOR),),
    )
    found = at.with_(sign_on=SignOn(auth, admission))
    admitting.admit(found, DEE, "Eli Moss", "eli@uni.example", Role.TRAINEE, ["The north"])
    return found


def browser(house: House) -> TestClient:
    async def inside(request: Request) -> Response:
        return PlainTextResponse(f"inside as {request.headers['x-trainer-person']}")

    doors = [*entrance.routes(lambda: house, lambda *_: True), *other_door.routes(lambda: house)]
    app = Starlette(
        routes=[*doors, Route("/{path:path}", inside)],
        middleware=[Middleware(Identity, house=lambda: house, routes=doors)],
    )
    return TestClient(app, base_url=HERE, follow_redirects=False)


def there_and_back(client: TestClient) -> str:
    """Go to the provider; gives the path with which its page sends the browser back."""
    leaving = client.get("/single-sign-on/default")
    assert leaving.status_code == 303
    back = urlsplit(httpx2.get(leaving.headers["location"]).headers["location"])
    assert (back.scheme, back.netloc) == ("https", "practice.example")
    return f"{back.path}?{back.query}"


def alert(page: Any) -> str:
    found = re.search(r'role="alert"><p>(.*?)</p>', page.text, re.DOTALL)
    assert found is not None
    return found[1]


def test_somebody_comes_in_and_has_our_own_cookie_and_no_other(house: House) -> None:
    client = browser(house)
    assert "Sign in with Example University" in client.get("/welcome").text
    arrived = client.get(there_and_back(client), headers={"sec-fetch-site": "cross-site"})
    assert arrived.status_code == 200
    assert 'content="0; url=/"' in arrived.text
    assert arrived.headers["referrer-policy"] == "no-referrer"
    cookies = arrived.headers.get_list("set-cookie")
    ours = next(cookie for cookie in cookies if cookie.startswith(f"{COOKIE}="))
    for mark in ("HttpOnly", "SameSite=strict", "Path=/;"):
        assert mark in ours
    assert any(cookie.startswith(f'{NOTE}="";') for cookie in cookies)
    assert set(client.cookies) == {COOKIE}
    eli = house.store.people.by_email("eli@uni.example")
    assert eli is not None
    assert client.get("/").text == f"inside as {eli.id}"


def test_the_note_of_a_sign_in_under_way_is_the_callbacks_alone(house: House) -> None:
    client = browser(house)
    leaving = client.get("/single-sign-on/default", headers={"x-forwarded-proto": "https"})
    (cookie,) = leaving.headers.get_list("set-cookie")
    for mark in ("HttpOnly", "SameSite=lax", "Path=/oauth2callback", "Secure", "Max-Age=600"):
        assert mark in cookie
    back = there_and_back(browser(house))
    refused = browser(house).get(back)  # another browser, so without the note
    assert refused.status_code == 403
    assert "begun in another browser" in alert(refused)
    assert COOKIE not in refused.cookies


def test_the_unknown_get_a_plain_page_and_no_cookie(house: House, provider: Provider) -> None:
    client = browser(house)
    provider.claims = ELI | {"sub": "u-2", "email": "<b>@uni.example"}
    page = client.get(there_and_back(client))
    assert page.status_code == 403
    assert "<h1>You are not known here</h1>" in page.text
    assert "signed in as &lt;b&gt;@uni.example, and nobody here knows you" in alert(page)
    assert COOKIE not in client.cookies
    assert client.get("/").headers["location"] == "/welcome"
    provider.change = {"aud": "another"}
    page = client.get(there_and_back(client))
    assert page.status_code == 403
    assert "<h1>That did not work</h1>" in page.text


def test_a_group_says_the_role(house: House, provider: Provider) -> None:
    provider.claims = ELI | {"sub": "u-3", "email": "gus@uni.example", "groups": ["staff"]}
    client = browser(house)
    client.get(there_and_back(client))
    gus = house.store.people.by_email("gus@uni.example")
    assert gus is not None and gus.role is Role.DIRECTOR
    assert client.get("/").text == f"inside as {gus.id}"


def test_whatever_ends_a_sign_in_ends_this_one(house: House) -> None:
    client = browser(house)
    client.get(there_and_back(client))
    token = client.cookies[COOKIE]
    eli = house.accounts.who(token)
    assert eli is not None
    enrolling.sign_out(house, DEE, eli.id)
    assert client.get("/").headers["location"] == "/welcome"
    client.get(there_and_back(client))
    enrolling.set_active(house, DEE, eli.id, False)
    assert client.get("/").headers["location"] == "/welcome"
    assert "closed" in alert(client.get(there_and_back(client)))


def test_signing_out_says_that_the_provider_is_another_matter(
    house: House, provider: Provider
) -> None:
    client = browser(house)
    client.get(there_and_back(client))
    token = client.cookies[COOKIE]
    out = client.post("/sign-out")
    assert out.headers["location"] == "/signed-out/default"
    assert house.accounts.who(token) is None
    page = client.get("/signed-out/default")
    assert "sign out of Example University as well" in page.text
    way = client.get("/single-sign-out/default").headers["location"]
    assert way.startswith(f"{provider.url}/end?client_id=trainer&post_logout_redirect_uri=https")
    assert client.get("/oauth2callback").headers["location"] == "/welcome"
    assert client.get("/signed-out/other").headers["location"] == "/welcome"
    password = browser(house)
    house.store.people.set_password_hash("ana", "$argon2id$x")
    password.cookies.set(COOKIE, house.accounts.open("ana"))
    assert password.post("/sign-out").headers["location"] == "/welcome"


def test_coming_in_again_ends_the_sign_in_before(house: House) -> None:
    client = browser(house)
    client.get(there_and_back(client))
    before = client.cookies[COOKIE]
    client.get(there_and_back(client))
    assert house.accounts.who(before) is None
    assert house.accounts.who(client.cookies[COOKIE]) is not None


def test_without_single_sign_on_its_doors_lead_nowhere(house: House) -> None:
    client = browser(replace(house, sign_on=None))
    assert "Example University" not in client.get("/welcome").text
    for path in ("/single-sign-on/default", "/oauth2callback?code=1&state=2",
                 "/single-sign-out/default", "/auth/login", "/auth/logout"):  # fmt: skip
        page = client.get(path)
        assert page.status_code in (403, 404), path
        assert alert(page)
    assert browser(house).get("/single-sign-on/other").status_code == 403
    assert browser(house).get("/auth/login?provider=x").status_code == 404


def test_a_code_is_kept_out_of_the_access_log(
    house: House, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    browser(house).get("/welcome")
    with caplog.at_level(logging.INFO, "uvicorn.access"):
        logging.getLogger("uvicorn.access").info(
            '%s - "%s %s"', "127.0.0.1", "GET", "/oauth2callback?code=secret-code&state=x"
        )
    assert "secret-code" not in caplog.text
    assert "/oauth2callback?…" in caplog.text
