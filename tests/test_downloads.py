"""Over the network: what an address gives depends on who asks, and on nothing else."""

from __future__ import annotations

import json

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from practice.pages import downloads
from practice.pages.entrance import COOKIE, routes
from practice.pages.identity import Identity
from practice.roles import Person
from tests.people import ANA, BEN, DEE, SAM, TOM, Programme

ASKED = [
    (DEE, "portfolio.pdf?of=ana", 200), (SAM, "portfolio.pdf?of=ana", 200),
    (ANA, "portfolio.pdf", 200), (ANA, "portfolio.csv?of=ana", 200),
    (BEN, "portfolio.json?of=ana", 404), (TOM, "portfolio.csv?of=ana", 404),
    (TOM, "xapi.json?of=ana", 404), (ANA, "xapi.json", 200), (DEE, "xapi.json?of=sam", 404),
    (DEE, "cohort.csv", 200), (DEE, "cohort.json?of=north", 200),
    (DEE, "cohort.json?of=gone", 404), (SAM, "cohort.csv", 403), (ANA, "cohort.csv", 403),
    (SAM, "codes.csv", 403), (DEE, "codes.csv", 200), (ANA, "schema-cohort.json", 200),
    (DEE, "portfolio.exe?of=ana", 404), (DEE, "schema-portfolio.csv", 404),
    (DEE, "portfolio.pdf?of=../ana", 404), (None, "portfolio.pdf?of=ana", 303),
]  # fmt: skip


def browsers(at: Programme) -> dict[Person | None, TestClient]:
    """A browser for everybody, signed in, and one for nobody."""
    doors = [*routes(lambda: at.house, lambda *_: True), *downloads.routes(lambda: at.house)]
    middleware = [Middleware(Identity, house=lambda: at.house, routes=doors)]
    app = Starlette(routes=doors, middleware=middleware)
    found: dict[Person | None, TestClient] = {None: TestClient(app, follow_redirects=False)}
    for person in (ANA, BEN, SAM, TOM, DEE):
        link = at.house.accounts.new_password_link(person)
        token = at.house.accounts.set_password(link, "seven quiet herons")
        found[person] = TestClient(app, follow_redirects=False, cookies={COOKIE: token})
    return found


def test_each_address_serves_whom_its_verb_allows_and_as_what_it_says(at: Programme) -> None:
    at.signed()
    everybody = browsers(at)
    for who, path, status in ASKED:
        answer = everybody[who].get(f"/take/{path}")
        asked = f"{who.id if who else 'nobody'} {path}"
        assert answer.status_code == status, asked
        served = "attachment" in answer.headers.get("content-disposition", "")
        assert served is (status == 200), asked
        if served:
            assert answer.headers["cache-control"] == "no-store"
            assert "simulation-formative" in answer.headers["content-disposition"]
        else:
            assert b"Ana Lim" not in answer.content, asked
    director = everybody[DEE]
    assert director.get("/take/portfolio.pdf?of=ana").content.startswith(b"%PDF-")
    found = json.loads(director.get("/take/portfolio.json?of=ana").content)
    assert found["trainee"] == "Ana Lim" and len(found["work"]) == 1
    (first, *_) = json.loads(director.get("/take/xapi.json?of=ana").content)
    assert first["actor"]["account"]["homePage"] == "http://testserver/"
    assert director.post("/take/portfolio.pdf?of=ana").status_code == 405
    assert [line.did for line in at.house.store.audit(3)] == [
        "took xAPI statements", "took a portfolio", "took a portfolio",
    ]  # fmt: skip
