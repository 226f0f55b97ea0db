"""The words that give a language model away in a client's mouth, check by check.

Each is a regular expression, read without regard to capitals from the start of a word, against a
text with straight apostrophes and single spaces. What is here is refused and only ever costs the
model its line, so that in doubt a pattern stays; what an ordinary person says all day is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_I_AM = r"i(?:'m| am)"
_CANT = (
    r"(?:can(?:'t|not| not)|won't|will not|am not able to|'m not able to|am unable to|'m unable to)"
)

THERAPISTS_WORDS = [
    r"coping (?:strateg|mechanism|skill|tool)",
    r"cognitive(?:ly)? (?:distort|behav|therap|restr|bias)",
    r"(?:thinking|thought|cognitive) distortion",
    r"distorted (?:think|thought|view)",
    r"catastrophi[sz]",
    r"self-care",
    r"mindful(?:ness)?\b(?! of the (?:step|gap|time))",
    r"(?:set(?:ting)?|healthy|my|personal|clear) boundaries",
    r"validat(?:e|es|ed|ing|ion)\b(?! (?:my|the|your) (?:ticket|parking|card|pass))",
    r"trauma response",
    r"my triggers?\b",
    r"trigger(?:s|ed|ing) (?:me|my|for me)",
    r"re-?fram(?:e|ing)\b",
    r"automatic thought",
    r"core beliefs?",
    r"psycho-?education",
    r"it sounds like you",
    r"how does that make you",
    r"i hear you\b(?!r)",
    r"(?:a|this|our) safe space",
    r"therapeutic",
    r"rumination",
    r"maladaptive",
    r"emotional regulation",
    r"regulate my emotions",
    r"processing my (?:feel|emo|trau)",
    r"negative (?:self-talk|thinking patterns?|thought patterns?)",
    r"avoidance behaviou?r",
    r"exposure therapy",
]
MACHINE = [
    r"as an? (?:ai|artificial|language model|virtual|digital assistant)",
    rf"{_I_AM} an? (?:ai\b|artificial|language)",
    r"(?:large )?language model\b",
    rf"{_I_AM} (?:just |only )?a (?:chat ?bot|bot|computer program|machine learning)",
    rf"{_I_AM} (?:just |only )?an? (?:ai|virtual|digital|helpful) assistant",
    r"my (?:training data|programming|developers?)\b",
    r"i was (?:programmed|trained (?:by|on (?:a|data|text|lots))|created (?:by|to)|made by)\b",
    r"openai",
    r"anthropic",
    r"i (?:do not|don't) have (?:personal )?(?:feelings|emotions) (?:or|like|as)",
    r"i(?:'m| am) not (?:a )?(?:real|human)\b(?! good)",
]
OUT_OF_ROLE = [
    r"as a (?:therapist|counsellor|counselor|client|character|simulated)",
    r"role-?play",
    r"system prompt",
    r"(?:the|my) (?:instructions|prompt) (?:say|says|said|tell|told|is|are|was|were)\b",
    r"the client\b",
    r"the therapist(?:'s| says| asks| said| asked| nods| looks|:)",
    r"your therapist\b(?! friend)",
    r"in character\b",
    r"playing (?:the )?(?:role|part|character) of",
    r"stay in (?:role|character)",
    r"fictional (?:character|person)",
    r"this (?:is a )?simulation",
    r"here(?:'s| is) (?:a|the|my) (?:response|answer|reply|line|translation)",
    r"(?:sure|certainly|of course)[,!.] here",
    r"let me know if you",
]
NOTES = [
    r"mood(?: just)? now",
    r"not said aloud",
    r"in (?:your own|other) words:",
    r"in your own words",
    r"meant:",
    r"therapist's last turn",
    r"a first try",
    r"what they say next",
    r"at most \d+ words",
    r"words or fewer",
    r"say only what",
]
REFUSAL = [
    (
        rf"i(?: |'m |m )?{_CANT} (?:help|assist|provide|answer|comply|engage|fulfil|fulfill|"
        r"continue) (?:you |with |in |that|this|to your)"
        r"(?!(?:with )?(?:it|myself|the (?:kids|shopping|rent|bills))\b)"
    ),
    (
        rf"(?:sorry|apologi[sz]e),? (?:but )?i(?: |'m |m ){_CANT} (?:help|assist|provide|"
        rf"answer|discuss|do that|share|fulfil|comply)"
    ),
    r"i (?:cannot|am unable to|am not able to) (?:discuss|share|provide|assist|comply|engage)",
    r"(?:goes )?against my (?:guidelines|rules|policy|policies)",
    r"not (?:appropriate|comfortable) (?:for me )?to (?:provide|discuss|assist)",
    r"seek (?:professional )?help from",
    r"please (?:contact|reach out to|consult|seek)",
    r"i'm sorry, but i can(?:'t|not)\.?$",
]
ADVICE = [
    r"you should\b",
    r"you need to\b(?! know)",
    r"you have to (?:try|take|make|be|stop|start|focus|remember)\b",
    r"have you (?:tried|considered)",
    r"i(?:'d| would)? (?:suggest|recommend|advise)",
    r"my advice",
    r"why don't you",
    r"it(?:'s| is) important to",
    r"(?:^|(?<=[.,!?;] ))(?:just )?try to\b",
    r"remember(?:,| that| to) (?:you|it's|take|be)",
    r"you could (?:always )?try",
    r"make sure (?:you|to)",
]
THERAPISTS_PART = [
    r"how (?:can|may|could) i (?:help|assist|support)",
    r"what brings you",
    r"tell me (?:more|about (?:your|that|it|how))\b",
    r"what would you like to (?:talk|work|discuss|focus)",
    r"i'm here (?:to|for you)",
    r"i understand (?:that |how )?you",
    r"let's (?:explore|work (?:on|through)|talk about (?:your|what you)|look at (?:your|how you))",
    r"thank you for (?:sharing|opening|telling me|trusting)",
    r"how (?:are|have) you (?:been )?(?:feeling|coping|managing|sleeping)",
    r"it's (?:okay|ok|normal|natural) (?:for you )?to feel",
    r"you(?:'re| are) (?:doing (?:great|well)|not alone|very brave)",
    r"can you tell me (?:more|about (?:your|how))",
    r"what(?:'s| is) on your mind",
    r"\b(?:therapist|trainee|counsell?or|user|assistant|interviewer|doctor|supervisor) ?:",
]
ABOUT_THEM = [
    r"how are you\b(?! (?:so|meant|supposed|going to|sure))",
    r"(?:and|how about|what about) (?:you|yourself)(?:\?|, (?:do|have|are))",
    (
        r"do you have (?:any |a |an )?(?:kids|children|child|family|partner|wife|husband|"
        r"sister|brother|pets?|dog|cat|siblings|hobbies)"
    ),
    (
        r"are you (?:married|single|okay|all right|alright|ok|a parent|a mother|a father|"
        r"religious|tired|worried|anxious|stressed)\b"
    ),
    (
        r"what (?:do|would|did) you (?:think|do|suggest|recommend|advise)(?: that)? (?:i|"
        r"if you|in my|about (?:me|that|it|this))"
    ),
    r"what (?:do|would) you (?:suggest|recommend|advise)",
    r"what (?:should|can|do) i do\b(?= ?(?:\?|about|now|to (?:help|make|stop)))",
    r"have you ever",
    r"do you (?:ever|also|sometimes)\b",
    r"(?:do|would) you think i (?:should|could|need)",
    r"can you help me",
    r"could you help me",
    r"how(?:'s| is| was) your (?:day|week|weekend|family|morning)",
    r"how do you (?:cope|deal|manage|handle|relax|feel)\b",
    r"what would you do\b",
    r"how old are you",
    r"where do you live",
    r"do you like (?:your|being|this job)",
    r"any (?:advice|tips|suggestions)\b",
]
RELIEF = [
    (
        r"i(?:'m| am)? (?:already )?feel(?:ing)? (?:so |much |a lot |so much |really |"
        r"already |already so )+(?:better|lighter|calmer|relieved|happier|hopeful)"
    ),
    r"(?:better|lighter|calmer) (?:already|now that)",
    (
        r"you(?:'re| are) (?:so |absolutely |completely |"
        r"totally )?right[,.;]? (?:and )?(?:i(?:'ll| will| should| need| must| can see)|"
        r"it's all)"
    ),
    (
        r"i(?:'ll| will| can) (?:stop|quit) (?:worrying|checking|thinking|asking|"
        r"overthinking|avoiding|panicking)"
    ),
    (
        r"(?:that|this|it)(?:'s| is| was| has been|'s been) (?:really |so |very |"
        r"incredibly |extremely )+helpful"
    ),
    (
        r"(?:now )?i (?:now |finally |suddenly |just )?(?:reali[sz]e|understand|"
        r"see)(?:d)? (?:now|that (?:i(?:'ve| have| was| need)|my (?:thoughts?|worr|fear|"
        r"anxiety)))"
    ),
    r"i(?:'ve| have) never (?:thought|looked) (?:of|about|at) it (?:that|like that|this)",
    r"(?:it|that|everything) (?:all )?makes (?:so much |perfect |total |complete )?sense now",
    r"thank you (?:so much|for (?:everything|helping|your help|listening|understanding))",
    r"what a relief",
    r"i feel (?:understood|heard|empowered|validat(?:ed)|safe with you)",
    r"a weight (?:has )?(?:been )?lifted",
    r"i(?:'m| am) (?:cured|over it now|ready to change|grateful for)",
    r"you(?:'ve| have) (?:really |already )?helped me",
    r"i can (?:finally|now) (?:relax|breathe|let go|sleep)",
]
MEANS = [
    r"overdos",
    r"milligrams?",
    r"\d+ ?mg\b",
    r"noose",
    r"hang(?:ing)? myself",
    r"razors?\b(?!-| wire|-thin| sharp)",
    r"blades?\b(?! of (?:grass|the (?:oar|fan|mower)))",
    (
        r"cut(?:ting)? (?:myself\b(?! (?:a |some |off|short|shaving|slack))|my (?:wrists?|"
        r"arms?|thighs?))"
    ),
    (
        r"jump(?:ed|ing)? (?:off|in front of|from)\b(?! the (?:bus|sofa|settee|subject|page|"
        r"swing|screen))"
    ),
    r"(?:drink|drank|drinking|swallow\w*) (?:the |some |a bottle of )?bleach",
    (
        r"(?:all|handful of|bottle of|stash of|hoard\w* (?:of )?)(?: the| my)? ?(?:pills|"
        r"tablets|painkillers|paracetamol)"
    ),
    r"stockpil\w* (?:of )?(?:my |the )?(?:pills|tablets|med)",
    r"(?:kill|killing|killed|hurt|hurting|end(?:ing)?) (?:myself|it all|my (?:own )?life)",
    r"carbon monoxide",
    r"suffocat\w+ myself",
    r"strangl",
    r"slit (?:my|your)",
    r"stab(?:bing|bed)? (?:myself|yourself)",
    r"(?:drown|shoot|burn|starve|poison) (?:myself|yourself)",
    r"(?:buy|get|got|find) (?:a )?(?:gun|rope)\b",
    r"exit bag",
    r"lethal",
]
NOT_SPEECH = [
    r"https?:",
    r"```",
    r"</?\w+>",
    r"[{}<>|\\\[\]]",
    r"<\|",
    r"\S{30,}",
    r"\w+\(\)",
    r"#+ \w",
    r"\b[\w+/]{20,}={0,2}",
]

ELSEWHERE = frozenset(  # small words of other languages that are none in English
    re.findall(
        r"\S+",
        "der das und ich nicht ist ein eine mir mich zu sie wir auf mit dem le la les je ne pas "
        "que qui une des du est et dans pour suis mon ma mais el los las yo es un una por para mi "
        "muy pero estoy siento il che di sono",
    )
)

WORDS: Mapping[str, list[str]] = {
    "claims to be a machine": MACHINE,
    "out of role": OUT_OF_ROLE,
    "reads its notes aloud": NOTES,
    "means of harm": MEANS,
    "refusal": REFUSAL,
    "speaks as the therapist": THERAPISTS_PART,
    "therapist's words": THERAPISTS_WORDS,
    "advice": ADVICE,
    "asks about the therapist": ABOUT_THEM,
    "not speech": NOT_SPEECH,
}
