"""What counting reads is the same on both databases, and holds what it should and no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from practice.adapters import tables
from practice.adapters.counting import Counting
from practice.adapters.store import Store
from practice.cohorts import LATELY, Lately
from practice.reviews import RepRow, Tier
from practice.roles import Role
from tests.test_cohorts import NOW, rep, sent, signed


@pytest.fixture
def peopled(store: Store) -> Iterator[Store]:
    for cohort in ("c1", "c2"):
        store.people.add_cohort(cohort, cohort, NOW)
    for who in ("ada", "bo", "cy"):
        store.people.add(who, who, who, Role.TRAINEE, NOW, cohort="c1")
    yield store


def keep(store: Store, *rows: RepRow, **outcome: object) -> Counting:
    lines = [asdict(replace(row, id=f"r{n}")) | outcome for n, row in enumerate(rows)]
    with store.database.writing() as connection:
        connection.execute(sa.insert(tables.reps), lines)
    return store.counting


def test_the_last_28_days_are_counted_by_each_thing_s_own_date(peopled: Store) -> None:
    touched = {"touched_at": NOW - timedelta(days=1)}
    counting = keep(
        peopled, rep(days_ago=2), sent(days_ago=3), signed(days_ago=40, after=20, **touched),
        signed(days_ago=40), signed(days_ago=9, met=False), signed(days_ago=8, needs_review=True),
        signed(days_ago=5, review="contested"), sent(days_ago=60, tier=Tier.STUCK.value),
        sent(days_ago=4, review="returned"), sent(days_ago=4, review="acknowledged"),
        sent("bo", days_ago=50, flags_open=2, review="returned"), sent("cy", days_ago=50),
        rep("cy", days_ago=90), sent("ada", days_ago=4, cohort="c2"),
    )  # fmt: skip
    found = counting.lately("c1", NOW - LATELY)
    counts, last = found["ada"]
    assert counts == Lately(
        begun=7, good=6, submitted=6, signed=3, met=1, waiting=3, flagged=0, stuck=1, returned=2
    )
    assert last == int((NOW - timedelta(days=2)).timestamp())
    assert found["bo"][0] == Lately(flagged=1)
    assert found["cy"][0] == Lately(waiting=1)
    assert counting.lately(None, NOW - LATELY)["ada"][0].submitted == 7


def test_since_when_and_until_when_somebody_practised(peopled: Store) -> None:
    counting = keep(peopled, rep(days_ago=9), sent(days_ago=3, touched_at=NOW), rep("bo", 5))
    nine, three, five = (int((NOW - timedelta(days=d)).timestamp()) for d in (9, 3, 5))
    assert sorted(counting.since()) == [("ada", "c1", nine), ("bo", "c1", five)]
    assert counting.last(["ada", "bo", "cy"]) == {"ada": three, "bo": five}
    assert counting.begun("c1") == {("ada", "cds", "beginner"), ("bo", "cds", "beginner")}


def test_only_signatures_that_stand_met_anything(peopled: Store) -> None:
    counting = keep(
        peopled, signed(days_ago=9, case="b"), signed(days_ago=3, review="contested"),
        signed("bo", days_ago=20, met=False), signed("bo", needs_review=True), sent("cy"),
        signed("cy", days_ago=30, review="acknowledged", cohort="c2"),
    )  # fmt: skip
    assert [(who, case, by) for who, _, _, case, _, by in counting.met()] == [
        ("cy", "first-panic", "sam"), ("ada", "b", "sam"),
    ]  # fmt: skip
    assert [who for who, *_ in counting.met("c1")] == ["ada"]


def test_lines_become_a_ledger(peopled: Store) -> None:
    counting = keep(peopled, signed(days_ago=9), sent("bo", days_ago=2), rep(days_ago=400),
                    points="fit pin", own="3-", final="24", machine="--")  # fmt: skip
    found = counting.ledger(NOW - timedelta(days=30))
    assert len(found) == 2
    assert sorted(found.trainee.names) == ["ada", "bo"]
    (ada,) = found.where(found.trainee.one_of(["ada"])).signed_at.tolist()
    assert ada == int((NOW - timedelta(days=8)).timestamp())
    assert found.final[:, :3].tolist() == [[2, 4, -1]] * 2
    assert found.good.tolist() == [1, 1]


def test_figures_are_kept_as_they_were_first_made(store: Store) -> None:
    counting = store.counting
    line = ["met", "cds", "beginner", 6, 0.5, None, None, ""]
    counting.make("month", "2026-02-01", NOW, {"": [line], "c1": []})
    counting.make("month", "2026-02-01", NOW, {"": [], "c1": [line], "c2": [line]})
    counting.make("week", "2026-02-02", NOW, {"": []})
    assert counting.made() == {("month", "2026-02-01"), ("week", "2026-02-02")}
    assert counting.figures("") == [("month", "2026-02-01", [line]), ("week", "2026-02-02", [])]
    assert counting.figures("c1") == [("month", "2026-02-01", [])]
    assert counting.figures("c2") == []


def test_what_somebody_says_of_themselves_is_replaced_or_gone(peopled: Store) -> None:
    counting = peopled.counting
    counting.describe("ada", "one", NOW)
    counting.describe("ada", "two", NOW)
    counting.describe("bo", "one", NOW)
    assert counting.described() == {"ada": ("two", NOW), "bo": ("one", NOW)}
    assert counting.described(["bo"]) == {"bo": ("one", NOW)}
    counting.describe("ada", None, NOW)
    assert set(counting.described()) == {"bo"}
    counting.forget_descriptions()
    assert counting.described() == {}
