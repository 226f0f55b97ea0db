"""What the rules for sharing information listen for, as phrases (see `text.phrases`)."""

from __future__ import annotations

from practice.reading.text import phrases

PRIOR = phrases(
    "what (do|did|have|would) you…(know|hear*|heard|read|told|make "
    "of|work* out|figure* out|gather*|think|understand|understood|believe|call|put it down to|say "
    "it|tried|reckon|picture*|expect*)",
    "have you (heard|come across|read|been told|had)",
    "what's your (own |)(best |first |)(idea|hunch|sense|guess|understanding|view|explanation)",
    "your (own |)(idea|explanation|theory|view)",
    "how (do|would|did) you (make sense|understand|explain|see|account)",
    "what (did|has|have) (the doctor|they|he|she|your|anyone|anybody|the "
    "gp|people)…(say|said|tell|told|explain*)",
    "where did you (meet|read|hear|get) / what (were|was) you told",
    "what does (it|that|each|this)…(do|mean) (for|to) you / what do you think",
    "what have you been thinking / you put it down to",
    "what you('ve| have) (heard|read|been told|tried)",
)
PERMISSION = phrases(
    "i can (add|share|say|tell|offer) / happy to (say|share|tell|add) / i'll add",
    "i could (add|share|say) / may i / can i (add|share|say|tell|offer|put|give|just|explain)",
    "could i (add|share|say|tell|offer|put) / shall i (say|tell|share|add|explain|give)",
    "shall we",
    "would (it|that) (be (ok|okay|all right|alright|useful|helpful|any use|of use)|help|interest)",
    "would you (like|want|be interested|find it)…(hear|know|me|add|to|it)",
    "want (my|to hear|me to) / if you('d| would)? (like|want) / if you'd (like|want)",
    "if you (like|want) / if you still want / are you (open|up for|interested)",
    "is it (ok|okay|all right|alright) if / do you want (me|to hear|my) / i'll tell you if",
    "if (it's|that's) (any use|useful|ok|okay|all right) / if my",
)
FORMAL = phrases(
    "(let me|i'll|i will|i'd like to|i'm going to|i want to) (just |quickly |)explain",
    "if i may / can i (just |quickly )explain / explain (that|it|this) (quickly|briefly)",
    "is that ok so",
)
OWN_IDEA = phrases(
    "you('re| are| were) right / could be / it could / you said / so the / i can see why",
    "there's (something|some truth) / makes sense / part of that",
    "you (think|thought|read|heard|noticed|know) / you've (noticed|read|heard|got|worked)",
    "what you read / that (could|may|might) be",
)
OVER = phrases(
    "(always|never) (works|fails|goes away|happens|comes back) / completely / totally",
    "guarantee* / cure* / definitely / proven / 100% / nothing to worry / perfectly",
    "you (will|'ll) (be fine|feel|soon|get better|never) / works for everyone",
    "will (go away|come back|be gone|be fine|feel like) / everyone (gets|feels|does it)",
    "i promise / in no time / within a week / works every time",
)
NOT_OVER = phrases(  # a promise that is not made
    "(not|no|isn't|never) (a |any |)(cure*|guarantee*|magic) / won't pretend / not definitely",
    "(can't|cannot|couldn't|won't|not going to) (promise|guarantee|cure|say|tell)",
)
HEDGE = phrases(
    "often / usually / (for|with) (many|most|some) / many people / most people / one way",
    "tend* to / can / may / might / could be / sometimes",
    "not (sure|certain|everyone|everybody) / we (think|don't know)",
    "i (can't|cannot|don't) know / it could",
)
MISREAD = phrases(
    "(doesn't|does not|isn't|is not|don't|not) (mean|saying|that|the same|imaginary|your "
    "fault|wrong|lazy|weak|made up|a)",
    "that's not to say / if it (turns|turned) out",
    "(is|are|feelings are|pounding is|that's|it's) real / really happen*",
    "please (don't|do not) / on your own / if it (ever |)(feels|felt) different / i don't mean",
    "not everybody / and not / isn't (imagin*|in your head) / doctor / gp / pharmacist",
    "surgery / prescriber / i can't (advise|know)",
)
JARGON = phrases(
    "cognitive* / cognition* / distort* / catastroph* / automatic thought* / core belief*",
    "schema* / maladaptive / dysfunction* / sympathetic / amygdala / cortisol / serotonin",
    "dopamine / psychoeducation / behavioural experiment* / safety behaviour*",
    "safety behavior* / reinforce* / neuro* / hypervigil* / autonomic / stimulus / physiolog*",
    "socratic / habituat* / disconfirm* / misattribut* / mediated / hyperventilat* / hypocapnia",
    "interoceptive / exposure (hierarchy|with|therapy) / graded exposure / response prevention",
    "hierarchy / suds / inhibitory / expectancy / arousal / intervention* / evidence-based",
    "adrenaline release / activation / homeostatic / circadian / rumination / comorbid*",
    "negative reinforcement / attribution / homework assignment* / self-efficacy / protocol",
    "attentional bias / metacognit* / stimulus control",
)
IMAGE = phrases(
    "like (a|an|when|your|somebody|someone|turning|having) / as if / as though / picture",
    "a bit like / alarm / think of it as / you could say / battery / volume / muscle / guard",
)
TOKEN = phrases(
    "make* sense? / make sense / ok? / okay? / do you (understand|follow|see) / you know?",
    "are you excited / right? / alright? / all right?",
)
QUESTIONS = phrases(
    "any questions / what questions / ask me / do you have (any |)question*",
    "anything you('d| would) like to ask / anything unclear",
)
BACK = phrases(
    "how would you (put|say|explain|describe|tell) / in your (own |)words / say (it|that) back",
    "what would you (tell|say to|call) / how you would say",
    "tell (your|a|me what you|me how|me which|me where) / you('d| would) tell",
    "(which|what) (bit|part|of it|of that)*…(cover*|explain*|leave*) / what's (still |)left",
    "tell me (whether|if) (it|that)…(match*|fit*|like|is|sound*)",
    "which of (your|last|the|these|those)",
    "what (fits|doesn't fit|does not fit|rings|do you make|still sounds|did you hear|have you "
    "heard|sounds)",
    "what doesn't / doesn't (match|fit) / which (bit|part)…(fit*|match*|wrong|off|sound*|not)",
    "or not quite / which part",
    "does (that|it|this|any of it|any of that|that second part) (fit|match|sound|ring|feel)",
    "where (would|does|do|is) (that|it|this|your|i)…(fit|show|wrong|off|different)",
    "how does (that|it) (fit|sit|compare|land|sound) / is it different for you",
    "what would you (argue|object|disagree|change) / what do you make of (it|that)",
    "what did that (sound|bring) / what's (missing|wrong|off) / if it (doesn't|is wrong|isn't)",
    "walk me through",
)
ADJUSTS = phrases(
    "or (not quite|does|is it|not)",
    "if (it|that|i'm|i) (doesn't|isn't|is|'m|am|got|have) (wrong|off|not|fit*|it wrong)",
    "tell me (if|where|what|which) / i('ve| have) (missed|got…wrong)",
    "(doesn't|does not|don't) fit / what doesn't",
    "which (part|bit)…(doesn't|does not|not|wrong|rubbish) / where (i'm|am i) (off|wrong)",
)
STEP = phrases(
    "what would you (like|want|be willing|feel)",
    "which (would|one|of (the|these|those)|small|day|bit)",
    "would you (like|want|be up for|be willing) to / what('s| is) one",
    "one (small|little) / if you wanted / where could (you|we|something)",
    "what might you / what could / small (step|piece|bit|thing)*",
    "try (this week|next|and when|out|it) / when could / is (today|there) a (day|small|time)*",
    "something you (could|might|would) / where to start / we could (think|look|try) / your pace",
    "you choose / would be a (start|first)* / what would be / before (next|we)",
)
FAMILIAR = phrases(
    "lots of people / many people / most people / a lot of people / common",
    "not (just |only |)you / anyone would / anybody / everyone does / understandable",
    "no wonder / makes (complete |perfect |)sense / of course",
    "would (frighten|upset|be hard for) any* / it helps many / can be worked on / gets easier",
    "comes down again",
)
SMALL = phrases(
    "nothing to worry / it's nothing / laugh about / just nerves / everybody does it",
    "nothing unusual / don't worry / only (stress|nerves|anxiety)",
)
INSTRUCTS = phrases(
    "you (should|need to|must|have to|really should|just have to|could just) / try to",
    "i('ll| will) (email|give|send) / what we do (about it |)is / just (try|stop|trust)",
    "we will go through / keep a / next week we / leaflet",
)
BORROWED = phrases(
    "some people / someone / a person / imagine / for example / for instance / one client",
    "other people / say you (are|were) / when (we|people) / suppose you",
)
INVITES_PART = phrases(
    "what (comes|came|happens|happened|would "
    "happen|did|does|do|was|might)…(first|next|then|after|teach*|learn*|do|say|stop|notice*|feel)",
    "where (was|were|did|does|would|is)… / which (of|part|bit) / what did you / what does it",
    "what would / what was / where could",
)
EXPLAINS = phrases(
    "(it's|that's|this is|is) called / that's (why|how) / the more… the / comes before",
    "proven / (the|your|our) (mind|body|brain) (is|gets|goes|wants|tries|hears|learns|stays)",
    "(keeps|makes|leads to|causes|maintains|feeds) (it|the|your|us|you|more|a)… / works like",
)
