"""Reads a OneRoster CSV export (1.1 or 1.2, bulk): classes become cohorts, enrolments people.

A student of a chosen class is a trainee of that cohort, a teacher a supervisor who reads it. Nobody
becomes a director by it, and what else an export knows of people is not looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from practice.roles import Role
from practice.rosters import (
    Entry,
    File,
    Line,
    Remark,
    Roster,
    Unreadable,
    gathered,
    known_as,
    mistakes,
    plain,
    sheet,
    unpacked,
)

_ROLES = {"student": Role.TRAINEE, "teacher": Role.SUPERVISOR}
_NEEDED = {
    "users.csv": ("sourcedId", "givenName", "familyName", "username"),
    "classes.csv": ("sourcedId", "title"),
    "enrollments.csv": ("classSourcedId", "userSourcedId", "role"),
}
_GONE = "tobedeleted"


def read(files: Sequence[File], classes: Collection[str] | None = None) -> Roster:
    """A list of people, plain or OneRoster, from one file, several, or a zip.

    Of a OneRoster export only these `classes` are taken; with None nobody yet, so that they can be
    chosen, unless there is but one.
    """
    try:
        found = unpacked(files)
        if not any(_is_export(file) for file in found):
            if len(found) > 1:
                names = ", ".join(file.name for file in found)
                raise Unreadable("", f"Choose one list, not several: {names}.")
            return plain(found[0])
        return _Export.of(found).roster(classes)
    except Unreadable as error:
        return Roster(faults=(error.remark,))


def _is_export(file: File) -> bool:
    return file.name.lower() == "manifest.csv" or b"sourcedId" in file.data.split(b"\n", 1)[0]


@dataclass(frozen=True)
class _Export:
    """The three files that matter, and what a class is to be called."""

    users: Sequence[Line]
    classes: Mapping[str, str]  # sourcedId -> name of the cohort
    gone: frozenset[str]  # classes that are marked as deleted
    enrolments: Sequence[Line]

    @classmethod
    def of(cls, files: Sequence[File]) -> _Export:
        by_name = {file.name.lower(): file for file in files}
        _bulk(by_name)
        found: dict[str, list[Line]] = {}
        for name, needed in _NEEDED.items():
            if name not in by_name:
                raise Unreadable(name, "This file of the export is missing.")
            read = sheet(by_name[name])
            found[name] = read.lines
            for remark in read.faults:
                raise Unreadable(name, remark.sentence, remark.line)
            for column in needed:
                if column not in read.header:
                    raise Unreadable(name, f"The column {column} is missing.", field=column)
        orgs = {}
        if "orgs.csv" in by_name:
            orgs = {line["sourcedId"]: line["name"] for line in sheet(by_name["orgs.csv"]).lines}
        classes = found["classes.csv"]
        gone = frozenset(line["sourcedId"] for line in classes if _deleted(line))
        return cls(found["users.csv"], _names(classes, orgs), gone, found["enrollments.csv"])

    def roster(self, chosen: Collection[str] | None) -> Roster:
        live = {id_: name for id_, name in self.classes.items() if id_ not in self.gone}
        names = sorted(set(live.values()))
        if chosen is None:
            chosen = names if len(names) == 1 else ()
        users = {line["sourcedId"]: line for line in self.users}
        faults: list[Remark] = []
        left_out: list[Remark] = []
        entries: list[Entry] = []
        for line in self.enrolments:
            unknown = self._unknown(line, users)
            if unknown:
                faults.append(unknown)
            elif live.get(line["classSourcedId"]) in chosen:
                self._take(line, users[line["userSourcedId"]], entries, faults, left_out)
        return gathered(_one_place(entries, faults), faults, left_out, names)

    def _unknown(self, line: Line, users: Mapping[str, Line]) -> Remark | None:
        for column, known, file in (
            ("classSourcedId", self.classes, "classes.csv"),
            ("userSourcedId", users, "users.csv"),
        ):
            if line[column] not in known and not _deleted(line):
                sentence = f"“{line[column]}” is not in {file}."
                return Remark("enrollments.csv", line.number, column, sentence)
        return None

    def _take(
        self, line: Line, user: Line, entries: list[Entry],
        faults: list[Remark], left_out: list[Remark],
    ) -> None:  # fmt: skip
        given = user["preferredGivenName"] or user["givenName"]
        name = f"{given} {user['preferredFamilyName'] or user['familyName']}".strip()
        why = _why_not(line, user)
        if why:
            said = f"{name or user['sourcedId']}: {why}"
            left_out.append(Remark("enrollments.csv", line.number, "", said))
            return
        username, email = known_as(user["username"]), known_as(user["email"])
        wrong = [
            Remark("users.csv", user.number, what, sentence)
            for what, sentence in mistakes(name, username, email)
        ]
        faults += [remark for remark in wrong if remark not in faults]
        if not wrong:
            cohort = self.classes[line["classSourcedId"]]
            role = _ROLES[line["role"].lower()]
            entries.append(
                Entry("users.csv", user.number, name, username or email, email, role, (cohort,))
            )


def _bulk(by_name: Mapping[str, File]) -> None:
    """Refuse an export that tells changes only: who is not in it has not left."""
    if "manifest.csv" not in by_name:
        return
    for line in sheet(by_name["manifest.csv"]).lines:
        if line["propertyName"].lower() in {f"file.{n[:-4]}" for n in _NEEDED} and (
            line["value"].lower() == "delta"
        ):
            raise Unreadable(
                "manifest.csv", "This export holds changes only. Make a bulk export.", line.number,
                line["propertyName"],
            )  # fmt: skip


def _names(classes: Sequence[Line], orgs: Mapping[str, str]) -> dict[str, str]:
    """What each class is called as a cohort: its title, with its code or school where two share it.

    Raises Unreadable for a class without a title.
    """
    live = [line for line in classes if not _deleted(line)]
    often = Counter(line["title"].lower() for line in live)
    found = {}
    for line in classes:
        title = line["title"]
        if not title and not _deleted(line):
            raise Unreadable("classes.csv", "The title is missing.", line.number, "title")
        if often[title.lower()] > 1:
            more = line["classCode"] or orgs.get(line["schoolSourcedId"], "") or line["sourcedId"]
            title = f"{title} ({more})"
        found[line["sourcedId"]] = title[:100]
    return found


def _deleted(line: Line) -> bool:
    return line["status"].lower() == _GONE


def _why_not(line: Line, user: Line) -> str:
    if _deleted(line) or _deleted(user):
        return "marked as deleted in the export."
    if user["enabledUser"].lower() == "false":
        return "not enabled in the export."
    if line["role"].lower() not in _ROLES:
        return f"“{line['role']}” is no role here; invite directors yourself."
    return ""


def _one_place(entries: Sequence[Entry], faults: list[Remark]) -> list[Entry]:
    """Whoever studies in two chosen classes, or studies in one and teaches in another, is a fault.

    Twice the same enrolment is one.
    """
    kept: list[Entry] = []
    first: dict[int, Entry] = {}
    for entry in dict.fromkeys(entries):
        before = first.setdefault(entry.line, entry)
        if before is not entry and Role.TRAINEE in (before.role, entry.role):
            both = f"{before.cohorts[0]} as a {before.role}, {entry.cohorts[0]} as a {entry.role}"
            sentence = f"{entry.name} is in two classes: {both}. Choose one of them."
            faults.append(Remark("users.csv", entry.line, "", sentence))
        else:
            kept.append(entry)
    return kept
