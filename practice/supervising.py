"""A supervisor's verbs: see the queue, claim, rate blind, see the rest, comment, sign or return.

A supervisor sees the cohorts they were given and nothing else. Before their blind rating no self
rating and no machine rating is handed to a page. Every look at a transcript is noted in the audit.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from practice import BadInput, NotFound, WrongStage, flags, mirror, standing, views
from practice.holding import claim, give, hand_back, open_held, open_theirs
from practice.house import House
from practice.journal import write
from practice.proposing import exemplar_standing, propose_exemplar, take_exemplar_back
from practice.queueing import (
    agreement,
    answers,
    back_on,
    colleagues,
    forget_view,
    keep_view,
    load,
    my_severity,
    my_views,
    queue,
    set_away,
    set_supervision,
    signed_by_me,
    supervision,
    turnaround,
)
from practice.record import NotedOnRecord
from practice.reviewed import BlindRated, Changed, ClaimMarked, Commented, FlagAnswered
from practice.reviews import flag_slot
from practice.roles import Person, Role, require
from practice.rubrics import LEVELS
from practice.seconding import (
    blind_to,
    look_second,
    meeting,
    rate_second,
    second_offers,
    widest,
    widest_table,
)
from practice.signing import (
    amend,
    ask_second,
    escalate,
    keep_snippets,
    send_back,
    sign,
    snippets,
)
from practice.views import SupervisorView
from practice.waiting import Waiting, Wanted
from practice.written import Level

__all__ = [
    "SupervisorView", "Waiting", "Wanted", "agreement", "amend", "answer_flag", "answers",
    "ask_second", "back_on", "change", "claim", "colleagues", "comment", "drafts", "escalate",
    "exemplar_standing", "forget_view", "give", "hand_back", "keep_draft", "keep_snippets",
    "keep_view", "keep_words", "load", "look", "look_second", "mark_claim", "meeting",
    "my_severity", "my_views", "notes", "propose_exemplar", "queue", "rate_blind", "rate_second",
    "second_offers", "send_back", "set_away", "set_supervision", "sign", "signed_by_me",
    "snippets", "supervision", "take_exemplar_back", "trainee_mirror", "trainees", "turnaround",
    "widest", "widest_table",
]  # fmt: skip


def look(house: House, me: Person, rep_id: str) -> SupervisorView:
    """The rep as this supervisor may see it now; the look is noted in the audit."""
    require(me, "see queue")
    opened = open_theirs(house, me, rep_id)
    house.store.trail.looked(house.now(), me.id, rep_id)
    names = {account.id: account.name for account in house.store.people.everyone()}
    review, now = opened.review, house.now()
    held = not review.free(now) and review.holder != me.id
    held_by = names.get(review.holder or "", "") if held else ""
    return views.for_supervisor(
        opened.rep, review, house.content, me=me.id, mine=review.held_by(me.id, now),
        trainee=names.get(opened.rep.trainee, "somebody who left"), held_by=held_by,
        cohort=opened.cohort,
    )  # fmt: skip


def notes(house: House, me: Person, rep_id: str) -> tuple[NotedOnRecord, ...]:
    """What the trainee put beside the record; nothing before one's own blind rating."""
    require(me, "see queue")
    opened = open_theirs(house, me, rep_id)
    if opened.review.blind is None or opened.review.blind.by != me.id:
        return ()
    events = house.store.load(rep_id).events
    return tuple(event for event in events if isinstance(event, NotedOnRecord))


def rate_blind(
    house: House, me: Person, rep_id: str, levels: Mapping[str, Level | None], *,
    harm: bool = False, harm_note: str = "",
) -> None:  # fmt: skip
    """Save the rating made before seeing any other; it is never changed, only added to."""
    require(me, "rate blind")
    opened = open_held(house, me, rep_id)
    if opened.rep.submitted is None:
        raise WrongStage("The trainee is still practising; there is nothing to rate yet.")
    rubric = house.content.rubric_of(opened.rep.plan)
    if set(levels) != set(rubric.criterion_ids):
        raise BadInput("Rate every criterion, or choose N/A where there was no opportunity.")
    _known_levels(*levels.values())
    why = "Say in a line what was harmful, so that the trainee can learn from it." if harm else ""
    note = flags.clean(harm_note, why)
    event = BlindRated(at=house.now(), by=me.id, levels=dict(levels), harm=harm, harm_note=note)
    write(house, opened, event, spent=[(me.id, "review"), (me.id, "harm")])
    standing.rated_twice(house, rep_id, me.id)


