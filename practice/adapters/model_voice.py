"""The other voice of the simulated client: a language model, on a short lead.

It puts words to what `practice.client` decided and decides nothing itself. It sees no locked fact,
and nothing a model says is spoken before it has been cleaned and checked.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from threading import Lock
from typing import Protocol

from practice import ModelUnavailable
from practice.adapters.voices import AuthoredVoice
from practice.cases import Case, For, mentions
from practice.chance import draw
from practice.client import Ask, Spoken
from practice.guarding import faults
from practice.prompting import Message, prompt

UNAVAILABLE = "model unavailable"
MOST_SECONDS = 20.0  # a trainee waits for one turn, the repair included
REST_SECONDS = 60.0  # before a model that failed is tried again

_WHY_NOT: Mapping[str, str] = {
    "empty": "nothing was said",
    "locked fact": "it tells something this person has not told anybody here",
    "fact left out": "it leaves out what was to be said",
    "therapist's words": "it uses a therapist's words, not everyday ones",
    "out of role": "it steps out of the person",
    "advice": "it gives advice",
    "means of harm": "it names a means of harm",
    "too long": "it is too long",
    "repeats": "it repeats what has been said already",
}


class Model(Protocol):
    """What is needed of a language model here; `language_model.LanguageModel` is the real one."""

    name: str

    def answer(
        self, messages: Sequence[Message], most_tokens: int, *, seed: int, seconds: float
    ) -> str:
        """Its answer, or ModelUnavailable within `seconds`."""
        ...


class ModelVoice:
    """Speaks through a language model, and falls back to the authored line whenever it must.

    One call a turn, a second only to repair a line that a check refused. Safety is never put to the
    model: what a client says about it is the author's words and nobody else's. Thread-safe.
    """

    def __init__(
        self,
        model: Model,
        authored: AuthoredVoice,
        clock: Callable[[], float] = time.monotonic,
        most_seconds: float = MOST_SECONDS,
    ) -> None:
        self.name = f"model {model.name}"
        self._model = model
        self._authored = authored
        self._clock = clock
        self._most_seconds = most_seconds
        self._breaker = _Breaker(clock)

    def opening(self, case: Case, seed: int) -> Spoken:
        """The authored opening: no words of a trainee have been said that a model could answer."""
        return self._authored.opening(case, seed)

    def speak(self, ask: Ask) -> Spoken:
        """Say it, whatever happens to the model; `checks` says why it was not the model."""
        guide = self._authored.speak(ask)
        if ask.intent.use is For.SAFETY:
            return guide
        if not self._breaker.lets_through():
            return replace(guide, checks=(UNAVAILABLE,))
        try:
            spoken = self._say(ask, guide)
        except ModelUnavailable:
            self._breaker.failed()
            return replace(guide, checks=(UNAVAILABLE,))
        self._breaker.worked()
        return spoken

    def _say(self, ask: Ask, guide: Spoken) -> Spoken:
        until = self._clock() + self._most_seconds
        messages = prompt(ask, guide.text)
        text = self._answer(ask, messages, until)
        found = refused(ask, text, guide.text)
        if not found:
            return Spoken(text, self.name, guide.used)
        # The refused words are not sent back: they may hold a locked fact that the model guessed.
        why = "; ".join(_WHY_NOT.get(name, name) for name in found)
        again = Message(
            "system", f"A first try could not be used: {why}. Say it again without that."
        )
        text = self._answer(ask, (*messages, again), until)
        still = refused(ask, text, guide.text)
        if not still:
            return Spoken(text, self.name, guide.used, tuple(f"repaired: {name}" for name in found))
        return replace(guide, checks=tuple(f"replaced: {name}" for name in still))

    def _answer(self, ask: Ask, messages: Sequence[Message], until: float) -> str:
        seconds = until - self._clock()
        if seconds <= 0:
            raise ModelUnavailable("The language model took too long.")
        raw = self._model.answer(
            messages,
            max(24, 3 * ask.intent.most_words),
            seed=draw(ask.seed, f"turn {len(ask.turns)}") // 2,
            seconds=seconds,
        )
        return cleaned(ask.case, ask.intent.most_words, raw)


_NOTE = ["mood now", "not said aloud", "in your own words", "therapist's last turn", "a first try"]


def refused(ask: Ask, text: str, guide: str) -> tuple[str, ...]:
    """Why a cleaned line of a model may not be said in place of the guide, empty when it may."""
    found = list(faults(ask.case, ask.state, ask.intent.most_words, text))
    if text and _spoken(guide) and not _spoken(text):
        found.append("empty")
    if mentions(text, _NOTE) and "out of role" not in found:
        found.append("out of role")
    fact = ask.intent.fact
    if fact and not mentions(text, fact.give_aways):
        found.append("fact left out")
    said = {_bare(turn.text) for turn in ask.turns} | {_bare(ask.text)}
    if len(text.split()) > 3 and _bare(text) in said:
        found.append("repeats")
    return tuple(found)


def _spoken(text: str) -> str:
    """The words without the stage directions."""
    return _BRACKET.sub("", text).strip()


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


_QUOTES = '"“”'
_THINKING = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL | re.IGNORECASE)
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_SIGN_WORDS = 8


def cleaned(case: Case, most_words: int, raw: str) -> str:
    """What a model meant to say aloud: one line, no name, no quotes, one short stage direction."""
    text = next((line for line in _THINKING.sub("", raw).splitlines() if line.strip()), "").strip()
    names = "|".join(re.escape(n) for n in (case.public.name, case.public.short_name, "client"))
    label = re.compile(rf"^[*_]*(?:{names})[*_]*\s*:[*_]*\s*", re.IGNORECASE)
    text = _unquoted(label.sub("", _unquoted(text)))
    text = re.sub(r"^\*+([^*]+)\*+", r"(\1)", text).replace("*", "")
    kept: list[str] = []

    def one_short(found: re.Match[str]) -> str:
        if kept or not 0 < len(found[1].split()) <= _SIGN_WORDS:
            return ""
        kept.append(found[1])
        return f"({found[1].strip()})"

    text = " ".join(_BRACKET.sub(one_short, text).split())
    text = re.sub(r" +([.,;?!])", r"\1", _unquoted(label.sub("", text)))
    if len(text.split()) > most_words and text[-1] not in ".?!…)":  # cut off by the token limit
        text = text[: max(text.rfind(end) for end in ".?!…") + 1] or text
    return text


def _unquoted(text: str) -> str:
    """The text without quotation marks around all of it, or one left over at either end."""
    text = text.strip()
    marks = sum(text.count(mark) for mark in _QUOTES)
    if marks == 2 and text[0] in _QUOTES and text[-1] in _QUOTES:
        return text[1:-1].strip()
    if marks % 2 and text[0] in _QUOTES:
        return text[1:].strip()
    if marks % 2 and text[-1] in _QUOTES:
        return text[:-1].strip()
    return text


class _Breaker:
    """Keeps everybody from waiting for a dead model: after a failure, one try a minute."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._rests_until: float | None = None

    def lets_through(self) -> bool:
        with self._lock:
            if self._rests_until is None:
                return True
            if self._clock() < self._rests_until:
                return False
            self._rests_until = self._clock() + REST_SECONDS  # one goes first, the others wait
            return True

    def failed(self) -> None:
        with self._lock:
            self._rests_until = self._clock() + REST_SECONDS

    def worked(self) -> None:
        with self._lock:
            self._rests_until = None
