"""What people are typing and have not sent: one for each rep, person and slot, gone once sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from practice.adapters import tables
from practice.adapters.database import Database


class Drafts:
    """The drafts among everything that is written down; `Store` is the rest."""

    database: Database

    def keep_draft(
        self, rep: str, person: str, slot: str, body: Mapping[str, Any], at: datetime
    ) -> None:
        """Keep what somebody is typing, in place of what they typed there before."""
        key = {"rep": rep, "person": person, "slot": slot}
        latest = {"body": dict(body), "at": at}
        new = self.database.insert(tables.drafts).values(**key, **latest)
        with self.database.writing() as connection:
            connection.execute(new.on_conflict_do_update(index_elements=list(key), set_=latest))

    def draft(self, rep: str, person: str, slot: str) -> dict[str, Any] | None:
        """What somebody was typing there, or None."""
        found = sa.select(tables.drafts.c.body).where(*one(rep, person, slot))
        with self.database.reading() as connection:
            body: dict[str, Any] | None = connection.scalar(found)
        return body

    def drafts_of(self, person: str) -> list[tuple[str, datetime, dict[str, Any]]]:
        """Everything this person was typing and has not sent: the rep, when, and what."""
        drafts = tables.drafts.c
        found = sa.select(drafts.rep, drafts.at, drafts.body).where(drafts.person == person)
        with self.database.reading() as connection:
            lines = connection.execute(found.order_by(drafts.at)).all()
        return [(line.rep, line.at, line.body) for line in lines]

    def drafts(self, rep: str, person: str) -> dict[str, dict[str, Any]]:
        """Everything that somebody was typing about one rep, by slot."""
        drafts = tables.drafts.c
        found = sa.select(drafts.slot, drafts.body)
        found = found.where(drafts.rep == rep, drafts.person == person)
        with self.database.reading() as connection:
            return {line.slot: line.body for line in connection.execute(found)}

    def drop_draft(self, rep: str, person: str, slot: str) -> None:
        """Forget what somebody was typing there, if anything."""
        with self.database.writing() as connection:
            connection.execute(sa.delete(tables.drafts).where(*one(rep, person, slot)))


def one(rep: str, person: str, slot: str) -> tuple[sa.ColumnElement[bool], ...]:
    """Which line of the table that is."""
    drafts = tables.drafts.c
    return (drafts.rep == rep, drafts.person == person, drafts.slot == slot)
