"""A trainee's verbs: reply, rate yourself, redo, look back; and the way in and out of a rep.

Every verb asks `roles.require` first and touches only the trainee's own reps. Words are checked for
risk cues and real clients' details before anything else, with every model switched off. What comes
before the client speaks is in `beginning.py`, the encounter in `talking.py`, what comes after the
last try in `sending.py`; all of it can be had from here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from practice import (
    BadInput,
    NotFound,
    WrongStage,
    client,
    flags,
    meeting,
    recognition,
    reps,
    rota,
    standing,
    views,
)
from practice.beginning import (
    begin,
    choose,
    my_reps,
    new_rep_id,
    next_session,
    next_sessions,
    over_since,
    proposal,
)
from practice.calibrating import (
    answer_lending,
    asked_to_lend,
    lent,
    look_exemplar,
    my_drills,
    my_mirror,
    next_exemplar,
    rate_exemplar,
)
from practice.consenting import answer_consent, consent_open, model_reads, to_ask
from practice.flags import LooksReal
from practice.house import House
from practice.journal import open_own, write
from practice.judging import judge
from practice.raters import Agreement
from practice.record import (
    Attempt,
    CheckedIn,
    Event,
    Judged,
    Level,
    Postponed,
    Recognised,
    RedoBegun,
    Replied,
    SelfRated,
    SetAside,
    Started,
    TransferShown,
    WentOn,
)
from practice.reps import Rep, Stage, attempt_at
from practice.reviews import Review
from practice.roles import Person, require
from practice.rubrics import LEVELS
from practice.sending import acknowledge, contest, submit
from practice.talking import end, mark, pause, resume, say, take_break
from practice.views import TraineeView, slot_of

__all__ = [
    "LooksReal", "acknowledge", "answer_consent", "answer_lending", "asked_to_lend", "begin",
    "check_in", "choose", "consent_open", "contest", "draft", "end", "go_on", "keep_draft",
    "lent", "look", "look_exemplar", "mark", "my_drills", "my_mirror", "my_reps", "new_rep_id",
    "next_exemplar", "next_session", "next_sessions", "over_since", "pause", "postpone", "proposal",
    "rate_exemplar", "rate_self", "read_now", "recognise", "redo", "reply", "resume", "say",
    "set_aside", "slot_of", "start", "submit", "take_break", "to_ask",
]  # fmt: skip

MOST_REACTIONS = 10


# --- looking -------------------------------------------------------------------------------------


def look(house: House, me: Person, rep_id: str) -> TraineeView:
    """The trainee's own rep as they may see it now; NotFound for anybody else's."""
    require(me, "see own reps")
    opened = open_own(house, me, rep_id).with_words()
    signer = _signer(house, opened.review)
    shown = opened.rep.judgement(views.shown_attempt(opened.rep))
    numbers = standing.numbers(house, shown)
    return views.for_trainee(opened.rep, opened.review, house.content, signer, numbers)


def _signer(house: House, review: Review) -> str:
    last = review.signed or review.returned
    account = house.store.people.by_id(last.by) if last else None
    return account.name if account else ""


def keep_draft(house: House, me: Person, rep_id: str, slot: str, text: str) -> bool:
    """Keep what is being typed, so that a closed tab loses nothing; says whether it was kept."""
    require(me, "practise")
    opened = open_own(house, me, rep_id)
    if len(text) > flags.LONGEST or len(slot) > 40:
        raise BadInput("That is too long to keep.")
    if flags.real_details(house, opened.rep, text):
        return False  # what looks like a real person's details is not even kept as a draft
    house.store.keep_draft(rep_id, me.id, slot, {"text": text}, house.now())
    return True


def draft(house: House, me: Person, rep_id: str, slot: str) -> str:
    """What was typed and not yet sent, or nothing."""
    require(me, "practise")
    open_own(house, me, rep_id)
    kept = house.store.draft(rep_id, me.id, slot)
    return str(kept["text"]) if kept else ""


def agreement(house: House, me: Person) -> tuple[Agreement, ...]:
    """How far the programme's supervisors agree with each other; who they are is not told."""
    require(me, "see own calibration")
    return rota.agreement(house)


# --- going through the rep -----------------------------------------------------------------------


