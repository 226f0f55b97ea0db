"""The sheet for a calibration meeting: the words, both ratings, room to write, and no trainee."""

from __future__ import annotations

from practice import supervising
from practice.pages import sheet
from tests.people import REPLY, SAM, SIA, Programme


def test_the_sheet_has_the_words_and_both_ratings_and_names_nobody_who_practised(
    at: Programme,
) -> None:
    rep = at.signed(level=4)
    if at.house.store.row(rep).second is None:
        supervising.ask_second(at.house, SAM, rep, "WHY")
    supervising.rate_second(at.house, SIA, rep, at.levels(rep, 1))
    page = sheet.page(supervising.meeting(at.house, SAM))
    for word in (REPLY, "4 Skilled", "1 Attempted", "Sam Roth", "Sia Blom", "What we settle on"):
        assert word in page
    for word in ("Ana", "You waited.", "WHY", "Take your time.", "<script", "http"):
        assert word not in page
    assert at.house.store.audit(1)[0].did == "took reps to a calibration meeting"


def test_words_in_it_are_words_and_no_markup(at: Programme) -> None:
    rep = at.sent(text="What went <b>through</b> your mind just then? I wonder.")
    at.blind(rep, level=4)
    at.sign(rep)
    if at.house.store.row(rep).second is None:
        supervising.ask_second(at.house, SAM, rep)
    supervising.rate_second(at.house, SIA, rep, at.levels(rep, 1))
    page = sheet.page(supervising.meeting(at.house, SIA))
    assert "&lt;b&gt;through&lt;/b&gt;" in page
    assert "<b>through" not in page
