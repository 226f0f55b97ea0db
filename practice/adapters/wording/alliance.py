"""Wording about the two people in the room: role, limits, safety, slights, strains and mending."""

from __future__ import annotations

from practice.adapters.wording.signs import REPORTED, Sign, phrases
from practice.moves import Move

# What follows is what a piece of software said or did in the client's life.
TOLD = ("you (?:told|asked|use|used|press\\w*|tried)", "(?:he|she|they) (?:told|said)")
YOU_ARE = r"you(?:'re| are)(?: (?:so|such|just|really|very|being|a|an|quite|truly|always)){0,5}"
SIGNS: tuple[Sign, ...] = (
    Sign(Move.TALKS_TO_MACHINE, 0.9, phrases(
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
    Sign(Move.ASKS_ABOUT_SAFETY, 0.95, phrases(
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
    Sign(Move.OWNS_PART, 0.85, phrases(
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
        r"i went (?:too fast|ahead)", r"i should(?:'ve| have) (?:\w+ )?(?:asked|waited|listened|"
        r"remembered|stopped|checked|noticed|known|said|given|let|been|heard|slowed)",
        r"i did (?:\w+ )?(?:ask|go|say|push|talk|rush|jump|cut|interrupt|make|miss|forget|that)\b",
        r"i (?:just |still |kept |did )?(?:steer\w*|pushed|pushing|dived|went straight|jumped|"
        r"barged|charged|ploughed|talked down|talked at|snapped|preached)",
        r"i (?:stopped|wasn't|was not) (?:really |properly )?(?:listening|hearing|following|"
        r"paying)",
        r"i (?:asked|said) (?:you |it |that )?(?:again|out of the blue|twice)",
        r"i (?:talked|spoke|acted|sounded)…(?:like|as if|as though) (?:i|a)\b", "my mistake",
        "i got (?:hung up|stuck|carried away|caught up)",
        r"(?:sorry|apologi[sz]e) for (?:\w+ )?(?:rushing|joking|laughing|pushing|interrupting|"
        r"missing|making|assuming|brushing|talking|moving|jumping|not|saying|what i|my (?:tone|"
        r"remark|joke))",
    ), phrases("sorry if", "if i", "whether i", "do you think i", "did i")),
    Sign(Move.HOLLOW_APOLOGY, 0.8, phrases(
        r"(?:sorry|apologi[sz]e|apologies|regret) (?:that )?you(?:'re| are| were)? (?:feel\w*|"
        r"felt|took|see|saw|upset|offended|think|thought|found|unhappy|disappointed)",
        r"(?:sorry|apologi[sz]e) if", "my apologies if", "sorry you feel",
    )),
    Sign(Move.NOTICES_SHIFT, 0.8, phrases(
        r"i(?:'ve| just|'m)? notic(?:e|ed|ing)(?: that)? (?:you|your|something|a|how you|"
        r"there)(?! (?:didn't|haven't) (?:do|done|finish|fill|bring))",
        r"(?:you|you've) (?:just )?(?:went|gone|go) (?:very )?quiet\w*",
        r"(?:something|things?) (?:has |have |had )?(?:just )?(?:changed|shifted|"
        r"happened) (?:just now|there|between us|in (?:here|the room)|when i)",
        r"something (?:has )?just (?:changed|shifted|happened)",
        r"you (?:agreed|said (?:yes|fine|okay|ok|it)) (?:\w+ )?(?:quick\w*|fast)",
        "that was a quick",
        r"something (?:has |have |had |just |may have )?(?:changed|shifted|happened)",
        r"(?:lost|losing) you a (?:little|bit)", r"(?:distance|different|tension|something) "
        r"(?:\w+ ){0,3}between us", r"you (?:\w+ )?(?:pulled|drew|moved|turned|backed) (?:back|"
        r"away|"
        r"off)", r"i(?:'m| am)? (?:sense|sensing|get the (?:feeling|sense)|"
        r"have the feeling)…(?:between "
        r"us|changed|shifted|lost you|different|with me)",
        r"you've (?:just )?(?:gone (?:\w+ )?(?:quiet|silent|cold|flat)|stopped (?:looking|talking|"
        r"answering)|turned (?:away|your))",
        r"(?:gone|got|felt|feels) (?:a bit |a little |very )?(?:quiet|cold|flat|stiff|tense) "
        r"(?:in here|between)",
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
    Sign(Move.RENEGOTIATES, 0.8, phrases(
        r"(?:shall|should|could|can|might) we (?:do|try|go|take) (?:it|this|things|that|"
        r"about this)(?: \w+)? (?:differently|slower|more slowly|another way|a different way)",
        "do (?:it|this) differently",
        r"would it (?:help|be (?:better|easier|more useful)) (?:to|if (?:we|i)) (?:slow|stop|"
        r"stopped|pause|paused|change|did|do|leave|left|drop|dropped|put|went|slowed|set|started|"
        r"talked|stay|stayed)",
        r"we (?:could|can|might|don't have to|don't need to)(?: \w+)? (?:leave|drop|park|put|slow|"
        r"pause|skip|change|stay with|do the (?:diary|homework|worksheet|form|record)|set)"
        r"(?! on| the (?:others?|rest)| tack on)", r"what if we (?:\w+ )?(?:found|tried|did|"
        r"changed|left|"
        r"dropped|slowed|went|made|took)", r"let's (?:drop|leave|park|skip|not|stop) (?!it there|"
        r"there|"
        r"it here|here)", r"(?:some|any) other way", r"(?:smaller|different|gentler|"
        r"slower) (?:step|"
        r"pace|route|approach|task|goal)", "open to chang\\w+",
        r"(?:shall|should|could|can) we (?:put|leave|drop|park|set) (?:\w+ ){1,3}(?:away|aside|"
        r"down|"
        r"for (?:today|now|later))", r"(?:suit|work)(?:s|ing)? (?:you )?better(?: for you)?",
        r"what pace", "what would you rather", "pick something else",
        r"would you rather (?:we|do|talk|leave|not)", r"do you want to (?:stay with|stick with|"
        r"slow|leave|"
        r"drop|pause|stop there)", r"(?:then )?we won't,? not",
        r"what would be (?:more|most) (?:useful|helpful)(?! to (?:talk|put|focus|work))",
        "go (?:at your pace|slower)", r"let's (?:slow down|put…(?:aside|away|down))",
        "would you (?:rather|prefer)(?: that| if)? we",
        r"(?:better|different|another) way (?:for us|of doing|to do|we could|to use)",
        "we can go slow\\w*",
        r"how would you (?:like|want|prefer) (?:us|me) to (?:do|go|work|be|handle)",
        "change how we", r"what (?:do|would) you need (?:from me|me to|us to)",
    )),
)  # fmt: skip
