"""A programme's own competency codes for criteria and skills: a CSV of three columns.

Which code stands for what is the programme's word; nothing here claims that practice in the
trainer fulfils any framework.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from practice import BadInput
from practice.sentences import nearest

SETTING = "competency codes"
COLUMNS = ("criterion", "code", "title")  # the last may be left out
MOST_ROWS, MOST_BYTES, LONGEST = 500, 200_000, 80
_TOLD = 10  # mistakes told at once


@dataclass(frozen=True)
class Code:
    """One row: a criterion such as `cds.pin` (or a skill such as `cds`) stands for this code."""

    criterion: str
    code: str
    title: str = ""


def read(data: bytes, known: Collection[str]) -> tuple[Code, ...]:
    """Read a file; BadInput names every line that cannot be used, and nothing is kept of it."""
    if len(data) > MOST_BYTES:
        raise BadInput("That file is too large to be a list of codes; it may have 200 kB.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(
            "The file is not UTF-8 text. In a spreadsheet, save it as “CSV UTF-8”."
        ) from error
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        head, *rows = [[cell.strip() for cell in row] for row in reader]
    except (csv.Error, ValueError) as error:
        raise BadInput("The file is empty or no CSV.") from error
    names = [name.lower() for name in head]
    if names[:2] != list(COLUMNS[:2]) or names not in (list(COLUMNS), list(COLUMNS[:2])):
        raise BadInput("The first line has to be: criterion,code,title (the title may be missing).")
    return _checked(rows, known)


def _checked(rows: Iterable[list[str]], known: Collection[str]) -> tuple[Code, ...]:
    found: dict[tuple[str, str], Code] = {}
    wrong: list[str] = []
    for line, row in enumerate(rows, start=2):
        if not any(row):
            continue
        criterion, code, title = (*row, "", "", "")[:3]
        for trouble in _troubles(criterion, code, title, len(row), known):
            wrong.append(f"line {line}: {trouble}")
        if (criterion, code) in found:
            wrong.append(f"line {line}: {criterion} and {code} stand together already")
        found[criterion, code] = Code(criterion, code, title)
    if wrong:
        more = f" And {len(wrong) - _TOLD} more." if len(wrong) > _TOLD else ""
        raise BadInput(f"Nothing was taken over. {'; '.join(wrong[:_TOLD])}.{more}")
    if not found:
        raise BadInput("There is no code in the file.")
    if len(found) > MOST_ROWS:
        raise BadInput(f"A list has at most {MOST_ROWS} codes.")
    return tuple(found.values())


def _troubles(
    criterion: str, code: str, title: str, cells: int, known: Collection[str]
) -> Iterable[str]:
    if cells > len(COLUMNS):
        yield "has more than three columns"
    if criterion not in known:
        yield f"there is no criterion “{criterion[:40]}”{nearest(criterion, set(known))}"
    if not code:
        yield "the code is missing"
    if len(code) > LONGEST or len(title) > 2 * LONGEST:
        yield f"a code has at most {LONGEST} characters, a title {2 * LONGEST}"


def of(codes: Iterable[Code], criterion: str) -> tuple[str, ...]:
    """The codes of a criterion: its own, and those of its skill."""
    skill = criterion.partition(".")[0]
    return tuple(dict.fromkeys(c.code for c in codes if c.criterion in (criterion, skill)))
