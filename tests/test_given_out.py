"""A figure is given out once a period is over, and never changes, whatever happens afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import sqlalchemy as sa

from practice import given_out, practising, supervising
from practice.adapters import tables
from practice.benches import cohort as made_up
from practice.disclosure import LEAST
from practice.given_out import Told
from practice.house import House
from practice.periods import Period
from tests.people import ANA, SAM, Programme


def filled(at: Programme, reps: int = 400) -> House:
    """A made-up year in two cohorts, one of them too small to be shown; now is its end."""
    three = {skill: at.house.content.rubrics[skill] for skill in ("cds", "ags", "pse")}
    few = replace(at.house.content, rubrics=three)  # so that each figure is over enough people
    at.house = replace(at.house, now=at.clock, content=few)
    at.clock.at = made_up.NOW
    cohorts = made_up.people(at.house.store, 12)
    some = list(made_up.lines(at.house, cohorts, 0, reps))
    made_up.pour(at.house.store.database, tables.reps, [line for line, _ in some])
    return at.house


def by_period(told: tuple[Told, ...]) -> dict[tuple[Period, date], Told]:
    return {(one.period, one.begins): one for one in told}


def test_periods_that_are_over_are_given_out_for_a_cohort_and_for_all(at: Programme) -> None:
    house = filled(at)
    told = by_period(given_out.told(house, "c0"))
    assert (Period.MONTH, date(2026, 2, 1)) in told
    assert (Period.MONTH, date(2026, 3, 1)) not in told
    assert (Period.WEEK, date(2026, 2, 23)) in told
    month = told[Period.MONTH, date(2026, 2, 1)]
    assert month.of("met") and month.of("days to signature")
    assert all(figure.trainees >= LEAST for one in told.values() for figure in one.figures)
    everybody = by_period(given_out.told(house, None))[Period.MONTH, date(2026, 2, 1)]
    assert everybody.one("claims justified") is not None
    assert month.one("claims justified") is None
    small = given_out.told(house, "small")
    assert [figure for one in small for figure in one.figures] == []


def test_what_happens_later_changes_no_figure_on_any_later_day(at: Programme) -> None:
    house = filled(at)
    seen = {cohort: by_period(given_out.told(house, cohort)) for cohort in (None, "c0", "small")}
    reps = tables.reps
    for day in range(40):
        at.clock.later(days=1)
        with house.store.database.writing() as connection:
            some = sa.update(reps).where(reps.c.trainee == f"t{day % 12}")
            connection.execute(some.values(final="444444", own="000000", met=True, good=False))
            if day == 20:
                gone = reps.c.trainee == "t3"
                connection.execute(sa.delete(reps).where(gone))
        for cohort, before in seen.items():
            now = by_period(given_out.told(house, cohort))
            assert {key: now[key] for key in before} == before
            seen[cohort] = now
    assert (Period.MONTH, date(2026, 3, 1)) in seen[None]
    assert (Period.QUARTER, date(2026, 1, 1)) in seen[None]


def test_two_who_look_at_once_are_told_the_same(at: Programme) -> None:
    house = filled(at, 60)
    first = given_out.told(house, None)
    with house.store.database.writing() as connection:
        connection.execute(sa.update(tables.reps).values(final="000000", good=True))
    newest = first[-1]
    house.store.counting.make(newest.period.value, newest.begins.isoformat(), at.clock(), {"": []})
    assert given_out.told(house, None) == first


def test_a_programme_without_a_rep_or_in_its_first_week_is_told_nothing(at: Programme) -> None:
    assert given_out.told(at.house, None) == ()
    at.signed()
    assert given_out.told(at.house, None) == ()
    at.clock.later(days=7)
    (week,) = given_out.told(at.house, None)
    assert week.period is Period.WEEK and week.figures == ()


def test_contested_and_unsigned_work_is_in_no_figure(at: Programme) -> None:
    house = filled(at)
    month, begins = Period.MONTH, date(2026, 3, 1)
    with house.store.database.writing() as connection:
        rows = connection.execute(sa.select(tables.reps).limit(40)).mappings().all()
        late = [
            {**row, "id": f"late{n}", "signed_at": at.clock() + timedelta(days=1),
             "submitted_at": at.clock(), "review": "contested" if n % 2 else "waiting",
             "final": "444444"}
            for n, row in enumerate(rows)
        ]  # fmt: skip
        connection.execute(sa.insert(tables.reps), late)
    at.clock.later(days=40)
    assert by_period(given_out.told(house, None))[month, begins].of("met") == ()
    rep = at.signed(ANA)
    practising.contest(house, ANA, rep, "I see it otherwise.")
    supervising.claim(house, SAM, rep)
    assert house.store.counting.met("north") == []
