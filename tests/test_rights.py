"""A trainee's own record: a copy with all they may see and nothing else, a note, who read it."""

from __future__ import annotations

import json

import pytest

from practice import BadInput, NotFound, keeping, practising, rights, supervising
from practice.flags import LooksReal
from practice.own_copy import OwnCopy
from practice.record import NotedOnRecord
from practice.reviews import Tier
from tests.people import ANA, BEN, CY, DEE, REPLY, SAM, SIA, Programme


def test_a_copy_holds_what_was_said_rated_and_came_back(at: Programme) -> None:
    rep = at.closing(text=f"{REPLY} Juniper.")
    practising.submit(at.house, ANA, rep, please_look=False, note="Please look.")
    at.blind(rep)
    supervising.comment(at.house, SAM, rep, "t1", "strength", "Warm.")
    at.sign(rep)
    practising.acknowledge(at.house, ANA, rep, "Thank you.")
    rights.add_note(at.house, ANA, rep, "I was ill that day.")
    copy = rights.take_copy(at.house, ANA)
    assert (copy.name, copy.username, copy.cohort) == ("Ana Lim", "ana", "The north")
    one = copy.reps[0]
    assert [said.who for said in one.said][:2] == ["client", "trainee"]
    assert one.said[1].text.endswith("Juniper.")
    assert [r.attempt for r in one.own_ratings] == ["first", "redo"]
    assert any(told.says == "strength" for told in one.feedback)
    assert one.came_back is not None
    assert (one.came_back.by, one.came_back.strength) == ("Sam Roth", "You waited.")
    assert one.came_back.comments == ("t1: Warm.",)
    assert one.came_back.my_answer == "Thank you."
    assert one.notes_on_record == ("I was ill that day.",)
    assert one.note_to_supervisor == "Please look."
    assert at.house.store.audit(1)[0].did == "took a copy of their own record"


def test_a_copy_is_json_that_says_its_form_and_what_it_is(at: Programme) -> None:
    at.signed()
    read = json.loads(rights.take_copy(at.house, ANA).as_json())
    assert read["schema"] == "deliberate-practice trainer, a trainee's own copy, 1"
    assert read["says"].startswith("Simulation, formative.")
    assert read["made_at"] == "2026-03-02T09:10:00+00:00"
    assert set(read) == set(OwnCopy.__dataclass_fields__)
    assert None not in read["reps"][0]["own_ratings"][0]["levels"]


def test_a_copy_tells_no_rating_before_its_time_and_nothing_of_the_clients_mind(
    at: Programme,
) -> None:
    rep = at.drill()
    practising.reply(at.house, ANA, rep, REPLY)
    assert rights.take_copy(at.house, ANA).reps[0].feedback == ()  # not rated yet
    sent = at.sent()
    at.blind(sent, harm="It could hurt somebody.")
    at.talk(turns=3)
    copy = rights.take_copy(at.house, ANA)
    by_id = {one.id: one for one in copy.reps}
    assert by_id[sent].came_back is None
    text = copy.as_json()
    assert "It could hurt" not in text
    for hidden in ("trust", "rupture", "rung", "intent", "fact", "reasons", "random_sample"):
        assert f'"{hidden}"' not in text
    case = at.house.content.case("first-panic")
    locked = [step.fact for step in case.ladder]
    assert locked
    assert not any(fact in text for fact in locked)


def test_a_copy_holds_ones_own_only_and_what_was_typed_and_not_sent(at: Programme) -> None:
    at.sent(BEN)
    rep = at.drill()
    practising.keep_draft(at.house, ANA, rep, practising.look(at.house, ANA, rep).moment, "Half a")
    copy = rights.take_copy(at.house, ANA)
    assert [one.id for one in copy.reps] == [rep]
    assert [draft.text for draft in copy.drafts] == ["Half a"]


