"""A copy holds everything but what lets somebody in, and makes the same records elsewhere."""

from __future__ import annotations

import gzip
import hashlib
import json
import stat
import threading
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from practice import BadInput, keeping
from practice.adapters import backups, database, tables
from practice.adapters.backups import LEFT_OUT, backup, restore
from practice.adapters.database import Database
from practice.adapters.store import Store
from practice.roles import Role
from tests.people import ANA, DEE, MONDAY, Programme

# Columns that look like secrets and are in a copy all the same, and why.
COPIED_ALL_THE_SAME = {
    "people.password_hash": "argon2id; without it nobody could sign in after a restore",
    "reps.holder": "who holds a transcript",
}


def rows(opened: Database) -> dict[str, list[tuple[Any, ...]]]:
    """All that is in a database, in the order of its keys."""
    found = {}
    with opened.reading() as connection:
        for name, table in tables.metadata.tables.items():
            order = list(table.primary_key.columns)
            found[name] = [tuple(r) for r in connection.execute(sa.select(table).order_by(*order))]
    return found


def fill_the_rest(store: Store, known: dict[str, str]) -> None:
    """A row of no meaning in every table that still has none: new tables are copied as well."""
    values = {sa.String: "x", sa.Integer: 1, sa.Float: 0.5, sa.Boolean: True, sa.JSON: {"x": [1]},
              tables.UtcTime: MONDAY}  # fmt: skip
    with store.database.writing() as connection:
        for table in tables.metadata.sorted_tables:
            if connection.execute(sa.select(table).limit(1)).first() is None:
                row = {
                    c.name: known[next(iter(c.foreign_keys)).column.table.name]
                    if c.foreign_keys
                    else next(v for kind, v in values.items() if isinstance(c.type, kind))
                    for c in table.columns
                }
                connection.execute(sa.insert(table).values(row))


@pytest.fixture
def lived(at: Programme) -> Programme:
    """Records with something in every table."""
    house, people = at.house, at.house.store.people
    for days in (0, 400, 2000):
        at.clock.later(days=days)
        keeping.remove(house, DEE)
        rep = at.signed()
    house.store.keep_draft(rep, ANA.id, "note", {"text": "ü 🙂"}, at.clock())
    house.store.answer_consent(ANA.id, "n1", "scoring", True, at.clock())
    house.store.change_setting("nothing", None, DEE.id, at.clock())
    people.open_sign_in("cookiehash", ANA.id, MONDAY, MONDAY)
    people.note_failure("ana", at.clock())
    people.change_cohort("north", "The north", MONDAY.date(), MONDAY.date())
    people.links.make("i1", "linkhash", "join", "New", Role.TRAINEE, MONDAY, MONDAY, cohort="north")
    people.set_password_hash(ANA.id, "$argon2id$x")
    fill_the_rest(house.store, {"people": ANA.id, "reps": rep, "cohorts": "north"})
    return at


@pytest.mark.parametrize("there", ["sqlite", "postgresql"])
def test_records_restored_into_an_empty_place_are_the_same(
    lived: Programme, tmp_path: Path, request: pytest.FixtureRequest, there: str
) -> None:
    url = f"sqlite:///{tmp_path / 'there.db'}"
    if there == "postgresql":
        url = request.getfixturevalue("postgres_database")
    here, file = lived.house.store.database, tmp_path / "copy.gz"
    made = backup(here, file, lived.clock())
    store = Store(url)
    assert restore(store.database, file).rows == made.rows
    before, after = rows(here), rows(store.database)
    assert {name for name, lines in before.items() if not lines} == set()
    for name in set(before) - LEFT_OUT:
        assert after[name] == before[name], name
    assert all(after[name] == [] for name in LEFT_OUT)
    assert store.trail.check().broken is None
    assert all(holds for _, holds in store.receipts.all())
    store.change_setting("after", 1, DEE.id, lived.clock())  # numbers go on, and guards hold
    store.note(lived.clock(), "d1", "did", "after")
    with pytest.raises(sa.exc.IntegrityError), store.database.writing() as connection:
        connection.execute(sa.delete(tables.audit))
    again = tmp_path / "again.gz"
    backup(store.database, again, lived.clock())
    other = Store(f"sqlite:///{tmp_path / 'back.db'}")
    restore(other.database, again)
    assert rows(other.database)["events"] == before["events"]
    for opened in (store, other):
        opened.close()


def text(file: Path) -> str:
    return gzip.decompress(file.read_bytes()).decode("utf-8", "surrogatepass")


