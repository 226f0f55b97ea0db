"""What would become of each person of a list, held against who is there."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import pytest

from practice.arrivals import Fate, Known, LinkFor, Newcomer, Place, Plan, batch, planned, table
from practice.roles import Role
from practice.rosters import Entry, Remark, Roster

ANA = Known("p1", "Ana Lim", "ana", "", Role.TRAINEE, True, ("north",))
SAM = Known("p2", "Sam Roth", "sam", "sam@uni.example", Role.SUPERVISOR, True, ("north",))
PLACES = [Place("north", "The north", False), Place("south", "South", False),
          Place("old", "Old one", True)]  # fmt: skip
NEW = Entry("f", 2, "Eli Moss", "eli", "eli@uni.example", Role.TRAINEE, ("The North",))
AGAIN = Entry("f", 3, "Ana Lim", "ana", "", Role.TRAINEE, ("The north",))
READER = Entry("f", 4, "Sam Roth", "x", "sam@uni.example", Role.SUPERVISOR, ("South", "West"))


def plan(*entries: Entry, people: tuple[Known, ...] = (ANA, SAM)) -> Plan:
    return planned(Roster(entries), people, PLACES, ["eli MOSS"])


def test_somebody_new_somebody_known_and_somebody_who_changes() -> None:
    found = plan(NEW, AGAIN, READER, replace(AGAIN, username="dee", role=Role.DIRECTOR, cohorts=()))
    assert [arrival.fate for arrival in found.arrivals] == [
        Fate.NEW, Fate.KNOWN, Fate.CHANGED, Fate.NEW,
    ]  # fmt: skip
    assert [arrival.sentence for arrival in found.arrivals] == [
        "Becomes a trainee in The north. An unused link stands here for the same name: withdraw it "
        "if it is theirs.",
        "Nothing changes.",
        "Reads South and West as well.",
        "Becomes a director.",
    ]
    assert found.starts == ("West",)
    assert found.faults == ()
    assert found.does_something
    assert (found.count(Fate.NEW), found.count(Fate.CHANGED)) == (2, 1)
    assert not plan(AGAIN).does_something


@pytest.mark.parametrize(
    ("entry", "fate", "sentence"),
    [(replace(AGAIN, cohorts=("South",)), Fate.CHANGED, "Moves from The north to South."),
     (replace(AGAIN, email="a@uni.example"), Fate.CHANGED,
      "Has the e-mail address a@uni.example from now on."),
     (replace(AGAIN, name="Anna Lim"), Fate.KNOWN, "Is called Ana Lim here, which stays."),
     (replace(READER, cohorts=("the north",)), Fate.KNOWN, "Nothing changes.")],
)  # fmt: skip
def test_what_changes_is_told(entry: Entry, fate: Fate, sentence: str) -> None:
    (arrival,) = plan(entry).arrivals
    assert (arrival.fate, arrival.sentence) == (fate, sentence)


@pytest.mark.parametrize(
    ("entry", "people", "field", "sentence"),
    [(replace(NEW, cohorts=("old one",)), (), "cohort", "The cohort Old one is over"),
     (replace(AGAIN, role=Role.SUPERVISOR), (ANA,), "role", "a list does not change roles"),
     (AGAIN, (replace(ANA, active=False),), "username", "without access"),
     (replace(AGAIN, email="sam@uni.example"), (ANA, SAM), "username", "two people here")],
)  # fmt: skip
def test_what_cannot_be_is_told_and_keeps_everything_out(
    entry: Entry, people: tuple[Known, ...], field: str, sentence: str
) -> None:
    found = plan(NEW, entry, people=people)
    (fault,) = found.faults
    assert (fault.line, fault.field) == (entry.line, field)
    assert sentence in fault.sentence
    assert not found.does_something


def test_a_plan_has_the_mark_of_what_it_says() -> None:
    assert plan(NEW, AGAIN).mark == plan(NEW, AGAIN).mark
    assert plan(NEW, AGAIN).mark != plan(NEW).mark
    assert plan(AGAIN).mark != plan(AGAIN, people=(replace(ANA, cohorts=("south",)),)).mark


def test_a_plan_becomes_what_is_written() -> None:
    number = count(1)
    moved = replace(AGAIN, cohorts=("West",), email="a@uni.example")
    found = batch(plan(NEW, moved, READER), PLACES, lambda: f"n{next(number)}")
    assert found.starts == {"n1": "West"}
    assert found.newcomers == (
        Newcomer("n2", "eli", "eli@uni.example", "Eli Moss", Role.TRAINEE, ("north",)),
    )
    assert found.moves == {"p1": "n1"}
    assert found.reads == {"p2": ("north", "south", "n1")}
    assert found.emails == {"p1": "a@uni.example"}


def test_links_are_a_table_that_a_spreadsheet_does_not_run() -> None:
    end = datetime(2026, 3, 9, 9, 5, tzinfo=UTC)
    sly = LinkFor("=HYPERLINK(1)", "eli", Role.SUPERVISOR, ("A, B", "C"), "/join/x", end)
    rows = list(csv.reader(io.StringIO(table([sly], "https://practice.example"))))
    assert rows == [
        ["name", "signs in as", "role", "cohort", "link", "works until (UTC)"],
        ["'=HYPERLINK(1)", "eli", "supervisor", "A, B | C", "https://practice.example/join/x",
         "2026-03-09 09:05"],
    ]  # fmt: skip


def test_what_a_list_left_out_and_got_wrong_stays_in_the_plan() -> None:
    remark = Remark("f", 9, "name", "The name is missing.")
    found = planned(Roster((NEW,), (remark,), (remark,), ("A",), ("Phone",)), [], PLACES)
    assert (found.faults, found.left_out, found.classes, found.unused) == (
        (remark,), (remark,), ("A",), ("Phone",),
    )  # fmt: skip
