"""Whether a sentence gives the client back to the client, and whether it adds to what was said."""

from __future__ import annotations

from practice.adapters.wording.sentences import WORD, Sentence
from practice.adapters.wording.shape import (
    ABOUT_YOU,
    ASKS_WHICH,
    CLOSED,
    FROM_ME,
    HEARD,
    MEANING,
    WITH_YOU,
    YES_OR_NO,
)
from practice.moves import Move

_SMALL = frozenset(
    WORD.findall(
        "a about all also am an and any are as at be because been but by can could did do does "
        "doing don't for from get got had has have he her him his how i i'd i'm i've if in into "
        "is it it's just kind know like lot make me mean more my no not now of off oh okay on "
        "one or our out really right she so some something sort sounds than that that's the "
        "their them then there there's these they they're thing things think this those to too "
        "um up us very was we well were what when where which who why will with would yeah yes "
        "you you'd you're you've your"
    )
)


def mirror(sentence: Sentence, client: str) -> tuple[Move | None, float]:
    """Tell whether a sentence gives the client back to the client, and whether it adds to it."""
    words, asks, opening = sentence.words, sentence.asks, sentence.opening
    if asks and (YES_OR_NO.search(words) or CLOSED.search(words) or ASKS_WHICH.search(words)):
        return None, 0.0
    if words.endswith(")") and "(" in opening:  # what the trainee does is not said
        return None, 0.0
    said = content(words)
    theirs = content(client)
    shared = len(said & theirs) / len(said) if said else 0.0
    heard = HEARD.search(words)
    if heard:
        p = 0.85
    elif ABOUT_YOU.search(words):
        p = 0.7
    elif said and shared >= 0.5 and not FROM_ME.search(words):
        p = 0.65
    elif WITH_YOU.search(words) and not FROM_ME.search(words):
        p = 0.6
    elif said and "so" in opening and not asks and not FROM_ME.search(words):
        p = 0.55
    else:
        return None, 0.0
    adds = MEANING.search(words)
    while adds and adds.group()[:5] in client:
        adds = MEANING.search(words, adds.end())
    new = bool(theirs) and len(said) >= 2 and shared < 0.2  # little of it is the client's wording
    if (adds and shared < 0.75) or new:
        return Move.COMPLEX_REFLECTION, p
    return Move.SIMPLE_REFLECTION, p


def content(words: str) -> frozenset[str]:
    """The words that carry something, cut to five letters so that endings do not matter."""
    return frozenset(word[:5] for word in WORD.findall(words) if word not in _SMALL)