def start(house: House, me: Person, rep_id: str) -> None:
    """Leave the aim: the client speaks."""
    require(me, "practise")
    opened = open_own(house, me, rep_id)
    plan, case = opened.rep.plan, house.content.case_of(opened.rep.plan)
    if plan.stimulus:
        stimulus = case.stimulus(plan.stimulus)
        said = Started(at=house.now(), by=me.id, opening=stimulus.text)
        found = flags.raised(house, "c1", stimulus.text, always=stimulus.human_flag, authored=True)
        write(house, opened, said, *found)
        return
    before = meeting.state_before(house, me, opened.rep)
    state = client.again(case, before) if before else client.start(case)
    opening = house.authored.opening(case, plan.seed, state)
    state = state.model_copy(update={"used": opening.used})
    said = Started(at=house.now(), by=me.id, opening=opening.text, state=state)
    write(house, opened, said, *flags.raised(house, "c0", opening.text, authored=True))


def recognise(
    house: House, me: Person, rep_id: str, labels: Sequence[str], words: str, sure: int
) -> None:
    """Commit to the pattern, the words that give it away, and how sure; the key stays shut."""
    require(me, "practise")
    opened = open_own(house, me, rep_id, Stage.RECOGNISING)
    rep = opened.rep
    rubric = house.content.rubric_of(rep.plan)
    known = {label.id for label in rubric.labels} | {recognition.NOT_A_DISTORTION}
    chosen = tuple(dict.fromkeys(labels))
    if not chosen or not set(chosen) <= known:
        raise BadInput("Choose at least one pattern, or “not a distortion”.")
    if recognition.NOT_A_DISTORTION in chosen and len(chosen) > 1:
        raise BadInput("“Not a distortion” stands alone; take the other names off, or take it off.")
    stimulus = house.content.case_of(rep.plan).stimulus(rep.plan.stimulus or "")
    if words and words not in stimulus.text:
        raise BadInput("The words have to stand in what the client said.")
    if not words and recognition.NOT_A_DISTORTION not in chosen:
        raise BadInput("Pick the words that give the pattern away.")
    if not 0 <= sure <= 100:
        raise BadInput("How sure you are runs from 0 to 100 %.")
    mark = recognition.recognise(stimulus, chosen, words, rubric)
    event = Recognised(at=house.now(), by=me.id, labels=chosen, words=words, sure=sure, mark=mark)
    write(house, opened, event)


def reply(
    house: House, me: Person, rep_id: str, text: str, *,
    seconds: float | None = None, pasted: bool = False, fictional: bool = False,
) -> None:  # fmt: skip
    """Answer the one thing the client said (first try, redo or transfer)."""
    require(me, "practise")
    opened = open_own(house, me, rep_id)
    rep = opened.rep
    text = flags.clean(text, flags.NOTHING)
    if rep.stage not in (Stage.REPLYING, Stage.REDOING, Stage.TRANSFER):
        if rep.turns and rep.turns[-1].who == "trainee" and rep.turns[-1].text == text:
            return  # sent twice by a double click or a reload: it is there already
        raise WrongStage("This reply was already sent; the page shows where the rep is now.")
    attempt = attempt_at(rep.stage)
    real = flags.checked(house, rep, text, fictional=fictional)
    house.store.keep_draft(rep_id, me.id, rep.moment, {"text": text}, house.now())
    event = Replied(
        at=house.now(), by=me.id, attempt=attempt, text=text, seconds=seconds, pasted=pasted
    )
    turn = reps.after(rep, event).turns[-1].id
    found = flags.raised(house, turn, text, real)
    write(house, opened, event, *found)


def rate_self(
    house: House, me: Person, rep_id: str, levels: Mapping[str, Level | None], sure: int
) -> None:
    """Lock the trainee's own rating, then have a scorer read the attempt.

    The embedded scorer's reading is saved together with the rating. A language model's comes when
    it comes (`look` says so); until then the rep waits.
    """
    require(me, "practise")
    opened = open_own(house, me, rep_id, Stage.RATING, Stage.RERATING, Stage.TRANSFER_RATING)
    rep = opened.rep
    attempt = attempt_at(rep.stage)
    rubric = house.content.rubric_of(rep.plan)
    wanted = set(rubric.criterion_ids) if attempt is Attempt.FIRST else {rep.plan.criterion}
    if set(levels) != wanted:
        raise BadInput("Rate every point, or choose N/A where there was no opportunity.")
    if levels[rep.plan.criterion] is None:
        raise BadInput("Rate the point you aimed at; the others may be N/A.")
    if not {level for level in levels.values() if level is not None} <= set(LEVELS):
        raise BadInput("A level is 0, 1, 2, 3 or 4.")
    if not 50 <= sure <= 100:
        raise BadInput("How sure you are runs from 50 to 100 %.")
    rated = SelfRated(at=house.now(), by=me.id, attempt=attempt, levels=dict(levels), sure=sure)
    if model_reads(house, me):
        write(house, opened, rated)
        house.reader.wake()
        return
    judged = Judged(at=house.now(), by=flags.BY, judgement=judge(house, rep, attempt))
    write(house, opened, rated, judged)


