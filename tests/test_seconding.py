"""Second ratings: offered in turn, made blind, kept beside what was signed, and talked about."""

from __future__ import annotations

import csv
from dataclasses import fields
from datetime import timedelta
from io import StringIO

import pytest

from practice import BadInput, NotFound, WrongStage, gates, practising, seconding, supervising
from practice.record import Claim, Judgement, SelfRated
from practice.reviewed import Rated, SecondRated, Version
from practice.roles import Person, Role
from tests.people import ANA, CY, MONDAY, SAM, SIA, TOM, Programme
from tests.test_views import types, words

UMA = Person("uma", "Uma Diaz", Role.SUPERVISOR)


def drawn(at: Programme, by: Person = SAM, level: int = 3, me: Person = ANA) -> str:
    """A signed rep, and a colleague asked to rate it as well."""
    rep = at.signed(me, by, level)
    if at.house.store.row(rep).second is None:
        supervising.ask_second(at.house, by, rep)
    return rep


def third(at: Programme) -> Person:
    """A third supervisor of the northern cohort."""
    at.house.store.people.add("uma", "uma", UMA.name, UMA.role, MONDAY)
    at.house.store.people.set_supervises("uma", ["north"])
    return UMA


def offered(at: Programme, me: Person) -> list[str]:
    return [row.id for row in supervising.second_offers(at.house, me).rows]


def test_a_signed_rep_of_the_random_sample_is_offered_to_a_colleague_and_not_to_the_first(
    at: Programme,
) -> None:
    reps = [at.signed() for _ in range(12)]
    sample = [rep for rep in reps if at.house.store.row(rep).random_sample]
    assert sample
    assert len(sample) < len(reps)
    assert offered(at, SIA) == sample
    assert offered(at, SAM) == offered(at, TOM) == []


def test_what_is_not_signed_is_offered_to_nobody(at: Programme) -> None:
    rep = at.sent()
    at.blind(rep)
    supervising.ask_second(at.house, SAM, rep)
    assert offered(at, SIA) == []
    at.sign(rep)
    assert offered(at, SIA) == [rep]


def test_with_one_supervisor_nothing_is_offered_and_that_is_said(at: Programme) -> None:
    at.house.store.people.set_supervises("sia", [])
    rep = drawn(at)
    offers = supervising.second_offers(at.house, SAM)
    assert offers.rows == ()
    assert "Nobody else reads your cohort" in offers.sentence
    at.house.store.people.set_supervises("sia", ["north"])
    assert "No second rating waits" in supervising.second_offers(at.house, SAM).sentence
    assert offered(at, SIA) == [rep]


def test_who_is_away_is_offered_nothing_and_somebody_else_is(at: Programme) -> None:
    rep = drawn(at)
    third(at)
    first = SIA if offered(at, SIA) else UMA
    other = UMA if first is SIA else SIA
    assert offered(at, other) == []
    supervising.set_away(at.house, first, at.clock().date() + timedelta(days=3))
    assert "away" in supervising.second_offers(at.house, first).sentence
    assert offered(at, other) == [rep]
    at.clock.later(days=3)
    assert offered(at, first) == [rep]


def test_pairs_are_rotated_so_that_all_raters_are_linked(at: Programme) -> None:
    third(at)
    reps = [drawn(at, by) for by in (SAM, SAM, SIA, SIA, UMA, UMA)]
    for me in (SAM, SIA, UMA):
        for rep in offered(at, me):
            supervising.rate_second(at.house, me, rep, at.levels(rep, 2))
    pairs = at.house.store.pairs_of_raters()
    assert sum(pairs.values()) == len(reps)
    assert set(pairs.values()) == {2}
    assert len(pairs) == 3


# --- blind ---------------------------------------------------------------------------------------


RATINGS = {Rated, SecondRated, SelfRated, Judgement, Claim, Version}


def test_before_saving_the_second_rater_gets_the_words_and_no_rating_or_name(
    at: Programme,
) -> None:
    rep = at.sent(note="My question about Ana's turn.")
    at.blind(rep, level=1)
    supervising.change(at.house, SAM, rep, "cds.pin", 2, "SECRET reason")
    supervising.comment(at.house, SAM, rep, "t1", "strength", "SECRET comment")
    at.sign(rep)
    if at.house.store.row(rep).second is None:
        supervising.ask_second(at.house, SAM, rep, "SECRET request")
    view = supervising.look_second(at.house, SIA, rep)
    told = [f.name for f in fields(view) if f.name not in ("rubric", "case", "stimulus")]
    seen = [getattr(view, name) for name in told]
    assert not set().union(*(types(each) for each in seen)) & RATINGS
    for secret in ("SECRET", "Ana", "Sam", "My question", "You waited.", "Ask once."):
        assert not any(secret in words(each) for each in seen), secret
    assert (view.own, view.first, view.signed, view.first_name) == (None, None, None, "")
    assert view.turns


def test_after_saving_both_see_both_ratings(at: Programme) -> None:
    rep = drawn(at, level=3)
    assert supervising.look(at.house, SAM, rep).review.seconds == ()
    supervising.rate_second(at.house, SIA, rep, at.levels(rep, 1))
    view = supervising.look_second(at.house, SIA, rep)
    assert view.own is not None
    assert view.first is not None
    assert (view.own.levels["cds.pin"], view.first.levels["cds.pin"]) == (1, 3)
    assert view.first_name == "Sam Roth"
    (theirs,) = supervising.look(at.house, SAM, rep).review.seconds
    assert theirs.levels["cds.pin"] == 1
    third(at)
    assert supervising.look(at.house, UMA, rep).review.seconds == ()


