"""Sending a rep once, and answering what a supervisor signed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from practice import BadInput, NotAllowed, WrongStage, practising, risk, sending, supervising
from practice.practising import LooksReal
from practice.record import Contested, Submitted
from tests.people import ANA, SAM, SIA, Programme


def test_sending_twice_is_sending_once(at: Programme) -> None:
    rep = at.closing()
    sending.submit(at.house, ANA, rep, please_look=True, note=" The second turn. ")
    before = at.written(rep)
    sending.submit(at.house, ANA, rep, please_look=False, note="Something else.")
    assert at.written(rep) == before
    (event,) = [e for e in at.house.store.load(rep).events if isinstance(e, Submitted)]
    assert (event.please_look, event.note, event.exemplar) == (True, "The second turn.", False)
    row = at.house.store.row(rep)
    assert (row.review, row.tier) == ("waiting", "asked")


def test_only_a_finished_rep_is_sent(at: Programme) -> None:
    rep = at.drill()
    with pytest.raises(WrongStage):
        sending.submit(at.house, ANA, rep, please_look=False, note="")
    assert at.house.store.row(rep).review is None


def test_a_note_with_a_risk_cue_goes_to_a_human_and_one_with_a_name_nowhere(
    at: Programme,
) -> None:
    rep = at.closing()
    before = at.written(rep)
    for note in ("My client Bernadette did this.", "x" * 6001):
        with pytest.raises((LooksReal, BadInput)):
            sending.submit(at.house, ANA, rep, please_look=False, note=note)
    assert at.written(rep) == before
    sending.submit(at.house, ANA, rep, please_look=False, note="I don't want to be here any more.")
    assert at.house.store.row(rep).tier == "human now"


def test_the_random_sample_is_a_fixed_draw_of_about_15_percent() -> None:
    drawn = [sending.drawn(f"rep-{number}", "first") for number in range(4000)]
    assert 0.13 < sum(drawn) / 4000 < 0.17
    assert drawn == [sending.drawn(f"rep-{number}", "first") for number in range(4000)]
    assert drawn != [sending.drawn(f"rep-{number}", "second") for number in range(4000)]


def test_being_drawn_is_written_with_the_rep_under_the_programmes_seed(at: Programme) -> None:
    at.house.store.change_setting("sample seed", "spring", "dee", at.clock())
    for _ in range(3):
        rep = at.sent()
        assert at.house.store.row(rep).random_sample is sending.drawn(rep, "spring")


def test_acknowledging_twice_is_once(at: Programme) -> None:
    rep = at.signed()
    sending.acknowledge(at.house, ANA, rep, " Thank you. ")
    before = at.written(rep)
    sending.acknowledge(at.house, ANA, rep, "Again.")
    assert at.written(rep) == before
    assert at.house.store.row(rep).review == "acknowledged"


def test_what_did_not_come_back_is_not_acknowledged_or_contested(at: Programme) -> None:
    rep = at.sent()
    with pytest.raises(WrongStage):
        sending.acknowledge(at.house, ANA, rep)
    with pytest.raises(NotAllowed, match="Only a signed rating"):
        sending.contest(at.house, ANA, rep, "I asked twice.")


def test_a_returned_rep_is_acknowledged_and_not_contested(at: Programme) -> None:
    rep = at.sent()
    at.blind(rep)
    supervising.send_back(at.house, SAM, rep, "Once more.")
    sending.acknowledge(at.house, ANA, rep)
    with pytest.raises(NotAllowed, match="Only a signed rating"):
        sending.contest(at.house, ANA, rep, "I asked twice.")


def test_worrying_words_in_an_answer_reach_a_human_after_everything_was_signed(
    at: Programme,
) -> None:
    rep = at.signed()
    sending.acknowledge(at.house, ANA, rep, "I can't go on like this.")
    row = at.house.store.row(rep)
    assert (row.review, row.tier, row.flags_open) == ("acknowledged", "human now", 1)
    assert [line.row.id for line in supervising.queue(at.house, SIA)] == [rep]
    supervising.claim(at.house, SIA, rep)
    supervising.answer_flag(at.house, SIA, rep, "reply", risk.SAFETY, "Rang her.")
    row = at.house.store.row(rep)
    assert (row.review, row.met, row.signed_by, row.flags_open) == ("acknowledged", True, "sam", 0)
    assert supervising.queue(at.house, SIA) == []


def test_a_real_name_in_an_answer_is_not_saved(at: Programme) -> None:
    rep = at.signed()
    before = at.written(rep)
    with pytest.raises(LooksReal):
        sending.acknowledge(at.house, ANA, rep, "My client Bernadette is like that.")
    with pytest.raises(LooksReal):
        sending.contest(at.house, ANA, rep, "My client Bernadette is like that.")
    assert at.written(rep) == before


def test_contesting_needs_a_reason_and_happens_once(at: Programme) -> None:
    rep = at.signed()
    with pytest.raises(BadInput, match="Say in a sentence"):
        sending.contest(at.house, ANA, rep, "  ")
    sending.contest(at.house, ANA, rep, "I asked before I explained.")
    before = at.written(rep)
    sending.contest(at.house, ANA, rep, "I asked before I explained.")
    assert at.written(rep) == before
    assert at.house.store.row(rep).review == "contested"
    at.blind(rep, SIA, 4)
    at.sign(rep, SIA)
    with pytest.raises(NotAllowed, match="asked for a second rating before"):
        sending.contest(at.house, ANA, rep, "And once more.")
    assert sum(isinstance(e, Contested) for e in at.house.store.load(rep).events) == 1


def test_a_good_rep_is_one_redone_within_ten_minutes(at: Programme) -> None:
    rep = at.sent()
    assert at.house.store.row(rep).good
    slow = at.drill()
    practising.reply(at.house, ANA, slow, "What went through your mind?")
    at.rate(slow)
    at.clock.at += timedelta(minutes=11)
    practising.redo(at.house, ANA, slow)
    practising.reply(at.house, ANA, slow, "And then?")
    at.rate(slow)
    practising.go_on(at.house, ANA, slow)
    practising.check_in(at.house, ANA, slow, "a stretch", [], False, "same")
    practising.postpone(at.house, ANA, slow)
    sending.submit(at.house, ANA, slow, please_look=False, note="")
    assert not at.house.store.row(slow).good
