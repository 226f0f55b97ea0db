"""What each person may see of a rep, built on the server: a page gets a view and nothing else.

A trainee's view holds no client state, no key before the self-rating, and nobody else's work. A
supervisor's view holds no self-rating and no machine rating before the blind rating.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from practice import WrongStage
from practice.cases import Case, Public, Stimulus
from practice.house import Content
from practice.record import (
    Attempt,
    CheckedIn,
    Claim,
    Exchanged,
    Flagged,
    Judgement,
    Plan,
    Recognised,
    RecognitionMark,
    SelfRated,
)  # fmt: skip
from practice.reps import (
    MOST_REDOS,
    Rep,
    Stage,
    Turn,
    attempt_at,
    may_see_answers,
    may_see_feedback,
    may_see_key,
)
from practice.reviewed import Amended, Commented, Contested, Rated, Version
from practice.reviews import Review, ReviewStage
from practice.rubrics import Criterion, Rubric
from practice.scoring import change_in_words


@dataclass(frozen=True)
class Outcome:
    """What a supervisor said in the end, beside the trainee's own rating."""

    signed: bool
    by: str
    own: Mapping[str, int | None]
    levels: Mapping[str, int | None]
    met: bool
    strength: str
    corrective: str
    comments: tuple[Commented, ...]
    unjustified: frozenset[str]  # ids of machine claims the supervisor did not stand by
    note: str = ""
    acknowledged: bool = False
    contested: bool = False
    needs_review: bool = False
    amended: str = ""  # why, when it is not the first version


@dataclass(frozen=True)
class TraineeView:
    """One rep as its trainee may see it now."""

    id: str
    plan: Plan
    stage: Stage
    moment: str
    rubric: Rubric
    target: Criterion
    case_title: str
    case_reviewed: bool
    client: Public
    cue: str
    context: str
    brief: str  # what there is to know of the tool that the talk is about, where there is one
    turns: tuple[Turn, ...]
    marked: frozenset[str]
    paused: bool
    on_break: bool
    exchanged: int
    would_rather_go: bool  # the client has said so aloud; the talk may end now
    gone: bool  # the client has left
    redos_left: int
    redo_of: Turn | None
    last_try: Turn | None  # what was said before at the moment that is tried again
    scoring: bool  # rated, and the machine's reading is still awaited
    recognised: Recognised | None
    recognition_mark: RecognitionMark | None
    notice: str
    answers: tuple[str, ...]
    strength: Claim | None
    corrective: Claim | None
    more: tuple[Claim, ...]
    to_people: bool  # no opinion of the machine: this one is about safety
    change: str
    numbers: Mapping[str, float]
    self_rated: SelfRated | None
    check_in: CheckedIn | None
    transfer_client: Public | None
    transfer_cue: str
    transfer_brief: str
    flagged: bool
    asked_to_look: bool
    outcome: Outcome | None


def for_trainee(
    rep: Rep, review: Review, content: Content, signer: str,
    numbers: Mapping[str, float] | None = None,
) -> TraineeView:  # fmt: skip
    """The trainee's view; the case file's private part does not enter it.

    `numbers` are the machine's levels that may be shown; they are only once the feedback is.
    """
    rubric, case = content.rubric_of(rep.plan), content.case_of(rep.plan)
    stimulus = case.stimulus(rep.plan.stimulus) if rep.plan.stimulus else None
    attempt = shown_attempt(rep)
    judged = rep.judgement(attempt) if may_see_feedback(rep, attempt) else None
    transfer_client, transfer_cue, transfer_brief = _transfer(rep, content)
    return TraineeView(
        id=rep.id,
        plan=rep.plan,
        stage=rep.stage,
        moment=rep.moment,
        rubric=rubric,
        target=rubric.criterion(rep.plan.criterion),
        case_title=case.title,
        case_reviewed=case.reviewed,
        client=_client(rep.plan, case),
        cue=stimulus.cue if stimulus else "",
        context=stimulus.context if stimulus else "",
        brief=rubric.brief(stimulus.key.sheet if stimulus else case.sheet(rubric.id)),
        turns=rep.turns,
        marked=rep.marked,
        paused=rep.paused,
        on_break=rep.on_break,
        exchanged=rep.exchanged,
        would_rather_go=rep.goodbyes > 0,
        gone=rep.goodbyes > 1,
        redos_left=MOST_REDOS - rep.redos,
        redo_of=rep.turn(rep.redo_of) if rep.redo_of else None,
        last_try=_last_try(rep),
        scoring=rep.awaited is not None,
        recognised=_without_mark(rep.recognition),
        recognition_mark=rep.recognition.mark if rep.recognition and may_see_key(rep) else None,
        notice=stimulus.key.notice if stimulus and may_see_key(rep) else "",
        answers=tuple(stimulus.key.answers) if stimulus and may_see_answers(rep) else (),
        strength=judged.strength if judged else None,
        corrective=judged.corrective if judged else None,
        more=judged.more if judged else (),
        to_people=judged.left_to_people if judged else False,
        change=_change(rep),
        numbers=numbers or {} if judged else {},
        self_rated=rep.self_rating(attempt),
        check_in=rep.check_in,
        transfer_client=transfer_client,
        transfer_cue=transfer_cue,
        transfer_brief=transfer_brief,
        flagged=bool(rep.flags),
        asked_to_look=bool(rep.submitted and rep.submitted.please_look),
        outcome=outcome_of(rep, review, signer),
    )


