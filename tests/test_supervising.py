"""A supervisor's verbs: whose reps, who holds them, blind first, and only a written line clears."""

from __future__ import annotations

from datetime import timedelta

import pytest

from practice import (
    AlreadyTaken,
    BadInput,
    NotAllowed,
    NotFound,
    WrongStage,
    calibration,
    practising,
    reviews,
    risk,
    supervising,
)
from practice.reviewed import BlindRated, Changed, NextRep, Signed
from practice.reviews import LEASE, Tier
from practice.roles import Person
from tests.people import ANA, BEN, CY, REPLY, SAM, SIA, TOM, Programme


def looks(at: Programme, rep: str, me: Person = SAM) -> supervising.SupervisorView:
    return supervising.look(at.house, me, rep)


def test_a_rep_goes_from_the_queue_to_a_signature(at: Programme) -> None:
    rep = at.sent(note="The second turn.")
    (line,) = supervising.queue(at.house, SAM)
    assert (line.row.id, line.trainee, line.mine, line.held_by) == (rep, "Ana Lim", False, "")
    supervising.claim(at.house, SAM, rep)
    assert supervising.queue(at.house, SAM)[0].mine
    assert supervising.queue(at.house, SIA)[0].held_by == "Sam Roth"
    supervising.rate_blind(at.house, SAM, rep, at.levels(rep, 2))
    supervising.change(at.house, SAM, rep, "cds.pin", 3, "Read it again.")
    supervising.comment(at.house, SAM, rep, "t1", "strength", " You asked. ")
    view = looks(at, rep)
    assert view.judgement is not None
    claim = view.judgement.claims[0].id
    supervising.mark_claim(at.house, SAM, rep, claim, "not justified")
    wish = NextRep(skill="cds", criterion="cds.join", level="beginner")
    supervising.sign(
        at.house, SAM, rep, strength=" You waited. ", corrective="Ask once.", next_rep=wish
    )
    assert supervising.queue(at.house, SAM) == []
    assert [row.id for row in supervising.signed_by_me(at.house, SAM)] == [rep]
    out = practising.look(at.house, ANA, rep).outcome
    assert out is not None
    assert (out.by, out.strength, out.levels["cds.pin"]) == ("Sam Roth", "You waited.", 3)
    assert [comment.text for comment in out.comments] == ["You asked."]
    assert out.unjustified == {claim}


# --- whose rep it is -----------------------------------------------------------------------------

ON_A_REP: dict[str, tuple[tuple[object, ...], dict[str, object]]] = {
    "look": ((), {}), "claim": ((), {}), "hand_back": ((), {}), "rate_blind": (({},), {}),
    "change": (("cds.pin", 3, "Because."), {}), "comment": (("t1", "question", "Why?"), {}),
    "mark_claim": (("k1", "unsure"), {}), "answer_flag": (("t1", risk.SAFETY, "Rang."), {}),
    "sign": ((), {"strength": "s", "corrective": "c", "next_rep": None}),
    "send_back": (("Again.",), {}), "keep_draft": (("review", {}), {}),
    "keep_words": (("strength", "You"), {}), "drafts": ((), {}),
}  # fmt: skip


@pytest.mark.parametrize("verb", ON_A_REP)
def test_a_rep_of_another_cohort_is_as_little_there_as_a_made_up_one(
    at: Programme, verb: str
) -> None:
    sent, unsent = at.sent(), at.closing()
    given, named = ON_A_REP[verb]
    before = [at.written(rep) for rep in (sent, unsent)]
    sentences = set()
    for me, rep in ((TOM, sent), (SAM, unsent), (SAM, "made-up")):
        with pytest.raises(NotFound) as refused:
            getattr(supervising, verb)(at.house, me, rep, *given, **named)
        sentences.add(str(refused.value))
    assert sentences == {"There is no such rep."}
    assert [at.written(rep) for rep in (sent, unsent)] == before
    assert at.house.store.audit(9) == []


