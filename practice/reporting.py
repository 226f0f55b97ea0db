"""A director's verbs about how a cohort does: figures of groups, and who is where by name.

Figures are those of weeks and months that are over (`given_out.py`); small groups are in none of
them. Names stand only in what a director may see by name, and leave in no export of groups.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from practice import NotFound, cohorts, described, given_out
from practice.cohorts import Line, Met, Milestone
from practice.described import Question
from practice.given_out import Told
from practice.house import House
from practice.roles import Person, Role, require


@dataclass(frozen=True)
class Row:
    """One trainee's milestones."""

    trainee: str
    name: str
    milestones: tuple[Milestone, ...]


def figures(house: House, me: Person, cohort: str | None) -> tuple[Told, ...]:
    """Every figure of one cohort, or of all with None, the oldest period first."""
    require(me, "see cohort")
    _known(house, cohort)
    return given_out.told(house, cohort)


def people_now(house: House, me: Person, cohort: str | None) -> tuple[Line, ...]:
    """Everybody who may practise in a cohort, by name: the last 28 days, and reasons to get in
    touch."""
    require(me, "see cohort")
    _known(house, cohort)
    now = house.now()
    names = _names(house, cohort)
    found = house.store.counting.lately(cohort, now - cohorts.LATELY)
    last = {who: at for who, (_, at) in found.items()}
    last |= house.store.counting.last(set(names) - set(found))
    return cohorts.table(
        {who: counts for who, (counts, _) in found.items()}, names,
        {who: datetime.fromtimestamp(at, UTC) for who, at in last.items()}, now,
    )  # fmt: skip


def waiting_now(house: House, me: Person, cohort: str | None) -> Mapping[str, tuple[int, ...]]:
    """How many reps wait for a supervisor, by tier and by age (see `cohorts.open_by_age`)."""
    require(me, "see cohort")
    _known(house, cohort)
    rows = house.store.queue(None if cohort is None else [cohort])
    return cohorts.open_by_age(rows, house.now())


def grid(house: House, me: Person, cohort: str) -> tuple[Row, ...]:
    """Where each trainee of a cohort stands with each skill and level, in the order of names."""
    require(me, "see cohort")
    _known(house, cohort)
    names = _names(house, cohort)
    who_signed = {account.id: account.name for account in house.store.people.everyone()}
    met: dict[str, list[Met]] = {}
    for trainee, skill, level, case, at, by in house.store.counting.met(cohort):
        signed = datetime.fromtimestamp(at, UTC)
        one = Met(skill, level, case, signed, who_signed.get(by, "somebody who left"))
        met.setdefault(trainee, []).append(one)
    begun: dict[str, set[tuple[str, str]]] = {}
    for trainee, skill, level in house.store.counting.begun(cohort):
        begun.setdefault(trainee, set()).add((skill, level))
    skills = list(house.content.rubrics)
    found = [
        Row(who, name, cohorts.milestones(met.get(who, ()), begun.get(who, set()), skills))
        for who, name in names.items()
    ]
    return tuple(sorted(found, key=lambda row: (row.name.casefold(), row.trainee)))


def _known(house: House, cohort: str | None) -> None:
    if cohort is not None and cohort not in {c.id for c in house.store.people.cohorts()}:
        raise NotFound("There is no such cohort.")


def _names(house: House, cohort: str | None) -> dict[str, str]:
    return {
        account.id: account.name
        for account in house.store.people.everyone()
        if account.role is Role.TRAINEE and account.active
        and (cohort is None or account.cohort == cohort)
    }  # fmt: skip


# --- the one question about groups ---------------------------------------------------------------


def group_question(house: House, me: Person) -> Question | None:
    """What trainees are asked about themselves, if anything."""
    require(me, "see cohort")
    return described.question(house)


def set_group_question(house: House, me: Person, asks: str, answers: Sequence[str]) -> None:
    """Ask something, or something else; answers to the question before are forgotten."""
    require(me, "change settings")
    _ask(house, me, described.checked(asks, answers))


def drop_group_question(house: House, me: Person) -> None:
    """Ask nothing any more; every answer is forgotten."""
    require(me, "change settings")
    _ask(house, me, None)


def _ask(house: House, me: Person, new: Question | None) -> None:
    if new == described.question(house):
        return
    house.store.counting.forget_descriptions()
    kept = asdict(new) if new else None
    house.store.change_setting(described.SETTING, kept, me.id, house.now())
    house.store.note(house.now(), me.id, "changed the question about groups", "programme")
