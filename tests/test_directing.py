"""A director's verbs: people, cohorts and content; never a word of anybody's reply."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from practice import BadInput, ContentError, directing, enrolling
from practice.reviews import RatingRow, RepRow
from tests.people import DEE, Programme


def did(at: Programme) -> list[tuple[str, str, str]]:
    return [(line.by, line.did, line.about) for line in at.house.store.audit(20)]


def test_the_rows_that_a_director_is_handed_have_no_room_for_words() -> None:
    named = {field.name for kind in (RepRow, RatingRow) for field in fields(kind)}
    assert not named & {"text", "note", "quote", "answer", "reply", "strength", "corrective"}


def test_a_director_sees_what_was_left_out_and_why(at: Programme) -> None:
    problem = ContentError("cases/x.yaml", 3, "id", "is missing")
    at.with_(content=replace(at.house.content, problems=(problem,)))
    shelves = directing.shelves(at.house, DEE)
    assert shelves.problems == (problem,)
    assert {case.id for case in shelves.cases} == set(at.house.content.cases)


def test_the_help_text_is_the_programmes_and_for_everybody(at: Programme) -> None:
    assert directing.help_text(at.house) == directing.HELP_TEXT
    text = "Ring Mo on 01 before anything else, or walk over."
    directing.set_help_text(at.house, DEE, f" {text} ")
    assert directing.help_text(at.house) == text
    for wrong in ("Ring Mo.", "x" * 2001):
        with pytest.raises(BadInput):
            directing.set_help_text(at.house, DEE, wrong)
    assert directing.help_text(at.house) == text


def test_without_a_supervisor_who_may_sign_in_it_is_practice_only(at: Programme) -> None:
    assert directing.has_supervisor(at.house)
    for supervisor in ("sam", "sia"):
        enrolling.set_active(at.house, DEE, supervisor, False)
    assert directing.has_supervisor(at.house), "one is left"
    enrolling.set_active(at.house, DEE, "tom", False)
    assert not directing.has_supervisor(at.house)
