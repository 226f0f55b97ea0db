"""Keys are marked as written, no claim outlives its evidence, and a trainee is told two things."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice import cases, reading, rubrics, scoring
from practice.adapters.move_coder import EmbeddedMoveCoder
from practice.reading.mistakes import mistakes
from practice.record import Attempt, Judgement, Kind, MachineRating, Mistake, Plan, Quote
from practice.rubrics import Rubric

ROOT = Path(__file__).parent.parent
RUBRICS = rubrics.load_all(ROOT / "rubrics").items
CASES = cases.load_all(RUBRICS, ROOT / "cases").items
CDS = RUBRICS["cds"]
CODER = EmbeddedMoveCoder()


# --- the evidence lock ---------------------------------------------------------------------------


def rating(
    criterion: str, level: int | None, *quotes: str, tags: Sequence[str] = (), turn: str = "t1"
) -> MachineRating:
    return MachineRating(
        criterion=criterion,
        level=level,
        quotes=tuple(Quote(turn=turn, text=q) for q in quotes),
        why="a reason",
        mistakes=tuple(
            Mistake(tag=tag, quote=Quote(turn=turn, text=q)) for tag in tags for q in quotes[:1]
        ),
    )


def test_a_quote_may_differ_in_blanks_and_curls_and_in_nothing_else() -> None:
    turns = {"t1": "You said “never”,  and it’s hard."}
    assert scoring.verbatim(Quote(turn="t1", text="it's hard"), turns)
    assert scoring.verbatim(Quote(turn="t1", text='"never", and'), turns)
    assert not scoring.verbatim(Quote(turn="t1", text="It's hard"), turns)
    assert not scoring.verbatim(Quote(turn="t2", text="it's hard"), turns)
    assert not scoring.verbatim(Quote(turn="t1", text=" "), turns)


def test_a_level_whose_evidence_vanished_is_withdrawn_and_the_drop_is_recorded() -> None:
    turns = {"t1": "What went through your mind?"}
    kept, dropped = scoring.lock(
        [
            rating("cds.pin", 4, "What went through your mind?", "you never said this"),
            rating("cds.fit", 3, "nor this"),
            rating("cds.hold", 0, "nor this either"),
            rating("cds.next", 2),
        ],
        turns,
    )
    by = {r.criterion: r for r in kept}
    assert (by["cds.pin"].level, len(by["cds.pin"].quotes)) == (4, 1)
    assert (by["cds.fit"].level, by["cds.fit"].quotes) == (None, ())
    assert "withdrawn" in by["cds.fit"].why
    assert by["cds.hold"].level == 0  # a zero says that something is missing: it needs no evidence
    assert by["cds.next"].level == 2
    assert [d.partition(":")[0] for d in dropped] == ["cds.pin", "cds.fit", "cds.hold"]


@given(
    st.text(max_size=60), st.lists(st.text(max_size=12), max_size=4), st.none() | st.integers(0, 4)
)
def test_no_quote_passes_the_lock_that_is_not_in_the_reply(
    reply: str, quotes: list[str], level: int | None
) -> None:
    given_ = rating("cds.pin", level, *quotes, reply[2:9])
    (kept,), dropped = scoring.lock([given_], {"t1": reply})
    assert all(scoring.verbatim(q, {"t1": reply}) for q in kept.quotes)
    assert bool(dropped) == (len(kept.quotes) < len(given_.quotes))
    if not kept.quotes and level:
        assert kept.level is None
    else:
        assert kept.level == level


# --- one strength, one corrective ----------------------------------------------------------------

REPLY = "It stung, of course. What went through your mind? Anyway. Let us look at the evidence now."


def plan(criterion: str = "cds.pin") -> Plan:
    return Plan(
        kind=Kind.DRILL,
        skill=criterion[:3],
        criterion=criterion,
        level="beginner",
        case="first-panic",
        case_version=1,
        case_fingerprint="c",
        rubric_version=1,
        rubric_fingerprint="r",
    )


def judged(
    *ratings: MachineRating, target: str = "cds.pin", reply: str = REPLY, rubric: Rubric = CDS
) -> Judgement:
    return scoring.judgement(
        plan=plan(target),
        attempt=Attempt.FIRST,
        number=1,
        scorer="test",
        rubric=rubric,
        ratings=ratings,
        turns={"t1": reply},
    )


def corrected(*ratings: MachineRating, target: str = "cds.pin") -> str:
    claim = judged(*ratings, target=target).corrective
    return claim.criterion if claim else ""


def test_the_target_is_corrected_first_while_it_is_below_competent() -> None:
    low = (rating("cds.fit", 0, "Anyway."), rating("cds.pin", 2, "What went through your mind?"))
    assert corrected(*low) == "cds.pin"
    assert corrected(*low, target="cds.fit") == "cds.fit"


def test_after_the_target_gates_are_corrected_then_the_lowest_then_the_heaviest() -> None:
    target = rating("cds.pin", 3, "What went through your mind?")
    gates = (rating("cds.join", 2), rating("cds.fit", 1))
    assert corrected(target, rating("cds.hold", 0), *gates) == "cds.fit"
    assert corrected(target, rating("cds.next", 1), rating("cds.ground", 1)) == "cds.ground"


def test_the_strength_is_about_the_aim_where_it_is_competent_and_else_the_highest() -> None:
    two = (rating("cds.fit", 3, "Anyway."), rating("cds.pin", 3, "What went through your mind?"))
    strength = judged(*two).strength
    assert strength is not None and strength.criterion == "cds.pin"
    higher = (rating("cds.hold", 4, "It stung, of course."), *two)
    strength = judged(*higher).strength
    assert strength is not None and strength.criterion == "cds.pin"
    begun = (rating("cds.pin", 2, "What went through your mind?"), *higher[:2])
    strength = judged(*begun).strength
    assert strength is not None and strength.criterion == "cds.hold"
    unshown = judged(rating("cds.pin", 3), *higher[:2]).strength
    assert unshown is not None and unshown.criterion == "cds.hold"


def test_a_competent_aim_is_praised_for_words_in_which_no_mistake_was_found() -> None:
    question, rest = "What went through your mind?", "Let us look at the evidence now."
    aim = rating("cds.pin", 3, question)
    faulted = judged(aim, rating("cds.join", 0, question, tags=["debate"]))
    assert faulted.strength is None, "nobody remembers that what was praised was also a mistake"
    assert faulted.corrective is not None and faulted.corrective.quote.text == question
    done = judged(aim, rating("cds.join", 0, question))
    assert done.strength is not None and done.strength.criterion == "cds.pin"
    assert done.corrective is not None and done.corrective.criterion == "cds.join"
    assert done.corrective.quote.text == rest
    apart = judged(rating("cds.pin", 3, question, rest), rating("cds.join", 0, question))
    assert apart.strength is not None and apart.strength.quote.text == rest
    assert apart.corrective is not None and apart.corrective.quote.text == question


def test_what_could_do_harm_is_told_first_and_its_words_are_not_praised() -> None:
    doubted = rating("cds.fit", 0, "What went through your mind?", tags=["pathologise_reality"])
    aim = rating("cds.pin", 3, "What went through your mind?")
    told = judged(aim, doubted, rating("cds.hold", 3, "It stung, of course."))
    assert told.corrective is not None and told.corrective.criterion == "cds.fit"
    assert told.corrective.quote.text == "What went through your mind?"
    assert told.strength is not None and told.strength.criterion == "cds.hold"
    assert corrected(rating("cds.pin", 0, "Anyway."), doubted) == "cds.fit"
    unshown = rating("cds.fit", 0, tags=["pathologise_reality"])
    assert corrected(rating("cds.pin", 0, "Anyway."), unshown) == "cds.pin"


def test_there_is_one_strength_and_one_corrective_and_every_claim_has_words_of_the_reply() -> None:
    done = judged(
        rating("cds.pin", 4, "What went through your mind?"),
        rating("cds.fit", 1, "Let us look at the evidence now."),
        rating("cds.join", 3, "What went through your mind?"),
        rating("cds.hold", 2, "It stung, of course."),
        rating("cds.next", 0),
    )
    assert done.strength is not None and done.strength.says == "strength"
    assert done.corrective is not None and done.corrective.says == "corrective"
    assert len({claim.id for claim in done.claims}) == len(done.claims)
    assert all(scoring.verbatim(claim.quote, {"t1": REPLY}) for claim in done.claims)
    assert len(done.more) <= 4


def test_where_nothing_reached_a_beginning_no_strength_is_invented() -> None:
    assert judged(rating("cds.pin", 1, "Anyway."), rating("cds.fit", 0)).strength is None
    assert judged(rating("cds.pin", None), rating("cds.fit", None)).claims == ()


def test_a_beginning_is_called_a_beginning_and_competent_work_is_praised() -> None:
    low, stung = rating("cds.pin", 1, "Anyway."), "It stung, of course."
    start = judged(low, rating("cds.hold", 2, stung)).strength
    full = judged(low, rating("cds.hold", 3, stung)).strength
    title = CDS.criterion("cds.hold").title
    assert start is not None and full is not None
    assert start.text == f"“It stung, of course” is a start on “{title[0].lower()}{title[1:]}”."
    assert "is a start" not in full.text
    wrong = rating("cds.hold", 2, stung, tags=["reassure"])
    assert judged(low, wrong).strength is None


def test_praise_needs_words_that_show_it_and_no_two_gates_missing() -> None:
    good = rating("cds.hold", 3, "It stung, of course.")
    assert judged(good).strength is not None
    assert judged(good.model_copy(update={"shown": False})).strength is None
    gates = [CDS.full(c) for c in CDS.criteria if c.gate][:2]
    rest = next(full for full in CDS.criterion_ids if full not in gates)
    sound = rating(rest, 4, "It stung, of course.")
    assert judged(sound, rating(gates[0], 0)).strength is not None
    assert judged(sound, *(rating(gate, 0) for gate in gates)).strength is None


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        ("That is six. When is it? If it's this week", "Your reply stops at “If it's this week”"),
        ("OK. Is it getting on? Is it staying on? Is it the heart?", "From “Is it getting on?” on"),
        ("OK. Is it getting on? What is it like? Is it the heart?", ""),
        ("no idea really, it was just a normal day", ""),
    ],
)
def test_a_reply_that_breaks_off_or_asks_in_a_row_is_told_so_first(reply: str, told: str) -> None:
    found = judged(rating("cds.pin", 1), reply=reply).corrective
    assert found is not None
    assert (
        found.text.startswith(told) if told else not found.text.startswith(("Your reply", "From"))
    )
    assert found.quote.text in reply


def test_what_is_still_to_come_does_not_spoil_a_beginning_and_a_mistake_does() -> None:
    low, words = rating("ags.order", 1), "What went through your mind?"
    for tag, begun in (("missing_own_item", True), ("therapist_agenda", False)):
        both = rating("ags.both", 2, words, tags=[tag])
        strength = judged(low, both, target="ags.order", rubric=RUBRICS["ags"]).strength
        assert (strength is not None) is begun


def test_words_that_are_corrected_are_not_praised_in_the_same_breath() -> None:
    same = judged(
        rating("cds.pin", 1, "Let us look at the evidence now."),
        rating("cds.next", 3, "Let us look at the evidence now."),
    )
    assert same.strength is None
    other = judged(
        rating("cds.pin", 1, "Anyway."), rating("cds.next", 3, "Let us look at the evidence now.")
    )
    assert other.strength is not None


def test_words_of_a_beginning_may_be_praised_for_something_else_and_then_they_can_stay() -> None:
    words = "Let us look at the evidence now."
    same = judged(rating("cds.pin", 2, words), rating("cds.next", 3, words))
    assert same.strength is not None and same.strength.criterion == "cds.next"
    assert same.corrective is not None and same.corrective.criterion == "cds.pin"
    assert "can stay. What is still missing" in same.corrective.text
    wrong = judged(rating("cds.pin", 2, words, tags=["debate"]), rating("cds.next", 3, words))
    assert wrong.strength is None
    other = judged(
        rating("cds.pin", 2, words), rating("cds.next", 3, words), rating("cds.hold", 3, "Anyway.")
    )
    assert other.strength is not None and other.strength.quote.text == "Anyway."


def test_competent_work_on_everything_gets_a_next_step_and_skilled_work_gets_none() -> None:
    mine, stung = "What went through your mind?", "It stung, of course."
    good = judged(rating("cds.pin", 3, mine), rating("cds.hold", 3, stung))
    assert good.strength is not None and good.strength.criterion == "cds.pin"
    assert good.corrective is not None and good.corrective.criterion == "cds.hold"
    assert "If you want to go further" in good.corrective.text
    best = judged(rating("cds.pin", 4, mine), rating("cds.hold", 4, stung))
    assert best.strength is not None and best.corrective is None


def test_a_next_step_is_about_other_words_than_the_strength_where_there_are_any() -> None:
    mine, stung = "What went through your mind?", "It stung, of course."
    same = (rating("cds.pin", 3, mine), rating("cds.fit", 3, mine))
    only = judged(*same).corrective
    other = judged(*same, rating("cds.next", 3, stung)).corrective
    assert only is not None and only.criterion == "cds.fit"
    assert other is not None and other.criterion == "cds.next"


each_of_four = st.lists(
    st.tuples(st.none() | st.integers(0, 4), st.sampled_from([(), (0,), (1,), (2, 3), (3,)])),
    min_size=6,
    max_size=6,
)


@given(each_of_four, st.integers(0, 5))
def test_no_point_is_praised_and_corrected_and_no_words_are_both_kept_and_faulted(
    read: list[tuple[int | None, tuple[int, ...]]], target: int
) -> None:
    said = ["It stung, of course.", "What went through your mind?", "Anyway.",
            "Let us look at the evidence now."]  # fmt: skip
    ratings = [
        rating(full, level, *(said[i] for i in where))
        for full, (level, where) in zip(CDS.criterion_ids, read, strict=True)
    ]
    done = judged(*ratings, target=CDS.criterion_ids[target])
    criteria = [claim.criterion for claim in done.claims]
    assert len(set(criteria)) == len(criteria)
    praised = {claim.quote.text for claim in done.claims if claim.says == "strength"}
    for claim in done.claims:
        if claim.says == "corrective" and claim.quote.text in praised:
            assert "” can stay. What is still missing" in claim.text or "go further" in claim.text
    low = [r for r in ratings if r.level is not None and r.level < 3]
    assert not low or done.corrective is not None
    if any(r.criterion == CDS.criterion_ids[target] for r in low):
        assert done.corrective is not None
        assert done.corrective.criterion == CDS.criterion_ids[target]


def test_what_is_missing_is_placed_beside_the_words_that_are_praised_and_not_on_them() -> None:
    good = rating("cds.pin", 3, "What went through your mind?")
    beside = judged(good, rating("cds.next", 0), reply="Right. What went through your mind?")
    assert beside.strength is not None and beside.corrective is not None
    assert beside.strength.quote.text == "What went through your mind?"
    assert beside.corrective.quote.text == "Right."
    assert beside.corrective.text.startswith("After “Right”, add one step")


def test_where_there_are_no_other_words_the_corrective_says_that_they_can_stay() -> None:
    good = rating("cds.pin", 3, "What went through your mind?")
    alone = judged(good, rating("cds.ground", 0), reply="What went through your mind?").corrective
    assert alone is not None
    title = CDS.criterion("cds.ground").title
    assert alone.text.startswith(
        f"“What went through your mind?” can stay. What is still missing is “{title}”: "
    )
    assert "Replace" not in alone.text


def test_a_named_mistake_needs_words_that_show_it() -> None:
    shown = judged(rating("cds.join", 0, "Anyway.", tags=["debate"])).corrective
    unshown = judged(rating("cds.join", 0, tags=["debate"])).corrective
    assert shown is not None and "argues" in shown.text
    assert unshown is not None and "argues" not in unshown.text


def test_what_only_people_judge_is_not_judged() -> None:
    criteria = [c.model_copy(update={"human_only": c.id == "pin"}) for c in CDS.criteria]
    rubric = CDS.model_copy(update={"criteria": criteria})
    done = judged(rating("cds.pin", 0, "Anyway."), rating("cds.fit", 3, "Anyway."), rubric=rubric)
    assert [r.criterion for r in done.ratings] == ["cds.fit"]
    assert all(claim.criterion == "cds.fit" for claim in done.claims)
    stray = judged(rating("cds.charm", 4, "Anyway."), rating("ags.both", 4, "Anyway."))
    assert stray.ratings == ()


def test_a_criterion_rated_twice_counts_once() -> None:
    done = judged(rating("cds.pin", 1, "Anyway."), rating("cds.pin", 4, "Anyway."))
    assert [(r.criterion, r.level) for r in done.ratings] == [("cds.pin", 1)]


# --- how it reads --------------------------------------------------------------------------------

EVERY = [(r, c) for r in RUBRICS.values() for c in r.criteria if not c.human_only]


@pytest.mark.parametrize("words", ["Ok", "Hmm…", "🙂", "🙂👍🙏", "Why?", "“Never.”", "okay then"])
def test_a_reply_of_a_word_or_two_is_asked_for_more_beside_its_own_words(words: str) -> None:
    for rubric, criterion in EVERY:
        full = rubric.full(criterion)
        others = [rating(rubric.full(c), 0, words) for c in rubric.criteria if c is not criterion]
        for low in (rating(full, 0), rating(full, 1, words)):
            done = judged(low, *others, target=full, reply=words, rubric=rubric)
            assert done.corrective is not None and done.corrective.criterion == full
            assert done.corrective.text.startswith("Say a little more: ")
            assert "“" not in done.corrective.text
            assert scoring.verbatim(done.corrective.quote, {done.corrective.quote.turn: words})
            assert done.claims == (done.corrective,)


@pytest.mark.parametrize("words", ["Ok, go on", "And you feel…?", "“Never, not once.”"])
def test_a_reply_of_three_words_gets_a_corrective_that_reads_as_a_sentence(words: str) -> None:
    for rubric, criterion in EVERY:
        full = rubric.full(criterion)
        done = judged(rating(full, 0), target=full, reply=words, rubric=rubric)
        assert done.corrective is not None
        assert scoring.verbatim(done.corrective.quote, {"t1": words})
        text = done.corrective.text
        assert "{" not in text and "“”" not in text and "““" not in text
        assert text.endswith((".", "?", "!", "”")) and not text.endswith(("..", "?”.", "…”."))


def test_an_empty_reply_gets_no_claim_because_there_is_nothing_to_tie_it_to() -> None:
    for reply in ("", "  \n "):
        assert judged(rating("cds.pin", 0), reply=reply).claims == ()


def test_a_long_quote_is_shortened_where_it_can_still_be_found() -> None:
    long = " ".join(f"word{i}" for i in range(60)) + "."
    claim = judged(rating("cds.pin", 1, long), reply=long).corrective
    assert claim is not None
    assert len(claim.quote.text.split()) == scoring.LONGEST_QUOTE
    assert claim.quote.text in long and "…" in claim.text
    question = "So " + long.rstrip(".") + ", what did that tell you about yourself?"
    claim = judged(rating("cds.pin", 3, question), reply=question).strength
    assert claim is not None
    assert claim.quote.text == "what did that tell you about yourself?"


def test_quotation_marks_inside_a_quote_do_not_collide_with_those_around_it() -> None:
    reply = "You said “never” twice. “Never.”"
    inner = judged(rating("cds.ground", 3, "You said “never” twice."), reply=reply).strength
    assert inner is not None and "“You said ‘never’ twice”" in inner.text
    alone = judged(rating("cds.ground", 3, "“Never.”"), reply=reply).strength
    assert alone is not None and "“Never”" in alone.text


@pytest.mark.parametrize(
    ("case", "stimulus", "reply", "strength", "corrective"),
    [
        (
            "first-panic",
            "s9",
            "That must be so frightening. Have you thought about going to the gym more?",
            None,
            "At “Have you thought about going to the gym more?”, stop and ask",
        ),
        (
            "first-panic",
            "s17",
            "You've had a week of it. In your words, what would you most like to use today for?",
            "You turned a broad topic into something you can both work on",
            "what would you most like to use today for?” invites the client's side of the list",
        ),
        (
            "first-panic",
            "s11",
            "Is it possible you're jumping to conclusions? What's the evidence she'd do that?",
            None,
            "treats something that may well be true as faulty thinking",
        ),
        (
            "first-panic",
            "s12",
            "ok so one guy looked. how do you get from that to they all think im on something",
            "You worked on what this thought really does",
            "put one short sentence that names the feeling",
        ),
        (
            "first-panic",
            "s18",
            "Great, so let's make a start on the bus then.",
            None,
            "ask what the client would add, drop or swap",
        ),
        (
            "first-panic",
            "s8",
            "Avoidance is a safety behaviour that maintains the anxiety. Does that make sense?",
            None,
            "After “Does that make sense?”, stop and ask which part of it fits",
        ),
        (
            "first-panic",
            "s7",
            "Four hours and nobody asked you. What do you think it is? I'd add one thing if you "
            "want it.",
            "You made room for the client before you explained anything",
            None,
        ),
    ],
)
def test_what_a_trainee_is_told_about_a_real_reply_could_be_signed(
    case: str, stimulus: str, reply: str, strength: str | None, corrective: str | None
) -> None:
    asked = CASES[case].stimulus(stimulus)
    rubric = RUBRICS[asked.skill]
    turn = reading.said("t1", reply, asked.text, CODER, asked.key, rubric.sheet(asked.key.sheet))
    found = reading.by_rules(turn, rubric)
    wrong = mistakes([(turn, found)], rubric)
    ratings = [
        reading.together(name, [(turn, one)], wrong.get(name, ())) for name, one in found.items()
    ]
    done = judged(*ratings, target=asked.criterion, reply=reply, rubric=rubric)
    print(
        f"\n+ {done.strength and done.strength.text}\n- {done.corrective and done.corrective.text}"
    )
    assert done.dropped == ()
    if strength is None:
        assert done.strength is None
    else:
        assert done.strength is not None and strength in done.strength.text
    if corrective is not None:
        assert done.corrective is not None and corrective in done.corrective.text


def test_what_changed_between_two_attempts_is_said_without_a_number() -> None:
    said = [
        scoring.change_in_words(b, a) for b, a in ((1, 3), (2, 2), (3, 1), (None, 2), (2, None))
    ]
    assert len(set(said)) == 4 and said[3] == said[4]
    assert "this try reads closer" in said[0] and "same" in said[1] and "first try" in said[2]
    assert not any("second" in text or "two tries" in text for text in said)
    assert not any(c.isdigit() for text in said for c in text)
