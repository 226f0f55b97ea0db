"""A director's verbs for case and rubric files: look at one, take one in, take it away again.

A file is text. It is checked by the same rules as the shipped ones and never run. Nothing is lost:
each version stays, and a rep goes on with the version it was begun with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from practice import BadInput, ContentError, NotFound, WrongStage, check, stock
from practice.cases import Case
from practice.check import Kind
from practice.content import MOST_BYTES, ContentErrors, fingerprint
from practice.content import read as read_yaml
from practice.house import House
from practice.roles import Person, require
from practice.rubrics import Rubric
from practice.sentences import SLUG
from practice.stock import Change

KINDS: tuple[Kind, ...] = ("cases", "rubrics")

_CHANGED = (
    "Somebody changed this file since you looked. Nothing was written; look at it again, and then "
    "decide."
)


@dataclass(frozen=True)
class Held:
    """A file in use: what it holds, and since when and by whom it is the programme's own."""

    kind: Kind
    item: Case | Rubric
    own: bool
    by: str = ""
    at: datetime | None = None
    earlier: tuple[Change, ...] = ()  # versions that were taken in before, the newest first


@dataclass(frozen=True)
class Looked:
    """A file that somebody means to take in: what it holds, or everything that is to mend."""

    kind: Kind
    id: str
    item: Case | Rubric | None
    errors: tuple[ContentError, ...]
    replaces: str  # the fingerprint of what is in use under this name; empty when it is new
    known: bool  # exactly this file is in use

    @property
    def about(self) -> str:
        """One line about a good file, as the checking command words it."""
        return check.about(self.item) if self.item else ""


def held(house: House, me: Person) -> list[Held]:
    """Every file in use, cases first, by title."""
    require(me, "see content")
    log = stock.changes(house)
    last = stock.newest(log)
    names = {account.id: account.name for account in house.store.people.everyone()}
    found = []
    for kind in KINDS:
        for item in sorted(_items(house, kind).values(), key=lambda one: one.title):
            here = [c for c in log if (c.kind, c.id) == (kind, item.id) and c.text is not None]
            earlier = tuple(c for c in reversed(here) if c.fingerprint != item.fingerprint)
            change = last.get((kind, item.id))
            if change and change.fingerprint == item.fingerprint:
                by = names.get(change.by, "somebody")
                found.append(Held(kind, item, True, by, change.at, earlier))
            else:
                found.append(Held(kind, item, False, earlier=earlier))
    return found


def look(house: House, me: Person, raw: bytes) -> Looked:
    """Check a file without taking it in; BadInput when it is no readable file at all."""
    require(me, "see content")
    stock.up_to_date(house)
    kind, name, text = _named(raw)
    found = stock.checked(house, {**stock.in_use(stock.changes(house)), (kind, name): text})
    before = {str(problem) for problem in house.content.problems}
    errors = tuple(p for p in found.content.problems if str(p) not in before)  # also elsewhere
    item = (found.content.cases if kind == "cases" else found.content.rubrics).get(name)
    now = _in_use(house, kind, name)
    return Looked(
        kind, name, None if errors else item, errors, now,
        known=bool(item) and not errors and now == fingerprint(text.encode()),
    )  # fmt: skip


def take_in(house: House, me: Person, raw: bytes, replaces: str) -> Looked:
    """Put a checked file in use; `replaces` is what `look` said, so that nobody overwrites another.

    Reps that have begun go on with the version they began with.
    """
    require(me, "change content")
    found = look(house, me, raw)
    if found.errors:
        raise BadInput("This file has mistakes, so it was not taken in. Look at it again.")
    if found.replaces != replaces:
        raise WrongStage(_CHANGED)
    if found.known:
        raise BadInput("Exactly this file is in use already.")
    _write(house, me, found.kind, found.id, raw.decode("utf-8-sig"))
    house.store.note(house.now(), me.id, "took in a file", f"{found.kind}/{found.id}")
    return found


def take_away(house: House, me: Person, kind: Kind, name: str, seen: str) -> bool:
    """Put a file of the programme's own out of use; gives whether a shipped one takes its place.

    `seen` is the fingerprint of the version that was on the screen.
    """
    require(me, "change content")
    stock.up_to_date(house)
    last = stock.newest(stock.changes(house)).get((kind, name))
    if last is None or last.text is None:
        raise NotFound("There is no such file of your own.")
    if last.fingerprint != seen:
        raise WrongStage(_CHANGED)
    _write(house, me, kind, name, None)
    house.store.note(house.now(), me.id, "took a file away", f"{kind}/{name}")
    return bool(_in_use(house, kind, name))


def put_back(house: House, me: Person, kind: Kind, name: str, number: int, seen: str) -> None:
    """Use an earlier version of a file again; it is checked as if it were new."""
    require(me, "change content")
    change = next(
        (c for c in stock.changes(house) if (c.number, c.kind, c.id) == (number, kind, name)), None
    )
    if change is None or change.text is None:
        raise NotFound("There is no such version of this file.")
    take_in(house, me, change.text.encode(), seen)


def _write(house: House, me: Person, kind: Kind, name: str, text: str | None) -> None:
    house.store.change_setting(f"{stock.FILE}{kind}/{name}", text, me.id, house.now())
    stock.up_to_date(house)


def _items(house: House, kind: Kind) -> Mapping[str, Case | Rubric]:
    return house.content.cases if kind == "cases" else house.content.rubrics


def _in_use(house: House, kind: Kind, name: str) -> str:
    item = _items(house, kind).get(name)
    return item.fingerprint if item else ""


def _named(raw: bytes) -> tuple[Kind, str, str]:
    """What kind of file it is and what it calls itself; what it is named on a disk is ignored."""
    if len(raw) > MOST_BYTES:
        raise BadInput(f"This file is larger than {MOST_BYTES // 1000} kB, so it was not read.")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file.yaml"
        path.write_bytes(raw)
        try:
            document = read_yaml(path, "your file")
        except ContentErrors as errors:
            told = "; ".join(str(error).removeprefix("your file:") for error in errors.errors[:5])
            raise BadInput(f"This file cannot be read. Line {told}") from errors
    kind: Kind = "rubrics" if "criteria" in document.data else "cases"
    name = document.data.get("id")
    if not isinstance(name, str) or len(name) > 40 or not re.fullmatch(SLUG, name):
        raise BadInput(
            "The file does not say what it is called: it needs a line such as “id: night-shift”, "
            "with small letters, digits and hyphens."
        )
    return kind, name, raw.decode("utf-8-sig")
