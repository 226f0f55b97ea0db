"""Periods, cutoffs, and what is left of an event without its words."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pydantic import BaseModel, TypeAdapter

from practice import record
from practice.record import Event
from practice.retention import (
    STAYS,
    Cutoffs,
    Periods,
    Removed,
    cutoffs,
    months_before,
    without_words,
)
from tests.test_store import one_of_each

EVENT: TypeAdapter[Event] = TypeAdapter(Event)
# Texts that go. A new field of an event has to be named here or in retention.STAYS.
GOES = {
    "about", "agreed", "answer", "because", "checks", "corrective", "dropped", "earlier", "fact",
    "harm_note", "last_time", "note", "opened", "opening", "quote", "reactions", "reason",
    "reasons", "repair", "reply", "rupture_id", "sentence", "streak", "strength", "text", "told",
    "used", "why", "words",
}  # fmt: skip


def texts(annotation: object, name: str = "") -> Iterator[str]:
    """The names of the fields below an event that may hold any text at all."""
    origin, inside = typing.get_origin(annotation), typing.get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for field, info in annotation.model_fields.items():
            yield from texts(info.annotation, field)
    elif origin is dict:
        yield from texts(inside[1], name)  # its keys are names of criteria
    elif origin is not typing.Literal and (origin or isinstance(annotation, types.UnionType)):
        for part in inside:
            yield from texts(part, name)
    elif annotation is str:
        yield name


def test_every_text_of_every_event_stays_or_goes_by_name() -> None:
    every = set(texts(record.RepEvent)) | set(texts(record.ReviewEvent))
    assert every - STAYS == GOES
    assert every & GOES == GOES


def gone(value: object, name: str = "") -> Iterator[str]:
    """Every text in a body that stands where texts go."""
    if isinstance(value, str) and name in GOES:
        yield value
    for inner, below in value.items() if isinstance(value, dict) else ():
        yield from gone(below, inner)
    for below in value if isinstance(value, list) else ():
        yield from gone(below, name)


@pytest.mark.parametrize("event", one_of_each(), ids=lambda event: event.kind)
def test_an_event_without_words_is_still_that_event(event: Event) -> None:
    body = EVENT.dump_python(event, mode="json")
    bare = without_words(body)
    again = EVENT.validate_python(bare)
    assert (again.kind, again.at, again.by) == (event.kind, event.at, event.by)
    assert getattr(again, "levels", None) == getattr(event, "levels", None)
    assert set(bare) == set(body)
    assert not any(gone(bare))
    assert without_words(bare) == bare


@pytest.mark.parametrize(
    ("now", "months", "then"),
    [((2026, 3, 31), 1, (2026, 2, 28)), ((2024, 3, 31), 1, (2024, 2, 29)),
     ((2026, 1, 15), 12, (2025, 1, 15)), ((2026, 1, 15), 1, (2025, 12, 15)),
     ((2026, 12, 31), 36, (2023, 12, 31)), ((2024, 2, 29), 12, (2023, 2, 28))],
)  # fmt: skip
def test_months_are_those_of_the_calendar(
    now: tuple[int, int, int], months: int, then: tuple[int, int, int]
) -> None:
    at = datetime(*now, 8, 30, tzinfo=UTC)
    assert months_before(at, months) == datetime(*then, 8, 30, tzinfo=UTC)


def test_each_class_has_its_own_cutoff() -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    assert cutoffs(Periods(1, 12, 24), now) == Cutoffs(
        datetime(2026, 2, 2, tzinfo=UTC), datetime(2025, 3, 2, tzinfo=UTC),
        datetime(2024, 3, 2, tzinfo=UTC),
    )  # fmt: skip


def test_counts_add_up_and_waiting_is_nothing_removed() -> None:
    both = Removed(reps=2, waiting=1) + Removed(reps=1, links=3)
    assert both == Removed(reps=3, links=3, waiting=1)
    assert both.anything
    assert not Removed(waiting=4).anything
