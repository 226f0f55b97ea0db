"""What the rules for repairing a rupture listen for, as phrases (see `text.phrases`)."""

from __future__ import annotations

import re

from practice.reading.text import phrases

STRAINED = phrases(  # how a client sounds who has drawn back, or who has had enough
    "whatever / it's fine / that's fine / fine / no, you're right / you're right / if you say so",
    "if that's what / i suppose / never mind / it doesn't matter / forget it / carry on",
    "you (don't|didn't|never|always|keep|people|just|sound|went|laughed|think|weren't|asked|said)",
    "i told you / it hasn't / telling-off / i'm not doing / i don't want to / made me",
    "(easy|all right) for you / what's the point / (sick|tired) of / not helping / isn't helping",
    "i nearly didn't come / wasting your time / talk about something else / my last therapist",
    "i've said / that's your job / you're the expert / another (form|sheet) / too fast",
)
SIGN = phrases(
    "you('ve|) (went|gone|go|got|said|agreed|nodded|looked|stopped|answered|smiled)…"
    "(quick*|quiet|fast|flat|short|away|at the|sheet)",
    "you (agreed|said yes|said it|nodded) / went (quiet|flat|careful) / gone quiet",
    'that "…sounded / that "…(tired|flat|careful|heavy)',
    "your (voice|face|shoulders) (went|dropped|changed)",
    "just before you said / you saw / i did go quiet / i notice*…(you|we|agreed)",
    "your "
    "(jaw|voice|face|shoulders|eyes|hands|foot|smile|answer*|tone)…(tight*|went|drop*|chang*|got|flat)",
    "there was a (long |little |)(gap|pause|silence) / you sounded…now",
    "before that (ok|okay|yes|yeah)",
    "you stopped (talking|looking) / your (smile|voice) / you pulled (back|away) / you've stopped",
    "(short|few) words / your eyes (are|were|went) / without a word / you've taken it / one-word",
)
SHIFT = phrases(
    "something (changed|shifted|happened|went|has changed|has shifted) / between us",
    "lost (each other|you) / that (landed|came out|came across|felt like)",
    "was it something / something about last time / (when|after) i (said|made|asked|moved|did)",
    "just (then|now) / a (minute|moment) ago / i have a feeling / it sounds as if the",
    "we (got|went|have) (stuck|off|past) / i think i (lost|pushed|hurried|rushed|missed)",
    "it came after / after my / when did that / now you don't / different (now|from)",
    "ten minutes ago",
    "since i / ever since / shifted / cooled / further away / since we (started|began)",
    "come up between us / between you and me / not sure you're with me / somewhere along the way",
)
TENTATIVE = phrases(
    "i (think|wonder|guess|might|may|have a feeling|sense|notice*|imagine) / i'd guess / perhaps",
    "maybe / i may be wrong / it sounds as if / did i / was it / didn't it / it seems / might",
    "could be / as if / sounded / if i",
)
ACCUSES = phrases(
    "you (seem|are|sound) (resistant|defensive|closed|difficult) / you often / you always",
    "you tend to / that's (avoidance|resistance|the very)",
)
POLITE = phrases("are you (ok|okay|all right|alright) / everything (ok|okay|all right) / sorry")
_FIRST_PERSON = re.compile(  # what the trainee did, in any verb that is not of seeing or thinking
    r"\bi(?:'d| had|'ve| have| also|)(?: been| just| only|) "
    r"(?!notic|wonder|want|hear|heard|thought|felt|need|guess|like|look forward|understood|hoped|"
    r"agre|imagin|promis|tried|listened|believ|used|asked you to)"
    r"(?:\w+ly )?"
    r"(?:\w{2,}ed|said|did|made|gave|got|brought|took|went|left|let|forgot|lost|put|kept|cut|set|told|"
    r"sat|drew|came|spoke|wrote|read|ran|hid|chose|threw|hadn't|didn't|haven't|wasn't|pressing|"
    r"pushing|rushing|talking|hurrying|steering|lecturing|working)\b"
)
OWNS = (
    _FIRST_PERSON,
    phrases(
        "that's (on|down to) me / my (doing|fault|mistake|error|part) / on my side / that was me",
        "i am (working|hurrying|rushing|pushing) / i'm (rushing|pushing|hurrying)",
        "i was (being|going)",
        "clumsy of me / unfair of me / careless of me / my (comment|remark|question|joke|silence)",
    ),
)
SPECIFIC = phrases(
    "i (did|do|was|made|laughed|hurried|pushed|moved|asked|gave|got (it|that) wrong|missed|forgot|"
    "interrupted|rushed|stopped|drew|looked|cut|talked|set|jumped|skipped|changed|told|handed|"
    "never asked|went|sat)",
    "i('ve| have) been (looking|pushing|talking|sitting|telling|hurrying|going|worrying)",
    "i keep / i kept / i was (too|flippant|short|quick|worrying|thinking|late) / i'd told",
    "(was|were) mine / my (remark|joke|mistake|fault) / what you got back was",
)
VAGUE_PART = phrases(
    "did i / was it (my|something i|me) / i (may|might|could) (have|well|be) / i may have",
    "a bit wrong / i might (well |)miss / something i (said|did) / if i",
    "perhaps my / maybe my / maybe i / perhaps i",
)
LANDED = phrases(
    "(it|that|this) (must|may|might) have (felt|been|landed|sounded) / i'd have felt",
    "as if you'd / what you got back / (felt|feel) (small|stupid|alone|made small|dismissed)",
    "that (cost|had cost) you / would (sting|hurt) / hard to (say|hear)",
    "is the person / who all of this / when you were in / following you / that i'm following",
)
HOLLOW = phrases(
    "sorry (if|you feel|that you feel|you felt|you're feeling|you think) / sorry for any",
    "sorry that (you|it) (feel*|felt|seems)",
    "apologi*e (that|if) / sorry (it|this) comes across / comes across (in |)that way",
    "sorry you (took|see|think|got)",
    "sorry (about|for) any / sorry for the (confusion|inconvenience) / no offence / if i offended",
)
PLEADS = phrases(
    "so so sorry / forgive me / i feel (terrible|awful|so bad) / worst therapist / i'm awful",
    "awful of me / i can't believe i / i hate that i / i'm (such|so) (a|an|stupid|useless)",
    "i've had such a (week|day)",
    "i'm (so|really|very) (so |)(ashamed|embarrassed)",
    "please don't be (cross|angry|upset) / i'm hopeless",
)
MAKES_SENSE = phrases(
    "no wonder / make* sense (that|why|you|when|of) / makes sense",
    "of course (you|a|it|they|that)",
    "anyone would / anybody would / i can see why",
    "i('d| would) (be|have been|feel) (fed|cross|tired|angry|hurt)",
    "(it|that) would be odd / would make (me|anyone|anybody) / it must have felt / who wouldn't",
    "i do(n't|) (blame|go home) / you've had (enough|a lot) / it's hard to / understandable",
    "looks (safer|cheap|easier)",
    "anyone might / every reason / must be (wearing|tiring|hard|maddening|lonely)",
    "i can (hear|see|understand) (how|why)",
    "anybody might / who would want / natural (to|that) / fair enough / reasonable",
    "i'd (feel|react|want)",
    "that would (hurt|annoy|grate|put)",
    "it's reasonable / understandable / makes sense if / that figures / who could blame",
)
IS_RIGHT = phrases(
    "you're (right|the one) / it is (easy|true|fair|hard) / it's true / it hasn't / i did",
    "yes, i",
    "i do go / fair (point|enough) / that's fair / you had told / you told me / yes, and i",
    "i haven't",
    "that's (true|right) / you have (said|told) / three times, yes / true,",
)
FEELING = phrases(
    "(sounds|sounded|feels|felt|must (be|feel)) (really |very |so |)(hurt*|hard|sad|frustrat*|"
    "angry|painful|disappoint*|upset*|awful|maddening|tired)",
    "you('re| are) (angry|hurt|upset|frustrated|disappointed|fed up) / frustrat*",
)
DEFENDS = phrases(
    "only joking / (was|is) only / didn't mean / on your side / research (shows|says)",
    "is essential",
    "i'm (trained|actually|fully) / supervised / good hands / trust the process",
    "that's what we do",
    "how (it|this|therapy|the treatment) works / well researched / most people / works if you",
    "i was (just|only|listening) / but (the|it|this|that|we)(…)?(work*|help*|important|research*)",
    "i see a lot of people / every therapist / will really help / it's important that",
    "such a lot",
    "i know it's hard, but / i understand, but",
    "everybody gets / are standard / lots of (clients|people) / if you stick",
    "won't take (much |)long* / i promise",
    "is (designed|meant|supposed) to / evidence-based / i have to / it's my job",
    "i always do / the way (i|we) work",
    "for your own good / my intention / i was trying / procedure / it's policy / as i explained",
    "years of experience / a degree / master's / needn't worry",
    "the (whole |)point of therapy / as many as i do",
    "what matters is / my training / i'm qualified / names are hard",
)
EXPLAINS = phrases("only joking / didn't mean / i was just / that's what we do / i was only")
DENIES = phrases(
    "that's not (what|how|true) / i was listening / reading into / you're (wrong|mistaken)",
    "isn't really the point / you were hoping / don't be silly / you misunder*",
    "not wasting my time / i'm (afraid|actually)",
    "that's not true / i don't think that's (fair|what) / i never (said|did)",
    "i do like you / of course i",
)
WHAT_LIKE = phrases(
    "what (was|is|has|were) (it|that|this|they)…like / what (was|is|were) (it|that) like",
    "what did you make of / what do you make of (me|it) / what (went|was going) (through|on)",
    "what was going on / what would you have wanted / what have (i|you been thinking)",
    "what did i",
    "what (happened|did it do) (for|to|in) you / how (was|did) (that|it)…(for you|land|feel)",
    "where it doesn't fit / how did that land / what did you feel when / what got in the way",
    "what has it been",
    "how (was|is|has) it (been|to) / how it('s| has| is) been",
    "what's it (been |)(like|to) / what that did",
    "how (was|has) that (been|for) / what it's (been |)like / what it (was|has been) like",
    "what bothered you",
    "what (was|were) you (hearing|thinking|feeling) / what did (that|it) feel / what was it about",
    "how does (it|this|that)…strike you / what has come up",
    "what do you (really |)think of (it|this|me|that)",
    "how did (it|that) sit / how does that sit / what would you (say|tell me) if",
    "where have i been / where did i / been the least / what haven't i / what should i have",
)
GENERAL = phrases(
    "how are you (feeling|doing) / how do(es|) (you|that make you) feel / is that how it is",
    "are you (ok|okay|all right|alright) / did i / is that part of it / what's up",
)
WELCOME = phrases(
    "(i'd|i would) (rather|want to|like to|honestly) (hear|know|want) / even if / not said",
    "haven't said / tell me (off|straight) / what have i (said|done|missed) / hear it",
    "i'd honestly / if i (was|did|got) / if it wasn't / want to hear",
    "would want to (be told|know|hear) / like to know (what|where|if) / have i (done|said)",
    "please (say|tell)",
    "you can (say|tell) / be blunt / i can take it / even (when|though) it's about me",
    "honestly? / , honestly / tell me honestly / frankly",
    "i want to know / because i want / i can hear it",
)
PATTERN = phrases(
    "your pattern / a pattern / you often",
    "with your (wife|father|mother|husband|partner|dad|mum)",
    "i wonder (whether|if) (you're doing|this is what|you do) / avoidance / you tend to",
    "as a child",
    "reminds (you|me) of / what happens with your / transference / your attachment",
    "projecting / your (mother|father|mum|dad|ex|husband|wife) did",
    "a theme (for|with) you / typical of you",
    "the same thing you do / part of your / like you do with / this is your",
    "you struggle with / being repeated / repeating with me / as we saw with / authority",
)
SHUTS = phrases(
    "shall we (move|carry|go|get) (on|back) / good / great, / perfect / where were we",
    "(it|that) really doesn't matter / forget i (asked|said)",
)
OFFERS = phrases(
    "we (could|can|needn't) / would you (rather|prefer|like to) / would it help (to|if)",
    "or (would you rather|leave it|come back|stay|stop|find)",
    "shall we (slow|put|leave|stop|stay)",
    "what would (be|suit|help) / which would / how would you (like|want) (to|us)",
    "should we / do you want (to|us) / you (pick|choose|decide) / or is there / which (way|of)",
    "what would you (rather|like|prefer) / would (that|it) be better / or (we|shall)",
    "would you be willing / do we leave / willing to try / or do we",
)
CHANGES = phrases(
    "let's (not|slow|leave|stop|stay|put|change) / slow(er| down) / leave (it|the|that) / instead",
    "put the (pen|sheet|diary) / another way / the other (one|way) / i'd like to stay",
    "stay (with|here) / come back to it / we needn't",
    "drop this / skip (this|that|it) / set (that|it|this) aside / park (it|this|that)",
    "take (it |)slower / differently",
    "stop (here|there|for)",
    "bin the / not on paper / leave it this week",
    "without the (form|sheet|paper|diary) / tear (it|that) up",
)
AIM = phrases(
    "you (wanted|came for|came here|said you wanted|'re after)",
    "what (we're|you're) (working|after)",
    "keep hold of / your way / get there / better nights / what you came",
    "what you (wanted|came|hoped) / still matters / what matters to you / your (goal|aim)",
)
DROPS = phrases(
    "drop it all / forget i asked / whatever you (like|want) / you're the boss",
    "just (chat|have a)",
    "have a chat / no problem at all / absolutely right",
    "never mention / totally right / completely right / scrap (it|all) / let's talk about",
    "as you wish / forget (it|the)",
)
PUSHES = phrases(
    "let's (do|get|begin|start|look|try|go on|carry on|have a look|move)",
    "shall we (carry|do|begin)",
    "great, / perfect / so (three|two|where|which|the next) / which day / here's a pen",
    "now, where",
    "put on the agenda / keep doing / keep to the plan",
    "by (monday|tuesday|wednesday|thursday|friday)",
    "this week? / how was your / the next column / (only|just) two minutes / exactly",
    "get on with",
    "will really help / trust the process / in through the nose / carry on with",
    "yes, let's / go on with",
    "moving on / first item / move on to / next (question|item|step|one) / out of ten",
    "let's carry on / onwards",
    "back to (the|our|your) / so what about the / begin with the / start with the",
    "we need to (get|finish|do)",
    "jot (it|that) down / so let me / the other thing about",
    "for (friday|monday|thursday|tuesday) then / get on with",
    "did you read / exercises",
)
