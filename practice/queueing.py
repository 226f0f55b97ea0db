"""The queue and whose turn it is: what waits, who is on what, who is away, when supervision is.

A supervisor sees the cohorts they were given and nothing else; no level stands in a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime

from practice import BadInput, NotFound, rota
from practice.house import House
from practice.journal import open_rep
from practice.raters import Agreement
from practice.reviews import RepRow, Review, ReviewStage, Tier
from practice.roles import Person, Role, require
from practice.rota import Spread
from practice.severity import Severity
from practice.targets import LATELY, Answered, answered
from practice.waiting import BUILT_IN, View, Waiting, Wanted, due, narrowed

VIEWS = "views of "  # followed by a supervisor's id
MOST_VIEWS = 12
_READ = (ReviewStage.ACKNOWLEDGED.value, ReviewStage.CONTESTED.value)


def queue(house: House, me: Person, wanted: Wanted = Wanted()) -> list[Waiting]:  # noqa: B008 - frozen and empty
    """What waits in this supervisor's cohorts: by tier, oldest first within a tier."""
    require(me, "see queue")
    people, now = house.store.people, house.now()
    names = {account.id: account.name for account in people.everyone()}
    meetings, gone, aims = rota.meetings(house), rota.away(house), rota.aims(house)
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
        lines.append(
            Waiting(
                row=row,
                trainee=names.get(row.trainee, "somebody who left"),
                case=titles.get(row.case, row.case),
                criterion=points.get(row.criterion, row.criterion),
                tier=tier,
                reasons=reasons,
                since=since,
                late=aims[tier].late(since, now),
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
class Answer:
    """A rep that one signed, and what its trainee said to that, if anything."""

    row: RepRow
    reply: str
    contested: str  # why they asked for a second rating


def answers(house: House, me: Person) -> list[Answer]:
    """The last 20 that this supervisor signed, newest first, with what the trainees answered."""
    require(me, "see queue")
    found = []
    for row in signed_by_me(house, me)[:20]:
        review = open_rep(house, row.id).review if row.review in _READ else Review()
        said, asked = review.acknowledged, review.contested
        found.append(Answer(row, said.reply if said else "", asked.reason if asked else ""))
    return found


def load(house: House, me: Person) -> Spread:
    """How the work is spread over the supervisors of one's cohorts, by name."""
    require(me, "see queue")
    return rota.spread(house, house.store.people.supervises(me.id))


def turnaround(house: House, me: Person, waiting: Iterable[RepRow] = ()) -> dict[Tier, Answered]:
    """How each tier of one's cohorts was answered in the last 28 days, and what waits of it."""
    require(me, "see queue")
    now, cohorts = house.now(), house.store.people.supervises(me.id)
    signed = house.store.signed(cohorts=cohorts, since=now - LATELY)
    return answered(signed, waiting, rota.aims(house), now)


def agreement(house: House, me: Person) -> tuple[Agreement, ...]:
    """How far the programme's supervisors agree, point by point."""
    require(me, "see queue")
    return rota.agreement(house)


def my_severity(house: House, me: Person) -> str:
    """How strict one rates beside one's colleagues, in a sentence; of nobody else."""
    require(me, "see queue")
    found = rota.severities(house).raters
    own = next(
        (one for one in found if one.rater == me.id), Severity(me.id, None, None, None, 0, 0)
    )
    return own.sentence()


def set_away(house: House, me: Person, back: date | None) -> None:
    """Be away until a day (UTC), or be here again with None.

    Meanwhile one's due reps count as nobody's, and no second rating is offered.
    """
    require(me, "see queue")
    rota.set_away(house, me.id, me.id, back)


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


# --- saved views -----------------------------------------------------------------------------


def my_views(house: House, me: Person) -> tuple[View, ...]:
    """The views that every supervisor has, then those one has saved, by name."""
    require(me, "see queue")
    return (*BUILT_IN, *_saved(house, me))


def keep_view(house: House, me: Person, name: str, wanted: Wanted) -> None:
    """Save what one wants to see under a name; the same name again replaces it."""
    require(me, "see queue")
    name = " ".join(name.split())
    if not name or len(name) > 30:
        raise BadInput("A view needs a name of at most 30 characters.")
    if name.lower() in {view.name for view in BUILT_IN}:
        raise BadInput(f"“{name}” is there for everybody; choose another name.")
    others = [view for view in _saved(house, me) if view.name.lower() != name.lower()]
    if len(others) >= MOST_VIEWS:
        raise BadInput(f"At most {MOST_VIEWS} views can be kept; forget one first.")
    _keep_views(house, me, [*others, View(name, wanted)])


def forget_view(house: House, me: Person, name: str) -> None:
    """Forget a view one has saved."""
    require(me, "see queue")
    kept = _saved(house, me)
    rest = [view for view in kept if view.name != name]
    if len(rest) == len(kept):
        raise NotFound("You have no view of that name.")
    _keep_views(house, me, rest)


def _saved(house: House, me: Person) -> tuple[View, ...]:
    lines = house.store.setting(f"{VIEWS}{me.id}", [])
    return tuple(View(line["name"], replace(Wanted(), **line["wanted"])) for line in lines)


def _keep_views(house: House, me: Person, views: Sequence[View]) -> None:
    by_name = sorted(views, key=lambda view: view.name.lower())
    lines = [{"name": view.name, "wanted": asdict(view.wanted)} for view in by_name]
    house.store.change_setting(f"{VIEWS}{me.id}", lines, me.id, house.now())
