"""Takes a list of people in: accounts, links, cohorts and moves in one transaction, or nothing."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from practice import AlreadyTaken
from practice.adapters import tables, tenure
from practice.adapters.database import Database
from practice.adapters.links import JOIN
from practice.adapters.trail import Trail
from practice.arrivals import Batch, Newcomer
from practice.roles import Role


class Intake:
    """Writes batches; `People` opens it."""

    def __init__(self, database: Database, trail: Trail) -> None:
        self._database = database
        self._trail = trail

    def take_in(
        self, batch: Batch, links: Mapping[str, str], at: datetime, ends_at: datetime,
        by: str, did: str,
    ) -> None:  # fmt: skip
        """Write all of a batch and note it in the audit. `links` are hashes by newcomer's id.

        AlreadyTaken, and nothing written, when a username or an e-mail address is in use by now.
        """
        try:
            with self._database.writing() as connection:
                for id_, name in batch.starts.items():
                    cohort = {"id": id_, "name": name, "created_at": at}
                    connection.execute(sa.insert(tables.cohorts).values(cohort))
                touched = [*self._emails(connection, batch), *self._moves(connection, batch)]
                for newcomer in batch.newcomers:
                    self._add(connection, newcomer, links[newcomer.id], at, ends_at)
                    touched.append(newcomer.id)
                for person in dict.fromkeys(touched):
                    tenure.keep_up(connection, person, at, by)
                self._trail.add_with(connection, at, by, did, "programme")
        except sa.exc.IntegrityError as error:
            raise AlreadyTaken(
                "Somebody of this list was added in the meantime. Nothing was taken in; look at "
                "the list once more."
            ) from error

    def _emails(self, connection: sa.Connection, batch: Batch) -> list[str]:
        people = tables.people
        for person, email in batch.emails.items():
            this = sa.update(people).where(people.c.id == person)
            connection.execute(this.values(email=email))
        return list(batch.emails)

    def _moves(self, connection: sa.Connection, batch: Batch) -> list[str]:
        people, supervises = tables.people, tables.supervises
        for person, cohort in batch.moves.items():
            this = sa.update(people).where(people.c.id == person)
            connection.execute(this.values(cohort=cohort))
        for person, cohorts in batch.reads.items():
            rows = [{"person": person, "cohort": cohort} for cohort in cohorts]
            new = self._database.insert(supervises).values(rows)
            connection.execute(new.on_conflict_do_nothing())
        return [*batch.moves, *batch.reads]

    def _add(
        self, connection: sa.Connection, who: Newcomer, token_hash: str,
        at: datetime, ends_at: datetime,
    ) -> None:  # fmt: skip
        first = who.cohorts[0] if who.cohorts else None
        connection.execute(sa.insert(tables.people).values(
            id=who.id, username=who.username, email=who.email, name=who.name, role=who.role.value,
            cohort=first if who.role is Role.TRAINEE else None, active=True, created_at=at,
        ))  # fmt: skip
        if who.role is Role.SUPERVISOR and who.cohorts:
            rows = [{"person": who.id, "cohort": cohort} for cohort in who.cohorts]
            connection.execute(sa.insert(tables.supervises).values(rows))
        connection.execute(sa.insert(tables.invitations).values(
            id=uuid.uuid4().hex, token_hash=token_hash, purpose=JOIN, name=who.name,
            role=who.role.value, cohort=first, person=who.id, created_at=at, expires_at=ends_at,
        ))  # fmt: skip
