"""The next rep, and why: an assigned one first, then a return that is due, then the weakest gate.

What was met comes back after 2, 7 and 21 days, since what is only met once is soon lost. What three
redos did not move rests until a supervisor has looked.

It proposes; the trainee may always choose otherwise. Good reps are counted, not minutes or streaks.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from practice import NotFound
from practice.cases import DIFFICULTIES, Case, Difficulty, Stimulus
from practice.record import Kind, NextRep
from practice.reviews import STUCK as STUCK
from practice.reviews import RatingRow, RepRow
from practice.rubrics import COMPETENT, Rubric

REPS_BEFORE_HARDER = 2  # met twice at a level, on different cases, before the next is proposed


@dataclass(frozen=True)
class Proposal:
    """What a rep would be about, and the reason in one sentence."""

    kind: Kind
    skill: str
    criterion: str
    level: Difficulty
    case: str
    stimulus: str | None
    because: str
    assigned_by: str | None = None
    follows: str | None = None  # the encounter whose next session this is


def propose(
    cases: Mapping[str, Case],
    rubrics: Mapping[str, Rubric],
    rows: Sequence[RepRow],
    ratings: Sequence[RatingRow],
    assigned: tuple[NextRep, str] | None = None,
    wished: Mapping[str, Difficulty] | None = None,
    now: datetime | None = None,
) -> Proposal | None:
    """The next drill for a trainee with this history (newest rep first); None without content.

    `assigned` is the newest rep a supervisor asked for and the trainee has not begun, with the
    supervisor's id. `wished` is the level the trainee asked for at the last check-in of a skill.
    Without `now` nothing is due.
    """
    usable = {skill: r for skill, r in rubrics.items() if _stimuli(cases, skill)}
    if assigned and assigned[0].skill in usable:
        wish, who = assigned
        try:
            return choose(cases, usable, rows, Kind.DRILL, wish.skill, wish.criterion, wish.level,
                          wish.case, "Your supervisor asked for this one.", who)  # fmt: skip
        except NotFound:
            pass
    if not usable:
        return None
    for due in returns(rows, now) if now else ():
        if due.skill in usable and due.criterion in usable[due.skill].criterion_ids:
            title = usable[due.skill].criterion(due.criterion).title
            why = f"You met “{title}” {due.ago}. Coming back to it now is what makes it stay."
            try:
                return choose(cases, usable, rows, Kind.DRILL, due.skill, due.criterion, due.level,
                              None, why)  # fmt: skip
            except NotFound:
                continue
    skill = min(usable, key=lambda s: (sum(row.skill == s for row in rows), list(usable).index(s)))
    criterion, because = _weakest(usable[skill], ratings, rows)
    there = {stimulus.level for _, stimulus in _stimuli(cases, skill)}
    level = _nearest((wished or {}).get(skill) or _level(rows, skill), there)
    return choose(cases, usable, rows, Kind.DRILL, skill, criterion, level, None, because)


GAPS = (timedelta(days=2), timedelta(days=7), timedelta(days=21))


@dataclass(frozen=True)
class Return:
    """Something that was met and is due again."""

    skill: str
    criterion: str
    level: Difficulty
    since: datetime  # when it was due
    ago: str  # when it was met, in words


def returns(rows: Sequence[RepRow], now: datetime) -> list[Return]:
    """What is due again, the longest overdue first: 2, 7 and 21 days after it was met.

    A rep counts as met when a supervisor signed it so. After the third return it is kept by the
    ordinary choice. A try since then that was not met belongs to the weakest points instead.
    """
    found = []
    for skill, criterion in dict.fromkeys((row.skill, row.criterion) for row in rows):
        own = [r for r in rows if (r.skill, r.criterion) == (skill, criterion)]
        met = sorted((row for row in own if row.met), key=lambda row: row.begun_at)
        if not met or len(met) > len(GAPS):
            continue
        last = met[-1]
        due = last.begun_at + GAPS[len(met) - 1]
        tried = any(row.begun_at > last.begun_at for row in own)
        if due <= now and not tried:
            days = (now - last.begun_at).days
            ago = f"{days} days ago" if days < 14 else f"{days // 7} weeks ago"
            level = next(d for d in DIFFICULTIES if d == last.level)
            found.append(Return(skill, criterion, level, due, ago))
    return sorted(found, key=lambda one: one.since)


def _resting(rows: Sequence[RepRow]) -> frozenset[str]:
    """Criteria whose newest rep is stuck and has not come back from a supervisor yet."""
    newest: dict[str, RepRow] = {}
    for row in rows:  # newest first
        newest.setdefault(row.criterion, row)
    return frozenset(c for c, row in newest.items() if STUCK in row.reasons and not row.signed_at)


def choose(
    cases: Mapping[str, Case],
    rubrics: Mapping[str, Rubric],
    rows: Sequence[RepRow],
    kind: Kind,
    skill: str,
    criterion: str,
    level: Difficulty,
    case: str | None,
    because: str = "You chose it.",
    assigned_by: str | None = None,
) -> Proposal:
    """Fill in what was left open: the case least practised, the next stimulus in turn."""
    rubrics[skill].criterion(criterion)
    pool = [
        (c, s)
        for c, s in _stimuli(cases, skill)
        if (case is None or c.id == case) and (kind is Kind.ENCOUNTER or s.level == level)
    ]
    if not pool:
        raise NotFound("No case has an exercise of that skill at that level yet. Choose another.")
    on_target = [(c, s) for c, s in pool if s.criterion == criterion]
    pool = on_target or pool
    seen = {c.id: sum(row.case == c.id and row.skill == skill for row in rows) for c, _ in pool}
    fewest = min(seen, key=lambda case_id: (seen[case_id], case_id))
    here = [s for c, s in pool if c.id == fewest]
    done = sum(row.case == fewest and row.skill == skill and row.level == level for row in rows)
    stimulus = None if kind is Kind.ENCOUNTER else here[done % len(here)].id
    return Proposal(kind, skill, criterion, level, fewest, stimulus, because, assigned_by)


def transfer(
    cases: Mapping[str, Case], proposal: Proposal, rows: Sequence[RepRow]
) -> tuple[str, str] | None:
    """A parallel statement from a different case: same criterion if there is one, else level."""
    others = [(c, s) for c, s in _stimuli(cases, proposal.skill) if c.id != proposal.case]
    same_aim = [(c, s) for c, s in others if s.criterion == proposal.criterion]
    for fits in (
        [(c, s) for c, s in same_aim if s.level == proposal.level],
        same_aim,
        [(c, s) for c, s in others if s.level == proposal.level],
    ):
        if fits:
            case, stimulus = fits[len(rows) % len(fits)]
            return case.id, stimulus.id
    return None


def beside(level: Difficulty, ask: Literal["easier", "same", "harder"]) -> Difficulty:
    """The level one step easier or harder, or the same at either end."""
    step = {"easier": -1, "same": 0, "harder": 1}[ask]
    last = len(DIFFICULTIES) - 1
    return DIFFICULTIES[min(last, max(0, DIFFICULTIES.index(level) + step))]


def _nearest(level: Difficulty, there: Collection[Difficulty]) -> Difficulty:
    """This level where there are exercises of it; else the nearest that has some, easier first."""
    order = DIFFICULTIES.index
    return min(there, key=lambda other: (abs(order(other) - order(level)), order(other)))


def _stimuli(cases: Mapping[str, Case], skill: str) -> list[tuple[Case, Stimulus]]:
    return [(c, s) for c in cases.values() for s in c.stimuli if s.skill == skill]


def _weakest(
    rubric: Rubric, ratings: Sequence[RatingRow], rows: Sequence[RepRow]
) -> tuple[str, str]:
    """The gate criterion that supervisors rated lowest; else the one aimed at least often."""
    signed = [r for r in ratings if r.source == "final" and r.level is not None]
    resting = _resting(rows)
    gates = [gate for gate in rubric.gates if gate not in resting] or list(rubric.gates)
    recent = {gate: [r.level for r in signed if r.criterion == gate][-3:] for gate in gates}
    means = {g: sum(x for x in xs if x is not None) / len(xs) for g, xs in recent.items() if xs}
    if means:
        gate = min(means, key=lambda g: (means[g], g))
        title = rubric.criterion(gate).title
        if means[gate] < COMPETENT:
            return gate, f"“{title}” is where your supervisors' ratings are lowest so far."
        return (
            gate,
            f"“{title}” keeps its edge with practice; the others are rated higher.",
        )
    aimed = {gate: sum(row.criterion == gate for row in rows) for gate in gates}
    gate = min(aimed, key=lambda g: (aimed[g], rubric.gates.index(g)))
    title = rubric.criterion(gate).title
    if not rows:
        return gate, f"A first rep. “{title}” is a good place to begin."
    rests = [rubric.criterion(c).title for c in rubric.gates if c in resting]
    if rests and gate not in resting:
        why = f"“{rests[0]}” rests until a supervisor has looked at your three tries."
        return gate, f"{why} Meanwhile: “{title}”."
    if not aimed[gate]:
        return gate, f"“{title}” is new to you."
    return gate, f"You have aimed at “{title}” least often in this skill."


def _level(rows: Sequence[RepRow], skill: str) -> Difficulty:
    """One level up after this skill was met at a level on two different cases."""
    level = DIFFICULTIES[0]
    for harder in DIFFICULTIES[1:]:
        met = {row.case for row in rows if row.skill == skill and row.level == level and row.met}
        if len(met) < REPS_BEFORE_HARDER:
            break
        level = harder
    return level
