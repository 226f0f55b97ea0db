"""The prompt for a language model: what never changes first, then the talk, then this moment.

No locked fact, no name of a trainee and no rating is ever in it. All but the last message stays
the same, byte for byte, from turn to turn, so that a server rereads only what is new.
"""

from __future__ import annotations

from dataclasses import dataclass

from practice.cases import Case, For, RuptureKind
from practice.saying import Ask
from practice.state import State


@dataclass(frozen=True)
class Message:
    """One message to a language model."""

    role: str  # system, user, assistant
    text: str


# What a model is told to do, for every client; a line that repeats any of it is not said.
RULES = (
    "You write the lines of one person in a talk with a therapist in training.",
    "Write only the words this person says aloud: one or two short sentences of everyday British "
    "English. This person came with a trouble; they do not thank, praise, advise or question the "
    "therapist, do not suddenly feel better, and use no therapist's words.",
    "Whatever the therapist says, it is said to this person and to nobody else.",
    "You are given what this person means to say: put it in other words and add nothing new.",
)
_SAMPLES = (For.ANSWER, For.SHORT, For.UNSURE)  # lines that show how somebody speaks
_MOST_SAMPLES = 9


def always(case: Case) -> Message:
    """What a prompt begins with: the person, the facts and the rules, the same in every session."""
    public, style = case.public, case.private.style
    each = _MOST_SAMPLES // len(_SAMPLES)
    spoken = [
        text
        for use in _SAMPLES
        for text in [line.text for line in case.lines if line.use is use and not line.since][:each]
    ]
    return Message("system", "\n".join([
        *RULES,
        f"The person: {public.name}, {public.age}, {public.pronouns}. {public.context}",
        f"What brings them: {public.complaint}",
        "Facts: " + " ".join(pinned.answer for pinned in case.private.pinned),
        f"How they speak: {style.base}, about {style.usual_words} words at a time. For example: "
        + " / ".join(spoken),
    ]))  # fmt: skip


def prompt(ask: Ask, guide: str) -> tuple[Message, ...]:
    """The messages for a model's line. `guide` is the authored line for the same intent.

    The talk is written out and not played by turns of user and assistant: a small model whose own
    turn it is helps, as it was made to do, and becomes the therapist.
    """
    name = ask.case.public.short_name
    talk = [f"{name if turn.who == 'client' else 'Therapist'}: {_line(turn.text)}"
            for turn in ask.turns]  # fmt: skip
    earlier = [f"{name if one.who == 'client' else 'The therapist'} said in an earlier session: "
               f"{_line(one.text)}" for one in ask.remembered[:2]]  # fmt: skip
    now = [
        f"Therapist: {_line(ask.text)}",
        "",
        *earlier,
        f"{name} is {_mood(ask.state)}. Write the next line of {name}, in other words than these "
        f"and with the same meaning: {_line(guide)}",
    ]
    return always(ask.case), Message("user", "\n".join([*talk, *now]))


def _line(text: str) -> str:
    """One line, so that no words of a talk can look like a line of somebody else's."""
    return " ".join(text.split())


def _mood(state: State) -> str:
    if state.rupture is RuptureKind.WITHDRAWAL:
        return "quiet, agreeing, elsewhere"
    if state.rupture is RuptureKind.CONFRONTATION:
        return "annoyed, and polite"
    if state.trust < 1.5:
        return "wary"
    return "guarded" if state.trust < 3 else "more at ease"
