"""The authored voice of the simulated client: the lines of the case file.

It puts words to what `practice.client` decided and decides nothing itself. It sees no locked fact.
"""

from __future__ import annotations

from collections.abc import Mapping

from practice.cases import AuthoredLine, Case, For
from practice.chance import draw
from practice.client import Ask, Spoken

# Where to look when the lines of one kind are used up; in a shipped case each chain outlasts an
# encounter. Safety has none on purpose: that answer stays the same, however often it is asked.
INSTEAD: Mapping[For, tuple[For, ...]] = {
    For.OPENING: (For.ANSWER,),
    For.ANSWER: (For.UNSURE, For.SHORT),
    For.SHORT: (For.UNSURE, For.SILENCE, For.ANSWER),
    For.WARMING: (For.SHORT, For.SILENCE, For.ANSWER),
    For.AGENDA: (For.ANSWER, For.UNSURE),
    For.THOUGHT: (For.ANSWER, For.SHORT),
    For.INFORMED: (For.SHORT, For.UNSURE, For.ANSWER),
    For.SUMMARY: (For.SHORT, For.WARMING, For.ANSWER),
    For.NEXT_STEP: (For.UNSURE, For.SHORT, For.ANSWER),
    For.LECTURED: (For.WITHDRAWN, For.SILENCE, For.SHORT),
    For.WITHDRAWN: (For.LECTURED, For.SILENCE, For.SHORT),
    For.CONFRONTING: (For.WITHDRAWN, For.LECTURED, For.SILENCE),
    For.REPAIRING: (For.WARMING, For.SILENCE, For.SHORT, For.UNSURE),
    For.REPAIRED: (For.WARMING, For.SHORT, For.ANSWER),
    For.UNSURE: (For.SHORT, For.SILENCE, For.ANSWER),
    For.OFF_TOPIC: (For.UNSURE, For.SILENCE, For.SHORT),
    For.MACHINE: (For.OFF_TOPIC, For.UNSURE, For.SILENCE, For.SHORT),
    For.HURT: (For.CONFRONTING, For.WITHDRAWN, For.SILENCE, For.LECTURED),
    For.SAFETY: (),
    For.SILENCE: (For.UNSURE, For.SHORT),
    For.CLOSING: (For.SHORT, For.WARMING, For.SILENCE),
}
_WITH_SIGNS = frozenset({For.REPAIRING, For.SILENCE, For.WARMING})
# Lines that say what it is about, and so are read for their topics when they name none.
_SAYS_WHAT = frozenset({For.AGENDA, For.THOUGHT, For.SUMMARY, For.NEXT_STEP})
_WARY = 1.5  # of trust; below it the client's mood is called wary in the prompt as well


class AuthoredVoice:
    """Speaks the lines of the case file: no model, no network, and no line twice in a session."""

    name = "authored"

    def opening(self, case: Case, seed: int) -> Spoken:
        """The first thing said in a session; the same seed opens the same way."""
        openings = [line for line in case.lines if line.use is For.OPENING]
        line = min(openings, key=lambda line: draw(seed, line.id))
        return Spoken(line.text, self.name, (line.id,))

    def speak(self, ask: Ask) -> Spoken:
        """Say it; `used` has the line's id, `fact:dose:0`, `pinned:2` or `if_asked`; `sign:3`."""
        found = _own_words(ask) or _line(ask)
        sign = _sign(ask, found is None or found[0] == "if_asked")
        if found is None:
            text, used = sign or ("(says nothing)", ())
            return Spoken(text, self.name, used)
        key, text = found
        if sign and not text.startswith("("):
            return Spoken(f"{sign[0]} {text}", self.name, (*sign[1], key))
        return Spoken(text, self.name, (key,))


def _own_words(ask: Ask) -> tuple[str, str] | None:
    """The words that belong to one fact or one pinned answer, if the intent has either."""
    wants = ask.intent
    if wants.fact:
        lines = [(f"fact:{wants.fact.id}:{i}", line) for i, line in enumerate(wants.fact.lines)]
        fresh = [(key, line) for key, line in lines if key not in ask.state.used]
        return min(fresh, key=lambda found: draw(ask.seed, found[0]), default=None)
    if wants.pinned:
        key = f"pinned:{ask.case.private.pinned.index(wants.pinned)}"
        return (key, wants.pinned.answer) if key not in ask.state.used else None
    return None


def _line(ask: Ask) -> tuple[str, str] | None:
    """The best unused line of the kind asked for, or of the first kind that can stand in."""
    use = For.UNSURE if ask.intent.pinned else ask.intent.use
    used = frozenset(ask.state.used)
    fresh = [line for line in ask.case.lines if line.id not in used]
    last, thread = _latest(ask), _thread(ask)
    for kind in (use, *INSTEAD[use]):
        lines = [line for line in fresh if line.use is kind]
        if lines:
            by_chance = {line.id: draw(ask.seed, line.id) for line in lines}
            best = min(lines, key=lambda line: (-_fit(line, ask, last, thread), by_chance[line.id]))
            return best.id, best.text
    return ("if_asked", ask.case.private.risk.if_asked) if use is For.SAFETY else None


def _latest(ask: Ask) -> AuthoredLine | None:
    """The last line of the case's own that was said."""
    known = {line.id: line for line in ask.case.lines}
    return next((known[key] for key in reversed(ask.state.used) if key in known), None)


def _thread(ask: Ask) -> frozenset[str]:
    """The topics that the trainee named last, if that is at most two turns ago."""
    turns = [turn.text for turn in ask.turns if turn.who == "trainee"][-2:]
    named = (ask.case.topics_in(text) for text in reversed(turns))
    return next((topics for topics in named if topics), frozenset())


def _fit(line: AuthoredLine, ask: Ask, last: AuthoredLine | None, thread: frozenset[str]) -> int:
    """How well a line answers this turn: by topic, by the moves it follows, by the thread."""
    wants, score = ask.intent, 0
    about = frozenset({line.topic} if line.topic else ())
    if line.use in _SAYS_WHAT and not about:
        about = ask.case.topics_in(line.text)
    if about and wants.topics:
        score += 8 if about & wants.topics else -1
    if not wants.topics:
        score += 2 * bool(about & thread)
    if line.after:
        score += 4 if wants.after & set(line.after) else -4
    if last and not wants.topics:
        score += bool(line.topic and line.topic == last.topic)
    if last and line.situation:
        score += 2 * (line.situation == last.situation)
    return score - 6 * (len(line.text.split()) > wants.most_words)


def _sign(ask: Ask, alone: bool) -> tuple[str, tuple[str, ...]] | None:
    """A small sign beside the words: one turn in three, always when withdrawn or without words."""
    use = ask.intent.use
    if not alone and use is not For.WITHDRAWN:
        if use not in _WITH_SIGNS and ask.state.trust >= _WARY:
            return None
        if draw(ask.seed, f"turn {len(ask.turns)}") % 3:
            return None
    signs = [(f"sign:{i}", sign) for i, sign in enumerate(ask.case.private.style.small_signs)]
    fresh = [(key, sign) for key, sign in signs if key not in ask.state.used]
    if not fresh:
        return None
    key, sign = min(fresh, key=lambda found: draw(ask.seed, found[0]))
    return sign, (key,)
