"""Talks with planted errors: what was planted where, and how well a scorer found it.

Owns reading `rubrics/gold/planted.yaml` and any file of the same shape, and the arithmetic of
finding: a claim is a turn and an error's name. It does not read a reply itself.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import Field

from practice import content
from practice.cases import Key
from practice.rubrics import Rubric

FILE = Path(__file__).resolve().parents[1] / "rubrics" / "gold" / "planted.yaml"
Words = Annotated[str, Field(min_length=1)]


class Half(StrEnum):
    """Which half of the talks: the one to learn from, or the one to measure with."""

    DEV = "dev"
    HELD_OUT = "held-out"


class Error(content.Strict):
    """One planted error: its name in the rubric, and the therapist's words that show it."""

    tag: Words
    words: Words


class Exchange(content.Strict):
    """What a client says, and what the therapist answers."""

    client: str = ""
    therapist: Words
    errors: list[Error] = []


class Talk(content.Strict):
    """A piece of a session about one skill. The therapist's turns are t1, t2, …"""

    id: Words
    skill: Words
    key: Key = Key()
    turns: Annotated[list[Exchange], Field(min_length=1)]

    @property
    def half(self) -> Half:
        """The same on every machine, and nobody's choice."""
        return [Half.DEV, Half.HELD_OUT][zlib.crc32(self.id.encode()) % 2]

    @property
    def planted(self) -> frozenset[Claim]:
        """Where which error stands."""
        return frozenset(
            Claim(f"t{n}", error.tag)
            for n, turn in enumerate(self.turns, start=1)
            for error in turn.errors
        )


class _Talks(content.Strict):
    transcripts: Annotated[list[Talk], Field(min_length=1)]


class Claim(NamedTuple):
    """An error that somebody sees in a turn."""

    turn: str
    tag: str


@dataclass(frozen=True)
class Finding:
    """How many were claimed, how many planted, how many of the claims were right."""

    claimed: int = 0
    planted: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """The share of the claims that are right (0 to 1); 1 where nothing was claimed."""
        return self.right / self.claimed if self.claimed else 1.0

    @property
    def recall(self) -> float:
        """The share of the planted that was found (0 to 1); 1 where nothing was planted."""
        return self.right / self.planted if self.planted else 1.0

    @property
    def f1(self) -> float:
        """2 · right / (claimed + planted): the harmonic mean of precision and recall (0 to 1).

        1 where nothing was planted and nothing claimed. C. J. van Rijsbergen, Information
        Retrieval (1979). `Finding(claimed=4, planted=6, right=3).f1` is 0.6.
        """
        total = self.claimed + self.planted
        return 2 * self.right / total if total else 1.0


@dataclass(frozen=True)
class Result:
    """How a scorer did over some talks.

    `location` asks for the turn alone, `type` for turn and error; both count claims in clean talks
    as wrong. `false_alarms` is the mean number of claims in a clean talk (None without any).
    """

    location: Finding
    type: Finding
    by_tag: Mapping[str, Finding]
    clean: int
    false_alarms: float | None


def talks(path: Path, rubrics: Mapping[str, Rubric]) -> list[Talk]:
    """The talks of a file; ContentError at the first mistake, with file, line and field."""
    try:
        document = content.read(path)
        found = content.fit(_Talks, document).transcripts
    except content.ContentErrors as errors:
        raise errors.errors[0] from None
    known: set[str] = set()
    for i, talk in enumerate(found):
        for where, message in _mistakes(talk, rubrics, known):
            raise document.error(("transcripts", i, *where), message)
        known.add(talk.id)
    return found


def _mistakes(
    talk: Talk, rubrics: Mapping[str, Rubric], known: set[str]
) -> Iterable[tuple[tuple[str | int, ...], str]]:
    if talk.id in known:
        yield ("id",), f"“{talk.id}” stands there twice"
    rubric = rubrics.get(talk.skill)
    if rubric is None:
        yield ("skill",), f"there is no rubric “{talk.skill}”"
        return
    if talk.key.sheet and rubric.sheet(talk.key.sheet) is None:
        yield ("key", "sheet"), f"there is no fact sheet “{talk.key.sheet}”"
    tags = {tag.id for tag in rubric.error_tags}
    for n, turn in enumerate(talk.turns):
        for k, error in enumerate(turn.errors):
            where = ("turns", n, "errors", k)
            if error.tag not in tags:
                yield (*where, "tag"), f"“{error.tag}” is not one of the rubric's error_tags"
            if error.words not in turn.therapist:
                yield (*where, "words"), "are not in what the therapist says, letter for letter"


def compared(talks: Sequence[Talk], claims: Mapping[str, Iterable[Claim]]) -> Result:
    """Hold what a scorer claims, by the talk's id, against what was planted."""
    told = {talk.id: frozenset(claims.get(talk.id, ())) for talk in talks}
    places = [(_turns(told[t.id]), _turns(t.planted)) for t in talks]
    types = [(told[t.id], t.planted) for t in talks]
    tags = sorted({claim.tag for pair in types for side in pair for claim in side})
    clean = [len(told[t.id]) for t in talks if not t.planted]
    return Result(
        location=_found(places),
        type=_found(types),
        by_tag={tag: _found([(_of(a, tag), _of(b, tag)) for a, b in types]) for tag in tags},
        clean=len(clean),
        false_alarms=sum(clean) / len(clean) if clean else None,
    )


def _turns(claims: frozenset[Claim]) -> frozenset[str]:
    return frozenset(claim.turn for claim in claims)


def _of(claims: frozenset[Claim], tag: str) -> frozenset[Claim]:
    return frozenset(claim for claim in claims if claim.tag == tag)


def _found(pairs: Iterable[tuple[frozenset[object], frozenset[object]]]) -> Finding:
    total: Counter[str] = Counter()
    for claimed, planted in pairs:
        total += Counter(claimed=len(claimed), planted=len(planted), right=len(claimed & planted))
    return Finding(total["claimed"], total["planted"], total["right"])
