"""Which tool may see which words: what a notice says, and when everybody is asked again."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from practice.consent import Notice, Purpose

OUTSIDE = Notice(Purpose.CLIENT_VOICE, "a model", "models.example.org")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "in process"])
def test_words_stay_here_on_this_machine_only(host: str) -> None:
    notice = replace(OUTSIDE, host=host)
    assert notice.stays_here
    assert "on this computer" in notice.text()


@pytest.mark.parametrize(
    "host",
    ["models.example.org", "localhost.example.org", "127.0.0.1.example.org", "192.168.0.7", ""],
)
def test_every_other_host_is_outside(host: str) -> None:
    assert not replace(OUTSIDE, host=host).stays_here


def test_changing_any_part_of_a_notice_changes_its_fingerprint() -> None:
    prints = {OUTSIDE.fingerprint}
    for part in ("tool", "host", "keeps"):
        prints.add(replace(OUTSIDE, **{part: "other"}).fingerprint)
    assert len(prints) == 4
    assert replace(OUTSIDE).fingerprint == OUTSIDE.fingerprint
    assert {field.name for field in fields(Notice)} == {"purpose", "tool", "host", "keeps"}


def test_words_cannot_move_from_one_part_of_a_notice_to_another_unnoticed() -> None:
    one, other = replace(OUTSIDE, tool="a", host="b c"), replace(OUTSIDE, tool="a b", host="c")
    assert one.fingerprint != other.fingerprint


def test_the_notice_says_what_goes_where_and_that_nothing_is_known_unless_it_is() -> None:
    assert "models.example.org" in OUTSIDE.text()
    assert "never your name, ratings or cohort" in OUTSIDE.text()
    assert "has not stated how long" in OUTSIDE.text()
    stated = replace(OUTSIDE, keeps="Kept 30 days, never trained on.")
    assert "Kept 30 days" in stated.text()


SCORING = replace(OUTSIDE, purpose=Purpose.SCORING)


def test_each_purpose_has_a_notice_and_an_answer_of_its_own() -> None:
    assert SCORING.fingerprint != OUTSIDE.fingerprint
    assert "simulated client can speak" in OUTSIDE.text()
    assert "replies can be read" in SCORING.text()


def test_the_notice_about_reading_says_the_tool_what_is_sent_where_and_how_long() -> None:
    for part in ("a model", "models.example.org", "each reply", "has not stated how long"):
        assert part in SCORING.text()
    assert "never your name, your own ratings or your cohort" in SCORING.text()
    assert "on this computer" in replace(SCORING, host="127.0.0.1").text()
