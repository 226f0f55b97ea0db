"""The other voice of the simulated client: a language model, on a short lead.

It puts words to what `practice.client` decided and decides nothing itself. It sees no locked fact,
and nothing a model says is spoken before it has been cleaned and checked. Its words are read as
they come, but by the checks alone: a trainee never sees a line grow, for one that had to be taken
back would be worse than a short wait. What the reading saves is the rest of a line that is
complete, or that cannot be said anyhow.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import replace
from enum import Enum, auto
from threading import Lock, Thread
from typing import Protocol

from practice import ModelUnavailable
from practice.adapters.aloud import cleaned, enough
from practice.adapters.meaning import Meaning, NoMeaning
from practice.adapters.voices import AuthoredVoice
from practice.cases import Case, For, mentions
from practice.chance import draw
from practice.client import Ask, Spoken
from practice.guarding import FATAL, WHY_NOT, faults, missing, refused, too_short
from practice.prompting import Message, always, prompt
from practice.state import State

log = logging.getLogger(__name__)

UNAVAILABLE = "model unavailable"
MOST_SECONDS = 20.0  # a trainee waits for one turn, the repair included
SLOW_SECONDS = 10.0  # a turn that takes longer leaves the next one only the rest of the 20
REST_SECONDS = 60.0  # before a model that failed is tried again, while nobody waits


class Model(Protocol):
    """What is needed of a language model here; `language_model.LanguageModel` is the real one."""

    name: str

    def stream(
        self, messages: Sequence[Message], most_tokens: int, *, seed: int, seconds: float
    ) -> Generator[str, None, None]:
        """Its answer, piece by piece, or ModelUnavailable within `seconds`."""
        ...

    def prepare(self, messages: Sequence[Message]) -> None:
        """Told what a talk begins with; may read it ahead, and waits for nothing."""
        ...


def _aside(work: Callable[[], object]) -> None:
    Thread(target=work, name="a model tried again", daemon=True).start()


class ModelVoice:
    """Speaks through a language model, and falls back to the authored line whenever it must.

    One call a turn, and a second only to repair a line that a check refused, while that helps.
    Safety is never put to the model: what a client says about it is the author's words and nobody
    else's. Neither is a line of so few words (“That's about it.”) that other ones could not be
    checked against it. A dead or slow model costs one wait of at most 20 seconds; it is tried again
    `aside`, while nobody waits for it. Thread-safe.
    """

    def __init__(
        self,
        model: Model,
        authored: AuthoredVoice,
        clock: Callable[[], float] = time.monotonic,
        most_seconds: float = MOST_SECONDS,
        meaning: Meaning | None = None,
        aside: Callable[[Callable[[], object]], None] = _aside,
    ) -> None:
        self.name = f"model {model.name}"
        self._model = model
        self._authored = authored
        self._clock = clock
        self._most_seconds = most_seconds
        self._meaning = meaning or NoMeaning()
        self._aside = aside
        self._breaker = _Breaker(clock)
        self._repairs = _Repairs()

    def opening(self, case: Case, seed: int, state: State | None = None) -> Spoken:
        """The authored opening: no words of a trainee have been said that a model could answer."""
        self._model.prepare(always(case))
        return self._authored.opening(case, seed, state)

    def speak(self, ask: Ask) -> Spoken:
        """Say it, whatever happens to the model; `checks` says why it was not the model."""
        guide = self._authored.speak(ask)
        if ask.intent.use is For.SAFETY or too_short(guide.text):
            return guide
        now = self._breaker.now()
        if now is _Now.TRY:
            self._aside(lambda: self._tried(ask, guide))
        if now is not _Now.GO:
            return replace(guide, checks=(UNAVAILABLE,))
        return self._tried(ask, guide)

    def _tried(self, ask: Ask, guide: Spoken) -> Spoken:
        began = self._clock()
        try:
            spoken = self._say(ask, guide, began + self._most_seconds - self._breaker.waited)
        except ModelUnavailable as unavailable:  # its sentence holds no words of the talk
            log.warning("the client goes on in the lines of the case file: %s", unavailable)
            self._breaker.failed()
            return replace(guide, checks=(UNAVAILABLE,))
        self._breaker.worked(self._clock() - began)
        return spoken

    def _say(self, ask: Ask, guide: Spoken, until: float) -> Spoken:
        messages = prompt(ask, guide.text)
        text = self._heard(ask, guide, messages, until)
        found = refused(ask, text, guide.text, self._meaning)
        if not found:
            return Spoken(text, self.name, guide.used)
        if not self._repairs.worth_it():
            return replace(guide, checks=tuple(f"replaced: {name}" for name in found))
        # The refused words are not sent back: they may hold a locked fact that the model guessed.
        why = "; ".join(dict.fromkeys(WHY_NOT[name] for name in found))
        again = Message(
            "system", f"A first try could not be used: {why}. Say it again without that."
        )
        text = self._heard(ask, guide, (*messages, again), until)
        still = refused(ask, text, guide.text, self._meaning)
        self._repairs.came(right=not still)
        if not still:
            return Spoken(text, self.name, guide.used, tuple(f"repaired: {name}" for name in found))
        return replace(guide, checks=tuple(f"replaced: {name}" for name in still))

    def _heard(self, ask: Ask, guide: Spoken, messages: Sequence[Message], until: float) -> str:
        """What the model says, heard until it is a whole line or one that cannot be said."""
        seconds = until - self._clock()
        if seconds <= 0:
            raise ModelUnavailable("The language model took too long.")
        case, wants = ask.case, ask.intent
        usual, meant = case.private.style.usual_words, len(guide.text.split())
        most = min(wants.most_words, max(usual, meant))
        pieces = self._model.stream(
            messages,
            max(24, 3 * most),
            seed=draw(ask.seed, f"turn {len(ask.turns)}") // 2,
            seconds=seconds,
        )
        raw = ""
        with closing(pieces):
            for piece in pieces:
                raw += piece
                text = cleaned(case, wants.most_words, raw)
                told = not wants.fact or mentions(text, wants.fact.give_aways)
                whole = told and not missing(text, guide.text)
                if enough(case, most, raw) and (whole or "\n" in raw.lstrip()):
                    break
                if FATAL.intersection(faults(case, ask.state, wants.most_words, text)):
                    break
        return cleaned(case, wants.most_words, raw)


class _Repairs:
    """Asks a model that cannot do better for a second line only now and then.

    Once none of the last six came right, one refused line in ten is asked for again.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._right: deque[bool] = deque(maxlen=6)
        self._left_out = 0

    def worth_it(self) -> bool:
        with self._lock:
            if any(self._right) or len(self._right) < 6 or self._left_out == 9:
                self._left_out = 0
                return True
            self._left_out += 1
            return False

    def came(self, *, right: bool) -> None:
        with self._lock:
            self._right.append(right)


class _Now(Enum):
    """What a model that may be dead is good for just now."""

    GO = auto()
    TRY = auto()  # it has rested: somebody tries it, nobody waits for it
    REST = auto()


class _Breaker:
    """Keeps everybody from waiting for a dead model: after a failure, one try a minute, aside.

    `waited` is what turns have taken that were slow one after the other, in seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._rests_until: float | None = None
        self.waited = 0.0

    def now(self) -> _Now:
        with self._lock:
            if self._rests_until is None:
                return _Now.GO
            if self._clock() < self._rests_until:
                return _Now.REST
            self._rests_until = self._clock() + REST_SECONDS  # one tries it, the others rest
            return _Now.TRY

    def failed(self) -> None:
        with self._lock:
            self._rests_until = self._clock() + REST_SECONDS
            self.waited = 0.0

    def worked(self, seconds: float) -> None:
        with self._lock:
            self._rests_until = None
            self.waited = self.waited + seconds if seconds > SLOW_SECONDS else 0.0
