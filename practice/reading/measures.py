"""One turn in numbers: what the learnt weights look at.

The rules' own levels, the moves, how the turn is built, whose words it uses, small words, and with
a sentence model what it means. No word of a client's story is a measure of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from practice.moves import Move
from practice.reading.text import COMMON, words
from practice.reading.turn import Found, Said
from practice.rubrics import Rubric

Numbers = NDArray[np.float64]
SIZE = 384  # numbers in a sentence's vector
MOST = 24  # sentences whose meaning is looked at: reading stays quick whatever is pasted
LONG, TOO_LONG = 60, 95  # words

KINDS, ALIKE = 512, 1.25  # kinds of turn, and how far apart two builds may be to be of one
_NEARS = 19
_DIGIT = re.compile(r"\d")
_VOWELS = re.compile(r"[aeiouy]+")
_LEARNED = re.compile(
    r"(?:[ts]ion|ment|ity|ive|ology|ical|[ae]nce|ism|i[sz]ed|ate|ular|ous|[ae]ncy)s?$"
)
_PEOPLE = (
    ("you", "your", "you're", "you've", "you'd"),
    ("i", "i'm", "i've", "i'd", "i'll", "me", "my"),
    ("we", "we'll", "we're", "us", "our", "let's"),
)
# Words that carry how something is said and not what it is about.
HOW = (
    "you", "your", "i", "we", "us", "it", "that", "what", "which", "how", "why", "when", "and",
    "or", "but", "so", "if", "because", "since", "as", "might", "may", "maybe", "could", "perhaps",
    "would", "should", "need", "must", "try", "just", "don't", "not", "never", "always", "most",
    "people", "everyone", "we'll", "let's", "i'd", "i'll", "you'd", "own", "sure", "think", "mean",
    "say", "said", "tell", "know", "feel", "want", "like", "first", "then", "next", "week", "time",
    "minutes", "today", "before", "after", "ok", "okay", "fit", "wrong", "off", "sorry", "real",
)  # fmt: skip


class Meaning(Protocol):
    """What the scorer asks of a sentence model; `adapters.meaning` has the real one."""

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of unit length for each text."""
        ...


def measures(
    s: Said, found: Mapping[str, Found], rubric: Rubric, meaning: Meaning | None
) -> dict[str, Numbers]:
    """The measures of a turn by group; `found` is what the rules of one skill say of it."""
    built = _built(s)
    groups = {
        "rules": _rules(found),
        "moves": np.array([max((c.p for c in s.moves.get(m, ())), default=0.0) for m in Move]),
        "built": built,
        "kinds": _kinds(built),
        "words": _how(s),
        "easy": _easy(s),
    }
    return {**groups, **(_meant(s, rubric, meaning) if meaning else {})}


MEANT = frozenset({"whole", "asked", "first", "last", "real", "near"})  # by a sentence model


def _rules(found: Mapping[str, Found]) -> Numbers:
    """A level in several ways, so that what it is worth need not grow evenly."""
    rows = []
    for one in found.values():
        level = one.level or 0
        none = one.level is None
        rows += [-0.5 if none else level / 2, float(none), float(level >= 2), float(level >= 3)]
    return np.array(rows)


def _built(s: Said) -> Numbers:
    """How a turn is built, whose words are in it, and what of the author's key it takes up."""
    many, told = len(s.sentences), [word for word in s.text.lower().split() if word]
    count, some = len(told), max(1, len(told))
    marked = [x.rstrip("”\"'’) ").endswith("?") for x in s.sentences] or [False]
    shared, key = len(s.mine & s.theirs), s.key
    must, may, never = s.points
    sheet_musts = len(s.sheet.must_say) if s.sheet else 1
    return np.array(
        [
            np.log1p(count), count / 100, count < 8, max(0, count - LONG) / LONG,
            max(0, count - TOO_LONG) / TOO_LONG, many / 5, count / max(1, many) / 15,
            sum(marked) / 3, any(marked), marked[-1], marked[0], sum(marked) / max(1, many),
            len(s.asks) / 3, bool(s.asks),
            shared / 4, shared / max(1, len(s.theirs)), shared / max(1, len(s.mine)),
            len(s.mine) / 20, s.lifted[0] / 5, min(s.lifted[0], 3) / 3, s.thought[0],
            bool(s.quoted()[0]), s.echo,
            len(s.items) / 3, len(s.items) / len(key.items) if key.items else 0,
            len(must) / 3, len(must) / sheet_musts, len(may) / 2, bool(never),
            max((s.mirrored(x)[0] for x in key.give_aways), default=0),
            max((s.mirrored(x)[0] for x in key.own_words), default=0),
            s.mirrored(key.misconception)[0] if key.misconception else 0,
            s.may_be_true,
            sum(len(x) >= 8 for x in told) / some * 5, sum(len(x) >= 10 for x in told) / some * 8,
            s.text.count(",") / some * 10, s.text.count("!") / 2, bool(_DIGIT.search(s.text)),
            np.log1p(len(s.client.split())) / 4,
        ],
        dtype=np.float64,
    )  # fmt: skip


