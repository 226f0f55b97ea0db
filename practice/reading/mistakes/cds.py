"""Mistakes in spotting distorted thoughts: each finder gives the words that show one, or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from practice.moves import Move
from practice.reading import cds
from practice.reading import cds_words as says
from practice.reading.mistakes import cds_words as marks
from practice.reading.mistakes.talk import Talk, client_asks, hits, mirrors, pairs, statements
from practice.reading.pse_words import JARGON
from practice.reading.text import content, plain, sentences, words
from practice.reading.turn import Said


def _label_first(talk: Talk, n: int) -> list[str]:
    """A name of a pattern, unless the client said it first, or it comes last and as an offer."""
    s = talk.turns[n]
    checks = s.asking(marks.CHECKS)
    named = hits(s, marks.PATTERNS, marks.PLAIN_NAME) or s.words_of(Move.LABELS_THOUGHT)
    for sentence in named:
        low = plain(sentence)
        names = [m.group() for p in (marks.PATTERNS, marks.PLAIN_NAME) for m in p.finditer(low)]
        theirs = names and all(talk.said_first(n, name) for name in names)
        offered = checks and not marks.PATTERNS.search(low) and _held(s, before=sentence)
        if not theirs and not offered:
            return [sentence]
    return []


def _held(s: Said, before: str) -> bool:
    """Whether a sentence before this one gives the client's own words back."""
    return any(len(content(x) & s.theirs) >= 2 for x in s.sentences[: s.place(before)])


def _jargon(talk: Talk, n: int) -> list[str]:
    """Words from a textbook that the client has not used."""
    return [
        sentence
        for sentence, low, _ in pairs(talk.turns[n])
        if any(
            not talk.said_first(n, term.group())
            for pattern in (marks.PATTERNS, marks.TERMS, JARGON)
            for term in pattern.finditer(low)
        )
    ]


_SHORT = 6  # words


def _reassure(talk: Talk, n: int) -> list[str]:
    """Comfort about the outcome, or the client's thought simply denied."""
    s = talk.turns[n]
    if client_asks(s, marks.NORMAL):
        return []
    found = []
    for sentence, low, asks in pairs(s):
        if asks and not says.LEADING.search(low) and not marks.CORNERS.search(low):
            continue
        if marks.SINCERE.search(low) or marks.GRANTS.search(low):
            continue
        own = content(sentence)
        given_back = len(own & s.theirs) > len(own) / 2
        about = own & s.theirs or len(words(low)) <= _SHORT
        all_do = marks.EVERYBODY.search(low) and not mirrors(s, sentence)
        promises = marks.PROMISES.search(low) or all_do
        if (promises and not given_back) or (about and marks.DENIES.search(low)):
            found.append(sentence)
    return found


_MANY_TOLD = 5  # statements


def _debate(talk: Talk, n: int) -> list[str]:
    """An argument: two signs among contradiction, facts in a row, and a cornering question."""
    s = talk.turns[n]
    if s.asking(marks.CHECKS):
        return []
    signs = [(_against(s, *pair), pair[0]) for pair in pairs(s)]
    most, where = max(signs, key=lambda sign: sign[0], default=(0, ""))
    total = sum(sign for sign, _ in signs)
    return [where] if total >= 2 or (most and len(statements(s)) >= _MANY_TOLD) else []


def _against(s: Said, sentence: str, low: str, asks: bool) -> int:
    """How many signs of arguing a sentence shows."""
    own = content(sentence)
    given_back = len(own & s.theirs) > len(own) / 2
    contrary = bool(marks.AGAINST.search(low)) and not says.FEELING.search(low)
    tagged = asks and not given_back
    argues = any(q in sentence for q in s.words_of(Move.ARGUES))
    return (
        contrary
        + (contrary and low.count(",") + low.count(" and ") >= 2)
        + (tagged and bool(marks.TAG.search(low) or says.LEADING.search(low)))
        + bool(marks.CORNERS.search(low))
        + (argues and not marks.GRANTS.search(low))
    )