def test_nothing_in_a_copy_lets_somebody_in(lived: Programme, tmp_path: Path) -> None:
    file = tmp_path / "copy.gz"
    backup(lived.house.store.database, file, lived.clock())
    assert "cookiehash" not in text(file)
    assert "linkhash" not in text(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    secret = ("token", "secret", "password", "hash", "key", "cookie", "code")
    named = {
        f"{table.name}.{column.name}"
        for table in tables.metadata.tables.values()
        for column in table.columns
        if table.name not in LEFT_OUT and any(word in column.name for word in secret)
    }
    assert named - set(COPIED_ALL_THE_SAME) == set(), "leave its table out, or say why not"


def test_a_copy_is_made_while_others_write_and_shows_one_moment(
    lived: Programme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, file = lived.house.store, tmp_path / "copy.gz"
    wrote = threading.Event()
    real = backups.reflected

    def slow(connection: sa.Connection) -> sa.MetaData:
        """By now the copy's moment has begun; somebody else writes, and does not wait."""
        present = real(connection)
        connection.execute(sa.select(tables.audit).limit(1)).all()
        other = threading.Thread(target=store.note, args=(lived.clock(), "d1", "did", "meanwhile"))
        other.start()
        other.join(10)
        wrote.set()
        return present

    monkeypatch.setattr(backups, "reflected", slow)
    backup(store.database, file, lived.clock())
    assert wrote.is_set()
    assert store.audit(1)[0].about == "meanwhile"
    assert "meanwhile" not in text(file)


def test_a_copy_takes_no_other_files_place(lived: Programme, tmp_path: Path) -> None:
    file = tmp_path / "copy.gz"
    file.write_text("mine")
    with pytest.raises(BadInput, match="already"):
        backup(lived.house.store.database, file, lived.clock())
    assert file.read_text() == "mine"
    with pytest.raises(BadInput, match="cannot be written"):
        backup(lived.house.store.database, tmp_path / "no" / "copy.gz", lived.clock())
    empty = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    with pytest.raises(BadInput, match="no records"):
        backup(empty, tmp_path / "other.gz", lived.clock())
    empty.close()
    assert [path.name for path in tmp_path.glob("*.gz*")] == ["copy.gz"]


def changed(file: Path, how: str) -> Path:
    lines = text(file).splitlines(keepends=True)
    if how == "cut off":
        file.write_bytes(file.read_bytes()[:-40])
    elif how == "without its last line":
        file.write_bytes(gzip.compress("".join(lines[:-1]).encode()))
    elif how == "without a row":
        file.write_bytes(gzip.compress("".join(lines[:5] + lines[6:]).encode()))
    elif how == "with one letter changed":
        at = next(n for n, line in enumerate(lines) if "Ana Lim" in line)
        lines[at] = lines[at].replace("Ana Lim", "Ana Lam")
        file.write_bytes(gzip.compress("".join(lines).encode()))
    else:
        file.write_text(how)
    return file


@pytest.mark.parametrize(
    "how",
    ["cut off", "without its last line", "without a row", "with one letter changed", "no copy"],
)
def test_a_copy_that_is_not_whole_restores_nothing(at: Programme, tmp_path: Path, how: str) -> None:
    at.sent()
    file = tmp_path / "copy.gz"
    backup(at.house.store.database, file, at.clock())
    there = Store(f"sqlite:///{tmp_path / 'there.db'}")
    with pytest.raises(BadInput, match=r"Nothing was restored|is not a copy"):
        restore(there.database, changed(file, how))
    there.migrate()
    assert there.people.is_empty()
    assert there.audit(1) == []
    there.close()


def test_records_are_restored_where_there_are_none_and_nowhere_else(
    at: Programme, tmp_path: Path
) -> None:
    file = tmp_path / "copy.gz"
    backup(at.house.store.database, file, at.clock())
    before = rows(at.house.store.database)
    with pytest.raises(BadInput, match="There are records here already"):
        restore(at.house.store.database, file)
    assert rows(at.house.store.database) == before
    other = Database(f"sqlite:///{tmp_path / 'other.db'}")
    with other.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE theirs (number INTEGER)")
    with pytest.raises(BadInput, match="something else"):
        restore(other, file)
    started = Store(f"sqlite:///{tmp_path / 'started.db'}")
    started.migrate()
    started.people.links.make("i1", "h", "set-up", "", Role.DIRECTOR, MONDAY, MONDAY)
    restore(started.database, file)  # a first start that nobody answered is an empty place
    assert started.people.by_id(ANA.id)
    other.close()
    started.close()


def test_a_copy_of_an_older_version_is_brought_up_to_date(tmp_path: Path) -> None:
    old = Database(f"sqlite:///{tmp_path / 'old.db'}")
    old.migrate("0002")
    with old.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO audit (number, at, by, did, about)"
            " VALUES (1, '2026-03-02 09:00:00.000000', 'd1', 'did', 'x')"
        )
    file = tmp_path / "old.gz"
    assert backup(old, file, MONDAY).schema == "0002"
    there = Store(f"sqlite:///{tmp_path / 'there.db'}")
    restore(there.database, file)
    assert there.trail.check().lines == 1
    old.close()
    there.close()


def test_a_copy_of_a_newer_version_is_refused(at: Programme, tmp_path: Path) -> None:
    file = tmp_path / "copy.gz"
    backup(at.house.store.database, file, at.clock())
    lines = text(file).splitlines(keepends=True)
    lines[0] = json.dumps(json.loads(lines[0]) | {"schema": "9999"}) + "\n"
    whole = hashlib.sha256("".join(lines[:-1]).encode()).hexdigest()
    lines[-1] = json.dumps(json.loads(lines[-1]) | {"sha256": whole}) + "\n"
    file.write_bytes(gzip.compress("".join(lines).encode()))
    there = Database(f"sqlite:///{tmp_path / 'there.db'}")
    with pytest.raises(BadInput, match="newer version"):
        restore(there, file)
    there.close()
    assert database.MIGRATIONS.exists()
