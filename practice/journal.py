"""Reading a rep from the records and writing what happened next, for every verb alike.

One transaction a step: the events, the line for lists, the ratings and the spent drafts are saved
together or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from practice import NotFound, WrongStage, reps, reviews, waiting
from practice.house import House
from practice.outcomes import outcome
from practice.record import (
    Attempt,
    Event,
    Judged,
    RepEvent,
    SelfRated,
)
from practice.reps import Rep, Stage
from practice.reviewed import Rated, ReviewEvent, Version
from practice.reviews import RatingRow, Review
from practice.roles import Person
from practice.waiting import LOW


@dataclass(frozen=True)
class Opened:
    """A rep and its review as they are now; `length` guards against two tabs writing at once.

    Once its words have been removed, nothing can be added to it.
    """

    rep: Rep
    review: Review
    cohort: str
    length: int
    words_removed_at: datetime | None = None

    def with_words(self) -> Opened:
        """The same, to be read; NotFound once its words have been removed."""
        if gone := self.words_removed_at:
            raise NotFound(
                f"The words of this rep were removed on {gone.day} {gone:%B %Y}, as the programme "
                "keeps transcripts for a time only. Its levels are still counted."
            )
        return self


def open_rep(house: House, rep_id: str) -> Opened:
    """The rep of that id; NotFound when there is none."""
    stored = house.store.load(rep_id)
    happened = [event for event in stored.events if isinstance(event, RepEvent)]
    rep = reps.fold(rep_id, stored.trainee, happened)
    review = reviews.fold([e for e in stored.events if not isinstance(e, RepEvent)])
    return Opened(rep, review, stored.cohort, len(stored.events), stored.words_removed_at)


def open_own(house: House, me: Person, rep_id: str, *stages: Stage) -> Opened:
    """This trainee's own rep of that id; anybody else's is as little there as a made-up one.

    With stages, WrongStage unless it is at one of them.
    """
    opened = open_rep(house, rep_id)
    if opened.rep.trainee != me.id:
        raise NotFound("There is no such rep.")
    if stages and opened.rep.stage not in stages:
        raise WrongStage(f"This rep is at “{opened.rep.stage.value}” now; nothing was changed.")
    return opened


def write(
    house: House, opened: Opened, *events: Event, spent: Sequence[tuple[str, str]] = ()
) -> Opened:
    """Check the events against the stages, then save all of them; returns how things stand now.

    `spent` are (person, slot) of drafts that have been sent; the trainee's draft of a moment that
    is over is spent with it. WrongStage leaves nothing behind.
    """
    rep, review = opened.with_words().rep, opened.review
    for event in events:
        if isinstance(event, RepEvent):
            rep = reps.after(rep, event)
        else:
            review = reviews.after(review, event)
    now = house.now()
    row = waiting.row(
        rep, review, house.content.rubric_of(rep.plan), cohort=opened.cohort, now=now,
        length=opened.length + len(events),
        good=reps.is_good(rep, similarity=_similarity(house, rep)),
        low_before=_low_before(house, rep),
    )  # fmt: skip
    ratings = [line for event in events for line in _ratings(opened, rep, event)]
    if rep.moment != opened.rep.moment:
        spent = [*spent, (rep.trainee, opened.rep.moment)]
    house.store.append(rep.id, opened.length, events, row, ratings, spent, outcome(rep, review))
    return Opened(rep, review, opened.cohort, opened.length + len(events))


def _ratings(opened: Opened, rep: Rep, event: RepEvent | ReviewEvent) -> list[RatingRow]:
    """The levels that one event adds to the ratings table."""

    def line(criterion: str, attempt: Attempt, source: str, rater: str, level: int | None,
             chance: float | None = None, stamp: str = "") -> RatingRow:  # fmt: skip
        return RatingRow(rep.id, rep.trainee, opened.cohort, criterion, attempt.value, source,
                         rater, event.at, level, chance, stamp)  # fmt: skip

    match event:
        case SelfRated():
            target = rep.plan.criterion
            return [
                line(c, event.attempt, "self", event.by, level,
                     event.chance_met(c) if c == target else None)
                for c, level in event.levels.items()
            ]  # fmt: skip
        case Judged(judgement=j):
            return [
                line(r.criterion, j.attempt, "machine", j.scorer, r.level, None, j.stamp)
                for r in j.ratings
            ]
        case Rated():
            return [line(c, Attempt.FIRST, "blind", event.by, x) for c, x in event.levels.items()]
        case Version():
            return [line(c, Attempt.FIRST, "final", event.by, x) for c, x in event.levels.items()]
    return []


def _low_before(house: House, rep: Rep) -> bool:
    """Whether the rep of this skill that the trainee sent before this one read low as well."""
    if rep.submitted is None:
        return False
    before = [
        row
        for row in house.store.rows_of(rep.trainee)
        if row.skill == rep.plan.skill and row.id != rep.id and row.submitted_at is not None
        and row.submitted_at < rep.submitted.at
    ]  # fmt: skip
    if not before:
        return False
    last = max(before, key=lambda row: row.submitted_at or row.begun_at)
    read = house.store.ratings(rep=last.id, sources=["machine"])
    mean = house.content.rubric_of(rep.plan).score(
        {line.criterion: line.level for line in read if line.attempt == Attempt.FIRST}
    )
    return mean is not None and mean < LOW


def _similarity(house: House, rep: Rep) -> float:
    """How close the trainee's redo is to a model answer they were shown (0 to 1)."""
    case = house.content.cases.get(rep.plan.case)
    replies = rep.replies(Attempt.REDO)
    if case is None or rep.plan.stimulus is None or len(replies) < 2:
        return 0.0
    answers = case.stimulus(rep.plan.stimulus).key.answers
    last = replies[-1].text.lower()
    return max((SequenceMatcher(None, a.lower(), last).ratio() for a in answers), default=0.0)
