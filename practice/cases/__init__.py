"""What a case file is: one simulated client as a clinician wrote them.

Owns loading, checking and the part a trainee may see (`Case.public`). Whatever is under `private`,
`lines` or a stimulus key stays on the server until the client says it or a trainee has committed.

    parts.py     the parts of a case file, and the words that may stand in each
    case.py      one case as a whole
    checks.py    what must hold between its parts
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from practice.cases.case import Case, mentions
from practice.cases.checks import cross_check
from practice.cases.parts import (
    AT_LEAST,
    DIFFICULTIES,
    AuthoredLine,
    Difficulty,
    Disclosure,
    Distortion,
    Effect,
    For,
    Item,
    Key,
    Later,
    Mood,
    Pinned,
    Private,
    Public,
    Rupture,
    RuptureKind,
    Stimulus,
)
from practice.content import ContentErrors, fit, read
from practice.rubrics import Rubric
from practice.shelves import Shelf, shelf

__all__ = [
    "AT_LEAST",
    "DIFFICULTIES",
    "AuthoredLine",
    "Case",
    "Difficulty",
    "Disclosure",
    "Distortion",
    "Effect",
    "For",
    "Item",
    "Key",
    "Later",
    "Mood",
    "Pinned",
    "Private",
    "Public",
    "Rupture",
    "RuptureKind",
    "Stimulus",
    "as_written",
    "load",
    "load_all",
    "mentions",
]


def as_written(path: Path) -> Case:
    """Read one case without asking whether it fits the rubrics of now, which may be newer."""
    document = read(path)
    return fit(Case, document).model_copy(update={"fingerprint": document.fingerprint})


def load(path: Path, rubrics: Mapping[str, Rubric], shown_as: str | None = None) -> Case:
    """Read one case; raise ContentErrors naming every mistake, the cross-checks included."""
    document = read(path, shown_as)
    case = fit(Case, document).model_copy(update={"fingerprint": document.fingerprint})
    errors = list(cross_check(case, rubrics, document))
    if case.id != path.stem:
        errors.append(document.error(("id",), f"must be the file's name, {path.stem}"))
    if errors:
        raise ContentErrors(errors)
    return case


def load_all(rubrics: Mapping[str, Rubric], *folders: Path) -> Shelf[Case]:
    """Read every case of the folders; a broken file is left out, with the reasons."""
    return shelf(lambda path: load(path, rubrics), folders)
