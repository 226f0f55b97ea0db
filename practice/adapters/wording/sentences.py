"""How a turn is cut into sentences; every offset stays an offset in the turn as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from practice.adapters.wording.shape import BARE_INVERSION, YES_OR_NO

WORD = re.compile(r"[a-z0-9']+")
# One character for one character, so that every offset in the plain text is an offset in the turn.
_PLAIN = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ\u2018\u2019\u02bc\u201c\u201d\u2026\u00a0\t？",
    "abcdefghijklmnopqrstuvwxyz'''\"\".  ?",
)
_BOUNDARY = re.compile(
    r"[.?!;]{1,6}[\"')\]]{0,2}(?=\s|$)|[.?!]{3}|[\n\r]|\s[-\u2013\u2014]{1,2}\s|\u2014"
    r"|,\s(?=(?:and |so |but )?(?:what|how|why|is (?:it|that)|"
    r"(?:have|do|did|are|can|could|would) you)\b(?!\s*(?:[,.?!]|$)))"
)
_CONDITION = re.compile(
    r"\s{0,4}(?:(?:so|and|but|okay|ok|well|now),? ){0,3}(?:if|suppose|imagine)\b"
)
_SOMEBODY_ELSES = re.compile(r'"[^"\n]{1,200}"')
_FILLERS = re.compile(
    r"(?:[\s,.:\-\"'(\[]{0,6}(?:so|and|but|okay|ok|well(?! done)|um|uh|er|hmm|mm|mhm|mm-hmm|"
    r"right|yeah|yes|now|then|oh|great(?=,)|alright|all right|sure|thanks|thank you|hi|hello)"
    r"\b(?!-)){0,5}[\s,.:\-\"'(\[]{0,6}"
)


class Sentence(NamedTuple):
    start: int
    end: int
    opening: str  # the fillers: "okay, so"
    words: str  # plain: lower case, fillers off the front, other people's words blanked
    asks: bool  # ends in a question mark, or is put in the order of a question


def plain(text: str) -> str:
    """Small letters and straight quotes, one character for one."""
    return text.translate(_PLAIN)


def cut(text: str) -> Iterator[Sentence]:
    """Cut a turn into sentences (and a question from the clause before it), keeping offsets."""
    typed = plain(text)
    heard = _SOMEBODY_ELSES.sub(lambda match: " " * len(match.group()), typed)
    if not WORD.search(heard):  # a turn typed wholly in quotes is still the trainee's own
        heard = typed
    cuts = [(match.start(), match.end()) for match in _BOUNDARY.finditer(typed)]
    start = 0
    for at, after in [*cuts, (len(text), len(text))]:
        if typed[at : at + 1] == "," and _CONDITION.match(heard, start):
            continue  # "if she told you that, what would you say?" is one question
        end = after if "?" in typed[at:after] or typed[at : at + 1] in ".!" else at
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        start = after
        if left >= right:
            continue
        lead = _FILLERS.match(heard, left, right)
        middle = lead.end() if lead else left
        words = heard[middle:right]
        asks = "?" in typed[at:after] or bool(
            BARE_INVERSION.search(words) or YES_OR_NO.search(words)
        )
        if WORD.search(heard, left, right):
            yield Sentence(left, right, heard[left:middle], words, asks)
