"""A supervisor's verbs: see the queue, claim, rate blind, see the rest, comment, sign or return.

A supervisor sees the cohorts they were given and nothing else. Before their blind rating no self
rating and no machine rating is handed to a page. Every look at a transcript is noted in the audit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from practice import (
    AlreadyTaken,
    BadInput,
    NotAllowed,
    NotFound,
    WrongStage,
    calibration,
    flags,
    standing,
    views,
)
from practice.house import House
from practice.journal import Opened, open_rep, write
from practice.record import (
    BlindRated,
    Changed,
    Claimed,
    ClaimMarked,
    Commented,
    FlagAnswered,
    HandedBack,
    Level,
    NextRep,
    Returned,
    Signed,
)
from practice.reviews import DONE, LEASE, ORDER, RepRow, Review, ReviewStage, Tier
from practice.roles import Person, Role, require
from practice.rubrics import LEVELS
from practice.views import SupervisorView


@dataclass(frozen=True)
class Waiting:
    """One line of the queue."""

    row: RepRow
    trainee: str
    case: str
    criterion: str
    tier: Tier
    since: datetime
    mine: bool
    held_by: str  # a colleague's name while they hold it, else empty


def queue(house: House, me: Person) -> list[Waiting]:
    """What waits in this supervisor's cohorts: by tier, oldest first within a tier."""
    require(me, "see queue")
    people = house.store.people
    names = {account.id: account.name for account in people.everyone()}
    now = house.now()
    lines = []
    for row in house.store.queue(people.supervises(me.id)):
        held = bool(row.holder and row.until and now < row.until)
        case, rubric = house.content.cases.get(row.case), house.content.rubrics.get(row.skill)
        lines.append(
            Waiting(
                row=row,
                trainee=names.get(row.trainee, "somebody who left"),
                case=case.title if case else row.case,
                criterion=rubric.criterion(row.criterion).title if rubric else row.criterion,
                tier=Tier(row.tier) if row.tier else Tier.OLDEST,
                since=row.submitted_at or row.touched_at,
                mine=held and row.holder == me.id,
                held_by=names.get(row.holder or "", "") if held and row.holder != me.id else "",
            )
        )
    return sorted(lines, key=lambda line: (ORDER[line.tier], line.since))


def signed_by_me(house: House, me: Person) -> list[RepRow]:
    """What this supervisor has signed, newest first."""
    require(me, "see queue")
    rows = [row for c in house.store.people.supervises(me.id) for row in house.store.rows_in(c)]
    mine = [row for row in rows if row.signed_by == me.id and row.signed_at]
    return sorted(mine, key=lambda row: row.signed_at or row.begun_at, reverse=True)


def look(house: House, me: Person, rep_id: str) -> SupervisorView:
    """The rep as this supervisor may see it now; the look is noted in the audit."""
    require(me, "see queue")
    opened = _theirs(house, me, rep_id)
    house.store.note(house.now(), me.id, "read a transcript", rep_id)
    names = {account.id: account.name for account in house.store.people.everyone()}
    review, now = opened.review, house.now()
    held = not review.free(now) and review.holder != me.id
    held_by = names.get(review.holder or "", "") if held else ""
    return views.for_supervisor(
        opened.rep, review, house.content, me=me.id, mine=review.held_by(me.id, now),
        trainee=names.get(opened.rep.trainee, "somebody who left"), held_by=held_by,
    )  # fmt: skip


def _theirs(house: House, me: Person, rep_id: str) -> Opened:
    """A rep of this supervisor's cohorts that was sent or needs a human; NotFound for any other."""
    opened = open_rep(house, rep_id)
    seen = opened.rep.submitted is not None or bool(opened.rep.flags)
    if opened.cohort not in house.store.people.supervises(me.id) or not seen:
        raise NotFound("There is no such rep.")  # as for an id that nobody has
    return opened