HOLDING = sorted(set(ON_A_REP) - {"look", "claim", "keep_draft", "keep_words", "drafts"})


@pytest.mark.parametrize("verb", HOLDING)
def test_only_who_holds_a_transcript_works_on_it(at: Programme, verb: str) -> None:
    rep = at.sent()
    given, named = ON_A_REP[verb]
    supervising.claim(at.house, SAM, rep)
    before = at.written(rep)
    with pytest.raises(NotAllowed, match="do not hold"):
        getattr(supervising, verb)(at.house, SIA, rep, *given, **named)
    at.clock.at += LEASE
    with pytest.raises(NotAllowed, match="do not hold"):
        getattr(supervising, verb)(at.house, SAM, rep, *given, **named)
    assert at.written(rep) == before


def test_losing_a_cohort_takes_effect_at_once(at: Programme) -> None:
    rep = at.sent()
    supervising.claim(at.house, SAM, rep)
    at.house.store.people.set_supervises("sam", [])
    assert supervising.queue(at.house, SAM) == []
    with pytest.raises(NotFound):
        supervising.rate_blind(at.house, SAM, rep, at.levels(rep, 2))


def test_every_look_is_noted_and_a_refused_one_shows_nothing(at: Programme) -> None:
    rep = at.sent()
    looks(at, rep)
    looks(at, rep, SIA)
    at.clock.later(minutes=10)
    looks(at, rep)  # still the same look: the page is drawn anew at each click
    at.clock.later(minutes=10)
    looks(at, rep)
    audit = [(line.by, line.did, line.about) for line in at.house.store.audit(9)]
    assert audit == [(who, "read a transcript", rep) for who in ("sam", "sia", "sam")]
    assert REPLY not in repr(audit)


# --- the queue -----------------------------------------------------------------------------------


def test_the_queue_is_by_tier_and_oldest_first_within_one(at: Programme) -> None:
    at.house.store.change_setting("sample seed", "none of these", "dee", at.clock())
    first = at.sent()
    asked = at.sent(CY, look=True)
    flagged = at.drill(CY)
    practising.reply(at.house, CY, flagged, "I want to die, he said. What then?")
    elsewhere = at.sent(BEN)
    second = at.sent()
    found = [(line.row.id, line.tier) for line in supervising.queue(at.house, SAM)]
    assert found[:2] == [(flagged, Tier.HUMAN_NOW), (asked, Tier.ASKED)]
    rest = [rep for rep, _ in found[2:]]
    assert sorted(rest) == sorted([first, second])
    assert [line.row.id for line in supervising.queue(at.house, TOM)] == [elsewhere]


def test_a_rep_whose_case_has_gone_still_stands_in_the_queue(at: Programme) -> None:
    rep = at.sent()
    content = at.house.content
    at.with_(content=type(content)({}, {}))
    (line,) = supervising.queue(at.house, SAM)
    assert (line.row.id, line.case, line.criterion) == (rep, "first-panic", "cds.pin")


# --- claiming ------------------------------------------------------------------------------------


def test_a_transcript_is_one_supervisors_for_45_minutes(at: Programme) -> None:
    rep = at.sent()
    supervising.claim(at.house, SAM, rep)
    with pytest.raises(AlreadyTaken):
        supervising.claim(at.house, SIA, rep)
    at.clock.at += LEASE - timedelta(seconds=1)
    supervising.claim(at.house, SAM, rep)
    at.clock.at += LEASE - timedelta(seconds=1)
    with pytest.raises(AlreadyTaken):
        supervising.claim(at.house, SIA, rep)
    at.clock.later(seconds=1)
    supervising.claim(at.house, SIA, rep)
    assert looks(at, rep, SIA).mine
    assert looks(at, rep).held_by == "Sia Blom"


