"""What stands on a supervisor's page at each moment of a review, drawn without a browser."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from practice import practising, supervising
from practice.adapters import wiring
from practice.pages import (
    afterwards,
    closing,
    facts,
    kept,
    keys,
    parts,
    queue,
    rating_form,
    reading,
    rep_feedback,
    revealed,
    review,
)
from practice.views import SupervisorView
from tests.people import ANA, SAM, SIA, Programme

PAGES = (afterwards, closing, facts, kept, queue, rating_form, reading, revealed, review)


def _page(rep: str, me: str) -> None:
    import streamlit as st

    from practice.pages import review
    from tests import people

    st.query_params["rep"] = rep
    review.page({"sam": people.SAM, "sia": people.SIA}[me])


def _feedback(rep: str) -> None:
    from practice import practising
    from practice.pages import rep_feedback
    from tests.people import ANA

    rep_feedback.claims(practising.look(rep_feedback.house(), ANA, rep))


@pytest.fixture(autouse=True)
def here(at: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    for page in (wiring, rep_feedback, *PAGES):
        if hasattr(page, "house"):
            monkeypatch.setattr(page, "house", lambda: at.house)
    monkeypatch.setattr(keys, "listen", lambda *_: None)  # components need a browser
    monkeypatch.setattr(parts, "at_top", lambda *_: None)


def shown(rep: str, me: str = "sam") -> str:
    """Everything on the page, as text."""
    page = AppTest.from_function(_page, args=(rep, me), default_timeout=20).run()
    assert not page.exception
    return _text(page)


def _text(page: AppTest) -> str:
    found = []
    for element in page.main:
        proto = getattr(element, "proto", None)
        said = {str(getattr(element, name, "")) for name in ("value", "label")}
        said |= {str(getattr(proto, name, "")) for name in ("body", "label")}
        found += sorted(said)
    return "\n".join(found)


def look(at: Programme, rep: str) -> SupervisorView:
    return supervising.look(at.house, SAM, rep)


def test_a_level_that_is_away_is_marked_with_how_far_and_a_changed_one_keeps_the_blind_one(
    at: Programme,
) -> None:
    rep = at.sent()
    at.blind(rep, level=4)
    supervising.change(at.house, SAM, rep, "cds.pin", 3, "Read it again.")
    page = shown(rep)
    assert "<b>2</b> <mark>2 below</mark> <small>Emerging</small>" in page
    assert "<b>3</b> <mark>blind 4 Skilled</mark> <small>Competent</small>" in page
    assert "<b>2</b> <mark>1 below</mark>" in page, "the trainee beside the changed level"
    assert "changed to 3 Competent. Read it again." in page


def test_a_comment_stands_under_its_turn_with_its_kind(at: Programme) -> None:
    rep = at.sent()
    supervising.claim(at.house, SAM, rep)
    supervising.comment(at.house, SAM, rep, "t1", "question", "What if <b>she</b> had said no?")
    page = shown(rep)
    pinned = page.index("question for supervision")
    assert page.index('"id">t1') < pinned < page.index('"id">r1')
    assert "&lt;b&gt;she" in page
    assert "What if" not in shown(rep, "sia"), "a colleague may still have to rate it"


def test_what_was_signed_its_versions_and_the_answer_are_there_afterwards(at: Programme) -> None:
    rep = at.signed()
    practising.acknowledge(at.house, ANA, rep, "Thank you for waiting.")
    supervising.amend(
        at.house, SAM, rep, strength="You waited long.", corrective="Ask once.", reason="Misread."
    )
    page = shown(rep)
    assert "Signed, amended once." in page
    assert "You waited long." in page
    assert "2 versions" in page
    assert "“You waited.”" in page
    assert "Misread." in page
    practising.contest(at.house, ANA, rep, "I asked first.")
    assert "I asked first." in shown(rep)
    supervising.claim(at.house, SIA, rep)
    blind = shown(rep, "sia")
    assert "Your rating, before you see any other" in blind
    for word in ("I asked first.", "You waited long.", "Misread.", "amended"):
        assert word not in blind


def test_a_sentence_the_supervisor_did_not_stand_by_is_struck_wherever_the_trainee_reads_it(
    at: Programme,
) -> None:
    rep = at.sent()
    at.blind(rep)
    judgement = look(at, rep).judgement
    assert judgement is not None
    assert judgement.more
    for claim in judgement.claims:
        supervising.mark_claim(at.house, SAM, rep, claim.id, "not justified")
    at.sign(rep)
    page = AppTest.from_function(_feedback, args=(rep,), default_timeout=20).run()
    assert not page.exception
    assert _text(page).count("(your supervisor disagreed)") == len(judgement.claims)
