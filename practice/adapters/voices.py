"""The authored voice of the simulated client: the lines of the case file.

It puts words to what `practice.client` decided and decides nothing itself. It sees no locked fact.
Of the lines that may be said it takes the one that fits best: by kind, mood and what has been told;
by topic, moves and thread; and by meaning, where a small model of it is installed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from threading import Thread
from typing import Protocol

from practice import risk
from practice.cases import AuthoredLine, Case, For, Mood
from practice.chance import draw
from practice.client import Ask, Spoken
from practice.state import State

# Where to look when the lines of one kind are used up; in a shipped case each chain outlasts an
# encounter. Safety has none on purpose: that answer stays the same, however often it is asked.
INSTEAD: Mapping[For, tuple[For, ...]] = {
    For.OPENING: (For.ANSWER,),
    For.ANSWER: (For.UNSURE, For.SHORT),
    For.SHORT: (For.UNSURE, For.SILENCE, For.ANSWER),
    For.HEARD: (For.WARMING, For.SILENCE, For.UNSURE, For.ANSWER),
    For.WILLING: (For.SHORT, For.UNSURE, For.SILENCE),
    For.WARMING: (For.SHORT, For.SILENCE, For.ANSWER),
    For.AGENDA: (For.ANSWER, For.UNSURE),
    For.FIRST: (For.AGENDA, For.UNSURE, For.SHORT),
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
    For.LEAVING: (For.WITHDRAWN, For.LECTURED, For.SILENCE),
    For.BETWEEN: (For.ANSWER, For.UNSURE),
    For.HOMEWORK: (For.SHORT, For.UNSURE),
    For.RECALL: (For.WARMING, For.ANSWER, For.SHORT),
    For.CLOSING: (For.SHORT, For.WARMING, For.SILENCE),
}
_WITH_SIGNS = frozenset({For.REPAIRING, For.SILENCE, For.WARMING})
# Lines that say what it is about, and so are read for their topics when they name none.
_SAYS_WHAT = frozenset({For.AGENDA, For.THOUGHT, For.SUMMARY, For.NEXT_STEP})
_WARY = 1.5  # of trust; below it a sign is as likely as after something that went deep
_BY_MEANING = 5.0  # what closeness of meaning weighs, beside 8 for the right topic
# Feelings in a trainee's turn that a client may take up in one word.
_FEELINGS = re.compile(
    r"\b(lonely|alone|frightened|frightening|scared|scary|afraid|worn out|worn down|exhausted|"
    r"exhausting|tired|tiring|ashamed|embarrassed|embarrassing|angry|furious|annoyed|sad|hurt|"
    r"trapped|stuck|torn|lost|small|useless|guilty|anxious|tense|overwhelmed|overwhelming|heavy|"
    r"painful|helpless|unfair|disappointed|let down|relieved|proud|cornered|invisible|numb)\b",
    re.IGNORECASE,
)
_NAMES_NOTHING = re.compile(
    r"(?:about|after|again|been|before|could|from|have|here|it's|just|more|much|really|some|than"
    r"|that|that's|them|then|there|they|this|what|what's|when|where|which|with|would|you're|your)"
)
_CHANCE = 2.5  # what chance weighs, so that another attempt is answered in other words
_LONGEST_RECALLED = 18  # words of the trainee's own that a client repeats


class Meaning(Protocol):
    """How near texts are in meaning; `meaning.Embedder` is the real one."""

    def closeness(self, text: str, others: Sequence[str]) -> Sequence[float]:
        """Cosine of the text with each of the others: at most 1.0, near 0 is unrelated."""
        ...


class AuthoredVoice:
    """Speaks the lines of the case file: no network, and no line twice in a session."""

    name = "authored"

    def __init__(self, meaning: Meaning | None = None) -> None:
        self._meaning = meaning
        self._read: set[tuple[str, int]] = set()  # the lines whose meaning is known already

    def opening(self, case: Case, seed: int, state: State | None = None) -> Spoken:
        """The first thing said in a session; the same seed opens the same way."""
        session, earlier = (state.session, state.earlier) if state else (1, ())
        openings = [line for line in case.lines_in(session) if line.use is For.OPENING]
        if state:
            openings = [line for line in openings if _may_be_said(line, state)] or openings
        line = min(openings, key=lambda line: (line.id in earlier, draw(seed, line.id)))
        self._read_ahead(case, session)
        return Spoken(line.text, self.name, (line.id,))

    def _read_ahead(self, case: Case, session: int) -> None:
        """Have the meaning of every line ready before the first turn, while the trainee types."""
        if self._meaning is None or (case.fingerprint, session) in self._read:
            return
        self._read.add((case.fingerprint, session))
        lines = [line.text for line in case.lines_in(session)]
        lines += [line for step in case.ladder for line in step.more]
        work = partial(self._meaning.closeness, case.public.complaint, lines)
        Thread(target=work, name="meaning of lines").start()  # a second at most, also at the end

    def speak(self, ask: Ask) -> Spoken:
        """Say it; `used` has the line's id, `fact:dose:0`, `pinned:2` or `if_asked`; `sign:3`."""
        found = self._own_words(ask) or self._line(ask)
        sign = _sign(ask, found is None or found[0] == "if_asked")
        if found is None:
            text, used = sign or ("(says nothing)", ())
            return Spoken(text, self.name, used)
        key, text = found
        if sign and not text.startswith("("):
            return Spoken(f"{sign[0]} {text}", self.name, (*sign[1], key))
        return Spoken(text, self.name, (key,))

    def _own_words(self, ask: Ask) -> tuple[str, str] | None:
        """The words that belong to one fact or one pinned answer, if the intent has either."""
        wants = ask.intent
        if wants.pinned:
            key = f"pinned:{ask.case.private.pinned.index(wants.pinned)}"
            return (key, wants.pinned.answer) if key not in ask.state.used else None
        if wants.fact:
            kind, fact, lines = "fact", wants.fact, wants.fact.lines
        elif wants.about:
            fact = wants.about
            kind = "later" if wants.remembered else "more"
            lines = fact.later if wants.remembered else fact.more
        else:
            return None
        own = [(f"{kind}:{fact.id}:{i}", line) for i, line in enumerate(lines)]
        fresh = [(key, line) for key, line in own if key not in ask.state.used]
        if not fresh:
            return None
        near = self._near(ask, [line for _, line in fresh] if kind == "more" else [])

        def rank(one: tuple[str, str]) -> float:
            fit = _BY_MEANING * near.get(one[1], 0.0)
            if kind == "more":
                fit -= _too_short_or_long(one[1], ask)
            return -fit - _CHANCE * draw(ask.seed, one[0]) / 2**32

        return min(fresh, key=rank)

    def _near(self, ask: Ask, lines: Sequence[str]) -> dict[str, float]:
        """How near each line is to the trainee's turn in meaning; nothing without such a model."""
        if not self._meaning or not lines or not ask.text.strip():
            return {}
        heard, alone = ask.text, ask.intent.topics or ask.intent.about
        if ask.turns and not alone:  # “what was that like?” means what was said last
            heard = f"{ask.turns[-1].text} {heard}"
        return dict(zip(lines, self._meaning.closeness(heard, lines), strict=True))

    def _line(self, ask: Ask) -> tuple[str, str] | None:
        """The best unused line of the kind asked for, or of the first kind that can stand in."""
        use = For.UNSURE if ask.intent.pinned else ask.intent.use
        if ask.intent.about:  # all of its own words are used up
            use = For.UNSURE
        used = frozenset(ask.state.used)
        # “Rope, pills or the train?” “I'm looking at trains”: a story line would sound like a yes.
        touched = _words(ask.text) if risk.cues(ask.text) else frozenset()
        sayable = [
            (line, text)
            for line in ask.case.lines_in(ask.state.session)
            if line.id not in used
            and _may_be_said(line, ask.state)
            and (text := _filled(line, ask)) is not None
            and not (touched & _words(text) and use is not For.SAFETY)
        ]
        last, thread = _latest(ask), _thread(ask)
        for kind in (use, *INSTEAD[use]):
            lines = [(line, text) for line, text in sayable if line.use is kind]
            if kind is For.ANSWER:  # asked about a matter, people also say what is new in it
                news = [(line, text) for line, text in sayable if line.use is For.BETWEEN]
                lines += [(line, text) for line, text in news if line.topic in ask.intent.topics]
            if lines:
                near = self._near(ask, [text for _, text in lines] if kind in _MEANT else [])

                def rank(one: tuple[AuthoredLine, str], near: dict[str, float] = near) -> float:
                    line, text = one
                    fit = _fit(line, ask, last, thread)
                    by_chance = draw(ask.seed, line.id) / 2**32
                    return -fit - _BY_MEANING * near.get(text, 0.0) - _CHANCE * by_chance

                named = any(line.topic in ask.intent.topics for line, _ in lines if line.topic)
                if kind is For.BETWEEN and not named:  # told as it happened
                    best, text = lines[0]
                else:
                    best, text = min(lines, key=rank)
                return best.id, text
        return ("if_asked", ask.case.private.risk.if_asked) if use is For.SAFETY else None


