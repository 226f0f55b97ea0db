"""The queue and whose turn it is: what waits, who is on what, who is away, when supervision is.

A supervisor sees the cohorts they were given and nothing else; no level stands in a line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from statistics import median

from practice import BadInput, NotFound, rota
from practice.house import House
from practice.reviews import WITHIN, RepRow, Tier
from practice.roles import Person, Role, require
from practice.waiting import Waiting, Wanted, due, narrowed

LATELY = timedelta(days=28)


def queue(house: House, me: Person, wanted: Wanted = Wanted()) -> list[Waiting]:  # noqa: B008 - frozen and empty
    """What waits in this supervisor's cohorts: by tier, oldest first within a tier."""
    require(me, "see queue")
    people, now = house.store.people, house.now()
    names = {account.id: account.name for account in people.everyone()}
    meetings, gone = rota.meetings(house), rota.away(house)
    content = house.content
    titles = {id_: case.title for id_, case in content.cases.items()}
    points = {
        rubric.full(criterion): criterion.title
        for rubric in content.rubrics.values()
        for criterion in rubric.criteria
    }
    lines = []
    for row in house.store.queue(people.supervises(me.id)):
        held = row.holder if row.holder and row.until and now < row.until else None
        meeting = due(row, meetings, now)
        tier = Tier(row.tier) if row.tier else Tier.OLDEST
        reasons = row.reasons
        if meeting:
            day = f"{meeting.at:%A} {meeting.at.day} {meeting.at:%B}"
            reasons = (*(r for r in reasons if r != "in turn"), f"due before supervision on {day}")
            tier = Tier.HUMAN_NOW if tier is Tier.HUMAN_NOW else Tier.ASKED
        owner = held or row.given_to or (meeting.by if meeting else None)
        since = row.submitted_at or row.touched_at
        within = WITHIN.get(tier)
        lines.append(
            Waiting(
                row=row,
                trainee=names.get(row.trainee, "somebody who left"),
                case=titles.get(row.case, row.case),
                criterion=points.get(row.criterion, row.criterion),
                tier=tier,
                reasons=reasons,
                since=since,
                late=within is not None and now - since > within,
                mine=held == me.id,
                held_by=names.get(held, "a colleague") if held and held != me.id else "",
                dropped_by=names.get(row.holder, "") if row.holder and not held else "",
                given_to=names.get(row.given_to or "", "") if row.given_to != me.id else "",
                for_me=owner == me.id,
                for_nobody=owner is None or (held is None and owner in gone),
            )
        )
    return narrowed(lines, wanted)


def signed_by_me(house: House, me: Person) -> list[RepRow]:
    """The last 50 that this supervisor has signed, newest first."""
    require(me, "see queue")
    cohorts = house.store.people.supervises(me.id)
    return house.store.signed(by=me.id, cohorts=cohorts, most=50)


@dataclass(frozen=True)
class Load:
    """What one supervisor has done this week (since Monday, UTC) and has in hand."""

    id: str
    name: str
    signed: int
    holds: int
    given: int
    away: date | None  # the day they are back


def load(house: House, me: Person) -> list[Load]:
    """How the work is spread over the supervisors of one's cohorts, by name."""
    require(me, "see queue")
    people, now = house.store.people, house.now()
    cohorts = people.supervises(me.id)
    monday = datetime.combine(now.date() - timedelta(days=now.weekday()), time(), UTC)
    signed = [row.signed_by for row in house.store.signed(cohorts=cohorts, since=monday)]
    waits = house.store.queue(cohorts, taken=True)
    holders = [row.holder for row in waits if row.until and now < row.until]
    given = [row.given_to for row in waits]
    gone = rota.away(house)
    ids = {id_ for readers in people.readers(cohorts).values() for id_ in readers}
    names = {account.id: account.name for account in people.everyone()}
    found = [
        Load(
            id_, names[id_], signed.count(id_), holders.count(id_), given.count(id_), gone.get(id_)
        )
        for id_ in ids
    ]
    return sorted(found, key=lambda one: one.name.lower())


def turnaround(house: House, me: Person) -> dict[Tier, tuple[int, float]]:
    """For each tier of one's cohorts: reps signed in the last 28 days, and their median days."""
    require(me, "see queue")
    since = house.now() - LATELY
    took: dict[Tier, list[float]] = {}
    for row in house.store.signed(cohorts=house.store.people.supervises(me.id), since=since):
        if row.signed_at and row.submitted_at and row.tier:
            days = (row.signed_at - row.submitted_at) / timedelta(days=1)
            took.setdefault(Tier(row.tier), []).append(days)
    return {tier: (len(days), median(days)) for tier, days in took.items()}


def set_away(house: House, me: Person, back: date | None) -> None:
    """Be away until a day (UTC), or be here again with None.

    Meanwhile one's due reps count as nobody's, and no second rating is offered.
    """
    require(me, "see queue")
    if back is not None and back <= house.now().date():
        raise BadInput("Choose the day you are back; it has to be after today.")
    value = back.isoformat() if back else None
    house.store.change_setting(f"{rota.AWAY}{me.id}", value, me.id, house.now())


def back_on(house: House, me: Person) -> date | None:
    """The day this supervisor is back, while they are away."""
    require(me, "see queue")
    return rota.away(house).get(me.id)


def set_supervision(house: House, me: Person, trainee: str, at: datetime | None) -> None:
    """Say when one's next supervision with a trainee is (UTC), or take it back with None.

    From 48 hours before, what the trainee sent before it is due.
    """
    require(me, "see queue")
    account = house.store.people.by_id(trainee)
    cohorts = house.store.people.supervises(me.id)
    if account is None or account.role is not Role.TRAINEE or account.cohort not in cohorts:
        raise NotFound("There is no such trainee in your cohorts.")
    if at is not None and at <= house.now():
        raise BadInput("The next supervision has to be in the future.")
    value = {"at": at.astimezone(UTC).isoformat(), "by": me.id} if at else None
    house.store.change_setting(f"{rota.MEETING}{trainee}", value, me.id, house.now())


def supervision(house: House, me: Person, trainee: str) -> datetime | None:
    """When this trainee's next supervision is, as far as anybody said."""
    require(me, "see queue")
    found = rota.meetings(house).get(trainee)
    return found.at if found and found.at > house.now() else None


def colleagues(house: House, me: Person, cohort: str) -> list[Person]:
    """Who else reads this cohort and is here, by name."""
    require(me, "see queue")
    ids = rota.here(house, [cohort])[cohort]
    everyone = house.store.people.everyone()
    return [account.person for account in everyone if account.id in ids and account.id != me.id]
