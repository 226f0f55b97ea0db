"""Mistakes in sharing information: each finder gives the words that show one, or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from practice.cases import mentions
from practice.moves import Move
from practice.reading import pse_words as says
from practice.reading.mistakes import pse_words as marks
from practice.reading.mistakes.talk import (
    Talk,
    client_asks,
    hits,
    learned,
    mirrors,
    pairs,
    statements,
)
from practice.reading.text import content, plain, sentences, words
from practice.reading.turn import Said

_BACK_AGAIN = 0.6  # of a sentence's words that are the client's: given back, not told
_LEAST = 4  # words in a sentence that tells something


def told(s: Said) -> list[str]:
    """The sentences that tell the client how something works, is treated or will go."""
    informs = s.words_of(Move.INFORMATION, Move.LECTURE)
    points = {q for group in s.points for p in group for q in s.stating(p.words)}
    return [
        sentence
        for sentence, low, asks in pairs(s)
        if not asks
        and (
            sentence in points
            or any(quote in sentence for quote in informs)
            or says.JARGON.search(low)
            or says.OVER.search(low)
            or _explains(s, sentence, low)
        )
    ]


def _explains(s: Said, sentence: str, low: str) -> bool:
    own = content(sentence)
    given_back = len(own & s.theirs) >= _BACK_AGAIN * len(own)
    if given_back or len(words(low)) < _LEAST or mirrors(s, sentence):
        return False
    return bool(marks.HOW_IT_WORKS.search(low)) and not marks.ABOUT_US.search(low)


_A_FEW = 5  # words in a sentence that says yes


def _asked_for(talk: Talk, n: int) -> bool:
    """Whether the client asked, or said yes to being told."""
    s = talk.turns[n]
    if client_asks(s, marks.WANTS_IT) or marks.GO_ON.search(plain(s.client)):
        return True
    if any(len(words(x)) <= _A_FEW and marks.YES.search(plain(x)) for x in sentences(s.client)):
        return True
    return bool(n) and bool(_offers(talk.turns[n - 1]))


def _offers(s: Said) -> list[str]:
    """The sentences that ask whether the client wants to be told, or leave them to say no."""
    return hits(s, marks.OFFER, says.PERMISSION) + s.words_of(Move.ASKS_PERMISSION)


_SMALL_ADDITION = 9  # words


def _no_permission(talk: Talk, n: int) -> list[str]:
    """Something is told that nobody asked for."""
    s = talk.turns[n]
    facts = told(s)
    if not facts or _asked_for(talk, n):
        return []
    last = max(map(s.place, facts))
    asked = [q for q in [*_offers(s), *s.asking(says.PRIOR)] if s.place(q) < last or q in facts]
    going_on = any(told(t) and _asked_for(talk, i) for i, t in enumerate(talk.turns[:n]))
    added = s.asks and s.place(facts[0]) and len(words(facts[0])) < _SMALL_ADDITION
    if asked or (len(facts) == 1 and (going_on or added)):
        return []
    return facts


_A_WORD = 12  # words; so short a turn is a remark


def _no_check(talk: Talk, n: int) -> list[str]:
    """Something is told, and nobody asks what the client made of it, here or in the next turn."""
    s = talk.turns[n]
    facts = told(s)
    if not facts or (len(facts) == 1 and s.count < _A_WORD):
        return []
    last = max(map(s.place, facts))
    after = [q for q in s.asks if s.place(q) >= last and not marks.NOD.search(plain(q))]
    if after or hits(s, marks.CHECKS, says.ADJUSTS, says.QUESTIONS):
        return []
    if any(t.asking(marks.LOOKS_BACK, says.BACK) for t in talk.turns[n + 1 : n + 2]):
        return []
    return list(s.sentences[-1:])


_ROW, _WORDS = 5, 80  # sentences without a question, and words in them
_LIST, _WORDS_IN_LIST = 8, 55
_DENSE, _WORDS_IF_DENSE = 3, 70


def _lecture(talk: Talk, n: int) -> list[str]:
    """Many pieces of information in a row, without the turn being handed back between them."""
    s = talk.turns[n]
    row: list[str] = []
    longest: list[str] = []
    for sentence, _, asks in pairs(s):
        row = [] if asks else [*row, sentence]
        longest = max(longest, row, key=len)
    text = " ".join(longest)
    count, facts = len(words(text)), [q for q in told(s) if q in longest]
    many = len(longest) >= _ROW and count >= _WORDS
    full = many and (len(facts) >= _DENSE or text.count(",") >= _LIST or len(longest) > _ROW + 1)
    listed = len(longest) >= _LIST and count >= _WORDS_IN_LIST
    dense = len(longest) >= _DENSE and len(facts) >= _DENSE and count >= _WORDS_IF_DENSE
    return [longest[len(longest) // 2]] if facts and (full or listed or dense) else []


_THICK = 3  # learned words in one sentence


def _jargon(talk: Talk, n: int) -> list[str]:
    """Technical words that the client has not used, by name or by how thickly they lie."""
    return [
        sentence
        for sentence, low, _ in pairs(talk.turns[n])
        if (_terms(talk, n, low) and not marks.PUT_ASIDE.search(low))
        or len([w for w in learned(low) if not talk.said_first(n, w)]) >= _THICK
    ]


def _terms(talk: Talk, n: int, low: str) -> bool:
    found = [m.group() for p in (says.JARGON, marks.MORE_JARGON) for m in p.finditer(low)]
    return any(not talk.said_first(n, term) for term in found)


def _false_claim(talk: Talk, n: int) -> list[str]:
    """What a fact sheet says never to say (any sheet, where none is known), or plainly wrong; and
    before all else what somebody is told to do with their tablets."""
    s = talk.turns[n]
    if marks.MEDICINE.search(f"{plain(s.client)} {plain(s.text)}"):
        dose = [sentence for sentence, low, asks in pairs(s) if not asks and _dose(low)]
        if dose:
            return dose
    sheets = [s.sheet] if s.sheet else talk.rubric.fact_sheets
    never = [point for sheet in sheets for point in sheet.never_say]
    said = [x for x in statements(s) if any(mentions(x, point.words) for point in never)]
    return said or hits(s, marks.FALSE, asked=False)


def _dose(low: str) -> bool:
    """Whether a sentence says what to do with tablets, and leaves it to nobody who prescribes."""
    if marks.PRESCRIBER.search(low):
        return False
    return any(not marks.NOT_OURS.search(low[: m.start()]) for m in marks.DOSE.finditer(low))


def _overclaim(talk: Talk, n: int) -> list[str]:
    """A promise, or more certainty than anyone can have."""
    found = []
    for sentence, low, asks in pairs(talk.turns[n]):
        dated = marks.BY_WHEN.search(low)
        unsure = marks.HEDGED.search(low) or says.NOT_OVER.search(low)
        sure = marks.SURE.search(low) and not unsure
        if not asks and (dated or sure):
            found.append(sentence)
    return found


def _minimise(talk: Talk, n: int) -> list[str]:
    """The trouble is made small."""
    s = talk.turns[n]
    if client_asks(s, marks.NORMAL):
        return []
    found = []
    for sentence, low, asks in pairs(s):
        own = content(sentence)
        given_back = own and len(own & s.theirs) >= _BACK_AGAIN * len(own)
        real = asks and not says.TOKEN.search(low) and not low.endswith(("it?", "we?"))
        if marks.SMALL.search(low) and not (given_back or real or marks.WEIGHED.search(low)):
            found.append(sentence)
    return found


def _generic(talk: Talk, n: int) -> list[str]:
    """Somebody else's story, although the client has told one."""
    s = talk.turns[n]
    found = []
    for at, (sentence, low, asks) in enumerate(pairs(s)):
        near = content(" ".join(s.sentences[at : at + 2]))
        if marks.SOMEBODY.search(low) and len(near & s.theirs) <= 1 and (not asks or told(s)):
            found.append(sentence)
    return found


def _missing_offer(talk: Talk, n: int) -> list[str]:
    """In a drill: the client's own idea is asked for, and nothing is told or offered yet."""
    s = talk.turns[n]
    offered = s.words_of(Move.ASKS_PERMISSION) or s.first(says.PERMISSION)
    return [] if len(talk.turns) > 1 or offered or told(s) else s.asking(says.PRIOR)


FINDERS: Mapping[str, Callable[[Talk, int], list[str]]] = {
    "lecture": _lecture,
    "jargon": _jargon,
    "false_claim": _false_claim,
    "overclaim": _overclaim,
    "no_permission": _no_permission,
    "no_check": _no_check,
    "minimise": _minimise,
    "generic_example": _generic,
    "missing_offer": _missing_offer,
}
