"""`python -m practice.bench cohort`: a director's pages over a million signed ratings.

The programme is made up and a year old: trainees, their reps as lines, and own, machine and signed
ratings for every point. There are no events, since no cohort page reads one.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import numpy as np
import sqlalchemy as sa
import typer

from practice import BadInput, reporting
from practice.adapters import tables
from practice.adapters.database import Database
from practice.adapters.settings import Settings
from practice.adapters.store import Store
from practice.adapters.wiring import open_house
from practice.benches.printing import printed, progress, told
from practice.cases import DIFFICULTIES
from practice.house import House
from practice.reviews import Tier
from practice.roles import Person, Role

COLD, WARM = 2.0, 0.3  # seconds
EACH = 100  # reps of a trainee in the year
GROUP = 40  # trainees of a cohort
SMALL = 3  # trainees of one cohort that is too small to be shown
AT_ONCE = 5_000  # reps written together
ME = Person("bench-dee", "Dee (bench)", Role.DIRECTOR)
SAM = "bench-sam"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
YEAR = 365 * 24 * 60  # minutes

Line = dict[str, Any]


def people(store: Store, trainees: int) -> list[str]:
    """Cohorts of 40 and one of 3; gives each trainee's cohort."""
    cohorts = [f"c{n // GROUP}" for n in range(trainees - SMALL)] + ["small"] * SMALL
    for cohort in dict.fromkeys(cohorts):
        store.people.add_cohort(cohort, f"Cohort {cohort}", NOW - timedelta(days=366))
    rows = [
        {"id": f"t{n}", "username": f"t{n}", "name": f"Trainee {n}", "role": Role.TRAINEE.value,
         "cohort": cohort, "active": True, "created_at": NOW}
        for n, cohort in enumerate(cohorts)
    ]  # fmt: skip
    rows.append(rows[0] | {"id": SAM, "username": SAM, "name": "Sam (bench)", "role": "supervisor"})
    with store.database.writing() as connection:
        connection.execute(sa.insert(tables.people), rows)
    return cohorts


def lines(house: House, cohorts: list[str], first: int, many: int) -> Iterator[tuple[Line, Any]]:
    """Reps as lines, each with the levels of its points: own, machine's and signed."""
    rng = np.random.default_rng(first)
    rubrics, cases = list(house.content.rubrics.values()), list(house.content.cases)
    sent = rng.integers(0, YEAR, many)
    for n in range(many):
        rubric, who = rubrics[(first + n) % len(rubrics)], int(rng.integers(len(cohorts)))
        true = rng.normal(2.4, 0.8, len(rubric.criteria))
        errors = rng.normal([[0.3], [0.2], [0.0]], 0.6, (3, len(true)))
        levels = np.clip(np.rint(true + errors), 0, 4).astype(int)
        at = NOW - timedelta(minutes=int(sent[n]) + 20)
        signed = min(at + timedelta(hours=float(rng.exponential(60))), NOW)
        short = ["".join(map(str, each)) for each in levels.tolist()]
        yield {
            "id": f"r{first + n}", "trainee": f"t{who}", "cohort": cohorts[who], "kind": "drill",
            "case": cases[int(rng.integers(len(cases)))], "skill": rubric.id,
            "criterion": rubric.criterion_ids[0], "stage": "submitted",
            "level": DIFFICULTIES[int(rng.integers(len(DIFFICULTIES)))],
            "begun_at": at - timedelta(minutes=9), "touched_at": signed, "submitted_at": at,
            "length": 24, "review": "acknowledged", "reasons": "[]", "flags_open": 0,
            "tier": list(Tier)[int(rng.integers(len(Tier)))].value,
            "random_sample": bool(rng.random() < 0.15), "good": bool(rng.random() < 0.7),
            "redone": bool(rng.random() < 0.9), "met": bool(true.min() > 1.6),
            "signed_at": signed, "signed_by": SAM, "needs_review": False,
            "points": " ".join(sorted(point.id for point in rubric.criteria)),
            "own": short[0], "machine": short[1], "final": short[2],
            "scorer": "rules", "claims": 2, "justified": int(rng.random() < 0.9) + 1,
        }, (sorted(rubric.criterion_ids), levels)  # fmt: skip


def ratings(line: Line, criteria: list[str], levels: Any) -> Iterator[Line]:
    """The same levels as the rows of the ratings table."""
    for source, rater, each in zip(
        ("self", "machine", "final"), (line["trainee"], "rules", SAM), levels.tolist(),
        strict=True,
    ):  # fmt: skip
        for criterion, level in zip(criteria, each, strict=True):
            yield {
                "rep": line["id"], "trainee": line["trainee"], "cohort": line["cohort"],
                "criterion": criterion, "attempt": "first", "source": source, "rater": rater,
                "at": line["signed_at"], "level": level, "stamp": "",
            }  # fmt: skip


