"""Replies that were rated blind by two people each: what a scorer is learnt from and tested with.

Owns reading `rubrics/gold/` and any file of the same shape. One JSON object a line: item_id, skill,
context, client (what the client said), key (what the author of the exercise knows), reply; the
ratings stand in ratings.csv as item, crit, rater, level. A mistake is named by file, line, field.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import fmean
from typing import Any

from pydantic import ValidationError

from practice import ContentError
from practice.cases import Distortion, Key, mentions
from practice.cases import Item as Topic
from practice.content import shown
from practice.rubrics import FactSheet, Point, Rubric

HOME = Path(__file__).resolve().parents[1] / "rubrics" / "gold"
RATINGS = "ratings.csv"
THIRDS = 3
NO_OPPORTUNITY = ("", "na", "n/a", "null", "none")
# How others write the same things.
_SPELLINGS = {
    "give_away_words": "give_aways", "give_away": "give_aways", "giveaways": "give_aways",
    "label": "labels", "distortion": "labels", "fact_sheet": "sheet", "item": "items",
    "must": "must_say", "never": "never_say", "ownwords": "own_words",
}  # fmt: skip


@dataclass(frozen=True)
class Item:
    """One reply to one thing a client said, and what the author of the exercise knows."""

    id: str
    skill: str
    stimulus: str
    client: str
    reply: str
    context: str = ""
    key: Key = field(default_factory=Key)
    sheet: FactSheet | None = None

    @property
    def third(self) -> int:
        """0, 1 or 2: the same for every reply to a stimulus, and on every machine."""
        return zlib.crc32(f"{self.skill}:{self.stimulus}".encode()) % THIRDS


@dataclass(frozen=True)
class Gold:
    """Rated replies. `levels` holds, by item and criterion, one level or None for each rater."""

    items: tuple[Item, ...]
    levels: Mapping[tuple[str, str], tuple[int | None, ...]]

    def level(self, item: str, criterion: str) -> float | None:
        """The mean of the raters; None where most saw no opportunity or nobody rated it."""
        given = self.levels.get((item, criterion), ())
        rated = [level for level in given if level is not None]
        return fmean(rated) if rated and len(rated) * 2 > len(given) else None


def gold(rubrics: Mapping[str, Rubric], folder: Path = HOME) -> Gold:
    """Every rated reply of a folder; ContentError at the first mistake."""
    found: list[Item] = []
    for path in sorted(folder.glob("*.jsonl")):
        found += items(path, rubrics)
    if not found:
        raise ContentError(shown(folder), 1, "", "holds no rated replies (*.jsonl)")
    known = {item.id for item in found}
    levels = ratings(folder / RATINGS)
    for item, criterion in levels:
        if item not in known:
            message = f"there is no reply {item} (rated on {criterion})"
            raise ContentError(shown(folder / RATINGS), 1, "item", message)
    return Gold(tuple(found), levels)


def example(name: str, rubric: Rubric, client: str, reply: str, about: str) -> Item:
    """An example of a rubric as an item; its fact sheet is the one that `about` says most of."""

    def said(sheet: FactSheet) -> int:
        points = [*sheet.must_say, *sheet.may_say, *sheet.never_say]
        return sum(mentions(about, point.words) for point in points)

    sheet = max(rubric.fact_sheets, key=said, default=None)
    return Item(name, rubric.id, name, client, reply, sheet=sheet)


def taken_as_real(item: Item) -> Item:
    """The same item with a thought that may simply be true."""
    return replace(item, key=Key(labels=Distortion(primary="none")))


def items(path: Path, rubrics: Mapping[str, Rubric]) -> list[Item]:
    """The replies of one JSON Lines file."""
    found: dict[str, Item] = {}
    for line, text in enumerate(_text(path).splitlines(), start=1):
        if not text.strip():
            continue
        item = _item(path, line, text, rubrics)
        if item.id in found:
            raise ContentError(shown(path), line, "item_id", f"“{item.id}” stands there twice")
        found[item.id] = item
    if not found:
        raise ContentError(shown(path), 1, "", "holds no replies")
    return list(found.values())


def ratings(path: Path) -> dict[tuple[str, str], tuple[int | None, ...]]:
    """Levels by item and criterion from a CSV of item, crit, rater, level (or NA)."""
    rows = csv.DictReader(io.StringIO(_text(path)))
    found: dict[tuple[str, str], list[int | None]] = {}
    for line, row in enumerate(rows, start=2):
        item, criterion, level = (row.get(name) or "" for name in ("item", "crit", "level"))
        if not item or not criterion:
            raise ContentError(shown(path), line, "item" if not item else "crit", "is missing")
        if level.strip().lower() in NO_OPPORTUNITY:
            value = None
        elif level.strip() in {"0", "1", "2", "3", "4"}:
            value = int(level)
        else:
            raise ContentError(shown(path), line, "level", f"must be 0 to 4 or NA; it is “{level}”")
        found.setdefault((item, criterion), []).append(value)
    return {where: tuple(levels) for where, levels in found.items()}


def _item(path: Path, line: int, text: str, rubrics: Mapping[str, Rubric]) -> Item:
    try:
        row = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ContentError(shown(path), line, "", "is not JSON") from error
    if not isinstance(row, dict):
        raise ContentError(shown(path), line, "", "must be an object in braces")
    for name in ("item_id", "skill", "client", "reply"):
        if not isinstance(row.get(name), str) or (name != "reply" and not row[name].strip()):
            raise ContentError(shown(path), line, name, "must be text")
    rubric = rubrics.get(row["skill"])
    if rubric is None:
        message = f"there is no rubric “{row['skill']}”"
        raise ContentError(shown(path), line, "skill", message)
    key, sheet = keyed(path, line, row.get("key") or {}, rubric)
    words = {name: row[name].encode("utf-8", "replace").decode() for name in ("client", "reply")}
    return Item(
        id=row["item_id"],
        skill=rubric.id,
        stimulus=str(row.get("stimulus") or row["client"]),
        context=str(row.get("context") or ""),
        key=key,
        sheet=sheet,
        **words,
    )


def keyed(path: Path, line: int, given: Any, rubric: Rubric) -> tuple[Key, FactSheet | None]:
    """What the author knows, as a case file would say it, and the fact sheet it names or holds."""
    if not isinstance(given, dict):
        raise ContentError(shown(path), line, "key", "must be an object in braces")
    raw = {name.lower().replace("-", "_").replace(" ", "_"): v for name, v in given.items()}
    raw = {_SPELLINGS.get(name, name): value for name, value in raw.items() if value}
    must, never = (_several(raw.pop(name, None)) for name in ("must_say", "never_say"))
    raw.pop("cue", None)  # the client's own words of distress stand in the client's line
    if "labels" in raw and not isinstance(raw["labels"], dict):
        first, *others = [_label(one, rubric) for one in _several(raw["labels"])]
        raw["labels"] = {"primary": first, "acceptable": others}
    for name in ("give_aways", "own_words", "answers"):
        if name in raw:
            raw[name] = _several(raw[name])
    if "items" in raw:
        raw["items"] = [
            one if isinstance(one, dict) and one.get("words") else _named(one)
            for one in _listed(raw["items"])
        ]
    known = {name: value for name, value in raw.items() if name in Key.model_fields}
    try:
        key = Key.model_validate(known)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        message = error.errors()[0]["msg"]
        raise ContentError(shown(path), line, f"key.{where}", message) from error
    sheet = rubric.sheet(key.sheet)
    if sheet is None and must:
        sheet = _given(must, never)
    return key, sheet


def in_outline(item: Item) -> Item:
    """The same item with no more of a key than others may give: labels and give-away words, items
    by name, and what must and must never be said as plain statements.
    """
    key, labels, sheet = item.key, item.key.labels, item.sheet
    outline = Key(
        labels=labels and Distortion(primary=labels.primary, acceptable=labels.acceptable),
        give_aways=key.give_aways,
        items=[Topic.model_validate(_named(one.name)) for one in key.items],
    )
    plain = sheet and _given([p.says for p in sheet.must_say], [p.says for p in sheet.never_say])
    return replace(item, key=outline, sheet=plain)


def _given(must: Sequence[str], never: Sequence[str]) -> FactSheet:
    return FactSheet(
        id="given", version=1, title="given", plain="given",
        must_say=[_point(says) for says in must],
        never_say=[_point(says) for says in never or ["nothing"]],
    )  # fmt: skip


def _label(given: str, rubric: Rubric) -> str:
    """The id of a label that is given by its id or its name, in any spelling of either."""
    name = "_".join(re.findall(r"[a-z]+", given.lower()))
    if name in ("none", "not_a_distortion", "no_distortion", "realistic"):
        return "none"
    for label in rubric.labels:
        named = "_".join(re.findall(r"[a-z]+", label.name.lower()))
        if name in (label.id, named) or named.startswith(f"{name}_"):
            return label.id
    return name or given


def _point(says: str) -> Point:
    """A statement without words of its own: the longer ones of it stand in."""
    words = [word.strip(".,;:!?“”'\"").lower() for word in says.split()]
    telling = [word[:6] for word in words if len(word) >= 6]
    return Point(says=says, words=telling or words or [says])


def _named(one: Any) -> dict[str, Any]:
    name = str(one.get("name", "")) if isinstance(one, dict) else str(one)
    words = [word for word in name.lower().split() if len(word) > 3]
    return {"name": name or "?", "words": words or [name or "?"]}


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [value]


def _several(value: Any) -> list[str]:
    """A text or a list of texts, as a list."""
    return [str(one) for one in _listed(value) if str(one).strip()] if value else []


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ContentError(shown(path), 1, "", f"cannot be opened ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise ContentError(shown(path), 1, "", "is not UTF-8 text") from error
