"""A trainee's verbs about what they show of themselves: their portfolio, and the one question that
the programme may ask."""

from __future__ import annotations

from practice import BadInput, portfolios
from practice.described import Question, question
from practice.evidence.portfolio import Portfolio
from practice.evidence.statements import Statement
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


def my_portfolio(house: House, me: Person) -> Portfolio:
    """One's own signed work, to look at."""
    require(me, "see own record")
    return portfolios.portfolio(house, me.id)


def take_portfolio(house: House, me: Person) -> Portfolio:
    """The same to take away; that it was taken is noted."""
    require(me, "see own record")
    found = portfolios.portfolio(house, me.id)
    portfolios.took(house, me, "their own portfolio", me.id)
    return found


def take_statements(house: House, me: Person, home: str) -> list[Statement]:
    """The same as xAPI statements under a pseudonym."""
    require(me, "see own record")
    found = portfolios.xapi(house, me.id, home)
    portfolios.took(house, me, "their own xAPI statements", me.id)
    return found
