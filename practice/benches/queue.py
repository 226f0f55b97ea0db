"""`python -m practice.bench queue`: how long it takes to list thousands of waiting transcripts."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Annotated

import sqlalchemy as sa
import typer

from practice import BadInput, queueing
from practice.adapters import tables
from practice.adapters.settings import Settings
from practice.adapters.store import Store
from practice.adapters.wiring import open_house
from practice.benches.printing import printed, told
from practice.chance import draw
from practice.house import House
from practice.reviews import Tier
from practice.roles import Person, Role
from practice.waiting import Wanted

BUDGET = 0.5  # seconds
TRAINEES = 200
ROUNDS = 30
VIEWS = {
    "everything": Wanted(),
    "flags": Wanted(tier=Tier.HUMAN_NOW),
    "oldest first": Wanted(oldest=True),
    "one skill": Wanted(skill="cds"),
}
ME = Person("bench-sam", "Sam (bench)", Role.SUPERVISOR)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def fill(store: Store, house: House, waiting: int) -> None:
    """One cohort whose trainees have sent this many reps, in every tier and at every age."""
    people, content = store.people, house.content
    people.add_cohort("bench", "Bench", NOW)
    people.add(ME.id, ME.id, ME.name, ME.role, NOW, cohort="bench")
    people.set_supervises(ME.id, ["bench"])
    for n in range(TRAINEES):
        people.add(f"t{n}", f"t{n}", f"Trainee {n}", Role.TRAINEE, NOW, cohort="bench")
    cases, rubrics = list(content.cases), list(content.rubrics.values())
    rows = []
    for n in range(waiting):
        rubric = rubrics[draw(1, f"{n}") % len(rubrics)]
        tier = list(Tier)[draw(2, f"{n}") % len(Tier)]
        sent = NOW - timedelta(minutes=draw(3, f"{n}") % 60_000)
        rows.append({
            "id": f"r{n}", "trainee": f"t{n % TRAINEES}", "cohort": "bench", "kind": "drill",
            "case": cases[draw(4, f"{n}") % len(cases)], "skill": rubric.id,
            "criterion": rubric.criterion_ids[0], "level": "beginner", "stage": "submitted",
            "begun_at": sent, "touched_at": sent, "submitted_at": sent, "length": 9,
            "review": "waiting", "tier": tier.value, "reasons": ["in turn"], "flags_open": 0,
            "random_sample": False, "good": True, "redone": True, "needs_review": False,
        })  # fmt: skip
    with store.database.writing() as connection:
        connection.execute(sa.insert(tables.reps), rows)


def measure(house: House, wanted: Wanted) -> tuple[int, list[float], list[float]]:
    """How many lines, the seconds each of the rounds took, and how many this process worked."""
    took, worked = [], []
    count = 0
    for _ in range(ROUNDS):
        begun, busy = time.perf_counter(), time.process_time()
        count = len(queueing.queue(house, ME, wanted))
        took.append(time.perf_counter() - begun)
        worked.append(time.process_time() - busy)
    return count, took, worked


def bench(
    waiting: Annotated[int, typer.Option(min=1, help="How many transcripts wait.")] = 5000,
    database_url: Annotated[
        str, typer.Option(help="An empty PostgreSQL database; without, SQLite in a new folder.")
    ] = "",
) -> None:
    """List and narrow a supervisor's queue; the budget is 500 ms."""
    with TemporaryDirectory() as folder:
        house = open_house(Settings(data=Path(folder), database_url=database_url or None))
        try:
            if not house.store.people.is_empty():
                raise BadInput("--database-url: this database has people in it; give an empty one.")
            fill(house.store, house, waiting)
            for view, wanted in VIEWS.items():
                lines, took, worked = measure(house, wanted)
                worst = quantiles(took, n=20)[-1]
                printed({
                    "view": view, "waiting": waiting, "lines": lines,
                    "median_ms": round(1000 * median(took)), "p95_ms": round(1000 * worst),
                    "median_cpu_ms": round(1000 * median(worked)),
                    "in_budget": worst < BUDGET,
                })  # fmt: skip
        finally:
            house.store.close()
    told(f"The budget is {1000 * BUDGET:.0f} ms; a page then draws 20 of the lines.")
