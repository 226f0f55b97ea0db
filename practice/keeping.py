"""A director's verbs about what is kept: periods, removing what is past them, receipts, the audit.

What cannot be undone is counted first. No words of a rep are shown here.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from practice import BadInput, NotFound, retention
from practice.house import House
from practice.retention import HOLDINGS as HOLDINGS
from practice.retention import Cutoffs as Cutoffs
from practice.retention import Periods as Periods
from practice.retention import Receipt as Receipt
from practice.retention import Removed as Removed
from practice.roles import Person, Role, require
from practice.sealing import LOOKED, Checked, Head
from practice.wishes import ask, asked

if TYPE_CHECKING:
    from practice.adapters.trail import Noted


@dataclass(frozen=True)
class Foreseen:
    """What removing would take away now, and the moments that decide it."""

    cutoffs: Cutoffs
    removed: Removed


@dataclass(frozen=True)
class Kept:
    """A receipt, and whether it is still what was written."""

    receipt: Receipt
    holds: bool


@dataclass(frozen=True)
class Entry:
    """A line of the audit with names for ids: who did what, to whom or what."""

    at: datetime
    who: str
    did: str
    about: str


@dataclass(frozen=True)
class Request:
    """A trainee who asked to be erased; `open` reps have to be answered by a human first."""

    person: str
    name: str
    at: datetime
    by_letter: bool
    reps: int
    open: int


def periods(house: House, me: Person) -> Periods:
    """How many months each class is kept."""
    require(me, "keep records")
    return retention.periods(house.store.setting(retention.SETTING, None))


def set_periods(house: House, me: Person, new: Periods) -> None:
    """Change how long each class is kept; nothing is removed by it."""
    require(me, "keep records")
    new.checked()
    house.store.change_setting(retention.SETTING, asdict(new), me.id, house.now())
    told = f"transcript {new.transcript}, ratings {new.ratings}, audit {new.audit} months"
    house.store.note(house.now(), me.id, "changed how long records are kept", told)


def foreseen(house: House, me: Person) -> Foreseen:
    """A dry run: count what is past its time, and change nothing."""
    require(me, "keep records")
    before = retention.cutoffs(periods(house, me), house.now())
    return Foreseen(before, house.store.removal.due(before))


def remove(house: House, me: Person) -> Receipt:
    """Remove what is past its time, for good, and write a receipt."""
    require(me, "keep records")
    at = house.now()
    before = retention.cutoffs(periods(house, me), at)
    removed, whose = house.store.removal.remove(before, at, me.id)
    for trainee in whose:
        house.memories.forget(trainee)
    return _receipt(house, me, "past its time", at, removed, before)


def receipts(house: House, me: Person) -> list[Kept]:
    """Every receipt, the newest first."""
    require(me, "keep records")
    return [Kept(receipt, holds) for receipt, holds in house.store.receipts.all()]


def _receipt(
    house: House, me: Person, what: retention.What, at: datetime, removed: Removed,
    before: Cutoffs | None = None,
) -> Receipt:  # fmt: skip
    clean = house.store.removal.clean()
    head = house.store.trail.head()
    cutoffs = asdict(before) if before else {}

    def made(number: int) -> Receipt:
        return Receipt(
            number=number, what=what, at=at, by=me.id, by_name=me.name, before=cutoffs,
            removed=asdict(removed), clean=clean, audit=str(head) if head else "",
        )  # fmt: skip

    return house.store.receipts.keep(made)


# --- erasure -------------------------------------------------------------------------------------


def requests(house: House, me: Person) -> list[Request]:
    """Who asked to be erased, the longest ago first."""
    require(me, "keep records")
    people = {account.id: account for account in house.store.people.everyone()}
    found = [
        Request(
            id_, people[id_].name, request.at, request.by_letter,
            len(house.store.rows_of(id_)), house.store.removal.unanswered(id_),
        )
        for id_, request in asked(house).items()
        if id_ in people
    ]  # fmt: skip
    return sorted(found, key=lambda request: request.at)


def trainees(house: House, me: Person) -> list[Person]:
    """Every trainee, by name; those included who may not sign in any more."""
    require(me, "keep records")
    everyone = house.store.people.everyone()
    found = [a.person for a in everyone if a.role is Role.TRAINEE and not a.former]
    return sorted(found, key=lambda person: person.name.lower())


def write_down_request(house: House, me: Person, trainee: str) -> None:
    """Note that a trainee asked outside the trainer to be erased, in a letter or in person."""
    require(me, "keep records")
    person = _trainee(house, me, trainee)
    ask(house, person.id, me.id)
    house.store.note(house.now(), me.id, "wrote down a wish to be erased", person.id)


def erase(house: House, me: Person, trainee: str, name: str) -> Receipt:
    """Erase a trainee who asked for it; `name` is typed again, as it cannot be undone.

    Words and account go. Levels, dates and stages stay, under a number that leads to nobody; so do
    the lines of the audit until their time.
    """
    require(me, "keep records")
    person = _trainee(house, me, trainee)
    if trainee not in asked(house):
        raise BadInput("Nobody asked for this. A trainee asks under “My data”, or you note it.")
    if " ".join(name.split()).casefold() != " ".join(person.name.split()).casefold():
        raise BadInput("Type the name as it stands here, so that nobody else is erased.")
    at = house.now()
    removed = house.store.removal.erase(trainee, at, me.id)
    house.memories.forget(trainee)
    return _receipt(house, me, "an erasure", at, removed)


def _trainee(house: House, me: Person, id_: str) -> Person:
    found = next((person for person in trainees(house, me) if person.id == id_), None)
    if found is None:
        raise NotFound("There is no such trainee.")
    return found


# --- the audit -----------------------------------------------------------------------------------


def check_audit(house: House, me: Person, noted: str = "") -> Checked:
    """Follow the audit's whole chain; `noted` is a head that somebody wrote down earlier."""
    require(me, "keep records")
    return house.store.trail.check(Head.read(noted))


def entries(house: House, me: Person, most: int = 50) -> list[Entry]:
    """The newest lines of the audit, with names where there still are any."""
    require(me, "keep records")
    store = house.store
    names = {account.id: account.name for account in store.people.everyone()}
    lines = store.trail.newest(most)
    whose = store.trainees_of({line.about for line in lines})
    return [
        Entry(line.at, _who(line.by, names), line.did, _told(line, names, whose)) for line in lines
    ]


_GONE = "somebody who left"
_NOT_PEOPLE = ("machine", "command line")
_HEX = frozenset("0123456789abcdef")


def _who(by: str, names: dict[str, str]) -> str:
    return names.get(by, by if by in _NOT_PEOPLE else _GONE)


def _told(line: Noted, names: dict[str, str], whose: dict[str, str]) -> str:
    """What a line is about, in words where it names a rep or a person; a hash is cut short."""
    about = line.about
    if about in whose:
        return f"a rep of {names.get(whose[about], _GONE)}"
    if line.did == LOOKED:
        return "a rep that has lost its name"
    if about in names:
        return names[about]
    if len(about) == 32 and set(about) <= _HEX:
        return _GONE
    return f"{about[:12]}…" if len(about) == 64 and set(about) <= _HEX else about
