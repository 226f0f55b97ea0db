"""Mistakes in asking for consent: each finder gives the words that show one, or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from practice.reading import icd
from practice.reading import icd_words as says
from practice.reading.mistakes.talk import Talk, hits
from practice.reading.text import plain


def _vague_tool(talk: Talk, n: int) -> list[str]:
    """“Some software”, where the tool has not been named."""
    named = any(icd.names(s) for s in talk.turns[: n + 1])
    return hits(talk.turns[n], says.VAGUE) if not named and icd.about_it(talk.turns[n]) else []


def _already_on(talk: Talk, n: int) -> list[str]:
    """It runs before there is a yes."""
    s = talk.turns[n]
    return [] if hits(s, says.BEFORE) or not icd.about_it(s) else hits(s, says.RUNNING)


def _no_third_party(talk: Talk, n: int) -> list[str]:
    """What is recorded is said, over the talk so far, and never who outside handles it."""
    s = talk.turns[n]
    if any(hits(t, says.OUTSIDE, says.PROMISES) for t in talk.turns[: n + 2]) or icd.names(s):
        return []
    return hits(s, says.RECORDS, asked=False) if not hits(s, says.LENGTH, says.GOES) else []


def _guesses(talk: Talk, n: int) -> list[str]:
    """How long, how deleted or what else for is guessed, or told against the sheet."""
    s = talk.turns[n]
    never = [q for point in s.points[2] for q in s.stating(point.words)]
    about = hits(s, says.GOES, says.TRAINS, says.LENGTH) or says.CLIENT_ASKS_KEEP.search(
        plain(s.client)
    )
    if hits(s, says.FIND_OUT) or not about:
        return []
    return never or hits(s, says.FALSE, says.GUESS, asked=False)


def _said(*patterns: re.Pattern[str]) -> Callable[[Talk, int], list[str]]:
    """A finder for what is said wrongly about the tool, once that is the subject."""

    def find(talk: Talk, n: int) -> list[str]:
        return hits(talk.turns[n], *patterns) if icd.about_it(talk.turns[n]) else []

    return find


def _sign_here(talk: Talk, n: int) -> list[str]:
    """A signature in place of an answer."""
    return [q for q in icd.begins(talk.turns[n]) if says.SIGN_HERE.search(plain(q))]


FINDERS: Mapping[str, Callable[[Talk, int], list[str]]] = {
    "vague_tool": _vague_tool,
    "already_on": _already_on,
    "no_third_party": _no_third_party,
    "promises_privacy": _said(says.PROMISES),
    "guesses": _guesses,
    "buried": _said(says.PAPER),
    "pressure": _said(says.LEANS, says.PUNISHES),
    "ai_writes_it": _said(says.MACHINE_WRITES, says.INFALLIBLE),
    "sign_here": _sign_here,
}
