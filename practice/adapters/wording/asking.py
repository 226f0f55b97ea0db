"""Wording that asks, agrees the work and checks what arrived."""

from __future__ import annotations

from practice.adapters.wording.signs import Sign, phrases
from practice.moves import Move

SIGNS: tuple[Sign, ...] = (
    Sign(Move.ASKS_PERMISSION, 0.85, phrases(
        r"(?:would|will|is) (?:it|that) (?:be )?(?:ok|okay|all right|alright|fine|useful|"
        r"helpful) (?:with you )?(?:if|to|for me)", r"may i\b", r"(?:do you )?mind if (?:i|we)",
        r"if you(?:'re| are) (?:open|up for|interested)", r"if you(?:'d| would)? (?:want|like) "
        r"(?:it|to hear|me to)", "(?:you )?want to hear", r"are you (?:willing|open|happy|"
        r"up for)\b",
        "shall i tell",
        r"(?:can|could|might) i (?:just )?(?:share|ask(?! how| what| why| where)|offer|suggest|"
        r"tell|say|explain|add|give|show|make|describe|try|put)", "do you mind if",
        "would you mind (?:if|me)", r"would you like (?:to hear|me to|some|a bit|to know|it if i)",
        "are you open to", r"(?:would|are) you (?:be )?(?:interested in|curious to|up for) hear\w*",
        "if (?:that's|it's) (?:ok|okay|all ?right)", "with your permission",
        r"is that (?:ok|okay|all ?right)(?: with you)?\??$", "shall i (?:say|share|explain)",
        "would you be (?:willing|open|up for|interested)", "do you want (?:to hear|me to)",
    ), phrases("what", "how", "when", "where", "why")),
    Sign(Move.INVITES_AGENDA, 0.85, phrases(
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
        r"(?:anything|something|one thing)(?: in particular| special)?(?: that)? you(?:'d| would| "
        r"want| wanted| hope| need| like)…(?:get to|cover|talk about|list|agenda|today|bring|"
        r"raise)",
        r"one thing(?: that)?(?: would|'d) be (?:useful|helpful|good)",
        r"what(?:'d| would) (?:be|feel) (?:\w+ )?(?:useful|helpful|good) to (?:talk|chat|look|"
        r"focus|"
        r"work|spend|bring)", "what have you got", "make a list",
        r"what (?:do|would) you (?:want|like) to (?:make sure|be sure|get to|get through)",
    ), asks=True),
    Sign(Move.OFFERS_AGENDA, 0.8, phrases(
        r"i(?:'d| would)(?: also| really)? (?:like|love|want|suggest)(?: us| we| to| that we|"
        r" for us to){0,5} (?:add|put|look|talk about|check|review|go over|come back to|spend|"
        r"fit in|hear about|return to)",
        r"i(?:'ve| have| had| also have)(?: got)?…on my (?:list|agenda|side)",
        "on my (?:list|side)",
        r"(?:could|can|might|shall) we(?: also| maybe| perhaps){0,5} (?:add|spend|put|talk about|"
        r"come back to|go over|check|review|look at|make (?:room|time) for|"
        r"leave (?:\w+ ){1,2}minutes)(?! the evidence)", "from my side",
        "(?:one|my) (?:thing|item) (?:from me|i'd|of mine)", "my (?:own )?item",
        r"i(?:'ve| have| did have|'ve got| have got) (?:got )?(?:one|a) (?:\w+ )?(?:thing|item) "
        r"(?:too|as well|i'd|i would|for|to add|from)",
        r"something (?:i'd|i would|i was hoping|else i)…(?:on there|on the|add|fit in|too)",
        r"wonder(?:ed|ing) (?:if we (?:might|could)|about) (?:also )?(?:add|look|spend|put|fit)\w*",
    )),
    Sign(Move.PRIORITISES, 0.8, phrases(
        r"which (?:\w+ )?(?:of (?:these|those|them|the \w+) )?(?:\w+ ){0,3}(?:first|most|the most|"
        r"matters|regret)", r"which (?:one )?would you",
        r"if we (?:only )?(?:had|have|get|got)(?: only)?(?: time| room| space)? (?:for )?(?:just |"
        r"only )?one",
        r"(?:\d{1,2}|ten|fifteen|twenty|twenty.five|thirty|forty) min(?:ute)?s? (?:on|for|with|"
        r"to)\b", r"what (?:comes|should come|goes|should go|needs to come|would come) first",
        "one (?:main|big)…one (?:small|little)", "most (?:urgent|pressing)",
        r"(?:the (?:rest|other\w*)|that|it) can wait", "rank(?:ed|ing)?", r"prioriti[sz]e",
        "main (?:one|item)", r"(?:start|begin) with…(?:then|and (?:leave|keep|come back))",
        "can't (?:wait|fit)…(?:today|next week)", "what order", "(?:out )?of (?:those|these|"
        "the (?:two|"
        "three|four)),? (?:what|which)", r"(?:half an hour|half hour|(?:first|"
        r"last) \w+ minutes) (?:on|for|with|to|there|at)\b",
        r"min(?:ute)?s? each", r"let's (?:go with|do|take|give|start with|begin with)…(?:first|"
        r"then|"
        r"second|and come back)", r"(?:the )?one (?:that|which) can't wait", "biggest difference",
        r"could only (?:change|do|pick|choose|talk about|work on|fix|have) one",
        "come back to the rest",
        r"shall we (?:do|take|start with|begin with)…first", "come(?:s)? top",
    )),
    Sign(Move.ELICITS_THOUGHT, 0.9, phrases(
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
        r"(?:pop\w*|jump\w*|come|came|go|went|flash\w*|was|see|saw|there) (?:up )?(?:in|into|"
        r"through|"
        r"across) your (?:mind|head)", r"what(?:'d| did| does| would| do) (?:it|that|this|"
        r"they) (?:mean|"
        r"say|tell you)(?: to| about) (?:you|yourself)", "(?:any|what) (?:picture|image|"
        "thought)s?\\?$",
        "was there a (?:thought|picture|image)", "what(?:'s| was) the (?:thought|picture|image)",
        r"what did you (?:think|imagine|picture|expect|predict|fear|believe)(?: was| would|\?|$|"
        r"…happen)", "what was the thought", r"what(?:'s| is| was) the worst",
        r"what (?:thought|image|words|picture)s?…(?:\?|mind|come|came|there)",
    ), phrases("you (?:said|told)…that")),
    Sign(Move.SOCRATIC_QUESTION, 0.8, phrases(
        r"evidence", r"what (?:supports|backs|points|makes you (?:think|believe|so sure))",
        "how (?:else|might someone else|might another)",
        r"what (?:would|might|could) you (?:say|tell)(?: to)?…friend",
        r"(?:what|how) (?:would|might|could) (?:a|your) (?:\w+ )?friend",
        r"(?:how|what).{0,20} (?:(?<!make.)sure|likely|confident|convinced|strongly|certain|"
        r"much do you believe)", r"what(?:'d| would) (?:need|have) to (?:happen|be true)",
        "(?:another|other|different|alternative) (?:way|explanation|view|reading)s?",
        r"what (?:else )?(?:might|could)(?: also| else)? (?:explain|be going on|have|it mean|"
        r"be behind)", "what (?:happened|usually happens)…(?:last time|the other times|before)",
        r"(?:times?|example)…(?:didn't|did not|wasn't|hasn't|not) (?:happen|true|the case|fit)",
        "what fits (?:with )?(?:it|that) and what doesn't",
        r"how (?:does|did|do|well does) (?:that|it|this) (?:help|serve|cost)",
        "if (?:it|that) (?:were|was|did|came) true", r"what else (?:might|could|would|can)",
        r"what(?:'d| would) (?!you\b|it\b|that\b|be\b|make\b|help\b)(?:\w+ ){1,3}(?:say|think|"
        r"tell|see|"
        r"call)\b", r"if (?:you saw|you met|you heard|it had been|it were|it was|somebody|someone|"
        r"your "
        r"(?:\w+ )?(?:friend|mate|brother|sister|daughter|son|child|colleague))…what(?:'d| would)",
        r"(?:knowing|with) (?:only )?what you (?:knew|know|had)", r"what(?:'d| would|"
        r" could) you have "
        r"(?:done|said|told|known)", "(?:what|which) (?:\\w+ )?points the other",
        r"what(?:'s| is| are) the (?:cost|price|upside|downside|advantage|pros)",
        "how would (?:you|we) (?:know|find out|test)",
    ), asks=True),
    Sign(Move.CHECKS_UNDERSTANDING, 0.85, phrases(
        r"how would you (?:put|say|explain|describe) (?:that|this|it)",
        r"what (?:do|did|would) you make of (?:that|this|it|what|all)",
        r"(?:does|did|do|how does|how well does|how much of) (?:that|this|it|any of (?:that|it)|"
        r"what i said)(?: \w+)? (?:fit|ring true|match|sound right|sit|land)", r"what fits",
        r"what (?:doesn't|does not) (?:fit|ring)", r"which (?:bit|part)s? (?:\w+ ){0,3}(?:fit|"
        r"doesn't)",
        r"what(?:'d| would) you (?:say|tell)…(?:(?:if|when) (?:he|she|they|\w+) asked|about (?:how|"
        r"what|why|it|this)|what we)", r"if \w+ (?:asked|wanted to know)…what(?:'d| would) you",
        r"how(?:'d| would| could| might) (?:that|this|it) (?:apply|look|work|go)",
        r"how(?:'d| would) you (?:explain|describe|put|use|apply|try)",
        r"what (?:would|might) (?:that|this|it) look like", r"what you(?:'re| are)? (?:took|"
        r"taking|take|"
        r"got|heard|understood) (?:from|away)", "talk me through how",
        "(?:say|tell|explain|put) (?:it|that|this|me)? ?(?:back|in your own words|to (?:me|your))",
        "in your own words",
        r"what (?:did you (?:take|hear|get)|stands out|stood out|are you taking|will you take)",
        "how does (?:that|it|this) sound to",
    ), asks=True),
)  # fmt: skip
