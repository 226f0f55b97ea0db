"""A scorer reads one attempt: which words, against which key, under which versions."""

from __future__ import annotations

import json

import pytest

from practice import NotFound, asking, judging, practising, reading, risk, talking
from practice.asking import Judge, Question
from practice.flags import BY
from practice.journal import open_rep, write
from practice.record import Attempt, Flagged, Judgement
from practice.reps import Rep
from tests.people import ANA, MONDAY, REPLY, Programme
from tests.test_asking import answer


def read(at: Programme, rep_id: str) -> Rep:
    return open_rep(at.house, rep_id).rep


def test_a_judgement_names_what_it_depended_on(at: Programme) -> None:
    rep_id = at.drill()
    practising.reply(at.house, ANA, rep_id, REPLY)
    found = judging.judge(at.house, read(at, rep_id), Attempt.FIRST)
    case, rubric = at.house.content.case("first-panic"), at.house.content.rubric("cds")
    assert (found.scorer, found.number, found.attempt) == (reading.PLAIN_NAME, 1, Attempt.FIRST)
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


def test_a_reply_to_words_about_safety_is_left_to_a_human_and_one_to_other_words_is_not(
    at: Programme,
) -> None:
    read_by = []
    for turn in ("c1", "t9"):
        rep_id = at.drill()
        about = Flagged(at=MONDAY, by=BY, turn=turn, about=risk.SAFETY, quote="the client's words")
        write(at.house, open_rep(at.house, rep_id), about)
        practising.reply(at.house, ANA, rep_id, REPLY)
        at.rate(rep_id)
        read_by.append(read(at, rep_id).judgement(Attempt.FIRST))
        assert practising.look(at.house, ANA, rep_id).to_people is (turn == "c1")
    left, judged = read_by
    assert left is not None and left.left_to_people and left.claims == ()
    assert judged is not None and not judged.left_to_people and judged.claims


# --- by a language model -------------------------------------------------------------------------


def by_model(at: Programme, judge: Judge, text: str = REPLY) -> Judgement:
    rep_id = at.drill()
    practising.reply(at.house, ANA, rep_id, text)
    at.with_(judge=judge)
    return judging.judge_by_model(at.house, read(at, rep_id), Attempt.FIRST, lambda *_: None)


class Says:
    """A judge that gives the three votes on each point these levels, each with a quote."""

    name = "a model"

    def __init__(self, *levels: int) -> None:
        self.levels = levels
        self.asked: list[Question] = []

    def answer(self, question: Question, seed: int) -> str:
        self.asked.append(question)
        turn, text = next(iter(question.turns.items()))
        quotes = [{"turn": turn, "text": text}]
        return answer(level=self.levels[seed], quotes=quotes)


def test_a_models_judgement_names_the_model_and_its_prompts_too(at: Programme) -> None:
    found = by_model(at, Says(3, 3, 3))
    rubric = at.house.content.rubric("cds")
    assert (found.scorer, found.model) == (asking.SCORER, "a model")
    assert found.prompt_hash == asking.prompt_hash(rubric)
    assert found.rubric_fingerprint == rubric.fingerprint
    assert found.case_fingerprint == at.house.content.case("first-panic").fingerprint
    people = {rubric.full(c) for c in rubric.criteria if c.human_only}
    assert {r.criterion for r in found.ratings} == set(rubric.criterion_ids) - people
    assert {r.level for r in found.ratings} == {3}
    assert found.strength is not None and found.strength.quote.text in REPLY


def test_neither_the_trainee_nor_their_rating_nor_the_clients_state_is_sent(at: Programme) -> None:
    judge = Says(3, 3, 3)
    rep_id = at.talk(turns=6)
    talking.end(at.house, ANA, rep_id)
    at.rate(rep_id, 1, sure=90)
    at.with_(judge=judge)
    judging.judge_by_model(at.house, read(at, rep_id), Attempt.FIRST, lambda *_: None)
    sent = "\n".join(m.text for question in judge.asked for m in question.messages)
    rep = read(at, rep_id)
    assert rep.state is not None
    assert ANA.name not in sent and ANA.id not in sent.split()
    assert "trust" not in sent.split("known")[-1]
    talk = json.loads(judge.asked[0].messages[1].text)["talk"]
    assert [turn["turn"] for turn in talk] == [t.id for t in rep.replies(Attempt.FIRST)]
    locked = [d.fact for d in at.house.content.case(rep.plan.case).private.disclosure]
    assert not any(fact in sent for fact in locked)


def test_what_the_votes_disagree_on_stays_on_record_and_is_told_to_nobody(at: Programme) -> None:
    found = by_model(at, Says(4, 2, 4))
    assert {(r.level, r.spread) for r in found.ratings} == {(4, 2)}
    assert found.claims == ()
    assert found.level("cds.pin") is None
    sure = by_model(at, Says(4, 3, 4))
    assert {(r.level, r.spread) for r in sure.ratings} == {(4, 1)}
    assert sure.claims != ()
    assert sure.level("cds.pin") == 4


def test_a_quote_that_is_not_in_the_reply_leaves_the_point_unscored(at: Programme) -> None:
    class Inventive(Says):
        def answer(self, _question: Question, _seed: int) -> str:
            return answer(level=4, quotes=[{"turn": "t1", "text": "words nobody said"}])

    found = by_model(at, Inventive())
    assert {r.level for r in found.ratings} == {None}
    assert all(r.why.startswith("unscored, because 3 of 3") for r in found.ratings)
    assert found.claims == ()


def test_words_about_safety_are_sent_to_no_model(at: Programme) -> None:
    judge = Says(2, 2, 2)
    mixed = by_model(at, judge, f"{REPLY} {SAFETY}")
    assert {r.level for r in mixed.ratings} == {2}
    assert not any(SAFETY in m.text for question in judge.asked for m in question.messages)
    silent = Says(2, 2, 2)
    alone = by_model(at, silent, SAFETY)
    assert silent.asked == []
    assert {r.level for r in alone.ratings} == {None}


def test_without_a_model_nobody_can_be_asked(at: Programme) -> None:
    rep_id = at.drill()
    practising.reply(at.house, ANA, rep_id, REPLY)
    with pytest.raises(NotFound, match="No language model"):
        judging.judge_by_model(at.house, read(at, rep_id), Attempt.FIRST, lambda *_: None)
