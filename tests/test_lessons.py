"""What a programme teaches is worked out when something was rated, and not for every page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from practice import lessons
from practice.lessons import Lessons
from tests.people import SIA, Programme


def test_a_lesson_is_kept_until_somebody_rates_again(at: Programme) -> None:
    kept = Lessons()
    at.signed()
    first = kept.of(at.house.store, at.clock())
    assert kept.of(at.house.store, at.clock()) is first
    assert [rater.rater for rater in first.severities.raters] == ["sam"]
    at.drill()  # nothing was rated
    assert kept.of(at.house.store, at.clock()) is first
    at.signed(by=SIA)
    again = kept.of(at.house.store, at.clock())
    assert [rater.rater for rater in again.severities.raters] == ["sam", "sia"]


def test_while_somebody_works_it_out_anew_the_others_get_the_last_one(at: Programme) -> None:
    kept = Lessons()
    at.signed()
    first = kept.of(at.house.store, at.clock())
    at.signed(by=SIA)
    with kept._lock:
        assert kept.of(at.house.store, at.clock()) is first
    assert kept.of(at.house.store, at.clock()) is not first


def test_it_is_the_programmes_and_holds_nobodys_list_of_reps(at: Programme) -> None:
    at.signed()
    assert Lessons().of(at.house.store, at.clock()).sent == {}


def test_in_a_large_programme_it_waits_a_few_minutes(
    at: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lessons, "LARGE", 3)
    kept, noon = Lessons(), at.clock()
    at.signed()
    first = kept.of(at.house.store, noon)
    at.signed(by=SIA)
    assert kept.of(at.house.store, noon + timedelta(minutes=4)) is first
    second = kept.of(at.house.store, noon + timedelta(minutes=5))
    assert [rater.rater for rater in second.severities.raters] == ["sam", "sia"]
    at.signed()
    assert kept.of(at.house.store, noon) is not second, "a clock that went back"
