"""Wording that shows how a sentence is put, and what the whole turn adds up to."""

from __future__ import annotations

from practice.adapters.wording.asking import MAKE_OF
from practice.adapters.wording.signs import phrases

# How questions are put. Without a question mark only the inverted order shows that it is one.
OPEN = phrases(
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
    "who (?:do|does|did|would|could|might|can) (?:you|he|she|they|it)",
    r"(?:can|could|would|will) you (?:\w+ )?(?:tell|say|describe|walk|talk|help|give|share|"
    r"explain|take me)\b", "tell me (?:a (?:bit|little) )?(?:more )?about",
)  # fmt: skip
CLOSED = phrases(
    r"how (?:many|much|often|long|old|sure|likely|far|bad|anxious|strong|soon|big|important|"
    r"confident|ready)\b(?! (?:of a|does|do|did))", "what (?:time|day|number|percentage)",
    "on a scale", r"which\b", r"rate (?:your|it|that|the)", r"when (?:do|did|is|are|was|were|will|"
    r"does)\b",
    r"who (?:is|was|are)\b", r"where (?:is|was|did|do|does|are|were)\b", "since when",
    "^where",
    "(?:0|zero|nought|1|one) to (?:10|100|ten)", "out of (?:10|100|ten)",
)  # fmt: skip
YES_OR_NO = phrases(
    r"^(?:is|are|was|were|am|do|does|did|have|has|had|can|could|would|will|should|shall|may|might|"
    r"(?:do|did|is|are|have|would|was)n't) (?:i|you|it|that|this|there|he|she|they|we|your|the|"
    r"any\w*|people|these|those)\b", r"^(?:any(?:thing|one|body)?|ever|still)\b",
)  # fmt: skip
BARE_INVERSION = phrases(
    r"^(?:what|how)(?:'s|'re|'d)(?! (?:important|hard|difficult|more))",
    r"(?:what|how|why|where|who|when) (?:do|does|did|would|could|might|are|were|have|shall|should|"
    r"can) (?:i|you|it|that|they|he|she|we|your)\b",
    r"^(?:what|how|why|where|who) (?:is|was|else|about|come|made|makes|went|happened|brings|keeps|"
    r"stops|would|might)\b(?! (?:important|hard|is|a|difficult))",
    r"^(?:tell me|say (?:a bit |a little |some )?more|help me understand|walk me through|"
    r"talk me through|describe)\b",
    r"^i(?:'m| am| was) (?:curious|wondering) (?:what|how|why|about)", "i wonder (?:what|how|why)",
    "^what fits",
)  # fmt: skip

