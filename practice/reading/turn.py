"""One turn of a trainee as the reading rules see it: its moves, whose words it uses, what it asks.

A turn that only hands the client's own line back is recognised as an echo. Nothing here knows a
criterion, and nothing here decides what is good.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from practice.cases import Item, Key
from practice.moves import Coded, Move
from practice.reading.text import (
    COMMON,
    LEAST_COMMON,
    SMALL,
    content,
    folded,
    longest_run,
    phrases,
    plain,
    sentences,
    words,
)
from practice.rubrics import FactSheet, Point

_QUOTED = re.compile(r'"([^"\n]{1,160})"')
_PUT_BACK = phrases(
    "maybe / perhaps / doesn't matter / does not matter / forget (that|it) / never mind",
    "no, that's it / i suppose / if we must / sort of / half / and there was / the other thing",
    "probably nothing / can wait / it's silly / anyway / i don't know if / might be nothing",
)
_INDIRECT = phrases(
    "tell me (a bit |)(more|about)",
    "i (wonder|was wondering) (what|how|which|whether|if|where|who)",
    "(curious|wondering) (what|how|which|whether)",
    "(please |)tell me (what|which|how|where|if|whether|how)",
    "i'd like to (hear|know|understand) (what|how|which|where)",
    "say (which|what|how|if|whether) / i want (your|to hear) / describe",
)
_UNMARKED = re.compile(  # a question in a turn typed without question marks
    r"(?:^|[,;:] |\b(?:and|so|but|then|or|ok|okay) )"
    r"(?:(?:what|how|where|when|why|who) (?:was|is|were|are|did|do|does|would|will|could|can|"
    r"should|has|have|went|goes|makes?|made|happen\w{0,3})\b|"
    r"(?:what|which) \w{2,12} (?:was|were|did|do|does|would|should|could|with|of)\b|"
    r"how (?:much|sure|long|often)\b|(?:do|did|would|could|can|are|were) you\b)"
)
_THOUGHT_LIKE = phrases(
    "i'm / i am / i'll / i will / i'd / i can't / i couldn't / i must / i should* / i've / they",
    "he / she / it'll / it will / it's / they're / he's / she's / never / always / every*",
    "nobody / no one / nothing / going to / gonna / must / should* / mean* / end / whole / all",
    "ruin* / thinks / think",
)


class Found(NamedTuple):
    """What a rule found: a level from 0 to 4 (None: cannot tell), the words and why.

    `closed` says that nobody could tell: the turn gave no opportunity. `most` is a level that
    nothing else in the turn can lift it above. `shown` says that the words themselves show the
    level, and not only weights that were learnt.
    """

    level: int | None
    quotes: Sequence[str]
    why: str
    closed: bool = False
    most: int = 4
    shown: bool = True


@dataclass(frozen=True)
class Said:
    """One trainee turn."""

    turn: str
    text: str
    client: str
    moves: Mapping[Move, Sequence[Coded]]
    key: Key
    sheet: FactSheet | None = None
    sentences: tuple[str, ...] = field(default=())

    @cached_property
    def _plain(self) -> tuple[str, ...]:
        return tuple(plain(s) for s in self.sentences)

    @cached_property
    def _contents(self) -> tuple[frozenset[str], ...]:
        return tuple(content(s) for s in self.sentences)

    @cached_property
    def theirs(self) -> frozenset[str]:
        """The content words of the client's line."""
        return content(self.client)

    @cached_property
    def mine(self) -> frozenset[str]:
        """The content words of this turn."""
        return content(self.text)

    @property
    def copied(self) -> bool:
        """Whether the turn is a piece of the client's line, word for word, and nothing else."""
        return len(words(self.text)) >= 4 and plain(self.text) in plain(self.client)

    @cached_property
    def english(self) -> bool:
        """Whether enough of the words are English for English rules to say anything."""
        said = words(self.text)
        letters = [letter for word in said for letter in word if letter.isalpha()]
        latin = sum(letter.isascii() for letter in letters)
        common = sum(word in COMMON for word in said)
        return latin * 2 >= len(letters) and (len(said) < 6 or common / len(said) >= LEAST_COMMON)

    @cached_property
    def echo(self) -> bool:
        """Whether the turn hands most of the client's line back and adds next to nothing."""
        if not self.mine or len(self.theirs) < 2:
            return False
        if self.copied:
            return True
        back = len(self.mine & self.theirs)
        return back / len(self.theirs) >= 0.6 and back / len(self.mine) >= 0.7

    @cached_property
    def parroted(self) -> bool:
        """Whether the turn is an echo, or says the client's line again and asks nothing."""
        back = len(self.mine & self.theirs)
        again = back >= 2 and back / len(self.theirs) >= 0.6 and len(self.mine - self.theirs) < 2
        return self.echo or (again and not self.asks)

    @property
    def may_be_true(self) -> bool:
        """Whether the author says that the client's thought may simply be true."""
        return self.key.labels is not None and self.key.labels.primary == "none"

    @property
    def count(self) -> int:
        return len(self.text.split())

    @cached_property
    def asks(self) -> list[str]:
        """The sentences that ask: by a question mark, indirectly, or in a turn without any mark."""
        marked = any(mark in self.text for mark in "?？")
        return [
            sentence
            for sentence, low in zip(self.sentences, self._plain, strict=True)
            if sentence.rstrip("”\"'’) ").endswith(("?", "？"))
            or _INDIRECT.search(low)
            or (not marked and _UNMARKED.search(low))
        ]

    def has(self, *moves: Move) -> bool:
        return any(move in self.moves for move in moves)

    def words_of(self, *moves: Move) -> list[str]:
        """The words that show these moves, two at most."""
        return [c.quote for move in moves for c in self.moves.get(move, ())][:2]

    def first(self, *patterns: re.Pattern[str]) -> list[str]:
        """The first sentence in which one of the patterns occurs."""
        for sentence, low in zip(self.sentences, self._plain, strict=True):
            if any(pattern.search(low) for pattern in patterns):
                return [sentence]
        return []

    def asking(self, *patterns: re.Pattern[str]) -> list[str]:
        """The first question in which one of the patterns occurs."""
        asks = set(self.asks)
        for sentence, low in zip(self.sentences, self._plain, strict=True):
            if sentence in asks and any(pattern.search(low) for pattern in patterns):
                return [sentence]
        return []

    def mentioning(self, starts: Iterable[str]) -> list[str]:
        """The first sentence that mentions one of the words or phrases."""
        return next(self._mentions(starts), [])

    def _mentions(self, starts: Iterable[str]) -> Iterator[list[str]]:
        each = [re.escape(plain(start)) for start in starts]
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(each)})")
        for sentence, low in zip(self.sentences, self._plain, strict=True):
            if each and pattern.search(low):
                yield [sentence]

    def stating(self, starts: Iterable[str]) -> list[str]:
        """The first sentence that mentions one of the words and is not a question."""
        asks = set(self.asks)
        return next((found for found in self._mentions(starts) if found[0] not in asks), [])

    @cached_property
    def points(self) -> tuple[list[Point], list[Point], list[Point]]:
        """The fact sheet's points that this turn makes: must say, may say, never say."""
        if self.sheet is None:
            return [], [], []
        groups = (self.sheet.must_say, self.sheet.may_say, self.sheet.never_say)
        must, may, never = ([p for p in group if self.stating(p.words)] for group in groups)
        return must, may, never

    def every(self, pattern: re.Pattern[str]) -> set[str]:
        """The different words or phrases of a pattern that occur."""
        return {found.group() for low in self._plain for found in pattern.finditer(low)}

    def place(self, quote: str) -> int:
        """The number of the sentence a quote stands in (0 when it spans several)."""
        return next((i for i, sentence in enumerate(self.sentences) if quote in sentence), 0)

    def mirrored(self, source: str) -> tuple[float, list[str]]:
        """How much of the content of `source` comes back in one sentence (0 to 1), and where."""
        theirs = content(source)
        if not theirs:
            return 0.0, []
        best, where = 0.0, ""
        for sentence, mine in zip(self.sentences, self._contents, strict=True):
            share = len(theirs & mine) / len(theirs)
            if share > best:
                best, where = share, sentence
        return best, [where] if where else []

    @cached_property
    def thought(self) -> tuple[float, list[str]]:
        """The best mirror of the thought (0 to 1) and where: as the case author names it, or as a
        clause of the client's line that sounds like a thought. One shared word is no mirror, unless
        it stands in quotation marks.
        """
        named = [span for span in (*self.key.give_aways, self.key.thought) if span]
        clauses = sentences(self.client)
        spans = named or [c for c in clauses if _THOUGHT_LIKE.search(plain(c))] or clauses
        best, where = 0.0, [""]
        for span in spans:
            share, mirror = self.mirrored(span)
            if mirror and len(content(span) & content(mirror[0])) < 2:
                share = min(share, 0.3)
            if share > best:
                best, where = share, mirror
        quoted, mirror = self.quoted(" . ".join(spans))
        if quoted and best < 0.6:
            return 0.6, mirror
        run, mirror = replace(self, client=" . ".join(spans)).lifted
        if run >= 3 and best < 0.6:
            return 0.6, mirror
        return best, where if best else []

    def quoted(self, source: str = "") -> tuple[int, list[str]]:
        """The words of the shortest passage quoted from the client, and the sentence it is in."""
        theirs = f" {' '.join(folded(words(source or self.client)))} "
        found: list[tuple[int, str]] = []
        for sentence, low in zip(self.sentences, self._plain, strict=True):
            for passage in _QUOTED.findall(low):
                own = words(passage)
                if any(w not in SMALL for w in own) and f" {' '.join(folded(own))} " in theirs:
                    found.append((len(own), sentence))
        shortest = min(found, default=(0, ""))
        return shortest[0], [shortest[1]] if shortest[0] else []

    @cached_property
    def lifted(self) -> tuple[int, list[str]]:
        """The longest run of the client's very words in one sentence, and that sentence.

        A run counts when a content word is in it; its length is in words. “I'm” handed back as
        “you're” is the same word.
        """
        source = folded(words(self.client))
        at: dict[str, list[int]] = {}
        for i, word in enumerate(source):
            at.setdefault(word, []).append(i)
        best, where = 0, ""
        for sentence in self.sentences:
            run = longest_run(folded(words(sentence)), source, at)
            if run > best:
                best, where = run, sentence
        return best, [where] if where else []

    @cached_property
    def items(self) -> list[Item]:
        """The agenda items this turn names, out of those the author knows or the client listed."""
        known = self.key.items or listed(self.client)
        return [i for i in known if self.mentioning(i.words)]


def listed(line: str) -> list[Item]:
    """What a client's line puts forward, clause by clause, when no author has listed it."""
    found: list[Item] = []
    for clause in re.split(r"[,.;:?!…]|\b(?:and|also|then|but)\b", line):
        starts = [w for w in words(clause) if w not in COMMON and len(w) > 2]
        if starts:
            hesitant = bool(_PUT_BACK.search(plain(clause)))
            found.append(Item(name=clause.strip(), words=starts, hesitant=hesitant))
    return found
