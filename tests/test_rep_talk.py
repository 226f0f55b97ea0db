"""The choice about a language model, as a trainee meets it before a rep and on their own page."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from practice import consenting, trials
from practice.adapters import wiring
from practice.consent import Notice, Purpose
from practice.pages import rep, rep_talk, trainee
from practice.record import Kind
from tests.people import ANA, MONDAY, Programme
from tests.test_asking import Scripted as Judge

READS = Notice(Purpose.SCORING, "a judge", "models.example.org")


def _aim() -> None:
    from practice.pages import rep
    from tests.people import ANA

    rep.page(ANA)


def _choices() -> None:
    from practice.pages import trainee
    from tests.people import ANA

    trainee._voice_choice(ANA)


@pytest.fixture
def judged(at: Programme, monkeypatch: pytest.MonkeyPatch) -> Programme:
    """A programme with an accepted judge outside."""
    at.with_(judge=Judge(), judge_notice=READS)
    value = {"stamp": trials.stamp(at.house), "figures": {}}
    at.house.store.change_setting(trials.ACCEPTED, value, "dee", MONDAY)
    for module in (rep, rep_talk, trainee, wiring):
        monkeypatch.setattr(module, "house", lambda: at.house)
    return at


def labels(page: AppTest) -> list[str]:
    assert not page.exception and not page.error
    return [button.label for button in page.button]


def opened(at: Programme, kind: Kind = Kind.DRILL) -> AppTest:
    begun = at.begin(ANA, kind, "ags", "ags.order")
    page = AppTest.from_function(_aim, default_timeout=20)
    page.query_params["rep"] = begun
    return page.run()


@pytest.mark.parametrize("choice", ["Yes, it may read my replies", "No, use the built-in reading"])
def test_a_drill_begins_only_after_the_choice_and_either_choice_lets_it_begin(
    judged: Programme, choice: str
) -> None:
    page = opened(judged)
    assert "Hear the client" not in labels(page)
    assert any(READS.text() in text.value for text in page.markdown)
    next(button for button in page.button if button.label == choice).click().run()
    assert "Hear the client" in labels(page)
    assert consenting.model_reads(judged.house, ANA) is choice.startswith("Yes")


def test_a_judge_on_this_computer_asks_nobody(judged: Programme) -> None:
    judged.with_(judge_notice=Notice(Purpose.SCORING, "a judge", "127.0.0.1"))
    assert "Hear the client" in labels(opened(judged))


def test_a_yes_can_be_taken_back_and_given_again(judged: Programme) -> None:
    consenting.answer_consent(judged.house, ANA, True, Purpose.SCORING)
    page = AppTest.from_function(_choices, default_timeout=20).run()
    assert labels(page) == ["Take my yes back"]
    page.button[0].click().run()
    assert not consenting.model_reads(judged.house, ANA)
    assert labels(page) == ["Yes, it may read my replies"]


def test_without_a_model_outside_there_is_no_choice_to_make(judged: Programme) -> None:
    judged.with_(judge=None, judge_notice=None)
    assert labels(AppTest.from_function(_choices, default_timeout=20).run()) == []
