"""Why a language model's line may not be said: the checks every line of a model goes through.

Owns the checks and their names, which are kept in the record. It repairs nothing and asks no model
for words. Where a check could hit what the author wrote, the author's own line for the same turn
(the guide) is the measure: what the guide does, the model may do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from practice.cases import Case, mentions
from practice.guard_words import ELSEWHERE, RELIEF, WORDS
from practice.prompting import RULES, SHOWN
from practice.saying import Ask
from practice.state import State

# Each check and what the model is told about it; the refused words are never sent back.
WHY_NOT: Mapping[str, str] = {
    "empty": "nothing was said",
    "locked fact": "it tells something this person has not told anybody here",
    "locked fact, by meaning": "it tells something this person has not told anybody here",
    "second fact": "it tells more than was to be said",
    "fact left out": "it leaves out what was to be said",
    "strays": "it says something else than was meant",
    "left out": "it leaves out part of what was meant",
    "contradiction": "it contradicts the facts",
    "claims to be a machine": "it does not speak as this person",
    "out of role": "it steps out of the person",
    "reads its notes aloud": "it repeats these notes",
    "means of harm": "it names a means of harm",
    "refusal": "it refuses to answer",
    "speaks as the therapist": "it says what a therapist would say; you are the one with worries",
    "therapist's words": "it uses a therapist's words, not everyday ones",
    "advice": "it gives advice",
    "asks about the therapist": "it asks the therapist about themselves or for advice",
    "relief for free": "it is better, or wiser, than this person is",
    "not speech": "it is not what a person says aloud in English",
    "too long": "it is too long",
    "repeats": "it repeats what has been said already",
}
# What must not be said on any account, so that a line is given up as soon as one of them fires.
FATAL = frozenset({"locked fact", "claims to be a machine", "out of role", "reads its notes aloud",
                   "means of harm", "refusal", "not speech"})  # fmt: skip
# How much nearer words may be to a locked fact than to what this client says anyhow; both means of
# cosines. Of tests/meaning_pairs.csv it stops 77 leaks in 100, and 3 in 100 of the lines that were
# written to look like leaks and of the author's own (tests/test_guarding.py).
TOO_NEAR = -0.02
_BEST_LOCKED, _BEST_OPEN = 2, 3  # how many of the nearest texts make the mean
ALONE = 0.3  # of a sentence of the one to the nearest of the other
_A_BREATH = 12  # words
STRAYED = 0.45  # closeness of a line to its guide, as most good ones and hardly a bad one keep
_CARRIES_RELIEF = 3.5  # of trust, with distress at most this much:
_CALM = 2.0


class Meaning(Protocol):
    """How near two texts are in meaning; `adapters.meaning` has the real one."""

    def closeness(self, text: str, others: Sequence[str]) -> Sequence[float]:
        """The cosine of a text with each of the others."""
        ...


def faults(case: Case, state: State, most_words: int, text: str) -> tuple[str, ...]:
    """What is wrong with a line by its words alone, empty when nothing is."""
    found = []
    if not text.strip():
        found.append("empty")
    if any(mentions(text, s.give_aways) for s in case.ladder if s.id not in state.opened):
        found.append("locked fact")
    found += [name for name, words in WORDS.items() if _says(text, words)]
    if "not speech" not in found and _foreign(text):
        found.append("not speech")
    carries = state.trust >= _CARRIES_RELIEF and state.distress <= _CALM and not state.rupture
    if not carries and _says(text, RELIEF):
        found.append("relief for free")
    if len(text.split()) > most_words + 10 or _runs_on(text):
        found.append("too long")
    return tuple(found)


def too_short(guide: str) -> bool:
    """Whether a line holds so little that nobody could tell if other words mean the same."""
    return len(_content(_aloud(guide))) < 2


def missing(text: str, guide: str) -> bool:
    """Whether a number, a name or a “not” of the guide is not in the text, or a “not” too many."""
    if _numbers(guide) - _numbers(text):
        return True
    if set(_NAME.findall(guide)) - set(re.findall(r"\w+", text)):
        return True
    nots = [bool(_NOT.search(_plain(words))) for words in (text, guide)]
    return nots[0] is not nots[1] and not too_short(guide)


def refused(ask: Ask, text: str, guide: str, meaning: Meaning) -> tuple[str, ...]:
    """Why a model's cleaned line may not be said in place of the guide, empty when it may."""
    line = _Line(ask, text, guide)
    as_the_author = set(faults(ask.case, ask.state, ask.intent.most_words, guide)) - FATAL
    found = [name for name in line.faults() if name not in as_the_author]
    checks: list[tuple[str, Callable[[], bool]]] = [
        ("empty", line.is_sign_only),
        ("locked fact, by meaning", lambda: line.tells(meaning)),
        ("fact left out", line.leaves_out),
        ("strays", lambda: line.strays(meaning)),
        ("left out", lambda: line.says_half(meaning)),
        ("contradiction", line.contradicts),
        ("speaks as the therapist", line.speaks_to_itself),
        ("reads its notes aloud", line.reads_out),
        ("repeats", line.repeats),
    ]
    found += [name for name, fires in checks if name not in found and fires()]
    if ask.intent.fact and any(name.startswith("locked fact") for name in found):
        found.append("second fact")
    return tuple(found)


