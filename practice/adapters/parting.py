"""Parting people from their work: levels stay and are counted, and lead to nobody any more.

Works in the transaction it is handed.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from practice.adapters import tables
from practice.adapters.people import FORMER
from practice.roles import Role

AT_ONCE = 100  # reps read and written together
NOBODY = "A former trainee"  # whose work is counted and whose name is gone


def rewrite(
    connection: sa.Connection, ids: Collection[str],
    change: Callable[[Mapping[str, Any]], dict[str, Any]],
) -> None:  # fmt: skip
    """Write the events of these reps anew, as `change` makes them."""
    events = tables.events
    found = sa.select(events.c.rep, events.c.number, events.c.body).where(events.c.rep.in_(ids))
    lines = [
        {"of": line.rep, "nth": line.number, "body": change(line.body)}
        for line in connection.execute(found).all()
    ]
    this = (events.c.rep == sa.bindparam("of"), events.c.number == sa.bindparam("nth"))
    if lines:
        connection.execute(sa.update(events).where(*this), lines)


def part(connection: sa.Connection, trainee: str, ids: list[str], at: datetime) -> None:
    """Give reps without words to somebody who never was, under new ids.

    Who knows an old id, from an earlier list or a copy, finds nothing by it.
    """
    people, reps, events, ratings = tables.people, tables.reps, tables.events, tables.ratings
    if not ids:
        return
    nobody = uuid.uuid4().hex
    cohort = connection.scalar(sa.select(people.c.cohort).where(people.c.id == trainee))
    connection.execute(sa.insert(people).values(
        id=nobody, username=f"{FORMER}{nobody}", name=NOBODY, role=Role.TRAINEE.value,
        cohort=cohort, active=False, created_at=at,
    ))  # fmt: skip
    new = {rep: uuid.uuid4().hex for rep in ids}
    names = {trainee: nobody, **new}

    def renamed(body: Mapping[str, Any]) -> dict[str, Any]:
        found = {k: names.get(v, v) if isinstance(v, str) else v for k, v in body.items()}
        if isinstance(plan := found.get("plan"), dict):
            found["plan"] = {**plan, "follows": new.get(plan.get("follows") or "")}
        return found

    for some in some_of(ids):
        rows = connection.execute(sa.select(reps).where(reps.c.id.in_(some))).mappings().all()
        moved = [{**row, "id": new[row["id"]], "trainee": nobody} for row in rows]
        connection.execute(sa.insert(reps), moved)
        rewrite(connection, some, renamed)
        theirs = sa.case((events.c.by == trainee, nobody), else_=events.c.by)
        own = sa.case((ratings.c.rater == trainee, nobody), else_=ratings.c.rater)
        for rep in some:
            connection.execute(
                sa.update(events).where(events.c.rep == rep).values(rep=new[rep], by=theirs)
            )
            connection.execute(
                sa.update(ratings)
                .where(ratings.c.rep == rep)
                .values(rep=new[rep], trainee=nobody, rater=own)
            )
        connection.execute(sa.delete(reps).where(reps.c.id.in_(some)))


def close(connection: sa.Connection, person: str) -> None:
    """Remove an account and all that hangs on it, and the name wherever else it stands."""
    people, settings = tables.people, tables.settings.c
    links, failures = tables.invitations, tables.sign_in_failures
    account = connection.execute(sa.select(people).where(people.c.id == person)).one()
    for table, column in hanging_on(people):
        connection.execute(sa.delete(table).where(column == person))
    connection.execute(sa.delete(links).where(links.c.name == account.name))
    connection.execute(sa.delete(failures).where(failures.c.username == account.username))
    theirs = settings.name.endswith(f" {person}", autoescape=True)
    connection.execute(sa.delete(tables.settings).where(theirs))
    connection.execute(sa.delete(people).where(people.c.id == person))


def hanging_on(
    what: sa.Table, besides: Collection[str] = ()
) -> Iterator[tuple[sa.Table, sa.Column[Any]]]:
    """Every table whose rows point at this one, with the column that does."""
    for table in tables.metadata.tables.values():
        for key in table.foreign_keys:
            if key.column.table is what and table.name not in besides:
                yield table, key.parent


def some_of(ids: list[str]) -> Iterator[list[str]]:
    for first in range(0, len(ids), AT_ONCE):
        yield ids[first : first + AT_ONCE]
