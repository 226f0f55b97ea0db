"""The page while a reading is awaited: calm, honest, and gone by itself when the feedback is there.

One page at a time as a script of its own; real browsers see it in test_whole_rep.py.
"""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from practice import practising
from practice.adapters import wiring
from practice.house import House, NoReader, Progress
from practice.journal import open_rep, write
from practice.pages import rep_feedback
from practice.record import SelfRated
from practice.reps import Stage, attempt_at
from tests.people import ANA, REPLY, Programme


class At(NoReader):
    """A reader that is as far as it says."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress

    def progress(self, _what: str) -> Progress | None:
        return self._progress


def _page(rep: str) -> None:
    """The page as a script; everything it needs must be imported inside."""
    from practice import practising
    from practice.pages import rep_feedback
    from practice.reps import Stage
    from tests.people import ANA

    view = practising.look(rep_feedback.house(), ANA, rep)
    draw = {
        Stage.FEEDBACK: rep_feedback.feedback,
        Stage.SECOND_FEEDBACK: rep_feedback.second_feedback,
        Stage.TRANSFER_FEEDBACK: rep_feedback.transfer_feedback,
    }
    draw[view.stage](ANA, view)


@pytest.fixture
def rep(at: Programme, monkeypatch: pytest.MonkeyPatch) -> str:
    """A reply that was rated by its trainee and is read by nobody yet."""
    found = at.drill()
    practising.reply(at.house, ANA, found, REPLY)
    monkeypatch.setattr(rep_feedback, "house", lambda: at.house)
    monkeypatch.setattr(wiring, "house", lambda: at.house)
    leave(at, found)
    return found


def leave(at: Programme, rep: str) -> None:
    """Rate the attempt and leave its reading to be made."""
    stored = open_rep(at.house, rep)
    whole = stored.rep.stage is Stage.RATING
    rubric = at.house.content.rubric("cds")
    ids = rubric.criterion_ids if whole else (stored.rep.plan.criterion,)
    attempt = attempt_at(stored.rep.stage)
    rated = SelfRated(
        at=at.clock(), by=ANA.id, attempt=attempt, levels=dict.fromkeys(ids, 2), sure=70
    )
    write(at.house, stored, rated)


def shown(rep: str) -> AppTest:
    page = AppTest.from_function(_page, default_timeout=20, args=(rep,)).run()
    assert not page.exception and not page.error
    return page


def said(page: AppTest) -> str:
    return " ".join([*(b.value for b in page.info), *(t.value for t in page.title)])


def buttons(page: AppTest) -> list[str]:
    return [button.label for button in page.button]


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (None, "waits to be read"),
        (Progress(3, 6), "3 of 6 points read"),
        (Progress(0, 0, away=True), "does not answer just now"),
    ],
)
def test_the_page_says_how_far_the_reading_is(
    at: Programme, rep: str, progress: Progress | None, words: str
) -> None:
    at.with_(reader=At(progress))
    page = shown(rep)
    assert words in said(page)
    assert "Your rating is locked" in said(page)
    assert "Your reply is being read" in said(page)
    assert buttons(page) == []  # no step can be taken, and nothing is offered too early


def test_after_twenty_seconds_the_built_in_reading_is_offered_and_the_feedback_follows(
    at: Programme, rep: str
) -> None:
    at.clock.later(seconds=19)
    assert buttons(shown(rep)) == []
    at.clock.later(seconds=1)
    page = shown(rep)
    assert buttons(page) == ["Use the built-in reading now"]
    page.button[0].click().run()
    assert not page.exception
    assert buttons(page) == ["Try the same moment again"]
    assert not page.info


def test_when_the_reading_is_there_the_page_shows_it_without_a_click(
    at: Programme, rep: str
) -> None:
    page = shown(rep)
    assert page.info
    practising.read_now(at.house, ANA, rep)  # as the reader would, elsewhere
    page.run()
    assert not page.info
    assert "Your reply is being read" not in said(page)
    assert buttons(page) == ["Try the same moment again"]


def test_an_earlier_tries_feedback_is_not_shown_for_one_that_is_still_read(
    at: Programme, rep: str
) -> None:
    practising.read_now(at.house, ANA, rep)
    practising.redo(at.house, ANA, rep)
    practising.reply(at.house, ANA, rep, "You'll be fine.")
    leave(at, rep)
    page = shown(rep)
    assert buttons(page) == []
    assert not page.markdown or "On the point you aimed at" not in page.markdown[0].value
    practising.read_now(at.house, ANA, rep)
    page.run()
    assert "Go on" in buttons(page)


def test_a_house_without_a_judge_never_waits(at: Programme) -> None:
    house: House = at.house
    found = at.drill()
    practising.reply(house, ANA, found, REPLY)
    at.rate(found)
    assert not practising.look(house, ANA, found).scoring
