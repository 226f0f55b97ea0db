"""Mistakes in repairing a rupture: each finder gives the words that show one, or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from practice.reading import rup
from practice.reading import rup_words as says
from practice.reading.mistakes.talk import Talk, hits


def _miss_withdrawal(talk: Talk, n: int) -> list[str]:
    """The client has drawn back, and the reply goes on as if it had not."""
    s = talk.turns[n]
    if not rup.strained(s) or rup.stays(s) or hits(s, says.HOLLOW, says.DEFENDS, says.PATTERN):
        return []
    return hits(s, says.PUSHES, says.SHUTS, asked=None)[:1]


def _overapologise(talk: Talk, n: int) -> list[str]:
    """An apology that the client has to look after."""
    return hits(talk.turns[n], says.PLEADS)


def _defend(talk: Talk, n: int) -> list[str]:
    """What was meant, the method or the credentials, where the client has complained."""
    s = talk.turns[n]
    if not rup.strained(s):
        return []
    found = hits(s, says.DEFENDS, asked=False)
    return [q for q in found if q not in rup.owned(s)]


def _pattern_too_early(talk: Talk, n: int) -> list[str]:
    """The rupture is explained as the client's, before anybody has asked what it was like."""
    s = talk.turns[n]
    asked = talk.earlier(n, says.WHAT_LIKE)
    return [] if asked or not rup.strained(s) else hits(s, says.PATTERN)


def _technique_push(talk: Talk, n: int) -> list[str]:
    """The task goes on over the strain."""
    s = talk.turns[n]
    if not rup.strained(s) or rup.stays(s) or hits(s, says.DROPS):
        return []
    return hits(s, says.PUSHES)


def _fake_agreement(talk: Talk, n: int) -> list[str]:
    """Everything is given away so that there is peace."""
    s = talk.turns[n]
    return hits(s, says.DROPS) if rup.strained(s) and not hits(s, says.AIM) else []


FINDERS: Mapping[str, Callable[[Talk, int], list[str]]] = {
    "miss_withdrawal": _miss_withdrawal,
    "overapologise": _overapologise,
    "defend": _defend,
    "pattern_too_early": _pattern_too_early,
    "technique_push": _technique_push,
    "fake_agreement": _fake_agreement,
}
