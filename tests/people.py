"""A small programme for the tests of verbs: a house on a real SQLite file, and seven people in it.

The content is what ships, the voice is authored, the coder embedded; only the clock is ours.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Literal

from practice import practising, supervising
from practice.adapters.accounts import Accounts
from practice.adapters.move_coder import EmbeddedMoveCoder
from practice.adapters.settings import HERE
from practice.adapters.store import Store
from practice.adapters.voices import AuthoredVoice
from practice.check import load_content
from practice.house import Content, House
from practice.record import Kind
from practice.roles import Person, Role

Next = Literal["easier", "same", "harder"]
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
REPLY = "When the bus stopped, what went through your mind just then?"
TURNS = (
    "What would you like us to use today for?",
    "That sounds frightening. What was it like on the bus?",
    "So you stood there with your heart going, and the doors stayed shut.",
    "What went through your mind when it started?",
    "How would you put that in your own words?",
    "What would be most useful to look at first?",
    "You got off and sat on a wall. What happened then?",
)


@dataclass
class Clock:
    """A time that stands still until a test moves it."""

    at: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.at

    def later(self, **by: float) -> None:
        self.at += timedelta(**by)


@cache
def content() -> Content:
    """The shipped cases and rubrics, read once."""
    return load_content([HERE / "cases"], [HERE / "rubrics"])


@cache
def coder() -> EmbeddedMoveCoder:
    return EmbeddedMoveCoder()


ANA = Person("ana", "Ana Lim", Role.TRAINEE, "north")
BEN = Person("ben", "Ben Osei", Role.TRAINEE, "south")
CY = Person("cy", "Cy Novak", Role.TRAINEE, "north")
SAM = Person("sam", "Sam Roth", Role.SUPERVISOR)
SIA = Person("sia", "Sia Blom", Role.SUPERVISOR)  # a colleague of Sam's
TOM = Person("tom", "Tom Reed", Role.SUPERVISOR)  # of the other cohort
DEE = Person("dee", "Dee Park", Role.DIRECTOR)
READS = {"sam": ["north"], "sia": ["north"], "tom": ["south"]}


@dataclass
class Programme:
    """The house, its clock, and short ways through a rep by way of the verbs."""

    house: House
    clock: Clock
    begun: int = field(default=0)

    def with_(self, **changes: object) -> House:
        """The same house with another voice or notice."""
        self.house = replace(self.house, **changes)  # type: ignore[arg-type]  # tests name fields
        return self.house

    def begin(
        self, me: Person = ANA, kind: Kind = Kind.DRILL, skill: str = "cds",
        criterion: str = "cds.pin", case: str = "first-panic",
    ) -> str:  # fmt: skip
        """A rep at its aim."""
        self.begun += 1
        wish = practising.choose(self.house, me, kind, skill, criterion, "beginner", case)
        return practising.begin(self.house, me, wish, f"rep-{self.begun}")

    def drill(self, me: Person = ANA, **wish: str) -> str:
        """A drill where the trainee is about to reply, past any recognition task."""
        rep = self.begin(me, **wish)
        practising.start(self.house, me, rep)
        view = practising.look(self.house, me, rep)
        if view.plan.recognition:
            words = view.turns[0].text.split(".")[0]
            practising.recognise(self.house, me, rep, ["magnification"], words, 70)
        return rep

    def talk(self, me: Person = ANA, turns: int = 0) -> str:
        """An encounter with so many turns said."""
        rep = self.begin(me, Kind.ENCOUNTER, "ags", "ags.order")
        practising.start(self.house, me, rep)
        for number in range(1, turns + 1):
            practising.say(self.house, me, rep, number, f"{TURNS[number % 7]} ({number})")
        return rep

    def rate(self, rep: str, level: int = 2, me: Person = ANA, sure: int = 70) -> None:
        """Rate all that is asked for now the same."""
        view = practising.look(self.house, me, rep)
        ids = view.rubric.criterion_ids
        if view.stage.value != "rating":
            ids = (view.plan.criterion,)
        practising.rate_self(self.house, me, rep, dict.fromkeys(ids, level), sure)

    def closing(
        self, me: Person = ANA, text: str = REPLY, next_one: Next = "same", **wish: str
    ) -> str:
        """A drill that only has to be sent, its transfer left for another day."""
        rep = self.drill(me, **wish)
        practising.reply(self.house, me, rep, text)
        self.rate(rep, me=me)
        practising.redo(self.house, me, rep)
        practising.reply(self.house, me, rep, f"{text} Take your time.")
        self.rate(rep, me=me)
        practising.go_on(self.house, me, rep)
        practising.check_in(self.house, me, rep, "a stretch", ["calm"], False, next_one)
        if practising.look(self.house, me, rep).stage.value == "transfer":
            practising.postpone(self.house, me, rep)
        return rep

    def sent(self, me: Person = ANA, note: str = "", look: bool = False, **wish: str) -> str:
        """A rep with the supervisors."""
        rep = self.closing(me, **wish)
        self.clock.later(minutes=5)
        practising.submit(self.house, me, rep, please_look=look, note=note)
        return rep

    def levels(self, rep: str, level: int | None = 3) -> dict[str, int | None]:
        skill = self.house.store.row(rep).skill
        return dict.fromkeys(self.house.content.rubric(skill).criterion_ids, level)

    def blind(self, rep: str, me: Person = SAM, level: int = 3, harm: str = "") -> None:
        """Claim it and rate it blind."""
        self.clock.later(minutes=5)
        supervising.claim(self.house, me, rep)
        levels = self.levels(rep, level)
        supervising.rate_blind(self.house, me, rep, levels, harm=bool(harm), harm_note=harm)

    def signed(self, me: Person = ANA, by: Person = SAM, level: int = 3, **wish: str) -> str:
        """A rep that a supervisor rated and signed."""
        rep = self.sent(me, **wish)
        self.blind(rep, by, level)
        self.sign(rep, by)
        return rep

    def sign(self, rep: str, by: Person = SAM) -> None:
        supervising.sign(
            self.house, by, rep, strength="You waited.", corrective="Ask once.", next_rep=None
        )

    def written(self, rep: str) -> int:
        """How many events a rep has: unchanged when a refusal wrote nothing."""
        return len(self.house.store.load(rep).events)

    def drafts(self, rep: str, me: Person, *slots: str) -> Mapping[str, object]:
        found = {slot: self.house.store.draft(rep, me.id, slot) for slot in slots}
        return {slot: body for slot, body in found.items() if body is not None}


def settle(file: Path) -> Path:
    """A database with the seven people in it."""
    store = Store(f"sqlite:///{file}")
    store.migrate()
    for cohort in ("north", "south"):
        store.people.add_cohort(cohort, f"The {cohort}", MONDAY)
    for person in (ANA, BEN, CY, SAM, SIA, TOM, DEE):
        store.people.add(
            person.id, person.id, person.name, person.role, MONDAY, cohort=person.cohort
        )
        if person.id in READS:
            store.people.set_supervises(person.id, READS[person.id], MONDAY)
    store.close()
    return file


def programme(settled: Path, folder: Path) -> Programme:
    """A programme of its own in this folder, from a copy of a settled database."""
    clock = Clock()
    store = Store(f"sqlite:///{shutil.copy(settled, folder / 'people.db')}")
    accounts = Accounts(store.people, clock)
    house = House(store, accounts, content(), coder(), AuthoredVoice(), now=clock)
    return Programme(house, clock)
