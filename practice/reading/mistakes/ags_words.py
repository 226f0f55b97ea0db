"""What the finders of agenda mistakes listen for, as phrases (see `text.phrases`)."""

from __future__ import annotations

import re

from practice.reading.text import phrases

_WILL = "('ll| will| are going to|'re going to)( just| now| first| then|)"

PLANS = phrases(  # says what is going to happen
    "(today|this (afternoon|morning|evening|session)|for today)…(we|i)"
    "('ll|'re| will| are| have| need| should|'d)",
    f"(what|so) (we|i)({_WILL}|'ve got| have got|'m going to)… / what i('ve| have) got for",
    f"we{_WILL} (be |)"
    "(do|doing|start|look|work|go|spend|focus|begin|cover|talk|have|move|set|need)",
    "i('ll| will|'m going to) (take you|go through|teach|show|explain|guide|give you|talk you)",
    "i('ve| have) (got|put) (us|you) down",
    "i('ve| have) (planned|printed|prepared|got a (worksheet|handout|sheet))",
    "first comes / first on the / first i need / after that (we|the|you'll|i'll) / item one",
    "so that's our / then (we'll|i'll|i'd) / (we'll|i'll|i'd) then",
    "i (usually |always |)start with",
    "let's (stick|get|go through|do|focus|work|start|put|look|move|concentrate|go)",
    "we (should|need to|have to|ought to|'d better)",
    "i (also |)(need|want|would like|'d like) (us |you |)to (do|go|talk|look|work|use|start|teach|"
    "give|be|focus|run|cover|move|set|tell) / what i'd (want|like)",
    "i think (that |)(we|what would|today) / (next step|the plan|the aim) (is|for)",
)
OFFERS = phrases(  # and leaves room for another plan
    "i'd (lean|suggest|say|put|take|vote) / my (vote|hunch|view|idea) / swap / tell me if / unless",
    "or (is|would|shall|do|are|the other|he's|she's|it's) / you (say|choose|decide|tell|pick)",
    "would you (rather|prefer) / does that (sound|fit|look) (right|wrong) / if (you|the|it|that|i)",
    "when (you|the) / next (week|time|session)",
)
WEIGHS = phrases("my (vote|hunch|view) / i'd (lean|suggest|put|take)")
ROOM = phrases(
    "tell me if / what do we lose / is that (right|the right|how you) / what do you (think|say)",
    "would you / right way round / which would / unless you / would be right / or (would|shall)",
    "or is it / should it / decide together / how does that (sit|fit|suit)",
)
OPEN = phrases(
    "what (shall|should|would|do|have|else|is|'s)…"
    "(today|you|list|bring|use|room|make|time|hour|mind) / what shall we",
    "or (is|would|shall|do|are|has|something|the) / anything (else|besides|apart)",
    "what('d| would) (you|be) / which (of|one|bit|part|would) / what about / yours (first|today)?",
    "whose / what do you need",
)
ALL = phrases(
    "(all|every one|each|all of|both) (of |)(them|it|those|these|that)",
    "all (three|four|five|six|seven|eight) / every (single |)(one|item) / every one of / the lot",
    "(the|this) whole lot / everything (on|goes|in|gets)",
    "nothing (gets|is|will be) left (out|off)",
    "(squeeze|fit|cram|pack) (it|them|every|all|the) / get through (all|them|everything|every)",
    "(two|three|four|five|six|seven|eight|ten) minutes each",
)
NOT_ALL = phrases(
    "(won't|can't|cannot|not|don't|isn't|hardly|can)…(all|every|lot|through|fit) / too much",
    "(not|than) all / which / instead / if i were you",
)
ON_THE_LIST = phrases(
    "list / through / today / manage / one after / (go|goes|get|gets|put|work|cover|manage|fit|"
    "squeeze|cram|pack|do|got|left|be)* (on|in|down|to|all|them|it|every|out) / minutes each",
)
DONE = phrases(  # between sessions, or not
    "(did|done|tried|managed|filled|kept|brought|wrote|noted|rang|opened|marked|logged|used)",
    "didn't / did not / couldn't / haven't / hadn't / not (really |)(done|did|had|got) / never did",
    "(we|you) (said|agreed|planned|did say) / you (gave|asked|set|told|wanted) me / as agreed",
    "here's / i've got / it's in / is in / here (it is|they are)?",
)
TASKS = phrases(
    "diary / homework / sheet / log / list / chart / worksheet / exercise* / practice / breathing",
    "record / task / experiment / the thing (you|we|with) / walk* / the call / form / ladder",
    "notes",
    "card / questions / questionnaire / (we|you) (said|agreed|planned|asked|gave|set|wanted)",
)
IN_SESSION = phrases("we did / we had / then we / last (time|week) (you|we)")
PICKS_UP = phrases(
    "(how|what) did (it|that|you) / did (you|it|that) (get|manage|go|help|try|use|do)",
    "how('d| did) (it|that|you) (go|find|get) / what got in the way / the task / homework",
    "you (did|tried|managed|kept|rang|filled|opened|brought) / thank(s| you) (for|on) / well done",
    "half / once / twice / (one|two|three|four|five|six|seven) (of|nights|days|marks|times|out)",
    "don't (worry|beat) / no (bother|problem|matter)",
)
DIGS = phrases(  # asks for the story
    "what (exactly |)(did|was|were|happened|set|made|went|is it about|does|do)…",
    "how (did|do|does|long|often|many|come)… / why (did|do|does|is|was|were)…",
    "(where|when|who|whose|what time) (did|do|does|is|was|were|are)…",
    "(had|have|has|did|was|were|is|are|do) (he|she|they|it|you|either|your|that|this|there|any)…",
    "and then what / what('s| is) (he|she|it|they|that|your) / what are you / what time",
)
INTO_IT = phrases(
    "take me through / tell me (a bit |more |all |everything |)about / from (the beginning|when)",
    "goes back to / your (dad|father|mother|mum|mom|childhood|body) / pattern / underneath",
    "in your body / close your eyes",
)
LOOSE = phrases(
    "as (it|they|we|things) (come|go|fall)* / play it by ear / be (a bit |)flexible",
    "see (how|where) (it|we|things|that) (go|get|end|land|take)* / dip (in|into) / juggle",
    "(bit|bits|little) of (both|all|each|everything) / in (any|no particular) order",
    "(i'm|i am) easy",
    "whatever (you (like|want|need|think|bring|fancy)|comes|we) / anything (at all|you|we)",
    "whichever (you|one|comes|of them) / work (our|my|your) way / take it easy / up to you",
    "(all|both) (of these |of them |)(are |sound |)important / it's (your|all your) (time|space)",
    "your space / no pressure",
)
DOWN_THE_LIST = phrases(
    "(work|go) (down|through) (the|your|our) list / one after (another|the other)",
)
BECAUSE = phrases("because / since / so that / due")
EASY = phrases("i'm easy / (both|all) sound / i don't mind")
FIRST = phrases("first / before / starting with / start with / most of")
NODDED = re.compile(  # asks for a nod
    r"(?:^|[.,;:] ?|\band |\bso )(?:(?:are |is |all )?(?:you |that |we(?:'re| are) )?)?(?:all )?"
    r"(?:ok(?:ay)?|alright|all right|right|good|great|agreed|fine|cool|deal|ready|yes|fair enough)"
    r"(?: with (?:that|you|this)| so| then)?\W*\?$"
    r"|\b(?:happy|okay|ok|fine|comfortable) with (?:that|this)\b"
    r"|\bsounds? (?:good|ok|okay|great|fine|alright)\b"
    r"|\b(?:is|would) that (?:be )?(?:alright|all right|ok|okay|acceptable|fine|helpful|good)"
    r"(?: (?:with|for|to) you)?\W*\?$"
    r"|, (?:aren't|isn't|don't|won't|haven't|shall|are|is) (?:you|we|it|that)\b"
    r"|\bshall we (?:start|begin|go|crack on|get going|make a start)\b"
    r"|\bdoes that (?:work|suit|make sense)\W*\?$"
)
WITH_ROOM = phrases(
    "or (would|do|is|shall|are|not|the|you|rather|leave|too|should|different|something) / rather",
    "change / swap / what would / which / instead / otherwise / your call / argue / wrong",
)
SAY_SO = phrases("say so / say if / tell me / unless")
GOES_ON = phrases("off we go / so off / great / let's go / aren't you / isn't it")
THEN = phrases("then / first / so that's our / our topic / for (ten|twenty|thirty|half)")
BARE_START = phrases("shall we (start|begin)")
DISTRESS = phrases(
    "cry* / cried / tears / sobb* / shaking / shook / so scared / terrified / frightened",
    "devastat*",
    "can't (do|cope|think|go on|say|breathe|even|answer|stop|take|bear|look) / in bits",
    "hospice / hospital / passed away / died / funeral / going to die / lost (one|my) / evict*",
    "falling apart / it's all gone / don't see the point / what's the point / without me",
    "giving (my|his|her) (things|tools|stuff) / wants us out / leave my (husband|wife)",
    "i'm done in",
    "had to stop the car / bloody",
)
STAGE = re.compile(  # what a client is seen to do
    r"\([^()]{0,60}(?:tear|cry|cries|sob|weep|upset|shak|trembl|chok|head in|wip(?:es|ing)|voice|"
    r"quiet|whisper|breaks? down|silen|at the floor|star(?:es|ing)|rubs|sniff|"
    r"looks? (?:away|down)|swallow|hands)[^()]{0,60}\)"
)
BUSINESS = phrases(
    "so that's / (the |)(first|second|next|other) (one|item|line|thing|bit|step)",
    "(fill|write) (it|that|in|the|them) / (okay|ok|right|fine|great|good|now|anyway),? (so|then|"
    "let's|the|now)* / let's (get|go|do|start|look|finish|carry) / move on / get back to",
    "carry on",
    "(the|our|your) (ladder|diary|chart|sheet|form|plan|list|agenda|questionnaire|task)",
    "only (eight|nine|ten|a few) / (it|them) (done|out of the way) / how did the / yes please",
    "come on / read me / just to finish / (make|made) a start / first as usual / as we planned",
)
TURNS_AWAY = re.compile(r"^(?:so|now|right|anyway|okay|ok|well),? (?:\w+ ){0,2}\w+\W*$")
SET_ASIDE = phrases(
    "(can|could|will|'ll|may|let's|shall we) (wait|leave|stop|pause|keep|sit|stay|forget)",
    "aside / in (a|the) drawer / (stay|sit|be) with (that|it|this|you|him|her) / hold on / wait",
    "before (we|the|any|that) / (comes|goes) first / put (that|this|it) first / instead",
    "do you want to (talk|tell|say|stop|sit) / what do you need / would you rather",
    "tell me about (him|her|it|them) / i don't want to (carry|go) / i don't think (i|we) can",
    "put (the|that|it)…(down|away|aside) / what would be of use / how (is|are) (he|she|you)",
    "who (is|was|else) / whose / what did you feel / are you (thinking|safe) / let me stop",
    "forget the / can we come back / straight past",
)
BROAD = phrases(
    "confidence / self esteem / self worth / motivation / anxiety / stress / worry* / depression",
    "mood / relationships / life / anger / communication / resilience / happiness / boundaries",
    "trust / wellbeing / well being / perfectionism / feelings / emotions / the future / identity",
    "purpose / guilt / loneliness / negativity / energy / beliefs / behaviours / everything",
    "assertiveness / being myself / coping",
)
BROADLY = phrases(
    "in general / just / generally / the usual / you know / i guess / i suppose / i dunno / always",
    "i don't know / everything / i think / mainly / really / basically / broadly / like",
    "more about",
)
TAKEN = phrases(
    "(goes|put|write|writing|note|pop|stick|add) (that|it|this|down|in|on|our|_) / (it is|it's)*",
    "on the (list|agenda) / (our|the|main|big|as our|as the) (topic|item|one|thing|focus) / got it",
    "we('ll| will) (work|do|talk|look|focus|make|cover) / something we can",
    "(okay|ok|right|great|awesome|good|sure),? _* / let's (do|work|talk|look|get|say)",
)
ASKS_WHAT = phrases(
    "what (do you mean|does|would|exactly|is it|kind|sort|about|part|day|was) / which / when",
    "where",
    "_ for what / motivation for / how would",
)
DOUBTS_IT = phrases("too (wide|broad|big) / wide one / could be (a hundred|anything|many)")
CLOSES = phrases(
    "(our|the|today's|your) list (is|done|then|for)* / list is (complete|done|full) / nothing else",
    "we have what we need / we're set / those (two|three|four) (make|it is|are)",
    "make up (our|the) / that's (our|the|today's) (list|plan|agenda|day) / that'll (do|be it)",
    "(good|great|right|okay|fine|perfect),? then (we|that|it) / and that's (it|us|all)",
)
OWN_ITEM = phrases(
    "i'd (still |only |)(add|put|bring|keep) / i would (add|bring)",
    "(one|thing|item|bit) (i'd|of mine|from me|i would) / from my side / i have (one|a|something)",
    "let's have a look at / mine / besides the / my idea",
)
