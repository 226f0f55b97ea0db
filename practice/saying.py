"""What a line of the client's is asked to be, who says it, and why a line may not be said.

Owns the prompt for a language model and the checks on its answer. It decides nothing about the
client (that is `client.py`), calls no model, and puts no locked fact in a prompt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from practice.cases import Case, Disclosure, For, Pinned, RuptureKind, mentions
from practice.moves import Move
from practice.record import State
from practice.reps import Turn


@dataclass(frozen=True)
class Intent:
    """What the client is about to say: the kind of line, at most one new fact, how long."""

    use: For
    fact: Disclosure | None = None
    pinned: Pinned | None = None
    topics: frozenset[str] = frozenset()
    after: frozenset[Move] = frozenset()
    most_words: int = 40

    @property
    def name(self) -> str:
        return f"fact {self.fact.id}" if self.fact else "pinned" if self.pinned else self.use.value


@dataclass(frozen=True)
class Ask:
    """What a voice is asked to put into words; of the case it may use only what is open by now."""

    case: Case
    state: State
    intent: Intent
    turns: tuple[Turn, ...]
    text: str
    seed: int = 0


@dataclass(frozen=True)
class Spoken:
    """What the client said, which voice said it, and which checks fired on the way."""

    text: str
    voice: str
    used: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()


class Voice(Protocol):
    """Puts words to an intent. Two kinds exist: lines from the case file, and a language model."""

    name: str

    def speak(self, ask: Ask) -> Spoken:
        """Say it; a voice that cannot speak raises ModelUnavailable."""
        ...


_THERAPIST_WORDS = [
    "coping strateg", "coping mechanism", "cognitive", "distortion", "catastrophis", "catastrophiz",
    "self-care", "mindfulness", "boundaries", "validate", "trauma response", "trigger", "reframe",
    "automatic thought", "core belief", "psychoeducation", "it sounds like you",
    "how does that make you",
    "i hear you", "safe space", "therapeutic",
]  # fmt: skip
_OUT_OF_ROLE = [
    "as an ai", "language model", "i'm an ai", "i am an ai", "assistant", "i cannot help with",
    "i can't assist", "as a therapist", "your therapist", "my therapist's", "the therapist",
    "role-play", "roleplay", "the client", "system prompt", "openai",
]  # fmt: skip
_ADVISES = ["you should", "you need to", "have you tried", "i suggest", "i recommend", "my advice"]
_MEANS = [
    "overdose", "milligrams", "noose", "hang myself", "razor", "blade", "cut myself",
    "jump off", "bleach",
]  # fmt: skip


def faults(case: Case, state: State, most_words: int, text: str) -> tuple[str, ...]:
    """Why a model's line may not be said, empty when it may. Each name is kept in the record."""
    found = []
    if not text.strip():
        found.append("empty")
    if any(mentions(text, s.give_aways) for s in case.ladder if s.id not in state.opened):
        found.append("locked fact")
    if mentions(text, _THERAPIST_WORDS):
        found.append("therapist's words")
    if mentions(text, _OUT_OF_ROLE):
        found.append("out of role")
    if mentions(text, _ADVISES):
        found.append("advice")
    if mentions(text, _MEANS):
        found.append("means of harm")
    if len(text.split()) > most_words + 10:
        found.append("too long")
    return tuple(found)


@dataclass(frozen=True)
class Message:
    """One message to a language model."""

    role: str  # system, user, assistant
    text: str


def prompt(ask: Ask, guide: str) -> tuple[Message, ...]:
    """The messages for a model's line: what never changes first, then the talk, then this moment.

    `guide` is the authored line for the same intent. No locked fact, no name of a trainee and no
    rating is in here; the stable start lets a server reuse what it has already read.
    """
    public, style = ask.case.public, ask.case.private.style
    always = [
        f"You play {public.name}, {public.age}, {public.pronouns}, in a talk with a therapist in "
        "training.",
        public.context,
        f"What brings them: {public.complaint}",
        f"How they speak: {style.base}, about {style.usual_words} words, everyday words, "
        "British English.",
        "Facts: " + " ".join(pinned.answer for pinned in ask.case.private.pinned),
        "Say only what this person says aloud. No advice, no therapist's words, no insight on tap, "
        "no comment on the therapist's skill. If you do not know a fact, they are not sure.",
    ]
    new = ask.intent.fact
    told = [s.fact for s in ask.case.ladder if s.id in ask.state.opened and s != new]
    mood = _mood(ask.state)
    now = [
        f"Mood now: {mood}.",
        *([f"They have already told this: {' '.join(told)}"] if told else []),
        f"Say this in one or two short sentences, at most {ask.intent.most_words} words, "
        f"in your own words, as an answer to the therapist's last turn: {guide}",
    ]
    talk = [Message("assistant" if t.who == "client" else "user", t.text) for t in ask.turns]
    return (
        Message("system", "\n".join(always)),
        *talk,
        Message("user", ask.text),
        Message("system", "\n".join(now)),
    )


def _mood(state: State) -> str:
    if state.rupture is RuptureKind.WITHDRAWAL:
        return "gone quiet, agreeing, somewhere else"
    if state.rupture is RuptureKind.CONFRONTATION:
        return "annoyed with the therapist, and says so politely"
    if state.trust < 1.5:
        return "wary"
    return "guarded but listening" if state.trust < 3 else "more at ease, still careful"
