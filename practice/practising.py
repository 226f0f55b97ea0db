"""A trainee's verbs: begin a rep, reply, rate yourself, redo, look back, send it to a supervisor.

Every verb asks `roles.require` first and touches only the trainee's own reps. Words are checked for
risk cues and real clients' details before anything else, with every model switched off.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from typing import Literal

from practice import (
    AlreadyTaken,
    BadInput,
    NotAllowed,
    NotFound,
    PracticeError,
    WrongStage,
    calibration,
    client,
    reading,
    reps,
    risk,
    schedule,
    scoring,
    views,
)
from practice.cases import Case, Difficulty, Key
from practice.house import House
from practice.journal import Opened, open_rep, write
from practice.record import (
    Acknowledged,
    Attempt,
    Begun,
    CheckedIn,
    Contested,
    Ended,
    Event,
    Exchanged,
    Flagged,
    Judged,
    Judgement,
    Kind,
    Level,
    Marked,
    NextRep,
    Paused,
    Plan,
    Postponed,
    Recognised,
    RedoBegun,
    Replied,
    Resumed,
    SelfRated,
    SetAside,
    Started,
    Submitted,
    TookABreak,
    TransferShown,
    WentOn,
)
from practice.reps import Rep, Stage, attempt_at
from practice.reviews import RepRow, Review, row
from practice.roles import Person, require
from practice.schedule import Proposal
from practice.views import TraineeView

MACHINE = "machine"
LONGEST_REPLY = 6000
SAMPLED = 0.15  # share of submitted reps drawn at random for review (`clinical.md` 4.1)


class LooksReal(PracticeError):
    """The words look like a real client's details; nothing was saved or sent."""


# --- choosing and beginning ----------------------------------------------------------------------


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
        house.content.cases, house.content.rubrics, rows, ratings, _assigned(house, rows)
    )


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
    case: str | None = None,
) -> Proposal:  # fmt: skip
    """A rep of the trainee's own choice; NotFound when there is no exercise like that."""
    require(me, "practise")
    rows = house.store.rows_of(me.id)
    content = house.content
    content.rubric(skill)
    return schedule.choose(content.cases, content.rubrics, rows, kind, skill, criterion, level, case)


def new_rep_id() -> str:
    """An id that cannot be guessed; it stands in the address of the rep's page."""
    return secrets.token_urlsafe(12)


def begin(house: House, me: Person, wish: Proposal, rep_id: str) -> str:
    """Begin a rep at its aim; beginning the same id twice is one rep."""
    require(me, "practise")
    case, rubric = house.content.case(wish.case), house.content.rubric(wish.skill)
    rows = house.store.rows_of(me.id)
    stimulus = case.stimulus(wish.stimulus) if wish.stimulus else None
    drill = wish.kind is Kind.DRILL
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
    )  # fmt: skip
    event = Begun(at=house.now(), by=me.id, plan=plan)
    rep = reps.fold(rep_id, me.id, [event])
    line = row(rep, None, rubric, cohort=me.cohort or "", now=house.now(), length=1, good=False)
    try:
        house.store.begin(rep_id, event, line)
    except AlreadyTaken:
        _own(house, me, rep_id)
    return rep_id


# --- looking -------------------------------------------------------------------------------------


def look(house: House, me: Person, rep_id: str) -> TraineeView:
    """The trainee's own rep as they may see it now; NotFound for anybody else's."""
    require(me, "see own reps")
    opened = _own(house, me, rep_id)
    return views.for_trainee(opened.rep, opened.review, house.content, _signer(house, opened.review))


def _signer(house: House, review: Review) -> str:
    last = review.signed or review.returned
    account = house.store.people.by_id(last.by) if last else None
    return account.name if account else ""


def _own(house: House, me: Person, rep_id: str) -> Opened:
    opened = open_rep(house, rep_id)
    if opened.rep.trainee != me.id:
        raise NotFound("There is no such rep.")
    return opened


