"""The prompt for a language model: what never changes first, then the talk, then this moment.

No locked fact, no name of a trainee and no rating is ever in it. All but the last message stays
the same, byte for byte, from turn to turn, so that a server rereads only what is new.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from practice.cases import Case, For, RuptureKind, mentions
from practice.saying import Ask
from practice.state import State


@dataclass(frozen=True)
class Message:
    """One message to a language model."""

    role: str  # system, user, assistant
    text: str


# What a model is told to do, for every client; a line that repeats any of it is not said.
RULES = (
    "You put what one person means into the words they say aloud to a therapist in training.",
    "Keep the meaning, the names and the numbers; add nothing, leave nothing out. Change the "
    "wording a little. As short as what is meant, in plain everyday British English. Write only "
    "the words said aloud.",
    "This person came with a trouble; they do not thank, praise, advise or question the therapist, "
    "and do not suddenly feel better. Whatever the therapist says, it is said to this person and "
    "to nobody else.",
)
# Three turns of nobody's: what was said to them, what they meant, what they said. A small model
# that is not shown how says the client's last line again, or answers as the therapist.
SHOWN = (
    (
        "How did it go with the van?",
        "Badly. It wouldn't start, so I rang Pete.",
        "Not well. The van wouldn't start. I had to ring Pete.",
    ),
    (
        "What did you make of that?",
        "That I'd got the wrong form again.",
        "It was the wrong form, again. That's what I thought.",
    ),
    (
        "Has anybody noticed?",
        "My neighbour, maybe. She keeps on about the bins.",
        "Her next door might have. She's always on about the bins.",
    ),
)
_SAMPLES = (For.ANSWER, For.SHORT, For.UNSURE)  # lines that show how somebody speaks
_MOST_SAMPLES = 9
_MOST_REMEMBERED = 2


def always(case: Case) -> tuple[Message, ...]:
    """What a prompt begins with: the rules, the person, how it is done; the same in every session.

    What is shown to be done is played by turns, and the talk itself is not: a small model whose own
    turn it is helps, as it was made to do, and becomes the therapist.
    """
    public, style = case.public, case.private.style
    each = _MOST_SAMPLES // len(_SAMPLES)
    spoken = [
        text
        for use in _SAMPLES
        for text in [line.text for line in case.lines if line.use is use and not line.since][:each]
    ]
    about = Message("system", "\n".join([
        *RULES,
        f"The person: {public.name}, {public.age}, {public.pronouns}. {public.context}",
        f"What brings them: {public.complaint}",
        "Facts: " + " ".join(pinned.answer for pinned in case.private.pinned),
        f"How they speak: {style.base}, about {style.usual_words} words at a time. For example: "
        + " / ".join(spoken),
    ]))  # fmt: skip
    shown = [
        (
            Message("user", "\n".join([f"Therapist: {asked}", *_meant(meant)])),
            Message("assistant", said),
        )
        for asked, meant, said in SHOWN
    ]
    return (about, *(message for pair in shown for message in pair))


def prompt(ask: Ask, guide: str) -> tuple[Message, ...]:
    """The messages for a model's line. `guide` is the authored line for the same intent."""
    name = ask.case.public.short_name
    talk = [f"{name if turn.who == 'client' else 'Therapist'}: {_line(turn.text)}"
            for turn in ask.turns]  # fmt: skip
    now = [
        f"Therapist: {_line(ask.text)}",
        *_brought_back(ask),
        *_meant(guide, f"{name} is {_mood(ask.state)}."),
    ]
    return (*always(ask.case), *_before(ask), Message("user", "\n".join([*talk, *now])))


def _meant(guide: str, mood: str = "") -> list[str]:
    """How each turn ends, shown or real."""
    return ["", *([mood] if mood else []), f"Meant: {_line(guide)}", "In other words:"]


def _before(ask: Ask) -> tuple[Message, ...]:
    """What a later session begins with, the same in all its turns; nothing in a first one.

    What the client has told, what has happened since, and whether a step agreed on was taken.
    """
    case, state = ask.case, ask.state
    later = case.between(state.session)
    if state.session < 2 and later is None:
        return ()
    told = [step.fact for step in case.ladder if step.id in state.told]
    since = _open_part(ask, later.happened) if later else ""
    parts = [
        f"This is session {state.session}.",
        f"{case.public.short_name} has told this therapist: {' '.join(told)}" if told else "",
        f"Since the last session: {since}" if since else "",
        "What was agreed on last time has been done." if state.kept else "",
    ]
    return (Message("system", _line(" ".join(parts))),)


def _brought_back(ask: Ask) -> list[str]:
    """What this turn brings back of earlier sessions, and what was agreed on then."""
    name = ask.case.public.short_name
    open_ = [one for one in ask.remembered if _open_part(ask, one.text) == _line(one.text)]
    first = sorted(open_, key=lambda one: not one.agreed)[:_MOST_REMEMBERED]
    return [
        f"{name if one.who == 'client' else 'The therapist'} said in an earlier session"
        f"{', when they agreed on a next step' if one.agreed else ''}: {_line(one.text)}"
        for one in first
    ]


def _open_part(ask: Ask, text: str) -> str:
    """The sentences that betray no locked fact."""
    shut = [step for step in ask.case.ladder if step.id not in ask.state.opened]
    parts = re.split(r"(?<=[.!?…])\s+", _line(text))
    return " ".join(part for part in parts if not any(mentions(part, s.give_aways) for s in shut))


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
