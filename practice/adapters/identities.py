"""Which person a provider's subject is; by its own id, never by a name that may be reused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from practice.adapters import tables, tenure
from practice.adapters.database import Database
from practice.adapters.trail import Trail
from practice.roles import Role


@dataclass(frozen=True)
class Identity:
    """A person and whether they came in by a rule, which then has to hold each time."""

    person: str
    by_rule: bool


class Identities:
    """Every method is one transaction; `People` opens it."""

    def __init__(self, database: Database, trail: Trail) -> None:
        self._database = database
        self._trail = trail

    def find(self, issuer: str, subject: str) -> Identity | None:
        """The person behind a subject, if they have come this way before."""
        identities = tables.identities.c
        found = sa.select(identities.person, identities.by_rule)
        found = found.where(identities.issuer == issuer, identities.subject == subject)
        with self._database.reading() as connection:
            line = connection.execute(found).first()
        return Identity(line.person, line.by_rule) if line else None

    def bound(self) -> frozenset[str]:
        """Everybody who comes in by single sign-on."""
        with self._database.reading() as connection:
            return frozenset(connection.scalars(sa.select(tables.identities.c.person)))

    def of(self, person: str) -> list[str]:
        """As whom somebody comes in: issuer and subject, as the provider says them."""
        identities = tables.identities.c
        found = sa.select(identities.issuer, identities.subject)
        found = found.where(identities.person == person).order_by(identities.created_at)
        with self._database.reading() as connection:
            return [f"{line.issuer} {line.subject}" for line in connection.execute(found)]

    def bind(self, issuer: str, subject: str, person: str, at: datetime) -> bool:
        """Let a subject in as somebody who is here; False when another one comes in as them."""
        identities = tables.identities
        taken = sa.select(identities.c.subject).where(
            identities.c.person == person, identities.c.issuer == issuer
        )
        with self._database.writing() as connection:
            if connection.execute(taken).first() is not None:
                return False
            self._bind(connection, issuer, subject, person, False, at)
            self._trail.add_with(connection, at, person, "came by single sign-on first", person)
        return True

    def join(
        self, issuer: str, subject: str, person: str, username: str, email: str | None,
        name: str, role: Role, cohort: str | None, at: datetime,
    ) -> None:  # fmt: skip
        """Add somebody whom a rule lets in; IntegrityError when they were added this moment."""
        with self._database.writing() as connection:
            connection.execute(sa.insert(tables.people).values(
                id=person, username=username, email=email, name=name, role=role.value,
                cohort=cohort if role is Role.TRAINEE else None, active=True, created_at=at,
            ))  # fmt: skip
            if role is Role.SUPERVISOR and cohort:
                reads = {"person": person, "cohort": cohort}
                connection.execute(sa.insert(tables.supervises).values(reads))
            tenure.keep_up(connection, person, at, person)
            self._bind(connection, issuer, subject, person, True, at)
            did = f"came in by a rule as a {role.value}"
            self._trail.add_with(connection, at, person, did, person)

    def unbind(self, person: str) -> None:
        """Let nobody in as this person any more, until they are bound anew."""
        gone = sa.delete(tables.identities).where(tables.identities.c.person == person)
        with self._database.writing() as connection:
            connection.execute(gone)

    def has_worked(self, person: str) -> bool:
        """Whether anything here was practised, rated or signed by them."""
        reps, ratings = tables.reps.c, tables.ratings.c
        found = sa.select(
            sa.or_(
                sa.exists().where(reps.trainee == person),
                sa.exists().where(reps.signed_by == person),
                sa.exists().where(ratings.rater == person),
            )
        )
        with self._database.reading() as connection:
            return bool(connection.scalar(found))

    def _bind(
        self, connection: sa.Connection, issuer: str, subject: str, person: str, by_rule: bool,
        at: datetime,
    ) -> None:  # fmt: skip
        connection.execute(sa.insert(tables.identities).values(
            issuer=issuer, subject=subject, person=person, by_rule=by_rule, created_at=at,
        ))  # fmt: skip
