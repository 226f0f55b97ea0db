"""Wording of how the trainee meets the client: role, limits, safety, slights, praise and self."""

from __future__ import annotations

from practice.adapters.wording.signs import REPORTED, Sign, phrases
from practice.moves import Move

# What follows is what a piece of software said or did in the client's life.
TOLD = ("you (?:told|asked|use|used|press\\w*|tried)", "(?:he|she|they) (?:told|said)")
YOU_ARE = r"you(?:'re| are)(?: (?:so|such|just|really|very|being|a|an|quite|truly|always)){0,5}"
SIGNS: tuple[Sign, ...] = (
    Sign(Move.TALKS_TO_MACHINE, 0.9, phrases(
        r"\[(?:system|admin|debug|user|end|inst)\w*",
        r"set (?:your )?(?:trust|openness|mood|distress|rapport|rupture)",
        r"(?:how many points|(?:my|the) (?:score|points|marks?|grade) (?:so far|yet|now))",
        r"(?:does|do|did) (?:this|that|my \w+) (?:turn |one |reply )?(?:count|score|"
        r"get marked)",
        r"(?:reset|restart|skip|pause|end) (?:the |this )?(?:scenario|session|encounter|"
        r"conversation|client|case|rep|chat)\b",
        r"(?:next|another|different) (?:client|patient|case|scenario)\b",
        r"you(?:'re| are) (?:not (?:a )?real|(?:just )?(?:code|fake|made up|simulated|"
        r"an actor|pretend))", r"(?:simulated|virtual|fake|pretend) (?:client|patient|person)",
        r"what(?:'s| is) the (?:right|correct|model|expected) (?:answer|reply|response|move)",
        r"what (?:am i|should i be|are we) (?:supposed|meant) to (?:say|do|type|write)",
        r"(?:your|the) (?:training data|source code|system message|settings|parameters|"
        r"token\w*)",
        r"who (?:made|built|programmed|trained|coded) you|what (?:were you|"
        r"you were) trained on",
        r"(?:say|print|type|write|repeat) (?:the )?(?:word|phrase|your) \w+ (?:back|exactly|"
        r"verbatim)", r"what(?:'s| is) your (?:rung|trust|openness|secret|level)",
        r"(?:which|what) (?:model|version|engine) are you",
        r"(?:this|it)(?:'s| is) (?:just |only )?(?:a )?role.?play",
        r"(?:in|of) (?:this|the) role.?play",
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
        r"(?:stop|quit|end|drop|leave) (?:being the client|the (?:role.?play|simulation))",
        r"(?:the|this|a) (?:simulation|simulator|chat ?bot|software|program|prompt|rubric)\b"
        r"(?! (?:said|says|told|you|on your|that you))",
        r"give me (?:feedback|my (?:score|mark|grade))", "how (?:did i do|i did)$",
        r"real person or", r"is this (?:thing |even )?(?:working|on\b|a (?:computer|bot|robot|test|"
        r"recording|simulation|real))", "(?:microphone|icon|button|the screen|log(?:ged)? in|"
        "reload)",
        r"^test(?:ing)?,? (?:test|one|1)", "your (?:answers|replies|responses) are",
    ), phrases(*TOLD)),
    Sign(Move.ENDS, 0.85, phrases(
        r"(?:good|natural|right|sensible) (?:place|point|moment|time) to (?:leave|stop|end|"
        r"pause|finish|close)", r"mind how you go", r"call it (?:there|a day|quits)",
        r"(?:wrap|wind) (?:it |things |this )?up",
        r"(?:pick|carry) (?:this|that|it|things) (?:back )?(?:up|on) (?:next|on|again|when)",
        r"that(?:'s| is) us (?:for|done|at)", r"same time next",
        r"(?:our|the) (?:hour|session|time|fifty minutes|slot)(?:'s| is) (?:nearly |"
        r"just about |almost )?(?:up|over|done|gone|finished)",
        r"(?:safe|get) (?:journey|travels|home|trip)(?: safe\w*| now)?$", r"look after yourself",
        r"(?:have a|enjoy your) (?:\w+ )?(?:week|weekend|rest of)",
        r"(?:we're|we are)…(?:at time|to time|on time|end of (?:the|our))",
        r"(?:next|my) (?:client|person|appointment)(?:'s| is) (?:here|waiting|due)",
        r"(?:got|have|need|'ll have) to let you go",
        r"(?:i|we)(?:'ll| will) (?:have to )?(?:leave|stop|finish|end|close) (?:it |things |"
        r"us )?(?:there|here)", r"^(?:cheerio|ta.?ra|farewell|night night|so long|take it easy)\b",
        r"i(?:'m| am)…(?:stop us|draw (?:us|this) to)",
        r"till (?:next|thursday|monday|tuesday|wednesday|friday)",
        r"we(?:'ll| will)? (?:have|need|ought) to (?:stop|finish|end|wrap)", r"time is up",
        "time's up", r"that(?:'s| is) (?:all )?(?:our|the) time",
        r"(?:we're|we are) (?:nearly )?out of time",
        r"let's (?:stop|leave it|finish|end|wrap up)(?: it)? (?:there|here|for today)",
        r"^(?:good)?bye\b", r"^see you (?:next|on|in|then|soon|later|tomorrow)",
        "until next (?:time|week)", r"(?:i'll|i will) see you (?:next|on|in)",
        "^take care(?: of yourself)?$", "we'll end there", "^see you$", "bye(?: now| then|"
        " for now)?$",
        r"(?:leave|stop|finish|end|wrap) (?:it |things |up )?(?:there|here|up) (?:for|now|this|"
        r"today)", r"(?:we've|we have) run (?:over|out)", r"^that(?:'s| is) time\b",
        r"(?:we|i)(?:'re| are|'m| am)? (?:need|have|going|got|gotta|'ve got)(?: to)? (?:to )?"
        r"(?:stop|finish|end|wrap)", "that brings us to the end", "done for (?:today|the day)",
    ), phrases("say", "said", "saying")),
    Sign(Move.ASKS_ABOUT_SAFETY, 0.9, phrases(
        r"(?:ask|asking|check|checking|wonder\w*|wondering)…(?:suicid\w*|end(?:ing)? your life|"
        r"kill\w* yourself|hurt\w* yourself)", r"i'd rather ask than",
    )),
    Sign(Move.ASKS_ABOUT_SAFETY, 0.95, phrases(
        r"overdos\w+", r"cut(?:ting)? yourself",
        r"not (?:be|being) (?:around|alive|here)(?: any ?more)?",
        r"do(?:ing)? (?:anything|something) to (?:yourself|hurt)",
        r"thoughts? of (?:harm|hurt|kill|end|suicid|sui)\w*",
        r"(?:keep|keeping|stay|staying|feel|feeling|be) safe",
        r"(?:safe|danger) (?:at home|tonight|with (?:him|her|them)|right now|from (?:him|her))",
        r"(?:he|she|they|anyone|anybody|somebody) (?:ever |been )?(?:put (?:his|her|"
        r"their) hands|push\w*|shov\w*|chok\w*|grabb\w*|hit|hitting|hurt|hurting|threaten\w*|"
        r"forc\w+)",
        r"(?:scared|frightened|afraid) (?:of|what) (?:he|him|she|her|they|your (?:husband|"
        r"partner|wife|boyfriend|dad|father))",
        r"(?:hurt|harm)(?:ing)? (?:the (?:kids|children|baby)|them|anybody|people)",
        r"(?:a )?plan (?:to|for how|for)…(?:die|kill|end|do it)",
        r"thought(?:s)? (?:about|of) (?:how|when) you(?:'d| would) do it",
        r"wish(?:ing)? you (?:wouldn't|didn't|could|weren't)…(?:wake|here|sleep|alive)",
        r"(?:jump|jumping|drive|driving|stepping|walking)…(?:in front|off the|into (?:a|the))",
        r"act(?:ed|ing)? on (?:it|them|those|that|the thoughts)",
        r"means (?:to|of) (?:do|ending|kill)",
        r"anything (?:at home|in the house) you(?:'d| would| could) use",
        r"suicid\w*", "kill(?:ing)? yourself", "end(?:ing)? (?:your (?:own )?life|it all|things)",
        r"(?:hurt|harm)(?:ing)? (?:yourself|someone|anyone|somebody|your baby|the baby|him|her)",
        "self.?harm(?:ing)?", r"not (?:want|wanting) to (?:be (?:here|alive)|live|wake up|go on)",
        r"(?:don't|didn't) want to (?:be (?:here|alive)|live|wake up|go on)",
        "better off (?:dead|without)", r"thoughts? (?:of|about) (?:dying|death|not being here)",
        r"(?:are you|do you feel|keep you) safe", "wish(?:ed|ing)? you were dead",
        "tak(?:e|ing) your (?:own )?life", r"(?:gun|pills|tablets|knife|rope)…(?:yourself|"
        r"your life)",
        r"us(?:e|ed|ing) it on yourself", r"(?:do|does|did|has|is) (?:he|she|they|anyone|somebody|"
        r"someone) (?:ever )?(?:hit|hitting|hurt|hurting|threaten\w*) you", "(?:being|"
        "be) (?:alive|dead)",
        "(?:want|wanting|wanted) to die",
    ), asks=True),
    Sign(Move.INSULTS, 0.9, phrases(
        r"(?:that's|that is|it's|this is|how) (?:just |so |really |a bit |frankly |"
        r"pretty )?(?:pathetic|pitiful|embarrassing|feeble|laughable|childish|disgusting)",
        r"no (?:willpower|backbone|spine|guts|self.?control|discipline|balls)",
        r"(?:a|an?) (?:\w+ )?(?:woman|man|person|girl|bloke|adult) (?:of )?your age",
        r"(?:act|behave|acting|behaving|sound\w*) like an? (?:child|baby|toddler|idiot|victim|"
        r"two.year|brat)", r"(?:grow|get) (?:a )?(?:pair|backbone|spine|grip|life)\b",
        r"what an? (?:loser|baby|wimp|wreck|disgrace|waste|moaner|state|drip|idiot)",
        r"embarrassing yourself", r"look at the state of you",
        r"no wonder (?:he|she|they|nobody|everyone|your \w+)…(?:left|leave|leaves|hates?|sick|"
        r"avoids?|likes?|dumped|bored)", r"(?:you|you're) disgust\w*", r"sad little",
        r"are you (?:thick|stupid|dim|deaf|dense|serious|for real|mental)",
        r"how (?:stupid|dumb|thick|selfish|dense) (?:can|could|are|do)",
        r"you(?:'re| are)…(?:waste of (?:space|time)|nightmare|whin(?:er|ge\w*)|pain in|joke|"
        r"cry.?baby|snowflake|moaner|hypochondriac|nutter|psycho|lost cause|spoilt|spoiled|"
        r"useless|thick|doormat|car crash)",
        r"(?:i'm|i am) (?:sick|tired|bored) of (?:you|your|hearing)",
        r"bloody (?:useless|hopeless|ridiculous|stupid|pathetic)",
        r"you (?:really |clearly |always |just )?(?:haven't got|lack|don't have)…(?:brains?|"
        r"guts|sense|clue)", r"bless your (?:little|simple)",
        rf"{YOU_ARE} (?:pathetic|stupid|idiot|weak|useless|lazy|crazy|boring|worthless|dumb|"
        rf"loser|"
        r"ridiculous|liar|waste of|attention.?seek\w+|drama queen|selfish|hopeless|moron|childish)",
        "shut up", "stop (?:whining|moaning|whingeing|being a baby)", "grow up", "man up",
        "get over it", r"pull yourself together", "(?:nobody|no one|who) cares",
        r"f(?:u|\*)ck (?:you|off)", "^(?:you )?(?:idiot|moron)", r"what(?:'s| is) wrong with you",
        r"you look (?:ridiculous|stupid|pathetic|a mess)", r"stop (?:crying|blubbing|snivel\w+)",
        r"(?:nasty|horrible|miserable|useless) (?:piece|little|person|excuse)",
        "aren't you pathetic",
        r"you(?:'re| are) (?:just |such )?an? (?:\w+ )?(?:drunk|addict|coward|baby|mess|failure|"
        r"disgrace|wimp|wreck|fool)", "not cut out for", "wet blanket",
        r"what (?:kind|sort) of (?:an? )?(?:husband|wife|mother|father|mum|mom|dad|man|woman|"
        r"person|parent|friend)…(?:can't|doesn't|does that|would do|leaves|lets)", "^weak$",
        "how pathetic", "snap out of it", "hate you", "(?:you|you're) (?:make|making) me sick",
    ), REPORTED),
    Sign(Move.FLATTERS, 0.8, phrases(
        r"(?:the|my|such a|a) (?:\w+ )?(?:brightest|bravest|strongest|cleverest|nicest|"
        r"loveliest|smartest|best|kindest|wisest|fittest|toughest|"
        r"most \w+) (?:\w+ )?(?:client|person|people|patient|mum|mother|dad|woman|man|"
        r"one)\b(?! (?:for|to))",
        r"(?:should|could) (?:write|teach) (?:the|a) (?:book|class|course)",
        r"^what an? (?:star|legend|hero|trooper|lovely|brilliant|wonderful|amazing|strong|"
        r"incredible|fantastic|gem|champion)", r"super ?(?:woman|man|mum|hero|human)",
        r"(?:such |an absolute |a real |pure )(?:a )?(?:joy|pleasure|delight|inspiration|"
        r"credit|trooper|champion)",
        r"(?:all|more|every\w*|other) (?:\w+ )?(?:clients?|people|patients)…(?:like you|"
        r"were you|as (?:\w+) as you)",
        r"(?:gold star|top marks|ten out of ten|a\+|full marks|top of the class|hats? off)",
        r"(?:so|really|very|dead|hugely) impressed",
        r"you(?:'re| are| seem to be) doing (?:so|really|very) well(?= this| with|[,.!]|$)",
        r"you(?:'ve| have) done (?:so|really|very) well(?= this| with|[,.!]|$)",
        r"(?:so|really|very|such) easy to work with", r"(?<=,\s)well done",
        r"^(?:that's )?(?:brilliant|fantastic|amazing|excellent)(?=,)",
        r"you(?:'ve| have) (?:got )?(?:a|such a|an) (?:\w+ )?(?:gift|talent|heart of gold|"
        r"way with|brilliant mind|good soul)",
        r"(?:you|you're) (?:rock|rule|smash\w*|nail\w*|kill\w*) (?:it|this)?$",
        r"(?:aren't|isn't) (?:you|that) (?:just )?(?:wonderful|lovely|fantastic|marvellous|"
        r"incredible|the best)",
        r"(?:what|such) a (?:beautiful|gorgeous|lovely|good|wonderful|special|kind) (?:person|"
        r"soul|human|heart|mum|man|woman)",
        r"you(?:'re| are)…(?:natural at|one in a million|doing (?:\w+ )?(?:brilliantly|great|"
        r"amazing\w*|fantastic\w*))",
        rf"{YOU_ARE} (?:amazing|brave|strong|insightful|awesome|brilliant|incredible|wonderful|"
        rf"clever|"
        r"smart|star|superstar|special|inspiring|inspiration|impressive|fantastic|rock ?star|"
        r"great|hero|legend|genius|natural|fab|gem|angel|true hero|hard worker|lovely|good (?:boy|"
        r"girl|"
        r"man|person))\b", r"(?:such|truly|really) an? (?:\w+,? ){0,2}(?:hero|legend|hard worker|"
        r"star|gem|good person|wonderful|strong|amazing)", "^(?:good|clever) (?:boy|girl|lad|lass)",
        r"^aren't you (?:\w+ )?(?:clever|good|brave|amazing|brilliant|lovely|something)",
        "you're (?:a )?(?:fab|legend|star)", "you should be (?:so |very |really )?proud",
        r"one of (?:my|the) (?:best|favou?rite|brightest|nicest)", "^look at you$",
        r"blown away", "(?:great|good|amazing|excellent|fantastic|brilliant|awesome) (?:job|work)",
        "^well done", "(?:so|really|very|incredibly) proud of you", "my (?:best|favou?rite) client",
        "i admire you", "^good for you",
        r"you(?:'re| are) doing (?:so well|amazing(?:ly)?|brilliantly|great)",
    ), REPORTED),
    Sign(Move.JOKES, 0.75, phrases(
        r"(?:he){2,9}\b", r"heh", r",? eh$", r"at least…eh",
        r"free (?:entertainment|therapy|show|comedy)", r"[😄😆🙃😜😝😉🤪]|[;:]-?[)pd]",
        r"(?:sounds like|like something (?:out of|from)|straight out of) (?:a |an )?(?:sitcom|"
        r"comedy|film|movie|soap|disney|netflix|horror film|cartoon|panto\w*)",
        r"(?:call|get|ring|alert) (?:nasa|the (?:police|army|papers|press|coastguard|pope))",
        r"(?:oscar|bafta) (?:for|goes|winning|performance)", r"no pun",
        r"(?:that's|how) (?:hilarious|comical|funny)", r"rofl\w*",
        r"(?:couldn't|can't) (?:resist|help myself)",
        r"(?:put|stick) (?:that|it) on (?:a|your) (?:t.?shirt|mug|gravestone|cv)",
        r"(?:drama|quite the) (?:club|comedian|party animal|rock and roll)",
        r"(?:rock and roll|party animal|living the dream|lucky (?:you|him|her))",
        r"tell me about it,", r"you and (?:me|every\w+|half)…(?:both|else|country)",
        r"(?:only|just) (?:pulling|having) (?:your leg|you on|a laugh)",
        r"i(?:'d| would)…(?:pay (?:good money|to see)|buy tickets)",
        r"hope (?:he|she|it|they) (?:tipped|paid|left a tip)",
        "(?:ha){2,9}", "lol", "lmao", "(?:just|only) (?:kidding|joking|teasing)", "😂", "🤣",
        "should i be jealous", "(?:join|welcome to) the club", "there's an app for that",
        "first.world problems?", "(?:robot|bot|app|phone|chatbot) (?:boy|girl)?friend",
        "dating your (?:phone|bot|app)", "(?:co.?therapist|my competition|taking my job)",
        "even (?:the|your) (?:bot|app|phone|robot)…(?:bored|tired|fed up)",
        "who needs (?:sleep|friends)", "(?:married|marry|propose) to (?:it|your phone|the bot)",
        "good one", r"^ha[,!. ]", "^ha$", r"\((?:laughs?|laughing|chuckles?|grins?|winks?)\)",
        r",? eh\?$", r"^(?:hey,? )?who doesn't", "(?:breakfast|king|queen) of", "messing with you",
        "pulling your leg",
    )),
    Sign(Move.SELF_DISCLOSURE, 0.75, phrases(
        r"i (?:also |actually |once |nearly |even )?(?:failed|bombed|flunked|crashed|"
        r"dropped out of|split up with|got (?:divorced|sacked|dumped|made redundant|burgled)|"
        r"fell apart|broke down|burnt out|panicked|cried)\b",
        r"(?:mine|my own) (?:was|were|is|did|does|had|got|too|used|died|left|took)\b",
        r"when i (?:lost|had (?:my|a|the)|did (?:my|it)|moved|split|left (?:my|home|school|"
        r"uni)|first (?:started|became|had)|failed|got (?:married|divorced|pregnant|ill|"
        r"sacked|my)|gave birth|turned)",
        r"i(?:'ve| have) (?:actually |also ){0,2}(?:been through|done|had|lost|felt|"
        r"got) (?:that|it|the same|something similar|kids|anxiety|depression|ocd|adhd|"
        r"my own)\b(?! (?:wrong|right))", r"it took me\b", r"for me,? it was",
        r"(?:i|i've) (?:do|did|done|felt|feel|get|had) (?:that|it|exactly that|"
        r"the same)(?: (?:too|myself|as well|all the time))",
        r"i (?:still |always )?remember (?:when i|my|being|feeling|lying|sitting|crying|"
        r"the (?:day|night|week|year) (?:i|my))",
        r"as (?:a )?(?:someone|somebody|mum|mother|dad|father|parent|widow\w*|"
        r"carer) (?:who's been|who has been|myself)",
        r"my (?:own )?(?:first|late|old|ex.?|little|eldest|youngest|middle) (?:\w+ )?(?:job|"
        r"wife|husband|boss|boy|girl|one|marriage|panic|baby|boyfriend|girlfriend|flat|year)",
        r"i(?:'m| am) (?:\w+ )?(?:a |an )?(?:mum|dad|mother|father|parent|worrier|insomniac|"
        r"divorced|vegan|runner|recovering|perfectionist|people.?pleaser|introvert|sober)\b",
        r"i (?:can't|couldn't|never|hardly|barely) (?:sleep|slept|eat|ate|cope|coped|stand|"
        r"stood) (?:either|myself)?",
        r"i(?:'ve| have) (?:a|an|two|three|got a|got two) (?:\w+ )?(?:son|daughter|kids?|"
        r"children|brother|sister|teenager|toddler|dog|cat|mother)",
        r"(?:my|our) (?:own )?(?:mum|mom|dad|wife|husband|partner|son|daughter|brother|sister|"
        r"gran|nan|kids?|marriage|divorce)(?:'s| was| is| had| has| died| did| does| got|"
        r" used| left| went| always)", r"same (?:thing )?(?:happened|goes) (?:to|for) me",
        r"i(?:'ve)? had (?:the|that|a|an) (?:exact )?(?:same|similar)",
        "i also (?:struggle|have|get|feel|had)",
        r"when i was (?:\w+ )?(?:anxious|depressed|your age|young\w*|(?:a )?student|at (?:school|"
        r"uni\w*)|going through|training|little|a (?:kid|child|teenager)|struggling|stressed|"
        r"burnt)", "i(?:'ve| have) been there",
        "i(?:'ve| have) (?:struggled|suffered|been through|gone through)", "(?:same here|me too)",
        "i (?:get|have|had|struggle with) (?:panic|anxiety|depression|worries)",
        "i (?:feel|felt) (?:that way|the same|like that)(?: myself| too)?", "happened to me",
        r"i (?:nearly|almost|once) (?:dropped|quit|failed|gave|left|lost|had|got|went|cried)",
        r"i (?:felt|feel|was|am|get|got|struggled|worry) (?:\w+ ){0,3}(?:exactly )?like that",
        r"i(?:'m| am| was| get| got| feel| felt| find| do| did| like| love| hate| served| lost|"
        r" had| have)\b"
        r"…(?:too|as well|myself)\b", r"in my (?:first|second|last|own|early|teens|twenties) "
        r"(?:year|job|course|term|child|pregnancy|marriage)", r"you(?:'re| are)(?: actually)? my "
        r"\w+ client", r"^(?:well,? |oh,? |yeah,? )?my (?:own )?(?:mum|mom|mother|dad|father|wife|"
        r"husband|partner|kids?|children|son|daughter|brother|sister|gran\w*|dog|boss|ex|divorce)",
        r"when my (?:mum|mom|mother|dad|father|wife|husband|partner|kids?|son|daughter|brother|"
        r"sister|gran\w*)",
        "my own (?:therapy|panic|anxiety|depression|divorce|mother|father|life)",
        "i used to (?:be|feel|worry|have|lie|get|think|struggle)", "i know exactly how you feel",
    ), REPORTED),
)  # fmt: skip