def keep_draft(house: House, me: Person, rep_id: str, slot: str, text: str) -> None:
    """Keep what is being typed, so that a closed tab loses nothing."""
    require(me, "practise")
    _own(house, me, rep_id)
    if len(text) > LONGEST_REPLY or len(slot) > 40:
        raise BadInput("That is too long to keep.")
    if risk.real_details(text):
        return  # what looks like a real person's details is not even kept as a draft
    house.store.keep_draft(rep_id, me.id, slot, {"text": text}, house.now())


def draft(house: House, me: Person, rep_id: str, slot: str) -> str:
    """What was typed and not yet sent, or nothing."""
    require(me, "practise")
    _own(house, me, rep_id)
    kept = house.store.draft(rep_id, me.id, slot)
    return str(kept["text"]) if kept else ""


def slot_of(view: TraineeView) -> str:
    """The name of the draft that belongs to the present moment of a rep."""
    return f"{view.stage.value} {view.exchanged + 1} {view.redos_left}"


# --- going through the rep -----------------------------------------------------------------------


def start(house: House, me: Person, rep_id: str) -> None:
    """Leave the aim: the client speaks."""
    require(me, "practise")
    opened = _own(house, me, rep_id)
    plan, case = opened.rep.plan, house.content.case(opened.rep.plan.case)
    if plan.stimulus:
        stimulus = case.stimulus(plan.stimulus)
        said = Started(at=house.now(), by=me.id, opening=stimulus.text)
        flags = _flags(house, "c1", stimulus.text, force=stimulus.human_flag)
        write(house, opened, said, *flags)
        return
    opening = house.authored.opening(case, plan.seed)
    state = client.start(case).model_copy(update={"used": opening.used})
    write(house, opened, Started(at=house.now(), by=me.id, opening=opening.text, state=state))


def recognise(
    house: House, me: Person, rep_id: str, labels: Sequence[str], words: str, sure: int
) -> None:
    """Commit to the pattern, the words that give it away, and how sure; the key stays shut."""
    require(me, "practise")
    opened = _own(house, me, rep_id)
    rep = opened.rep
    rubric = house.content.rubric(rep.plan.skill)
    known = {label.id for label in rubric.labels} | {scoring.NOT_A_DISTORTION}
    chosen = tuple(dict.fromkeys(labels))
    if not chosen or not set(chosen) <= known:
        raise BadInput("Choose at least one pattern, or “not a distortion”.")
    if scoring.NOT_A_DISTORTION in chosen and len(chosen) > 1:
        raise BadInput("“Not a distortion” stands alone; take the other names off, or take it off.")
    stimulus = house.content.case(rep.plan.case).stimulus(rep.plan.stimulus or "")
    if words and words not in stimulus.text:
        raise BadInput("The words have to stand in what the client said.")
    if not words and scoring.NOT_A_DISTORTION not in chosen:
        raise BadInput("Pick the words that give the pattern away.")
    mark = scoring.recognise(stimulus, chosen, words, rubric)
    event = Recognised(at=house.now(), by=me.id, labels=chosen, words=words, sure=sure, mark=mark)
    write(house, opened, event)


def reply(
    house: House, me: Person, rep_id: str, text: str, *,
    seconds: float | None = None, pasted: bool = False, fictional: bool = False,
) -> None:  # fmt: skip
    """Answer the one thing the client said (first try, redo or transfer)."""
    require(me, "practise")
    opened = _own(house, me, rep_id)
    rep = opened.rep
    text = _usable(text)
    if rep.turns and rep.turns[-1].who == "trainee" and rep.turns[-1].text == text:
        return  # sent twice by a double click or a reload: it is there already
    attempt = attempt_at(rep.stage)
    if rep.stage not in (Stage.REPLYING, Stage.REDOING, Stage.TRANSFER):
        raise WrongStage("This reply was already sent; the page shows where the rep is now.")
    real = _real(house, rep, text, fictional)
    slot = slot_of(views.for_trainee(rep, opened.review, house.content, ""))
    house.store.keep_draft(rep_id, me.id, slot, {"text": text}, house.now())
    event = Replied(at=house.now(), by=me.id, attempt=attempt, text=text, seconds=seconds, pasted=pasted)
    turn = reps.after(rep, event).turns[-1].id
    write(house, opened, event, *_flags(house, turn, text), *_flag_real(house, turn, real),
          spent=[(me.id, slot)])  # fmt: skip


