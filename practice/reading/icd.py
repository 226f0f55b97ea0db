"""Consent for AI documentation: the tool, the data, how long, the choice, who answers, understood.

As long as nothing is being agreed, a part that has not come up is left open; where the reply asks
for a yes, a signature or a start, what it left out is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from practice.reading import icd_words as says
from practice.reading.text import plain
from practice.reading.turn import Found, Said

NOT_YET = "nothing is being agreed yet; this part has not come up"


def begins(s: Said) -> list[str]:
    """Where the reply asks for a yes, a signature or a start."""
    return [
        q for q in s.first(says.BEGINS)
        if not any(word in plain(q) for word in ("rather", "have you sign", "than have"))
    ]  # fmt: skip


def _missing(s: Said, why: str) -> Found:
    if begins(s) or not s.sentences:
        return Found(0, (), why)
    return Found(None, (), NOT_YET, closed=True)


def about_it(s: Said) -> bool:
    """Whether a tool for notes is the subject: there is a sheet, or somebody speaks of one."""
    shown = s.sheet is not None and s.sheet.shown
    return shown or bool(says.TOOL.search(plain(f"{s.client} {s.text}")))


def names(s: Said) -> list[str]:
    """Where the tool is called by its name: the sheet's, or any that stands after “called”."""
    known = plain(s.sheet.title).partition(" (")[0].split()[0] if s.sheet else ""
    return [x for x in s.sentences if (known and known in plain(x)) or says.NAME.search(x)][:1]


def _what(s: Said) -> Found:
    if s.first(says.RUNNING) and not s.first(says.BEFORE):
        return Found(0, (), "it is running already")
    named, does = names(s), s.first(says.DOES)
    if named and does and s.first(says.NOT_FOR):
        return Found(4, [*named, *s.first(says.NOT_FOR)][:2], "the tool, what it does and does not")
    if named and does:
        return Found(3, [*named, *does][:2], "names the tool and what it does")
    if s.first(says.VAGUE):
        return Found(1, s.first(says.VAGUE), "vague")
    if does or (named and not s.first(says.OUTSIDE)):
        return Found(2, (does or named)[:1], "one half: its name, or what it does")
    return _missing(s, "which tool is not said")


def _data(s: Said) -> Found:
    if s.first(says.PROMISES):
        return Found(0, (), "promises privacy whole", most=1)
    takes, outside, who = s.first(says.TAKES), s.first(says.OUTSIDE), s.first(says.WHO)
    if takes and outside and who:
        if s.first(says.KEPT_OUT):
            return Found(
                4, [*takes, *s.first(says.KEPT_OUT)][:2], "what goes in, who, what stays out"
            )
        return Found(3, [*takes, *who][:2], "what goes in, the company and who can see it")
    if s.first(says.KEPT_OUT):
        return Found(3, s.first(says.KEPT_OUT), "says what can be kept out")
    about_keeping = s.first(says.LENGTH, says.GOES) and not (outside or who)
    if (takes or outside) and s.first(says.DOES, says.OUTSIDE) and not about_keeping:
        if s.first(says.COMFORT) and not takes:
            return Found(1, s.first(says.COMFORT), "comfort in place of an answer")
        if takes and (s.first(says.DOES) or outside) and len(s.every(says.TAKES)) >= 2:
            return Found(2, takes, "one half: what goes in, or who handles it")
        if outside and (takes or who):
            return Found(2, outside, "one half: what goes in, or who handles it")
    if takes and not about_keeping and len(s.every(says.TAKES)) >= 2:
        return Found(2, takes, "what goes in; the company is left out")
    if s.first(says.COMFORT) and not s.first(says.CHECKS, says.LOOKS, says.INFALLIBLE):
        return Found(1, s.first(says.COMFORT), "comfort in place of an answer")
    return _missing(s, "what goes in is not said")


