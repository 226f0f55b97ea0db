"""Whose transcript it is: claim one, put it back, give it to a colleague.

One supervisor holds a transcript at a time, for 45 minutes. A rep of another cohort is as little
there as a made-up one, for every verb that begins here.
"""

from __future__ import annotations

from practice import AlreadyTaken, BadInput, NotAllowed, NotFound, WrongStage, rota
from practice.house import House
from practice.journal import Opened, open_rep, write
from practice.reviewed import Claimed, HandedBack
from practice.reviews import DONE, LEASE
from practice.roles import Person, require


def open_theirs(house: House, me: Person, rep_id: str) -> Opened:
    """A rep of this supervisor's cohorts that was sent or needs a human; NotFound for any other."""
    require(me, "see queue")
    opened = open_rep(house, rep_id)
    seen = opened.rep.submitted is not None or bool(opened.rep.flags)
    if opened.cohort not in house.store.people.supervises(me.id) or not seen:
        raise NotFound("There is no such rep.")  # as for an id that nobody has
    return opened.with_words()


def open_held(house: House, me: Person, rep_id: str) -> Opened:
    """A rep that this supervisor holds now; NotAllowed when they do not."""
    require(me, "claim")
    opened = open_theirs(house, me, rep_id)
    if not opened.review.held_by(me.id, house.now()):
        raise NotAllowed("You do not hold this transcript. Claim it first; your notes are kept.")
    return opened


def claim(house: House, me: Person, rep_id: str) -> None:
    """Take a transcript for 45 minutes, so that nobody else works on it; claiming again renews.

    A contested rating goes to somebody who has not rated the rep before.
    """
    require(me, "claim")
    opened = open_theirs(house, me, rep_id)
    now, review = house.now(), opened.review
    if review.stage in DONE and not review.open_flags(opened.rep):
        raise WrongStage(f"This one is {review.stage.value}; there is nothing left to do here.")
    if review.contested and review.stage not in DONE and review.made_contested(me.id):
        raise NotAllowed(
            "You rated this one, and the trainee asked for a second, blind rating. A colleague has "
            "to make it; a director can give one this cohort."
        )
    if not opened.review.free(now) and opened.review.holder != me.id:
        raise AlreadyTaken("A colleague is working on this one. It comes back if they put it down.")
    try:
        write(house, opened, Claimed(at=now, by=me.id, until=now + LEASE))
    except WrongStage as error:
        fresh = open_rep(house, rep_id)
        if fresh.review.held_by(me.id, now):
            return
        if not fresh.review.free(now):
            raise AlreadyTaken("A colleague was a moment faster with this one.") from error
        raise


def hand_back(house: House, me: Person, rep_id: str) -> None:
    """Put a transcript back before the blind rating; draft notes are kept."""
    require(me, "claim")
    write(house, open_held(house, me, rep_id), HandedBack(at=house.now(), by=me.id))


def give(house: House, me: Person, rep_id: str, to: str) -> None:
    """Give a transcript that one holds to a colleague, who rates it afresh; drafts are kept."""
    require(me, "claim")
    opened = open_held(house, me, rep_id)
    if to == me.id:
        raise BadInput("It is with you already.")
    rota.pass_on(house, me.id, opened, to)
