"""Seals: each line of the audit carries a hash of itself and of the line before it.

Whoever changes, removes or slips in a line by hand breaks the chain from there on, and `check` says
where. It is no lock: who can write the whole table can also seal it anew, which a head that
somebody noted elsewhere gives away (`Head`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from practice import BadInput

LOOKED = "read a transcript"  # the line that anybody's look leaves
NOTHING = "0" * 64  # what the very first line follows


@dataclass(frozen=True)
class Line:
    """One line of the audit: who did what to what, never any words of a rep; sealed."""

    number: int
    at: datetime
    by: str
    did: str
    about: str
    seal: str = ""


@dataclass(frozen=True)
class Head:
    """A line's number and seal: the last of a chain, or the last of those that were removed."""

    number: int
    seal: str

    def __str__(self) -> str:
        return f"{self.number} {self.seal}"

    @staticmethod
    def read(text: str) -> Head | None:
        """A head as somebody noted it, or None for nothing; BadInput for anything else."""
        if not text.strip():
            return None
        number, _, seal = text.strip().partition(" ")
        if not number.isdecimal() or len(seal) != 64 or not set(seal) <= set("0123456789abcdef"):
            raise BadInput("A noted head is a number, a space, and 64 of the signs 0-9 and a-f.")
        return Head(int(number), seal)


@dataclass(frozen=True)
class Checked:
    """What a look along the chain found; `broken` is the number of the first line that is wrong."""

    lines: int
    head: Head | None
    broken: int | None = None
    why: str = ""


def seal(before: str, line: Line) -> str:
    """SHA-256, in hexadecimal, over the seal before it and everything a line says."""
    if line.at.tzinfo is None:
        raise ValueError("times are stored with their zone")
    at = line.at.astimezone(UTC).isoformat(timespec="microseconds")
    said = [before, line.number, at, line.by, line.did, line.about]
    return fingerprint(said)


def fingerprint(said: Mapping[str, Any] | list[Any]) -> str:
    """SHA-256, in hexadecimal, of anything JSON can say, however its keys are ordered."""
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def check(
    lines: Iterable[Line], cut: Head | None = None, vouching: str = "", noted: Head | None = None
) -> Checked:
    """Follow the chain from its first line to its last.

    `cut` is the last line that retention removed, and `vouching` what a line says that did so.
    `noted` is a head that somebody wrote down before, which has to be there still.
    """
    last = cut or Head(0, NOTHING)
    vouched, found = cut is None, noted is None or noted == cut
    count = 0
    for line in lines:
        if line.number != last.number + 1:
            missing = last.number + 1
            return Checked(count, last, missing, f"Line {missing} is missing.")
        if line.seal != seal(last.seal, line):
            why = f"Line {line.number} is not what was written, or the one before it was changed."
            return Checked(count, last, line.number, why)
        last, count = Head(line.number, line.seal), count + 1
        vouched = vouched or (line.did == vouching and line.about == str(cut))
        found = found or last == noted
    if not vouched and cut is not None:
        why = f"The lines up to {cut.number} are gone, and no line says who removed them."
        return Checked(count, last, cut.number, why)
    if not found and noted is not None and (cut is None or noted.number > cut.number):
        why = f"Line {noted.number} is not the one that was noted."
        return Checked(count, last, noted.number, why)
    return Checked(count, last if last.number else None)
