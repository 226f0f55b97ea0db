"""One repetition: a table of its stages, its present worked out from events, who sees what when.

Owns the cycle (aim, stimulus, reply, self-rating, feedback, redo, check-in, transfer, submit) and
refuses to skip a step. It never scores and never stores.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Literal

from practice import WrongStage
from practice.cases import For
from practice.record import (
    Attempt,
    Begun,
    CheckedIn,
    Ended,
    Exchanged,
    Flagged,
    Judged,
    Judgement,
    Kind,
    Marked,
    Paused,
    Plan,
    Recognised,
    RedoBegun,
    RepEvent,
    Replied,
    Resumed,
    SelfRated,
    Started,
    Submitted,
    TookABreak,
    TransferShown,
    WentOn,
)
from practice.state import State

FEWEST_TURNS, MOST_TURNS = 6, 14
MOST_REDOS = 3


class Stage(StrEnum):
    """Where a rep is. What a trainee may do in each is in `NEXT`."""

    AIM = "aim"  # reads what the rep is about
    RECOGNISING = "recognising"  # names the pattern and the words that give it away
    REPLYING = "replying"  # answers one thing the client says
    TALKING = "talking"  # an encounter of 6 to 14 turns
    RATING = "rating"  # rates themselves; nothing about quality has been shown
    FEEDBACK = "feedback"  # one strength, one corrective
    REDOING = "redoing"  # the same moment again
    RERATING = "rerating"  # rates the target criterion again
    SECOND_FEEDBACK = "second feedback"  # what changed
    CHECK_IN = "check-in"  # how hard it was
    TRANSFER = "transfer"  # the same skill with another client
    TRANSFER_RATING = "transfer rating"
    TRANSFER_FEEDBACK = "transfer feedback"
    CLOSING = "closing"  # looks back, and sends it
    SUBMITTED = "submitted"  # with the supervisors
    SET_ASIDE = "set aside"  # stopped by the trainee; unscored


# stage -> what may happen -> where it leads; None is decided by the plan (see `_by_plan`).
NEXT: Mapping[Stage, Mapping[str, Stage | None]] = {
    Stage.AIM: {"started": None},
    Stage.RECOGNISING: {"recognised": Stage.REPLYING},
    Stage.REPLYING: {"replied": Stage.RATING},
    Stage.TALKING: {"exchanged": Stage.TALKING, "ended": Stage.RATING},
    Stage.RATING: {"self_rated": Stage.FEEDBACK},
    Stage.FEEDBACK: {"judged": Stage.FEEDBACK, "redo_begun": Stage.REDOING},
    Stage.REDOING: {"replied": Stage.RERATING},
    Stage.RERATING: {"self_rated": Stage.SECOND_FEEDBACK},
    Stage.SECOND_FEEDBACK: {
        "judged": Stage.SECOND_FEEDBACK,
        "redo_begun": Stage.REDOING,
        "went_on": Stage.CHECK_IN,
    },
    Stage.CHECK_IN: {"checked_in": None},
    Stage.TRANSFER: {
        "transfer_shown": Stage.TRANSFER,
        "replied": Stage.TRANSFER_RATING,
        "postponed": Stage.CLOSING,
    },
    Stage.TRANSFER_RATING: {"self_rated": Stage.TRANSFER_FEEDBACK},
    Stage.TRANSFER_FEEDBACK: {"judged": Stage.TRANSFER_FEEDBACK, "went_on": Stage.CLOSING},
    Stage.CLOSING: {"submitted": Stage.SUBMITTED},
    Stage.SUBMITTED: {},
    Stage.SET_ASIDE: {},
}

OVER = frozenset({Stage.SUBMITTED, Stage.SET_ASIDE})
_ANY_OPEN = {"paused", "resumed", "took_a_break", "marked", "flagged"}


@dataclass(frozen=True)
class Turn:
    """One thing said. `id` is c0, t1, c1 … in order; r1 … for redos, x1 and x2 for the transfer."""

    id: str
    who: Literal["client", "trainee"]
    text: str
    attempt: Attempt = Attempt.FIRST
    voice: str = ""
    pasted: bool = False


@dataclass(frozen=True)
class Rep:
    """The present state of one rep, derived from its events."""

    id: str
    trainee: str
    plan: Plan
    stage: Stage = Stage.AIM
    turns: tuple[Turn, ...] = ()
    recognition: Recognised | None = None
    self_ratings: tuple[SelfRated, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    marked: frozenset[str] = frozenset()
    paused: bool = False
    on_break: bool = False
    redo_of: str = ""
    redos: int = 0
    check_in: CheckedIn | None = None
    flags: tuple[Flagged, ...] = ()
    exchanges: tuple[Exchanged, ...] = ()
    state: State | None = None
    begun_at: datetime | None = None
    feedback_at: datetime | None = None
    redo_at: datetime | None = None
    submitted: Submitted | None = None

    @property
    def exchanged(self) -> int:
        """How many turns of an encounter there have been."""
        return len(self.exchanges)

    @property
    def goodbyes(self) -> int:
        """How often the client has said they would rather stop: once, it may end; twice, it has."""
        return sum(event.intent == For.LEAVING.value for event in self.exchanges)

    @property
    def moment(self) -> str:
        """The name of where the rep is, to the turn and the redo; drafts belong to a moment."""
        return f"{self.stage.value} {self.exchanged + 1} {MOST_REDOS - self.redos}"

    def turn(self, turn_id: str) -> Turn | None:
        return next((turn for turn in self.turns if turn.id == turn_id), None)

    def replies(self, attempt: Attempt) -> tuple[Turn, ...]:
        return tuple(t for t in self.turns if t.who == "trainee" and t.attempt is attempt)

    def self_rating(self, attempt: Attempt) -> SelfRated | None:
        """The last self-rating of an attempt."""
        found = [r for r in self.self_ratings if r.attempt is attempt]
        return found[-1] if found else None

    def judgement(self, attempt: Attempt) -> Judgement | None:
        """The last judgement of an attempt."""
        found = [j for j in self.judgements if j.attempt is attempt]
        return found[-1] if found else None

    @property
    def awaited(self) -> Attempt | None:
        """The attempt that is rated by the trainee and not yet judged by a scorer, if any."""
        rated = {a: sum(r.attempt is a for r in self.self_ratings) for a in Attempt}
        judged = {a: sum(j.attempt is a for j in self.judgements) for a in Attempt}
        return next((a for a in Attempt if rated[a] > judged[a]), None)

    @property
    def stuck(self) -> bool:
        """Three redos without the target criterion getting any better."""
        first = self.judgement(Attempt.FIRST)
        if self.redos < MOST_REDOS or first is None:
            return False
        target = self.plan.criterion
        start = first.level(target)
        redone = [j.level(target) for j in self.judgements if j.attempt is Attempt.REDO]
        return start is not None and all(level is None or level <= start for level in redone)


def fold(rep_id: str, trainee: str, events: Iterable[RepEvent]) -> Rep:
    """Derive a rep from its events; raise WrongStage when they do not follow one another."""
    rep: Rep | None = None
    for event in events:
        if rep is None:
            if not isinstance(event, Begun):
                raise WrongStage("A rep has to begin before anything else can happen to it.")
            rep = Rep(rep_id, trainee, event.plan, begun_at=event.at)
        else:
            rep = after(rep, event)
    if rep is None:
        raise WrongStage("This rep has no beginning.")
    return rep


def after(rep: Rep, event: RepEvent) -> Rep:
    """The rep after one more event; raise WrongStage when the event does not belong here."""
    stage = _stage_after(rep, event)
    rep = replace(rep, stage=stage)
    match event:
        case Started():
            first = "c0" if rep.plan.kind is Kind.ENCOUNTER else "c1"
            turn = Turn(first, "client", event.opening)
            return replace(rep, turns=(*rep.turns, turn), state=event.state)
        case Recognised():
            return replace(rep, recognition=event)
        case Replied():
            return _replied(rep, event)
        case Exchanged():
            said = Turn(f"t{event.number}", "trainee", event.text, pasted=event.pasted)
            heard = Turn(f"c{event.number}", "client", event.answer, voice=event.voice)
            return replace(
                rep,
                turns=(*rep.turns, said, heard),
                exchanges=(*rep.exchanges, event),
                state=event.state,
            )
        case Paused():
            return replace(rep, paused=True)
        case Resumed():
            return replace(rep, paused=False, on_break=False)
        case TookABreak():
            return replace(rep, on_break=True, paused=True)
        case Marked():
            marked = rep.marked | {event.turn} if event.on else rep.marked - {event.turn}
            return replace(rep, marked=marked)
        case Ended():
            return replace(rep, paused=False)
        case SelfRated():
            return replace(rep, self_ratings=(*rep.self_ratings, event))
        case Judged():
            return replace(
                rep,
                judgements=(*rep.judgements, event.judgement),
                feedback_at=rep.feedback_at or event.at,
            )
        case RedoBegun():
            return replace(
                rep, redo_of=event.turn, redos=rep.redos + 1, redo_at=rep.redo_at or event.at
            )
        case CheckedIn():
            return replace(rep, check_in=event)
        case TransferShown():
            turn = Turn("x1", "client", event.text, Attempt.TRANSFER)
            return replace(rep, turns=(*rep.turns, turn))
        case Flagged():
            return replace(rep, flags=(*rep.flags, event))
        case Submitted():
            return replace(rep, submitted=event)
    return rep


def _replied(rep: Rep, event: Replied) -> Rep:
    names = {Attempt.FIRST: "t1", Attempt.REDO: f"r{rep.redos}", Attempt.TRANSFER: "x2"}
    turn = Turn(names[event.attempt], "trainee", event.text, event.attempt, pasted=event.pasted)
    return replace(rep, turns=(*rep.turns, turn))


_ATTEMPT_AT = {
    Stage.REPLYING: Attempt.FIRST,
    Stage.RATING: Attempt.FIRST,
    Stage.REDOING: Attempt.REDO,
    Stage.RERATING: Attempt.REDO,
    Stage.TRANSFER: Attempt.TRANSFER,
    Stage.TRANSFER_RATING: Attempt.TRANSFER,
}


def attempt_at(stage: Stage) -> Attempt:
    """Which attempt a reply or a self-rating at this stage belongs to."""
    try:
        return _ATTEMPT_AT[stage]
    except KeyError:
        raise WrongStage(f"There is nothing to reply to or rate at “{stage.value}”.") from None


def _stage_after(rep: Rep, event: RepEvent) -> Stage:
    if event.kind in ("flagged", "noted_on_record"):
        return rep.stage  # a human is called, and a record put right, even after the end
    if event.kind in _ANY_OPEN and rep.stage not in OVER:
        return rep.stage
    if event.kind == "set_aside" and rep.stage not in OVER:
        return Stage.SET_ASIDE
    allowed = NEXT[rep.stage]
    if event.kind not in allowed:
        what = event.kind.replace("_", " ")
        raise WrongStage(f"This rep is at “{rep.stage.value}”, so “{what}” cannot happen now.")
    _refuse(rep, event)
    return allowed[event.kind] or _by_plan(rep)


def _refuse(rep: Rep, event: RepEvent) -> None:
    """Raise WrongStage for what the stage allows and this very rep does not."""
    match event:
        case Replied() | SelfRated() if event.attempt is not attempt_at(rep.stage):
            now = rep.stage.value
            raise WrongStage(f"At “{now}” only the current attempt can be answered or rated.")
        case Replied() if rep.stage is Stage.TRANSFER and rep.turn("x1") is None:
            raise WrongStage("The other client has not said anything yet.")
        case TransferShown() if rep.turn("x1") is not None:
            raise WrongStage("The other client has spoken already.")
        case Judged() if rep.awaited is not event.judgement.attempt:
            raise WrongStage("The trainee has not rated this attempt, so it cannot be scored.")
        case RedoBegun() | WentOn() if rep.awaited:
            raise WrongStage("The feedback is not there yet; your rating is kept.")
        case RedoBegun() if rep.redos >= MOST_REDOS:
            raise WrongStage("That was the last redo of this rep.")
        case Exchanged():
            may_say(rep, event.number)
        case Ended() if rep.exchanged < FEWEST_TURNS and not rep.goodbyes:
            raise WrongStage(f"An encounter needs {FEWEST_TURNS} turns to be worth rating.")


def may_say(rep: Rep, number: int) -> None:
    """Raise WrongStage unless this is the turn that a talk is waiting for now."""
    if rep.stage is not Stage.TALKING or rep.paused:
        raise WrongStage("The talk is paused or over; nothing was said.")
    if number != rep.exchanged + 1:
        raise WrongStage("This turn was already answered; the page shows where the talk is now.")
    if rep.goodbyes > 1:
        raise WrongStage("The client has left. End the session here; you rate yourself next.")
    if rep.exchanged >= MOST_TURNS:
        raise WrongStage(f"An encounter has at most {MOST_TURNS} turns.")


def _by_plan(rep: Rep) -> Stage:
    """The stage that depends on what kind of rep this is."""
    if rep.stage is Stage.CHECK_IN:
        return Stage.TRANSFER if rep.plan.transfer_stimulus else Stage.CLOSING
    if rep.plan.kind is Kind.ENCOUNTER:
        return Stage.TALKING
    return Stage.RECOGNISING if rep.plan.recognition else Stage.REPLYING


# --- who may see what when ---------------------------------------------------------------------

_FEEDBACK_OPEN = {
    Attempt.FIRST: frozenset(Stage) - {Stage.AIM, Stage.RECOGNISING, Stage.REPLYING, Stage.TALKING,
                                       Stage.RATING, Stage.SET_ASIDE},
    Attempt.REDO: frozenset({Stage.SECOND_FEEDBACK, Stage.CHECK_IN, Stage.TRANSFER,
                             Stage.TRANSFER_RATING, Stage.TRANSFER_FEEDBACK, Stage.CLOSING,
                             Stage.SUBMITTED}),
    Attempt.TRANSFER: frozenset({Stage.TRANSFER_FEEDBACK, Stage.CLOSING, Stage.SUBMITTED}),
}  # fmt: skip


def may_see_feedback(rep: Rep, attempt: Attempt) -> bool:
    """Whether the trainee may see the feedback on an attempt: only after rating it themselves."""
    return rep.self_rating(attempt) is not None and rep.stage in _FEEDBACK_OPEN[attempt]


def may_see_key(rep: Rep) -> bool:
    """Whether the trainee may see the answer key of the recognition task and what to notice."""
    return may_see_feedback(rep, Attempt.FIRST)


def may_see_answers(rep: Rep) -> bool:
    """Whether the trainee may open acceptable answers: only after a second attempt was rated."""
    return may_see_feedback(rep, Attempt.REDO)


def _has_words(text: str) -> bool:
    """Whether a reply says anything at all, by two words with letters in them."""
    return sum(any(c.isalpha() for c in word) for word in text.split()) >= 2


def is_good(rep: Rep, most_similar: float = 0.8, similarity: float = 0.0) -> bool:
    """A good rep: own words, rated first, redone within ten minutes, a stretch, sent on.

    `similarity` (0 to 1) is how close the redo is to a model answer that was shown.
    """
    own_words = similarity < most_similar and not any(t.pasted for t in rep.turns)
    if rep.plan.kind is Kind.DRILL:
        own_words &= all(_has_words(t.text) for t in rep.turns if t.who == "trainee")
    redone = (
        rep.feedback_at is not None
        and rep.redo_at is not None
        and (rep.redo_at - rep.feedback_at).total_seconds() <= 600
        and bool(rep.replies(Attempt.REDO))
    )
    stretched = rep.check_in is not None and rep.check_in.difficulty == "a stretch"
    return own_words and redone and stretched and rep.stage is Stage.SUBMITTED
