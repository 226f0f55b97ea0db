"""The demo: a separate database in which invented people have practised and been supervised."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import astuple
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from practice import BadInput, NotAllowed, calibration, practising, supervising
from practice.adapters.settings import Settings
from practice.adapters.store import Store
from practice.adapters.wiring import open_house
from practice.demo import __main__ as demo
from practice.demo.people import PASSWORD, SUPERVISORS, TRAINEES
from practice.demo.words import beginning, replies
from practice.house import House
from practice.journal import open_rep
from practice.reviews import RepRow, ReviewStage
from practice.roles import Role

UNTIL = datetime(2026, 3, 18, 15, 0, tzinfo=UTC)
FEW = (TRAINEES[0], TRAINEES[5])  # one who practises and one who is new


@pytest.fixture(autouse=True)
def no_programme_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The real records, as far as these tests are concerned: a folder with nothing in it."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"PRACTICE_{name.upper()}", raising=False)
    real = tmp_path / "real"
    monkeypatch.setenv("PRACTICE_DATA", str(real))
    return real


def made(folder: Path, seed: int = 7) -> Path:
    folder.mkdir(parents=True)
    demo.make(folder, weeks=2, seed=seed, until=UNTIL, trainees=FEW)
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demo, made once and only read."""
    return made(tmp_path_factory.mktemp("made") / "demo")


@pytest.fixture
def house(folder: Path) -> Iterator[House]:
    house = open_house(demo.records(folder)[0])
    yield house
    house.store.close()


def everything(folder: Path) -> list[object]:
    """Every rep with its events, and every rating, as the records hold them."""
    store = Store(f"sqlite:///{demo.records(folder)[1]}")
    rows = store.rows_in(None)
    ratings = store.ratings()
    found: list[object] = [store.load(row.id) for row in rows]
    store.close()
    return [*found, *rows, *map(astuple, ratings)]


def test_a_demo_has_the_three_roles_and_is_marked_as_one(house: House) -> None:
    everyone = house.store.people.everyone()
    assert {person.role for person in everyone} == set(Role)
    assert house.demo
    assert all("(demo)" in person.name for person in everyone)
    assert all("(demo)" in cohort.name for cohort in house.store.people.cohorts())


def test_everybody_signs_in_with_the_printed_password_and_no_other(house: House) -> None:
    for person in house.store.people.everyone():
        who = house.accounts.who(house.accounts.sign_in(person.username, PASSWORD))
        assert who == person.person
    with pytest.raises(NotAllowed):
        house.accounts.sign_in(TRAINEES[0].username, "demo demo dem0")


def test_some_reps_are_signed_and_some_wait(house: House) -> None:
    rows = house.store.rows_in(None)
    assert any(row.signed_at for row in rows)
    assert any(row.review == ReviewStage.WAITING for row in rows)
    assert all(row.submitted_at is None or row.submitted_at <= UNTIL for row in rows)
    assert all(UNTIL - timedelta(weeks=2) <= row.begun_at for row in rows)


def test_a_new_trainee_has_done_nothing_yet(house: House) -> None:
    busy, new = FEW
    assert practising.my_reps(house, busy.person)
    assert practising.my_reps(house, new.person) == []


def test_one_flag_is_open_and_first_in_the_queue(house: House) -> None:
    lines = supervising.queue(house, SUPERVISORS[0].person)
    assert [line.row.flags_open for line in lines][:2] == [1, 0]
    opened = [open_rep(house, row.id) for row in house.store.rows_in(None)]
    flagged = [one for one in opened if one.rep.flags]
    assert [len(one.review.open_flags(one.rep)) for one in flagged].count(1) == 1
    assert any(one.review.answered and one.review.signed for one in flagged)


def test_a_rep_is_asked_for_and_exemplars_were_rated(house: House) -> None:
    tess = FEW[0].person
    assert len(practising.asked_to_lend(house, tess)) == 1
    drills = practising.my_drills(house, tess)
    assert drills.rated == 4 and drills.said


def test_the_one_who_overrates_is_seen_to(house: House) -> None:
    pairs = calibration.pairs(house.store.ratings(trainee=FEW[0].username))
    assert sum(pair.difference for pair in pairs) > 0
    assert calibration.signed_reps(pairs) > 0


