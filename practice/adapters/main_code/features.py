"""What is looked at in a turn to tell its main code, hashed into a fixed number of places.

Words and pieces of words of the turn, how its sentences are put, what the client said just before,
and the moves that the patterns found. Only the places are learnt from; no word can be read back.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import log1p, sqrt

import numpy as np
from numpy.typing import NDArray

from practice.adapters import wording
from practice.adapters.main_code.sentences import ABOUT, WORD, put, without_fillers
from practice.moves import Coded, Move

PLACES = 1 << 16
_LONGEST = 3000  # characters of a turn, and of what was said before it, that are looked at

_PLAIN = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\n": " ", "\r": " "})
_SENTENCE = re.compile(r"(?<=[.?!])\s+|\s-+\s")
# What a transcript of speech adds and a typed reply does not have: fillers, stutters, noises.
_NOISE = re.compile(r"\[[^\]]{0,80}\]|\b(?:u[hm]|er|u?hm|erm)\b[,.]?")
_STUTTER = re.compile(
    r"\b([\w']{1,20}(?: [\w']{1,20})?)(?:,? |-{1,2} ?)(?=\1\b)|\b(\w{1,3})-(?=\2)"
)
_BROKEN_OFF = ("-", "\u2013", "\u2014")

_SHAPES = {
    "open": wording.OPEN, "closed": wording.CLOSED, "yes or no": wording.YES_OR_NO,
    "bare": wording.BARE_INVERSION, "heard": wording.HEARD, "about you": wording.ABOUT_YOU,
    "with you": wording.WITH_YOU, "from me": wording.FROM_ME, "meaning": wording.MEANING,
    "so far": wording.SO_FAR, "listed": wording.LISTED, "jargon": wording.JARGON,
    "task": wording.TASK,
}  # fmt: skip
_SMALL = frozenset(
    WORD.findall(
        "a about and are as at be but by do for from have i if in is it it's just like me my not "
        "of on or so that the then there they this to was we well with yeah you your you're okay "
        "know"
    )
)
_SORTS = {
    Move.OPEN_QUESTION: "asks", Move.CLOSED_QUESTION: "asks",
    Move.SIMPLE_REFLECTION: "mirrors", Move.COMPLEX_REFLECTION: "mirrors", Move.SUMMARY: "mirrors",
    Move.INFORMATION: "tells", Move.ADVICE: "tells", Move.ADVICE_WITH_PERMISSION: "tells",
    Move.LECTURE: "tells",
}  # fmt: skip

Weighed = dict[str, float]


def features(text: str, before: str, coded: Sequence[Coded]) -> Weighed:
    """Everything that is looked at, by name, and how much of it there is."""
    said, heard = plain(text), plain(before)
    words, client = WORD.findall(said), WORD.findall(heard)
    sentences = [part for part in _SENTENCE.split(said) if WORD.search(part)]
    found = {
        **_wording(words, client, sentences),
        **_shape(sentences),
        **_size(said, words),
        **_answer(words, heard, client),
        **_moves(text, coded),
    }
    return {name: value for name, value in found.items() if value}


def plain(text: str) -> str:
    """Small letters, straight quotes, and none of the noise of a transcript."""
    lower = text[:_LONGEST].lower().translate(_PLAIN)
    return " ".join(_STUTTER.sub("", _NOISE.sub(" ", lower)).split())


def hashed(found: Mapping[str, float]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The place of each feature, by CRC-32 of its name, and its value."""
    places = [zlib.crc32(name.encode()) % PLACES for name in found]
    return np.array(places, dtype=np.int64), np.array(list(found.values()), dtype=float)


def _evenly(sort: str, names: Iterable[str], weight: float = 1.0) -> Weighed:
    """Each name once; together they weigh the same however many there are."""
    once = dict.fromkeys(names)  # in the order of the words, so that learning can be repeated
    return {f"{sort} {name}": weight / sqrt(len(once)) for name in once}


