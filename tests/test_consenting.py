"""No words leave for an outside model without this trainee's yes to exactly this notice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from practice import NotFound, consenting, talking
from practice.consent import Notice, Purpose
from practice.saying import Ask
from tests.people import ANA, BEN, CY, Programme
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
