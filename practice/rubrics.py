"""What a rubric is: six or so criteria with anchors 0 to 4, labels to recognise, fact sheets.

One skill per file in `rubrics/`. The texts in a rubric are what trainees and supervisors read, so
that a programme can change them without touching code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from practice import ContentError, NotFound
from practice.content import ContentErrors, Document, Misplaced, Strict, Where, fit, read
from practice.sentences import SHEET, SKILL, WORD, nearest
from practice.shelves import Shelf, shelf

Level = Annotated[int, Field(ge=0, le=4)]
Text = Annotated[str, Field(min_length=1, max_length=2000)]
Id = Annotated[str, Field(pattern=WORD, max_length=40)]

LEVELS: Mapping[int, str] = {
    0: "Missing",
    1: "Attempted",
    2: "Emerging",
    3: "Competent",
    4: "Skilled",
}
COMPETENT = 3


class Anchors(Strict):
    """What each level of one criterion looks like in a reply."""

    missing: Text
    attempted: Text
    emerging: Text
    competent: Text
    skilled: Text

    def of(self, level: int) -> str:
        """The anchor text of a level from 0 to 4."""
        return (self.missing, self.attempted, self.emerging, self.competent, self.skilled)[level]


class Advice(Strict):
    """What feedback says about one criterion; `{quote}` may stand for the trainee's own words."""

    strength: Text
    corrective: Text
    for_tag: dict[str, Text] = {}


class CriterionExample(Strict):
    """One reply at one level of one criterion, with the reason."""

    client: Text
    reply: Text
    level: Level
    why: Text


class Criterion(Strict):
    """One thing a supervisor rates from 0 to 4 (or N/A when there was no opportunity)."""

    id: Id
    title: Text
    weight: Annotated[float, Field(ge=0, le=1)]  # 0 where it counts in no figure
    gate: bool = False
    human_only: bool = False
    sounds_like: Text
    anchors: Anchors
    notes: list[Text] = []  # what raters asked about the anchors, answered
    advice: Advice
    examples: Annotated[list[CriterionExample], Field(min_length=2)]

    @model_validator(mode="after")
    def _only_people_s_may_weigh_nothing(self) -> Criterion:
        if self.weight == 0 and not self.human_only:
            raise Misplaced("must be more than 0, unless human_only is yes", "weight")
        return self


class ErrorTag(Strict):
    """A named mistake, charged to one criterion only.

    One that could do harm comes `first`: it is told before anything else, whatever the rep's aim.
    """

    id: Id
    criterion: Id
    means: Text
    first: bool = False


class Label(Strict):
    """One name for a kind of distorted thought, in plain words."""

    id: Id
    name: Text
    plain: Text
    give_away: Text
    confused_with: Id | None = None
    ask_yourself: str = ""
    also_accept: list[Id] = []
    family: Id


class FactSheet(Strict):
    """What may be told to a client about one topic. Content for training, not medical advice."""

    id: Annotated[str, Field(pattern=SHEET, max_length=40)]
    version: Annotated[int, Field(ge=1)]
    title: Text
    shown: bool = False  # whether the trainee reads `plain` before replying
    reviewed_by: str = ""
    plain: Text
    must_say: Annotated[list[Point], Field(min_length=1)]
    may_say: list[Point] = []
    never_say: Annotated[list[Point], Field(min_length=1)]


class Point(Strict):
    """One statement, and words that show it was made (matched from the start of a word)."""

    says: Text
    words: Annotated[list[Text], Field(min_length=1)]


class WorkedExample(Strict):
    """A whole reply with the level two people would give on each criterion."""

    client: Text
    reply: Text
    levels: dict[str, Level]
    tags: list[Id] = []
    why: Text
    drill: bool = True  # whether trainees may be given it to rate


