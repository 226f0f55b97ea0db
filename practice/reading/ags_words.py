"""What the rules for setting an agenda listen for, as phrases (see `text.phrases`)."""

from __future__ import annotations

import re

from practice.reading.text import phrases

INVITES = phrases(
    "what would you (most |)(like|want)…(today|use|list|talk|put|for) / what should be on",
    "what else / anything else / is there (anything|something|any bit|one thing)",
    "what about…list / does (that|it) belong / belong on / what would you (add|put)",
    "what would be right for / on the list / what do you want / before we (start|begin)",
    "what have you / what's on your / what you('d| would|) (most |)(like|want)…(today|list|put)",
)
WANTS_TO_HEAR = phrases(
    "(i'd|i would|i) (also |really |just |)(like|love|want) (first |just |)to (first |just |)"
    "(hear|know|understand|ask|learn|listen)",
)
_ADDS = phrases(
    "i'd (also |)(like|add|want|love|suggest|ask for|put) / i would (like|ask|add|want)",
    "i('ve| have) (one|a|something)…(add|list|mine)",
    "i (also |)want (us |)(to|five|ten|a few|us) / i'll say what i'd add",
    "one thing (of mine|from me|to add) / my (bit|item|side|own (item|bit|thing|wish|list))",
    "could we (also|spend|keep) / we could (also |)spend / we did say / i have one thing",
)
ADDS = re.compile(rf"(?!{WANTS_TO_HEAR.pattern}){_ADDS.pattern}")  # wishing to hear adds nothing
REASON = phrases(
    "what makes (it|that|one) / (won't|can't|doesn't|will not) wait / weigh / because / since",
    "so that / as (it|that|you|they|we) / given / matter* / regret / urgent / deadline / due",
    "said you wanted / you came / your idea / most (difference|use|pressing)",
    "(can't|cannot) wait / before (the|your|friday|monday) / comes first",
    "(on|by|until) (monday|tuesday|wednesday|thursday|friday|saturday|sunday) / tomorrow",
    "has a date / tied to a date / date on / means / it's the (thing|one)",
    "might (help|explain) / may (help|be useful|tell) / helps / you said / got out of",
    "get back / safety / can learn",
)
ANNOUNCES = phrases(
    "today (we|i|is|on the)…(will|are|have|going|do|'ll|'re) / today we / we're going to",
    "we are going to / we will / we'll be / i'll (be|go) / let's (go|get|do|start|stick)",
    "on the agenda / first on the list / first i need / i (also |)need to (go|ask|do)",
    "item one / the protocol / i will (guide|go) / i think (that |)we should / we have to",
    "i would like you to / i'd like you to tell",
)
VIEW = phrases(  # with a reason and an open question, these propose and do not announce
    "(my|in my) (own |)(view|opinion|sense|hunch|guess) / i think / i'd (say|suggest|lean|go)",
    "i would (say|suggest|lean|go) / for me / let's (start|begin) / we should",
)
OWNS = phrases(  # what a therapist takes back or owns up to is no item of the client's
    "i'm (so |really |very |)sorry / i am (so |really |very |)sorry / sorry (that |)i / i apologi*",
    "my (fault|mistake|apologies) / you're right…(i|asked|told|said) / i got (that|it) wrong",
    "i should (have|not have) / i shouldn't have / i (missed|ignored|didn't answer|didn't hear)",
)
WHATEVER = phrases(
    "whatever you (like|need|want|think) / anything (at all|you like|you want) / your time",
    "see where / take* us / no pressure",
)
HALF_SAID = phrases(
    "half-said / half said / you (started|began) to say / the other thing / hesitat*",
    "you didn't finish / polite / mentioned…quickly / easy to skip / slipped in / nearly said",
    "at the end there / hard to bring up",
)
MOOD = phrases(
    "how (are|have|has|is|was|were) (you|things|the week|your week|your mood|it been|the)",
    "you (look|looked|sound|sounded|seem|seemed) / quieter / lighter / heavier / flat",
    "how's (the|your) / week been / (up and down) / bit low / tired / dread* / upset",
    "(that's|that is|sounds|sounded) (heavy|a lot|hard)",
)
RITUAL = phrases(
    "how are you / how (was|has) your week / how was the week / are you well",
    "(good|great), (good|great)",
)
LAST = phrases(
    "last (time|week|session|tuesday|monday|wednesday|thursday|friday)",
    "since (we|last|then|tuesday|monday|wednesday|thursday|friday)",
    "we (said|talked|agreed|planned|did say|spoke) / left off / you left here",
    "you were going to / you mentioned / when we met / compared / (we|you) had planned",
    "we planned / as planned / previous* / than last",
)
TASK = phrases(
    "homework / diary / log / task / between sessions / exercise / sheet / worksheet / practice",
    "the list / what you tried / you tried / record / (one|two|three|half|some) of (it|them)",
    "days of the / you did / did you (manage|try|get) / what got in the way / stopped / notes",
    "experiment / how did you (get on|find|do with) / (said|say) you'd (try|do|have a go|give)",
    "how did (it|that|the…) go with",
)
SHAPES = phrases(
    "today's topic / shape* / goes on the list / on the list / for today / today / should we",
    "what would be right / learn from / tell us / may (help|be useful)",
)
NARROWS = phrases(
    "which "
    "(part|bit|moment|one|day|time|hour|evening|meal|morning|half|situation|journey|night|of "
    "(those|them|these|the)|word)",
    "what (about|exactly|day|part) / what would you want (to|us|from|out)",
    "(one|a) "
    "(time|example|moment|night|day|meal|morning|evening|call|journey|stop|situation|recent)",
    "for (instance|example) / when (was|did|is) / what happened / was there one / at its worst",
    "most like / hardest / where (would|does) it / what is it about / what makes",
    "look at closely / is the (worst|hardest) / say more about which",
)
EITHER = phrases(
    "is (that|it) (more |)… or / more… or more / at (work|home) or / do you mean… or",
)
WORTH = phrases(
    "(left|leave|go home) (here |)(with|knowing) / worth coming / time well spent / well spent",
    "worth (it|the|while) / walk (out|away) / leave here / come away / get out of / by the end",
    "at the end / would help most / be different / know (at the end|now|then|by) / be clearer",
    "want to know / good use / make it worth / want to have / take away / the question you",
    "be able to",
)
RANKS = phrases(
    "which (of|one|would|first|comes|matters|is|do you want|should)…",
    "(most|first|more) (pressing|urgent|important|difference) / comes first",
    "(first|main one|main thing) / if we (could |can |)(only|had|took|take|get|spend)",
    "i'd (lean|suggest|start|put|go) / what would you put first / right way round / regret",
    "start with / begin with / first? / our main / leave (it|that|the)…(for|until)",
    "rather (swap|start|begin|do) / in that order / the order / would the… be / (or|and) leave",
    "comes before / can wait / top of next week / gets most",
)
PICKS = phrases(
    "let's (start|begin|do|look|go|say|stick|put) / we'll (start|begin|do|look|say) / today we",
    "first (we|on) / i'd like (us |)to start / we're going to / the… then / item one",
    "i think (that |)we should",
)
TRADE = phrases(
    "would (the|that|it|those)…(wait|next week) / regret / means (less|leaving)",
    "at the (cost|price) / waits / has to wait / will have to wait / won't (fit|get)",
    "will not fit / leave… for / properly / the rest / share (the|what) / goes (top|to)",
    "gets less / what waits / instead of / then (it|that) stays",
)
ROUND = phrases(
    "tell me if / what do we lose / is that (right|the right|how you) / does that",
    "how does that / what do you (think|say) / would you (swap|change|put|rather|prefer)",
    "right way round / right for / which would you / unless you / you know (your|best)",
    "would be right / which of / what would you / or would / or shall / or is it / should it",
    "okay with you / decide together",
)
MINUTES = phrases(
    "(five|ten|fifteen|twenty|thirty|forty|twenty-five|thirty-five|forty-five|a few|half "
    "the|half an|quarter of an|an|most of the) (minute*|min|mins|hour|session|time|of the "
    "time)",
    "half an hour / a quarter of an hour / half the session / last (ten|five|few)",
    "(1|2|3|4|5|6|7|8|9|10|12|15|20|25|30|35|40|45|50) (minute*|min|mins|for|on|each)",
    "how long / gets (ten|five|twenty|fifteen|most)",
)
HOME = phrases(
    "next (week|time|session) / park / keep… for / another (day|time) / leave…(for|until)",
    "one main / main (thing|one|item) / write (it|that|the)…(down|at the top) / top of",
    "write down now / has to wait / waits / a place (kept|next) / instead of both",
)
IF_TIME = phrases(
    "if (we have|there's|there is|we've|we've got|we get) (any |)(time|room)",
)
ENDING = phrases(
    "at the end / last (five|few|ten) / to (finish|wrap) / feedback / end on / that leaves",
    "before the end / how today / keep (the|five|a few)…(end|last) / look back",
    "what you'll try",
)
AGREES = phrases(
    "we (can|could) (change|swap|cross|drop|move|turn|add|leave)",
    "something (that|else|you)…(instead|on here|missing) / tell me if",
    "does (that|this|the) (plan |order |list |split |)(sound|feel|seem|work|fit|look)",
    "how does (that|this|the) (plan |order |list |split |)(sit|sound|feel|look)",
    "would you change / what (would you|have i) (change|miss*|swap)",
    "(anything|something|what) (that |)you('d| would) (swap|change|move|drop|add)",
    "is that (right|how you|the right|okay with)",
    "what do you (think|say|make) / or would you / unless you('d| would) / right for",
    "is that the right / you'd rather / tell me and / we'll change / if (that|it) feels wrong",
    "say if / would (that|it|one)…(be|suit|work) / what would be right / should it be",
    "happy with that or / is it the right / decide together / would a different / can swap",
    "say so",
)
SHIFTS = phrases(
    "tell me and / we'll change / we can change / halfway / if (that|it) feels wrong",
    "come back to (it|that)",
)
CHOICE = phrases(
    "or / which / what would you / would you (like|want)",
)
TOKEN = phrases(
    "ok? / okay? / all right? / alright? / shall we (start|begin|go) / sounds good?",
    "happy with that? / acceptable / okay great / right?",
)
