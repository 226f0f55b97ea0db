"""The wording of each move: tables of phrases, in plain view so that a clinician can argue.

How to read a phrase: an apostrophe may be missing, a blank is any few blanks, and `…` is a gap of
at most fifty characters inside one sentence. Every repeat is bounded, so the time taken grows with
the length of the turn and no faster. Sentences arrive in lower case, with straight quotes, without
their opening fillers ("okay, so"), and with what stands in double quotes blanked, because those are
somebody else's words.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from practice.moves import Move


def _any(*phrases: str) -> re.Pattern[str]:
    """Compile phrases, in the shorthand of the module docstring, into one alternation."""
    body = "|".join(phrases).replace("'", "'?").replace(" ", " {1,4}")
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)".replace("…", r"\b[^.?!\n]{0,50}\b"))


class Sign(NamedTuple):
    """Wording that shows a move, and how sure it makes us."""

    move: Move
    p: float
    words: re.Pattern[str]
    unless: re.Pattern[str] | None = None  # not if these words stand just before
    asks: bool = False  # only in a question


# What follows these words is what somebody said, thinks or fears; the trainee only repeats it.
_REPORTS = (
    r"you (?:feel|felt|think|thought|believe|worry|tell|told|said|say|call|hear|heard|fear)\w*",
    r"you(?:'re| are| were) (?:\w+ )?(?:telling|worried|afraid|scared|saying|thinking|feeling|"
    r"sure)", r"(?:as )?(?:if|though) you", r"sounds? (?:like|as)", r"hear(?:ing)? (?:that )?you",
    "part of you", r"your? (?:mind|head|brain|\w+) (?:says|said|tells|told|thinks)",
    "i (?:hope|wish)",
    r"(?:the|that|this|a) (?:\w+ )?(?:thought|voice|rule|idea|fear|worry|belief)",
    r"(?:he|she|they|it|people|everyone|someone) (?:says?|said|tells?|told|thinks?|sees?|calls?)",
    r"(?:can't|won't|couldn't|cannot|not going to|not here to|will not)…(?:say|tell|promise|"
    r"pretend)",
)  # fmt: skip
_REPORTED = _any(*_REPORTS)

_YOU_ARE = r"you(?:'re| are)(?: (?:so|such|just|really|very|being|a|an|quite|truly|always)){0,5}"
NAMED_PATTERN = _any(
    r"catastrophi[sz]\w+", "mind.?reading", "fortune.?telling", "black.and.white thinking",
    "black.and.white", "all.or.nothing", r"over.?generali[sz]\w+", "jumping to conclusions",
    "emotional reasoning", "mental filter", r"personali[sz](?:ing|ation)", "should statements?",
    r"magnif(?:ying|ication)", "thinking (?:error|trap)s?", "cognitive (?:distortion|error|bias)s?",
    "distort(?:ed|ion|ions|ing)", r"discounting the positives?",
)  # fmt: skip
_TOPIC = (
    "panic|anxiety|depression|worry(?:ing)?|avoidance|avoiding|sleep|insomnia|cbt|adrenaline|"
    "stress|the body|our bod(?:y|ies)|the brain|our brains?|your brain|your body|the amygdala|"
    "smoking|alcohol|nicotine|fear|low mood|exposure|therapy|medication|cannabis|caffeine|"
    "rumination|chatbots?|ai"
)
_DOES = (
    "is|are|works?|makes|keeps|causes?|leads|tends?|can|increases?|reduces?|affects?|sends|goes|"
    "isn't|aren't|can't|doesn't|don't"
)

SIGNS: tuple[Sign, ...] = (
    Sign(Move.TALKS_TO_MACHINE, 0.9, _any(
        r"(?:ignore|forget|disregard)…(?:instructions|prompt|rules|programming)", "system prompt",
        r"^(?:answer |respond |speak )?as an? (?:ai|language model|chatbot)\b(?! tool)",
        r"are you (?:really )?(?:a |an )?(?:bot|robot|ai|chatbot|chatgpt|gpt|llm|machine|human)\b",
        r"are you (?:even )?(?:a )?real(?: person)?\??$", "you(?:'re| are)…language model",
        r"you(?:'re| are) (?:just |only )?(?:a |an )?(?:ai|bot|chatbot|simulation|llm|chatgpt)\b",
        r"(?:reveal|print|output|list|show me|repeat)…(?:core belief|prompt|instructions|"
        r"case file)",
        r"give me (?:a )?(?:4|four|full marks|top marks|a pass|full score)(?! (?:example|minute|"
        r"reason|word|thing|more|day|night|week)s?)",
        r"(?:score|mark|rate|grade) (?:me|this|it|my \w+) (?:as )?(?:a )?(?:4|four|full|top|high)",
        r"i(?:'m| am) (?:your|the) (?:developer|supervisor|creator|programmer|admin)\w*",
        "(?:developer|debug|admin) mode", "(?:break|out of|drop|stay in) character", "jailbreak",
        r"(?:tell me|what(?:'s| is| are)) (?:what )?(?:your|the) (?:core beliefs?|system|hidden|"
        r"prompt|instructions)",
    )),
    Sign(Move.ENDS, 0.85, _any(
        r"we(?:'ll| will)? (?:have|need|ought) to (?:stop|finish|end|wrap)", r"time is up",
        "time's up", r"that(?:'s| is) (?:all )?(?:our|the) time",
        r"(?:we're|we are) (?:nearly )?out of time",
        r"let's (?:stop|leave it|finish|end|wrap up)(?: it)? (?:there|here|for today)",
        r"^(?:good)?bye\b", r"^see you (?:next|on|in|then|soon|later|tomorrow)",
        "until next (?:time|week)", r"(?:i'll|i will) see you (?:next|on|in)",
        "^take care(?: of yourself)?$", "we'll end there", "^see you$",
    ), _any("say", "said", "saying")),
    Sign(Move.ASKS_ABOUT_SAFETY, 0.95, _any(
        r"suicid\w*", "kill(?:ing)? yourself", "end(?:ing)? (?:your (?:own )?life|it all|things)",
        r"(?:hurt|harm)(?:ing)? (?:yourself|someone|anyone|somebody|your baby|the baby|him|her)",
        "self.?harm(?:ing)?", r"not (?:want|wanting) to (?:be (?:here|alive)|live|wake up|go on)",
        r"(?:don't|didn't) want to (?:be (?:here|alive)|live|wake up|go on)",
        "better off (?:dead|without)", r"thoughts? (?:of|about) (?:dying|death|not being here)",
        r"(?:are you|do you feel|keep you) safe", "wish(?:ed|ing)? you were dead",
        "taking your (?:own )?life", "(?:being|be) (?:alive|dead)",
        "(?:want|wanting|wanted) to die",
    ), asks=True),
    Sign(Move.INSULTS, 0.9, _any(
        rf"{_YOU_ARE} (?:pathetic|stupid|idiot|weak|useless|lazy|crazy|boring|worthless|dumb|"
        rf"loser|"
        r"ridiculous|liar|waste of|attention.?seek\w+|drama queen|selfish|hopeless|moron|childish)",
        "shut up", "stop (?:whining|moaning|whingeing|being a baby)", "grow up", "man up",
        "get over it", r"pull yourself together", "(?:nobody|no one|who) cares",
        r"f(?:u|\*)ck (?:you|off)", "^(?:you )?(?:idiot|moron)", r"what(?:'s| is) wrong with you",
        "how pathetic", "snap out of it", "hate you", "(?:you|you're) (?:make|making) me sick",
    ), _REPORTED),
    Sign(Move.FLATTERS, 0.8, _any(
        rf"{_YOU_ARE} (?:amazing|brave|strong|insightful|awesome|brilliant|incredible|wonderful|"
        rf"clever|"
        r"smart|star|superstar|special|inspiring|inspiration|impressive|fantastic|rock ?star|"
        r"great)\b", "(?:great|good|amazing|excellent|fantastic|brilliant|awesome) (?:job|work)",
        "^well done", "(?:so|really|very|incredibly) proud of you", "my (?:best|favou?rite) client",
        "i admire you", "^good for you",
        r"you(?:'re| are) doing (?:so well|amazing(?:ly)?|brilliantly|great)",
    ), _REPORTED),
    Sign(Move.JOKES, 0.75, _any(
        "(?:ha){2,9}", "lol", "lmao", "(?:just|only) (?:kidding|joking|teasing)", "😂", "🤣",
        "should i be jealous", "(?:join|welcome to) the club", "there's an app for that",
        "first.world problems?", "(?:robot|bot|app|phone|chatbot) (?:boy|girl)?friend",
        "dating your (?:phone|bot|app)", "(?:co.?therapist|my competition|taking my job)",
        "even (?:the|your) (?:bot|app|phone|robot)…(?:bored|tired|fed up)",
        "who needs (?:sleep|friends)", "(?:married|marry|propose) to (?:it|your phone|the bot)",
        "good one",
    )),
    Sign(Move.SELF_DISCLOSURE, 0.75, _any(
        r"i(?:'ve)? had (?:the|that|a|an) (?:exact )?(?:same|similar)",
        "i also (?:struggle|have|get|feel|had)",
        r"when i was (?:\w+ )?(?:anxious|depressed|your age|young\w*|(?:a )?student|at (?:school|"
        r"uni\w*)|going through|training|little|a (?:kid|child|teenager)|struggling|stressed|"
        r"burnt)", "i(?:'ve| have) been there",
        "i(?:'ve| have) (?:struggled|suffered|been through|gone through)", "(?:same here|me too)",
        "i (?:get|have|had|struggle with) (?:panic|anxiety|depression|worries)",
        "i (?:feel|felt) (?:that way|the same|like that)(?: myself| too)?", "happened to me",
        "my own (?:therapy|panic|anxiety|depression|divorce|mother|father|life)",
        "i used to (?:be|feel|worry|have|lie|get|think|struggle)", "i know exactly how you feel",
    ), _REPORTED),
    Sign(Move.OWNS_PART, 0.85, _any(
        "that (?:was|is) (?:me|my (?:doing|fault|mistake)|on me|(?:\\w+ )?of me)(?! asking)",
        "that's on me",
        r"i was (?:(?:too|a bit|a little|being|probably|rather|being too) ){0,5}(?:quick|flippant|"
        r"clumsy|careless|dismissive|rushing|pushy|impatient|glib|distracted|wrong|insensitive|"
        r"fast|hasty|ahead of you|more interested in|not listening|defensive|light about)",
        r"i (?:got|read|heard|took) (?:that|it|you|this) wrong",
        r"i(?:'ve)? (?:just )?rushed (?:you|us|that|in)",
        r"i (?:just )?(?:missed|misread|misjudged|misheard|misunderstood) (?:that|it|what|how|"
        r"something|you)", r"i pushed (?:too|you|ahead|that)",
        r"i jumped (?:in|ahead|to|straight|past|on)", "i let you down",
        r"i didn't (?:listen|really listen|hear|really hear|ask|give you|leave you|stop|check|"
        r"notice)", r"i (?:talked|spoke|went|ran|rolled) (?:over|past|ahead of|right past|"
        r"too fast for) (?:you|what|that|it)",
        r"i (?:just )?(?:made (?:a joke|light of|that remark|it sound|an assumption)|laughed at|"
        r"joked about)", r"i (?:shouldn't|should not) have",
        "i (?:assumed|interrupted|brushed|cut you|moved on|lectured)",
        r"sorry (?:that )?i(?!'m|'d| am not| have| can't| don't| need)",
        r"i went (?:too fast|ahead)",
        r"(?:sorry|apologi[sz]e) for (?:\w+ )?(?:rushing|joking|laughing|pushing|interrupting|"
        r"missing|making|assuming|brushing|talking|moving|jumping|not|saying|what i|my (?:tone|"
        r"remark|joke))",
    ), _any("sorry if", "if i", "whether i", "do you think i", "did i")),
    Sign(Move.HOLLOW_APOLOGY, 0.8, _any(
        r"(?:sorry|apologi[sz]e|apologies|regret) (?:that )?you(?:'re| are| were)? (?:feel\w*|"
        r"felt|took|see|saw|upset|offended|think|thought|found|unhappy|disappointed)",
        r"(?:sorry|apologi[sz]e) if", "my apologies if", "sorry you feel",
    )),
    Sign(Move.NOTICES_SHIFT, 0.8, _any(
        r"i(?:'ve| just|'m)? notic(?:e|ed|ing)(?: that)? (?:you|your|something|a|how you|"
        r"there)(?! (?:didn't|haven't) (?:do|done|finish|fill|bring))",
        r"(?:you|you've) (?:just )?(?:went|gone|go) (?:very )?quiet\w*",
        r"(?:something|things?) (?:has |have |had )?(?:just )?(?:changed|shifted|"
        r"happened) (?:just now|there|between us|in (?:here|the room)|when i)",
        r"something (?:has )?just (?:changed|shifted|happened)",
        r"you (?:agreed|said (?:yes|fine|okay|ok|it)) (?:\w+ )?(?:quick\w*|fast)",
        "that was a quick",
        r"i (?:wonder|'m wondering|am wondering) (?:if|whether) (?:what i|something i|i (?:said|"
        r"just|was|lost|missed))", r"did (?:something i|i (?:just )?say something|what i)",
        "you looked (?:away|down|at the)",
        r"your (?:voice|face|eyes|shoulders|tone)…(?:changed|dropped|dropping|fell|filled|went|"
        r"tightened)", r"feels? (?:a bit |a little )?different (?:in here|between us|now)",
        "(?:lost|losing) you (?:just|there)",
        "you(?:'ve| have)? (?:seem|seemed|got|become|went) (?:\\w+ )?(?:further away|flat|"
        "quiet\\w*|distant)", "did i (?:just )?(?:upset|hurt|annoy|lose|offend)",
        "(?:annoyed|cross|angry|frustrated|fed up|upset|disappointed) (?:with|at|by) (?:me|what i)",
    )),
    Sign(Move.RENEGOTIATES, 0.8, _any(
        r"(?:shall|should|could|can|might) we (?:do|try|go|take) (?:it|this|things|that|"
        r"about this)(?: \w+)? (?:differently|slower|more slowly|another way|a different way)",
        "do (?:it|this) differently",
        r"would it (?:help|be (?:better|easier|more useful)) (?:to|if (?:we|i)) (?:slow|stop|"
        r"stopped|pause|paused|change|did|do|leave|left|drop|dropped|put|went|slowed|set|started|"
        r"talked|stay|stayed)",
        r"we (?:could|can|might|don't have to|don't need to)(?: \w+)? (?:leave|drop|park|put|slow|"
        r"pause|skip|change|stay with|do the (?:diary|homework|worksheet|form|record)|set)(?! on)",
        r"what would be (?:more|most) (?:useful|helpful)(?! to (?:talk|put|focus|work))",
        "go (?:at your pace|slower)", r"let's (?:slow down|put…(?:aside|away|down))",
        "would you (?:rather|prefer)(?: that| if)? we",
        r"(?:better|different|another) way (?:for us|of doing|to do|we could|to use)",
        "we can go slow\\w*",
        r"how would you (?:like|want|prefer) (?:us|me) to (?:do|go|work|be|handle)",
        "change how we", r"what (?:do|would) you need (?:from me|me to|us to)",
    )),
    Sign(Move.ASKS_PERMISSION, 0.85, _any(
        r"(?:would|will|is) (?:it|that) (?:be )?(?:ok|okay|all ?right|fine|useful|"
        r"helpful) (?:with you )?(?:if|to|for me)", r"may i\b",
        r"(?:can|could|might) i (?:just )?(?:share|ask(?! how| what| why| where)|offer|suggest|"
        r"tell|say|explain|add|check|give|show|make|describe|try|put)", "do you mind if",
        "would you mind (?:if|me)", r"would you like (?:to hear|me to|some|a bit|to know|it if i)",
        "are you open to", r"(?:would|are) you (?:be )?(?:interested in|curious to|up for) hear\w*",
        "if (?:that's|it's) (?:ok|okay|all ?right)", "with your permission",
        r"is that (?:ok|okay|all ?right)(?: with you)?\??$", "shall i (?:say|share|explain)",
        "would you be (?:willing|open|up for|interested)", "do you want (?:to hear|me to)",
    ), _any("what", "how", "when", "where", "why")),
    Sign(Move.INVITES_AGENDA, 0.85, _any(
        r"what (?:would|do|did|should|shall|are) (?:you|we)(?: most)? (?:like|want|hope|need|"
        r"hoping|wanting)?(?: for)?(?: us)?(?: ?to)? ?(?:put|focus|talk about|work on|use|look at|"
        r"cover|discuss|spend|start|bring|tackle|get (?:out|from))",
        r"what(?:'s| is| else is) on your (?:mind|agenda|list)", "what brings you",
        "what did you bring",
        r"where (?:would you like|shall we|should we|do you want)(?: us)?(?: to)? (?:start|begin)",
        r"anything else (?:you(?:'d| want| would)?|for|on|to go|that)…(?:list|agenda|today|add|"
        r"put|cover|talk about|on)",
        r"what(?:'s| is| feels| would be| seems) (?:the )?(?:most )?(?:important|useful)…(?:today|"
        r"this session|our time)", r"what would make (?:today|this|our time|the (?:hour|session))",
        "what (?:shall|should|could) we put",
        r"how (?:would|do) you (?:like|want) (?:us )?to (?:use|spend)",
        "(?:use|spend) (?:today|our time|this (?:hour|session))…(?:on|for)\\?",
        r"what (?:would|do) you (?:like|want)…(?:on the (?:list|agenda)|today)",
    ), asks=True),
    Sign(Move.OFFERS_AGENDA, 0.8, _any(
        r"i(?:'d| would)(?: also| really)? (?:like|love|want|suggest)(?: us| we| to| that we|"
        r" for us to){0,5} (?:add|put|look|talk about|check|review|go over|come back to|spend|"
        r"fit in|hear about|return to)",
        r"i(?:'ve| have| had| also have)(?: got)?…on my (?:list|agenda|side)",
        "on my (?:list|side)",
        r"(?:could|can|might|shall) we(?: also| maybe| perhaps){0,5} (?:add|spend|put|talk about|"
        r"come back to|go over|check|review|look at|make (?:room|time) for|"
        r"leave (?:\w+ ){1,2}minutes)(?! the evidence)", "from my side",
        "(?:one|my) (?:thing|item) (?:from me|i'd|of mine)", "my (?:own )?item",
    )),
    Sign(Move.PRIORITISES, 0.8, _any(
        r"which (?:\w+ )?(?:of (?:these|those|them|the \w+) )?(?:\w+ ){0,3}(?:first|most|the most|"
        r"matters|regret)", r"which (?:one )?would you",
        r"if we (?:only )?(?:had|have|get|got)(?: only)?(?: time| room| space)? (?:for )?(?:just |"
        r"only )?one",
        r"(?:\d{1,2}|ten|fifteen|twenty|twenty.five|thirty|forty) min(?:ute)?s? (?:on|for|with|"
        r"to)\b", r"what (?:comes|should come|goes|should go|needs to come|would come) first",
        "one (?:main|big)…one (?:small|little)", "most (?:urgent|pressing)",
        r"(?:the (?:rest|other\w*)|that|it) can wait", "rank(?:ed|ing)?", r"prioriti[sz]e",
        "main (?:one|item)", r"(?:start|begin) with…(?:then|and (?:leave|keep|come back))",
        "can't (?:wait|fit)…(?:today|next week)",
    )),
    Sign(Move.ELICITS_THOUGHT, 0.9, _any(
        r"(?:went|going|goes|running|ran|flashed|came) (?:through|across|into|to) your (?:mind|"
        r"head)",
        r"(?:what|when)…(?:you tell|you telling|were you saying to|did you say to|do you say to|"
        r"are you saying to) yourself",
        r"what (?:were|are|was|is) (?:you|it you)(?: most)?(?: were)? (?:afraid|scared|frightened|"
        r"worried|imagining|thinking|picturing|predicting)",
        r"what did (?:it|that|this|she|he|they)…(?:mean|say|tell you)…(?:about|to|for|happen|"
        r"would)",
        r"what (?:did|does|would) (?:that|it|this) (?:mean|say)(?: to| about| for)?(?: you)?\b",
        "(?:worst|first) (?:thought|thing)…(?:mind|head|happen|imagine)",
        r"what did you (?:think|imagine|picture|expect|predict|fear|believe)(?: was| would|\?|$|"
        r"…happen)", "what was the thought", r"what(?:'s| is| was) the worst",
        r"what (?:thought|image|words|picture)s?…(?:\?|mind|come|came|there)",
    ), _any("you (?:said|told)…that")),
    Sign(Move.SOCRATIC_QUESTION, 0.8, _any(
        r"evidence", r"what (?:supports|backs|points|makes you (?:think|believe|so sure))",
        "how (?:else|might someone else|might another)",
        r"what (?:would|might|could) you (?:say|tell)(?: to)?…friend",
        r"(?:what|how) (?:would|might|could) (?:a|your) (?:\w+ )?friend",
        r"(?:how|what).{0,20} (?:sure|likely|confident|convinced|strongly|certain|"
        r"much do you believe)", r"what(?:'d| would) (?:need|have) to (?:happen|be true)",
        "(?:another|other|different|alternative) (?:way|explanation|view|reading)s?",
        r"what (?:else )?(?:might|could)(?: also| else)? (?:explain|be going on|have|it mean|"
        r"be behind)", "what (?:happened|usually happens)…(?:last time|the other times|before)",
        r"(?:times?|example)…(?:didn't|did not|wasn't|hasn't|not) (?:happen|true|the case|fit)",
        "what fits (?:with )?(?:it|that) and what doesn't",
        r"how (?:does|did|do|well does) (?:that|it|this) (?:help|serve|cost)",
        "if (?:it|that) (?:were|was|did|came) true", "how would (?:you|we) (?:know|find out|test)",
    ), asks=True),
    Sign(Move.CHECKS_UNDERSTANDING, 0.85, _any(
        r"how would you (?:put|say|explain|describe) (?:that|this|it)",
        r"what (?:do|did|would) you make of (?:that|this|it|what|all)",
        r"(?:does|did|do|how does|how well does|how much of) (?:that|this|it|any of (?:that|it)|"
        r"what i said)(?: \w+)? (?:fit|ring true|match|sound right|sit|land)", r"what fits",
        r"what (?:doesn't|does not) (?:fit|ring)",
        "(?:say|tell|explain|put) (?:it|that|this|me)? ?(?:back|in your own words|to (?:me|your))",
        "in your own words",
        r"what (?:did you (?:take|hear|get)|stands out|stood out|are you taking|will you take)",
        "(?:have|did) i (?:got|get|understood|understand) (?:that|it|you|this)",
        r"(?:am i|have i got (?:that|it)|is that|did i get that) (?:right|close|way off|"
        r"about right|how it)", "what have i missed", "how does (?:that|it|this) sound to",
    ), asks=True),
    Sign(Move.LABELS_THOUGHT, 0.8, NAMED_PATTERN),
    Sign(Move.ARGUES, 0.75, _any(
        r"(?:that's|that is|it's|this is|that's just) (?:just |simply |clearly |a bit |"
        r"completely |really |so ){0,5}(?:not true|untrue|wrong|ridiculous|nonsense|silly|"
        r"irrational|illogical|absurd|unreasonable|not (?:realistic|rational|right|what happened|"
        r"how it))",
        r"you(?:'re| are) (?:just |clearly |simply |being ){0,5}(?:wrong|mistaken|irrational|"
        r"unreasonable|silly|negative|dramatic|overreacting|exaggerating|over.?thinking)",
        r"^no,? (?:you|it|that|he|she|they)\b(?!'re right| are right|'s (?:ok|fine|all)|"
        r" don't have| don't need| makes| is fine| sounds)",
        r"you (?:can't|cannot|can not|don't) (?:really|seriously|honestly|actually) (?:think|"
        r"believe)",
        "you know (?:that's|that is|it's|that isn't|it isn't) (?:not|n't|true|wrong|silly)",
        r"don't you think (?:that's|you're|you are|it's|that is)",
        r"(?:doesn't|does not) make (?:any |much )?sense", "makes no sense",
        r"(?:be|let's be) (?:realistic|reasonable|rational|logical)",
        r"(?:there's|there is|you have|you've) (?:absolutely |really |got )?no (?:reason|evidence|"
        r"proof)", r"how can you (?:say|think|believe)",
        r"but (?:you|he|she|they|it) (?:clearly|obviously|plainly)",
        "(?:clearly|obviously|plainly) (?:isn't true|wrong)", "i disagree",
        r"i (?:was|am|'m) (?:only|just) (?:joking|trying|asking|doing)",
        "i've (?:been doing|trained|done) this", "as the (?:therapist|professional|expert)",
        "you'd be wrong", "^(?:oh )?come on",
        "(?:just|only) (?:a|an) (?:chatbot|bot|app|machine|computer|program|algorithm)",
        "(?:all|just) in your (?:head|mind|imagination)",
        r"(?:that's|that is|it's) (?:\w+ ){0,2}(?:extreme|over the top|an overreaction|unlikely|"
        r"unfair on)",
    ), _REPORTED),
    Sign(Move.REASSURANCE, 0.85, _any(
        r"(?:don't|do not|no need to|nothing to|needn't|you mustn't) (?:you )?(?:worry|panic|fret|"
        r"stress)", r"you(?:'ve)? got this(?! \w)", "^(?:but )?at least (?:you|it|he|she|they)",
        r"(?:it|that|this|things?|everything|you|all|she|he|they)(?:'ll| will|'s going to|"
        r"'re going to| is going to| are going to| (?:is|are|'s|'re) (?:probably|"
        r"surely)) (?:\w+ )?(?:be |turn out |work out |get )?(?:fine|ok|okay|all ?right|alright|"
        r"work out|better|pass)",
        r"i(?:'m| am) (?:\w+ )?(?:sure|certain|positive|confident)…(?:fine|ok|okay|all ?right|"
        r"alright|work out|better|will|'ll|won't|going to|likes?|loves?|meant|mean|busy|can|cope|"
        r"manage)",
        r"(?:is|'s|are|'re|was|were) (?:probably|surely|most likely) (?:just )?(?:busy|fine|"
        r"nothing|ok|okay|tired|distracted)", "i promise",
        r"(?:it's|that's|you're) (?:all )?(?:going to be|perfectly|absolutely|totally) (?:fine|ok|"
        r"okay|safe|alright)", "nothing (?:bad|terrible) (?:will|is going to)",
        "look on the bright side", "(?:could be|it's not that) (?:worse|bad)", "every cloud",
        "you can do (?:it|this)$", "you'll get through", "(?:chin|cheer) up",
    ), _REPORTED),
    Sign(Move.INFORMATION, 0.75, _any(
        rf"(?:{_TOPIC}) (?:\w+ )?(?:{_DOES})\b(?! (?:you|to you|that you|it|there|on your))",
        r"when (?:we're|we are|we|people|someone|somebody|the (?:body|brain)|a person)(?! (?:met|"
        r"spoke|talked|last|started|finish))",
        r"(?:research|studies|evidence|trials?|the data) (?:\w+ )?(?:shows?|suggests?|finds?|says|"
        r"tells?|that shows)", "what happens is", "the idea is", "this is (?:called|known as)",
        "we call (?:this|that|it)",
        r"(?:most|many|some|lots of|a lot of|plenty of) (?:people|folks|clients|patients|men|"
        r"women|adults|smokers)", "people (?:often|usually|tend|who|with)",
        r"(?:it's|it is|that's|they're) (?:very |really |quite |pretty )?common",
        r"the (?:reason|point|aim|thing) (?:is|of|for|we)…",
        r"the way (?:this|it|cbt|therapy|panic|anxiety|sleep) (?:works|goes)", r"did you know",
        r"per ?cent|\d+%", "on average", "(?:is|are) (?:related|linked|due|caused) (?:to|by|with)",
        r"(?:can|could|may|might|will) (?:\w+ )?(?:cause|lead to|increase|reduce|affect|damage|"
        r"make it (?:harder|easier|worse)|lower|raise|trigger|worsen)",
        r"(?:recommended|guidelines?|side effects?|nervous system|amygdala|cortisol|"
        r"fight.or.flight|alarm system)", "in (?:cbt|therapy),? we", "thoughts? and feelings? are",
        "vicious (?:circle|cycle)", "(?:smoke|burglar|fire|car) alarm",
        "(?:what we call|what's called|what is called)",
        "because (?:your|the|our) (?:body|brain|mind) (?:thinks|is|believes|gets|wants|reads)",
        "they can (?:give|be|get|make)",
    ), _any(
        "you (?:feel|felt|said|say|think|thought|worry|told)", "sounds? (?:like|as)",
        "^you(?:'re| are|'ve| have)?(?! know)", "it seems", "for you",
    )),
    Sign(Move.ADVICE, 0.8, _any(
        r"you (?:really |definitely |probably |just )?(?:should|must|ought to|need to|have to|"
        r"'ve got to|had better|'d better)(?! (?:be so|have been|be sure before))",
        r"(?:^|and |so |then |maybe |perhaps |just |please )(?:try|start|stop|avoid|remember|"
        r"make sure|consider|focus on|go and|write down|keep (?:a|the)|practi[sc]e|"
        r"download)\b(?! (?:and (?:help|tell)|me|with you))",
        r"^just (?:try|think|tell|ignore|relax|breathe|stop|do|go|keep|write|focus|be|let|"
        r"remember|take|put|call|talk|say|push|calm|get|forget|don't|use|ask|give|start|accept|"
        r"challenge|notice)", "why don\'t you",
        r"(?:why don't|how about|what about|what if) (?:you|we) (?:\w+ )?(?:try|trying|going|go|"
        r"just|start|do|take|call|set|write|ask|tell|talk)",
        r"have you (?:tried|considered|thought (?:about|of) (?:trying|doing|going|taking))",
        "if i were you", "i(?:'d| would) (?:\\w+ )?(?:recommend|advise|suggest|encourage)(?! we)",
        "my (?:advice|suggestion|recommendation) ",
        r"you (?:could|might|may)(?: want to| like to| just| also| always){0,5} (?:try|consider|"
        r"start|go for|write|ask|think about|practi[sc]e|take up|use|set)",
        "it(?:'d| would) be (?:good|best|better|wise|a good idea) (?:to|for you|if you)",
        r"(?:it's|it is) (?:important|best|better|worth) (?:to|that you|you)",
        "the best thing (?:to do|you can)", "you'd be better", r"i want you to",
        "don't (?:think about|let|give up|listen to|go on|use)", "you shouldn't",
    ), _any(*_REPORTS, "do you", "did you", "what", "how much")),
    Sign(Move.VALIDATION, 0.8, _any(
        r"(?:makes?|made|making) (?:a lot of |perfect |complete |total |good |such |so much |"
        r"every )?sense", "no wonder",
        "(?:anyone|anybody|most people|many people|lots of people) (?:would|might|could)",
        "anyone'd", "who wouldn't",
        r"i(?: would|'d) (?:\w+ )?(?:feel|find|go quiet|struggle|be (?:angry|upset|hurt|scared|"
        r"worried|tired|wary|careful|cautious))",
        r"of course (?:you|it|that)(?! (?:should|can|could|will|'ll|need))",
        r"(?:it's|that's|that is|it is|is|completely|very|so) (?:\w+ )?understandable",
        "understandably",
        r"i can (?:really |quite |certainly )?(?:see|understand|hear|imagine|get) (?:why|how|"
        r"that you)",
        r"(?:that|it|this) (?:must|has to|sounds?|seems|would|does sound)(?: have| be| been|"
        r" like){0,5}(?: an?)?(?: so| really| very| incredibly| pretty| quite|"
        r" such an?){0,5} (?:hard|painful|exhausting|frightening|tough|lonely|awful|difficult|"
        r"scary|upsetting|stressful|frustrating|overwhelming|horrible|lot|terrifying|tiring)",
        r"you(?:'re| are) not (?:the only one|alone|being silly|weak|mad|crazy)",
        r"(?:every|good) reason to", "(?:only )?(?:natural|human) (?:to|that)",
        r"(?:i|that|it)(?: would|'d) (?:\w+ ){1,5}too\b", "not surprising", "hardly surprising",
        "(?:a )?lot to (?:carry|hold|deal with)", r"you have a point", "a lot on your plate",
    ), _any(
        r"(?:does|did|do|would|is) (?:that|it|this|any of (?:that|this|it))",
        r"(?:doesn't|not|don't|didn't|no longer)"
    )),
)  # fmt: skip

# How questions are put. Without a question mark only the inverted order shows that it is one.
OPEN = _any(
    r"(?:what|how|why)(?: \w+){0,3} (?:do|does|did|would|could|might|can|will|are|were|was|is|"
    r"have|has|had|should) (?:you|it|that|this|they|he|she|we|your|those|these|there|people|the|"
    r"i)\b", r"(?:what|how)(?:'s|'d|'re)\b", "how come", "^(?:what|how|why)", "(?:what|how) about",
    "what else", "what (?:would|might|could|are|is|was|were)",
    r"what (?:happened|happens|makes|made|keeps?|kept|brings|brought|led|leads|got|gets|went|goes|"
    r"comes|came|stops|stopped|helps|helped|worries|matters)(?! is)",
    r"^(?:please |just |could you |can you |would you )?(?:tell me|say (?:a bit |a little |"
    r"some )?more|help me understand|walk me through|talk me through|describe|give me an example|"
    r"talk to me)", r"i(?:'m| am| was) (?:curious|wondering|interested) (?:what|how|why|about|to)",
    r"i wonder (?:what|how|why)",
    r"(?:can|could|would|will) you (?:\w+ )?(?:tell|say|describe|walk|talk|help|give|share|"
    r"explain|take me)\b", "tell me (?:a (?:bit|little) )?(?:more )?about",
)  # fmt: skip
CLOSED = _any(
    r"how (?:many|much|often|long|old|sure|likely|far|bad|anxious|strong|soon|big|important|"
    r"confident|ready)\b(?! (?:of a|does|do|did))", "what (?:time|day|number|percentage)",
    "on a scale", r"which\b", r"when (?:do|did|is|are|was|were|will|does)\b",
    r"who (?:is|was|did|do|does|are)\b", r"where (?:is|was|did|do|does|are|were)\b",
    "(?:0|zero|1|one) to (?:10|100|ten)", "out of (?:10|100|ten)",
)  # fmt: skip
YES_OR_NO = _any(
    r"^(?:is|are|was|were|am|do|does|did|have|has|had|can|could|would|will|should|shall|may|might|"
    r"(?:do|did|is|are|have|would|was)n't) (?:i|you|it|that|this|there|he|she|they|we|your|the|"
    r"any\w*|people|these|those)\b", r"^(?:any(?:thing|one|body)?|ever|still)\b",
)  # fmt: skip
BARE_INVERSION = _any(
    r"^(?:what|how)(?:'s|'re|'d)(?! (?:important|hard|difficult|more))",
    r"(?:what|how|why|where|who|when) (?:do|does|did|would|could|might|are|were|have|shall|should|"
    r"can) (?:i|you|it|that|they|he|she|we|your)\b",
    r"^(?:what|how|why|where|who) (?:is|was|else|about|come|made|makes|went|happened|brings|keeps|"
    r"stops|would|might)\b(?! (?:important|hard|is|a|difficult))",
    r"^(?:tell me|say (?:a bit |a little |some )?more|help me understand|walk me through|"
    r"talk me through|describe)\b",
    r"^i(?:'m| am| was) (?:curious|wondering) (?:what|how|why|about)", "i wonder (?:what|how|why)",
)  # fmt: skip

# What makes a statement a reflection, and what lifts it above the client's own words.
HEARD = _any(
    "(?:that|it|this) (?:sounds|seems)",
    r"(?:it |that )?(?:sounds?|seems?|feels|looks) (?:to me )?(?:like|as (?:if|though)|that)",
    r"i(?:'m| am) (?:hearing|getting|picking up|sensing)",
    r"i (?:hear|gather|sense)\b(?! (?:from|about my))",
    r"what i(?:'m| am)? (?:hear|hearing|get|understand)",
    r"what you(?:'re| are) (?:saying|telling)", "in other words",
    "you(?:'re| are) (?:saying|telling me|wondering|thinking|worried|afraid)",
    "(?:a |one )?part of you", "on (?:the )?one hand",
    r"so,? (?:for you|you|it's|your|there's|there is|that's|part|when you|if you)\b",
    r"you (?:feel|felt|want|wanted|wish|said|mentioned|told me|noticed|tell yourself|find|found|"
    r"think|thought)\b(?! me)", r"(?:that|it|this) (?:must|has to) (?:have|be|feel)",
)  # fmt: skip
ABOUT_YOU = _any(
    r"^(?:and |so |but |even |that |then |now |or |maybe |perhaps |almost ){0,5}(?:you|your|"
    r"you're|you've|you'd|yourself)\b(?! (?:should|must|could|can|may|might|will|know what|see,))",
    r"^(?:and |so |but ){0,5}(?:not|like|as if|as though|almost|nobody|no one|everyone|everything|"
    r"nothing) ",
)  # fmt: skip
WITH_YOU = _any("(?:you|your|yours|yourself|you(?:'re|'ve|'d))")
FROM_ME = _any(
    r"^(?:i|i'm|i'd|i'll|i've|we|we're|we'll|we've|let|let's|my|thanks?|please|nice|good|welcome|"
    r"hi|hello|if|when|because|as|in|do|don't|what|how|why|which|first|today|next)\b", "thank you",
    "(?:nice|good|glad|great) to (?:see|meet|hear)", "you know",
    "(?:call|ask|show|give|tell|help) you",
)  # fmt: skip
MEANING = _any(
    r"afraid|scar\w+|fright\w+|terrif\w+|anxious|worr\w+|dread\w*|panick?\w*|sad\w*|lonel\w+|"
    r"alone|asham\w+|shame\w*|embarrass\w+|guilt\w*|hurt\w*|ang(?:er|ry)|furious|frustrat\w+|"
    r"exhaust\w+|weary|overwhelm\w*|trapped|stuck|torn|lost|hopeless\w*|helpless\w*|numb|"
    r"disappoint\w+|unseen|invisible|judged|reject\w+|abandon\w+|reliev\w+|relief|proud|hopeful|"
    r"grie[fv]\w*|nervous|uncomfortable|concerned|safe|burden\w*|pressure\w*|failure|failing|"
    r"worthless|useless|confus\w+",
    r"mean(?:s|t|ing)?|matter(?:s|ed)?|important|underneath|part of you|on (?:the )?one hand|"
    r"another part|as (?:if|though)|deep down|even though|because|longing|need|value|"
    r"at the same time|and yet|cost(?:s|ing)?|must (?:have|be|feel)|want|wish|ready|hard|enough|"
    r"really",
)  # fmt: skip

# Rules about the whole turn.
SO_FAR = _any(
    r"so far",
    r"let(?:'s| me| us) (?:see|check|make sure)…(?:i|we)(?:'ve| have)?(?: got| understood|"
    r" understand| have)?",
    r"make sure (?:that )?i(?:'ve| have)? (?:got|understood|understand|heard)",
    r"to (?:sum up|summari[sz]e|recap)",
    r"(?:sum|summing|pull|pulling|put|putting)…(?:up|together)",
    r"(?:you've|we've) (?:told|talked|covered|mentioned|said|described)",
    r"if i(?:'ve| have)? (?:got|understood|understand|heard|followed)",
    r"^(?:so )?here(?:'s| is) what i", "earlier you",
)  # fmt: skip
LISTED = _any(r"^[^,?]{3,70},[^,?]{3,70},? and [^,?]{3,90}$")
JARGON = _any(
    r"sympathetic|parasympathetic|amygdala|cortisol|hypothalam\w+|prefrontal|neurotransmitters?|"
    r"serotonin|schemas?|cognitions?|cognitive|maladaptive|dysfunction\w*|psychopatholog\w+|"
    r"aetiolog\w+|metacogniti\w+|automatic thoughts?|core beliefs?|intermediate beliefs?|"
    r"interoceptive|exposure hierarchy|extinction|habituation|avoidant|reinforce\w*|comorbid\w*|"
    r"transdiagnostic|nervous system|hyperarousal|catastrophic misinterpretation\w*|cbt|"
    r"evidence.based",
)  # fmt: skip
AFFECT = _any(
    r"cr(?:y|ying|ied)|tears|sob\w*|scared|terrified|frightened|afraid|hurt\w*|asham\w+|"
    r"humiliat\w+|hopeless|worthless|useless|alone|lonely|broken|desperate|devastated|heartbroken|"
    r"panick\w+|ang(?:ry|er)|furious|hate|dread\w*|numb|can't (?:do|cope|go|take|bear|breathe|"
    r"stand|stop|face|keep|any|even)\w*|i can't$|can't anymore|died|death|laughed at|"
    r"want it all to stop|what's the point|give up|too much|fall(?:ing)? apart|stupid|burden|"
    r"grief|miss (?:him|her|them)",
    r"\([^()]{0,60}(?:quiet|silen|look|sigh|tear|cry|pause|stare|shrug|turn|voice|still|hands|"
    r"away)[^()]{0,60}\)",
)  # fmt: skip
TASK = _any(
    r"diary|homework|agenda|worksheet|thought record|record|form|questionnaire|list|plan|exercise|"
    r"task|today(?:'s)?|on track|move on|get (?:back|on|started|going)|let's (?:start|look|do|go|"
    r"get|begin|turn|move|talk)|first (?:item|thing)|scores?|next (?:item|week)",
)  # fmt: skip
LOSS = _any(
    "died|death|dead|funeral|passed away|cancer|diagnos\\w+|lost|loss|miscarr\\w+|redundan\\w+|"
    "sacked|fired|illness|ill|hospital",
)  # fmt: skip
BARE_SORRY = _any(
    r"^(?:(?:oh|um|ah|no|yes|yeah|really|well),? ){0,5}(?:i'm |i am |i )?(?:(?:so|very|really|"
    r"truly|terribly) ){0,5}(?:sorry|apologi[sz]e)(?: about that| for that| everyone)?\W{0,4}$",
    r"^my (?:sincere |deepest )?apologies\W{0,4}$",
)  # fmt: skip
INVITED = _any(
    r"go ahead",
    "what (?:should|can|could|would|do) (?:i|you (?:suggest|think i|recommend|advise))",
    r"(?:any|your|some) (?:advice|ideas?|suggestions?|tips?)", "tell me what to do", "yes,? please",
    "please do", r"i'd like to hear", "how (?:do|can|should|could) i",
)  # fmt: skip