def _held(house: House, me: Person, rep_id: str) -> Opened:
    opened = _theirs(house, me, rep_id)
    if not opened.review.held_by(me.id, house.now()):
        raise NotAllowed("You do not hold this transcript. Claim it first; your notes are kept.")
    return opened


def claim(house: House, me: Person, rep_id: str) -> None:
    """Take a transcript for 45 minutes, so that nobody else works on it; claiming again renews.

    A contested rating goes to somebody who has not rated the rep before.
    """
    require(me, "claim")
    opened = _theirs(house, me, rep_id)
    now, review = house.now(), opened.review
    if review.stage in DONE and not review.open_flags(opened.rep):
        raise WrongStage(f"This one is {review.stage.value}; there is nothing left to do here.")
    if review.contested and review.stage not in DONE and _is_first_rater(review, me):
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


def _is_first_rater(review: Review, me: Person) -> bool:
    """Whether the rating that the trainee contested is this supervisor's."""
    return review.contested is not None and any(
        rated.by == me.id and rated.at < review.contested.at for rated in review.raters
    )


def hand_back(house: House, me: Person, rep_id: str) -> None:
    """Put a transcript back before the blind rating; draft notes are kept."""
    require(me, "claim")
    write(house, _held(house, me, rep_id), HandedBack(at=house.now(), by=me.id))


def rate_blind(
    house: House, me: Person, rep_id: str, levels: Mapping[str, Level | None], *,
    harm: bool = False, harm_note: str = "",
) -> None:  # fmt: skip
    """Save the rating made before seeing any other; it is never changed, only added to."""
    require(me, "rate blind")
    opened = _held(house, me, rep_id)
    if opened.rep.submitted is None:
        raise WrongStage("The trainee is still practising; there is nothing to rate yet.")
    rubric = house.content.rubric(opened.rep.plan.skill)
    if set(levels) != set(rubric.criterion_ids):
        raise BadInput("Rate every criterion, or choose N/A where there was no opportunity.")
    _known_levels(*levels.values())
    why = "Say in a line what was harmful, so that the trainee can learn from it." if harm else ""
    note = flags.clean(harm_note, why)
    event = BlindRated(at=house.now(), by=me.id, levels=dict(levels), harm=harm, harm_note=note)
    write(house, opened, event, spent=[(me.id, "review")])
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
    opened = _held(house, me, rep_id)
    house.content.rubric(opened.rep.plan.skill).criterion(criterion)
    write(house, opened, Changed(
        at=house.now(), by=me.id, criterion=criterion, level=level, reason=reason))  # fmt: skip


def comment(
    house: House, me: Person, rep_id: str, turn: str,
    type_: Literal["strength", "corrective", "try instead", "question"], text: str,
) -> None:  # fmt: skip
    """Pin a comment to a turn."""
    require(me, "sign")
    opened = _held(house, me, rep_id)
    if opened.rep.turn(turn) is None:
        raise NotFound("There is no such turn in this transcript.")
    text = flags.clean(text, "The comment is empty.")
    write(house, opened, Commented(at=house.now(), by=me.id, turn=turn, type=type_, text=text))


def mark_claim(
    house: House, me: Person, rep_id: str, claim_id: str,
    verdict: Literal["justified", "not justified", "unsure"],
) -> None:  # fmt: skip
    """Say whether one sentence of machine feedback was justified by the words it quotes."""
    require(me, "sign")
    opened = _held(house, me, rep_id)
    known = {c.id for judgement in opened.rep.judgements for c in judgement.claims}
    if claim_id not in known:
        raise NotFound("There is no such sentence of feedback.")
    write(house, opened, ClaimMarked(at=house.now(), by=me.id, claim=claim_id, verdict=verdict))


