"""The records of practice: reps with their events, ratings, drafts, consents, settings, the audit.

Owns what is written together and in which order. It never decides what may happen: the subject
hands it events, and it refuses only when a rep has moved on since the caller looked.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, get_args

import sqlalchemy as sa
from pydantic import TypeAdapter

from practice import AlreadyTaken, NotFound, WrongStage
from practice.adapters import drafts, settled, tables
from practice.adapters.counting import Counting
from practice.adapters.database import Database
from practice.adapters.exemplars import Exemplars
from practice.adapters.lines import REP, read_row
from practice.adapters.people import People
from practice.adapters.receipts import Receipts
from practice.adapters.removal import Removal
from practice.adapters.trail import Noted, Trail
from practice.outcomes import NONE, Outcome
from practice.record import Begun, Event
from practice.reps import OVER
from practice.reviewed import Acknowledged, Contested, ReviewEvent
from practice.reviews import DONE, RatingRow, RepRow, ReviewStage
from practice.worked import Step

_EVENT: TypeAdapter[Event] = TypeAdapter(Event)
_TO_DO = sorted(set(ReviewStage) - DONE)
_BY_SUPERVISORS = sorted(
    kind.model_fields["kind"].default
    for kind in get_args(ReviewEvent)
    if kind not in (Acknowledged, Contested)
)
_MOVED_ON = (
    "This rep has moved on, perhaps in another tab. Nothing was lost; "
    "the page shows where it is now."
)


@dataclass(frozen=True)
class Stored:
    """A rep as it was written down."""

    rep_id: str
    trainee: str
    cohort: str
    events: tuple[Event, ...]
    words_removed_at: datetime | None = None


class Store(drafts.Drafts, settled.Settled):
    """Everything written down, in one database: `people` are its people, `trail` its audit.

    Every method is one transaction, and raises StoreUnavailable when the database has trouble.
    """

    def __init__(self, url: str) -> None:
        self.database = Database(url)
        self.people = People(self.database)
        self.exemplars = Exemplars(self.database)
        self.trail = Trail(self.database)
        self.removal = Removal(self.database, self.trail)
        self.receipts = Receipts(self.database, self.trail)
        self.counting = Counting(self.database)

    def migrate(self) -> None:
        """Bring an empty database or any earlier schema up to date; several may try at once."""
        self.database.migrate()

    def close(self) -> None:
        """Give back every connection."""
        self.database.close()

    # --- reps ----------------------------------------------------------------------------------

    def begin(self, rep_id: str, event: Begun, row: RepRow) -> None:
        """Write the first event of a new rep; AlreadyTaken when there is a rep of that id."""
        values = asdict(replace(row, id=rep_id, length=1))
        with self.database.writing() as connection:
            new = self.database.insert(tables.reps).values(values).on_conflict_do_nothing()
            if connection.scalar(new.returning(tables.reps.c.id)) is None:
                raise AlreadyTaken("This rep has already begun, perhaps in another tab.")
            connection.execute(sa.insert(tables.events), _lines(rep_id, 0, [event]))

    def load(self, rep_id: str) -> Stored:
        """The rep with all its events in order; NotFound when there is none of that id."""
        reps, events = tables.reps.c, tables.events.c
        found = (
            sa.select(reps.trainee, reps.cohort, reps.words_removed_at, events.body)
            .join(tables.events, events.rep == reps.id)
            .where(reps.id == rep_id)
            .order_by(events.number)
        )
        with self.database.reading() as connection:
            lines = connection.execute(found).all()
        if not lines:
            raise NotFound("There is no such rep.")
        happened = tuple(_EVENT.validate_python(line.body) for line in lines)
        first = lines[0]
        return Stored(rep_id, first.trainee, first.cohort, happened, first.words_removed_at)

    def append(
        self,
        rep_id: str,
        length: int,
        events: Sequence[Event],
        row: RepRow,
        ratings: Sequence[RatingRow] = (),
        clear_drafts: Sequence[tuple[str, str]] = (),
        outcome: Outcome = NONE,
    ) -> None:
        """Write what happened next and the lines derived from it, all or nothing.

        `length` is how many events the caller saw; WrongStage when there are more by now.
        `clear_drafts` are (person, slot). The row's own id and length are not believed.
        """
        reps = tables.reps
        values = asdict(replace(row, id=rep_id, length=length + len(events))) | asdict(outcome)
        seen = sa.update(reps).where(
            reps.c.id == rep_id, reps.c.length == length, reps.c.words_removed_at.is_(None)
        )
        with self.database.writing() as connection:
            # The condition decides between two tabs: the second waits for the first one's row
            # and then no longer finds its length. Should it ever fail, the key of `events` holds.
            if connection.execute(seen.values(values)).rowcount != 1:
                raise WrongStage(_MOVED_ON)
            if events:
                connection.execute(sa.insert(tables.events), _lines(rep_id, length, events))
            if ratings:
                connection.execute(sa.insert(tables.ratings), [asdict(line) for line in ratings])
            for person, slot in clear_drafts:
                connection.execute(
                    sa.delete(tables.drafts).where(*drafts.one(rep_id, person, slot))
                )

    def row(self, rep_id: str) -> RepRow:
        """The rep as one line; NotFound when there is none of that id."""
        found = self._rows(sa.select(*REP).where(tables.reps.c.id == rep_id))
        if not found:
            raise NotFound("There is no such rep.")
        return found[0]

    def rows_of(self, trainee: str, *, open_only: bool = False) -> list[RepRow]:
        """A trainee's reps, the newest first; with `open_only` those neither sent nor set aside."""
        reps = tables.reps.c
        found = sa.select(*REP).where(reps.trainee == trainee)
        if open_only:
            found = found.where(reps.stage.not_in(sorted(OVER)))
        return self._rows(found.order_by(reps.begun_at.desc(), reps.id.desc()))

    def trainees_of(self, reps: Collection[str]) -> dict[str, str]:
        """Whose reps these are, by id; what is no rep's id is left out."""
        found = sa.select(tables.reps.c.id, tables.reps.c.trainee)
        with self.database.reading() as connection:
            lines = connection.execute(found.where(tables.reps.c.id.in_(sorted(reps)))).all()
        return {line.id: line.trainee for line in lines}

    def rows_in(self, cohort: str | None) -> list[RepRow]:
        """Every rep of a cohort, or of all cohorts with None, the oldest first."""
        reps = tables.reps.c
        found = sa.select(*REP).order_by(reps.begun_at, reps.id)
        return self._rows(found if cohort is None else found.where(reps.cohort == cohort))

    def queue(self, cohorts: Collection[str] | None, *, taken: bool = False) -> list[RepRow]:
        """Reps that wait for a supervisor, in these cohorts or (None) in all, the oldest first.

        One with an open flag waits whatever else was done with it. With `taken` only those that
        somebody claimed or was given.
        """
        reps = tables.reps.c
        found = sa.select(*REP).where(reps.review.in_(_TO_DO) | (reps.flags_open > 0))
        if cohorts is not None:
            found = found.where(reps.cohort.in_(sorted(cohorts)))
        if taken:
            found = found.where(reps.holder.is_not(None) | reps.given_to.is_not(None))
        waits_since = sa.func.coalesce(reps.submitted_at, reps.begun_at)
        return self._rows(found.order_by(waits_since, reps.id))

    def seconds(self, cohorts: Collection[str] | None, standing: str) -> list[RepRow]:
        """Signed reps whose second rating is "wanted" or "done", the oldest first.

        Of these cohorts, or with None of all.
        """
        reps = tables.reps.c
        found = sa.select(*REP).where(reps.second == standing)
        if cohorts is not None:
            found = found.where(reps.cohort.in_(sorted(cohorts)))
        return self._rows(found.order_by(reps.signed_at, reps.id))

    def pairs_of_raters(self) -> dict[frozenset[str], int]:
        """How many signed reps each two raters have rated both, in the whole programme."""
        reps = tables.reps.c
        both = (reps.signed_by, reps.second_by)
        found = sa.select(*both, sa.func.count()).where(reps.second == "done").group_by(*both)
        pairs: dict[frozenset[str], int] = {}
        with self.database.reading() as connection:
            for one, other, count in connection.execute(found):
                pair = frozenset((one, other))
                pairs[pair] = pairs.get(pair, 0) + count
        return pairs

    def signed(
        self, *, by: str | None = None, cohorts: Collection[str] | None = None,
        since: datetime | None = None, most: int | None = None,
    ) -> list[RepRow]:  # fmt: skip
        """Reps that have been signed, the newest first; what is left as None does not narrow."""
        reps = tables.reps.c
        found = sa.select(*REP).where(reps.signed_at.is_not(None))
        if by is not None:
            found = found.where(reps.signed_by == by)
        if cohorts is not None:
            found = found.where(reps.cohort.in_(sorted(cohorts)))
        if since is not None:
            found = found.where(reps.signed_at >= since)
        return self._rows(found.order_by(reps.signed_at.desc(), reps.id).limit(most))

    def steps(self, cohorts: Collection[str] | None, since: datetime) -> list[Step]:
        """What supervisors have written down since then, rep by rep, each in its order."""
        reps, events = tables.reps.c, tables.events.c
        found = (
            sa.select(events.rep, events.kind, events.at, events.by, reps.kind.label("of"))
            .join(tables.reps, events.rep == reps.id)
            # `touched_at` spares reading the events of everything that rested since then.
            .where(reps.touched_at >= since, events.at >= since, events.kind.in_(_BY_SUPERVISORS))
            .order_by(events.rep, events.number)
        )
        if cohorts is not None:
            found = found.where(reps.cohort.in_(sorted(cohorts)))
        with self.database.reading() as connection:
            return [Step(*line) for line in connection.execute(found)]

    def escalated(self) -> list[RepRow]:
        """Reps that a supervisor asks a director to look into, the oldest first."""
        reps = tables.reps.c
        asked = sa.select(*REP).where(reps.escalated_at.is_not(None))
        return self._rows(asked.order_by(reps.escalated_at, reps.id))

    def _rows(self, found: sa.Select[Any]) -> list[RepRow]:
        with self.database.reading() as connection:
            return [read_row(line) for line in connection.execute(found)]

    def ratings(
        self,
        *,
        trainee: str | None = None,
        cohort: str | None = None,
        rep: str | None = None,
        sources: Collection[str] | None = None,
        twice: bool = False,
        most: int | None = None,
    ) -> list[RatingRow]:
        """Ratings in the order they were made; everything left as None does not narrow.

        With `twice` only those of signed reps that a second supervisor rated as well; with `most`
        the newest so many.
        """
        ratings = tables.ratings.c
        kept = [column for column in ratings if column.name != "number"]
        found = sa.select(*kept)
        for column, value in (
            (ratings.trainee, trainee),
            (ratings.cohort, cohort),
            (ratings.rep, rep),
        ):
            if value is not None:
                found = found.where(column == value)
        if twice:
            done = sa.select(tables.reps.c.id).where(tables.reps.c.second == "done")
            found = found.where(ratings.rep.in_(done))
        if sources is not None:
            found = found.where(ratings.source.in_(sorted(sources)))
        if most is None:
            found = found.order_by(ratings.at, ratings.number)
        else:
            found = found.order_by(ratings.number.desc()).limit(most)
        with self.database.reading() as connection:
            lines = [RatingRow(**line) for line in connection.execute(found).mappings()]
        return lines if most is None else sorted(reversed(lines), key=lambda line: line.at)

    def newest_rating(self, sources: Collection[str]) -> int:
        """The number of the newest rating of these sources; 0 while there is none."""
        ratings = tables.ratings.c
        found = sa.select(ratings.number).where(ratings.source.in_(sorted(sources)))
        with self.database.reading() as connection:
            number = connection.scalar(found.order_by(ratings.number.desc()).limit(1))
        return int(number or 0)

    # --- consents, settings, audit -------------------------------------------------------------

    def answer_consent(
        self, person: str, notice: str, purpose: str, given: bool, at: datetime
    ) -> None:
        """Write down an answer; earlier ones stay."""
        with self.database.writing() as connection:
            connection.execute(
                sa.insert(tables.consents).values(
                    person=person, notice=notice, purpose=purpose, given=given, at=at
                )
            )

    def consent(self, person: str, notice: str, purpose: str) -> bool | None:
        """This person's newest answer to exactly this notice, or None when never asked."""
        consents = tables.consents.c
        found = (
            sa.select(consents.given)
            .where(consents.person == person, consents.notice == notice)
            .where(consents.purpose == purpose)
            .order_by(consents.number.desc())
            .limit(1)
        )
        with self.database.reading() as connection:
            given: bool | None = connection.scalar(found)
        return given

    def consents_of(self, person: str) -> list[tuple[datetime, str, bool]]:
        """Everything this person answered, the oldest first: when, to which purpose, yes or no."""
        consents = tables.consents.c
        found = sa.select(consents.at, consents.purpose, consents.given)
        found = found.where(consents.person == person).order_by(consents.number)
        with self.database.reading() as connection:
            return [(line.at, line.purpose, line.given) for line in connection.execute(found)]

    def note(self, at: datetime, by: str, did: str, about: str) -> None:
        """Add a line to the audit."""
        self.trail.add(at, by, did, about)

    def audit(self, limit: int) -> list[Noted]:
        """The last lines of the audit, the newest first."""
        return self.trail.newest(limit)


def _lines(rep_id: str, length: int, events: Sequence[Event]) -> list[dict[str, Any]]:
    return [
        {
            "rep": rep_id,
            "number": number,
            "kind": event.kind,
            "at": event.at,
            "by": event.by,
            "body": _EVENT.dump_python(event, mode="json"),
        }
        for number, event in enumerate(events, start=length)
    ]
