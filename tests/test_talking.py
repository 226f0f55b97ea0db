"""An encounter: each turn said once, both halves saved together, and left at any time."""

from __future__ import annotations

import pytest

from practice import BadInput, ModelUnavailable, NotFound, WrongStage, practising, risk, talking
from practice.practising import LooksReal
from practice.record import Exchanged
from practice.reps import Stage
from practice.saying import Ask, Spoken
from tests.people import ANA, Programme

SAID = "What was it like on the bus?"


class Scripted:
    """A voice that says what it was given, or fails with it."""

    name = "authored"

    def __init__(self, answer: str | Exception) -> None:
        self.answer = answer
        self.asked: list[Ask] = []

    def speak(self, ask: Ask) -> Spoken:
        self.asked.append(ask)
        if isinstance(self.answer, Exception):
            raise self.answer
        return Spoken(self.answer, self.name)


def exchanges(at: Programme, rep: str) -> list[Exchanged]:
    return [e for e in at.house.store.load(rep).events if isinstance(e, Exchanged)]


def test_a_turn_is_saved_with_its_answer_and_moves_the_client(at: Programme) -> None:
    rep = at.talk()
    talking.say(at.house, ANA, rep, 1, SAID)
    (turn,) = exchanges(at, rep)
    assert (turn.number, turn.text, turn.voice) == (1, SAID, "authored")
    assert turn.answer
    assert turn.moves
    view = practising.look(at.house, ANA, rep)
    assert [(t.id, t.who) for t in view.turns] == [
        ("c0", "client"), ("t1", "trainee"), ("c1", "client"),
    ]  # fmt: skip


def test_the_same_turn_said_twice_is_said_once(at: Programme) -> None:
    rep = at.talk(turns=1)
    talking.say(at.house, ANA, rep, 2, SAID)
    before = at.written(rep)
    talking.say(at.house, ANA, rep, 2, f" {SAID} ")
    assert at.written(rep) == before


@pytest.mark.parametrize("number", [-1, 0, 1, 2, 4, 99])
def test_a_stale_or_made_up_number_says_nothing_and_asks_no_voice(
    at: Programme, number: int
) -> None:
    rep = at.talk(turns=2)
    voice = Scripted("Yes.")
    at.with_(authored=voice)
    before = at.written(rep)
    slot = practising.slot_of(practising.look(at.house, ANA, rep))
    with pytest.raises(WrongStage, match="already answered"):
        talking.say(at.house, ANA, rep, number, "From another tab.")
    assert (at.written(rep), voice.asked, at.drafts(rep, ANA, slot)) == (before, [], {})
    talking.say(at.house, ANA, rep, 3, "From this tab.")
    assert len(voice.asked) == 1


def test_a_first_turn_numbered_zero_is_refused_like_any_other(at: Programme) -> None:
    with pytest.raises(WrongStage):
        talking.say(at.house, ANA, at.talk(), 0, SAID)


def test_two_tabs_that_answer_at_once_leave_one_turn(at: Programme) -> None:
    rep = at.talk()
    house = at.house

    class Slow(Scripted):
        """While this answer is made, the other tab says the same turn."""

        def speak(self, ask: Ask) -> Spoken:
            talking.say(house, ANA, rep, 1, "The other tab.")
            return super().speak(ask)

    at.with_(authored=Slow("Too late."))
    with pytest.raises(WrongStage, match="moved on"):
        talking.say(at.house, ANA, rep, 1, SAID)
    assert [turn.text for turn in exchanges(at, rep)] == ["The other tab."]


@pytest.mark.parametrize("error", [ModelUnavailable("It is down."), RuntimeError("bug")])
def test_a_voice_that_fails_leaves_nothing_but_the_draft(at: Programme, error: Exception) -> None:
    rep = at.talk(turns=1)
    before, row = at.written(rep), at.house.store.row(rep)
    slot = practising.slot_of(practising.look(at.house, ANA, rep))
    at.with_(authored=Scripted(error))
    with pytest.raises(type(error)):
        talking.say(at.house, ANA, rep, 2, f"{SAID} I want to die, he said.")
    assert at.written(rep) == before
    assert at.house.store.row(rep) == row
    assert practising.draft(at.house, ANA, rep, slot).startswith(SAID)


def test_the_draft_of_a_turn_goes_when_the_turn_is_said(at: Programme) -> None:
    rep = at.talk()
    slot = practising.slot_of(practising.look(at.house, ANA, rep))
    practising.keep_draft(at.house, ANA, rep, slot, SAID[:6])
    talking.say(at.house, ANA, rep, 1, SAID)
    assert at.drafts(rep, ANA, slot) == {}
    fresh = practising.slot_of(practising.look(at.house, ANA, rep))
    assert fresh != slot


