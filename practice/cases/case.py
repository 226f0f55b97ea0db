"""One case as a whole, and whether some words occur in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from practice import NotFound
from practice.cases.parts import (
    AT_LEAST,
    AuthoredLine,
    Difficulty,
    Disclosure,
    For,
    Later,
    Private,
    Public,
    Slug,
    Stimulus,
    Text,
    short_of,
)
from practice.content import Misplaced, Strict
from practice.sentences import SKILL


class Case(Strict):
    """One simulated client."""

    id: Slug
    version: Annotated[int, Field(ge=1)]
    title: Text
    author: Text
    reviewed_by: str = ""
    status: Literal["draft", "active"] = "draft"
    content_notes: list[Text] = []
    level: Difficulty
    skills: Annotated[list[Annotated[str, Field(pattern=SKILL)]], Field(min_length=1)]
    public: Public
    private: Private
    lines: list[AuthoredLine]
    later: list[Later] = []
    stimuli: Annotated[list[Stimulus], Field(min_length=1)]
    fingerprint: str = ""

    @field_validator("lines")
    @classmethod
    def _enough_lines(cls, lines: list[AuthoredLine]) -> list[AuthoredLine]:
        too_few = short_of(AT_LEAST, lines)
        if too_few:
            raise ValueError(f"has too few lines: {too_few}")
        return lines

    @field_validator("later")
    @classmethod
    def _in_order(cls, later: list[Later]) -> list[Later]:
        if [one.session for one in later] != list(range(2, 2 + len(later))):
            raise ValueError("the sessions run 2, 3, 4 in this order, without gaps")
        return later

    @model_validator(mode="after")
    def _skills_match(self) -> Case:
        if self.status == "active" and not self.reviewed_by:
            raise Misplaced("status active needs a named clinician here", "reviewed_by")
        return self

    @property
    def reviewed(self) -> bool:
        return bool(self.reviewed_by)

    def stimulus(self, stimulus_id: str) -> Stimulus:
        """The stimulus of that id; NotFound when the case has none."""
        for stimulus in self.stimuli:
            if stimulus.id == stimulus_id:
                return stimulus
        raise NotFound(f"The case “{self.title}” has no stimulus {stimulus_id}.")

    def sheet(self, skill: str) -> str:
        """The fact sheet that most of a skill's stimuli name; empty when none does."""
        named = [s.key.sheet for s in self.stimuli if s.skill == skill and s.key.sheet]
        return max(sorted(set(named)), key=named.count) if named else ""

    @property
    def sessions(self) -> int:
        """How many sessions there are with this client."""
        return 1 + len(self.later)

    def between(self, session: int) -> Later | None:
        """What lies between this session and the one before; None for the first."""
        return next((one for one in self.later if one.session == session), None)

    def lines_in(self, session: int) -> list[AuthoredLine]:
        """What the client can say in a session: a later one has openings of its own."""
        later = self.between(session)
        if later is None:
            return self.lines
        return [line for line in self.lines if line.use is not For.OPENING] + later.lines

    @property
    def ladder(self) -> list[Disclosure]:
        return sorted(self.private.disclosure, key=lambda step: step.rung)

    def topics_in(self, text: str) -> frozenset[str]:
        """The case's topics that a turn touches."""
        return frozenset(
            topic for topic, words in self.private.topics.items() if mentions(text, words)
        )


def mentions(text: str, words: Iterable[str]) -> bool:
    """Whether any word or phrase occurs in the text, from the start of a word, in any case."""
    wanted = _any_of(tuple(words))
    return bool(wanted and wanted.search(" ".join(text.lower().replace("’", "'").split())))


@lru_cache(maxsize=4096)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str] | None:
    plain = "|".join(re.escape(word.lower().replace("’", "'")) for word in words)
    return re.compile(rf"(?<!\w)(?:{plain})") if words else None
