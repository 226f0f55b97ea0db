"""The files of a folder: what could be read of them, by id, and why the rest was left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from practice import ContentError
from practice.content import ContentErrors, shown

Read = TypeVar("Read")


@dataclass(frozen=True)
class Loaded(Generic[Read]):
    """One file of a folder: what it holds, or every reason why it cannot be used."""

    file: str
    id: str
    item: Read | None
    errors: tuple[ContentError, ...] = ()


@dataclass(frozen=True)
class Shelf(Generic[Read]):
    """What could be read from some folders, by id, and why the rest was left out."""

    items: dict[str, Read]
    problems: tuple[ContentError, ...]
    files: tuple[Loaded[Read], ...] = ()


def shelf(load: Callable[[Path], Read], folders: Iterable[Path]) -> Shelf[Read]:
    """Load every file of the folders; a later file of the same name replaces an earlier one.

    A broken file is left out, and takes the one it would have replaced with it: rather no case than
    a case that its programme believes it has changed. Mistakes in a file that was replaced are in
    nobody's way.
    """
    files = [found for folder in folders for found in _in_folder(load, folder)]
    last: dict[str, Loaded[Read]] = {}
    for file in files:
        last.pop(file.id or file.file, None)  # and to the end with it
        last[file.id or file.file] = file
    items = {file.id: file.item for file in last.values() if file.item is not None}
    problems = tuple(error for file in last.values() for error in file.errors)
    return Shelf(items, problems, tuple(files))


def _in_folder(load: Callable[[Path], Read], folder: Path) -> Iterator[Loaded[Read]]:
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        problem = ContentError(str(folder), 1, "", f"this folder cannot be read ({error.strerror})")
        yield Loaded(str(folder), "", None, (problem,))
        return
    for path in paths:
        ending = path.suffix.lower()
        if ending not in (".yaml", ".yml") or path.name.startswith("."):
            continue
        name = shown(path)
        if path.suffix != ".yaml":
            wrong = ContentError(name, 1, "", "is not read: its name must end in .yaml")
            yield Loaded(name, path.name, None, (wrong,))
            continue
        try:
            yield Loaded(name, path.stem, load(path))
        except ContentErrors as errors:
            yield Loaded(name, path.stem, None, tuple(errors.errors))
