"""The encounter, turn by turn: say, pause, take a break, mark a moment, end.

One transaction saves what the trainee said with what the client answered, after every call: what
fails on the way leaves nothing behind but the draft.
"""

from __future__ import annotations

from practice import NotFound, client, flags, meeting, reps
from practice.cases import For
from practice.consenting import voice
from practice.house import House
from practice.journal import open_own, write
from practice.record import Ended, Exchanged, Marked, Paused, Resumed, TookABreak
from practice.roles import Person, require


def say(
    house: House, me: Person, rep_id: str, number: int, text: str, *,
    pasted: bool = False, fictional: bool = False,
) -> None:  # fmt: skip
    """One turn of an encounter: what the trainee says and what the client answers, saved together.

    `number` is the turn the page was showing, so that a second tab or click never says it twice.
    """
    require(me, "practise")
    opened = open_own(house, me, rep_id)
    rep = opened.rep
    text = flags.clean(text, flags.NOTHING)
    if 1 <= number <= rep.exchanged and rep.exchanges[number - 1].text == text:
        return  # said twice by a double click or a reload: it is there already
    reps.may_say(rep, number)
    assert rep.state is not None  # every talk starts with one
    real = flags.checked(house, rep, text, fictional=fictional)
    house.store.keep_draft(rep_id, me.id, rep.moment, {"text": text}, house.now())
    case = house.content.case_of(rep.plan)
    said = client.exchange(
        case, rep.state, rep.turns, text, rep.plan.seed, house.coder, voice(house, me),
        meeting.memory(house, me, rep),
    )  # fmt: skip
    spoken, fact = said.spoken, said.wants.fact
    event = Exchanged(
        at=house.now(), by=me.id, number=number, text=text, answer=spoken.text, voice=spoken.voice,
        moves=tuple(c.move.value for c in said.coded), state=said.state,
        reasons=said.result.reasons, intent=said.wants.name, fact=fact.id if fact else None,
        checks=spoken.checks, pasted=pasted,
    )  # fmt: skip
    found = flags.raised(house, f"t{number}", text, real)
    if not (found and said.wants.use is For.SAFETY):  # the author's answer to it is no second flag
        authored = spoken.voice == "authored"
        found += flags.raised(house, f"c{number}", spoken.text, authored=authored)
    write(house, opened, event, *found)


def pause(house: House, me: Person, rep_id: str) -> None:
    """Step out of the role-play at once; nothing is lost."""
    require(me, "practise")
    write(house, open_own(house, me, rep_id), Paused(at=house.now(), by=me.id))


def resume(house: House, me: Person, rep_id: str) -> None:
    """Come back from a pause or a break."""
    require(me, "practise")
    write(house, open_own(house, me, rep_id), Resumed(at=house.now(), by=me.id))


def take_break(house: House, me: Person, rep_id: str) -> None:
    """“I need a break”: the scene stops. Private and unscored."""
    require(me, "practise")
    write(house, open_own(house, me, rep_id), TookABreak(at=house.now(), by=me.id))


def mark(house: House, me: Person, rep_id: str, turn: str, on: bool) -> None:
    """Mark a moment to come back to, or take the mark off."""
    require(me, "practise")
    opened = open_own(house, me, rep_id)
    if opened.rep.turn(turn) is None:
        raise NotFound("There is no such moment in this rep.")
    if (turn in opened.rep.marked) is not on:
        write(house, opened, Marked(at=house.now(), by=me.id, turn=turn, on=on))


def end(house: House, me: Person, rep_id: str) -> None:
    """End the encounter after at least six turns; the self-rating comes next."""
    require(me, "practise")
    write(house, open_own(house, me, rep_id), Ended(at=house.now(), by=me.id))
