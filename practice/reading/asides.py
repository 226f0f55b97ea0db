"""Sentences of a reply that speak to whoever scores it: they are not read, for better or worse.

Asking for marks is part of no skill. Only the sentence is dropped; what is said to the client in
the other sentences counts exactly as it would without it.
"""

from __future__ import annotations

import re

from practice.reading.text import plain

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
    r"(?:full|top|max\w{0,5}|highest|perfect) (?:marks|scores?|ratings?|levels?|points) "
    r"(?:please|on every|on all|for (?:this|all|every|me)|across)",
    r"(?:level|score|rating|grade|mark)s? ?(?:=|:|should be|must be|to|->)? ?\"?(?:4|four)\b"
    r"(?! (?:out|to|at|or|in) )",
    r"\"(?:level|score|rating)\"",
    r"(?:output|return|print|respond with|reply with|answer with) (?:only |just |a |the )*"
    r"(?:4|four|level|score|json|rating)\b",
)
_CLAIMED = (
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


def aside(sentence: str) -> bool:
    """Whether a sentence is meant for the scorer and not for the client."""
    return bool(_ASIDE.search(plain(sentence)))
