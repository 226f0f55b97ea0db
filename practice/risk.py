"""Words that always go to a human. Never a level, a score or a probability.

Plain patterns that work with every model switched off. False alarms are acceptable; a missed one is
not, so the patterns are wide, and a model may only ever add a flag.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SAFETY = "words about suicide or self-harm"
VIOLENCE = "words about harm to others"
CHILD = "words about a child's safety"
OWN = "the trainee may have written about themselves"
REAL = "may contain a real client's details"

_PATTERNS: Mapping[str, tuple[str, ...]] = {
    SAFETY: (
        r"suicid\w*", r"kill(?:ing|ed)? (?:my|your|him|her|them)sel(?:f|ves)", r"end(?:ing)? (?:my|your|his|her|their|it) (?:life|all)",
        r"end(?:ing)? it all", r"tak(?:e|ing) (?:my|your|his|her|their) (?:own )?life", r"self.?harm\w*", r"hurt(?:ing)? (?:my|your|him|her|them)sel(?:f|ves)",
        r"cut(?:ting)? (?:my|your|him|her|them)sel(?:f|ves)", r"over.?dos\w+", r"better off dead", r"better off without me",
        r"(?:want|wanted|wish|wishing)\w* (?:to die|to be dead|i (?:was|were) dead|to disappear|it (?:all )?to (?:stop|end))",
        r"do(?:n'?t| not) want to (?:live|be here|wake up|go on|exist|be alive)", r"not wake up", r"never wake up", r"no (?:point|reason) (?:in |to )?(?:living|going on|live|go on)",
        r"can'?t go on\b", r"not be (?:here|around) (?:any ?more|for (?:christmas|long))", r"won'?t be (?:here|around) (?:any ?more|for|to|when)", r"wouldn'?t be missed", r"nobody would (?:notice|miss me)",
        r"(?:everyone|they|people|you)(?:'d| would| will)(?: all)? be better off", r"put my affairs in order", r"giv(?:e|ing|en) away my", r"said my goodbyes", r"step(?:ping)? (?:in front of|off)",
        r"jump(?:ing)? (?:off|in front)", r"drive (?:into|off)", r"(?:the|a) (?:bridge|train|pills|rope)\b.{0,40}\b(?:end|over|stop|quiet|easier)", r"go to sleep and not", r"sleep (?:for ever|forever)",
        r"stop(?:s)? for a bit", r"all (?:just )?to stop", r"just (?:be )?gone\b", r"not exist(?:ing)?", r"ending things", r"dark thoughts", r"plan to (?:die|end)", r"tired of (?:living|being alive|being here)",
        r"me suicid\w*", r"quiero morir\w*", r"no quiero vivir", r"matarme", r"quitarme la vida", r"ich will (?:nicht mehr leben|sterben)", r"mich umbringen", r"je veux (?:mourir|en finir)",
        r"me tuer", r"voglio morire", r"quero morrer", r"chcę umrzeć", r"zabić się", r"میخواهم بمیرم", r"хочу умереть", r"أريد أن أموت", r"ölmek istiyorum", r"मरना चाहत", r"我想死", r"不想活",
    ),
    VIOLENCE: (
        r"(?:kill|stab|strangle|shoot|attack) (?:him|her|them|my|the|that|someone|somebody|everyone)", r"hurt (?:him|her|them|someone|somebody)\b", r"make (?:him|her|them) pay", r"(?:hit|hits|hitting|beat|beats|punch\w*|chok\w+) (?:me|him|her|them|my)\b",
        r"with a knife", r"got a (?:gun|knife)", r"afraid of what (?:i|he|she|they) (?:might|will|could) do", r"burn (?:it|the house|the place) down", r"he(?:'s| is) going to kill me", r"smash(?:ed|ing)? (?:his|her|their) (?:face|head)", r"deserves? to die",
    ),
    CHILD: (
        r"(?:hit|hits|hitting|slap\w*|shak(?:e|es|en|ing)|hurt|hurts|hurting|touch(?:ed|es|ing)?|beat|beats|lock\w*|smack\w*|bruis\w*|burn\w*|starv\w*|leav(?:e|es|ing)|left) (?:the|my|his|her|their|our) (?:baby|child|children|kids?|son|daughter|little (?:boy|girl)|boy|girl|toddler)",
        r"(?:baby|child|children|kids?|son|daughter|toddler|girl|boy)\b.{0,50}\b(?:bruis\w*|not safe|unsafe|alone (?:all|over)? ?night|left alone|hungry|locked|scared of (?:him|her|his|dad|mum)|touch(?:es|ed) (?:him|her|them)|flinch\w*|marks on)",
        r"safeguarding", r"child (?:abuse|protection|neglect)", r"social services", r"abus(?:e|ed|ing)\b", r"neglect(?:ed|ing)?\b.{0,30}\b(?:child|baby|kid)", r"our secret\b", r"inappropriate\w* with (?:a|the|my|his|her) (?:child|pupil|student|niece|nephew|daughter|son)",
    ),
}  # fmt: skip

_COMPILED = {
    about: re.compile(r"(?<!\w)(?:" + "|".join(patterns) + ")", re.IGNORECASE)
    for about, patterns in _PATTERNS.items()
}

_REAL: tuple[str, ...] = (
    r"[\w.+-]+@[\w-]+\.[\w.]{2,}",
    r"(?<!\d)(?:\+?\d{1,3}[\s-]?)?(?:\(?0\d{2,4}\)?[\s-]?)\d{3,4}[\s-]?\d{3,4}(?!\d)",
    r"(?<!\d)\d{3}[ -]\d{3}[ -]\d{4}(?!\d)",
    r"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)",
    r"(?i:\b(?:NHS|MRN|hospital|patient|case|file|insurance)\s*(?:no\.?|number|id|#)?\s*[:#]?\s*[A-Z]{0,3}\d{5,})",
    r"(?i:\b(?:born|dob|d\.o\.b\.?|date of birth)\b[^.\n]{0,12}\d)",
    r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d{2}(?!\d)",
    r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b",
    r"(?i:\b\d{1,4} [a-z]+ (?:street|road|avenue|lane|close|drive|terrace|crescent|way)\b)",
    r"(?i:\bmy (?:real |own |actual )?(?:client|patient))[,:]? (?:called |named )?(?!(?:is|was|has|who|said|and|in|at|on|the|that|this|when|because|with)\b)[A-Z][a-z]+",
    r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? [A-Z][a-z]+",
    r"(?i:\b(?:real|actual) (?:client|patient) (?:of mine|from|at|on|in)\b)",
)
_REAL_COMPILED = re.compile("|".join(f"(?:{pattern})" for pattern in _REAL))

_OWN_COMPILED = re.compile(
    r"(?i)(?:this is (?:about )?me\b|not the role.?play|speaking as myself|i(?:'m| am) (?:really )?not ok(?:ay)?\b"
    r"|for real,? i |in my own life|this is real\b)"
)


@dataclass(frozen=True)
class RiskCue:
    """Words somebody has to look at: what they may be about, and the words."""

    about: str
    quote: str


def cues(text: str) -> tuple[RiskCue, ...]:
    """Every kind of cue in a text, one quote for each kind; linear in the text's length."""
    plain = text.replace("’", "'")
    found = []
    for about, pattern in _COMPILED.items():
        match = pattern.search(plain)
        if match:
            found.append(RiskCue(about, _around(text, match)))
    match = _OWN_COMPILED.search(plain)
    if match and found:
        found.append(RiskCue(OWN, _around(text, match)))
    return tuple(found)


def real_details(text: str, allowed: Sequence[str] = ()) -> RiskCue | None:
    """Words that look like a real client's details; `allowed` are names from the case file."""
    for match in _REAL_COMPILED.finditer(text):
        names = {name.lower() for name in allowed}
        words = {word.lower().strip(".,:") for word in match.group().split()}
        if not (words & names):
            return RiskCue(REAL, _around(text, match))
    return None


def _around(text: str, match: re.Match[str]) -> str:
    """The words of a match with a little around them, verbatim."""
    begin = max(0, text.rfind(" ", 0, max(0, match.start() - 20)) + 1)
    end = text.find(" ", min(len(text), match.end() + 20))
    return text[begin : end if end >= 0 else len(text)].strip()[:200]
