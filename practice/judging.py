"""Has the embedded scorer read one attempt; it sees no self-rating and no client state."""

from __future__ import annotations

from practice import reading, risk, scoring
from practice.cases import Case, Key
from practice.house import House
from practice.record import Attempt, Judgement, MachineRating
from practice.reps import Rep
from practice.rubrics import Rubric


def judge(house: House, rep: Rep, attempt: Attempt) -> Judgement:
    """The scorer's provisional reading of an attempt, stamped with what it depended on."""
    rubric = house.content.rubric(rep.plan.skill)
    case, key = _key(house, rep, attempt)
    sheet = rubric.sheet(key.sheet)
    turns = _to_read(rep, attempt)
    said = [
        reading.said(turn_id, text, before, house.coder, key, sheet)
        for turn_id, text, before in turns
    ]
    safety_only = all(risk.cues(text) for _, text, _ in turns) and not any(s.text for s in said)
    return scoring.judgement(
        plan=rep.plan.model_copy(update={"case_fingerprint": case.fingerprint}),
        attempt=attempt,
        number=sum(j.attempt is attempt for j in rep.judgements) + 1,
        scorer=reading.NAME,
        rubric=rubric,
        ratings=_left_to_a_human(rubric) if safety_only else reading.read(said, rubric),
        turns={s.turn: s.text for s in said},  # what was read: words about safety were not
    )


def _left_to_a_human(rubric: Rubric) -> list[MachineRating]:
    """No opinion on anything: nothing but words about safety was said."""
    why = "only words that a human reads"
    return [MachineRating(criterion=c, level=None, why=why) for c in rubric.criterion_ids]


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
