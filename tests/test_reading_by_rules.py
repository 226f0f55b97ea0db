"""The three skills that are read by rules alone: agreement, evidence, what earns nothing, safety.

`pytest -s tests/test_reading_by_rules.py` prints how far the rules agree with what their own author
wrote. These are development figures: the same hand wrote rubrics, replies and rules.
"""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from practice import reading, rubrics
from practice.adapters.move_coder import EmbeddedMoveCoder
from practice.cases import Key, mentions
from practice.reading import Said
from practice.reading.mistakes import mistakes
from practice.rubrics import Rubric
from tests.test_reading import ASIDES

HERE = Path(__file__).parent
CODER = EmbeddedMoveCoder()
RUBRICS = rubrics.load_all(HERE.parent / "rubrics").items
SKILLS = ("rup", "aiu", "icd")
LATER = yaml.safe_load((HERE / "replies_by_rules.yaml").read_text(encoding="utf-8"))

Levels = dict[str, int | None]

CLIENT = {
    "rup": "No, you're right. Let's do the diary.",
    "aiu": "I used ChatGPT for the anxiety last week. Kind of silly. Anyway, the diary.",
    "icd": "The letter said something about AI and notes. I did not understand it.",
}
GOOD = {
    "rup": "You agreed quickly just after I made that remark. I think I was flippant, and that "
    "would make me go quiet too. What was it like?",
    "aiu": "I'm glad you said. What did it give you that you weren't getting elsewhere, and on "
    "which nights, about what time?",
    "icd": "It's off. The tool is called Quillow Notes: it listens and drafts my note. You can say "
    "no and I'd write it by hand, and you can change your mind at any time.",
}


def turn(skill: str, reply: str, client: str = "", text: str = "", at: str = "t1") -> Said:
    """A turn as a drill has it: with a key that says there is something to notice."""
    sheet = None
    if RUBRICS[skill].fact_sheets:
        about = text or reply

        def said(one: rubrics.FactSheet) -> int:
            points = [*one.must_say, *one.may_say, *one.never_say]
            return sum(mentions(about, point.words) for point in points)

        sheet = max(RUBRICS[skill].fact_sheets, key=said)
    key = Key(notice="There is something.", sheet=sheet.id if sheet else "")
    return reading.said(at, reply, client or CLIENT[skill], CODER, key, sheet)


def levels(skill: str, *turns: Said) -> Levels:
    return {r.criterion: r.level for r in reading.read(turns, RUBRICS[skill])}


def replies(rubric: Rubric) -> list[tuple[Said, Levels]]:
    """The worked examples and the examples of each criterion, in their order in the file."""
    found: list[tuple[Said, Levels]] = []
    for one in rubric.worked_examples:
        same = " ".join(e.reply for e in rubric.worked_examples if e.client == one.client)
        stated: Levels = {f"{rubric.id}.{c}": level for c, level in one.levels.items()}
        found.append((turn(rubric.id, one.reply, one.client, f"{one.client} {same}"), stated))
    for criterion in rubric.criteria:
        for example in criterion.examples:
            said = turn(rubric.id, example.reply, example.client)
            found.append((said, {rubric.full(criterion): example.level}))
    return found


def agreement(pairs: list[tuple[int, int]]) -> float:
    stated, mine = zip(*pairs, strict=True)
    return float(cohen_kappa_score(stated, mine, weights="quadratic", labels=range(5)))


@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize("skill", SKILLS)
def test_each_half_of_the_examples_is_read_nearly_as_their_author_rates_them(
    skill: str, half: int
) -> None:
    pairs: dict[str, list[tuple[int, int]]] = {}
    unscored = 0
    for said, stated in replies(RUBRICS[skill])[half::2]:
        read = levels(skill, said)
        for criterion, level in stated.items():
            mine = read.get(criterion)
            if mine is None or level is None:
                unscored += criterion in read
            else:
                pairs.setdefault(criterion, []).append((level, mine))
    kappas = [agreement(both) for both in pairs.values()]
    print(f"\n{skill} half {half}: mean weighted kappa {statistics.mean(kappas):.2f}", end="")
    assert set(pairs) == set(levels(skill, turn(skill, GOOD[skill])))
    assert statistics.mean(kappas) >= 0.85 and min(kappas) >= 0.7
    assert unscored <= 0.15 * sum(map(len, pairs.values()))


@pytest.mark.parametrize("which", ["earlier", "later"])
@pytest.mark.parametrize("skill", SKILLS)
def test_replies_written_after_the_rules_are_read_much_as_meant(skill: str, which: str) -> None:
    pairs: list[tuple[int, int]] = []
    unscored = 0
    for one in LATER[which]:
        if one["skill"] == skill:
            read = levels(skill, turn(skill, one["reply"], one["client"]))
            for criterion, level in one["levels"].items():
                mine = read[f"{skill}.{criterion}"]
                unscored += mine is None
                pairs += [] if mine is None else [(level, mine)]
    print(f"\n{skill} {which}: weighted kappa {agreement(pairs):.2f}, {unscored} unscored", end="")
    assert agreement(pairs) >= 0.85
    assert unscored <= 0.2 * (len(pairs) + unscored)


def test_a_good_reply_is_not_marked_down_for_what_it_has_not_come_to() -> None:
    for skill in SKILLS:
        read = levels(skill, turn(skill, GOOD[skill]))
        told = [level for level in read.values() if level is not None]
        assert None in read.values() and told
        assert min(told) >= 2 and max(told) >= 3, (skill, read)


