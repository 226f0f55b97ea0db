"""A copy of the records in one file, made while the trainer runs, and records made from a copy.

The form is our own and the same for SQLite and PostgreSQL, so that one can become the other: JSON
Lines, compressed with gzip. The first line says what it is, then each table has a line with its
columns and one line for each row, and the last holds the counts and a SHA-256 of all before it.

What lets somebody in is never in a copy (`LEFT_OUT`): after a restore everybody signs in anew.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from practice import BadInput, StoreUnavailable
from practice.adapters.database import Database

FORM = "deliberate-practice trainer, a copy of the records, 1"
VERSION_TABLE = "alembic_version"
LEFT_OUT = frozenset({"sign_ins", "sign_in_failures", "invitations"})  # cookies and links, hashed
AT_ONCE = 500  # rows read or written together
_NOT_WHOLE = "This copy is not whole: it was cut off or changed. Nothing was restored."


@dataclass(frozen=True)
class Copied:
    """What a copy holds: rows by table, when it was made (UTC), and which schema it has."""

    made_at: datetime
    schema: str
    rows: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.rows.values())


def backup(database: Database, file: Path, at: datetime) -> Copied:
    """Write everything into a new file that only its owner can read; BadInput if there is one.

    It shows one moment, whatever is written meanwhile, and stops nobody. A copy that is broken off
    leaves no file of that name.
    """
    if file.exists():
        raise BadInput(f"There is a file {file} already. Nothing was copied; choose another name.")
    part = file.with_name(f"{file.name}.part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as raw:
            with gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=5) as packed:
                copied = _write(database, packed, at)
            raw.flush()
            os.fsync(raw.fileno())
        os.link(part, file)  # unlike a rename, this never takes another file's place
    except FileExistsError as error:
        raise BadInput(f"There is a file {file} already. Nothing was copied.") from error
    except OSError as error:
        raise BadInput(f"The copy cannot be written to {file} ({error.strerror}).") from error
    finally:
        part.unlink(missing_ok=True)
    return copied


def _write(database: Database, out: gzip.GzipFile, at: datetime) -> Copied:
    digest, rows = hashlib.sha256(), {}

    def line(value: Any) -> None:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)
        data = text.encode("utf-8", "surrogatepass") + b"\n"
        digest.update(data)
        out.write(data)

    with database.snapshot() as connection:
        present = reflected(connection)
        schema = _schema(connection, present)
        line({"form": FORM, "made_at": at.astimezone(UTC), "schema": schema})
        for table in present.sorted_tables:
            if table.name in LEFT_OUT or table.name == VERSION_TABLE:
                continue
            columns = list(table.columns)
            line({"table": table.name, "columns": [column.name for column in columns]})
            keys = list(table.primary_key.columns)
            found = connection.execution_options(yield_per=AT_ONCE).execute(
                sa.select(*columns).order_by(*keys)
            )
            count = 0
            for row in found:
                line(list(row))
                count += 1
            rows[table.name] = count
    line({"rows": rows, "sha256": digest.hexdigest()})
    return Copied(at, schema, rows)


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        at = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return at.isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in a copy")


def reflected(connection: sa.Connection) -> sa.MetaData:
    """The tables as they are in the database, whichever version of the trainer made them."""
    present = sa.MetaData()
    present.reflect(connection)
    return present


def _schema(connection: sa.Connection, present: sa.MetaData) -> str:
    table = present.tables.get(VERSION_TABLE)
    found = connection.scalar(sa.select(table.c.version_num)) if table is not None else None
    if not found:
        raise BadInput("There are no records of the trainer here. Nothing was copied.")
    return str(found)


# --- restoring -----------------------------------------------------------------------------------


def restore(database: Database, file: Path) -> Copied:
    """Make records from a copy, in a place where there are none yet; BadInput otherwise.

    A copy of an older version is brought up to date. All of it is there at the end, or nothing.
    """
    first = _beginning(file)
    _read(
        file, lambda _of, _some: None
    )  # all of it first: a copy that is not whole changes nothing
    _make_room(database)
    try:
        database.migrate(to=first.schema)
    except StoreUnavailable as error:
        raise BadInput(
            "This copy was made by a newer version of the trainer. Nothing was restored; use that "
            "version."
        ) from error
    try:
        with database.writing() as connection:
            present = reflected(connection)
            rows = _read(file, lambda of, some: _insert(connection, present, of, some))
            _count_on(connection, present)
    except sa.exc.IntegrityError as error:  # somebody put a copy together by hand
        raise BadInput(_NOT_WHOLE) from error
    database.migrate()
    return Copied(first.made_at, first.schema, rows)


def _make_room(database: Database) -> None:
    """Refuse where there is anything; take away the empty tables that a start leaves behind."""
    with database.writing() as connection:
        present = reflected(connection)
        if not present.tables:
            return
        if VERSION_TABLE not in present.tables:
            raise BadInput("There is something else in this database. Nothing was restored.")
        kept = [t for t in present.sorted_tables if t.name not in {*LEFT_OUT, VERSION_TABLE}]
        if any(connection.execute(sa.select(t).limit(1)).first() for t in kept):
            raise BadInput(
                "There are records here already. Nothing was restored: name an empty folder in "
                "PRACTICE_DATA, or an empty database in PRACTICE_DATABASE_URL."
            )
        present.drop_all(connection)


def _beginning(file: Path) -> Copied:
    try:
        with gzip.open(file, "rb") as packed:
            said = json.loads(packed.readline())
        if said["form"] != FORM:
            raise ValueError("another form")
        return Copied(datetime.fromisoformat(said["made_at"]), str(said["schema"]), {})
    except OSError as error:
        why = error.strerror or "it is not compressed as a copy is"
        raise BadInput(f"{file} cannot be read as a copy ({why}). Nothing was restored.") from error
    except (ValueError, KeyError, TypeError, EOFError) as error:
        raise BadInput(f"{file} is not a copy of the trainer's records.") from error


_Insert = Callable[[tuple[str, list[str]], list[list[Any]]], None]


def _read(file: Path, insert: _Insert) -> dict[str, int]:
    """Hand over the rows, some at a time; BadInput unless the last line vouches for all of them."""
    digest, rows, some = hashlib.sha256(), dict[str, int](), list[list[Any]]()
    table: tuple[str, list[str]] = ("", [])
    try:
        for data, said in _said(file):
            if isinstance(said, list):
                some.append(said)
                rows[table[0]] += 1
            if some and (len(some) == AT_ONCE or isinstance(said, dict)):
                insert(table, some)
                some = []
            if isinstance(said, dict) and "table" in said:
                table = (said["table"], said["columns"])
                rows[table[0]] = 0
            if isinstance(said, dict) and "sha256" in said:
                if said != {"rows": rows, "sha256": digest.hexdigest()}:
                    raise BadInput(_NOT_WHOLE)
                return rows
            digest.update(data)
    except (OSError, EOFError, ValueError, KeyError) as error:
        raise BadInput(_NOT_WHOLE) from error
    raise BadInput(_NOT_WHOLE)


def _said(file: Path) -> Iterator[tuple[bytes, Any]]:
    with gzip.open(file, "rb") as packed:
        for data in packed:
            yield data, json.loads(data.decode("utf-8", "surrogatepass"))


def _insert(
    connection: sa.Connection, present: sa.MetaData, of: tuple[str, list[str]],
    some: list[list[Any]],
) -> None:  # fmt: skip
    name, columns = of
    table = present.tables[name]
    kinds = ((sa.DateTime, datetime.fromisoformat), (sa.Date, date.fromisoformat))
    read = {c.name: by for c in table.columns for kind, by in kinds if isinstance(c.type, kind)}
    values = [
        {
            column: read[column](value) if value and column in read else value
            for column, value in zip(columns, row, strict=True)
        }
        for row in some
    ]
    connection.execute(sa.insert(table), values)


def _count_on(connection: sa.Connection, present: sa.MetaData) -> None:
    """Let PostgreSQL number new rows after those that came with a number of their own."""
    if connection.dialect.name != "postgresql":
        return
    for table in present.sorted_tables:
        for column in table.primary_key.columns:
            sequence = sa.func.pg_get_serial_sequence(f'"{table.name}"', column.name)
            if connection.scalar(sa.select(sequence)):
                last = sa.select(sa.func.max(column)).scalar_subquery()
                connection.execute(sa.select(sa.func.setval(sequence, sa.func.coalesce(last, 1))))
