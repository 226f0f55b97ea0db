"""Rating exemplars blind, and lending one's own: who sees what, and from when."""

from __future__ import annotations

from dataclasses import fields

import pytest

from practice import BadInput, NotFound, WrongStage, calibrating, exemplars, proposing, supervising
from practice.exemplars import GAP, Did
from tests.people import ANA, BEN, CY, SAM, SIA, Programme
from tests.test_views import things

MINE = f"When the bus stopped, {SAM.name} would ask what went through your mind?"
WRITTEN = exemplars.WRITTEN


def lent(at: Programme, text: str = MINE, level: int = 3) -> str:
    """A signed rep of Ana's that Sam proposed and Ana agreed to."""
    rep = at.signed(text=text, level=level)
    proposing.propose_exemplar(at.house, SAM, rep)
    calibrating.answer_lending(at.house, ANA, rep, True)
    return rep


def rate(at: Programme, rep: str, level: int | None = 2, me: object = CY) -> calibrating.Exemplar:
    view = calibrating.look_exemplar(at.house, me, rep)  # type: ignore[arg-type]  # a Person
    levels = {point.id: level for point in view.points}
    return calibrating.rate_exemplar(at.house, me, rep, levels)  # type: ignore[arg-type]  # the same


def strings(view: object) -> str:
    return " | ".join(thing for thing in things(view) if isinstance(thing, str))


# --- blind until one's own rating is saved -------------------------------------------------------


def test_nothing_of_the_panel_is_handed_out_before_the_own_rating_and_all_of_it_after(
    at: Programme,
) -> None:
    rep = at.signed(level=3, by=SAM)
    supervising.ask_second(at.house, SAM, rep)
    supervising.rate_second(at.house, SIA, rep, at.levels(rep, 1))
    proposing.propose_exemplar(at.house, SAM, rep)
    calibrating.answer_lending(at.house, ANA, rep, True)
    for view in (
        calibrating.next_exemplar(at.house, CY, "cds"),
        calibrating.look_exemplar(at.house, CY, rep),
    ):
        assert view is not None and view.id == rep
        assert (view.own, view.panel, view.reasons, view.sentence, view.rated) == (
            {}, {}, (), "", False
        )  # fmt: skip
        assert "You waited." not in strings(view) and "Ask once." not in strings(view)
    after = rate(at, rep)
    assert after.rated and after.panel["cds.pin"] == (1, 3)
    assert "within one level of the panel on 6 of 6 points" in after.sentence
    assert "You waited." in strings(after) and "Ask once." in strings(after)
    assert after == calibrating.look_exemplar(at.house, CY, rep), "and after a reload"


def test_a_written_one_is_as_blind_and_its_view_holds_no_rubric(at: Programme) -> None:
    view = calibrating.next_exemplar(at.house, CY, "ags")
    assert view is not None and view.written
    rubric = at.house.content.rubric("ags")
    whys = [example.why for example in rubric.worked_examples]
    assert not any(why in strings(view) for why in whys)
    assert (view.panel, view.reasons) == ({}, ())
    assert "Rubric" not in {type(getattr(view, f.name)).__name__ for f in fields(view)}
    after = rate(at, view.id)
    assert any(why in strings(after) for why in whys)
    assert all(len(levels) == 1 for levels in after.panel.values())


def test_a_rating_is_made_once_and_stands(at: Programme) -> None:
    rep = lent(at)
    first = rate(at, rep, 2)
    assert rate(at, rep, 4) == first, "a second look is no rating any more"
    assert calibrating.my_drills(at.house, CY).rated == 1
    (kept,) = at.house.store.exemplars.drills(CY.id)
    assert set(kept.levels.values()) == {2} and set(kept.panel["cds.pin"]) == {3}


@pytest.mark.parametrize("levels", [{}, {"cds.pin": 5}, {"cds.pin": None}, {"gone": 2}])
def test_a_rating_that_cannot_be_used_is_not_kept(
    at: Programme, levels: dict[str, int | None]
) -> None:
    view = calibrating.next_exemplar(at.house, CY, "cds")
    assert view is not None
    given = dict.fromkeys((point.id for point in view.points), None) | levels
    if not levels:
        given.pop("cds.pin")
    with pytest.raises(BadInput):
        calibrating.rate_exemplar(at.house, CY, view.id, given)
    assert at.house.store.exemplars.drills(CY.id) == []


# --- whose, and for whom -------------------------------------------------------------------------


def test_until_its_trainee_agrees_nobody_sees_it_and_then_only_others(at: Programme) -> None:
    rep = at.signed(text=MINE)

    def seen(me: object) -> bool:
        try:
            return calibrating.look_exemplar(at.house, me, rep).id == rep  # type: ignore[arg-type]  # a Person
        except NotFound:
            return False

    assert not seen(CY)
    proposing.propose_exemplar(at.house, SAM, rep)
    assert calibrating.asked_to_lend(at.house, ANA) == [rep]
    assert not seen(CY)
    calibrating.answer_lending(at.house, ANA, rep, True)
    assert seen(CY) and seen(BEN), "trainees of other cohorts too"
    assert not seen(ANA), "not its author"
    calibrating.answer_lending(at.house, ANA, rep, False)
    assert not seen(CY)
    calibrating.answer_lending(at.house, ANA, rep, True)
    assert seen(CY)
    supervising.amend(
        at.house, SAM, rep, strength="You waited.", corrective="Ask twice.", reason="Clearer."
    )
    assert seen(CY), "a new version is shown as it stands now"


