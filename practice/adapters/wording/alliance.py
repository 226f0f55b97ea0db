"""Wording about the two people in the room: role, limits, safety, slights, strains and mending."""

from __future__ import annotations

from practice.adapters.wording.signs import REPORTED, Sign, phrases
from practice.moves import Move

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
    )),
    Sign(Move.ENDS, 0.85, phrases(
        r"we(?:'ll| will)? (?:have|need|ought) to (?:stop|finish|end|wrap)", r"time is up",
        "time's up", r"that(?:'s| is) (?:all )?(?:our|the) time",
        r"(?:we're|we are) (?:nearly )?out of time",
        r"let's (?:stop|leave it|finish|end|wrap up)(?: it)? (?:there|here|for today)",
        r"^(?:good)?bye\b", r"^see you (?:next|on|in|then|soon|later|tomorrow)",
        "until next (?:time|week)", r"(?:i'll|i will) see you (?:next|on|in)",
        "^take care(?: of yourself)?$", "we'll end there", "^see you$",
    ), phrases("say", "said", "saying")),
    Sign(Move.ASKS_ABOUT_SAFETY, 0.95, phrases(
        r"suicid\w*", "kill(?:ing)? yourself", "end(?:ing)? (?:your (?:own )?life|it all|things)",
        r"(?:hurt|harm)(?:ing)? (?:yourself|someone|anyone|somebody|your baby|the baby|him|her)",
        "self.?harm(?:ing)?", r"not (?:want|wanting) to (?:be (?:here|alive)|live|wake up|go on)",
        r"(?:don't|didn't) want to (?:be (?:here|alive)|live|wake up|go on)",
        "better off (?:dead|without)", r"thoughts? (?:of|about) (?:dying|death|not being here)",
        r"(?:are you|do you feel|keep you) safe", "wish(?:ed|ing)? you were dead",
        "taking your (?:own )?life", "(?:being|be) (?:alive|dead)",
        "(?:want|wanting|wanted) to die",
    ), asks=True),
    Sign(Move.INSULTS, 0.9, phrases(
        rf"{YOU_ARE} (?:pathetic|stupid|idiot|weak|useless|lazy|crazy|boring|worthless|dumb|"
        rf"loser|"
        r"ridiculous|liar|waste of|attention.?seek\w+|drama queen|selfish|hopeless|moron|childish)",
        "shut up", "stop (?:whining|moaning|whingeing|being a baby)", "grow up", "man up",
        "get over it", r"pull yourself together", "(?:nobody|no one|who) cares",
        r"f(?:u|\*)ck (?:you|off)", "^(?:you )?(?:idiot|moron)", r"what(?:'s| is) wrong with you",
        "how pathetic", "snap out of it", "hate you", "(?:you|you're) (?:make|making) me sick",
    ), REPORTED),
    Sign(Move.FLATTERS, 0.8, phrases(
        rf"{YOU_ARE} (?:amazing|brave|strong|insightful|awesome|brilliant|incredible|wonderful|"
        rf"clever|"
        r"smart|star|superstar|special|inspiring|inspiration|impressive|fantastic|rock ?star|"
        r"great)\b", "(?:great|good|amazing|excellent|fantastic|brilliant|awesome) (?:job|work)",
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
        "good one",
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
        r"i went (?:too fast|ahead)",
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
        r"pause|skip|change|stay with|do the (?:diary|homework|worksheet|form|record)|set)(?! on)",
        r"what would be (?:more|most) (?:useful|helpful)(?! to (?:talk|put|focus|work))",
        "go (?:at your pace|slower)", r"let's (?:slow down|put…(?:aside|away|down))",
        "would you (?:rather|prefer)(?: that| if)? we",
        r"(?:better|different|another) way (?:for us|of doing|to do|we could|to use)",
        "we can go slow\\w*",
        r"how would you (?:like|want|prefer) (?:us|me) to (?:do|go|work|be|handle)",
        "change how we", r"what (?:do|would) you need (?:from me|me to|us to)",
    )),
)  # fmt: skip