def read_now(house: House, me: Person, rep_id: str) -> None:
    """Wait for the language model no longer: the embedded scorer reads, and is named as reader."""
    require(me, "practise")
    opened = open_own(house, me, rep_id)
    attempt = opened.rep.awaited
    if attempt is None:
        return  # the reading has come in the meantime
    judgement = judge(house, opened.rep, attempt)
    write(house, opened, Judged(at=house.now(), by=flags.BY, judgement=judgement))


def _read(rep: Rep) -> None:
    """Raise WrongStage while the reading of what was just rated is still being made."""
    if rep.awaited:
        raise WrongStage("Your reply is still being read; nothing was changed.")


def redo(house: House, me: Person, rep_id: str) -> None:
    """Try again: in a drill the same words, in an encounter the moment of the corrective."""
    require(me, "practise")
    opened = open_own(house, me, rep_id, Stage.FEEDBACK, Stage.SECOND_FEEDBACK)
    _read(opened.rep)
    turn = opened.rep.redo_of or _moment(opened.rep)
    write(house, opened, RedoBegun(at=house.now(), by=me.id, turn=turn))


def _moment(rep: Rep) -> str:
    """The client's turn that the corrective is about."""
    judgement = rep.judgement(Attempt.FIRST)
    pointed = judgement.corrective.quote.turn if judgement and judgement.corrective else ""
    before = [t.id for t in rep.turns if t.who == "client" and t.attempt is Attempt.FIRST]
    ids = [t.id for t in rep.turns]
    if pointed in ids and ids.index(pointed) > 0:
        return ids[ids.index(pointed) - 1]
    return before[0]


def go_on(house: House, me: Person, rep_id: str) -> None:
    """Leave the feedback for the next step."""
    require(me, "practise")
    opened = open_own(house, me, rep_id)
    _read(opened.rep)
    write(house, opened, WentOn(at=house.now(), by=me.id))


def check_in(
    house: House, me: Person, rep_id: str, difficulty: Literal["easy", "a stretch", "too much"],
    reactions: Sequence[str], share: bool, next_one: Literal["easier", "same", "harder"],
) -> None:  # fmt: skip
    """Say how hard it was; the reactions stay private unless shared."""
    require(me, "practise")
    opened = open_own(house, me, rep_id, Stage.CHECK_IN)
    if len(reactions) > MOST_REACTIONS or any(len(reaction) > 60 for reaction in reactions):
        raise BadInput("Choose among the reactions on the page.")
    event = CheckedIn(
        at=house.now(), by=me.id, difficulty=difficulty, reactions=tuple(reactions), share=share,
        next=next_one,
    )  # fmt: skip
    write(house, opened, event, *_transfer(house, me, opened.rep))


def _transfer(house: House, me: Person, rep: Rep) -> list[Event]:
    """The other client speaks; when their case file has gone meanwhile, it is left for later."""
    plan = rep.plan
    if not (plan.transfer_case and plan.transfer_stimulus):
        return []
    try:
        stimulus = house.content.case(plan.transfer_case).stimulus(plan.transfer_stimulus)
    except NotFound:
        return [Postponed(at=house.now(), by=me.id)]
    shown = TransferShown(at=house.now(), by=me.id, text=stimulus.text)
    return [
        shown,
        *flags.raised(house, "x1", stimulus.text, always=stimulus.human_flag, authored=True),
    ]


def postpone(house: House, me: Person, rep_id: str) -> None:
    """Leave the transfer item for another day."""
    require(me, "practise")
    write(house, open_own(house, me, rep_id), Postponed(at=house.now(), by=me.id))


def set_aside(house: House, me: Person, rep_id: str) -> None:
    """Stop here: the rep is kept, unscored and not sent."""
    require(me, "practise")
    write(house, open_own(house, me, rep_id), SetAside(at=house.now(), by=me.id))
