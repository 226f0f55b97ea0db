"""Three roles, and one table of who may do what; every verb asks it first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from practice import NotAllowed


class Role(StrEnum):
    """What a person is in a programme. One person has one role."""

    TRAINEE = "trainee"
    SUPERVISOR = "supervisor"
    DIRECTOR = "director"


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in, as far as a verb needs to know them."""

    id: str
    name: str
    role: Role
    cohort: str | None = None


_T, _S, _D = Role.TRAINEE, Role.SUPERVISOR, Role.DIRECTOR

# verb -> who may; `own` limits on top of this (a trainee's own rep, a supervisor's own claim)
# are checked by the verb itself against the record.
MAY: dict[str, frozenset[Role]] = {
    "practise": frozenset({_T}),
    "see own reps": frozenset({_T}),
    "see own calibration": frozenset({_T}),
    "rate exemplars": frozenset({_T}),
    "lend a rep": frozenset({_T}),
    "answer a review": frozenset({_T}),
    "give consent": frozenset({_T}),
    "see own record": frozenset({_T}),
    "see queue": frozenset({_S}),
    "claim": frozenset({_S}),
    "rate blind": frozenset({_S}),
    "sign": frozenset({_S}),
    "propose an exemplar": frozenset({_S}),
    "clear a flag": frozenset({_S}),
    "see a trainee's calibration": frozenset({_S}),
    "vouch for a trainee": frozenset({_S}),
    "see cohort": frozenset({_D}),
    "take evidence": frozenset({_D}),
    "see content": frozenset({_D}),
    "change content": frozenset({_D}),
    "manage people": frozenset({_D}),
    "change settings": frozenset({_D}),
    "keep records": frozenset({_D}),
    "see own sign-ins": frozenset(Role),
}

_ARTICLE = {Role.TRAINEE: "a trainee", Role.SUPERVISOR: "a supervisor", Role.DIRECTOR: "a director"}


def may(person: Person, verb: str) -> bool:
    """Whether this person's role allows the verb; an unknown verb is a programming error."""
    return person.role in MAY[verb]


def require(person: Person, verb: str) -> None:
    """Raise NotAllowed unless this person's role allows the verb."""
    if not may(person, verb):
        who = " or ".join(sorted(_ARTICLE[role] for role in MAY[verb]))
        you = _ARTICLE[person.role]
        raise NotAllowed(f"Only {who} can do this, and you are signed in as {you}.")
