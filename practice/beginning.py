"""Choosing a rep and beginning it: what a trainee does before the client speaks.

The content it is read against is fixed here; nothing of the exercise is shown yet.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import replace

from practice import AlreadyTaken, meeting, reps, schedule
from practice.cases import Difficulty
from practice.house import House
from practice.journal import open_own, open_rep
from practice.meeting import Earlier
from practice.record import Begun, Kind, NextRep, Plan
from practice.reviews import RepRow
from practice.roles import Person, require
from practice.schedule import Proposal
from practice.waiting import row


def my_reps(house: House, me: Person) -> list[RepRow]:
    """All of this trainee's reps, newest first."""
    require(me, "see own reps")
    return house.store.rows_of(me.id)


def proposal(house: House, me: Person) -> Proposal | None:
    """The next rep for this trainee and why; None while no case or rubric is usable."""
    require(me, "see own reps")
    rows = house.store.rows_of(me.id)
    ratings = house.store.ratings(trainee=me.id, sources=["final"])
    return schedule.propose(
        house.content.cases, house.content.rubrics, rows, ratings,
        assigned=_assigned(house, rows), wished=_wished(house, rows), now=house.now(),
    )  # fmt: skip


def _wished(house: House, rows: Sequence[RepRow]) -> dict[str, Difficulty]:
    """The level the trainee asked for when they last sent a drill, skill by skill."""
    last: dict[str, RepRow] = {}
    for line in rows:  # newest first
        if line.submitted_at and line.kind == Kind.DRILL:
            last.setdefault(line.skill, line)
    found = {}
    for skill, line in last.items():
        rep = open_rep(house, line.id).rep
        if rep.check_in and rep.check_in.next != "same":
            found[skill] = schedule.beside(rep.plan.level, rep.check_in.next)
    return found


def _assigned(house: House, rows: Sequence[RepRow]) -> tuple[NextRep, str] | None:
    """The newest rep a supervisor asked for that has not been begun since."""
    signed = sorted((r for r in rows if r.signed_at), key=lambda r: r.signed_at or r.begun_at)
    if not signed:
        return None
    last = open_rep(house, signed[-1].id).review.signed
    if last is None or last.next is None:
        return None
    begun = any(r.begun_at > last.at and r.criterion == last.next.criterion for r in rows)
    return None if begun else (last.next, last.by)


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
    """Begin a rep at its aim; beginning the same id twice is one rep."""
    require(me, "practise")
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
