"""Proposing a signed rep as an exemplar, and taking that back: for the supervisor who signed it.

The trainee whose rep it is decides; until they agree nobody else sees it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from practice import BadInput, NotAllowed, exemplars, flags, lending
from practice.exemplars import Did, Shown, Step
from practice.holding import open_theirs
from practice.house import House
from practice.journal import Opened
from practice.roles import Person, require

MOST_HIDDEN = 20  # words or phrases


@dataclass(frozen=True)
class Offer:
    """How a rep stands as an exemplar, what others would be shown, and why it cannot be one."""

    standing: Did | None
    shown: Shown
    why_not: str
    wished: bool  # when sending it, the trainee said that others may learn from it


def exemplar_standing(
    house: House, me: Person, rep_id: str, hide: Sequence[str] = ()
) -> Offer | None:
    """What this supervisor may propose of a rep they signed; None for any other."""
    require(me, "propose an exemplar")
    opened = open_theirs(house, me, rep_id)
    if not _mine(opened, me):
        return None
    steps = house.store.exemplars.steps([rep_id]).get(rep_id, ())
    shown = lending.text(house, opened, (*lending.hidden_of(steps), *_checked(hide)))
    sent = opened.rep.submitted
    return Offer(
        exemplars.standing(steps), shown, lending.trouble(house, opened, shown),
        wished=bool(sent and sent.exemplar),
    )  # fmt: skip


def propose_exemplar(house: House, me: Person, rep_id: str, hide: Sequence[str] = ()) -> None:
    """Ask the trainee whether others may learn from this rep; `hide` are words to take out."""
    require(me, "propose an exemplar")
    opened = open_theirs(house, me, rep_id)
    if not _mine(opened, me):
        raise NotAllowed("Only who signed a rep can propose it as an exemplar.")
    hide = _checked(hide)
    steps = house.store.exemplars.steps([rep_id]).get(rep_id, ())
    exemplars.may_follow(steps, Did.PROPOSED)
    shown = lending.text(house, opened, (*lending.hidden_of(steps), *hide))
    if why := lending.trouble(house, opened, shown):
        raise BadInput(why)
    house.store.exemplars.add(Step(rep_id, len(steps), Did.PROPOSED, me.id, house.now(), hide))
    house.store.note(house.now(), me.id, "proposed a rep as an exemplar", rep_id)


def take_exemplar_back(house: House, me: Person, rep_id: str) -> None:
    """Take a proposal back; from then on nobody is shown the rep."""
    require(me, "propose an exemplar")
    opened = open_theirs(house, me, rep_id)
    if not _mine(opened, me):
        raise NotAllowed("Only who signed a rep can take it back as an exemplar.")
    steps = house.store.exemplars.steps([rep_id]).get(rep_id, ())
    exemplars.may_follow(steps, Did.TAKEN_BACK)
    house.store.exemplars.add(Step(rep_id, len(steps), Did.TAKEN_BACK, me.id, house.now()))
    house.store.note(house.now(), me.id, "took a rep back as an exemplar", rep_id)


def _mine(opened: Opened, me: Person) -> bool:
    return opened.review.signed is not None and opened.review.signed.by == me.id


def _checked(hide: Sequence[str]) -> tuple[str, ...]:
    words = tuple(dict.fromkeys(word for word in map(flags.clean, hide) if len(word) > 1))
    if len(words) > MOST_HIDDEN or any(len(word) > 200 for word in words):
        raise BadInput(f"At most {MOST_HIDDEN} words or phrases, none longer than 200 letters.")
    return words
