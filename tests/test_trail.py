"""The audit is a chain in the database: nobody forks it, and nobody changes a line of it."""

from __future__ import annotations

import inspect
import re
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import sqlalchemy as sa

from practice import directing, enrolling, keeping, overseeing, replays, trials
from practice.adapters import tables
from practice.adapters.store import Store
from practice.sealing import Head
from tests.people import SAM, Programme

NOON = datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC)


def noted(store: Store, n: int = 5) -> Store:
    for number in range(n):
        store.note(NOON + timedelta(days=number), "d1", "did", f"about {number} ü 🙂")
    return store


def test_lines_are_numbered_sealed_and_verify(store: Store) -> None:
    assert store.trail.check().lines == 0
    found = noted(store).trail.check()
    assert (found.lines, found.broken) == (5, None)
    assert found.head is not None and found.head.number == 5
    assert store.trail.check(found.head).broken is None


def test_a_step_that_fails_leaves_no_line(store: Store) -> None:
    noted(store, 1)
    with pytest.raises(RuntimeError), store.database.writing() as connection:
        store.trail.add_with(connection, NOON, "d1", "did", "half")
        raise RuntimeError
    assert store.trail.check().lines == 1


def test_the_database_refuses_to_change_or_remove_a_line(store: Store) -> None:
    noted(store)
    for wrong in (
        "UPDATE audit SET about = 'x' WHERE number = 2", "DELETE FROM audit WHERE number = 2",
        "DELETE FROM audit",
    ):  # fmt: skip
        with (
            pytest.raises(sa.exc.IntegrityError, match="only ever added to"),
            store.database.writing() as connection,
        ):
            connection.exec_driver_sql(wrong)
    if store.database.engine.dialect.name == "postgresql":
        with (
            pytest.raises(sa.exc.IntegrityError, match="only ever added to"),
            store.database.writing() as connection,
        ):
            connection.exec_driver_sql("TRUNCATE audit")
    assert store.trail.check().lines == 5


def test_two_processes_that_add_at_once_do_not_fork_the_chain(empty_url: str, race: Any) -> None:
    store = Store(empty_url)
    store.migrate()
    code = """
from datetime import datetime, UTC
from practice.adapters.store import Store
store = Store(arguments[0])
ready()
for number in range(40):
    store.note(datetime.now(UTC), arguments[1], "did", str(number))
store.close()
"""
    race(code, empty_url)
    found = store.trail.check()
    assert (found.lines, found.broken) == (80, None)
    store.close()


def test_one_byte_changed_in_the_file_is_found(sqlite_url: str, tmp_path: Path) -> None:
    store = Store(sqlite_url)
    store.migrate()
    noted(store).close()
    file = tmp_path / "trainer.db"
    with sqlite3.connect(file) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    bytes_ = file.read_bytes()
    at = bytes_.index(b"d1didabout 2") + 5  # in the row itself, not in an index
    file.write_bytes(bytes_[: at + 6] + b"7" + bytes_[at + 7 :])
    store = Store(sqlite_url)
    found = store.trail.check()
    assert (found.broken, found.lines) == (3, 2)
    store.close()


def test_old_lines_go_with_a_cut_and_the_rest_verifies(store: Store) -> None:
    noted(store)
    old = store.trail.check().head
    with store.database.writing() as connection:
        assert store.trail.due(connection, NOON + timedelta(days=2)) == 2
        assert store.trail.remove(connection, NOON + timedelta(days=2), NOON, "d1") == 2
    found = store.trail.check()
    assert (found.lines, found.broken) == (4, None)
    assert store.trail.check(old).broken is None
    assert store.audit(1)[0].did == "removed old lines of the audit"
    with store.database.writing() as connection:
        # The line that said so is as old as they were, and stays behind those that are younger.
        assert store.trail.remove(connection, NOON + timedelta(days=2), NOON, "d1") == 0
    assert store.trail.check().broken is None


def test_a_cut_that_nobody_wrote_down_in_the_chain_is_found(store: Store) -> None:
    noted(store)
    with store.database.writing() as connection:
        second = sa.select(tables.audit.c.seal).where(tables.audit.c.number == 2)
        seal = connection.scalar(second)
        cut = {"through": 2, "seal": seal, "at": NOON}
        connection.execute(sa.insert(tables.audit_cuts).values(cut))
        connection.exec_driver_sql("DELETE FROM audit WHERE number <= 2")
    found = store.trail.check()
    assert found.broken == 2
    assert "no line says who" in found.why


def test_an_emptied_audit_goes_on_after_its_cut(store: Store) -> None:
    noted(store, 2)
    with store.database.writing() as connection:
        store.trail.remove(connection, NOON + timedelta(days=9), NOON + timedelta(days=9), "d1")
    noted(store, 1)
    found = store.trail.check()
    assert (found.lines, found.broken) == (2, None)
    assert found.head is not None and found.head.number == 4


def test_lines_from_before_there_were_seals_are_sealed_as_they_stand(empty_url: str) -> None:
    store = Store(empty_url)
    store.database.migrate("0002")
    with store.database.writing() as connection:
        for number in (1, 2, 5):  # a gap, as a rolled-back sequence leaves one
            line = sa.table("audit", *map(sa.column, ("number", "at", "by", "did", "about")))
            values = {"number": number, "by": "d1", "did": "did", "about": "ü"}
            connection.execute(
                sa.insert(line).values(values | {"at": sa.literal(NOON, tables.UtcTime)})
            )
    store.migrate()
    store.note(NOON, "d1", "did", "after")
    found = store.trail.check()
    assert (found.lines, found.broken) == (4, None)
    store.close()


CHANGES = re.compile(
    r"change_setting\(|people\.(?:set_|add)|\bwrite\(|accounts\.(?!open_links|sign_ins)|removal\.(?!due|un)"
)


@pytest.mark.parametrize("module", [directing, enrolling, keeping, overseeing, replays, trials])
def test_whatever_a_director_changes_leaves_a_line(module: ModuleType) -> None:
    silent = [
        name
        for name, verb in inspect.getmembers(module, inspect.isfunction)
        if verb.__module__ == module.__name__
        and "require(me, " in (source := inspect.getsource(verb))
        and CHANGES.search(source)
        and "store.note(" not in source
    ]
    # These two leave their lines where they remove, and write a receipt.
    assert silent == (["erase", "remove"] if module is keeping else [])


def test_whoever_looked_at_a_trainees_work_is_told_to_nobody_elses(at: Programme) -> None:
    rep = at.sent()
    trail = at.house.store.trail
    trail.looked(at.clock(), SAM.id, rep)
    trail.looked(at.clock(), SAM.id, "another")
    trail.add(at.clock(), SAM.id, "escalated a rep", rep)
    assert [(line.by, line.about) for line in trail.looks_at("ana", 9)] == [("sam", rep)]
    assert trail.looks_at("ben", 9) == []
    assert trail.check(Head(1, "f" * 64)).broken == 1
