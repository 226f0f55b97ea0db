"""The environment decides what the house is made of, and nothing wrong in it keeps the app shut."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from practice.adapters.settings import HERE, Settings
from practice.adapters.wiring import _sign_on, open_house
from practice.consent import Purpose
from practice.house import House, utc_now
from practice.pages import programme

Open = Callable[..., House]
SECRET = "sk-nobody-may-read-this"
SERVER = "http://127.0.0.1:9/v1"  # nobody listens there, and nobody is asked at the start


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Open a house from an environment that says this and nothing else; close it afterwards."""
    houses: list[House] = []
    for name in [name for name in os.environ if name.startswith("PRACTICE_")]:
        monkeypatch.delenv(name)

    def run(**said: str | Path) -> House:
        for name, value in ({"data": tmp_path / "records"} | said).items():
            monkeypatch.setenv(f"PRACTICE_{name.upper()}", str(value))
        houses.append(open_house(Settings()))
        return houses[-1]

    yield run
    for house in houses:
        house.store.close()


def test_with_nothing_set_there_are_the_shipped_files_and_the_authored_voice(opened: Open) -> None:
    house = opened()
    assert set(house.content.cases) == {path.stem for path in (HERE / "cases").glob("*.yaml")}
    assert set(house.content.rubrics) == {path.stem for path in (HERE / "rubrics").glob("*.yaml")}
    assert house.content.problems == ()
    assert (house.model, house.notice, house.model_trouble) == (None, None, "")
    assert not house.demo