def _pathologise(talk: Talk, n: int) -> list[str]:
    """A doubt cast on what the client reports as having happened, or holds dear."""
    s = talk.turns[n]
    if hits(s, says.ACCEPTS):
        return []
    if s.key.labels is not None:
        real = s.key.labels.primary == "none"
    else:
        lately = " ".join(plain(t.client) for t in talk.turns[max(0, n - 1) : n + 1])
        happened = marks.HAPPENED.search(lately) and not marks.LEAPS.search(plain(s.client))
        real = bool(happened or marks.VALUES.search(lately))
    doubted = [x for x in hits(s, marks.DOUBTED) if not marks.NO_NEED.search(plain(x))]
    return doubted[-1:] if real else []


_LONG, _SOME = 35, 18  # words told about the client; after so many a question comes late


def _names_all(talk: Talk, n: int) -> list[str]:
    """An account of the client by the trainee, with nothing left to find and nobody asked."""
    s = talk.turns[n]
    told = hits(s, marks.TELLS_ALL, asked=False)
    long = len(words(" ".join(statements(s)))) >= _LONG
    named = _label_first(talk, n)
    if named and long:
        return told or named
    if not told or s.count < _SOME or hits(s, marks.CHECKS, marks.UNSURE):
        return []
    asks = [q for q in s.asks if not s.asking(says.LEADING) and not _empty(q)]
    return told if long or not asks else []


def _empty(question: str) -> bool:
    return bool(marks.NO_QUESTION.search(plain(question)))


_MANY = 3  # questions in a turn, and different things the client said
_NEXT_QUESTION = re.compile(r", and (?=what|how|which|why|where|who|is|do|would)|[:;]")
_CLAUSE = re.compile(r"[,;:]|\band\b|\bbut\b")


def _two_thoughts(talk: Talk, n: int) -> list[str]:
    """Questions that go after different thoughts of the client's in one breath."""
    s = talk.turns[n]
    if hits(s, marks.CHOOSES) or _debate(talk, n):
        return []
    asked = [part for q in s.asks for part in _NEXT_QUESTION.split(q) if len(words(part)) >= 3]
    clauses = [
        own
        for line in talk.turns[: n + 1]
        for sentence in sentences(line.client)
        for clause in _CLAUSE.split(sentence)
        if (own := content(clause))
    ]
    touched = {i for x in s.sentences for i, own in enumerate(clauses) if own & content(x)}
    several = len(asked) >= _MANY and len(touched) >= _MANY
    if several or (len(asked) > 1 and hits(s, marks.ALL_OF_IT)):
        return s.asks[1:] or s.asks
    return []


def _feeling(talk: Talk, n: int) -> list[str]:
    """A feeling or an event called a thought; or a bare feeling, and nothing after it."""
    s = talk.turns[n]
    alone = len(s.sentences) == 1
    return [
        sentence
        for sentence in s.sentences
        if marks.FEELING_AS_THOUGHT.search(plain(sentence))
        or (alone and marks.ONLY_A_FEELING.search(plain(sentence)))
    ]


def _cheerlead(talk: Talk, n: int) -> list[str]:
    """Praise or a pep talk, and no step on the thought."""
    s = talk.turns[n]
    if s.asking(says.WORKS, says.SCALE, says.HOTTEST, says.ELICITS):
        return []
    return (hits(s, marks.PEP, asked=False) or s.words_of(Move.FLATTERS))[-1:]


def _missing_why(talk: Talk, n: int) -> list[str]:
    """In a drill: the feeling is named, and not yet why it makes sense."""
    found = cds.RULES["cds.hold"](talk.turns[n])
    named = len(talk.turns) == 1 and found.why == cds.FEELING_ONLY
    return list(found.quotes) if named else []


FINDERS: Mapping[str, Callable[[Talk, int], list[str]]] = {
    "label_first": _label_first,
    "reassure": _reassure,
    "debate": _debate,
    "pathologise_reality": _pathologise,
    "therapist_names_all": _names_all,
    "two_thoughts": _two_thoughts,
    "feeling_as_thought": _feeling,
    "jargon": _jargon,
    "cheerlead": _cheerlead,
    "missing_why": _missing_why,
}