def _how(s: Said) -> Numbers:
    """How often each small word occurs, for the length of the turn."""
    said = words(s.text)
    often = np.array([min(3, said.count(w)) for w in HOW], dtype=np.float64)
    return often / float(np.sqrt(max(8, len(said))))


def _easy(s: Said) -> Numbers:
    """How easy the words are, and whose turn it is about."""
    said = words(s.text)
    count = max(1, len(said))
    asks = set(s.asks)
    long = [len(sentence.split()) for sentence in s.sentences] or [0]
    told = [n for n, sentence in zip(long, s.sentences, strict=False) if sentence not in asks]
    beats = [max(1, len(_VOWELS.findall(word.removesuffix("e")))) for word in said] or [1]
    return np.array(
        [
            np.mean(beats), sum(n >= 3 for n in beats) / count * 5,
            sum(len(w) > 6 and bool(_LEARNED.search(w)) for w in said) / count * 8,
            max(long) / 30, len(told) / 4, sum(told) / 80, len(set(said) - COMMON) / 30,
            sum(w in COMMON for w in said) / count, count > 80, count > 110,
            *(sum(w in people for w in said) / count * 5 for people in _PEOPLE),
        ],
        dtype=np.float64,
    )  # fmt: skip


def _meant(s: Said, rubric: Rubric, meaning: Meaning) -> dict[str, Numbers]:
    """The meaning of the whole, of its first and last words, of what it asks, and of the whole once
    more where the client's thought may simply be true; and how near it comes to the client and to
    what the author knows.
    """
    some = s.sentences[:MOST]
    if not some:
        nothing = np.zeros(SIZE)
        vectors = dict.fromkeys(("whole", "asked", "first", "last", "real"), nothing)
        return {**vectors, "near": np.zeros(_NEARS)}
    each = meaning.vectors(some).astype(np.float64)
    long = np.array([len(sentence.split()) for sentence in some], dtype=np.float64)
    asks = set(s.asks)
    questions = [row for row, sentence in zip(each, some, strict=True) if sentence in asks]
    whole = long @ each / long.sum()
    return {
        "whole": whole,
        "asked": np.mean(questions, axis=0) if questions else np.zeros(SIZE),
        "first": each[0],
        "last": each[-1],
        "real": whole * s.may_be_true,
        "near": _near(each, s, rubric, meaning),
    }


@cache
def _directions(size: int) -> tuple[Numbers, Numbers]:
    """Fixed random directions and places to start; the same on every machine."""
    drawn = np.random.RandomState(6)  # the legacy generator, whose numbers never change
    return drawn.standard_normal((size, KINDS)) / ALIKE, drawn.uniform(0, 2 * np.pi, KINDS)


def _kinds(built: Numbers) -> Numbers:
    """Which kind of turn it is by its build: random Fourier features of a Gaussian kernel.

    Two turns are alike in them as far as they are alike in all of their build at once. A. Rahimi,
    B. Recht, Random features for large-scale kernel machines (2007).
    """
    directions, starts = _directions(len(built))
    return np.asarray(np.cos(built @ directions + starts))


def _near(each: Numbers, s: Said, rubric: Rubric, meaning: Meaning) -> Numbers:
    """How near the nearest sentence comes to the client's line and to each part of the key."""

    def to(texts: Sequence[str]) -> Numbers:
        rows = meaning.vectors([s.client, *texts]).astype(np.float64)[1:]
        return (each @ rows.T).max(axis=0) if texts else np.zeros(1)

    key, sheet = s.key, s.sheet
    must = to([p.says for p in sheet.must_say] if sheet else [])
    may = to([p.says for p in sheet.may_say] if sheet else [])
    never = to([p.says for p in sheet.never_say] if sheet else [])
    thought = to([text for text in (key.thought, *key.give_aways) if text])
    fits = {key.labels.primary, *key.labels.acceptable} if key.labels else set()
    own = to([label.plain for label in rubric.labels if label.id in fits])
    other = to([label.plain for label in rubric.labels if label.id not in fits])
    items = to([item.name for item in key.items])
    put_back = to([item.name for item in key.items if item.hesitant])
    return np.array(
        [
            to([s.client])[0], must.max(), must.mean(), must.min(), may.max(),
            never.max(), never.mean(), must.max() - never.max(), must.mean() - never.mean(),
            to([key.misconception] if key.misconception else [])[0],
            thought.max(), thought.mean(), own.max(), other.max(), own.max() - other.max(),
            items.max(), items.mean(), items.min(), put_back.max(),
        ]
    )  # fmt: skip
