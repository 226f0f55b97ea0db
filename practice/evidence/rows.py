"""CSV that a spreadsheet opens without harm: UTF-8 with its mark, and no cell that is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | float | bool | None


def csv_of(names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows under these names.

    >>> csv_of(["name", "n"], [("=1+1", -2)]).decode("utf-8-sig").splitlines()
    ['name,n', "'=1+1,-2"]
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Cell) -> Cell:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"  # a spreadsheet would run it
    return "" if value is None else value
