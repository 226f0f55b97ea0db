"""Who is away and when supervision is, as far as anybody said and as long as it is true."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from practice import BadInput, practising, rota, supervising
from practice.journal import open_rep
from practice.waiting import Meeting
from tests.people import ANA, MONDAY, SAM, SIA, Programme


def test_nobody_is_away_and_nothing_is_set_until_somebody_says_so(at: Programme) -> None:
    assert rota.away(at.house) == {}
    assert rota.meetings(at.house) == {}
    assert rota.here(at.house, ["north", "south"]) == {"north": ["sam", "sia"], "south": ["tom"]}


def test_the_newest_word_counts(at: Programme) -> None:
    for back in (date(2026, 3, 4), date(2026, 3, 9)):
        supervising.set_away(at.house, SAM, back)
    meeting = MONDAY + timedelta(days=1)
    for when in (MONDAY + timedelta(days=9), meeting):
        supervising.set_supervision(at.house, SIA, "ana", when)
    assert rota.away(at.house) == {"sam": date(2026, 3, 9)}
    assert rota.here(at.house, ["north"]) == {"north": ["sia"]}
    assert rota.meetings(at.house) == {"ana": Meeting(meeting, "sia")}


def test_who_may_no_longer_sign_in_is_not_here(at: Programme) -> None:
    at.house.store.people.set_active("sia", False)
    assert rota.here(at.house, ["north"]) == {"north": ["sam"]}


def test_a_contested_rating_is_never_given_to_who_made_it(at: Programme) -> None:
    rep = at.signed(level=1)
    at.clock.later(hours=1)
    practising.contest(at.house, ANA, rep, "I asked first.")
    with pytest.raises(BadInput, match="asked to have made again"):
        rota.pass_on(at.house, "dee", open_rep(at.house, rep), "sam")
    rota.pass_on(at.house, "dee", open_rep(at.house, rep), "sia")
    assert at.house.store.row(rep).given_to == "sia"
