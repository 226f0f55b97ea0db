"""Two supervisors never hold the same transcript, and none is lost, however close they race."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from practice.adapters.store import Store
from practice.record import Begun
from practice.reviewed import Claimed
from practice.reviews import LEASE
from tests.people import MONDAY, SAM, SIA, Programme

RACES = int(os.environ.get("TRAINER_RACES", "200"))  # the whole proof: TRAINER_RACES=1000
TRAINEES = 20
RACING = """
import time
from practice import AlreadyTaken, holding
from practice.adapters.accounts import Accounts
from practice.adapters.store import Store
from practice.adapters.voices import AuthoredVoice
from practice.house import House
from tests.people import MONDAY, SAM, SIA, content
url, races, number = arguments
me = (SAM, SIA)[int(number)]
store = Store(url)
now = lambda: MONDAY
house = House(store, Accounts(store.people, now), content(), None, AuthoredVoice(), now=now)
store.queue(["north"])
ready()
for number in range(int(races)):
    while time.time() % 0.02 > 0.002:  # both begin each race at the same moment
        pass
    try:
        holding.claim(house, me, f"race-{number}")
    except AlreadyTaken:
        continue
    assert holding.open_held(house, me, f"race-{number}")
    print(number)
"""


@pytest.fixture
def waiting(store: Store, at: Programme) -> Store:
    """As many copies of one sent rep as there are races, of a few trainees."""
    rep = at.sent()
    stored, row = at.house.store.load(rep), at.house.store.row(rep)
    store.people.add_cohort("north", "The north", MONDAY)
    for person in (SAM, SIA):
        store.people.add(person.id, person.id, person.name, person.role, MONDAY)
        store.people.set_supervises(person.id, ["north"])
    trainee = at.house.store.people.by_id("ana")
    assert trainee
    for n in range(TRAINEES):
        store.people.add(f"t{n}", f"t{n}", trainee.name, trainee.role, MONDAY, cohort="north")
    begun = stored.events[0]
    assert isinstance(begun, Begun)
    for n in range(RACES):
        copy = replace(row, id=f"race-{n}", trainee=f"t{n % TRAINEES}")
        store.begin(copy.id, begun, copy)
        store.append(copy.id, 1, stored.events[1:], copy)
    return store


@pytest.mark.slow
def test_of_two_processes_that_claim_at_once_exactly_one_holds_it_every_time(
    waiting: Store, race: Any
) -> None:
    first, second = race(RACING, waiting.database.url, str(RACES))
    assert sorted(map(int, first + second)) == list(range(RACES)), "held by two, or lost"
    won, holders = set(first), Counter[str]()
    for n in range(RACES):
        claims = [e for e in waiting.load(f"race-{n}").events if isinstance(e, Claimed)]
        winner = "sam" if str(n) in won else "sia"
        assert [claim.by for claim in claims] == [winner]
        row = waiting.row(f"race-{n}")
        assert (row.holder, row.until, row.review) == (winner, MONDAY + LEASE, "in review")
        holders[winner] += 1
    assert len(waiting.queue(["north"])) == RACES
    print(f"\n{RACES} races: {dict(holders)}")
    assert min(holders.values()) > 0, "one was always first, so nothing was raced for"
