"""What the client says to a turn: the first rule that fits decides.

Owns the order of the rules, from what cannot wait (safety, a rupture) to small talk. It changes no
state and finds no words: a voice does (`saying.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from practice.cases import Case, Disclosure, For, RuptureKind, mentions
from practice.hearing import HURRIES, HURTS, WARM
from practice.mind import (
    ASKS,
    BETWEEN_US,
    LOOKS_BACK,
    TOLD,
    Moved,
    about,
    about_us,
    plain_fact,
)
from practice.moves import Coded, Move
from practice.remembering import Remembered
from practice.saying import Intent
from practice.state import State

_CLOSED_UP = 1.0  # openness below which even a good question gets little
_CLOSED = {For.ANSWER: For.UNSURE, For.WILLING: For.SHORT}
_OFF_TOPIC = ["weather", "football", "netflix", "your favourite", "what did you have for lunch",
              "the news", "my holiday", "recipe", "capital of", "lorem ipsum"]  # fmt: skip
_NEXT = ["next week", "small to try", "something small", "before next", "between now",
         "next step", "first step", "small step", "could you try", "would you try",
         "like to try", "willing to try"]  # fmt: skip
# Turns that ask for one thing of their own, whatever was spoken of just before.
_OF_ITS_OWN = frozenset(
    {Move.SUMMARY, Move.CHECKS_UNDERSTANDING, Move.INVITES_AGENDA, Move.OFFERS_AGENDA,
     Move.PRIORITISES, Move.ASKS_PERMISSION, Move.RENEGOTIATES, Move.ELICITS_THOUGHT}
)  # fmt: skip
# Closed questions that no yes or no would answer.
_WHICH = ["when did", "when do", "when was", "where", "who", "how long", "how many", "how much",
          "how often", "what time", "which", "since when"]  # fmt: skip
_MAKE_OF = ["make of", "making of"]  # after something told, this asks about it
_STILL_ABOUT_IT = 3  # turns
_NOD = re.compile(
    r"(?:\W|\b(?:m+h*m*|mhm|uh|huh|ah|oh|ok|okay|right|yes|yeah|yep|sure|nods?|nodding|i see|hm+|"
    r"go on|waits?|pauses?|silence)\b)*",
    re.IGNORECASE,
)
_MEETS = WARM | {Move.NOTICES_SHIFT}
_TOLD_OFF = (HURTS | HURRIES) - {Move.JOKES}
# In a later session: words that ask what came of an agreement, what happened since, what was said.
_HOMEWORK = ["homework", "we agreed", "you agreed", "you were going to", "we'd said you",
             "did you try", "did you get to", "did you manage", "get a chance to", "between our",
             "the task", "how did it go with", "how did that go", "you said you would",
             "you said you'd"]  # fmt: skip
_SINCE = ["your week", "the week been", "since last", "since we", "since i saw", "been happening",
          "how have you been", "how are you", "how have things", "how's it been",
          "how has it been", "what's happened", "what has happened", "these last",
          "the last week", "past week"]  # fmt: skip
_YOU_SAID = ["you told me", "you mentioned", "you said", "you were telling"]
_SAID = ["you mentioned", "you said", "we talked", "we spoke", "i remember", "you remember",
         "we were talking", "we'd been"]  # fmt: skip
# How close what is remembered must be: when last time is named, when not, and to quote it.
_SAME_TOPIC = 0.15  # added for a fact whose topic is named
_NEAR, _NEARER, _NEAR_ENOUGH_TO_QUOTE = 0.4, 0.55, 0.5
_LONG_ENOUGH_OF_THIS = 4  # turns of hurry in a row, after which people would rather go


_Say = Callable[..., Intent]  # a kind of line and, where it matters, how many words at most


def intent(
    case: Case, before: State, result: Moved, coded: Sequence[Coded], text: str,
    recalled: Sequence[tuple[Remembered, float]] = (),
) -> Intent:  # fmt: skip
    """What the client says to this turn; `recalled` is what it brings back, the nearest first."""
    moves = frozenset(c.move for c in coded)
    topics = case.topics_in(text)
    most = case.private.style.most_words
    now = result.state

    def say(use: For, most_words: int = most) -> Intent:
        return Intent(use, topics=topics, after=moves, most_words=min(most, most_words))

    if Move.TALKS_TO_MACHINE in moves:
        return say(For.MACHINE, 20)
    if Move.INSULTS in moves:
        return say(For.HURT, 20)
    if Move.ASKS_ABOUT_SAFETY in moves:
        return say(For.SAFETY, 25)
    if result.repaired:
        return say(For.REPAIRED)
    if now.rupture:
        return _hurt(case, before, result, moves, topics, say)
    if not any(ch.isalpha() for ch in text):
        return say(For.SILENCE, 8)
    if Move.ENDS in moves:
        return say(For.CLOSING, 15)
    if result.opened:
        return replace(say(For.ANSWER), fact=result.opened)
    if moves & _TOLD_OFF:
        return say(For.LECTURED, 15)
    if about_us(moves, topics, text):
        return say(For.REPAIRING, 25)  # no rupture is open, and still the answer is about the two
    if now.repairs and moves & ASKS and not topics and mentions(text, BETWEEN_US):
        return say(For.REPAIRING, 25)  # what happened between them is talked over once it is mended
    pinned = plain_fact(case, moves, text)
    if pinned:
        return replace(say(For.ANSWER), pinned=pinned)
    if now.session > 1:
        found = _from_before(case, now, moves, topics, text, recalled)
        if found:
            return found
    asked_on = _asked_on(case, before, moves, topics, text)
    if asked_on:
        return replace(say(For.ANSWER), about=asked_on)
    if not topics and mentions(text, _OFF_TOPIC):
        return say(For.OFF_TOPIC, 12)
    permission = [c.quote for c in coded if c.move is Move.ASKS_PERMISSION]
    use = _by_move(moves, topics, text)
    waits = permission and text.rstrip().endswith(permission[-1].rstrip())
    if waits and not mentions(text, _NEXT):
        use = For.WILLING  # asked first, and waiting for the answer
    if use is For.SILENCE and before.streak and before.streak[-1]:
        use = For.ANSWER  # a nod after a real turn lets people go on; a second nod does not
    if use is For.WARMING and not result.helped:  # a formula: heard, and not met
        use = For.HEARD
    if now.openness < _CLOSED_UP:
        use = _CLOSED.get(use, use)
    return say(use, 10 if use is For.SHORT else most)


def _hurt(
    case: Case, before: State, result: Moved, moves: frozenset[Move], topics: frozenset[str],
    say: _Say,
) -> Intent:  # fmt: skip
    """Inside a rupture: a repair begun, a sting, wanting to go, or going quiet."""
    now = result.state
    if result.mended_a_little:
        return say(For.REPAIRING, 25)
    stung = before.rupture is None or now.severity > before.severity or bool(moves & HURTS)
    worse = now.severity > before.severity >= 2 and len(before.streak) >= _LONG_ENOUGH_OF_THIS - 1
    enough = worse or now.hurried >= _LONG_ENOUGH_OF_THIS
    went = {line.id for line in case.lines if line.use is For.LEAVING} & set(now.used)
    if enough and len(went) < 1 + now.hurried // (2 * _LONG_ENOUGH_OF_THIS):
        return say(For.LEAVING, 20)
    if now.rupture is RuptureKind.CONFRONTATION and stung:
        return say(For.CONFRONTING, 30)
    asked = moves & ASKS and not stung and len(now.used) % 2
    if asked and topics:  # compliance without contact: the fact in a few words, no feeling
        return say(For.ANSWER, 6)
    return say(For.WITHDRAWN, 10)  # asked to carry on as if nothing had happened


def _from_before(
    case: Case, now: State, moves: frozenset[Move], topics: frozenset[str], text: str,
    recalled: Sequence[tuple[Remembered, float]],
) -> Intent | None:  # fmt: skip
    """In a later session: what was agreed, what has happened since, what was said last time."""
    asks = bool(moves & (ASKS | {Move.CHECKS_UNDERSTANDING})) or "?" in text

    def say(use: For, remembered: Remembered | None = None) -> Intent:
        fact = next((s for s in case.ladder if remembered and s.id == remembered.fact), None)
        words = case.private.style.most_words
        return Intent(use, about=fact, remembered=remembered, topics=topics, after=moves,
                      most_words=words)  # fmt: skip

    if asks and mentions(text, _HOMEWORK):
        return say(For.HOMEWORK if now.kept is not None else For.UNSURE)
    if asks and mentions(text, _SINCE) and not case.topics_in(_without(text, _SINCE)):
        return say(For.BETWEEN)
    last_time = mentions(text, [*LOOKS_BACK, *_SAID])
    theirs = mentions(text, _YOU_SAID)
    for remembered, closeness in recalled:
        if remembered.fact in now.told:
            fact = next(step for step in case.ladder if step.id == remembered.fact)
            named = mentions(text, fact.give_aways)
            near = closeness + (_SAME_TOPIC if named or topics & about(case, fact) else 0)
            enough = near >= (_NEAR if last_time else _NEARER)
        else:
            own = remembered.who == "trainee" and last_time and not theirs
            business = mentions(remembered.text, [*_HOMEWORK, *_SINCE, *LOOKS_BACK])
            enough = own and not business and closeness >= _NEAR_ENOUGH_TO_QUOTE
        if enough:
            return say(For.RECALL, remembered)
    later = case.between(now.session)
    told = {line.id for line in later.lines if line.use is For.BETWEEN} if later else set()
    begun, in_it = told & set(now.used), told & set(now.used[-2:])  # a sign may stand beside it
    if asks and not moves & _OF_ITS_OWN and not topics and (not begun or in_it):
        return say(For.BETWEEN)
    return None


def _without(text: str, phrases: Sequence[str]) -> str:
    """The text in small letters without the phrases, so that only what else it names is left."""
    left = text.lower().replace("’", "'")
    for phrase in sorted(phrases, key=len, reverse=True):
        left = left.replace(phrase, " ")
    return left


def _asked_on(
    case: Case, before: State, moves: frozenset[Move], topics: frozenset[str], text: str
) -> Disclosure | None:
    """The fact told in the last three turns, if this turn asks on about it."""
    own = moves & _OF_ITS_OWN - ({Move.CHECKS_UNDERSTANDING} if mentions(text, _MAKE_OF) else set())
    if own or not moves & (ASKS | {Move.CHECKS_UNDERSTANDING}) or mentions(text, _NEXT):
        return None
    if not any(turn.endswith(TOLD) for turn in before.streak[-_STILL_ABOUT_IT:]):
        return None
    fact = next((step for step in case.ladder if step.id == before.opened[-1]), None)
    if fact is None:  # the case file has changed meanwhile
        return None
    return fact if not topics or topics & about(case, fact) else None


def _by_move(moves: frozenset[Move], topics: frozenset[str], text: str) -> For:
    """The kind of line that answers these moves; the first that was made decides."""
    asks = For.NEXT_STEP if mentions(text, _NEXT) else For.ANSWER
    closed = For.NEXT_STEP if mentions(text, _NEXT) else For.SHORT
    if mentions(text, _WHICH):
        closed = For.ANSWER if topics else For.UNSURE
    rules: list[tuple[frozenset[Move], For]] = [
        (frozenset({Move.JOKES}), For.SHORT),
        (frozenset({Move.SUMMARY}), For.SUMMARY if topics else For.HEARD),
        (frozenset({Move.CHECKS_UNDERSTANDING}), For.SUMMARY),
        (frozenset({Move.PRIORITISES}), For.FIRST),
        (frozenset({Move.INVITES_AGENDA, Move.OFFERS_AGENDA}), For.AGENDA),
        (frozenset({Move.ELICITS_THOUGHT}), For.THOUGHT),
        (frozenset({Move.SOCRATIC_QUESTION}), For.ANSWER if topics else For.UNSURE),
        (frozenset({Move.ADVICE_WITH_PERMISSION}), For.NEXT_STEP),
        (frozenset({Move.INFORMATION}), For.INFORMED),
        (frozenset({Move.OPEN_QUESTION}), asks),
        (
            frozenset({Move.ASKS_PERMISSION, Move.RENEGOTIATES}),
            For.NEXT_STEP if mentions(text, _NEXT) else For.WILLING,
        ),
        (frozenset({Move.CLOSED_QUESTION}), closed),
        (_MEETS, For.WARMING),
    ]
    for group, use in rules:
        if moves & group:
            return use
    if "?" in text:
        return For.UNSURE
    return For.SILENCE if _NOD.fullmatch(text) else For.HEARD
