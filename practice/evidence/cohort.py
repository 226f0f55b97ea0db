"""The figures given out for a cohort, to take away: the same as on the page, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from practice.evidence import SAYS, codes
from practice.evidence.codes import Code
from practice.evidence.rows import csv_of
from practice.figures import Figure
from practice.given_out import Told
from practice.periods import after

ALL = "all cohorts"
Unit = Literal["reps", "share", "days", "levels"]
_UNITS: Mapping[str, Unit] = {
    "good reps": "reps", "days to signature": "days", "days to signature by group": "days",
    "own minus signed": "levels", "level": "levels", "machine minus signed": "levels",
}  # fmt: skip
_RULES = (
    "Figures are of periods that are over and were worked out once. No figure is over fewer than "
    "five trainees (ten, where it is about how people see or describe themselves); who is in a "
    "smaller group is in no figure, nor in a total."
)


class Line(BaseModel):
    """One figure, as it stands on the page."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    period: Literal["week", "month", "quarter"]
    begins: date
    ends: date = Field(description="the last day")
    cohort: str
    measure: str
    about: str = Field(description="a criterion, skill, reason or group; empty for everything")
    about_title: str
    difficulty: str
    trainees: int = Field(ge=5, description="how many it is over")
    unit: Unit
    value: float = Field(description="a share, a mean or, where there is a range, a median")
    low: float | None = Field(description="lower quartile")
    high: float | None = Field(description="upper quartile; of days, the 90th percentile")
    bound: Literal["", "at most", "at least"] = Field(description="a share not told exactly")
    codes: tuple[str, ...] = Field(description="the programme's own competency codes")


class CohortFigures(BaseModel):
    """Figures of a cohort over simulated practice."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    form: Literal["deliberate-practice trainer, cohort, 1"] = (
        "deliberate-practice trainer, cohort, 1"
    )
    says: str = SAYS
    rules: str = _RULES
    signed: Literal[True] = True
    made_at: datetime = Field(description="UTC")
    cohort: str
    figures: tuple[Line, ...]

    def as_json(self) -> bytes:
        """See cohort.schema.json."""
        return self.model_dump_json(indent=2).encode()

    def as_csv(self) -> bytes:
        """A row for each figure; the columns are named as in the JSON."""
        names = [name for name in Line.model_fields if name != "codes"]
        return csv_of(
            [*names, "codes", "says"],
            [
                [*(str(value) if isinstance(value, date) else value
                   for value in (getattr(line, name) for name in names)),
                 " ".join(line.codes), self.says]
                for line in self.figures
            ],
        )  # fmt: skip


def figures(
    told: Iterable[Told], cohort: str, made_at: datetime, titles: Mapping[str, str],
    own: Iterable[Code] = (),
) -> CohortFigures:  # fmt: skip
    """Everything given out for a cohort (its name, or ALL), in the programme's codes."""
    own = tuple(own)
    return CohortFigures(
        made_at=made_at, cohort=cohort,
        figures=tuple(_line(one, figure, cohort, titles, own)
                      for one in told for figure in one.figures),
    )  # fmt: skip


def _line(
    told: Told, one: Figure, cohort: str, titles: Mapping[str, str], own: Iterable[Code]
) -> Line:
    return Line.model_validate({
        "period": told.period.value, "begins": told.begins,
        "ends": after(told.period, told.begins) - timedelta(days=1),
        "cohort": cohort, "measure": one.measure, "about": one.about,
        "about_title": titles.get(one.about, one.about), "difficulty": one.level,
        "trainees": one.trainees, "unit": _UNITS.get(one.measure, "share"), "value": one.value,
        "low": one.low, "high": one.high, "bound": one.bound,
        "codes": codes.of(own, one.about) if one.about in titles else (),
    })  # fmt: skip
