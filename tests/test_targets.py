"""What is aimed at in each tier, and whether it was kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from practice.reviews import RepRow, Tier
from practice.targets import answered, targets
from tests.people import MONDAY
from tests.test_pairing import rep

PROPOSED = targets({})


def took(days: float, tier: Tier = Tier.SAMPLE, ago: float = 0) -> RepRow:
    """Signed so many days ago, after so many days."""
    signed = MONDAY - timedelta(days=ago)
    sent = signed - timedelta(days=days)
    return replace(rep("r"), tier=tier.value, review="signed", submitted_at=sent, signed_at=signed)


def waits(days: float, tier: Tier = Tier.SAMPLE) -> RepRow:
    sent = MONDAY - timedelta(days=days)
    return replace(rep("w"), tier=tier.value, review="waiting", submitted_at=sent)


def test_a_programme_sets_days_of_its_own_or_none_and_the_rest_is_proposed() -> None:
    own = targets({"human now": 1, "random sample": 3, "stuck or low": 0})
    assert (own[Tier.SAMPLE].words, own[Tier.SAMPLE].within) == (
        "within 3 days", timedelta(days=3),
    )  # fmt: skip
    assert (own[Tier.STUCK].words, own[Tier.STUCK].within) == ("in turn", None)
    assert own[Tier.HUMAN_NOW].words == "within a day"
    assert own[Tier.DISAGREE] == PROPOSED[Tier.DISAGREE]
    assert PROPOSED[Tier.HUMAN_NOW].words == "the same working day"
    assert set(own) == set(Tier)


def test_late_is_longer_than_the_target_and_nothing_is_late_without_one() -> None:
    ten = PROPOSED[Tier.SAMPLE]
    assert not ten.late(MONDAY - timedelta(days=10), MONDAY)
    assert ten.late(MONDAY - timedelta(days=10, seconds=1), MONDAY)
    assert not PROPOSED[Tier.OLDEST].late(MONDAY - timedelta(days=900), MONDAY)


def test_a_tier_is_told_by_its_median_and_how_many_were_in_time() -> None:
    signed = [took(days) for days in (2, 4, 11)] + [took(90, ago=29)]
    found = answered(signed, [waits(3), waits(12)], PROPOSED, MONDAY)[Tier.SAMPLE]
    assert (found.signed, found.median, found.in_time) == (3, 4, 2)
    assert found.ninetieth is not None
    assert round(found.ninetieth, 1) == 9.6
    assert (found.waiting, found.late) == (2, 1)
    assert found.sentence == (
        "Target: within 10 days. 3 signed in 28 days, half within 4.0 days, 2 in time."
    )


def test_few_signed_reps_and_a_target_that_is_no_time_claim_nothing() -> None:
    rows = [took(2), took(4), *(took(1, Tier.ASKED) for _ in range(3))]
    found = answered(rows, [], PROPOSED, MONDAY)
    assert (found[Tier.SAMPLE].median, found[Tier.SAMPLE].in_time) == (None, 2)
    assert found[Tier.SAMPLE].sentence == "Target: within 10 days."
    assert found[Tier.ASKED].in_time is None
    assert found[Tier.ASKED].sentence.endswith("half within 1.0 days.")
    assert found[Tier.STUCK].signed == 0


def test_a_signed_rep_with_a_flag_raised_later_is_not_waiting_for_a_signature() -> None:
    flagged = replace(took(1), flags_open=1)
    assert answered([], [flagged], PROPOSED, MONDAY)[Tier.SAMPLE].waiting == 0
