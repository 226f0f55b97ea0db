"""Marks the recognition task: which pattern a thought shows, and the words that carry it.

How sure the trainee was is kept beside the mark and is no part of the credit; where the two lie far
apart, a sentence says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from practice.cases import Stimulus
from practice.record import RecognitionMark
from practice.rubrics import Rubric

NOT_A_DISTORTION = "none"
_CREDIT = {"primary": 1.0, "acceptable": 0.7, "family": 0.3, "no": 0.0}
EXTRA_LABEL = 0.2  # taken off for each label beyond two


def recognise(
    stimulus: Stimulus, labels: Sequence[str], words: str, rubric: Rubric
) -> RecognitionMark:
    """Mark the recognition task: 1.0 primary, 0.7 acceptable, 0.3 same family, 0 otherwise.

    The best of the chosen labels counts, less 0.2 for each beyond two. "Not a distortion" is an
    answer like any other, but beside a label it says yes and no at once and does not count. Found
    words share at least half of their words with a give-away span.
    """
    key = stimulus.key.labels
    if key is None:
        return RecognitionMark(credit=0, found_words=False, sentence="This one has no key.")
    chosen = list(dict.fromkeys(labels))
    if len(chosen) > 1:
        chosen = [label for label in chosen if label != NOT_A_DISTORTION]
    best = max((_label_credit(label, stimulus, rubric) for label in chosen), default=0.0)
    credit = max(0.0, best - EXTRA_LABEL * max(0, len(chosen) - 2))
    found = key.primary == NOT_A_DISTORTION or any(
        _overlap(words, span) >= 0.5 for span in stimulus.key.give_aways
    )
    return RecognitionMark(
        credit=round(credit, 2),
        found_words=found,
        sentence=_recognition_sentence(stimulus, best, rubric),
    )


def _label_credit(label: str, stimulus: Stimulus, rubric: Rubric) -> float:
    key = stimulus.key.labels
    assert key is not None
    if label == key.primary:
        return _CREDIT["primary"]
    if label in key.acceptable:
        return _CREDIT["acceptable"]
    if label in key.not_acceptable:
        return _CREDIT["no"]
    mine, best = rubric.label(label), rubric.label(key.primary)
    return _CREDIT["family"] if mine and best and mine.family == best.family else _CREDIT["no"]


def _recognition_sentence(stimulus: Stimulus, best: float, rubric: Rubric) -> str:
    key = stimulus.key.labels
    assert key is not None
    primary = rubric.label(key.primary)
    if primary is None:
        if best == 1:
            return (
                "Yes: this thought may simply be true, or is a value. "
                "It needs understanding, not correcting."
            )
        return (
            "This thought may simply be true, or is a value; "
            "naming a distortion here would miss the person."
        )
    others = [label.name.lower() for label in map(rubric.label, key.acceptable) if label]
    also = f" Some supervisors would also say {' or '.join(others)}." if others else ""
    if best == 1:
        return f"Yes, most would call this {primary.name.lower()}.{also}"
    if best > 0.5:
        return f"That can be argued; most would call this {primary.name.lower()}.{also}"
    return f"Most would call this {primary.name.lower()}: {lower_first(primary.plain)}{also}"


SURE, UNSURE = 80, 50  # per cent


def sureness(mark: RecognitionMark, sure: int) -> str:
    """A sentence where how sure somebody was and what they heard lie apart; else empty."""
    if mark.credit < _CREDIT["acceptable"] and sure >= SURE:
        return (
            f"You were {sure} % sure. Look at what made it feel so certain: "
            "a near neighbour often sounds right at first."
        )
    if mark.credit >= _CREDIT["acceptable"] and sure <= UNSURE:
        return f"You were {sure} % sure, and your ear was better than you thought."
    return ""


def lower_first(text: str) -> str:
    """The text with a small letter at its beginning."""
    return text[:1].lower() + text[1:]


def _overlap(words: str, span: str) -> float:
    """Share of common words (Dice coefficient, 0 to 1)."""
    a, b = words_of(words), words_of(span)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def words_of(text: str) -> set[str]:
    """The words of a text in small letters, each once."""
    return set(re.findall(r"[\w']+", text.lower().replace("’", "'")))
