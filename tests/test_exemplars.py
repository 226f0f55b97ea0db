"""What an exemplar is: when a rep may be one, whose words go, and how near a rating came."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from practice import WrongStage, exemplars
from practice.adapters.store import Store
from practice.exemplars import GAP, NEXT, Did, Drill, Step, anonymous, words_of
from practice.reps import Stage
from practice.reviewed import Commented, Signed
from practice.reviews import Review, ReviewStage
from tests.people import MONDAY, content
from tests.test_reps import AT, minute
from tests.test_reviews import FLAG, blind
from tests.test_store import BEGUN, NOON, begun, line, peopled

__all__ = ["begun", "peopled"]  # fixtures

SIGNED = Signed(
    **minute(1), strength="Tess, you waited.", corrective="Ask once.",
    levels={"cds.pin": 3, "cds.fit": 2}, met=False,
)  # fmt: skip
REVIEW = Review(ReviewStage.SIGNED, versions=(SIGNED,))


def steps(*did: Did) -> list[Step]:
    return [Step("rep-1", nth, one, "x", MONDAY) for nth, one in enumerate(did)]


# --- when it may be one --------------------------------------------------------------------------


@pytest.mark.parametrize("now", [None, *Did])
def test_a_step_follows_only_where_the_table_says_so(now: Did | None) -> None:
    before = [] if now is None else steps(now)
    assert exemplars.standing(before) is now
    for then in Did:
        if then in NEXT[now]:
            exemplars.may_follow(before, then)
        else:
            with pytest.raises(WrongStage, match="nothing was changed"):
                exemplars.may_follow(before, then)


def test_after_a_no_only_the_trainee_can_open_it_again() -> None:
    for no in (Did.DECLINED, Did.WITHDRAWN):
        assert NEXT[no] == {Did.AGREED}


def test_only_a_signed_rep_without_any_flag_or_harm_can_be_one() -> None:
    rep = replace(AT[Stage.SUBMITTED], flags=())
    assert exemplars.why_not(rep, REVIEW) == ""
    acknowledged = replace(REVIEW, stage=ReviewStage.ACKNOWLEDGED)
    assert exemplars.why_not(rep, acknowledged) == ""
    for review in (Review(), replace(REVIEW, stage=ReviewStage.CONTESTED)):
        assert "Only a signed rep" in exemplars.why_not(rep, review)
    flagged = replace(rep, flags=(FLAG,))
    assert "human had to read" in exemplars.why_not(flagged, REVIEW)
    assert "harmful" in exemplars.why_not(rep, replace(REVIEW, blind=blind(harm=True)))
    assert "removed" in exemplars.why_not(rep, REVIEW, wordless=True)


# --- without names -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tess, you waited.", f"{GAP}, you waited."),
        ("As Sam's colleague O'Neill-Roth said", f"As {GAP}'s colleague {GAP} said"),
        ("Dana, what went through your mind?", "Dana, what went through your mind?"),
        ("a test of samples", "a test of samples"),  # no whole word
        ("I work at the bakery in Leith.", f"I work at {GAP} in Leith."),
        ("THE BAKERY", GAP),
        ("", ""),
    ],
)
def test_names_of_people_go_and_names_of_simulated_clients_stay(text: str, found: str) -> None:
    names = words_of(["Tess (demo)", "Sam O'Neill-Roth", "Dana Lim"], keep={"Dana", "Okafor"})
    assert anonymous(text, names, ["the bakery"]) == found


def test_with_nothing_to_take_out_the_text_stays() -> None:
    assert anonymous("As it is (really).", ()) == "As it is (really)."
    assert anonymous("As it is (really).", (), ["(really)"]) == f"As it is {GAP}."


def test_only_the_first_try_is_shown_and_no_question_to_its_trainee() -> None:
    rep = AT[Stage.SUBMITTED]
    assert any(turn.id.startswith("r") for turn in rep.turns)
    said = [
        Commented(**minute(2), turn="t1", type="try instead", text="Ask Tess once."),
        Commented(**minute(2), turn="t1", type="question", text="What did you hope?"),
        Commented(**minute(2), turn="r1", type="strength", text="Better."),
    ]
    found = exemplars.shown(rep, replace(REVIEW, comments=tuple(said)), ["Tess"], ())
    assert {line.id[0] for line in found.lines} <= {"c", "t"}
    assert [(reason.about, reason.text) for reason in found.reasons] == [
        ("Strength", f"{GAP}, you waited."),
        ("To change", "Ask once."),
        ("Instead, perhaps (at t1)", f"Ask {GAP} once."),
    ]


def test_a_panel_is_in_order_of_level_so_that_no_rater_can_be_followed() -> None:
    one = replace_levels(blind(), by="sam", levels={"cds.pin": 1, "cds.fit": 1})
    two = replace_levels(blind(), by="sia", levels={"cds.pin": 4, "cds.fit": None})
    other = replace_levels(blind(), by="tom", levels={"cds.pin": 0, "cds.fit": 4})
    review = replace(REVIEW, blind=one, earlier=(two, other))
    signed = SIGNED.model_copy(update={"by": "sam"})
    found = exemplars.panel(replace(review, versions=(signed,)))
    assert found == {"cds.pin": (0, 3, 4), "cds.fit": (2, 4, None)}, "what sam signed, not blind"
    assert exemplars.panel(Review()) == {}


def replace_levels(rated: Any, **change: Any) -> Any:
    return rated.model_copy(update=change)


# --- written for practice ------------------------------------------------------------------------


def test_every_skill_that_ships_has_exemplars_on_day_one() -> None:
    for rubric in content().rubrics.values():
        found = exemplars.written(rubric)
        assert len(found) >= 20
        assert all(id_.startswith(f"written-{rubric.id}-") and len(id_) <= 60 for id_ in found)
        levels = [x for e in found.values() for x in e.levels.values()]
        assert set(levels) == {0, 1, 2, 3, 4}
        for example in found.values():
            panel = exemplars.written_panel(rubric, example)
            assert set(panel) <= set(rubric.criterion_ids) and panel


def test_what_only_tempts_a_machine_is_kept_from_people() -> None:
    for rubric in content().rubrics.values():
        kept = [e for e in rubric.worked_examples if not e.drill]
        assert kept
        assert not set(exemplars.written(rubric)) & {exemplars.written_id(rubric, e) for e in kept}


def test_everybody_gets_them_in_an_order_of_their_own() -> None:
    ids = [f"written-cds-{n}" for n in range(12)]
    mine = exemplars.in_turn(ids, "ana")
    assert sorted(mine) == sorted(ids)
    assert mine == exemplars.in_turn(ids[::-1], "ana") != exemplars.in_turn(ids, "cy")


# --- how near it came ----------------------------------------------------------------------------


def drill(*pairs: tuple[int | None, tuple[int, ...]]) -> Drill:
    levels = {f"cds.{n}": own for n, (own, _) in enumerate(pairs)}
    panel = {f"cds.{n}": given for n, (_, given) in enumerate(pairs)}
    return Drill("x", "cds", MONDAY, levels, panel)


def test_nothing_is_said_of_one_or_two_drills_nor_of_what_cannot_be_compared() -> None:
    assert exemplars.so_far([drill((3, (2,)))] * 2) == ()
    assert exemplars.so_far([drill((3, (2,)))] * 2 + [drill((None, (2,)))]) == ()


def test_several_drills_are_told_in_distance_and_in_both_directions() -> None:
    three = [
        drill((4, (2,)), (2, (2, 3))),
        drill((1, (2,)), (2, (2,))),
        drill((0, (4,)), (3, (3,))),
    ]
    assert exemplars.so_far(three) == (
        "Over 3 exemplars you were 1.2 levels from the panel on average, and within one level on "
        "4 of 6 points.",
        "You rated 1 points higher than the panel, 3 lower and 2 the same.",
    )
    six = [drill((4, (2,)))] * 3 + [drill((3, (2,)))] * 3
    assert exemplars.so_far(six)[-1] == ("In your first 3 it was 2.0 levels, in your last 3 1.0.")


# --- in the records, on both databases -----------------------------------------------------------


def test_steps_and_drills_come_back_as_they_were_and_are_only_ever_added(begun: Store) -> None:
    begun.begin("r2", BEGUN, line("r2", trainee="t2", cohort="c2"))
    kept = begun.exemplars
    asked = Step("r1", 0, Did.PROPOSED, "s1", NOON, ("the bakery",))
    yes = Step("r1", 1, Did.AGREED, "t1", NOON + timedelta(hours=1))
    for step in (asked, yes, replace(asked, rep="r2", hidden=())):
        kept.add(step)
    assert kept.steps(["r1"]) == {"r1": (asked, yes)}
    with pytest.raises(WrongStage, match="meanwhile"):
        kept.add(replace(yes, did=Did.DECLINED))
    assert kept.standing_at(Did.AGREED) == ["r1"]
    assert kept.standing_at(Did.AGREED, other_than="t1") == []
    assert kept.standing_at(Did.AGREED, skill="ags") == []
    assert kept.standing_at(Did.PROPOSED, trainee="t2") == ["r2"]
    rated = Drill("r1", "cds", NOON, {"cds.pin": 2, "cds.fit": None}, {"cds.pin": (1, None)})
    assert kept.rated("t2", rated)
    assert not kept.rated("t2", replace(rated, levels={"cds.pin": 4}))
    assert kept.drills("t2") == [rated]
    assert kept.drills("t1") == []
