"""A director's verbs about people: cohorts and their days, links, roles, access, who reads whom.

Whatever changes what somebody may do ends their sign-ins at once. Nothing here removes work: what
was signed stays signed, and who read it stays known.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from practice import BadInput, NotFound
from practice.house import House
from practice.memberships import Membership, Reading, over, readings
from practice.roles import Person, Role, require

LONGEST_NAME = 100


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
    email: str = ""
    has_joined: bool = True  # has chosen a password, or come by single sign-on
    by_sign_on: bool = False


@dataclass(frozen=True)
class Group:
    """A cohort with its first and last day, in UTC; `over` once the last one has passed."""

    id: str
    name: str
    begins: date | None = None
    ends: date | None = None
    over: bool = False


@dataclass(frozen=True)
class OpenLink:
    """A link that nobody has used: whom it is for and when it ends, never the link itself."""

    id: str
    name: str
    role: Role
    cohort: str | None
    to_join: bool  # otherwise to a new password
    made_at: datetime
    ends_at: datetime
    ended: bool


@dataclass(frozen=True)
class NewLink:
    """The secret part of a link, told once; `path` is where it leads on this server."""

    name: str
    path: str
    ends_at: datetime


@dataclass(frozen=True)
class SignedIn:
    """A device where somebody is signed in."""

    since: datetime
    until: datetime


@dataclass(frozen=True)
class History:
    """Where somebody has been, and who read whose work; the newest first."""

    memberships: tuple[Membership, ...]
    readings: tuple[Reading, ...]
    names: dict[str, str]  # of the people in it, by id


# --- cohorts -----------------------------------------------------------------------------------


def groups(house: House, me: Person) -> list[Group]:
    """The programme's cohorts by name, those that are over after the others."""
    require(me, "see cohort")
    now = house.now()
    found = [
        Group(c.id, c.name, c.begins_on, c.ends_on, over(c.ends_on, now))
        for c in house.store.people.cohorts()
    ]
    return sorted(found, key=lambda group: group.over)


def add_cohort(
    house: House, me: Person, name: str, begins: date | None = None, ends: date | None = None
) -> str:
    """Start a cohort; returns its id."""
    require(me, "manage people")
    name = _cohort_name(house, me, name, begins, ends)
    cohort_id = secrets.token_urlsafe(8)
    house.store.people.add_cohort(cohort_id, name, house.now(), begins, ends)
    house.store.note(house.now(), me.id, "started a cohort", cohort_id)
    return cohort_id


def change_cohort(
    house: House, me: Person, cohort: str, name: str, begins: date | None, ends: date | None
) -> None:
    """Give a cohort another name or other days. After the last one its trainees only read."""
    require(me, "manage people")
    _known(house, me, [cohort])
    name = _cohort_name(house, me, name, begins, ends, but=cohort)
    house.store.people.change_cohort(cohort, name, begins, ends)
    house.store.note(house.now(), me.id, "changed a cohort", cohort)


def _cohort_name(
    house: House, me: Person, name: str, begins: date | None, ends: date | None, but: str = ""
) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise BadInput("A cohort needs a name of at most 100 characters.")
    if any(g.name.lower() == name.lower() and g.id != but for g in groups(house, me)):
        raise BadInput(f"There is already a cohort called “{name}”.")
    if begins and ends and ends < begins:
        raise BadInput("The last day comes before the first one.")
    return name


def _known(house: House, me: Person, cohorts: Collection[str]) -> None:
    if not set(cohorts) <= {group.id for group in groups(house, me)}:
        raise NotFound("There is no such cohort.")


# --- links -------------------------------------------------------------------------------------


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
    secret = house.accounts.new_password_link(_person(house, person))
    house.store.note(house.now(), me.id, "made a new-password link", person)
    return secret


def open_links(house: House, me: Person) -> list[OpenLink]:
    """Links that nobody used, the one that ends next first; ended ones stay for a month."""
    require(me, "manage people")
    now = house.now()
    return [
        OpenLink(
            link.id, link.name, link.role, link.cohort, link.to_join,
            link.created_at, link.expires_at, link.expires_at <= now,
        )
        for link in house.accounts.open_links()
    ]  # fmt: skip


def withdraw(house: House, me: Person, link: str) -> None:
    """Make a link stop working."""
    require(me, "manage people")
    gone = house.accounts.withdraw_link(link)
    house.store.note(
        house.now(), me.id, "withdrew a link", gone.person or gone.cohort or "programme"
    )


def renew(house: House, me: Person, link: str) -> NewLink:
    """End a link and make a new one for the same person."""
    require(me, "manage people")
    new = house.accounts.renew_link(link)
    house.store.note(house.now(), me.id, "renewed a link", new.about)
    return NewLink(new.name, new.path, new.ends_at)


# --- people ------------------------------------------------------------------------------------


