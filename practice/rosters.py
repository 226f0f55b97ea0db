"""What a list of people says: who, in which role and cohort; each mistake with its line and field.

Reads plain CSV; a OneRoster export is read in `one_roster.py`. Decides nothing about who is already
there, and writes nothing.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from practice.roles import Role

MOST_BYTES = 20 * 2**20  # of one file, unpacked
MOST_LINES = 100_000
LONGEST = 100  # characters of a name, a username, a cohort

_COLUMNS = {
    "name": ("name", "fullname", "displayname", "person"),
    "given": ("firstname", "givenname", "forename", "given", "first"),
    "family": ("lastname", "familyname", "surname", "family", "last"),
    "username": ("username", "user", "login", "loginname", "loginid", "netid", "userid"),
    "email": ("email", "mail", "emailaddress", "emails"),
    "role": ("role", "function", "roles"),
    "cohort": ("cohort", "group", "class", "course", "cohortname", "groupname", "classname"),
}
_ROLES = {
    "": Role.TRAINEE,
    "trainee": Role.TRAINEE, "student": Role.TRAINEE, "learner": Role.TRAINEE,
    "supervisor": Role.SUPERVISOR, "teacher": Role.SUPERVISOR, "instructor": Role.SUPERVISOR,
    "director": Role.DIRECTOR,
}  # fmt: skip
_EMAIL = re.compile(r"[^\s@,;<>\"]{1,64}@[^\s@,;<>\"]+\.[^\s@,;<>\".]{2,}")


@dataclass(frozen=True)
class File:
    """A file as it was chosen: CSV, or a zip of them."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Remark:
    """Something to say about a line: a mistake, or why it is left out. The header is line 1."""

    file: str
    line: int
    field: str
    sentence: str


@dataclass(frozen=True)
class Entry:
    """One person of the list; a supervisor may read several cohorts, a trainee has one.

    Usernames and e-mail addresses are in lower case, as the records hold them.
    """

    file: str
    line: int
    name: str
    username: str
    email: str
    role: Role
    cohorts: tuple[str, ...]


@dataclass(frozen=True)
class Roster:
    """What could be read. With one fault nothing of it is taken in."""

    entries: tuple[Entry, ...] = ()
    faults: tuple[Remark, ...] = ()
    left_out: tuple[Remark, ...] = ()
    classes: tuple[str, ...] = ()  # of a OneRoster export, to choose from
    unused: tuple[str, ...] = ()  # columns of a plain list that mean nothing here


class Unreadable(Exception):
    """A file that cannot be read at all; never leaves this package's readers."""

    def __init__(self, file: str, sentence: str, line: int = 1, field: str = "") -> None:
        super().__init__(sentence)
        self.remark = Remark(file, line, field, sentence)


# --- files and lines ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One line under a header: its number, and its cells by the header's own words."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Sheet:
    """A CSV file: its header's words as they stand, the lines under it, and those of another shape.

    Empty lines are left out.
    """

    header: list[str]
    lines: list[Line]
    faults: list[Remark]


def unpacked(files: Iterable[File]) -> list[File]:
    """The CSV files, out of their zip if they came in one; Unreadable when there is none."""
    found: list[File] = []
    for file in files:
        if not file.data.startswith(b"PK"):
            found.append(file)
            continue
        try:
            with zipfile.ZipFile(io.BytesIO(file.data)) as packed:
                for inside in packed.infolist():
                    name = PurePosixPath(inside.filename).name
                    if name.lower().endswith(".csv") and not name.startswith("."):
                        with packed.open(inside) as stream:
                            found.append(File(name, stream.read(MOST_BYTES + 1)))
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
            raise Unreadable(
                file.name, "This zip file is damaged or has a password. Make it again without one."
            ) from None
    if not found:
        raise Unreadable("", "There is no CSV file in this.")
    for file in found:
        if len(file.data) > MOST_BYTES:
            raise Unreadable(file.name, "This file is larger than 20 megabytes.")
    return found


def sheet(file: File) -> Sheet:
    """Read a CSV file; Unreadable when it cannot be."""
    header: list[str] = []
    found: list[Line] = []
    faults: list[Remark] = []
    for number, cells in _records(file.name, _text(file)):
        if not any(cells):
            continue
        if not header:
            header = cells
        elif any(cells[len(header) :]):
            sentence = (
                f"This line has {len(cells)} fields and the header has {len(header)}. A comma or "
                "semicolon inside a field needs quotation marks around the field."
            )
            faults.append(Remark(file.name, number, "", sentence))
        elif len(found) == MOST_LINES:
            raise Unreadable(file.name, "There are more than 100,000 lines.", number)
        else:
            found.append(Line(number, dict(zip(header, cells, strict=False))))
    if not header:
        raise Unreadable(file.name, "This file is empty.")
    return Sheet(header, found, faults)


def _text(file: File) -> str:
    encoding = "utf-16" if file.data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return file.data.decode(encoding)
    except UnicodeDecodeError as error:
        line = file.data[: error.start].count(b"\n") + 1
        raise Unreadable(
            file.name,
            "This line is not in UTF-8. Save the list once more as “CSV UTF-8”, as spreadsheets "
            "call it.",
            line,
        ) from None


