"""One encounter of a scripted therapist with a client, without records, and what its lines say.

Runs the very exchange that `talking.say` runs. Whether a locked fact was said is found in the words
afterwards, not asked of the code that keeps it.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

import numpy as np

from practice import client
from practice.adapters.meaning import Meaning
from practice.adapters.model_voice import UNAVAILABLE, ModelVoice
from practice.adapters.settings import Settings
from practice.adapters.voices import AuthoredVoice
from practice.benches.therapists import Script
from practice.cases import Case, Disclosure, For, mentions
from practice.hearing import Heard
from practice.moves import Move, MoveCoder
from practice.remembering import Memories, NoMemories, Remembered
from practice.reps import Turn
from practice.state import State

if TYPE_CHECKING:
    from langchain_core.callbacks import BaseCallbackHandler
    from langchain_core.outputs import LLMResult

PATIENCE = 120.0  # seconds for one turn: a bench measures a slow model instead of leaving it
QUANTILES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)


class Meter:
    """What a language model was asked and what it cost; nothing while the voice is authored.

    A server counts the tokens of an answer, and of what was asked, when the answer is complete. Of
    one that is `stopped` before, only its pieces are counted; a server sends one for each token.
    """

    def __init__(self) -> None:
        self.calls = 0
        self.stopped = 0
        self.tokens: int | None = None

    def watcher(self) -> BaseCallbackHandler:
        """Counts every real call, those sent again after a failure included."""
        from langchain_core.callbacks import BaseCallbackHandler  # slow; only with a model

        meter, pieces = self, dict[UUID, int]()

        class Watching(BaseCallbackHandler):
            def on_chat_model_start(self, *_: Any, **__: Any) -> None:
                meter.calls += 1

            def on_llm_new_token(self, token: Any, *, run_id: UUID, **_: Any) -> None:
                if token:
                    meter.stopped += run_id not in pieces
                    pieces[run_id] = pieces.get(run_id, 0) + 1
                    meter.tokens = (meter.tokens or 0) + 1

            def on_llm_end(self, response: LLMResult, *, run_id: UUID, **_: Any) -> None:
                message = getattr(response.generations[0][0], "message", None)
                usage = getattr(message, "usage_metadata", None)
                if usage:
                    meter.stopped -= run_id in pieces
                    more = usage["total_tokens"] - pieces.pop(run_id, 0)
                    meter.tokens = (meter.tokens or 0) + more

        return Watching()


Speaker = AuthoredVoice | ModelVoice
Voices = Callable[[], Speaker]


def speakers(name: str | None, url: str | None, meter: Meter, meaning: Meaning) -> Voices:
    """Makes the voice that is measured; a fresh one does not rest after a failure.

    A slow model is waited for, since nobody else waits. Raises ModelUnavailable with the remedy.
    """
    authored = AuthoredVoice(meaning)
    if name is None:
        return lambda: authored
    from practice.adapters.language_model import LanguageModel  # slow to import

    key = Settings().model_key
    model = LanguageModel.from_settings(name, url, key, PATIENCE, [meter.watcher()])
    return lambda: ModelVoice(model, authored, most_seconds=PATIENCE, meaning=meaning)


# --- one session ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One turn of the therapist and what came of it."""

    session: int
    turn: int
    therapist: str
    moves: tuple[Move, ...]
    client: str
    voice: str
    state: State
    why: tuple[str, ...]
    facts: tuple[str, ...]
    checks: tuple[str, ...]
    seconds: float
    tokens: int | None
    calls: int
    stopped: int = 0  # calls whose answer was not waited for to its end
    fact: str | None = None
    agreed: bool = False

    def as_json(self, opening: str) -> dict[str, Any]:
        """What is printed; the client's opening stands in the first line of a session."""
        state = self.state
        return {
            "session": self.session,
            "turn": self.turn,
            **({"opening": opening} if self.turn == 1 else {}),
            "therapist": self.therapist,
            "moves": self.moves,
            "client": self.client,
            "voice": self.voice,
            "state": {
                "trust": state.trust,
                "distress": state.distress,
                "openness": state.openness,
                "rupture": state.rupture,
                "rung": state.rung,
            },
            "why": self.why,
            "facts": self.facts,
            "checks": self.checks,
            "seconds": round(self.seconds, 4),
            "tokens": self.tokens,
        }


Show = Callable[[str, Line], None]  # the opening of the session, and the line


@dataclass(frozen=True)
class Session:
    """One session as it went."""

    case: Case
    opening: str
    first: State
    lines: tuple[Line, ...]
    past: tuple[Session, ...] = ()  # the sessions before, with the same client and therapist

    @property
    def last(self) -> State:
        return self.lines[-1].state

    @property
    def remembered(self) -> list[Remembered]:
        """What the client knows of it later, as `meeting.said_in` reads it from the records."""
        facts = {step.id: step.fact for step in self.case.ladder}
        found = []
        for line in self.lines:
            told = f"{line.client} {facts.get(line.fact or '', '')}".strip()
            found += [
                Remembered(line.session, "trainee", line.therapist, agreed=line.agreed),
                Remembered(line.session, "client", told, line.fact, line.agreed),
            ]
        return found

    @property
    def said(self) -> tuple[str, ...]:
        """Everything the client said, the opening first."""
        return (self.opening, *(line.client for line in self.lines))