def members(house: House, me: Person) -> list[Member]:
    """Everybody, by name."""
    require(me, "manage people")
    people = house.store.people
    reads, bound = people.reads(), people.identities.bound()
    found = [
        Member(a.id, a.name, a.username, a.role, a.cohort, a.active,
               frozenset(reads.get(a.id, ()) if a.role is Role.SUPERVISOR else ()),
               a.email or "", a.password_hash is not None or a.id in bound, a.id in bound)
        for a in people.everyone() if not a.former
    ]  # fmt: skip
    return sorted(found, key=lambda member: member.name.lower())


def set_active(house: House, me: Person, person: str, active: bool) -> None:
    """Stop or restore somebody's access at once; their signed work stays."""
    require(me, "manage people")
    if person == me.id:
        raise BadInput("You cannot end your own access; another director can.")
    account = _person(house, person)
    house.store.people.set_active(person, active, house.now(), me.id)
    if not active:
        house.accounts.sign_out_everywhere(account)
    did = "restored access" if active else "ended access"
    house.store.note(house.now(), me.id, did, person)


def set_role(house: House, me: Person, person: str, role: Role, cohort: str | None) -> None:
    """Give somebody another role and sign them out everywhere.

    Work keeps its role: whoever practised here stays a trainee, whoever signed is never one, so
    that nobody comes to judge their own work.
    """
    require(me, "manage people")
    account = _person(house, person)
    if person == me.id:
        raise BadInput("You cannot change your own role; another director can.")
    if role is not Role.DIRECTOR:
        _known(house, me, [cohort] if cohort else [])
        if cohort is None:
            raise BadInput("Choose the cohort they belong to.")
    if role is account.role:
        raise BadInput(f"{account.name} has this role already.")
    practised = account.role is Role.TRAINEE and house.store.rows_of(person)
    signed = role is Role.TRAINEE and house.store.signed(by=person, most=1)
    if practised or signed:
        did = "practised" if practised else "signed work"
        raise BadInput(
            f"{account.name} has {did} here as a {account.role.value}, and that stays so. "
            "End this access, and invite them once more in the new role."
        )
    house.store.people.set_role(person, role, cohort, house.now(), me.id)
    house.accounts.sign_out_everywhere(account)
    house.store.note(house.now(), me.id, f"made somebody a {role.value}", person)


def set_cohort(house: House, me: Person, person: str, cohort: str) -> None:
    """Move a trainee to another cohort; reps begun before stay with the one before."""
    require(me, "manage people")
    if _person(house, person).role is not Role.TRAINEE:
        raise BadInput("Only a trainee is moved; a supervisor reads cohorts.")
    _known(house, me, [cohort])
    house.store.people.set_cohort(person, cohort, house.now(), me.id)
    house.store.note(house.now(), me.id, "moved a trainee to another cohort", person)


def set_supervises(house: House, me: Person, person: str, cohorts: Collection[str]) -> None:
    """Say which cohorts a supervisor reads."""
    require(me, "manage people")
    if _person(house, person).role is not Role.SUPERVISOR:
        raise BadInput("Only a supervisor reads cohorts.")
    _known(house, me, cohorts)
    house.store.people.set_supervises(person, cohorts, house.now(), me.id)
    house.store.note(house.now(), me.id, "changed a supervisor's cohorts", person)


def sign_ins(house: House, me: Person, person: str) -> list[SignedIn]:
    """Where somebody is signed in, by when; the newest first."""
    require(me, "manage people")
    found = house.accounts.sign_ins(_person(house, person))
    return [SignedIn(sign_in.created_at, sign_in.expires_at) for sign_in in found]


def sign_out(house: House, me: Person, person: str) -> None:
    """Sign somebody out everywhere; they may sign in again."""
    require(me, "manage people")
    house.accounts.sign_out_everywhere(_person(house, person))
    house.store.note(house.now(), me.id, "signed somebody out everywhere", person)


def forget_sign_on(house: House, me: Person, person: str) -> None:
    """Let nobody in as this person by single sign-on, until they come by their e-mail again."""
    require(me, "manage people")
    account = _person(house, person)
    house.store.people.identities.unbind(person)
    house.accounts.sign_out_everywhere(account)
    house.store.note(house.now(), me.id, "forgot a single sign-on", person)


def history(house: House, me: Person, person: str) -> History:
    """Where somebody has been, and who read whose work, as far as it concerns them."""
    require(me, "manage people")
    _person(house, person)
    everything = house.store.people.memberships()
    own = [line for line in everything if line.person == person]
    theirs = [line for line in readings(everything) if person in (line.reader, line.trainee)]
    names = {account.id: account.name for account in house.store.people.everyone()}
    return History(tuple(reversed(own)), tuple(theirs), names)


def _person(house: House, person: str) -> Person:
    account = house.store.people.by_id(person)
    if account is None or account.former:
        raise NotFound("There is no such person.")
    return account.person
