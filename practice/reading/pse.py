"""Sharing information: asking first, the facts, plain words, this client, their view, a choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from practice.moves import Move
from practice.reading import pse_words as says
from practice.reading.text import content, plain
from practice.reading.turn import Found, Said

FEW_WORDS = 8


def _told(s: Said) -> list[str]:
    """The words that tell the client something; empty when the turn only asks or mirrors."""
    told = s.words_of(Move.INFORMATION, Move.LECTURE)
    must, may, never = s.points
    if s.echo:
        return []
    told = told or [q for p in (*never, *must, *may) for q in s.stating(p.words)][:1]
    return told or [q for q in s.first(says.EXPLAINS) if q not in s.asks]


def _only_asks(s: Said, told: list[str]) -> bool:
    """Whether the turn stops at asking first, which leaves no opportunity for the rest."""
    closed = s.asking(says.BACK, says.STEP)
    return not told and not closed and bool(s.asking(says.PRIOR, says.PERMISSION))


def _too_little(s: Said, told: list[str]) -> bool:
    """Whether there is nothing in the turn that could be right or wrong, plain or not."""
    return _only_asks(s, told) or s.count < FEW_WORDS


def _ask_first(s: Said) -> Found:
    told = _told(s)
    prior = s.asking(says.PRIOR)
    if told and prior and s.sentences.index(prior[0]) > min(map(s.place, told)):
        prior = []  # asked only after it had been told: that is a check
    permission = (
        s.words_of(Move.ASKS_PERMISSION) or s.asking(says.PERMISSION) or s.first(says.PERMISSION)
    )
    formal = s.first(says.FORMAL)
    wrong = s.key.misconception
    own_idea = [q for q in s.first(says.OWN_IDEA) if q not in s.asks]
    meets = bool(own_idea) or bool(wrong and s.mirrored(wrong)[0] >= 0.25)
    if prior and permission and prior != permission:
        level = 4 if meets and s.mine & s.theirs else 3
        return Found(level, [*prior, *permission][:2], "asks what is known, and whether to go on")
    if formal and (told or s.count > 12):
        return Found(1, formal, "asks as a formality")
    if prior and s.mine & s.theirs and meets:
        return Found(3, prior, "starts from what the client knows and builds on it")
    if prior or permission:
        return Found(
            2, (prior or permission)[:1], "asks one half: what is known, or whether to go on"
        )
    if not told and s.has(Move.OPEN_QUESTION) and not s.echo:
        return Found(1, s.words_of(Move.OPEN_QUESTION), "asks, but not what the client knows")
    if told:
        return Found(0, told[:1], "launches into it")
    return Found(0, (), "does not ask")


def _true(s: Said) -> Found:
    told = _told(s)
    if s.sheet is None or not told:
        closed = s.sheet is None or _too_little(s, told)
        why = "no information was given, so there is nothing to check"
        return Found(None, (), why, closed=closed)
    must, may, never = s.points
    if never:
        quotes = s.stating(never[0].words)
        return Found(0, quotes, f"says what must not be said: {never[0].says}", most=1)
    over = [q for q in s.first(says.OVER) if not says.NOT_OVER.search(plain(q))]
    made = must or may
    quotes = [q for point in made for q in s.stating(point.words)]
    share = len(must) / len(s.sheet.must_say)
    if over:
        return Found(2 if must else 0, over, "promises more than is known", most=2)
    careful = s.first(says.MISREAD) and s.first(says.HEDGE, says.MISREAD)
    if share >= 0.5 and careful and (may or s.first(says.MISREAD)):
        return Found(4, quotes[:2], "agrees with the sheet, and heads off the usual misreading")
    if share >= 0.5 or (must and (may or careful)) or len(may) >= 2:
        return Found(3, quotes[:2], "agrees with the fact sheet")
    if made:
        return Found(2, quotes[:1], "right as far as it goes; a needed point is missing")
    if s.has(Move.INFORMATION, Move.LECTURE):
        return Found(1, told[:1], "too thin to be of use, or beside the point")
    return Found(None, (), "could not be compared with the fact sheet")


def _plain(s: Said) -> Found:
    told = _told(s)
    if not told:
        return Found(None, (), "no information was given", closed=_too_little(s, told))
    jargon = s.every(says.JARGON)
    if s.count > 120 or len(jargon) >= 3:
        level = 0 if len(jargon) >= 3 or s.count > 140 else 1
        return Found(level, s.first(says.JARGON) or told[:1], "too long or too technical")
    longest = max((sentence.count(",") for sentence in s.sentences), default=0)
    if longest >= 6 and len(s.sentences) <= 3:
        return Found(1, told[:1], "several ideas in one breath")
    if jargon:
        level = 2 if len(jargon) == 1 else 1
        return Found(level, s.first(says.JARGON), "some technical words")
    if s.count > 95:
        return Found(2, told[:1], "plain, and a large dose")
    image = s.first(says.IMAGE)
    if image and s.count <= 60:
        return Found(4, image, "short, plain, with a picture to take away")
    if s.echo or (s.has(Move.REASSURANCE) and not s.has(Move.INFORMATION, Move.LECTURE)):
        return Found(2, told[:1], "plain, with no idea to take away")
    return Found(3, told[:1], "one idea in everyday words")


def _fitted(s: Said) -> Found:
    own = [w for w in s.key.own_words if s.mentioning([w])]
    shared = s.mine & (s.theirs | content(" ".join(s.key.own_words)))
    evidence = s.mentioning(own) or s.lifted[1]
    told = _told(s)
    if s.echo:
        return Found(2, s.sentences[:1], "hands the client's words back without using them")
    borrowed = s.first(says.BORROWED)
    used = len(own) >= 2 or len(shared) >= 3
    if borrowed and not used and not (own and not told):
        level = 1 if s.count <= 90 else 0
        return Found(level, borrowed, "an example from somewhere else")
    if s.count > 95 and len(shared) < 4:
        return Found(1 if shared else 0, evidence[:1], "the client is lost in it")
    if used and s.asking(says.INVITES_PART, says.BACK) and (told or len(shared) >= 3):
        joint = [q for q in s.asking(says.INVITES_PART) if s.mine & s.theirs & content(q)]
        if joint:
            return Found(4, [*evidence, *joint][:2], "the client's own episode; they supply a part")
        return Found(3, evidence, "uses the client's own episode and words")
    if used or (len(shared) >= 2 and s.asks):
        return Found(3, evidence, "uses the client's own episode and words")
    if _only_asks(s, told):
        return Found(None, (), "nothing was told yet that could be fitted", closed=True)
    ordered = s.has(Move.ADVICE) and not s.asks
    if (own or len(shared) >= 2 or (shared and s.asks)) and not ordered:
        return Found(2, evidence, "names the client's problem")
    if shared:
        return Found(1, evidence, "touches the client's words in passing")
    if told and s.asking(says.PRIOR):
        return Found(2, s.asking(says.PRIOR), "asks for the client's part, in words of its own")
    return Found(0, (), "could be said to anybody")


def _checked(s: Said) -> Found:
    told = _told(s)
    if _only_asks(s, told):
        return Found(None, (), "nothing was told yet, so there is nothing to check", closed=True)
    back = s.asking(says.BACK) or s.words_of(Move.CHECKS_UNDERSTANDING)
    if not back and s.first(says.BACK) and not s.echo:
        back = s.first(says.BACK)
    token = s.asking(says.TOKEN)
    if s.echo:
        return Found(1 if s.asks else 0, s.asks[:1], "a question about nothing new")
    if back and back != token:
        if s.first(says.ADJUSTS) and (told or s.asks):
            return Found(
                4,
                [*back, *s.first(says.ADJUSTS)],
                "asks for their side, and makes room to be wrong",
            )
        return Found(3, back, "asks for it in their own words, or what fits")
    if s.first(says.QUESTIONS):
        return Found(2, s.first(says.QUESTIONS), "asks for questions")
    if token:
        return Found(1, token, "a question that invites only a yes")
    after = [q for q in s.asks[-1:] if q == s.sentences[-1]]
    if told and after and s.mine & s.theirs:
        return Found(2, after, "ends on a real question, half a check")
    return Found(0, (), "no check")


def _used(s: Said) -> Found:
    if _only_asks(s, _told(s)):
        return Found(None, (), "nothing was told yet that could lead anywhere", closed=True)
    small = s.first(says.SMALL) or s.words_of(Move.REASSURANCE)
    step = s.asking(says.STEP) or s.first(says.STEP)
    familiar = s.first(says.FAMILIAR)
    instructs = s.first(says.INSTRUCTS) or s.words_of(Move.ADVICE)
    if small and not s.asks:
        return Found(0, small[:1], "makes it small")
    if instructs and not (step and step[0] in s.asks):
        return Found(1, instructs[:1], "an instruction")
    if step and step[0] in s.asks and familiar:
        return Found(4, [*step, *familiar], "makes it ordinary, and the client chooses a step")
    if step and s.asks:
        return Found(3, step, "leads to a step the client can choose")
    if step or (familiar and s.asks):
        return Found(2, step or familiar, "points somewhere, without a step")
    if s.asks and not s.echo:
        return Found(1, s.asks[-1:], "ends on a question, not on a step")
    return Found(0, (), "ends in the air")


RULES: Mapping[str, Callable[[Said], Found]] = {
    "pse.ask": _ask_first,
    "pse.true": _true,
    "pse.plain": _plain,
    "pse.fit": _fitted,
    "pse.check": _checked,
    "pse.use": _used,
}
