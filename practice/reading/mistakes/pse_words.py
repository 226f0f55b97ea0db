"""What the finders of mistakes in explaining listen for, as phrases (see `text.phrases`)."""

from __future__ import annotations

import re

from practice.reading.text import phrases

HOW_IT_WORKS = phrases(  # tells how something works, is treated or will go
    "when (we|you're|you are|people|somebody|someone|things|mood|spirits)… / research / studies",
    "the (more|less|longer)…the (more|less|longer|worse|stronger|louder|heavier) / evidence",
    "proven",
    "(worry|panic|anxiety|avoidance|avoiding|mood|fear|sleep|a thought|thoughts|the body|your body|"
    "the brain|your brain|the alarm|cbt|therapy|medication|tablets|chatbots|checking|alcohol|grief|"
    "exposure|exercise|feelings|relief|pressure|doubt|habits|adrenaline|the heart|your heart) "
    "(is|are|isn't|aren't|can|can't|may|tends*|_s)",
    "(that|this|it)('s| is) (called|known|how|why|your|a kind of|a sign|a way|like a|about)",
    "what happens (is|when) / the idea is / comes down / goes round / a circle / tends to agree",
    "(it|that|this|which|and|each _|every _|the _) (makes|keeps|feeds|causes|leads to|brings|turns|"
    "teaches|buys|builds|maintains|affects|triggers|changes|lets|means|gives|takes|starts|settles|"
    "wears|works)",
    "(you|we) (step|take|get|read|see|notice|avoid|do less|never find|don't find|end up|learn|meet|"
    "fill|start|set) / you're (low|depressed)",
    "often / usually / tends / mostly / generally / normally / typically / on average / percent",
    "(many|most|some|lots of|plenty of|hundreds of) "
    "(people|of|women|men|lads|guys|mums|days) / per cent / can be wrong",
    "there are (two|three|four|five|a number|things|some) / (act|depend)s? on",
    "(is|are) (dangerous|harmless|important|private|confidential)",
    "(people|folk|everybody|everyone|somebody) _ / they (work|make|act|change|only|take)",
    "it (isn't|doesn't|does|helps|comes|goes|is)",
)
ABOUT_US = phrases(  # speaks of the talk itself, of what was said, or of what the trainee will do
    "(that was|i'm|i) (a long|quick|too quick|sorry|glad|put|said|shouldn't|can hear|went|was|get)",
    "i (can|could) / you (said|told|mean|look|sound|were|had|did) / (that|it) (sounds|must|would)",
    "i'd be / let's / my fault / i don't know / i hear / thank you / can i / may i / shall i",
    "would you / do you want / no wonder / fair (enough|question) / good point / i'll stop",
    "so you",
    "and you / you've been / you felt / i'm asking",
)
WANTS_IT = phrases(  # a client's question that an explanation answers
    "why / what('s| is| are| does| do| was| happens| helps| would|'s going)",
    "how (do|does|long|come)",
    "how (many|can|did|is) / more to it / doesn't it / any good / right / does _ / isn't (it|that)",
    "(is|was|does|do|did|will|can|could|should|are|am|would) "
    "(it|that|this|they|i|you|there|we|them|the|he|she)",
    "so (it|that|is|i)* / what do you (think|know|reckon) / you('d| would) not / isn't your job",
)
GO_ON = phrases(
    "go on / tell me / you tell / say it / i want to know / i'd like to know / let's hear",
    "i don't (really |)(know|understand|get) (what|why|how) / i thought you'd know / be honest",
    "explain (it|that) / i'm listening / give me the / what you (know|tell people) / quick though",
)
YES = phrases("yeah / yes / sure / okay / ok / please / the rest / all right / fine / short / say")
OFFER = phrases(
    "(one|a|some) (thing|idea|bit) (to|i|more)…(add|know|if|say) / if you('d| would) like",
    "i could",
    "if you('re| are) (interested|up for) / i can (say|tell|add) / would you (like|want)",
    "want (my|to hear|the rest) / (would|will) it help",
)
CHECKS = phrases(  # asks what the client made of it
    "what (do|would|did|are|fits|doesn't|still|else|part|in that|of that|would you)…"
    "(you|that|it|argue|wrong|heard|thoughts) / which (bit|part|of (that|it|these|those))",
    "how (does|would|did|do) (that|it|you)… / in your own words / have i got / how would you",
    "where (am|is|does|would|did) / (does|do|did|is) (that|it|any|this)…"
    "(fit|sound|ring|match|true|right|like|or|your|you|off|wrong|landed|land)",
    "tell (me|it) (where|if|what|back|which|how) / what's (off|wrong|missing)",
    "say (if|that back|it back) / or (have|is|am|not|does) / what do you (make|reckon|think|say)",
    "your (thoughts|side|version) / am i / cross out",
)
LOOKS_BACK = phrases(  # the same, a turn later
    "which (bit|part) / (fit|fits|match|sound|ring)* / wrong / in your (own |)words / differently",
    "(make|made|take|took|hear|heard|land|landed|stuck) (of|from|in) / argue / disagree",
    "what stayed / put (that|it) / explain (it|that) / cross* out",
)
NOD = phrases(  # invites only a yes
    "make* sense / does that (make|help)* / (is|was) (that|it) (clear|ok|okay|all right)*",
    "ok? / okay? / right? / alright? / you know? / got (it|that)? / deal / will you",
    "do you (see|understand|follow) / can you see / isn't (it|that) / doesn't it / can we agree",
    "are you (okay|ok|happy) with / would you be happy to",
)
MORE_JARGON = phrases(
    "(affective|physiological|behavioural|emotional|autonomic|somatic|cardiac) "
    "(response|cue|arousal|activation|effect|withdrawal)*",
    "appraisal / anhedonia / arousal / interoceptive / misattribut* / disconfirm* / safety-seeking",
    "safety behavio* / self-maintaining / (positive|negative) belief* about / metabelief* / limbic",
    "adenosine / homeostatic / downregulation / half-life / sycophancy / hallucination / phobia",
    "psychoeducation / formulation-driven / conditioning / sleep restriction / graded activity",
    "mind reading / overgenerali* / all-or-nothing / intolerance of / reassurance-seeking",
    "hypothetical worr* / worry postponement / neuroplasticity / prefrontal / sympathetic / vagus",
    "discontinuation syndrome / acute episode / cognition* / collaborative / psychomotor",
)
PUT_ASIDE = phrases("forget (the|that) / never mind / no need for / skip the / fancy word")
FALSE = phrases(  # wrong about any topic; each fact sheet has its own list besides
    "(completely|totally|perfectly|quite|absolutely) (harmless|safe|confidential|private|normal)",
    "nothing (ever |)leaves / nothing you tell / stays in (this room|here) / (a|just a) crutch",
    "(they|it) (only|just) (mask|cover)* / get hooked / chemical imbalance / low on serotonin",
    "you could try (a week|stopping|without|skipping|coming) / as good as therapy",
    "(a week|a day|few days|a fortnight) without / works for (everyone|everybody)",
    "(those|these) (things|apps|programs|machines) are / they (sell|steal) / it doesn't care",
    "(delete|stop using) (it|the app|that|them) / (the best|only) (therapy|treatment) that",
    "(other|only) (kinds|therapies|treatments|one)…(don't|that|which) work* / never the situation",
    "your (interpretation|thinking) (that |)(creates|causes) / what you (tell|told) yourself",
    "impossible to (faint|die) / can't (hurt|harm|kill) you",
    "nobody (ever |)(got over|died|faints)",
    "you just have to face / push through / no pain no gain / the past is the past",
    "can't trust your / it's only anxiety / you're (imagining|making it up)",
    "take (them|it) they'll",
    "no need (for|to see) a doctor / (won't|wouldn't) do you any harm / isn't real",
)
SURE = phrases(  # surer than anyone can be
    "guarantee* / i promise / my word / for good / in no time / every (single |)time / no doubt",
    "works (for everyone|every|for everybody) / never have another / cure* / 100 per cent",
    "never (need|have|feel|want|come|happen|be|get|worry)…again / hundred percent / definitely",
    "(completely|totally|all) (gone|cured|better|over|fixed) / certainly / trust me / will be gone",
    "(always|never) (works|fails|passes|comes back|goes away) / disappear* / once and for all",
    "feel better (straight|right|at once|immediately|in) / it really works? / sorts (it|you) out",
    "you'll (be right|be fine|be sleeping|be off|be driving|feel better|never|soon)",
    "you'll (notice|find|see) (a difference|you|it's not) / like a baby / be a new (man|woman)",
    "back to (normal|yourself|your old self) / like (themselves|yourself|new) (again|by)",
    "everybody who / everyone who / every single person / nobody ever / what's left is / far worse",
)
DOSE = re.compile(  # how many to take, or none, as if it were ours to say
    r"\b(?:(?:halve|halving|skip|skipping|stop|stopping|drop|dropping|double|doubling|miss|missing|"
    r"cut|cutting|take|taking)\b.{0,12}\b(?:it|them|those|one|half|dose|doses|tablets?|pills?|"
    r"medication|meds|antidepressants?)\b|(?:leave|leaving) (?:it|them|those) off|"
    r"(?:come|coming|get|getting) off (?:it|them|those|the|your))\b"
)
NOT_OURS = re.compile(  # just before it: said back, asked about, warned of
    r"\b(?:don't|do not|didn't|not|never|without|before|rather than|instead of|you want|you'd want|"
    r"you'd|wanting|thinking|thought|wonder\w*|decid\w+|you said|you were|you've|why you|if you|"
    r"people|tempt\w+)\b.{0,24}$"
)
PRESCRIBER = re.compile(r"\b(?:gp|doctor|prescrib\w+|pharmacist|surgery|clinic)\b")
MEDICINE = re.compile(
    r"\b(?:tablets?|pills?|medic\w+|meds|dose|antidepress\w+|sertraline|citalopram|fluoxetine|"
    r"mirtazapine|beta.?blockers?|propranolol|diazepam|sleeping (?:tablet|pill)s?)\b"
)
BY_WHEN = re.compile(
    r"\b(?:'ll|will|going to|won't)\b[^.?!]{0,60}\b(?:by|within|in) "
    r"(?:a |an |the |one |two |three |four |five |six |ten |\d+ |couple of |few ){0,3}"
    r"(?:days?|weeks?|months?|monday|tuesday|wednesday|thursday|friday|saturday|sunday|summer|"
    r"christmas|easter|spring|autumn|winter|thanksgiving|session \w+|new year)\b"
)
HEDGED = phrases(
    "can't (promise|know|say|swear) / cannot / not (certain|sure|everyone|everybody|all) / might",
    "may / could be / don't know / i'd (want|like|put) / let's / around / about / if you / we'd",
    "depends / often / some (people|days)",
)
SMALL = phrases(  # makes the trouble small
    "(it's|that's|it is|is|was|were) (only|just|really only|really nothing) "
    "(a|an|the|nerves|stress|anxiety|hormones|worry|wind)",
    "after all / (not|isn't|aren't|hardly|wasn't) the end of the world / worse off",
    "could be worse",
    "nothing (out of|unusual|to worry|special|serious) / at your age / you'll laugh / it's nothing",
    "part and parcel / better safe / funny turn / it's normal / these things happen / give it time",
    "(everybody|everyone|we all|all (mums|mothers|parents|of us|lads|men|women)|loads of|plenty of)"
    " (_ |)(does|do|has|have|gets|get|feel*|worr*|forget*|slow*|shout*|want*|people|men|women)",
    "nobody (noticed|minds|will|would|cares)* / super (common|high) / rome wasn't / own it",
    "don't be (so |)(hard|silly|daft) / i shouldn't (lose|think|worry) / wouldn't (worry|lose)",
    "i'm sure (she|he|they|nobody|it|you) / keep your chin / never take it / lots of people are",
)
WEIGHED = phrases(  # and yet gives it its weight
    "hard / frighten* / scar* / heavy / exhaust* / horrible / that would / no wonder / real",
    "a lot",
    "sting / knot / i'd be / doesn't mean / isn't (lazy|weak|laziness)",
    "not (lazy|weak|daft|silly)",
    "not (just |)you / not every* / what (do|would|did)",
)
NORMAL = phrases("normal / usual / common / other people / anyone else / is it just / only me")
_PERSON = (
    "(person|people|man|woman|boy|girl|child|lad|student|client|mother|dad|driver|patient|friend|"
    "somebody|someone|guy|kid|couple|two people)"
)
SOMEBODY = phrases(  # somebody else's story
    "(imagine|think of|picture|take|suppose|say|consider|let's say|there's|there was|i had|it's "
    f"like)…{_PERSON} / our ancestors / one (client|lady) i / a fact is",
    "(imagine|suppose|let's say|picture) (you're|you are|you were|you hear|you see|you meet|a|an)",
    "when you (leave|go|are|hear|see|meet|learn) (for|home|on|to|a|the)",
    "for (instance|example) if",
    "(like|such as) (when|if) (you|somebody|someone|people)",
    "happens to (students|people|everyone)",
    "you wouldn't say (someone|somebody|a person) / i always (wear|do|think)",
    "my (neighbour|brother|sister|aunt)",
)
