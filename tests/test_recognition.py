"""The recognition task is marked as the key and the specification say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from practice import recognition, rubrics
from practice.cases import Distortion, Key, Stimulus

CDS = rubrics.load_all(Path(__file__).parent.parent / "rubrics").items["cds"]


def keyed(primary: str, acceptable: Sequence[str] = (), wrong: Sequence[str] = ()) -> Stimulus:
    line = "She sighed. They all think I'm a fraud."
    return Stimulus(
        id="s1",
        level="beginner",
        cue="Flat",
        context="Early on.",
        text=line,
        skill="cds",
        criterion="cds.fit",
        key=Key(
            labels=Distortion(
                primary=primary, acceptable=list(acceptable), not_acceptable=list(wrong)
            ),
            give_aways=[] if primary == "none" else ["They all think I'm a fraud"],
        ),
    )


MIND = keyed("mind_reading", ["labelling"], ["emotional_reasoning"])
TRUE = keyed("none", [], ["mind_reading"])


@pytest.mark.parametrize(
    ("stimulus", "labels", "credit"),
    [
        (MIND, ["mind_reading"], 1.0),
        (MIND, ["labelling"], 0.7),
        (MIND, ["fortune_telling"], 0.3),  # of the same family
        (MIND, ["emotional_reasoning"], 0.0),  # of the same family, and named as wrong
        (MIND, ["should_statements"], 0.0),
        (MIND, [], 0.0),
        (MIND, ["none"], 0.0),
        (MIND, ["labelling", "mind_reading"], 1.0),
        (MIND, ["should_statements", "labelling", "mind_reading"], 0.8),
        (MIND, ["should_statements", "labelling", "mind_reading", "personalisation"], 0.6),
        (MIND, ["mind_reading", "mind_reading", "mind_reading"], 1.0),
        (MIND, ["should_statements", "personalisation", "mental_filter"], 0.0),
        (TRUE, ["none"], 1.0),
        (TRUE, ["mind_reading"], 0.0),
        (TRUE, ["none", "mind_reading"], 0.0),  # yes and no at once
        (MIND, ["none", "mind_reading"], 1.0),
    ],
)
def test_recognition_is_credited_as_the_specification_says(
    stimulus: Stimulus, labels: list[str], credit: float
) -> None:
    assert recognition.recognise(stimulus, labels, "", CDS).credit == credit


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("They all think I'm a fraud", True),
        ("they all think i’m a fraud!", True),
        ("all think I'm a fraud", True),
        ("She sighed", False),
        ("", False),
    ],
)
def test_found_words_share_half_of_their_words_with_a_give_away(words: str, found: bool) -> None:
    assert recognition.recognise(MIND, ["mind_reading"], words, CDS).found_words is found


def test_the_sentence_about_a_key_names_the_label_and_never_a_number() -> None:
    right = recognition.recognise(MIND, ["mind_reading"], "", CDS).sentence
    wrong = recognition.recognise(MIND, ["should_statements"], "", CDS).sentence
    assert right.startswith("Yes") and "mind reading" in right and "labelling" in right
    assert "mind reading" in wrong and not wrong.startswith("Yes")
    assert recognition.recognise(TRUE, ["none"], "", CDS).sentence.startswith("Yes")
    assert "miss the person" in recognition.recognise(TRUE, ["mind_reading"], "", CDS).sentence
    assert not any(c.isdigit() for c in right + wrong)


def test_a_stimulus_without_a_key_earns_nothing_and_says_so() -> None:
    bare = MIND.model_copy(update={"key": Key()})
    mark = recognition.recognise(bare, ["mind_reading"], "", CDS)
    assert (mark.credit, mark.sentence) == (0, "This one has no key.")


@pytest.mark.parametrize(
    ("labels", "sure", "says"),
    [
        (["should_statements"], 90, "so certain"),
        (["fortune_telling"], 80, "so certain"),
        (["should_statements"], 60, ""),
        (["mind_reading"], 90, ""),
        (["labelling"], 60, ""),
        (["labelling"], 50, "better than you thought"),
    ],
)
def test_a_sentence_says_where_sureness_and_what_was_heard_lie_apart(
    labels: list[str], sure: int, says: str
) -> None:
    told = recognition.sureness(recognition.recognise(MIND, labels, "", CDS), sure)
    assert bool(told) is bool(says)
    assert says in told
