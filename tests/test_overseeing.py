"""A director's desk: who is on what, what was escalated, and giving a rep to somebody else."""

from __future__ import annotations

from datetime import date

import pytest

from practice import BadInput, NotFound, WrongStage, overseeing, rota, supervising
from practice.reviews import Tier
from tests.people import BEN, DEE, REPLY, SAM, SIA, Programme


def test_a_director_sees_who_is_on_what_and_no_words(at: Programme) -> None:
    rep, elsewhere = at.sent(), at.sent(BEN)
    supervising.claim(at.house, SAM, rep)
    found = {line.row.id: line for line in overseeing.in_hand(at.house, DEE)}
    assert set(found) == {rep, elsewhere}
    assert (found[rep].holder, found[elsewhere].holder) == ("Sam Roth", "")
    assert [person.id for person in found[rep].can_take] == ["sia"]
    assert [line.row.id for line in overseeing.in_hand(at.house, DEE, "south")] == [elsewhere]
    assert REPLY not in repr(found)


def test_a_director_takes_a_rep_from_one_supervisor_and_gives_it_to_another(at: Programme) -> None:
    rep = at.sent()
    supervising.claim(at.house, SAM, rep)
    overseeing.reassign(at.house, DEE, rep, "sia")
    assert supervising.queue(at.house, SIA)[0].for_me
    supervising.claim(at.house, SIA, rep)
    with pytest.raises(BadInput):
        overseeing.reassign(at.house, DEE, rep, "tom")
    done = at.signed()
    with pytest.raises(WrongStage):
        overseeing.reassign(at.house, DEE, done, "sia")
    with pytest.raises(WrongStage):
        overseeing.reassign(at.house, DEE, at.closing(), "sia")


def test_an_escalation_is_open_until_a_director_writes_what_was_done(at: Programme) -> None:
    rep = at.signed()
    supervising.escalate(at.house, SAM, rep, "She sounds worn out.")
    (asked,) = overseeing.escalations(at.house, DEE)
    assert (asked.rep, asked.trainee, asked.by) == (rep, "Ana Lim", "Sam Roth")
    assert asked.note == "She sounds worn out."
    with pytest.raises(BadInput):
        overseeing.take_up(at.house, DEE, rep, "  ")
    overseeing.take_up(at.house, DEE, rep, "I rang her today.")
    assert overseeing.escalations(at.house, DEE) == []
    assert [n.note for n in supervising.look(at.house, SAM, rep).review.taken_up] == [
        "I rang her today."
    ]
    with pytest.raises(NotFound):
        overseeing.take_up(at.house, DEE, rep, "Again.")


def test_a_programme_sets_its_targets_and_every_queue_goes_by_them(at: Programme) -> None:
    at.house.store.change_setting("sample seed", "none of these", "dee", at.clock())
    at.sent(look=True)
    at.clock.later(days=2)
    (line,) = supervising.queue(at.house, SAM)
    assert not line.late
    overseeing.set_targets(at.house, DEE, {Tier.ASKED: 1, Tier.SAMPLE: None, Tier.OLDEST: 0})
    (line,) = supervising.queue(at.house, SAM)
    assert line.late
    found = overseeing.turnaround(at.house, DEE)
    assert (found[Tier.ASKED].waiting, found[Tier.ASKED].late) == (1, 1)
    assert found[Tier.SAMPLE].target.words == "within 10 days"
    for days in (-1, 61):
        with pytest.raises(BadInput):
            overseeing.set_targets(at.house, DEE, {Tier.ASKED: days})
    assert rota.aims(at.house)[Tier.ASKED].words == "within a day"


def test_a_director_says_who_is_away_when_they_cannot(at: Programme) -> None:
    overseeing.set_away(at.house, DEE, "sam", date(2026, 3, 9))
    assert supervising.back_on(at.house, SAM) == date(2026, 3, 9)
    assert [one.away for one in overseeing.spread(at.house, DEE).each] == [
        date(2026, 3, 9), None, None,
    ]  # fmt: skip
    overseeing.set_away(at.house, DEE, "sam", None)
    assert supervising.back_on(at.house, SAM) is None
    for person in ("ana", "gone"):
        with pytest.raises(NotFound):
            overseeing.set_away(at.house, DEE, person, None)
    with pytest.raises(BadInput):
        overseeing.set_away(at.house, DEE, "sam", date(2026, 3, 2))