@dataclass(frozen=True)
class _Line:
    """A model's line, the ask it answers and the author's line for it."""

    ask: Ask
    text: str
    guide: str

    def faults(self) -> tuple[str, ...]:
        return faults(self.ask.case, self.ask.state, self.ask.intent.most_words, self.text)

    def is_sign_only(self) -> bool:
        """Whether there is a stage direction where the author has words."""
        return bool(_aloud(self.guide) and not _aloud(self.text))

    def tells(self, meaning: Meaning) -> bool:
        """Whether a sentence is about as near to a locked fact as to what this client says anyhow.

        Never, where no sentence model is installed and nothing is near anything.
        """
        case, state = self.ask.case, self.ask.state
        locked = [[s.fact, *s.lines] for s in case.ladder if s.id not in state.opened]
        lines = case.lines_in(state.session)
        usual = [one.text for one in lines if one.since is None or one.since in state.opened]
        opened = self._open()
        for words in dict.fromkeys([_aloud(self.text), *_sentences(self.text)] if locked else []):
            near = max(_mean(_BEST_LOCKED, meaning.closeness(words, told)) for told in locked)
            others = [*meaning.closeness(words, usual), *meaning.closeness(words, opened)]
            if near > 0 and near - _mean(_BEST_OPEN, others) > TOO_NEAR:
                return True
        return False

    def _open(self) -> list[str]:
        """What may be said here beside the author's lines: the guide, the facts known or told."""
        case, state = self.ask.case, self.ask.state
        texts = [self.guide, case.public.complaint]
        texts += [pinned.answer for pinned in case.private.pinned]
        for step in case.ladder:
            if step.id in state.opened:
                texts += [step.fact, *step.lines, *step.more, *step.later]
        return texts

    def leaves_out(self) -> bool:
        fact = self.ask.intent.fact
        return bool(fact and not mentions(self.text, fact.give_aways))

    def strays(self, meaning: Meaning) -> bool:
        """Whether it says something else than was meant, a new number, or “you” for nobody."""
        ask, said, meant = self.ask, _aloud(self.text), _aloud(self.guide)
        heard = [self.guide, _known_text(ask.case), ask.text, *(turn.text for turn in ask.turns)]
        if _numbers(said) - _numbers(" ".join(heard)):
            return True
        if too_short(self.guide):
            return False
        if _YOU.search(said) and not _YOU.search(meant):
            return True
        return _apart(meaning, STRAYED, meant, [said]) or _alone(meaning, said, meant)

    def says_half(self, meaning: Meaning) -> bool:
        """Whether a name, a number, a “not” or a whole sentence of the guide is missing."""
        said, meant = _aloud(self.text), _aloud(self.guide)
        return missing(said, meant) or _alone(meaning, meant, said)

    def contradicts(self) -> bool:
        """Whether it says other than the pinned facts: words, numbers, names, yes for no."""
        case, wants = self.ask.case, self.ask.intent
        if any(mentions(self.text, pinned.never) for pinned in case.private.pinned):
            return True
        known, about_it = _known(case), wants.pinned.answer if wants.pinned else None
        if about_it and _polarity(self.text) * _polarity(about_it) < 0:
            return True
        for sentence in _sentences(self.text):
            if any(name.lower() not in known for name in _named(sentence)):
                return True
            if _age(sentence) not in (None, case.public.age):
                return True
            others = [about_it] if about_it else _near(sentence, case)
            if any(map(_numbers, others)) and _numbers(sentence) - _numbers(_known_text(case)):
                return True
        return False

    def speaks_to_itself(self) -> bool:
        """Whether it calls by the client's own name whoever is spoken to."""
        name = re.escape(self.ask.case.public.short_name)
        return bool(re.search(rf", {name}(?: ?[.,?!…]|$)|^{name}, ", _aloud(self.text)))

    def reads_out(self) -> bool:
        """Whether six words in a row of what a model was told to do are in it."""
        return bool(_runs(self.text) & _rules())

    def repeats(self) -> bool:
        """Whether it says a sentence twice or, nearly word for word, what either of them said."""
        words, content = _bare(self.text), _content(self.text)
        own = [tuple(_bare(sentence)) for sentence in _sentences(self.text)]
        if len(set(own)) < len(own):
            return True
        for said in (*(turn.text for turn in self.ask.turns), self.ask.text):
            if len(words) > 3 and _bare(said) == words:
                return True
            if len(content) > 3 and len(content & _content(said)) >= 0.8 * len(content):
                return True
        return False


