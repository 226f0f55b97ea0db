"""The end of a review: snippets are finished first, amendments are versions, help can be asked."""

from __future__ import annotations

import pytest

from practice import BadInput, NotAllowed, NotFound, WrongStage, practising, signing, supervising
from practice.reviewed import Amended, Escalated, Signed
from practice.roles import Person
from tests.people import ANA, SAM, SIA, TOM, Programme

SNIPPET = "You stayed with her words when you said ___"


def amend(at: Programme, rep: str, me: Person = SAM, **changed: object) -> None:
    said = {"strength": "You waited long.", "corrective": "Ask once.", "reason": "I misread it."}
    supervising.amend(at.house, me, rep, **{**said, **changed})  # type: ignore[arg-type]  # by name


def sign(at: Programme, rep: str, strength: str) -> None:
    supervising.sign(at.house, SAM, rep, strength=strength, corrective="Ask once.", next_rep=None)


@pytest.mark.parametrize(
    "strength", ["You stayed close", " you stayed close. ", "You stayed ___ close"]
)
def test_a_snippet_that_nobody_finished_is_not_signed(at: Programme, strength: str) -> None:
    supervising.keep_snippets(at.house, SAM, ["You stayed close"])
    rep = at.sent()
    at.blind(rep)
    with pytest.raises(BadInput, match="Finish it in your own words"):
        sign(at, rep, strength)
    assert at.house.store.row(rep).signed_at is None
    sign(at, rep, "You stayed close to “the doors”.")
    with pytest.raises(BadInput, match="Finish it"):
        amend(at, rep, corrective="You stayed close")


def test_what_a_new_supervisor_begins_with_cannot_be_signed_as_it_is(at: Programme) -> None:
    rep = at.sent()
    at.blind(rep)
    assert signing.BEGINNINGS
    for beginning in supervising.snippets(at.house, SAM):
        with pytest.raises(BadInput, match="Finish it in your own words"):
            sign(at, rep, beginning)
    sign(at, rep, "When you said “the doors”, the client could breathe out.")


def test_snippets_are_a_supervisors_own_each_once_and_few(at: Programme) -> None:
    supervising.keep_snippets(at.house, SAM, [SNIPPET, " ", SNIPPET, "Next time, "])
    assert supervising.snippets(at.house, SAM) == (SNIPPET, "Next time,")
    assert supervising.snippets(at.house, SIA) == signing.BEGINNINGS
    for texts in (["x" * 301], [str(n) for n in range(31)]):
        with pytest.raises(BadInput):
            supervising.keep_snippets(at.house, SAM, texts)
    supervising.keep_snippets(at.house, SAM, [])
    assert supervising.snippets(at.house, SAM) == ()


def test_an_amendment_is_a_new_version_with_an_audit_line_and_the_trainee_is_told(
    at: Programme,
) -> None:
    rep = at.signed(level=3)
    practising.acknowledge(at.house, ANA, rep, "Thank you.")
    before = at.house.store.row(rep)
    gate = at.house.content.rubric("cds").gates[0]
    at.clock.later(hours=3)
    amend(at, rep, levels={gate: 1})
    events = at.house.store.load(rep).events
    assert [e.strength for e in events if isinstance(e, Signed | Amended)] == [
        "You waited.", "You waited long.",
    ]  # fmt: skip
    row = at.house.store.row(rep)
    assert (row.met, row.signed_at, row.review) == (False, before.signed_at, "signed")
    final = at.house.store.ratings(rep=rep, sources=["final"])
    assert [r.level for r in final if r.criterion == gate] == [3, 1]
    assert at.house.store.audit(1)[0].did == "amended a signed review"
    out = practising.look(at.house, ANA, rep).outcome
    assert out is not None
    assert (out.strength, out.levels[gate], out.met) == ("You waited long.", 1, False)
    assert (out.by, out.amended) == ("Sam Roth (amended 2 March 2026)", "I misread it.")
    assert not out.acknowledged
    practising.acknowledge(at.house, ANA, rep, "")


def test_only_who_signed_amends_and_only_what_is_different_with_a_reason(at: Programme) -> None:
    rep, unsigned = at.signed(), at.sent()
    before = at.written(rep)
    with pytest.raises(NotAllowed, match="Only who signed"):
        amend(at, rep, SIA)
    with pytest.raises(NotFound):
        amend(at, rep, TOM)
    with pytest.raises(WrongStage):
        amend(at, unsigned)
    for changed in (
        {"reason": " "}, {"strength": ""}, {"levels": {"cds.pin": 7}}, {"strength": "You waited."},
    ):  # fmt: skip
        with pytest.raises(BadInput):
            amend(at, rep, **changed)
    with pytest.raises(NotFound):
        amend(at, rep, levels={"cds.gone": 2})
    assert at.written(rep) == before


def test_who_holds_or_signed_asks_for_a_second_rater_once(at: Programme) -> None:
    rep = at.sent()
    with pytest.raises(NotAllowed):
        supervising.ask_second(at.house, SAM, rep)
    at.blind(rep)
    supervising.ask_second(at.house, SAM, rep, "I am unsure of the third point.")
    at.sign(rep)
    assert at.house.store.row(rep).second == "wanted"
    with pytest.raises(WrongStage, match="already"):
        supervising.ask_second(at.house, SAM, rep)


def test_an_escalation_needs_a_line_and_changes_nothing_else(at: Programme) -> None:
    rep = at.signed()
    row, before = at.house.store.row(rep), at.written(rep)
    with pytest.raises(BadInput):
        supervising.escalate(at.house, SAM, rep, " ")
    with pytest.raises(NotAllowed):
        supervising.escalate(at.house, SIA, rep, "Look.")
    assert at.written(rep) == before
    supervising.escalate(at.house, SAM, rep, "She sounds worn out.")
    after = at.house.store.row(rep)
    assert after.escalated_at == at.clock()
    assert (after.review, after.tier, after.met) == (row.review, row.tier, row.met)
    asked = [e for e in at.house.store.load(rep).events if isinstance(e, Escalated)]
    assert [e.note for e in asked] == ["She sounds worn out."]
    assert "worn out" not in repr(at.house.store.audit(9))
