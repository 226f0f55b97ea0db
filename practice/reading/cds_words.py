"""What the rules for spotting distorted thoughts listen for, as phrases (see `text.phrases`)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from practice.reading.text import phrases

ELICITS = phrases(
    "what (went|was going|goes|ran) through / what did you (tell|say to) yourself",
    "what did…tell you / what did you (think|take it to mean|make of it|believe|hear in)",
    "what were you thinking / what (was|is) the (thought|sentence|worst thought) / in your head",
    "what (came|comes) (up|to mind)",
    "what (does|did|would|do) (it|that|this|they)…(say|tell|mean|make) / what's the thought",
    "your mind (say|tell)* / which (picture|thought|sentence|image|words|voice)*",
    "is that the thought / what is the… in / what was in…for you / how did you know",
)
HOTTEST = phrases(
    "which (part|bit|half|one|of)…(bite*|sting*|hurt*|worst|loud*|hard*|stick*|weigh*|convinc*)",
    "the one that (bite*|sting*|hurt*) / worst (part|bit|of it|one) / hurts (the |)most",
    "hardest / what (would|does|did|do) (that|it|this|they|being)…(mean|say|make) / about you",
    "mean (to|for) you / (bites|stings|bite|sting)",
    "how (sure|much…believe|certain|convinced|true)",
)
GUESSES = phrases(
    "you must (be|have been) (thinking|worried that|telling) / you (probably|obviously) think",
    "you(re|'re| are) (probably |obviously |just |clearly "
    "|)(thinking|assuming|predicting|expecting|jumping|telling yourself)",
    "you think (that |)(he|she|they|you|everyone|nobody|it) / i think you(r|'re| are)",
)
ABOUT_THINKING = phrases(
    "(a|the|that|this|your|any|some|those|these) (negative |unhelpful |irrational |bad "
    "|upsetting |)(thought*|belief*|thinking)",
    "negative / positive* / irrational* / unhelpful / rational* / balanced / realistic",
    "thinking pattern*",
)
WORKS = phrases(
    "how (do|did|does) (you|it|that) (get|go|jump|lead)… (from|to)",
    "what (makes|made|tells|told|gives) you / makes it (that|so|seem)",
    "made it (seem|feel|look) / what else (could|might|would|was) / evidence",
    "(points|speaks|counts|count) (to|for|against|the other way)",
    "other (way|explanation|reason|possibilit*)* / if a friend / to a friend / your best friend",
    "how (could|would|might|do|did) (we|you|one) (find out|check|test|know|tell)",
    "what would (have to|need to|you expect|look different|you say|it take) / (last|first) time",
    "what happened (after|next|then|between|in between) / look like / explains / left over",
    "who else / what happens (in |)between / sits less well / doesn't (quite |)fit",
    "what did you (actually |)(see|hear|notice) / how do you see / has there (been|ever)",
    "was there (any|a) / have you (ever|seen|had)…(before|since) / any (time|day|moment)*",
    "what would it (mean|be like) / where does…come from / do you (know|see)",
    "which (part|bit) (of|is)",
)
SCALE = phrases(
    "0 to / 0-100 / 0 and 100 / nought to / zero to / out of (ten|10|100|a hundred) / per cent",
    "percent / how much you believe / (rate|rating)",
    "how (sure|certain|convinced|much (do|did) you believe|much…believe|true|likely)",
)
LEAP = phrases(
    "from… to / straight to / in one (step|jump|go) / jump* / leap* / ran ahead / runs ahead",
    "turns into / turned into / went to / goes to / became / becomes / gone from / in between",
    "and then the / adds up to / is a bigger (claim|step)",
    "one (word|sentence|slip|shift|answer|look|evening|bad)…(whole|all|every|rest|life)",
)
CONTRAST = phrases(
    "less (like|about)…more / more (like|about)… than / not so much / rather than",
    "different from / not the same as / and not (so much |)(about|that|whether|how)",
)
LEADING = phrases(
    "isn't it / don't you think / wouldn't you (say|agree) / surely / aren't you",
    "can't you (see|just) / but isn't / right? / doesn't that (show|mean|prove) / isn't that",
    "might be more (balanced|realistic) / more (balanced|realistic|helpful) way",
    "is (it|that) really / could(n't it| it not) (just |simply |)be",
    "maybe (they|he|she|it|you)( was| were|'re| are|) just",
)
_AUXILIARY = "(?:is|are|was|were|do|does|did|has|have|would|could|can)"
TAG_QUESTION = re.compile(  # "isn't everyone", "would they?": asked to be agreed with
    rf"(?:^|[.,;] |\b(?:but|and|so|mean),? ){_AUXILIARY}n'?t "
    r"(?:it|that|they|he|she|you|we|every\w+|there|all)\b"
    rf"|[, ]{_AUXILIARY}n'?t (?:it|they|he|she|you|we|that)\?$"
    rf"|, {_AUXILIARY}(?:n'?t)? (?:it|they|he|she|you|that)\?$"
)
BRUSHED = phrases(
    "you're not (going to|a|an|really|that) / you are not (going to|a|an|really) / that's not true",
    "(can't|cannot|won't) (kill|hurt|harm)* / nothing to be / calm down / not that bad",
    "i bet / i'm sure / everybody (makes|has|does) / everyone (makes|has|does|feels)",
    "nobody noticed / no one noticed / (probably|just) (busy|tired|a phase|fine) / look on",
    "bright side / at least / cheer up / don't (worry|be silly|be so hard) / it will be fine",
    "it'll be fine / you'll be fine / not (logical|true|rational)",
    "(facts|evidence) (don't|doesn't|do not|does not) / good company / clearly a",
    "could be worse / think positive* / you see",
)
TENTATIVE = phrases(
    "i wonder / maybe / perhaps / might / could it / have i got / did i get",
    "am i (off|wrong|close|right) / tell me if / correct me",
    "or (is it|was it|is that|something|not|was) / does that fit / what do you make",
    "how does that (sit|land|fit) / i may / is that (right|how|it|the|fair|something)",
    "if i('ve| have) got / would it be (all right|ok|okay) / i don't know",
    "it's (fine|ok|okay|all right) if / i'm curious / which one / which (half|part|bit)",
    "instead of",
)
FEELING = phrases(
    "afraid / scar* / frighten* / worr* / dread* / sad / sadness / hurt* / angry / anger",
    "asham* / shame / guilt* / alone / lonely / tired / exhaust* / tense / panic* / fear*",
    "upset* / frustrat* / sinking / stomach / stung / sting* / sore / disappoint* / humiliat*",
    "embarrass* / terrif* / horrible / miserable / helpless / anxious / let down / crush*",
    "heavy / ached / jolt / grief / exposed / small / raw / bitter",
)
SYMPATHY = phrases(
    "must be / must have been",
    "sounds (so |really |very |)(hard|tough|difficult|awful|rough|painful)",
    "(so|really|very) (hard|tough|difficult) / i (hear|understand|feel for)",
    "sorry (to hear|that|you) / that's (hard|tough|rough|awful)",
)
SENSE = phrases(
    "i see (why|how) / enough to / little wonder / hard not to / stands to reason / natural",
    "no wonder / of course / makes sense / make sense of / i can see (why|how) / anyone would",
    "would (sting|hurt|frighten|upset|shake|be hard (for|on)) any* / understandabl*",
    "i'd (wonder|feel|want|be) (too|that) / anybody would / would be hard for / who wouldn't",
    "any* who / that would / so i can see",
)
KERNEL = phrases(
    "really (did|was|were|is|has|have) / did happen / is true / was true / (is|was|that's) real",
    "(it|they|he|she|you) (did|do) / that much is / (was|is) (plain|right) / really there",
    "the timing / you saw / happened / for real / you're right / is (there |)in (black|writing)",
)
TOKEN = phrases(
    "i (hear|understand|get) (you|that|it)*…but / i know…but / i'm sorry…but / that's hard but",
)
COPING = phrases(
    "what (does|would|do|did|has) (that|it|this|they|being)…(mean|do|like|cost|change)",
    "what('s| is|'s it| is it|'s that|'s this| was| has)…(like|been like|hardest|worst)",
    "how (are|have) you (been |)(getting|managing|living|coping|carrying|sleeping|holding)",
    "what would help / who (is|'s|else|knows|has) / what do you (need|want)",
    "what are (your|the) options / to work on / get through / what have you / your options",
    "which part / most on your mind",
)
CHOICE = phrases(
    "would you (like|rather|prefer|be up for|be willing|want) / which would you / shall we",
    "if you (like|want|'d like) / your call / could we / or (is it |)too / up for",
    "would it (help|be) / or would / what would you / or leave / you choose / what's right",
    "or something else",
)
EASY_TASK = phrases(
    "try to / you should / you need to / you could / write down / do a thought record",
    "make a list",
)
NAMES: Mapping[str, tuple[str, ...]] = {
    "all_or_nothing": ("all-or-nothing", "all or nothing", "black and white", "black-and-white"),
    "overgeneralisation": ("overgeneral", "over-general"),
    "mental_filter": ("mental filter", "discounting", "filtering"),
    "mind_reading": (
        "mind reading",
        "mind-reading",
        "reading their mind",
        "reading his mind",
        "reading her mind",
    ),
    "fortune_telling": (
        "fortune telling",
        "fortune-telling",
        "predicting the future",
        "crystal ball",
    ),
    "magnification": ("catastroph", "magnif", "worst case", "blowing", "worst-case"),
    "emotional_reasoning": ("emotional reasoning",),
    "should_statements": ("should statement", "shoulds"),
    "labelling": ("labelling", "labeling"),
    "personalisation": ("personalis", "personaliz", "taking it personally"),
}
DOUBTS = phrases(
    "evidence / jump* to / worst case / mind reading / balanced / realistic / are you sure",
    "how (sure|likely|certain) / exaggerat* / assum* / predict* / another (way|explanation)",
    "other explanation* / might not be / may not be / thinking (error|trap|pattern)*",
    "(maybe|perhaps) (they|he|she|it) / what would you (say|tell) (to |)a friend / bit of",
    "catastroph* / negative / bright side / is it possible that",
)
ACCEPTS = phrases(
    "(no|don't|doesn't) need* to (test|question|doubt|argue)* / leave it as it is",
    "(written|put) (it |that |)down / sounds (fair|right|true) to me / (a|the) (real|actual)",
    "values / matters to you",
    "(that's|it's|that is|it is|this is|they're) (a |)(real|true|there|not something|a "
    "fact|in writing|in black)",
    "as it stands / as a fact / as fact / may (simply |well |)be true",
    "isn't (you|your mind|in your head|something) / not (in your head|your mind)",
    "it's (happened|been|written) / that's (not|no) / of course / no wonder / makes sense",
    "you're right / that happened / it's been / for real / isn't a (distortion|thought)",
)