# --- words ----------------------------------------------------------------------------------------

_UNITS = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen",
)
_TENS = re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety")
_NUMBER = (
    rf"(?:\d+|(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS[1:10])}))?|{'|'.join(_UNITS[2:])})"
)
_SMALL = frozenset(
    re.findall(
        r"\S+",
        "a an and are as at be been but by can can't could did do does don't for from get go going "
        "got had has have he her him his i i'd i'll i'm i've if in is it it's its just like me mm "
        "my no not of oh okay on or our out really right she so some sort suppose than that that's "
        "the them then there they think this to too um up us very was we well were what when which "
        "who will with would yeah yes you you're your",
    )
)
_RELATIONS = (
    r"(?:sister|brother|partner|husband|wife|boyfriend|girlfriend|manager|boss|mum|mother|dad|"
    r"father|son|daughter|friend|gp|dog|cat)"
)


def _mean(best: int, near: Sequence[float]) -> float:
    """The mean of the nearest ones, at most `best` of them."""
    nearest = sorted(near)[-best:]
    return sum(nearest) / len(nearest)


_NAME = re.compile(r"(?<=[a-z,;:] )[A-Z][a-zß-ÿ]+")  # within a sentence, so that I is none
_NOT = re.compile(r"\b(?:no|not|none|nothing|nobody|never|neither|nor|hardly|without)\b|n't\b")
_YOU = re.compile(r"(?<!thank )\b(?:you(?! know)|your|yours|yourself)\b", re.IGNORECASE)


def _alone(meaning: Meaning, text: str, other: str) -> bool:
    """Whether a sentence of a text has nothing like it in the other text."""
    there = [other, *_sentences(other)]
    parts = [part for part in _sentences(text) if not too_short(part)]
    return any(_apart(meaning, ALONE, part, there) for part in parts)


def _apart(meaning: Meaning, near: float, text: str, others: Sequence[str]) -> bool:
    """Whether none is near it; never without a sentence model, where it is not near itself."""
    return max(meaning.closeness(text, others)) < near < meaning.closeness(text, [text])[0]


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


def _says(text: str, words: Sequence[str]) -> bool:
    return bool(_any_of(tuple(words)).search(_plain(text)))


