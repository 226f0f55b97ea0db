"""Groups beside each other: who they are, what is counted, and that no figure mixes two scorers."""

from __future__ import annotations

from typing import Any

import pytest

from practice import equity
from practice.figures import ALL, DAY, Figure
from tests.people import content
from tests.test_figures import reps

CASES = {"x": ("client: she/her", "age: under 30"), "y": ("client: he/him", "age: under 30")}


def found(lines: list[dict[str, Any]], says: dict[str, str] | None = None) -> dict[str, Figure]:
    figures = equity.of_quarter(reps(*lines), says or {}, CASES)[ALL]
    return {f"{one.measure}, {one.about}": one for one in figures}


def test_every_shipped_client_stands_for_a_group_of_pronouns_and_of_ages() -> None:
    groups = equity.client_groups(content().cases)
    assert set(groups) == set(content().cases)
    assert groups["first-panic"] == ("client: he/him", "age: under 30")


def test_levels_days_and_returns_are_told_of_groups_of_ten() -> None:
    lines = [
        {"trainee": f"t{n}", "case": "xy"[n % 2], "final": "44" if n % 2 else "22",
         "submitted_at": DAY, "signed_at": DAY * 3}
        for n in range(20)
    ]  # fmt: skip
    lines += [{"trainee": f"t{n}", "case": "x", "review": "returned", "signed_at": None}
              for n in range(0, 20, 2)]  # fmt: skip
    told = found(lines)
    assert told["level, client: he/him"].value == 4.0
    assert told["level, client: she/her"].value == 2.0
    assert told["days to signature by group, client: he/him"].value == 2.0
    assert told["returned, client: she/her"].value == 0.5
    assert told["returned, client: he/him"].bound == "at most"
    assert told["level, age: under 30"].trainees == 20
    assert not any("says" in name for name in told)


def test_what_people_say_is_counted_beside_those_who_say_nothing() -> None:
    lines = [{"trainee": f"t{n}", "case": "x"} for n in range(30)]
    says = {f"t{n}": "one" if n < 11 else "two" for n in range(15)}
    told = found(lines, says)
    assert told["level, says: one"].trainees == 11
    assert "level, says: two" not in told
    everybody = {f"t{n}": "one" if n < 25 else "two" for n in range(30)}
    assert not any("says" in name for name in found(lines, everybody)), "five would be left over"


def test_the_machine_is_compared_scorer_by_scorer() -> None:
    lines = [{"trainee": f"t{n}", "case": "x", "final": "22", "machine": "33", "scorer": "new"}
             for n in range(12)]  # fmt: skip
    lines += [{"trainee": f"t{n}", "case": "x", "final": "22", "machine": "00", "scorer": "old"}
              for n in range(4)]  # fmt: skip
    assert found(lines)["machine minus signed, client: she/her"].value == pytest.approx(1.0)


def test_what_waits_is_in_no_figure() -> None:
    waits = [{"trainee": f"t{n}", "case": "x", "review": "waiting", "signed_at": None}
             for n in range(12)]  # fmt: skip
    assert found(waits) == {} and found([]) == {}
