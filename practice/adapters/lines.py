"""A rep as one line of the database, and as the row that lists are made of."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import sqlalchemy as sa

from practice.adapters import tables
from practice.reviews import RepRow

_FIELDS = [field.name for field in fields(RepRow)]
REP = [tables.reps.c[name] for name in _FIELDS]
_REASONS = _FIELDS.index("reasons")


def read_row(line: sa.Row[Any]) -> RepRow:
    """The row of a line selected as `REP`."""
    values = list(line)  # in the order of the fields: a queue has thousands of them
    values[_REASONS] = tuple(values[_REASONS])
    return RepRow(*values)