def say(
    house: House, me: Person, rep_id: str, number: int, text: str, *,
    pasted: bool = False, fictional: bool = False,
) -> None:  # fmt: skip
    """One turn of an encounter: what the trainee says and what the client answers, saved together.

    `number` is the turn the page was showing, so that a second tab or click never says it twice.
    """
    require(me, "practise")
    opened = _own(house, me, rep_id)
    rep = opened.rep
    text = _usable(text)
    if number <= rep.exchanged:
        if rep.exchanges[number - 1].text == text:
            return
        raise WrongStage("This turn was already answered; the page shows where the talk is now.")
    if rep.stage is not Stage.TALKING or rep.paused or rep.state is None:
        raise WrongStage("The talk is paused or over; nothing was said.")
    real = _real(house, rep, text, fictional)
    slot = slot_of(views.for_trainee(rep, opened.review, house.content, ""))
    house.store.keep_draft(rep_id, me.id, slot, {"text": text}, house.now())
    case = house.content.case(rep.plan.case)
    coded = house.coder.code(text, rep.turns[-1].text)
    result = client.moved(case, rep.state, coded, text)
    wants = client.intent(case, rep.state, result, coded, text)
    ask = client.Ask(case, result.state, wants, rep.turns, text, rep.plan.seed)
    spoken = _voice(house, me).speak(ask)
    state = result.state.model_copy(update={"used": (*result.state.used, *spoken.used)})
    event = Exchanged(
        at=house.now(), by=me.id, number=number, text=text, answer=spoken.text, voice=spoken.voice,
        moves=tuple(c.move.value for c in coded), state=state, reasons=result.reasons,
        intent=wants.name, fact=wants.fact.id if wants.fact else None, checks=spoken.checks,
        pasted=pasted,
    )  # fmt: skip
    flags = [*_flags(house, f"t{number}", text), *_flags(house, f"c{number}", spoken.text)]
    write(house, opened, event, *flags, *_flag_real(house, f"t{number}", real), spent=[(me.id, slot)])


def _voice(house: House, me: Person) -> client.Voice:
    """The model where one is configured and this trainee agreed to it; else the authored voice."""
    if house.model is None or house.notice is None:
        return house.authored
    if house.notice.stays_here:
        return house.model
    yes = house.store.consent(me.id, house.notice.fingerprint, house.notice.purpose.value)
    return house.model if yes else house.authored


def answer_consent(house: House, me: Person, given: bool) -> None:
    """Agree to, refuse or take back the use of the language model as the client's voice."""
    require(me, "give consent")
    if house.notice is None:
        raise NotFound("No language model is in use here, so there is nothing to agree to.")
    house.store.answer_consent(
        me.id, house.notice.fingerprint, house.notice.purpose.value, given, house.now()
    )


def consent_open(house: House, me: Person) -> bool:
    """Whether the trainee still has to be asked about the language model."""
    require(me, "give consent")
    if house.notice is None or house.notice.stays_here:
        return False
    return house.store.consent(me.id, house.notice.fingerprint, house.notice.purpose.value) is None


def pause(house: House, me: Person, rep_id: str) -> None:
    """Step out of the role-play at once; nothing is lost."""
    require(me, "practise")
    write(house, _own(house, me, rep_id), Paused(at=house.now(), by=me.id))


