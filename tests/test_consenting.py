"""No words leave for an outside model without this trainee's yes to exactly this notice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from practice import NotFound, consenting, talking, trials
from practice.consent import Notice, Purpose
from practice.record import Kind
from practice.saying import Ask
from tests.people import ANA, BEN, CY, MONDAY, Programme
from tests.test_asking import Scripted as Judge
from tests.test_talking import Scripted, exchanges

OUTSIDE = Notice(Purpose.CLIENT_VOICE, "a model", "models.example.org")
HERE = replace(OUTSIDE, host="127.0.0.1")


class Model(Scripted):
    """A language model's voice that remembers what it was sent."""

    name = "a model"


def model(at: Programme, notice: Notice | None = OUTSIDE) -> Model:
    found = Model("It says this.")
    at.with_(model=found, notice=notice)
    return found


def say(at: Programme, rep: str, number: int) -> list[Ask]:
    """Say a turn; what the model was sent so far."""
    talking.say(at.house, ANA, rep, number, f"What was it like ({number})?")
    assert isinstance(at.house.model, Model)
    return at.house.model.asked


def test_without_a_yes_the_case_file_speaks_and_no_word_is_sent(at: Programme) -> None:
    rep = at.talk()
    model(at)
    assert consenting.consent_open(at.house, ANA)
    assert say(at, rep, 1) == []
    consenting.answer_consent(at.house, ANA, False)
    assert not consenting.consent_open(at.house, ANA)
    assert say(at, rep, 2) == []
    assert [turn.voice for turn in exchanges(at, rep)] == ["authored", "authored"]


def test_a_yes_counts_until_it_is_taken_back(at: Programme) -> None:
    rep = at.talk()
    model(at)
    consenting.answer_consent(at.house, ANA, True)
    assert len(say(at, rep, 1)) == 1
    consenting.answer_consent(at.house, ANA, False)
    assert len(say(at, rep, 2)) == 1
    consenting.answer_consent(at.house, ANA, True)
    assert len(say(at, rep, 3)) == 2
    voices = [turn.voice for turn in exchanges(at, rep)]
    assert voices == ["a model", "authored", "a model"]


@pytest.mark.parametrize("part", ["tool", "host", "keeps"])
def test_a_changed_notice_asks_again_and_sends_nothing_meanwhile(at: Programme, part: str) -> None:
    rep = at.talk()
    model(at)
    consenting.answer_consent(at.house, ANA, True)
    changed = model(at, replace(OUTSIDE, **{part: "something else"}))
    assert consenting.consent_open(at.house, ANA)
    say(at, rep, 1)
    assert changed.asked == []


def test_one_trainees_yes_is_nobody_elses(at: Programme) -> None:
    model(at)
    consenting.answer_consent(at.house, ANA, True)
    assert consenting.voice(at.house, ANA) is at.house.model
    for other in (BEN, CY):
        assert consenting.consent_open(at.house, other)
        assert consenting.voice(at.house, other) is at.house.authored


def test_a_model_on_this_machine_needs_no_yes(at: Programme) -> None:
    rep = at.talk()
    model(at, HERE)
    assert not consenting.consent_open(at.house, ANA)
    assert len(say(at, rep, 1)) == 1


def test_a_model_without_a_notice_is_not_used(at: Programme) -> None:
    rep = at.talk()
    unasked = model(at, None)
    say(at, rep, 1)
    assert unasked.asked == []


def test_without_a_model_there_is_nothing_to_agree_to(at: Programme) -> None:
    assert not consenting.consent_open(at.house, ANA)
    with pytest.raises(NotFound, match="nothing to agree to"):
        consenting.answer_consent(at.house, ANA, True)


# --- reading replies -----------------------------------------------------------------------------

READS = Notice(Purpose.SCORING, "a judge", "models.example.org")


def judge(at: Programme, notice: Notice | None = READS, accepted: bool = True) -> None:
    at.with_(judge=Judge(), judge_notice=notice)
    value = {"stamp": trials.stamp(at.house) if accepted else "", "figures": {}}
    at.house.store.change_setting(trials.ACCEPTED, value, "dee", MONDAY)


def test_a_yes_to_the_voice_is_no_yes_to_reading_and_the_other_way_round(at: Programme) -> None:
    model(at)
    judge(at)
    consenting.answer_consent(at.house, ANA, True)
    assert not consenting.model_reads(at.house, ANA)
    assert consenting.consent_open(at.house, ANA, Purpose.SCORING)
    consenting.answer_consent(at.house, BEN, True, Purpose.SCORING)
    assert consenting.model_reads(at.house, BEN)
    assert consenting.voice(at.house, BEN) is at.house.authored


def test_a_yes_to_reading_counts_until_it_is_taken_back(at: Programme) -> None:
    judge(at)
    assert not consenting.model_reads(at.house, ANA)
    for given in (True, False, True):
        consenting.answer_consent(at.house, ANA, given, Purpose.SCORING)
        assert consenting.model_reads(at.house, ANA) is given
        assert consenting.consented(at.house, ANA, Purpose.SCORING) is given
    assert not consenting.model_reads(at.house, CY)


def test_nobody_is_asked_about_a_judge_that_is_not_in_use(at: Programme) -> None:
    judge(at, accepted=False)
    assert not consenting.consent_open(at.house, ANA, Purpose.SCORING)
    consenting.answer_consent(at.house, ANA, True, Purpose.SCORING)
    assert not consenting.model_reads(at.house, ANA)


def test_a_judge_on_this_machine_needs_no_yes_and_one_without_a_notice_is_not_used(
    at: Programme,
) -> None:
    judge(at, replace(READS, host="127.0.0.1"))
    assert not consenting.consent_open(at.house, ANA, Purpose.SCORING)
    assert consenting.model_reads(at.house, ANA)
    judge(at, None)
    assert not consenting.model_reads(at.house, ANA)


def test_a_drill_asks_about_reading_and_an_encounter_about_both_one_by_one(at: Programme) -> None:
    model(at)
    judge(at)
    asked = consenting.to_ask(at.house, ANA, Kind.DRILL)
    assert asked is not None and asked.purpose is Purpose.SCORING
    asked = consenting.to_ask(at.house, ANA, Kind.ENCOUNTER)
    assert asked is not None and asked.purpose is Purpose.CLIENT_VOICE
    consenting.answer_consent(at.house, ANA, False)
    asked = consenting.to_ask(at.house, ANA, Kind.ENCOUNTER)
    assert asked is not None and asked.purpose is Purpose.SCORING
    consenting.answer_consent(at.house, ANA, True, Purpose.SCORING)
    assert consenting.to_ask(at.house, ANA, Kind.ENCOUNTER) is None
    assert [given for _, given in consenting.choices(at.house, ANA)] == [False, True]


def test_a_choice_is_offered_for_models_outside_only(at: Programme) -> None:
    assert consenting.choices(at.house, ANA) == []
    model(at, HERE)
    judge(at)
    assert [notice for notice, _ in consenting.choices(at.house, ANA)] == [READS]
