"""The bench makes a programme of the size it is told and measures every view over it."""

from __future__ import annotations

import json

import pytest
import sqlalchemy as sa

from practice import bench
from practice.adapters import tables
from practice.benches import cohort
from practice.outcomes import short
from tests.people import Programme


def test_every_view_is_measured_on_sqlite(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.run(["cohort", "--ratings", "1000"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["view"] for one in found] == [
        "first look ever", "all cohorts, after a start", "all cohorts, nothing changed",
        "one cohort, after a start", "one cohort, nothing changed", "a month later, at first",
    ]  # fmt: skip
    assert all(one["ratings"] >= 1000 and one["seconds"] > 0 for one in found)


def test_the_lines_of_the_made_up_programme_agree_with_its_ratings(at: Programme) -> None:
    store = at.house.store
    cohorts = cohort.people(store, 12)
    some = list(cohort.lines(at.house, cohorts, 0, 20))
    cohort.pour(store.database, tables.reps, [line for line, _ in some])
    cohort.pour(
        store.database, tables.ratings,
        [row for line, given in some for row in cohort.ratings(line, *given)],
    )  # fmt: skip
    with store.database.reading() as connection:
        rows = connection.execute(sa.select(tables.reps)).mappings().all()
    for row in rows:
        for source, column in (("self", "own"), ("machine", "machine"), ("final", "final")):
            found = {r.criterion: r.level for r in store.ratings(rep=row["id"], sources=[source])}
            criteria = [f"{row['skill']}.{point}" for point in row["points"].split()]
            assert short(criteria, found) == row[column]


def test_a_database_with_people_in_it_is_refused(
    at: Programme, capsys: pytest.CaptureFixture[str]
) -> None:
    url = at.house.store.database.url
    assert bench.run(["cohort", "--ratings", "1000", "--database-url", url]) == 2
    assert "Give the bench an empty one" in capsys.readouterr().err
