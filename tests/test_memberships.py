"""When a cohort is over, and who read whose work while both were in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from practice.memberships import Membership, Reading, over, readings
from practice.roles import Role

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = [NOON + timedelta(days=number) for number in range(6)]
T, S = Role.TRAINEE, Role.SUPERVISOR


@pytest.mark.parametrize(
    ("ends", "is_over"),
    [(None, False), (date(2026, 3, 1), True), (date(2026, 3, 2), False), (date(2026, 3, 3), False)],
)
def test_a_cohort_is_over_after_its_last_day(ends: date | None, is_over: bool) -> None:
    assert over(ends, NOON) is is_over


def test_somebody_read_whose_cohort_they_read_at_the_time() -> None:
    found = readings([
        Membership("ana", "north", T, DAY[0], DAY[3]),
        Membership("ana", "south", T, DAY[3], None),
        Membership("ben", "north", T, None, None),
        Membership("sam", "north", S, DAY[1], DAY[2]),
        Membership("sia", "north", S, None, None),
        Membership("tom", "north", S, DAY[3], DAY[5]),  # from the moment when Ana had left
        Membership("tom", "south", S, DAY[1], DAY[2]),  # before Ana came
    ])  # fmt: skip
    assert found == [
        Reading("sia", "ben", "north", None, None),
        Reading("tom", "ben", "north", DAY[3], DAY[5]),
        Reading("sia", "ana", "north", DAY[0], DAY[3]),
        Reading("sam", "ana", "north", DAY[1], DAY[2]),
        Reading("sam", "ben", "north", DAY[1], DAY[2]),
    ]
    assert readings([]) == []