def answer_flag(house: House, me: Person, rep_id: str, turn: str, about: str, note: str) -> None:
    """Write what was done about a flag. This, and nothing else, clears it."""
    require(me, "clear a flag")
    note = flags.clean(note, "Write a line about what you did or decided.")
    opened = _held(house, me, rep_id)
    if (turn, about) not in {(f.turn, f.about) for f in opened.review.open_flags(opened.rep)}:
        raise NotFound("That flag has been answered already.")
    write(house, opened, FlagAnswered(
        at=house.now(), by=me.id, turn=turn, about=about, note=note))  # fmt: skip


def sign(
    house: House, me: Person, rep_id: str, *, strength: str, corrective: str,
    next_rep: NextRep | None,
) -> None:  # fmt: skip
    """Sign with one strength, one corrective and, if wanted, the next rep."""
    require(me, "sign")
    opened = _held(house, me, rep_id)
    both = "Signing needs one strength and one corrective, in your own words."
    strength, corrective = flags.clean(strength, both), flags.clean(corrective, both)
    if opened.review.open_flags(opened.rep):
        raise BadInput("A flag is still open. Write a line about it first.")
    review, rubric = opened.review, house.content.rubric(opened.rep.plan.skill)
    if review.blind is None:
        raise WrongStage("Rate it blind first; what you write then is yours.")
    if next_rep is not None:
        house.content.rubric(next_rep.skill).criterion(next_rep.criterion)
    event = Signed(
        at=house.now(), by=me.id, strength=strength, corrective=corrective, next=next_rep,
        levels=review.levels, met=rubric.met(review.levels, review.harm),
    )  # fmt: skip
    write(house, opened, event, spent=[(me.id, "review"), (me.id, "closing")])


def send_back(house: House, me: Person, rep_id: str, note: str) -> None:
    """Return a rep for another try, with a note; it is not signed and counts nowhere."""
    require(me, "sign")
    note = flags.clean(note, "Say in a line what to try again.")
    opened = _held(house, me, rep_id)
    if opened.review.contested:
        raise NotAllowed("The trainee asked for a second rating; sign yours, so that it stands.")
    if opened.review.open_flags(opened.rep):
        raise BadInput("A flag is still open. Write a line about it first.")
    if opened.review.stage is not ReviewStage.BLIND_RATED:
        raise WrongStage("Rate it blind first, then return it.")
    event = Returned(at=house.now(), by=me.id, note=note)
    write(house, opened, event, spent=[(me.id, "review"), (me.id, "closing")])


def keep_draft(house: House, me: Person, rep_id: str, slot: str, body: dict[str, object]) -> None:
    """Keep what is being rated or written, so that a closed tab loses nothing."""
    require(me, "rate blind")
    _theirs(house, me, rep_id)
    if len(slot) > 40 or len(str(body)) > 4 * flags.LONGEST:
        raise BadInput("That is too long to keep.")
    house.store.keep_draft(rep_id, me.id, slot, body, house.now())


def draft(house: House, me: Person, rep_id: str, slot: str) -> dict[str, object]:
    """What was kept and not yet saved, or nothing."""
    require(me, "rate blind")
    _theirs(house, me, rep_id)
    return house.store.draft(rep_id, me.id, slot) or {}


def trainees(house: House, me: Person) -> list[Person]:
    """The trainees of this supervisor's cohorts, by name."""
    require(me, "see a trainee's calibration")
    cohorts = house.store.people.supervises(me.id)
    found = [
        account.person
        for account in house.store.people.everyone()
        if account.role is Role.TRAINEE and account.cohort in cohorts
    ]
    return sorted(found, key=lambda person: person.name.lower())


def trainee_pairs(house: House, me: Person, trainee: str) -> tuple[calibration.Pair, ...]:
    """Self against signed ratings of one trainee in this supervisor's cohorts."""
    require(me, "see a trainee's calibration")
    account = house.store.people.by_id(trainee)
    if account is None or account.cohort not in house.store.people.supervises(me.id):
        raise NotFound("There is no such trainee in your cohorts.")
    return calibration.pairs(house.store.ratings(trainee=trainee, sources=["self", "final"]))