def test_a_transcript_put_back_is_anybodys_and_only_before_the_blind_rating(
    at: Programme,
) -> None:
    rep = at.sent()
    supervising.claim(at.house, SAM, rep)
    supervising.hand_back(at.house, SAM, rep)
    at.blind(rep, SIA)
    with pytest.raises(WrongStage):
        supervising.hand_back(at.house, SIA, rep)


def test_taking_over_starts_blind_and_coming_back_does_not(at: Programme) -> None:
    rep = at.sent()
    at.blind(rep, SAM, 2)
    at.clock.at += LEASE
    supervising.claim(at.house, SIA, rep)
    assert not looks(at, rep, SIA).revealed
    with pytest.raises(WrongStage):
        at.sign(rep, SIA)
    supervising.rate_blind(at.house, SIA, rep, at.levels(rep, 1))
    at.clock.at += LEASE
    supervising.claim(at.house, SAM, rep)
    assert looks(at, rep).revealed
    with pytest.raises(WrongStage):
        supervising.rate_blind(at.house, SAM, rep, at.levels(rep, 4))
    at.sign(rep)
    final = at.house.store.ratings(rep=rep, sources=["final"])
    assert {(line.rater, line.level) for line in final} == {("sam", 2)}
    kept = at.house.store.ratings(rep=rep, sources=["blind"])
    assert {(line.rater, line.level) for line in kept} == {("sam", 2), ("sia", 1)}


def test_there_is_nothing_to_claim_on_a_signed_rep(at: Programme) -> None:
    rep = at.signed()
    before = at.written(rep)
    for me in (SAM, SIA):
        with pytest.raises(WrongStage, match="nothing left to do"):
            supervising.claim(at.house, me, rep)
    assert at.written(rep) == before


# --- rating, changing, signing -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "harm", "says"),
    [({"cds.pin": 5}, False, "0, 1, 2, 3 or 4"), ({"cds.gone": 2}, False, "every criterion"),
     ({}, True, "what was harmful")],
)  # fmt: skip
def test_a_blind_rating_that_cannot_be_meant_is_refused(
    at: Programme, change: dict[str, int], harm: bool, says: str
) -> None:
    rep = at.sent()
    supervising.claim(at.house, SAM, rep)
    with pytest.raises(BadInput, match=says):
        supervising.rate_blind(at.house, SAM, rep, {**at.levels(rep, 2), **change}, harm=harm)
    assert not looks(at, rep).revealed


def test_a_rep_still_in_practice_is_flagged_not_rated(at: Programme) -> None:
    rep = at.drill()
    practising.reply(at.house, ANA, rep, "I want to die, he said. What then?")
    supervising.claim(at.house, SAM, rep)
    assert not looks(at, rep).finished
    with pytest.raises(WrongStage, match="still practising"):
        supervising.rate_blind(at.house, SAM, rep, at.levels(rep, 2))
    supervising.answer_flag(at.house, SAM, rep, "t1", risk.SAFETY, "It was his line. Fine.")
    assert supervising.queue(at.house, SAM) == []


def test_the_blind_rating_stays_and_a_change_is_kept_beside_it(at: Programme) -> None:
    rep = at.sent()
    at.blind(rep, SAM, 2)
    supervising.change(at.house, SAM, rep, "cds.pin", 4, "I had missed the second half.")
    supervising.change(at.house, SAM, rep, "cds.pin", 3, "Not quite.")
    at.sign(rep)
    events = at.house.store.load(rep).events
    assert [e.levels["cds.pin"] for e in events if isinstance(e, BlindRated)] == [2]
    assert [e.level for e in events if isinstance(e, Changed)] == [4, 3]
    assert [e.levels["cds.pin"] for e in events if isinstance(e, Signed)] == [3]
    rows = at.house.store.ratings(rep=rep, sources=["blind", "final"])
    assert {(r.source, r.level) for r in rows if r.criterion == "cds.pin"} == {
        ("blind", 2), ("final", 3),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("criterion", "level", "reason", "error"),
    [("cds.pin", 3, " ", BadInput), ("cds.pin", 7, "Because.", BadInput),
     ("cds.gone", 3, "Because.", NotFound), ("cds.pin", 3, "x" * 6001, BadInput)],
)  # fmt: skip
def test_a_change_needs_a_level_a_criterion_and_a_reason(
    at: Programme, criterion: str, level: int, reason: str, error: type[Exception]
) -> None:
    rep = at.sent()
    at.blind(rep)
    with pytest.raises(error):
        supervising.change(at.house, SAM, rep, criterion, level, reason)


