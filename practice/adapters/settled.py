"""What a programme has settled: every value a setting ever had, the newest of which counts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from practice.adapters import tables
from practice.adapters.database import Database
from practice.adapters.trail import Trail


class Settled:
    """The settings among everything that is written down; `Store` is the rest."""

    database: Database
    trail: Trail

    def setting(self, name: str, default: Any) -> Any:
        """The newest value of a setting, or the default when it was never changed."""
        settings = tables.settings.c
        newest = sa.select(settings.value).where(settings.name == name)
        with self.database.reading() as connection:
            found = connection.execute(newest.order_by(settings.number.desc()).limit(1)).first()
        return default if found is None else found.value

    def settings_under(self, beginning: str) -> dict[str, Any]:
        """The newest value of each setting whose name begins so, by the rest of its name."""
        settings = tables.settings.c
        here = settings.name.startswith(beginning, autoescape=True)
        newest = sa.select(sa.func.max(settings.number)).where(here).group_by(settings.name)
        found = sa.select(settings.name, settings.value).where(settings.number.in_(newest))
        with self.database.reading() as connection:
            lines = connection.execute(found).all()
        return {line.name.removeprefix(beginning): line.value for line in lines}

    def settings_log(self, beginning: str) -> list[tuple[int, str, Any, str, datetime]]:
        """Every change of the settings whose name begins so, the oldest first: its number, the
        name, the value, by whom and when."""
        settings = tables.settings.c
        found = sa.select(
            settings.number, settings.name, settings.value, settings.by, settings.at
        ).where(settings.name.startswith(beginning, autoescape=True))
        with self.database.reading() as connection:
            lines = connection.execute(found.order_by(settings.number))
            return [(line.number, line.name, line.value, line.by, line.at) for line in lines]

    def newest_setting(self, beginning: str) -> int:
        """The number of the last change of a setting whose name begins so; 0 without any."""
        with self.database.reading() as connection:
            return _newest(connection, beginning)

    def change_setting(self, name: str, value: Any, by: str, at: datetime) -> None:
        """Write down a new value (anything JSON can say); earlier ones stay."""
        with self.database.writing() as connection:
            connection.execute(
                sa.insert(tables.settings).values(name=name, value=value, by=by, at=at)
            )

    def settle(
        self, name: str, value: Any, by: str, at: datetime, *, beginning: str, seen: int, did: str
    ) -> bool:
        """Write a new value and its line of the audit, both or neither; gives whether it did.

        It does not when a setting whose name begins so has changed since the one numbered `seen`.
        """
        with self.database.writing() as connection:
            self.trail.hold(connection)  # whoever else settles something so waits until we are done
            if _newest(connection, beginning) != seen:
                return False
            connection.execute(
                sa.insert(tables.settings).values(name=name, value=value, by=by, at=at)
            )
            self.trail.add_with(connection, at, by, did, name.removeprefix(beginning))
        return True


def _newest(connection: sa.Connection, beginning: str) -> int:
    settings = tables.settings.c
    found = sa.select(sa.func.max(settings.number)).where(
        settings.name.startswith(beginning, autoescape=True)
    )
    return int(connection.scalar(found) or 0)
