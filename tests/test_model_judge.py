"""What one call to a language model as a judge carries, and what comes back from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from practice import ModelUnavailable, asking
from practice.adapters import model_judge
from practice.adapters.model_judge import ModelJudge
from practice.prompting import Message
from tests.test_asking import answer, asked


class Model:
    """A language model that answers, or does not, and remembers what it was sent."""

    name = "a model"

    def __init__(self, said: str | None) -> None:
        self.said = said
        self.sent: list[tuple[Sequence[Message], dict[str, Any]]] = []

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
        how = {"most": most_tokens, "temperature": temperature, "seed": seed, "seconds": seconds}
        self.sent.append((messages, how | {"schema": schema}))
        if self.said is None:
            raise ModelUnavailable("The language model a model cannot be reached.")
        return self.said


def test_a_call_carries_the_question_its_schema_and_the_seed_of_the_vote() -> None:
    model = Model(answer())
    question = asked()
    judge = ModelJudge(model)
    assert judge.name == "a model"
    assert [judge.answer(question, seed) for seed in (0, 1)] == [answer()] * 2
    assert [how["seed"] for _, how in model.sent] == [0, 1]
    for messages, how in model.sent:
        assert messages == question.messages
        assert how["schema"] == question.schema
        assert how["temperature"] > 0  # three votes would be one without
        assert how["seconds"] == model_judge.MOST_SECONDS


def test_the_schema_lets_through_only_turns_levels_and_errors_that_there_are() -> None:
    question = asked()
    parts = question.schema["properties"]
    (quote,) = parts["quotes"]["items"]["anyOf"]
    assert quote["properties"]["turn"]["enum"] == ["t1"]
    assert quote["properties"]["text"]["enum"] == [
        "That sounds frightening.", "When the bus stopped, what went through your mind?"
    ]  # fmt: skip
    assert parts["level"]["enum"] == [0, 1, 2, 3, 4, None]
    (error,) = parts["errors"]["items"]["anyOf"]
    assert error["properties"]["tag"]["enum"] == list(question.tags)
    assert error["properties"]["text"] == quote["properties"]["text"]
    assert question.schema["required"] == ["quotes", "errors", "why", "level"]


def test_no_answer_is_no_vote_and_is_passed_on() -> None:
    with pytest.raises(ModelUnavailable, match="cannot be reached"):
        ModelJudge(Model(None)).answer(asked(), 0)


def test_an_answer_is_handed_on_as_it_came_however_odd() -> None:
    assert ModelJudge(Model("I cannot.")).answer(asked(), 0) == "I cannot."
    assert asking.read("I cannot.", asked()) is asking.Fault.NO_JSON