def test_no_name_date_cohort_or_rater_is_in_it(at: Programme) -> None:
    rep = lent(at, f"{MINE} {ANA.name} thinks so.")
    view = rate(at, rep)
    said = strings(view)
    for secret in (ANA.name, "Ana", "Sam", SAM.name, ANA.id + " ", "north", "2026", "March"):
        assert secret not in said, secret
    assert GAP in said
    assert "Dana" in said or "Mateo" in said or view.client, "the simulated client keeps a name"


def test_withdrawing_leaves_the_own_figures_of_those_who_rated_it(at: Programme) -> None:
    rep = lent(at)
    rate(at, rep)
    calibrating.answer_lending(at.house, ANA, rep, False)
    with pytest.raises(NotFound, match="any more"):
        calibrating.look_exemplar(at.house, CY, rep)
    assert calibrating.my_drills(at.house, CY).rated == 1
    with pytest.raises(NotFound, match="Nothing was saved"):
        calibrating.rate_exemplar(at.house, BEN, rep, {})


def test_signed_ones_come_first_and_none_comes_twice(at: Programme) -> None:
    rep = lent(at)
    seen = []
    for _ in range(3):
        view = calibrating.next_exemplar(at.house, CY, "cds")
        assert view is not None
        seen.append(view.id)
        rate(at, view.id)
    assert seen[0] == rep and len(set(seen)) == 3
    assert all(id_.startswith(WRITTEN) for id_ in seen[1:])
    drills = calibrating.my_drills(at.house, CY)
    assert drills.rated == 3 and len(drills.said) == 2
    before = calibrating.my_drills(at.house, BEN)
    assert drills.left["cds"] == before.left["cds"] - 3
    assert (before.rated, before.said) == (0, ())


def test_a_made_up_id_is_as_little_there_as_somebody_elses_rep(at: Programme) -> None:
    private = at.signed(CY)
    said = set()
    for id_ in ("gone", f"{WRITTEN}cds-gone", private):
        with pytest.raises(NotFound) as refused:
            calibrating.look_exemplar(at.house, BEN, id_)
        said.add(str(refused.value))
    assert len(said) == 1


# --- lending one's own ---------------------------------------------------------------------------


def test_the_author_reads_exactly_what_others_would_and_no_raters_levels(at: Programme) -> None:
    rep = at.signed(text=MINE)
    assert calibrating.lent(at.house, ANA, rep) is None, "nobody proposed it"
    proposing.propose_exemplar(at.house, SAM, rep, ["the bus"])
    mine = calibrating.lent(at.house, ANA, rep)
    assert mine is not None and mine.standing is Did.PROPOSED
    calibrating.answer_lending(at.house, ANA, rep, True, ["your mind"])
    others = calibrating.look_exemplar(at.house, CY, rep)
    mine = calibrating.lent(at.house, ANA, rep)
    assert mine is not None
    assert mine.shown.lines == others.lines
    assert (
        others.lines[1].text
        == f"When {GAP} stopped, {GAP} {GAP} would ask what went through {GAP}?"
    )
    assert not any(isinstance(thing, int) and not isinstance(thing, bool) for thing in things(mine))


def test_a_no_is_kept_and_only_its_author_can_change_it(at: Programme) -> None:
    rep = at.signed()
    proposing.propose_exemplar(at.house, SAM, rep)
    calibrating.answer_lending(at.house, ANA, rep, False)
    calibrating.answer_lending(at.house, ANA, rep, False)
    with pytest.raises(WrongStage):
        proposing.propose_exemplar(at.house, SAM, rep)
    with pytest.raises(NotFound):
        calibrating.answer_lending(at.house, CY, rep, True)
    steps = at.house.store.exemplars.steps([rep])[rep]
    assert [step.did for step in steps] == [Did.PROPOSED, Did.DECLINED]
    calibrating.answer_lending(at.house, ANA, rep, True)
    assert calibrating.look_exemplar(at.house, CY, rep).id == rep


def test_without_a_proposal_there_is_nothing_to_answer(at: Programme) -> None:
    with pytest.raises(NotFound, match="Nobody proposed"):
        calibrating.answer_lending(at.house, ANA, at.signed(), True)


def test_a_contested_rep_is_shown_to_nobody_meanwhile(at: Programme) -> None:
    from practice import practising

    rep = lent(at)
    practising.contest(at.house, ANA, rep, "I asked twice.")
    with pytest.raises(NotFound):
        calibrating.look_exemplar(at.house, CY, rep)
    assert calibrating.next_exemplar(at.house, CY, "cds").id != rep  # type: ignore[union-attr]  # written ones are left
