"""What the finders of mistakes about thoughts listen for, as phrases (see `text.phrases`)."""

from __future__ import annotations

import re

from practice.reading.text import phrases

PATTERNS = phrases(  # names of thinking patterns as books have them
    "(catastrophi|fortune tell|fortune-tell|mind read|mind-read|overgenerali|over-generali)*",
    "(personalis|personaliz|minimis|minimiz|magnif)(ing|ation) / emotional reasoning",
    "all or nothing thinking / all-or-nothing* / black and white thinking / mental filter*",
    "(thinking|cognitive) (error|trap|bias|distortion)* / (a|the|common) distortion*",
    "(discounting|disqualifying) the positive* / should statement* / selective abstraction",
    "labelling / labeling",
)
TERMS = phrases(  # other words from books
    "negative self* / (self-|)appraisal* / belief system* / core belief* / rational response*",
)
PLAIN_NAME = phrases(  # the same in everyday words
    "jumping to (a |)conclusion* / black and white / black-and-white / all or nothing / a label",
    "generalis* / generaliz* / is a should / hear (a|the) should / a should in / crystal ball",
    "thinking in extremes / blowing (it|this|things|that) (up|out) / worst-case thinking",
    "a (prediction|guess) and not / reading too much / catastrophic thinking / exaggerat*",
)
CHECKS = phrases(  # asks whether it fits
    "does (that|it) (fit|ring|sound|match) / is that (how|it|right|fair) / am i (off|wrong|near)",
    "or (am i|is it|not|would you|do you see) / what do you (make|think|say) / would you call",
    "how does that (sit|land) / tell me (if|where) / have i got / did i get / correct me",
)
UNSURE = phrases(
    "am i / i may be / i might be / off base / i wonder / could be wrong / my guess / maybe",
)
NORMAL = phrases("normal / usual / common / other people / just me / only me / anyone else")

