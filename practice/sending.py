"""Sending a rep to the supervisors, and answering what came back.

A rep is sent once. What a supervisor signed stays; a trainee may acknowledge it, or ask once for a
second, blind rating.
"""

from __future__ import annotations

import hashlib

from practice import NotAllowed, flags
from practice.house import House
from practice.journal import open_own, write
from practice.record import Acknowledged, Contested, Submitted
from practice.reps import Rep, Stage
from practice.reviews import ReviewStage
from practice.roles import Person, require

SAMPLED = 0.15  # share of submitted reps drawn at random for review (`clinical.md` 4.1)


def submit(
    house: House, me: Person, rep_id: str, *, please_look: bool, note: str, exemplar: bool = False
) -> None:
    """Send the first and the last try to the supervisors; sending twice is sending once."""
    require(me, "practise")
    opened = open_own(house, me, rep_id)
    if opened.rep.stage is Stage.SUBMITTED:
        return
    note = _checked(house, opened.rep, note)
    event = Submitted(
        at=house.now(), by=me.id, please_look=please_look, note=note, exemplar=exemplar,
        random_sample=drawn(rep_id, house.store.setting("sample seed", "first")),
    )  # fmt: skip
    write(house, opened, event, *flags.raised(house, "note", note))


def drawn(rep_id: str, seed: str) -> bool:
    """Whether a rep is in the random sample: a fixed draw from its id and the programme's seed."""
    number = int(hashlib.sha256(f"{seed}:{rep_id}".encode()).hexdigest()[:8], 16)
    return number / 0xFFFFFFFF < SAMPLED


def acknowledge(house: House, me: Person, rep_id: str, answer: str = "") -> None:
    """Say that the feedback was read, with an optional reply; twice is once."""
    require(me, "answer a review")
    opened = open_own(house, me, rep_id)
    if opened.review.acknowledged is not None:
        return
    answer = _checked(house, opened.rep, answer)
    event = Acknowledged(at=house.now(), by=me.id, reply=answer)
    write(house, opened, event, *flags.raised(house, "reply", answer))


def contest(house: House, me: Person, rep_id: str, reason: str) -> None:
    """Ask once for a second rating, by somebody who has not seen the first; say why."""
    require(me, "answer a review")
    opened = open_own(house, me, rep_id)
    reason = _checked(house, opened.rep, reason, "Say in a sentence what you see differently.")
    if opened.review.stage is ReviewStage.CONTESTED:
        return
    if opened.review.signed is None:
        raise NotAllowed("Only a signed rating can be contested.")
    if opened.review.contested is not None:
        raise NotAllowed("You asked for a second rating before; talk to your supervisors about it.")
    event = Contested(at=house.now(), by=me.id, reason=reason)
    write(house, opened, event, *flags.raised(house, "contest", reason))


def _checked(house: House, rep: Rep, text: str, missing: str = "") -> str:
    """Words to a supervisor; a real person's details are not among them, not even as made up."""
    text = flags.clean(text, missing)
    instead = "and tell a supervisor in person what they need to know"
    flags.checked(house, rep, text, fictional=False, instead=instead)
    return text