def test_the_same_seed_gives_the_same_demo_and_another_does_not(
    folder: Path, tmp_path: Path
) -> None:
    first = everything(folder)
    assert everything(made(tmp_path / "same")) == first
    assert everything(made(tmp_path / "other", seed=8)) != first


def test_a_demo_is_replaced_only_when_that_is_asked_for(tmp_path: Path) -> None:
    folder = made(tmp_path / "demo")
    before = len(rows_of(folder))
    with pytest.raises(BadInput, match="--again"):
        demo.make(folder, weeks=1, seed=7, until=UNTIL, trainees=FEW)
    assert len(rows_of(folder)) == before
    demo.make(folder, weeks=1, seed=7, until=UNTIL, trainees=FEW, again=True)
    assert len(rows_of(folder)) < before
    assert [file.name for file in folder.iterdir() if file.is_dir()] == []


def rows_of(folder: Path) -> list[RepRow]:
    store = Store(f"sqlite:///{demo.records(folder)[1]}")
    rows = store.rows_in(None)
    store.close()
    return rows


@pytest.mark.parametrize("again", [False, True])
def test_records_that_are_not_a_demo_are_never_replaced(tmp_path: Path, again: bool) -> None:
    settings, file = demo.records(tmp_path)
    real = open_house(settings)
    real.store.people.add("d", "dee", "Dee", Role.DIRECTOR, UNTIL)
    real.store.close()
    before = file.read_bytes()
    with pytest.raises(BadInput, match="not a demo"):
        demo.make(tmp_path, weeks=1, seed=7, until=UNTIL, again=again)
    assert file.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b""])
def test_a_file_of_something_else_is_not_a_demo(tmp_path: Path, content: bytes) -> None:
    file = demo.records(tmp_path)[1]
    file.write_bytes(content)
    with pytest.raises(BadInput, match="not a demo"):
        demo.refuse(tmp_path, again=True)


def test_another_program_s_database_is_not_a_demo(tmp_path: Path) -> None:
    file = demo.records(tmp_path)[1]
    other = sqlite3.connect(file)
    other.execute("CREATE TABLE things (name)")
    other.close()
    assert not demo.is_demo(file)


def test_the_folder_of_the_real_records_is_refused_even_while_it_is_empty() -> None:
    with pytest.raises(BadInput, match="real records"):
        demo.refuse(Settings().folder, again=True)


def test_no_demo_is_made_in_the_real_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRACTICE_DATABASE_URL", f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}")
    monkeypatch.setenv("PRACTICE_MODEL", "openai:anything")
    settings, file = demo.records(tmp_path / "demo")
    assert file.parent == tmp_path / "demo"
    assert settings.model is None
    line = demo.command(tmp_path / "de mo", {"PRACTICE_DATABASE_URL": "postgresql://somewhere"})
    assert "PRACTICE_DATABASE_URL=" in line
    assert "postgresql" not in line
    assert "PRACTICE_DATABASE_URL" not in demo.command(tmp_path, {})


def test_the_command_says_how_to_go_on(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    at = str(tmp_path / "demo")
    assert demo.run(["--folder", at, "--weeks", "1"]) == 0
    out = capsys.readouterr().out
    assert f"PRACTICE_DATA={at} streamlit run trainer_app.py" in out
    for person in (*TRAINEES, *SUPERVISORS):
        assert person.username in out
    assert PASSWORD in out
    assert demo.run(["--folder", at]) == 2
    assert "--again" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [["--weeks", "0"], ["--weeks", "27"], ["--seed", "x"]])
def test_a_wrong_option_is_refused_with_a_sentence(
    wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert demo.run(wrong) == 2
    assert wrong[0] in capsys.readouterr().err


def test_every_exercise_has_replies_from_poor_to_good(house: House) -> None:
    content = house.content
    for case in content.cases.values():
        for stimulus in case.stimuli:
            means = [said.mean for said in replies(content.rubric(stimulus.skill), stimulus)]
            assert min(means) < 1
            assert (
                max(means) > 2.5 or stimulus.human_flag
            )  # what is for people has no model answers


def test_the_beginning_of_an_answer_is_whole_sentences() -> None:
    answer = "One. Two? Three … Four!"
    assert beginning(answer, 0.01) == "One."
    assert beginning(answer, 0.5) == "One. Two?"
    assert beginning(answer, 1) == answer
