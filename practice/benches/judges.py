"""A language model as a judge, for a bench: the very one that the app asks, and what came of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from practice import asking
from practice.adapters.model_judge import MOST_SECONDS, ModelJudge
from practice.adapters.settings import Settings
from practice.asking import Judge, Question


def judge(model: str, url: str | None) -> Judge:
    """The model of that name as the app would ask it. Raises ModelUnavailable with the remedy."""
    from practice.adapters.language_model import LanguageModel  # slow to import

    key = Settings().judge_key or Settings().model_key
    return ModelJudge(LanguageModel.from_settings(model, url, key, MOST_SECONDS))


class Watched:
    """Passes every question on, and counts the answers and how they broke the protocol."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self.name = judge.name
        self.answers: Counter[str] = Counter()

    def answer(self, question: Question, seed: int) -> str:
        """The judge's answer as it came; ModelUnavailable when there is none in time."""
        said = self._judge.answer(question, seed)
        vote = asking.read(said, question)
        self.answers[vote.value if isinstance(vote, asking.Fault) else "usable"] += 1
        return said

    def summary(self) -> dict[str, Any]:
        """How many answers came, and what was wrong with those that could not be used."""
        faults = {name: n for name, n in self.answers.items() if name != "usable"}
        return {"answers": self.answers.total(), "broke_the_protocol": faults}
