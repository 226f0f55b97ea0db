"""Whose turn it is: what is due, who is on what, who is away, and how the work is spread."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from practice import (
    BadInput,
    NotFound,
    overseeing,
    practising,
    queueing,
    supervising,
    waiting,
)
from practice.reviews import LEASE, Tier
from practice.supervising import Wanted
from tests.people import ANA, BEN, CY, DEE, MONDAY, SAM, SIA, TOM, Programme


def ordinary(at: Programme) -> None:
    """Nothing is drawn at random."""
    at.house.store.change_setting("sample seed", "none of these", "dee", at.clock())


def test_what_was_sent_before_supervision_stands_under_asked_or_due(at: Programme) -> None:
    rep, other = at.sent(), at.sent(CY)
    meeting = at.clock() + timedelta(hours=60)
    supervising.set_supervision(at.house, SAM, "ana", meeting)
    assert supervising.supervision(at.house, SIA, "ana") == meeting
    assert {line.tier for line in supervising.queue(at.house, SAM)} & {Tier.ASKED} == set()
    at.clock.later(hours=13)
    lines = {line.row.id: line for line in supervising.queue(at.house, SAM)}
    assert lines[rep].tier is Tier.ASKED
    assert "due before supervision on Wednesday 4 March" in lines[rep].reasons
    assert lines[rep].for_me
    assert lines[other].tier is not Tier.ASKED
    (theirs,) = supervising.queue(at.house, SIA, Wanted(tier=Tier.ASKED))
    assert (theirs.for_me, theirs.for_nobody) == (False, False)
    supervising.set_supervision(at.house, SAM, "ana", None)
    assert supervising.queue(at.house, SAM, Wanted(tier=Tier.ASKED)) == []


def test_supervision_is_set_for_trainees_of_ones_own_in_the_future(at: Programme) -> None:
    later = at.clock() + timedelta(days=2)
    for trainee in ("ben", "gone", "sia"):
        with pytest.raises(NotFound):
            supervising.set_supervision(at.house, SAM, trainee, later)
    with pytest.raises(BadInput):
        supervising.set_supervision(at.house, SAM, "ana", at.clock())
    assert supervising.supervision(at.house, SAM, "ana") is None


def test_what_is_due_with_somebody_who_is_away_is_nobodys(at: Programme) -> None:
    at.sent()
    supervising.set_supervision(at.house, SAM, "ana", at.clock() + timedelta(hours=40))
    assert not supervising.queue(at.house, SIA)[0].for_nobody
    supervising.set_away(at.house, SAM, date(2026, 3, 5))
    assert supervising.queue(at.house, SIA)[0].for_nobody
    assert supervising.back_on(at.house, SAM) == date(2026, 3, 5)
    supervising.set_away(at.house, SAM, None)
    assert not supervising.queue(at.house, SIA)[0].for_nobody


def test_away_ends_on_the_day_and_begins_only_for_the_future(at: Programme) -> None:
    with pytest.raises(BadInput):
        supervising.set_away(at.house, SAM, at.clock().date())
    supervising.set_away(at.house, SAM, at.clock().date() + timedelta(days=2))
    at.clock.later(days=1)
    assert supervising.back_on(at.house, SAM) == date(2026, 3, 4)
    at.clock.later(days=1)
    assert supervising.back_on(at.house, SAM) is None


def test_a_transcript_given_to_a_colleague_is_theirs_to_claim(at: Programme) -> None:
    rep = at.sent()
    assert [p.id for p in supervising.colleagues(at.house, SAM, "north")] == ["sia"]
    at.blind(rep)
    before = at.written(rep)
    for to in ("tom", "sam", "ana", "gone"):
        with pytest.raises(BadInput):
            supervising.give(at.house, SAM, rep, to)
    supervising.set_away(at.house, SIA, date(2026, 3, 9))
    with pytest.raises(BadInput, match="is away"):
        supervising.give(at.house, SAM, rep, "sia")
    assert at.written(rep) == before
    supervising.set_away(at.house, SIA, None)
    supervising.give(at.house, SAM, rep, "sia")
    (mine,), (theirs,) = supervising.queue(at.house, SAM), supervising.queue(at.house, SIA)
    assert (mine.given_to, mine.for_me, mine.mine) == ("Sia Blom", False, False)
    assert (theirs.given_to, theirs.for_me) == ("", True)
    supervising.claim(at.house, SIA, rep)
    assert not supervising.look(at.house, SIA, rep).revealed
    assert at.house.store.audit(9)[1].did == "gave a transcript to a colleague"


def test_a_claim_that_ran_out_is_nobodys_and_says_whose_it_was(at: Programme) -> None:
    rep = at.sent()
    supervising.claim(at.house, SAM, rep)
    assert supervising.queue(at.house, SIA)[0].held_by == "Sam Roth"
    at.clock.at += LEASE
    (line,) = supervising.queue(at.house, SIA)
    assert (line.held_by, line.dropped_by, line.for_nobody) == ("", "Sam Roth", True)


def test_who_waits_longer_than_proposed_is_named(at: Programme) -> None:
    ordinary(at)
    at.sent(note="I can't go on like this.")
    assert not supervising.queue(at.house, SAM)[0].late
    at.clock.later(hours=25)
    assert supervising.queue(at.house, SAM)[0].late


def test_the_load_counts_this_week_and_what_is_in_hand(at: Programme) -> None:
    at.signed()
    at.clock.at = MONDAY + timedelta(days=7)
    rep = at.sent()
    at.blind(rep, SIA)
    at.clock.later(minutes=4)
    at.sign(rep, SIA)
    if at.house.store.row(rep).second is None:
        supervising.ask_second(at.house, SIA, rep)
    supervising.rate_second(at.house, SAM, rep, at.levels(rep))
    held, given = at.sent(), at.sent()
    supervising.claim(at.house, SAM, held)
    supervising.claim(at.house, SAM, given)
    supervising.give(at.house, SAM, given, "sia")
    supervising.set_away(at.house, SAM, date(2026, 3, 20))
    sam, sia = supervising.load(at.house, SAM).each
    assert (sam.name, sam.signed, sam.minutes, sam.seconds) == ("Sam Roth", 0, 0, 1)
    assert (sia.name, sia.signed, sia.minutes, sia.seconds) == ("Sia Blom", 1, 4, 0)
    assert [(one.holds, one.given) for one in (sam, sia)] == [(1, 0), (0, 1)]
    assert [one.away for one in supervising.load(at.house, SIA).each] == [date(2026, 3, 20), None]
    assert [one.name for one in supervising.load(at.house, TOM).each] == ["Tom Reed"]


def test_turnaround_is_that_of_ones_own_cohorts_lately(at: Programme) -> None:
    ordinary(at)
    for days in (1, 3, 5):
        rep = at.sent(look=True)
        at.clock.later(days=days)
        at.blind(rep)
        at.sign(rep)
    at.sent(BEN)
    found = supervising.turnaround(at.house, SIA)[Tier.ASKED]
    assert found.median is not None
    assert (found.signed, round(found.median)) == (3, 3)
    assert supervising.turnaround(at.house, TOM)[Tier.ASKED].signed == 0
    at.clock.later(days=40)
    assert supervising.turnaround(at.house, SIA)[Tier.ASKED].signed == 0


def test_what_somebody_signed_is_listed_newest_first_and_only_theirs(at: Programme) -> None:
    first, second, _ = at.signed(), at.signed(), at.signed(by=SIA)
    assert [row.id for row in supervising.signed_by_me(at.house, SAM)] == [second, first]
    at.house.store.people.set_supervises("sam", [])
    assert supervising.signed_by_me(at.house, SAM) == []


def test_what_a_trainee_answers_comes_back_to_who_signed(at: Programme) -> None:
    silent, thanked, contested = at.signed(), at.signed(), at.signed()
    practising.acknowledge(at.house, ANA, thanked, "Thank you, I will ask once.")
    practising.contest(at.house, ANA, contested, "I asked first.")
    found = {one.row.id: one for one in supervising.answers(at.house, SAM)}
    assert set(found) == {silent, thanked, contested}
    assert (found[thanked].reply, found[thanked].contested) == ("Thank you, I will ask once.", "")
    assert (found[contested].reply, found[contested].contested) == ("", "I asked first.")
    assert (found[silent].reply, found[silent].contested) == ("", "")
    assert supervising.answers(at.house, SIA) == []


# --- saved views ---------------------------------------------------------------------------------


def test_a_view_is_kept_under_a_name_replaced_by_it_and_forgotten(at: Programme) -> None:
    wanted = Wanted(skill="cds", trainee="ana", kind="drill", oldest=True)
    supervising.keep_view(at.house, SAM, "  My   drills ", wanted)
    supervising.keep_view(at.house, SAM, "Agenda", Wanted(skill="ags"))
    *there, agenda, drills = supervising.my_views(at.house, SAM)
    assert [view.name for view in there] == [view.name for view in waiting.BUILT_IN]
    assert (agenda.name, drills.name, drills.wanted) == ("Agenda", "My drills", wanted)
    assert supervising.my_views(at.house, SIA) == waiting.BUILT_IN
    supervising.keep_view(at.house, SAM, "my drills", Wanted(kind="drill"))
    assert supervising.my_views(at.house, SAM)[-1].wanted == Wanted(kind="drill")
    supervising.forget_view(at.house, SAM, "my drills")
    assert supervising.my_views(at.house, SAM)[-1].name == "Agenda"
    with pytest.raises(NotFound):
        supervising.forget_view(at.house, SAM, "my drills")


@pytest.mark.parametrize("name", ["", "  ", "x" * 31, "Everything", "with nobody"])
def test_a_view_needs_a_short_name_that_is_not_taken_by_all(at: Programme, name: str) -> None:
    with pytest.raises(BadInput):
        supervising.keep_view(at.house, SAM, name, Wanted())
    assert supervising.my_views(at.house, SAM) == waiting.BUILT_IN


def test_only_so_many_views_are_kept(at: Programme) -> None:
    for number in range(queueing.MOST_VIEWS):
        supervising.keep_view(at.house, SAM, f"View {number}", Wanted())
    with pytest.raises(BadInput, match="forget one"):
        supervising.keep_view(at.house, SAM, "One more", Wanted())


# --- how alike supervisors rate ------------------------------------------------------------------


def test_a_rater_sees_where_they_stand_themselves_and_nobody_else_does_here(at: Programme) -> None:
    assert supervising.my_severity(at.house, SAM).startswith("You cannot be compared")
    for level in (4, 3, 2, 3, 4, 3):
        rep = at.signed(level=level)
        if at.house.store.row(rep).second is None:
            supervising.ask_second(at.house, SAM, rep)
        supervising.rate_second(at.house, SIA, rep, at.levels(rep, level - 1))
    sam, sia = (supervising.my_severity(at.house, me) for me in (SAM, SIA))
    assert "higher than the mean" in sam
    assert "lower than the mean" in sia
    assert "Sia" not in sam
    found = overseeing.severities(at.house, DEE).raters
    assert {one.rater for one in found} == {"sam", "sia"}
    (pin, *_) = supervising.agreement(at.house, TOM)
    assert (pin.criterion, pin.enough) == ("cds.fit", False)
    assert practising.agreement(at.house, ANA) == overseeing.agreement(at.house, DEE)
