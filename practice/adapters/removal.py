"""Taking words and names out of the records, so that no byte of them is left in the database.

It removes what it is told to and decides nothing; everything it takes away is counted. A step is
a transaction with its own line in the audit, so that one that was broken off can be seen.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from practice import NotFound, WrongStage
from practice.adapters import tables
from practice.adapters.database import Database
from practice.adapters.parting import AT_ONCE, close, hanging_on, part, rewrite, some_of
from practice.adapters.people import FORMER
from practice.adapters.trail import Trail
from practice.reps import OVER, Stage
from practice.retention import Cutoffs, Removed, without_words
from practice.reviews import DONE, ReviewStage
from practice.roles import Role

MACHINE = "machine"


class Removal:
    """What can be taken out of one database; `Store` opens it."""

    def __init__(self, database: Database, trail: Trail) -> None:
        self._database = database
        self._trail = trail

    def due(self, before: Cutoffs) -> Removed:
        """Count what `remove` would take away, and change nothing."""
        reps, drafts = tables.reps.c, tables.drafts.c
        with self._database.reading() as connection:

            def count(table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
                found = sa.select(sa.func.count()).select_from(table).where(*where)
                return connection.scalar(found) or 0

            words = _worded(before.transcript)
            going = sa.select(reps.id).where(*words, ~_held_back())
            nameless = reps.trainee.in_(_long_gone(before.ratings))
            return Removed(
                reps=count(tables.reps, *words, ~_held_back()),
                drafts=count(
                    tables.drafts, sa.or_(drafts.at < before.transcript, drafts.rep.in_(going))
                ),
                texts=count(tables.settings, *_superseded(before.transcript)),
                reps_without_a_name=count(tables.reps, nameless),
                accounts=count(tables.people, *_left(before.ratings)),
                links=sum(count(table, *where) for table, where in _over(before.audit)),
                audit_lines=self._trail.due(connection, before.audit),
                waiting=count(tables.reps, *words, _held_back()),
            )

    def remove(self, before: Cutoffs, at: datetime, by: str) -> tuple[Removed, frozenset[str]]:
        """Remove what is past its time; gives how much, and whose words went (ids)."""
        removed, whose = self._words(before.transcript, at, by)
        removed += self._names(before.ratings, at, by)
        with self._database.writing() as connection:
            drafts = sa.delete(tables.drafts).where(tables.drafts.c.at < before.transcript)
            removed += Removed(drafts=connection.execute(drafts).rowcount)
            texts = sa.delete(tables.settings).where(*_superseded(before.transcript))
            removed += Removed(texts=connection.execute(texts).rowcount)
            left = sa.select(tables.people.c.id).where(*_left(before.ratings))
            for person in connection.scalars(left).all():
                close(connection, person)
                removed += Removed(accounts=1)
            for table, where in _over(before.audit):
                over = connection.execute(sa.delete(table).where(*where)).rowcount
                removed += Removed(links=over)
            gone = self._trail.remove(connection, before.audit, at, by)
            held = sa.select(sa.func.count()).select_from(tables.reps)
            held = held.where(*_worded(before.transcript), _held_back())
            waiting = connection.scalar(held) or 0
        return removed + Removed(audit_lines=gone, waiting=waiting), whose

    def unanswered(self, trainee: str) -> int:
        """How many of a trainee's reps a human has to answer before their words may go."""
        held = sa.select(sa.func.count()).select_from(tables.reps)
        held = held.where(tables.reps.c.trainee == trainee, _held_back())
        with self._database.reading() as connection:
            return connection.scalar(held) or 0

    def erase(self, trainee: str, at: datetime, by: str) -> Removed:
        """Take a trainee out of the records, all or nothing; levels stay under nobody's name.

        WrongStage while something of theirs has to be answered by a human first.
        """
        reps = tables.reps.c
        with self._database.writing() as connection:
            person = connection.execute(
                sa.select(tables.people).where(tables.people.c.id == trainee)
            ).first()
            if person is None or person.role != Role.TRAINEE.value:
                raise NotFound("There is no such trainee.")
            mine = sa.select(reps.id).where(reps.trainee == trainee)
            if connection.scalar(sa.select(sa.exists(mine.where(_held_back())))):
                raise WrongStage(
                    "A flag, an escalation or a contested rating of theirs is still open. "
                    "A human answers it first; nothing was removed."
                )
            ids = list(connection.scalars(mine))
            worded = list(connection.scalars(mine.where(reps.words_removed_at.is_(None))))
            drafts = sum(self._without_words(connection, some, at) for some in some_of(worded))
            part(connection, trainee, ids, at)
            close(connection, trainee)
            self._trail.add_with(connection, at, by, "erased a trainee", f"{len(ids)} reps")
        return Removed(
            reps=len(worded), drafts=drafts, reps_without_a_name=len(ids), accounts=1
        )  # fmt: skip

    def clean(self) -> bool:
        """Have the database give up every byte that it no longer needs; False while it is busy.

        On SQLite the file is rewritten and the write-ahead log emptied. On PostgreSQL the tables
        are rewritten; its own log and its backups are for whoever runs the server.
        """
        return self._database.rewrite(set(tables.metadata.tables) - _WITHOUT_WORDS)

    # --- steps -------------------------------------------------------------------------------

    def _words(self, before: datetime, at: datetime, by: str) -> tuple[Removed, frozenset[str]]:
        reps, removed, whose = tables.reps.c, Removed(), set[str]()
        due = sa.select(reps.id, reps.trainee).where(*_worded(before), ~_held_back())
        due = due.order_by(reps.id).limit(AT_ONCE).with_for_update()
        while True:
            with self._database.writing() as connection:
                found = connection.execute(due).all()
                if not found:
                    return removed, frozenset(whose)
                drafts = self._without_words(connection, [line.id for line in found], at)
                whose |= {line.trainee for line in found}
                about = f"{len(found)} reps"
                self._trail.add_with(connection, at, by, "removed words past their time", about)
            removed += Removed(reps=len(found), drafts=drafts)

    def _without_words(self, connection: sa.Connection, ids: list[str], at: datetime) -> int:
        """Empty every text of these reps; one that was left unfinished is set aside by it."""
        events, reps = tables.events, tables.reps
        rewrite(connection, ids, without_words)
        gone = 0
        for table, column in hanging_on(tables.reps, besides=("events", "ratings")):
            rows = connection.execute(sa.delete(table).where(column.in_(ids))).rowcount
            gone += rows if table is tables.drafts else 0
        unfinished = sa.select(reps.c.id, reps.c.length)
        unfinished = unfinished.where(reps.c.id.in_(ids), reps.c.stage.not_in(sorted(OVER)))
        for line in connection.execute(unfinished).all():
            body = {"kind": "set_aside", "at": at.isoformat(), "by": MACHINE}
            ended = {"kind": "set_aside", "at": at, "by": MACHINE, "body": body}
            connection.execute(sa.insert(events).values(rep=line.id, number=line.length, **ended))
            changed = sa.update(reps).where(reps.c.id == line.id)
            connection.execute(changed.values(length=line.length + 1, stage=Stage.SET_ASIDE.value))
        done = reps.c.review.in_(sorted(DONE))
        connection.execute(
            sa.update(reps).where(reps.c.id.in_(ids)).values(
                words_removed_at=at, reasons=[], holder=None, until=None, given_to=None,
                review=sa.case((done, reps.c.review)),
                second=sa.case((reps.c.second == "done", reps.c.second)),
            )
        )  # fmt: skip
        return gone

    def _names(self, before: datetime, at: datetime, by: str) -> Removed:
        """Give the work of those who are long gone to people who never were.

        All of it at once: a trainee stays one trainee in every count.
        """
        reps, removed = tables.reps.c, Removed()
        with self._database.reading() as connection:
            trainees = connection.scalars(_long_gone(before)).all()
        for trainee in trainees:
            with self._database.writing() as connection:
                mine = sa.select(reps.id).where(reps.trainee == trainee)
                if connection.scalar(sa.select(sa.exists(mine.where(_still_named(before))))):
                    continue  # they came back this very moment
                ids = list(connection.scalars(mine))
                part(connection, trainee, ids, at)
                about = f"{len(ids)} reps"
                self._trail.add_with(connection, at, by, "removed names past their time", about)
            removed += Removed(reps_without_a_name=len(ids))
        return removed


