"""A director's verbs about what a programme takes away: figures, portfolios, its own codes.

Every one of them is noted in the audit. Signed work only, and no word of a transcript.
"""

from __future__ import annotations

from dataclasses import asdict

from practice import NotFound, given_out, portfolios
from practice.evidence import codes
from practice.evidence.codes import Code
from practice.evidence.cohort import ALL, CohortFigures, figures
from practice.evidence.portfolio import Portfolio
from practice.evidence.rows import csv_of
from practice.evidence.statements import Statement
from practice.house import House
from practice.roles import Person, Role, require


def trainees(house: House, me: Person) -> list[Person]:
    """Everybody whose portfolio can be taken, by name."""
    require(me, "take evidence")
    found = [one.person for one in house.store.people.everyone()
             if one.role is Role.TRAINEE and not one.former]  # fmt: skip
    return sorted(found, key=lambda person: (person.name.casefold(), person.id))


def cohort_figures(house: House, me: Person, cohort: str | None) -> CohortFigures:
    """The figures given out for a cohort, or for all with None."""
    require(me, "take evidence")
    names = {one.id: one.name for one in house.store.people.cohorts()}
    if cohort is not None and cohort not in names:
        raise NotFound("There is no such cohort.")
    told = given_out.told(house, cohort)
    portfolios.took(house, me, "a cohort's figures", cohort or "programme")
    return figures(
        told, names[cohort] if cohort else ALL, house.now(), portfolios.titles(house.content),
        portfolios.own_codes(house),
    )  # fmt: skip


def portfolio(house: House, me: Person, trainee: str) -> Portfolio:
    """Any trainee's portfolio."""
    require(me, "take evidence")
    found = portfolios.portfolio(house, trainee)
    portfolios.took(house, me, "a portfolio", trainee)
    return found


def statements(house: House, me: Person, trainee: str, home: str) -> list[Statement]:
    """The same as xAPI statements under a pseudonym."""
    require(me, "take evidence")
    found = portfolios.xapi(house, trainee, home)
    portfolios.took(house, me, "xAPI statements", trainee)
    return found


def own_codes(house: House, me: Person) -> tuple[Code, ...]:
    """The programme's own competency codes as they are now."""
    require(me, "take evidence")
    return portfolios.own_codes(house)


def set_codes(house: House, me: Person, data: bytes) -> tuple[Code, ...]:
    """Take over a file of codes in place of those before; BadInput leaves them as they are."""
    require(me, "change settings")
    known = portfolios.titles(house.content)
    found = codes.read(data, known)
    kept = [asdict(one) for one in found]
    house.store.change_setting(codes.SETTING, kept, me.id, house.now())
    house.store.note(house.now(), me.id, "changed the competency codes", f"{len(found)} codes")
    return found


def drop_codes(house: House, me: Person) -> None:
    """Use no codes of the programme's own any more."""
    require(me, "change settings")
    house.store.change_setting(codes.SETTING, [], me.id, house.now())
    house.store.note(house.now(), me.id, "changed the competency codes", "none")


def empty_codes(house: House, me: Person) -> bytes:
    """A CSV of every criterion, for the codes to be filled in."""
    require(me, "take evidence")
    known = portfolios.titles(house.content)
    return csv_of(codes.COLUMNS, [(criterion, "", title) for criterion, title in known.items()])
