"""What the rules for exploring a client's use of AI listen for, as phrases (see `text.phrases`)."""

from __future__ import annotations

from practice.reading.text import phrases

TOOL = phrases(
    "chatgpt / chat gpt / chatbot* / the bot / a bot / bots / ai / the app / an app",
    "this app / that app",
    "artificial intelligence / a program / the program / typed (it|to it|that to it) / asked it",
    "i (ask|told|tell|type|typed|asked|talk to|use|used) it / (up|night|records) with it",
    "on it till",
    "told it / talk to it / it's there at / it (understands|never|always|says|wrote|told)",
)
GLAD = phrases(
    "glad you / thank(s| you)( for|) (tell*|say*|mention*) / thanks for",
    "i'd like to (hear|see|know)",
    "tell me (more|a bit) / i'm (curious|interested) / useful to know / thank you / it's true",
    "that's true / that makes sense / good to know / not silly / don't think it's silly",
    "i'm not laughing / i don't hear (pathetic|silly) / i hear somebody / glad to hear / wait",
    "how did (that|it) land / the rest of us / so thank you",
    "appreciate you / for (trusting|telling|bringing) / i'd love to / interested in",
    "won't be shocked / i'm interested",
    "thank you for / good that you / happy you / curious / i'm listening / welcome here",
    "pleased you / fond of",
    "good of you / thanks / i'm pleased / isn't something you tell",
)
HARD_TO_SAY = phrases(
    "took something / hard to say / half under / i don't hear / you can say (so|it)",
    "so thank you",
    "even half / not easy to (say|tell) / brave / don't think it's silly / needn't tell me what",
    "you didn't have to tell",
    "wasn't easy / not easy / easy to bring / trusting me / took (courage|guts|nerve)",
    "a lot to say / brought it",
    "isn't something you tell / don't tell many / first time you've said",
)
WARNS = phrases(
    "hallucinat* / make* (things|stuff|it) up / confidential / your data / be careful",
    "careful with",
    "doesn't understand you / predict* words / illusion / isolat* / generic / off the internet",
    "check everything / dangerous / can't trust / not a real / isn't real / attached / addict*",
    "not (safe|reliable|private) / they sell / who knows where / isn't kind / a program",
    "depend* on",
    "know those things / in the long run / i promise you / only seems to",
    "cannot give / can't give you / doesn't know (you|either|the) / infidelity",
    "not qualified / not a therapist",
    "they (get|make|lie|sell|store|keep|train) / privacy / risky / a risk / harmful",
    "rely on (it|them) / data protection",
    "misinformation / wrong advice / wouldn't trust / don't trust / bad advice / be wary",
    "watch out",
    "tell you what you want / just tell you / going to stop you / not healthy",
    "don't think that's healthy / can't help you",
)
COMPETES = phrases(
    "real (person|human|people|friend*) / friends and family / i'm the one who",
    "than a (machine|computer)",
    "bit hurt / open with me / human being / better for you than / i'd hope that / than it does",
    "instead of me / an hour with",
    "can't care / like a (person|human) can / obviously / can't replace / no substitute",
    "not the same as / i can do",
    "human (contact|connection|touch) / proper (help|therapy) / actual (person|people)",
    "nor do your friends / your friends / opening up to / people who (love|care)",
)
PRAISES = phrases(
    "that's (great|brilliant|amazing|fantastic) / it's (brilliant|great|amazing) / i use it too",
    "real comfort / good tool / very clever / such a helpful / keep using",
    "excellent / clever / should do (that|it) more / well done / very useful / recommend",
    "good for you / love those",
)
BANS = phrases(
    "delete it / stop using / put the phone / keep it to / not after / i need you to",
    "try to keep",
    "i'd like you to / you should (stop|not) / cut (down|back) / no more / limit / ten minutes",
    "cut it out / completely this week / stay off / don't use / stop (it|that|doing)",
    "take a break from / uninstall",
    "i want you to / no phone / switch it off / set a (limit|timer) / only use",
    "i'd stop / better to stop / give it up / leave it alone / stop that",
)
NOT_BANS = phrases(
    "(wouldn't|won't|not going to|don't|never) (ask|tell|want) you to",
    "keep it to yourself / not mine to",
)
INSTEAD = phrases(
    "instead / ring* (your|a|somebody|someone) / call a friend",
    "have you (thought of|looked into|tried)",
    "helpline / a club / lunch club / could you (ring|talk|speak|call) / what friends",
    "talk to (somebody|someone|a friend|your)",
    "you could try / try (talking|opening|ringing|calling) / opening up to / join a",
)
AWAY = phrases(
    "let's get (back|on) / back to the / so, the (diary|sheet) / the diary? / ah yes, the",
    "right, the",
    "second column / right, back / get on with / let's look at the (breathing|worry|diary|sheet)",
    "did you (get "
    "round|do|manage|fill|finish|complete)…(practice|diary|homework|sheet|breathing|task|record)",
    "and the (homework|diary|sheet) / moving on / on the agenda / today's (topic|agenda)",
    "how was (work|your week)",
    "last time we / how has that been? / let me ask about / our (plan|agenda)",
    "shall we (do|turn to|look at) the",
)
OFTEN = phrases(
    "how (often|many (nights|days|evenings|times)|regular*) / every (night|day|evening)",
    "which (nights|days) / one evening or / several / on the (nights|days|evenings)",
    "(a|per) week / the nights",
    "nights out of / days out of / out of seven / each (night|day|evening) / how frequent*",
    "most (nights|days)",
    "every day / all evening",
    "(times|texts|messages|hours) a (day|week) / is it daily / daily / how many / every time",
)
WHEN = phrases(
    "what time / when do you / when did you (open|start) / how late / which hour",
    "about what time",
    "what hour / when in the / at what time",
    "what hours / about when / start and (finish|stop|end)",
    "when does (it|that) (start|begin) / in the (middle|small)",
    "time of (day|night) / at which",
    "certain point / point of the day / particular (time|moment) / part of the day",
)
LONG = phrases(
    "how long / how much time / how many (hours|minutes) / for how / until when / stay on it",
    "start and (finish|stop|end) / how late / how many messages / until what / for about",
)
TREND = phrases(
    "more than / less than / getting (later|more|longer) / than it was / since when / than before",
    "when did it (start|begin) / is that new / than in",
    "gone up / going up / increas* / more now / less now / over time / changed since",
    "has that (gone|grown|changed)",
    "more or less / crept up / new thing / since it began",
    "since when / creeping / than at the start / been like that",
)
LEADING_DOSE = phrases("not too (much|often) / you don't use it / not every / only a little")
GIVES = phrases(
    "what (does|did|do|would|is|was) (it|you)…(give|gave|do for|get|have from|find|need|miss)",
    "what do you (get|find|need|have) / what (did|does) it (do|give) / get* (it |)right",
    "what are you (looking|hoping) / what (is|was) it for / what makes you (open|turn)",
    "what made you (turn|open|reach) / what did you have from / would you miss",
    "what does that hour",
    "what…(does|did|do) for (you|your) / what (need|use|part|purpose|role)",
    "the company like / come to be",
    "what's (it|that|the) (good|best|like) / what draws / what were you after / hoping it",
    "what helps about / what's in it",
    "what brings you (back|to it) / what keeps you / what do you (come|go) to it",
    "what are you after / at that moment",
    "what does (that|it) let you / let you do / what can you (do|say) (there|with it)",
    "makes possible",
)
ELSEWHERE = phrases(
    "elsewhere / nobody else / the rest of us / including here / me included / anywhere else",
    "hard to get / not getting / that people don't",
    "anywhere else / hard to get met / nowhere else / from people / nobody gives",
    "from (me|us) / in here",
)
HELPS = phrases("(does|did|do) (it|that) help / is it helpful / helps you / and does it")
TYPED = phrases(
    "what (had|did|do|have) you (ask*|typ*|writ*|wrote|put|say|told|tell|run) / word for word",
    "what (you'd|you had|you) (ask*|typ*|wrote|put) / what did you put / you put to it",
    "how did you (word|put|phrase|ask) / which (conversation|question|words) did you",
    "what was (your|the) (question|message)",
    "what do you (usually |)(ask|type|write|say) / how you (worded|put)",
    "what do you give it / what goes in / feed it / put in / hand it",
    "things did you (tell|ask|write) / what you put in / you put in next / did you tell it",
)
ANSWERED = phrases(
    "what (did|does|had) it (say|answer|write|tell|come) / what came back / what it (said|wrote)",
    "come back with / of what came / when that came / it said that / say back",
    "its (reply|answer|response) / how did it (respond|answer|reply|react) / what was its",
    "what did you get back",
    "what does it (come|say|tell) / its words / the answer",
    "what comes (back|out) / comes back / hand* back / gives back",
)
AFTERWARDS = phrases(
    "what did you do (after|with|then) / when you('ve|) read / did with / how did that land",
    "what happens to the worry / after it said",
    "afterwards / use any of / do with (it|that|the) / did you (try|act|follow)",
    "what happened (next|then|after)",
    "what you did (when|after|then|with) / you did when it",
)
STAYED = phrases(
    "which (part|bit) / stayed with / felt off / the useful one / what (worked|fitted)",
    "useful one",
    "how did that land",
    "stuck with / rang (true|false) / didn't fit / which (words|line|sentence)",
    "sat (right|wrong) / not quite right",
    "before you press / keep of it / change in it",
)
CHECKS_IT = phrases(
    "it (can't|cannot|couldn't) (know|tell|say) / it would say that / built to agree",
    "isn't really evidence",
    "only heard / wouldn't put much weight / means something / did it even / those programs guess",
    "they guess / not accurate / that's not (right|true) / doesn't understand you / not correct",
    "check everything",
    "cannot give you / doesn't know (you|either) / not a doctor / it made that",
    "that's incorrect / is wrong about",
    "that's not what / isn't (true|accurate|right)",
)
MEANS = phrases(
    "easier (to|for you|there) / harder (to|here|in here) / what is (that|it) like",
    "what's (that|it) like",
    "to be (understood|answered|heard|listened) / have it answer / understood like",
    "what does it mean / what is it about / what makes those / is it like to / that you can't say",
    "how did that land",
    "what's it like (for|to|when) / what is it like (for|to|when) / like for you when",
    "compared with / feels safer",
    "safer (to|with|than) / trust (it|me) more / ashamed / judge* you",
    "what does it say about / say it to me",
    "that you (told|chose|went to) it / rather than (me|to me|people) / instead of to me",
    "bring it to me",
    "do you worry that i / what is it like, to / hear (him|her|it) in / get fed up",
    "does it feel (safer|easier)",
    "to be like in here / easier there / like in here for you",
)
WITH_ME = phrases(
    "some of it is about me / about me / i do that / with me / to me / where i miss / in here",
    "than here / i make it / (anything|something) i do",
    "sitting here / from me / rather than me / talking to me",
)
OWN_PART = phrases(
    "(want|like) to (hear|know)…(me|here|even) / even if…me / is there something i do",
    "where i miss",
    "i'd (honestly |)want to know / something i do / i make it harder",
    "even if it's (about|to do with) me / what i (miss|get wrong|could do) / part i play",
    "something about me / how i",
    "something in how i / how i listen / the way i / whether i / if something i",
)
INTERPRETS = phrases(
    "(that|it) shows / i think (that|it|this) (shows|means) / you're afraid",
    "it's safer to / because you're",
    "people are lonely / afraid of (real|being) / what you really / that means you",
    "getting attached",
    "you're seeking / that's what keeps / counts as",
    "that's (reassurance|avoidance|because) / you use it to avoid",
    "you're avoiding / this is (really |)about / classic",
    "it's a way of (hiding|avoiding|not) / you're lonely",
    "a compulsion / that's a (sign|symptom) / an addiction / you need to grieve / from grieving",
)
HALF_GUESS = phrases("maybe / perhaps / i wonder / so you / might be / sounds as if")
COSTS = phrases(
    "cost you / it cost / what does it (take|cost) / take from you / next (day|morning)",
    "goes missing",
    "gone out of / an hour later / what happens to the / what (do|did) you (lose|miss|put off)",
    "what has (gone|changed) / days after / what gets (left|put off) / price",
    "relief last / wears off / wear off / how long does (it|that|the)…last",
    "what do you have to do / at what price",
    "what else (suffers|goes) / who (misses|notices) / what (is|are) you not doing",
    "afterwards, how / in the morning",
    "rest of the (day|evening|night) / doesn't get done / get left / get done",
    "fall away / goes by",
    "it costs / costs you / what's on each side / pay for it / the price of",
)
LEADING_COST = phrases(
    "does that make you more / isn't it / does it make (you|it) worse / tired, though",
)
HARMS = phrases(
    "can't be (good|doing|helping) / too (late|long|much) / make your…worse / far too",
    "bad for you",
    "more isolated / ruin* your / not good for / illusion",
    "keeps (your|the|it)…going / makes (it|things|you|your)…worse / unhealthy",
    "isn't (healthy|good) / damaging / ruining",
    "harming you / harm* / healthy / stop you from / holding you back",
)
TOGETHER = phrases(
    "look at (one|a piece|it|that|some|an) / bring it / (put|beside) (it|that|one|the)",
    "use it here",
    "next time and we / could the…be something / here, if / in our / shall we look / what stays",
    "make use of",
    "trying one of / in (the|our) session / try (one|it|that) (here|together)",
    "read (it|one|some) together / bring (one|some|a)",
    "make room for / part of our / our work / use what",
    "share a (line|bit|piece) / a line or two / show me / bring in / some of that here",
    "here one day",
    "picked one / read (it|them|some) out / one bit / bring one / a few lines",
)
ASKED_IF = phrases(
    "if you('d| would|) (like|want) / would you (want|like) / only if / you choose / you'd choose",
    "if that / is that something",
    "would you be (up|willing|open) / up for / how would that / does that appeal",
    "what would you think / would that be",
    "you'd decide / or would you rather / only what you",
    "would it feel / feel right / would you mind / only what you'd",
)
STAYS_YOURS = phrases(
    "which bits / stays yours / what stays / you('d| ) choose / needn't / keep to yourself",
    "you'd decide / only what you / the rest is yours / keep the rest / private / leave out",
    "only what you / what you'd want me / whatever you'd rather keep",
)
LATER = phrases(
    "come back to (that|it|this) / next week / we should work on / i'd like to (use|look)",
    "does it for you / needn't tell me",
)
