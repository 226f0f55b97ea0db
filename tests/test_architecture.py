"""Who may import whom, as tests/architecture.ini says; and that the contract would notice."""

from __future__ import annotations

import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).parent.parent
CONTRACT = ROOT / "tests" / "architecture.ini"
NOT_THE_SUBJECT = {"adapters", "admin", "pages", "demo", "bench", "benches"}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Hold the package in that folder against the contract."""
    program = "import sys; from importlinter.cli import lint_imports_command as c; c()"
    options = ["--config", str(CONTRACT), "--no-cache", "--no-logo"]
    return subprocess.run(
        [sys.executable, "-c", program, *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_import_points_down_the_table_of_contents() -> None:
    linted = lint(ROOT)
    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_an_import_that_points_up_sideways_or_out_is_refused(tmp_path: Path) -> None:
    package = tmp_path / "practice"
    shutil.copytree(ROOT / "practice", package, ignore=shutil.ignore_patterns("__pycache__"))
    for module, wrong in {
        "roles.py": "import streamlit",
        "reps.py": "from practice import practising",
        "scoring.py": "from practice import reviews",
        "supervising.py": "from practice.adapters import store",
        "adapters/tables.py": "from practice.adapters import people",
        "nowhere.py": "",
    }.items():
        with (package / module).open("a", encoding="utf-8") as file:
            file.write(f"\n{wrong}\n")
    linted = lint(tmp_path)
    assert linted.returncode == 1, linted.stdout + linted.stderr
    for refused in (
        "practice.roles -> streamlit",
        "practice.reps -> practice.practising",
        "practice.scoring -> practice.reviews",
        "practice.supervising -> practice.adapters.store",
        "practice.adapters.tables -> practice.adapters.people",
        "- practice.nowhere",
    ):
        assert refused in linted.stdout


def test_the_subject_is_everything_but_the_machinery_and_the_pages() -> None:
    contract = ConfigParser()
    contract.read(CONTRACT, encoding="utf-8")
    listed = contract["importlinter:contract:subject"]["source_modules"].split()
    here = {path.stem for path in (ROOT / "practice").iterdir() if _is_module(path)}
    assert {name.removeprefix("practice.") for name in listed} == here - NOT_THE_SUBJECT


def _is_module(path: Path) -> bool:
    if path.is_dir():
        return (path / "__init__.py").exists()
    return path.suffix == ".py" and not path.stem.startswith("__")
