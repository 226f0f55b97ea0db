"""The next rep, and why: assigned first, then what is due again, then the weakest gate.

What was met comes back after 2, 7 and 21 days, since what is only met once is soon lost. What three
redos did not move rests until a supervisor has looked. Difficulty changes by one step at a time.

It proposes; the trainee may always choose otherwise. Good reps are counted, not minutes or streaks.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from practice import NotFound
from practice.cases import DIFFICULTIES, Case, Difficulty, Stimulus
from practice.record import HowHard, Kind, Next, NextRep
from practice.reviews import STUCK as STUCK
from practice.reviews import RatingRow, RepRow
from practice.rubrics import COMPETENT, Rubric

IN_A_ROW = 2  # first attempts competent on their aim, with different clients, before a harder one
FIRST_PICTURE = 2  # reps of a skill that nobody has signed yet before it stops coming first
LAST = 3  # signed ratings of a gate that count
STRONG = frozenset({
    "tense body", "self-critical thoughts", "urge to fix or advise", "urge to withdraw",
    "went blank",
})  # fmt: skip


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
    asked: Mapping[str, Next] | None = None,
    left: NextRep | None = None,
    now: datetime | None = None,
) -> Proposal | None:
    """The next drill for a trainee with this history (newest rep first); None without content.

    `assigned` is the newest rep a supervisor asked for and the trainee has not begun, with the
    supervisor's id. `asked` is, skill by skill, what the trainee wanted next at the last check-in.
    `left` is the other client of the last rep, when they were left for another day. Without `now`
    nothing is due.
    """
    usable = {skill: r for skill, r in rubrics.items() if _stimuli(cases, skill)}

    def drill(skill: str, criterion: str, level: Difficulty, case: str | None, why: str,
              who: str | None = None) -> Proposal | None:  # fmt: skip
        if skill not in usable or criterion not in usable[skill].criterion_ids:
            return None
        try:
            return choose(cases, usable, rows, Kind.DRILL, skill, criterion, level, case, why, who)
        except NotFound:
            return None

    if assigned:
        wish, who = assigned
        asks = "Your supervisor asked for this one."
        if found := drill(wish.skill, wish.criterion, wish.level, wish.case, asks, who):
            return found
    if not usable:
        return None
    for due in returns(rows, now) if now else ():
        title = _title(usable, due.criterion)
        why = f"You met “{title}” {due.ago}. Coming back to it now is what makes it stay."
        if found := drill(due.skill, due.criterion, due.level, None, why):
            return found
    if left and left.case and left.case in cases and not _twice(rows, left.criterion):
        name = cases[left.case].public.short_name
        why = f"You left {name} for another day. The same aim with another client shows it holds."
        if found := drill(left.skill, left.criterion, left.level, left.case, why):
            return found
    skill, criterion, because = _aim(usable, ratings, rows)
    wanted, step = level(skill, rows, ratings, (asked or {}).get(skill, "same"))
    there = {stimulus.level for _, stimulus in _stimuli(cases, skill)}
    nearest = _nearest(wanted, there)
    because = f"{because} {step}".strip() if nearest == wanted else because
    return choose(cases, usable, rows, Kind.DRILL, skill, criterion, nearest, None, because)


def _title(rubrics: Mapping[str, Rubric], criterion: str) -> str:
    rubric = rubrics.get(criterion.partition(".")[0])
    known = rubric is not None and criterion in rubric.criterion_ids
    return rubric.criterion(criterion).title if rubric and known else criterion


def _twice(rows: Sequence[RepRow], criterion: str) -> bool:
    """Whether the last two reps aimed at this already, and nobody has signed either."""
    last = rows[:2]
    return len(last) == 2 and all(r.criterion == criterion and not r.signed_at for r in last)


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

    A rep counts as met when a supervisor signed it so. One that came before its time does not
    count as a return; after the third it is kept by the ordinary choice. A try since then that was
    not met belongs to the weakest points instead.
    """
    found = []
    for skill, criterion in dict.fromkeys((row.skill, row.criterion) for row in rows):
        own = [r for r in rows if (r.skill, r.criterion) == (skill, criterion)]
        met = sorted((row for row in own if row.met), key=lambda row: row.begun_at)
        if not met:
            continue
        last, done = met[0], 0
        for row in met[1:]:
            if done < len(GAPS) and row.begun_at >= last.begun_at + GAPS[done]:
                last, done = row, done + 1
        tried = any(row.begun_at > met[-1].begun_at for row in own)
        if done == len(GAPS) or tried:
            continue
        due = last.begun_at + GAPS[done]
        if due <= now:
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
    """Fill in what was left open: the case least practised (of equals not the last one), the next
    stimulus in turn."""
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
    last = next((row.case for row in rows if row.skill == skill), None)
    fewest = min(seen, key=lambda case_id: (seen[case_id], case_id == last, case_id))
    here = [s for c, s in pool if c.id == fewest]
    done = sum(row.case == fewest and row.skill == skill and row.level == level for row in rows)
    if kind is Kind.ENCOUNTER:
        return Proposal(kind, skill, criterion, level, fewest, None, because, assigned_by)
    one = here[done % len(here)]
    if rubrics[skill].criterion(one.criterion).human_only:  # then nothing else is its aim
        criterion = one.criterion
    return Proposal(kind, skill, criterion, level, fewest, one.id, because, assigned_by)


