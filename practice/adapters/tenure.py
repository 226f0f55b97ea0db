"""Keeps the history of who belongs where in step with how things stand, in the same transaction."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from practice.adapters import tables
from practice.memberships import Membership
from practice.roles import Role


def keep_up(connection: sa.Connection, person: str, at: datetime, by: str) -> None:
    """Close what no longer holds for somebody and open what does; to be called after a change.

    Whoever has no access belongs nowhere meanwhile: they read nobody's work and do none.
    """
    memberships = tables.memberships
    mine = (memberships.c.person == person, memberships.c.until.is_(None))
    open_ones = sa.select(memberships.c.number, memberships.c.cohort, memberships.c.role)
    before = {(line.cohort, line.role): line.number
              for line in connection.execute(open_ones.where(*mine))}  # fmt: skip
    wanted = _now(connection, person)
    gone = [number for key, number in before.items() if key not in wanted]
    if gone:
        ended = sa.update(memberships).where(memberships.c.number.in_(gone))
        connection.execute(ended.values(until=at))
    for cohort, role in sorted(wanted - set(before)):
        values = {"person": person, "cohort": cohort, "role": role, "since": at, "by": by}
        connection.execute(sa.insert(memberships).values(values))


def _now(connection: sa.Connection, person: str) -> set[tuple[str, str]]:
    people, supervises = tables.people.c, tables.supervises.c
    found = connection.execute(
        sa.select(people.role, people.cohort).where(people.id == person, people.active)
    ).first()
    if found is None:
        return set()
    if found.role == Role.SUPERVISOR.value:
        cohorts = connection.scalars(
            sa.select(supervises.cohort).where(supervises.person == person)
        )
        return {(cohort, found.role) for cohort in cohorts}
    if found.role == Role.TRAINEE.value and found.cohort:
        return {(found.cohort, found.role)}
    return set()


def read(connection: sa.Connection) -> list[Membership]:
    """Every time in a cohort, the oldest first."""
    memberships = tables.memberships
    kept = [column for column in memberships.c if column.name != "number"]
    found = connection.execute(sa.select(*kept).order_by(memberships.c.number)).mappings()
    return [Membership(**{**line, "role": Role(line["role"])}) for line in found]
