"""Text as the reading rules handle it: phrases, words, sentences, and what carries content.

Nothing here knows a client, a trainee or a criterion.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ONE_PIECE = (  # its full stops end no sentence
    r"(?<!\d)\d++(?:[.]\d++)++|\b(?:https?://|www\.)\S{0,300}[\w/]|"
    r"(?<![\w.-])(?:[\w-]{1,40}\.){1,5}(?:com|org|net|uk|ie|eu|info|gov|edu|html?)\b(?:/\S{0,300}[\w/])?"
)
_INSIDE = rf"(?:{_ONE_PIECE}|[^.!?…\n])"
_SENTENCE = re.compile(rf"{_INSIDE}*+[.!?…]+[\"”'’)\]]*|{_INSIDE}++")


def phrases(*lines: str) -> re.Pattern[str]:
    """Compile plain phrases, separated by ` / `, into one pattern over lower-case text.

    `*` stands for the rest of a word, `_` for any one word, `…` for at most sixty characters of one
    sentence, `(a|b)` for either; an apostrophe may be missing.
    """
    each = [part.strip() for line in lines for part in line.split(" / ") if part.strip()]
    body = "|".join(_as_pattern(part) for part in each)
    return re.compile(rf"(?<!\w)(?:{body})")


def _as_pattern(phrase: str) -> str:
    gap = r"[^.?!\n]{0,60}?"
    text = re.escape(phrase).replace(r"\|", "|").replace(r"\(", "(?:").replace(r"\)", ")")
    text = text.replace(r"\ ", r"[\s,]{1,4}").replace("'", "'?")
    text = text.replace("_", r"[\w'-]{1,20}").replace("…", gap).replace(r"\*", r"\w{0,20}")
    return text if phrase.endswith(("*", "?", "…")) else text + r"(?!\w)"


def plain(text: str) -> str:
    """Lower case, straight quotes, single blanks: what the patterns are matched against."""
    low = text.lower().replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return " ".join(low.split())


def words(text: str) -> list[str]:
    """The words of a text in plain form, letters of any alphabet."""
    return _WORD.findall(plain(text))


def sentences(text: str) -> list[str]:
    """The sentences of a text, each word for word as it was typed."""
    return [s.strip() for s in _SENTENCE.findall(text) if _WORD.search(s)]


def content(text: str) -> frozenset[str]:
    """The stems of the words that carry something."""
    return frozenset(_stem(word) for word in words(text) if word not in COMMON and len(word) > 1)


def _stem(word: str) -> str:
    word = word.removesuffix("'s")
    for ending in ("ing", "ied", "ies", "ed", "es", "ly", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:7]


COMMON = frozenset(
    words(
        "a an and are as at be been but by do for from get go got had has have he her him his "
        "how i if in is it its just me my no not of off on or our she so that the their them "
        "then there they this to too up us was we were what when where which who why will with "
        "would you your i'm i've i'd i'll it's that's don't didn't can can't cannot could about "
        "all any anyway also am because did does doing even ever know like make more much now "
        "oh okay only out over really said say some still than think thing things there's these "
        "those very well want wanted wasn't you're you've you'd he's she's they're they've "
        "we've we're im yeah yes one two bit lot feel maybe perhaps suppose guess mean "
    )
)
SMALL = frozenset(
    words("a an and are as at be but for i if in is it me my no of on or so the to we")
)
LEAST_COMMON = 0.14  # of the words of English; it is hardly ever less than a quarter

_FOLD = {
    "you": "i", "your": "my", "you're": "i'm", "you've": "i've", "you'll": "i'll", "you'd": "i'd",
    "yourself": "myself", "yours": "mine", "are": "am",
    "im": "i'm", "ive": "i've", "youre": "i'm", "youve": "i've",
}  # fmt: skip


def folded(told: Sequence[str]) -> list[str]:
    """The words with the client's person and the trainee's made the same."""
    return [_FOLD.get(word, word) for word in told]


def longest_run(mine: Sequence[str], source: Sequence[str], at: Mapping[str, list[int]]) -> int:
    best = 0
    for i, word in enumerate(mine):
        for j in at.get(word, ()):
            n = 1
            while i + n < len(mine) and j + n < len(source) and mine[i + n] == source[j + n]:
                n += 1
            if n > best and any(w not in COMMON for w in mine[i : i + n]):
                best = n
    return best
