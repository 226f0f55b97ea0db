"""Where one is signed in, and out of everywhere: verbs that are everybody's, about themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from practice.house import House
from practice.roles import Person, require


@dataclass(frozen=True)
class Device:
    """A place where one is signed in: since when, until when, and whether it is this one."""

    since: datetime
    until: datetime
    here: bool


def devices(house: House, me: Person, here: str) -> list[Device]:
    """Where one is signed in, the newest first; `here` is the fingerprint of this sign-in."""
    require(me, "see own sign-ins")
    found = house.accounts.sign_ins(me, here)
    return [Device(line.created_at, line.expires_at, line.here) for line in found]


def sign_out_everywhere(house: House, me: Person) -> None:
    """End every sign-in of one's own, this one too."""
    require(me, "see own sign-ins")
    house.accounts.sign_out_everywhere(me)
    house.store.note(house.now(), me.id, "signed out everywhere", me.id)
