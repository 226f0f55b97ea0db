"""Whose turn it is: who is away, when each trainee's next supervision is, who is given a rep.

Absences and meetings are settings, the newest of which counts. Whether somebody may ask for any of
this is for the verbs to say.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from practice import BadInput
from practice.house import House
from practice.journal import Opened, write
from practice.reviewed import Passed
from practice.waiting import Meeting

AWAY = "away "  # followed by a supervisor's id
MEETING = "supervision of "  # followed by a trainee's id


def away(house: House) -> dict[str, date]:
    """Who is away now, and the day each is back (UTC)."""
    today = house.now().date()
    kept: Mapping[str, str | None] = house.store.settings_under(AWAY)
    back = {person: date.fromisoformat(day) for person, day in kept.items() if day}
    return {person: day for person, day in back.items() if today < day}


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
