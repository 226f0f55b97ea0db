"""The door of a real server, tried from outside: forged, stolen, replayed, guessed and broken."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from practice import practising
from practice.adapters.accounts import fingerprint
from practice.adapters.settings import Settings
from practice.adapters.wiring import open_house
from practice.roles import Role
from tests import browsing
from tests.browsing import PASSWORD, ROOT, Server, Visitor

pytestmark = pytest.mark.browser

PEOPLE = {
    "dina": ("Dina Director", Role.DIRECTOR),
    "sam": ("Sam Supervisor", Role.SUPERVISOR),
    "tess": ("Tess Trainee", Role.TRAINEE),
    "bea": ("Bea Bystander", Role.TRAINEE),
}
WORDS = "What would you most like to use today for, and what makes it that?"
KEY = "sk-never-to-be-seen-5150"  # opens nothing
PAGES = ("/", "/rep", "/reps", "/calibration", "/queue", "/review", "/trainees", "/cohort",
         "/people", "/content", "/programme")  # fmt: skip


@dataclass
class Door:
    """A running trainer with four people, one rep of Tess's, and a broken case file."""

    server: Server
    rep: str
    ids: dict[str, str]
    tokens: list[str] = field(default_factory=list)

    def sign_in(self, username: str) -> str:
        """The cookie, as the browser would send it."""
        answer = httpx.post(
            self.server.url + "/welcome", data={"username": username, "password": PASSWORD}
        )
        assert answer.status_code == 303, answer.text
        self.tokens.append(answer.cookies["trainer"])
        return f"trainer={answer.cookies['trainer']}"

    def get(self, path: str, **headers: str) -> httpx.Response:
        return httpx.get(self.server.url + path, headers=headers)

    @contextmanager
    def stream(self, **headers: str) -> Iterator[ClientConnection]:
        address = self.server.url.replace("http", "ws") + "/_stcore/stream"
        with connect(address, additional_headers=headers, max_size=None) as connection:
            yield connection

    def sees(self, cookie: str, page: str = "", query: str = "", **headers: str) -> str:
        """All that reaches a browser with this cookie when it opens a page."""
        with self.stream(Cookie=cookie, **headers) as connection:
            return look(connection, page, query)


def look(connection: ClientConnection, page: str = "", query: str = "") -> str:
    ask = BackMsg()
    ask.rerun_script.page_name = page
    ask.rerun_script.query_string = query
    connection.send(ask.SerializeToString())
    told = []
    while True:
        raw = connection.recv(timeout=20)
        assert isinstance(raw, bytes)
        told.append(raw.decode("utf-8", "ignore"))
        message = ForwardMsg.FromString(raw)
        if message.WhichOneof("type") == "script_finished" and message.script_finished in (0, 1):
            return "\n".join(told)


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    data, cases = tmp_path_factory.mktemp("trainer"), tmp_path_factory.mktemp("cases")
    shutil.copy(ROOT / "cases" / "first-panic.yaml", cases / "broken.yaml")
    text = (cases / "broken.yaml").read_text("utf-8").replace("id: first-panic", "id: broken", 1)
    (cases / "broken.yaml").write_text(text.replace("    trust: 2", "    trust: -2", 1))
    browsing.peopled(data, PEOPLE)
    home = open_house(Settings(data=data))
    try:
        people = {name: home.store.people.by_username(name) for name in PEOPLE}
        ids = {name: account.id for name, account in people.items() if account}
        assert people["tess"]
        tess = people["tess"].person
        wish = practising.proposal(home, tess)
        assert wish
        rep = practising.begin(home, tess, wish, practising.new_rep_id())
        practising.start(home, tess, rep)
        practising.reply(home, tess, rep, WORDS)
    finally:
        home.store.close()
    extra = {
        "PRACTICE_CASES": str(cases), "PRACTICE_MODEL": "tiny", "PRACTICE_MODEL_KEY": KEY,
        "PRACTICE_MODEL_URL": "http://127.0.0.1:9/v1",
    }  # fmt: skip
    with browsing.serving(data, **extra) as server:
        yield Door(server, rep, ids)


def refused(door: Door, **headers: str) -> int:
    with pytest.raises(InvalidStatus) as answer, door.stream(**headers):
        pass
    return answer.value.response.status_code


@pytest.mark.parametrize("path", PAGES)
def test_no_address_opens_without_a_sign_in(door: Door, path: str) -> None:
    answer = door.get(f"{path}?rep={door.rep}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/welcome")
    assert WORDS not in answer.text


@pytest.mark.parametrize(
    "path",
    ["/_stcore/metrics", "/_stcore/host-config", "/static/js/x.js", "/media/x", "/component/x/y",
     "/_stcore/agent/interact", "/_stcore/upload_file/a/b"],
)  # fmt: skip
def test_nothing_behind_the_door_answers_without_a_sign_in(door: Door, path: str) -> None:
    assert door.get(path).status_code == 401


def test_a_websocket_without_a_sign_in_is_refused_and_with_one_is_not(door: Door) -> None:
    assert refused(door) == 403
    assert refused(door, Cookie="trainer=made-up") == 403
    elsewhere = {"Origin": "https://elsewhere.example"}
    cookie = door.sign_in("tess")
    assert refused(door, Cookie=cookie, **elsewhere) == 403
    assert "Tess Trainee" in door.sees(cookie)