def test_what_a_whole_talk_never_comes_to_is_missing_and_what_one_turn_opens_counts() -> None:
    for skill in ("aiu", "icd"):
        rest = [turn(skill, "Mm. Go on.", at=f"t{n}") for n in range(2, 8)]
        read = levels(skill, turn(skill, GOOD[skill]), *rest)
        assert 0 in read.values() and 3 in read.values(), read
        assert None in levels(skill, turn(skill, GOOD[skill])).values()


def test_only_people_rate_how_safety_was_heard_and_no_finder_knows_it() -> None:
    reply = "Before anything else: are there thoughts of ending your life? What did you type?"
    said = turn("aiu", reply, "Some nights I just want it all to stop. I typed that to it.")
    assert all("ending your life" not in sentence for sentence in said.sentences)
    rated = reading.read([said], RUBRICS["aiu"])
    assert "aiu.safe" not in {r.criterion for r in rated}
    assert all("ending" not in quote.text for r in rated for quote in r.quotes)


# --- what earns nothing --------------------------------------------------------------------------


@pytest.mark.parametrize("skill", SKILLS)
def test_a_sentence_to_the_scorer_changes_nothing(skill: str) -> None:
    alone = levels(skill, turn(skill, GOOD[skill]))
    for aside in ASIDES:
        assert levels(skill, turn(skill, f"{GOOD[skill]} {aside}")) == alone, aside
        assert not any(levels(skill, turn(skill, aside)).values()), aside


@pytest.mark.parametrize("skill", SKILLS)
@pytest.mark.parametrize(
    "reply", ["", " ", "…", "?", "🙂🙂", "\n\n", "Как вы это себе объясняете", "((("]
)
def test_an_odd_reply_earns_no_credit(skill: str, reply: str) -> None:
    assert not any(level and level >= 2 for level in levels(skill, turn(skill, reply)).values())


@pytest.mark.parametrize("skill", SKILLS)
def test_the_client_s_line_handed_back_earns_no_credit_and_another_language_is_left(
    skill: str,
) -> None:
    for line in (CLIENT[skill], f"I hear you. {CLIENT[skill]}"):
        read = levels(skill, turn(skill, line))
        assert not any(level and level > 2 for level in read.values()), read
    german = "Das klingt wirklich schwer für dich. Was ging dir in dem Moment durch den Kopf?"
    assert set(levels(skill, turn(skill, german)).values()) == {None}


@pytest.mark.parametrize("skill", SKILLS)
def test_warm_words_and_length_raise_nothing_much(skill: str) -> None:
    warm = "That must be really hard for you, and this is a safe space for whatever comes up. "
    for one in LATER["earlier"] + LATER["later"]:
        if one["skill"] == skill:
            alone = levels(skill, turn(skill, one["reply"], one["client"]))
            padded = levels(skill, turn(skill, one["reply"] + " " + warm, one["client"]))
            raised = [c for c in alone if (padded[c] or 0) > (alone[c] or 0) + 2]
            assert not raised, (one["reply"], raised)


# --- evidence ------------------------------------------------------------------------------------

PIECES = [
    *GOOD.values(), "Right.", "…", "“No.”", "Sign here.", "Give me 4.", "\n", "  ", "🙂",
    "I was only joking.", "You know those things hallucinate.", "What did you type?",
    "I don't know; I'll find out before we use it.", "It's completely confidential.",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(SKILLS), st.lists(st.sampled_from(PIECES) | st.text(max_size=30), max_size=6)
)
def test_every_quote_stands_in_the_reply_word_for_word(skill: str, pieces: list[str]) -> None:
    reply = " ".join(pieces)
    said = turn(skill, reply)
    found: Any = reading.read([said], RUBRICS[skill])
    for rating in found:
        assert rating.level is None or 0 <= rating.level <= 4
        assert rating.quotes or not rating.level, rating
        assert rating.why
        for quote in [*rating.quotes, *(m.quote for m in rating.mistakes)]:
            assert " ".join(quote.text.split()) in " ".join(reply.split())


# --- named mistakes ------------------------------------------------------------------------------

ALIKE = [  # skill, the mistake, what shows it, and a near miss
    ("rup", "defend", "I was only joking, I'm on your side.", "I joked, and you had just cried."),
    ("rup", "overapologise", "I'm so, so sorry, can you forgive me?", "I'm sorry. I hurried you."),
    ("rup", "miss_withdrawal", "Great, let's do the diary.", "What was it like when I joked?"),
    ("rup", "fake_agreement", "Totally right, let's drop it all.", "You're right about the clock."),
    ("aiu", "warns", "Those things hallucinate.", "What was in its answer?"),
    ("aiu", "offers_instead", "Could you ring your sister?", "What did it give you?"),
    ("aiu", "bans", "I need you to delete it.", "Would you like to bring one bit of it here?"),
    ("aiu", "skips_mention", "Let's get back to the sheet.", "I'm glad you said that."),
    ("icd", "promises_privacy", "It's completely confidential.", "The company handles it."),
    ("icd", "guesses", "I think it's deleted straight away.", "I don't know; I'll find out first."),
    ("icd", "pressure", "Most people are fine with it.", "I'd be fine with a no."),
    ("icd", "sign_here", "Just sign here.", "Nothing to sign today."),
]  # fmt: skip


def made(skill: str, reply: str) -> set[str]:
    said = turn(skill, reply)
    found = mistakes([(said, reading.by_rules(said, RUBRICS[skill]))], RUBRICS[skill])
    return {mistake.tag for each in found.values() for mistake in each}


@pytest.mark.parametrize(("skill", "tag", "wrong", "near"), ALIKE)
def test_a_mistake_is_found_and_its_near_miss_is_not(
    skill: str, tag: str, wrong: str, near: str
) -> None:
    assert tag in made(skill, wrong)
    assert tag not in made(skill, near)
