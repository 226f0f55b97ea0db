"""A director's desk: who is on which rep, what was escalated, and giving a rep to somebody else.

No words of a transcript are shown here; an escalation is a supervisor's own line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from practice import NotFound, WrongStage, flags, rota
from practice.house import House
from practice.journal import open_rep, write
from practice.reviewed import TakenUp
from practice.reviews import DONE, RepRow, Tier
from practice.roles import Person, require

MOST = 200


@dataclass(frozen=True)
class InHand:
    """A rep that somebody holds or was given, or that has waited longest."""

    row: RepRow
    trainee: str
    tier: Tier
    since: datetime
    holder: str
    given_to: str
    can_take: tuple[Person, ...]


@dataclass(frozen=True)
class Escalation:
    """What a supervisor asks a director to look into."""

    rep: str
    trainee: str
    by: str
    at: datetime
    note: str


def in_hand(house: House, me: Person, cohort: str | None = None) -> list[InHand]:
    """What waits in the programme or in one cohort: the oldest 200, with who is on it."""
    require(me, "see cohort")
    now = house.now()
    rows = house.store.queue(None if cohort is None else [cohort])[:MOST]
    people = {account.id: account.person for account in house.store.people.everyone()}
    here = rota.here(house, {row.cohort for row in rows})
    found = []
    for row in rows:
        held = row.holder if row.holder and row.until and now < row.until else ""
        found.append(
            InHand(
                row=row,
                trainee=_name(people, row.trainee),
                tier=Tier(row.tier) if row.tier else Tier.OLDEST,
                since=row.submitted_at or row.touched_at,
                holder=_name(people, held),
                given_to=_name(people, row.given_to or ""),
                can_take=tuple(people[id_] for id_ in here[row.cohort] if id_ != held),
            )
        )
    return found


def _name(people: dict[str, Person], id_: str) -> str:
    if not id_:
        return ""
    return people[id_].name if id_ in people else "somebody who left"


def reassign(house: House, me: Person, rep_id: str, to: str) -> None:
    """Give a waiting rep to another supervisor, even one that somebody holds."""
    require(me, "manage people")
    opened = open_rep(house, rep_id)
    waits = opened.rep.submitted is not None or bool(opened.rep.flags)
    if not waits or opened.review.stage in DONE:
        raise WrongStage("This rep does not wait for anybody.")
    rota.pass_on(house, me.id, opened, to)


def escalations(house: House, me: Person) -> list[Escalation]:
    """What supervisors escalated and nobody has taken up, the oldest first."""
    require(me, "see cohort")
    people = {account.id: account.person for account in house.store.people.everyone()}
    found = []
    for row in house.store.escalated():
        asked = open_rep(house, row.id).review.open_escalation
        if asked:
            trainee, by = _name(people, row.trainee), _name(people, asked.by)
            found.append(Escalation(row.id, trainee, by, asked.at, asked.note))
    return found


def take_up(house: House, me: Person, rep_id: str, note: str) -> None:
    """Write what was done about an escalation; the supervisors of the rep read it."""
    require(me, "manage people")
    note = flags.clean(note, "Write a line about what you did or decided.")
    opened = open_rep(house, rep_id)
    if opened.review.open_escalation is None:
        raise NotFound("Nobody escalated this, or it was taken up already.")
    write(house, opened, TakenUp(at=house.now(), by=me.id, note=note))
    house.store.note(house.now(), me.id, "took up an escalation", rep_id)
