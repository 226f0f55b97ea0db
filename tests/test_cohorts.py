"""Cohorts small enough to check every count by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from practice.cohorts import Lately, Met, Standing, milestones, open_by_age, table
from practice.reviews import RepRow, Tier

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


# --- the table ---------------------------------------------------------------------------------


def flags(days_ago: float | None = 1, **counts: int) -> tuple[str, ...]:
    last = {} if days_ago is None else {"ada": NOW - timedelta(days=days_ago)}
    (line,) = table({"ada": Lately(**counts)}, {"ada": "Ada"}, last, NOW)
    return line.flags


def test_the_table_is_in_the_order_of_names_and_holds_only_the_people_asked_for() -> None:
    lately = {"bo": Lately(submitted=2), "zed": Lately(submitted=9)}
    lines = table(lately, {"bo": "Zoe", "cy": "anna", "ada": "Mo"}, {}, NOW)
    assert [line.name for line in lines] == ["anna", "Mo", "Zoe"]
    assert [line.lately.submitted for line in lines] == [0, 0, 2]


def test_a_quiet_trainee_is_named_after_14_days_and_not_before() -> None:
    assert flags(None) == ("no reps yet",)
    assert flags(13.9) == ()
    assert flags(14) == ("no reps for 14 days",)


def test_what_else_needs_somebody_is_said_in_words() -> None:
    assert flags(flagged=1) == ("words that a person must answer",)
    assert flags(stuck=1) == ("stuck, and waiting for a supervisor",)
    assert flags(returned=1) == ()
    assert flags(returned=2) == ("two or more reps returned in 28 days",)


# --- what waits --------------------------------------------------------------------------------


def test_open_reps_are_counted_by_age_and_in_the_order_of_the_queue() -> None:
    rows = [sent(days_ago=days) for days in (1, 2, 2.5, 7.1, 20)]
    rows += [sent(tier=Tier.ASKED.value, review="contested"), sent(tier=None), signed()]
    assert list(open_by_age(rows, NOW).items()) == [
        ("asked", (1, 0, 0, 0)), ("oldest first", (2, 1, 1, 1)),
    ]  # fmt: skip
    assert open_by_age([], NOW) == {}


# --- milestones --------------------------------------------------------------------------------


def met(case: str, days_ago: float, by: str = "Sam", level: str = "beginner") -> Met:
    return Met("cds", level, case, NOW - timedelta(days=days_ago), by)


def test_met_takes_two_cases_and_names_who_signed_and_when_it_was_reached() -> None:
    reps = [met("b", 3, "Ruth"), met("a", 9), met("a", 7), met("c", 1, "Kwame")]
    (found,) = milestones(reps, {("cds", "beginner")}, ["cds"], ["beginner"])
    assert found.standing is Standing.MET
    assert found.signed_by == ("Sam", "Ruth")
    assert found.on == NOW - timedelta(days=3)


def test_one_case_or_another_level_is_practising_and_nothing_is_not_started() -> None:
    reps = [met("a", 9), met("a", 7), met("b", 5, level="advanced")]
    found = milestones(reps, {("pse", "beginner")}, ["cds", "pse"])
    assert [one.standing for one in found] == [
        Standing.PRACTISING, Standing.NOT_STARTED, Standing.PRACTISING,
        Standing.PRACTISING, Standing.NOT_STARTED, Standing.NOT_STARTED,
    ]  # fmt: skip
    assert all(one.on is None for one in found)
