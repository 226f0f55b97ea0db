"""Repairing a rupture: noticing it, owning a part, making sense of it, asking, deciding together.

As long as a reply stays with what happened, a part it has not come to is left open; once it goes
past it, what it closed off is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from practice.moves import Move
from practice.reading import rup_words as says
from practice.reading.text import plain
from practice.reading.turn import Found, Said

NOTHING_STRAINED = "nothing strained was to be seen here"
STILL_TO_COME = "stays with what happened; this part has not come up"


def owned(s: Said) -> list[str]:
    """Where the trainee names something that they did; no hollow apology, and no defence."""
    return [
        q
        for q in [*s.first(says.SPECIFIC), *s.words_of(Move.OWNS_PART), *s.first(*says.OWNS)]
        if q not in s.asks
        and not any(p.search(plain(q)) for p in (says.HOLLOW, says.DEFENDS, says.DENIES))
    ]


def _sense(s: Said) -> list[str]:
    defended = s.first(says.DEFENDS, says.DENIES)
    return [
        q
        for q in [*s.first(says.MAKES_SENSE), *s.words_of(Move.VALIDATION)]
        if q not in defended
        and not says.HOLLOW.search(plain(q))
        and not says.FEELING.search(plain(q))
    ]


def _noticed(s: Said) -> list[str]:
    return s.first(says.SIGN) or s.first(says.SHIFT) or s.words_of(Move.NOTICES_SHIFT)


def _asked(s: Said) -> list[str]:
    return s.asking(says.WHAT_LIKE) or s.first(says.WHAT_LIKE)


def stays(s: Said) -> bool:
    """Whether the reply stays with what has happened between the two."""
    if s.parroted or s.first(says.PATTERN) or s.first(says.DEFENDS, says.DENIES, says.PLEADS):
        return False
    return bool(owned(s) or _sense(s) or _noticed(s) or _asked(s))


def strained(s: Said) -> bool:
    """Whether there is a rupture: the author says so, or the client's line, or the reply."""
    seen = says.STRAINED.search(plain(s.client)) or s.first(says.HOLLOW, says.PLEADS)
    return bool(s.key.notice or seen) or stays(s)


def _missing(s: Said, why: str) -> Found:
    if not strained(s):
        return Found(None, (), NOTHING_STRAINED, closed=True)
    if stays(s):
        return Found(None, (), STILL_TO_COME, closed=True)
    return Found(0, (), why)


def _notice(s: Said) -> Found:
    sign, shift = s.first(says.SIGN), s.first(says.SHIFT) or s.words_of(Move.NOTICES_SHIFT)
    if s.parroted:
        return Found(1, s.sentences[:1], "hands the line back")
    if s.first(says.DEFENDS, says.DENIES) and not sign:
        aware = s.first(says.HOLLOW, says.POLITE, says.VAGUE_PART, says.EXPLAINS)
        return Found(1 if aware else 0, aware, "goes past what happened")
    if s.first(says.ACCUSES) and (sign or shift):
        return Found(2, (sign or shift)[:1], "names it as something about the client")
    tentative = s.first(says.TENTATIVE)
    took_it_up = owned(s) and (s.mine & s.theirs or s.first(says.IS_RIGHT))
    if sign and (tentative or owned(s)):
        return Found(4, [*sign, *shift][:2], "names the sign and what it may have followed")
    if shift and (tentative or owned(s)):
        return Found(3, shift[:1], "says that something has shifted between the two")
    if took_it_up or (s.first(says.IS_RIGHT) and _asked(s)):
        return Found(3, (owned(s) or _asked(s))[:1], "takes it up as something between the two")
    if sign or shift:
        return Found(2, (sign or shift)[:1], "names it flatly")
    if owned(s) or _sense(s):
        return Found(2, (owned(s) or _sense(s))[:1], "answers the strain without naming it")
    aware = s.first(says.HOLLOW, says.POLITE, says.DROPS, says.PATTERN)
    if aware:
        return Found(1, aware, "a polite word; the shift stays unnamed")
    return _missing(s, "goes on as if nothing had happened")


