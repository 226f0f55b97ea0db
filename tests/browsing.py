"""A real server and a real browser for the tests that need both; shared by the browser tests.

Without Chromium these tests are skipped with the reason, unless TRAINER_BROWSER_REQUIRED is set.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from practice.adapters.accounts import Accounts
from practice.adapters.store import Store
from practice.record import Event
from practice.roles import Role

ROOT = Path(__file__).parent.parent
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PASSWORD = "a long enough password"
RECORDS = "practice.sqlite3"
EVENT: TypeAdapter[Event] = TypeAdapter(Event)


def chromium() -> str:
    """The browser to use; skips (or, where it is required, fails) when there is none."""
    found = next(
        (p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None
    )
    if found:
        return found
    if os.environ.get("TRAINER_BROWSER_REQUIRED"):
        pytest.fail("a browser is required here and there is none on the path")
    pytest.skip("no Chromium on the path")


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@dataclass
class Server:
    """The trainer as README command 1 starts it, on a free port with a folder of its own."""

    data: Path
    port: int = field(default_factory=free_port)
    extra: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    def start(self, seconds: float = 60) -> None:
        self.data.mkdir(parents=True, exist_ok=True)
        with self.log.open("a") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", str(ROOT / "trainer_app.py"),
                 "--server.port", str(self.port)],
                stdout=out, stderr=subprocess.STDOUT, text=True, cwd=ROOT,
                env={**os.environ, "PRACTICE_DATA": str(self.data), **self.extra},
            )  # fmt: skip
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with suppress(OSError):
                if urllib.request.urlopen(self.url + "/healthz", timeout=1).status == 200:
                    return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise AssertionError(f"the server did not start:\n{self.log.read_text()[-2000:]}")

    def kill(self) -> None:
        """Like a power cut: SIGKILL."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()

    def code(self) -> str:
        """The set-up code it printed."""
        found = re.findall(r"set-up code: (\S+)", self.log.read_text())
        return str(found[-1])


@contextmanager
def serving(data: Path, **extra: str) -> Iterator[Server]:
    server = Server(data, extra=extra)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def browsing() -> Iterator[Any]:
    """A launched Chromium."""
    from playwright.sync_api import sync_playwright

    path = chromium()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Visitor:
    """One person in one browser context: their page, and everything that crossed the wire."""

    context: Any
    page: Any
    requests: list[str] = field(default_factory=list)
    received: list[bytes] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    shots: Path | None = None
    axe: bool = True
    seen: set[str] = field(default_factory=set)

    @classmethod
    def new(cls, browser: Any, *, width: int = 1280, height: int = 900, shots: Path | None = None,
            scheme: str = "light") -> Visitor:  # fmt: skip
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme
        )
        context.set_default_timeout(15_000)
        visitor = cls(context, context.new_page(), shots=shots)
        visitor.page.on("request", lambda r: visitor.requests.append(r.url))

        def hear(message: Any) -> None:
            # On a sub-page Streamlit first asks beneath it for its own addresses, then at the root.
            probing = re.search(r"/[a-z]+/_stcore/(health|host-config)$", message.location["url"])
            if message.type == "error" and not probing:
                visitor.console.append(f"{message.text} {message.location['url']}")

        visitor.page.on("console", hear)

        def listen(socket_: Any) -> None:
            def keep(payload: bytes | str) -> None:
                raw = payload.encode() if isinstance(payload, str) else payload
                visitor.received.append(raw)

            socket_.on("framereceived", keep)

        visitor.page.on("websocket", listen)

        def body(response: Any) -> None:
            with suppress(Exception):
                if "json" in response.headers.get("content-type", ""):
                    visitor.received.append(response.body())

        visitor.page.on("response", body)
        return visitor

    def settle(self) -> None:
        """Wait until Streamlit has redrawn."""
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
        self.page.wait_for_timeout(150)
        self.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')

    def click(
        self, name: str | re.Pattern[str], *, exact: bool = True, role: str = "button"
    ) -> None:
        target = self.page.get_by_role(role, name=name, exact=exact).first
        target.click()
        self.settle()

    def sees(self, text: str) -> None:
        from playwright.sync_api import expect

        expect(self.page.get_by_text(text, exact=False).first).to_be_visible(timeout=15_000)

    def look(self, name: str) -> None:
        """Take a picture, and let axe look at the page once per name."""
        if self.shots:
            self.shots.mkdir(parents=True, exist_ok=True)
            size = self.page.viewport_size
            main = "document.querySelector('[data-testid=stMain]')?.scrollHeight ?? 0"
            tall = max(size["height"], min(int(self.page.evaluate(main)), 6_000))
            self.page.set_viewport_size({"width": size["width"], "height": tall})
            self.page.wait_for_timeout(300)  # charts draw anew
            self.page.screenshot(path=self.shots / f"{name}.png", full_page=True)
            self.page.set_viewport_size(size)
        if self.axe and name not in self.seen:
            self.seen.add(name)
            check_accessible(self.page, name)

    def radio(self, group: str, option: str) -> None:
        box = self.page.get_by_role("radiogroup", name=re.compile(re.escape(group)))
        box.get_by_text(option, exact=False).first.click()
        self.settle()

    def reply(self, text: str) -> None:
        """Type into the reply box and send."""
        box = self.page.locator("textarea#reply")
        box.fill(text)
        self.page.locator('form button[type="submit"]').last.click()
        self.page.wait_for_timeout(200)
        self.settle()

    def go(self, page: str) -> None:
        """Follow the menu."""
        self.page.get_by_role("link", name=page, exact=True).first.click()
        self.settle()

    def choose(self, label: str, option: str | re.Pattern[str]) -> None:
        """Choose from a drop-down list; open it again when a redraw closed it."""
        from playwright.sync_api import TimeoutError as TooSlow

        self.settle()
        box = self.page.get_by_role("combobox", name=re.compile(re.escape(label)))
        wanted = self.page.get_by_role("option", name=option).first
        for last in (False, False, True):
            box.click()
            try:
                wanted.click(timeout=15_000 if last else 2_000)
                break
            except TooSlow:
                if last:
                    raise
                self.page.keyboard.press("Escape")
                self.settle()
        self.settle()

    def rate_all(self, level: int) -> None:
        """The same level on every criterion of the page."""
        self.page.get_by_role("radiogroup").first.wait_for()
        self.settle()
        for group in self.page.get_by_role("radiogroup").all():
            group.locator("label").nth(level).click()
            self.settle()

    def sign_in(self, server: Server, username: str) -> None:
        """Through the front door, as anybody does who has an account."""
        self.page.goto(server.url + "/welcome")
        self.page.get_by_label("Username").fill(username)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.settle()

    def close(self) -> None:
        self.context.close()


