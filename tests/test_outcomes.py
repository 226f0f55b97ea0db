"""What counting needs of a rep is there with its signature, and not before."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from practice import practising, supervising
from practice.adapters import tables
from practice.adapters.database import Database
from practice.adapters.store import Store
from practice.outcomes import NONE, short
from tests.people import ANA, SAM, Programme

NAMES = ("points", "own", "final", "machine", "scorer", "claims", "justified")


def kept(store: Store, rep: str) -> dict[str, object]:
    columns = [tables.reps.c[name] for name in NAMES]
    with store.database.reading() as connection:
        found = connection.execute(sa.select(*columns).where(tables.reps.c.id == rep))
        return dict(found.mappings().one())


def signed(at: Programme) -> str:
    rep = at.sent()
    at.blind(rep, level=3)
    view = supervising.look(at.house, SAM, rep)
    assert view.judgement is not None
    supervising.mark_claim(at.house, SAM, rep, view.judgement.claims[0].id, "unsure")
    supervising.mark_claim(at.house, SAM, rep, view.judgement.claims[0].id, "justified")
    supervising.change(at.house, SAM, rep, "cds.pin", None, "There was no room for it.")
    assert kept(at.house.store, rep) == vars(NONE)
    at.sign(rep)
    return rep


def test_a_signature_leaves_three_levels_for_each_point(at: Programme) -> None:
    found = kept(at.house.store, signed(at))
    assert found["points"] == "fit ground hold join next pin"
    assert (found["own"], found["final"]) == ("222222", "33333-")
    assert len(str(found["machine"])) == 6 and found["scorer"]
    assert (found["claims"], found["justified"]) == (1, 1)


def test_an_amendment_replaces_them_and_a_return_leaves_none(at: Programme) -> None:
    rep = signed(at)
    levels = {**at.levels(rep, 1), "cds.pin": 4}
    words = {"reason": "I had misread it.", "strength": "You waited.", "corrective": "Ask."}
    supervising.amend(at.house, SAM, rep, levels=levels, **words)
    assert kept(at.house.store, rep)["final"] == "111114"
    practising.contest(at.house, ANA, rep, "I see it otherwise.")
    other = at.sent()
    at.blind(other)
    supervising.send_back(at.house, SAM, other, "Once more, please.")
    assert kept(at.house.store, other) == vars(NONE)


def test_what_was_signed_before_counts_as_well(at: Programme, tmp_path: Path) -> None:
    rep = signed(at)
    now = kept(at.house.store, rep)
    url = f"sqlite:///{tmp_path / 'earlier.db'}"
    earlier = Database(url)
    earlier.migrate("0003")
    earlier.close()
    with closing(sqlite3.connect(tmp_path / "earlier.db")) as copy, copy:
        copy.execute("ATTACH ? AS present", (str(tmp_path / "people.db"),))
        for name in ("cohorts", "people", "reps", "events", "ratings"):
            columns = [f'"{line[1]}"' for line in copy.execute(f"PRAGMA main.table_info({name})")]
            both = ", ".join(columns)
            copy.execute(f"INSERT INTO main.{name} ({both}) SELECT {both} FROM present.{name}")
    store = Store(url)
    store.migrate()
    assert kept(store, rep) == now
    store.close()


def test_no_opportunity_and_no_rating_are_no_level() -> None:
    assert short(["a.x", "a.y", "a.z"], {"a.x": 0, "a.y": None}) == "0--"