def test_real_details_stop_a_turn_before_any_voice_hears_them(at: Programme) -> None:
    rep = at.talk()
    voice = Scripted("Yes.")
    at.with_(authored=voice)
    slot = practising.slot_of(practising.look(at.house, ANA, rep))
    text = "Her number is 555-013-2471, she said."
    with pytest.raises(LooksReal, match="Nothing was saved or sent"):
        talking.say(at.house, ANA, rep, 1, text)
    assert (voice.asked, exchanges(at, rep), at.drafts(rep, ANA, slot)) == ([], [], {})
    talking.say(at.house, ANA, rep, 1, text, fictional=True)
    assert len(voice.asked) == 1
    assert at.house.store.row(rep).reasons == (risk.REAL,)


def test_worrying_words_on_either_side_go_to_a_human_at_once(at: Programme) -> None:
    mine, theirs = at.talk(), at.talk()
    talking.say(at.house, ANA, mine, 1, "Do you ever think of killing yourself?")
    at.with_(authored=Scripted("Some days I don't want to wake up."))
    talking.say(at.house, ANA, theirs, 1, SAID)
    for rep, turn in ((mine, "t1"), (theirs, "c1")):
        row = at.house.store.row(rep)
        assert (row.review, row.tier) == ("waiting", "human now")
        flags = [e for e in at.house.store.load(rep).events if e.kind == "flagged"]
        assert [flag.turn for flag in flags] == [turn]


@pytest.mark.parametrize("stop", [talking.pause, talking.take_break])
def test_stepping_out_stops_the_talk_until_the_trainee_comes_back(
    at: Programme, stop: object
) -> None:
    rep = at.talk(turns=1)
    stop(at.house, ANA, rep)  # type: ignore[operator]  # a verb
    before = at.written(rep)
    with pytest.raises(WrongStage, match="paused"):
        talking.say(at.house, ANA, rep, 2, SAID)
    assert at.written(rep) == before
    talking.resume(at.house, ANA, rep)
    talking.say(at.house, ANA, rep, 2, SAID)
    assert len(exchanges(at, rep)) == 2


def test_a_moment_is_marked_once_and_must_exist(at: Programme) -> None:
    rep = at.talk(turns=1)
    talking.mark(at.house, ANA, rep, "c1", True)
    before = at.written(rep)
    talking.mark(at.house, ANA, rep, "c1", True)
    assert at.written(rep) == before
    assert practising.look(at.house, ANA, rep).marked == {"c1"}
    talking.mark(at.house, ANA, rep, "c1", False)
    assert practising.look(at.house, ANA, rep).marked == set()
    with pytest.raises(NotFound, match="no such moment"):
        talking.mark(at.house, ANA, rep, "c9", True)


def test_an_encounter_ends_after_six_turns_and_holds_fourteen(at: Programme) -> None:
    rep = at.talk(turns=5)
    with pytest.raises(WrongStage, match="needs 6"):
        talking.end(at.house, ANA, rep)
    for number in range(6, 15):
        talking.say(at.house, ANA, rep, number, f"Say more about that ({number}).")
    voice = Scripted("Yes.")
    at.with_(authored=voice)
    with pytest.raises(WrongStage, match="at most 14"):
        talking.say(at.house, ANA, rep, 15, "And more.")
    assert voice.asked == []
    talking.end(at.house, ANA, rep)
    assert practising.look(at.house, ANA, rep).stage is Stage.RATING


def test_an_encounter_is_rated_redone_at_its_moment_and_closed(at: Programme) -> None:
    rep = at.talk(turns=6)
    talking.end(at.house, ANA, rep)
    at.rate(rep)
    practising.redo(at.house, ANA, rep)
    moment = practising.look(at.house, ANA, rep).redo_of
    assert moment is not None
    assert moment.who == "client"
    practising.reply(at.house, ANA, rep, "What matters most to you today?")
    at.rate(rep)
    practising.go_on(at.house, ANA, rep)
    practising.check_in(at.house, ANA, rep, "a stretch", [], False, "same")
    assert practising.look(at.house, ANA, rep).stage is Stage.CLOSING


def test_nothing_to_say_is_not_a_turn(at: Programme) -> None:
    rep = at.talk()
    for text in ("", " \n ", "x" * 6001):
        with pytest.raises(BadInput):
            talking.say(at.house, ANA, rep, 1, text)
    assert exchanges(at, rep) == []