# What makes a statement a reflection, and what lifts it above the client's own words.
HEARD = phrases(
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
ABOUT_YOU = phrases(
    r"^(?:and |so |but |even |that |then |now |or |maybe |perhaps |almost ){0,5}(?:you|your|"
    r"you're|you've|you'd|yourself)\b(?!(?:'re)? (?:should|must|could|can|may|might|will|"
    r"know what|see,|right\b|welcome))",
    r"^(?:and |so |but ){0,5}(?:not|like|as if|as though|almost|nobody|no one|everyone|everything|"
    r"nothing) ",
)  # fmt: skip
WITH_YOU = phrases("(?:you|your|yours|yourself|you(?:'re|'ve|'d))")
FROM_ME = phrases(
    r"^(?:i|i'm|i'd|i'll|i've|we|we're|we'll|we've|let|let's|my|thanks?|please|nice|good|welcome|"
    r"hi|hello|if|when|because|as|in|do|don't|what|how|why|which|first|today|next|look|"
    r"you're (?:right|welcome))\b", "thank you",
    "(?:nice|good|glad|great) to (?:see|meet|hear)", "you know",
    "(?:call|ask|show|give|tell|help) you",
)  # fmt: skip
MEANING = phrases(
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
SO_FAR = phrases(
    r"so far",
    r"let(?:'s| me| us) (?:see|check|make sure)…(?:i|we)(?:'ve| have)?(?: got| understood|"
    r" understand| have)?",
    r"make sure (?:that )?i(?:'ve| have)? (?:got|understood|understand|heard)",
    r"to (?:sum up|summari[sz]e|recap)",
    r"(?:sum|summing|pull|pulling|put|putting)…(?:up|together)",
    r"(?:you've|we've) (?:told|talked|covered|mentioned|said|described)",
    r"if i(?:'ve| have)? (?:got|understood|understand|heard|followed)",
    r"^(?:so )?here(?:'s| is) what i", "earlier you", "(?:what )?i(?:'ve| have) heard",
    r"what i(?:'ve| have) (?:got|written|picked up)",
    r"check (?:that )?i(?:'ve| have)? (?:got|understood|heard|followed)",
)  # fmt: skip
ASKED_BACK = phrases(MAKE_OF)
ASKS_WHICH = phrases(r"^(?:what|how|why|where|who|which|when|since when)\b[^,]{0,60}\?")
LISTED = phrases(
    r"^[^,?]{3,90}(?:,[^,?]{2,70}){1,6},? and (?!(?:that|this|it)\b)[^?]{3,90}$",
    r"^[^,?]{3,90}(?:,[^,?]{2,70}){2,6},? and [^?]{3,90}$",
)
JARGON = phrases(
    r"sympathetic|parasympathetic|amygdala|cortisol|hypothalam\w+|prefrontal|neurotransmitters?|"
    r"serotonin|schemas?|cognitions?|cognitive|maladaptive|dysfunction\w*|psychopatholog\w+|"
    r"aetiolog\w+|metacogniti\w+|automatic thoughts?|core beliefs?|intermediate beliefs?|"
    r"interoceptive|exposure hierarchy|extinction|habituation|avoidant|reinforce\w*|comorbid\w*|"
    r"transdiagnostic|nervous system|hyperarousal|catastrophic misinterpretation\w*|cbt|"
    r"evidence.based",
)  # fmt: skip
AFFECT = phrases(
    r"cr(?:y|ying|ied)|tears|sob\w*|scared|terrified|frightened|afraid|hurt\w*|asham\w+|"
    r"humiliat\w+|hopeless|worthless|useless|alone|lonely|broken|desperate|devastated|heartbroken|"
    r"panick\w+|ang(?:ry|er)|furious|hate|dread\w*|numb|can't (?:do|cope|go|take|bear|breathe|"
    r"stand|stop|face|keep|any|even)\w*|i can't$|can't anymore|died|death|laughed at|"
    r"want it all to stop|what's the point|give up|too much|fall(?:ing)? apart|stupid|burden|"
    r"grief|miss (?:him|her|them)|waste of time",
    r"\([^()]{0,60}(?:tear|cry|cries|sob|weep|upset|shak|trembl|chok|slam|head in (?:her|his|"
    r"their|my) hands|wip(?:es|ing) |voice (?:break|crack|shak|goes|gone)|bury|buries|"
    r"breaks? down)[^()]{0,60}\)",
)  # fmt: skip
# Gone quiet, which is a cue, but asking something open is no way of passing over it.
WITHDRAWN = phrases(
    r"\([^()]{0,60}(?:quiet|silen|at the floor|at (?:her|his|their) hands)[^()]{0,60}\)"
)
TASK = phrases(
    r"diary|homework|agenda|worksheet|thought record|record|form|questionnaire|list|plan|exercise|"
    r"task|today(?:'s)?|on track|move on|get (?:back|started|going)|get on with (?:it|the|our|"
    r"this)|let's (?:start|look|do|go|get|begin|turn|move|talk)|first (?:item|thing)|scores?|"
    r"next (?:item|week|on the|bit)|sheet|schedule|timetable|policy|how many (?:days|nights|times)|"
    r"rate your|bye|our time",
)  # fmt: skip
LOSS = phrases(
    "died|death|dead|funeral|passed away|cancer|diagnos\\w+|lost|loss|miscarr\\w+|redundan\\w+|"
    "sacked|fired|illness|ill|hospital",
)  # fmt: skip
RIGHT_SO_FAR = phrases(
    r"^(?:is|was|have|did|am|would) (?:that|i|this) (?:be )?(?:about |more or less )?(?:right|it|"
    r"fair|got (?:that|it|this) right|getting (?:that|it) right|follow\w*|close)\W{0,3}$",
)
STRAINED = phrases(
    r"(?:^|[.!?,;] )(?:and |but |no,? |so |because ){0,2}you(?:'re|'ve|'d|r)?\b(?! know)",
    "whatever", r"(?:that|it) hurt", "rude", "unfair", "never mind", "forget it",
    "(?:weren't|not) listening",
)  # fmt: skip
BARE_SORRY = phrases(
    r"^(?:(?:oh|um|ah|no|yes|yeah|really|well),? ){0,5}(?:i'm |i am |i )?(?:(?:so|very|really|"
    r"truly|terribly) ){0,5}(?:sorry|apologi[sz]e)(?: about that| for that| everyone)?\W{0,4}$",
    r"^my (?:sincere |deepest )?apologies\W{0,4}$",
)  # fmt: skip
INVITED = phrases(
    r"go ahead",
    "what (?:should|can|could|would|do) (?:i|you (?:suggest|think i|recommend|advise))",
    r"(?:any|your|some) (?:advice|ideas?|suggestions?|tips?)", "tell me what to do", "yes,? please",
    "please do", r"i'd like to hear", "how (?:do|can|should|could) i", "what would you do",
    r"what(?:'s| is) (?:the|your) (?:idea|suggestion|advice)", "^(?:yes|yeah|ok|okay|sure|please|"
    "oh|go on),? (?:go on|go ahead|tell me|shoot|please|fire away|i'd like that|do)",
    r"^(?:please|shoot|tell me|go on|fire away)\W{0,4}$", "you're the expert", "just tell me",
)  # fmt: skip
SUGGESTS = phrases(
    r"(?:one|another|some|any)?(?:thing|possibility|option|idea|way) (?:that )?(?:you (?:could|"
    r"might|"
    r"can)|is\b|would be|to)", r"^(?:perhaps |maybe )?you (?:could|might|may|can)\b",
    r"^(?:maybe|perhaps) (?!you (?:feel|want)|it|there)\w+", r"(?:some|other|many|a few|"
    r"what some) (?:"
    r"people|folks|students|clients|parents|of them)", r"i(?:'d| would) (?:perhaps |maybe |"
    r"probably |also )?(?:start|begin|email|text|write|try|ask|talk|go|tell|keep|put|say|pick|"
    r"do)\b",
    r"(?:may|might|could|would) be (?:worth|a (?:place|start|way|good))",
    "something (?:that )?you (?:"
    "could|might|can)",
)  # fmt: skip
