"""Mistakes in exploring a client's use of AI: each finder gives the words that show one, or none.

What is passed over about safety has no finder: only people mark it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from practice.reading import aiu
from practice.reading import aiu_words as says
from practice.reading.mistakes.talk import Talk, hits
from practice.reading.text import plain


def _told(*patterns: re.Pattern[str]) -> Callable[[Talk, int], list[str]]:
    """A finder for what is told or put as advice about the client's use, wherever that comes up."""

    def find(talk: Talk, n: int) -> list[str]:
        s = talk.turns[n]
        opened = n > 0 and aiu.about_it(talk.turns[n - 1])
        found = hits(s, *patterns) if aiu.about_it(s) or opened else []
        return [q for q in found if not says.NOT_BANS.search(plain(q))]

    return find


def _skips(talk: Talk, n: int) -> list[str]:
    """The client has mentioned it, and the reply goes past it."""
    s = talk.turns[n]
    if not aiu.about_it(s) or aiu.explores(s) or aiu.against(s) or talk.earlier(n, says.TOOL):
        return []
    return [] if hits(s, says.GLAD) else hits(s, says.AWAY)


FINDERS: Mapping[str, Callable[[Talk, int], list[str]]] = {
    "warns": _told(says.WARNS),
    "competes": _told(says.COMPETES),
    "praises_tool": _told(says.PRAISES),
    "skips_mention": _skips,
    "offers_instead": _told(says.INSTEAD),
    "fact_checks": _told(says.CHECKS_IT),
    "interprets": _told(says.INTERPRETS),
    "assumes_harm": _told(says.HARMS),
    "bans": _told(says.BANS),
}
