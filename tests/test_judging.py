"""The embedded scorer reads one attempt: which words, against which key, under which versions."""

from __future__ import annotations

from practice import judging, practising, reading, talking
from practice.journal import open_rep
from practice.record import Attempt
from practice.reps import Rep
from tests.people import ANA, REPLY, Programme


def read(at: Programme, rep_id: str) -> Rep:
    return open_rep(at.house, rep_id).rep


def test_a_judgement_names_what_it_depended_on(at: Programme) -> None:
    rep_id = at.drill()
    practising.reply(at.house, ANA, rep_id, REPLY)
    found = judging.judge(at.house, read(at, rep_id), Attempt.FIRST)
    case, rubric = at.house.content.case("first-panic"), at.house.content.rubric("cds")
    assert (found.scorer, found.number, found.attempt) == (reading.NAME, 1, Attempt.FIRST)
    assert found.case_fingerprint == case.fingerprint
    assert found.rubric_fingerprint == rubric.fingerprint
    judged = {rating.criterion for rating in found.ratings}
    people = {rubric.full(c) for c in rubric.criteria if c.human_only}
    assert judged <= set(rubric.criterion_ids) - people


def test_the_same_words_get_the_same_judgement_whatever_the_trainee_thought(
    at: Programme,
) -> None:
    judgements = []
    for level in (0, 4):
        rep_id = at.drill()
        practising.reply(at.house, ANA, rep_id, REPLY)
        at.rate(rep_id, level)
        judgements.append(read(at, rep_id).judgement(Attempt.FIRST))
    first, second = judgements
    assert first is not None
    assert second is not None
    assert [r.level for r in first.ratings] == [r.level for r in second.ratings]


def test_a_redo_is_read_by_its_own_words(at: Programme) -> None:
    rep_id = at.drill()
    practising.reply(at.house, ANA, rep_id, "You'll be fine.")
    at.rate(rep_id)
    practising.redo(at.house, ANA, rep_id)
    practising.reply(at.house, ANA, rep_id, REPLY)
    at.rate(rep_id)
    rep = read(at, rep_id)
    redo = rep.judgement(Attempt.REDO)
    assert redo is not None
    assert {claim.quote.turn for claim in redo.claims} <= {"r1"}
    assert redo.level("cds.pin") != rep.judgements[0].level("cds.pin")


def test_a_transfer_is_read_against_the_other_case(at: Programme) -> None:
    rep_id = at.drill()
    for text in ("You'll be fine.", REPLY):
        practising.reply(at.house, ANA, rep_id, text)
        at.rate(rep_id)
        if text != REPLY:
            practising.redo(at.house, ANA, rep_id)
    practising.go_on(at.house, ANA, rep_id)
    practising.check_in(at.house, ANA, rep_id, "easy", [], False, "same")
    practising.reply(at.house, ANA, rep_id, "When you read that, what went through your mind?")
    at.rate(rep_id)
    rep = read(at, rep_id)
    found = rep.judgement(Attempt.TRANSFER)
    assert found is not None
    other = at.house.content.case(rep.plan.transfer_case or "")
    assert found.case_fingerprint == other.fingerprint != rep.plan.case_fingerprint


def test_an_encounter_is_read_as_a_whole(at: Programme) -> None:
    rep_id = at.talk(turns=6)
    talking.end(at.house, ANA, rep_id)
    found = judging.judge(at.house, read(at, rep_id), Attempt.FIRST)
    assert found.ratings
    said = {turn.id: turn.text for turn in read(at, rep_id).turns if turn.who == "trainee"}
    assert all(claim.quote.text in said[claim.quote.turn] for claim in found.claims)


SAFETY = "Have you thought about ending your life?"


def test_words_about_safety_are_neither_rated_nor_praised_nor_corrected(at: Programme) -> None:
    with_and_without = []
    for text in (REPLY, f"{REPLY} {SAFETY}"):
        rep_id = at.drill()
        practising.reply(at.house, ANA, rep_id, text)
        with_and_without.append(judging.judge(at.house, read(at, rep_id), Attempt.FIRST))
    without, with_it = with_and_without
    assert [r.level for r in with_it.ratings] == [r.level for r in without.ratings]
    quotes = [q.text for r in with_it.ratings for q in r.quotes]
    quotes += [claim.quote.text for claim in with_it.claims] + [c.text for c in with_it.claims]
    assert quotes
    assert not any("ending your life" in words for words in quotes)


def test_a_reply_about_nothing_but_safety_is_left_to_a_human(at: Programme) -> None:
    rep_id = at.drill()
    practising.reply(at.house, ANA, rep_id, SAFETY)
    found = judging.judge(at.house, read(at, rep_id), Attempt.FIRST)
    assert {rating.level for rating in found.ratings} == {None}
    assert found.claims == ()
    assert read(at, rep_id).flags
