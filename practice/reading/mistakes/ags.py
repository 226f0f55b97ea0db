"""Mistakes in setting an agenda: each finder gives the words that show one, or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from practice.moves import Move
from practice.reading import ags_words as says
from practice.reading.mistakes import ags_words as marks
from practice.reading.mistakes.talk import Talk, hits, pairs, statements
from practice.reading.text import content, plain, words
from practice.reading.turn import Said, listed


def _invited(s: Said) -> list[str]:
    """Where the turn asks the client for what they want, or leaves them a choice."""
    return s.asking(
        says.INVITES, says.RANKS, says.WORTH, marks.OPEN, marks.ROOM
    ) or s.words_of(Move.INVITES_AGENDA)  # fmt: skip


def _therapist_agenda(talk: Talk, n: int) -> list[str]:
    """A plan that is told, of things the client has not brought, where nobody is asked."""
    s = talk.turns[n]
    told_before = n and talk.earlier(n, marks.PLANS) and not talk.earlier(n, says.INVITES)
    invited, theirs = _invited(s), talk.theirs(n)
    if told_before:
        return []
    for sentence, low, asks in pairs(s):
        own = content(sentence)
        bare = says.VIEW.search(low) and not says.REASON.search(low)
        brought = not own or (not bare and len(own & theirs) >= max(1, len(own) / 2))
        if asks or brought or not marks.PLANS.search(low) or marks.OFFERS.search(low):
            continue
        if any(p.search(low) for p in (marks.ALL, says.OWNS, says.HALF_SAID)):
            continue
        if invited and not bare:
            continue  # a view that comes with its reason, and a question, announces nothing
        return [sentence]
    return []


_MUCH = 3  # things on the table


def _on_the_table(talk: Talk, n: int) -> int:
    """How many things the client has put forward at once before turn n."""
    at_once = max(len(listed(s.client)) for s in talk.turns[: n + 1])
    known = sum(
        any(plain(start) in talk.heard(n) for start in item.words)
        for item in talk.turns[n].key.items
    )
    return max(at_once, known)


def _all_items(talk: Talk, n: int) -> list[str]:
    """Everything goes on, although there is much of it."""
    s = talk.turns[n]
    if _on_the_table(talk, n) < _MUCH or s.asking(says.RANKS, says.WORTH):
        return []
    return [
        sentence
        for sentence, low, _ in pairs(s)
        if marks.ALL.search(low)
        and (marks.ON_THE_LIST.search(low) or len(listed(low)) >= _MUCH)
        and not marks.NOT_ALL.search(low)
        and not says.IF_TIME.search(low)
    ]


_CLAUSE = re.compile(r"[.;!?…]+|, (?=and|but|so|well|two|i |it|the)")
_DOING = content("did done tried try said say agreed planned asked gave told got anyway kept left")


def _skip_homework(talk: Talk, n: int) -> list[str]:
    """The client speaks of what had been agreed, and the reply goes past it."""
    s = talk.turns[n]
    told = [
        content(clause) - _DOING
        for clause, low in ((c, plain(c)) for c in _CLAUSE.split(s.client))
        if marks.DONE.search(low)
        and (marks.TASKS.search(low) or says.TASK.search(low))
        and not marks.IN_SESSION.search(low)
    ]
    task = next(filter(None, told), None)
    if task is None or _distressed(s) or (n and talk.earlier(n, says.TASK, asked=True)):
        return []
    return [] if task & s.mine or hits(s, marks.PICKS_UP) else list(s.sentences[-1:])


_AGENDA = (
    says.INVITES, says.RANKS, says.WORTH, says.LAST, says.TASK, says.ADDS, says.MINUTES, says.HOME,
    says.AGREES, marks.OPEN,
)  # fmt: skip
_EARLY, _LONG, _INTERVIEW = 2, 35, 4  # turns, words, questions


def _swallows(talk: Talk, n: int) -> list[str]:
    """Before anything is agreed the talk is in the middle of it: questions, advice, teaching."""
    s = talk.turns[n]
    shaken = marks.STAGE.search(plain(s.client))
    if n > _EARLY or shaken or talk.earlier(n, says.INVITES, says.AGREES, says.MINUTES):
        return []
    if hits(s, says.INVITES, says.WORTH, says.ADDS, says.HALF_SAID, says.OWNS, marks.OPEN):
        return []
    if len(s.asks) >= _INTERVIEW:
        return s.asks[1:2]
    if s.asking(says.RANKS) or hits(s, marks.PLANS, marks.WEIGHS, says.HOME, says.MINUTES):
        return []
    asked = [q for q in s.asks if not any(p.search(plain(q)) for p in (*_AGENDA, says.MOOD))]
    digs = [q for q in asked if marks.DIGS.search(plain(q)) or marks.INTO_IT.search(plain(q))]
    deep = hits(s, marks.INTO_IT)
    if len(digs) >= 2 or (deep and (asked or len(statements(s)) >= 2)):
        return deep or digs[1:]
    treats = s.words_of(Move.LECTURE, Move.ADVICE, Move.REASSURANCE, Move.INFORMATION)
    return treats if s.count >= _LONG and not asked else []


def _no_priority(talk: Talk, n: int) -> list[str]:
    """Several things are there, and the reply lets them lie as they fell."""
    s = talk.turns[n]
    ranked = s.asking(says.RANKS, says.WORTH, says.ROUND) and not hits(s, marks.EASY)
    if ranked or (n and hits(s, says.OWNS)):
        return []
    loose = hits(s, marks.LOOSE, asked=False) or hits(s, marks.DOWN_THE_LIST)
    loose = [x for x in loose if not marks.BECAUSE.search(plain(x))]
    return loose or ([] if hits(s, says.RANKS, marks.FIRST) else _all_items(talk, n))


def _fake_choice(talk: Talk, n: int) -> list[str]:
    """A question that asks for a nod, after a plan, with no other way held open."""
    s = talk.turns[n]
    nods = [
        sentence
        for sentence, low, asks in pairs(s)
        if (asks or marks.GOES_ON.search(low)) and marks.NODDED.search(low)
    ]
    room = hits(s, marks.WITH_ROOM, asked=True) or hits(s, says.SHIFTS, marks.SAY_SO)
    if not nods or room:
        return []
    planned = n or hits(
        s, marks.PLANS, says.PICKS, says.MINUTES, says.RANKS, says.HOME, marks.THEN
    )  # fmt: skip
    settled = talk.earlier(n, says.AGREES, says.SHIFTS, says.ROUND, marks.WITH_ROOM, asked=True)
    return nods[-1:] if planned and not (settled and hits(s, marks.BARE_START)) else []


def _distressed(s: Said) -> bool:
    """Whether the client's line just before a turn shows plain distress."""
    seen = plain(s.client)
    return bool(marks.STAGE.search(seen) or marks.DISTRESS.search(seen))


