"""Files of a programme's own: checked, looked at, taken in, replaced, taken away; nothing lost."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from practice import BadInput, NotAllowed, NotFound, WrongStage, library, practising, stock
from practice.adapters.settings import HERE
from practice.content import MOST_BYTES
from practice.house import House
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
    with pytest.raises(BadInput, match="in use already"):
        took(small, OWN)
    rep = at.drill(case="night-bus")
    assert not library.take_away(small, DEE, "cases", "night-bus", held.item.fingerprint)
    assert "night-bus" not in small.content.cases
    assert practising.look(small, ANA, rep), "a rep goes on with the case it was begun with"
    done = [(line.did, line.about) for line in small.store.audit(9) if line.by == DEE.id]
    assert done == [("took a file away", "cases/night-bus"), ("took in a file", "cases/night-bus")]


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
    with pytest.raises(WrongStage, match="Somebody changed this file"):
        library.take_in(small, DEE, NEWER.encode(), look.replaces)
    with pytest.raises(WrongStage, match="Somebody changed this file"):
        library.take_away(small, DEE, "cases", "first-panic", look.replaces)
    assert small.content.cases["first-panic"].version == 99


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
    assert [(error.field, error.line > 1) for error in found.errors] == [("public.age", True)]
    with pytest.raises(BadInput, match="has mistakes"):
        library.take_in(small, DEE, wrong, "")
    assert "night-bus" not in small.content.cases and not stock.changes(small)


def test_a_rubric_that_would_break_a_case_is_not_taken_in(small: House) -> None:
    text = (HERE / "rubrics" / "pse.yaml").read_text(encoding="utf-8")
    found = library.look(small, DEE, text.replace("id: panic-cycle", "id: fright").encode())
    assert {error.file for error in found.errors} == {"cases/first-panic.yaml"}


@pytest.mark.parametrize("who", [ANA, SAM])
def test_nobody_else_looks_takes_in_or_takes_away(small: House, who: Person) -> None:
    for verb in (
        lambda: library.held(small, who),
        lambda: library.look(small, who, OWN.encode()),
        lambda: library.take_in(small, who, OWN.encode(), ""),
        lambda: library.take_away(small, who, "cases", "first-panic", ""),
        lambda: library.put_back(small, who, "cases", "first-panic", 1, ""),
    ):
        with pytest.raises(NotAllowed):
            verb()
    with pytest.raises(NotFound):
        library.take_away(small, DEE, "cases", "first-panic", "")


def test_an_uploaded_case_keeps_its_secrets_from_a_trainee(small: House, at: Programme) -> None:
    took(small, OWN)
    case = small.content.cases["night-bus"]
    rep = at.drill(case="night-bus")
    shown = repr(practising.look(small, ANA, rep))
    secrets = [line for one in case.private.disclosure for line in one.lines]
    assert secrets and not any(line in shown for line in secrets)
