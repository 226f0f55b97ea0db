"""One trainee's portfolio: milestones and every rep that a supervisor signed, level by level.

It holds no own rating, no machine's rating, nothing unsigned, and no word of a transcript.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from practice.evidence import SAYS
from practice.evidence.rows import csv_of


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Rated(_Part):
    """One criterion of one rep."""

    criterion: str = Field(description="such as cds.pin")
    title: str
    level: int | None = Field(ge=0, le=4, description="0 to 4; null where there was no opportunity")
    codes: tuple[str, ...] = Field(description="the programme's own competency codes")


class Signed(_Part):
    """One rep as it is signed now."""

    rep: str = Field(description="an id of the trainer's; it leads to nothing outside")
    signed_at: datetime = Field(description="UTC")
    signed_by: str
    skill: str
    skill_title: str
    aim: str = Field(description="the criterion practised")
    difficulty: str
    kind: Literal["drill", "encounter"]
    client: str = Field(description="the simulated client")
    rubric_version: int | None
    rubric_fingerprint: str = Field(description="SHA-256 of the rubric it was rated against")
    met_in_simulation: bool
    tried_again: bool
    levels: tuple[Rated, ...]


class Reached(_Part):
    """A skill at a difficulty, met in simulation: two signed reps on two different cases."""

    skill: str
    skill_title: str
    difficulty: str
    on: datetime = Field(description="when the second was signed, UTC")
    signed_by: tuple[str, ...]
    codes: tuple[str, ...]


class Portfolio(_Part):
    """Signed practice of one trainee with simulated clients."""

    form: Literal["deliberate-practice trainer, portfolio, 1"] = (
        "deliberate-practice trainer, portfolio, 1"
    )
    says: str = SAYS
    signed: Literal[True] = True
    made_at: datetime = Field(description="UTC")
    trainee: str
    cohort: str
    met: tuple[Reached, ...]
    work: tuple[Signed, ...] = Field(description="the oldest first")

    def as_json(self) -> bytes:
        """See portfolio.schema.json."""
        return self.model_dump_json(indent=2).encode()

    def as_csv(self) -> bytes:
        """A row for each criterion of each rep."""
        names = (
            "trainee", "signed_at", "signed_by", "skill", "difficulty", "kind", "client", "rep",
            "met_in_simulation", "criterion", "title", "level", "codes", "rubric_version", "says",
        )  # fmt: skip
        return csv_of(names, [
            (self.trainee, one.signed_at.isoformat(timespec="seconds"), one.signed_by,
             one.skill_title, one.difficulty, one.kind, one.client, one.rep,
             "yes" if one.met_in_simulation else "no", rated.criterion, rated.title, rated.level,
             " ".join(rated.codes), one.rubric_version, self.says)
            for one in self.work for rated in one.levels
        ])  # fmt: skip
