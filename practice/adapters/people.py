"""The records of people: cohorts, accounts, who supervises whom, sign-ins and failures.

Owns nothing secret in the clear: of a password or a cookie it is handed the hash.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from practice import AlreadyTaken, NotFound
from practice.adapters import tables, tenure
from practice.adapters.database import Database
from practice.adapters.identities import Identities
from practice.adapters.intake import Intake
from practice.adapters.links import Links
from practice.adapters.trail import Trail
from practice.house import utc_now
from practice.memberships import Membership
from practice.roles import Person, Role

FORMER = "former "  # begins the username of somebody who never was; a person's has no space
REMEMBERED = timedelta(days=1)  # how long a failed sign-in is kept; no throttle looks back further


@dataclass(frozen=True)
class Cohort:
    """A cohort; `begins_on` and `ends_on` are its first and last day, in UTC."""

    id: str
    name: str
    created_at: datetime
    begins_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class SignIn:
    """A device where somebody is signed in; `here` is the one that asks."""

    created_at: datetime
    expires_at: datetime
    here: bool


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
    email: str | None = None  # lower case

    @property
    def former(self) -> bool:
        """Whether this stands for somebody whose name has been removed."""
        return self.username.startswith(FORMER)

    @property
    def person(self) -> Person:
        """What a verb is told about them."""
        return Person(self.id, self.name, self.role, self.cohort)


class People:
    """Who there is. Every method is one transaction; `Store` opens the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.links = Links(database)
        self.intake = Intake(database, Trail(database))
        self.identities = Identities(database, Trail(database))

    # --- cohorts and accounts ------------------------------------------------------------------

    def add_cohort(
        self, cohort_id: str, name: str, at: datetime,
        begins_on: date | None = None, ends_on: date | None = None,
    ) -> None:  # fmt: skip
        """Add a cohort; AlreadyTaken when there is one of that id."""
        values = {"id": cohort_id, "name": name, "created_at": at,
                  "begins_on": begins_on, "ends_on": ends_on}  # fmt: skip
        with self._database.writing() as connection:
            if not self._is_new(connection, tables.cohorts, values):
                raise AlreadyTaken("There is already a cohort of that id.")

    def change_cohort(
        self, cohort_id: str, name: str, begins_on: date | None, ends_on: date | None
    ) -> None:
        """Give a cohort another name or other days; NotFound when there is none of that id."""
        values = {"name": name, "begins_on": begins_on, "ends_on": ends_on}
        changed = sa.update(tables.cohorts).where(tables.cohorts.c.id == cohort_id)
        with self._database.writing() as connection:
            if connection.execute(changed.values(values)).rowcount != 1:
                raise NotFound("There is no such cohort.")

    def cohort(self, cohort_id: str) -> Cohort | None:
        """The cohort of that id."""
        found = sa.select(tables.cohorts).where(tables.cohorts.c.id == cohort_id)
        with self._database.reading() as connection:
            line = connection.execute(found).mappings().first()
        return Cohort(**line) if line else None

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
        by: str = "",
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
        with self._database.writing() as connection:
            if not self._is_new(connection, tables.people, values):
                raise AlreadyTaken("Somebody has this username already. Choose another one.")
            tenure.keep_up(connection, person_id, at, by)

    def is_empty(self) -> bool:
        """Whether there is nobody yet."""
        with self._database.reading() as connection:
            return connection.scalar(sa.select(tables.people.c.id).limit(1)) is None

    def by_username(self, username: str) -> Account | None:
        """The account with that username, in any case of letters, active or not."""
        found = self._accounts(tables.people.c.username == _plain(username))
        return found[0] if found else None

    def by_email(self, email: str) -> Account | None:
        """The account that a director gave this e-mail address (in lower case), active or not."""
        found = self._accounts(tables.people.c.email == email)
        return found[0] if found else None

    def by_id(self, person_id: str) -> Account | None:
        """The account of that id, active or not."""
        found = self._accounts(tables.people.c.id == person_id)
        return found[0] if found else None

    def everyone(self) -> list[Account]:
        """Every account, active or not, by name."""
        return self._accounts(sa.true())

    def set_active(
        self, person_id: str, active: bool, at: datetime | None = None, by: str = ""
    ) -> None:
        """Let somebody in or keep them out, at once and wherever they are signed in."""
        self._move(person_id, at, by, active=active)

    def set_role(
        self, person_id: str, role: Role, cohort: str | None = None,
        at: datetime | None = None, by: str = "",
    ) -> None:  # fmt: skip
        """Give somebody another role: a trainee of that cohort, or a supervisor who reads it."""
        with self._database.writing() as connection:
            trains = cohort if role is Role.TRAINEE else None
            self._set(connection, person_id, role=role.value, cohort=trains)
            reads = [cohort] if cohort and role is Role.SUPERVISOR else []
            self._set_supervises(connection, person_id, reads)
            tenure.keep_up(connection, person_id, at or utc_now(), by)

    def set_cohort(
        self, person_id: str, cohort: str | None, at: datetime | None = None, by: str = ""
    ) -> None:
        """Move somebody to another cohort; what they did before stays with the one before."""
        self._move(person_id, at, by, cohort=cohort)

    def set_password_hash(self, person_id: str, password_hash: str | None) -> None:
        with self._database.writing() as connection:
            self._set(connection, person_id, password_hash=password_hash)

    def memberships(self) -> list[Membership]:
        """Who trained in a cohort or read it, from when to when, the oldest first."""
        with self._database.reading() as connection:
            return tenure.read(connection)

    def supervises(self, person_id: str) -> frozenset[str]:
        """The ids of the cohorts this person reads."""
        found = sa.select(tables.supervises.c.cohort).where(tables.supervises.c.person == person_id)
        with self._database.reading() as connection:
            return frozenset(connection.scalars(found))

    def reads(self) -> dict[str, tuple[str, ...]]:
        """The ids of the cohorts that each supervisor reads, in order."""
        supervises = tables.supervises.c
        found: dict[str, tuple[str, ...]] = {}
        lines = sa.select(supervises.person, supervises.cohort).order_by(supervises.cohort)
        with self._database.reading() as connection:
            for person, cohort in connection.execute(lines):
                found[person] = (*found.get(person, ()), cohort)
        return found

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

    def set_supervises(
        self, person_id: str, cohorts: Iterable[str], at: datetime | None = None, by: str = ""
    ) -> None:
        """These cohorts and no others."""
        with self._database.writing() as connection:
            self._set_supervises(connection, person_id, cohorts)
            tenure.keep_up(connection, person_id, at or utc_now(), by)

    def _set_supervises(
        self, connection: sa.Connection, person_id: str, cohorts: Iterable[str]
    ) -> None:
        wanted = [{"person": person_id, "cohort": cohort} for cohort in sorted(set(cohorts))]
        theirs = tables.supervises.c.person == person_id
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

    def _move(self, person_id: str, at: datetime | None, by: str, **values: Any) -> None:
        with self._database.writing() as connection:
            self._set(connection, person_id, **values)
            tenure.keep_up(connection, person_id, at or utc_now(), by)

    def _set(self, connection: sa.Connection, person_id: str, **values: Any) -> None:
        change = sa.update(tables.people).where(tables.people.c.id == person_id).values(values)
        if connection.execute(change).rowcount != 1:
            raise NotFound("There is no such person.")

    def _is_new(self, connection: sa.Connection, table: sa.Table, values: dict[str, Any]) -> bool:
        new = self._database.insert(table).values(values).on_conflict_do_nothing()
        return connection.scalar(new.returning(table.c.id)) is not None

    # --- sign-ins and failures -----------------------------------------------------------------

    def open_sign_in(
        self, token_hash: str, person_id: str, at: datetime, expires: datetime,
        via: str | None = None,
    ) -> None:  # fmt: skip
        """Remember that the bearer of a cookie is this person, until it expires."""
        values = {"token_hash": token_hash, "person": person_id, "via": via}
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

    def open_sign_ins(self, person_id: str, here: str, now: datetime) -> list[SignIn]:
        """Where somebody is signed in, the newest first; `here` is the hash of the one asking."""
        sign_ins = tables.sign_ins.c
        found = (
            sa.select(sign_ins.created_at, sign_ins.expires_at, sign_ins.token_hash)
            .where(sign_ins.person == person_id, sign_ins.ended_at.is_(None))
            .where(sign_ins.expires_at > now)
            .order_by(sign_ins.created_at.desc(), sign_ins.token_hash)
        )
        with self._database.reading() as connection:
            lines = connection.execute(found).all()
        return [SignIn(line.created_at, line.expires_at, line.token_hash == here) for line in lines]

    def end_sign_in(self, token_hash: str, at: datetime) -> str | None:
        """Sign out here; says which provider this sign-in came by, if by one."""
        this = tables.sign_ins.c.token_hash == token_hash
        self._end(this, at)
        with self._database.reading() as connection:
            via: str | None = connection.scalar(sa.select(tables.sign_ins.c.via).where(this))
        return via

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


def _plain(username: str) -> str:
    """A username as it is stored and looked up: anything may be typed, not all of it fits."""
    return username.replace("\0", "").strip().lower()[:200]
