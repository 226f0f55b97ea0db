"""One question that a programme may ask about who its trainees are, answered by whoever wants to.

It is asked to see whether practice treats groups alike, and for nothing else: an answer stands on
no page but the trainee's own, and counts only in figures over ten people or more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from practice import BadInput
from practice.house import House

SETTING = "group question"
MOST = 8  # answers to choose from
PURPOSE = (
    "You may answer this or leave it; nobody sees your answer, no supervisor reads it, and it "
    "changes nothing in your practice. The programme counts answers only in groups of ten or more, "
    "to see whether feedback is as soon and as fair for everybody. You can take it back at any "
    "time, and then it is gone."
)


@dataclass(frozen=True)
class Question:
    """What is asked, and the answers to choose from."""

    asks: str
    answers: tuple[str, ...]


def question(house: House) -> Question | None:
    """The programme's question, if it asks one."""
    kept = house.store.setting(SETTING, None)
    return Question(kept["asks"], tuple(kept["answers"])) if kept else None


def checked(asks: str, answers: Sequence[str]) -> Question:
    """A question that can be asked; BadInput says what is wrong with it."""
    asks = " ".join(asks.split())
    given = [" ".join(answer.split()) for answer in answers]
    given = [answer for answer in given if answer]
    if not 5 <= len(asks) <= 160:
        raise BadInput("The question needs 5 to 160 characters.")
    if not 2 <= len(given) <= MOST:
        raise BadInput(f"Give 2 to {MOST} answers to choose from, one a line.")
    if max(len(answer) for answer in given) > 60:
        raise BadInput("An answer has at most 60 characters.")
    if len({answer.casefold() for answer in given}) < len(given):
        raise BadInput("Two of the answers are the same.")
    return Question(asks, tuple(given))