def _keep(s: Said) -> Found:
    told = s.first(says.LENGTH, says.GOES) or s.first(says.TRAINS)
    honest = s.first(says.UNKNOWN) and s.first(says.FIND_OUT)
    asked = bool(says.CLIENT_ASKS_KEEP.search(plain(s.client)))
    never = s.points[2]
    if not honest and (told or asked):
        if never and s.stating(never[0].words):
            return Found(0, (), "tells as fact what the sheet leaves open", most=1)
        if s.first(says.FALSE):
            careful = s.first(says.GUESS) and not s.first(says.NEVER)
            return Found(1 if careful else 0, s.first(says.GUESS) if careful else (), "a guess")
        if s.first(says.GUESS):
            return Found(1, s.first(says.GUESS), "a guess")
    kinds = [p for p in (says.LENGTH, says.GOES, says.TRAINS) if s.first(p)]
    spans = len(s.every(_SPAN))
    apart = spans >= 2 and (spans >= 3 or bool(s.first(says.LASTS)))
    if honest and apart:
        return Found(
            4, [*s.first(says.LENGTH), *s.first(says.UNKNOWN)][:2], "kept apart, with the gap"
        )
    if honest:
        return Found(3, s.first(says.FIND_OUT), "an honest gap that will be closed before use")
    if s.first(says.UNKNOWN) and asked:
        return Found(2, s.first(says.UNKNOWN), "does not know, and leaves it there")
    if apart and len(kinds) >= 2:
        return Found(4, s.first(says.LENGTH), "how long each is kept, and how it goes")
    if (len(kinds) >= 2 and s.first(says.TRAINS)) or spans >= 2:
        return Found(3, s.first(*kinds), "how long, how it goes or what else it is used for")
    if kinds and (s.first(says.LENGTH) or s.first(says.TRAINS)) and (asked or len(kinds) >= 2):
        return Found(2, s.first(*kinds), "one of the three")
    if asked:
        return Found(0, (), "asked for, and not answered")
    return _missing(s, "how long is not said")


_SPAN = re.compile(
    r"\b(?:one|a|an|two|three|seven|twenty-four|24|thirty|30|six)\s(?:day|hour|week|month|year)s?\b"
)


def _choice(s: Said) -> Found:
    if s.first(says.PUNISHES):
        return Found(0, (), "a no costs something", most=1)
    free = s.first(says.FREE)
    parts = [p for p in (says.BY_HAND, says.TAKE_BACK, says.NO_PENALTY) if s.first(p)]
    if s.first(says.LEANS, says.PAPER) and len(parts) < 2:
        if begins(s):
            return Found(0, (), "a yes is pressed for")
        return Found(1, s.first(says.LEANS, says.PAPER), "in the form, or leaned on")
    if begins(s) and not parts:
        return Found(0, (), "goes ahead")
    if len(parts) >= 2:
        if s.first(says.EASY_NO) and len(parts) == 3:
            return Found(4, [*s.first(*parts), *s.first(says.EASY_NO)][:2], "a no is made easy")
        return Found(3, s.first(*parts), "voluntary, what instead, and it may be taken back")
    if free:
        return Found(2, free, "free; what follows on a no is not said")
    return _missing(s, "no choice is given")


def _review(s: Said) -> Found:
    if s.first(says.INFALLIBLE):
        return Found(0, (), "the tool is always right", most=1)
    checks, signs, errs = s.first(says.CHECKS), s.first(says.SIGNS), s.first(says.ERRS)
    if checks and signs and errs:
        if s.first(says.PUT_RIGHT):
            return Found(4, [*signs, *s.first(says.PUT_RIGHT)][:2], "and how it is put right")
        return Found(3, [*signs, *errs][:2], "checks, corrects and signs; mistakes happen")
    if s.first(says.MACHINE_WRITES):
        return Found(1, s.first(says.MACHINE_WRITES), "handed to the tool")
    some = s.first(says.LOOKS) or checks or signs
    some = [] if s.first(says.DOES) and not (s.first(says.LOOKS) or errs or signs) else some
    if some and not begins(s):
        return Found(2, some[:1], "looked at; whose note it is, or that it errs, is not said")
    return _missing(s, "who answers for the note is not said")


def _understand(s: Said) -> Found:
    if s.first(says.SIGN_HERE) and begins(s):
        return Found(0, (), "a signature in place of understanding")
    back = s.asking(says.BACK) or s.first(says.BACK)
    if back and s.asks and not s.asking(says.SIGN_HERE):
        if names(s) and s.asking(says.HEARD):
            return Found(None, (), NOT_YET, closed=True)
        if s.first(says.NOTED) and s.first(says.AGAIN):
            return Found(4, [*back, *s.first(says.AGAIN)][:2], "in their words; it is asked again")
        return Found(3, back, "asks for it in the client's words, or what troubles them")
    if begins(s):
        return Found(0, (), "a start in place of understanding")
    if s.asking(says.QUESTIONS):
        return Found(2, s.asking(says.QUESTIONS), "invites questions")
    if s.asking(says.TOKEN):
        return Found(1, s.asking(says.TOKEN), "a question with one answer")
    return _missing(s, "nothing is asked about it")


RULES: Mapping[str, Callable[[Said], Found]] = {
    "icd.what": _what,
    "icd.data": _data,
    "icd.keep": _keep,
    "icd.choice": _choice,
    "icd.review": _review,
    "icd.understand": _understand,
}