def test_nothing_is_changed_or_marked_before_the_blind_rating(at: Programme) -> None:
    rep = at.sent()
    supervising.claim(at.house, SAM, rep)
    claim = at.house.store.load(rep).events
    judged = next(e.judgement for e in claim if e.kind == "judged")
    before = at.written(rep)
    with pytest.raises(WrongStage):
        supervising.change(at.house, SAM, rep, "cds.pin", 4, "Because.")
    with pytest.raises(WrongStage):
        supervising.mark_claim(at.house, SAM, rep, judged.claims[0].id, "justified")
    with pytest.raises(WrongStage):
        at.sign(rep)
    with pytest.raises(WrongStage):
        supervising.send_back(at.house, SAM, rep, "Again.")
    assert at.written(rep) == before


@pytest.mark.parametrize(("strength", "corrective"), [("", "c"), ("s", " \n"), ("x" * 6001, "c")])
def test_signing_needs_one_strength_and_one_corrective(
    at: Programme, strength: str, corrective: str
) -> None:
    rep = at.sent()
    at.blind(rep)
    with pytest.raises(BadInput):
        supervising.sign(
            at.house, SAM, rep, strength=strength, corrective=corrective, next_rep=None
        )
    assert at.house.store.row(rep).signed_at is None


def test_a_next_rep_has_to_be_one_that_can_be_asked_for(at: Programme) -> None:
    rep = at.sent()
    at.blind(rep)
    wish = NextRep(skill="cds", criterion="cds.gone", level="beginner")
    with pytest.raises(NotFound):
        supervising.sign(at.house, SAM, rep, strength="s", corrective="c", next_rep=wish)
    assert at.house.store.row(rep).signed_at is None


def test_met_is_every_gate_competent_and_no_harm_seen_by_anybody(at: Programme) -> None:
    gate = at.house.content.rubric("cds").gates[0]
    met, below, harmed = at.sent(), at.sent(), at.sent()
    at.blind(met, level=3)
    at.blind(below, level=3)
    supervising.change(at.house, SAM, below, gate, 2, "Not yet.")
    at.blind(harmed, level=4, harm="Promised that it is safe.")
    for rep in (met, below, harmed):
        at.sign(rep)
    rows = [at.house.store.row(rep) for rep in (met, below, harmed)]
    assert [(row.met, row.needs_review) for row in rows] == [
        (True, False), (False, False), (False, True),
    ]  # fmt: skip


def test_a_comment_is_pinned_to_a_turn_that_is_there(at: Programme) -> None:
    rep = at.sent()
    supervising.claim(at.house, SAM, rep)
    with pytest.raises(NotFound):
        supervising.comment(at.house, SAM, rep, "t9", "question", "Why?")
    with pytest.raises(BadInput):
        supervising.comment(at.house, SAM, rep, "t1", "question", " ")
    supervising.comment(at.house, SAM, rep, "t1", "question", "Why?")
    assert [c.text for c in looks(at, rep).review.comments] == ["Why?"]
    assert looks(at, rep, SIA).review.comments == ()


def test_a_returned_rep_counts_nowhere_and_says_why(at: Programme) -> None:
    rep = at.sent()
    at.blind(rep)
    with pytest.raises(BadInput):
        supervising.send_back(at.house, SAM, rep, " ")
    supervising.send_back(at.house, SAM, rep, "Once more, slower.")
    row = at.house.store.row(rep)
    assert (row.review, row.met, row.signed_at) == ("returned", None, None)
    assert at.house.store.ratings(rep=rep, sources=["final"]) == []
    out = practising.look(at.house, ANA, rep).outcome
    assert out is not None
    assert (out.signed, out.note) == (False, "Once more, slower.")


