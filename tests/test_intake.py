"""A list of people is written whole, on both databases, or leaves nothing behind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from practice import AlreadyTaken
from practice.adapters.links import JOIN
from practice.adapters.store import Store
from practice.arrivals import Batch, Newcomer
from practice.memberships import Membership
from practice.roles import Role

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=7)
T, S = Role.TRAINEE, Role.SUPERVISOR
BATCH = Batch(
    starts={"c2": "Winter"},
    newcomers=(Newcomer("p3", "eli", "eli@uni.example", "Eli", T, ("c2",)),
               Newcomer("p4", "fay", None, "Fay", S, ("c1", "c2")),
               Newcomer("p5", "gus", None, "Gus", Role.DIRECTOR, ())),
    moves={"p1": "c2"}, reads={"p2": ("c1", "c2")}, emails={"p1": "ada@uni.example"},
)  # fmt: skip
LINKS = {"p3": "t3", "p4": "t4", "p5": "t5"}


def everything(store: Store) -> tuple[object, ...]:
    people = store.people
    return (people.everyone(), people.cohorts(), people.reads(), people.memberships(),
            people.links.unused(NOON), store.audit(9))  # fmt: skip


def test_a_batch_is_written_whole_or_not_at_all(store: Store) -> None:
    people = store.people
    people.add_cohort("c1", "Autumn", NOON)
    people.add("p1", "ada", "Ada", T, NOON, cohort="c1")
    people.add("p2", "sam", "Sam", S, NOON)
    people.set_supervises("p2", ["c1"], NOON)
    people.add("p9", "gus", "Another Gus", T, NOON)
    before = everything(store)
    with pytest.raises(AlreadyTaken, match="Nothing was taken in"):
        people.intake.take_in(BATCH, LINKS, NOON, LATER, "dee", "took in a list")
    assert everything(store) == before
    newcomers = (*BATCH.newcomers[:2], Newcomer("p5", "g", None, "Gus", Role.DIRECTOR, ()))
    batch = Batch(BATCH.starts, newcomers, BATCH.moves, BATCH.reads, BATCH.emails)
    people.intake.take_in(batch, LINKS, NOON, LATER, "dee", "took in a list")
    ada = people.by_email("ada@uni.example")
    assert ada is not None and (ada.id, ada.cohort) == ("p1", "c2")
    assert people.reads() == {"p2": ("c1", "c2"), "p4": ("c1", "c2")}
    assert {(m.person, m.cohort) for m in people.memberships() if m.until is None} == {
        ("p1", "c2"), ("p2", "c1"), ("p2", "c2"), ("p3", "c2"), ("p4", "c1"), ("p4", "c2"),
    }  # fmt: skip
    assert Membership("p1", "c1", T, NOON, NOON, "") in people.memberships()
    link = people.links.behind("t4", NOON)
    assert link is not None
    assert (link.purpose, link.person, link.role, link.cohort) == (JOIN, "p4", S, "c1")
    assert [(line.by, line.did) for line in store.audit(9)] == [("dee", "took in a list")]
    assert store.trail.check().broken is None
