"""How a sentence is put: as a question and which, as a statement and about whom, as a token."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

WORD = re.compile(r"[a-z0-9']+|[?!]")


def _words(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text))


_FILLERS = _words(
    "so and but okay ok well um uh er hmm mm mhm right yeah yes now then oh great alright sure "
    "good hm all no"
)
_SKIPPED = _FILLERS | {""}
_TOKENS = _FILLERS | _words("cool wow nice excellent perfect interesting")
_OPENS = _words("what how why what's how's how'd what'd")
_PLACES_IT = _words("when where who which whose")
_INVERTS = _words(
    "is are was were am do does did have has had can could would will should shall may might "
    "don't didn't isn't aren't haven't wouldn't any anything"
)
_INVERTED_LATER = re.compile(
    r"\b(?:do|are|is|have|did|can|would|could|does|were) (?:you|it|that|this|there)\b"
)
_ASKS_TO_TELL = re.compile(r"tell me|say more|describe|help me understand|talk to me|give me")
_TAG = re.compile(
    r"(?:isn't it|don't they|right|aren't you|don't you|huh|wasn't it|correct|yeah|okay|"
    r"is that right)\W{0,9}$"
)
ABOUT = {
    word: about
    for about, words in {
        "you": "you your you're you've you'd yourself yours you'll",
        "me": "i i'm my i've i'll i'd me",
        "us": "we our us we're we'll let's we've",
        "it": "it it's that that's this there there's",
        "them": "they people he she them their some many those",
        "so": "so",
        "and": "and but or because",
    }.items()
    for word in words.split()
}


class Put(NamedTuple):
    """One sentence: how it is put, about whom it begins, its words, whether it ends in a tag."""

    how: str
    about: str
    words: int
    tag: bool


def put(sentence: str) -> Put:
    """How one sentence is put, its fillers aside."""
    words = [word for word in WORD.findall(sentence) if word not in "?!"]
    fillers = 0
    while fillers < len(words) - 1 and words[fillers] in _FILLERS:
        fillers += 1
    words = words[fillers:]
    about = ABOUT.get(words[0], "other") if words else "other"
    tag = bool(_TAG.search(sentence))
    how = _asked(words, sentence) if "?" in sentence else _stated(words)
    return Put(how, about, len(words), tag)


def _asked(words: Sequence[str], sentence: str) -> str:
    first = words[0] if words else ""
    if _OPENS & set(words[:4]):
        return "opens"
    if first in _INVERTS:
        return "inverted"
    if _OPENS & set(words):
        return "opens late"
    if _INVERTED_LATER.search(sentence):
        return "inverted late"
    if first in _PLACES_IT:
        return "places"
    return "short" if len(words) <= 2 else "statement?"  # often a reflection in a rising voice


def _stated(words: Sequence[str]) -> str:
    if not words:
        return "nothing"
    if words[0] in _OPENS | _INVERTS and len(words) > 2:  # typed without its mark, perhaps
        return "opens." if words[0] in _OPENS else "inverted."
    if _ASKS_TO_TELL.match(" ".join(words[:4])):
        return "tell me"
    return "token" if _TOKENS.issuperset(words) else "statement"


def without_fillers(sentence: str) -> Iterator[str]:
    """The words with their marks, from the first that is no filler."""
    started = False
    for word in sentence.split():
        started = started or word.strip(",.-") not in _SKIPPED
        if started:
            yield word
