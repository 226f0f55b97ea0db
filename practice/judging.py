"""Has the embedded scorer read one attempt; it sees no self-rating and no client state."""

from __future__ import annotations

from practice import reading, scoring
from practice.cases import Case, Key
from practice.house import House
from practice.record import Attempt, Judgement
from practice.reps import Rep


def judge(house: House, rep: Rep, attempt: Attempt) -> Judgement:
    """The scorer's provisional reading of an attempt, stamped with what it depended on."""
    rubric = house.content.rubric(rep.plan.skill)
    case, key = _key(house, rep, attempt)
    sheet = rubric.sheet(key.sheet)
    said = [
        reading.said(turn_id, text, before, house.coder, key, sheet)
        for turn_id, text, before in _to_read(rep, attempt)
    ]
    return scoring.judgement(
        plan=rep.plan.model_copy(update={"case_fingerprint": case.fingerprint}),
        attempt=attempt,
        number=sum(j.attempt is attempt for j in rep.judgements) + 1,
        scorer=reading.NAME,
        rubric=rubric,
        ratings=reading.read(said, rubric),
        turns={s.turn: next(t.text for t in rep.turns if t.id == s.turn) for s in said},
    )


def _key(house: House, rep: Rep, attempt: Attempt) -> tuple[Case, Key]:
    plan = rep.plan
    if attempt is Attempt.TRANSFER and plan.transfer_case and plan.transfer_stimulus:
        case = house.content.case(plan.transfer_case)
        return case, case.stimulus(plan.transfer_stimulus).key
    case = house.content.case(plan.case)
    if plan.stimulus:
        return case, case.stimulus(plan.stimulus).key
    return case, reading.encounter_key(case, plan.skill)


def _to_read(rep: Rep, attempt: Attempt) -> list[tuple[str, str, str]]:
    """(turn id, the trainee's words, what the client had just said) of one attempt, in order."""
    if attempt is Attempt.FIRST:
        pairs = zip(rep.turns, rep.turns[1:], strict=False)
        return [
            (b.id, b.text, a.text)
            for a, b in pairs
            if b.who == "trainee" and b.attempt is Attempt.FIRST
        ]
    last = rep.replies(attempt)[-1]
    before = rep.turn(rep.redo_of if attempt is Attempt.REDO else "x1")
    return [(last.id, last.text, before.text if before else "")]
