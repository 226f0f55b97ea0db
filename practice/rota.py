"""Whose turn it is: who is away, who has how much, when supervision is, who is given a rep.

Absences, meetings and targets are settings, the newest of which counts. Whether somebody may ask
for any of this is for the verbs to say.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from practice import BadInput, raters, severity, worked
from practice.house import House
from practice.journal import Opened, write
from practice.raters import Agreement
from practice.reviewed import Passed
from practice.reviews import Tier
from practice.severity import Severities
from practice.targets import Target, targets
from practice.waiting import Meeting

AWAY = "away "  # followed by a supervisor's id
MEETING = "supervision of "  # followed by a trainee's id
TARGETS = "review targets"  # {tier: days}, 0 for none


def away(house: House) -> dict[str, date]:
    """Who is away now, and the day each is back (UTC)."""
    today = house.now().date()
    kept: Mapping[str, str | None] = house.store.settings_under(AWAY)
    back = {person: date.fromisoformat(day) for person, day in kept.items() if day}
    return {person: day for person, day in back.items() if today < day}


def set_away(house: House, by: str, person: str, back: date | None) -> None:
    """Somebody is away until a day (UTC), or here again with None."""
    if back is not None and back <= house.now().date():
        raise BadInput("Choose the day they are back; it has to be after today.")
    value = back.isoformat() if back else None
    house.store.change_setting(f"{AWAY}{person}", value, by, house.now())


def aims(house: House) -> dict[Tier, Target]:
    """How soon each tier should be answered here."""
    return targets(house.store.setting(TARGETS, {}))


@dataclass(frozen=True)
class Load:
    """What one supervisor has done this week (since Monday, UTC) and has in hand.

    `minutes` are those of first reviews; `seconds` counts second ratings.
    """

    id: str
    name: str
    signed: int
    seconds: int
    minutes: int
    holds: int
    given: int
    away: date | None  # the day they are back


@dataclass(frozen=True)
class Spread:
    """How the work lies on the supervisors, by name, and how long a transcript usually takes."""

    each: tuple[Load, ...]
    usual: str


def spread(house: House, cohorts: Collection[str] | None) -> Spread:
    """How the work of some cohorts, or of the whole programme, is spread."""
    store, now = house.store, house.now()
    if cohorts is None:
        cohorts = [cohort.id for cohort in store.people.cohorts()]
    monday = datetime.combine(now.date() - timedelta(days=now.weekday()), time(), UTC)
    signed = [row.signed_by for row in store.signed(cohorts=cohorts, since=monday)]
    steps = store.steps(cohorts, monday)
    sat = worked.sittings(steps)
    seconds = [step.by for step in steps if step.kind == "second_rated"]
    waits = store.queue(cohorts, taken=True)
    holders = [row.holder for row in waits if row.until and now < row.until]
    given = [row.given_to for row in waits]
    gone, minutes = away(house), worked.minutes(sat)
    ids = {id_ for readers in store.people.readers(cohorts).values() for id_ in readers}
    names = {account.id: account.name for account in store.people.everyone()}
    found = [
        Load(
            id_, names[id_], signed.count(id_), seconds.count(id_), minutes.get(id_, 0),
            holders.count(id_), given.count(id_), gone.get(id_),
        )
        for id_ in ids
    ]  # fmt: skip
    return Spread(tuple(sorted(found, key=lambda one: one.name.lower())), worked.usual(sat))


def agreement(house: House) -> tuple[Agreement, ...]:
    """How far the programme's supervisors agree, from every rep that two of them rated blind."""
    ratings = house.store.ratings(sources=["blind"], twice=True)
    return raters.agreement(ratings, house.store.seconds(None, "done"))


def severities(house: House) -> Severities:
    """How strict each rater is; for a director, and of each rater for themselves."""
    return severity.severities(house.store.ratings(sources=["blind", "final"]))


def meetings(house: House) -> dict[str, Meeting]:
    """Each trainee's next supervision, or their last one where no other was set."""
    kept: Mapping[str, Mapping[str, str] | None] = house.store.settings_under(MEETING)
    return {
        trainee: Meeting(datetime.fromisoformat(said["at"]), said["by"])
        for trainee, said in kept.items()
        if said
    }


def here(house: House, cohorts: Collection[str]) -> dict[str, list[str]]:
    """For each of these cohorts the supervisors who read it and are not away."""
    gone = away(house)
    readers = house.store.people.readers(cohorts)
    return {cohort: [id_ for id_ in ids if id_ not in gone] for cohort, ids in readers.items()}


def pass_on(house: House, by: str, opened: Opened, to: str) -> None:
    """Write down whose turn it is; BadInput for somebody who cannot take it now."""
    if to not in here(house, [opened.cohort])[opened.cohort]:
        raise BadInput("This colleague does not read the cohort, or is away.")
    if opened.review.made_contested(to):
        raise BadInput("They made the rating that the trainee asked to have made again.")
    write(house, opened, Passed(at=house.now(), by=by, to=to))
    house.store.note(house.now(), by, "gave a transcript to a colleague", opened.rep.id)
