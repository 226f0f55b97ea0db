"""A director's desk: who is on which rep, how the work is spread, what was escalated, targets.

No words of a transcript are shown here; an escalation is a supervisor's own line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from practice import BadInput, NotFound, WrongStage, flags, rota
from practice.house import House
from practice.journal import open_rep, write
from practice.raters import Agreement
from practice.reviewed import TakenUp
from practice.reviews import DONE, RepRow, Tier
from practice.roles import Person, Role, require
from practice.rota import Spread
from practice.severity import Severities
from practice.targets import LATELY, MOST_DAYS, Answered, Target, answered

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


# --- supervisors: their load, their absences, how soon and how alike they rate --------------------


def spread(house: House, me: Person) -> Spread:
    """How the work is spread over all supervisors of the programme, by name."""
    require(me, "see cohort")
    return rota.spread(house, None)


def set_away(house: House, me: Person, person: str, back: date | None) -> None:
    """A supervisor is away until a day (UTC), or here again with None: when they cannot say so."""
    require(me, "manage people")
    account = house.store.people.by_id(person)
    if account is None or account.role is not Role.SUPERVISOR:
        raise NotFound("There is no such supervisor.")
    rota.set_away(house, me.id, person, back)
    house.store.note(house.now(), me.id, "said whether a supervisor is away", person)


def turnaround(house: House, me: Person) -> dict[Tier, Answered]:
    """How each tier was answered in the last 28 days beside its target, and what waits."""
    require(me, "see cohort")
    now = house.now()
    signed = house.store.signed(since=now - LATELY)
    return answered(signed, house.store.queue(None), rota.aims(house), now)


def targets(house: House, me: Person) -> dict[Tier, Target]:
    """How soon each tier should be answered here."""
    require(me, "see cohort")
    return rota.aims(house)


def set_targets(house: House, me: Person, days: Mapping[Tier, int | None]) -> None:
    """Say within how many days (1 to 60) each tier should be answered.

    0 is no target, None what is proposed. What was late under the former targets may not be now.
    """
    require(me, "change settings")
    own = {tier.value: each for tier, each in days.items() if each is not None}
    if not all(0 <= each <= MOST_DAYS for each in own.values()):
        raise BadInput(f"A target is 0 to {MOST_DAYS} days; 0 is none.")
    house.store.change_setting(rota.TARGETS, own, me.id, house.now())
    house.store.note(house.now(), me.id, "changed how soon feedback should come", "programme")


def agreement(house: House, me: Person) -> tuple[Agreement, ...]:
    """How far the programme's supervisors agree, point by point."""
    require(me, "see cohort")
    return rota.agreement(house)


def severities(house: House, me: Person) -> Severities:
    """How strict each rater is beside the mean of all; each of them sees their own."""
    require(me, "see cohort")
    return rota.severities(house)
