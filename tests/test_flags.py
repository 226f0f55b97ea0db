"""Words before anything else happens to them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from practice import BadInput, flags, risk
from practice.flags import LooksReal
from practice.journal import open_rep
from tests.people import ANA, Programme


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  What?\n", "What?"), ("a\x00b", "ab"), ("\ud83d", "?"), ("¿Qué? 🚌\nsí", "¿Qué? 🚌\nsí")],
)
def test_words_are_kept_as_typed_but_for_what_cannot_be_stored(typed: str, kept: str) -> None:
    assert flags.clean(typed) == kept


def test_too_many_words_and_missing_ones_are_refused() -> None:
    assert flags.clean("") == ""
    assert len(flags.clean("x" * flags.LONGEST)) == flags.LONGEST
    with pytest.raises(BadInput, match="6,000"):
        flags.clean("x" * (flags.LONGEST + 1))
    with pytest.raises(BadInput, match="Say something"):
        flags.clean(" \x00 ", "Say something.")


def test_what_looks_real_is_refused_until_it_is_called_made_up(at: Programme) -> None:
    rep = open_rep(at.house, at.drill()).rep
    text = "Mrs Abernathy said so."
    with pytest.raises(LooksReal, match=r"Abernathy.*made up"):
        flags.checked(at.house, rep, text, fictional=False)
    found = flags.checked(at.house, rep, text, fictional=True)
    assert found is not None
    assert found.about == risk.REAL
    assert flags.checked(at.house, rep, "What did he say?", fictional=False) is None


def test_whoever_the_referral_or_the_client_named_may_be_named(at: Programme) -> None:
    rep_id = at.drill()
    case = at.house.content.case("first-panic")
    public = case.public.model_copy(update={"context": "Referred by Dr Lindqvist. Lives alone."})
    shelf = {**at.house.content.cases, case.id: case.model_copy(update={"public": public})}
    rep = open_rep(at.house, rep_id).rep
    assert flags.real_details(at.house, rep, "What did Dr Lindqvist say?") is not None
    at.with_(content=type(at.house.content)(shelf, at.house.content.rubrics))
    assert flags.real_details(at.house, rep, "What did Dr Lindqvist say?") is None
    assert flags.real_details(at.house, rep, "What did Dr Abernathy say?") is not None


def test_the_tool_that_a_rep_is_about_may_be_named(at: Programme) -> None:
    rep = open_rep(at.house, at.drill()).rep
    text = "It stays off unless you say otherwise. It's called Quillow Notes. It would listen."
    assert flags.real_details(at.house, rep, text) is not None
    other = replace(rep, plan=rep.plan.model_copy(update={"skill": "icd"}))
    assert flags.real_details(at.house, other, text) is None


def test_every_kind_of_cue_raises_its_own_flag_with_a_quote(at: Programme) -> None:
    text = "He hits me and the kids, and I want to die."
    found = flags.raised(at.house, "t1", text)
    assert {flag.about for flag in found} == {risk.SAFETY, risk.VIOLENCE, risk.CHILD}
    assert {(flag.turn, flag.by, flag.at) for flag in found} == {("t1", flags.BY, at.clock())}
    assert all(flag.quote in text for flag in found)
    assert flags.raised(at.house, "t1", "What then?") == []


def test_some_words_always_go_to_a_human(at: Programme) -> None:
    (flag,) = flags.raised(at.house, "c1", "Fine. " * 100, always=True)
    assert flag.about == risk.SAFETY
    assert len(flag.quote) <= 200


def test_a_flag_is_a_kind_and_a_quote_and_never_a_level() -> None:
    named = set(flags.Flagged.model_fields)
    assert named == {"at", "by", "kind", "turn", "about", "quote"}


def test_the_cue_is_found_with_every_model_switched_off(at: Programme) -> None:
    assert at.house.model is None
    assert flags.raised(at.house, "t1", "I want to die.") != []
    assert ANA.name not in repr(flags.raised(at.house, "t1", "I want to die."))
