"""Why a rep waits, in which order, when it is due, and what the queue shows of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from practice import reviews, waiting
from practice.record import Attempt, Judgement, MachineRating, SelfRated, Submitted
from practice.reps import Rep, Stage
from practice.reviewed import Escalated, SecondAsked
from practice.reviews import Review, ReviewStage, Tier
from practice.waiting import Meeting, Waiting, Wanted
from tests.people import MONDAY
from tests.test_reps import AT
from tests.test_reviews import (
    ANSWER,
    AT_REVIEW,
    CONTESTED,
    FLAG,
    RUBRIC,
    amended,
    at,
    blind,
    claimed,
    second,
    signed,
)

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


def in_line(own: int = 2, machine: Judgement | None = None, **submitted: bool) -> Rep:
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
        (in_line(), Tier.OLDEST, "in turn"),
        (in_line(random_sample=True), Tier.SAMPLE, "drawn at random"),
        (in_line(own=4), Tier.DISAGREE, "closer look"),
        (in_line(own=0), Tier.DISAGREE, "closer look"),
        (in_line(own=3), Tier.OLDEST, "in turn"),
        (in_line(machine=judgement(2, spread=2)), Tier.DISAGREE, "closer look"),
        (in_line(machine=judgement(2, spread=1)), Tier.OLDEST, "in turn"),
        (in_line(machine=judgement(2, dropped=("x",))), Tier.DISAGREE, "closer look"),
        (in_line(machine=judgement(None), own=4), Tier.OLDEST, "in turn"),
        (in_line(please_look=True), Tier.ASKED, "asked you to look"),
        (replace(in_line(please_look=True), flags=(FLAG,)), Tier.HUMAN_NOW, "words"),
    ],
)
def test_a_rep_waits_in_the_tier_of_its_most_pressing_reason(
    rep: Rep, tier: Tier, says: str
) -> None:
    first = waiting.reasons(rep, RUBRIC)[0]
    assert first.tier is tier
    assert says in first.text


def test_every_reason_is_named_the_most_pressing_first() -> None:
    rep = replace(
        in_line(own=4, machine=judgement(1, dropped=("x",)), please_look=True, random_sample=True),
        flags=(FLAG, FLAG),
    )
    found = waiting.reasons(rep, RUBRIC, low_before=True)
    tiers = [reason.tier for reason in found]
    assert tiers == sorted(tiers, key=list(Tier).index)
    assert set(tiers) == set(Tier) - {Tier.OLDEST}
    assert len({reason.text for reason in found}) == len(found)


def test_a_second_low_rep_in_a_row_is_named_and_a_single_one_is_not() -> None:
    low = in_line(own=1, machine=judgement(1))
    assert [r.tier for r in waiting.reasons(low, RUBRIC, low_before=True)] == [Tier.STUCK]
    assert [r.tier for r in waiting.reasons(low, RUBRIC)] == [Tier.OLDEST]
    fair = in_line(own=2, machine=judgement(2))
    assert [r.tier for r in waiting.reasons(fair, RUBRIC, low_before=True)] == [Tier.OLDEST]


def test_an_answered_flag_is_no_reason_any_more() -> None:
    rep = replace(in_line(), flags=(FLAG,))
    assert waiting.reasons(rep, RUBRIC, review=Review())[0].tier is Tier.HUMAN_NOW
    answered = reviews.fold([claimed(), ANSWER])
    assert waiting.reasons(rep, RUBRIC, review=answered)[0].tier is Tier.OLDEST


def test_harm_and_a_contest_are_reasons() -> None:
    harmed = reviews.fold([claimed(), blind(harm=True), claimed(60, "sia")])
    assert waiting.reasons(in_line(), RUBRIC, review=harmed)[0].tier is Tier.HUMAN_NOW
    contested = reviews.fold(AT_REVIEW[ReviewStage.CONTESTED])
    assert waiting.reasons(in_line(), RUBRIC, review=contested)[0].tier is Tier.ASKED


def test_a_reason_is_words_and_a_tier_is_a_name() -> None:
    assert all(isinstance(tier.value, str) and not tier.value.isdigit() for tier in Tier)
    assert set(reviews.TARGET) == set(reviews.ORDER) == set(Tier)


# --- the line for lists --------------------------------------------------------------------------


def row(rep: Rep, review: Review | None, good: bool = True) -> reviews.RepRow:
    return waiting.row(
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
    line = row(in_line(), reviews.fold(AT_REVIEW[ReviewStage.SIGNED]))
    assert (line.review, line.met, line.signed_by) == ("signed", False, "sam")
    assert line.signed_at == MONDAY + timedelta(minutes=4)
    assert (line.holder, line.good, line.needs_review) == (None, True, False)


def test_harm_that_any_rater_saw_keeps_the_line_at_needs_review() -> None:
    seen = [claimed(), blind(harm=True), signed(), CONTESTED, claimed(60, "sia"), blind("sia")]
    assert row(in_line(), reviews.fold(seen[:2])).needs_review
    assert row(in_line(), reviews.fold(seen)).needs_review
    assert not row(in_line(), reviews.fold([claimed(), blind()])).needs_review


def test_the_line_says_whether_a_second_rating_is_wanted_or_done_and_by_whom() -> None:
    events = AT_REVIEW[ReviewStage.SIGNED]
    drawn = in_line(random_sample=True)
    wanted, done = row(drawn, reviews.fold(events)), row(drawn, reviews.fold([*events, second()]))
    assert (wanted.second, wanted.second_by) == ("wanted", None)
    assert (done.second, done.second_by) == ("done", "sia")
    assert replace(done, second="wanted", second_by=None) == wanted
    assert row(in_line(), reviews.fold(events)).second is None
    asked = reviews.fold([*events, SecondAsked(**at(5))])
    assert row(in_line(), asked).second == "wanted"


def test_harm_that_a_second_rater_saw_marks_the_line_and_leaves_its_tier() -> None:
    events = AT_REVIEW[ReviewStage.SIGNED]
    before = row(in_line(), reviews.fold(events))
    after = row(in_line(), reviews.fold([*events, second(harm=True)]))
    assert (after.tier, after.met, after.needs_review) == (before.tier, before.met, True)


def test_an_amended_rep_counts_from_its_first_signature() -> None:
    line = row(in_line(), reviews.fold([*AT_REVIEW[ReviewStage.SIGNED], amended()]))
    assert (line.signed_at, line.met) == (MONDAY + timedelta(minutes=4), True)


def test_an_escalation_stands_in_the_line_until_it_is_taken_up() -> None:
    asked = [claimed(), Escalated(**at(3), note="Look.")]
    assert row(in_line(), reviews.fold(asked)).escalated_at == MONDAY + timedelta(minutes=3)
    assert row(in_line(), reviews.fold([claimed()])).escalated_at is None


# --- due before supervision, and what somebody wants to see ---------------------------------------


@pytest.mark.parametrize(
    ("hours", "sent", "is_due"),
    [(49, 0, False), (48, 0, True), (1, 0, True), (-30, -40, True), (-30, -20, False)],
)
def test_what_was_sent_before_supervision_is_due_from_48_hours_before(
    hours: int, sent: int, is_due: bool
) -> None:
    meeting = Meeting(MONDAY + timedelta(hours=hours), "sam")
    line = replace(row(in_line(), None), submitted_at=MONDAY + timedelta(hours=sent))
    assert (waiting.due(line, {"ana": meeting}, MONDAY) == meeting) is is_due
    assert waiting.due(line, {"cy": meeting}, MONDAY) is None
    assert waiting.due(replace(line, submitted_at=None), {"ana": meeting}, MONDAY) is None


def waits(id_: str, tier: Tier, age: int, **changed: object) -> Waiting:
    line = replace(row(in_line(), None), id=id_, skill="cds", level="beginner", case="mara")
    start = Waiting(
        row=line, trainee="Ana", case="Mara", criterion="Pin", tier=tier, reasons=(),
        since=MONDAY - timedelta(days=age), late=False, mine=False, held_by="", dropped_by="",
        given_to="", for_me=False, for_nobody=True,
    )  # fmt: skip
    return replace(start, **changed)  # type: ignore[arg-type]  # tests name fields


LINES = [
    waits("new", Tier.OLDEST, 1, for_me=True, for_nobody=False),
    waits("old", Tier.OLDEST, 9),
    waits("flag", Tier.HUMAN_NOW, 3, for_nobody=False),
]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), ["flag", "old", "new"]),
        (Wanted(oldest=True), ["old", "flag", "new"]),
        (Wanted(tier="human now"), ["flag"]),
        (Wanted(whose="mine"), ["new"]),
        (Wanted(whose="nobody"), ["old"]),
        (Wanted(skill="cds", level="beginner", case="mara", trainee="ana"), ["flag", "old", "new"]),
        (Wanted(skill="pse"), []),
        (Wanted(kind="drill"), ["flag", "old", "new"]),
        (Wanted(kind="encounter"), []),
        (Wanted(case="other"), []),
        (Wanted(level="advanced"), []),
        (Wanted(trainee="cy"), []),
    ],
)
def test_the_queue_shows_what_is_wanted_in_the_order_wanted(
    wanted: Wanted, found: list[str]
) -> None:
    assert [line.row.id for line in waiting.narrowed(LINES, wanted)] == found
