"""A director's verbs for case and rubric files: look at one, take one in, take it away again.

A file is text. It is checked by the same rules as the shipped ones and never run. Nothing is lost:
each version stays, and a rep goes on with the version it was begun with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from practice import BadInput, ContentError, NotFound, WrongStage, stock
from practice.cases import Case
from practice.check import Checked, Kind
from practice.content import MOST_BYTES, ContentErrors, fingerprint
from practice.content import read as read_yaml
from practice.house import Content, House
from practice.roles import Person, require
from practice.rubrics import Rubric
from practice.sentences import SLUG
from practice.shelves import Loaded
from practice.stock import Change

KINDS: tuple[Kind, ...] = ("cases", "rubrics")

_CHANGED = (
    "Somebody changed a file since you looked. Nothing was written; look again, and then decide."
)


@dataclass(frozen=True)
class Held:
    """A file in use: what it holds, and since when and by whom it is the programme's own."""

    kind: Kind
    item: Case | Rubric
    own: bool
    by: str = ""
    at: datetime | None = None
    earlier: tuple[Change, ...] = ()  # other versions that were taken in, the newest first


@dataclass(frozen=True)
class Aside:
    """A file of the programme's own that was taken away, and nothing has its name now."""

    kind: Kind
    id: str
    title: str
    version: int  # the number of its newest version, for `put_back`
    by: str
    at: datetime


@dataclass(frozen=True)
class Looked:
    """A file that somebody means to take in: what it holds, or everything that is to mend."""

    kind: Kind
    id: str
    item: Case | Rubric | None
    mistakes: tuple[ContentError, ...]  # in the file itself
    breaks: tuple[ContentError, ...]  # in other files, as soon as this one were in use
    replaces: str  # the fingerprint of what is in use under this name; empty when it is new
    known: bool  # exactly this file is in use
    number: int  # of the last change of any file when it was looked at

    @property
    def good(self) -> bool:
        return not self.mistakes and not self.breaks


def held(house: House, me: Person) -> list[Held]:
    """Every file in use, cases first, by title."""
    require(me, "see content")
    content, log = _now(house)
    last, names = stock.newest(log), _names(house)
    found = []
    for kind in KINDS:
        for item in sorted(_items(content, kind).values(), key=lambda one: one.title):
            here = [c for c in log if (c.kind, c.id) == (kind, item.id) and c.text is not None]
            versions = {c.fingerprint: c for c in here if c.fingerprint != item.fingerprint}
            earlier = tuple(sorted(versions.values(), key=lambda c: -c.number))
            change = last.get((kind, item.id))
            if change and change.fingerprint == item.fingerprint:
                by = names.get(change.by, "somebody")
                found.append(Held(kind, item, True, by, change.at, earlier))
            else:
                found.append(Held(kind, item, False, earlier=earlier))
    return found


def set_aside(house: House, me: Person) -> list[Aside]:
    """Every file that was taken away and could be put back, the last one first."""
    require(me, "see content")
    content, log = _now(house)
    names, found = _names(house), []
    for (kind, name), gone in stock.newest(log).items():
        if gone.text is not None or name in _items(content, kind):
            continue
        before = next(
            c for c in reversed(log) if (c.kind, c.id) == (kind, name) and c.text is not None
        )
        item = (content.earlier_cases if kind == "cases" else content.earlier_rubrics).get(
            before.fingerprint
        )
        title = item.title if item else name
        by = names.get(gone.by, "somebody")
        found.append(Aside(kind, name, title, before.number, by, gone.at))
    return sorted(found, key=lambda one: one.at, reverse=True)


def text(house: House, me: Person, kind: Kind, version: str) -> str:
    """A file in use word for word, by its fingerprint; NotFound when it changed meanwhile."""
    require(me, "see content")
    _, log = _now(house)
    for change in log:
        if change.text is not None and change.kind == kind and change.fingerprint == version:
            return change.text
    for folder in house.case_folders if kind == "cases" else house.rubric_folders:
        for path in folder.glob("*.yaml"):
            if fingerprint(raw := path.read_bytes()) == version:
                return raw.decode("utf-8-sig")
    raise NotFound("This file was changed on the computer. Open the page again.")


