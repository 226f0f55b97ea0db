"""Exploring a client's use of AI: interest, how much, what for, what was said, meaning, cost, use.

As long as a reply stays with the client's use, a part it has not come to is left open; once it
warns, turns away or lays down a rule, what it closed off is missing. Safety is for people.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from practice.reading import aiu_words as says
from practice.reading.text import plain
from practice.reading.turn import Found, Said

NOT_HERE = "nothing was said of it here"
STILL_TO_COME = "stays with the client's use; this part has not come up"
_DOSE = (says.OFTEN, says.WHEN, says.LONG, says.TREND)
_AGAINST = (says.WARNS, says.COMPETES, says.PRAISES, says.BANS, says.INSTEAD, says.CHECKS_IT,
            says.INTERPRETS, says.HARMS)  # fmt: skip
_INTO_IT = (*_DOSE, says.GIVES, says.HELPS, says.TYPED, says.ANSWERED, says.AFTERWARDS,
            says.STAYED, says.MEANS, says.COSTS, says.TOGETHER)  # fmt: skip


def explores(s: Said) -> list[str]:
    """The questions about the client's use."""
    return [q for q in s.asks if _in(q, *_INTO_IT) and not _in(q, *_AGAINST, says.AWAY)] or (
        [q for q in s.first(says.MEANS, says.COSTS, says.TOGETHER) if s.asks and not against(s)]
    )


def against(s: Said) -> list[str]:
    """Where the reply judges, forbids, replaces or explains the use."""
    return [
        q for q in s.sentences if _in(q, *_AGAINST) and not _in(q, says.NOT_BANS)
    ][:1]  # fmt: skip


def bans(s: Said) -> list[str]:
    """Where a rule is laid down; one that is said not to be is none."""
    return [q for q in s.first(says.BANS) if not _in(q, says.NOT_BANS)]


def closes(s: Said) -> bool:
    """Whether the reply shuts the subject: judges it or turns away, and asks nothing about it."""
    return bool(against(s) or s.first(says.AWAY)) and not explores(s)


def about_it(s: Said) -> bool:
    """Whether the client's use is the subject: the author says so, the client or the reply."""
    own = bool(s.key.notice) or bool(says.TOOL.search(plain(s.client)))
    return own or bool(says.TOOL.search(plain(s.text))) or bool(explores(s))


def _in(sentence: str, *patterns: re.Pattern[str]) -> bool:
    return any(p.search(plain(sentence)) for p in patterns)


def _missing(s: Said, why: str) -> Found:
    if not about_it(s):
        return Found(None, (), NOT_HERE, closed=True)
    if closes(s) or (not explores(s) and not s.first(says.GLAD) and not s.parroted):
        return Found(0, (), why)
    return Found(None, (), STILL_TO_COME, closed=True)


def _open(s: Said) -> Found:
    if not about_it(s):
        return Found(None, (), NOT_HERE, closed=True)
    if s.parroted:
        return Found(1, s.sentences[:1], "hands the line back")
    judged = against(s)
    if s.first(says.AWAY) and not explores(s) and not judged:
        return Found(0, (), "passes the mention over")
    if judged and not explores(s):
        soft = s.first(says.COMPETES, says.PRAISES, says.INSTEAD, says.INTERPRETS, says.HARMS,
                       says.CHECKS_IT, says.BANS)  # fmt: skip
        if s.first(says.WARNS) or not soft:
            return Found(0, (), "a warning is what the client hears")
        return Found(1, soft, "taken up in order to judge it, praise it or compete")
    if s.first(says.AWAY) and not explores(s):
        return Found(0, (), "passes the mention over")
    glad, hard = s.first(says.GLAD), s.first(says.HARD_TO_SAY)
    if judged:
        return Found(1, judged, "a judgement is slipped in")
    if hard and (glad or explores(s)):
        return Found(4, [*hard, *glad][:2], "hears how it was to say it")
    if glad and s.asks:
        return Found(3, glad, "takes it up with interest")
    asked = explores(s)
    if asked and len(asked) + bool(s.lifted[0] >= 2) >= 2 and _in(asked[0], says.GIVES, says.MEANS):
        return Found(3, asked[:1], "takes it up with an open question")
    if asked or s.asks:
        return Found(2, (asked or s.asks)[:1], "takes it up neutrally")
    if glad:
        return Found(2, glad, "a kind word, and nothing is asked")
    return Found(0, (), "passes it over")


def _dose(s: Said) -> Found:
    kinds = [p for p in _DOSE if s.asking(p)]
    if closes(s) or not kinds:
        if s.asking(says.LEADING_DOSE):
            return Found(1, s.asking(says.LEADING_DOSE), "leads to the answer that is wanted")
        return _missing(s, "how much is not asked")
    quotes = s.asking(*kinds)
    if s.asking(says.LEADING_DOSE) and len(kinds) < 2:
        return Found(1, quotes, "leads to the answer that is wanted")
    if len(kinds) >= 3 and s.first(_ONE_NIGHT):
        return Found(4, quotes, "how much, through one real night")
    if len(kinds) >= 2:
        return Found(3, quotes, "asks how often, when or how long")
    return Found(2, quotes, "one thing about how much")