class Rubric(Strict):
    """One skill."""

    id: Annotated[str, Field(pattern=SKILL)]
    version: Annotated[int, Field(ge=1)]
    title: Text
    in_one_line: Text
    author: Text
    reviewed_by: str = ""
    purpose: Text
    criteria: Annotated[list[Criterion], Field(min_length=1, max_length=10)]
    error_tags: list[ErrorTag] = []
    harm: list[Text] = []
    taxonomy: str = ""
    labels: list[Label] = []
    fact_sheets: list[FactSheet] = []
    worked_examples: list[WorkedExample] = []
    fingerprint: str = ""

    @field_validator("criteria")
    @classmethod
    def _weights_add_up(cls, criteria: list[Criterion]) -> list[Criterion]:
        total = sum(c.weight for c in criteria)
        if abs(total - 1) > 0.005:
            raise ValueError(f"the weights add up to {total:.2f}; they must add up to 1.00")
        if not any(c.gate for c in criteria):
            raise ValueError("at least one criterion must be a gate (gate: yes)")
        return criteria

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Rubric:
        for name in ("criteria", "error_tags", "labels", "fact_sheets"):
            seen: set[str] = set()
            for i, item in enumerate(getattr(self, name)):
                if item.id in seen:
                    raise Misplaced(f"{item.id} is used twice", name, i, "id")
                seen.add(item.id)
        return self

    def full(self, criterion: Criterion) -> str:
        """The criterion's id across skills, such as `cds.pin`."""
        return f"{self.id}.{criterion.id}"

    @property
    def criterion_ids(self) -> tuple[str, ...]:
        return tuple(self.full(c) for c in self.criteria)

    @property
    def gates(self) -> tuple[str, ...]:
        return tuple(self.full(c) for c in self.criteria if c.gate)

    def criterion(self, full_id: str) -> Criterion:
        """The criterion called `cds.pin`; NotFound when this rubric has none of that name."""
        for criterion in self.criteria:
            if self.full(criterion) == full_id:
                return criterion
        raise NotFound(f"The rubric “{self.title}” has no criterion {full_id}.")

    def label(self, label_id: str) -> Label | None:
        return next((label for label in self.labels if label.id == label_id), None)

    def sheet(self, sheet_id: str) -> FactSheet | None:
        return next((sheet for sheet in self.fact_sheets if sheet.id == sheet_id), None)

    def brief(self, sheet_id: str) -> str:
        """What a trainee reads before replying; empty unless there is a sheet that is shown."""
        sheet = self.sheet(sheet_id)
        return sheet.plain if sheet and sheet.shown else ""

    def score(self, levels: Mapping[str, int | None]) -> float | None:
        """Weighted mean of what applies, 0 to 4 with one decimal; None when nothing does."""
        rated = [(c.weight, levels.get(self.full(c))) for c in self.criteria]
        used = [(weight, level) for weight, level in rated if weight and level is not None]
        if not used:
            return None
        return round(sum(w * x for w, x in used) / sum(w for w, _ in used), 1)

    def met(self, levels: Mapping[str, int | None], harm: bool) -> bool:
        """Met in simulation: every gate that applies is competent, and nobody saw harm."""
        gates = [levels.get(gate) for gate in self.gates]
        rated = [level for level in gates if level is not None]
        return bool(rated) and not harm and all(level >= COMPETENT for level in rated)


FactSheet.model_rebuild()


def as_written(path: Path) -> Rubric:
    """Read one rubric without looking at whether its parts fit each other."""
    document = read(path)
    return fit(Rubric, document).model_copy(update={"fingerprint": document.fingerprint})


def load(path: Path, shown_as: str | None = None) -> Rubric:
    """Read one rubric; raise ContentErrors naming every mistake."""
    document = read(path, shown_as)
    rubric = fit(Rubric, document).model_copy(update={"fingerprint": document.fingerprint})
    errors = _cross_check(rubric, document)
    if rubric.id != path.stem:
        errors.append(document.error(("id",), f"must be the file's name, {path.stem}"))
    if errors:
        raise ContentErrors(errors)
    return rubric


def load_all(*folders: Path) -> Shelf[Rubric]:
    """Read every rubric of the folders; a later folder replaces a rubric of the same id."""
    return shelf(load, folders)


def _cross_check(rubric: Rubric, document: Document) -> list[ContentError]:
    return [
        document.error(where, message + nearest(name, known))
        for where, name, known, message in _names(rubric)
        if name not in known
    ]


def _names(rubric: Rubric) -> Iterator[tuple[Where, str, set[str], str]]:
    """Every name one part of the rubric uses for another: its place, the name, what it may be."""
    own = {criterion.id for criterion in rubric.criteria}
    tags = {tag.id for tag in rubric.error_tags}
    labels = {label.id for label in rubric.labels}
    for i, tag in enumerate(rubric.error_tags):
        message = f"there is no criterion {tag.criterion}"
        yield ("error_tags", i, "criterion"), tag.criterion, own, message
    for i, criterion in enumerate(rubric.criteria):
        for name in criterion.advice.for_tag:
            where: Where = ("criteria", i, "advice", "for_tag", name)
            yield where, name, tags, "is not one of this rubric's error_tags"
    for i, label in enumerate(rubric.labels):
        if label.confused_with:
            message = f"there is no label {label.confused_with}"
            yield ("labels", i, "confused_with"), label.confused_with, labels, message
        for j, name in enumerate(label.also_accept):
            yield ("labels", i, "also_accept", j), name, labels, f"there is no label {name}"
    for i, example in enumerate(rubric.worked_examples):
        for name in example.levels:
            where = ("worked_examples", i, "levels", name)
            yield where, name, own, "is not a criterion of this rubric"
        for j, name in enumerate(example.tags):
            message = f"{name} is not one of this rubric's error_tags"
            yield ("worked_examples", i, "tags", j), name, tags, message
