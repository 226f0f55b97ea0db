"""Names the moves in a turn: local, instant, readable, no model.

It owns how the wording (`wording/`) of each sentence and the shape of the whole turn add up to
moves; what a move means is in `practice.moves`. It does not judge quality, does not remember
earlier turns, and says nothing about what it does not recognise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from practice.adapters import wording
from practice.adapters.wording.mirrors import content, mirror
from practice.adapters.wording.sentences import WORD as _WORD
from practice.adapters.wording.sentences import Sentence, cut, plain
from practice.moves import Coded, Move

_LEAST = 0.5  # below this, saying nothing is better
_REACH = 30  # characters before a match in which another sense may be announced
_LONGEST_QUOTE = 240  # a run-on without punctuation is quoted by the words that matched

# A sentence that does one of these is not also a mirror of the client.
_NOT_A_MIRROR = frozenset(
    {
        Move.ADVICE, Move.INFORMATION, Move.ARGUES, Move.INSULTS, Move.FLATTERS, Move.REASSURANCE,
        Move.TALKS_TO_MACHINE, Move.LABELS_THOUGHT, Move.JOKES, Move.ENDS, Move.SELF_DISCLOSURE,
        Move.OFFERS_AGENDA, Move.NOTICES_SHIFT, Move.OWNS_PART, Move.HOLLOW_APOLOGY,
        Move.RENEGOTIATES, Move.ASKS_PERMISSION, Move.ASKS_ABOUT_SAFETY, Move.PRIORITISES,
    }
)  # fmt: skip
# These may be put as questions, but nobody is being asked to explore anything.
_NOT_EXPLORING = frozenset(
    {
        Move.ADVICE, Move.INFORMATION, Move.ARGUES, Move.INSULTS, Move.TALKS_TO_MACHINE,
        Move.JOKES, Move.ASKS_PERMISSION, Move.REASSURANCE, Move.FLATTERS,
    }
)  # fmt: skip
# A turn that does one of these mirrors the client only where a sentence says plainly that it does.
_AGAINST_A_MIRROR = frozenset(
    {
        Move.ADVICE, Move.INSULTS, Move.JOKES, Move.FLATTERS, Move.LECTURE, Move.ARGUES,
        Move.TALKS_TO_MACHINE, Move.SELF_DISCLOSURE, Move.REASSURANCE, Move.ADVICE_WITH_PERMISSION,
        Move.ENDS, Move.INFORMATION,
    }
)  # fmt: skip
# Beside one of these only a sentence that is plainly about the client is a mirror.
_BESIDE_WORK = frozenset(
    {
        Move.OFFERS_AGENDA, Move.INVITES_AGENDA, Move.PRIORITISES, Move.ASKS_PERMISSION,
        Move.RENEGOTIATES, Move.CHECKS_UNDERSTANDING, Move.SOCRATIC_QUESTION,
        Move.ASKS_ABOUT_SAFETY, Move.HOLLOW_APOLOGY, Move.OWNS_PART, Move.NOTICES_SHIFT,
        Move.LABELS_THOUGHT,
    }
)  # fmt: skip
_PLAIN_MIRROR = 0.7  # at least so sure is a mirror that is about the client
_SURE_MIRROR = 0.85  # and one that says that it is one
# Why a feeling makes sense, or a question about a thought, is more than giving it back.
_NO_MERE_MIRROR = frozenset(
    {
        Move.VALIDATION, Move.SOCRATIC_QUESTION, Move.ELICITS_THOUGHT, Move.CHECKS_UNDERSTANDING,
        Move.INVITES_AGENDA,
    }
)  # fmt: skip
# The same words cannot be meant as these as well.
_INSTEAD = {
    Move.INSULTS: (Move.ADVICE, Move.OPEN_QUESTION),
    Move.TALKS_TO_MACHINE: (Move.ADVICE,),
    Move.VALIDATION: (Move.INFORMATION,),
    Move.RENEGOTIATES: (Move.SOCRATIC_QUESTION, Move.OFFERS_AGENDA),
    Move.OFFERS_AGENDA: (Move.SELF_DISCLOSURE,),
}
# These are often followed by asking whether they are right.
_CHECKED = frozenset(
    {Move.SUMMARY, Move.NOTICES_SHIFT, Move.SIMPLE_REFLECTION, Move.COMPLEX_REFLECTION}
)
_MIRRORS = frozenset({Move.SIMPLE_REFLECTION, Move.COMPLEX_REFLECTION})
_TELLS = frozenset({Move.INFORMATION, Move.ADVICE, Move.ADVICE_WITH_PERMISSION})
# A reply that does one of these has taken up what the client showed.
_TAKES_UP = frozenset(
    {
        Move.SIMPLE_REFLECTION, Move.COMPLEX_REFLECTION, Move.VALIDATION, Move.SUMMARY,
        Move.NOTICES_SHIFT, Move.OWNS_PART, Move.ASKS_ABOUT_SAFETY, Move.ELICITS_THOUGHT,
        Move.RENEGOTIATES, Move.SELF_DISCLOSURE,
    }
)  # fmt: skip
_BUSINESS = frozenset(
    {
        Move.OFFERS_AGENDA, Move.INVITES_AGENDA, Move.PRIORITISES, Move.INFORMATION, Move.ADVICE,
        Move.ADVICE_WITH_PERMISSION, Move.LECTURE, Move.LABELS_THOUGHT, Move.JOKES,
    }
)  # fmt: skip


class _Seen(NamedTuple):
    """A move in one sentence, and where in the turn its words stand."""

    p: float
    start: int
    end: int


class EmbeddedMoveCoder:
    """The coder that is always there: each move at most once a turn, in the order of the words."""

    name = "embedded-3"

    def code(self, text: str, before: str = "") -> Sequence[Coded]:
        """Code one turn; `before` is what the client said just before it."""
        client = plain(before)
        sentences, turn = _read(text, client)
        _settle(sentences, turn)
        _unmirror(turn)
        _overlook(sentences, turn, client)
        return _named(text, turn)

    def hints(self, text: str, before: str = "") -> Sequence[Coded]:
        """Everything the wording may show, doubtful mirrors too: what the main code looks at."""
        return _named(text, _read(text, plain(before))[1])


def _read(text: str, client: str) -> tuple[list[Sentence], list[dict[Move, _Seen]]]:
    """What each sentence shows, by itself and beside the others."""
    sentences = list(cut(text))
    turn = [_in_sentence(sentence, client) for sentence in sentences]
    _apologise(sentences, turn, client)
    _ask_on(sentences, turn, client)
    _permit(sentences, turn, client)
    _summarise(sentences, turn)
    _lecture(sentences, turn)
    return sentences, turn


def _named(text: str, turn: Sequence[dict[Move, _Seen]]) -> list[Coded]:
    """Each move once, where it is surest, in the order of the words; nothing below confidence."""
    best: dict[Move, _Seen] = {}
    for seen in turn:
        for move, evidence in seen.items():
            if move not in best or evidence.p > best[move].p:
                best[move] = evidence
    ordered = sorted(best.items(), key=lambda item: item[1].start)
    return [
        Coded(move, text[seen.start : seen.end], seen.p)
        for move, seen in ordered
        if seen.p >= _LEAST
    ]


def _in_sentence(sentence: Sentence, client: str) -> dict[Move, _Seen]:
    """Name the moves that one sentence shows by itself."""
    words = sentence.words
    seen: dict[Move, _Seen] = {}

    def add(move: Move, p: float, at: tuple[int, int] = (0, 0)) -> None:
        start, end = sentence.start, sentence.end
        if end - start > _LONGEST_QUOTE:
            offset = end - len(words)
            start, end = offset + at[0], offset + (at[1] or min(len(words), _LONGEST_QUOTE))
        seen[move] = _Seen(p, start, end)

    for sign in wording.SIGNS:
        if sign.asks and not sentence.asks:
            continue
        match = sign.words.search(words)
        if match and not _put_otherwise(sign, words, match):
            add(sign.move, sign.p, match.span())
    if sentence.asks and Move.INFORMATION in seen and _only_asks(words):
        del seen[Move.INFORMATION]
    if Move.LABELS_THOUGHT in seen and _said_first_by(client, words):
        del seen[Move.LABELS_THOUGHT]
    if sentence.asks and not _NOT_EXPLORING & seen.keys():
        kind, p = _question(sentence, bool(seen.keys() - {Move.LABELS_THOUGHT}))
        if kind:
            add(kind, p)
    if not seen.keys() & (_NOT_A_MIRROR | {Move.OPEN_QUESTION}):
        kind, p = mirror(sentence, client)
        if kind:
            seen.pop(Move.CLOSED_QUESTION, None)
            add(kind, p)
    return seen


def _put_otherwise(sign: wording.Sign, words: str, match: re.Match[str]) -> bool:
    """Tell whether the words just before a match give it another sense."""
    if sign.unless is None:
        return False
    return bool(sign.unless.search(words, max(0, match.start() - _REACH), match.start()))


def _only_asks(words: str) -> bool:
    """Tell whether a question is put as one: what it speaks of is then asked, and not told."""
    if words.startswith("did you know"):
        return False
    return bool(wording.BARE_INVERSION.search(words) or wording.YES_OR_NO.search(words))


def _said_first_by(client: str, words: str) -> bool:
    """Tell whether the client already used the name of this pattern: then it is theirs."""
    named = wording.NAMED_PATTERN.search(words)
    return bool(named and named.group()[:8] in client)


def _question(sentence: Sentence, does_something: bool) -> tuple[Move | None, float]:
    """Open or closed. A closed question that does something else is that something else."""
    words = sentence.words
    length = len(_WORD.findall(words))
    closed = wording.CLOSED.search(words)
    if not closed and wording.OPEN.search(words):
        return Move.OPEN_QUESTION, 0.85
    if does_something and not (closed and "scale" in closed.group()):
        return None, 0.0
    if closed or wording.YES_OR_NO.search(words):
        return Move.CLOSED_QUESTION, 0.85
    asks_on = 1 <= length <= 3 or (not length and "then" in sentence.opening)
    if "and" in sentence.opening and asks_on:
        return Move.OPEN_QUESTION, 0.6  # "and at home?", "and then?"
    if _WORD.search(words):
        return Move.CLOSED_QUESTION, 0.75 if " or " in words else 0.55
    return None, 0.0


def _apologise(
    sentences: Sequence[Sentence], turn: Sequence[dict[Move, _Seen]], client: str
) -> None:
    """Owning a part outranks the joke it is about; a bare sorry with nothing owned is hollow."""
    owned = any(Move.OWNS_PART in seen for seen in turn)
    asked = any(sentence.asks for sentence in sentences)
    for sentence, seen in zip(sentences, turn, strict=True):
        if Move.HOLLOW_APOLOGY in seen:
            seen.pop(Move.OWNS_PART, None)
        if Move.OWNS_PART in seen:
            seen.pop(Move.JOKES, None)
            seen.pop(Move.ARGUES, None)
        bare = not owned and wording.BARE_SORRY.search(sentence.words)
        # Not heard, said on the way to a question, or after a loss, sorry is what it says.
        meant = wording.LOSS.search(client) or (asked and not _strained(client))
        if bare and not meant:
            seen[Move.HOLLOW_APOLOGY] = _Seen(0.7, sentence.start, sentence.end)


def _strained(client: str) -> bool:
    """Tell whether the client speaks about the trainee, or shows plain distress."""
    return bool(
        wording.STRAINED.search(client)
        or wording.AFFECT.search(client)
        or wording.WITHDRAWN.search(client)
    )


def _ask_on(sentences: Sequence[Sentence], turn: Sequence[dict[Move, _Seen]], client: str) -> None:
    """What somebody makes of it checks understanding only where something has been explained."""
    told = any(seen.keys() & (_TELLS | {Move.LABELS_THOUGHT}) for seen in turn)
    nodded = client and len(_WORD.findall(client)) <= 3
    for sentence, seen in zip(sentences, turn, strict=True):
        gathered = wording.SO_FAR.search(sentence.words) or wording.LISTED.search(sentence.words)
        told = told or bool(gathered)
        if not (told or nodded) and wording.ASKED_BACK.search(sentence.words):
            seen.pop(Move.CHECKS_UNDERSTANDING, None)


def _permit(sentences: Sequence[Sentence], turn: Sequence[dict[Move, _Seen]], client: str) -> None:
    """Advice that was asked for, or came after a permission question, is another move."""
    allowed = bool(wording.INVITED.search(client))
    for sentence, seen in zip(sentences, turn, strict=True):
        allowed = allowed or Move.ASKS_PERMISSION in seen
        if not allowed:
            continue
        if Move.ADVICE in seen:
            seen[Move.ADVICE_WITH_PERMISSION] = seen.pop(Move.ADVICE)
        elif not sentence.asks and wording.SUGGESTS.search(sentence.words):
            seen[Move.ADVICE_WITH_PERMISSION] = _Seen(0.7, sentence.start, sentence.end)
        if Move.ADVICE_WITH_PERMISSION in seen:
            seen.pop(Move.INFORMATION, None)


def _summarise(sentences: Sequence[Sentence], turn: Sequence[dict[Move, _Seen]]) -> None:
    """A summary gathers several things: two reflections around "so far", or "so: a, b and c"."""
    mirrors = sum(bool(seen.keys() & _MIRRORS) for seen in turn)
    announced = False
    for sentence, seen in zip(sentences, turn, strict=True):
        if seen.keys() & _NOT_A_MIRROR - {Move.PRIORITISES} or (sentence.asks and not announced):
            continue
        length = len(_WORD.findall(sentence.words))
        listed = bool(wording.LISTED.search(sentence.words)) and length >= 9
        so_far = wording.SO_FAR.search(sentence.words)
        if (so_far and (mirrors >= 2 or length >= 15)) or (announced and listed):
            seen[Move.SUMMARY] = _Seen(0.8, sentence.start, sentence.end)
        elif listed and "so" in sentence.opening:
            seen[Move.SUMMARY] = _Seen(0.65, sentence.start, sentence.end)
        announced = announced or bool(so_far)


def _lecture(sentences: Sequence[Sentence], turn: Sequence[dict[Move, _Seen]]) -> None:
    """A lecture is long telling, or jargon with no question; asking before or after allows more."""
    told = [seen for seen in turn if seen.keys() & _TELLS]
    length = sum(len(_WORD.findall(sentence.words)) for sentence in sentences)
    joined = any(seen.keys() & {Move.ASKS_PERMISSION, Move.CHECKS_UNDERSTANDING} for seen in turn)
    asked = any(sentence.asks for sentence in sentences)
    jargon = {match.group() for s in sentences for match in wording.JARGON.finditer(s.words)}
    about_them = sum(len(wording.WITH_YOU.findall(sentence.words)) for sentence in sentences)
    long = len(told) >= 2 and length > (120 if joined else 60)
    # No question, nobody heard, hardly a word about the client: it is about the subject.
    monologue = (
        len(sentences) >= 4
        and length >= 45
        and not asked
        and about_them * 10 <= length
        and not any(seen.keys() & {Move.SUMMARY, Move.OWNS_PART} for seen in turn)
        and not any(wording.HEARD.search(sentence.words) for sentence in sentences[:1])
    )
    if long or monologue or (len(jargon) >= 2 and length >= 15 and not asked):
        first = turn.index(told[0]) if told else 0
        p = 0.8 if long else 0.7
        turn[first][Move.LECTURE] = _Seen(p, sentences[first].start, sentences[first].end)


def _unmirror(turn: Sequence[dict[Move, _Seen]]) -> None:
    """Take back the mirrors that something else in the turn makes doubtful."""
    made = frozenset[Move]().union(*(seen.keys() for seen in turn))
    gathered = bool(made & {Move.SUMMARY, Move.LECTURE})  # not also given back bit by bit
    doubtful = bool(made & (_AGAINST_A_MIRROR | _BESIDE_WORK))
    for seen in turn:
        least = _SURE_MIRROR if seen.keys() & _NO_MERE_MIRROR else _PLAIN_MIRROR
        for move in _MIRRORS & seen.keys():
            weak = seen[move].p < least and (doubtful or least == _SURE_MIRROR)
            if gathered or weak:
                del seen[move]


def _settle(sentences: Sequence[Sentence], turn: Sequence[dict[Move, _Seen]]) -> None:
    """Where the same words show two moves of which only one can be meant, keep that one."""
    made = frozenset[Move]().union(*(seen.keys() for seen in turn))
    for sentence, seen in zip(sentences, turn, strict=True):
        for meant, instead in _INSTEAD.items():
            if meant in seen:
                for move in instead:
                    seen.pop(move, None)
        if Move.OFFERS_AGENDA in seen and not sentence.asks:
            seen.pop(Move.ASKS_PERMISSION, None)  # "if that's all right" belongs to the offer
        asked_back = wording.RIGHT_SO_FAR.search(sentence.words) and made & _CHECKED
        if asked_back and not seen.keys() & _NOT_EXPLORING:
            seen.pop(Move.CLOSED_QUESTION, None)  # "is that right?" belongs to what it checks
        if Move.LABELS_THOUGHT in seen and len(_WORD.findall(sentence.words)) <= 8:
            seen.pop(Move.INFORMATION, None)  # a name alone tells nothing


def _overlook(
    sentences: Sequence[Sentence], turn: Sequence[dict[Move, _Seen]], client: str
) -> None:
    """A cue is ignored when the client shows plain distress and the reply is business alone."""
    plain = bool(wording.AFFECT.search(client))
    if not (plain or wording.WITHDRAWN.search(client)):
        return
    if any(seen.keys() & _TAKES_UP for seen in turn):
        return
    business = [
        bool(seen.keys() & _BUSINESS or wording.TASK.search(sentence.words))
        for sentence, seen in zip(sentences, turn, strict=True)
    ]
    theirs = content(client)
    for sentence, task in zip(sentences, business, strict=True):
        room = not (task and plain) and wording.OPEN.search(sentence.words)
        if sentence.asks and (room or content(sentence.words) & theirs):
            return  # it asks about what the client showed, or leaves room for it
    if any(business):
        at = sentences[business.index(True)]
        turn[business.index(True)][Move.IGNORES_CUE] = _Seen(0.7, at.start, at.end)