def test_forged_headers_make_nobody_a_director(door: Door) -> None:
    cookie = door.sign_in("tess")
    directors = door.sign_in("dina").removeprefix("trainer=")
    forged = {
        "X-Trainer-Person": door.ids["dina"],
        "x-trainer-sign-in": fingerprint(directors),
        "X-TRAINER-ROLE": "director",
    }
    assert door.get("/", **forged).status_code == 303
    assert refused(door, **forged) == 403
    seen = door.sees(cookie, "people", **forged)
    assert "Tess Trainee" in seen and "Dina Director" not in seen
    assert "Invite somebody" not in seen
    assert httpx.get(
        door.server.url + "/_stcore/metrics", headers={"Cookie": cookie, **forged}
    ).status_code == 403  # fmt: skip
    own = door.sees(f"trainer={directors}", "people")
    assert "Dina Director" in own and "Invite somebody" in own


@pytest.mark.parametrize("page", ["cohort", "people", "content", "programme", "queue", "review"])
def test_the_address_of_anothers_page_shows_a_trainee_none_of_it(door: Door, page: str) -> None:
    cookie = door.sign_in("bea")
    seen = door.sees(cookie, page, f"rep={door.rep}")
    assert "Bea Bystander" in seen
    for other in ("Tess Trainee", "Invite somebody", "Cases", "Queue", WORDS):
        assert other not in seen


def test_a_stolen_rep_id_opens_nothing_for_another_trainee(door: Door) -> None:
    query = f"rep={door.rep}"
    stolen = door.sees(door.sign_in("bea"), "rep", query)
    assert "There is no such rep." in stolen
    made_up = door.sees(door.sign_in("bea"), "rep", "rep=" + "x" * 16)
    assert "There is no such rep." in made_up  # and the two cannot be told apart
    assert WORDS not in stolen
    own = door.sees(door.sign_in("tess"), "rep", query)
    assert WORDS in own and "There is no such rep." not in own


def test_a_cookie_is_worth_nothing_after_the_sign_out(door: Door) -> None:
    cookie = door.sign_in("tess")
    with door.stream(Cookie=cookie) as connection:
        assert WORDS in look(connection, "rep", f"rep={door.rep}")
        answer = httpx.post(door.server.url + "/sign-out", headers={"Cookie": cookie})
        assert answer.status_code == 303
        after = look(connection, "rep", f"rep={door.rep}")  # a page that was open all along
        assert "You are signed out" in after
        assert WORDS not in after
    assert door.get("/", Cookie=cookie).headers["location"] == "/welcome"
    assert refused(door, Cookie=cookie) == 403
    assert put_draft(door, cookie).status_code == 401


def put_draft(door: Door, cookie: str, text: str = "half a thought") -> httpx.Response:
    return httpx.put(
        f"{door.server.url}/draft/{door.rep}", headers={"Cookie": cookie},
        json={"slot": "rating 1 3", "text": text},
    )  # fmt: skip


def test_a_draft_is_kept_for_the_reps_own_trainee_and_for_nobody_else(door: Door) -> None:
    for other in ("bea", "sam", "dina"):
        answer = put_draft(door, door.sign_in(other), f"by {other}")
        assert answer.status_code == 403
        assert WORDS not in answer.text
    assert browsing.lines(door.server.data, "SELECT body FROM drafts") == []
    assert put_draft(door, door.sign_in("tess"), "my own").status_code == 204
    kept = browsing.lines(door.server.data, "SELECT person, body FROM drafts")
    assert [(d["person"], "my own" in d["body"]) for d in kept] == [(door.ids["tess"], True)]


def test_the_servers_own_figures_are_a_directors(door: Door) -> None:
    for username, status in (("tess", 403), ("sam", 403), ("dina", 200)):
        answer = door.get("/_stcore/metrics", Cookie=door.sign_in(username))
        assert answer.status_code == status
        assert ("# EOF" in answer.text) is (status == 200)


@pytest.mark.parametrize("path", ["/_stcore/agent/interact", "/_stcore/agent/mcp"])
def test_no_program_may_drive_the_pages_not_even_a_directors(door: Door, path: str) -> None:
    call = {
        "jsonrpc": "2.0", "id": 1, "method": "tools/call",
        "params": {"name": "interact", "arguments": {}},
    }  # fmt: skip
    cookie = door.sign_in("dina")
    answer = httpx.post(door.server.url + path, json=call, headers={"Cookie": cookie})
    assert answer.status_code in (400, 403)
    assert "does not serve the agent API" in answer.text


def test_a_broken_case_is_named_to_the_director_and_breaks_nothing_else(door: Door) -> None:
    browsing.chromium()
    with browsing.browsing() as browser:
        visitor = Visitor.new(browser)
        visitor.axe = False
        visitor.sign_in(door.server, "dina")
        visitor.go("Content")
        visitor.sees("Left out, and why")
        row = visitor.page.get_by_role("row", name="private.start.trust").inner_text()
        assert "broken.yaml, line " in row
        assert "must be at least 0" in row
        visitor.sees("Dana Okafor")  # the other cases are in use
    assert "Dana Okafor" in door.sees(door.sign_in("tess"))


def test_no_traceback_and_no_secret_stand_in_the_log(door: Door) -> None:
    for username in PEOPLE:
        assert PEOPLE[username][0] in door.sees(door.sign_in(username))
    door.get(f"/join/{door.tokens[0]}")
    log = door.server.log.read_text()
    assert "broken.yaml" in log and "private.start.trust" in log  # there is something in it
    assert "Traceback" not in log
    assert "set-up code" not in log
    for secret in (KEY, PASSWORD, WORDS, door.rep, *door.tokens, *map(fingerprint, door.tokens)):
        assert secret not in log
