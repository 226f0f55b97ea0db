"""A chain of seals shows where it was touched, and holds where it was not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from practice.sealing import NOTHING, Head, Line, check, fingerprint, seal

NOON = datetime(2026, 3, 2, 12, 0, 0, 5, tzinfo=UTC)


def chain(n: int = 5, after: Head | None = None) -> list[Line]:
    last = after or Head(0, NOTHING)
    lines: list[Line] = []
    for number in range(last.number + 1, last.number + n + 1):
        line = Line(number, NOON + timedelta(minutes=number), "d1", "did", f"about {number}")
        last = Head(number, seal(last.seal, line))
        lines.append(replace(line, seal=last.seal))
    return lines


def head(line: Line) -> Head:
    return Head(line.number, line.seal)


def test_a_chain_that_nobody_touched_holds_and_gives_its_head() -> None:
    lines = chain()
    found = check(lines)
    assert (found.lines, found.broken, found.head) == (5, None, head(lines[-1]))
    assert check([]).head is None
    assert check(lines, noted=head(lines[1])).broken is None


@pytest.mark.parametrize(
    "change",
    [{"by": "d2"}, {"did": "did "}, {"about": "About 3"}, {"seal": "0" * 64},
     {"at": NOON + timedelta(minutes=3, microseconds=1)}],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_one_changed_byte_is_found_at_its_line(change: dict[str, object]) -> None:
    lines = chain()
    lines[2] = replace(lines[2], **change)  # type: ignore[arg-type]  # fields by name
    found = check(lines)
    assert (found.broken, found.lines, found.head) == (3, 2, head(lines[1]))
    assert found.why == "Line 3 is not what was written, or the one before it was changed."


def test_a_line_that_is_gone_slipped_in_or_moved_is_found() -> None:
    lines = chain()
    assert check([*lines[:2], *lines[3:]]).why == "Line 3 is missing."
    assert check(lines[1:]).broken == 1
    assert check([lines[0], lines[2], lines[1], *lines[3:]]).broken == 2
    slipped = replace(lines[2], about="other")
    slipped = replace(slipped, seal=seal(lines[1].seal, slipped))
    assert check([*lines[:2], slipped, *lines[3:]]).broken == 4  # sealed well, and then no further


def test_the_end_cut_off_shows_only_against_a_head_that_was_noted() -> None:
    lines = chain()
    assert check(lines[:3]).broken is None
    assert check(lines[:3], noted=head(lines[4])).why == "Line 5 is not the one that was noted."
    assert check(chain(4), noted=Head(4, "f" * 64)).broken == 4


def test_what_retention_removed_is_vouched_for_by_a_line_or_the_chain_is_broken() -> None:
    old = head(chain()[-1])
    kept = chain(2, after=old)
    witness = Line(8, NOON, "d1", "removed", str(old))
    sealed = replace(witness, seal=seal(kept[-1].seal, witness))
    whole = check([*kept, sealed], old, "removed")
    assert (whole.broken, whole.lines) == (None, 3)
    assert check([*kept, sealed], old, "removed", noted=Head(2, "x")).broken is None  # is gone
    unsaid = check(kept, old, "removed")
    assert unsaid.why == "The lines up to 5 are gone, and no line says who removed them."
    assert check([*kept, sealed], Head(5, "0" * 64), "removed").broken == 6
    assert check([*kept, sealed]).broken == 1


def test_a_seal_knows_the_moment_and_not_the_zone_it_was_told_in() -> None:
    line = Line(1, NOON, "d1", "did", "about")
    there = replace(line, at=NOON.astimezone(timezone(timedelta(hours=5))))
    assert seal(NOTHING, there) == seal(NOTHING, line)
    with pytest.raises(ValueError, match="zone"):
        seal(NOTHING, replace(line, at=NOON.replace(tzinfo=None)))
    assert fingerprint({"a": 1, "b": "ü"}) == fingerprint({"b": "ü", "a": 1})