def pour(database: Database, table: sa.Table, rows: list[Line]) -> None:
    """Write many rows the fast way: COPY on PostgreSQL, plain tuples on SQLite."""
    names = list(rows[0])
    columns = ", ".join(f'"{name}"' for name in names)
    with database.writing() as connection:
        if connection.dialect.name == "postgresql":
            cursor: Any = connection.connection.cursor()
            with cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(list(row.values()))
            return
        marks = ", ".join("?" * len(names))
        values = [tuple(_text(value) for value in row.values()) for row in rows]
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({columns}) VALUES ({marks})", values)


def _text(value: Any) -> Any:
    """A time as SQLAlchemy writes it into SQLite."""
    return f"{value:%Y-%m-%d %H:%M:%S.%f}" if isinstance(value, datetime) else value


def fill(house: House, wanted: int) -> int:
    """Write a programme with so many signed ratings; gives how many it has."""
    points = len(next(iter(house.content.rubrics.values())).criteria)
    reps = -(-wanted // points)
    cohorts = people(house.store, max(2 * GROUP, reps // EACH) + SMALL)
    made = 0
    with progress(-(-reps // AT_ONCE), "Making the programme") as step:
        for first in range(0, reps, AT_ONCE):
            some = list(lines(house, cohorts, first, min(AT_ONCE, reps - first)))
            pour(house.store.database, tables.reps, [line for line, _ in some])
            rated = [row for line, given in some for row in ratings(line, *given)]
            pour(house.store.database, tables.ratings, rated)
            made += sum(len(criteria) for _, (criteria, _) in some)
            step()
    with house.store.database.engine.connect().execution_options(
        isolation_level="AUTOCOMMIT"
    ) as connection:
        connection.exec_driver_sql("ANALYZE")  # as PostgreSQL does by itself after a while
    return made


def page(house: House, cohort: str | None) -> None:
    """All that a director's page asks for."""
    reporting.people_now(house, ME, cohort)
    reporting.figures(house, ME, cohort)
    reporting.waiting_now(house, ME, cohort)
    reporting.figures(house, ME, None)
    if cohort is not None:
        reporting.grid(house, ME, cohort)


def timed(what: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock on the wall, and seconds of computing here (the server's are apart)."""
    begun, computed = time.perf_counter(), time.process_time()
    what()
    return time.perf_counter() - begun, time.process_time() - computed


def measured(view: str, took: tuple[float, float], budget: float, made: int) -> None:
    seconds, computed = took
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    printed({
        "view": view, "ratings": made, "seconds": round(seconds, 3),
        "cpu_seconds": round(computed, 3), "budget": budget, "in_budget": seconds < budget,
        "peak_mb": round(peak / (1024 if sys.platform != "darwin" else 1024**2)),
    })  # fmt: skip


def bench(
    ratings_: Annotated[
        int, typer.Option("--ratings", min=1000, help="How many signed ratings.")
    ] = 100_000,
    database_url: Annotated[
        str | None, typer.Option(help="An empty PostgreSQL database instead of a SQLite file.")
    ] = None,
) -> None:
    """Time a director's cohort page: at the very first look, after a start, and unchanged."""
    with TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder), database_url=database_url, model=None)
        house = at_its_time(open_house(settings))
        if house.store.people.everyone():
            raise BadInput("That database has people in it. Give the bench an empty one.")
        made = fill(house, ratings_)
        measured("first look ever", timed(lambda: page(house, None)), COLD, made)
        for name, cohort in (("all cohorts", None), ("one cohort", "c0")):
            house.store.close()
            house = at_its_time(open_house(settings))
            measured(f"{name}, after a start", timed(lambda: page(house, cohort)), COLD, made)  # noqa: B023 - called at once
            again = min(timed(lambda: page(house, cohort)) for _ in range(5))  # noqa: B023 - the same
            measured(f"{name}, nothing changed", again, WARM, made)
        later = replace(house, now=lambda: NOW + timedelta(days=31))
        measured("a month later, at first", timed(lambda: page(later, None)), COLD, made)
        house.store.close()
    told(f"The budget is {COLD:g} s at first and {1000 * WARM:.0f} ms when nothing changed.")


def at_its_time(house: House) -> House:
    """The house at the bench's own time."""
    return replace(house, now=lambda: NOW)
