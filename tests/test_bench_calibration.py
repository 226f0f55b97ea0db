"""The bench of calibration: what it makes up, prints and refuses, on small programmes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from practice.bench import run
from practice.benches import calibration as bench
from practice.benches.calibration import CONDITIONS, Condition, found_in, missed, world

SMALL = Condition("small", 12, 3, 4, 0.3)


@pytest.fixture(autouse=True)
def fewer_reps_for_the_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "TRUTH", 300)


def objects(capsys: pytest.CaptureFixture[str]) -> tuple[list[dict[str, Any]], str]:
    out, err = capsys.readouterr()
    return [json.loads(line) for line in out.splitlines()], err


def test_one_object_per_condition_and_a_summary(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    many = replace(SMALL, condition="picked", reps=12, selected="low")
    monkeypatch.setattr(bench, "CONDITIONS", (SMALL, many))
    assert run(["calibration", "--programmes", "3"]) == 0
    (small, picked, last), err = objects(capsys)
    for line in (small, picked):
        assert {"bias", "error", "coverage", "severity", "misses"} <= set(line)
        assert set(line["error"]) == {"raw", "plain", "estimate"}
        assert 0 <= line["coverage"]["held_80"] <= line["coverage"]["held_95"] <= 1
    assert small["signed_median"] == 4 and small["seen"] == 36
    assert picked["signed_median"] < 12, "not all that were sent are signed"
    assert small["error"]["estimate"] < small["error"]["raw"]
    assert last["summary"] == "calibration" and last["programmes"] == 6
    assert sorted(last["meets"] + last["does_not_meet"]) == ["picked", "small"]
    assert "Traceback" not in err
    for line in (small, picked):
        assert (f"{line['condition']}: " in err) == bool(line["misses"])


def test_the_same_seed_says_the_same_and_another_does_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "CONDITIONS", (SMALL,))
    said = []
    for seed in ("5", "5", "6"):
        assert run(["calibration", "--programmes", "2", "--seed", seed]) == 0
        said.append(objects(capsys)[0][0])
    assert said[0] == said[1] != said[2]


def test_a_condition_that_is_not_there_is_refused_in_one_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["calibration", "--only", "nowhere"]) == 2
    lines, err = objects(capsys)
    assert lines == [] and "no condition “nowhere”" in err and "“few links”" in err
    assert run(["calibration", "--programmes", "1"]) == 2


def test_the_conditions_cover_what_was_asked_for() -> None:
    assert {1, 2, 3, 5, 8, 11, 30, 40} <= {one.reps for one in CONDITIONS}
    assert max(one.trainees for one in CONDITIONS) == 200
    assert min(one.trainees for one in CONDITIONS) == 24
    assert {3, 12} <= {one.raters for one in CONDITIONS}
    assert {"low", "apart"} <= {one.selected for one in CONDITIONS}
    assert {0.0, 0.3, 0.6} <= {one.severity for one in CONDITIONS}
    assert {-0.3, 0.2} == {one.bias for one in CONDITIONS}
    assert any(one.noise > 1 for one in CONDITIONS)
    assert any(one.linked is not None for one in CONDITIONS)
    assert len({one.condition for one in CONDITIONS}) == len(CONDITIONS)


def test_a_world_is_what_tables_would_hold() -> None:
    made = world(replace(SMALL, selected="low", reps=10), np.random.default_rng(1))
    assert {row.id for row in made.rows} >= {rating.rep for rating in made.ratings}
    assert len(made.rows) == 120 and len(made.bias) == 12
    assert all(0 <= (rating.level or 0) <= 4 for rating in made.ratings)
    assert sum(made.severity.values()) == pytest.approx(0)
    signed = {rating.rep for rating in made.ratings if rating.source == "final"}
    reasons = [row for row in made.rows if row.tier == "stuck or low"]
    assert sum(row.id in signed for row in reasons) > 0.7 * len(reasons)
    assert len(signed) < 0.8 * len(made.rows)


def test_raters_without_a_link_are_counted_as_such() -> None:
    apart = Condition("apart", 16, 4, 8, 0.3, twice=0.5, linked=2)
    every, (levels, true, held), known = found_in(world(apart, np.random.default_rng(2)))
    assert len(levels) == len(true) == 2 and 0 <= held <= 2
    assert [one.levels is None for one in known.severities.raters] == [False] * 2 + [True] * 2
    assert len(every) == 16


def line(**changed: Any) -> dict[str, Any]:
    found: dict[str, Any] = {
        "signed_median": 8.0, "linked": None,
        "bias": {"off": 0.01}, "error": {"raw": 0.3, "estimate": 0.2},
        "coverage": {"held_80": 0.81, "held_95": 0.94},
        "severity": {"r": 0.95, "shared_median": 20.0},
    }  # fmt: skip
    return found | changed


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"coverage": {"held_80": 0.75, "held_95": 0.94}}, "80 % intervals hold the truth in 75"),
        ({"coverage": {"held_80": 0.8, "held_95": 0.98}}, "95 % intervals hold the truth in 98"),
        ({"error": {"raw": 0.2, "estimate": 0.2}}, "without shrinking"),
        ({"bias": {"off": -0.06}}, "the bias is -0.060 off"),
        ({"severity": {"r": 0.8, "shared_median": 20.0}}, "r = 0.8"),
    ],
)
def test_what_is_missed_is_said(changed: dict[str, Any], words: str) -> None:
    (said,) = missed(line(**changed))
    assert words in said


def test_nothing_is_missed_where_all_is_well_or_nothing_was_promised() -> None:
    assert missed(line()) == []
    assert missed(line(error={"raw": 0.1, "estimate": 0.1}, signed_median=30.0)) == []
    assert missed(line(severity={"r": 0.5, "shared_median": 20.0}, linked=3)) == []
    assert missed(line(severity={"r": 0.5, "shared_median": 3.0})) == []
    assert missed(line(severity={"r": None, "shared_median": 20.0})) == []
