"""A OneRoster export: students of chosen classes are trainees, teachers supervisors; no more."""

from __future__ import annotations

import pytest

from practice import one_roster
from practice.roles import Role
from practice.rosters import File, Roster
from tests.test_rosters import people, zipped

ORGS = """sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId
o1,,,Institute of Psychology,school,,
o2,,,Institute of Social Work,school,,
"""
CLASSES = """sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,\
classType,location,schoolSourcedId,termSourcedIds
c1,,,Autumn 2026,,k1,,scheduled,,o1,t1
c2,,,Methods,,k2,M-1,scheduled,,o1,t1
c3,,,Methods,,k2,,scheduled,,o2,t1
c4,tobedeleted,,Old one,,k2,,scheduled,,o2,t1
"""
USERS_11 = """sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,\
userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,\
password
u1,,,true,o1,student,ALim,,Ana,Lim,,,a.lim@uni.example,,,,,secret
u2,,,true,o1,student,bosei,,Ben,Osei,,,,,,,,
u3,,,true,o1,teacher,sroth,,Sam,Roth,,,s.roth@uni.example,,,,,
u4,,,true,o1,administrator,dpark,,Dee,Park,,,d.park@uni.example,,,,,
u5,,,false,o1,student,cnovak,,Cy,Novak,,,c@uni.example,,,,,
u6,tobedeleted,,true,o1,student,efox,,Eve,Fox,,,e@uni.example,,,,,
"""
USERS_12 = """sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,\
familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,\
userMasterIdentifier,resourceSourcedIds,preferredGivenName,preferredMiddleName,\
preferredFamilyName,primaryOrgSourcedId,pronouns
u1,,,true,ALim,,Anastasia,Lim,,,a.lim@uni.example,,,,,,,,Ana,,,o1,she/her
u2,,,true,bosei,,Ben,Osei,,,,,,,,,,,,,,o1,
u3,,,true,sroth,,Sam,Roth,,,s.roth@uni.example,,,,,,,,,,,o1,
u4,,,true,dpark,,Dee,Park,,,d.park@uni.example,,,,,,,,,,,o1,
u5,,,false,cnovak,,Cy,Novak,,,c@uni.example,,,,,,,,,,,o1,
u6,tobedeleted,,true,efox,,Eve,Fox,,,e@uni.example,,,,,,,,,,,o1,
"""
ENROLLMENTS = """sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,\
userSourcedId,role,primary,beginDate,endDate
e1,,,c1,o1,u1,student,,,
e2,,,c1,o1,u2,student,,,
e3,,,c1,o1,u3,teacher,true,,
e4,,,c2,o1,u3,teacher,,,
e5,,,c1,o1,u4,administrator,,,
e6,,,c1,o1,u5,student,,,
e7,,,c1,o1,u6,student,,,
e8,tobedeleted,,c2,o1,u2,student,,,
e9,,,c2,o1,u1,student,,,
e10,,,c1,o1,u1,student,,,
"""
MANIFEST = "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.users,bulk\n"


def export(**files: str) -> list[File]:
    whole = {"manifest": MANIFEST, "orgs": ORGS, "classes": CLASSES, "users": USERS_11,
             "enrollments": ENROLLMENTS}  # fmt: skip
    return [File(f"{name}.csv", text.encode()) for name, text in {**whole, **files}.items() if text]


ANA = ("Ana Lim", "alim", "a.lim@uni.example", Role.TRAINEE, ("Autumn 2026",))
BEN = ("Ben Osei", "bosei", "", Role.TRAINEE, ("Autumn 2026",))
SAM = ("Sam Roth", "sroth", "s.roth@uni.example", Role.SUPERVISOR, ("Autumn 2026",))


@pytest.mark.parametrize("users", [USERS_11, USERS_12], ids=["1.1", "1.2"])
def test_both_versions_are_read_as_files_or_as_a_zip(users: str) -> None:
    files = export(users=users)
    packed = zipped(**{file.name.removesuffix(".csv"): file.data for file in files})
    for chosen in (files, [packed]):
        found = one_roster.read(chosen, ["Autumn 2026"])
        assert found.faults == ()
        assert people(found) == [ANA, BEN, SAM]
        assert [(r.line, r.sentence) for r in found.left_out] == [
            (6, "Dee Park: “administrator” is no role here; invite directors yourself."),
            (7, "Cy Novak: not enabled in the export."),
            (8, "Eve Fox: marked as deleted in the export."),
        ]
        assert "secret" not in repr(found)


def test_classes_are_offered_to_choose_from_and_told_apart() -> None:
    found = one_roster.read(export())
    assert found == Roster(
        classes=("Autumn 2026", "Methods (Institute of Social Work)", "Methods (M-1)")
    )
    both = one_roster.read(export(), ["Methods (M-1)"])
    assert [entry.name for entry in both.entries] == ["Sam Roth", "Ana Lim"]


def test_with_one_class_there_is_nothing_to_choose() -> None:
    classes = "\n".join(CLASSES.splitlines()[:2])
    enrolments = "\n".join(ENROLLMENTS.splitlines()[:3])
    found = one_roster.read(export(classes=classes, enrollments=enrolments, orgs="", manifest=""))
    assert people(found) == [ANA, BEN]


def test_a_supervisor_reads_every_chosen_class_and_a_trainee_is_in_one() -> None:
    found = one_roster.read(export(), ["Autumn 2026", "Methods (M-1)"])
    sam = next(entry for entry in found.entries if entry.username == "sroth")
    assert sam.cohorts == ("Autumn 2026", "Methods (M-1)")
    (fault,) = found.faults
    assert (fault.file, fault.line) == ("users.csv", 2)
    assert fault.sentence == (
        "Ana Lim is in two classes: Autumn 2026 as a trainee, Methods (M-1) as a trainee. "
        "Choose one of them."
    )


BROKEN = [
    (export(users=""), ("users.csv", 1, ""), "missing"),
    (export(classes=CLASSES.replace("title", "name")), ("classes.csv", 1, "title"), "is missing"),
    (export(classes=CLASSES.replace("Autumn 2026", "")), ("classes.csv", 2, "title"), "missing"),
    (export(enrollments=ENROLLMENTS.replace("o1,u2,student,,,", "o1,u9,student,,,", 1)),
     ("enrollments.csv", 3, "userSourcedId"), "“u9” is not in users.csv"),
    (export(enrollments=ENROLLMENTS.replace("e2,,,c1", "e2,,,c9")),
     ("enrollments.csv", 3, "classSourcedId"), "“c9” is not in classes.csv"),
    (export(users=USERS_11.replace("Ana,Lim", ",")), ("users.csv", 2, "name"), "missing"),
    (export(users=USERS_11.replace("a.lim@uni.example", "a.lim")), ("users.csv", 2, "e-mail"),
     "not an e-mail"),
    (export(users=USERS_11.replace("bosei", "")), ("users.csv", 3, "username"), "is needed"),
    (export(manifest=MANIFEST.replace("bulk", "delta")), ("manifest.csv", 4, "file.users"),
     "Make a bulk export"),
]  # fmt: skip


def test_what_does_not_fit_together_is_told_with_file_line_and_field() -> None:
    for files, where, sentence in BROKEN:
        found = one_roster.read(files, ["Autumn 2026"])
        (fault,) = found.faults
        assert (fault.file, fault.line, fault.field) == where, fault
        assert sentence in fault.sentence
