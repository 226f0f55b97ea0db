"""A director's verbs for lists of people: look at one, take it in. All of a list or nothing.

Whoever is new gets an account without a password and a link, told once, with which they choose one.
A list adds and moves; it ends nobody's access and changes nobody's role.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import uuid4

from practice import BadInput, WrongStage, arrivals, one_roster, rosters
from practice.arrivals import Fate, Known, LinkFor, Place, Plan
from practice.house import House
from practice.memberships import over
from practice.roles import Person, Role, require
from practice.rosters import Entry, File, Roster


def preview(
    house: House, me: Person, files: Sequence[File], classes: Collection[str] | None = None
) -> Plan:
    """What taking these files in would do, person by person; nothing is written.

    `classes` are those of a OneRoster export that become cohorts here.
    """
    require(me, "manage people")
    return _planned(house, one_roster.read(files, classes))


def take_in(
    house: House, me: Person, files: Sequence[File], classes: Collection[str] | None, mark: str
) -> list[LinkFor]:
    """Do what was looked at: `mark` is the plan's. Gives the new people's links, this once.

    BadInput while the list has a fault, WrongStage when somebody came or changed since the look;
    nothing is written then.
    """
    require(me, "manage people")
    plan = preview(house, me, files, classes)
    if plan.faults:
        raise BadInput(
            f"{len(plan.faults)} mistakes have to be mended first. Nothing was taken in."
            if len(plan.faults) > 1
            else "One mistake has to be mended first. Nothing was taken in."
        )
    if plan.mark != mark:
        raise WrongStage(
            "The people here have changed since you looked. Nothing was taken in; look once more."
        )
    return _written(house, me, plan, f"took in a list of {len(plan.arrivals)} people")


def admit(
    house: House, me: Person, name: str, email: str, role: Role, cohorts: Sequence[str]
) -> LinkFor:
    """Make one account for an e-mail address, and a link to choose a password.

    `cohorts` are names. BadInput when the address or the person cannot be taken.
    """
    require(me, "manage people")
    name, email = " ".join(name.split()), rosters.known_as(email)
    for _, sentence in rosters.mistakes(name, email, email):
        raise BadInput(sentence)
    if role is not Role.DIRECTOR and not cohorts:
        raise BadInput("Choose the cohort they belong to.")
    entry = Entry("", 1, name, email, email, role, tuple(cohorts))
    plan = _planned(house, Roster((entry,)))
    for fault in plan.faults:
        raise BadInput(fault.sentence)
    if plan.arrivals[0].fate is not Fate.NEW:
        raise BadInput("Somebody with this e-mail address is here already.")
    return _written(house, me, plan, f"invited a {role.value}")[0]


def _planned(house: House, roster: Roster) -> Plan:
    people = house.store.people
    reads = people.reads()
    known = [
        Known(a.id, a.name, a.username, a.email or "", a.role, a.active,
              reads.get(a.id, ()) if a.role is Role.SUPERVISOR
              else tuple(filter(None, [a.cohort])))
        for a in people.everyone() if not a.former
    ]  # fmt: skip
    waiting = [link.name for link in house.accounts.open_links() if link.person is None]
    return arrivals.planned(roster, known, _places(house), waiting)


def _places(house: House) -> list[Place]:
    now = house.now()
    return [Place(c.id, c.name, over(c.ends_on, now)) for c in house.store.people.cohorts()]


def _written(house: House, me: Person, plan: Plan, did: str) -> list[LinkFor]:
    batch = arrivals.batch(plan, _places(house), lambda: uuid4().hex)
    links = house.accounts.take_in(batch, me.id, did)
    new = [arrival for arrival in plan.arrivals if arrival.fate is Fate.NEW]
    return [
        LinkFor(who.name, who.username, who.role, arrival.cohorts, link.path, link.ends_at)
        for arrival, who, link in zip(new, batch.newcomers, links, strict=True)
    ]