# Large tables that never hold a word or a name. On PostgreSQL, where a removed row stays in its
# page, every other one is rewritten.
_WITHOUT_WORDS = {"ratings", "audit", "audit_cuts", "receipts"}


# --- what is past its time ---------------------------------------------------------------------

_Where = tuple[sa.ColumnElement[bool], ...]


def _worded(before: datetime) -> _Where:
    reps = tables.reps.c
    return (reps.touched_at < before, reps.words_removed_at.is_(None))


def _held_back() -> sa.ColumnElement[bool]:
    """A human still has to answer: nothing but a person clears a flag."""
    reps = tables.reps.c
    again = sa.and_(reps.signed_at.is_not(None), reps.review.in_(_IN_HAND))
    return sa.or_(
        reps.flags_open > 0, reps.escalated_at.is_not(None), sa.func.coalesce(again, False)
    )


_IN_HAND = sorted({ReviewStage.CONTESTED, ReviewStage.IN_REVIEW, ReviewStage.BLIND_RATED})


def _still_named(before: datetime) -> sa.ColumnElement[bool]:
    """Whether a rep keeps its trainee's name: younger, or waiting for a human's answer."""
    return sa.or_(tables.reps.c.touched_at >= before, _held_back())


def _long_gone(before: datetime) -> sa.Select[str]:
    """Trainees all of whose reps are past the ratings period."""
    people, reps = tables.people.c, tables.reps.c
    younger = sa.exists().where(reps.trainee == people.id, _still_named(before))
    any_ = sa.exists().where(reps.trainee == people.id)
    found = sa.select(people.id).where(any_, ~younger, ~people.username.startswith(FORMER))
    return found.order_by(people.id)


def _superseded(before: datetime) -> _Where:
    settings = tables.settings.c
    newest = sa.select(sa.func.max(settings.number)).group_by(settings.name)
    return (settings.at < before, settings.number.not_in(newest))


def _left(before: datetime) -> _Where:
    """Closed accounts of trainees of whom nothing is left, or will be, but the name."""
    people, reps = tables.people.c, tables.reps.c
    theirs = sa.exists().where(reps.trainee == people.id, _still_named(before))
    closed = (people.active.is_(False), ~people.username.startswith(FORMER))
    return (*closed, people.created_at < before, people.role == Role.TRAINEE.value, ~theirs)


def _over(before: datetime) -> list[tuple[sa.Table, _Where]]:
    links, sign_ins = tables.invitations, tables.sign_ins
    failures = tables.sign_in_failures
    return [
        (links, (links.c.expires_at < before,)),
        (sign_ins, (sign_ins.c.expires_at < before,)),
        (failures, (failures.c.at < before,)),
    ]