def _own(s: Said) -> Found:
    part = owned(s)
    if s.parroted:
        return Found(1, s.sentences[:1], "hands the line back")
    if s.first(says.PLEADS):
        return Found(1, s.first(says.PLEADS), "more apology than the client can use")
    if s.first(says.HOLLOW):
        return Found(1, s.first(says.HOLLOW), "sorry for the feeling and for nothing done")
    if s.first(says.DENIES, says.DEFENDS) and not part:
        return Found(0, (), "the part is denied")
    if part and s.first(says.DEFENDS):
        return Found(2, part[:1], "owns it and takes it back")
    if part and s.first(says.LANDED):
        return Found(4, [part[0], *s.first(says.LANDED)][:2], "names it and how it could land")
    if part:
        return Found(3, part[:1], "names one thing that the trainee did")
    if s.first(says.VAGUE_PART):
        return Found(2, s.first(says.VAGUE_PART), "wonders about a part of its own")
    if s.first(says.DROPS):
        return Found(1, s.first(says.DROPS), "gives in instead")
    return _missing(s, "no part of it is owned")


def _validate(s: Said) -> Found:
    sense, right = _sense(s), s.first(says.IS_RIGHT)
    if s.parroted:
        return Found(1, s.sentences[:1], "hands the line back")
    if s.first(says.PLEADS):
        return Found(1, s.first(says.PLEADS), "is about the trainee")
    if s.first(says.DENIES) and not sense:
        return Found(0, (), "argues with it")
    if s.first(says.DEFENDS):
        return Found(1, s.first(says.DEFENDS), "defends what was meant")
    own_words = len(s.mine & s.theirs) >= 1
    if sense and right and own_words and s.lifted[0] >= 2:
        return Found(4, [*sense[:1], *right[:1]], "lets it be right, in the client's words")
    if sense:
        return Found(3, sense[:1], "says why it makes sense")
    if right and owned(s):
        return Found(3, right[:1], "lets it be right")
    if s.first(says.FEELING):
        return Found(2, s.first(says.FEELING), "names the feeling only")
    if s.first(says.HOLLOW):
        return Found(1, s.first(says.HOLLOW), "a token")
    return _missing(s, "what makes sense about it is not said")


def _explore(s: Said) -> Found:
    asked = _asked(s)
    if s.first(says.PATTERN):
        return Found(1, s.first(says.PATTERN), "explains it as a pattern at once")
    if asked and not s.parroted:
        welcome = s.first(says.WELCOME)
        if welcome:
            return Found(4, [asked[0], *welcome][:2], "asks, and makes the unwelcome easy to say")
        return Found(3, asked[:1], "asks what it was like")
    general = s.asking(says.GENERAL, says.VAGUE_PART)
    if general and s.first(says.WELCOME) and stays(s):
        return Found(4, [*general, *s.first(says.WELCOME)][:2], "asks and wants to hear it")
    if s.first(says.WELCOME) and stays(s) and s.asks:
        return Found(3, s.first(says.WELCOME), "wants to hear it")
    if general and not s.first(says.PUSHES, says.SHUTS):
        return Found(2, general, "a general question")
    return _missing(s, "nothing is asked about it")


def _renegotiate(s: Said) -> Found:
    offer = s.asking(says.OFFERS) or s.first(says.OFFERS)
    change = s.first(says.CHANGES) or s.words_of(Move.RENEGOTIATES)
    if s.first(says.DROPS):
        return Found(1, s.first(says.DROPS), "gives everything away")
    if s.first(says.PUSHES) and not (offer and change):
        return Found(0, (), "the same task is pushed", most=1)
    if offer and s.asks and (change or s.asking(says.OFFERS)):
        if s.first(says.AIM):
            return Found(4, [offer[0], *s.first(says.AIM)][:2], "a change that serves the aim")
        return Found(3, offer[:1], "a change, and the client has a say")
    if change:
        return Found(2, change[:1], "a change that the trainee makes")
    if s.first(says.DEFENDS, says.DENIES, says.PATTERN, says.HOLLOW, says.PLEADS) or s.parroted:
        return Found(None, (), STILL_TO_COME, closed=True)
    return _missing(s, "nothing changes")


RULES: Mapping[str, Callable[[Said], Found]] = {
    "rup.notice": _notice,
    "rup.own": _own,
    "rup.validate": _validate,
    "rup.explore": _explore,
    "rup.renegotiate": _renegotiate,
}
