"""The records of people: cohorts, accounts, who supervises whom, sign-ins, failures, invitations.

Owns nothing secret in the clear: of a password, a cookie or an invitation it is handed the hash.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from practice import AlreadyTaken, NotFound
from practice.adapters import tables
from practice.adapters.database import Database
from practice.roles import Person, Role

FORMER = "former "  # begins the username of somebody who never was; a person's has no space
REMEMBERED = timedelta(days=1)  # how long a failed sign-in is kept; no throttle looks back further


@dataclass(frozen=True)
class Cohort:
    id: str
    name: str
    created_at: datetime


@dataclass(frozen=True)
class Account:
    """Somebody who may sign in, as only the front door and the people page need to know them."""

    id: str
    username: str
    name: str
    role: Role
    cohort: str | None
    password_hash: str | None
    active: bool
    created_at: datetime

    @property
    def former(self) -> bool:
        """Whether this stands for somebody whose name has been removed."""
        return self.username.startswith(FORMER)

    @property
    def person(self) -> Person:
        """What a verb is told about them."""
        return Person(self.id, self.name, self.role, self.cohort)


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


class People:
    """Who there is. Every method is one transaction; `Store` opens the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- cohorts and accounts ------------------------------------------------------------------

    def add_cohort(self, cohort_id: str, name: str, at: datetime) -> None:
        """Add a cohort; AlreadyTaken when there is one of that id."""
        values = {"id": cohort_id, "name": name, "created_at": at}
        if not self._is_new(tables.cohorts, values):
            raise AlreadyTaken("There is already a cohort of that id.")

    def cohorts(self) -> list[Cohort]:
        """Every cohort, by name."""
        found = sa.select(tables.cohorts).order_by(tables.cohorts.c.name, tables.cohorts.c.id)
        with self._database.reading() as connection:
            return [Cohort(**line) for line in connection.execute(found).mappings()]

    def add(
        self,
        person_id: str,
        username: str,
        name: str,
        role: Role,
        at: datetime,
        *,
        cohort: str | None = None,
        password_hash: str | None = None,
    ) -> None:
        """Add somebody; AlreadyTaken when the username (in any case of letters) or id is in use."""
        values = {
            "id": person_id,
            "username": _plain(username),
            "name": name,
            "role": role.value,
            "cohort": cohort,
            "password_hash": password_hash,
            "active": True,
            "created_at": at,
        }
        if not self._is_new(tables.people, values):
            raise AlreadyTaken("Somebody has this username already. Choose another one.")

    def is_empty(self) -> bool:
        """Whether there is nobody yet."""
        with self._database.reading() as connection:
            return connection.scalar(sa.select(tables.people.c.id).limit(1)) is None

    def by_username(self, username: str) -> Account | None:
        """The account with that username, in any case of letters, active or not."""
        found = self._accounts(tables.people.c.username == _plain(username))
        return found[0] if found else None

    def by_id(self, person_id: str) -> Account | None:
        """The account of that id, active or not."""
        found = self._accounts(tables.people.c.id == person_id)
        return found[0] if found else None

    def everyone(self) -> list[Account]:
        """Every account, active or not, by name."""
        return self._accounts(sa.true())

    def set_active(self, person_id: str, active: bool) -> None:
        """Let somebody in or keep them out, at once and wherever they are signed in."""
        self._change(person_id, active=active)

    def set_role(self, person_id: str, role: Role) -> None:
        self._change(person_id, role=role.value)

    def set_cohort(self, person_id: str, cohort: str | None) -> None:
        self._change(person_id, cohort=cohort)

    def set_password_hash(self, person_id: str, password_hash: str | None) -> None:
        self._change(person_id, password_hash=password_hash)

    def supervises(self, person_id: str) -> frozenset[str]:
        """The ids of the cohorts this person reads."""
        found = sa.select(tables.supervises.c.cohort).where(tables.supervises.c.person == person_id)
        with self._database.reading() as connection:
            return frozenset(connection.scalars(found))

    def readers(self, cohorts: Iterable[str]) -> dict[str, list[str]]:
        """The ids of each cohort's supervisors who may sign in, in order."""
        people, supervises = tables.people.c, tables.supervises.c
        found: dict[str, list[str]] = {cohort: [] for cohort in cohorts}
        wanted = (
            sa.select(supervises.cohort, people.id)
            .join(tables.people, people.id == supervises.person)
            .where(supervises.cohort.in_(sorted(found)), people.active)
            .where(people.role == Role.SUPERVISOR.value)
            .order_by(people.id)
        )
        with self._database.reading() as connection:
            for cohort, id_ in connection.execute(wanted):
                found[cohort].append(id_)
        return found

    def set_supervises(self, person_id: str, cohorts: Iterable[str]) -> None:
        """These cohorts and no others."""
        wanted = [{"person": person_id, "cohort": cohort} for cohort in sorted(set(cohorts))]
        theirs = tables.supervises.c.person == person_id
        with self._database.writing() as connection:
            connection.execute(sa.delete(tables.supervises).where(theirs))
            if wanted:
                new = self._database.insert(tables.supervises).values(wanted)
                connection.execute(new.on_conflict_do_nothing())

    def _accounts(self, which: sa.ColumnElement[bool]) -> list[Account]:
        found = sa.select(tables.people).where(which)
        ordered = found.order_by(tables.people.c.name, tables.people.c.id)
        with self._database.reading() as connection:
            lines = connection.execute(ordered).mappings().all()
        return [Account(**{**line, "role": Role(line["role"])}) for line in lines]

    def _change(self, person_id: str, **values: Any) -> None:
        change = sa.update(tables.people).where(tables.people.c.id == person_id).values(values)
        with self._database.writing() as connection:
            if connection.execute(change).rowcount != 1:
                raise NotFound("There is no such person.")

    def _is_new(self, table: sa.Table, values: dict[str, Any]) -> bool:
        new = self._database.insert(table).values(values).on_conflict_do_nothing()
        with self._database.writing() as connection:
            return connection.scalar(new.returning(table.c.id)) is not None

    # --- sign-ins and failures -----------------------------------------------------------------

    def open_sign_in(
        self, token_hash: str, person_id: str, at: datetime, expires: datetime
    ) -> None:
        """Remember that the bearer of a cookie is this person, until it expires."""
        values = {"token_hash": token_hash, "person": person_id}
        with self._database.writing() as connection:
            connection.execute(
                sa.insert(tables.sign_ins).values(**values, created_at=at, expires_at=expires)
            )

    def signed_in(self, token_hash: str, now: datetime) -> Person | None:
        """Who the bearer is, if the sign-in is neither expired nor ended and the account active."""
        people, sign_ins = tables.people.c, tables.sign_ins.c
        found = (
            sa.select(people.id, people.name, people.role, people.cohort)
            .join(tables.sign_ins, sign_ins.person == people.id)
            .where(sign_ins.token_hash == token_hash, sign_ins.ended_at.is_(None))
            .where(sign_ins.expires_at > now, people.active)
        )
        with self._database.reading() as connection:
            line = connection.execute(found).first()
        return Person(line.id, line.name, Role(line.role), line.cohort) if line else None

    def end_sign_in(self, token_hash: str, at: datetime) -> None:
        """Sign out here."""
        self._end(tables.sign_ins.c.token_hash == token_hash, at)

    def end_all_sign_ins(self, person_id: str, at: datetime) -> None:
        """Sign out everywhere, as a new password or a leaving does."""
        self._end(tables.sign_ins.c.person == person_id, at)

    def _end(self, which: sa.ColumnElement[bool], at: datetime) -> None:
        running = sa.update(tables.sign_ins).where(which, tables.sign_ins.c.ended_at.is_(None))
        with self._database.writing() as connection:
            connection.execute(running.values(ended_at=at))

    def note_failure(self, username: str, at: datetime) -> None:
        """Remember a failed sign-in for a day; what was typed as a password never comes here."""
        failures = tables.sign_in_failures
        with self._database.writing() as connection:
            connection.execute(sa.delete(failures).where(failures.c.at < at - REMEMBERED))
            connection.execute(sa.insert(failures).values(username=_plain(username), at=at))

    def failures_since(self, username: str, since: datetime) -> int:
        """How often signing in with this username failed since then, a day ago at most."""
        failures = tables.sign_in_failures.c
        found = sa.select(sa.func.count()).select_from(tables.sign_in_failures)
        with self._database.reading() as connection:
            return (
                connection.scalar(
                    found.where(failures.username == _plain(username), failures.at >= since)
                )
                or 0
            )

    def forget_failures(self, username: str) -> None:
        """Start counting anew, after a sign-in that worked."""
        failures = tables.sign_in_failures
        with self._database.writing() as connection:
            connection.execute(sa.delete(failures).where(failures.c.username == _plain(username)))

    # --- invitations ---------------------------------------------------------------------------

    def invite(
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

    def invitation(self, token_hash: str, now: datetime) -> Invitation | None:
        """The invitation behind a link that is neither used nor expired."""
        hidden = {"token_hash", "used_at"}
        shown = [column for column in tables.invitations.c if column.name not in hidden]
        found = sa.select(*shown).where(*_usable(token_hash, now))
        with self._database.reading() as connection:
            line = connection.execute(found).mappings().first()
        return Invitation(**{**line, "role": Role(line["role"])}) if line else None

    def use_invitation(self, token_hash: str, at: datetime) -> bool:
        """Use a link up; of all who try, ever, one is told True."""
        used = sa.update(tables.invitations).where(*_usable(token_hash, at)).values(used_at=at)
        with self._database.writing() as connection:
            return connection.execute(used).rowcount == 1

    def withdraw_invitations(self, purpose: str, at: datetime, person: str | None = None) -> None:
        """Make every open link of a purpose, or only a person's, stop working."""
        invitations = tables.invitations
        open_ones = [invitations.c.purpose == purpose, invitations.c.used_at.is_(None)]
        if person is not None:
            open_ones.append(invitations.c.person == person)
        with self._database.writing() as connection:
            connection.execute(sa.update(invitations).where(*open_ones).values(used_at=at))


def _usable(token_hash: str, now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    invitations = tables.invitations.c
    return (
        invitations.token_hash == token_hash,
        invitations.used_at.is_(None),
        invitations.expires_at > now,
    )


def _plain(username: str) -> str:
    """A username as it is stored and looked up: anything may be typed, not all of it fits."""
    return username.replace("\0", "").strip().lower()[:200]
