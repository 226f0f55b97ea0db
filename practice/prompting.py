"""The prompt for a language model: what never changes first, then the talk, then this moment.

No locked fact, no name of a trainee and no rating is ever in it.
"""

from __future__ import annotations

from dataclasses import dataclass

from practice.cases import RuptureKind
from practice.record import State
from practice.saying import Ask


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