def test_no_other_page_tells_what_was_signed_before_the_second_rating(at: Programme) -> None:
    rep = drawn(at)
    plain = at.signed(CY)
    assert seen(at, SIA, "ana") == set()
    assert seen(at, SAM, "ana") == {rep}
    if at.house.store.row(plain).second is None:
        assert seen(at, SIA, "cy") == {plain}
    supervising.rate_second(at.house, SIA, rep, at.levels(rep, 2))
    assert seen(at, SIA, "ana") == {rep}


def seen(at: Programme, me: Person, trainee: str) -> set[str]:
    """The signed reps that a trainee's calibration holds for this supervisor."""
    return {again.rep for again in supervising.trainee_mirror(at.house, me, trainee).reps}


# --- what is kept --------------------------------------------------------------------------------


def test_a_second_rating_is_a_blind_one_and_leaves_the_signature_alone(at: Programme) -> None:
    rep = drawn(at, level=3)
    before, out = at.house.store.row(rep), practising.look(at.house, ANA, rep).outcome
    final = at.house.store.ratings(rep=rep, sources=["final"])
    supervising.keep_draft(at.house, SIA, rep, "rating", {"cds.pin": "1"})
    supervising.rate_second(at.house, SIA, rep, at.levels(rep, 1))
    row = at.house.store.row(rep)
    assert (row.met, row.signed_by, row.signed_at) == (before.met, "sam", before.signed_at)
    assert (row.second, row.second_by) == ("done", "sia")
    assert practising.look(at.house, ANA, rep).outcome == out
    assert at.house.store.ratings(rep=rep, sources=["final"]) == final
    ratings = at.house.store.ratings(rep=rep, sources=["blind"])
    assert {(r.rater, r.level) for r in ratings} == {("sam", 3), ("sia", 1)}
    assert gates.rated_twice(ratings)[rep, "cds.pin"] == (3, 1)
    assert supervising.drafts(at.house, SIA, rep) == {}
    assert offered(at, SIA) == []


def test_one_rates_once_and_only_what_waits_for_it(at: Programme) -> None:
    rep, plain = drawn(at), at.sent()
    at.blind(plain)
    with pytest.raises(WrongStage, match="rated this one"):
        supervising.rate_second(at.house, SAM, rep, at.levels(rep, 2))
    with pytest.raises(NotFound):
        supervising.rate_second(at.house, TOM, rep, at.levels(rep, 2))
    with pytest.raises(WrongStage, match="needs no second"):
        supervising.rate_second(at.house, SIA, plain, at.levels(plain, 2))
    with pytest.raises(NotFound):
        supervising.look_second(at.house, SIA, plain)
    with pytest.raises(NotFound):
        supervising.look_second(at.house, SAM, rep)
    supervising.rate_second(at.house, SIA, rep, at.levels(rep, 2))
    before = at.written(rep)
    with pytest.raises(WrongStage):
        supervising.rate_second(at.house, SIA, rep, at.levels(rep, 4))
    third(at)
    with pytest.raises(WrongStage):
        supervising.rate_second(at.house, UMA, rep, at.levels(rep, 4))
    assert at.written(rep) == before


@pytest.mark.parametrize(
    ("change", "harm", "says"),
    [({"cds.pin": 5}, False, "0, 1, 2, 3 or 4"), ({"cds.gone": 2}, False, "every criterion"),
     ({}, True, "what was harmful")],
)  # fmt: skip
def test_a_second_rating_that_cannot_be_meant_is_refused(
    at: Programme, change: dict[str, int], harm: bool, says: str
) -> None:
    rep = drawn(at)
    before = at.written(rep)
    with pytest.raises(BadInput, match=says):
        supervising.rate_second(at.house, SIA, rep, {**at.levels(rep, 2), **change}, harm=harm)
    assert at.written(rep) == before


def test_harm_that_only_the_second_rater_saw_goes_to_the_director(at: Programme) -> None:
    rep = drawn(at)
    supervising.rate_second(
        at.house, SIA, rep, at.levels(rep, 2), harm=True, harm_note="Promised safety."
    )
    row = at.house.store.row(rep)
    assert row.needs_review
    assert row.escalated_at == at.clock()


# --- the widest disagreements --------------------------------------------------------------------


def test_the_five_widest_disagreements_are_listed_the_widest_first(at: Programme) -> None:
    reps = [drawn(at, level=level) for level in (4, 3, 2, 1, 4, 0, 3)]
    for rep, level in zip(reps, (0, 3, 1, 1, 1, 4, 1), strict=True):
        supervising.rate_second(at.house, SIA, rep, at.levels(rep, level))
    found = supervising.widest(at.house, SAM)
    assert {found[0].rep, found[1].rep} == {reps[0], reps[5]}
    assert [apart.width for apart in found] == [4, 4, 3, 2, 1]
    assert (found[0].first, found[0].second) == ("Sam Roth", "Sia Blom")
    assert supervising.widest(at.house, TOM) == []


def test_the_table_for_the_meeting_names_no_trainee_and_no_formula(at: Programme) -> None:
    rep = drawn(at, level=4)
    supervising.rate_second(at.house, SIA, rep, at.levels(rep, 1))
    lines = list(csv.reader(StringIO(supervising.widest_table(at.house, SIA))))
    assert lines[0] == ["rep", "case", "skill", "criterion", "rater", "level", "rater", "level"]
    assert lines[1][4:] == ["Sam Roth", "4", "Sia Blom", "1"]
    assert len(lines) == 1 + len(at.levels(rep))
    assert not any("Ana" in cell for line in lines for cell in line)
    assert seconding._cell("=1+1") == "'=1+1"
    assert seconding._cell("plain") == "plain"