def resume(house: House, me: Person, rep_id: str) -> None:
    """Come back from a pause or a break."""
    require(me, "practise")
    write(house, _own(house, me, rep_id), Resumed(at=house.now(), by=me.id))


def take_break(house: House, me: Person, rep_id: str) -> None:
    """“I need a break”: the scene stops. Private and unscored."""
    require(me, "practise")
    write(house, _own(house, me, rep_id), TookABreak(at=house.now(), by=me.id))


def mark(house: House, me: Person, rep_id: str, turn: str, on: bool) -> None:
    """Mark a moment to come back to, or take the mark off."""
    require(me, "practise")
    opened = _own(house, me, rep_id)
    if opened.rep.turn(turn) is None:
        raise NotFound("There is no such moment in this rep.")
    if (turn in opened.rep.marked) is not on:
        write(house, opened, Marked(at=house.now(), by=me.id, turn=turn, on=on))


def end(house: House, me: Person, rep_id: str) -> None:
    """End the encounter after at least six turns; the self-rating comes next."""
    require(me, "practise")
    write(house, _own(house, me, rep_id), Ended(at=house.now(), by=me.id))


def rate_self(
    house: House, me: Person, rep_id: str, levels: Mapping[str, Level | None], sure: int
) -> None:
    """Lock the trainee's own rating, then let the scorer read the attempt; both are saved together."""
    require(me, "practise")
    opened = _own(house, me, rep_id)
    rep = opened.rep
    attempt = attempt_at(rep.stage)
    rubric = house.content.rubric(rep.plan.skill)
    wanted = set(rubric.criterion_ids) if attempt is Attempt.FIRST else {rep.plan.criterion}
    if set(levels) != wanted:
        raise BadInput("Rate every point, or choose N/A where there was no opportunity.")
    if levels[rep.plan.criterion] is None:
        raise BadInput("Rate the point you aimed at; the others may be N/A.")
    if not 50 <= sure <= 100:
        raise BadInput("How sure you are runs from 50 to 100 %.")
    rated = SelfRated(at=house.now(), by=me.id, attempt=attempt, levels=dict(levels), sure=sure)
    judged = Judged(at=house.now(), by=MACHINE, judgement=_judge(house, rep, attempt))
    write(house, opened, rated, judged)


def _judge(house: House, rep: Rep, attempt: Attempt) -> Judgement:
    """Have the embedded scorer read one attempt; it never sees the self-rating or the client's state."""
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


def redo(house: House, me: Person, rep_id: str) -> None:
    """Try the same moment again: in a drill the same words, in an encounter the corrective's moment."""
    require(me, "practise")
    opened = _own(house, me, rep_id)
    rep = opened.rep
    turn = rep.redo_of or _moment(rep)
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
    write(house, _own(house, me, rep_id), WentOn(at=house.now(), by=me.id))


def check_in(
    house: House, me: Person, rep_id: str, difficulty: Literal["easy", "a stretch", "too much"],
    reactions: Sequence[str], share: bool, next_one: Literal["easier", "same", "harder"],
) -> None:  # fmt: skip
    """Say how hard it was; the reactions stay private unless shared."""
    require(me, "practise")
    opened = _own(house, me, rep_id)
    event = CheckedIn(
        at=house.now(), by=me.id, difficulty=difficulty, reactions=tuple(reactions), share=share,
        next=next_one,
    )  # fmt: skip
    then: list[Event] = []
    plan = opened.rep.plan
    if plan.transfer_case and plan.transfer_stimulus:
        stimulus = house.content.case(plan.transfer_case).stimulus(plan.transfer_stimulus)
        then = [TransferShown(at=house.now(), by=me.id, text=stimulus.text)]
    write(house, opened, event, *then)


def postpone(house: House, me: Person, rep_id: str) -> None:
    """Leave the transfer item for another day."""
    require(me, "practise")
    write(house, _own(house, me, rep_id), Postponed(at=house.now(), by=me.id))