def _client(plan: Plan, case: Case) -> Public:
    """What the trainee knows of the client before this session; of a later one, their own last."""
    if plan.session == 1:
        return case.public
    first = case.public.session
    number = first.number + plan.session - 1
    session = first.model_copy(
        update={"number": number, "last_time": plan.last_time, "homework": plan.agreed}
    )
    return case.public.model_copy(update={"session": session})


def slot_of(view: TraineeView) -> str:
    """The name of the draft that belongs to the present moment of a rep."""
    return view.moment


def _last_try(rep: Rep) -> Turn | None:
    """The trainee's newest reply to the client's turn that is being answered again."""
    redone = rep.replies(Attempt.REDO)
    if redone or not rep.redo_of:
        return redone[-1] if redone else None
    pairs = zip(rep.turns, rep.turns[1:], strict=False)
    return next((b for a, b in pairs if a.id == rep.redo_of and b.who == "trainee"), None)


def shown_attempt(rep: Rep) -> Attempt:
    """The attempt whose feedback the page is about at this stage."""
    if rep.stage is Stage.SECOND_FEEDBACK:
        return Attempt.REDO
    if rep.stage is Stage.REDOING:  # what the try before it was told
        return Attempt.REDO if rep.redos > 1 else Attempt.FIRST
    if rep.stage is Stage.TRANSFER_FEEDBACK:
        return Attempt.TRANSFER
    try:
        return attempt_at(rep.stage)
    except WrongStage:  # every other stage looks back at the first attempt
        return Attempt.FIRST


def _change(rep: Rep) -> str:
    """How the last redo compares with the first try, in words, on the target criterion."""
    first, redo = rep.judgement(Attempt.FIRST), rep.judgement(Attempt.REDO)
    if first is None or redo is None or not may_see_feedback(rep, Attempt.REDO):
        return ""
    return change_in_words(first.level(rep.plan.criterion), redo.level(rep.plan.criterion))


def _transfer(rep: Rep, content: Content) -> tuple[Public | None, str, str]:
    plan = rep.plan
    if not (plan.transfer_case and plan.transfer_stimulus and rep.turn("x1")):
        return None, "", ""
    case = content.cases.get(plan.transfer_case)
    if case is None:
        return None, "", ""
    there = next((one for one in case.stimuli if one.id == plan.transfer_stimulus), None)
    brief = content.rubric_of(plan).brief(there.key.sheet if there else "")
    return case.public, there.cue if there else "", brief


def outcome_of(rep: Rep, review: Review, signer: str) -> Outcome | None:
    """What came back; nothing before it is signed or returned."""
    if review.signed is None and review.returned is None:
        return None
    if review.stage not in (
        ReviewStage.SIGNED, ReviewStage.RETURNED, ReviewStage.ACKNOWLEDGED, ReviewStage.CONTESTED,
    ):  # fmt: skip
        return None
    own = rep.self_rating(Attempt.FIRST)
    signed = review.signed
    amended = signed if isinstance(signed, Amended) else None
    if amended:
        signer = f"{signer} (amended {amended.at.day} {amended.at:%B %Y})"
    return Outcome(
        signed=signed is not None,
        by=signer,
        own=own.levels if own else {},
        levels=signed.levels if signed else {},
        met=bool(signed and signed.met),
        strength=signed.strength if signed else "",
        corrective=signed.corrective if signed else "",
        comments=review.comments,
        unjustified=frozenset(
            m.claim for m in review.claim_marks if review.verdict(m.claim) == "not justified"
        ),
        note=review.returned.note if review.returned else "",
        acknowledged=review.acknowledged is not None,
        contested=review.contested is not None,
        needs_review=review.harm,
        amended=amended.reason if amended else "",
    )