def look(house: House, me: Person, raw: bytes) -> Looked:
    """Check a file without taking it in; BadInput when it is no readable file at all."""
    require(me, "see content")
    content, log = _now(house)
    kind, name, text = _named(raw)
    found = stock.checked(house, {**stock.in_use(log), (kind, name): text})
    files: Sequence[Loaded[Case] | Loaded[Rubric]] = found.cases
    if kind == "rubrics":
        files = found.rubrics
    own = next(file for file in reversed(files) if file.id == name)
    now = _fingerprint(content, kind, name)
    return Looked(
        kind, name, own.item, own.errors, _new_faults(content, found, own.errors), now,
        known=bool(own.item) and now == fingerprint(text.encode()), number=content.number,
    )  # fmt: skip


def take_in(house: House, me: Person, raw: bytes, replaces: str) -> Looked:
    """Put a checked file in use; `replaces` is what `look` said, so that nobody overwrites another.

    Reps that have begun go on with the version they began with.
    """
    require(me, "change content")
    found = look(house, me, raw)
    if not found.good:
        raise BadInput("This file has mistakes, so it was not taken in. Look at it again.")
    if found.replaces != replaces:
        raise WrongStage(_CHANGED)
    if found.known:
        raise BadInput("Exactly this file is in use already.")
    text = raw.decode("utf-8-sig")
    _write(house, me, found.kind, found.id, text, found.number, "took in a file")
    return found


def take_away(house: House, me: Person, kind: Kind, name: str, seen: str) -> bool:
    """Put a file of the programme's own out of use; gives whether a shipped one takes its place.

    `seen` is the fingerprint of the version that was on the screen. BadInput when another file
    could not be used without it.
    """
    require(me, "change content")
    content, log = _now(house)
    last = stock.newest(log).get((kind, name))
    if last is None or last.text is None:
        raise NotFound("There is no such file of your own.")
    if last.fingerprint != seen:
        raise WrongStage(_CHANGED)
    left = {key: text for key, text in stock.in_use(log).items() if key != (kind, name)}
    if broken := _new_faults(content, stock.checked(house, left)):
        files = ", ".join(dict.fromkeys(fault.file for fault in broken))
        raise BadInput(
            f"Without it, this could not be used any more: {files}. Nothing was changed; take that "
            "away first, or take in a version that does without."
        )
    _write(house, me, kind, name, None, content.number, "took a file away")
    return bool(_fingerprint(house.content, kind, name))


def put_back(house: House, me: Person, kind: Kind, name: str, number: int, seen: str) -> None:
    """Use an earlier version of a file again; it is checked as if it were new."""
    require(me, "change content")
    change = next(
        (c for c in stock.changes(house) if (c.number, c.kind, c.id) == (number, kind, name)), None
    )
    if change is None or change.text is None:
        raise NotFound("There is no such version of this file.")
    found = look(house, me, change.text.encode())
    if not found.good:
        first = (*found.mistakes, *found.breaks)[0]
        raise BadInput(f"That version does not fit the other files any more: {first}.")
    take_in(house, me, change.text.encode(), seen)


def _write(
    house: House, me: Person, kind: Kind, name: str, text: str | None, number: int, did: str
) -> None:
    setting = f"{stock.FILE}{kind}/{name}"
    if not house.store.settle(
        setting, text, me.id, house.now(), beginning=stock.FILE, seen=number, did=did
    ):
        raise WrongStage(_CHANGED)
    stock.up_to_date(house)


def _now(house: House) -> tuple[Content, list[Change]]:
    """The files in use and the changes that led to them, as of one moment."""
    stock.up_to_date(house)
    content = house.content  # another click may exchange it meanwhile
    return content, [c for c in stock.changes(house) if c.number <= content.number]


def _names(house: House) -> dict[str, str]:
    return {account.id: account.name for account in house.store.people.everyone()}


def _new_faults(
    before: Content, after: Checked, but: Sequence[ContentError] = ()
) -> tuple[ContentError, ...]:
    """What would be left out of use that is in use now."""
    known = {str(fault) for fault in (*before.problems, *but)}
    return tuple(fault for fault in after.content.problems if str(fault) not in known)


def _items(content: Content, kind: Kind) -> Mapping[str, Case | Rubric]:
    return content.cases if kind == "cases" else content.rubrics


def _fingerprint(content: Content, kind: Kind, name: str) -> str:
    item = _items(content, kind).get(name)
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