def submit(
    house: House, me: Person, rep_id: str, *, please_look: bool, note: str, exemplar: bool = False
) -> None:
    """Send the first and the last try to the supervisors; sending twice is sending once."""
    require(me, "practise")
    opened = _own(house, me, rep_id)
    if opened.rep.stage is Stage.SUBMITTED:
        return
    note = note.strip()
    if len(note) > LONGEST_REPLY:
        raise BadInput("The note is too long; keep it to what your supervisor needs.")
    event = Submitted(
        at=house.now(), by=me.id, please_look=please_look, note=note, exemplar=exemplar,
        random_sample=drawn(rep_id, house.store.setting("sample seed", "first")),
    )  # fmt: skip
    write(house, opened, event, *_flags(house, "note", note))


def drawn(rep_id: str, seed: str) -> bool:
    """Whether a rep is in the random sample: a fixed draw from the rep's id and the programme's seed."""
    number = int(hashlib.sha256(f"{seed}:{rep_id}".encode()).hexdigest()[:8], 16)
    return number / 0xFFFFFFFF < SAMPLED


def set_aside(house: House, me: Person, rep_id: str) -> None:
    """Stop here: the rep is kept, unscored and not sent."""
    require(me, "practise")
    write(house, _own(house, me, rep_id), SetAside(at=house.now(), by=me.id))


def acknowledge(house: House, me: Person, rep_id: str, answer: str = "") -> None:
    """Say that the feedback was read, with an optional reply."""
    require(me, "answer a review")
    opened = _own(house, me, rep_id)
    if opened.review.acknowledged is None:
        write(house, opened, Acknowledged(at=house.now(), by=me.id, reply=answer.strip()))


def contest(house: House, me: Person, rep_id: str, reason: str) -> None:
    """Ask for a second, blind rating; a reason is required."""
    require(me, "answer a review")
    if not reason.strip():
        raise BadInput("Say in a sentence what you see differently.")
    opened = _own(house, me, rep_id)
    if opened.review.signed is None:
        raise NotAllowed("Only a signed rating can be contested.")
    write(house, opened, Contested(at=house.now(), by=me.id, reason=reason.strip()))


# --- words that a human must see -----------------------------------------------------------------


def _usable(text: str) -> str:
    text = text.replace("\x00", "").strip()
    if not text:
        raise BadInput("There is nothing to send yet.")
    if len(text) > LONGEST_REPLY:
        raise BadInput(f"That is longer than {LONGEST_REPLY:,} characters; say it more briefly.")
    return text


def _real(house: House, rep: Rep, text: str, fictional: bool) -> risk.RiskCue | None:
    """Real-looking details: refuse until the trainee says they are made up, then a human looks."""
    case = house.content.case(rep.plan.case)
    allowed = f"{case.public.name} {case.public.short_name}".split()
    found = risk.real_details(text, allowed)
    if found and not fictional:
        raise LooksReal(
            f"“{found.quote}” looks like a real person's details. Nothing was saved or sent. "
            "Take it out, or say that it is made up."
        )
    return found


def _flag_real(house: House, turn: str, found: risk.RiskCue | None) -> list[Flagged]:
    if found is None:
        return []
    return [Flagged(at=house.now(), by=MACHINE, turn=turn, about=found.about, quote=found.quote)]


def _flags(house: House, turn: str, text: str, force: bool = False) -> list[Flagged]:
    found = list(risk.cues(text))
    if force and not found:
        found = [risk.RiskCue(risk.SAFETY, text[:200])]
    return [Flagged(at=house.now(), by=MACHINE, turn=turn, about=c.about, quote=c.quote) for c in found]


# --- calibration ---------------------------------------------------------------------------------


def my_pairs(house: House, me: Person) -> tuple[calibration.Pair, ...]:
    """This trainee's own ratings beside their supervisors' signed ones."""
    require(me, "see own calibration")
    return calibration.pairs(house.store.ratings(trainee=me.id, sources=["self", "final"]))
