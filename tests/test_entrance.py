"""The front door around a dummy app: who gets past it, and what its pages do."""

from __future__ import annotations

import json
import logging
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from practice import (
    AlreadyTaken,
    BadInput,
    NotAllowed,
    NotFound,
    PracticeError,
    StoreUnavailable,
    WrongStage,
)
from practice.adapters.accounts import Accounts, fingerprint
from practice.adapters.store import Store
from practice.house import House
from practice.pages.entrance import COOKIE, MOST_BYTES, routes
from practice.pages.identity import Identity
from practice.roles import Person, Role

PASSWORD = "seven quiet herons"
HOSTILE = '<script>alert("x")</script>'


@dataclass
class Scene:
    """A programme with a door, and everything that got past it."""

    store: Store
    demo: bool = False
    time: datetime = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    past: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    kept: list[tuple[Person, str, str, str]] = field(default_factory=list)
    trouble: Exception | None = None

    def house(self) -> House:
        nothing = cast(Any, None)  # the door needs the accounts only
        return House(
            store=self.store,
            accounts=self.accounts,
            content=nothing,
            coder=nothing,
            authored=nothing,
            demo=self.demo,
        )

    @property
    def accounts(self) -> Accounts:
        return Accounts(self.store.people, lambda: self.time)

    def keep(self, person: Person, rep_id: str, slot: str, text: str) -> bool:
        if self.trouble is not None:
            raise self.trouble
        if "07700" in text:
            return False  # as the verb does with what looks like a real person's details
        self.kept.append((person, rep_id, slot, text))
        return True

    def app(self) -> Starlette:
        async def inside(request: Request) -> Response:
            if request.url.path == "/breaks":
                raise RuntimeError("inside")
            self.past.append((request.url.path, dict(request.headers)))
            return JSONResponse({"inside": True})

        async def stream(websocket: WebSocket) -> None:
            await websocket.accept()
            self.past.append(("websocket", dict(websocket.headers)))
            await websocket.close()

        everything = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]
        front = routes(self.house, self.keep)
        return Starlette(
            routes=[
                *front,
                WebSocketRoute("/_stcore/stream", stream),
                Mount("/", routes=[Route("/{path:path}", inside, methods=everything)]),
            ],
            middleware=[Middleware(Identity, house=self.house, routes=front)],
        )

    def browser(self) -> TestClient:
        return TestClient(self.app(), follow_redirects=False, raise_server_exceptions=False)

    def person(self, username: str, role: Role = Role.TRAINEE, name: str = "Ben Okri") -> Person:
        token = self.accounts.invite(name, role, None)
        person = self.accounts.who(self.accounts.join(token, username, PASSWORD))
        assert person is not None
        return person


