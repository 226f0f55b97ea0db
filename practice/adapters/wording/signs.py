"""How a phrase is written, and what a sign of a move is."""

from __future__ import annotations

import re
from typing import NamedTuple

from practice.moves import Move


def phrases(*texts: str) -> re.Pattern[str]:
    """Compile phrases, in the shorthand of the package docstring, into one alternation."""
    body = "|".join(texts).replace("'", "'?").replace(" ", " {1,4}")
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)".replace("…", r"\b[^.?!\n]{0,50}\b"))


class Sign(NamedTuple):
    """Wording that shows a move, and how sure it makes us."""

    move: Move
    p: float
    words: re.Pattern[str]
    unless: re.Pattern[str] | None = None  # not if these words stand just before
    asks: bool = False  # only in a question


# What follows these words is what somebody said, thinks or fears; the trainee only repeats it.
REPORTS = (
    r"you (?:feel|felt|think|thought|believe|worry|tell|told|said|say|call|hear|heard|fear)\w*",
    r"you(?:'re| are| were) (?:\w+ )?(?:telling|worried|afraid|scared|saying|thinking|feeling|"
    r"sure)", r"(?:as )?(?:if|though) you", r"sounds? (?:like|as)", r"hear(?:ing)? (?:that )?you",
    "part of you", "to (?:say|hear|tell you)(?: that)?", "i (?:hope|wish)",
    r"your? (?:mind|head|brain|\w+) (?:says|said|tells|told|thinks)",
    r"(?:the|that|this|a) (?:\w+ )?(?:thought|voice|rule|idea|fear|worry|belief)",
    r"(?:he|she|they|it|people|everyone|someone) (?:says?|said|tells?|told|thinks?|sees?|calls?)",
    r"(?:can't|won't|couldn't|cannot|not going to|not here to|will not)…(?:say|tell|promise|"
    r"pretend)",
)  # fmt: skip
REPORTED = phrases(*REPORTS)
