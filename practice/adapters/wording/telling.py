"""Wording that tells: names a pattern, argues, reassures, informs, advises, validates."""

from __future__ import annotations

from practice.adapters.wording.signs import REPORTED, REPORTS, Sign, phrases
from practice.moves import Move

NAMED_PATTERN = phrases(
    r"catastrophi[sz]\w+", "mind.?reading", "fortune.?telling", "black.and.white thinking",
    "black.and.white", "all.or.nothing", r"over.?generali[sz]\w+", "jumping to conclusions",
    "emotional reasoning", "mental filter", r"personali[sz](?:ing|ation)", "should statements?",
    r"magnif(?:ying|ication)", "thinking (?:error|trap)s?", "cognitive (?:distortion|error|bias)s?",
    "distort(?:ed|ion|ions|ing)", r"discounting the positives?", "perfectionism",
    "hindsight bias", "mind.?read",
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
    Sign(Move.LABELS_THOUGHT, 0.8, NAMED_PATTERN),
    Sign(Move.ARGUES, 0.75, phrases(
        r"(?:that's|that is|it's|isn't that|isn't it) (?:a bit |a little |rather |just |"
        r"really |hardly |pretty )?(?:unfair|self.?indulgent|self.?pity\w*|harsh|dramatic|"
        r"much|silly|daft|unhelpful|convenient|paranoid|far.?fetched|not fair|an excuse|"
        r"excuses?)",
        r"(?:it|that) (?:doesn't|does not|didn't) (?:mean|follow)",
        r"(?:reading|read) (?:\w+ ){0,3}too much into",
        r"you(?:'ve| have)? (?:not|never|hardly|barely) (?:really |actually |even )?(?:tried|"
        r"given|done|asked|made)\b…(?:properly|have you|chance|effort|enough)?",
        r"if i'm (?:being )?(?:blunt|frank)", r"i(?:'ve| have) gone out of my way",
        r"^(?:no|nope|nah),? (?:it|that|i|you|this|they|he|she) (?:isn't|aren't|wasn't|"
        r"doesn't|don't|didn't|hasn't|haven't|won't)",
        r"(?:misconception|not really something|nothing to (?:get|cry)(?: (?:upset|worked up|"
        r"about))?)", r"not (?:really |exactly )?(?:something|anything) to (?:be|get|cry)",
        r"(?:i hear|i understand|i know|i get) (?:what you|that|you|how)…\bbut\b",
        r"^(?:isn't|aren't) (?:that|you|it) (?:a bit|just|being)\b",
        r"(?:plenty|lots|millions|other) (?:of )?(?:people|folk)? ?(?:would|have it|manage|"
        r"cope|do|are) (?:kill|worse|far|much|fine|it)",
        r"you(?:'re| are) (?:not listening|missing the point|making (?:excuses|a mountain)|"
        r"playing the victim|contradicting|twisting)",
        r"^(?:actually|to be fair|surely|come off it|hang on),? (?:you|he|she|they|it|that|"
        r"there)\b",
        r"(?:i don't|can't|i'm not) (?:\w+ )?(?:agree|buy|think that's (?:true|right|fair)|"
        r"accept|see how)", r"(?:look at|stick to|consider) the (?:facts|evidence|bigger)",
        r"^(?:rubbish|nonsense|not true|wrong|oh please)\b",
        r"that's (?:what|because) you (?:always|never|keep|won't|don't)",
        r"hasn't (?:she|he|it|they)\b|hasn't she$",
        r"i(?:'ve| have)? (?:only )?(?:ever )?(?:tried|trying|done my best|been nothing but|"
        r"bent over)",
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
        r"(?:that|it|this|he|she|they)(?:'s| is| are|'re) (?:\w+ )?not the case",
        r"(?:it|that|this) isn't (?:true|the case|about being|like that|that bad|a waste)",
        r"^(?:it|this|that)(?:'s| is| does) actually", "it does (?:work|help)",
        r"^you (?:can|do|did|could|have),? (?:because|actually|though)", "^you're not,? though",
        r"^i(?:'m| am) (?:\w+ )?(?:trained|qualified|experienced)", "nothing to do with it",
        r"you(?:'re| are) (?:getting|being|so) defensive", "^i never said", "with respect",
    ), REPORTED),
    Sign(Move.REASSURANCE, 0.85, phrases(
        r"you(?:'ll| will) (?:\w+ )?(?:smash|ace|nail|breeze|walk|sail|fly|manage|cope|"
        r"survive|love|meet|find|feel better|look back|laugh|see|bounce|do (?:fine|great|"
        r"brilliantly|well))", r"^you will(?:,| hun| love| mate| you'll|$|\.)",
        r"plenty (?:more )?(?:of )?(?:fish|more)", r"this time next (?:year|week|month)",
        r"(?:it|that|this|he|she)(?:'s| is|'ll be| will be) (?:bound|sure|certain|likely|only|"
        r"just|probably) (?:to|going to|a (?:bug|cyst|phase|blip|cold|virus)|nothing|be|"
        r"nerves)",
        r"you(?:'re| are) (?:young|healthy|strong|clever|capable|"
        r"tough)(?: and \w+)?,? ?(?:you|it|and you)", r"no question",
        r"(?:nothing|no|not) (?:\w+ )?(?:to worry|to be (?:afraid|scared|frightened)|to fear|"
        r"need to worry)",
        r"(?:i (?:know|bet|guarantee)(?: that)?|i have (?:no|every) (?:doubt|faith|"
        r"confidence)(?: that)?) (?:you|it|he|she|they)(?:'ll| will|'re going|'s going| can)",
        r"(?:these things|things|feelings|it(?:'ll| will| always))(?: (?:will|always|all|"
        r"soon))? (?:pass|passes|blow over|sort themselves|work out|settle|come good|"
        r"get easier|fade)", r"before (?:you know it|long)…",
        r"(?:be|it'll be|it will be) (?:right as rain|grand|over soon|sorted in)",
        r"(?:hang in there|stay positive|keep your chin|fingers crossed|look on)",
        r"^(?:relax|calm down),? (?:it|you|he|she|they|nobody|that)",
        r"(?:nobody|no one|he|she|they)(?:'s| is| will| won't|'ll| would| are|"
        r"'re)? (?:\w+ )?(?:notice|mind|judg\w+|care|remember|blame|leave you|"
        r"going to (?:leave|sack|fire|judge))",
        r"(?:doctors?|gp|they|it) (?:\w+ )?(?:would have|would've|'d have) (?:said|told|found|"
        r"spotted|rung)",
        r"(?:most|nearly all|99|ninety)…(?:are|turn out|is) (?:\w+ )?(?:fine|benign|nothing|"
        r"ok)",
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
        "you can do (?:it|this)$", "you(?:'ll| will) (?:get|pull|come) through", "trust me",
        r"(?:it|things?|that|everything|all)(?:'ll| will) (?:\w+ )?(?:click|settle|sort itself|"
        r"come (?:right|good)|blow over)", r"you(?:'re| are) going to be (?:\w+ )?(?:fine|ok|okay|"
        r"all ?right|alright|great)", "time (?:heals|is a)", r"you(?:'ll|"
        r" will) be (?:\w+ )?(?:fine|"
        r"ok|okay|alright|back to normal|laughing)", r"(?:it )?(?:all|always) (?:works?|worked|"
        r"turns?|turned) out", "always gets better",
        r"(?:he|she|they|it|you) (?:will|won't),? (?:don't worry|of course|you'll see|trust)",
        r"of course (?:he|she|they) (?:does|do|will|is|are)", "(?:chin|cheer) up",
    ), REPORTED),
    Sign(Move.INFORMATION, 0.75, phrases(
        r"(?:it's|it is|cbt is|that's) (?:a |an )?(?:\w+ )?(?:talking|therapy|treatment|"
        r"technique|approach|method|medicine|tablet|chemical|hormone|reflex|response|reaction|"
        r"cycle|pattern|habit|symptom) (?:where|that|which|called|of|when|for)",
        r"(?:normally|usually|typically|generally) (?:\w+ )?(?:weekly|takes|lasts|peaks|comes|"
        r"about|around|happens|means|works)",
        r"(?:sessions?|treatment|therapy|cbt|exposure|medication|tablets|antidepressants|"
        r"panic|grief|worry|anxiety|ocd) (?:\w+ )?(?:takes?|lasts?|works|runs|peaks|usually|"
        r"often|normally|means|involves)\b",
        r"(?:the|our) (?:body|brain|mind|heart|stomach|gut|amygdala|nervous system|alarm|"
        r"lungs|muscles)(?:'s| is| has| gets?| goes| learns?| tries| thinks| starts| speeds?|"
        r" reacts| responds| releases| sends| needs| can't| doesn't| treats| keeps| wakes|"
        r" makes| remembers| prepares| gives)\b",
        r"(?:the )?(?:more|less|longer) (?:we|you|people|"
        r"somebody) (?:\w+ ){1,4},? the (?:more|less|stronger|harder|bigger|worse|longer)",
        r"(?:about|around|roughly|up to) (?:one|two|three|four|five|ten|\d+) (?:in|out of|"
        r"people|adults|per)\b|one in (?:\w+) (?:people|adults|of us)",
        r"(?:ghrelin|leptin|dopamine|serotonin|melatonin|insulin|circadian|rem sleep|"
        r"hyperventilat\w+|carbon dioxide)",
        r"(?:that's|this is|it's) (?:\w+ )?(?:how|what|why) (?:the|our|bodies|brains|panic|"
        r"anxiety|worry|people|grief|depression|habits|fear)\b",
        r"(?:confidential\w*|what you (?:say|tell me) (?:here )?stays)",
        rf"(?:{_TOPIC}) (?:(?!it )\w+ )?(?:{_DOES})\b(?! (?:you|to you|that you|it|there|on your))",
        r"when (?:we're|we are|we|people|someone|somebody|the (?:body|brain)|a person)(?! (?:met|"
        r"spoke|talked|last|started|finish))",
        r"(?:research|studies|evidence|trials?|the data) (?:\w+ )?(?:shows?|suggests?|finds?|says|"
        r"tells?|that shows)", "what happens is", "the idea is", "this is (?:called|known as)",
        "we call (?:this|that|it)",
        r"(?:most|many|some|lots of|a lot of|plenty of) (?:people|folks|clients|patients|men|"
        r"women|adults|smokers)", "people (?:often|usually|tend|who|with)",
        r"(?:it's|it is|that's|they're) (?:very |really |quite |pretty )?common",
        r"the (?:reason|point|aim|thing) (?:is|of|for)…",
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
        r"(?:come|comes|coming) from…(?:ing|your|the|how|when)", r"^it(?:'s| is) a (?:\w+ ){1,3}"
        r"(?:where|that|which) (?:you|we|helps|people)",
        "the (?:brain|body|mind|nerves)",
        r"the heart (?:sp\w+|starts|beats|pumps|gets|races)",
        r"(?:it|this|alcohol|caffeine) (?:knocks|keeps|lightens|blocks|stops|slows|speeds|wears)",
        r"(?:adrenaline|hormones?|carbon dioxide|oxygen|blood sugar|heart rate|muscles)",
        r"(?:in|on) (?:your head|paper) it (?:goes|is|stays)",
        r"a (?:thought record|sleep diary|mood diary|worry tree|hierarchy) (?:has|is|helps|lets)",
    ), phrases(
        "you (?:feel|felt|said|say|think|thought|worry|told)", "sounds? (?:like|as)",
        "^you(?:'re| are|'ve| have)?(?! know)", "it seems", "for you",
    )),
    # what a tool for notes does with somebody's words: telling, said plainly and one by one
    Sign(Move.INFORMATION, 0.75, phrases(
        r"(?:it|this|the (?:tool|program|software)|(?:quillow|tarn|dovecote)(?: notes| scribe)?)"
        r"(?:'s|'d| is| would| will)? (?:\w+ )?(?:called|listens?|transcribes?|drafts?|"
        r"takes (?:in )?the sound|makes a (?:text|transcript|summary|draft))\b",
        r"(?:sound|audio|recording|transcript|draft|dictation)s? (?:is|are|gets?|goes|stays?|"
        r"would be) (?:\w+ )?(?:deleted|kept|stored|processed|gone|turned|sent)",
        r"(?:company|computers|quillow|tarn health|dovecote care)(?: ltd)? (?:\w+ )?(?:process\w*|"
        r"handles?|stores?)\b",
        r"(?:deleted|kept) (?:by itself )?(?:after|for) (?:\w+ ){0,2}(?:hours?|days?|weeks?|"
        r"months?)",
        r"(?:my supervisor and i|only i|i and my supervisor) (?:can|could|may) (?:open|see|read)",
        r"i(?:'d| would|'ll| will)? (?:\w+ )?(?:write|type) (?:it|the notes?|my notes?)(?: up)? "
        r"(?:myself|by hand)", r"i (?:check|read|correct)\b…(?:and|,) sign\b",
        r"i (?:don't|do not) (?:yet )?know (?:if|whether|how long)…(?:train|kept|keep|store|"
        r"learn)\w*",
        r"i(?:'ll| will) (?:find out|ask the company) before", r"it(?:'s| is) (?:all )?voluntary",
        r"you can say no,? (?:and|now|or|at any)",
    )),
    Sign(Move.ADVICE, 0.8, phrases(
        r"what i(?:'d| would) do\b",
        r"(?:^|, )i(?:'d| would) (?:just |probably |definitely |honestly )?(?:sit|get|ring|call|"
        r"tell|go|talk|leave|write|book|ask|take|stop|start|speak|say|put|block) (?!(?:about|if|"
        r"for|you what|that)\b)\w+",
        r"have you (?:thought (?:about|of)(?! (?:how|what|those|that|why|it|this|hurt|kill|"
        r"end|harm|suicid|dying|death))|tried|considered|ever tried|looked (?:at|into))\b",
        r"^(?:or |just |please )?(?:talk|speak|go|get|try|ring|call|book|download|buy|tell|ask|"
        r"write|make|take|sit|put|set|say|give|keep|join|see|cut|stop|find|email|text|switch) "
        r"(?:to |up |down |on |off |out |into |in )?(?:the|your|an?(?! (?:little|bit|few))|him|her|"
        r"them|it|some|yourself|me a|my)\b(?! (?:time|\w* ?(?:you|i) (?:said|told)))",
        r"(?:you|you're|you'd) (?:are better off|would do well|better off|be best|do better)\b",
        r"(?:best|sensible|easiest|obvious) (?:thing|way|bet|plan) (?:is|would|to|might)\b",
        r"^(?:or |maybe |perhaps )?you (?:could|might)(?: always| just| even)? (?:try|ring|"
        r"call|ask|get|go|talk|speak|tell|write|join|book|take|use|buy|set|leave|put|make|say|"
        r"start|stop)\b", r"(?:how|what) about (?:\w+ing|a |an |some |the gym|ear ?plugs)",
        r"^(?:don't|never|stop|quit) (?:even |ever |you )?(?:\w+ing|be so|look|read|check|"
        r"google|call|text|reply|go)\b",
        r"^(?:you )?(?:need|needs) to (?:be|get|go|stop|start|learn|let|stand|talk|tell|take|"
        r"make|put|work)\b",
        r"you (?:really |definitely |probably |just )?(?:should|must|ought to|need to|have to|"
        r"gotta|"
        r"got to|had better)(?! (?:be so|have been|be sure before))",
        r"you(?:'ve| have|'d) (?:really |just )?(?:got to|gotta|better)\b",
        r"^you want to (?:try|be|get|stop|start|give)", "(?:is|that's) my advice",
        r"^(?:seriously,? |honestly,? |just )?(?:block|delete|pick up|call|ring|phone|text|email|"
        r"turn|switch|ignore|forget|cut|get (?:up|out|on|some|yourself|rid)|go (?:to|for|back|"
        r"out|see)|speak to|talk to (?!me)|tell (?:him|her|them|your)|ask (?:him|her|them|your)|"
        r"put (?:your|the|it)|write (?:it|them|your|to)|leave (?:him|her|them|it)|rip|push|"
        r"face|challenge|eat|drink|cancel|join|set) (?!you |it aside|that aside)\w+",
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
        "don't (?:think about|let|give up|listen to|go on|use|answer|reply|drink|bother)",
        "you shouldn't",
    ), phrases(*REPORTS, "and then", "until", "do you", "did you", "what", "how much")),
    Sign(Move.VALIDATION, 0.8, phrases(
        r"(?:anyone|anybody|most of us|plenty of people|lots of us|"
        r"everyone) (?:\w+ )?(?:would|'d|might|could)\b", r"i don't know who wouldn't",
        r"(?:always going|bound) to (?:sting|hurt|land|hit|be hard|smart|leave|knock|take|"
        r"make you|feel|get to)",
        r"(?:of course|naturally|small wonder|little wonder|course),? (?:you|that|"
        r"your)\b(?! (?:should|can|could|will|'ll|need))",
        r"(?:after|given|with|considering|when) (?:what|all|everything|a|the|that|how|the way|"
        r"years|months|weeks)…(?:of course|no wonder|makes? sense|anyone|who wouldn't|"
        r"understand\w*|natural|bound|i'd|fair enough|not surpris\w*|it would|'d feel|"
        r"any of us)",
        r"(?:fair|right) enough",
        r"(?:you|you've) (?:had |have |got )?(?:every|good|all the) (?:right|reason)",
        r"that(?:'s| is| was| would be| must be| sounds) (?:\w+ )?(?:a lot|hard|rough|brutal|"
        r"horrible|awful|heavy|cruel|grim|tough|painful|exhausting|lonely|frightening|"
        r"unbearable)(?: thing to| time| for you| on you| when|\W{0,3}$)",
        r"it(?:'s| is| was) (?:not|no|hardly|never) (?:\w+ )?(?:surpris\w*|wonder|weakness|"
        r"silly|mad|your fault)",
        r"(?:that|the|your) (?:anger|fear|tears|reaction|worry|sadness|caution|panic|hurt|"
        r"wariness|exhaustion|feeling)…(?:makes|fits|understand\w*|reason|belongs|sense)",
        r"(?:it'd|that'd|that would|it would) (?:\w+ )?(?:sting|hurt|frighten|scare|upset|"
        r"shake|knock|worry|wear|get to|make|throw|rattle|floor|anger|do that)",
        r"(?:makes?|made|making) (?:a lot of |(?!no |any |it )\w+ |so much )?sense", "no wonder",
        r"in your (?:shoes|place|position|situation)", r"(?:not|hardly|wouldn't be) surprised",
        r"(?:i'd|would) be surprised if (?:there|you|it) (?:wasn't|weren't|didn't|hadn't)",
        r"^(?:sure|course) you (?:do|did|are|were|would|have)", r"(?:don't|can't|who could|"
        r"nobody could) blame you",
        "(?:anyone|anybody|most people|many people|lots of people) (?:would|might|could)",
        "anyone'd", "who wouldn't",
        r"i(?: would|'d) (?:\w+ )?(?:feel|find|go quiet|struggle|be (?:angry|upset|hurt|scared|"
        r"worried|tired|wary|careful|cautious))",
        r"of course (?:you|it|that)(?! (?:should|can|could|will|'ll|need))",
        r"(?:it's|that's|that is|it is|is|completely|very|so) (?:\w+ )?understandable",
        "understandably",
        r"i can (?:really |quite |certainly )?(?:see|understand|hear|imagine|get) (?:why|how|"
        r"that you|wanting|being|you (?:might|would|being|wanting))",
        r"(?:that|it|this) (?:must|has to|sounds?|seems|would|does sound)(?: have| be| been|"
        r" like){0,5}(?: an?)?(?: so| really| very| incredibly| pretty| quite|"
        r" such an?){0,5} (?:hard|painful|exhausting|frightening|tough|awful|difficult|"
        r"scary|upsetting|stressful|frustrating|overwhelming|horrible|lot|terrifying|tiring)",
        r"you(?:'re| are) not (?:the only one|alone|being silly|weak|mad|crazy)",
        r"(?:every|good) reason to", "(?:only )?(?:natural|human) (?:to|that)",
        r"(?:i|that|it)(?: would|'d) (?!(?:also )?(?:like|love|want)\b)(?:\w+ ){1,5}too\b",
        "not surprising", "hardly surprising",
        "(?:a )?lot to (?:carry|hold|deal with)", r"you have a point", "a lot on your plate",
    ), phrases(
        r"(?:does|did|do|would|is) (?:that|it|this|any of (?:that|this|it))",
        r"(?:doesn't|not|don't|didn't|no longer)"
    )),
)  # fmt: skip
