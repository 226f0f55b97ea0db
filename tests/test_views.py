"""What each person is handed of a rep: everything they may see, and nothing that is still shut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from pydantic import BaseModel

from practice import recognition, reps, reviews, views
from practice.cases import Case, Disclosure, Key, Private, Stimulus
from practice.record import (
    Attempt,
    Begun,
    Claim,
    Exchanged,
    Judgement,
    Kind,
    MachineRating,
    Recognised,
    RecognitionMark,
    RepEvent,
    SelfRated,
    Started,
    Submitted,
    TookABreak,
)
from practice.reps import Rep, Stage
from practice.reviewed import BlindRated, Changed, ClaimMarked, Signed
from practice.reviews import Review, ReviewStage
from practice.rubrics import Criterion, Rubric
from practice.state import State
from tests.people import content
from tests.test_reps import (
    AT,
    CHECKED,
    REDO,
    exchanged,
    judged,
    minute,
    plan,
    replied,
    talk,
)
from tests.test_reviews import (
    AT_REVIEW,
    CONTESTED,
    RETURNED,
    blind,
    changed,
    claimed,
    signed,
)

CONTENT = content()
DRILLS = [
    (case, stimulus)
    for case in CONTENT.cases.values()
    for stimulus in case.stimuli
    if stimulus.skill in CONTENT.rubrics
]


def things(value: Any) -> Iterator[Any]:
    """Everything inside a view, however deep; a rubric is the same for everybody and left out."""
    if isinstance(value, Rubric | Criterion):
        return
    yield value
    if is_dataclass(value):
        parts: list[Any] = [getattr(value, field.name) for field in fields(value)]
    elif isinstance(value, BaseModel):
        parts = [getattr(value, name) for name in type(value).model_fields]
    elif isinstance(value, dict):
        parts = [*value, *value.values()]
    elif isinstance(value, list | tuple | set | frozenset):
        parts = list(value)
    else:
        parts = []
    for part in parts:
        yield from things(part)


def words(view: Any) -> str:
    return "\n".join(text for text in things(view) if isinstance(text, str))


def types(view: Any) -> set[type]:
    return {type(thing) for thing in things(view)}


def practised(case: Case, stimulus: Stimulus) -> list[RepEvent]:
    """The events of a drill on this stimulus, up to the second attempt's feedback."""
    rubric = CONTENT.rubric(stimulus.skill)
    about = plan(
        skill=stimulus.skill, criterion=stimulus.criterion, level=stimulus.level, case=case.id,
        stimulus=stimulus.id, recognition=bool(stimulus.key.labels and rubric.labels),
    )  # fmt: skip
    events: list[RepEvent] = [
        Begun(**minute(0), plan=about),
        Started(**minute(1), opening=stimulus.text),
    ]
    if about.recognition:
        mark = recognition.recognise(stimulus, ["none"], "", rubric)
        events.append(Recognised(**minute(2), labels=("none",), words="", sure=50, mark=mark))
    levels = dict.fromkeys(rubric.criterion_ids, 2)
    own = SelfRated(**minute(4), attempt=Attempt.FIRST, levels=levels, sure=70)
    return [*events, replied(Attempt.FIRST), own, judged(Attempt.FIRST), *REDO]


def trainee(rep: Rep, review: Review | None = None) -> views.TraineeView:
    return views.for_trainee(rep, review or Review(), CONTENT, "Sam Roth")


def shut(case: Case, stimulus: Stimulus) -> list[str]:
    """What nobody may read before rating themselves, unless the client said it or it is public."""
    key = stimulus.key
    secrets = [key.notice, *key.answers, key.misconception, key.thought]
    secrets += [text for step in case.ladder for text in (step.fact, *step.lines)]
    secrets += case.private.formulation.core_beliefs
    return [text for text in secrets if text and text not in stimulus.text]


@pytest.mark.parametrize(("case", "stimulus"), DRILLS, ids=lambda x: str(x.id))
def test_no_key_reaches_a_trainee_before_they_rated_themselves(
    case: Case, stimulus: Stimulus
) -> None:
    events = practised(case, stimulus)
    rating = next(i for i, event in enumerate(events) if event.kind == "self_rated")
    for length in range(1, rating + 1):
        view = trainee(reps.fold("rep-1", "ana", events[:length]))
        text = words(view)
        assert not types(view) & {State, Key, Case, Private, Disclosure, Stimulus, Judgement}
        assert [secret for secret in shut(case, stimulus) if secret in text] == []
        assert (view.recognition_mark, view.notice, view.answers) == (None, "", ())
        assert (view.strength, view.corrective, view.change) == (None, None, "")
        marks = [thing for thing in things(view) if isinstance(thing, RecognitionMark)]
        assert all((mark.credit, mark.sentence) == (0, "") for mark in marks)