def check_accessible(page: Any, name: str) -> None:
    """axe-core finds nothing serious or critical."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page)
    bad = [v for v in found.response["violations"] if v["impact"] in ("serious", "critical")]
    told = [
        f"{v['impact']} {v['id']}: {[n['target'] for n in v['nodes']][:3]} "
        f"{v['nodes'][0].get('failureSummary', '')[:300]}"
        for v in bad
    ]
    assert not bad, f"{name}: " + "\n".join(told)


def assert_loopback(visitor: Visitor, server: Server) -> None:
    """No request left this computer."""
    allowed = (server.url, f"ws://127.0.0.1:{server.port}", "data:", "blob:", "about:")
    strange = [url for url in visitor.requests if not url.startswith(allowed)]
    assert not strange, strange


def peopled(data: Path, people: Mapping[str, tuple[str, Role]]) -> None:
    """Records with one cohort and these people (username: name, role), made before a server."""
    data.mkdir(parents=True, exist_ok=True)
    store = Store(f"sqlite:///{data / RECORDS}")
    try:
        store.migrate()
        accounts = Accounts(store.people)
        store.people.add_cohort("autumn", "Autumn", accounts.now())
        for username, (name, role) in people.items():
            cohort = None if role is Role.DIRECTOR else "autumn"
            accounts.join(accounts.invite(name, role, cohort), username, PASSWORD)
    finally:
        store.close()


def lines(data: Path, sql: str, *values: object) -> list[dict[str, Any]]:
    """What the records hold, read without the trainer and without being able to write."""
    with closing(sqlite3.connect(f"file:{data / RECORDS}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(line) for line in connection.execute(sql, values)]


def happened(data: Path, rep: str) -> list[Event]:
    """The events of a rep as they stand in the records; their numbers have no gap and no double."""
    found = lines(data, "SELECT number, body FROM events WHERE rep = ? ORDER BY number", rep)
    assert [line["number"] for line in found] == list(range(len(found)))
    return [EVENT.validate_json(line["body"]) for line in found]
