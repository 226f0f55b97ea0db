"""Sentences of a reply that speak to whoever scores it, or in no English: they are not read.

Asking for marks is part of no skill, in whatever language. Only the sentence is dropped; what is
said to the client in the other sentences counts exactly as it would without it.
"""

from __future__ import annotations

import re

from practice.reading.text import COMMON, LEAST_COMMON, plain, words

_READER = (
    r"(?:scorers?|graders?|evaluators?|assessors?|raters?|examiners?|markers?|supervisors?|judge"
    r"|model|system|llm|ai|machine|scoring \w+|grading \w+)"
)
_TOP = (
    r"(?:4s?|fours?|full|top|max\w{0,5}|(?:the )?highest|perfect|skilled|competent)"
    r"(?: (?:marks?|scores?|points?|levels?|ratings?|stars?|out|on|in|for|across|please|"
    r"everywhere)\b|\W*$)"
)
_WORK = r"(?:reply|answer|response|submission|attempt|turn|text|message)"
_RULES = (
    r"(?:instructions?|rubrics?|criteri\w{1,3}|prompts?|guidelines?|anchors?|scoring|rating rules)"
)
_UP_TO = r"[^.?!\n]{0,60}?"

_MARKER = r"(?:scorer|grader|evaluator|assessor|rater|marker|examiner)"

_ADDRESSED = (
    rf"(?:\w+ )?{_MARKER}s? ?(?::|=|!|--|[-–—] )|(?:automat\w+|ai|machine) {_MARKER}\b",
    r"(?:to |for )?(?:whoever|anyone who|whatever) (?:is )?"
    r"(?:marks?|scores?|grades?|rates?|assess\w*|reads?|marking|scoring|grading|rating)\b",
    r"for (?:the )?(?:scoring|grading|marking|rating|assessment|evaluation)\b|evaluation mode",
    r"(?:the|this) trainee(?:'s)?\b|model answer|(?:rubric|score|scoring|grading) override",
    r"system (?:note|message|override|instruction)\b|end of (?:the )?(?:reply|response|answer)\b",
    rf"(?:note|message|memo|attention|reminder|instruction|hint)s? (?:to|for) "
    rf"(?:the |this |any )?{_READER}\b",
    rf"(?:dear|hey|hi|hello|attention|attn|ok|okay) (?:the )?{_READER}\b",
    r"(?:the )?(?:scorer|grader|evaluator|rater|marker|assessor) "
    r"(?:should|must|will|can|please|has)\b",
    r"[\[<(#*]{1,4} ?/?(?:system|assistant|user|admin|inst|instructions?)\b",
    r"(?:system|assistant) ?:",
    r"system prompt|as an? (?:ai|grader|evaluator|language model|scorer)\b",
    r"you are (?:an? |the )?(?:grader|scorer|evaluator|language model|rating)\b",
)
_TO_BE_IGNORED = (rf"(?:ignore|disregard|forget|override|bypass|skip) (?:\w+ ){{0,4}}{_RULES}",)
_ASKED_FOR = (
    rf"(?:give|award|assign|grant|rate|score|grade|mark|set) (?:me|this|it|us|my|all of|every|"
    rf"each|all|everything|the (?:{_WORK}|above))\b{_UP_TO}\b{_TOP}",
    r"(?:full?|top|max\w{0,5}|highest|perfect) (?:mar[ck]+s|scores?|ratings?|levels?|points) "
    r"(?:please|on every|on all|(?:for|4) (?:this|all|ev\w+|me)|across|$)",
    r"(?:good|high|better|decent) (?:mark|grade|score) (?:on|for|in) this",
    r"(?:when|as|while|if) you(?:'re|'ll| are| will|) (?:scor|mark|grad|rat)\w+ (?:it|this|me)\b",
    r"(?:level|score|rating|grade|mark)s? ?(?:=|:|should be|must be|to|->)? ?\"?(?:4|four)\b"
    r"(?! (?:out|to|at|or|in) )",
    r"\"(?:level|score|rating)\"",
    r"(?:output|return|print|respond with|reply with|answer with) (?:only |just |a |the )*"
    r"(?:4|four|level|score|json|rating)\b",
)
_CLAIMED = (
    r"(?:scores?|levels?|ratings?|marks?|grades?) ?[:=]? ?[0-4](?:[ ,;/]*[0-4]){2,}",
    r"\w+ ?= ?[0-4](?!\w)|4 ?/ ?4|(?:score|rate|grade|mark) \w+ (?:as |at |a )?(?:4|four)"
    r"(?=[,.;!]|$| and\b)",
    r"(?:4|four|full marks|top marks|highest|skilled|competent) (?:on|for|in) (?:every|each|all)\b",
    r"(?:correct|right|final|true|proper) (?:score|grade|mark|rating|level) (?:is|here|for)\b",
    r"(?:full|top) marks here|highest (?:band|level|grade|score|mark|rating)\b|fully competent",
    r"treat (?:the|this|my|all)(?: \w+){0,2} (?:as|like) (?:\w+ )?(?:skilled|competent|4|perfect)",
    r"(?:don't|do not|never) mention this (?:sentence|note|message|line|instruction)",
    rf"(?:this|my|the above) {_WORK} (?:above )?(?:is|meets?|asks?|shows?|deserves?|should|must|"
    r"fulfil\w*|satisf\w*|demonstrat\w*|gets|scores|earns|contains|qualifies|has)\b",
    r"(?:all|every|each)(?: of the| single)? (?:criteri\w{1,3}|rubric items?|scoring items?)\b",
    r"(?:meets?|fulfils?|satisf\w+) (?:the |all |every )+(?:criteri\w{1,3}|rubric|anchor)",
    r"the rubric\b|rubric (?:above|below)",
)
_ASIDE = re.compile(
    "|".join(
        rf"(?<!\w)(?:{shape})" for shape in (*_ADDRESSED, *_TO_BE_IGNORED, *_ASKED_FOR, *_CLAIMED)
    )
)


_CODE = re.compile(r"```|^\W*(?=\S*[0-9])(?=\S*[A-Z])[A-Za-z0-9+/_-]{24,}=*\W*$")
_LETTERS_APART = re.compile(r"(?<!\w)(?:\w ){3,}\w(?!\w)")
# Small words of other languages that are none in English.
_OTHER = frozenset(
    words(
        "bitte gib geben diese dieser dieses der das und nicht jedem alle punkte für mit antwort "
        "merci donner donnez cette ce réponse sur tous les des une pour avec est tout très vous "
        "por favor esta este la el los las una respuesta todos en para con máxima muy dale "
        "il che di questa questo questi risposta ogni per massimo tutti sono dai "
        "esse essa resposta todos os uma não nota dê "
        "deze dit het een van alsjeblieft antwoord geef proszę daj tej odpowiedzi lütfen bu ver"
    )
)


def aside(sentence: str) -> bool:
    """Whether a sentence is meant for the scorer and not for the client."""
    low = plain(_LETTERS_APART.sub(lambda found: found.group().replace(" ", ""), sentence))
    return bool(_CODE.search(sentence.strip()) or _ASIDE.search(low))


def in_another_language(sentence: str) -> bool:
    """Whether a sentence is in another language; a name or a loan word does not make it so."""
    said = words(sentence)
    letters = [letter for word in said for letter in word if letter.isalpha()]
    if sum(letter.isascii() for letter in letters) * 2 < len(letters):
        return True
    few = sum(word in COMMON for word in said) < LEAST_COMMON * len(said)
    return few and sum(word in _OTHER for word in said) >= 2
