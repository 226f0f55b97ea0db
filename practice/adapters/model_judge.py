"""A language model as a judge: one call for each vote, and nothing else.

What is asked and what an answer is worth is in `asking.py`; when it is asked is `reader.py`'s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from practice.asking import Question
from practice.prompting import Message

MOST_TOKENS = 300  # an answer has about 100
MOST_SECONDS = 120.0  # nobody waits at the screen for it: a small model on this computer is slow
TEMPERATURE = 0.5  # three votes of a model without any would be one vote


class Model(Protocol):
    """What is needed of a language model here; `language_model.LanguageModel` is the real one."""

    name: str

    def answer(
        self,
        messages: Sequence[Message],
        most_tokens: int,
        *,
        temperature: float,
        seed: int,
        seconds: float,
        schema: Mapping[str, Any],
    ) -> str:
        """Its answer, or ModelUnavailable within `seconds`."""
        ...


class ModelJudge:
    """Asks one model; the same question with the same seed is asked in the same words."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.name = model.name

    def answer(self, question: Question, seed: int) -> str:
        """The model's answer as it came; ModelUnavailable when there is none in time."""
        return self._model.answer(
            question.messages,
            MOST_TOKENS,
            temperature=TEMPERATURE,
            seed=seed,
            seconds=MOST_SECONDS,
            schema=question.schema,
        )
