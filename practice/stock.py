"""The case and rubric files in use: those of the folders, and those that a director took in.

A file that was taken in is kept word for word among the records, so it is in every copy of them. It
replaces the file of the same name in the folders. Every version that a rep may have been made with
is kept, and that rep goes on with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from practice import cases, check, rubrics
from practice.check import Checked, Kind
from practice.content import ContentErrors, fingerprint
from practice.house import Content, House
from practice.shelves import Read

FILE = "file "  # begins the name of a setting: "file cases/empty-diary"
Named = tuple[Kind, str]  # the kind of a file, and its id


@dataclass(frozen=True)
class Change:
    """A file as a director took it in; with no text, the file as it was taken away again."""

    number: int
    kind: Kind
    id: str
    text: str | None
    by: str
    at: datetime

    @property
    def fingerprint(self) -> str:
        """As in `content.py`; empty where the file was taken away."""
        return "" if self.text is None else fingerprint(self.text.encode())


def changes(house: House) -> list[Change]:
    """Every file ever taken in or away, the oldest first."""
    return [_change(*line) for line in house.store.settings_log(FILE)]


def _change(number: int, name: str, value: Any, by: str, at: datetime) -> Change:
    kind, _, file = name.removeprefix(FILE).partition("/")
    return Change(number, "cases" if kind == "cases" else "rubrics", file, value, by, at)


def newest(log: Iterable[Change]) -> dict[Named, Change]:
    """The last change of each file."""
    return {(change.kind, change.id): change for change in log}


def checked(house: House, texts: Mapping[Named, str]) -> Checked:
    """The folders with these files added to them or in the place of theirs."""
    with TemporaryDirectory() as folder:
        added: dict[Kind, Path] = {}
        for (kind, name), text in texts.items():
            added[kind] = Path(folder) / kind
            added[kind].mkdir(exist_ok=True)
            (added[kind] / f"{name}.yaml").write_bytes(text.encode())
        return check.check(
            [*house.case_folders, *([added["cases"]] if "cases" in added else [])],
            [*house.rubric_folders, *([added["rubrics"]] if "rubrics" in added else [])],
        )


def in_use(log: Sequence[Change]) -> dict[Named, str]:
    """The text of each file that was taken in and not taken away again."""
    return {key: last.text for key, last in newest(log).items() if last.text is not None}


def read(house: House, log: Sequence[Change]) -> Content:
    """What the programme practises with now, and every earlier version of it."""
    now = checked(house, in_use(log)).content
    earlier_cases = {**house.content.earlier_cases, **now.earlier_cases}
    earlier_rubrics = {**house.content.earlier_rubrics, **now.earlier_rubrics}
    for change in log:
        known = earlier_cases if change.kind == "cases" else earlier_rubrics
        if change.text is None or change.fingerprint in known:
            continue
        # It was checked when it was taken in, against the rubrics of that day.
        if change.kind == "cases" and (case := _read(change.text, cases.as_written)):
            earlier_cases[case.fingerprint] = case
        if change.kind == "rubrics" and (rubric := _read(change.text, rubrics.as_written)):
            earlier_rubrics[rubric.fingerprint] = rubric
    return replace(
        now, earlier_cases=earlier_cases, earlier_rubrics=earlier_rubrics,
        number=log[-1].number if log else 0,
    )  # fmt: skip


def _read(text: str, as_written: Callable[[Path], Read]) -> Read | None:
    """A version from the records; None where files have other fields by now."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file.yaml"
        path.write_bytes(text.encode())
        try:
            return as_written(path)
        except ContentErrors:
            return None


def up_to_date(house: House) -> None:
    """Read the files again where somebody, perhaps on another computer, changed one."""
    if house.store.newest_setting(FILE) != house.content.number:
        house.content = read(house, changes(house))
