"""The thread that reads what waits for a language model, one attempt after the other.

Nothing depends on it being alive: what it is at stays “awaiting” in the records until the reading
is saved whole, and is found there again at the next start or by another process. It puts no words
into any log, and a page never waits for it.
"""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from threading import Event, Lock, Thread

import sqlalchemy as sa

from practice import (
    ModelUnavailable,
    PracticeError,
    StoreUnavailable,
    consenting,
    judging,
    replays,
    stock,
    trials,
    undertones,
)
from practice.adapters import tables
from practice.flags import BY
from practice.house import House, Progress
from practice.journal import open_rep, write
from practice.record import Attempt, Judged
from practice.reps import OVER, Rep, Stage
from practice.trials import Levels

log = logging.getLogger(__name__)

EVERY = 10.0  # seconds between two looks at the records for what others left waiting
WAITS = (5.0, 10.0, 20.0, 40.0, 80.0, 160.0, 300.0)  # seconds, each time the model is away
_LAST_WORD = 2.0  # seconds
_READABLE = [Stage.FEEDBACK, Stage.SECOND_FEEDBACK, Stage.TRANSFER_FEEDBACK]


class _Gone(Exception):
    """What was being read waits no longer: read elsewhere, set aside, or the trainer stops."""


class Reader:
    """Reads waiting attempts in a thread of its own, the longest waiting first; then any trial."""

    def __init__(
        self, every: float = EVERY, waits: tuple[float, ...] = WAITS, replays: bool = False
    ) -> None:
        self._every = every
        self._replays = replays
        self._waits = waits
        self._wake, self._stop = Event(), Event()
        self._lock = Lock()
        self._progress: dict[str, Progress] = {}
        self._thread: Thread | None = None
        self._failed, self._away_until = 0, 0.0
        self._on_trial: tuple[str, dict[str, Levels]] = ("", {})

    def start(self, house: House) -> None:
        """Begin; what an earlier process left waiting is read first."""
        self._stop.clear()
        self._thread = Thread(target=self._run, args=(house,), name="reader", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End; a reading that is not whole is made again later, and nobody waits for it now."""
        self._stop.set()
        self._wake.set()
        if self._thread:
            self._thread.join(_LAST_WORD)

    def wake(self) -> None:
        """Look at once for what waits; while the model is away this does not ask it more often."""
        self._wake.set()

    def progress(self, what: str) -> Progress | None:
        """How far it is with a rep, or with the trial; None while it is not at it."""
        with self._lock:
            return self._progress.get(what)

    def _run(self, house: House) -> None:
        replayed = -1  # the content that the golden replies were read with
        while not self._stop.is_set():
            self._wake.clear()
            again = False
            try:
                stock.up_to_date(house)
                if self._replays and house.content.number != replayed:
                    self._replay(house)
                    replayed = house.content.number
                again = self._round(house)
            except StoreUnavailable as error:
                log.warning("readings wait: %s", error)
            except Exception as error:  # a thread that died would leave everybody waiting
                log.error("readings wait: %s", type(error).__name__)  # its text may hold words
            if not again:
                self._wake.wait(self._pause())

    def _replay(self, house: House) -> None:
        """Before anything else: has the embedded scorer, or a rubric, changed since last time?

        What a first turn would otherwise wait for is got ready on the way.
        """
        undertones.heard("Good morning.", house.meaning)
        try:
            for skill in replays.replay(house):
                log.info("read the golden replies of %s anew", skill)
        except PracticeError as error:  # a mistake in the golden set, or the records are away
            log.warning("the golden replies were not read anew: %s", error)

    def _pause(self) -> float:
        """Seconds until the next look at the records, or until the model may be asked again."""
        left = self._away_until - time.monotonic()
        return min(self._every, left) if left > 0 else self._every

    def _round(self, house: House) -> bool:
        """Read all that waits, then one reply of a trial; whether there is more to do at once."""
        for rep_id in waiting(house):
            if self._stop.is_set():
                return False
            try:
                self._read(house, rep_id)
            except _Gone:
                self._say(rep_id, None)
            except ModelUnavailable as error:
                self._say(rep_id, Progress(0, 0, away=True))
                self._put_off(error)
            except StoreUnavailable:
                raise
            except PracticeError as error:  # its case or rubric has gone, say
                log.warning("one reading waits: %s", type(error).__name__)
        return self._trial(house)

    def _away(self) -> bool:
        """Whether the model did not answer just now, and is given time."""
        return time.monotonic() < self._away_until

    def _put_off(self, error: ModelUnavailable) -> None:
        wait = self._waits[min(self._failed, len(self._waits) - 1)]
        self._failed += 1
        self._away_until = time.monotonic() + wait
        log.warning("readings wait %.0f seconds: %s", wait, error)  # it holds no words of a rep

    def _read(self, house: House, rep_id: str) -> None:
        opened = open_rep(house, rep_id)
        rep, attempt = opened.rep, opened.rep.awaited
        if attempt is None or rep.stage in OVER:
            return
        trainee = house.store.people.by_id(rep.trainee)

        def told(done: int, of: int) -> None:
            if self._stop.is_set() or not _still(open_rep(house, rep_id).rep, rep, attempt):
                raise _Gone
            self._say(rep_id, Progress(done, of))

        if trainee is None or not consenting.model_reads(house, trainee.person):
            found = judging.judge(house, rep, attempt)  # refused, or taken back, since it began
        elif self._away():
            self._say(rep_id, Progress(0, 0, away=True))
            return
        else:
            found = judging.judge_by_model(house, rep, attempt, told)
            self._failed = 0
        now = open_rep(house, rep_id)  # a break, or a mark, may have been taken meanwhile
        if _still(now.rep, rep, attempt):
            write(house, now, Judged(at=house.now(), by=BY, judgement=found))
        self._say(rep_id, None)

    def _trial(self, house: House) -> bool:
        """One reply of a trial that is running; True while there are more."""
        if house.judge is None or not trials.running(house):
            self._say(trials.PROGRESS, None)
            return False
        if self._away():
            return False
        stamp = trials.stamp(house)
        if self._on_trial[0] != stamp:
            self._on_trial = (stamp, {})

        def told(done: int, of: int) -> None:
            self._say(trials.PROGRESS, Progress(done, of))

        try:
            over = trials.step(house, self._on_trial[1], told)
        except ModelUnavailable as error:
            before = self.progress(trials.PROGRESS) or Progress(0, 0)
            self._say(trials.PROGRESS, replace(before, away=True))
            self._put_off(error)
            return False
        self._failed = 0
        if over:
            self._on_trial = ("", {})
            self._say(trials.PROGRESS, None)
        return not over

    def _say(self, what: str, progress: Progress | None) -> None:
        with self._lock:
            if progress is None:
                self._progress.pop(what, None)
            else:
                self._progress[what] = progress


def _still(now: Rep, then: Rep, attempt: Attempt) -> bool:
    """Whether the very attempt that was to be read waits now as it did then."""
    same = len(now.judgements) == len(then.judgements)
    return same and now.awaited is attempt and now.stage not in OVER


def waiting(house: House) -> list[str]:
    """Every rep that is rated by its trainee and not read yet, the longest waiting first."""
    reps, events = tables.reps.c, tables.events.c

    def count(kind: str) -> sa.ScalarSelect[int]:
        of_it = sa.select(sa.func.count()).select_from(tables.events)
        return of_it.where(events.rep == reps.id, events.kind == kind).scalar_subquery()

    found = (
        sa.select(reps.id)
        .where(reps.stage.in_([stage.value for stage in _READABLE]))
        .where(count("self_rated") > count("judged"))
        .order_by(reps.touched_at, reps.id)
    )
    with house.store.database.reading() as connection:
        return list(connection.scalars(found))