def _known_levels(*levels: Level | None) -> None:
    if not {level for level in levels if level is not None} <= set(LEVELS):
        raise BadInput("A level is 0, 1, 2, 3 or 4, or N/A.")


def change(
    house: House, me: Person, rep_id: str, criterion: str, level: Level | None, reason: str
) -> None:
    """Change a level after the reveal, with a reason; the blind level stays on record."""
    require(me, "rate blind")
    reason = flags.clean(reason, "Say in a few words what made you change this.")
    _known_levels(level)
    opened = open_held(house, me, rep_id)
    house.content.rubric_of(opened.rep.plan).criterion(criterion)
    event = Changed(at=house.now(), by=me.id, criterion=criterion, level=level, reason=reason)
    write(house, opened, event, spent=[(me.id, "why")])


def comment(
    house: House, me: Person, rep_id: str, turn: str,
    type_: Literal["strength", "corrective", "try instead", "question"], text: str,
) -> None:  # fmt: skip
    """Pin a comment to a turn."""
    require(me, "sign")
    opened = open_held(house, me, rep_id)
    if opened.rep.turn(turn) is None:
        raise NotFound("There is no such turn in this transcript.")
    text = flags.clean(text, "The comment is empty.")
    event = Commented(at=house.now(), by=me.id, turn=turn, type=type_, text=text)
    write(house, opened, event, spent=[(me.id, "comment")])


def mark_claim(
    house: House, me: Person, rep_id: str, claim_id: str,
    verdict: Literal["justified", "not justified", "unsure"],
) -> None:  # fmt: skip
    """Say whether one sentence of machine feedback was justified by the words it quotes."""
    require(me, "sign")
    opened = open_held(house, me, rep_id)
    known = {c.id for judgement in opened.rep.judgements for c in judgement.claims}
    if claim_id not in known:
        raise NotFound("There is no such sentence of feedback.")
    write(house, opened, ClaimMarked(at=house.now(), by=me.id, claim=claim_id, verdict=verdict))


def answer_flag(house: House, me: Person, rep_id: str, turn: str, about: str, note: str) -> None:
    """Write what was done about a flag. This, and nothing else, clears it."""
    require(me, "clear a flag")
    note = flags.clean(note, "Write a line about what you did or decided.")
    opened = open_held(house, me, rep_id)
    if (turn, about) not in {(f.turn, f.about) for f in opened.review.open_flags(opened.rep)}:
        raise NotFound("That flag has been answered already.")
    event = FlagAnswered(at=house.now(), by=me.id, turn=turn, about=about, note=note)
    slot = flag_slot(opened.rep.flags, turn, about)
    write(house, opened, event, spent=[(me.id, slot)])


def keep_draft(house: House, me: Person, rep_id: str, slot: str, body: dict[str, object]) -> None:
    """Keep what is being rated or written, so that a closed tab loses nothing."""
    require(me, "rate blind")
    open_theirs(house, me, rep_id)
    if len(slot) > 40 or len(str(body)) > 4 * flags.LONGEST:
        raise BadInput("That is too long to keep.")
    house.store.keep_draft(rep_id, me.id, slot, body, house.now())


def keep_words(house: House, me: Person, rep_id: str, slot: str, text: str) -> bool:
    """Keep a text that is being written; always True, as there is nothing it may not hold."""
    require(me, "rate blind")
    keep_draft(house, me, rep_id, slot, {"text": text})
    return True


def drafts(house: House, me: Person, rep_id: str) -> dict[str, dict[str, object]]:
    """What this supervisor was rating and writing about a rep and has not saved yet, by slot."""
    require(me, "rate blind")
    open_theirs(house, me, rep_id)
    return house.store.drafts(rep_id, me.id)


def trainees(house: House, me: Person) -> list[Person]:
    """The trainees of this supervisor's cohorts, by name."""
    require(me, "see a trainee's calibration")
    cohorts = house.store.people.supervises(me.id)
    found = [
        account.person
        for account in house.store.people.everyone()
        if account.role is Role.TRAINEE and account.cohort in cohorts and not account.former
    ]
    return sorted(found, key=lambda person: person.name.lower())


def trainee_mirror(
    house: House, me: Person, trainee: str, *, machine: bool = False
) -> mirror.Mirror:
    """What one trainee of this supervisor's cohorts reads on their page about themselves."""
    require(me, "see a trainee's calibration")
    account = house.store.people.by_id(trainee)
    if account is None or account.cohort not in house.store.people.supervises(me.id):
        raise NotFound("There is no such trainee in your cohorts.")
    unseen = blind_to(house, me)  # what one may still be asked to rate blind stays unseen
    return mirror.mirror(house, trainee, unseen=unseen, machine=machine)