def test_a_copy_tells_of_exemplars_rated_and_lent_and_never_whose_they_were(at: Programme) -> None:
    theirs, mine = at.signed(CY), at.signed(ANA)
    for rep, who in ((theirs, CY), (mine, ANA)):
        supervising.propose_exemplar(at.house, SAM, rep)
        practising.answer_lending(at.house, who, rep, True)
    seen = practising.look_exemplar(at.house, ANA, theirs)
    practising.rate_exemplar(at.house, ANA, theirs, dict.fromkeys((p.id for p in seen.points), 2))
    copy = rights.take_copy(at.house, ANA)
    (rated,) = copy.exemplars_rated
    assert (rated.exemplar, set(rated.levels.values())) == ("a signed rep", {2})
    assert theirs not in copy.as_json()
    assert [(step.rep, step.what) for step in copy.my_reps_as_exemplars] == [
        (mine, "proposed"), (mine, "agreed"),
    ]  # fmt: skip


def test_without_words_a_copy_keeps_the_levels_and_says_when_the_words_went(
    at: Programme,
) -> None:
    at.signed()
    at.clock.later(days=400)
    keeping.remove(at.house, DEE)
    one = rights.take_copy(at.house, ANA).reps[0]
    assert one.words_removed_at == at.clock()
    assert (one.said, one.feedback, one.reactions, one.notes_on_record) == ((), (), (), ())
    assert one.own_ratings[0].levels
    assert one.came_back is not None and one.came_back.levels


def test_a_copy_can_be_had_when_the_case_and_the_rubric_are_gone(at: Programme) -> None:
    at.signed()
    at.with_(content=type(at.house.content)({}, {}))
    one = rights.take_copy(at.house, ANA).reps[0]
    assert (one.skill, one.client, one.aim) == ("cds", "first-panic", "cds.pin")


def test_a_trainee_reads_who_read_their_work(at: Programme) -> None:
    rep = at.sent()
    supervising.look(at.house, SAM, rep)
    supervising.look(at.house, SAM, rep)
    supervising.look(at.house, SIA, rep)
    looks = rights.who_read(at.house, ANA)
    assert [(look.by, look.rep) for look in looks] == [("Sia Blom", rep), ("Sam Roth", rep)]
    assert rights.who_read(at.house, BEN) == []
    assert len(rights.take_copy(at.house, ANA).who_read_my_transcripts) == 2


def test_a_note_stands_beside_the_record_and_changes_nothing_of_it(at: Programme) -> None:
    rep = at.signed()
    before = at.house.store.row(rep)
    rights.add_note(at.house, ANA, rep, " I was ill that day. ")
    after = at.house.store.row(rep)
    assert (after.stage, after.review, after.met) == (before.stage, before.review, before.met)
    assert [note.text for note in rights.notes(at.house, ANA, rep)] == ["I was ill that day."]
    assert [note.text for note in supervising.notes(at.house, SAM, rep)] == ["I was ill that day."]
    assert supervising.notes(at.house, SIA, rep) == ()  # who has not rated stays blind
    with pytest.raises(NotFound):
        rights.add_note(at.house, BEN, rep, "Not mine.")
    with pytest.raises(NotFound):
        rights.notes(at.house, BEN, rep)
    with pytest.raises(BadInput, match="beside the record"):
        rights.add_note(at.house, ANA, rep, " ")


def test_a_note_is_read_for_real_details_and_for_words_a_human_must_see(at: Programme) -> None:
    rep = at.signed()
    with pytest.raises(LooksReal):
        rights.add_note(at.house, ANA, rep, "Call her on 07700 900123 please.")
    rights.add_note(at.house, ANA, rep, "I want to die, to be honest.")
    row = at.house.store.row(rep)
    assert row.flags_open
    assert row.tier == Tier.HUMAN_NOW.value
    kinds = [event.kind for event in at.house.store.load(rep).events][-2:]
    assert kinds == [NotedOnRecord.model_fields["kind"].default, "flagged"]


def test_a_wish_to_be_erased_can_be_taken_back(at: Programme) -> None:
    assert rights.erasure_asked(at.house, ANA) is None
    rights.ask_erasure(at.house, ANA)
    asked = rights.erasure_asked(at.house, ANA)
    assert asked is not None and (asked.at, asked.by_letter) == (at.clock(), False)
    assert rights.erasure_asked(at.house, BEN) is None
    rights.take_back_erasure(at.house, ANA)
    assert rights.erasure_asked(at.house, ANA) is None
    assert rights.take_copy(at.house, ANA).asked_to_be_erased_at is None