_OUTCOME = (
    "(fine|ok|okay|better|alright|all right|over|good|great|well|gone|easier|proud|laugh*|safe|"
    "pleased|lovely|forgotten|blown|back|there|happy)"
)
PROMISES = phrases(
    "(it|that|this|things|everything|you|he|she|they|all)"
    f"('ll| will|'s going to|'re going to| is going to| are going to)…{_OUTCOME}",
    "(i'm|i am) (quite |pretty |very |really |)(sure|certain|positive|confident) / i promise",
    "i bet (she|he|they|it's|it'll|you|nobody|no one|everyone) / bet you / trust me / believe me",
    "you('ll| will) (see|manage|cope|get|come|pull|meet|look back) / no reason to",
    "nothing (to (fear|worry|be|lose)|personal|bad|wrong|will) / got nothing to / nobody died",
    "something will (turn|come) / these things / (works|turns|sorts) (itself|themselves|out)",
    "don't (worry|be silly|be daft|beat yourself|think about) / give it time",
    "won't come to (that|it) / all the time / whole life ahead / it's a phase / never actually",
    "(plenty|loads|lots) (more|of) _ (would|do|have|get|feel|think|stay|forget|find|change|start|"
    "can|are|don't|fail|make) / plenty (more|of) (fish|time|lovely)",
    "(probably|obviously|certainly|clearly) (doesn't|don't|isn't|won't|didn't|not|wouldn't|can't)",
    "your mind at (rest|ease) / there's nothing wrong / you've got time / on your side",
    "(perfectly|completely) (fine|safe|normal|okay) / (totally|so) normal",
    "(much|so much|a lot) (more|better) than / (nine|9) (times |)out of (ten|10)",
    "(you're|you are) (clearly |such |really |)a (lovely|good|great|wonderful) / good company",
)
EVERYBODY = re.compile(  # comfort from what all others do, or nobody does
    r"^(?:[\w']+,? ){0,2}(?:everyone|everybody|all of us|we all|every single \w+|nobody|no one)\b"
)
DENIES = re.compile(  # the client's claim, turned round
    r"^(?:(?:no|oh|well|but|now|hey|honestly|look|of course|and|come on|at all|there,? there|"
    r"bless \w+ \w+|[a-z]+)[,!.]? ){0,2}"
    r"(?:(?:it|that)(?= ?(?:is|'s|isn't|doesn't|won't|wouldn't|is not|does not|will not)\b)|"
    r"you|he|she|they|your \w+)"
    r"(?:(?:'re|'s| are| is| was| were| do| does| did| have| has| will| would) "
    r"(?:really |certainly |definitely |surely |simply )?not\b"
    r"| (?:really |certainly |definitely |surely |simply )?(?:aren't|isn't|wasn't|weren't|won't|"
    r"wouldn't|don't|doesn't|didn't|haven't|hasn't|couldn't|never)\b)"
)
GRANTS = phrases(  # takes the client's side
    "i don't think you're (being|wrong|making) / not in your head / that's not nothing / isn't you",
    "(that|it|this) (doesn't|isn't|didn't) (fit|add|sit|ring|have to|nothing|quite)",
    "i don't think (that|it) needs / doesn't have to / not fishing / don't (know|mind|want)",
    "i (wouldn't|don't) (call|doubt|blame) / not so much / not (just|only) / playing tricks",
    "nothing wrong with you*",
)
SINCERE = phrases(  # owns up, or gives the client's own line back
    "sorry / my (mistake|fault) / i (went|got|put|was|missed|jumped|rushed)",
    "you (said|say|think|feel|told) / (as if|as though|sounds|seems)",
)
TAG = re.compile(  # asked to be agreed with
    r"[, ](?:does|do|did|is|are|was|were|has|have|would|could|can)(?:n'?t)? "
    r"(?:it|they|he|she|you|that|there|those)\W*\?$|\b(?:surely|right)\W*\?$"
)
CORNERS = phrases(
    "how can (that|it|he|she|they|you|this) / do you really (think|believe) / what proof",
    "does(n't| not) add up / hardly (fits|adds|counts|makes) / it hardly / logic* / doesn't follow",
    "the facts (say|don't|do|support|are) / feelings aren't facts / so it isn't / there isn't any",
    "so (it|that|he|she|they|you) (can't|cannot|isn't|doesn't|didn't|must)",
    "can you (see|actually) / would you agree / nothing to do with / let me push",
    "(isn't|hasn't|doesn't) (everyone|everybody) / isn't (it|that) (just|more|far|rather|a bit)",
    "you can't (blame|say|know|have|kill*) / at some point you / need to take responsibility",
    "(tells|shows|proves) (me|you|us) (that |)(your|you|he|she|they|it) / doesn't mean",
)
AGAINST = re.compile(
    r"^(?:(?:well|no|hang on|hold on|come on|now|honestly|look|surely|wait),? )*but\b"
    r"|^(?:well,? )?(?:hang on|hold on|come on|surely|come off it)\b"
)
HAPPENED = phrases(  # what somebody with a say has said or done
    "(he|she|they|it|who|doctor|consultant|surgeon|nurse|hr|bank|landlord|council|school|vet|boss|"
    "manager|gp|hospital|court|state|police|plant|company|firm|agent)('ve| have| has|'s|) (_ |)"
    "(said|told|announced|confirmed|put|sent|wrote|rang|cut|closed|shut|refused|took|showed|gave|"
    "moved|been looked|failed|raised|called)",
    "in writing / in the paper / the letter (says|said) / (is|are|'s|'re) (closing|dying|failing)",
    "(is|are|'s|'re) being (cut|looked) / died / diagnos* / scan / lump / cancer / chemo* / biopsy",
    "results / redundan* / laid off / evict* / bailiff* / one in (three|four|five|ten)",
    "(two|three|four|five) times (now|in) / every one of them / per cent / percent",
)
VALUES = phrases(  # what the client holds dear
    "i want to (be|do|go)? / i want to / i said i would / i('ve| have) (always |)(said|promised)",
    "it's what we do / chapel / church / mosque / temple / my faith / be there (with|for|on)",
)
LEAPS = phrases(  # a conclusion beyond what happened, which may well be looked at
    "(i'm|i am) (a|an|useless|going|never|not|stupid|finished|done|just) / i'll never / never be",
    "(nobody|no one)('s|) (will|going) / always / ruined / the end of / finished / everyone",
    "(he|she|they) (thinks|think|must|hates|hate|can't stand) / i know (it|she|he|they)",
)
DOUBTED = phrases(
    "(more |less |)(balanced|realistic|helpful|hopeful|negative|flexible|positive|rational)",
    "going to the worst / worst (case|place) / getting ahead of / jump* to / catastroph*",
    "exaggerat* / (thought|feeling) or a fact / evidence / on trial / mind read* / overthink*",
    "black and white / blow* (it|that|this) / how (certain|sure|much do you believe|likely)",
    "are you sure / no other way / other (way|explanation)* / that rule / loosen* / a should",
    "hear (a|the) should / heard you say should / who says (that |)you / devil's advocate",
    "how do you know / (doctors|managers|people|they) (get it wrong|threaten) / filter*",
    "isn't it possible / bit irrational / can't know that / assum* / open mind / in your mind",
    "silver lining / bright side / chance to start",
)
NO_NEED = phrases("(don't|doesn't|no) need* / not going to")
TELLS_ALL = phrases(  # an account of the client, finished
    "what (really |actually |)(happens|is happening|happened|'s happening) (is|was|here)",
    "what (really |actually |)happens is / what you('re| are) (really |actually |)doing is",
    "what it (all |really |)comes down to / it all comes (back|down) / as you always do",
    "(that's|it's|here's) (your|the|a) (whole |real |old |)"
    "(pattern|belief|problem|trap|reason|root|key|confidence*)",
    "(that's|which is|it's) (exactly |)why you / the reason (you|why) / deep down / underneath",
    "so (every|each|any) _…becomes / when you were (a child|small|little|young|growing|a kid)",
    "goes back to / go back to our / you take…for / you (learned|learnt|came to believe)",
    "the belief we need / a need for / our mind* (makes|produces|fill*) / we('ve| have) been hurt",
    "i think what's happened / i think that's (probably |)what / (because|since) nobody",
    "and then you (go|start|hold|end|back|look) / you don't feel you / it's a habit",
    "you('ve| have) (decided|learned|learnt|built|convinced) / we see that a lot",
    "a (more|fairer) (_ |)(thought|way|view) (might|could|would|to) / putting quite a",
)
NO_QUESTION = phrases("make* sense / does that / can you see / you know? / right? / okay?")
CHOOSES = phrases(
    "which (of|one|part|bit|half|sits|is|would|do|has|bites|hurts) / the first / one at a time",
    "or (is it|more|the|your|would) / either",
)
ALL_OF_IT = phrases("get at both / both of (them|those) / or both / all of (it|them) / and also")
_FEELS = (
    r"(?:feel\w*|felt|being|sad|empty|anxious|angry|guilty|ashamed|upset|low|scared|afraid|worried|"
    r"stressed|lonely|depressed|frustrated|nervous|panicky|hurt|embarrassed|down|tired|"
    r"disappointed)"
)
FEELING_AS_THOUGHT = re.compile(
    r"(?:thought|belief)s?(?: \w+){0,3} (?:is|was|were|being|of|about|then|there)\W+(?:that )?"
    rf"(?:you(?:'re| are| were)? |i(?:'m| am| was)? |just |so |very |a |the ){{0,4}}{_FEELS}\b"
    rf"|\"(?:i'm|i am|i feel|i felt) (?:so |very |really )?{_FEELS}\"[^.?!]{{0,25}}thought"
    rf"|evidence (?:that|for|of) (?:you(?:'re| are|r)? )?(?:being |feeling )?(?:so )?{_FEELS}\b"
    rf"|believe (?:in )?(?:the |your )?{_FEELS}\b"
    r"|thought (?:is|was|would be)\W+(?:the|your|that|his|her) (?!one\b)\w+"
    r"(?: (?:in|at|on|with|from) (?:the )?\w+)?\W*(?:then|$)"
)
ONLY_A_FEELING = re.compile(
    r"^so (?:you(?:'re| are| feel)|you were) (?:just |so |very |really )?" + _FEELS + r"\W*$"
)
PEP = phrases(
    "(keep |hold |)(your |)(chin|head) (up|held|high) / keep (smiling|going at|it up|fighting)",
    "stay (positive|strong) / think positive* / (at|on) the positive* / believe in yourself",
    "you('ve| have) got this / you can do (it|this) / own it / show them / pat on the back",
    "a fighter / fighting spirit / (strongest|bravest) / hero / warrior / superstar",
    "let's see that",
    "heart of gold / (so |really |very |)proud of / should be proud / good for you / congrat*",
    "well done / back on the horse / new day / (so |)impressed / hard on yourself / give yourself",
    "you're (amazing|brilliant|fantastic|incredible|wonderful|a star|so strong|good with)",
    "you're doing (so |)(well|great|amazing|brilliantly|grand) / (massive|real) courage",
    "(is|that's|you've done) (amazing|brilliant|fantastic|so well) / an amazing / guts to",
    "(take|accept) the compliment / out celebrating",
)
