"""Cohorts small enough to check every count by hand, and one trainee too small to be shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from practice.cohorts import (
    Cell,
    Standing,
    good_reps_per_week,
    is_signed,
    is_waiting,
    met_share,
    milestone_grid,
    milestones,
    table,
    too_few,
    turnaround,
)
from practice.reviews import RepRow, ReviewStage, Tier

NOW = datetime(2026, 3, 31, 15, tzinfo=UTC)


def rep(trainee: str = "ada", days_ago: float = 1, **other: object) -> RepRow:
    """A rep begun so many days ago and not sent."""
    begun = NOW - timedelta(days=days_ago)
    bare = RepRow(
        id="r", trainee=trainee, cohort="c1", kind="drill", case="first-panic", skill="cds",
        criterion="cds.pin", level="beginner", stage="replying", begun_at=begun, touched_at=begun,
        length=3,
    )  # fmt: skip
    return replace(bare, **other)  # type: ignore[arg-type]  # a test names any field


def sent(trainee: str = "ada", days_ago: float = 1, **other: object) -> RepRow:
    """A good rep, sent when it was begun, and waiting."""
    at = NOW - timedelta(days=days_ago)
    usual = {"stage": "submitted", "submitted_at": at, "review": "waiting", "good": True,
             "tier": Tier.OLDEST.value}  # fmt: skip
    return rep(trainee, days_ago, **{**usual, **other})


def signed(
    trainee: str = "ada", days_ago: float = 4, after: float = 1, met: bool = True, **other: object
) -> RepRow:
    """A rep signed so many days after it was sent."""
    at = NOW - timedelta(days=days_ago - after)
    usual = {"review": "signed", "signed_at": at, "signed_by": "sam", "met": met}
    return sent(trainee, days_ago, **{**usual, **other})


FIVE = ("ada", "bo", "cy", "di", "eve")
NAMES = {who: who.capitalize() for who in FIVE}


# --- what counts as signed ---------------------------------------------------------------------


@pytest.mark.parametrize("stage", list(ReviewStage))
def test_a_signature_stands_until_it_is_contested(stage: ReviewStage) -> None:
    stands = stage in (ReviewStage.SIGNED, ReviewStage.ACKNOWLEDGED)
    assert is_signed(signed(review=stage.value)) is stands
    assert not is_signed(sent(review=stage.value))


def test_a_rep_waits_from_sending_to_signature_and_again_when_contested() -> None:
    for stage in ("waiting", "in review", "blind-rated", "contested"):
        assert is_waiting(sent(review=stage))
    for over in ("signed", "returned", "acknowledged", None):
        assert not is_waiting(sent(review=over))


# --- weeks -------------------------------------------------------------------------------------


def test_weeks_are_whole_days_and_the_last_one_ends_today() -> None:
    weeks = good_reps_per_week([], NOW, 3)
    assert [week.begins for week in weeks] == [date(2026, 3, d) for d in (11, 18, 25)]
    late = good_reps_per_week([], NOW + timedelta(hours=8), 3)
    assert late == weeks
    assert good_reps_per_week([], NOW + timedelta(days=1), 3) != weeks


def test_good_reps_are_counted_per_trainee_with_the_middle_half() -> None:
    rows = [sent(who) for i, who in enumerate(FIVE) for _ in range(i)] + [rep("ada")]
    (week,) = good_reps_per_week(rows, NOW, 1)  # 0, 1, 2, 3 and 4 good reps
    assert (week.low, week.median, week.high) == (1, 2, 3)
    assert (week.trainees, week.active, week.note) == (5, 5, "")


def test_only_good_reps_that_were_sent_count_and_in_the_week_they_were_sent() -> None:
    rows = [
        *(sent(who, 1, good=False) for who in FIVE),
        *(rep(who, 1, good=True) for who in FIVE),
        *(sent(who, 9, submitted_at=NOW) for who in FIVE),
    ]
    before, last = good_reps_per_week(rows, NOW, 2)
    assert (before.median, last.median) == (0, 1)


def test_those_who_stopped_count_with_nothing_and_those_not_yet_there_do_not_count() -> None:
    rows = [sent(who, 10) for who in FIVE] + [sent("fay", 1), sent("ada", 1)]
    before, last = good_reps_per_week(rows, NOW, 2)
    assert (before.trainees, before.active, before.median) == (5, 5, 1)
    assert (last.trainees, last.active, last.median) == (6, 2, 0)


def test_reps_from_before_the_first_week_only_say_who_had_begun() -> None:
    (week,) = good_reps_per_week([sent(who, 100) for who in FIVE], NOW, 1)
    assert (week.trainees, week.active, week.median) == (5, 0, 0)


def test_a_small_group_gets_words_instead_of_figures() -> None:
    rows = [sent(who) for who in FIVE[:4]]
    (week,) = good_reps_per_week(rows, NOW, 1)
    assert (week.low, week.median, week.high) == (None, None, None)
    assert week.note == "Fewer than 5 trainees, so not shown."
    (week,) = good_reps_per_week(rows, NOW, 1, least=4)
    assert week.median == 1 and week.note == ""


# --- met ---------------------------------------------------------------------------------------


def test_the_share_met_is_of_signed_reps_in_the_week_they_were_sent() -> None:
    rows = [signed(who, met=i < 3) for i, who in enumerate(FIVE)]
    rows += [sent("ada"), signed("bo", review="contested", met=True)]
    (share,) = met_share(rows, NOW, 1)
    assert (share.skill, share.begins, share.share) == ("cds", date(2026, 3, 25), 0.6)
    assert (share.signed, share.submitted, share.trainees) == (5, 7, 5)


def test_harm_is_never_met() -> None:
    rows = [signed(who, needs_review=True) for who in FIVE]
    assert met_share(rows, NOW, 1)[0].share == 0
    assert met_share([signed(who) for who in FIVE], NOW, 1)[0].share == 1


def test_a_share_needs_five_different_trainees_with_signed_reps() -> None:
    few = [signed(who) for who in FIVE[:4]] * 3 + [sent("eve")]
    (share,) = met_share(few, NOW, 1)
    assert share.share is None and share.note == too_few()
    assert met_share(few, NOW, 1, least=4)[0].share == 1


def test_skills_are_apart_and_a_week_without_work_says_so() -> None:
    rows = [signed(who, skill="pse") for who in FIVE] + [signed(who) for who in FIVE]
    shares = met_share(rows, NOW, 2)
    assert [share.skill for share in shares] == ["cds", "cds", "pse", "pse"]
    assert [share.share for share in shares] == [None, 1, None, 1]
    assert shares[0].note == "Nothing was submitted."
    assert met_share([], NOW) == ()


# --- the table ---------------------------------------------------------------------------------


def test_the_table_counts_the_last_28_days_by_each_thing_s_own_date() -> None:
    rows = [
        rep(days_ago=2), sent(days_ago=3), signed(days_ago=40, after=20), signed(days_ago=40),
        signed(days_ago=9, met=False), signed(days_ago=5, review="contested"),
    ]  # fmt: skip
    (line,) = table(rows, {"ada": "Ada"}, NOW)
    assert (line.begun, line.good, line.submitted) == (4, 3, 3)
    assert (line.signed, line.met, line.waiting) == (2, 1, 2)
    assert line.last_active == NOW - timedelta(days=2)
    assert line.flags == ()


def test_the_table_is_in_the_order_of_names_and_holds_only_the_people_asked_for() -> None:
    rows = [sent("bo"), sent("bo"), sent("zed")]
    lines = table(rows, {"bo": "Zoe", "cy": "anna", "ada": "Mo"}, NOW)
    assert [line.name for line in lines] == ["anna", "Mo", "Zoe"]
    assert lines[2].submitted == 2


def test_a_quiet_trainee_is_named_after_14_days_and_not_before() -> None:
    def flags(*rows: RepRow) -> tuple[str, ...]:
        return table(rows, {"ada": "Ada"}, NOW)[0].flags

    assert flags() == ("no reps yet",)
    assert flags(rep(days_ago=13.9)) == ()
    assert flags(rep(days_ago=14)) == ("no reps for 14 days",)
    assert flags(sent(days_ago=20, touched_at=NOW, review="signed")) == ("no reps for 20 days",)
    assert flags(rep(days_ago=20, touched_at=NOW)) == ()


def test_what_else_needs_somebody_is_said_in_words() -> None:
    def flags(*rows: RepRow) -> tuple[str, ...]:
        return table(rows, {"ada": "Ada"}, NOW)[0].flags

    assert flags(sent(flags_open=1)) == ("words that a person must answer",)
    assert flags(sent(tier=Tier.STUCK.value)) == ("stuck, and waiting for a supervisor",)
    assert flags(signed(tier=Tier.STUCK.value)) == ()
    returned = sent(review="returned")
    assert flags(returned) == ()
    again = sent(review="acknowledged")
    assert flags(returned, again) == ("two or more reps returned in 28 days",)
    assert flags(signed(review="acknowledged"), again) == ()


# --- turnaround --------------------------------------------------------------------------------


def test_days_to_signature_are_given_by_tier_in_the_order_of_the_queue() -> None:
    rows = [signed(who, 20, after=i + 1) for i, who in enumerate(FIVE)]
    rows += [signed(who, 20, after=2, tier=Tier.ASKED.value) for who in FIVE]
    asked, oldest = turnaround(rows, NOW)
    assert (asked.tier, oldest.tier) == ("asked", "oldest first")
    assert (oldest.median, oldest.ninetieth, oldest.signed) == pytest.approx((3, 4.6, 5))
    assert (asked.median, asked.ninetieth) == (2, 2)


def test_open_reps_are_counted_by_age_however_small_the_group() -> None:
    rows = [sent(days_ago=days) for days in (1, 2, 2.1, 7, 8, 15, 90)]
    (line,) = turnaround(rows, NOW)
    assert line.open == (2, 2, 1, 2)
    assert (line.median, line.signed, line.note) == (None, 0, "Nothing signed yet.")


def test_days_to_signature_are_not_given_for_a_small_group() -> None:
    rows = [signed(who) for who in FIVE[:4]] * 2
    (line,) = turnaround(rows, NOW)
    assert (line.median, line.ninetieth, line.note) == (None, None, too_few())
    assert turnaround(rows, NOW, least=4)[0].median == 1


def test_a_rep_nobody_waits_for_is_in_no_tier() -> None:
    assert turnaround([rep(), sent(review="returned")], NOW) == ()


# --- milestones --------------------------------------------------------------------------------


def standing(*rows: RepRow) -> Standing:
    (cell,) = milestones(rows, ["cds"], ["beginner"])
    return cell.standing


def test_met_in_simulation_takes_two_signed_reps_on_two_cases() -> None:
    one, other = signed(), signed(case="tuesday-morning")
    assert standing() is Standing.NOT_STARTED
    assert standing(rep()) is Standing.PRACTISING
    assert standing(one) is Standing.PRACTISING
    assert standing(one, one) is Standing.PRACTISING
    assert standing(one, other) is Standing.MET


@pytest.mark.parametrize(
    "other",
    [
        sent(case="tuesday-morning", met=True),
        signed(case="tuesday-morning", met=False),
        signed(case="tuesday-morning", review="contested"),
        signed(case="tuesday-morning", needs_review=True),
        signed(case="tuesday-morning", level="advanced"),
        signed(case="tuesday-morning", skill="pse"),
    ],
)
def test_anything_less_than_signed_and_met_is_practising(other: RepRow) -> None:
    assert standing(signed(), other) is Standing.PRACTISING


def test_a_milestone_says_who_signed_and_when_it_was_reached() -> None:
    first, second = signed(days_ago=9), signed(days_ago=5, case="b", signed_by="kim")
    later = signed(days_ago=3, case="c", signed_by="lee")
    (cell,) = milestones([later, second, first], ["cds"], ["beginner"])
    assert cell.signed_by == ("sam", "kim")
    assert cell.on == second.signed_at


def test_a_grid_holds_every_skill_at_every_level() -> None:
    grid = milestones([rep()], ["cds", "pse"])
    assert [(cell.skill, cell.level) for cell in grid][:4] == [
        ("cds", "beginner"), ("cds", "intermediate"), ("cds", "advanced"), ("pse", "beginner"),
    ]  # fmt: skip
    assert sum(cell.standing is Standing.NOT_STARTED for cell in grid) == 5


def test_the_cohort_s_grid_counts_trainees_and_leaves_strangers_out() -> None:
    rows = [signed(), signed(case="b"), rep("bo"), rep("zed")]
    (cell,) = milestone_grid(rows, NAMES, ["cds"], ["beginner"])
    assert cell.counts == {Standing.NOT_STARTED: 3, Standing.PRACTISING: 1, Standing.MET: 1}


def test_the_grid_of_a_small_cohort_holds_words_only() -> None:
    few = {"ada": "Ada", "bo": "Bo"}
    assert milestone_grid([rep()], few, ["cds"], ["beginner"]) == (
        Cell("cds", "beginner", note=too_few()),
    )
    (cell,) = milestone_grid([rep()], few, ["cds"], ["beginner"], least=2)
    assert cell.counts[Standing.PRACTISING] == 1
