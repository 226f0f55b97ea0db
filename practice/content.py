"""Reads the YAML that clinicians write, and says where each mistake is.

Every scalar is taken as text (plain YAML turns `no` into False and `1:30` into 90), repeated keys,
aliases and tags are refused, and each value remembers its line. Nothing in a file is ever executed.
"""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeVar, get_args, get_origin

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from practice import ContentError
from practice.sentences import code, layout, nearest, seen, sentence

MOST_BYTES = 400_000
MOST_DEPTH = 20
MOST_ENTRIES = 2_000
MOST_MISTAKES = 100

Where = tuple[str | int, ...]


class Strict(BaseModel):
    """The base of everything read from a file: frozen, and refuses fields it does not know."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False
    )


class Misplaced(ValueError):
    """A rule about several fields was broken; `below` is the one its author should look at."""

    def __init__(self, message: str, *below: str | int):
        super().__init__(message)
        self.below: Where = below


@dataclass(frozen=True)
class Document:
    """One file as plain text values, with the line of each."""

    file: str
    data: dict[str, Any]
    lines: dict[Where, int]
    fingerprint: str

    def error(self, where: Where, message: str) -> ContentError:
        """An error at `where`, or at the nearest line above it that exists in the file."""
        at = where
        while at and at not in self.lines:
            at = at[:-1]
        return ContentError(self.file, self.lines.get(at, 1), dotted(where), message)


class ContentErrors(Exception):
    """All mistakes found in one file, so that an author can mend them in one go."""

    def __init__(self, errors: list[ContentError]):
        self.errors = errors[:MOST_MISTAKES]  # one wrong indentation may cause thousands
        if len(errors) > MOST_MISTAKES:
            more = ContentError(errors[0].file, 1, "", "has more mistakes; mend these first")
            self.errors.append(more)
        super().__init__("\n".join(str(error) for error in self.errors))


def shown(path: Path) -> str:
    """A file as messages name it: its folder and its name."""
    return f"{path.absolute().parent.name}/{seen(path.name)}"


def dotted(where: Where) -> str:
    """`("stimuli", 3, "key")` as a person writes it: `stimuli[4].key`, counting from one."""
    text = ""
    for part in where:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            name = seen(part)
            text += f".{name}" if text else name
    return text


def fingerprint(raw: bytes) -> str:
    """Twelve hexadecimal digits that change whenever the file changes (SHA-256)."""
    return hashlib.sha256(raw).hexdigest()[:12]


def read(path: Path, shown_as: str | None = None) -> Document:
    """Read one YAML file; raise ContentErrors when it cannot be read as one plain mapping."""
    name = shown_as or shown(path)
    raw = _bytes(path, name)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise _one(name, line, "is not UTF-8 text; save it again as UTF-8") from error
    unseen = _UNSEEN.search(text)
    if unseen:
        line = text.count("\n", 0, unseen.start()) + 1
        raise _one(name, line, f"has an invisible character ({code(unseen[0])}); delete it")
    reader = _Reader(name, text)
    try:
        data = reader.whole()
    except yaml.MarkedYAMLError as error:
        line, message = layout(error, text)
        raise ContentErrors([*reader.errors, ContentError(name, line, "", message)]) from error
    except yaml.YAMLError as error:
        raise _one(name, 1, "cannot be read as YAML") from error
    if reader.errors:
        raise ContentErrors(reader.errors)
    if not isinstance(data, dict):
        empty = "is empty" if data is None else "must be `field: value` lines, not a list or a text"
        raise _one(name, 1, empty)
    return Document(name, data, reader.lines, fingerprint(raw))


def _bytes(path: Path, name: str) -> bytes:
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise _one(name, 1, "is a folder, not a file")
        if not stat.S_ISREG(kind):  # reading a pipe would wait for ever
            raise _one(name, 1, "is not an ordinary file")
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise _one(name, 1, f"cannot be opened ({error.strerror})") from error
    if len(raw) > MOST_BYTES:
        raise _one(name, 1, f"is larger than {MOST_BYTES // 1000} kB")
    return raw


def _one(file: str, line: int, message: str) -> ContentErrors:
    return ContentErrors([ContentError(file, line, "", message)])


_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # about 20 times as fast


class _TooMuch(Exception):
    """Stops the walk at once: what lies deeper or comes later is not worth reading."""


class _Reader:
    """Walks a file's YAML events once, keeping text, lines and mistakes.

    Events and not a tree, so that an alias is seen and never expanded, and depth stays bounded.
    """

    def __init__(self, file: str, text: str):
        self.file = file
        self.events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        self.lines: dict[Where, int] = {}
        self.errors: list[ContentError] = []

    def whole(self) -> Any:
        """The one document of the file; None when there is none."""
        next(self.events)  # the start of the stream
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        try:
            data = self._value(next(self.events), ())
        except _TooMuch:
            return None
        next(self.events)  # the end of the document
        more = next(self.events)
        if not isinstance(more, yaml.StreamEndEvent):
            self._refuse(more, (), "starts a second document (---); keep one to a file")
        return None if data == "" else data

    def _value(self, event: Any, where: Where) -> Any:
        self.lines.setdefault(where, event.start_mark.line + 1)
        self._check(event, where)
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        if isinstance(event, yaml.AliasEvent):
            return None
        if len(where) >= MOST_DEPTH:
            self._stop(event, where[:4], "is nested too deeply")
        if isinstance(event, yaml.SequenceStartEvent):
            found: list[Any] = []
            while not isinstance(child := next(self.events), yaml.SequenceEndEvent):
                if len(found) >= MOST_ENTRIES:
                    self._stop(child, where, f"has more than {MOST_ENTRIES} entries")
                found.append(self._value(child, (*where, len(found))))
            return found
        return self._mapping(where)

    def _mapping(self, where: Where) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event, where)
            if len(found) >= MOST_ENTRIES or len(self.errors) >= MOST_ENTRIES:
                self._stop(event, where, f"has more than {MOST_ENTRIES} fields")
            if key is None:
                self._value(next(self.events), (*where, "?"))
            elif key in found:
                self._refuse(event, (*where, key), "is given twice; keep one")
                self._value(next(self.events), (*where, key))
            else:
                self.lines[(*where, key)] = event.start_mark.line + 1
                found[key] = self._value(next(self.events), (*where, key))
        return found

    def _key(self, event: Any, where: Where) -> str | None:
        """A field's name; None when it cannot be one, with the reason noted."""
        mistakes = len(self.errors)
        if isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            self._refuse(event, where, "has a field name that is not a word")
            self._value(event, (*where, "?"))
            return None
        self._check(event, where)
        name = str(getattr(event, "value", ""))
        if name == "<<":
            self._refuse(event, where, "uses a YAML merge key (<<); write the fields out")
        elif not name and len(self.errors) == mistakes:
            self._refuse(event, where, "has a colon without a field name before it")
        return name if len(self.errors) == mistakes else None

    def _check(self, event: Any, where: Where) -> None:
        quote = "write the text out, in double quotes"
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, where, f"uses a YAML alias (*{seen(str(event.anchor))}); {quote}")
            return
        if event.anchor is not None:
            self._refuse(event, where, f"uses a YAML anchor (&{seen(event.anchor)}); {quote}")
        if event.tag is not None:
            tag = seen(event.tag.replace("tag:yaml.org,2002:", "!!"))
            self._refuse(event, where, f"uses the YAML tag {tag}; {quote}")
        if not isinstance(event, yaml.ScalarEvent):
            return
        if not event.style and event.value.count('"') % 2:
            self._refuse(event, where, "has a quotation mark without its partner")
        unseen = _UNSEEN.search(event.value)
        if unseen:
            message = f"has an invisible character ({code(unseen[0])}); delete it"
            self._refuse(event, where, message)

    def _stop(self, event: Any, where: Where, message: str) -> NoReturn:
        self._refuse(event, where, message)
        raise _TooMuch

    def _refuse(self, event: Any, where: Where, message: str) -> None:
        line = event.start_mark.line + 1
        self.errors.append(ContentError(self.file, line, dotted(where), message))