# --- flags ---------------------------------------------------------------------------------------


def flagged(at: Programme) -> str:
    return at.sent(note="I can't go on like this.")


def test_nothing_is_signed_or_returned_while_a_flag_is_open(at: Programme) -> None:
    rep = flagged(at)
    at.blind(rep)
    for close in (
        lambda: at.sign(rep), lambda: supervising.send_back(at.house, SAM, rep, "Again.")
    ):  # fmt: skip
        with pytest.raises(BadInput, match="flag is still open"):
            close()
    supervising.answer_flag(at.house, SAM, rep, "note", risk.SAFETY, "Rang her; she is safe.")
    at.sign(rep)
    assert at.house.store.row(rep).flags_open == 0


def test_only_a_supervisors_written_line_clears_a_flag(at: Programme) -> None:
    rep = flagged(at)
    supervising.claim(at.house, SAM, rep)
    with pytest.raises(BadInput, match="Write a line"):
        supervising.answer_flag(at.house, SAM, rep, "note", risk.SAFETY, "  ")
    with pytest.raises(NotFound):
        supervising.answer_flag(at.house, SAM, rep, "t1", risk.SAFETY, "Rang her.")
    supervising.hand_back(at.house, SAM, rep)
    at.blind(rep)
    assert at.house.store.row(rep).flags_open == 1
    supervising.answer_flag(at.house, SAM, rep, "note", risk.SAFETY, "Rang her.")
    assert at.house.store.row(rep).flags_open == 0
    assert at.house.store.row(rep).tier != "human now"
    with pytest.raises(NotFound, match="answered already"):
        supervising.answer_flag(at.house, SAM, rep, "note", risk.SAFETY, "Rang her again.")


# --- a second, blind rating ----------------------------------------------------------------------


def contested(at: Programme) -> str:
    rep = at.signed(level=1)
    at.clock.later(hours=1)
    practising.contest(at.house, ANA, rep, "You gave me 1; I asked before I explained.")
    return rep


def test_a_contested_rating_goes_to_a_second_rater_and_not_to_the_first(at: Programme) -> None:
    rep = contested(at)
    assert at.house.store.row(rep).tier == "asked"
    before = at.written(rep)
    with pytest.raises(NotAllowed, match="A colleague has to make it"):
        supervising.claim(at.house, SAM, rep)
    assert at.written(rep) == before
    supervising.claim(at.house, SIA, rep)
    assert looks(at, rep, SIA).mine


def test_the_second_rater_sees_nothing_of_the_first_rating_or_of_the_reason(at: Programme) -> None:
    rep = contested(at)
    supervising.claim(at.house, SIA, rep)
    view = looks(at, rep, SIA)
    assert (view.revealed, view.contested, view.review.signed) == (False, None, None)
    assert "You gave me 1" not in repr(view)
    supervising.rate_blind(at.house, SIA, rep, at.levels(rep, 3))
    assert "You gave me 1" in repr(looks(at, rep, SIA))


def test_the_second_signature_counts_and_the_first_stays_on_record(at: Programme) -> None:
    rep = contested(at)
    at.blind(rep, SIA, 3)
    with pytest.raises(NotAllowed, match="sign yours"):
        supervising.send_back(at.house, SIA, rep, "Again.")
    at.sign(rep, SIA)
    row = at.house.store.row(rep)
    assert (row.signed_by, row.met, row.review) == ("sia", True, "signed")
    assert sum(isinstance(e, Signed) for e in at.house.store.load(rep).events) == 2
    pairs = calibration.pairs(at.house.store.ratings(trainee="ana"))
    assert {(pair.rater, pair.reference_level) for pair in pairs} == {("sia", 3)}
    out = practising.look(at.house, ANA, rep).outcome
    assert out is not None
    assert (out.by, out.contested, out.acknowledged) == ("Sia Blom", True, False)


