"""One database, SQLite or PostgreSQL: how to reach it, read it, write to it, bring it up to date.

Knows no table. Every trouble with the database itself becomes StoreUnavailable here, nowhere else.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import OperationalError as SqliteTrouble
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError

from practice import StoreUnavailable

MIGRATIONS = Path(__file__).parent / "migrations"
PATIENCE = 30  # seconds to wait for a lock, or for a free connection
_MIGRATION_LOCK = 727_165_001  # any number; the same in every process


class Database:
    """A pool of connections to one database; `url` is SQLAlchemy's, SQLite only as a local file."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self._reader = self.engine.execution_options(only_reads=True)
        self._postgres = self.engine.dialect.name == "postgresql"

    @property
    def host(self) -> str:
        """The computer that the records are on; empty for a file on this one."""
        return self.engine.url.host or ""

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that only reads: on SQLite it neither waits for a writer nor stops one."""
        with _trouble_named(), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[sa.Connection]:
        """A long read that shows one moment, whatever is written meanwhile."""
        level = {"isolation_level": "REPEATABLE READ"} if self._postgres else {}
        with _trouble_named(), self._reader.execution_options(**level).begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that writes everything or, when anything is raised, nothing."""
        with _trouble_named(), self.engine.begin() as connection:
            yield connection

    def insert(self, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
        """An INSERT that knows ON CONFLICT, which the two databases spell alike."""
        return postgresql.insert(table) if self._postgres else sqlite.insert(table)

    def migrate(self, to: str = "head") -> None:
        """Bring an empty database or any earlier schema to a revision; all of it or nothing."""
        with self.migrating() as config:
            try:
                command.upgrade(config, to)
            except CommandError as error:
                raise StoreUnavailable(
                    "These records were written by a newer version of the trainer: start that "
                    "version, or restore an older copy. Nothing was changed."
                ) from error

    @contextmanager
    def migrating(self) -> Iterator[Config]:
        """Alembic's settings around one locked transaction; processes that start together queue."""
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        # A batch migration rebuilds a table on SQLite, which foreign keys would refuse or, worse,
        # cascade; they cannot be switched off inside a transaction, so another engine it is.
        engine = self.engine if self._postgres else _engine(str(self.url), foreign_keys=False)
        try:
            with _trouble_named(), engine.begin() as connection:
                if self._postgres:
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATION_LOCK)))
                config.attributes["connection"] = connection
                yield config
                if (
                    not self._postgres
                    and connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                ):
                    raise RuntimeError("the migration leaves rows that point at nothing")
        finally:
            if engine is not self.engine:
                engine.dispose()

    def rewrite(self, tables: Collection[str]) -> bool:
        """Give up every byte that is not needed any more; False when others kept it busy.

        SQLite writes its whole file anew and empties the log beside it; PostgreSQL rewrites these
        tables. Waits for whoever reads or writes, up to 30 seconds.
        """
        try:
            with _trouble_named():
                if self._postgres:
                    return self._rewrite_tables(tables)
                return self._rewrite_file()
        except StoreUnavailable:
            return False

    def _rewrite_tables(self, tables: Collection[str]) -> bool:
        alone = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        with alone.connect() as connection:
            connection.exec_driver_sql(f"SET lock_timeout = '{PATIENCE}s'")
            for table in sorted(tables):
                connection.exec_driver_sql(f'VACUUM FULL "{table}"')
            connection.exec_driver_sql("RESET lock_timeout")
        return True

    def _rewrite_file(self) -> bool:
        raw = self.engine.raw_connection()
        try:
            for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM"):
                raw.cursor().execute(statement).fetchall()
            busy, left, _ = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy and not left
        except SqliteTrouble:
            return False
        finally:
            raw.close()

    @property
    def url(self) -> str:
        """The URL this was opened with, password and all: for an engine, never for a screen."""
        return self.engine.url.render_as_string(hide_password=False)

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


@contextmanager
def _trouble_named() -> Iterator[None]:
    try:
        yield
    except (IntegrityError, DataError, ProgrammingError):
        raise  # a mistake in this program, which trying again will not cure
    except (DBAPIError, sa.exc.TimeoutError) as error:
        raise StoreUnavailable(
            "The records cannot be written just now. Nothing was changed; "
            "what you typed is still on the page."
        ) from error


def _engine(url: str, foreign_keys: bool = True) -> sa.Engine:
    where = sa.make_url(url)
    options: dict[str, Any] = {"connect_timeout": 10}
    if where.get_backend_name() == "sqlite":
        options = {"timeout": PATIENCE}
    engine = sa.create_engine(
        where,
        connect_args={k: v for k, v in options.items() if k not in where.query},
        hide_parameters=True,  # what people wrote must not reach a log through an error message
        pool_pre_ping=True,
        pool_timeout=PATIENCE,
    )
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine, foreign_keys)
    return engine


def _prepare_sqlite(engine: sa.Engine, foreign_keys: bool) -> None:
    @sa.event.listens_for(engine, "connect")
    def connected(raw: Any, _record: Any) -> None:
        raw.isolation_level = None  # the driver begins nothing by itself; see `begun`
        raw.execute(f"PRAGMA busy_timeout={PATIENCE * 1000}")
        _write_ahead(raw)
        # An acknowledged write survives kill -9 in WAL with NORMAL: the system has the pages by
        # then. Only a power cut can lose the last moments, and never damages what is older.
        raw.execute("PRAGMA synchronous=NORMAL")
        raw.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
        raw.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten, not only forgotten

    @sa.event.listens_for(engine, "begin")
    def begun(connection: sa.Connection) -> None:
        reads = connection.get_execution_options().get("only_reads")
        # A writer takes the lock at once: waiting for it halfway fails instead of waiting.
        connection.exec_driver_sql("BEGIN DEFERRED" if reads else "BEGIN IMMEDIATE")


def _write_ahead(raw: Any) -> None:
    """Switch a new file to write-ahead logging; two processes may do so at once, and SQLite
    does not wait for the other one here."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            raw.execute("PRAGMA journal_mode=WAL")
            return
        except SqliteTrouble as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
