"""What the whole programme teaches about reading one trainee's ratings, kept between two pages.

Working it out reads every rater's ratings, so it is done when something new was rated and, in a
large programme, at most every few minutes. It holds raters' severity: no page is handed it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING

from practice.programme import Programme, programme

if TYPE_CHECKING:
    from practice.adapters.store import Store

MOST = 60_000  # ratings, the newest: what was rated years ago says little about today's raters
LARGE = 10_000  # ratings from which on a lesson is kept for a while
KEPT_FOR = timedelta(minutes=5)
BY_PEOPLE = ("self", "blind", "final")


@dataclass(frozen=True)
class _Kept:
    newest: int
    size: int
    at: datetime
    taught: Programme


@dataclass
class Lessons:
    """The programme's newest lesson; one for a process, whoever asks."""

    _kept: _Kept | None = None
    _lock: Lock = field(default_factory=Lock)

    def of(self, store: Store, now: datetime) -> Programme:
        """What is known now; whose reps were sent, the caller adds for the one they read about."""
        newest = store.newest_rating(("blind", "final"))
        kept = self._kept
        if kept and self._lock.locked():
            return kept.taught  # somebody is at it; nobody else waits for them
        with self._lock:
            kept = self._kept
            if kept and (kept.newest == newest or _may_wait(kept, now)):
                return kept.taught
            ratings = store.ratings(sources=BY_PEOPLE, most=MOST)
            taught = replace(programme(ratings, store.rows_in(None)), sent={})
            self._kept = _Kept(newest, len(ratings), now, taught)
            return taught


def _may_wait(kept: _Kept, now: datetime) -> bool:
    return kept.size > LARGE and timedelta(0) <= now - kept.at < KEPT_FOR
