"""Meeting the same client again: which session comes next, and what the client knows of the last.

A client remembers one trainee and nobody else's words: everything here is read from that trainee's
own encounters, each of which follows one earlier one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from practice import BadInput, NotFound
from practice.cases import Case, For
from practice.house import House
from practice.journal import open_own
from practice.record import Kind
from practice.remembering import Memory, NoMemory, Remembered
from practice.reps import Rep, Stage
from practice.roles import Person
from practice.state import State

_UNFINISHED = frozenset({Stage.AIM.value, Stage.TALKING.value, Stage.SET_ASIDE.value})
_MOST_TOLD = 3  # things told that a trainee is reminded of


@dataclass(frozen=True)
class Earlier:
    """The last finished encounter of a trainee with a client, and the session that would follow."""

    rep: Rep
    session: int  # the one that would follow
    when: datetime


def earlier(house: House, me: Person, case: Case) -> Earlier | None:
    """The newest encounter that a next session could follow; None before one has ended."""
    for row in house.store.rows_of(me.id):  # newest first
        if row.words_removed_at is not None:  # the client remembers no words any more
            continue
        if row.kind == Kind.ENCOUNTER and row.case == case.id and row.stage not in _UNFINISHED:
            rep = open_own(house, me, row.id).rep
            session = rep.state.session + 1 if rep.state else 2
            return Earlier(rep, session, row.begun_at) if session <= case.sessions else None
    return None


def followed(house: House, me: Person, rep_id: str, case: Case) -> Rep:
    """This trainee's own earlier encounter of that id, as one that a next session may follow."""
    rep = open_own(house, me, rep_id).with_words().rep
    if rep.plan.kind is not Kind.ENCOUNTER or rep.plan.case != case.id or rep.state is None:
        raise NotFound("There is no such earlier session with this client.")
    if rep.stage.value in _UNFINISHED:
        raise BadInput("The last session with this client has not ended yet.")
    if rep.state.session + 1 > case.sessions:
        raise BadInput(f"There is no session after this one with {case.public.short_name}.")
    return rep


def state_before(house: House, me: Person, rep: Rep) -> State | None:
    """The client's mind as the session that this one follows ended; None for a first session."""
    if rep.plan.follows is None:
        return None
    return open_own(house, me, rep.plan.follows).rep.state


def memory(house: House, me: Person, rep: Rep) -> Memory:
    """What the client of this encounter remembers of this trainee."""
    past: list[Remembered] = []
    follows = rep.plan.follows
    while follows:
        before = open_own(house, me, follows).rep
        past = said_in(before, house.content.case_of(rep.plan)) + past
        follows = before.plan.follows
    return house.memories.of(me.id, rep.plan.case, past) if past else NoMemory()


def said_in(rep: Rep, case: Case) -> list[Remembered]:
    """Everything said in one encounter as its client remembers it: a fact, with what it is."""
    facts = {step.id: step.fact for step in case.ladder}
    found = []
    for event in rep.exchanges:
        session, agreed = event.state.session, event.intent == For.NEXT_STEP.value
        found.append(Remembered(session, "trainee", event.text, agreed=agreed))
        told = f"{event.answer} {facts.get(event.fact or '', '')}".strip()
        found.append(Remembered(session, "client", told, event.fact, agreed))
    return found


def reminder(rep: Rep, case: Case) -> tuple[str, str]:
    """What a trainee is reminded of before the next session: what was said, and what was agreed.

    Only words of the talk itself; nothing of the client's state.
    """
    name = case.public.short_name
    told = [event.answer for event in rep.exchanges if event.fact][-_MOST_TOLD:]
    if not told:
        told = [event.answer for event in rep.exchanges if len(event.answer.split()) > 5][-1:]
    quoted = " ".join(f"“{words}”" for words in told)
    said = f"{name} told you: {quoted}" if quoted else f"{name} said little."
    agreed = [event.answer for event in rep.exchanges if event.intent == For.NEXT_STEP.value]
    step = f"You spoke of a next step. {name}: “{agreed[-1]}”" if agreed else "Nothing was agreed."
    return said, step
