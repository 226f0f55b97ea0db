"""A trainee's yes or no to a language model as the client's voice or as a reader of replies.

Each has its own notice and its own answer. Without a yes the authored voice speaks and the embedded
scorer reads, and nothing else changes.
"""

from __future__ import annotations

from practice import NotFound, client, trials
from practice.consent import Notice, Purpose
from practice.house import House
from practice.record import Kind
from practice.roles import Person, require

_VOICE = Purpose.CLIENT_VOICE


def voice(house: House, me: Person) -> client.Voice:
    """The model where one is configured and this trainee agreed to it; else the authored voice."""
    require(me, "practise")
    return house.model if house.model and agreed(house, me, house.notice) else house.authored


def model_reads(house: House, me: Person) -> bool:
    """Whether a model reads this trainee's replies: a director accepted it, the trainee agreed."""
    require(me, "practise")
    if house.judge is None or not trials.accepted(house, trials.stamp(house)):
        return False
    return agreed(house, me, house.judge_notice)


def answer_consent(house: House, me: Person, given: bool, purpose: Purpose = _VOICE) -> None:
    """Agree to, refuse or take back the use of a language model for one purpose."""
    require(me, "give consent")
    notice = _notice(house, purpose)
    if notice is None:
        raise NotFound("No language model is in use here, so there is nothing to agree to.")
    house.store.answer_consent(
        me.id, notice.fingerprint, notice.purpose.value, given, house.now()
    )  # fmt: skip


def consent_open(house: House, me: Person, purpose: Purpose = _VOICE) -> bool:
    """Whether the trainee still has to be asked; never while the model is not in use."""
    require(me, "give consent")
    notice = _notice(house, purpose)
    if notice is None or notice.stays_here:
        return False
    if purpose is Purpose.SCORING and not trials.accepted(house, trials.stamp(house)):
        return False
    return _answer(house, me, notice) is None


def to_ask(house: House, me: Person, kind: Kind) -> Notice | None:
    """What the trainee has to be asked before a rep of this kind begins, one thing at a time."""
    wanted = [Purpose.SCORING] if kind is Kind.DRILL else [_VOICE, Purpose.SCORING]
    still = [purpose for purpose in wanted if consent_open(house, me, purpose)]
    return _notice(house, still[0]) if still else None


def choices(house: House, me: Person) -> list[tuple[Notice, bool]]:
    """Every notice about a model outside, and whether this trainee's newest answer is yes."""
    require(me, "give consent")
    notices = [_notice(house, purpose) for purpose in Purpose]
    return [(n, bool(_answer(house, me, n))) for n in notices if n and not n.stays_here]


def consented(house: House, me: Person, purpose: Purpose = _VOICE) -> bool:
    """Whether the trainee's newest answer to exactly this notice is yes."""
    require(me, "give consent")
    notice = _notice(house, purpose)
    return notice is not None and bool(_answer(house, me, notice))


def _notice(house: House, purpose: Purpose) -> Notice | None:
    return house.notice if purpose is Purpose.CLIENT_VOICE else house.judge_notice


def agreed(house: House, me: Person, notice: Notice | None) -> bool:
    """Whether words may go where this notice says; a model without one is never used."""
    require(me, "give consent")
    if notice is None:
        return False
    return notice.stays_here or bool(_answer(house, me, notice))


def _answer(house: House, me: Person, notice: Notice) -> bool | None:
    """The newest answer to exactly this notice; None when never asked."""
    return house.store.consent(me.id, notice.fingerprint, notice.purpose.value)
