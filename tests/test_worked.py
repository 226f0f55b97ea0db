"""How long supervisors work, from what they wrote down and when; idle time is nobody's work."""

from __future__ import annotations

from datetime import timedelta

import pytest

from practice.worked import Step, minutes, sittings, usual
from tests.people import MONDAY


def steps(text: str, rep: str = "r", of: str = "drill") -> list[Step]:
    """“0 sam claimed, 4 sam signed”: minutes, who, what."""
    found = []
    for line in text.split(", "):
        minute, by, kind = line.split()
        found.append(Step(rep, kind, MONDAY + timedelta(minutes=float(minute)), by, of))
    return found


@pytest.mark.parametrize(
    ("written", "worked"),
    [
        ("0 sam claimed, 4 sam blind_rated, 6 sam signed", {"sam": 6}),
        ("0 sam claimed, 3 sam handed_back", {"sam": 3}),
        ("0 sam claimed", {}),
        ("0 sam claimed, 5 sam commented, 300 sia claimed, 304 sia signed", {"sam": 5, "sia": 4}),
        ("0 sam claimed, 30 sam claimed, 70 sam signed", {"sam": 70}),
        ("0 sam claimed, 5 sam commented, 500 sam claimed, 502 sam signed", {"sam": 7}),
        ("0 sam claimed, 90 sam escalated", {"sam": 45}),
        ("0 sam claimed, 2 dee passed, 3 sia claimed, 9 sia returned", {"sia": 6}),
        ("5 sam amended, 9 sia second_rated", {}),
        ("0 sam claimed, 4 sam signed, 60 sam amended", {"sam": 4}),
    ],
)
def test_a_sitting_runs_from_a_claim_to_its_holders_last_step(
    written: str, worked: dict[str, int]
) -> None:
    assert minutes(sittings(steps(written))) == worked


def test_two_transcripts_at_once_are_two_sittings() -> None:
    both = steps("0 sam claimed, 4 sam signed", "a") + steps("1 sam claimed, 3 sam signed", "b")
    assert {one.rep for one in sittings(both)} == {"a", "b"}
    assert minutes(sittings(both)) == {"sam": 6}


def test_what_a_transcript_usually_takes_is_told_from_three_on_beside_what_is_proposed() -> None:
    drills = [
        step
        for n, last in enumerate((3, 5, 8))
        for step in steps(f"0 sam claimed, {last} sam signed", f"d{n}")
    ]
    talk = steps("0 sam claimed, 14 sam signed", "e", "encounter")
    assert (
        usual(sittings(drills + talk)) == "Usually, and as proposed: a drill 5 minutes (at most 6)."
    )
    assert usual(sittings(drills[:4])) == ""
    again = steps("100 sam claimed, 103 sam amended", "d0")
    assert "a drill 6 minutes" in usual(sittings(drills[:2] + again + drills[2:]))
