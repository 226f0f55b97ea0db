"""A trainee's yes or no to a language model as the client's voice, and the voice that follows."""

from __future__ import annotations

from practice import NotFound, client
from practice.house import House
from practice.roles import Person, require


def voice(house: House, me: Person) -> client.Voice:
    """The model where one is configured and this trainee agreed to it; else the authored voice."""
    require(me, "practise")
    if house.model is None or house.notice is None:
        return house.authored
    if house.notice.stays_here:
        return house.model
    return house.model if _answer(house, me) else house.authored


def answer_consent(house: House, me: Person, given: bool) -> None:
    """Agree to, refuse or take back the use of the language model as the client's voice."""
    require(me, "give consent")
    if house.notice is None:
        raise NotFound("No language model is in use here, so there is nothing to agree to.")
    house.store.answer_consent(
        me.id, house.notice.fingerprint, house.notice.purpose.value, given, house.now()
    )


def consent_open(house: House, me: Person) -> bool:
    """Whether the trainee still has to be asked about the language model."""
    require(me, "give consent")
    if house.notice is None or house.notice.stays_here:
        return False
    return _answer(house, me) is None


def consented(house: House, me: Person) -> bool:
    """Whether the trainee's newest answer to exactly this notice is yes."""
    require(me, "give consent")
    return house.notice is not None and bool(_answer(house, me))


def _answer(house: House, me: Person) -> bool | None:
    """The newest answer to exactly this notice; None when never asked."""
    assert house.notice is not None
    return house.store.consent(me.id, house.notice.fingerprint, house.notice.purpose.value)
