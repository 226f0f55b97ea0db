"""What supervisors may do with a rep at which stage, and what stays of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest

from practice import WrongStage, reviews
from practice.record import Flagged, Submitted
from practice.reps import Stage
from practice.reviewed import (
    Acknowledged,
    Amended,
    BlindRated,
    Changed,
    Claimed,
    ClaimMarked,
    Commented,
    Contested,
    Escalated,
    FlagAnswered,
    HandedBack,
    Passed,
    Returned,
    ReviewEvent,
    SecondAsked,
    SecondRated,
    Signed,
    TakenUp,
)
from practice.reviews import Review, ReviewStage
from tests.people import MONDAY, content
from tests.test_reps import AT

KINDS = [str(event.model_fields["kind"].default) for event in get_args(ReviewEvent)]
RUBRIC = content().rubric("cds")
GATE, OTHER = RUBRIC.gates[0], RUBRIC.gates[1]
FLAG = Flagged(at=MONDAY, by="machine", turn="t1", about="words", quote="it")
ANSWER = FlagAnswered(at=MONDAY, by="sam", turn="t1", about="words", note="Talked.")


def at(minute: int, by: str = "sam") -> dict[str, object]:
    return {"at": MONDAY + timedelta(minutes=minute), "by": by}


def claimed(minute: int = 1, by: str = "sam") -> Claimed:
    return Claimed(**at(minute, by), until=MONDAY + timedelta(minutes=minute) + reviews.LEASE)


def blind(by: str = "sam", level: int = 2, harm: bool = False) -> BlindRated:
    return BlindRated(**at(2, by), levels={GATE: level, OTHER: level}, harm=harm)


def changed(level: int, by: str = "sam", criterion: str = GATE) -> Changed:
    return Changed(**at(3, by), criterion=criterion, level=level, reason="Read it again.")


def signed(by: str = "sam") -> Signed:
    return Signed(**at(4, by), strength="s", corrective="c", levels={GATE: 2}, met=False)


def second(by: str = "sia", level: int = 4, harm: bool = False) -> SecondRated:
    return SecondRated(**at(5, by), levels={GATE: level, OTHER: level}, harm=harm)


def amended(minute: int = 6) -> Amended:
    return Amended(
        **at(minute), strength="s2", corrective="c2", levels={GATE: 3}, met=True, reason="I erred."
    )


RETURNED = Returned(**at(4), note="Once more.")
ACKNOWLEDGED = Acknowledged(**at(5, "ana"))
CONTESTED = Contested(**at(6, "ana"), reason="I asked twice.")
AT_REVIEW: dict[ReviewStage, list[ReviewEvent]] = {
    ReviewStage.WAITING: [],
    ReviewStage.IN_REVIEW: [claimed()],
    ReviewStage.BLIND_RATED: [claimed(), blind()],
    ReviewStage.SIGNED: [claimed(), blind(), signed()],
    ReviewStage.RETURNED: [claimed(), blind(), RETURNED],
    ReviewStage.ACKNOWLEDGED: [claimed(), blind(), signed(), ACKNOWLEDGED],
    ReviewStage.CONTESTED: [claimed(), blind(), signed(), CONTESTED],
}
A_FLAG = {"claimed", "handed_back", "flag_answered", "escalated", "taken_up"}
ALLOWED: dict[ReviewStage, set[str]] = {
    ReviewStage.WAITING: {"claimed", "passed", "taken_up"},
    ReviewStage.IN_REVIEW: {
        "claimed", "handed_back", "passed", "commented", "flag_answered", "blind_rated",
        "escalated", "taken_up",
    },
    ReviewStage.BLIND_RATED: {
        "claimed", "passed", "changed", "commented", "claim_marked", "flag_answered", "signed",
        "returned", "second_asked", "escalated", "taken_up",
    },
    ReviewStage.SIGNED: {"acknowledged", "contested", "amended", "second_asked", "second_rated"}
    | A_FLAG,
    ReviewStage.RETURNED: {"acknowledged"} | A_FLAG,
    ReviewStage.ACKNOWLEDGED: {"contested", "amended", "second_asked", "second_rated"} | A_FLAG,
    ReviewStage.CONTESTED: {"claimed", "passed", "taken_up"},
}  # fmt: skip
EVENTS: dict[str, ReviewEvent] = {
    event.kind: event
    for event in (
        claimed(), HandedBack(**at(2)), blind(), changed(3), ANSWER, signed(), RETURNED,
        Commented(**at(3), turn="t1", type="strength", text="Yes."), ACKNOWLEDGED, CONTESTED,
        ClaimMarked(**at(3), claim="k1", verdict="unsure"), Passed(**at(3), to="sia"), second(),
        amended(), SecondAsked(**at(3)), Escalated(**at(3), note="Look."),
        TakenUp(**at(7, "dee"), note="Done."),
    )
}  # fmt: skip
MOVES = {  # the steps that lead to another stage, and where
    ("waiting", "claimed"): "in review", ("in review", "handed_back"): "waiting",
    ("in review", "passed"): "waiting", ("in review", "blind_rated"): "blind-rated",
    ("blind-rated", "signed"): "signed", ("blind-rated", "returned"): "returned",
    ("signed", "acknowledged"): "acknowledged", ("signed", "contested"): "contested",
    ("returned", "acknowledged"): "acknowledged", ("acknowledged", "contested"): "contested",
    ("acknowledged", "amended"): "signed", ("contested", "claimed"): "blind-rated",
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stage", ReviewStage)
def test_each_stage_allows_its_own_steps_and_refuses_the_rest(
    stage: ReviewStage, kind: str
) -> None:
    review = reviews.fold(AT_REVIEW[stage])
    assert review.stage is stage
    if kind in ALLOWED[stage]:
        led = reviews.after(review, EVENTS[kind]).stage
        assert led == MOVES.get((stage.value, kind), stage.value)
    else:
        with pytest.raises(WrongStage, match=stage.value):
            reviews.after(review, EVENTS[kind])


def test_every_review_event_is_tried() -> None:
    assert set(EVENTS) == set(KINDS)


def test_a_claim_lasts_45_minutes_and_renews() -> None:
    review = reviews.fold([claimed(0)])
    early, late = MONDAY + timedelta(minutes=44), MONDAY + timedelta(minutes=45)
    assert review.held_by("sam", early)
    assert not review.held_by("sia", early)
    assert not review.free(early)
    assert not review.held_by("sam", late)
    assert review.free(late)
    renewed = reviews.after(review, claimed(40))
    assert renewed.held_by("sam", late)
    assert Review().free(MONDAY)


def test_renewing_a_claim_keeps_the_blind_rating() -> None:
    review = reviews.fold([claimed(), blind(), claimed(9)])
    assert review.stage is ReviewStage.BLIND_RATED
    assert review.blind == blind()


def test_taking_over_asks_for_a_fresh_blind_rating_and_keeps_the_other() -> None:
    review = reviews.fold([claimed(), blind(), changed(4), claimed(60, "sia")])
    assert review.stage is ReviewStage.IN_REVIEW
    assert review.blind is None
    assert review.levels == {}
    assert review.earlier == (blind(),)
    second = reviews.after(review, blind("sia", 1))
    assert second.levels == {GATE: 1, OTHER: 1}
    assert second.raters == (blind(), blind("sia", 1))


def test_who_has_seen_the_reveal_does_not_rate_blind_again() -> None:
    events = [claimed(), blind(), changed(4), claimed(60, "sia"), blind("sia", 1)]
    back = reviews.fold([*events, claimed(120, "sam")])
    assert back.stage is ReviewStage.BLIND_RATED
    assert back.blind == blind()
    assert back.levels == {GATE: 4, OTHER: 2}
    assert back.earlier == (blind("sia", 1),)


def test_the_levels_are_the_blind_ones_with_changes_on_top() -> None:
    review = reviews.fold([claimed(), blind(level=2), changed(4), changed(3), changed(1, "sia")])
    assert review.blind is not None
    assert review.blind.levels == {GATE: 2, OTHER: 2}
    assert review.levels == {GATE: 3, OTHER: 2}
    assert len(review.changes) == 3, "every change stays on record"


def test_handing_back_leaves_nobody_holding_it() -> None:
    review = reviews.fold([claimed(), HandedBack(**at(2))])
    assert (review.stage, review.holder, review.until) == (ReviewStage.WAITING, None, None)


def test_a_return_takes_a_signature_away_and_a_signature_a_return() -> None:
    again = [claimed(), blind(), signed(), CONTESTED, claimed(9, "sia"), blind("sia")]
    returned = reviews.fold([*again, RETURNED])
    assert (returned.signed, returned.returned) == (None, RETURNED)
    second = reviews.fold([*again, signed("sia")])
    assert (second.signed, second.returned) == (signed("sia"), None)


def test_a_second_signature_can_be_acknowledged_anew() -> None:
    first = reviews.fold([claimed(), blind(), signed(), ACKNOWLEDGED])
    assert first.acknowledged == ACKNOWLEDGED
    again = [CONTESTED, claimed(9, "sia"), blind("sia"), signed("sia")]
    for event in again:
        first = reviews.after(first, event)
    assert first.acknowledged is None
    assert reviews.after(first, ACKNOWLEDGED).stage is ReviewStage.ACKNOWLEDGED


def test_the_last_word_on_a_claim_counts() -> None:
    marks = [ClaimMarked(**at(3), claim="k1", verdict=v) for v in ("justified", "not justified")]
    review = reviews.fold([claimed(), blind(), *marks])
    assert review.verdict("k1") == "not justified"
    assert review.verdict("k2") is None


def test_a_flag_stays_open_until_somebody_writes_about_that_very_flag() -> None:
    other = FLAG.model_copy(update={"about": "another"})
    rep = replace(AT[Stage.SUBMITTED], flags=(FLAG, other))
    assert Review().open_flags(rep) == (FLAG, other)
    assert reviews.fold([claimed(), ANSWER]).open_flags(rep) == (other,)
    elsewhere = ANSWER.model_copy(update={"turn": "t2"})
    assert reviews.fold([claimed(), elsewhere]).open_flags(rep) == (FLAG, other)


def test_a_flag_after_the_signature_is_answered_and_leaves_the_signature_alone() -> None:
    review = reviews.fold([*AT_REVIEW[ReviewStage.ACKNOWLEDGED], claimed(60, "sia"), ANSWER])
    assert review.stage is ReviewStage.ACKNOWLEDGED
    assert review.signed == signed()
    assert review.blind == blind()
    assert review.answered == (ANSWER,)


# --- given to a colleague, rated a second time, amended, escalated -------------------------------


def sent(**marks: bool) -> Submitted:
    return Submitted(**at(0, "ana"), please_look=False, **marks)


def test_what_is_given_to_a_colleague_is_held_by_nobody_and_rated_afresh() -> None:
    review = reviews.fold([claimed(), blind(), Passed(**at(3), to="sia")])
    assert (review.holder, review.given_to) == (None, "sia")
    taken = reviews.after(review, claimed(4, "sia"))
    assert (taken.stage, taken.blind, taken.given_to) == (ReviewStage.IN_REVIEW, None, None)
    assert taken.earlier == (blind(),)


def test_a_second_rating_stands_beside_what_was_signed_and_changes_nothing_of_it() -> None:
    before = reviews.fold(AT_REVIEW[ReviewStage.ACKNOWLEDGED])
    after = reviews.after(before, second())
    assert replace(after, seconds=()) == before
    assert (after.levels, after.signed, after.raters) == (before.levels, signed(), (blind(),))
    assert (before.second_by, after.second_by) == (None, "sia")


def test_harm_that_only_the_second_rater_saw_is_harm() -> None:
    review = reviews.fold(AT_REVIEW[ReviewStage.SIGNED])
    assert not reviews.after(review, second()).harm
    assert reviews.after(review, second(harm=True)).harm


@pytest.mark.parametrize(
    ("stage", "drawn", "asked", "wanted"),
    [
        (ReviewStage.SIGNED, True, False, True), (ReviewStage.SIGNED, False, False, False),
        (ReviewStage.SIGNED, False, True, True), (ReviewStage.ACKNOWLEDGED, True, False, True),
        (ReviewStage.BLIND_RATED, True, True, False), (ReviewStage.RETURNED, True, False, False),
        (ReviewStage.CONTESTED, True, False, False),
    ],
)  # fmt: skip
def test_a_second_rating_is_wanted_of_what_is_signed_and_was_drawn_or_asked_for(
    stage: ReviewStage, drawn: bool, asked: bool, wanted: bool
) -> None:
    rep = replace(AT[Stage.SUBMITTED], submitted=sent(random_sample=drawn))
    review = reviews.fold([*AT_REVIEW[stage], *([EVENTS["second_asked"]] if asked else [])])
    assert review.wants_second(rep) is wanted
    if wanted:
        assert not reviews.after(review, second()).wants_second(rep)


def test_who_took_over_is_a_second_rater_already() -> None:
    events = [claimed(), blind(), claimed(60, "sia"), blind("sia"), signed("sia")]
    review = reviews.fold(events)
    assert review.second_by == "sam"
    rep = replace(AT[Stage.SUBMITTED], submitted=sent(random_sample=True))
    assert not review.wants_second(rep)


def test_a_second_rater_goes_on_from_their_own_rating_when_it_is_contested() -> None:
    events = [*AT_REVIEW[ReviewStage.SIGNED], second(), CONTESTED, claimed(9, "sia")]
    review = reviews.fold(events)
    assert (review.stage, review.blind) == (ReviewStage.BLIND_RATED, second())
    assert review.earlier == (blind(),)
    assert review.made_contested("sam")
    assert not review.made_contested("sia")


def test_an_amendment_is_a_new_version_to_be_read_anew_and_the_old_one_stays() -> None:
    review = reviews.fold([*AT_REVIEW[ReviewStage.ACKNOWLEDGED], amended()])
    assert (review.stage, review.signed, review.acknowledged) == (
        ReviewStage.SIGNED, amended(), None,
    )  # fmt: skip
    assert review.versions == (signed(), amended())
    assert reviews.after(review, ACKNOWLEDGED).acknowledged == ACKNOWLEDGED


def test_an_escalation_is_open_until_a_director_takes_it_up() -> None:
    asked = Escalated(**at(3), note="Look.")
    review = reviews.fold([claimed(), asked])
    assert review.open_escalation == asked
    done = reviews.after(review, TakenUp(**at(7, "dee"), note="Done."))
    assert done.open_escalation is None
    again = Escalated(**at(8), note="Once more.")
    assert reviews.after(done, again).open_escalation == again
