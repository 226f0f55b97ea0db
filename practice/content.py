"""Reads the YAML that clinicians write, and says where each mistake is.

Every scalar is taken as text (plain YAML turns `no` into False and `1:30` into 90), repeated keys,
aliases and tags are refused, and each value remembers its line. Nothing in a file is ever executed.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, NoReturn, TypeVar, get_args, get_origin

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from practice import ContentError

MOST_BYTES = 400_000
MOST_DEPTH = 20
MOST_ENTRIES = 2_000
MOST_MISTAKES = 100

WORD = r"^[a-z][a-z0-9_]*$"
SLUG = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
SHEET = r"^[a-z][a-z0-9-]*$"
SKILL = r"^[a-z]{3}$"
CRITERION = r"^[a-z]{3}\.[a-z][a-z0-9_]*$"
CUE = r"^[a-z_]+(:[a-z][a-z0-9_]*)?$"

_FORMS = {
    WORD: "must be small letters, digits and underscores, beginning with a letter",
    SLUG: "must be small letters and digits with single hyphens between, beginning with a letter",
    SHEET: "must be small letters, digits and hyphens, beginning with a letter",
    SKILL: "must be a skill's three small letters, such as cds",
    CRITERION: "must be a skill and a criterion, such as cds.pin",
    CUE: "must be a move, or a move:topic, in small letters",
}

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
    a case that its programme believes it has changed.
    """
    files = [found for folder in folders for found in _in_folder(load, folder)]
    items: dict[str, Read] = {}
    for file in files:
        items.pop(file.id, None)
        if file.item is not None:
            items[file.id] = file.item
    return Shelf(items, tuple(error for file in files for error in file.errors), tuple(files))


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


def shown(path: Path) -> str:
    """A file as messages name it: its folder and its name."""
    return f"{path.absolute().parent.name}/{_seen(path.name)}"


def dotted(where: Where) -> str:
    """`("stimuli", 3, "key")` as a person writes it: `stimuli[4].key`, counting from one."""
    text = ""
    for part in where:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            name = _seen(part)
            text += f".{name}" if text else name
    return text


def nearest(word: str, known: Iterable[str]) -> str:
    """`; did you mean “validation”?` when a known word is close to this one, else nothing."""
    close = difflib.get_close_matches(word[:60], list(known), n=1, cutoff=0.7)
    return f"; did you mean “{close[0]}”?" if close else ""


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
        raise _one(name, line, f"has an invisible character ({_code(unseen[0])}); delete it")
    reader = _Reader(name, text)
    try:
        data = reader.whole()
    except yaml.MarkedYAMLError as error:
        line, message = _layout(error, text)
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


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _seen(text: str) -> str:
    """Text from a file made safe for one line of a terminal: no control characters, not long."""
    plain = "".join(c if c.isprintable() else "�" for c in text[:41])
    return f"{plain[:40]}…" if len(text) > 40 else plain


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
            self._refuse(event, where, f"uses a YAML alias (*{_seen(str(event.anchor))}); {quote}")
            return
        if event.anchor is not None:
            self._refuse(event, where, f"uses a YAML anchor (&{_seen(event.anchor)}); {quote}")
        if event.tag is not None:
            tag = _seen(event.tag.replace("tag:yaml.org,2002:", "!!"))
            self._refuse(event, where, f"uses the YAML tag {tag}; {quote}")
        if not isinstance(event, yaml.ScalarEvent):
            return
        if not event.style and event.value.count('"') % 2:
            self._refuse(event, where, "has a quotation mark without its partner")
        unseen = _UNSEEN.search(event.value)
        if unseen:
            message = f"has an invisible character ({_code(unseen[0])}); delete it"
            self._refuse(event, where, message)

    def _stop(self, event: Any, where: Where, message: str) -> NoReturn:
        self._refuse(event, where, message)
        raise _TooMuch

    def _refuse(self, event: Any, where: Where, message: str) -> None:
        line = event.start_mark.line + 1
        self.errors.append(ContentError(self.file, line, dotted(where), message))


def _layout(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str]:
    """The line to look at, and what is wrong with it, in the words of somebody who edits text."""
    context, problem = error.context or "", error.problem or ""
    here = error.problem_mark or error.context_mark
    opened = error.context_mark or here
    rows = text.splitlines() or [""]
    line, first = (min(mark.line + 1, len(rows)) if mark else 1 for mark in (here, opened))
    if "cannot start any token" in problem or "tab character" in problem:
        column = here.column if here else 0
        character = rows[line - 1][column : column + 1]
        if character == "\t" or "tab character" in problem:
            return line, "has a tab; indent with spaces"
        return line, f"has a text that begins with “{_seen(character)}”; put it in double quotes"
    if "quoted scalar" in context and "unexpected end" in problem:
        return first, "opens a quotation mark that is never closed"
    if "escape" in problem:
        return line, "has a backslash that cannot be read; leave it out, or write two"
    if "mapping values are not allowed" in problem:
        return line, "has a colon too many: put text in double quotes, and check the indentation"
    if "block sequence entries" in problem:
        return line, "has a dash that cannot stand here; put each entry of a list on its own line"
    if "expected ':'" in problem:
        return first, "has no colon after the field's name; write `field: value`"
    if "flow" in context:
        return first, "opens a [ or { that is not closed, or lacks a comma between two entries"
    return line, "does not line up: check the indentation here and the quotation marks just above"


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
        yield document.error(where, name + _sentence(problem))


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


_LIMITS = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
_WANTED = {"int": "a whole number", "float": "a number", "bool": "yes or no"}
_SENTENCES = {
    "missing": "is required and missing",
    "finite_number": "must be an ordinary number",
    "string_type": "must be text, not a list or a group of fields",
    "list_type": "must be a list, each entry on its own line after a dash, or [] for none",
    "model_type": "must be a group of `field: value` lines",
    "dict_type": "must be a group of `field: value` lines",
    "string_too_short": "is empty",
}


def _sentence(problem: Any) -> str:
    """A pydantic problem in the words of somebody who has never seen Python."""
    kind, context, value = problem["type"], problem.get("ctx", {}), problem["input"]
    if kind in _SENTENCES:
        return _SENTENCES[kind]
    if kind == "value_error":
        return str(context["error"])
    if kind in ("literal_error", "enum"):
        choices = re.findall(r"'([^']*)'", context["expected"])
        hint = nearest(value, choices) if isinstance(value, str) else ""
        return f"must be one of {', '.join(choices)}; it is {_short(value)}{hint}"
    if kind == "string_pattern_mismatch":
        form = _FORMS.get(context["pattern"], "does not have the form this field needs")
        return f"{form}; it is {_short(value)}"
    wanted = _WANTED.get(kind.partition("_")[0])
    if wanted:
        return f"must be {wanted}; it is {_short(value)}"
    for sign, limit in _LIMITS.items():
        if sign in context:
            return f"must be {limit} {context[sign]:g}; it is {_short(value)}"
    return _length(kind, context, value)


def _length(kind: str, context: dict[str, Any], value: Any) -> str:
    """The sentence for a text or a list that is too long or too short."""
    if kind == "string_too_long":
        return f"has {len(value)} characters; {context['max_length']} is the most"
    if kind == "too_short":
        least, have = context["min_length"], context["actual_length"]
        return f"needs at least {least} {'entry' if least == 1 else 'entries'}; it has {have}"
    if kind == "too_long":
        return f"has more than {context['max_length']} entries"
    return "does not fit here"


def _short(value: Any) -> str:
    if isinstance(value, str):
        return f"“{_seen(value)}”" if value else "empty"
    return "a list" if isinstance(value, list) else "a group of fields"
