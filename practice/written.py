"""The base of everything written down: frozen records, and things that happened to a rep.

Times are UTC. Levels are 0 to 4, or None: "no opportunity" (a person), "cannot tell" (a machine).
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Level = Annotated[int, Field(ge=0, le=4)]
Words = Annotated[str, Field(max_length=6000)]


class Record(BaseModel):
    """The base of everything stored: frozen, and nothing unknown gets in."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Happening(Record):
    """Anything that happened to a rep: when (UTC) and by whom (a person's id, or `machine`)."""

    at: datetime
    by: str