def transfer(
    cases: Mapping[str, Case], proposal: Proposal, rows: Sequence[RepRow]
) -> tuple[str, str] | None:
    """A parallel statement from a different case: same criterion if there is one, else level."""
    others = [(c, s) for c, s in _stimuli(cases, proposal.skill) if c.id != proposal.case]
    same_aim = [(c, s) for c, s in others if s.criterion == proposal.criterion]
    for fits in (
        [(c, s) for c, s in same_aim if s.level == proposal.level],
        same_aim,
        [(c, s) for c, s in others if s.level == proposal.level and not s.human_flag],
    ):
        if fits:
            case, stimulus = fits[len(rows) % len(fits)]
            return case.id, stimulus.id
    return None


# --- how hard ------------------------------------------------------------------------------------


def suggested(how: HowHard, reactions: Collection[str], own: int | None) -> Next:
    """What the check-in proposes next; the trainee may say otherwise, and nothing is scored.

    Too much, or two strong reactions: easier. Easy, and the aim competent by the trainee's own
    rating (0 to 4): harder. Anything else: the same. A machine's level has no part in it.
    """
    if how == "too much" or len(STRONG & set(reactions)) >= 2:
        return "easier"
    return "harder" if how == "easy" and own is not None and own >= COMPETENT else "same"


def beside(level: Difficulty, ask: Next) -> Difficulty:
    """The level one step easier or harder, or the same at either end."""
    step = {"easier": -1, "same": 0, "harder": 1}[ask]
    last = len(DIFFICULTIES) - 1
    return DIFFICULTIES[min(last, max(0, DIFFICULTIES.index(level) + step))]


def level(
    skill: str, rows: Sequence[RepRow], ratings: Sequence[RatingRow], asked: Next
) -> tuple[Difficulty, str]:
    """The next level of a skill, at most one step from the last, and why it is another one.

    What the trainee asked for counts first. Else it stays, until the aim was signed as competent
    on two first attempts in a row, with different clients, at that level.
    """
    drills = [r for r in rows if r.skill == skill and r.kind == Kind.DRILL and r.submitted_at]
    if not drills:
        return DIFFICULTIES[0], ""
    now = next(d for d in DIFFICULTIES if d == drills[0].level)
    if asked != "same":
        then = beside(now, asked)
        return then, f"One step {asked}, as you asked." if then != now else ""
    signed = {(r.rep, r.criterion): r.level for r in ratings if r.source == "final"}
    here = [r for r in drills if r.level == now and (r.id, r.criterion) in signed][:IN_A_ROW]
    well = all((signed[r.id, r.criterion] or 0) >= COMPETENT for r in here)
    if len(here) == IN_A_ROW and well and len({r.case for r in here}) == IN_A_ROW:
        then = beside(now, "harder")
        if then != now:
            return then, "Your last two were competent, with two clients, so one step harder."
    return now, ""


def _nearest(level: Difficulty, there: Collection[Difficulty]) -> Difficulty:
    """This level where there are exercises of it; else the nearest that has some, easier first."""
    order = DIFFICULTIES.index
    return min(there, key=lambda other: (abs(order(other) - order(level)), order(other)))


def _stimuli(cases: Mapping[str, Case], skill: str) -> list[tuple[Case, Stimulus]]:
    return [(c, s) for c in cases.values() for s in c.stimuli if s.skill == skill]


# --- what to aim at ------------------------------------------------------------------------------


def _aim(
    rubrics: Mapping[str, Rubric], ratings: Sequence[RatingRow], rows: Sequence[RepRow]
) -> tuple[str, str, str]:
    """A skill, one of its gates, and why: the gate rated lowest, once every skill has been seen."""
    begun = {skill: sum(row.skill == skill for row in rows) for skill in rubrics}
    means = _means(rubrics, ratings)
    seen = {gate.partition(".")[0] for gate in means}
    new = [skill for skill in rubrics if skill not in seen]
    if new and (not seen or min(begun[skill] for skill in new) < FIRST_PICTURE):
        skill = min(new, key=lambda s: begun[s])  # of equals the first
        gate, because = _unseen(rubrics[skill], rows)
        return skill, gate, because
    resting = _resting(rows)
    order = sorted(means, key=lambda gate: means[gate])
    free = [gate for gate in order if gate not in resting and not _twice(rows, gate)] or order
    gate, lowest = free[0], order[0]
    skill, title = gate.partition(".")[0], _title(rubrics, gate)
    if lowest != gate:
        first = _title(rubrics, lowest)
        why = (
            f"“{first}” rests until a supervisor has looked at your three tries."
            if lowest in resting
            else f"“{first}” is rated lowest so far, and two of it wait for a supervisor."
        )
        return skill, gate, f"{why} Meanwhile: “{title}”."
    if means[gate] < COMPETENT:
        return skill, gate, f"“{title}” is where your supervisors' ratings are lowest so far."
    return skill, gate, f"“{title}” keeps its edge with practice; the others are rated higher."


def _means(rubrics: Mapping[str, Rubric], ratings: Sequence[RatingRow]) -> dict[str, float]:
    """The mean of the last signed levels of each gate that has any, in the order of the rubrics."""
    found = {}
    for rubric in rubrics.values():
        for gate in rubric.gates:
            levels = [
                r.level
                for r in ratings
                if r.criterion == gate and r.source == "final" and r.level is not None
            ][-LAST:]
            if levels:
                found[gate] = sum(levels) / len(levels)
    return found


def _unseen(rubric: Rubric, rows: Sequence[RepRow]) -> tuple[str, str]:
    """A gate of a skill that nobody has signed yet: the one aimed at least often."""
    resting = _resting(rows)
    gates = [gate for gate in rubric.gates if gate not in resting] or list(rubric.gates)
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
