"""Receipts of what was removed: kept for good, sealed, and each named by its seal in the audit."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from practice.adapters import tables
from practice.adapters.database import Database
from practice.adapters.trail import Trail
from practice.retention import Receipt
from practice.sealing import fingerprint

WROTE = "wrote a receipt"


class Receipts:
    """The receipts of one database; `Store` opens it."""

    def __init__(self, database: Database, trail: Trail) -> None:
        self._database = database
        self._trail = trail

    def keep(self, made: Callable[[int], Receipt]) -> Receipt:
        """Write a receipt with the next number, and its seal into the audit."""
        receipts = tables.receipts
        with self._database.writing() as connection:
            last = connection.scalar(sa.select(sa.func.max(receipts.c.number)))
            receipt = made((last or 0) + 1)
            body = receipt.model_dump(mode="json")
            values = {"number": receipt.number, "at": receipt.at, "by": receipt.by, "body": body}
            connection.execute(sa.insert(receipts).values(**values, seal=receipt.seal))
            self._trail.add_with(connection, receipt.at, receipt.by, WROTE, receipt.seal)
        return receipt

    def all(self) -> list[tuple[Receipt, bool]]:
        """Every receipt, the newest first, and whether it is the one that was written.

        It is, when its seal is that of what it says, and the audit named that seal; an audit line
        that is past its own time is not asked for.
        """
        receipts, audit = tables.receipts, tables.audit.c
        newest = sa.select(receipts).order_by(receipts.c.number.desc())
        with self._database.reading() as connection:
            lines = connection.execute(newest).all()
            named = set(connection.scalars(sa.select(audit.about).where(audit.did == WROTE)))
            oldest = connection.scalar(sa.select(sa.func.min(audit.at)))
        found = []
        for line in lines:
            receipt = Receipt.model_validate(line.body)
            told = line.seal in named or (oldest is not None and line.at < oldest)
            found.append((receipt, told and fingerprint(line.body) == line.seal))
        return found
