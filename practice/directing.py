"""A director's verbs: follow a cohort, invite people, see why a file was left out, change settings.

A director sees counts and signed work, never a transcript or a trainee's draft.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from practice import BadInput, ContentError, NotFound
from practice.cases import Case
from practice.house import House
from practice.reviews import RatingRow, RepRow
from practice.roles import Person, Role, require
from practice.rubrics import Rubric

HELP_TEXT = (
    "Take the time you need. Nothing here is scored, and nobody is told that you took a break. If "
    "you would like to talk, your supervisor and your programme's own support are there for you; "
    "if you are in danger now, call your local emergency number."
)


@dataclass(frozen=True)
class Member:
    """Somebody in the programme, as a director sees them."""

    id: str
    name: str
    username: str
    role: Role
    cohort: str | None
    active: bool
    supervises: frozenset[str]


@dataclass(frozen=True)
class Group:
    """A cohort."""

    id: str
    name: str


@dataclass(frozen=True)
class CohortData:
    """The rows that cohort pages are computed from; no words of anybody's replies."""

    rows: tuple[RepRow, ...]
    ratings: tuple[RatingRow, ...]
    names: dict[str, str]


@dataclass(frozen=True)
class Shelves:
    """What the programme can practise with, and what was left out."""

    cases: tuple[Case, ...]
    rubrics: tuple[Rubric, ...]
    problems: tuple[ContentError, ...]


def cohort_data(house: House, me: Person, cohort: str | None) -> CohortData:
    """The reps and signed ratings of one cohort, or of all of them."""
    require(me, "see cohort")
    people = house.store.people.everyone()
    names = {
        account.id: account.name
        for account in people
        if account.role is Role.TRAINEE and (cohort is None or account.cohort == cohort)
    }
    rows = [row for row in house.store.rows_in(cohort) if row.trainee in names]
    ratings = house.store.ratings(cohort=cohort, sources=["self", "final"])
    return CohortData(tuple(rows), tuple(ratings), names)


def shelved(house: House, me: Person) -> Mapping[str, Rubric]:
    """The rubrics in use, by skill."""
    require(me, "see cohort")
    return house.content.rubrics


def groups(house: House, me: Person) -> list[Group]:
    """The programme's cohorts."""
    require(me, "see cohort")
    return [Group(cohort.id, cohort.name) for cohort in house.store.people.cohorts()]


def members(house: House, me: Person) -> list[Member]:
    """Everybody, by name."""
    require(me, "manage people")
    people = house.store.people
    found = [
        Member(a.id, a.name, a.username, a.role, a.cohort, a.active,
               people.supervises(a.id) if a.role is Role.SUPERVISOR else frozenset())
        for a in people.everyone() if not a.former
    ]  # fmt: skip
    return sorted(found, key=lambda member: member.name.lower())


def add_cohort(house: House, me: Person, name: str) -> str:
    """Start a cohort; returns its id."""
    require(me, "manage people")
    name = name.strip()
    if not name or len(name) > 100:
        raise BadInput("A cohort needs a name of at most 100 characters.")
    if any(group.name.lower() == name.lower() for group in groups(house, me)):
        raise BadInput(f"There is already a cohort called “{name}”.")
    cohort_id = secrets.token_urlsafe(8)
    house.store.people.add_cohort(cohort_id, name, house.now())
    house.store.note(house.now(), me.id, "started a cohort", cohort_id)
    return cohort_id


def invite(house: House, me: Person, name: str, role: Role, cohort: str | None) -> str:
    """Invite somebody; returns the secret part of a link that works once, for seven days."""
    require(me, "manage people")
    if not name.strip():
        raise BadInput("An invitation needs the person's name.")
    if role is not Role.DIRECTOR and cohort not in {group.id for group in groups(house, me)}:
        raise BadInput("Choose the cohort they belong to.")
    secret = house.accounts.invite(name.strip(), role, cohort)
    house.store.note(house.now(), me.id, f"invited a {role.value}", cohort or "programme")
    return secret


def new_password_link(house: House, me: Person, person: str) -> str:
    """A link with which somebody sets a new password; their old one works until they do."""
    require(me, "manage people")
    secret = house.accounts.new_password_link(_account(house, person))
    house.store.note(house.now(), me.id, "made a new-password link", person)
    return secret


def set_active(house: House, me: Person, person: str, active: bool) -> None:
    """Stop or restore somebody's access at once; their signed work stays."""
    require(me, "manage people")
    if person == me.id:
        raise BadInput("You cannot end your own access; another director can.")
    account = _account(house, person)
    house.store.people.set_active(person, active)
    if not active:
        house.accounts.sign_out_everywhere(account)
    did = "restored access" if active else "ended access"
    house.store.note(house.now(), me.id, did, person)


def set_supervises(house: House, me: Person, person: str, cohorts: Collection[str]) -> None:
    """Say which cohorts a supervisor reads."""
    require(me, "manage people")
    if _account(house, person).role is not Role.SUPERVISOR:
        raise BadInput("Only a supervisor reads cohorts.")
    known = {group.id for group in groups(house, me)}
    if not set(cohorts) <= known:
        raise NotFound("There is no such cohort.")
    house.store.people.set_supervises(person, cohorts)
    house.store.note(house.now(), me.id, "changed a supervisor's cohorts", person)


def _account(house: House, person: str) -> Person:
    account = house.store.people.by_id(person)
    if account is None:
        raise NotFound("There is no such person.")
    return account.person


def shelves(house: House, me: Person) -> Shelves:
    """Every usable case and rubric, and each mistake that kept a file out."""
    require(me, "see content")
    content = house.content
    return Shelves(tuple(content.cases.values()), tuple(content.rubrics.values()), content.problems)


def help_text(house: House) -> str:
    """What somebody reads who needs a break; set by the programme."""
    return str(house.store.setting("help text", HELP_TEXT))


def set_help_text(house: House, me: Person, text: str) -> None:
    """Change what somebody reads who needs a break."""
    require(me, "change settings")
    text = text.strip()
    if not 20 <= len(text) <= 2000:
        raise BadInput("The text needs 20 to 2,000 characters; name people and a number to call.")
    house.store.change_setting("help text", text, me.id, house.now())


def has_supervisor(house: House) -> bool:
    """Whether anybody can sign work; without one the programme is practice only."""
    return any(a.role is Role.SUPERVISOR and a.active for a in house.store.people.everyone())
