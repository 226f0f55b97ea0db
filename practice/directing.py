"""A director's verbs: follow a cohort, see why a file was left out, change settings.

A director sees counts and signed work, never a transcript or a trainee's draft. What they do about
people is in `enrolling.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from practice import BadInput, ContentError
from practice.cases import Case
from practice.enrolling import groups as groups
from practice.house import House
from practice.roles import Person, Role, require
from practice.rubrics import Rubric

HELP_TEXT = (
    "Take the time you need. Nothing here is scored, and nobody is told that you took a break. If "
    "you would like to talk, your supervisor and your programme's own support are there for you; "
    "if you are in danger now, call your local emergency number."
)


@dataclass(frozen=True)
class Shelves:
    """What the programme can practise with, and what was left out."""

    cases: tuple[Case, ...]
    rubrics: tuple[Rubric, ...]
    problems: tuple[ContentError, ...]


def shelved(house: House, me: Person) -> Mapping[str, Rubric]:
    """The rubrics in use, by skill."""
    require(me, "see cohort")
    return house.content.rubrics


def shelves(house: House, me: Person) -> Shelves:
    """Every usable case and rubric, and each mistake that kept a file out."""
    require(me, "see content")
    content = house.content
    return Shelves(tuple(content.cases.values()), tuple(content.rubrics.values()), content.problems)


def help_text(house: House) -> str:
    """What somebody reads who needs a break; set by the programme."""
    return str(house.store.setting("help text", HELP_TEXT))


def set_help_text(house: House, me: Person, text: str) -> None:
    """Change what somebody reads who needs a break."""
    require(me, "change settings")
    text = text.strip()
    if not 20 <= len(text) <= 2000:
        raise BadInput("The text needs 20 to 2,000 characters; name people and a number to call.")
    house.store.change_setting("help text", text, me.id, house.now())
    house.store.note(house.now(), me.id, "changed what is read in a break", "programme")


def has_supervisor(house: House) -> bool:
    """Whether anybody can sign work; without one the programme is practice only."""
    return any(a.role is Role.SUPERVISOR and a.active for a in house.store.people.everyone())
