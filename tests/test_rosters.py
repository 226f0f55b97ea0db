"""A plain list of people: tolerant of how it is written, exact about what is wrong and where."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice import one_roster, rosters
from practice.roles import Role
from practice.rosters import Entry, File, Roster

GOOD = """name,username,e-mail,role,cohort
Ana Lim,ana,ana@uni.example,trainee,Autumn
Sam Roth,,sam@uni.example,supervisor,Autumn
Dee Park,dee,,director,
"""
PEOPLE = [
    ("Ana Lim", "ana", "ana@uni.example", Role.TRAINEE, ("Autumn",)),
    ("Sam Roth", "sam@uni.example", "sam@uni.example", Role.SUPERVISOR, ("Autumn",)),
    ("Dee Park", "dee", "", Role.DIRECTOR, ()),
]


def read(text: str | bytes) -> Roster:
    return one_roster.read([File("list.csv", text.encode() if isinstance(text, str) else text)])


def people(roster: Roster) -> list[tuple[object, ...]]:
    return [(e.name, e.username, e.email, e.role, e.cohorts) for e in roster.entries]


def zipped(**files: bytes) -> File:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        for name, data in files.items():
            packed.writestr(f"export/{name}.csv", data)
    return File("export.zip", held.getvalue())


WRITTEN = {
    "as it is": GOOD.encode(),
    "with a byte order mark": b"\xef\xbb\xbf" + GOOD.encode(),
    "with Windows line ends": GOOD.replace("\n", "\r\n").encode(),
    "with semicolons": GOOD.replace(",", ";").encode(),
    "with tabs, as UTF-16": GOOD.replace(",", "\t").encode("utf-16"),
    "with other words": GOOD.replace(
        "name,username,e-mail,role,cohort", "Full Name,Login,E-Mail Address,Function,Group"
    ).replace("trainee", "Student").replace("supervisor", "Teachers").encode(),
    "in another order, with more columns": "\n".join(
        f"{c[4] if len(c) > 4 else ''},{c[2]},x,{c[0]},{c[1]},{c[3]}" if n else
        "Cohort,EMail,Phone,Name,User name,Role"
        for n, line in enumerate(GOOD.splitlines()) for c in [line.split(",")]
    ).encode(),
    "with a name in two columns": GOOD.replace("name,u", "First name,Last name,u", 1).replace(
        "Ana Lim", "Ana,Lim").replace("Sam Roth", "Sam,Roth").replace(
        "Dee Park", "Dee,Park").encode(),
    "with empty lines and untidy spaces": GOOD.replace("Ana Lim", "  Ana   Lim ").replace(
        "\nSam", "\n\n,,,,\nSam").encode(),
    "with quotation marks": GOOD.replace("Ana Lim", '"Ana Lim"').encode(),
    "in capitals": GOOD.replace("ana@", "ANA@").replace(",ana,", ",ANA,").encode(),
}  # fmt: skip


def test_a_list_is_read_however_it_was_written() -> None:
    for how, data in WRITTEN.items():
        found = read(data)
        assert found.faults == (), how
        assert people(found) == PEOPLE, how
    assert read(WRITTEN["in another order, with more columns"]).unused == ("Phone",)
    one_in_a_zip = one_roster.read([zipped(people=GOOD.encode())])
    assert people(one_in_a_zip) == PEOPLE


def test_a_list_without_roles_is_one_of_trainees() -> None:
    found = read("name,mail,class\nÁgnes Nagy,agnes@uni.example,Spring\n")
    assert people(found) == [
        ("Ágnes Nagy", "agnes@uni.example", "agnes@uni.example", Role.TRAINEE, ("Spring",))
    ]


def test_a_supervisor_may_read_several_cohorts_on_one_line_or_on_several() -> None:
    head = "name,username,role,cohort\n"
    one = read(head + "Sam Roth,sam,supervisor,Autumn | Spring\n")
    two = read(head + "Sam Roth,sam,supervisor,Autumn\nSam Roth,sam,supervisor,Spring\n")
    assert people(one) == people(two)
    assert one.entries[0].cohorts == ("Autumn", "Spring")


HEAD = "name,username,e-mail,role,cohort\n"
WRONG = [
    (",ana,,trainee,A", "name", "missing"),
    ("A" * 101 + ",ana,,trainee,A", "name", "at most 100"),
    ("Ana,,,trainee,A", "username", "username or an e-mail"),
    ("Ana,ana lim,,trainee,A", "username", "no spaces"),
    ("Ana,a,,trainee,A", "username", "2 to 100"),
    ("Ana,,ana at uni,trainee,A", "e-mail", "“ana at uni” is not an e-mail address"),
    ("Ana,,ana@uni,trainee,A", "e-mail", "is not an e-mail address"),
    ("Ana,ana,,boss,A", "role", "“boss” is no role here; write trainee"),
    ("Ana,ana,,trainee,", "cohort", "a trainee belongs to one"),
    ("Sam,sam,,supervisor,", "cohort", "a supervisor belongs to one"),
    ("Ana,ana,,trainee,A|B", "cohort", "has one cohort"),
    ("Ana,ana,,trainee," + "A" * 101, "cohort", "at most 100"),
    ("Ana,ana,,trainee,A,more", "", "6 fields and the header has 5"),
]


def test_every_mistake_is_told_with_its_line_and_field() -> None:
    for line, field, sentence in WRONG:
        found = read(HEAD + "Ben,ben,,trainee,A\n\n" + line + "\n")
        (fault,) = found.faults
        assert (fault.file, fault.line, fault.field) == ("list.csv", 4, field), line
        assert sentence in fault.sentence, line
        assert fault.sentence.endswith("."), line
    every = read(HEAD + "\n".join(line for line, _, _ in WRONG))
    assert [fault.line for fault in every.faults] == list(range(2, len(WRONG) + 2))


def test_the_line_is_the_one_in_the_file_also_after_a_field_of_two_lines() -> None:
    found = read(HEAD + '"Ana\nLim",ana,,trainee,A\nBen,,,trainee,A\n')
    assert people(found)[0][0] == "Ana Lim"
    assert [fault.line for fault in found.faults] == [4]


def test_the_same_person_twice_is_told_and_so_are_two_with_one_name_to_sign_in() -> None:
    again = read(HEAD + "Ana,ana,,trainee,A\nAna,ana,,trainee,A\n")
    assert "on line 2 already" in again.faults[0].sentence
    other = read(HEAD + "Ana,ana,,trainee,A\nAnna,,x@y.example,trainee,A\nAnn,ANA,,trainee,A\n")
    (fault,) = other.faults
    assert (fault.line, fault.field) == (4, "username")
    assert "somebody else's on line 2" in fault.sentence


UNREADABLE = {
    b"": "empty",
    b"\n\n": "empty",
    b"name,username\n": "nobody under the header",
    b"Ana,ana\n": "has to name the columns",
    b"name,role\nAna,trainee\n": "has to name the columns",
    b"name,full name,user\nAna,Ana,ana\n": "Two columns mean the same: “name” and “full name”",
    HEAD.encode() + b"Ana,ana,,trainee,A\nJ\xf6rg,jorg,,trainee,A\n": "not in UTF-8",
    HEAD.encode() + b'"Ana,ana,,trainee,A\n': "quotation mark",
    b"PK\x03\x04 and nothing more": "damaged or has a password",
}


def test_a_file_that_cannot_be_read_is_one_sentence() -> None:
    for data, sentence in UNREADABLE.items():
        found = read(data)
        assert found.entries == ()
        (fault,) = found.faults
        assert sentence in fault.sentence, data
    assert read(list(UNREADABLE)[6]).faults[0].line == 3
    two = one_roster.read([File("a.csv", GOOD.encode()), File("b.csv", GOOD.encode())])
    assert "Choose one list, not several: a.csv, b.csv." in two.faults[0].sentence
    assert "no CSV file" in one_roster.read([zipped()]).faults[0].sentence


def test_a_file_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rosters, "MOST_BYTES", 1000)
    monkeypatch.setattr(rosters, "MOST_LINES", 3)
    bomb = one_roster.read([zipped(people=b"\0" * 100_000)])
    assert "larger than" in bomb.faults[0].sentence
    long = read("name,user\n" + "Ana,ana\n" * 4)
    assert "more than" in long.faults[0].sentence


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: (HEAD + text).encode()))
def test_whatever_is_in_a_file_it_is_read_or_told_and_never_breaks(data: bytes) -> None:
    found = read(data)
    assert found.faults or found.entries
    for entry in found.entries:
        assert isinstance(entry, Entry)
        assert entry.username and entry.name and "\n" not in entry.name + entry.username
