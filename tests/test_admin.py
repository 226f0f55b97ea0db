"""The command: counts before it removes, says what is broken, copies and restores."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from practice import admin, keeping
from practice.adapters.settings import Settings
from practice.adapters.store import Store
from practice.sealing import Head
from tests.people import DEE, SAM, Programme


@pytest.fixture
def folder(at: Programme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Records of five years ago, seen by the command of today."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"PRACTICE_{name.upper()}", raising=False)
    at.signed()
    at.house.store.trail.looked(at.clock(), SAM.id, "rep-1")
    folder = tmp_path / "data"
    folder.mkdir()
    at.house.store.close()
    shutil.copy(tmp_path / "people.db", folder / "practice.sqlite3")
    monkeypatch.setenv("PRACTICE_DATA", str(folder))
    monkeypatch.setattr(admin, "open_house", lambda _: at.with_(store=_store(folder)))
    at.clock.later(days=2000)
    return folder


def _store(folder: Path) -> Store:
    return Store(f"sqlite:///{folder / 'practice.sqlite3'}")


def said(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    return captured.out + captured.err


def test_a_dry_run_counts_and_changes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (folder / "practice.sqlite3").read_bytes()
    assert admin.run(["purge", "--dry-run"]) == 0
    told = said(capsys)
    assert "      1  reps lose their words" in told
    assert "Nothing was changed." in told
    assert (folder / "practice.sqlite3").read_bytes() == before


def test_a_purge_asks_first_removes_and_gives_a_receipt(
    folder: Path, at: Programme, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admin.typer, "confirm", lambda _: False)
    assert admin.run(["purge"]) == 0
    assert "Nothing was changed." in said(capsys)
    assert b"went through your mind" in (folder / "practice.sqlite3").read_bytes()
    assert admin.run(["purge", "--yes"]) == 0
    receipt = keeping.receipts(at.house, DEE)[0].receipt
    assert f"Receipt {receipt.number}: {receipt.seal}" in said(capsys)
    assert receipt.by_name == "the command line"
    assert b"went through your mind" not in (folder / "practice.sqlite3").read_bytes()


def test_verify_says_that_all_is_whole_or_names_the_first_broken_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert admin.run(["verify"]) == 0
    told = said(capsys)
    assert "The audit is whole: 1 lines." in told
    head = Head.read(told.split("elsewhere: ")[1].split("\n")[0])
    assert admin.run(["verify", "--noted", str(head)]) == 0
    assert admin.run(["verify", "--noted", f"1 {'0' * 64}"]) == 1
    assert admin.run(["verify", "--noted", "nonsense"]) == 2
    capsys.readouterr()
    with closing(sqlite3.connect(folder / "practice.sqlite3")) as raw, raw:
        raw.execute("DROP TRIGGER audit_no_update")
        raw.execute("UPDATE audit SET about = 'rep-2'")
    assert admin.run(["verify"]) == 1
    assert "Broken at line 1: Line 1 is not what was written" in said(capsys)


def test_a_backup_restores_into_an_empty_folder_and_no_other(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch, at: Programme,
) -> None:  # fmt: skip
    file = tmp_path / "copy.gz"
    assert admin.run(["backup", str(file)]) == 0
    assert "nothing that lets somebody in by itself" in said(capsys)
    assert admin.run(["backup", str(file)]) == 2
    assert admin.run(["restore", str(file)]) == 2
    assert "There are records here already" in said(capsys)
    there = tmp_path / "there"
    monkeypatch.setenv("PRACTICE_DATA", str(there))
    monkeypatch.setattr(admin, "open_house", lambda _: at.with_(store=_store(there)))
    assert admin.run(["backup", str(tmp_path / "none.gz")]) == 2
    assert admin.run(["verify"]) == 2
    assert not (there / "practice.sqlite3").exists()
    assert admin.run(["restore", str(file)]) == 0
    assert "Everybody signs in anew" in said(capsys)
    restored = _store(there)
    assert restored.row("rep-1").signed_at
    assert restored.audit(1)[0].did == "restored the records"
    assert restored.trail.check().broken is None
    restored.close()


def test_the_command_opens_the_real_records_and_explains_itself(
    at: Programme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("PRACTICE_DATA", str(tmp_path))
    monkeypatch.delenv("PRACTICE_DATABASE_URL", raising=False)
    (tmp_path / "people.db").rename(tmp_path / "practice.sqlite3")
    assert admin.run(["verify"]) == 0
    assert "The audit is whole: 0 lines." in said(capsys)
    assert admin.run(["nonsense"]) == 2
