"""Files of a programme's own: checked, looked at, taken in, replaced, taken away; nothing lost."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from practice import BadInput, NotAllowed, NotFound, WrongStage, library, practising, stock
from practice.adapters.settings import HERE
from practice.content import MOST_BYTES
from practice.house import Content, House
from practice.record import Kind
from practice.roles import Person
from tests.people import ANA, DEE, SAM, Programme

SHIPPED = (HERE / "cases" / "first-panic.yaml").read_text(encoding="utf-8")
OWN = SHIPPED.replace("id: first-panic", "id: night-bus", 1)
NEWER, NEWEST = (re.sub(r"(?m)^version: \d+$", f"version: {n}", SHIPPED, count=1) for n in (98, 99))


@pytest.fixture
def small(at: Programme, tmp_path: Path) -> House:
    """A programme of one case and the rubrics it needs, read from folders."""
    for kind, names in (("cases", ["first-panic"]), ("rubrics", ["ags", "cds", "pse"])):
        (tmp_path / kind).mkdir()
        for name in names:
            shutil.copy(HERE / kind / f"{name}.yaml", tmp_path / kind)
    at.house.case_folders = (tmp_path / "cases",)
    at.house.rubric_folders = (tmp_path / "rubrics",)
    at.house.content = stock.read(at.house, stock.changes(at.house))
    return at.house


def took(house: House, text: str) -> None:
    library.take_in(house, DEE, text.encode(), library.look(house, DEE, text.encode()).replaces)


def test_a_new_case_is_looked_at_taken_in_and_taken_away(small: House, at: Programme) -> None:
    found = library.look(small, DEE, OWN.encode())
    assert (found.kind, found.id, found.replaces, found.known) == ("cases", "night-bus", "", False)
    assert "night-bus" not in small.content.cases, "a look takes nothing in"
    took(small, OWN)
    assert small.content.cases["night-bus"].public.name == "Mateo Reyes"
    [held] = [one for one in library.held(small, DEE) if one.item.id == "night-bus"]
    assert held.own and held.by == "Dee Park" and held.at == at.clock.at
    assert library.look(small, DEE, OWN.encode()).known
    for case, text in (("night-bus", OWN), ("first-panic", SHIPPED)):
        version = small.content.cases[case].fingerprint
        assert library.text(small, DEE, "cases", version) == text
    with pytest.raises(BadInput, match="in use already"):
        took(small, OWN)
    rep = at.drill(case="night-bus")
    assert not library.take_away(small, DEE, "cases", "night-bus", held.item.fingerprint)
    assert "night-bus" not in small.content.cases
    assert practising.look(small, ANA, rep), "a rep goes on with the case it was begun with"
    done = [(line.did, line.about) for line in small.store.audit(9) if line.by == DEE.id]
    assert done == [("took a file away", "cases/night-bus"), ("took in a file", "cases/night-bus")]
    [aside] = library.set_aside(small, DEE)
    assert (aside.title, aside.by) == (held.item.title, "Dee Park")
    library.put_back(small, DEE, "cases", "night-bus", aside.version, "")
    assert small.content.cases["night-bus"] == held.item
    assert library.set_aside(small, DEE) == []


def test_a_file_takes_the_place_of_a_shipped_one_and_gives_it_back(
    small: House, at: Programme
) -> None:
    before = small.content.cases["first-panic"].fingerprint
    rep = at.drill(case="first-panic")
    took(small, NEWER)
    assert small.content.cases["first-panic"].version == 98
    opened = small.store.load(rep)
    assert small.content.case_of(opened.events[0].plan).fingerprint == before  # type: ignore[union-attr]  # the first is Begun
    now = small.content.cases["first-panic"].fingerprint
    assert library.take_away(small, DEE, "cases", "first-panic", now), "the shipped one is back"
    assert small.content.cases["first-panic"].fingerprint == before
    [change] = next(o for o in library.held(small, DEE) if o.item.id == "first-panic").earlier
    library.put_back(small, DEE, "cases", "first-panic", change.number, before)
    assert small.content.cases["first-panic"].version == 98


def test_another_process_sees_the_file_at_its_next_click(small: House, at: Programme) -> None:
    other = at.with_()
    took(small, OWN)
    assert "night-bus" not in other.content.cases
    stock.up_to_date(other)
    assert "night-bus" in other.content.cases


def test_of_two_directors_the_second_is_told(small: House) -> None:
    look = library.look(small, DEE, NEWER.encode())
    took(small, NEWEST)
    with pytest.raises(WrongStage, match="Somebody changed a file"):
        library.take_in(small, DEE, NEWER.encode(), look.replaces)
    with pytest.raises(WrongStage, match="Somebody changed a file"):
        library.take_away(small, DEE, "cases", "first-panic", look.replaces)
    assert small.content.cases["first-panic"].version == 99


@pytest.mark.parametrize("theirs", [NEWEST, OWN], ids=["the same file", "another file"])
def test_of_two_directors_at_the_same_moment_the_later_is_told(
    small: House, at: Programme, theirs: str
) -> None:
    """Between the check and the writing; it may have leant on the other file, whichever it is."""

    def meanwhile() -> datetime:
        took(small, theirs)
        return at.clock()

    mine = replace(small, now=meanwhile)
    seen = library.look(mine, DEE, NEWER.encode()).replaces
    with pytest.raises(WrongStage, match="Somebody changed a file"):
        library.take_in(mine, DEE, NEWER.encode(), seen)
    assert [change.text for change in stock.changes(small)] == [theirs]
    assert [line.did for line in small.store.audit(9) if line.by == DEE.id] == ["took in a file"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is empty"),
        ("a: [", "cannot be read"),
        ("id: ../../etc\n", "what it is called"),
        ("title: x\n", "what it is called"),
        ("id: &x a\nb: *x\n", "anchor"),
        ("id: !!python/object/apply:os.system [ls]\n", "tag"),
        ("id: x\n" + "#" * MOST_BYTES, "larger than"),
        ("id: caf\udce9\n", "UTF-8"),
        ("id: " + "[" * 5_000, "nested too deeply"),
        ("id: x\ntitle: a\x00b\n", "invisible"),
        ("%PDF-1.7\n1 0 obj <</Type /Catalog>>", "cannot be read"),
    ],
)
def test_what_is_no_file_of_ours_is_refused_in_a_sentence(
    small: House, text: str, told: str
) -> None:
    with pytest.raises(BadInput, match=told):
        library.look(small, DEE, text.encode("utf-8", "surrogateescape"))


def test_mistakes_are_named_with_their_line_and_nothing_is_taken_in(small: House) -> None:
    wrong = OWN.replace("age: 27", "age: 12", 1).encode()
    found = library.look(small, DEE, wrong)
    assert found.item is None
    assert [(error.field, error.line > 1) for error in found.mistakes] == [("public.age", True)]
    assert not found.breaks
    with pytest.raises(BadInput, match="has mistakes"):
        library.take_in(small, DEE, wrong, "")
    assert "night-bus" not in small.content.cases and not stock.changes(small)


def test_a_rubric_that_would_break_a_case_is_not_taken_in(small: House) -> None:
    text = (HERE / "rubrics" / "pse.yaml").read_text(encoding="utf-8")
    found = library.look(small, DEE, text.replace("id: panic-cycle", "id: fright").encode())
    assert found.item and not found.mistakes
    assert {error.file for error in found.breaks} == {"cases/first-panic.yaml"}
    with pytest.raises(BadInput, match="has mistakes"):
        library.take_in(small, DEE, text.replace("id: panic-cycle", "id: fright").encode(), "")


def test_a_rubric_may_change_once_no_case_in_use_needs_what_it_leaves_out(
    small: House, at: Programme
) -> None:
    """The shipped case does still, and nobody uses that one any more."""
    begun = at.begin(criterion="cds.join")
    took(small, SHIPPED.replace("cds.join", "cds.pin"))
    text = (HERE / "rubrics" / "cds.yaml").read_text(encoding="utf-8")
    took(small, text.replace("join", "bond"))
    assert "cds.bond" in small.content.rubrics["cds"].criterion_ids
    assert small.content.problems == ()
    assert practising.look(small, ANA, begun).target.title, "the rubric it was begun with"
    now = small.content.cases["first-panic"].fingerprint
    with pytest.raises(BadInput, match="could not be used any more: cases/first-panic"):
        library.take_away(small, DEE, "cases", "first-panic", now)


def test_a_mistake_that_was_there_before_is_still_a_mistake(small: House, tmp_path: Path) -> None:
    broken = OWN.replace("age: 27", "age: 12", 1)
    (tmp_path / "cases" / "night-bus.yaml").write_text(broken, encoding="utf-8")
    small.content = stock.read(small, [])
    assert [problem.field for problem in small.content.problems] == ["public.age"]
    assert library.look(small, DEE, broken.encode()).mistakes
    took(small, OWN)
    assert small.content.problems == (), "the good file is in use, the broken one in nobody's way"


def test_earlier_versions_cost_little_when_the_trainer_starts(
    small: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    took(small, NEWER)
    took(small, NEWEST)
    times: list[int] = []
    checked = stock.checked
    monkeypatch.setattr(stock, "checked", lambda *what: times.append(1) or checked(*what))
    started = stock.read(replace(small, content=Content({}, {})), stock.changes(small))
    assert sum(times) == 1, "one check of everything, however many versions there were"
    assert {case.version for case in started.earlier_cases.values()} >= {98, 99}


@pytest.mark.parametrize("who", [ANA, SAM])
def test_nobody_else_looks_takes_in_or_takes_away(small: House, who: Person) -> None:
    for verb in (
        lambda: library.held(small, who),
        lambda: library.set_aside(small, who),
        lambda: library.text(small, who, "cases", ""),
        lambda: library.look(small, who, OWN.encode()),
        lambda: library.take_in(small, who, OWN.encode(), ""),
        lambda: library.take_away(small, who, "cases", "first-panic", ""),
        lambda: library.put_back(small, who, "cases", "first-panic", 1, ""),
    ):
        with pytest.raises(NotAllowed):
            verb()
    with pytest.raises(NotFound):
        library.take_away(small, DEE, "cases", "first-panic", "")


def test_a_locked_fact_of_an_uploaded_case_is_in_nothing_that_a_trainee_is_shown(
    small: House, at: Programme
) -> None:
    """Every line that a fact opens carries a word of its own, so that any leak can be seen."""
    document = yaml.safe_load(OWN)
    for number, fact in enumerate(document["private"]["disclosure"]):
        fact["lines"] = [f"{line} Quagga{number}." for line in fact["lines"]]
    took(small, yaml.safe_dump(document, sort_keys=False, allow_unicode=True))
    case = small.content.cases["night-bus"]
    words = [f"Quagga{number}" for number in range(len(case.private.disclosure))]
    assert all(word in repr(case.private) for word in words)
    drill = at.closing(case="night-bus")
    talk = at.begin(ANA, Kind.ENCOUNTER, "ags", "ags.order", "night-bus")
    practising.start(small, ANA, talk)
    told = ""
    for number in range(1, 8):
        practising.say(small, ANA, talk, number, f"What else is there? ({number})")
        shown = repr(practising.look(small, ANA, talk))
        heard = "".join(turn.text for turn in practising.look(small, ANA, talk).turns)
        assert {w for w in words if w in shown} == {w for w in words if w in heard}
        told += shown
    told += repr([practising.proposal(small, ANA), practising.my_reps(small, ANA)])
    assert words[-1] not in told, "idle questions do not open the last fact"
    assert "Quagga" not in repr(practising.look(small, ANA, drill))
