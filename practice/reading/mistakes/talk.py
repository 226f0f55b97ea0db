"""The trainee's turns of one attempt as a talk: what went before and comes after counts.

Permission asked for earlier, an item added later, a word the client used first: what is a mistake
in one turn alone may be none in the talk. Nothing here knows a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from practice.moves import Move
from practice.reading.text import content, plain, sentences, words
from practice.reading.turn import Said
from practice.rubrics import Rubric

_LEARNED = re.compile(
    r"(?:[ts]ions?|ment(?:al|s)?|it(?:y|ies)|ives?|olog\w+|[ae]nc(?:e|y|ies)|isms?|i[sz]ed|"
    r"i[sz]ing|i[sz]ation|iac|ous|[ai]bles?|ular|etic|omic|ory|edly)$"
)
_FEWEST_LETTERS = 9
_QUOTED = re.compile(r'"[^"]{1,200}"')


@dataclass(frozen=True)
class Talk:
    """One turn in a drill, several in an encounter, in order."""

    turns: tuple[Said, ...]
    rubric: Rubric

    @cached_property
    def _client(self) -> tuple[str, ...]:
        """What the client has said up to each turn, in plain form."""
        lines = [plain(s.client) for s in self.turns]
        return tuple(" ".join(lines[: n + 1]) for n in range(len(lines)))

    def heard(self, n: int) -> str:
        """All that the client has said before turn n was said, in plain form."""
        return self._client[n]

    def theirs(self, n: int) -> frozenset[str]:
        """The content words of all that the client has said before turn n."""
        return content(self._client[n])

    def earlier(self, n: int, *patterns: re.Pattern[str], asked: bool = False) -> bool:
        """Whether one of the patterns occurs in an earlier turn (in a question there, if asked)."""
        return any(hits(s, *patterns, asked=asked or None) for s in self.turns[:n])

    def later(self, n: int, *patterns: re.Pattern[str]) -> bool:
        """Whether one of the patterns occurs in a later turn."""
        return any(hits(s, *patterns) for s in self.turns[n + 1 :])

    def said_first(self, n: int, words_: str) -> bool:
        """Whether the client has used these words, or their stems, before turn n was said."""
        own = content(words_)
        return bool(own) and own <= self.theirs(n)


def pairs(s: Said) -> Iterator[tuple[str, str, bool]]:
    """Each sentence of a turn as typed and in plain form, and whether it asks.

    What stands in quotation marks is somebody else's, and left out of the plain form.
    """
    asks = set(s.asks)
    for sentence in s.sentences:
        yield sentence, _QUOTED.sub('"', plain(sentence)), sentence in asks


def hits(s: Said, *patterns: re.Pattern[str], asked: bool | None = None) -> list[str]:
    """The sentences in which a pattern occurs: all, questions only, or statements only."""
    return [
        sentence
        for sentence, low, asks in pairs(s)
        if (asked is None or asks is asked) and any(p.search(low) for p in patterns)
    ]


_MIRRORS = (
    Move.VALIDATION, Move.SIMPLE_REFLECTION, Move.COMPLEX_REFLECTION, Move.SUMMARY, Move.OWNS_PART,
    Move.NOTICES_SHIFT,
)  # fmt: skip


def mirrors(s: Said, sentence: str) -> bool:
    """Whether a sentence gives the client back to the client, or owns up to something."""
    return any(coded.quote in sentence for move in _MIRRORS for coded in s.moves.get(move, ()))


def statements(s: Said) -> list[str]:
    """The sentences that ask nothing."""
    return [sentence for sentence, _, asks in pairs(s) if not asks]


def client_asks(s: Said, *patterns: re.Pattern[str]) -> bool:
    """Whether the client's line just before a turn asks something (of this kind)."""
    asked = [plain(x) for x in sentences(s.client) if x.rstrip("”\"'’) ").endswith("?")]
    return any(not patterns or any(p.search(low) for p in patterns) for low in asked)


def learned(text: str) -> list[str]:
    """The long words of a text that are built as books build them."""
    return [w for w in words(text) if len(w) >= _FEWEST_LETTERS and _LEARNED.search(w)]