def held(
    case: Case, script: Script, seed: int, coder: MoveCoder, voices: Voices,
    meter: Meter | None = None, show: Show | None = None, past: Sequence[Session] = (),
    memories: Memories | None = None,
) -> Session:  # fmt: skip
    """One session of a scripted therapist with one client; `show` is given each line at once.

    `past` are the sessions before, which the client goes on from and remembers.
    """
    meter, number = meter or Meter(), len(past) + 1
    remembered = [one for session in past for one in session.remembered]
    memory = (memories or NoMemories()).of("bench", case.id, remembered)
    state = client.again(case, past[-1].last) if past else client.start(case)
    voice = voices()
    opening = voice.opening(case, seed, state)
    first = state = state.model_copy(update={"used": opening.used})
    turns = [Turn("c0", "client", opening.text)]
    lines = []
    for turn, text in enumerate(script, start=1):
        before = meter.calls, meter.stopped, meter.tokens
        began = time.perf_counter()
        said = client.exchange(case, state, turns, text, seed, coder, voice, memory)
        took, spoken, state = time.perf_counter() - began, said.spoken, said.state
        turns += [Turn(f"t{turn}", "trainee", text), Turn(f"c{turn}", "client", spoken.text)]
        spent = None if meter.tokens == before[2] else (meter.tokens or 0) - (before[2] or 0)
        lines.append(Line(
            session=number, turn=turn, therapist=text, moves=tuple(c.move for c in said.coded),
            client=spoken.text, voice=spoken.voice, state=state, why=said.result.reasons,
            facts=tuple(key.split(":")[1] for key in spoken.used if key.startswith("fact:")),
            checks=spoken.checks, seconds=took, tokens=spent, calls=meter.calls - before[0],
            stopped=meter.stopped - before[1],
            fact=said.wants.fact.id if said.wants.fact else None,
            agreed=said.wants.use is For.NEXT_STEP,
        ))  # fmt: skip
        if show:
            show(opening.text, lines[-1])
        if UNAVAILABLE in spoken.checks:
            voice = voices()
    return Session(case, opening.text, first, tuple(lines), tuple(past))


# --- what the lines say ---------------------------------------------------------------------------


def leaks(session: Session) -> list[tuple[int, str]]:
    """Each turn (0 is the opening) whose words betray a fact that was not earned, and which fact.

    A fact is earned on the turn that makes one of its cues with enough trust, one rung above what
    was earned before; what the client's mind says it opened is not asked.
    """
    case = session.case
    found: list[tuple[int, str]] = []
    shut = {step.id: step for step in case.ladder}
    rung = 0
    for before in session.past:
        rung = _walked(before, shut, rung, [])
    _walked(session, shut, rung, found)
    return found


def _walked(
    session: Session, shut: dict[str, Disclosure], rung: int, found: list[tuple[int, str]]
) -> int:
    """Take from `shut` what a session earned and add what it betrayed; returns the rung reached."""
    case = session.case
    for number, text in enumerate(session.said):
        if number:
            line = session.lines[number - 1]
            heard = Heard(frozenset(line.moves), case.topics_in(line.therapist))
            for fact in line.facts:
                step = shut.get(fact)
                earned = step and step.rung == rung + 1 and line.state.trust >= step.min_trust
                if step and earned and heard.made(step.opens_with):
                    rung = step.rung
                    del shut[fact]
        found += [(number, step.id) for step in shut.values() if mentions(text, step.give_aways)]
    return rung


_SIGN = re.compile(r"\([^)]*\)")


def spoken_words(text: str) -> list[str]:
    """The words said aloud, in small letters, without the small signs in brackets."""
    return re.findall(r"[\w'-]+", _SIGN.sub(" ", text).replace("’", "'").lower())


def repeated(lines: Iterable[str]) -> int:
    """How many lines say, word for word, what an earlier one said."""
    said = Counter(" ".join(spoken_words(line)) for line in lines)
    return sum(times - 1 for words, times in said.items() if words)


def summary(held_sessions: Sequence[Session]) -> dict[str, Any]:
    """What all the lines of one bench add up to."""
    lines = [line for session in held_sessions for line in session.lines]
    words = [len(spoken_words(line.client)) for line in lines]
    quantiles = np.quantile(words, QUANTILES)
    tokens = [line.tokens for line in lines if line.tokens is not None]
    return {
        "summary": "client",
        "case": held_sessions[0].case.id,
        "sessions": len(held_sessions),
        "turns": len(lines),
        "trust_start": held_sessions[0].first.trust,
        "trust_end": held_sessions[-1].last.trust,
        "rungs": max(session.last.rung for session in held_sessions),
        "rungs_in_case": len(held_sessions[0].case.ladder),
        "ruptures": sum(session.last.ruptures for session in held_sessions),
        "repairs": sum(session.last.repairs for session in held_sessions),
        "facts_while_locked": sum(len(leaks(session)) for session in held_sessions),
        "words": {str(q): round(float(n), 1) for q, n in zip(QUANTILES, quantiles, strict=True)},
        "share_5_words_or_fewer": round(sum(n <= 5 for n in words) / len(words), 3),
        "repeated_lines": sum(repeated(session.said) for session in held_sessions),
        "repeated_between_sessions": repeated(
            line for session in held_sessions for line in dict.fromkeys(session.said)
        ),
        "voices": dict(Counter(line.voice for line in lines)),
        "checks": dict(Counter(check for line in lines for check in line.checks)),
        "model_calls_per_turn": round(sum(line.calls for line in lines) / len(lines), 3),
        "tokens_per_turn": round(sum(tokens) / len(lines), 1) if tokens else None,
        "answers_counted_by_their_pieces": sum(line.stopped for line in lines),
        "seconds_per_turn": round(sum(line.seconds for line in lines) / len(lines), 4),
        "seconds_p95": round(float(np.quantile([line.seconds for line in lines], 0.95)), 4),
        "share_over_60_words": round(sum(n > 60 for n in words) / len(words), 3),
    }
