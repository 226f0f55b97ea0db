"""A trainee's way through a drill, step by step, and every way it can be refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from practice import BadInput, NotFound, WrongStage, practising, risk
from practice.cases import Key
from practice.house import Content
from practice.practising import LooksReal
from practice.record import Kind
from practice.reps import Stage
from practice.schedule import Proposal
from tests.people import ANA, BEN, CY, REPLY, Programme

WORRYING = "I don't want to be here any more, if I'm honest. What went through your mind?"


def look(at: Programme, rep: str) -> practising.TraineeView:
    return practising.look(at.house, ANA, rep)


def test_a_drill_goes_from_the_aim_to_the_supervisors(at: Programme) -> None:
    rep = at.begin()
    stages = [look(at, rep).stage]

    def step(verb: object, *given: object, **named: object) -> None:
        verb(at.house, ANA, rep, *given, **named)  # type: ignore[operator]  # a verb of practising
        at.clock.later(minutes=1)
        stages.append(look(at, rep).stage)

    step(practising.start)
    words = look(at, rep).turns[0].text.split(",")[0]
    step(practising.recognise, ["emotional_reasoning"], words, 80)
    step(practising.reply, REPLY)
    step(practising.rate_self, at.levels(rep, 2), 70)
    step(practising.redo)
    step(practising.reply, "What did your mind say as you sat there?")
    step(practising.rate_self, {"cds.pin": 3}, 80)
    step(practising.go_on)
    step(practising.check_in, "a stretch", ["calm"], False, "same")
    step(practising.reply, "When you saw the message, what went through your mind?")
    step(practising.rate_self, {"cds.pin": 3}, 60)
    step(practising.go_on)
    step(practising.submit, please_look=False, note="")
    assert stages == [
        Stage.AIM, Stage.RECOGNISING, Stage.REPLYING, Stage.RATING, Stage.FEEDBACK, Stage.REDOING,
        Stage.RERATING, Stage.SECOND_FEEDBACK, Stage.CHECK_IN, Stage.TRANSFER,
        Stage.TRANSFER_RATING, Stage.TRANSFER_FEEDBACK, Stage.CLOSING, Stage.SUBMITTED,
    ]  # fmt: skip
    row = at.house.store.row(rep)
    assert (row.stage, row.review, row.redone, row.good) == ("submitted", "waiting", True, True)
    kept = at.house.store.ratings(rep=rep)
    attempts = ("first", "redo", "transfer")
    assert {(line.source, line.attempt) for line in kept} == {
        (source, attempt) for source in ("self", "machine") for attempt in attempts
    }


def test_feedback_comes_with_the_rating_and_quotes_the_reply(at: Programme) -> None:
    rep = at.drill()
    practising.reply(at.house, ANA, rep, REPLY)
    assert (look(at, rep).strength, look(at, rep).corrective) == (None, None)
    at.rate(rep)
    view = look(at, rep)
    found = [claim for claim in (view.strength, view.corrective) if claim]
    assert found
    assert all(claim.quote.text in REPLY for claim in found)


# --- whose rep it is -----------------------------------------------------------------------------

ON_A_REP = {
    "look": (), "start": (), "recognise": (["none"], "", 50), "reply": ("Hello.",),
    "say": (1, "Hello."), "pause": (), "resume": (), "take_break": (), "mark": ("c1", True),
    "end": (), "rate_self": ({}, 70), "redo": (), "go_on": (), "postpone": (), "set_aside": (),
    "check_in": ("easy", [], False, "same"), "keep_draft": ("slot", "text"), "draft": ("slot",),
    "acknowledge": (), "contest": ("Because.",),
}  # fmt: skip


@pytest.mark.parametrize("verb", ON_A_REP)
def test_another_trainees_rep_is_as_little_there_as_a_made_up_one(at: Programme, verb: str) -> None:
    rep = at.drill()
    before = at.written(rep)
    sentences = set()
    for me, rep_id in ((BEN, rep), (CY, rep), (ANA, "made-up"), (ANA, "' or 1=1 --")):
        with pytest.raises(NotFound) as refused:
            getattr(practising, verb)(at.house, me, rep_id, *ON_A_REP[verb])
        sentences.add(str(refused.value))
    assert sentences == {"There is no such rep."}
    assert at.written(rep) == before


def test_submitting_somebody_elses_rep_is_refused_the_same_way(at: Programme) -> None:
    rep = at.closing()
    with pytest.raises(NotFound, match="no such rep"):
        practising.submit(at.house, CY, rep, please_look=False, note="")
    assert at.house.store.row(rep).submitted_at is None


# --- recognising ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("labels", "words", "sure", "says"),
    [([], "", 50, "at least one"), (["no_such_label"], "", 50, "at least one"),
     (["none", "magnification"], "", 50, "stands alone"),
     (["magnification"], "", 50, "Pick the words"),
     (["magnification"], "words he never said", 50, "have to stand"),
     (["none"], "", 101, "0 to 100"), (["none"], "", -1, "0 to 100")],
)  # fmt: skip
def test_a_recognition_that_cannot_be_meant_is_refused(
    at: Programme, labels: list[str], words: str, sure: int, says: str
) -> None:
    rep = at.begin()
    practising.start(at.house, ANA, rep)
    before = at.written(rep)
    with pytest.raises(BadInput, match=says):
        practising.recognise(at.house, ANA, rep, labels, words, sure)
    assert at.written(rep) == before


def test_a_recognition_is_committed_once_and_its_mark_waits(at: Programme) -> None:
    rep = at.begin()
    practising.start(at.house, ANA, rep)
    practising.recognise(at.house, ANA, rep, ["none", "none"], "", 90)
    view = look(at, rep)
    assert view.recognised is not None
    assert (view.recognised.labels, view.recognised.mark.sentence) == (("none",), "")
    with pytest.raises(WrongStage):
        practising.recognise(at.house, ANA, rep, ["magnification"], view.turns[0].text, 90)


# --- replying ------------------------------------------------------------------------------------


def test_a_reply_sent_twice_is_one_reply(at: Programme) -> None:
    rep = at.drill()
    practising.reply(at.house, ANA, rep, REPLY)
    before = at.written(rep)
    practising.reply(at.house, ANA, rep, f"  {REPLY}\n")
    assert at.written(rep) == before
    with pytest.raises(WrongStage, match="already sent"):
        practising.reply(at.house, ANA, rep, "Something else from another tab.")
    assert at.written(rep) == before


def test_the_same_words_may_be_tried_again_as_a_redo(at: Programme) -> None:
    rep = at.drill()
    practising.reply(at.house, ANA, rep, REPLY)
    at.rate(rep)
    practising.redo(at.house, ANA, rep)
    practising.reply(at.house, ANA, rep, REPLY)
    assert look(at, rep).stage is Stage.RERATING


@pytest.mark.parametrize("text", ["", "  \n", "\x00", "x" * 6001])
def test_nothing_and_far_too_much_are_not_a_reply(at: Programme, text: str) -> None:
    rep = at.drill()
    with pytest.raises(BadInput):
        practising.reply(at.house, ANA, rep, text)
    assert look(at, rep).stage is Stage.REPLYING


def test_a_reply_keeps_any_letter_that_can_be_typed(at: Programme) -> None:
    rep = at.drill()
    practising.reply(at.house, ANA, rep, "What\x00 did — “that” \ud800 say? 🚌 ¿Qué?")
    assert look(at, rep).turns[1].text == "What did — “that” ? say? 🚌 ¿Qué?"


def test_a_draft_is_kept_and_goes_with_the_reply(at: Programme) -> None:
    rep = at.drill()
    slot = practising.slot_of(look(at, rep))
    practising.keep_draft(at.house, ANA, rep, slot, "What went")
    assert practising.draft(at.house, ANA, rep, slot) == "What went"
    assert practising.draft(at.house, ANA, rep, "elsewhere") == ""
    practising.reply(at.house, ANA, rep, REPLY)
    assert practising.draft(at.house, ANA, rep, slot) == ""


def test_the_draft_of_a_self_rating_goes_with_it(at: Programme) -> None:
    rep = at.drill()
    practising.reply(at.house, ANA, rep, REPLY)
    practising.keep_draft(at.house, ANA, rep, "rating 1 3", '{"cds.pin": "2"}')
    at.rate(rep)
    assert practising.draft(at.house, ANA, rep, "rating 1 3") == ""


@pytest.mark.parametrize(("slot", "text"), [("s" * 41, "x"), ("slot", "x" * 6001)])
def test_a_draft_that_is_too_long_is_refused(at: Programme, slot: str, text: str) -> None:
    with pytest.raises(BadInput, match="too long"):
        practising.keep_draft(at.house, ANA, at.drill(), slot, text)


# --- words that a human must see -----------------------------------------------------------------


def test_real_looking_details_are_neither_saved_nor_kept_as_a_draft(at: Programme) -> None:
    rep = at.drill()
    slot, before = practising.slot_of(look(at, rep)), at.written(rep)
    text = "My client Bernadette said the same. What went through your mind?"
    assert practising.keep_draft(at.house, ANA, rep, slot, "What went through your mind?")
    at.house.store.drop_draft(rep, ANA.id, slot)
    assert not practising.keep_draft(at.house, ANA, rep, slot, text)
    with pytest.raises(LooksReal, match="Bernadette"):
        practising.reply(at.house, ANA, rep, text)
    assert at.written(rep) == before
    assert at.drafts(rep, ANA, slot) == {}


def test_details_called_made_up_are_taken_and_go_to_a_human(at: Programme) -> None:
    rep = at.drill()
    text = "My client Bernadette said the same. What went through your mind?"
    practising.reply(at.house, ANA, rep, text, fictional=True)
    row = at.house.store.row(rep)
    assert (row.tier, row.reasons) == ("human now", (risk.REAL,))


def test_the_names_of_both_clients_and_whom_they_name_are_no_real_details(at: Programme) -> None:
    rep = at.drill()
    practising.reply(at.house, ANA, rep, "Mr Reyes, what went through your mind?")
    at.rate(rep)
    practising.redo(at.house, ANA, rep)
    practising.reply(at.house, ANA, rep, "Shall we look at it, Mr Reyes?")
    at.rate(rep)
    practising.go_on(at.house, ANA, rep)
    practising.check_in(at.house, ANA, rep, "easy", [], False, "same")
    other = look(at, rep).transfer_client
    assert other is not None
    practising.reply(at.house, ANA, rep, f"Ms {other.name.split()[-1]}, what did you think then?")
    assert not look(at, rep).flagged


def test_a_risk_cue_is_in_the_queue_before_anything_is_sent(at: Programme) -> None:
    rep = at.drill()
    practising.reply(at.house, ANA, rep, WORRYING)
    row = at.house.store.row(rep)
    assert (row.stage, row.submitted_at) == ("rating", None)
    assert (row.review, row.tier, row.flags_open) == ("waiting", "human now", 1)
    assert row.reasons == (risk.SAFETY,)
    assert [line.id for line in at.house.store.queue(["north"])] == [rep]


def test_a_flag_outlives_a_rep_that_was_set_aside(at: Programme) -> None:
    rep = at.drill()
    practising.reply(at.house, ANA, rep, WORRYING)
    practising.set_aside(at.house, ANA, rep)
    assert [line.id for line in at.house.store.queue(["north"])] == [rep]


def test_a_stimulus_for_human_eyes_is_flagged_whatever_it_says(at: Programme) -> None:
    case = at.house.content.case("first-panic")
    calm = case.stimulus("s9").model_copy(update={"human_flag": True, "text": "Fine. It is fine."})
    other = at.house.content.case("tuesday-morning")
    shelf = {"first-panic": case.model_copy(update={"stimuli": [calm]}), other.id: other}
    at.with_(content=Content(shelf, at.house.content.rubrics))
    rep = at.begin()
    practising.start(at.house, ANA, rep)
    assert at.house.store.row(rep).tier == "human now"


# --- rating, redo, check-in ----------------------------------------------------------------------


def rating(at: Programme) -> str:
    rep = at.drill()
    practising.reply(at.house, ANA, rep, REPLY)
    return rep


@pytest.mark.parametrize(
    ("change", "sure", "says"),
    [({"cds.hear": 5}, 70, "0, 1, 2, 3 or 4"), ({"cds.hear": -1}, 70, "0, 1, 2, 3 or 4"),
     ({"cds.pin": None}, 70, "point you aimed at"), ({"ags.order": 2}, 70, "every point"),
     ({}, 49, "50 to 100"), ({}, 101, "50 to 100")],
)  # fmt: skip
def test_a_rating_that_cannot_be_meant_is_refused(
    at: Programme, change: dict[str, int | None], sure: int, says: str
) -> None:
    rep = rating(at)
    levels = at.levels(rep, 2)
    if "cds.hear" in change:
        other = next(name for name in levels if name != "cds.pin")
        change = {other: change["cds.hear"]}
    with pytest.raises(BadInput, match=says):
        practising.rate_self(at.house, ANA, rep, {**levels, **change}, sure)
    assert look(at, rep).stage is Stage.RATING
    assert at.house.store.ratings(rep=rep) == []


def test_no_opportunity_is_an_answer_for_every_point_but_the_aim(at: Programme) -> None:
    rep = rating(at)
    levels = {**at.levels(rep, None), "cds.pin": 3}
    practising.rate_self(at.house, ANA, rep, levels, 80)
    kept = {
        line.criterion: (line.level, line.chance)
        for line in at.house.store.ratings(rep=rep, sources=["self"])
    }
    assert kept == {**dict.fromkeys(levels, (None, None)), "cds.pin": (3, 0.8)}


def test_a_rating_is_locked(at: Programme) -> None:
    rep = rating(at)
    at.rate(rep)
    with pytest.raises(WrongStage):
        practising.rate_self(at.house, ANA, rep, at.levels(rep, 4), 70)


AT_ONCE = {
    "reply": ("Hello.",), "rate_self": ({"cds.pin": 2}, 70), "redo": (), "go_on": (), "end": (),
    "recognise": (["none"], "", 50), "say": (1, "Hello."), "postpone": (),
    "check_in": ("easy", [], False, "same"), "resume": None,
}  # fmt: skip


@pytest.mark.parametrize("verb", [verb for verb, given in AT_ONCE.items() if given is not None])
def test_a_step_out_of_turn_is_refused_and_writes_nothing(at: Programme, verb: str) -> None:
    rep = at.begin()
    before = at.written(rep)
    with pytest.raises(WrongStage):
        getattr(practising, verb)(at.house, ANA, rep, *AT_ONCE[verb])
    assert at.written(rep) == before


def test_a_step_that_a_second_tab_took_already_is_not_taken_twice(at: Programme) -> None:
    rep = rating(at)
    at.rate(rep)
    practising.redo(at.house, ANA, rep)
    before = at.written(rep)
    for verb in (practising.redo, practising.go_on):
        with pytest.raises(WrongStage):
            verb(at.house, ANA, rep)
    assert at.written(rep) == before


@pytest.mark.parametrize("reactions", [["calm"] * 11, ["x" * 61]])
def test_reactions_are_taken_from_a_short_list(at: Programme, reactions: list[str]) -> None:
    rep = rating(at)
    at.rate(rep)
    practising.redo(at.house, ANA, rep)
    practising.reply(at.house, ANA, rep, REPLY)
    at.rate(rep)
    practising.go_on(at.house, ANA, rep)
    with pytest.raises(BadInput):
        practising.check_in(at.house, ANA, rep, "easy", reactions, False, "same")


def test_a_transfer_whose_case_has_gone_is_left_for_later(at: Programme) -> None:
    rep = rating(at)
    at.rate(rep)
    practising.redo(at.house, ANA, rep)
    practising.reply(at.house, ANA, rep, REPLY)
    at.rate(rep)
    practising.go_on(at.house, ANA, rep)
    content = at.house.content
    only = {"first-panic": content.case("first-panic")}
    at.with_(content=Content(only, content.rubrics))
    practising.check_in(at.house, ANA, rep, "easy", [], False, "same")
    assert look(at, rep).stage is Stage.CLOSING


def test_a_rep_whose_own_case_has_gone_is_refused_with_a_sentence(at: Programme) -> None:
    rep = at.drill()
    at.with_(content=replace(at.house.content, cases={}, earlier_cases={}))
    with pytest.raises(NotFound, match="first-panic"):
        look(at, rep)


def test_help_for_a_break_stops_the_scene_and_coming_back_finds_it_as_it_was(
    at: Programme,
) -> None:
    rep = at.drill()
    practising.take_break(at.house, ANA, rep)
    assert look(at, rep).on_break
    practising.resume(at.house, ANA, rep)
    view = look(at, rep)
    assert (view.on_break, view.stage) == (False, Stage.REPLYING)


def test_every_shipped_stimulus_can_be_begun_and_answered(at: Programme) -> None:
    """One drill of each skill of each case; the reading of all of them is tested elsewhere."""
    begun = 0
    for case in at.house.content.cases.values():
        for skill in case.skills:
            stimulus = next(s for s in case.stimuli if s.skill == skill)
            assert isinstance(stimulus.key, Key)
            wish = Proposal(Kind.DRILL, skill, stimulus.criterion, stimulus.level, case.id,
                            stimulus.id, "")  # fmt: skip
            rep = practising.begin(at.house, ANA, wish, f"{case.id}-{skill}")
            practising.start(at.house, ANA, rep)
            if look(at, rep).stage is Stage.RECOGNISING:
                practising.recognise(at.house, ANA, rep, ["none"], "", 50)
            practising.reply(at.house, ANA, rep, "What would be most useful to you here?")
            at.rate(rep)
            begun += 1
            assert look(at, rep).stage is Stage.FEEDBACK
    assert begun >= 9
