"""A trainee's verbs about the one question that the programme may ask: answer it, take it back."""

from __future__ import annotations

from practice import BadInput
from practice.described import Question, question
from practice.house import House
from practice.roles import Person, require


def asked_of_me(house: House, me: Person) -> Question | None:
    """What the programme asks, if anything; nobody has to answer."""
    require(me, "see own record")
    return question(house)


def my_answer(house: House, me: Person) -> str | None:
    """What this trainee chose to say, if anything."""
    require(me, "see own record")
    found = house.store.counting.described([me.id]).get(me.id)
    return found[0] if found else None


def describe_me(house: House, me: Person, answer: str | None) -> None:
    """Say it, say something else, or with None take it back; what was said before is gone."""
    require(me, "see own record")
    asked = question(house)
    if answer is not None and (asked is None or answer not in asked.answers):
        raise BadInput("This is not one of the answers any more; the page shows those there are.")
    house.store.counting.describe(me.id, answer, house.now())
