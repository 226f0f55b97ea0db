"""Spotting distorted thoughts: the thought, its pattern, the client's words, looking together."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from practice.moves import Move
from practice.reading import cds_words as says
from practice.reading.turn import Found, Said

FEELING_ONLY = "names the feeling only"


def _pin(s: Said) -> Found:
    share, mirror = s.thought
    run, where = s.lifted
    asked = s.words_of(Move.ELICITS_THOUGHT) or s.asking(says.ELICITS)
    holds = share >= 0.5
    hottest = s.asking(says.HOTTEST, says.SCALE)
    if s.echo and not s.asking(says.ELICITS, says.WORKS, says.HOTTEST, says.SCALE):
        return Found(2, where, "hands the line back; thought and event stay mixed")
    if s.has(Move.LABELS_THOUGHT, Move.LECTURE, Move.ARGUES) and not asked:
        told = s.words_of(Move.LABELS_THOUGHT, Move.LECTURE, Move.ARGUES)
        return Found(1, told[:1], "supplies its own account of the thought")
    if hottest and holds and (run >= 2 or asked):
        return Found(4, [*mirror, *hottest], "holds the thought and goes for its weight or meaning")
    if asked and holds:
        return Found(3, [*asked[:1], *mirror], "holds one thought and asks about it")
    if asked:
        return Found(3, asked[:1], "asks what went through the client's mind")
    guess = s.first(says.GUESSES)
    if guess and share < 0.5:
        return Found(1, guess, "supplies a thought the client has not said")
    if holds and s.asks:
        return Found(3, mirror, "picks out one thought in the client's words")
    if holds or share >= 0.34:
        near = mirror or where
        return Found(2, near, "comes near the thought without holding it")
    if hottest:
        return Found(2, hottest, "asks what weighs most, without holding a thought")
    thinking = s.first(says.ABOUT_THINKING, says.WORKS)
    if thinking and not s.has(Move.REASSURANCE, Move.ADVICE):
        return Found(2, thinking, "turns towards the thought without saying which")
    return Found(0, (), "stays with the topic or the feeling; no thought is named or asked for")


def _named_fits(s: Said) -> bool | None:
    """Whether the pattern the trainee named is in the key; None without a name or a key."""
    key = s.key.labels
    named = {label for label, names in says.NAMES.items() if s.mentioning(names)}
    if key is None or not named:
        return None
    return bool(named & {key.primary, *key.acceptable})


def _fit(s: Said) -> Found:
    if s.may_be_true:
        return _fit_when_true(s)
    share, mirror = s.thought
    named = s.words_of(Move.LABELS_THOUGHT)
    worked = s.asking(says.WORKS, says.SCALE) or s.words_of(Move.SOCRATIC_QUESTION)
    if named:
        fits = _named_fits(s)
        if fits is False:
            return Found(0, named, "names a pattern of another kind")
        level = 2 if fits or s.asks else 1
        return Found(level, named, "names a pattern instead of showing where it is")
    told = s.words_of(Move.REASSURANCE, Move.ARGUES, Move.FLATTERS) or s.first(says.BRUSHED)
    if s.echo and not worked:
        return Found(1, s.sentences[:1], "hands the line back without working on it")
    asked = worked or s.asking(says.ELICITS, says.HOTTEST)
    if told and not asked:
        return Found(0, told[:1], "comforts or argues; the pattern is not worked on")
    leap = s.first(says.LEAP)
    if leap and share >= 0.5 and s.first(says.CONTRAST) and s.asks:
        return Found(
            4, [*leap, *mirror], "shows the leap, and why it is this one and not its neighbour"
        )
    if share >= 0.5 and (leap or asked) and s.asks:
        return Found(3, leap or mirror, "works on what this thought does")
    if asked and share >= 0.25:
        return Found(
            3 if worked else 2, asked[:1], "works on the thought, close to the client's words"
        )
    if asked or (share >= 0.5 and s.asks):
        return Found(2, (asked or mirror)[:1], "works on the thought, loosely")
    if share >= 0.5 or leap:
        return Found(2, mirror or leap, "stays close to the thought without working on it")
    if s.has(Move.OPEN_QUESTION) or s.first(says.GUESSES):
        quotes = s.words_of(Move.OPEN_QUESTION) or s.first(says.GUESSES)
        return Found(1, quotes[:1], "near, but not about what the thought does")
    return Found(0, (), "does not work on the pattern of this thought")


def _fit_when_true(s: Said) -> Found:
    accepted = s.first(says.ACCEPTS)
    doubting = s.words_of(Move.LABELS_THOUGHT, Move.REASSURANCE, Move.ARGUES)
    doubting = [quote for quote in doubting if quote not in accepted]
    if not accepted:
        doubting = doubting or s.first(says.DOUBTS)
    if doubting:
        return Found(0, doubting[:1], "treats what may be true as faulty")
    share, mirror = s.mirrored(s.client)
    taken = accepted or s.words_of(Move.VALIDATION, Move.COMPLEX_REFLECTION)
    if s.echo:
        return Found(2, s.sentences[:1], "hands it back without doubting it")
    coping = s.asking(says.COPING)
    if accepted and coping:
        return Found(4, [*accepted, *coping], "takes it as fact and asks what it means or needs")
    if (taken or share >= 0.3) and (coping or accepted):
        return Found(3, (coping or accepted)[:1], "treats the thought as possibly accurate")
    if (taken and share >= 0.2) or coping:
        return Found(
            3 if taken and share > 0 else 2, (taken or coping)[:1], "goes on without doubting it"
        )
    if s.has(Move.OPEN_QUESTION) or share >= 0.3:
        return Found(2, s.words_of(Move.OPEN_QUESTION) or mirror, "goes on without doubting it")
    return Found(1 if s.asks else 0, s.sentences[:1], "passes over it")


def _ground(s: Said) -> Found:
    share, mirror = s.thought
    run, where = s.lifted
    if s.echo:
        return Found(2, where[:1], "hands the whole line back and picks nothing out")
    against = s.first(says.BRUSHED)
    if against and against in (where, mirror):
        return Found(1, against, "turns the client's words against the client")
    brief, passage = s.quoted()
    if 1 <= brief <= 5 and s.asks and share >= 0.5:
        return Found(4, passage, "picks the very words that carry the thought")
    if brief:
        return Found(3, passage, "gives the client's words back as they were said")
    length = len(where[0].split()) if where else 0
    picked = length and run / length >= 0.6 and length <= 8
    pointed = s.first(says.LEAP, says.HOTTEST) or s.asks
    if run >= 1 and pointed and share >= 0.5 and (picked or (run >= 2 and s.first(says.LEAP))):
        return Found(4, where, "picks the very words that carry the thought")
    if run >= 3 or share >= 0.5:
        return Found(3, where if run >= 3 else mirror, "stays close to the client's words")
    if run >= 2 or share >= 0.2 or len(s.mine & s.theirs) >= 2:
        return Found(2, where or mirror, "a loose paraphrase of the client's words")
    generic = s.first(says.ABOUT_THINKING)
    if generic:
        return Found(1, generic, "speaks of thinking in general")
    if s.mine & s.theirs:
        return Found(1, where, "touches one word of the client's")
    return Found(0, (), "uses none of the client's words")


def _join(s: Said) -> Found:
    asked = (
        s.asking(says.ELICITS, says.WORKS, says.HOTTEST, says.SCALE)
        or s.words_of(Move.ELICITS_THOUGHT, Move.SOCRATIC_QUESTION)
        or [q for q in s.quoted()[1] if q in s.asks]
    )
    pushing = s.words_of(Move.ARGUES, Move.LECTURE, Move.INSULTS)
    if pushing:
        return Found(0, pushing[:1], "argues or explains instead of asking")
    told = s.words_of(Move.REASSURANCE, Move.FLATTERS) or s.first(says.BRUSHED)
    if told and not (asked or s.asks):
        return Found(0, told[:1], "answers the thought for the client")
    leading = s.first(says.LEADING, says.TAG_QUESTION)
    if leading and not (asked and leading[0] != asked[0]):
        level = 0 if told else 1
        return Found(level, leading, "only one answer would be welcome")
    named = s.words_of(Move.LABELS_THOUGHT) or s.first(says.GUESSES)
    if named:
        return Found(2 if s.asks and not told else 0, named[:1], "the trainee does the naming")
    tentative = s.first(says.TENTATIVE)
    advised = [] if asked else s.words_of(Move.ADVICE)
    if told or advised:
        told = told or advised
        return Found(1, told[:1], "tells as well as asks")
    if asked and tentative and (s.mine & s.theirs):
        return Found(4, [*tentative, *asked[:1]], "the client could disagree and the work goes on")
    if asked or (s.asks and tentative and (s.mine & s.theirs)):
        return Found(3, (asked or tentative)[:1], "lets the client look, and name it")
    if s.has(Move.OPEN_QUESTION) or s.asks:
        quotes = s.words_of(Move.OPEN_QUESTION) or s.asks[:1]
        return Found(2, quotes, "asks, without opening up the thought")
    alongside = (Move.COMPLEX_REFLECTION, Move.SIMPLE_REFLECTION, Move.VALIDATION)
    if s.has(*alongside):
        return Found(1, s.words_of(*alongside)[:1], "stays alongside without opening it up")
    return Found(0, (), "nothing is opened up together")


def _hold(s: Said) -> Found:
    but = s.first(says.TOKEN)
    if but:
        return Found(1, but, "a token nod, taken back by “but”")
    sense, feeling = s.first(says.SENSE), s.first(says.FEELING)
    told = s.words_of(Move.REASSURANCE, Move.ARGUES) or s.first(says.BRUSHED)
    if (told or s.first(says.TAG_QUESTION)) and not (sense and feeling):
        told = told or s.first(says.TAG_QUESTION)
        return Found(0, told[:1], "passes over the feeling")
    own = len(s.mine & s.theirs) >= 2
    valid = s.words_of(Move.VALIDATION)
    if sense and own and s.first(says.KERNEL):
        return Found(
            4, [*sense, *s.first(says.KERNEL)], "makes sense of the feeling and grants what is true"
        )
    if own and not s.echo and (sense or (feeling and (valid or s.first(says.KERNEL)))):
        return Found(3, (sense or feeling)[:1], "names what makes sense about the feeling")
    if sense and feeling:
        return Found(3, sense, "names the feeling and that it makes sense")
    if feeling and not s.echo and feeling[0] not in s.asks:
        return Found(2, feeling, FEELING_ONLY)
    if s.first(says.KERNEL) and own and not s.echo:
        return Found(2, s.first(says.KERNEL), "grants what is true; the feeling is not named")
    token = valid or s.first(says.SYMPATHY) or sense
    if token:
        return Found(1, token[:1], "a token that could be said to anybody", most=2)
    return Found(0, (), "the feeling is not met")


def _next(s: Said) -> Found:
    if s.may_be_true:
        return _next_when_true(s)
    step = (
        s.first(says.SCALE)
        or s.asking(says.SCALE, says.WORKS, says.HOTTEST)
        or s.words_of(Move.SOCRATIC_QUESTION)
    )
    choice = s.asking(says.CHOICE)
    if step and choice and choice != step:
        return Found(4, [*step[:1], *choice], "one step on this thought, and the client's choice")
    if step:
        return Found(3, step[:1], "one small step on this thought")
    task = s.words_of(Move.ADVICE, Move.LECTURE) or s.first(says.EASY_TASK)
    if task:
        level = 0 if s.has(Move.LECTURE, Move.REASSURANCE, Move.FLATTERS) else 1
        return Found(level, task[:1], "a general task, not one for this thought")
    ask = s.words_of(Move.ELICITS_THOUGHT) or s.asking(says.ELICITS)
    if ask or choice:
        return Found(
            3 if ask and choice else 2, (ask or choice)[:1], "moves on with the thought in view"
        )
    if s.asks:
        return Found(1, s.asks[:1], "asks on, without a step on this thought")
    return Found(0, (), "no next step")


def _next_when_true(s: Said) -> Found:
    coping, doubts = s.asking(says.COPING), s.first(says.DOUBTS)
    if doubts and not coping:
        return Found(0, doubts, "a step that doubts what may be true", most=1)
    if coping and s.asking(says.CHOICE):
        return Found(4, coping, "a step that helps with what is true, and the client's choice")
    if coping:
        return Found(3, coping, "a step that helps with what is true")
    if s.asks:
        return Found(2, s.asks[:1], "asks on, without a step")
    return Found(0, (), "no next step")


RULES: Mapping[str, Callable[[Said], Found]] = {
    "cds.pin": _pin,
    "cds.fit": _fit,
    "cds.ground": _ground,
    "cds.join": _join,
    "cds.hold": _hold,
    "cds.next": _next,
}