@pytest.fixture(scope="session")
def programmes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two databases to copy from: one empty, one with a director, ada, and a trainee, ben."""
    folder = tmp_path_factory.mktemp("programmes")
    for name in ("empty.db", "peopled.db"):
        store = Store(f"sqlite:///{folder / name}")
        store.migrate()
        if name == "peopled.db":
            Scene(store).person("ada", Role.DIRECTOR, "Ada Byron")
            Scene(store).person("ben")
        store.close()
    return folder


@pytest.fixture
def empty(programmes: Path, tmp_path: Path) -> Iterator[Scene]:
    """A programme before its set-up."""
    store = Store(f"sqlite:///{shutil.copy(programmes / 'empty.db', tmp_path)}")
    yield Scene(store)
    store.close()


@pytest.fixture
def scene(programmes: Path, tmp_path: Path) -> Iterator[Scene]:
    """A programme with ada and ben."""
    store = Store(f"sqlite:///{shutil.copy(programmes / 'peopled.db', tmp_path)}")
    yield Scene(store)
    store.close()


def sign_in(browser: TestClient, username: str = "ben") -> str:
    answer = browser.post("/welcome", data={"username": username, "password": PASSWORD})
    assert answer.status_code == 303 and answer.headers["location"] == "/"
    token = browser.cookies[COOKIE]
    assert token
    return token


def websocket_code(browser: TestClient, **headers: str) -> int:
    with (
        pytest.raises(WebSocketDisconnect) as closed,
        browser.websocket_connect("/_stcore/stream", headers=headers) as stream,
    ):
        stream.receive_text()
    return closed.value.code


# --- who gets past ------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/queue", "/?rep=1", "/join/a/b", "/welcome/", "//welcome"])
def test_a_page_without_a_sign_in_leads_to_the_door(scene: Scene, path: str) -> None:
    answer = scene.browser().get("http://testserver" + path)
    assert (answer.status_code, answer.headers["location"]) == (303, "/welcome")
    assert scene.past == []


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/_stcore/stream"),
        ("GET", "/_stcore/host-config"),
        ("GET", "/_stcore/script-health-check"),
        ("GET", "/_stcore/metrics"),
        ("GET", "/_stcore/health/x"),
        ("GET", "/static/js/index.js"),
        ("GET", "/media/voice.wav"),
        ("GET", "/component/x/index.html"),
        ("POST", "/"),
        ("PUT", "/_stcore/upload_file/a/b"),
        ("PUT", "/draft/r1"),
        ("DELETE", "/welcome"),
        ("GET", "/sign-out"),
        ("POST", "/healthz"),
        ("POST", "/_stcore/health"),
        ("OPTIONS", "/"),
    ],
)
def test_nothing_else_passes_without_a_sign_in(scene: Scene, method: str, path: str) -> None:
    answer = scene.browser().request(method, path)
    assert answer.status_code in (303, 401)
    assert scene.past == []


def test_a_script_or_picture_is_not_led_to_the_door_but_refused(scene: Scene) -> None:
    answer = scene.browser().get("/page", headers={"Sec-Fetch-Dest": "script"})
    assert answer.status_code == 401


def test_a_websocket_without_a_sign_in_is_closed(scene: Scene) -> None:
    assert websocket_code(scene.browser()) == 4401
    assert scene.past == []


def test_a_signed_in_person_gets_past_and_is_named_to_the_app(scene: Scene) -> None:
    browser = scene.browser()
    token = sign_in(browser)
    assert browser.get("/").json() == {"inside": True}
    with pytest.raises(WebSocketDisconnect), browser.websocket_connect("/_stcore/stream") as stream:
        stream.receive_text()
    ben = scene.store.people.by_username("ben")
    assert ben is not None
    assert len(scene.past) == 2
    for _, headers in scene.past:
        assert headers["x-trainer-person"] == ben.id
        assert headers["x-trainer-sign-in"] == fingerprint(token)
        assert scene.store.people.signed_in(headers["x-trainer-sign-in"], scene.time) == ben.person


def test_forged_headers_are_thrown_away(scene: Scene) -> None:
    forged = {"X-Trainer-Person": "ada", "x-trainer-sign-in": "f" * 64, "X-TRAINER-Role": "d"}
    browser = scene.browser()
    assert browser.get("/", headers=forged).status_code == 303
    assert websocket_code(browser, **forged) == 4401
    assert scene.past == []
    sign_in(browser)
    browser.get("/", headers=forged)
    with (
        pytest.raises(WebSocketDisconnect),
        browser.websocket_connect("/_stcore/stream", headers=forged) as stream,
    ):
        stream.receive_text()
    for _, headers in scene.past:
        assert headers["x-trainer-person"] not in ("ada", "")
        assert headers["x-trainer-sign-in"] != "f" * 64
        assert "x-trainer-role" not in headers


def test_a_forged_header_does_not_reach_an_open_page_either(scene: Scene) -> None:
    browser = scene.browser()
    assert browser.get("/_stcore/health", headers={"X-Trainer-Person": "ada"}).status_code == 200
    assert "x-trainer-person" not in scene.past[0][1]


@pytest.mark.parametrize("cookie", ["made-up", "x" * 4000, "a b", '"', "%00", "é"])
def test_a_made_up_cookie_opens_nothing(scene: Scene, cookie: str) -> None:
    value = f"{COOKIE}={cookie}".encode()
    answer = scene.browser().get("/", headers=[(b"cookie", value)])
    assert answer.status_code == 303
    assert scene.past == []


def test_a_cookie_used_again_after_sign_out_is_refused(scene: Scene) -> None:
    browser = scene.browser()
    token = sign_in(browser)
    answer = browser.post("/sign-out")
    assert (answer.status_code, answer.headers["location"]) == (303, "/welcome")
    assert COOKIE not in browser.cookies
    thief = scene.browser()
    thief.cookies.set(COOKIE, token)
    assert thief.get("/").status_code == 303
    assert websocket_code(thief) == 4401
    assert scene.past == []


def test_a_sign_in_ends_after_twelve_hours_and_with_the_account(scene: Scene) -> None:
    browser, other = scene.browser(), scene.browser()
    sign_in(browser)
    scene.time += timedelta(hours=12)
    assert browser.get("/").status_code == 303
    sign_in(other)
    ben = scene.store.people.by_username("ben")
    assert ben is not None
    scene.store.people.set_active(ben.id, False)
    assert other.get("/").status_code == 303


def test_health_is_open_and_the_servers_figures_are_a_directors(scene: Scene) -> None:
    browser = scene.browser()
    answer = browser.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok")
    assert browser.get("/_stcore/health").status_code == 200
    assert browser.get("/_stcore/metrics").status_code == 401
    sign_in(browser, "ben")
    assert browser.get("/_stcore/metrics").status_code == 403
    assert browser.get("/_stcore/metrics/").status_code == 403
    sign_in(browser, "ada")
    assert browser.get("/_stcore/metrics").status_code == 200


def test_a_link_from_another_site_takes_one_step_so_that_the_strict_cookie_is_sent(
    scene: Scene,
) -> None:
    browser = scene.browser()
    answer = browser.get("/?rep=1", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 200 and 'http-equiv="refresh"' in answer.text
    answer = browser.get("/?rep=1", headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.headers["location"] == "/welcome"
    assert scene.past == []


# --- requests from elsewhere, and headers -------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "http://testserver:8080"},
        {"Origin": "http://testserver.evil.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver:port"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_form_from_another_site_is_refused(scene: Scene, headers: dict[str, str]) -> None:
    browser = scene.browser()
    typed = {"username": "ben", "password": PASSWORD}
    assert browser.post("/welcome", data=typed, headers=headers).status_code == 403
    assert COOKIE not in browser.cookies
    token = sign_in(browser)
    assert browser.post("/sign-out", headers=headers).status_code == 403
    kept = browser.put("/draft/r1", json={"slot": "r", "text": ""}, headers=headers)
    assert kept.status_code == 403
    assert browser.post("/_stcore/anything", headers=headers).status_code == 403
    assert websocket_code(browser, **headers) == 4403
    assert scene.accounts.who(token) is not None
    assert scene.past == [] and scene.kept == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://testserver"},
        {"Origin": "https://testserver"},
        {"Origin": "https://testserver", "Host": "testserver:443"},
        {"Origin": "http://localhost:8501", "Host": "localhost:8501"},
        {"Origin": "http://[::1]:8501", "Host": "[::1]:8501"},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_a_form_from_this_site_is_taken_with_or_without_tls_in_front(
    scene: Scene, headers: dict[str, str]
) -> None:
    typed = {"username": "ben", "password": PASSWORD}
    assert scene.browser().post("/welcome", data=typed, headers=headers).status_code == 303


def test_every_answer_carries_the_security_headers(scene: Scene) -> None:
    browser = scene.browser()
    answers = [browser.get(path) for path in ("/", "/welcome", "/healthz", "/static/x", "/join/x")]
    answers.append(browser.post("/welcome", headers={"Origin": "null"}))
    sign_in(browser)
    answers += [browser.get("/"), browser.put("/draft/r1"), browser.get("/breaks")]
    assert [answer.status_code for answer in answers] == [
        303,
        200,
        200,
        401,
        404,
        403,
        200,
        422,
        500,
    ]
    for answer in answers:
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    inside = answers[6].headers["content-security-policy"]
    assert "connect-src 'self'" in inside and "img-src 'self' data: blob:" in inside
    page = answers[1].headers
    assert "default-src 'none'" in page["content-security-policy"]
    assert "unsafe" not in page["content-security-policy"]
    assert page["cache-control"] == "no-store"


def test_only_the_apps_own_pages_may_frame_a_component(scene: Scene) -> None:
    browser = scene.browser()
    sign_in(browser)
    headers = browser.get("/component/x/index.html").headers
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    ("forwarded", "secure"), [("", False), ("http", False), ("https", True), ("https, http", True)]
)
def test_the_cookie_is_strict_hidden_from_scripts_and_secure_behind_tls(
    scene: Scene, forwarded: str, secure: bool
) -> None:
    answer = scene.browser().post(
        "/welcome",
        data={"username": "ben", "password": PASSWORD},
        headers={"X-Forwarded-Proto": forwarded},
    )
    cookie = answer.headers["set-cookie"].lower()
    for part in (f"{COOKIE}=", "httponly", "samesite=strict", "path=/", "max-age=43200"):
        assert part in cookie
    assert ("secure" in cookie) is secure


# --- the pages ----------------------------------------------------------------------------------


def test_a_wrong_password_keeps_the_username_and_nothing_else(scene: Scene) -> None:
    browser = scene.browser()
    answer = browser.post("/welcome", data={"username": "ben", "password": "hunter2hunter2"})
    assert answer.status_code == 403
    assert 'role="alert"' in answer.text and 'value="ben"' in answer.text
    assert "hunter2" not in answer.text
    assert COOKIE not in browser.cookies


def test_too_many_tries_are_held_back_with_a_time(scene: Scene) -> None:
    browser = scene.browser()
    for _ in range(5):
        browser.post("/welcome", data={"username": "ben", "password": "wrong"})
    answer = browser.post("/welcome", data={"username": "ben", "password": PASSWORD})
    assert answer.status_code == 403 and "Try again in 15 minutes." in answer.text


def test_signing_in_again_ends_the_sign_in_before(scene: Scene) -> None:
    browser = scene.browser()
    first = sign_in(browser)
    second = sign_in(browser, "ada")
    assert scene.accounts.who(first) is None
    assert scene.accounts.who(second) is not None


def test_somebody_signed_in_needs_no_sign_in_page(scene: Scene) -> None:
    browser = scene.browser()
    sign_in(browser)
    assert browser.get("/welcome").headers["location"] == "/"


def test_before_the_set_up_every_page_leads_there_and_afterwards_none_does(empty: Scene) -> None:
    browser = empty.browser()
    assert browser.get("/").headers["location"] == "/set-up"
    assert browser.get("/welcome").headers["location"] == "/set-up"
    code = empty.accounts.set_up_code()
    assert code is not None
    typed = {
        "code": code, "name": "Ada Byron", "username": "ada",
        "password": PASSWORD, "again": PASSWORD,
    }  # fmt: skip
    answer = browser.post("/set-up", data={**typed, "code": "wrong-code"})
    assert answer.status_code == 403 and "terminal" in answer.text
    answer = browser.post("/set-up", data={**typed, "again": "something else"})
    assert answer.status_code == 422 and f'value="{code}"' in answer.text
    assert PASSWORD not in answer.text
    assert browser.post("/set-up", data=typed).headers["location"] == "/"
    assert browser.get("/").status_code == 200
    again = empty.browser()
    assert again.get("/set-up").headers["location"] == "/welcome"
    assert again.post("/set-up", data=typed).headers["location"] == "/welcome"
    assert len(empty.store.people.everyone()) == 1


def test_an_invitation_shows_whom_it_is_for_and_works_once(scene: Scene) -> None:
    link = "/join/" + scene.accounts.invite("Cleo Marsh", Role.SUPERVISOR, None)
    browser = scene.browser()
    for _ in range(2):  # looking does not use it up: mail programs look ahead
        answer = browser.get(link)
        assert "Welcome, Cleo Marsh" in answer.text and "as a supervisor" in answer.text
    typed = {"username": "cleo", "password": PASSWORD, "again": PASSWORD}
    taken = browser.post(link, data={**typed, "username": "ben"})
    assert taken.status_code == 409 and "Welcome, Cleo Marsh" in taken.text
    assert browser.post(link, data=typed).status_code == 303
    assert browser.get("/").status_code == 200
    later = scene.browser()
    assert later.get(link).status_code == 404
    assert later.post(link, data={**typed, "username": "eve"}).status_code == 404
    assert COOKIE not in later.cookies


def test_an_invitation_that_is_over_says_what_to_do(scene: Scene) -> None:
    link = "/join/" + scene.accounts.invite("Cleo Marsh", Role.TRAINEE, None)
    scene.time += timedelta(days=7)
    answer = scene.browser().get(link)
    assert answer.status_code == 404
    assert "director for a new one" in answer.text


def test_a_new_password_by_link_signs_in_here_and_out_elsewhere(scene: Scene) -> None:
    elsewhere, here = scene.browser(), scene.browser()
    sign_in(elsewhere)
    ben = scene.store.people.by_username("ben")
    assert ben is not None
    link = "/new-password/" + scene.accounts.new_password_link(ben.person)
    assert 'value="ben"' in here.get(link).text
    typed = {"password": "nine small otters", "again": "nine small otters"}
    assert here.post(link, data=typed).status_code == 303
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 303
    assert here.get(link).status_code == 404


def test_hostile_text_in_a_name_or_a_form_is_shown_as_text(scene: Scene) -> None:
    browser = scene.browser()
    link = "/join/" + scene.accounts.invite(HOSTILE, Role.TRAINEE, None)
    typed = {"username": f'"{HOSTILE}', "password": "a", "again": "b"}
    pages = [
        browser.get(link),
        browser.post(link, data=typed),
        browser.post("/welcome", data=typed),
    ]
    for page in pages:
        assert "<script" not in page.text
        assert "&lt;script&gt;" in page.text


@pytest.mark.parametrize(
    "body", [b"", b"username", b"&" * 100, b"\xff\xfe=%ff&%00=%00", b"a=1&" * 1000]
)
def test_a_form_that_is_no_form_is_a_sentence_and_not_a_failure(scene: Scene, body: bytes) -> None:
    for path in ("/welcome", "/join/" + scene.accounts.invite("Cleo", Role.TRAINEE, None)):
        answer = scene.browser().post(path, content=body)
        assert answer.status_code in (403, 422)
        assert 'role="alert"' in answer.text


def test_a_body_over_64_kilobytes_is_refused(scene: Scene) -> None:
    browser = scene.browser()
    large = b"username=" + b"x" * MOST_BYTES
    assert browser.post("/welcome", content=large).status_code == 413
    assert browser.post("/welcome", content=iter([large])).status_code == 413
    sign_in(browser)
    assert browser.put("/draft/r1", content=large).status_code == 413


def test_the_demo_says_that_it_is_one(scene: Scene) -> None:
    assert "Demo." not in scene.browser().get("/welcome").text
    scene.demo = True
    assert "Demo." in scene.browser().get("/welcome").text


def test_records_that_do_not_answer_are_a_sentence_on_the_page(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = scene.browser()
    sign_in(browser)

    def gone(*_: object) -> None:
        raise StoreUnavailable("The records cannot be read just now.")

    monkeypatch.setattr(scene.store.people, "signed_in", gone)
    for path in ("/", "/welcome"):
        answer = browser.get(path)
        assert answer.status_code == 503 and "cannot be read just now" in answer.text
    assert websocket_code(browser) == 1013
    assert scene.past == []


def test_a_failure_inside_is_a_page_without_its_reason(scene: Scene) -> None:
    browser = scene.browser()
    sign_in(browser)
    answer = browser.get("/breaks")
    assert answer.status_code == 500
    assert "inside" not in answer.text and "Traceback" not in answer.text


@pytest.mark.parametrize("path", ["/welcome", "/set-up", "/join/x", "/new-password/x"])
def test_every_page_has_a_language_one_heading_and_a_label_for_each_field(
    scene: Scene, empty: Scene, path: str
) -> None:
    if path == "/join/x":
        path = "/join/" + scene.accounts.invite("Cleo", Role.TRAINEE, None)
    if path == "/new-password/x":
        ben = scene.store.people.by_username("ben")
        assert ben is not None
        path = "/new-password/" + scene.accounts.new_password_link(ben.person)
    shown_in = empty if path == "/set-up" else scene
    html = shown_in.browser().get(path).text
    assert '<html lang="en">' in html
    assert html.count("<h1") == 1
    fields = set(re.findall(r'<input[^>]* id="([^"]+)"', html))
    assert fields and fields == set(re.findall(r'<label for="([^"]+)"', html))
    assert html.count("autocomplete=") == len(fields)
    assert (
        "<script" not in html and " style=" not in html and "http://" not in html.split("<body")[1]
    )


def test_a_links_token_is_kept_out_of_the_access_log(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    scene.browser().get("/healthz")  # the middleware is built
    log = logging.getLogger("uvicorn.access")
    with caplog.at_level(logging.INFO, "uvicorn.access"):
        for path in ("/join/s3cret", "/new-password/s3cret?x=1", "/queue"):
            log.info('%s - "%s %s HTTP/%s" %d', "127.0.0.1:1", "GET", path, "1.1", 200)
    assert "s3cret" not in caplog.text
    assert "/join/…" in caplog.text and "/queue" in caplog.text


# --- drafts -------------------------------------------------------------------------------------


def test_a_draft_is_kept_for_the_person_who_types_it(scene: Scene) -> None:
    browser = scene.browser()
    sign_in(browser)
    answer = browser.put("/draft/rep-1", json={"slot": "reply", "text": "Mm. That sounds 🌧"})
    assert (answer.status_code, answer.content) == (204, b"")
    ben = scene.store.people.by_username("ben")
    assert ben is not None
    assert scene.kept == [(ben.person, "rep-1", "reply", "Mm. That sounds 🌧")]


def test_a_draft_without_a_sign_in_is_refused_with_a_sentence(scene: Scene) -> None:
    answer = scene.browser().put("/draft/rep-1", json={"slot": "reply", "text": "Mm."})
    assert answer.status_code == 401
    assert "still on the page" in answer.json()["sentence"]
    assert scene.kept == []


@pytest.mark.parametrize(
    ("trouble", "status"),
    [
        (NotAllowed("Told so."), 403),
        (NotFound("Told so."), 403),
        (WrongStage("Told so."), 409),
        (AlreadyTaken("Told so."), 409),
        (BadInput("Told so."), 422),
        (StoreUnavailable("Told so."), 503),
    ],
)
def test_a_draft_the_verb_refuses_is_answered_with_its_sentence(
    scene: Scene, trouble: PracticeError, status: int
) -> None:
    browser = scene.browser()
    sign_in(browser)
    scene.trouble = trouble
    answer = browser.put("/draft/rep-1", json={"slot": "reply", "text": "Mm."})
    assert (answer.status_code, answer.json()) == (status, {"sentence": "Told so."})


def _sent(**draft: object) -> bytes:
    return json.dumps(draft).encode()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        _sent(slot="reply"),
        _sent(text="Mm."),
        _sent(slot="reply", text=1),
        _sent(slot="reply", text=None),
        _sent(slot="reply", text="x" * 6001),
        _sent(slot="", text="Mm."),
        _sent(slot="x" * 61, text="Mm."),
        _sent(slot="a\u0000b", text="Mm."),
        _sent(slot="reply", text="Mm.", person="ada"),
        b'{"slot": "reply", "text": "\\ud800"}',
    ],
)
def test_a_draft_that_is_no_draft_is_refused(scene: Scene, body: bytes) -> None:
    browser = scene.browser()
    sign_in(browser)
    answer = browser.put("/draft/rep-1", content=body)
    assert answer.status_code == 422
    assert list(answer.json()) == ["sentence"]
    assert scene.kept == []


def test_a_draft_that_was_not_kept_is_not_called_kept(scene: Scene) -> None:
    browser = scene.browser()
    sign_in(browser)
    answer = browser.put("/draft/rep-1", json={"slot": "reply", "text": "Ring 07700 900123."})
    assert answer.status_code == 422
    assert answer.json()["sentence"].startswith("Not kept")
    assert scene.kept == []


def test_a_draft_of_exactly_six_thousand_characters_is_kept(scene: Scene) -> None:
    browser = scene.browser()
    sign_in(browser)
    answer = browser.put("/draft/rep-1", json={"slot": "reply", "text": "é" * 6000})
    assert answer.status_code == 204


@pytest.mark.parametrize("rep_id", ["%00", "a%20b", "x" * 41, "..%5c"])
def test_a_draft_for_an_impossible_rep_is_like_one_for_somebody_elses(
    scene: Scene, rep_id: str
) -> None:
    browser = scene.browser()
    sign_in(browser)
    answer = browser.put(f"/draft/{rep_id}", json={"slot": "reply", "text": "Mm."})
    assert answer.status_code == 403
    assert scene.kept == []
