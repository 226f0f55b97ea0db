"""Why a rep waits, in which order, and what a supervisor may do with it when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest

from practice import WrongStage, reviews
from practice.record import (
    Acknowledged,
    Attempt,
    BlindRated,
    Changed,
    Claimed,
    ClaimMarked,
    Commented,
    Contested,
    FlagAnswered,
    Flagged,
    HandedBack,
    Judgement,
    MachineRating,
    Returned,
    ReviewEvent,
    SelfRated,
    Signed,
    Submitted,
)
from practice.reps import Rep, Stage
from practice.reviews import Review, ReviewStage, Tier
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
A_FLAG = {"claimed", "handed_back", "flag_answered"}
ALLOWED: dict[ReviewStage, set[str]] = {
    ReviewStage.WAITING: {"claimed"},
    ReviewStage.IN_REVIEW: {"claimed", "handed_back", "commented", "flag_answered", "blind_rated"},
    ReviewStage.BLIND_RATED: {
        "claimed", "changed", "commented", "claim_marked", "flag_answered", "signed", "returned",
    },
    ReviewStage.SIGNED: {"acknowledged", "contested"} | A_FLAG,
    ReviewStage.RETURNED: {"acknowledged"} | A_FLAG,
    ReviewStage.ACKNOWLEDGED: {"contested"} | A_FLAG,
    ReviewStage.CONTESTED: {"claimed"},
}  # fmt: skip
EVENTS: dict[str, ReviewEvent] = {
    event.kind: event
    for event in (
        claimed(), HandedBack(**at(2)), blind(), changed(3), ANSWER, signed(), RETURNED,
        Commented(**at(3), turn="t1", type="strength", text="Yes."), ACKNOWLEDGED, CONTESTED,
        ClaimMarked(**at(3), claim="k1", verdict="unsure"),
    )
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stage", ReviewStage)
def test_each_stage_allows_its_own_steps_and_refuses_the_rest(
    stage: ReviewStage, kind: str
) -> None:
    review = reviews.fold(AT_REVIEW[stage])
    assert review.stage is stage
    if kind in ALLOWED[stage]:
        assert reviews.after(review, EVENTS[kind])
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


# --- tiers and reasons ---------------------------------------------------------------------------


def judgement(level: int | None, spread: int = 0, dropped: tuple[str, ...] = ()) -> Judgement:
    return Judgement(
        attempt=Attempt.FIRST, number=1, scorer="t", rubric_fingerprint="", case_fingerprint="",
        ratings=tuple(
            MachineRating(criterion=c, level=level, why="", spread=spread)
            for c in RUBRIC.criterion_ids
        ),
        dropped=dropped,
    )  # fmt: skip


def waiting(own: int = 2, machine: Judgement | None = None, **submitted: bool) -> Rep:
    rated = SelfRated(
        **at(1, "ana"), attempt=Attempt.FIRST, levels=dict.fromkeys(RUBRIC.criterion_ids, own),
        sure=70,
    )  # fmt: skip
    sent = Submitted(**at(9, "ana"), **{"please_look": False, **submitted})
    return replace(
        AT[Stage.SUBMITTED], self_ratings=(rated,), judgements=(machine or judgement(2),),
        submitted=sent,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rep", "tier", "says"),
    [
        (waiting(), Tier.OLDEST, "in turn"),
        (waiting(random_sample=True), Tier.SAMPLE, "drawn at random"),
        (waiting(own=4), Tier.DISAGREE, "closer look"),
        (waiting(own=0), Tier.DISAGREE, "closer look"),
        (waiting(own=3), Tier.OLDEST, "in turn"),
        (waiting(machine=judgement(2, spread=2)), Tier.DISAGREE, "closer look"),
        (waiting(machine=judgement(2, spread=1)), Tier.OLDEST, "in turn"),
        (waiting(machine=judgement(2, dropped=("x",))), Tier.DISAGREE, "closer look"),
        (waiting(machine=judgement(None), own=4), Tier.OLDEST, "in turn"),
        (waiting(please_look=True), Tier.ASKED, "asked you to look"),
        (replace(waiting(please_look=True), flags=(FLAG,)), Tier.HUMAN_NOW, "words"),
    ],
)
def test_a_rep_waits_in_the_tier_of_its_most_pressing_reason(
    rep: Rep, tier: Tier, says: str
) -> None:
    first = reviews.reasons(rep, RUBRIC)[0]
    assert first.tier is tier
    assert says in first.text


def test_every_reason_is_named_the_most_pressing_first() -> None:
    rep = replace(
        waiting(own=4, machine=judgement(1, dropped=("x",)), please_look=True, random_sample=True),
        flags=(FLAG, FLAG),
    )
    found = reviews.reasons(rep, RUBRIC, low_before=True)
    tiers = [reason.tier for reason in found]
    assert tiers == sorted(tiers, key=list(Tier).index)
    assert set(tiers) == set(Tier) - {Tier.OLDEST}
    assert len({reason.text for reason in found}) == len(found)


def test_a_second_low_rep_in_a_row_is_named_and_a_single_one_is_not() -> None:
    low = waiting(own=1, machine=judgement(1))
    assert [r.tier for r in reviews.reasons(low, RUBRIC, low_before=True)] == [Tier.STUCK]
    assert [r.tier for r in reviews.reasons(low, RUBRIC)] == [Tier.OLDEST]
    fair = waiting(own=2, machine=judgement(2))
    assert [r.tier for r in reviews.reasons(fair, RUBRIC, low_before=True)] == [Tier.OLDEST]


def test_an_answered_flag_is_no_reason_any_more() -> None:
    rep = replace(waiting(), flags=(FLAG,))
    assert reviews.reasons(rep, RUBRIC, review=Review())[0].tier is Tier.HUMAN_NOW
    answered = reviews.fold([claimed(), ANSWER])
    assert reviews.reasons(rep, RUBRIC, review=answered)[0].tier is Tier.OLDEST


def test_harm_and_a_contest_are_reasons() -> None:
    harmed = reviews.fold([claimed(), blind(harm=True), claimed(60, "sia")])
    assert reviews.reasons(waiting(), RUBRIC, review=harmed)[0].tier is Tier.HUMAN_NOW
    contested = reviews.fold(AT_REVIEW[ReviewStage.CONTESTED])
    assert reviews.reasons(waiting(), RUBRIC, review=contested)[0].tier is Tier.ASKED


def test_a_reason_is_words_and_a_tier_is_a_name() -> None:
    assert all(isinstance(tier.value, str) and not tier.value.isdigit() for tier in Tier)
    assert set(reviews.TARGET) == set(reviews.ORDER) == set(Tier)


# --- the line for lists --------------------------------------------------------------------------


def row(rep: Rep, review: Review | None, good: bool = True) -> reviews.RepRow:
    return reviews.row(
        rep, review, RUBRIC, cohort="north", now=MONDAY, length=3, good=good, low_before=False
    )


def test_a_rep_nobody_sent_is_in_no_queue_unless_a_flag_is_open() -> None:
    practising = AT[Stage.CLOSING]
    line = row(practising, None)
    assert (line.review, line.tier, line.reasons, line.good) == (None, None, (), False)
    flagged = replace(practising, flags=(FLAG,))
    line = row(flagged, Review())
    assert (line.review, line.tier, line.flags_open) == ("waiting", "human now", 1)
    line = row(flagged, reviews.fold([claimed(), ANSWER]))
    assert (line.review, line.tier, line.flags_open) == (None, None, 0)


def test_the_line_of_a_signed_rep_says_who_when_and_whether_it_was_met() -> None:
    line = row(waiting(), reviews.fold(AT_REVIEW[ReviewStage.SIGNED]))
    assert (line.review, line.met, line.signed_by) == ("signed", False, "sam")
    assert line.signed_at == MONDAY + timedelta(minutes=4)
    assert (line.holder, line.good, line.needs_review) == (None, True, False)


def test_harm_that_any_rater_saw_keeps_the_line_at_needs_review() -> None:
    seen = [claimed(), blind(harm=True), signed(), CONTESTED, claimed(60, "sia"), blind("sia")]
    assert row(waiting(), reviews.fold(seen[:2])).needs_review
    assert row(waiting(), reviews.fold(seen)).needs_review
    assert not row(waiting(), reviews.fold([claimed(), blind()])).needs_review