Model = TypeVar("Model", bound=BaseModel)


def fit(model: type[Model], document: Document) -> Model:
    """Read the document as `model`; raise ContentErrors naming every field that does not fit."""
    if "fingerprint" in document.data:
        mistake = document.error(("fingerprint",), "is worked out from the file; delete this line")
        raise ContentErrors([mistake])
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        problems = error.errors(include_url=False)[: 2 * MOST_MISTAKES]
        raise ContentErrors(list(_mistakes(model, problems, document))) from error


def _mistakes(
    model: type[BaseModel], problems: list[Any], document: Document
) -> Iterable[ContentError]:
    meant: set[Where] = set()
    for problem in problems:
        if problem["type"] == "extra_forbidden":
            loc = problem["loc"]
            known = _fields(model, loc[:-1])
            hint = nearest(str(loc[-1]), known)
            meant |= {(*loc[:-1], name) for name in known if f"“{name}”" in hint}
            message = f"is not a known field here{hint or '; check spelling and indentation'}"
            yield document.error(_in_file(loc, document), message)
    for problem in problems:
        if problem["type"] == "extra_forbidden" or problem["loc"] in meant:
            continue  # a misspelt field is one mistake, not also a missing one
        cause = problem.get("ctx", {}).get("error")
        below = cause.below if isinstance(cause, Misplaced) else ()
        name = "this name " if problem["loc"][-1:] == ("[key]",) else ""
        where = _in_file((*problem["loc"], *below), document)
        yield document.error(where, name + sentence(problem))


def _in_file(loc: Where, document: Document) -> Where:
    """Drop the parts of a pydantic location that name a type and not a place in the file."""
    where: Where = ()
    for n, part in enumerate(loc, start=1):
        if (*where, part) in document.lines or (n == len(loc) and part != "[key]"):
            where = (*where, part)
    return where


def _fields(model: Any, where: Where) -> list[str]:
    """The names that may stand at a place in the file; none where names are the author's own."""
    kind: Any = model
    for part in where:
        kind = _without_none(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            kind = kind.model_fields[str(part)].annotation
        else:
            kind = get_args(kind)[1 if get_origin(kind) is dict else 0]
    kind = _without_none(kind)
    is_model = isinstance(kind, type) and issubclass(kind, BaseModel)
    return [name for name in kind.model_fields if name != "fingerprint"] if is_model else []


def _without_none(kind: Any) -> Any:
    """`X` for `X | None` and for `Annotated[X, …]`."""
    while hasattr(kind, "__metadata__"):
        kind = get_args(kind)[0]
    some = [option for option in get_args(kind) if option is not type(None)]
    return some[0] if type(None) in get_args(kind) else kind
