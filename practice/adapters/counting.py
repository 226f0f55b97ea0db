"""What counting reads: reps as columns, who began when, what was met; and figures once worked out.

Decides nothing about what may be shown. Every method is one transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from threading import Lock
from typing import Any

import sqlalchemy as sa

from practice import ledger
from practice.adapters import tables
from practice.adapters.database import Database
from practice.cohorts import ANSWERED, SIGNED, WAITING, Lately
from practice.ledger import Ledger
from practice.reviews import Tier

AT_ONCE = 20_000  # lines turned into numbers together, so that memory stays small
_SIGNED, _WAITING, _ANSWERED = sorted(SIGNED), sorted(WAITING), sorted(ANSWERED)


def _own_last(reps: Any) -> sa.ColumnElement[Any]:
    """When its trainee last did something with a rep: what others do to it later is not theirs."""
    return sa.func.coalesce(reps.submitted_at, reps.touched_at)


class Counting:
    """The counting side of one database; `Store` opens it."""

    def __init__(self, database: Database) -> None:
        self.making = Lock()  # so that one process works out a period once
        self._database = database
        self._postgres = database.engine.dialect.name == "postgresql"

    # --- reps ----------------------------------------------------------------------------------

    def ledger(self, since: datetime | None) -> Ledger:
        """Every rep that something happened to from then on, or with None every rep there is."""
        reps = tables.reps.c
        found = sa.select(
            *(reps[name] for name in ledger.NAMES),
            *(self._seconds(reps[name]) for name in ledger.TIMES),
            *(sa.cast(reps[name], sa.Integer) for name in ledger.COUNTS),
            *(reps[name] for name in ledger.LEVELS),
        )
        if since is not None:  # whatever was sent or signed since was touched since
            found = found.where(reps.touched_at >= since)
        with self._database.reading() as connection:
            read = connection.execution_options(yield_per=AT_ONCE).execute(found)
            return ledger.ledger(read.partitions())

    def since(self) -> list[tuple[str, str, int]]:
        """Who has practised in which cohort (ids), and since when (seconds since 1970, UTC)."""
        reps = tables.reps.c
        first = self._seconds(sa.func.min(reps.begun_at))
        found = sa.select(reps.trainee, reps.cohort, first).group_by(reps.trainee, reps.cohort)
        with self._database.reading() as connection:
            return [(who, where, int(at)) for who, where, at in connection.execute(found)]

    def lately(
        self, cohort: str | None, since: datetime
    ) -> dict[str, tuple[Lately, int]]:  # fmt: skip
        """What each trainee did since then and has open, and when they last did something of their
        own (seconds since 1970, UTC); who has neither is left out."""
        reps = tables.reps.c

        def count(*all_of: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
            return sa.func.sum(sa.case((sa.and_(*all_of), 1), else_=0))

        # Not the bare column: by its index SQLite would read every rep there is to group these few.
        whose = reps.trainee.concat("").label("whose")
        sent, waits = reps.submitted_at > since, reps.review.in_(_WAITING)
        signed = (reps.signed_at > since, reps.review.in_(_SIGNED))
        found = sa.select(
            whose, self._seconds(sa.func.max(_own_last(reps))),
            count(reps.begun_at > since), count(sent, reps.good), count(sent), count(*signed),
            count(*signed, reps.met, ~reps.needs_review), count(waits),
            count(reps.flags_open > 0), count(waits, reps.tier == Tier.STUCK.value),
            count(sent, reps.review.in_(_ANSWERED), reps.signed_at.is_(None)),
        ).where((reps.touched_at > since) | waits | (reps.flags_open > 0))  # fmt: skip
        if cohort is not None:
            found = found.where(reps.cohort == cohort)
        with self._database.reading() as connection:
            lines = connection.execute(found.group_by(whose)).all()
        return {who: (Lately(*(int(n) for n in counts)), int(at)) for who, at, *counts in lines}

    def last(self, trainees: Collection[str]) -> dict[str, int]:
        """When each of them last did something of their own (seconds since 1970, UTC)."""
        reps = tables.reps.c
        found = sa.select(reps.trainee, self._seconds(sa.func.max(_own_last(reps))))
        found = found.where(reps.trainee.in_(sorted(trainees))).group_by(reps.trainee)
        with self._database.reading() as connection:
            return {who: int(at) for who, at in connection.execute(found)}

    def met(self, cohort: str | None = None) -> list[tuple[str, str, str, str, int, str]]:
        """Trainee, skill, level and case of signed work that met, when it first did, who signed."""
        reps = tables.reps.c
        at = self._seconds(reps.signed_at)
        found = sa.select(reps.trainee, reps.skill, reps.level, reps.case, at, reps.signed_by)
        found = found.where(
            reps.signed_at.is_not(None), reps.met, ~reps.needs_review, reps.review.in_(_SIGNED)
        )
        if cohort is not None:
            found = found.where(reps.cohort == cohort)
        with self._database.reading() as connection:
            lines = connection.execute(found.order_by(reps.signed_at, reps.id)).all()
        return [
            (who, skill, level, case, int(when), by) for who, skill, level, case, when, by in lines
        ]

    def signed_work(self, trainee: str) -> list[dict[str, Any]]:
        """A trainee's reps whose signature stands, the oldest first, with what each was begun as
        (`plan`, see `record.Plan`) and its levels in short (see `outcomes.py`)."""
        reps, events = tables.reps.c, tables.events.c
        found = (
            sa.select(
                reps.id, reps.kind, reps.case, reps.skill, reps.criterion, reps.level, reps.redone,
                reps.met, reps.needs_review, reps.signed_at, reps.signed_by, reps.points,
                reps.final, events.body,
            )
            .join(tables.events, (events.rep == reps.id) & (events.number == 0))
            .where(reps.trainee == trainee, reps.signed_at.is_not(None))
            .where(reps.review.in_(_SIGNED))
            .order_by(reps.signed_at, reps.id)
        )  # fmt: skip
        with self._database.reading() as connection:
            lines = [dict(line) for line in connection.execute(found).mappings()]
        return [line | {"plan": line.pop("body").get("plan", {})} for line in lines]

    def begun(self, cohort: str) -> set[tuple[str, str, str]]:
        """Which trainee has begun which skill at which level."""
        reps = tables.reps.c
        found = sa.select(reps.trainee, reps.skill, reps.level).where(reps.cohort == cohort)
        with self._database.reading() as connection:
            return {tuple(line) for line in connection.execute(found.distinct())}

    def _seconds(self, time: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
        """Whole seconds since 1970: numbers are read faster than times."""
        if self._postgres:
            return sa.cast(sa.func.floor(sa.extract("epoch", time)), sa.BigInteger)
        return sa.cast(sa.func.strftime("%s", time), sa.BigInteger)

    # --- figures of periods that are over ------------------------------------------------------

    def made(self) -> set[tuple[str, str]]:
        """The periods whose figures are there: week, month or quarter, and its first day."""
        figures = tables.figures.c
        found = sa.select(figures.period, figures.begins).where(figures.cohort == "")
        with self._database.reading() as connection:
            return {(period, begins) for period, begins in connection.execute(found)}

    def make(
        self, period: str, begins: str, at: datetime, bodies: Mapping[str, Sequence[Any]]
    ) -> None:
        """Keep a period's figures by cohort ("" is all); those of whoever was first stand."""
        lines = [
            {"period": period, "begins": begins, "cohort": cohort, "at": at, "body": body}
            for cohort, body in bodies.items()
        ]
        new = self._database.insert(tables.figures)
        with self._database.writing() as connection:
            first = new.values(lines[0]).on_conflict_do_nothing().returning(tables.figures.c.begins)
            if connection.scalar(first) is not None and lines[1:]:
                connection.execute(sa.insert(tables.figures), lines[1:])

    def figures(self, cohort: str) -> list[tuple[str, str, list[Any]]]:
        """Period, first day and figures of one cohort, or of all with "", the oldest first."""
        figures = tables.figures.c
        found = sa.select(figures.period, figures.begins, figures.body)
        found = found.where(figures.cohort == cohort).order_by(figures.begins)
        with self._database.reading() as connection:
            return [(period, begins, body) for period, begins, body in connection.execute(found)]

    # --- what trainees chose to say of themselves ----------------------------------------------

    def describe(self, person: str, says: str | None, at: datetime) -> None:
        """Keep what somebody says of themselves in place of what they said; None forgets it."""
        descriptions = tables.descriptions
        with self._database.writing() as connection:
            connection.execute(sa.delete(descriptions).where(descriptions.c.person == person))
            if says is not None:
                new = sa.insert(descriptions).values(person=person, says=says, at=at)
                connection.execute(new)

    def described(self, people: Collection[str] | None = None) -> dict[str, tuple[str, datetime]]:
        """What people said of themselves and when, by their ids."""
        descriptions = tables.descriptions.c
        found = sa.select(descriptions.person, descriptions.says, descriptions.at)
        if people is not None:
            found = found.where(descriptions.person.in_(sorted(people)))
        with self._database.reading() as connection:
            return {line.person: (line.says, line.at) for line in connection.execute(found)}

    def forget_descriptions(self) -> None:
        """Forget what everybody said, since the question is another one now."""
        with self._database.writing() as connection:
            connection.execute(sa.delete(tables.descriptions))
