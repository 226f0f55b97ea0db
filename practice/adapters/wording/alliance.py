"""Wording about what goes on between the two: strains noticed, owned, excused and mended."""

from __future__ import annotations

from practice.adapters.wording.signs import Sign, phrases
from practice.moves import Move

SIGNS: tuple[Sign, ...] = (
    Sign(Move.OWNS_PART, 0.85, phrases(
        r"i(?:'ve| have| had|'d)? (?:\w+ ){0,2}(?:hid|hidden|got defensive|put my foot in|"
        r"forgot (?:to|what|that|you|your|about)|skated|glossed|changed the subject|"
        r"lost my place|lost the thread|"
        r"wasn't with you|let (?:that|it) (?:slide|go)|left you (?:hanging|on your own|alone|"
        r"with)|kept you waiting|hurried you|talked you (?:into|out)|sprang|dumped|"
        r"put words|put you (?:on the spot|in)|turned (?:it|that|this) into|made (?:it|that|"
        r"this) (?:about|sound|harder|worse)|talked (?:across|past|through)|ran ahead|"
        r"trampled|ducked|dodged|treated you|lumped|mixed you|mixed up|muddled|double.?booked|"
        r"went (?:on|off)|turned up late|was late|kept going|got (?:your|the|his|"
        r"her) \w+ wrong|(?:gave|set|handed|sent|told|asked|booked|"
        r"wrote) (?:you )?(?:\w+ ){1,5}without)\b",
        r"\bi…without (?:even |really |first )?(?:asking|checking|warning|saying why|telling you|"
        r"explaining)(?: (?:you|if|whether|first))?",
        r"i(?:'ve| have) been (?:pushing|rushing|too|firing|steering|hiding|late|distracted|"
        r"treating|so busy)", r"that came from me", r"(?:mine|my bit|my part) to own",
        r"(?:it|that|this)(?:'s| is| was)…on me",
        r"that(?:'s| was) (?:clumsy|careless|unfair|thoughtless|rude|dismissive|wrong|unkind|"
        r"glib) of me", r"i (?:owe you|need to own|want to own|take responsibility)",
        r"my (?:question|joke|comment|remark|tone|face|silence|idea|plan|timing) (?:was|came|"
        r"landed|got|made|didn't)", r"i can see (?:i|that i|how i|what i)",
        r"i (?:didn't|never) (?:let|leave|make|take|think|explain|say|tell|warn|prepare|"
        r"follow|see|get)…(?:you|it|that|your|how|what|room|space)",
        r"(?:what|the way|how) i (?:said|put|did|asked|handled|reacted)…(?:was|wasn't|hurt|"
        r"made|sounded|came)",
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
        r"(?:sorry|apologies|apologi[sz]e),?…\bif\b",
        r"if (?:there was |i caused |i gave )?(?:any )?(?:offence|upset)\b",
        r"(?:wasn't|isn't|not|never|didn't|no) (?:really |my |at all |any )?(?:intended|"
        r"intention|meant (?:like|that way|to|badly)|mean (?:it|to|anything)|offence)",
        r"if (?:anything|something|that|what) (?:i said|i did)?…(?:upset|offend\w*|hurt|"
        r"bothered|came across|rubbed|sounded)", r"(?:whoops|oopsie?|oops|my bad)",
        r"you (?:took|misunderstood|misread|misheard|got) (?:it|that|me|"
        r"what i said)(?: the)? (?:wrong|badly|to heart|personally)",
        r"sorry,? but (?:you|i was|i did|i have|that's just|it's)", r"sorry you(?:'re| are)",
        r"sorry (?:for|about) (?:any|all the|the|whatever) (?:\w+ )?(?:upset|confusion|"
        r"inconvenience|misunderstanding|offence|distress|hurt|mix.?up|trouble|that was)",
        r"(?:sorry|apologies) (?:for|about) whatever", r"(?:fine|ok|okay),? i(?:'m| am) sorry",
        r"i(?:'ve| have)? (?:already )?(?:said|apologi[sz]ed)(?: i'm| i am)? (?:sorry|"
        r"for that),? (?:haven't|didn't|what|can|so|now)",
        r"sorry (?:that )?(?:it|that|this) (?:came across|landed|felt|seemed|upset|sounded)",
        r"(?:sorry|apologi[sz]e|apologies|regret) (?:that )?you(?:'re| are| were)? (?:feel\w*|"
        r"felt|took|see|saw|upset|offended|think|thought|found|unhappy|disappointed)",
        r"(?:sorry|apologi[sz]e) if", "my apologies if", "sorry you feel",
    )),
    Sign(Move.NOTICES_SHIFT, 0.8, phrases(
        r"i(?:'ve| have)?(?: just)?(?: had| got| get)? (?:the|a|this) (?:\w+ )?(?:sense|"
        r"feeling|hunch)…(?:we|us|between|you've|you just)",
        r"we(?:'ve| have) (?:both )?(?:gone|become|got a (?:bit|little)) (?:a (?:bit|little) |"
        r"rather |very |quite )?\w+",
        r"your (?:voice|face|shoulders|eyes|jaw|hands|body|arms|expression|tone|leg|foot|"
        r"breathing) (?:\w+ )?(?:dropped|changed|tightened|went|gone|fell|shifted|folded|"
        r"crossed|softened|came up|closed|started|stopped|clenched|moved)",
        r"the (?:coat|room|air|mood|energy|temperature|atmosphere)(?:'s| has| just| went|"
        r" is)? (?:\w+ )?(?:gone|changed|went|dropped|shifted|on|cooled|different|cold\w*)",
        r"(?:something|distance|gap|wall|strain|tension|off|different|happening|"
        r"gone)…between (?:us|you and me)\b",
        r"(?:feels?|felt|gone|seems?|it's) (?:\w+ ){0,2}(?:different|flat|awkward|tense|stuck|"
        r"chilly|frosty|cooler|colder)…(?:in here|between|now|just now|suddenly|since|when)",
        r"(?:did|have|has|was) (?:i|something i|that|what i)(?: just| said| did){0,2} (?:upset|"
        r"lose|lost|hit a nerve|touch\w*|annoy\w*|put you off|hurt you|offend|land|bother|"
        r"step on|strike)",
        r"you(?:'ve| have| just|'re)? (?:glanced|folded|crossed|sat back|leaned back|"
        r"looked (?:away|down|up|at)|frowned|flinched|winced|sighed|tensed|laughed)…(?:when i|"
        r"as i|just (?:now|then)|there|after i|then)\b",
        r"(?:since|after|ever since) i (?:just )?(?:mentioned|said|brought up|asked|suggested|"
        r"picked up|used|started|spoke|named)\b",
        r"gone (?:a (?:bit|little) |rather |very |all )?(?:quiet|polite|flat|careful|still|"
        r"stiff|distant|cold|silent|formal)", r"(?:right|straight|just) after i\b",
        r"are (?:we|you and i) (?:ok|okay|all right|alright)\b",
        r"your (?:answers|replies|sentences) (?:have|got|went|'ve) (?:\w+ )?(?:short\w*|"
        r"one word|clipped)",
        r"(?:a )?(?:wall|shutter|shutters|door|curtain)s? (?:just |has |have )?(?:came|come|"
        r"went|gone|up|down|closed)",
        r"(?:that|it) (?:didn't|doesn't) (?:seem to )?(?:land|sit|go down) (?:well|right|"
        r"with you)",
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
        r"(?:could|can|shall|might) we (?:\w+ )?(?:agree|settle|decide) (?:on )?"
        r"(?:something|one|a)\b",
        r"(?:scrap|bin|binning|ditch|ditching|shelve|rethink|rethinking|rejig|tweak|swap|"
        r"shrink|rip up|tear up|dump)\b(?: (?:it|the|that|this|what|our|them|all|for)|\?)",
        r"(?:should|shall|could|can|might) we (?:\w+ )?(?:rethink|change|look again|go back|"
        r"swap|start again|begin again|step back|adjust|shorten|make it|redo|reset|"
        r"find another)",
        r"half speed|(?:different|slower|gentler|easier) (?:pace|speed|tack|angle)",
        r"we don't have to\b", r"i(?:'d| would) rather (?:find|we|do|go|change|make|work out)",
        r"(?:open|happy|willing|glad) to (?:binning|changing|dropping|change|drop|bin|scrap|"
        r"swap|move|rethink|leave|stop|slow)",
        r"what would (?:it|this|that) (?:need|have) to look like",
        r"(?:push|move|put|leave) (?:\w+ ){1,4}(?:back|off|till|until|to) (?:\w+ )?(?:a |next|"
        r"later|fortnight|week|another)", r"would you sooner\b",
        r"(?:keep|make|cut) (?:them|it|this|that) (?:\w+ )?(?:tiny|smaller|shorter|simpler|"
        r"lighter|more doable)",
        r"is this (?:still )?(?:the right thing|what you (?:want|need|came)|worth|"
        r"useful|helping|working for)",
        r"(?:go|going) back (?:and|to) (?:ask|what we're|what you were|the beginning|"
        r"the drawing|where you)",
        r"would it (?:help|be (?:better|easier)) to (?:go|come|start|talk|just|hear|sit|do|"
        r"begin|skip|try)",
        r"we (?:could|can) (?:just |also |always )?(?:do|try|make|go|stop|take|swap|find|"
        r"change|talk|start) (?:\w+ ){0,4}(?:instead|another way|differently|by talking|"
        r"smaller|slower)",
        r"(?:what|how) (?:would|could) (?:suit you|be (?:easier|kinder|more bearable)|"
        r"make this (?:easier|bearable|work))",
        r"(?:choose|pick|decide) (?:it |the \w+ |what |how )?together",
        r"how (?:about|if) we (?:\w+ )?(?:leave|drop|slow|change|swap|stop)", r"say the word",
        r"(?:you|we) (?:can|could) (?:stop|pause|change) (?:me|it|this|at any|any time|"
        r"whenever)", r"are we (?:working|going) (?:on|at|in) the (?:right|wrong)",
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
