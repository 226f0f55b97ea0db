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
    Private,
    Public,
    Slug,
    Stimulus,
    Text,
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
    stimuli: Annotated[list[Stimulus], Field(min_length=1)]
    fingerprint: str = ""

    @field_validator("lines")
    @classmethod
    def _enough_lines(cls, lines: list[AuthoredLine]) -> list[AuthoredLine]:
        have = {use: sum(line.use is use for line in lines) for use in AT_LEAST}
        short = [f"{have[u]} of {n} for {u.value}" for u, n in AT_LEAST.items() if have[u] < n]
        if short:
            raise ValueError(f"has too few lines: {', '.join(short)}")
        return lines

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
