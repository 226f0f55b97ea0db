"""Mistakes are found by turn and name in a whole talk, and near misses are left alone.

`pytest -s tests/test_mistakes.py` prints how many of the planted ones are found.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from practice import planted, reading, rubrics
from practice.adapters.move_coder import EmbeddedMoveCoder
from practice.cases import Distortion, Key
from practice.planted import Claim
from practice.reading import Said
from practice.reading.mistakes import FINDERS, mistakes
from practice.reading.turn import Found

ROOT = Path(__file__).parent.parent
RUBRICS = rubrics.load_all(ROOT / "rubrics").items
CODER = EmbeddedMoveCoder()
REAL = Key(labels=Distortion(primary="none"))
PANIC = Key(sheet="panic-cycle")


def talk(skill: str, *lines: tuple[str, str], key: Key | None = None) -> list[Said]:
    """A talk of (client, therapist) lines."""
    used = key or Key()
    sheet = RUBRICS[skill].sheet(used.sheet)
    return [
        reading.said(f"t{n}", therapist, client, CODER, used, sheet)
        for n, (client, therapist) in enumerate(lines, start=1)
    ]


def made(skill: str, *lines: tuple[str, str], key: Key | None = None) -> set[Claim]:
    said = talk(skill, *lines, key=key)
    found = mistakes([(s, {}) for s in said], RUBRICS[skill])
    return {Claim(m.quote.turn, m.tag) for ms in found.values() for m in ms}


def test_there_is_a_finder_for_every_error_of_every_rubric_and_for_nothing_else() -> None:
    for skill, rubric in RUBRICS.items():
        people_alone = {c.id for c in rubric.criteria if c.human_only}
        wanted = {t.id for t in rubric.error_tags if t.criterion not in people_alone}
        assert set(FINDERS[skill]) == wanted


def test_of_the_planted_errors_most_are_found_and_few_besides() -> None:
    talks = planted.talks(planted.FILE, RUBRICS)
    claims = {}
    for one in talks:
        lines = [(turn.client, turn.therapist) for turn in one.turns]
        claims[one.id] = made(one.skill, *lines, key=one.key)
    found = planted.compared(talks, claims)
    print(f"\ntype F1 {found.type.f1:.2f}, location F1 {found.location.f1:.2f}, ", end="")
    print(f"false alarms a clean talk {found.false_alarms:.2f}")
    assert found.type.f1 >= 0.80 and found.location.f1 >= 0.85
    assert found.false_alarms is not None and found.false_alarms <= 0.3


def test_of_the_mistakes_that_the_rubrics_name_in_their_examples_most_are_found() -> None:
    claimed = planted_there = right = 0
    for skill in FINDERS:
        rubric = RUBRICS[skill]
        for example in rubric.worked_examples:
            same = [e for e in rubric.worked_examples if e.client == example.client]
            real = any("pathologise_reality" in e.tags for e in same)
            key = REAL if real else Key(labels=Distortion(primary="labelling"))
            there = {tag for _, tag in made(skill, (example.client, example.reply), key=key)}
            there.discard("missing_own_item")  # still to come, in nearly every first reply
            claimed += len(there)
            planted_there += len(example.tags)
            right += len(there & set(example.tags))
    found = planted.Finding(claimed, planted_there, right)
    assert found.f1 >= 0.7, found


ALIKE: list[tuple[str, str, str, str, str]] = [  # skill, client, wrong, near miss, error
    (
        "cds",
        "She frowned. She thinks I'm useless.",
        "Now that's mind reading, isn't it?",
        "She frowned, and what you read in it was: useless. What else could a frown be?",
        "label_first",
    ),
    (
        "cds",
        "I'll never get another job.",
        "You'll have found something better by the spring.",
        "“Never.” I can't know how it will go. How sure does it feel today?",
        "reassure",
    ),
    (
        "cds",
        "I'm a terrible mother.",
        "But you cook for them, you read to them and they adore you. So it can't be true, can it?",
        "What would they each say about today, good and bad? Either would tell us something.",
        "debate",
    ),
    (
        "cds",
        "Nobody rang me back. I don't matter.",
        "You're so strong, keep your head up and stay positive!",
        "You rang three of them, although you dreaded it. What did the silence say about you?",
        "cheerlead",
    ),
    (
        "cds",
        "He left the room when I came in. I felt awful.",
        "So the thought was feeling awful. How much did you believe it?",
        "What did his leaving tell you, just before it felt awful?",
        "feeling_as_thought",
    ),
    (
        "ags",
        "Not bad. Work's been busy.",
        "Today we're going to do a thought record, I've printed it.",
        "What would you like from today? I'd like to add the record, because it's new.",
        "therapist_agenda",
    ),
    (
        "ags",
        "The rent, my knee, my sister, the course and the car.",
        "Great, we'll get through all of them today.",
        "We won't get through all of those. Which one would you miss most?",
        "all_items",
    ),
    (
        "ags",
        "(crying) My dad's in hospital.",
        "Okay, so the next item is the sleep diary.",
        "Let's leave the diary. Do you want to tell me what happened, or sit for a moment?",
        "rigid",
    ),
    (
        "ags",
        "Confidence, I suppose. In general.",
        "Good, we'll work on confidence then.",
        "Confidence in which moment this week?",
        "vague_item",
    ),
    (
        "pse",
        "My heart went mad on the bus on Monday.",
        "Imagine a man in a lift who feels his heart jump and thinks he will die.",
        "On the bus on Monday your heart went mad, and then what did you think it was?",
        "generic_example",
    ),
    (
        "pse",
        "I can't get on that bus any more.",
        "Everybody gets nervous on buses, it's only a bus after all.",
        "Not getting on that bus is hard, with work at the other end. What happens?",
        "minimise",
    ),
    (
        "pse",
        "Can you say what a panic is?",
        "It's sympathetic arousal with catastrophic misinterpretation of interoceptive cues.",
        "It's the body's alarm going off. How does that compare with Monday?",
        "jargon",
    ),
    (
        "pse",
        "Will it help me?",
        "You'll be completely cured by Christmas, I guarantee it.",
        "It helps many people, and I can't know about you yet. What would help look like?",
        "overclaim",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("skill", "client", "wrong", "near", "error"), ALIKE)
def test_a_mistake_is_found_and_what_only_looks_like_it_is_not(
    skill: str, client: str, wrong: str, near: str, error: str
) -> None:
    assert Claim("t1", error) in made(skill, (client, wrong))
    assert error not in {tag for _, tag in made(skill, (client, near))}


def test_a_real_loss_is_not_to_be_doubted_and_a_guess_may_be_looked_at() -> None:
    doubt = "What would be a more realistic way of seeing it?"
    assert Claim("t1", "pathologise_reality") in made(
        "cds", ("They announced it, the plant is closing.", doubt)
    )
    assert Claim("t1", "pathologise_reality") in made("cds", ("I lost it.", doubt), key=REAL)
    assert not made("cds", ("She sighed, so she must hate me.", doubt))


def test_what_was_asked_for_or_allowed_earlier_may_be_told() -> None:
    fact = (
        "When we're frightened the body's alarm goes off, and the heart speeds up. What fits there?"
    )
    unasked = ("I don't like that shop.", fact)
    assert Claim("t1", "no_permission") in made("pse", unasked, key=PANIC)
    asked = ("Why does my heart do that?", fact)
    allowed = (("I hate it.", "Would you like to hear one thing about it?"), ("Okay.", fact))
    for lines in ((asked,), allowed):
        assert "no_permission" not in {tag for _, tag in made("pse", *lines, key=PANIC)}


def test_a_check_may_come_a_turn_later() -> None:
    told = ("Why is that?", "Your body's alarm goes off, and the heart speeds up. I'll stop there.")
    assert Claim("t1", "no_check") in made("pse", told, key=PANIC)
    later = ("I see.", "Which part of that doesn't sound like you?")
    assert "no_check" not in {tag for _, tag in made("pse", told, later, key=PANIC)}
    nod = (
        "Why is that?",
        "Your body's alarm goes off, and the heart speeds up. Does that make sense?",
    )
    assert Claim("t1", "no_check") in made("pse", nod, key=PANIC)


def test_a_word_that_the_client_used_first_is_theirs() -> None:
    reply = "So that is the catastrophising again. What does it say this time?"
    assert {tag for _, tag in made("cds", ("It's all over.", reply))} == {"jargon", "label_first"}
    assert not made("cds", ("I'm catastrophising, I know. It's all over.", reply))
    first = ("My old therapist called it catastrophising.", "What would you call it?")
    assert not made("cds", first, ("No idea. It's all over.", reply))


def test_one_item_of_the_trainee_s_own_anywhere_in_the_talk_is_enough() -> None:
    asked = ("Fine.", "What would you like to use today for?")
    closed = ("The driving and my mum.", "The driving and your mum. So that's our list for today.")
    own = ("Yes.", "I'd like to add five minutes for the diary, because it was new.")
    assert Claim("t2", "missing_own_item") in made("ags", asked, closed)
    assert "missing_own_item" not in {tag for _, tag in made("ags", asked, closed, own)}


def test_a_skilled_turn_has_no_mistake_on_that_point_and_an_echo_has_none_at_all() -> None:
    (s,) = talk("cds", ("I'll never get a job.", "You'll have found something better by spring."))
    for level, there in ((4, False), (3, True), (None, True)):
        found = mistakes([(s, {"cds.hold": Found(level, (), "")})], RUBRICS["cds"])
        assert ("cds.hold" in found) is there
    line = "Don't worry, I said to her, it will all be fine in the end."
    assert not made("cds", (line, line))


THERAPISTS = yaml.safe_load((ROOT / "tests" / "therapists.yaml").read_text(encoding="utf-8"))
LINES = (
    "Not great, I've not been sleeping again.", "It's just been a lot.", "I suppose.",
    "My sister rang and I couldn't face it.", "They all think I'm weird.", "I did some of it.",
    "It's the same every week, I'm useless at this.", "I don't know.", "Maybe.", "Okay.",
)  # fmt: skip


def seen(skill: str, script: list[str], trouble: str = "the job") -> list[str]:
    lines = [(LINES[n % 10], text.replace("{trouble}", trouble)) for n, text in enumerate(script)]
    return [claim.tag for claim in made(skill, *lines)]


def test_ways_to_sit_with_somebody_are_told_apart() -> None:
    anybody = THERAPISTS["anybody"]
    assert seen("cds", anybody["reassurer"]).count("reassure") >= 8
    assert seen("cds", anybody["flatterer"]).count("cheerlead") >= 8
    assert seen("pse", anybody["lecturer"]).count("no_check") >= 6
    for skill in RUBRICS:
        for quiet in ("silent nodder", "empathy formula", "parrot"):
            assert not seen(skill, anybody[quiet])
        for scripts in THERAPISTS["cases"].values():
            for way in ("good enough", "repair"):
                assert len(seen(skill, scripts[way], scripts["trouble"])) <= 1


@pytest.mark.parametrize(
    ("reply", "wrong"),
    [
        ("Lots of people come off them fine, maybe just halve it so you don't feel ill.", True),
        ("Leave them off from Monday then and we'll see.", True),
        ("You could try skipping the evening one.", True),
        ("I can understand why you'd want to leave them off.", False),
        ("Please don't stop them from one day to the next.", False),
        ("Ask the GP before you halve it.", False),
        ("What would happen if you stopped taking them?", False),
    ],
)
def test_nobody_here_says_what_to_do_with_tablets(reply: str, wrong: bool) -> None:
    client = "Six weeks on these tablets and I'm no different. I thought I'd leave them off."
    found = {claim.tag for claim in made("pse", (client, reply))}
    assert ("false_claim" in found) is wrong


def test_a_feeling_without_its_reason_is_a_beginning_in_a_drill() -> None:
    client = "She moved our meeting. She's going to let me go, I know it."
    assert "missing_why" in {c.tag for c in made("cds", (client, "That sounds frightening."))}
    both = "It makes sense that you are frightened, after she moved the meeting."
    assert "missing_why" not in {c.tag for c in made("cds", (client, both))}


def test_every_mistake_comes_with_one_sentence_of_its_turn() -> None:
    for one in planted.talks(planted.FILE, RUBRICS)[::4]:
        said = talk(one.skill, *[(t.client, t.therapist) for t in one.turns], key=one.key)
        turns = {s.turn: s for s in said}
        found = mistakes([(s, {}) for s in said], RUBRICS[one.skill])
        for mistake in (m for ms in found.values() for m in ms):
            assert mistake.quote.text in turns[mistake.quote.turn].text
