"""Who asked to be erased, and has not been yet or taken it back.

A wish is a setting, the newest of which counts; it goes with the account.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from practice.house import House

ERASURE = "erasure of "  # followed by a trainee's id


@dataclass(frozen=True)
class Asked:
    """When a trainee asked, and whether a director wrote it down for them."""

    at: datetime
    by_letter: bool


def asked(house: House) -> dict[str, Asked]:
    """Every open wish, by the id of the trainee."""
    kept: Mapping[str, Mapping[str, str] | None] = house.store.settings_under(ERASURE)
    return {
        trainee: Asked(datetime.fromisoformat(said["at"]), said["by"] != trainee)
        for trainee, said in kept.items()
        if said
    }


def ask(house: House, trainee: str, by: str) -> None:
    """Write down that a trainee asks; asking twice is asking once."""
    if trainee not in asked(house):
        value = {"at": house.now().isoformat(), "by": by}
        house.store.change_setting(f"{ERASURE}{trainee}", value, by, house.now())


def take_back(house: House, trainee: str) -> None:
    """Write down that a trainee wishes to stay."""
    if trainee in asked(house):
        house.store.change_setting(f"{ERASURE}{trainee}", None, trainee, house.now())