def test_the_key_opens_after_the_self_rating_and_answers_after_the_second() -> None:
    case = CONTENT.case("first-panic")
    stimulus = case.stimulus("s9")
    events = practised(case, stimulus)
    first = trainee(reps.fold("rep-1", "ana", events[: -len(REDO)]))
    assert first.stage is Stage.FEEDBACK
    assert first.notice == stimulus.key.notice
    assert first.recognition_mark is not None
    assert first.recognition_mark.sentence
    assert first.strength is not None
    assert first.answers == ()
    redoing = trainee(reps.fold("rep-1", "ana", events[: -len(REDO) + 2]))
    assert redoing.answers == ()
    second = trainee(reps.fold("rep-1", "ana", events))
    assert second.answers == tuple(stimulus.key.answers)
    assert second.change


def on_file(rep: Rep) -> Rep:
    """The same rep about a case that is on file."""
    about = {"case": "first-panic", "stimulus": "s9", "transfer_case": "tuesday-morning",
             "transfer_stimulus": CONTENT.case("tuesday-morning").stimuli[0].id}  # fmt: skip
    if rep.plan.kind is Kind.ENCOUNTER:
        about = {"case": "first-panic"}
    return replace(rep, plan=rep.plan.model_copy(update=about))


@pytest.mark.parametrize("stage", Stage)
def test_a_trainee_never_gets_the_clients_mind_or_the_case_file(stage: Stage) -> None:
    view = trainee(on_file(AT[stage]))
    hidden = {State, Exchanged, Case, Private, Disclosure, Stimulus, Key, Judgement, MachineRating}
    assert not types(view) & hidden
    assert view.stage is stage


def test_the_other_client_is_unknown_until_they_speak() -> None:
    before = trainee(on_file(AT[Stage.CLOSING]))
    assert (before.transfer_client, before.transfer_cue) == (None, "")
    after = trainee(on_file(AT[Stage.TRANSFER]))
    assert after.transfer_client is not None
    assert after.transfer_client.name == "Dana Okafor"
    assert after.transfer_cue


def test_a_transfer_case_that_has_gone_does_not_break_the_page() -> None:
    rep = on_file(AT[Stage.TRANSFER])
    for changed_plan in ({"transfer_case": "gone"}, {"transfer_stimulus": "gone"}):
        gone = replace(rep, plan=rep.plan.model_copy(update=changed_plan))
        assert trainee(gone).transfer_cue == ""


def test_the_draft_of_each_moment_has_its_own_slot() -> None:
    slots = [views.slot_of(trainee(on_file(AT[stage]))) for stage in Stage]
    slots += [views.slot_of(trainee(on_file(talk(turns)))) for turns in range(5)]
    assert len(set(slots)) == len(slots)
    assert all(len(slot) <= 40 for slot in slots)


SENT = on_file(AT[Stage.SUBMITTED])


@pytest.mark.parametrize("stage", ReviewStage)
def test_a_trainee_sees_what_came_back_and_nothing_of_a_review_going_on(stage: ReviewStage) -> None:
    view = trainee(SENT, reviews.fold(AT_REVIEW[stage]))
    back = {ReviewStage.SIGNED, ReviewStage.RETURNED, ReviewStage.ACKNOWLEDGED,
            ReviewStage.CONTESTED}  # fmt: skip
    assert (view.outcome is not None) is (stage in back)
    if view.outcome:
        assert view.outcome.by == "Sam Roth"
        assert view.outcome.signed is (stage is not ReviewStage.RETURNED)
        assert view.outcome.note == (RETURNED.note if stage is ReviewStage.RETURNED else "")


def test_a_second_rating_shows_nothing_until_it_is_signed() -> None:
    events = [*AT_REVIEW[ReviewStage.CONTESTED], claimed(9, "sia"), blind("sia")]
    assert trainee(SENT, reviews.fold(events)).outcome is None
    outcome = trainee(SENT, reviews.fold([*events, signed("sia")])).outcome
    assert outcome is not None
    assert (outcome.contested, outcome.acknowledged) == (True, False)


def test_a_sentence_the_supervisor_did_not_stand_by_is_named() -> None:
    said = {"k1": "not justified", "k2": "justified", "k3": "unsure"}
    verdicts = [ClaimMarked(**minute(8), claim=c, verdict=said[c]) for c in said]
    events = [claimed(), blind(), *verdicts, signed()]
    outcome = trainee(SENT, reviews.fold(events)).outcome
    assert outcome is not None
    assert outcome.unjustified == {"k1"}


# --- the supervisor ------------------------------------------------------------------------------