_ONE_NIGHT = re.compile(r"\b(?:last night|take (?:last|one|the)|the last one|that night)\b")


def _function(s: Said) -> Found:
    asked = s.asking(says.GIVES)
    if closes(s):
        if s.first(says.INSTEAD, says.PRAISES):
            return Found(1, s.first(says.INSTEAD, says.PRAISES), "something else is put forward")
        return _missing(s, "what it is good for is not asked")
    if asked:
        if s.first(says.ELSEWHERE) and "rest of us" not in plain(s.text):
            return Found(
                4, [*asked, *s.first(says.ELSEWHERE)][:2], "beside what is missing elsewhere"
            )
        return Found(3, asked, "asks what it does for the client")
    if s.asking(says.HELPS):
        return Found(2, s.asking(says.HELPS), "asks whether it helps")
    if s.first(says.INSTEAD):
        return Found(1, s.first(says.INSTEAD), "a replacement")
    return _missing(s, "what it is good for is not asked")


def _content(s: Said) -> Found:
    if s.first(says.CHECKS_IT):
        return Found(1, s.first(says.CHECKS_IT), "examines the answer")
    kinds = [p for p in (says.TYPED, says.ANSWERED, says.AFTERWARDS) if s.asking(p)]
    stayed = s.asking(says.STAYED)
    if closes(s) or not kinds:
        return _missing(s, "what was said there is not asked")
    if len(kinds) >= 2 and stayed:
        return Found(4, [*s.asking(*kinds), *stayed][:2], "the exchange, and what stayed of it")
    if len(kinds) >= 2:
        return Found(3, s.asking(*kinds), "asks for both sides of it")
    return Found(2, s.asking(*kinds), "asks for one side of it")


def _meaning(s: Said) -> Found:
    asked = s.asking(says.MEANS) or (s.first(says.MEANS) if explores(s) else [])
    if s.first(says.INTERPRETS) and not asked:
        return Found(1, s.first(says.INTERPRETS), "tells the client what it means")
    if closes(s):
        return _missing(s, "the meaning is closed off")
    own = s.first(says.OWN_PART)
    if asked and own:
        return Found(4, [*asked, *own][:2], "asks, and means the trainee too")
    if own and explores(s):
        return Found(4, own, "makes it easy to speak of the trainee")
    if asked:
        level = 2 if _in(asked[0], _LANDED) else 3
        return Found(level, asked, "asks what it means to turn there")
    if s.asking(says.HALF_GUESS) and not s.asking(*_INTO_IT):
        return Found(2, s.asking(says.HALF_GUESS), "a guess, half offered")
    return _missing(s, "the meaning is not asked")


_LANDED = re.compile(r"how did that land")


def _cost(s: Said) -> Found:
    if s.first(says.HARMS) and not explores(s):
        announced = s.first(says.WARNS)
        level = 0 if announced else 1
        return Found(level, s.first(says.HARMS) if level else (), "harm is assumed")
    asked = s.asking(says.COSTS) or (s.first(says.COSTS) if explores(s) else [])
    if s.asking(says.LEADING_COST):
        return Found(2, s.asking(says.LEADING_COST), "one cost, in a leading way")
    if closes(s) or not asked:
        return _missing(s, "the cost is not asked")
    if s.asking(says.GIVES) or s.asking(_BOTH):
        return Found(4, asked, "asks for both sides")
    return Found(3, asked, "asks what it takes")


_BOTH = re.compile(r"have from it|get from it|would you miss|good side|if anything")


def _use(s: Said) -> Found:
    if bans(s):
        banned = re.search(r"delete|stop using|i need you to", plain(s.text))
        return Found(0 if banned else 1, () if banned else bans(s), "lays down a rule")
    offer = s.first(says.TOGETHER)
    if offer and s.first(says.ASKED_IF):
        if s.first(says.STAYS_YOURS):
            return Found(4, [*offer, *s.first(says.STAYS_YOURS)][:2], "an offer; the say is theirs")
        return Found(3, offer, "offers a way, and asks")
    if offer and not closes(s):
        return Found(2, offer, "the trainee says what will be done")
    if s.first(says.LATER):
        return Found(1 if against(s) else 2, s.first(says.LATER), "the trainee decides")
    if closes(s):
        return _missing(s, "closed off")
    if not about_it(s):
        return Found(None, (), NOT_HERE, closed=True)
    return Found(None, (), STILL_TO_COME, closed=True)


RULES: Mapping[str, Callable[[Said], Found]] = {
    "aiu.open": _open,
    "aiu.dose": _dose,
    "aiu.function": _function,
    "aiu.content": _content,
    "aiu.meaning": _meaning,
    "aiu.cost": _cost,
    "aiu.use": _use,
}
