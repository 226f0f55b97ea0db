"""The records of links that work once: to set the programme up, to join it, to choose a password.

Owns nothing secret in the clear: of a link it is handed the hash.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from practice.adapters import tables
from practice.adapters.database import Database
from practice.roles import Role

SET_UP, JOIN, NEW_PASSWORD = "set-up", "join", "new password"
_FOR_PEOPLE = (JOIN, NEW_PASSWORD)
_HIDDEN = {"token_hash", "used_at"}
_SHOWN = [column for column in tables.invitations.c if column.name not in _HIDDEN]


@dataclass(frozen=True)
class Invitation:
    """A link that works once: `purpose` is set-up, join or new password."""

    id: str
    purpose: str
    name: str
    role: Role
    cohort: str | None
    person: str | None
    created_at: datetime
    expires_at: datetime

    @property
    def to_join(self) -> bool:
        """Whether it lets somebody in for the first time; otherwise it is to a new password."""
        return self.purpose == JOIN


class Links:
    """Who was sent which link. Every method is one transaction; `People` opens it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(
        self,
        invitation_id: str,
        token_hash: str,
        purpose: str,
        name: str,
        role: Role,
        at: datetime,
        expires: datetime,
        *,
        cohort: str | None = None,
        person: str | None = None,
    ) -> None:
        """Write down a link that works once; `person` is whose password it renews, if so."""
        values = {
            "id": invitation_id,
            "token_hash": token_hash,
            "purpose": purpose,
            "name": name,
            "role": role.value,
            "cohort": cohort,
            "person": person,
            "created_at": at,
            "expires_at": expires,
        }
        with self._database.writing() as connection:
            connection.execute(sa.insert(tables.invitations).values(values))

    def behind(self, token_hash: str, now: datetime) -> Invitation | None:
        """The invitation behind a link that is neither used nor expired."""
        found = sa.select(*_SHOWN).where(*_usable(token_hash, now))
        with self._database.reading() as connection:
            line = connection.execute(found).mappings().first()
        return _invitation(line) if line else None

    def use_up(self, token_hash: str, at: datetime) -> bool:
        """Use a link up; of all who try, ever, one is told True."""
        used = sa.update(tables.invitations).where(*_usable(token_hash, at)).values(used_at=at)
        with self._database.writing() as connection:
            return connection.execute(used).rowcount == 1

    def unused(self, since: datetime) -> list[Invitation]:
        """Links to join or to a new password that nobody used and that ended after then, if yet.

        The one that ends next comes first.
        """
        invitations = tables.invitations.c
        found = (
            sa.select(*_SHOWN)
            .where(invitations.purpose.in_(_FOR_PEOPLE), invitations.used_at.is_(None))
            .where(invitations.expires_at > since)
            .order_by(invitations.expires_at, invitations.id)
        )
        with self._database.reading() as connection:
            return [_invitation(line) for line in connection.execute(found).mappings()]

    def withdraw(self, invitation_id: str, at: datetime) -> bool:
        """Make one link stop working; False when it was used or withdrawn before."""
        invitations = tables.invitations
        unused = (invitations.c.id == invitation_id, invitations.c.used_at.is_(None))
        with self._database.writing() as connection:
            gone = connection.execute(sa.update(invitations).where(*unused).values(used_at=at))
        return gone.rowcount == 1

    def withdraw_all(self, purpose: str, at: datetime, person: str | None = None) -> None:
        """Make every unused link of a purpose, or only a person's, stop working."""
        invitations = tables.invitations
        unused = [invitations.c.purpose == purpose, invitations.c.used_at.is_(None)]
        if person is not None:
            unused.append(invitations.c.person == person)
        with self._database.writing() as connection:
            connection.execute(sa.update(invitations).where(*unused).values(used_at=at))


def _invitation(line: sa.RowMapping) -> Invitation:
    return Invitation(**{**line, "role": Role(line["role"])})


def _usable(token_hash: str, now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    invitations = tables.invitations.c
    return (
        invitations.token_hash == token_hash,
        invitations.used_at.is_(None),
        invitations.expires_at > now,
    )