TELLS = "MACHINE SAYS"


def full() -> Rep:
    """A rep in which everything hidden says so."""
    mark = RecognitionMark(credit=0.7, found_words=True, sentence=f"{TELLS} mark")
    recognised = Recognised(**minute(2), labels=("magnification",), words="it", sure=60, mark=mark)
    found = judged(Attempt.FIRST, 1).judgement
    claim = Claim(id="k1", says="strength", criterion="cds.pin", text=f"{TELLS} claim",
                  quote=found.claims[0].quote)  # fmt: skip
    rating = MachineRating(criterion="cds.pin", level=1, why=f"{TELLS} why")
    judgement = found.model_copy(update={"ratings": (rating,), "strength": claim})
    exchange = exchanged(1).model_copy(update={"reasons": (f"{TELLS} mind",)})
    return replace(
        SENT, recognition=recognised, judgements=(judgement,), exchanges=(exchange,),
        check_in=CHECKED.model_copy(update={"reactions": ("PRIVATE",)}), on_break=True,
    )  # fmt: skip


def supervisor(rep: Rep, review: Review, me: str = "sam") -> views.SupervisorView:
    return views.for_supervisor(
        rep, review, CONTENT, me=me, mine=True, trainee="Ana Lim", held_by=""
    )


def without_the_case(view: views.SupervisorView) -> views.SupervisorView:
    return replace(view, case=None, stimulus=None)  # type: ignore[arg-type]  # only searched


RATINGS = {SelfRated, Judgement, MachineRating, Claim, Exchanged, State, BlindRated, Changed,
           ClaimMarked, Signed}  # fmt: skip


@pytest.mark.parametrize("stage", [ReviewStage.WAITING, ReviewStage.IN_REVIEW])
def test_before_the_blind_rating_a_supervisor_gets_no_other_rating(stage: ReviewStage) -> None:
    view = supervisor(full(), reviews.fold(AT_REVIEW[stage]))
    searched = without_the_case(view)
    assert not view.revealed
    assert not types(searched) & RATINGS
    assert TELLS not in words(searched)
    assert view.recognised is not None
    assert view.recognised.mark.credit == 0
    assert (view.own, view.judgement, view.recognition_mark, view.states) == (None, None, None, ())


def test_after_the_blind_rating_a_supervisor_gets_the_others() -> None:
    rep = full()
    view = supervisor(rep, reviews.fold([claimed(), blind()]))
    assert view.revealed
    assert view.own == rep.self_rating(Attempt.FIRST)
    assert view.judgement == rep.judgement(Attempt.FIRST)
    assert view.recognition_mark is not None
    assert view.recognition_mark.credit == 0.7
    assert view.states == rep.exchanges


def test_another_supervisors_rating_is_as_hidden_as_the_machines() -> None:
    marks = ClaimMarked(**minute(8), claim="k1", verdict="justified")
    theirs = [claimed(), blind(), changed(4), marks, signed(), CONTESTED]
    for length in range(1, len(theirs) + 1):
        view = supervisor(full(), reviews.fold(theirs[:length]), me="sia")
        searched = without_the_case(view)
        assert not view.revealed
        assert not types(searched) & RATINGS
        assert view.contested is None, "the reason tells what the first rating was"
        assert CONTESTED.reason not in words(searched)
    again = [*theirs, claimed(60, "sia")]
    assert not supervisor(full(), reviews.fold(again), me="sia").revealed
    done = supervisor(full(), reviews.fold([*again, blind("sia")]), me="sia")
    assert done.revealed
    assert done.contested == CONTESTED
    assert done.review.earlier == (blind(),)


def test_reactions_are_shared_only_when_the_trainee_says_so() -> None:
    private = supervisor(full(), reviews.fold([claimed(), blind()]))
    assert private.shared_check_in is None
    assert "PRIVATE" not in words(without_the_case(private))
    shown = CHECKED.model_copy(update={"reactions": ("calm",), "share": True})
    assert supervisor(replace(full(), check_in=shown), Review()).shared_check_in == shown


def test_a_break_is_nobodys_business() -> None:
    rested = reps.after(talk(2), TookABreak(**minute(3)))
    resting = supervisor(on_file(rested), Review())
    assert resting == supervisor(on_file(talk(2)), Review())
    assert not any("break" in field.name for field in fields(views.SupervisorView))


def test_a_supervisor_sees_whether_it_was_sent_and_with_what_note() -> None:
    note = Submitted(**minute(15), please_look=True, note="At the second turn I got lost.")
    view = supervisor(replace(SENT, submitted=note), Review())
    assert (view.finished, view.note) == (True, note.note)
    assert not supervisor(on_file(AT[Stage.CLOSING]), Review()).finished
