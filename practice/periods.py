"""Weeks, months and quarters: when one begins and ends, and which of them are over.

They are fixed in the calendar (UTC): a stretch that moved along with today would differ from
yesterday's by one day's work, and so tell whose it was.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum


class Period(StrEnum):
    """A week begins on Monday, a quarter in January, April, July and October."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


KEPT_IN_VIEW = {Period.WEEK: 13, Period.MONTH: 12, Period.QUARTER: 4}


def begins(period: Period, day: date) -> date:
    """The first day of the period that holds this day."""
    match period:
        case Period.WEEK:
            return day - timedelta(days=day.weekday())
        case Period.MONTH:
            return day.replace(day=1)
        case Period.QUARTER:
            return day.replace(month=day.month - (day.month - 1) % 3, day=1)


def before(period: Period, first: date) -> date:
    """The first day of the period before the one that begins on this day."""
    return begins(period, first - timedelta(days=1))


def after(period: Period, first: date) -> date:
    """The first day of the next period."""
    return begins(period, first + timedelta(days={"week": 7, "month": 31, "quarter": 93}[period]))


def over(period: Period, since: date, now: datetime) -> list[date]:
    """The first days of the last periods that are over, the oldest first, none before `since`."""
    found: list[date] = []
    first = before(period, begins(period, now.astimezone(UTC).date()))
    while len(found) < KEPT_IN_VIEW[period] and first >= begins(period, since):
        found.append(first)
        first = before(period, first)
    return found[::-1]


def seconds(first: date) -> int:
    """The very beginning of a day (UTC), in seconds since 1970."""
    return int(datetime.combine(first, time(), UTC).timestamp())


def named(period: Period, first: date) -> str:
    """A period in words: "2 to 8 March", "March 2026", "January to March 2026"."""
    match period:
        case Period.WEEK:
            last = first + timedelta(days=6)
            start = f"{first.day}" if first.month == last.month else f"{first.day} {first:%B}"
            return f"{start} to {last.day} {last:%B}"
        case Period.MONTH:
            return f"{first:%B %Y}"
        case Period.QUARTER:
            return f"{first:%B} to {after(period, first) - timedelta(days=1):%B %Y}"