def _wording(words: Sequence[str], client: Sequence[str], sentences: Sequence[str]) -> Weighed:
    """Words, pairs of words and pieces of words; how the turn and its sentences begin and end."""
    framed = ["<", *words, ">"]
    whole = f" {' '.join(words)} "
    pieces = (whole[at : at + n] for n in (3, 4, 5) for at in range(len(whole) - n + 1))
    last = WORD.findall(sentences[-1]) if sentences else []
    asked = [WORD.findall(sentence)[:2] for sentence in sentences if "?" in sentence]
    return {
        **_evenly("word", words),
        **_evenly("pair", (" ".join(pair) for pair in pairwise(framed))),
        **_evenly("piece", pieces, 0.7),
        **_evenly("client", client),
        **_evenly("begins", (" ".join(words[:n]) for n in (1, 2, 3))),
        **_evenly("ends", (" ".join(words[-n:]) for n in (1, 2))),
        **_evenly("last", last),
        **_evenly("last begins", (" ".join(last[:n]) for n in (1, 2, 3))),
        **_evenly("asks", (" ".join(some[:n]) for some in asked for n in (1, 2))),
    }


def _shape(sentences: Sequence[str]) -> Weighed:
    """How the sentences are put, how much of the turn each sort takes up, and in what order."""
    each = [put(sentence) for sentence in sentences]
    length = sum(one.words for one in each) or 1
    found: dict[str, float] = {}
    for one in each:
        share = 0.25 + 0.25 * one.words / length
        for name in (f"put {one.how}", f"put {one.how} {one.about}"):
            found[name] = found.get(name, 0) + share
    if each:
        marks = [f"first put {each[0].how}", f"last put {each[-1].how}"]
        marks += [f"last put {each[-1].how} {each[-1].about}"]
        found |= dict.fromkeys(marks, 0.5)
        found["tag"] = 0.5 * any(one.tag for one in each)
    work = [one for one in each if one.how not in {"token", "nothing"}]
    if work:
        order = "-".join(one.how for one in work[-2:])
        marks = [f"work {work[0].how} {work[0].about}", f"order {order}"]
        found |= dict.fromkeys(marks, 0.5)
        stated = [one.words for one in work if one.how == "statement"]
        found["one sentence"] = 0.5 * (len(work) == 1)
        found["statements"] = log1p(len(stated)) / 2
        found["stated words"] = log1p(sum(stated)) / 6
    bare = [" ".join(without_fillers(sentence)) for sentence in sentences]
    for name, pattern in _SHAPES.items():
        found[f"shape {name}"] = min(2, sum(bool(pattern.search(one)) for one in bare)) / 2
    return found


def _size(said: str, words: Sequence[str]) -> Weighed:
    length = len(words)
    return {
        "always": 1.0,
        "question mark": float("?" in said),
        "ends in a question mark": float(said.endswith("?")),
        "question marks": min(3, said.count("?")) / 3,
        "length": log1p(length) / 3,
        **{f"at most {n}": float(length <= n) for n in (1, 2, 4)},
        **{f"at least {n}": float(length >= n) for n in (8, 20, 50, 100)},
        "goes on": 0.5 * said.startswith(_BROKEN_OFF),
        "broken off": 0.5 * said.endswith(_BROKEN_OFF),
        "you": _share(words, "you"),
        "me": _share(words, "me") + _share(words, "us"),
    }


def _share(words: Sequence[str], about: str) -> float:
    return sum(ABOUT.get(word) == about for word in words) / max(1, len(words))


def _answer(words: Sequence[str], heard: str, client: Sequence[str]) -> Weighed:
    """What the client had just said, and how much of it comes back."""
    theirs = {word[:5] for word in client if word not in _SMALL}
    carries = [word for word in words if word not in _SMALL]
    back = sum(word[:5] in theirs for word in carries)
    return {
        "client asks": float("?" in heard),
        "client length": log1p(len(client)) / 3,
        "client token": float(len(client) <= 2),
        "client silent": float(not client),
        "client broken off": float(heard.endswith(_BROKEN_OFF)),
        "given back": back / max(1, len(carries)),
        "words given back": min(5, back) / 5,
    }


def _moves(text: str, coded: Sequence[Coded]) -> Weighed:
    """The moves that the patterns found, and how much of the turn each sort takes up."""
    found = {f"move {one.move}": one.p for one in coded}
    for one in coded:
        name = f"share {_SORTS.get(one.move, 'other')}"
        found[name] = min(1.0, found.get(name, 0) + len(one.quote) / max(1, len(text)))
    if coded:
        found[f"last move {_SORTS.get(coded[-1].move, 'other')}"] = 1.0
    return found