def _records(name: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the number of the line on which it begins."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    outside = re.sub(r'"[^"]*"', "", first)
    mark = max(",;\t", key=outside.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    number = 1
    try:
        for cells in reader:
            yield number, [_clean(cell) for cell in cells]
            number = reader.line_num + 1
    except csv.Error:
        raise Unreadable(
            name, "A quotation mark is opened here and not closed, or stands alone.", number
        ) from None


def _clean(cell: str) -> str:
    spaced = " ".join(unicodedata.normalize("NFC", cell).split())
    return "".join(letter for letter in spaced if letter.isprintable() or letter in "\u200c\u200d")


# --- a plain list ------------------------------------------------------------------------------


def plain(file: File) -> Roster:
    """A list with one person a line, under a header that names the columns in any order."""
    try:
        read = sheet(file)
        columns = _columns(file.name, read.header)
    except Unreadable as error:
        return Roster(faults=(error.remark,))
    faults = list(read.faults)
    entries: list[Entry] = []
    for line in read.lines:
        told = {what: line[column] for what, column in columns.items()}
        name = told.get("name") or f"{told.get('given', '')} {told.get('family', '')}".strip()
        typed = told.get("role", "")
        role = _ROLES.get(typed.lower().rstrip("s"))
        wrong = list(mistakes(name, told.get("username", ""), told.get("email", "")))
        if role is None:
            sentence = f"“{typed}” is no role here; write trainee, supervisor or director."
            wrong.append(("role", sentence))
        cohorts = tuple(filter(None, (part.strip() for part in told.get("cohort", "").split("|"))))
        wrong += _place(role, cohorts)
        faults += [Remark(file.name, line.number, what, sentence) for what, sentence in wrong]
        if not wrong and role is not None:
            username, email = (known_as(told.get(what, "")) for what in ("username", "email"))
            entries.append(
                Entry(file.name, line.number, name, username or email, email, role,
                      () if role is Role.DIRECTOR else cohorts)
            )  # fmt: skip
    if not read.lines and not faults:
        faults.append(Remark(file.name, 1, "", "There is nobody under the header."))
    unused = tuple(column for column in read.header if column and column not in columns.values())
    return gathered(entries, faults, unused=unused)


def _columns(name: str, header: Sequence[str]) -> dict[str, str]:
    """Which column holds what, by the header's own words."""
    found: dict[str, str] = {}
    for column in header:
        word = re.sub(r"[^a-z]", "", column.lower())
        what = next((what for what, words in _COLUMNS.items() if word in words), None)
        if what in found:
            raise Unreadable(
                name, f"Two columns mean the same: “{found[what]}” and “{column}”.", field=column
            )
        if what:
            found[what] = column
    if not ({"name", "given", "family"} & set(found) and {"username", "email"} & set(found)):
        raise Unreadable(
            name,
            "The first line has to name the columns: name (or first name and last name), username "
            "or e-mail, and if you like role and cohort.",
        )
    return found


def known_as(typed: str) -> str:
    """A username or an e-mail address as the records hold it: one spelling, lower case."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


def mistakes(name: str, username: str, email: str) -> Iterator[tuple[str, str]]:
    """What is wrong with how somebody is named: the field, and a sentence."""
    if not name:
        yield "name", "The name is missing."
    elif len(name) > LONGEST:
        yield "name", "A name has at most 100 characters."
    if not username and not email:
        yield "username", "A username or an e-mail address is needed, to sign in with."
    if username and (not 2 <= len(username) <= LONGEST or " " in username):
        yield "username", "A username has 2 to 100 characters and no spaces."
    if email and (len(email) > LONGEST or not _EMAIL.fullmatch(email)):
        yield "e-mail", f"“{email}” is not an e-mail address."


def _place(role: Role | None, cohorts: Sequence[str]) -> Iterator[tuple[str, str]]:
    if role in (Role.TRAINEE, Role.SUPERVISOR) and not cohorts:
        yield "cohort", f"The cohort is missing; a {role} belongs to one."
    if role is Role.TRAINEE and len(cohorts) > 1:
        yield "cohort", "A trainee has one cohort."
    if any(len(cohort) > LONGEST for cohort in cohorts):
        yield "cohort", "The name of a cohort has at most 100 characters."


def gathered(
    entries: Iterable[Entry], faults: Sequence[Remark],
    left_out: Sequence[Remark] = (), classes: Sequence[str] = (), unused: Sequence[str] = (),
) -> Roster:  # fmt: skip
    """One entry a person: a supervisor's lines become one, anybody else has one only."""
    found: list[Entry] = []
    wrong = list(faults)
    known: dict[str, int] = {}  # a username or an e-mail address -> where it stands in `found`
    for entry in entries:
        names = sorted({entry.username, entry.email} - {""})
        at = next((known[name] for name in names if name in known), None)
        if at is None:
            known |= dict.fromkeys(names, len(found))
            found.append(entry)
            continue
        before = found[at]
        whole = replace(before, cohorts=tuple(dict.fromkeys([*before.cohorts, *entry.cohorts])))
        if replace(entry, line=0, cohorts=()) != replace(before, line=0, cohorts=()):
            sentence = f"This username or e-mail address is somebody else's on line {before.line}."
            wrong.append(Remark(entry.file, entry.line, "username", sentence))
        elif entry.role is not Role.SUPERVISOR:
            sentence = f"The same person is on line {before.line} already."
            wrong.append(Remark(entry.file, entry.line, "name", sentence))
        else:
            found[at] = whole
    wrong.sort(key=lambda remark: (remark.file, remark.line))
    return Roster(tuple(found), tuple(wrong), tuple(left_out), tuple(classes), tuple(unused))
