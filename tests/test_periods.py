"""Periods stand in the calendar, and only those that are over are counted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from practice.periods import Period, after, before, begins, named, over, seconds

WEEK, MONTH, QUARTER = Period


@pytest.mark.parametrize(
    ("period", "first", "last", "next_", "name"),
    [
        (WEEK, date(2026, 2, 23), date(2026, 3, 1), date(2026, 3, 2), "23 February to 1 March"),
        (WEEK, date(2026, 3, 2), date(2026, 3, 8), date(2026, 3, 9), "2 to 8 March"),
        (MONTH, date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 1), "February 2026"),
        (MONTH, date(2025, 12, 1), date(2025, 12, 31), date(2026, 1, 1), "December 2025"),
        (QUARTER, date(2025, 10, 1), date(2025, 12, 31), date(2026, 1, 1),
         "October to December 2025"),
    ],
)  # fmt: skip
def test_a_period_has_a_first_day_and_a_next_period(
    period: Period, first: date, last: date, next_: date, name: str
) -> None:
    assert begins(period, first) == begins(period, last) == first
    assert begins(period, last + timedelta(days=1)) == next_ == after(period, first)
    assert before(period, next_) == first
    assert named(period, first) == name


def test_only_periods_that_are_over_count_and_none_before_the_beginning() -> None:
    monday = datetime(2026, 3, 9, tzinfo=UTC)
    assert over(WEEK, date(2026, 2, 25), monday) == [date(2026, 2, 23), date(2026, 3, 2)]
    still = monday - timedelta(seconds=1)
    assert over(WEEK, date(2026, 2, 25), still) == [date(2026, 2, 23)]
    assert over(MONTH, date(2026, 3, 1), monday) == []
    assert len(over(MONTH, date(2000, 1, 1), monday)) == 12


def test_a_day_begins_at_midnight_utc() -> None:
    assert seconds(date(1970, 1, 2)) == 86_400
