"""Seeing oneself: a trainee's own ratings beside their supervisors'."""

from __future__ import annotations

from practice.house import House
from practice.mirror import Mirror, mirror
from practice.roles import Person, require


def my_mirror(house: House, me: Person, *, machine: bool = False) -> Mirror:
    """How this trainee's own ratings compare with the signed ones; see `mirror.py`."""
    require(me, "see own calibration")
    return mirror(house, me.id, machine=machine)