def test_the_second_rater_may_come_back_to_their_own_rating(at: Programme) -> None:
    rep = contested(at)
    at.blind(rep, SIA, 3)
    at.clock.at += LEASE
    with pytest.raises(NotAllowed):
        supervising.claim(at.house, SAM, rep)
    supervising.claim(at.house, SIA, rep)
    at.sign(rep, SIA)
    assert at.house.store.row(rep).signed_by == "sia"


# --- drafts, and trainees ------------------------------------------------------------------------


def test_drafts_are_a_supervisors_own_and_go_with_the_step(at: Programme) -> None:
    rep = at.sent()
    supervising.keep_draft(at.house, SAM, rep, "review", {"cds.pin": "2"})
    assert supervising.keep_words(at.house, SAM, rep, "escalate", "She sounds")
    assert supervising.drafts(at.house, SAM, rep) == {
        "review": {"cds.pin": "2"}, "escalate": {"text": "She sounds"},
    }  # fmt: skip
    assert supervising.drafts(at.house, SIA, rep) == {}
    at.blind(rep)
    supervising.keep_words(at.house, SAM, rep, "comment", "You wai")
    assert set(supervising.drafts(at.house, SAM, rep)) == {"escalate", "comment"}
    supervising.comment(at.house, SAM, rep, "t1", "strength", "You waited.")
    for slot in ("strength", "corrective", "return", "why"):
        supervising.keep_words(at.house, SAM, rep, slot, "Half a")
    supervising.change(at.house, SAM, rep, "cds.pin", 1, "Read it again.")
    assert set(supervising.drafts(at.house, SAM, rep)) == {
        "escalate", "strength", "corrective", "return",
    }  # fmt: skip
    supervising.escalate(at.house, SAM, rep, "She sounds worn out.")
    supervising.send_back(at.house, SAM, rep, "Again.")
    assert supervising.drafts(at.house, SAM, rep) == {}


def test_the_line_about_a_flag_is_a_draft_of_its_own(at: Programme) -> None:
    rep = at.sent(note="I can't go on like this.")
    supervising.claim(at.house, SAM, rep)
    view = looks(at, rep)
    (flag,) = view.open_flags
    slot = reviews.flag_slot(view.flags, flag.turn, flag.about)
    for kept in (slot, "strength"):
        supervising.keep_words(at.house, SAM, rep, kept, "Rang")
    supervising.answer_flag(at.house, SAM, rep, flag.turn, flag.about, "Rang her.")
    assert set(supervising.drafts(at.house, SAM, rep)) == {"strength"}


@pytest.mark.parametrize(("slot", "body"), [("s" * 41, {}), ("review", {"x": "x" * 30_000})])
def test_a_draft_that_is_too_long_is_refused(
    at: Programme, slot: str, body: dict[str, object]
) -> None:
    rep = at.sent()
    with pytest.raises(BadInput, match="too long"):
        supervising.keep_draft(at.house, SAM, rep, slot, body)


def test_a_supervisor_knows_the_trainees_of_their_cohorts_and_no_others(at: Programme) -> None:
    assert [person.id for person in supervising.trainees(at.house, SAM)] == ["ana", "cy"]
    assert [person.id for person in supervising.trainees(at.house, TOM)] == ["ben"]
    rep = at.signed()
    found = supervising.trainee_mirror(at.house, SIA, "ana")
    assert [again.rep for again in found.reps] == [rep]
    sentences = set()
    for me, trainee in ((TOM, "ana"), (SAM, "ben"), (SAM, "gone"), (SAM, "dee")):
        with pytest.raises(NotFound) as refused:
            supervising.trainee_mirror(at.house, me, trainee)
        sentences.add(str(refused.value))
    assert sentences == {"There is no such trainee in your cohorts."}
