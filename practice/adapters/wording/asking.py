"""Wording that asks, agrees the work and checks what arrived."""

from __future__ import annotations

from practice.adapters.wording.signs import Sign, phrases
from practice.moves import Move

# Asks back only where something has been explained; else it is a question like any other.
MAKE_OF = r"what (?:do|did|would) you make of (?:that|this|it|what|all)"

SIGNS: tuple[Sign, ...] = (
    Sign(Move.ASKS_PERMISSION, 0.85, phrases(
        r"(?:ok|okay|all ?right|alright) to (?:ask|say|share|tell|try)\b",
        r"(?:would|do) you (?:like|want) to try\b",
        r"(?:would|do) you (?:want|like) (?:it\?|that\?|one\?|to (?:hear|know|see)|me to|"
        r"us to)(?! (?:or|instead))",
        r"(?:ok|okay|all ?right|alright|fine|cool) (?:if i|for me|to (?:ask|say|share|tell|go|"
        r"talk|carry|do|try|keep))",
        r"(?:is|would) (?:it|that|now)(?: be)? (?:\w+ )?(?:ok|okay|all ?right|alright|fine|"
        r"a good (?:time|moment)|useful|helpful|of (?:use|interest|any))",
        r"(?:may|might|can|could|shall|should) i (?:\w+ )?(?:share|offer|suggest|tell|say|"
        r"explain|add|give|show|describe|try|put|check something|throw|run|float|read|chip|"
        r"jump|interrupt|ask you)\b(?! (?:how|what|why))",
        r"(?:can|could|may|might|would) (?:we|you)…(?:mind|allow|let) ",
        r"(?:happy|comfortable|willing|open|game|ready|up) (?:for|to|with) (?:me|us|hear\w*|"
        r"try\w*|look\w*|talk\w*|that|it|a|an|some)\b…\?", r"would you let me",
        r"how would you feel about (?:me|us|trying|hearing|looking|talking)",
        r"(?:want|fancy|care|interested) (?:to|in|a|an|me to) (?:hear|hearing|know|see|listen|"
        r"thought|idea|look)",
        r"if (?:you(?:'re| are)|that's|it's) (?:happy|all right|ok|okay|willing|up for)",
        r"any objection",
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
        r"what (?:shall|should|could|do|can|might) we (?:\w+ )?(?:get to|do|talk|cover|look|"
        r"start|make|tackle|spend|put|use|work|be)\b…(?:today|this|first|time|hour|session|"
        r"list|\?|tonight)", r"(?:top|front|edge) of (?:the|your) (?:pile|list|mind|queue|agenda)",
        r"(?:what|anything)…(?:need|want|have) to (?:have )?(?:talked|covered|done|got|get|"
        r"sort\w*|look\w*)…(?:today|walk out|leave|hour|session|worth|by the end)",
        r"walk out of here",
        r"(?:what|where)…(?:want|like|hoping|hope|need|wanting|keen) (?:from|out of|to (?:get|"
        r"leave|use|spend|bring|aim))…(?:today|session|hour|our time|here)",
        r"(?:what|anything)…(?:bringing|brought|bring|got) (?:with you |along |for us |"
        r"in )?(?:today|this (?:week|morning|time|evening))", r"what have you got (?:for|on|to)",
        r"(?:what|which) (?:\w+ )?(?:goes|belongs|shall go|should go|needs to (?:go|"
        r"be)) on (?:the|our|today's|your) (?:list|agenda)",
        r"(?:how|what) (?:shall|should|can|could) we (?:best )?(?:use|spend|fill|"
        r"make the most)",
        r"what(?:'s| is| are) (?:the )?(?:\w+ ){0,2}(?:headlines?|main (?:thing|item)|"
        r"priority|agenda|plan) (?:for )?(?:today|this (?:week|hour|session))",
        r"(?:by the end|end of (?:today|the hour|this))…(?:what|hope|want|like|useful)",
        r"(?:the )?(?:hour|session|time|floor|agenda)(?:'s| is) (?:yours|all yours|your)",
        r"what (?:matters|feels|is) (?:\w+ )?(?:most )?(?:important|pressing|alive|"
        r"urgent)?…(?:today|to bring|for (?:us|today|this))",
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
        r"(?:something|one thing|a thing|an item|one item|a small thing|"
        r"one more thing) (?:from (?:me|my side)|on my|of mine|i(?:'d| would))",
        r"i(?:'d| would) (?:be keen|love|like|also like|quite like|really like|"
        r"want)…(?:if (?:there's|you|that's|we)|unless|too|as well|on the (?:list|agenda)|"
        r"squeeze|a bit on|hear about|time for)",
        r"(?:could|can|may|might) (?:i|we) (?:\w+ )?(?:pop|squeeze|put|add|stick|slip|throw|"
        r"fit|tuck|slot|find|keep|save|make)\b…(?:list|agenda|in|on|minutes|too|as well|time|"
        r"space|room)", r"(?:squeeze|slot) (?:it |that |this )?in\b|fit (?:it|that|this) in\b",
        r"i(?:'ve| have) (?:also )?got (?:one|something|a)…(?:for the|on the|for our|to add|"
        r"too|list)", r"if (?:there's|there is|we(?:'ve| have)) (?:room|space)",
        r"(?:room|space) (?:for|on (?:it|the list|there) for) (?:the|a|one|your|my|"
        r"some)\b", r"(?:unless|only if|but only if)…(?:sooner not|rather not|want|time|happy|ok)",
        r"how about (?:we )?(?:put|add|adding|putting|spend|spending)…",
        r"my (?:only )?(?:request|wish|suggestion|offer|addition) (?:is|for|would)",
        r"what if (?:we|i) (?:also )?(?:added|put|spent|kept|saved)",
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
        r"(?:goes|go|comes|takes|put|pick) (?:\w+ ){0,2}first\b",
        r"^(?:the |your )?\w+ (?:\w+ )?first,? (?:yes|then)",
        r"(?:what|which)…(?:(?:gets|get|has) the most time|biggest (?:slice|share|chunk)|"
        r"(?:goes|go|comes|should be) (?:first|last)|bump\w*|can wait|urgent|loudest|"
        r"on fire)",
        r"(?:bump|bumping|park|parking|postpone|save|hold) (?:it|them|that|the \w+|"
        r"those)(?: \w+)? (?:if|till|until|for (?:next|another|later)|over|to next)",
        r"i(?:'d| would)? (?:vote|say|suggest|propose)…(?:first|start|begin|goes)",
        r"(?:gets?|give|giving) (?:\w+ ){0,2}(?:the (?:most time|lion's)|half|most of|"
        r"the bulk)\b", r"(?:five|ten|fifteen|twenty|thirty) (?:minutes? )?(?:each|apiece)",
        r"(?:we (?:can't|won't)|not going to|can't|won't) (?:\w+ )?(?:do|get to|cover|fit|"
        r"manage|get through) (?:\w+ )?(?:all|everything|both|them|three|four)",
        r"(?:if|say) (?:we|you) (?:only |could only |just )?(?:got to|get to|had|did|do|got|"
        r"choose|chose|pick|picked)…(?:one|single|just)", r"order (?:shall|should|do|would) we",
        r"(?:can|could|happy to|let) (?:\w+ ){1,3}wait\b",
        r"(?:split|divide|share) (?:up )?(?:the|our) (?:time|hour|session)",
        r"top (?:of the list|two|three|one)",
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
        r"what did you (?:take|read)…(?:to mean|as|from|into)",
        r"what(?:'d| did| does| was| were)…(?:say|saying|tell|telling|mean) (?:to|about) you\b",
        r"what (?:was|is|were)…(?:going (?:on|through|round)|running|flashing|"
        r"in) (?:\w+ )?(?:your|that) (?:head|mind)",
        r"what did you (?:\w+ )?(?:picture|see happening|imagine|predict|expect|assume|"
        r"conclude|decide|fear|believe|tell yourself|make it mean)\b",
        r"what(?:'s| was| is| were) the (?:\w+ )?(?:thought|words?|sentence|image|picture|"
        r"fear|prediction|story)\b",
        r"(?:thought|picture|image|words|sentence|voice)…(?:what (?:was|did|is)|flash\w*|"
        r"pop\w*|go\w* through|in your (?:head|mind)|came|at that (?:point|moment|second))",
        r"what(?:'s| is| was| would be| did you think was) the worst\b",
        r"(?:and )?if (?:that|it|they|he|she)…(?:what (?:would|does|did) (?:that|it) (?:mean|"
        r"say))",
        r"(?:in|at) that (?:\w+ )?(?:moment|second|instant|minute)…(?:what|think|thought|head|"
        r"mind)",
        r"what (?:did|does|would) (?:you think|your (?:mind|head|brain))…(?:happen|mean|say|"
        r"tell|come|go|do)",
        r"what (?:were|are) you (?:\w+ )?(?:thinking|telling yourself|expecting|bracing|"
        r"waiting for|scared|afraid|worried|imagining)\b",
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
        r"how (?:long|much|hard|harsh)…(?:give|judge|expect|blame)…(?:friend|mate|sister|"
        r"brother|daughter|son|somebody else|someone else)",
        r"(?:would|do|did|does) (?:any|all|either|some) of (?:them|those)…",
        r"(?:would|might|could) (?:he|she|they|your \w+|anyone|anybody)…(?:put it|see it|"
        r"agree|say|describe|tell it)…",
        r"if (?:\w+ ){1,3}(?:told|said|came|rang|asked|were|was|did|had|felt|thought|"
        r"made)…(?:what|how|would) (?:would |might |could |'d )?you\b…(?:say|tell|think|"
        r"answer|reply|see|make|call|give|feel)?",
        r"if (?:\w+ ){1,3}(?:told|said|had said|came to) (?:that|this|you that|you the same|"
        r"to you)",
        r"(?:what|anything)…(?:doesn't|don't|didn't|wouldn't) (?:fit|match|square|go with|"
        r"add up)",
        r"(?:what|which|any)…(?:against|for and against|the other (?:way|side|direction)|"
        r"other side)",
        r"(?:has|have|was|were) there (?:ever |been |also )?(?:\w+ )?(?:a time|times|days?|"
        r"moments?|occasions?|exceptions?|nights?)",
        r"(?:how|what) (?:would|will|might) (?:you|it|that|this)…(?:in (?:five|ten|a|"
        r"two) (?:years?|months?|weeks?)|look (?:back|from)|a year from)",
        r"how (?:many|often)…(?:actually|come true|turned out)",
        r"(?:fact|facts|guess|guesses)…(?:or|versus|and which|how much)",
        r"(?:what|how)…(?:makes|made) (?:\w+ )?(?:you|it|that) (?:so )?(?:sure|certain|true|"
        r"likely)",
        r"what(?:'s| is| would be| are) (?:the )?(?:\w+ )?(?:other (?:reason|explanation|"
        r"possib\w+)|odds|chances?|likel\w+)",
        r"where did (?:you|that rule|the rule|that idea|that)…(?:learn|come from)",
        r"if (?:you|we) (?:stood|looked|asked|filmed|swapped|were to|put)…(?:what|how|would)",
        r"what (?:does|do|did) (?:believing|thinking|holding|telling yourself|carrying)…(?:do|"
        r"cost|give|get)", r"whose (?:voice|words|rule|job)",
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
        r"(?:have a go at|try|what about) (?:using|applying|putting) (?:that|this|it)\b",
        r"what (?:would|does|will|might) (?:it|that|this|the (?:model|cycle|map|"
        r"idea)) (?:\w+ )?(?:predict|tell us) (?:for|about|on|happens)",
        r"(?:run|say|tell|explain|play|give|put|sum) (?:that|it|this|me)?…(?:back to me|"
        r"in your (?:own )?words|by me)",
        r"(?:what|which)…(?:st[iu]ck\w* with you|sink\w*|sank|landed|took (?:in|away)|take away|"
        r"taking (?:away|home)|take home|got from|remember from|chimes|jars|rings true|"
        r"rings false|off about)",
        r"(?:how|what)…(?:explain|describe|put|tell)…(?:to|your) (?:\w+ )?(?:brother|sister|"
        r"mum|mom|dad|wife|husband|partner|friend|mate|son|daughter|mother|father|gran|boss|"
        r"flatmate|girlfriend|boyfriend)",
        r"(?:where|how) (?:does|do|did|would|might) (?:that|it|this|the (?:model|cycle|map|"
        r"idea)|your \w+) (?:\w+ )?(?:show up|fit in|apply|match|square|compare|come in|go on|"
        r"sit)\b",
        r"(?:where|how) (?:do|did|would|might|can) you (?:\w+ )?(?:see|spot|recognise|use|"
        r"place) (?:that|it|this|any|yourself|your)",
        r"(?:what|anything) (?:\w+ )?(?:doesn't|don't|does not|isn't) (?:quite )?(?:fit|ring|"
        r"sit|match|sound|clear|right|make sense)",
        r"(?:check|see) (?:i|what)…(?:explained|made sense|clear|got across|landed)",
        r"how would you (?:put|say|explain|describe) (?:that|this|it)",
        MAKE_OF,
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
        r"^(?:and |so )?in your own words",
        r"(?:say|put|tell|explain|describe|sum)…in your own words",
        r"what (?:did you (?:take|hear|get)|stands out|stood out|are you taking|will you take)",
        "how does (?:that|it|this) sound to",
    ), asks=True),
)  # fmt: skip
