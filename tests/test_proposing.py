"""Proposing a signed rep as an exemplar: by who signed it, never with a flag or a name in it."""

from __future__ import annotations

import pytest

from practice import BadInput, NotAllowed, NotFound, WrongStage, calibrating, practising, proposing
from practice.exemplars import GAP, Did
from tests.people import ANA, CY, SAM, SIA, TOM, Programme


def test_only_who_signed_it_proposes_it_and_takes_it_back(at: Programme) -> None:
    rep = at.signed()
    for me, error in ((SIA, NotAllowed), (TOM, NotFound)):
        with pytest.raises(error):
            proposing.propose_exemplar(at.house, me, rep)
        with pytest.raises(error):
            proposing.take_exemplar_back(at.house, me, rep)
    assert proposing.exemplar_standing(at.house, SIA, rep) is None
    found = proposing.exemplar_standing(at.house, SAM, rep)
    assert found is not None
    assert (found.standing, found.why_not, found.wished) == (None, "", False)
    proposing.propose_exemplar(at.house, SAM, rep)
    found = proposing.exemplar_standing(at.house, SAM, rep)
    assert found is not None and found.standing is Did.PROPOSED
    with pytest.raises(WrongStage):
        proposing.propose_exemplar(at.house, SAM, rep)
    calibrating.answer_lending(at.house, ANA, rep, True)
    proposing.take_exemplar_back(at.house, SAM, rep)
    with pytest.raises(NotFound):
        calibrating.look_exemplar(at.house, CY, rep)
    assert calibrating.lent(at.house, ANA, rep) is None
    proposing.propose_exemplar(at.house, SAM, rep)


def test_what_the_trainee_said_when_sending_is_told_to_the_supervisor(at: Programme) -> None:
    rep = at.closing()
    practising.submit(at.house, ANA, rep, please_look=False, note="", exemplar=True)
    at.blind(rep)
    at.sign(rep)
    found = proposing.exemplar_standing(at.house, SAM, rep)
    assert found is not None and found.wished
    with pytest.raises(NotFound):
        calibrating.look_exemplar(at.house, CY, rep)


def test_an_unsigned_rep_cannot_be_proposed(at: Programme) -> None:
    rep = at.sent()
    at.blind(rep)
    with pytest.raises(NotAllowed):
        proposing.propose_exemplar(at.house, SAM, rep)


def test_a_rep_with_a_flag_never_can_although_it_was_answered(at: Programme) -> None:
    from practice import supervising

    rep = at.sent(note="I don't want to be here any more.")
    at.blind(rep)
    (flag,) = supervising.look(at.house, SAM, rep).open_flags
    supervising.answer_flag(at.house, SAM, rep, flag.turn, flag.about, "Rang her.")
    at.sign(rep)
    found = proposing.exemplar_standing(at.house, SAM, rep)
    assert found is not None and "human had to read" in found.why_not
    with pytest.raises(BadInput, match="human had to read"):
        proposing.propose_exemplar(at.house, SAM, rep)
    assert at.house.store.exemplars.steps([rep]) == {}


def test_what_may_say_who_somebody_is_has_to_come_out_first(at: Programme) -> None:
    from practice import supervising

    rep = at.signed()
    real = "As Dr Bernadette Hargreaves says, you waited."
    supervising.amend(at.house, SAM, rep, strength=real, corrective="Ask once.", reason="Clearer.")
    with pytest.raises(BadInput, match="may say who somebody is"):
        proposing.propose_exemplar(at.house, SAM, rep)
    hide = ["Dr Bernadette Hargreaves", " ", "x"]
    found = proposing.exemplar_standing(at.house, SAM, rep, hide)
    assert found is not None and found.why_not == ""
    assert found.shown.reasons[0].text == f"As {GAP} says, you waited."
    proposing.propose_exemplar(at.house, SAM, rep, hide)
    calibrating.answer_lending(at.house, ANA, rep, True)
    supervising.amend(
        at.house, SAM, rep, strength="Ring 020 7946 0958.", corrective="Ask.", reason="Number."
    )
    with pytest.raises(NotFound):
        calibrating.look_exemplar(at.house, CY, rep)


@pytest.mark.parametrize("hide", [["x" * 201], [f"word {n}" for n in range(21)]])
def test_too_much_to_take_out_is_refused(at: Programme, hide: list[str]) -> None:
    rep = at.signed()
    with pytest.raises(BadInput, match="At most 20"):
        proposing.propose_exemplar(at.house, SAM, rep, hide)


def test_when_the_words_of_a_rep_go_so_does_the_exemplar(at: Programme) -> None:
    from practice import keeping
    from tests.people import DEE

    rep = at.signed()
    proposing.propose_exemplar(at.house, SAM, rep)
    calibrating.answer_lending(at.house, ANA, rep, True)
    view = calibrating.look_exemplar(at.house, CY, rep)
    calibrating.rate_exemplar(at.house, CY, rep, dict.fromkeys((p.id for p in view.points), 2))
    at.clock.later(days=500)
    keeping.remove(at.house, DEE)
    assert at.house.store.exemplars.steps([rep]) == {}
    with pytest.raises(NotFound):
        calibrating.look_exemplar(at.house, CY, rep)
    assert calibrating.my_drills(at.house, CY).rated == 1