@dataclass(frozen=True)
class SupervisorView:
    """One rep as a supervisor may see it now; the last block is empty until the blind rating."""

    id: str
    plan: Plan
    trainee: str
    trainee_id: str
    cohort: str
    rubric: Rubric
    case: Case
    stimulus: Stimulus | None
    turns: tuple[Turn, ...]
    transfer_client: str
    marked: frozenset[str]
    recognised: Recognised | None
    note: str
    flags: tuple[Flagged, ...]
    open_flags: tuple[Flagged, ...]
    shared_check_in: CheckedIn | None
    review: Review
    mine: bool
    held_by: str
    finished: bool  # the trainee has submitted
    blind: Rated | None
    revealed: bool
    # after the blind rating
    own: SelfRated | None
    judgement: Judgement | None
    redo_judgement: Judgement | None
    recognition_mark: RecognitionMark | None
    states: tuple[Exchanged, ...]
    contested: Contested | None


def for_supervisor(
    rep: Rep,
    review: Review,
    content: Content,
    *,
    me: str,
    mine: bool,
    trainee: str,
    held_by: str,
    cohort: str = "",
) -> SupervisorView:
    """The supervisor's view; other ratings enter it only after this supervisor's blind one."""
    case = content.case_of(rep.plan)
    revealed = review.blind is not None and review.blind.by == me
    shared = rep.check_in if rep.check_in and rep.check_in.share else None
    other, _, _ = _transfer(rep, content)
    return SupervisorView(
        id=rep.id,
        plan=rep.plan,
        trainee=trainee,
        trainee_id=rep.trainee,
        cohort=cohort,
        rubric=content.rubric_of(rep.plan),
        case=case,
        stimulus=case.stimulus(rep.plan.stimulus) if rep.plan.stimulus else None,
        turns=rep.turns,
        transfer_client=other.short_name if other else "",
        marked=rep.marked,
        recognised=_without_mark(rep.recognition),
        note=rep.submitted.note if rep.submitted else "",
        flags=rep.flags,
        open_flags=review.open_flags(rep),
        shared_check_in=shared,
        review=review if revealed else _blind(review, me),
        mine=mine,
        held_by=held_by,
        finished=rep.submitted is not None,
        blind=review.blind if revealed else None,
        revealed=revealed,
        own=rep.self_rating(Attempt.FIRST) if revealed else None,
        judgement=rep.judgement(Attempt.FIRST) if revealed else None,
        redo_judgement=rep.judgement(Attempt.REDO) if revealed else None,
        recognition_mark=rep.recognition.mark if rep.recognition and revealed else None,
        states=rep.exchanges if revealed else (),
        contested=review.contested if revealed else None,
    )


def _without_mark(recognised: Recognised | None) -> Recognised | None:
    """What the trainee answered, without how it was marked."""
    if recognised is None:
        return None
    none = RecognitionMark(credit=0, found_words=False, sentence="")
    return recognised.model_copy(update={"mark": none})


def _blind(review: Review, me: str) -> Review:
    """The review without another supervisor's rating of the same rep, and words about it."""
    return replace(
        review, blind=None, changes=(), earlier=(), seconds=(), second_asked=(), claim_marks=(),
        versions=(), acknowledged=None, contested=None, escalated=(), taken_up=(),
        comments=tuple(c for c in review.comments if c.by == me),
    )  # fmt: skip


@dataclass(frozen=True)
class SecondView:
    """A signed rep as a second rater may see it: the words and the rubric, and whose they are not.

    The last block is empty until they have rated.
    """

    id: str
    kind: str
    level: str
    rubric: Rubric
    case: Case
    stimulus: Stimulus | None
    turns: tuple[Turn, ...]
    transfer_client: str
    # after the second rating
    own: Rated | None
    first: Rated | None
    first_name: str
    signed: Version | None


def for_second(
    rep: Rep, review: Review, content: Content, *, me: str, names: Mapping[str, str]
) -> SecondView:
    """The second rater's view: no name, no note and no rating enters it before their own."""
    case = content.case_of(rep.plan)
    other, _, _ = _transfer(rep, content)
    own = next((rated for rated in review.seconds if rated.by == me), None)
    first = review.blind if own else None
    return SecondView(
        id=rep.id, kind=rep.plan.kind.value, level=rep.plan.level,
        rubric=content.rubric_of(rep.plan), case=case,
        stimulus=case.stimulus(rep.plan.stimulus) if rep.plan.stimulus else None,
        turns=rep.turns, transfer_client=other.short_name if other else "", own=own, first=first,
        first_name=names.get(first.by, "a colleague") if first else "",
        signed=review.signed if own else None,
    )  # fmt: skip