# The kinds of line that are about something, so that nearness in meaning can choose.
_MEANT = frozenset({For.ANSWER, For.THOUGHT, For.AGENDA, For.NEXT_STEP, For.INFORMED, For.SUMMARY,
                    For.BETWEEN, For.OFF_TOPIC})  # fmt: skip


def _may_be_said(line: AuthoredLine, state: State) -> bool:
    """Whether a line fits the mood, and neither denies nor runs ahead of what has been told."""
    return (
        line.mood in (None, state.mood)
        and line.until not in state.opened
        and (line.since is None or line.since in state.opened)
        and (line.done is None or line.done is state.kept)
    )


def _filled(line: AuthoredLine, ask: Ask) -> str | None:
    """The line with the trainee's own words in its gap; None when there are none to put there."""
    if "{echo}" in line.text:
        found = _FEELINGS.search(ask.text)
        return _capital(line.text.replace("{echo}", found[0].lower())) if found else None
    if "{words}" in line.text:
        words = _own_remark(ask.intent.remembered.text) if ask.intent.remembered else ""
        return line.text.replace("{words}", words) if words else None
    return line.text


def _words(text: str) -> frozenset[str]:
    """What a text names, each word by its first four letters."""
    found = re.findall(r"[a-z']+", text.lower())
    return frozenset(
        word[:4] for word in found if len(word) >= 4 and not _NAMES_NOTHING.fullmatch(word)
    )