def test_the_records_folder_is_made_and_closed_to_other_users(opened: Open, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "records"
    opened(data=folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert (folder / "practice.sqlite3").is_file()


def test_a_folder_that_is_there_keeps_the_mode_its_owner_gave_it(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    assert Settings(data=tmp_path).folder == tmp_path
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o750


def test_a_database_address_takes_the_place_of_the_file(opened: Open, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.db"
    house = opened(database_url=f"sqlite:///{elsewhere}")
    assert elsewhere.is_file()
    assert not (tmp_path / "records").exists()
    assert house.store.setting("demo", False) is False


def test_what_the_records_say_of_a_demo_is_known_at_the_next_start(opened: Open) -> None:
    opened().store.change_setting("demo", True, by="d1", at=utc_now())
    assert opened().demo


def test_a_programme_adds_and_replaces_cases_and_rubrics(opened: Open, tmp_path: Path) -> None:
    mine = tmp_path / "cases"
    ours = tmp_path / "rubrics"
    mine.mkdir()
    ours.mkdir()
    case = (HERE / "cases" / "first-panic.yaml").read_text("utf-8")
    changed = case.replace("\ntitle: ", '\ntitle: "Ours"  # ', 1)
    (mine / "first-panic.yaml").write_text(changed, "utf-8")
    added = case.replace("id: first-panic\n", "id: second-panic\n", 1)
    (mine / "second-panic.yaml").write_text(added, "utf-8")
    rubric = (HERE / "rubrics" / "cds.yaml").read_text("utf-8")
    retitled = rubric.replace("\ntitle: ", '\ntitle: "Our rubric"  # ', 1)
    (ours / "cds.yaml").write_text(retitled, "utf-8")
    content = opened(cases=mine, rubrics=ours).content
    assert content.case("first-panic").title == "Ours"
    assert content.case("second-panic").title != "Ours"
    assert content.case("tuesday-morning").title == "Tuesday morning"
    assert content.rubric("cds").title == "Our rubric"
    assert content.problems == ()


def test_a_broken_file_is_left_out_and_named_in_the_log(
    opened: Open, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    mine = tmp_path / "cases"
    mine.mkdir()
    (mine / "broken.yaml").write_text("id: [", "utf-8")
    house = opened(cases=mine)
    assert "broken" not in house.content.cases
    assert [problem.file for problem in house.content.problems] == ["cases/broken.yaml"]
    assert "left out: cases/broken.yaml:1" in caplog.text


def test_a_model_is_a_second_voice_with_a_notice_that_names_where_words_go(opened: Open) -> None:
    keeps = "It keeps nothing."
    house = opened(model="tiny", model_url=SERVER, model_key=SECRET, model_keeps=keeps)
    assert house.model is not None and house.notice is not None
    assert (house.notice.tool, house.notice.host) == ("tiny", "127.0.0.1")
    assert house.notice.keeps == keeps
    assert house.model_trouble == ""
    assert SECRET not in repr(house)


def test_without_a_word_on_keeping_the_notice_says_that_nobody_said(opened: Open) -> None:
    notice = opened(model="tiny", model_url=SERVER).notice
    assert notice is not None and "has not stated how long" in notice.keeps


def test_a_judge_is_set_up_beside_the_voice_with_a_notice_of_its_own(opened: Open) -> None:
    keeps = "It keeps nothing."
    house = opened(judge="tiny", judge_url=SERVER, judge_key=SECRET, judge_keeps=keeps)
    assert (house.model, house.notice) == (None, None)
    assert house.judge is not None and house.judge_notice is not None
    notice = house.judge_notice
    assert (notice.purpose, notice.tool, notice.host) == (Purpose.SCORING, "tiny", "127.0.0.1")
    assert notice.keeps == keeps and house.judge_trouble == ""
    assert SECRET not in repr(house)


def test_a_judge_that_cannot_be_had_leaves_the_embedded_scorer_and_one_warning(
    opened: Open, caplog: pytest.LogCaptureFixture
) -> None:
    house = opened(judge="gpt", judge_key=SECRET)
    assert (house.judge, house.judge_notice) == (None, None)
    assert "PRACTICE_JUDGE must be written provider:model" in house.judge_trouble
    assert f"going on with the embedded scorer: {house.judge_trouble}" in caplog.text
    assert SECRET not in caplog.text


WRONG = [
    ({"model": "gpt"}, "must be written provider:model"),
    ({"model": "nobody:small"}, "nobody:small cannot be set up"),
    ({"model": "tiny", "model_url": "localhost"}, "must be a whole address"),
]


@pytest.mark.parametrize(("said", "why"), WRONG)
def test_a_model_that_cannot_be_had_leaves_the_authored_voice_and_one_warning(
    opened: Open, said: dict[str, str], why: str, caplog: pytest.LogCaptureFixture
) -> None:
    house = opened(**said, model_key=SECRET)
    assert (house.model, house.notice) == (None, None)
    assert why in house.model_trouble
    warnings = [found for found in caplog.records if found.levelno >= logging.WARNING]
    assert [found.getMessage() for found in warnings] == [
        f"going on with the authored voice: {house.model_trouble}"
    ]
    assert SECRET not in caplog.text + house.model_trouble


def _programme() -> None:
    """The page as a script of its own; everything it needs must be imported inside."""
    from practice.pages import programme
    from practice.roles import Person, Role

    programme.page(Person("d1", "Ada", Role.DIRECTOR))


@pytest.mark.parametrize(("said", "told"), [({"model": "gpt"}, True), ({}, False)])
def test_the_director_reads_why_there_is_no_model_and_only_then(
    opened: Open, said: dict[str, str], told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = opened(**said)
    monkeypatch.setattr(programme, "house", lambda: house)
    page = AppTest.from_function(_programme, default_timeout=20).run()
    assert not page.exception and not page.error
    assert any("must be written provider:model" in box.value for box in page.warning) is told
    assert any("No words leave this computer." in text.value for text in page.markdown)


SIGN_ON = """
[auth]
redirect_uri = "https://practice.example/oauth2callback"
cookie_secret = "hush-hush-hush-hush-hush-hush-hush-hush"
client_id = "trainer"
server_metadata_url = "https://idp.example/.well-known/openid-configuration"
"""


def test_single_sign_on_is_there_where_a_file_says_so_and_never_in_a_demo(
    opened: Open, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text(SIGN_ON)
    house = opened(sign_on=file)
    assert house.sign_on is not None and house.sign_on.hosts() == ["idp.example"]
    assert house.sign_on_trouble == ""
    assert _sign_on(Settings(sign_on=file), demo=True) == (None, "")
    assert _sign_on(Settings(sign_on=tmp_path / "absent.toml"), demo=False) == (None, "")
    file.write_text(SIGN_ON.replace('client_id = "trainer"', ""))
    found, trouble = _sign_on(Settings(sign_on=file), demo=False)
    assert found is None
    assert "default.client_id: Field required" in trouble
    assert trouble in caplog.text
    assert "hush" not in caplog.text
