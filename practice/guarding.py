"""Why a language model's line may not be said: the checks every line of a model goes through.

Owns the words that give a line away. It repairs nothing and asks no model.
"""

from __future__ import annotations

from practice.cases import Case, mentions
from practice.record import State

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
