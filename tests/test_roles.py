"""Three roles, and one table of who may do what."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from types import ModuleType

import pytest

import practice
from practice import (
    NotAllowed,
    NotFound,
    admitting,
    beginning,
    calibrating,
    consenting,
    describing,
    directing,
    egress,
    enrolling,
    holding,
    keeping,
    library,
    overseeing,
    practising,
    proposing,
    queueing,
    replays,
    reporting,
    rights,
    seconding,
    sending,
    signing,
    standing,
    supervising,
    taking,
    talking,
    trials,
    vouching,
)
from practice.house import House
from practice.roles import MAY, Person, Role, may, require
from tests.people import ANA, BEN, DEE, SAM, TOM, Programme

VERBS: dict[ModuleType, Role] = {
    beginning: Role.TRAINEE,
    calibrating: Role.TRAINEE,
    consenting: Role.TRAINEE,
    describing: Role.TRAINEE,
    practising: Role.TRAINEE,
    rights: Role.TRAINEE,
    sending: Role.TRAINEE,
    talking: Role.TRAINEE,
    holding: Role.SUPERVISOR,
    queueing: Role.SUPERVISOR,
    proposing: Role.SUPERVISOR,
    seconding: Role.SUPERVISOR,
    signing: Role.SUPERVISOR,
    supervising: Role.SUPERVISOR,
    overseeing: Role.DIRECTOR,
    admitting: Role.DIRECTOR,
    directing: Role.DIRECTOR,
    enrolling: Role.DIRECTOR,
    keeping: Role.DIRECTOR,
    library: Role.DIRECTOR,
    reporting: Role.DIRECTOR,
    taking: Role.DIRECTOR,
    vouching: Role.SUPERVISOR,
}
# Verbs of a director that stand beside what the trainer does by itself.
VERBS_BESIDE = dict.fromkeys((egress, replays, standing, trials), Role.DIRECTOR)
NO_TABLE = {
    "practice.presence",  # everybody's own sign-ins
    "practice.journal",  # reads and writes for verbs that have asked already
    "practice.meeting",
    "practice.portfolios",
}
FOR_ANYBODY = {"drawn", "has_supervisor", "help_text", "new_rep_id"}  # nothing of a person is told
WHO = {role: Person("x", "X", role) for role in Role}


@pytest.mark.parametrize("verb", MAY)
@pytest.mark.parametrize("role", Role)
def test_a_verb_is_allowed_to_its_roles_and_refused_to_the_others(role: Role, verb: str) -> None:
    if role in MAY[verb]:
        assert may(WHO[role], verb)
        require(WHO[role], verb)
    else:
        assert not may(WHO[role], verb)
        with pytest.raises(NotAllowed, match=f"signed in as a {role.value}"):
            require(WHO[role], verb)


def test_every_verb_belongs_to_somebody_and_every_role_has_verbs() -> None:
    assert all(MAY.values())
    assert {role for roles in MAY.values() for role in roles} == set(Role)


def test_only_a_supervisor_rates_signs_and_clears_flags() -> None:
    for verb in ("claim", "rate blind", "sign", "clear a flag", "see queue"):
        assert MAY[verb] == {Role.SUPERVISOR}


def test_a_director_reads_no_transcript() -> None:
    reads = {"see own reps", "see queue", "claim", "practise"}
    assert not any(Role.DIRECTOR in MAY[verb] for verb in reads)


def test_a_refusal_says_who_may_and_who_you_are() -> None:
    with pytest.raises(NotAllowed) as refused:
        require(WHO[Role.DIRECTOR], "sign")
    assert str(refused.value) == (
        "Only a supervisor can do this, and you are signed in as a director."
    )


def test_a_verb_that_is_not_in_the_table_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        require(WHO[Role.TRAINEE], "fly")


def verbs(module: ModuleType) -> Iterator[Callable[..., object]]:
    """Every public function that the module itself defines."""
    for name, found in inspect.getmembers(module, inspect.isfunction):
        if found.__module__ == module.__name__ and not name.startswith("_"):
            yield found


def test_every_public_verb_is_told_who_is_asking() -> None:
    found = [verb for module in VERBS for verb in verbs(module)]
    assert len(found) > 50
    asked = {v.__name__ for v in found if list(inspect.signature(v).parameters)[1:2] == ["me"]}
    assert {verb.__name__ for verb in found} - asked == FOR_ANYBODY


def asks(verb: Callable[..., object]) -> bool:
    """Whether it is told who is asking."""
    return list(inspect.signature(verb).parameters)[:2] == ["house", "me"]


def test_no_verb_stands_outside_these_tables() -> None:
    everywhere = {
        module.name
        for module in pkgutil.iter_modules(practice.__path__, "practice.")
        if not module.ispkg and not module.name.endswith("__main__")
        for verb in verbs(importlib.import_module(module.name))
        if asks(verb)
    }
    assert everywhere == {m.__name__ for m in (*VERBS, *VERBS_BESIDE)} | NO_TABLE


MATRIX = [
    (verb, role, right)
    for module, right in (VERBS | VERBS_BESIDE).items()
    for verb in verbs(module)
    if asks(verb)
    for role in Role
    if role is not right
]


@pytest.mark.parametrize(
    ("verb", "role", "right"), MATRIX, ids=[f"{v.__name__}-{role}" for v, role, _ in MATRIX]
)
def test_every_verb_refuses_every_wrong_role_before_it_looks_at_anything_else(
    at: Programme, verb: Callable[..., object], role: Role, right: Role
) -> None:
    """Whatever else a verb is handed is nonsense here: it must not have been looked at."""
    given = inspect.signature(verb).parameters.values()
    needed = [p for p in given if p.default is p.empty and p.name not in ("house", "me")]
    nonsense = {p.name: None for p in needed}
    with pytest.raises(NotAllowed, match=f"Only a {right.value} can do this"):
        verb(house=at.house, me=WHO[role], **nonsense)


OWNED = [
    (verb, right)
    for module, right in VERBS.items()
    for verb in verbs(module)
    if {"house", "rep_id"} <= set(inspect.signature(verb).parameters)
    and verb is not beginning.begin  # its id is a new one
]
ELSEWHERE = {Role.TRAINEE: BEN, Role.SUPERVISOR: TOM}  # of another cohort
NONSENSE = {"str": "Words enough.", "int": 1, "bool": False, "Level | None": None}
HERE = {Role.TRAINEE: ANA, Role.SUPERVISOR: SAM, Role.DIRECTOR: DEE}


def tried(house: House, verb: Callable[..., object], me: Person, rep_id: str) -> object:
    """What comes of a verb with that rep's id and nonsense for all the rest."""
    given = inspect.signature(verb).parameters.values()
    needed = [p for p in given if p.default is p.empty and p.name not in ("house", "me")]
    try:
        nonsense = {p.name: NONSENSE.get(str(p.annotation), ()) for p in needed}
        return verb(house=house, me=me, **nonsense | {"rep_id": rep_id})
    except Exception as error:  # compared below
        return error


def test_a_rep_of_somebody_else_looks_like_one_that_is_not_there(at: Programme) -> None:
    rep = at.sent()
    before = at.written(rep)
    told: list[tuple[str, str, object]] = []
    assert len(OWNED) > 35
    for verb, right in OWNED:
        if right in ELSEWHERE and not isinstance(
            found := tried(at.house, verb, ELSEWHERE[right], rep), NotFound
        ):
            told.append((verb.__name__, "theirs", found))
        if not isinstance(found := tried(at.house, verb, HERE[right], "rep-99"), NotFound):
            told.append((verb.__name__, "gone", found))
    assert told == [], "\n".join(map(str, told))
    assert at.written(rep) == before
    assert not at.drafts(rep, BEN, "t1", "r1", "review")


@pytest.mark.parametrize("module", VERBS, ids=lambda module: module.__name__)
def test_a_module_of_verbs_asks_for_verbs_of_its_own_role_only(module: ModuleType) -> None:
    source = inspect.getsource(module)
    asked = {verb for verb in MAY if f'require(me, "{verb}")' in source}
    assert asked
    assert source.count("require(me, ") == sum(source.count(f'require(me, "{v}")') for v in asked)
    assert all(MAY[verb] == {VERBS[module]} for verb in asked)
