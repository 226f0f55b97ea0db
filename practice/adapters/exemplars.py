"""Which reps others may learn from, step by step, and how trainees rated exemplars."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from practice import WrongStage
from practice.adapters import tables
from practice.adapters.database import Database
from practice.exemplars import Did, Drill, Step


class Exemplars:
    """The exemplars of one database; `Store` opens it. Nothing in it is ever changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def steps(self, reps: Collection[str]) -> dict[str, tuple[Step, ...]]:
        """All that happened to these reps as exemplars, in order; without those nobody proposed."""
        exemplars = tables.exemplars.c
        found = sa.select(tables.exemplars).where(exemplars.rep.in_(sorted(reps)))
        with self._database.reading() as connection:
            lines = connection.execute(found.order_by(exemplars.rep, exemplars.nth)).all()
        steps: dict[str, tuple[Step, ...]] = {}
        for line in lines:
            step = Step(line.rep, line.nth, Did(line.did), line.by, line.at, tuple(line.hidden))
            steps[line.rep] = (*steps.get(line.rep, ()), step)
        return steps

    def add(self, step: Step) -> None:
        """Write the next step; WrongStage when somebody else was a moment faster."""
        values = {
            "rep": step.rep, "nth": step.nth, "did": step.did.value, "by": step.by, "at": step.at,
            "hidden": list(step.hidden),
        }  # fmt: skip
        new = self._database.insert(tables.exemplars).values(values).on_conflict_do_nothing()
        with self._database.writing() as connection:
            if connection.scalar(new.returning(tables.exemplars.c.nth)) is None:
                raise WrongStage("This has changed meanwhile; nothing was changed by you.")

    def standing_at(
        self, did: Did, *, skill: str | None = None, trainee: str | None = None,
        other_than: str | None = None,
    ) -> list[str]:  # fmt: skip
        """The reps whose newest step is this one, that step's newest first."""
        exemplars, reps = tables.exemplars.c, tables.reps.c
        last = (
            sa.select(exemplars.rep, sa.func.max(exemplars.nth).label("nth"))
            .group_by(exemplars.rep)
            .subquery()
        )
        here = (exemplars.rep == last.c.rep) & (exemplars.nth == last.c.nth)
        found = (
            sa.select(exemplars.rep)
            .join(last, here)
            .join(tables.reps, reps.id == exemplars.rep)
            .where(exemplars.did == did.value)
            .order_by(exemplars.at.desc(), exemplars.rep)
        )
        if skill is not None:
            found = found.where(reps.skill == skill)
        if trainee is not None:
            found = found.where(reps.trainee == trainee)
        if other_than is not None:
            found = found.where(reps.trainee != other_than)
        with self._database.reading() as connection:
            return list(connection.scalars(found))

    def rated(self, person: str, drill: Drill) -> bool:
        """Keep how somebody rated an exemplar; False when they had rated it before."""
        values = {
            "person": person, "exemplar": drill.exemplar, "skill": drill.skill, "at": drill.at,
            "levels": dict(drill.levels),
            "panel": {criterion: list(levels) for criterion, levels in drill.panel.items()},
        }  # fmt: skip
        new = self._database.insert(tables.rereadings).values(values).on_conflict_do_nothing()
        with self._database.writing() as connection:
            return connection.scalar(new.returning(tables.rereadings.c.exemplar)) is not None

    def drills(self, person: str) -> list[Drill]:
        """Every exemplar that somebody rated, the oldest first."""
        drills = tables.rereadings.c
        found = sa.select(tables.rereadings).where(drills.person == person)
        with self._database.reading() as connection:
            lines = connection.execute(found.order_by(drills.at, drills.exemplar)).all()
        return [
            Drill(line.exemplar, line.skill, line.at, line.levels,
                  {criterion: tuple(each) for criterion, each in line.panel.items()})
            for line in lines
        ]  # fmt: skip
