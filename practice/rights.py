"""A trainee's verbs about their own record: a copy of it, a note beside it, a wish to be erased.

Nobody needs to give a reason, and nothing of this is scored or told to anybody but a director.
"""

from __future__ import annotations

from practice import NotFound, flags, own_copy, retention, wishes
from practice.exemplars import WRITTEN
from practice.house import House
from practice.journal import Opened, open_own, write
from practice.own_copy import Answered, LentStep, Look, OwnCopy, RatedExemplar, Typed
from practice.record import NotedOnRecord
from practice.retention import Periods
from practice.roles import Person, require
from practice.wishes import Asked

MOST_LOOKS = 1000


def kept_for(house: House, me: Person) -> Periods:
    """How many months the programme keeps what is on record."""
    require(me, "see own record")
    return retention.periods(house.store.setting(retention.SETTING, None))


def who_read(house: House, me: Person, most: int = MOST_LOOKS) -> list[Look]:
    """Who read this trainee's transcripts and when, the newest first."""
    require(me, "see own record")
    names = {account.id: account.name for account in house.store.people.everyone()}
    looks = house.store.trail.looks_at(me.id, most)
    return [Look(look.at, names.get(look.by, "somebody who left"), look.about) for look in looks]


def take_copy(house: House, me: Person) -> OwnCopy:
    """Everything on record about this trainee, as they may see it; that it was made is noted."""
    require(me, "see own record")
    store, people = house.store, house.store.people
    account = people.by_id(me.id)
    if account is None:
        raise NotFound("There is no such account any more.")
    names = {account.id: account.name for account in people.everyone()}
    cohorts = {cohort.id: cohort.name for cohort in people.cohorts()}
    reps = [open_own(house, me, row.id) for row in store.rows_of(me.id)]
    wish = wishes.asked(house).get(me.id)
    said = store.counting.described([me.id]).get(me.id)
    store.note(house.now(), me.id, "took a copy of their own record", me.id)
    return OwnCopy(
        schema=own_copy.SCHEMA,
        made_at=house.now(),
        name=account.name,
        username=account.username,
        email=account.email or "",
        single_sign_on=tuple(people.identities.of(me.id)),
        cohort=cohorts.get(account.cohort or "", ""),
        account_since=account.created_at,
        months_kept=kept_for(house, me),
        said_about_myself=said[0] if said else "",
        asked_to_be_erased_at=wish.at if wish else None,
        reps=tuple(
            own_copy.of_rep(
                opened, house.content, _signer(opened, names), notes(house, me, opened.rep.id)
            )
            for opened in reps
        ),
        drafts=tuple(
            Typed(rep, at, str(body.get("text", ""))) for rep, at, body in store.drafts_of(me.id)
        ),
        answers_about_tools=tuple(Answered(*answer) for answer in store.consents_of(me.id)),
        who_read_my_transcripts=tuple(who_read(house, me)),
        exemplars_rated=tuple(
            RatedExemplar(drill.at, _kind(drill.exemplar), drill.skill, drill.levels)
            for drill in store.exemplars.drills(me.id)
        ),
        my_reps_as_exemplars=tuple(
            LentStep(step.at, step.rep, step.did.value)
            for steps in store.exemplars.steps([opened.rep.id for opened in reps]).values()
            for step in steps
        ),
    )


def _kind(exemplar: str) -> str:
    """Which kind of exemplar; a signed one is somebody else's, and its id is not told."""
    return "written for practice" if exemplar.startswith(WRITTEN) else "a signed rep"


def _signer(opened: Opened, names: dict[str, str]) -> str:
    last = opened.review.signed or opened.review.returned
    return names.get(last.by, "somebody who left") if last else ""


# --- a note beside the record ----------------------------------------------------------------


def add_note(house: House, me: Person, rep_id: str, text: str) -> None:
    """Put something beside the record of one's own rep; what stands there stays as it is.

    Supervisors read it there once they have rated. A human is called as by any other words.
    """
    require(me, "see own record")
    opened = open_own(house, me, rep_id).with_words()
    text = flags.clean(text, "Write what should stand beside the record.")
    instead = "and tell a supervisor in person what they need to know"
    flags.checked(house, opened.rep, text, fictional=False, instead=instead)
    event = NotedOnRecord(at=house.now(), by=me.id, text=text)
    write(house, opened, event, *flags.raised(house, "record", text))


def notes(house: House, me: Person, rep_id: str) -> tuple[NotedOnRecord, ...]:
    """What this trainee put beside the record of one of their reps, the oldest first."""
    require(me, "see own record")
    open_own(house, me, rep_id)
    events = house.store.load(rep_id).events
    return tuple(event for event in events if isinstance(event, NotedOnRecord))


# --- a wish to be erased ---------------------------------------------------------------------


def erasure_asked(house: House, me: Person) -> Asked | None:
    """Whether this trainee has asked to be erased, and when."""
    require(me, "see own record")
    return wishes.asked(house).get(me.id)


def ask_erasure(house: House, me: Person) -> None:
    """Ask to be erased; a director carries it out, and until then it can be taken back."""
    require(me, "see own record")
    wishes.ask(house, me.id, me.id)
    house.store.note(house.now(), me.id, "asked to be erased", me.id)


def take_back_erasure(house: House, me: Person) -> None:
    """Take the wish back; nothing has been removed."""
    require(me, "see own record")
    wishes.take_back(house, me.id)
    house.store.note(house.now(), me.id, "took back the wish to be erased", me.id)