_TAKEN_UP = 3  # words of the client's that come back


def _rigid(talk: Talk, n: int) -> list[str]:
    """The client is in distress, and the plan goes on."""
    s = talk.turns[n]
    if not _distressed(s):
        return []
    taken_up = s.has(Move.NOTICES_SHIFT, Move.OWNS_PART, Move.RENEGOTIATES, Move.ASKS_ABOUT_SAFETY)
    if taken_up or hits(s, marks.SET_ASIDE) or len(s.mine & s.theirs) >= _TAKEN_UP:
        return []
    return hits(s, marks.BUSINESS, marks.TURNS_AWAY, marks.PLANS)


_FEW = 8  # words; whoever says no more of a topic has said it broadly


def _vague_item(talk: Talk, n: int) -> list[str]:
    """A topic too broad to begin with, taken as it came."""
    s = talk.turns[n]
    line = plain(s.client).replace("-", " ")
    broad = {m.group() for m in marks.BROAD.finditer(line)}
    broadly = marks.BROADLY.search(line) or len(words(line)) <= _FEW
    if not broad or not broadly or s.asking(says.NARROWS, says.WORTH, marks.ASKS_WHAT):
        return []
    if hits(s, says.WORTH, marks.DOUBTS_IT):
        return []
    return [
        sentence
        for sentence, low, asks in pairs(s)
        if not asks
        and any(topic in low.replace("-", " ") for topic in broad)
        and (marks.TAKEN.search(low) or len(words(low)) <= _FEW / 2)
    ]


def _missing_own(talk: Talk, n: int) -> list[str]:
    """The list is closed, or in a drill asked for, with nothing of the trainee's on it."""
    s = talk.turns[n]
    if any(map(_own_item, talk.turns)):
        return []
    asked = s.asking(says.INVITES) or s.words_of(Move.INVITES_AGENDA)
    if len(talk.turns) == 1:
        return [] if hits(s, marks.PLANS) else asked
    invited = any(_invited(t) for t in talk.turns[:n])
    return hits(s, marks.CLOSES, asked=False) if invited and not asked else []


def _own_item(s: Said) -> list[str]:
    """Where the trainee puts something on the list; wishing to hear more puts nothing there."""
    offered = [q for q in s.words_of(Move.OFFERS_AGENDA) if not says.WANTS_TO_HEAR.search(plain(q))]
    return offered or hits(s, says.ADDS, marks.OWN_ITEM)


FINDERS: Mapping[str, Callable[[Talk, int], list[str]]] = {
    "therapist_agenda": _therapist_agenda,
    "all_items": _all_items,
    "skip_homework": _skip_homework,
    "checkin_swallows": _swallows,
    "no_priority": _no_priority,
    "fake_choice": _fake_choice,
    "rigid": _rigid,
    "vague_item": _vague_item,
    "missing_own_item": _missing_own,
}
