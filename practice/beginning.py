"""Choosing a rep and beginning it: what a trainee does before the client speaks.

The content it is read against is fixed here; nothing of the exercise is shown yet.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from practice import AlreadyTaken, NotAllowed, meeting, reps, schedule
from practice.cases import DIFFICULTIES, Difficulty
from practice.house import House
from practice.journal import open_own, open_rep
from practice.meeting import Earlier
from practice.memberships import over
from practice.record import Attempt, Begun, Kind, Next, NextRep, Plan
from practice.reviewed import Version
from practice.reviews import DONE, RepRow
from practice.roles import Person, require
from practice.schedule import Proposal
from practice.waiting import row

WEEK = timedelta(days=7)  # in which the same aim with another client still counts as a transfer
LOOK = 10  # reps that came back, the newest, among which the one asked for next is looked for


def my_reps(house: House, me: Person) -> list[RepRow]:
    """All of this trainee's reps, newest first."""
    require(me, "see own reps")
    return house.store.rows_of(me.id)


def over_since(house: House, me: Person) -> date | None:
    """The last day of this trainee's cohort once it has passed; None while they may begin reps."""
    require(me, "see own reps")
    cohort = house.store.people.cohort(me.cohort) if me.cohort else None
    return cohort.ends_on if cohort and over(cohort.ends_on, house.now()) else None


def proposal(house: House, me: Person) -> Proposal | None:
    """The next rep for this trainee and why; None while no case or rubric is usable."""
    require(me, "see own reps")
    rows = house.store.rows_of(me.id)
    ratings = house.store.ratings(trainee=me.id, sources=["final"])
    return schedule.propose(
        house.content.cases, house.content.rubrics, rows, ratings,
        assigned=_assigned(house, rows), asked=_asked(house, rows), left=_left(house, rows),
        now=house.now(),
    )  # fmt: skip


def _asked(house: House, rows: Sequence[RepRow]) -> dict[str, Next]:
    """What the trainee wanted next when they last sent a drill, skill by skill."""
    last: dict[str, RepRow] = {}
    for line in rows:  # newest first
        if line.submitted_at and line.kind == Kind.DRILL:
            last.setdefault(line.skill, line)
    said = {skill: open_rep(house, line.id).rep.check_in for skill, line in last.items()}
    return {skill: check_in.next for skill, check_in in said.items() if check_in}


def _left(house: House, rows: Sequence[RepRow]) -> NextRep | None:
    """The other client of the newest rep, left for another day; on a later day of the same week."""
    sent, now = rows[0].submitted_at if rows else None, house.now()
    if sent is None or now - sent > WEEK or now.date() == sent.date():
        return None
    rep = open_rep(house, rows[0].id).rep
    if rep.plan.transfer_case is None or rep.replies(Attempt.TRANSFER):
        return None
    plan = rep.plan
    return NextRep(
        skill=plan.skill, criterion=plan.criterion, level=plan.level, case=plan.transfer_case
    )


def _assigned(house: House, rows: Sequence[RepRow]) -> tuple[NextRep, str] | None:
    """The newest rep a supervisor asked for, or returned, that has not been begun since."""
    back = [line for line in rows if line.review in DONE]
    back.sort(key=lambda line: line.signed_at or line.touched_at, reverse=True)
    for line in back[:LOOK]:
        review = open_rep(house, line.id).review
        last = review.signed or review.returned
        if last is None:
            continue
        wish = last.next if isinstance(last, Version) else _again(line)
        if wish is None:
            continue
        if any(other.begun_at > last.at and other.criterion == wish.criterion for other in rows):
            return None  # the newest wish counts, and it was begun
        return wish, last.by
    return None


def _again(line: RepRow) -> NextRep:
    """A returned rep once more."""
    level = next(d for d in DIFFICULTIES if d == line.level)
    return NextRep(skill=line.skill, criterion=line.criterion, level=level, case=line.case)


def choose(
    house: House, me: Person, kind: Kind, skill: str, criterion: str, level: Difficulty,
    case: str | None = None, follows: str | None = None,
) -> Proposal:  # fmt: skip
    """A rep of the trainee's own choice; NotFound when there is no exercise like that.

    `follows` is an earlier encounter with the same client, whose next session this is to be.
    """
    require(me, "practise")
    rows = house.store.rows_of(me.id)
    cases, rubrics = house.content.cases, house.content.rubrics
    house.content.rubric(skill)
    wish = schedule.choose(cases, rubrics, rows, kind, skill, criterion, level, case)
    if follows:
        meeting.followed(house, me, follows, house.content.case(wish.case))
    return replace(wish, follows=follows)


def next_sessions(house: House, me: Person) -> list[Earlier]:
    """The trainee's clients who have a next session, the one met last first."""
    require(me, "see own reps")
    cases = dict.fromkeys(
        row.case for row in house.store.rows_of(me.id) if row.kind == Kind.ENCOUNTER
    )
    known = [house.content.cases[case] for case in cases if case in house.content.cases]
    return [found for case in known if (found := meeting.earlier(house, me, case))]


def next_session(house: House, me: Person, case_id: str) -> Earlier | None:
    """The trainee's last encounter with a client that has a next session; None without one."""
    require(me, "see own reps")
    return meeting.earlier(house, me, house.content.case(case_id))


def new_rep_id() -> str:
    """An id that cannot be guessed; it stands in the address of the rep's page."""
    return secrets.token_urlsafe(12)


def begin(house: House, me: Person, wish: Proposal, rep_id: str) -> str:
    """Begin a rep at its aim, while the cohort runs; beginning the same id twice is one rep."""
    require(me, "practise")
    if ended := over_since(house, me):
        raise NotAllowed(
            f"Your cohort ended on {ended.day} {ended:%B %Y}, so no new rep can be begun. You can "
            "read all you did and finish what you began; a director can give the cohort more time."
        )
    case, rubric = house.content.case(wish.case), house.content.rubric(wish.skill)
    rubric.criterion(wish.criterion)
    rows = house.store.rows_of(me.id)
    stimulus = case.stimulus(wish.stimulus) if wish.stimulus else None
    drill = wish.kind is Kind.DRILL
    before = meeting.followed(house, me, wish.follows, case) if wish.follows else None
    last_time, agreed = meeting.reminder(before, case) if before else ("", "")
    parallel = schedule.transfer(house.content.cases, wish, rows) if drill else None
    plan = Plan(
        kind=wish.kind, skill=wish.skill, criterion=wish.criterion, level=wish.level, case=case.id,
        case_version=case.version, case_fingerprint=case.fingerprint,
        rubric_version=rubric.version, rubric_fingerprint=rubric.fingerprint,
        stimulus=wish.stimulus,
        transfer_case=parallel[0] if parallel else None,
        transfer_stimulus=parallel[1] if parallel else None,
        recognition=bool(stimulus and stimulus.key.labels and rubric.labels),
        seed=int(hashlib.sha256(rep_id.encode()).hexdigest()[:8], 16),
        because=wish.because, assigned_by=wish.assigned_by,
        session=before.state.session + 1 if before and before.state else 1,
        follows=wish.follows, last_time=last_time, agreed=agreed,
    )  # fmt: skip
    event = Begun(at=house.now(), by=me.id, plan=plan)
    rep = reps.fold(rep_id, me.id, [event])
    line = row(rep, None, rubric, cohort=me.cohort or "", now=house.now(), length=1, good=False)
    try:
        house.store.begin(rep_id, event, line)
    except AlreadyTaken:
        open_own(house, me, rep_id)
    return rep_id
