"""Closing a review: sign or return it, amend it later, ask a colleague or the director to look.

A signature is never changed: an amendment is a new version with a reason. Snippets are a
supervisor's own beginnings, refused as they are: what a trainee reads was written for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from practice import BadInput, NotAllowed, NotFound, WrongStage, flags
from practice.holding import open_held, open_theirs
from practice.house import House
from practice.journal import Opened, write
from practice.reviewed import Amended, Escalated, NextRep, Returned, SecondAsked, Signed
from practice.reviews import ReviewStage
from practice.roles import Person, require
from practice.rubrics import LEVELS
from practice.written import Level

MOST_SNIPPETS = 30
SNIPPETS = "snippets "  # followed by a supervisor's id
# What somebody has who never kept any: each has a gap, so none can be signed as it is.
BEGINNINGS = (
    "When you said “___”, the client could ___.",
    "You stayed with ___ before you went on to ___.",
    "Next time, before you ___, try asking ___.",
    "At “___” I would have waited: ___.",
)
# Drafts that are about an open review; once it is signed or returned they are spent.
_WHILE_OPEN = ("review", "harm", "strength", "corrective", "return", "comment", "why")


def sign(
    house: House, me: Person, rep_id: str, *, strength: str, corrective: str,
    next_rep: NextRep | None,
) -> None:  # fmt: skip
    """Sign with one strength, one corrective and, if wanted, the next rep."""
    require(me, "sign")
    opened = open_held(house, me, rep_id)
    both = "Signing needs one strength and one corrective, in your own words."
    strength, corrective = flags.clean(strength, both), flags.clean(corrective, both)
    _edited(house, me, strength, corrective)
    if opened.review.open_flags(opened.rep):
        raise BadInput("A flag is still open. Write a line about it first.")
    review, rubric = opened.review, house.content.rubric_of(opened.rep.plan)
    if review.blind is None:
        raise WrongStage("Rate it blind first; what you write then is yours.")
    if next_rep is not None:
        house.content.rubric(next_rep.skill).criterion(next_rep.criterion)
    event = Signed(
        at=house.now(), by=me.id, strength=strength, corrective=corrective, next=next_rep,
        levels=review.levels, met=rubric.met(review.levels, review.harm),
    )  # fmt: skip
    write(house, opened, event, spent=[(me.id, slot) for slot in _WHILE_OPEN])


def send_back(house: House, me: Person, rep_id: str, note: str) -> None:
    """Return a rep for another try, with a note; it is not signed and counts nowhere."""
    require(me, "sign")
    note = flags.clean(note, "Say in a line what to try again.")
    opened = open_held(house, me, rep_id)
    if opened.review.contested:
        raise NotAllowed("The trainee asked for a second rating; sign yours, so that it stands.")
    if opened.review.open_flags(opened.rep):
        raise BadInput("A flag is still open. Write a line about it first.")
    if opened.review.stage is not ReviewStage.BLIND_RATED:
        raise WrongStage("Rate it blind first, then return it.")
    event = Returned(at=house.now(), by=me.id, note=note)
    write(house, opened, event, spent=[(me.id, slot) for slot in _WHILE_OPEN])


def amend(
    house: House, me: Person, rep_id: str, *, strength: str, corrective: str, reason: str,
    levels: Mapping[str, Level | None] | None = None,
) -> None:  # fmt: skip
    """Replace what one signed by a new version, with a reason; the old one stays on record.

    `levels` are those that change. The trainee sees that it was amended, and the audit says so.
    """
    require(me, "sign")
    opened = open_theirs(house, me, rep_id)
    signed = _mine(opened, me)
    both = "It still needs one strength and one corrective, in your own words."
    strength, corrective = flags.clean(strength, both), flags.clean(corrective, both)
    _edited(house, me, strength, corrective)
    reason = flags.clean(reason, "Say in a few words why you amend this.")
    rubric = house.content.rubric_of(opened.rep.plan)
    now = {**signed.levels, **(levels or {})}
    if not set(now) <= set(rubric.criterion_ids) | set(signed.levels):
        raise NotFound("There is no such criterion in this rubric.")
    if not {level for level in now.values() if level is not None} <= set(LEVELS):
        raise BadInput("A level is 0, 1, 2, 3 or 4, or N/A.")
    if (strength, corrective, now) == (signed.strength, signed.corrective, signed.levels):
        raise BadInput("Nothing is different from what you signed.")
    event = Amended(
        at=house.now(), by=me.id, strength=strength, corrective=corrective, next=signed.next,
        levels=now, met=rubric.met(now, opened.review.harm), reason=reason,
    )  # fmt: skip
    write(house, opened, event, spent=[(me.id, "amend")])
    house.store.note(house.now(), me.id, "amended a signed review", rep_id)


def _mine(opened: Opened, me: Person) -> Signed | Amended:
    """What this supervisor signed; NotAllowed when somebody else did, or nobody."""
    signed = opened.review.signed
    if not isinstance(signed, Signed | Amended):
        raise WrongStage("Nothing is signed here, so there is nothing to amend.")
    if signed.by != me.id:
        raise NotAllowed("Only who signed this can amend it.")
    return signed


def ask_second(house: House, me: Person, rep_id: str, note: str = "") -> None:
    """Ask that a colleague rates this too; it is offered to one once it is signed."""
    require(me, "sign")
    opened = open_theirs(house, me, rep_id)
    review = opened.review
    signed = review.signed is not None and review.signed.by == me.id
    if not signed and not review.held_by(me.id, house.now()):
        raise NotAllowed("Only who holds or signed this can ask for a second rater.")
    if review.second_asked or review.seconds:
        raise WrongStage("A second rater was asked for already.")
    event = SecondAsked(at=house.now(), by=me.id, note=flags.clean(note))
    write(house, opened, event, spent=[(me.id, "second")])


def escalate(house: House, me: Person, rep_id: str, note: str) -> None:
    """Ask the director to look into something, with a line; nothing else changes by it."""
    require(me, "sign")
    note = flags.clean(note, "Write a line about what the director should know.")
    opened = open_theirs(house, me, rep_id)
    review = opened.review
    rated = any(rating.by == me.id for rating in (*review.raters, *review.seconds))
    if not rated and not review.held_by(me.id, house.now()):
        raise NotAllowed("Claim it first; then you can escalate it.")
    event = Escalated(at=house.now(), by=me.id, note=note)
    write(house, opened, event, spent=[(me.id, "escalate")])
    house.store.note(house.now(), me.id, "escalated a rep", rep_id)


# --- snippets --------------------------------------------------------------------------------


def snippets(house: House, me: Person) -> tuple[str, ...]:
    """This supervisor's own beginnings of sentences; a few to begin with until they keep some."""
    require(me, "sign")
    return tuple(house.store.setting(f"{SNIPPETS}{me.id}", BEGINNINGS))


def keep_snippets(house: House, me: Person, texts: Sequence[str]) -> None:
    """Keep these beginnings in place of the former ones, each once and none empty."""
    require(me, "sign")
    kept = list(dict.fromkeys(text for text in map(flags.clean, texts) if text))
    if len(kept) > MOST_SNIPPETS or any(len(text) > 300 for text in kept):
        raise BadInput(f"At most {MOST_SNIPPETS} snippets of at most 300 characters can be kept.")
    house.store.change_setting(f"{SNIPPETS}{me.id}", kept, me.id, house.now())


def _edited(house: House, me: Person, *texts: str) -> None:
    """Raise BadInput for a text that is a snippet as it was kept, or still has a gap in it."""
    known = {_bare(text) for text in snippets(house, me)}
    for text in texts:
        if _bare(text) in known or "___" in text:
            raise BadInput(
                "This is a snippet as you keep it. Finish it in your own words for this trainee."
            )


def _bare(text: str) -> str:
    """The text as far as letters go, so that a full stop more is no edit."""
    return "".join(letter for letter in text.lower() if letter.isalnum())
