"""What would become of each person of a list: new, known, moved; or why it cannot be.

Compares a list with who is there. Writes nothing; `admitting.py` does, all of it or nothing.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from practice.roles import Role
from practice.rosters import Entry, Remark, Roster


class Fate(StrEnum):
    """What happens to a person of the list."""

    NEW = "new"  # gets an account and a link to choose a password
    KNOWN = "known"  # is here already, as the list says
    CHANGED = "changed"  # is here, and moves, reads more, or has another e-mail address


@dataclass(frozen=True)
class Known:
    """Somebody who is here already."""

    id: str
    name: str
    username: str
    email: str
    role: Role
    active: bool
    cohorts: tuple[str, ...]  # ids: where they train, or what they read


@dataclass(frozen=True)
class Place:
    """A cohort that is here already."""

    id: str
    name: str
    over: bool


@dataclass(frozen=True)
class Arrival:
    """One person of the list and what happens to them; `cohorts` are names."""

    entry: Entry
    fate: Fate
    sentence: str
    person: str | None = None
    email: str | None = None  # the new one, where it changes
    cohorts: tuple[str, ...] = ()  # all they belong to afterwards


@dataclass(frozen=True)
class Plan:
    """What taking a list in would do. With one fault it cannot be taken in at all."""

    arrivals: tuple[Arrival, ...]
    faults: tuple[Remark, ...]
    left_out: tuple[Remark, ...]
    classes: tuple[str, ...]
    unused: tuple[str, ...]
    starts: tuple[str, ...]  # names of cohorts that do not exist yet

    @property
    def does_something(self) -> bool:
        """Whether there is anything to take in, and nothing against it."""
        return not self.faults and any(a.fate is not Fate.KNOWN for a in self.arrivals)

    @property
    def mark(self) -> str:
        """The same for the same plan: what was looked at is what is then done."""
        return hashlib.sha256(repr(self).encode("utf-8", "surrogatepass")).hexdigest()

    def count(self, fate: Fate) -> int:
        """How many people have that fate."""
        return sum(arrival.fate is fate for arrival in self.arrivals)


def planned(
    roster: Roster, people: Iterable[Known], places: Sequence[Place], invited: Collection[str] = ()
) -> Plan:
    """Give every person of the list a fate; `invited` are names on links that nobody used yet."""
    known: dict[str, Known] = {}
    for person in people:
        known |= {name: person for name in (person.username, person.email) if name}
    here = {place.name.lower(): place for place in places}
    faults = list(roster.faults)
    arrivals: list[Arrival] = []
    for entry in roster.entries:
        try:
            arrivals.append(_fate(entry, known, here, {name.lower() for name in invited}))
        except _Against as against:
            faults.append(Remark(entry.file, entry.line, against.field, str(against)))
    wanted = {name.lower(): name for a in reversed(arrivals) for name in a.cohorts}
    starts = tuple(sorted(name for key, name in wanted.items() if key not in here))
    faults.sort(key=lambda remark: (remark.file, remark.line))
    return Plan(
        tuple(arrivals), tuple(faults), roster.left_out, roster.classes, roster.unused, starts
    )


class _Against(Exception):
    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def _fate(
    entry: Entry, known: Mapping[str, Known], here: Mapping[str, Place], invited: Collection[str]
) -> Arrival:
    cohorts = tuple(
        here[name.lower()].name if name.lower() in here else name for name in entry.cohorts
    )
    for name in cohorts:
        if name.lower() in here and here[name.lower()].over:
            raise _Against("cohort", f"The cohort {name} is over. Give it another last day first.")
    found = {p.id: p for name in (entry.username, entry.email) if (p := known.get(name))}
    if len(found) > 1:
        both = " and ".join(sorted(p.name for p in found.values()))
        raise _Against("username", f"Username and e-mail address belong to two people here: {both}")
    if not found:
        where = f" {_where(entry.role, cohorts)}" if cohorts else ""
        said = f"Becomes a {entry.role}{where}."
        if entry.name.lower() in invited:
            said += " An unused link stands here for the same name: withdraw it if it is theirs."
        return Arrival(entry, Fate.NEW, said, None, None, cohorts)
    return _again(entry, next(iter(found.values())), cohorts, here)


def _again(
    entry: Entry, person: Known, cohorts: tuple[str, ...], here: Mapping[str, Place]
) -> Arrival:
    if not person.active:
        raise _Against(
            "username",
            f"{person.name} is here without access. Restore it first, or take the line out.",
        )
    if person.role is not entry.role:
        raise _Against(
            "role", f"{person.name} is a {person.role} here, and a list does not change roles."
        )
    names = {place.id: place.name for place in here.values()}
    now = tuple(names[id_] for id_ in person.cohorts if id_ in names)
    said = []
    if entry.role is Role.TRAINEE and now != cohorts:
        was = f" from {now[0]}" if now else ""
        said.append(f"Moves{was} to {cohorts[0]}.")
    if entry.role is Role.SUPERVISOR:
        more = [name for name in cohorts if name not in now]
        if more:
            said.append(f"Reads {' and '.join(more)} as well.")
        cohorts = (*now, *more)
    email = entry.email if entry.email and entry.email != person.email else None
    if email:
        said.append(f"Has the e-mail address {email} from now on.")
    fate = Fate.CHANGED if said else Fate.KNOWN
    if entry.name != person.name:
        said.append(f"Is called {person.name} here, which stays.")
    return Arrival(entry, fate, " ".join(said) or "Nothing changes.", person.id, email, cohorts)


def _where(role: Role, cohorts: Sequence[str]) -> str:
    return f"who reads {' and '.join(cohorts)}" if role is Role.SUPERVISOR else f"in {cohorts[0]}"


# --- what is written ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Newcomer:
    """An account to be, without a password; `cohorts` are ids: where they train or what they read.

    `id` is the account's, made beforehand, so that its link can be told by it.
    """

    id: str
    username: str
    email: str | None
    name: str
    role: Role
    cohorts: tuple[str, ...]


@dataclass(frozen=True)
class Batch:
    """All that a plan changes, in ids; `starts` are new cohorts, id -> name."""

    starts: Mapping[str, str]
    newcomers: tuple[Newcomer, ...]
    moves: Mapping[str, str]  # a trainee -> their cohort
    reads: Mapping[str, tuple[str, ...]]  # a supervisor -> all the cohorts they read
    emails: Mapping[str, str]


def batch(plan: Plan, places: Iterable[Place], new_id: Callable[[], str]) -> Batch:
    """Turn a plan into what is to be written."""
    ids = {place.name.lower(): place.id for place in places}
    starts = {new_id(): name for name in plan.starts}
    ids |= {name.lower(): id_ for id_, name in starts.items()}
    newcomers, moves, reads, emails = [], {}, {}, {}
    for arrival in plan.arrivals:
        entry, person = arrival.entry, arrival.person
        cohorts = tuple(ids[name.lower()] for name in arrival.cohorts)
        if person is None:
            newcomers.append(
                Newcomer(new_id(), entry.username, entry.email or None, entry.name, entry.role,
                         cohorts)
            )  # fmt: skip
        elif arrival.fate is Fate.CHANGED:
            if entry.role is Role.TRAINEE:
                moves[person] = cohorts[0]
            if entry.role is Role.SUPERVISOR:
                reads[person] = cohorts
            if arrival.email:
                emails[person] = arrival.email
    return Batch(starts, tuple(newcomers), moves, reads, emails)


# --- links -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class LinkFor:
    """A new person's link: shown once, as a line of a table."""

    name: str
    username: str
    role: Role
    cohorts: tuple[str, ...]
    path: str
    ends_at: datetime


def table(links: Iterable[LinkFor], origin: str) -> str:
    """The links as CSV for a spreadsheet or a mail merge; `origin` is this server's address."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["name", "signs in as", "role", "cohort", "link", "works until (UTC)"])
    for link in links:
        cells = (link.name, link.username, link.role.value, " | ".join(link.cohorts),
                 origin + link.path, f"{link.ends_at:%Y-%m-%d %H:%M}")  # fmt: skip
        writer.writerow([_cell(cell) for cell in cells])
    return text.getvalue()


def _cell(text: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