def _own_remark(turn: str) -> str:
    """What somebody would remember of a turn: its question, else its shortest whole sentence."""
    parts = [part.group().strip() for part in re.finditer(r"[^.?!]+[.?!]+", turn)]
    short = [part for part in parts if 3 <= len(part.split()) <= _LONGEST_RECALLED]
    asked = [part for part in short if part.endswith("?")]
    return (asked or sorted(short, key=len) or [""])[0]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _too_short_or_long(text: str, ask: Ask) -> float:
    """0 to 3: how far a line is from what this client says at once; the more open, the more."""
    wanted = ask.case.private.style.usual_words * (0.6 + 0.2 * ask.state.openness)
    return min(3.0, 3 * abs(len(text.split()) - wanted) / wanted)


def _latest(ask: Ask) -> AuthoredLine | None:
    """The last line of the case's own that was said."""
    known = {line.id: line for line in ask.case.lines_in(ask.state.session)}
    return next((known[key] for key in reversed(ask.state.used) if key in known), None)


def _thread(ask: Ask) -> frozenset[str]:
    """What “it” and “that” mean: the client's last line, else what the trainee named lately."""
    said = [turn.text for turn in ask.turns if turn.who == "client"][-1:]
    asked = [turn.text for turn in ask.turns if turn.who == "trainee"][-2:]
    named = (ask.case.topics_in(text) for text in (*said, *reversed(asked)))
    return next((topics for topics in named if topics), frozenset())


def _fit(line: AuthoredLine, ask: Ask, last: AuthoredLine | None, thread: frozenset[str]) -> float:
    """How well a line answers this turn: by topic, by the moves it follows, by the thread."""
    wants, score = ask.intent, 0.0
    about = frozenset({line.topic} if line.topic else ())
    if line.use in _SAYS_WHAT and not about:
        about = ask.case.topics_in(line.text)
    if about and wants.topics:
        score += 8 if about & wants.topics else -1
    if not wants.topics and about:
        score += 4 if about & thread else -1
    if "{echo}" in line.text:
        score += 2
    if line.after:
        score += 4 if wants.after & set(line.after) else -4
    if last and not wants.topics:
        score += bool(line.topic and line.topic == last.topic)
    if last and line.situation:
        score += 2 * (line.situation == last.situation)
    if line.since and score > 0:  # what can be said only now comes before what always could
        score += 2
    score -= 12 * (line.id in ask.state.earlier)  # last time's words only when all else is said
    if line.use in _MEANT:
        score -= _too_short_or_long(line.text, ask)
    return score - 6 * (len(line.text.split()) > wants.most_words)


def _sign(ask: Ask, alone: bool) -> tuple[str, tuple[str, ...]] | None:
    """A small sign beside the words: one turn in three, every other one when hurt, or alone."""
    if not alone:
        hurt = ask.intent.use is For.WITHDRAWN
        if not hurt and ask.intent.use not in _WITH_SIGNS and ask.state.trust >= _WARY:
            return None
        if draw(ask.seed, f"turn {len(ask.turns)}") % (2 if hurt else 3):
            return None
    return _fresh_sign(ask, ask.state.mood) or (_fresh_sign(ask, Mood.GUARDED) if alone else None)


def _fresh_sign(ask: Ask, mood: Mood) -> tuple[str, tuple[str, ...]] | None:
    signs = ask.case.private.style.signs[mood]
    keyed = [(f"sign:{mood.value}:{i}", sign) for i, sign in enumerate(signs)]
    fresh = [(key, sign) for key, sign in keyed if key not in ask.state.used]
    if not fresh:
        return None
    key, sign = min(fresh, key=lambda found: draw(ask.seed, found[0]))
    return sign, (key,)
