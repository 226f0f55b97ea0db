"""The audit, as a chain: who did what to what, and when; only ever added to, one line at a time.

A line holds ids and labels, never a word of a rep. The database itself refuses to change one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from practice.adapters import tables
from practice.adapters.database import Database
from practice.sealing import LOOKED, NOTHING, Checked, Head, Line, check, seal

CUT = "removed old lines of the audit"
ONE_LOOK = timedelta(minutes=15)  # a page is drawn anew at each click: these are one look
_LOCK = 727_165_002  # any number; the same in every process


@dataclass(frozen=True)
class Noted:
    """One line of the audit as it is read: who did what to what, never any words of a rep."""

    at: datetime
    by: str
    did: str
    about: str


class Trail:
    """The lines of one database; `Store` opens it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, at: datetime, by: str, did: str, about: str) -> None:
        """Add a line."""
        with self._database.writing() as connection:
            self.add_with(connection, at, by, did, about)

    def add_with(
        self, connection: sa.Connection, at: datetime, by: str, did: str, about: str
    ) -> None:
        """Add a line in a transaction that writes something else as well; take this step last.

        Whoever else adds one waits until that transaction is over, so that the chain cannot fork.
        """
        last = self._last(connection)
        line = Line(last.number + 1, at, by, did, about)
        values = {"number": line.number, "at": at, "by": by, "did": did, "about": about}
        connection.execute(sa.insert(tables.audit).values(**values, seal=seal(last.seal, line)))

    def hold(self, connection: sa.Connection) -> None:
        """Let nobody else add a line until this transaction is over."""
        self._last(connection)

    def looked(self, at: datetime, by: str, rep: str) -> None:
        """Note that somebody read a transcript; within a quarter of an hour, once."""
        audit = tables.audit.c
        lately = sa.select(audit.number).where(audit.about == rep, audit.by == by)
        lately = lately.where(audit.did == LOOKED, audit.at > at - ONE_LOOK).limit(1)
        with self._database.reading() as connection:
            if connection.scalar(lately) is not None:
                return
        self.add(at, by, LOOKED, rep)

    def newest(self, limit: int, did: str | None = None) -> list[Noted]:
        """The last lines, the newest first; with `did` only those that say so."""
        audit = tables.audit.c
        found = sa.select(audit.at, audit.by, audit.did, audit.about)
        if did is not None:
            found = found.where(audit.did == did)
        return self._noted(found.order_by(audit.number.desc()).limit(limit))

    def looks_at(self, trainee: str, limit: int) -> list[Noted]:
        """Who read a transcript of this trainee, the newest first."""
        audit, reps = tables.audit.c, tables.reps.c
        found = (
            sa.select(audit.at, audit.by, audit.did, audit.about)
            .join(tables.reps, reps.id == audit.about)
            .where(reps.trainee == trainee, audit.did == LOOKED)
        )
        return self._noted(found.order_by(audit.number.desc()).limit(limit))

    def head(self) -> Head | None:
        """The newest line's number and seal: worth noting elsewhere."""
        with self._database.reading() as connection:
            last = _newest(connection)
        return last if last.number else None

    def check(self, noted: Head | None = None) -> Checked:
        """Follow the whole chain: about a second of work for 100,000 lines."""
        with self._database.reading() as connection, _lines(connection) as lines:
            return check(lines, _cut(connection), CUT, noted)

    def due(self, connection: sa.Connection, before: datetime) -> int:
        """How many lines from the first on are older."""
        count = sa.select(sa.func.count()).select_from(tables.audit)
        return connection.scalar(count.where(_older(before))) or 0

    def remove(self, connection: sa.Connection, before: datetime, at: datetime, by: str) -> int:
        """Remove the lines that are `due`, and say so in a line; gives how many went.

        What is left begins after the cut and still verifies.
        """
        audit = tables.audit
        self.hold(connection)
        last = sa.select(audit.c.number, audit.c.seal).where(_older(before))
        found = connection.execute(last.order_by(audit.c.number.desc()).limit(1)).first()
        if found is None:
            return 0
        cut = Head(found.number, found.seal)
        connection.execute(
            sa.insert(tables.audit_cuts).values(through=cut.number, seal=cut.seal, at=at)
        )
        gone = connection.execute(sa.delete(audit).where(audit.c.number <= cut.number)).rowcount
        self.add_with(connection, at, by, CUT, str(cut))
        return gone

    def _last(self, connection: sa.Connection) -> Head:
        """The end of the chain, which stays the end until this transaction is over."""
        if connection.dialect.name == "postgresql":  # on SQLite a writer is alone anyway
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        return _newest(connection)

    def _noted(self, found: sa.Select[Any]) -> list[Noted]:
        with self._database.reading() as connection:
            return [Noted(**line) for line in connection.execute(found).mappings()]


def _older(before: datetime) -> sa.ColumnElement[bool]:
    """Lines before the first that is not older: a clock may have been put back in between."""
    audit = tables.audit.c
    young = sa.select(sa.func.min(audit.number)).where(audit.at >= before).scalar_subquery()
    return sa.or_(young.is_(None), audit.number < young)


@contextmanager
def _lines(connection: sa.Connection) -> Iterator[Iterator[Line]]:
    """Every line in order, some at a time: there may be a million."""
    audit = tables.audit
    found = connection.execution_options(yield_per=1000).execute(
        sa.select(audit).order_by(audit.c.number)
    )
    with found:
        yield (Line(**row) for row in found.mappings())


def _newest(connection: sa.Connection) -> Head:
    audit = tables.audit.c
    newest = sa.select(audit.number, audit.seal).order_by(audit.number.desc()).limit(1)
    found = connection.execute(newest).first()
    if found is not None:
        return Head(found.number, found.seal)
    return _cut(connection) or Head(0, NOTHING)


def _cut(connection: sa.Connection) -> Head | None:
    cuts = tables.audit_cuts.c
    newest = sa.select(cuts.through, cuts.seal).order_by(cuts.through.desc()).limit(1)
    found = connection.execute(newest).first()
    return Head(found.through, found.seal) if found else None
