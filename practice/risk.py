"""Words that always go to a human. Never a level, a score or a probability.

Plain patterns that work with every model switched off. False alarms are acceptable; a missed one is
not, so the patterns are wide, and a model may only ever add a flag.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from practice.risk_words import CHILD, OTHER_LANGUAGES, PATTERNS, SAFETY, VIOLENCE

__all__ = ["CHILD", "OWN", "REAL", "SAFETY", "VIOLENCE", "RiskCue", "cues", "real_details"]

OWN = "the trainee may have written about themselves"
REAL = "may contain a real client's details"

_COMPILED = {
    about: re.compile(r"(?<!\w)(?:" + "|".join(patterns) + ")", re.IGNORECASE)
    for about, patterns in PATTERNS.items()
}
_COMPILED_OTHER = re.compile("|".join(OTHER_LANGUAGES), re.IGNORECASE)

_NAME = r"[A-ZÀ-Þ][\w'’]+"
_REAL: tuple[str, ...] = (
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.]{2,}",
    r"(?<![\w@])@[A-Za-z]\w{2,}",
    r"(?<!\d)(?:\+?\d{1,3}[\s-]?)?(?:\(?0\d{2,4}\)?[\s-]?)\d{3,4}[\s-]?\d{3,4}(?!\d)",
    r"(?<!\d)\+\d{1,3}[\s-]?\d{1,4}(?:[\s-]?\d{2,4}){2,4}(?!\d)",
    r"(?<!\d)\(?\d{3}\)?[ -]\d{3}[ -]\d{4}(?!\d)",
    r"(?i:\bat [\w-]+ dot (?:com|org|net|edu|gov|co|uk|ac|ie|au)\b)",
    r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b",
    r"\b(?:[A-Z]{2},? )\d{5}(?!\d)",
    rf"(?i:\b(?:patient|client|name|pt))\s*:\s*{_NAME}",
    rf"(?i:\b(?:session|sessions|appointment|client|patient|met|saw|seeing|assessed|referred)) "
    rf"(?:with |for |by )?{_NAME} {_NAME}",
    r"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)",
    r"(?i:\b(?:NHS|MRN|hospital|patient|case|file|insurance|passport|licence|social security)\s*"
    r"(?:no\.?|number|id|#)?\s*(?:is|:|#)?\s*[A-Z]{0,3}\d{5,})",
    r"(?i:\b(?:born|dob|d\.o\.b\.?|date of birth)\b[^.\n]{0,12}\d)",
    r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d{2}(?!\d)",
    r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b",
    r"(?i:\bpost ?code\b[^.\n]{0,12}\d)",
    rf"\b{_NAME} (?:Street|Road|Avenue|Lane|Drive|Terrace|Crescent) in {_NAME}",
    r"(?i:\b\d{1,5}[a-z]? (?:[a-z]+ ){1,3}"
    r"(?:street|road|avenue|lane|close|drive|terrace|crescent|way)\b)",
    r"(?i:\bmy (?:real |own |actual |other |last )?(?:clients?|patients?))[,:]? (?:called |named )?"
    rf"(?!(?:is|was|has|who|said|and|in|at|on|the|that|this|when|because|with)\b){_NAME}",
    rf"\b(?:called|named) {_NAME} {_NAME}",
    rf"(?i:\b(?:client|patient)(?:'s|’s) name (?:is|was)) {_NAME}",
    r"(?i:\bmy (?:clients?|patients?)) [A-Z]\.? ?[A-Z]\b",
    r"(?i:\b(?:his|her|their|my client's|my patient's) (?:husband|wife|partner|mother|father"
    rf"|sister|brother|son|daughter|boss|teacher)) {_NAME} {_NAME}",
    rf"\b{_NAME}(?: {_NAME})* (?:School|College|University|Hospital|Infirmary|Surgery|Clinic"
    r"|Hospice)\b",
    r"\b(?:St|Saint)\.? [A-Z]\w+(?:'s|’s)?\b",
    r"(?i:\b(?:https?://|www\.)\S{4,})",
    r"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b",
    r"(?i:\bsort ?code\b[^.\n]{0,20}\d|\baccount(?: number| no\.?)?\b[^.\n]{0,12}\d{6,})",
    r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])",
    r"(?i:\b(?:staff|employee|student|payroll|badge|ref(?:erence)?)\s*(?:no\.?|number|id)?\s*"
    r"(?:is|:|#)?\s*[A-Z]{0,6}[-/]?\d[\d/-]{4,})",
    r"(?i:\b\d{1,2}(?:st|nd|rd|th)? (?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december)(?: of)?,? (?:19|20)\d{2})",
    rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? {_NAME}",
    r"(?i:\b(?:real|actual) (?:client|patient) (?:of mine|from|at|on|in)\b)",
)
_REAL_COMPILED = [re.compile(pattern) for pattern in _REAL]  # one by one: they overlap
_NOT_NAMES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "my", "real", "own", "actual", "other", "last"}
    | {"client", "clients", "patient", "patients", "called", "named"}
)

_OWN_COMPILED = re.compile(
    r"(?i)(?:this is (?:about )?me\b|not the role.?play|speaking as myself"
    r"|i(?:'m| am) (?:really )?not ok(?:ay)?\b|for real,? i |in my own life|this is real\b)"
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
        if match is None and about == SAFETY:
            match = _COMPILED_OTHER.search(plain)
        if match:
            found.append(RiskCue(about, _around(text, match)))
    match = _OWN_COMPILED.search(plain)
    if match and found:
        found.append(RiskCue(OWN, _around(text, match)))
    return tuple(found)


def real_details(text: str, allowed: Sequence[str] = ()) -> RiskCue | None:
    """Words that look like a real client's details; `allowed` are names from the case file."""
    names = {name.lower() for name in allowed} | _NOT_NAMES
    for match in (found for shape in _REAL_COMPILED for found in shape.finditer(text)):
        words = {re.sub(r"['’]s$", "", w.lower().strip(".,:")) for w in match.group().split()}
        if not words <= names:
            return RiskCue(REAL, _around(text, match))
    return None


def _around(text: str, match: re.Match[str]) -> str:
    """The words of a match with a little around them, verbatim."""
    begin = max(0, text.rfind(" ", 0, max(0, match.start() - 20)) + 1)
    end = text.find(" ", min(len(text), match.end() + 20))
    return text[begin : end if end >= 0 else len(text)].strip()[:200]