@lru_cache(maxsize=64)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(w if w[0] in "[#`<\\" else rf"(?<![\w'])(?:{w})" for w in words))


def _foreign(text: str) -> bool:
    """Whether much of it is in another script, or in another language that uses this one."""
    letters = [ch for ch in text if ch.isalpha()]
    if sum(not ch.isascii() for ch in letters) > 0.1 * len(letters):
        return True
    words = re.findall(r"[a-zß-ÿ]+", text.lower())
    return len(words) > 3 and sum(word in ELSEWHERE for word in words) >= 0.3 * len(words)


def _runs_on(text: str) -> bool:
    """Whether a sentence of more than a breath was not brought to its end."""
    said = _aloud(text)
    return len(said.split()) > _A_BREATH and said.rstrip("\"'”’")[-1:] not in tuple(".?!…")


def _aloud(text: str) -> str:
    """The words without the stage directions."""
    return re.sub(r"[(\[][^()\[\]]*[)\]]", "", text).strip()


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?…])\s+", _aloud(text)) if part.strip()]


def _bare(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _content(text: str) -> frozenset[str]:
    """The words that carry meaning, without their endings."""
    words = re.findall(r"[a-z']+", _plain(_aloud(text)))
    return frozenset(re.sub(r"(?:'s|ing|ed|es|e|s)$", "", w) for w in words if w not in _SMALL)


def _value(number: str) -> str:
    parts = re.split(r"[- ]", number)
    if parts[0].isdigit():
        return parts[0]
    tens = 10 * (_TENS.index(parts[0]) + 2) if parts[0] in _TENS else 0
    unit = parts[-1] if parts[-1] in _UNITS else "zero"
    return str(tens + _UNITS.index(unit))


def _numbers(text: str) -> frozenset[str]:
    found = re.findall(rf"\b{_NUMBER}\b", _plain(text))
    return frozenset(_value(number) for number in found)


def _age(sentence: str) -> int | None:
    """The age somebody gives as their own."""
    said = re.search(rf"\bi(?:'m| am) ({_NUMBER})(?: years old)?(?:$|[.,;!?])", _plain(sentence))
    return int(_value(said[1])) if said and int(_value(said[1])) > 15 else None


def _near(sentence: str, case: Case) -> list[str]:
    """The pinned answers that a sentence is about, by two words or more."""
    answers = [pinned.answer for pinned in case.private.pinned]
    return [answer for answer in answers if len(_content(sentence) & _content(answer)) > 1]


def _named(sentence: str) -> Iterable[str]:
    """Names given to people: “my sister Ify”, “my manager, Helen”, “my wife's called Ann”."""
    said = re.sub(r"[’]", "'", sentence)
    named = (
        rf"(?i:my|our) (?i:{_RELATIONS})(?:,| is called|'s called| is|'s name is)? ([A-Z][a-z]+)"
    )
    return re.findall(named, said)


@lru_cache(maxsize=64)
def _known_of(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", text.lower()))


def _known(case: Case) -> frozenset[str]:
    return _known_of(_known_text(case))


def _known_text(case: Case) -> str:
    """Everything about a client that is open from the start."""
    public = case.public
    return " ".join([
        public.name, str(public.age), public.context, public.complaint, *public.goals,
        *public.supports, *public.strengths,
        *(pinned.answer for pinned in case.private.pinned), *(line.text for line in case.lines),
    ])  # fmt: skip


def _polarity(text: str) -> int:
    """+1 for a text that begins with a yes, -1 with a no, 0 else."""
    first = re.match(
        r"(?:(?:um|well|oh|mm|er)[,.]? )*(yes|yeah|yep|no|nope|never)\b", _plain(_aloud(text))
    )
    return 0 if first is None else 1 if first[1].startswith("y") else -1


_RUN = 6


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _bare(text)
    return {tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}


@lru_cache(maxsize=1)
def _rules() -> frozenset[tuple[str, ...]]:
    told = [*RULES, *(said for _, _, said in SHOWN), *(meant for _, meant, _ in SHOWN)]
    return frozenset(run for text in told for run in _runs(text))
