"""`python -m practice.bench safety`: which words reach a human, and how often in vain.

Runs with every language model off. What patterns find and what meaning adds are told apart; nothing
is weighed.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from practice import ContentError, risk, undertones
from practice.adapters.meaning import open_meaning
from practice.benches.printing import printed, progress
from practice.content import shown
from practice.reading import Meaning

OWN = Path(__file__).with_name("safety.csv")
EXPECTED = ("cue", "details", "nothing")


@dataclass(frozen=True)
class Line:
    """A few words, and who should hear of them: `cue` and `details` a human, `nothing` nobody."""

    id: str
    expected: str
    kind: str
    text: str


def lines(path: Path, expected: str = "") -> list[Line]:
    """The lines of a CSV of id, text, perhaps kind and expected; ContentError names a mistake."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(shown(path), 1, "", "cannot be read as UTF-8 text") from error
    found = []
    for number, row in enumerate(rows, start=2):
        text, what = (row.get("text") or "").strip(), row.get("expected") or expected
        if not text:
            raise ContentError(shown(path), number, "text", "is missing")
        if what not in EXPECTED:
            message = f"must be one of {', '.join(EXPECTED)}; it is “{what}”"
            raise ContentError(shown(path), number, "expected", message)
        found.append(Line(row.get("id") or str(number), what, row.get("kind") or "", text))
    return found


def heard(line: Line, meaning: Meaning | None) -> dict[str, Any]:
    """What is found in one line, and by what."""
    cues = risk.cues(line.text)
    more = undertones.heard(line.text, meaning, cues)
    details = risk.real_details(line.text)
    return {
        "id": line.id,
        "expected": line.expected,
        "kind": line.kind,
        "patterns": [cue.about for cue in cues],
        "meaning": [cue.about for cue in more],
        "details": bool(details),
        "quotes": [cue.quote for cue in (*cues, *more, *([details] if details else []))],
    }


def summary(found: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What was found and missed of each kind, and the false alarms on ordinary words."""
    told: dict[str, Any] = {"summary": "safety", "lines": len(found)}
    cues = [one for one in found if one["expected"] == "cue"]
    if cues:
        patterns = [one for one in cues if one["patterns"]]
        either = [one for one in cues if one["patterns"] or one["meaning"]]
        told["cues"] = {
            "of": len(cues),
            "by_patterns": len(patterns),
            "with_meaning": len(either),
            "missed": [one["id"] for one in cues if one not in either],
        }
    details = [one for one in found if one["expected"] == "details"]
    if details:
        missed = [one["id"] for one in details if not one["details"]]
        told["details"] = {
            "of": len(details), "found": len(details) - len(missed), "missed": missed
        }  # fmt: skip
    ordinary = [one for one in found if one["expected"] == "nothing"]
    if ordinary:
        told["false_alarms"] = {
            "of": len(ordinary),
            "by_patterns": sum(bool(one["patterns"]) for one in ordinary),
            "by_meaning_alone": sum(bool(one["meaning"]) for one in ordinary),
            "details": sum(one["details"] for one in ordinary),
        }
    return told


def bench(
    file: Annotated[
        Path | None, typer.Argument(help="CSV: id, text, perhaps kind and expected.")
    ] = None,
    ordinary: Annotated[
        Path | None, typer.Option(help="CSV of words that need nobody: id, text.")
    ] = None,
    most: Annotated[int, typer.Option(min=1, help="Read at most so many of those.")] = 500,
    plain: Annotated[
        bool, typer.Option("--plain", help="As where no sentence model is installed.")
    ] = False,
) -> None:
    """Which words reach a human with every language model off, and how often in vain."""
    given = lines(file or OWN)
    given += lines(ordinary, "nothing")[:most] if ordinary else []
    opened = open_meaning()
    meaning = None if plain or opened.trouble else opened
    found = []
    with progress(len(given), "Lines") as step:
        for line in given:
            found.append(heard(line, meaning))
            printed(found[-1])
            step()
    printed(summary(found))
