"""One repetition: what may happen in each stage, and who may see what when."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

import pytest

from practice import WrongStage, reps
from practice.record import (
    Attempt,
    Begun,
    CheckedIn,
    Claim,
    Ended,
    Exchanged,
    Flagged,
    Judged,
    Judgement,
    Kind,
    MachineRating,
    Marked,
    NotedOnRecord,
    Paused,
    Plan,
    Postponed,
    Quote,
    Recognised,
    RecognitionMark,
    RedoBegun,
    RepEvent,
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
from practice.reps import Rep, Stage
from practice.state import State
from tests.people import MONDAY

MIND = State(trust=2, distress=3, openness=2)
KINDS = [str(event.model_fields["kind"].default) for event in get_args(RepEvent)]


def plan(kind: Kind = Kind.DRILL, **other: object) -> Plan:
    return Plan.model_validate({
        "kind": kind, "skill": "cds", "criterion": "cds.pin", "level": "beginner", "case": "a-case",
        "case_version": 1, "case_fingerprint": "c", "rubric_version": 1, "rubric_fingerprint": "r",
        "stimulus": None if kind is Kind.ENCOUNTER else "s1", **other,
    })  # fmt: skip


def minute(number: float) -> dict[str, object]:
    return {"at": MONDAY + timedelta(minutes=number), "by": "ana"}


def judged(attempt: Attempt, level: int | None = 2) -> Judged:
    rating = MachineRating(criterion="cds.pin", level=level, why="")
    claim = Claim(
        id=f"{attempt}-1", says="strength", criterion="cds.pin", text="You asked.",
        quote=Quote(turn="t1", text="What"),
    )  # fmt: skip
    judgement = Judgement(
        attempt=attempt, number=1, scorer="test", rubric_fingerprint="r", case_fingerprint="c",
        ratings=(rating,), strength=claim,
    )  # fmt: skip
    return Judged(**minute(5), judgement=judgement)


def rated(attempt: Attempt, level: int | None = 3) -> SelfRated:
    return SelfRated(**minute(4), attempt=attempt, levels={"cds.pin": level}, sure=80)


def replied(attempt: Attempt, text: str = "What went through your mind?") -> Replied:
    return Replied(**minute(3), attempt=attempt, text=text)


def exchanged(number: int) -> Exchanged:
    return Exchanged(
        **minute(number), number=number, text=f"Say more ({number}).", answer="Well.",
        voice="authored", moves=(), state=MIND, reasons=(), intent="answer",
    )  # fmt: skip


RECOGNISED = Recognised(
    **minute(2), labels=("magnification",), words="it", sure=60,
    mark=RecognitionMark(credit=1, found_words=True, sentence="Yes."),
)  # fmt: skip
CHECKED = CheckedIn(**minute(9), difficulty="a stretch", reactions=(), share=False, next="same")
STARTED = Started(**minute(1), opening="It stopped.")
SHOWN = TransferShown(**minute(9), text="They are letting me go.")
SENT = Submitted(**minute(15), please_look=False)
FIRST = [STARTED, replied(Attempt.FIRST), rated(Attempt.FIRST), judged(Attempt.FIRST)]
REDO = [
    RedoBegun(**minute(6), turn="c1"), replied(Attempt.REDO), rated(Attempt.REDO),
    judged(Attempt.REDO),
]  # fmt: skip
TRANSFERRED = [replied(Attempt.TRANSFER), rated(Attempt.TRANSFER), judged(Attempt.TRANSFER)]
PARALLEL = {"transfer_case": "another", "transfer_stimulus": "s2"}


def rep(*events: RepEvent, kind: Kind = Kind.DRILL, **other: object) -> Rep:
    return reps.fold("rep-1", "ana", [Begun(**minute(0), plan=plan(kind, **other)), *events])


def talk(turns: int) -> Rep:
    opening = Started(**minute(1), opening="Hello.", state=MIND)
    return rep(opening, *map(exchanged, range(1, turns + 1)), kind=Kind.ENCOUNTER)


# A rep at each stage, and what may happen next in it.
AT: dict[Stage, Rep] = {
    Stage.AIM: rep(),
    Stage.RECOGNISING: rep(STARTED, recognition=True),
    Stage.REPLYING: rep(STARTED),
    Stage.TALKING: talk(6),
    Stage.RATING: rep(*FIRST[:2]),
    Stage.FEEDBACK: rep(*FIRST),
    Stage.REDOING: rep(*FIRST, *REDO[:1]),
    Stage.RERATING: rep(*FIRST, *REDO[:2]),
    Stage.SECOND_FEEDBACK: rep(*FIRST, *REDO),
    Stage.CHECK_IN: rep(*FIRST, *REDO, WentOn(**minute(8))),
    Stage.TRANSFER: rep(*FIRST, *REDO, WentOn(**minute(8)), CHECKED, SHOWN, **PARALLEL),
    Stage.TRANSFER_RATING: rep(
        *FIRST, *REDO, WentOn(**minute(8)), CHECKED, SHOWN, *TRANSFERRED[:1], **PARALLEL
    ),
    Stage.TRANSFER_FEEDBACK: rep(
        *FIRST, *REDO, WentOn(**minute(8)), CHECKED, SHOWN, *TRANSFERRED, **PARALLEL
    ),
    Stage.CLOSING: rep(*FIRST, *REDO, WentOn(**minute(8)), CHECKED),
    Stage.SUBMITTED: rep(*FIRST, *REDO, WentOn(**minute(8)), CHECKED, SENT),
    Stage.SET_ASIDE: rep(STARTED, SetAside(**minute(2))),
}
ALWAYS = {"paused", "resumed", "took_a_break", "marked", "flagged", "set_aside", "noted_on_record"}
ALLOWED: dict[Stage, set[str]] = {
    Stage.AIM: {"started"} | ALWAYS,
    Stage.RECOGNISING: {"recognised"} | ALWAYS,
    Stage.REPLYING: {"replied"} | ALWAYS,
    Stage.TALKING: {"exchanged", "ended"} | ALWAYS,
    Stage.RATING: {"self_rated"} | ALWAYS,
    Stage.FEEDBACK: {"redo_begun"} | ALWAYS,
    Stage.REDOING: {"replied"} | ALWAYS,
    Stage.RERATING: {"self_rated"} | ALWAYS,
    Stage.SECOND_FEEDBACK: {"redo_begun", "went_on"} | ALWAYS,
    Stage.CHECK_IN: {"checked_in"} | ALWAYS,
    Stage.TRANSFER: {"replied", "postponed"} | ALWAYS,
    Stage.TRANSFER_RATING: {"self_rated"} | ALWAYS,
    Stage.TRANSFER_FEEDBACK: {"went_on"} | ALWAYS,
    Stage.CLOSING: {"submitted"} | ALWAYS,
    Stage.SUBMITTED: {"flagged", "noted_on_record"},
    Stage.SET_ASIDE: {"flagged", "noted_on_record"},
}


def fitting(kind: str, stage: Stage) -> RepEvent:
    """An event of that kind that would fit the rep in every other way."""
    attempt = {
        Stage.REDOING: Attempt.REDO, Stage.RERATING: Attempt.REDO,
        Stage.TRANSFER: Attempt.TRANSFER, Stage.TRANSFER_RATING: Attempt.TRANSFER,
    }.get(stage, Attempt.FIRST)  # fmt: skip
    found: dict[str, RepEvent] = {
        event.kind: event
        for event in (
            Begun(**minute(0), plan=plan()), STARTED, RECOGNISED, replied(attempt),
            exchanged(7), Paused(**minute(9)), Resumed(**minute(9)), TookABreak(**minute(9)),
            Marked(**minute(9), turn="c1", on=True), Ended(**minute(9)), rated(attempt),
            judged(attempt), RedoBegun(**minute(9), turn="c1"), WentOn(**minute(9)), CHECKED, SHOWN,
            Postponed(**minute(9)), SENT, SetAside(**minute(9)),
            Flagged(**minute(9), turn="t1", about="x", quote="y"),
            NotedOnRecord(**minute(9), text="I was tired."),
        )
    }  # fmt: skip
    return found[kind]


def test_there_is_a_rep_at_every_stage_to_try_things_on() -> None:
    assert {stage: rep.stage for stage, rep in AT.items()} == {stage: stage for stage in Stage}
    assert set(ALLOWED) == set(Stage)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stage", Stage)
def test_each_stage_allows_its_own_steps_and_refuses_the_rest(stage: Stage, kind: str) -> None:
    event = fitting(kind, stage)
    if kind in ALLOWED[stage]:
        assert reps.after(AT[stage], event)
    else:
        with pytest.raises(WrongStage):
            reps.after(AT[stage], event)


@pytest.mark.parametrize(
    ("before", "step"),
    [(Stage.REPLYING, judged(Attempt.FIRST)), (Stage.RATING, RedoBegun(**minute(6), turn="c1")),
     (Stage.RATING, WentOn(**minute(6))), (Stage.FEEDBACK, WentOn(**minute(6))),
     (Stage.FEEDBACK, CHECKED), (Stage.FEEDBACK, SENT), (Stage.RERATING, WentOn(**minute(6))),
     (Stage.SECOND_FEEDBACK, SENT), (Stage.CHECK_IN, SENT), (Stage.TRANSFER_RATING, SENT)],
)  # fmt: skip
def test_a_rep_cannot_skip_the_self_rating_the_feedback_or_the_redo(
    before: Stage, step: RepEvent
) -> None:
    with pytest.raises(WrongStage):
        reps.after(AT[before], step)


@pytest.mark.parametrize("step", [RedoBegun(**minute(6), turn="c1"), WentOn(**minute(6))])
def test_nothing_goes_on_while_the_feedback_is_awaited(step: RepEvent) -> None:
    waiting = rep(*FIRST, *REDO[:3])
    assert waiting.awaited is Attempt.REDO
    with pytest.raises(WrongStage, match="not there yet"):
        reps.after(waiting, step)


def test_an_attempt_is_scored_once_and_only_after_its_own_rating() -> None:
    waiting = rep(*FIRST[:3])
    assert reps.after(waiting, judged(Attempt.FIRST)).awaited is None
    for wrong, event in ((waiting, judged(Attempt.REDO)), (rep(*FIRST), judged(Attempt.FIRST))):
        with pytest.raises(WrongStage, match="not rated"):
            reps.after(wrong, event)


@pytest.mark.parametrize(
    ("stage", "wrong"),
    [(Stage.REPLYING, replied(Attempt.REDO)), (Stage.REDOING, replied(Attempt.FIRST)),
     (Stage.TRANSFER, replied(Attempt.REDO)), (Stage.RATING, rated(Attempt.REDO)),
     (Stage.RERATING, rated(Attempt.FIRST))],
)  # fmt: skip
def test_only_the_present_attempt_is_answered_or_rated(stage: Stage, wrong: RepEvent) -> None:
    with pytest.raises(WrongStage, match="only the current attempt"):
        reps.after(AT[stage], wrong)


def test_the_plan_decides_which_way_a_rep_goes() -> None:
    assert rep(STARTED, recognition=True).stage is Stage.RECOGNISING
    assert rep(STARTED, RECOGNISED, recognition=True).stage is Stage.REPLYING
    assert rep(STARTED).stage is Stage.REPLYING
    assert talk(0).stage is Stage.TALKING
    done = [*FIRST, *REDO, WentOn(**minute(8)), CHECKED]
    assert rep(*done, **PARALLEL).stage is Stage.TRANSFER
    assert rep(*done).stage is Stage.CLOSING


def test_the_other_client_speaks_once_and_before_being_answered() -> None:
    silent = rep(*FIRST, *REDO, WentOn(**minute(8)), CHECKED, **PARALLEL)
    with pytest.raises(WrongStage, match="not said anything"):
        reps.after(silent, replied(Attempt.TRANSFER))
    with pytest.raises(WrongStage, match="spoken already"):
        reps.after(AT[Stage.TRANSFER], SHOWN)
    assert [turn.id for turn in AT[Stage.TRANSFER_RATING].turns][-2:] == ["x1", "x2"]


def test_there_are_at_most_three_redos() -> None:
    now = rep(*FIRST)
    for number in range(1, 4):
        for event in REDO:
            now = reps.after(now, event)
        assert now.redos == number
        assert now.replies(Attempt.REDO)[-1].id == f"r{number}"
    with pytest.raises(WrongStage, match="last redo"):
        reps.after(now, REDO[0])


def test_three_redos_that_gain_nothing_are_called_stuck() -> None:
    def redone(*levels: int) -> Rep:
        steps = [step for level in levels for step in [*REDO[:3], judged(Attempt.REDO, level)]]
        return rep(*FIRST, *steps)

    assert redone(2, 1, 2).stuck
    assert not redone(2, 2).stuck
    assert not redone(2, 3, 2).stuck


def test_an_encounter_has_six_to_fourteen_turns() -> None:
    assert (reps.FEWEST_TURNS, reps.MOST_TURNS) == (6, 14)
    with pytest.raises(WrongStage, match="needs 6 turns"):
        reps.after(talk(5), Ended(**minute(30)))
    assert reps.after(talk(6), Ended(**minute(30))).stage is Stage.RATING
    assert talk(14).exchanged == 14
    with pytest.raises(WrongStage, match="at most 14"):
        reps.after(talk(14), exchanged(15))


@pytest.mark.parametrize("number", [-1, 0, 1, 2, 4])
def test_the_turns_of_a_talk_are_numbered_one_by_one(number: int) -> None:
    with pytest.raises(WrongStage, match="already answered"):
        reps.after(talk(2), exchanged(number))
    now = reps.after(talk(2), exchanged(3))
    assert [turn.id for turn in now.turns] == ["c0", "t1", "c1", "t2", "c2", "t3", "c3"]


def test_a_pause_stops_the_talk_and_coming_back_goes_on_with_it() -> None:
    paused = reps.after(talk(3), Paused(**minute(5)))
    assert paused.paused
    assert not paused.on_break
    with pytest.raises(WrongStage, match="paused"):
        reps.after(paused, exchanged(4))
    back = reps.after(paused, Resumed(**minute(6)))
    assert not back.paused
    assert reps.after(back, exchanged(4)).exchanged == 4
    resting = reps.after(talk(3), TookABreak(**minute(5)))
    assert (resting.paused, resting.on_break) == (True, True)
    back = reps.after(resting, Resumed(**minute(6)))
    assert (back.paused, back.on_break) == (False, False)


def test_a_moment_is_marked_and_unmarked() -> None:
    marked = reps.after(talk(1), Marked(**minute(2), turn="c1", on=True))
    assert marked.marked == {"c1"}
    assert reps.after(marked, Marked(**minute(3), turn="c1", on=False)).marked == set()


@pytest.mark.parametrize("stage", Stage)
def test_working_out_a_rep_changes_nothing_and_equals_replaying_it(stage: Stage) -> None:
    before = AT[stage]
    copy = repr(before)
    flagged = Flagged(**minute(20), turn="t1", about="x", quote="y")
    assert reps.after(before, flagged) == reps.after(before, flagged)
    assert repr(before) == copy


def test_folding_is_stepping_through() -> None:
    events = [*FIRST, *REDO, WentOn(**minute(8)), CHECKED, SENT]
    now = rep()
    for event in events:
        now = reps.after(now, event)
    assert now == rep(*events)


def test_a_rep_begins_once_and_before_anything_else() -> None:
    with pytest.raises(WrongStage, match="has to begin"):
        reps.fold("rep-1", "ana", [STARTED])
    with pytest.raises(WrongStage, match="no beginning"):
        reps.fold("rep-1", "ana", [])
    with pytest.raises(WrongStage):
        reps.after(rep(), Begun(**minute(1), plan=plan()))


BEFORE_RATING = {Stage.AIM, Stage.RECOGNISING, Stage.REPLYING, Stage.TALKING, Stage.RATING}
OPEN = {
    Attempt.FIRST: set(Stage) - BEFORE_RATING - {Stage.SET_ASIDE},
    Attempt.REDO: {
        Stage.SECOND_FEEDBACK, Stage.CHECK_IN, Stage.TRANSFER, Stage.TRANSFER_RATING,
        Stage.TRANSFER_FEEDBACK, Stage.CLOSING, Stage.SUBMITTED,
    },
    Attempt.TRANSFER: {Stage.TRANSFER_FEEDBACK},
}  # fmt: skip


@pytest.mark.parametrize("stage", Stage)
def test_feedback_key_and_answers_open_after_the_rating_that_earns_them(stage: Stage) -> None:
    now = AT[stage]
    for attempt in Attempt:
        open_now = stage in OPEN[attempt]
        assert reps.may_see_feedback(now, attempt) is open_now
    assert reps.may_see_key(now) is (stage in OPEN[Attempt.FIRST])
    assert reps.may_see_answers(now) is (stage in OPEN[Attempt.REDO])


def test_answers_close_again_while_another_redo_is_made() -> None:
    again = reps.after(AT[Stage.SECOND_FEEDBACK], RedoBegun(**minute(9), turn="c1"))
    assert reps.may_see_answers(AT[Stage.SECOND_FEEDBACK])
    assert not reps.may_see_answers(again)
    assert reps.may_see_feedback(again, Attempt.FIRST)


def test_a_good_rep_is_own_words_redone_at_once_stretching_and_sent() -> None:
    good = AT[Stage.SUBMITTED]
    assert reps.is_good(good)
    assert reps.is_good(good, similarity=0.79)
    assert not reps.is_good(good, similarity=0.8)
    assert not reps.is_good(AT[Stage.CLOSING])


@pytest.mark.parametrize(
    ("number", "instead"),
    [(1, Replied(**minute(3), attempt=Attempt.FIRST, text="What?", pasted=True)),
     (4, RedoBegun(**minute(16), turn="c1")),
     (9, CheckedIn(**minute(9), difficulty="easy", reactions=(), share=False, next="same"))],
)  # fmt: skip
def test_a_pasted_late_or_easy_rep_counts_as_practice_but_not_as_a_good_rep(
    number: int, instead: RepEvent
) -> None:
    events = [*FIRST, *REDO, WentOn(**minute(8)), CHECKED, SENT]
    events[number] = instead
    assert not reps.is_good(rep(*events))
