"""Turns from a file: CSV with a line of names, or JSON Lines. A mistake is named by its place."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from practice import ContentError
from practice.adapters.main_code import MainCode
from practice.content import shown
from practice.moves import Move

Row = dict[str, Any]
_ALSO = {"therapist_input": MainCode.INPUT}  # as the development data write it
_CODES = {code.value: code for code in MainCode} | _ALSO
_MOVES = frozenset(move.value for move in Move)
HALVES = ("tune", "test", "fresh-tune", "fresh-test")
_NOBODY = "-"  # a labelling that nobody made, which is not one without moves

Moves = frozenset[Move]


@dataclass(frozen=True)
class CodedTurn:
    """One turn of a therapist, what the client said before, and what people say it does.

    None where nobody says: its main code, all its moves, the first and the second labelling that
    those moves were settled from, and whether patterns were tuned on it or are tested with it.
    """

    id: str
    text: str
    before: str
    main: MainCode | None = None
    moves: Moves | None = None
    labellings: tuple[Moves, Moves] | None = None
    half: str = ""


def turns(path: Path) -> list[CodedTurn]:
    """The turns of a file with `id`, `text`, and perhaps `before`, `main`, `moves`, `half`.

    Raises ContentError with the file's name, the line and the field of the first mistake.
    """
    found: dict[str, CodedTurn] = {}
    for line, row in rows(path):
        turn = _turn(path, line, row)
        if turn.id in found:
            raise ContentError(shown(path), line, "id", f"“{turn.id}” stands there twice")
        found[turn.id] = turn
    if not found:
        raise ContentError(shown(path), 1, "", "holds no turns")
    return list(found.values())


def rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Each row of a CSV (.csv) or JSON Lines (any other) file, with the line it begins on."""
    text = _text(path)
    return _csv(path, text) if path.suffix.lower() == ".csv" else _json_lines(path, text)


def field(path: Path, line: int, row: Row, name: str, otherwise: str | None = None) -> str:
    """A field's text; where it is missing `otherwise`, or ContentError when that is None."""
    value = row.get(name)
    if value is None and otherwise is not None:
        return otherwise
    if value is None:
        raise ContentError(shown(path), line, name, "is missing")
    if not isinstance(value, str):
        raise ContentError(shown(path), line, name, "must be text")
    return value.encode("utf-8", "replace").decode()  # half a surrogate pair cannot be printed


def main_code(path: Path, line: int, row: Row) -> MainCode | None:
    """The main code that a row gives; None where it gives none."""
    given = field(path, line, row, "main", "").strip()
    if given and given not in _CODES:
        choices = ", ".join(MainCode)
        raise ContentError(shown(path), line, "main", f"must be one of {choices}")
    return _CODES.get(given)


def _turn(path: Path, line: int, row: Row) -> CodedTurn:
    number = row.get("id")
    if isinstance(number, int) and not isinstance(number, bool):
        row = {**row, "id": str(number)}
    turn_id = field(path, line, row, "id")
    if not turn_id.strip():
        raise ContentError(shown(path), line, "id", "must not be empty")
    half = field(path, line, row, "half", "").strip()
    if half and half not in HALVES:
        raise ContentError(shown(path), line, "half", f"must be one of {', '.join(HALVES)}")
    first, second = (_moves(path, line, row, name) for name in ("first", "second"))
    return CodedTurn(
        id=turn_id,
        text=field(path, line, row, "text"),
        before=field(path, line, row, "before", ""),
        main=main_code(path, line, row),
        moves=_moves(path, line, row, "moves"),
        labellings=None if first is None or second is None else (first, second),
        half=half,
    )


def _moves(path: Path, line: int, row: Row, name: str) -> Moves | None:
    """The moves a row gives, with blanks between; an empty cell is a turn that makes none."""
    if row.get(name) is None or row[name] == _NOBODY:
        return None
    given = field(path, line, row, name).split()
    for one in given:
        if one not in _MOVES:
            raise ContentError(shown(path), line, name, f"“{one}” is not a move")
    return frozenset(map(Move, given))


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ContentError(shown(path), 1, "", f"cannot be opened ({error.strerror})") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ContentError(shown(path), line, "", "is not UTF-8 text") from error


def _csv(path: Path, text: str) -> Iterator[tuple[int, Row]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    names: list[str] = []
    line = 1
    try:
        for cells in reader:
            if not names:
                names = [cell.strip() for cell in cells]
            elif len(cells) > len(names):
                raise ContentError(shown(path), line, "", "has more cells than the first line")
            elif cells:
                yield line, dict(zip(names, cells, strict=False))
            line = reader.line_num + 1
    except csv.Error as error:
        raise ContentError(shown(path), line, "", f"is not CSV ({error})") from error


def _json_lines(path: Path, text: str) -> Iterator[tuple[int, Row]]:
    for line, written in enumerate(text.split("\n"), start=1):
        if not written.strip():
            continue
        try:
            row = json.loads(written)
        except (ValueError, RecursionError) as error:
            raise ContentError(shown(path), line, "", "is not a JSON object") from error
        if not isinstance(row, dict):
            raise ContentError(shown(path), line, "", "is not a JSON object")
        yield line, row
