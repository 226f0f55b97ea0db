"""Has a scorer read one attempt: the embedded one at once, or a language model in its own time.

Neither sees the self-rating or the client's state, and both write the same record.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from practice import NotFound, asking, reading, risk, scoring
from practice.cases import Case, Key
from practice.house import House
from practice.reading import Said
from practice.record import LEFT_TO_PEOPLE, UNSURE, Attempt, Judgement, MachineRating
from practice.reps import Rep, Turn
from practice.rubrics import Rubric

HELD = "held back "  # setting, by skill: criteria that wait for a director (`replays.py`)


def held(house: House, skill: str) -> frozenset[str]:
    """The criteria that the embedded scorer does not tell now, because its reading moved far."""
    return frozenset(house.store.setting(HELD + skill, []))


def judge(house: House, rep: Rep, attempt: Attempt) -> Judgement:
    """The embedded scorer's provisional reading of an attempt, stamped with what it depended on."""
    heard = _heard(house, rep, attempt)
    ratings = heard.to_a_human or reading.read(heard.said, heard.rubric, house.meaning)
    waits = held(house, rep.plan.skill)
    ratings = [_unscored(r) if r.criterion in waits else r for r in ratings]
    return _judgement(rep, attempt, heard, reading.named(house.meaning), ratings)


def judge_by_model(
    house: House, rep: Rep, attempt: Attempt, told: Callable[[int, int], None]
) -> Judgement:
    """The same by the language model that this house was given; `told` hears how far it is.

    Raises ModelUnavailable, or whatever `told` raises, before anything is written down.
    """
    if house.judge is None:
        raise NotFound("No language model reads replies here.")
    heard = _heard(house, rep, attempt)
    ratings = heard.to_a_human or asking.ratings(house.judge, heard.rubric, heard.said, told)
    # What the votes disagree on is no praise and no correction; its level stays on record.
    certain = [
        r.model_copy(update={"level": None}) if r.spread >= UNSURE else r for r in ratings
    ]  # fmt: skip
    found = _judgement(rep, attempt, heard, asking.SCORER, certain)
    level = {r.criterion: r.level for r in ratings if r.spread >= UNSURE}
    kept = [
        r.model_copy(update={"level": level[r.criterion]}) if r.criterion in level else r
        for r in found.ratings
    ]
    prompts = asking.prompt_hash(heard.rubric)
    return found.model_copy(
        update={"ratings": tuple(kept), "model": house.judge.name, "prompt_hash": prompts}
    )


def _unscored(rating: MachineRating) -> MachineRating:
    why = "unscored, because the scorer has changed here and a director has not looked at it yet"
    return MachineRating(criterion=rating.criterion, level=None, why=why)


@dataclass(frozen=True)
class _Heard:
    """What there is to read of one attempt, without the words that only a human reads."""

    rubric: Rubric
    case: Case
    said: list[Said]
    safety_only: bool

    @property
    def to_a_human(self) -> list[MachineRating]:
        """No opinion on anything, where all that was said is about safety; else empty."""
        if not self.safety_only:
            return []
        why = LEFT_TO_PEOPLE
        wanted = self.rubric.criterion_ids
        return [MachineRating(criterion=c, level=None, why=why) for c in wanted]


def _heard(house: House, rep: Rep, attempt: Attempt) -> _Heard:
    rubric = house.content.rubric_of(rep.plan)
    case, key = _key(house, rep, attempt)
    sheet = rubric.sheet(key.sheet)
    turns = _to_read(rep, attempt)
    theirs = {flag.turn for flag in rep.flags if flag.about == risk.SAFETY}
    said = [
        reading.said(turn.id, turn.text, before.text if before else "", house.coder, key, sheet)
        for turn, before in turns
        if before is None or before.id not in theirs  # how safety was answered is for people
    ]
    left_out = len(said) < len(turns) or all(risk.cues(turn.text) for turn, _ in turns)
    return _Heard(rubric, case, said, left_out and not any(s.text for s in said))


def _judgement(
    rep: Rep, attempt: Attempt, heard: _Heard, scorer: str, ratings: Sequence[MachineRating]
) -> Judgement:
    return scoring.judgement(
        plan=rep.plan.model_copy(update={"case_fingerprint": heard.case.fingerprint}),
        attempt=attempt,
        number=sum(j.attempt is attempt for j in rep.judgements) + 1,
        scorer=scorer,
        rubric=heard.rubric,
        ratings=ratings,
        turns={s.turn: s.text for s in heard.said},  # what was read: words about safety were not
    )


def _key(house: House, rep: Rep, attempt: Attempt) -> tuple[Case, Key]:
    plan = rep.plan
    if attempt is Attempt.TRANSFER and plan.transfer_case and plan.transfer_stimulus:
        case = house.content.case(plan.transfer_case)
        return case, case.stimulus(plan.transfer_stimulus).key
    case = house.content.case_of(plan)
    if plan.stimulus:
        return case, case.stimulus(plan.stimulus).key
    return case, reading.encounter_key(case, plan.skill)


def _to_read(rep: Rep, attempt: Attempt) -> list[tuple[Turn, Turn | None]]:
    """The trainee's turns of one attempt, each with what the client had just said, in order."""
    if attempt is Attempt.FIRST:
        pairs = zip(rep.turns, rep.turns[1:], strict=False)
        return [(b, a) for a, b in pairs if b.who == "trainee" and b.attempt is Attempt.FIRST]
    last = rep.replies(attempt)[-1]
    return [(last, rep.turn(rep.redo_of if attempt is Attempt.REDO else "x1"))]
