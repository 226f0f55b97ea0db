"""A supervisor's verbs about the portfolios of trainees in the cohorts they read."""

from __future__ import annotations

from practice import NotFound, portfolios
from practice.evidence.portfolio import Portfolio
from practice.evidence.statements import Statement
from practice.house import House
from practice.roles import Person, require


def portfolio(house: House, me: Person, trainee: str) -> Portfolio:
    """The portfolio of a trainee of one's cohorts; nobody else's is there."""
    require(me, "vouch for a trainee")
    _theirs(house, me, trainee)
    found = portfolios.portfolio(house, trainee)
    portfolios.took(house, me, "a portfolio", trainee)
    return found


def statements(house: House, me: Person, trainee: str, home: str) -> list[Statement]:
    """The same as xAPI statements under a pseudonym."""
    require(me, "vouch for a trainee")
    _theirs(house, me, trainee)
    found = portfolios.xapi(house, trainee, home)
    portfolios.took(house, me, "xAPI statements", trainee)
    return found


def _theirs(house: House, me: Person, trainee: str) -> None:
    account = house.store.people.by_id(trainee)
    if account is None or account.cohort not in house.store.people.supervises(me.id):
        raise NotFound("There is no such trainee in your cohorts.")
