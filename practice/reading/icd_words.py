"""What the rules for consent to AI documentation listen for, as phrases (see `text.phrases`)."""

from __future__ import annotations

import re

from practice.reading.text import phrases

NAME = re.compile(r"(?:[Cc]alled|[Nn]amed|[Tt]ool|[Pp]rogram) (?:is )?(?:called )?[A-Z]\w+")
DOES = phrases(
    "listen* (while|to|when|and) / would listen / draft* (my|the|a) / writes? (down|a|my|what|it)",
    "write what / turns (what|it|that|the) / makes? (a|of) / a (summary|transcript|draft) of",
    "note of that / records the / into (a note|text) / it's a draft / tidy note / write down",
    "it mishears / first version",
    "types (up|out) / makes me / typed up / listening",
    "put* together a (note|draft|summary) / prepares / summarise*",
    "produces / transcribe* / takes (down|notes) / it would (listen|write|draft|type)",
    "take down / prepare (a|my|the) / captures / writes up",
)
BEFORE = phrases(
    "it's off / is off / not on / isn't on / nothing is switched / stays off",
    "if you agree / it would",
    "would listen / before (we|it|any) / only (when|if|comes) / can write / you say",
    "after you've gone",
    "we use it",
    "isn't recording / not recording / nothing is recorded / at the moment",
    "hasn't (started|been) / won't (start|be)",
    "until you / unless you / before you / switched off / turned off / not yet",
    "with your (ok|permission|agreement)",
    "for now / it's off / off for now / until then / not until",
)
NOT_FOR = phrases(
    "nothing more / no advice / never listens / only for / doesn't (rate|score|listen)",
    "not used for",
    "it's only",
    "doesn't (diagnose|advise|decide|judge|give|score) / that's all / nothing else",
    "not to / won't (diagnose|judge|be used)",
)
VAGUE = phrases(
    "some software / the (usual )?(software|system) / technology / for the paperwork",
    "does the notes",
    "a program we / something on the computer / the ai thing",
    "digital / set-up / new system / tech / some (kind|sort) of / a tool we / the computer",
    "a thing that / modern / some ai",
    "for admin / ignore it / just (a|some|part|our) / don't mind (it|that)",
)
RUNNING = phrases(
    "been (on|running) / already (on|running) / it's been / it's on now",
    "(is|it's) running / started it",
    "recording us / has been for / recording already / pressing record / already recording",
    "started recording",
    "is captured / are captured / captured automatically / every session is",
    "always on / already on / done! / it's on",
)
TAKES = phrases(
    "sound / voice* / audio / transcript / text / dictat* / recording / recorded / what we say",
    "summary / records the",
)
OUTSIDE = phrases(
    "company / on its computers / outside / their (server*|computer*) / ltd / third party",
    "provider",
    "tarn health / dovecote care",
    "firm / servers / makers / vendor / supplier / business / manufacturer",
    "the people who (make|run) / provider*",
    "private company / handled by / passed to / run by",
)
WHO = phrases(
    "supervisor / records (office|people) / can (open|see|read) / only i / i can / who can",
    "besides (them|me)",
    "access / people with / me and my / only people / nobody else here / can (listen|look)",
    "who (sees|reads) / colleagues",
    "able to open / who are able / who can / only me / it's me / see them",
)
KEPT_OUT = phrases(
    "isn't sent / not sent / stays? out / keep (them|it|that|things) out / pause it",
    "nothing from",
    "switch it off for / not go in / leave out",
    "isn't (passed|shared|stored) / your name / not shared / won't be sent / skip (that|a)",
    "off the record / switch it off",
    "left off / left out / taken out / removed first / never goes",
)
PROMISES = phrases(
    "completely (confidential|private|safe) / totally (confidential|private|safe) / nobody ever",
    "nobody will ever / no one will ever / one hundred per cent / one hundred percent",
    "100% / i promise / nobody, don't",
    "absolutely (safe|private|confidential)",
    "never leaves / my word / nowhere / no one else / nobody else (will|can|ever)",
    "safe with / just between us / hack*",
    "watertight / no way / nobody at all / impossible / bulletproof / unhackable",
)
COMFORT = phrases(
    "secure / encrypted / compliant / nothing to worry / safe / regulations / don't worry",
    "very safe / all the standards / state of the art / gdpr / approved / trusted",
    "protected / fine, honestly",
    "encrypted / it's all / rest assured / solid / meets",
)
LENGTH = phrases(
    "hours / days / after a (day|week|month) / a day / seven / thirty / stays in",
    "kept for / weeks",
    "months / as long as / keeps my",
    "one day / for one / a month / twenty-four / a week / year* / then it / overnight",
    "the next day",
    "thirty days for / after a day / day for the / for what's typed",
)
GOES = phrases(
    "delete* / goes after / is gone / by (itself|themselves) / on request / wiped / thrown away",
    "go after / the sound goes",
    "erased / removed / destroy* / disappear* / automatically / then it's gone / get rid",
    "no longer / deletion",
)
TRAINS = phrases(
    "train* / learn* / improve their / use it for",
    "improve (its|the|their) / teach* / feed (it|their) / build their / to develop",
)
UNKNOWN = phrases(
    "don't know / do not know / can't (yet |)(say|tell) / not known / not sure",
    "couldn't tell you",
    "i'd have to",
    "not certain / haven't been able / don't yet know / no idea / unsure / not been told",
    "isn't clear / do not yet / can't answer",
    "nobody has told / haven't (found|got)",
    "a blank / isn't on my sheet / not on my sheet / i've no / blank on / that's open",
    "still open",
)
FIND_OUT = phrases(
    "find out / i'll ask / i will ask / ask (them|the company) / i'll check / let you know",
    "tell you (next|what)",
    "i'll get / i will get / get one / check with / come back to you",
    "i'll (write|ring|call|phone) / look into it / before (we|anything)",
    "phone them / until i know / until i've / get an answer / ring them / write to them",
)
GUESS = phrases(
    "i think / pretty sure / probably / usually / i guess / should be / i believe / most of them",
    "as far as i know",
    "i'd imagine / at most / not long / presumably / i expect / i suppose / might be",
    "ought to / i assume / shouldn't think",
    "i should think / pretty soon / soon enough / before long / fairly quickly / not for long",
)
FALSE = phrases(
    "never use it / definitely not / straight away / no, no / of course not / immediately",
    "right away",
    "never used",
)
FREE = phrases(
    "up to you / your choice / voluntary / can say no / say no / only if you / don't have to",
    "you needn't / rather not / if you want / stays off / unless you / allowed to be a no",
    "with a no",
    "do not have to / if you ever say yes / you may say",
    "don't have to sign / optional / no pressure / your decision / entirely yours",
    "either answer / free to / can refuse",
    "it's fine (not to|to say)",
)
BY_HAND = phrases(
    "by hand / i('d|'ll|) (write|type) / write the note / write it / type (my|the) note",
    "as usual",
    "as i always have / without it",
    "on paper / do my notes / my own notes / take notes / pen and / write up",
    "notes myself / the old way / notes the way",
    "with a pen / make my own / own notes / by pen / pencil / type it myself",
    "write it myself / my usual",
)
TAKE_BACK = phrases(
    "change your mind / stop it / any time / now or later / later no / in a month",
    "take (it|that) back",
    "whenever you like / at any time / half way / in the middle / switch it off",
    "withdraw / next week / stop (at|whenever|any) / pull out / take back / say stop",
    "at any point / call it off / undo",
    "feel differently / in either direction / change it / ask me to stop / tell me to stop",
)
NO_PENALTY = phrases(
    "nothing (else |about|)…changes / same help / sessions stay / either way / happy with a no",
    "i'm fine / also good / won't ask why / no difference to / as good",
    "is the same / stays the same / same treatment / won't affect / doesn't affect",
    "no difference / carry on just / as before",
    "very same care / same care / the same (care|help|sessions|time) / nothing else is",
    "just the same",
)
EASY_NO = phrases(
    "happy with a no / fine either / take (the sheet|it) home / i'm fine / think about it",
    "take your time",
    "won't ask why / as good / don't decide today",
    "sleep on it / no hurry / no rush / i don't mind / talk it over / take as long",
    "then we leave it / we leave it / that's fine / fine by me",
    "no need to (say|explain) why / in either direction",
)
PAPER = phrases(
    "in the form / on page / small print / in the leaflet / it's all in",
    "the paperwork / it says in / terms / page (two|three|four) / consent form / the booklet",
)
LEANS = phrases(
    "most people / everybody / everyone / saves me / policy / makes no difference",
    "doesn't really make",
    "time for you / nothing to be afraid / keep offering / usual appointments / i'm afraid it's",
    "formality / all my clients / have signed / makes my life / helps me out",
    "standard practice / nobody minds / it's easier",
    "really help me / others have / all agreed / are you sure / that's a shame",
    "the manager wants / would help me",
)
PUNISHES = phrases(
    "keep offering / usual appointments / couldn't offer / clinic policy / our policy",
    "i'm afraid it's",
    "have to find (someone|somebody) / waiting list / can't treat / can't see you",
    "go elsewhere / discharge / required",
    "need to be transferred / be transferred / otherwise you'd / have to move you",
    "lose your / another clinic",
)
CHECKS = phrases(
    "check* / correct* / read (it|all|every) / i read / go through it / go over it / proofread",
    "line by line / amend* / edit* / go through / put (it |)right / fix",
    "go over (each|every|the|it) / take out what / cross out / read through / look through every",
)
LOOKS = phrases("look (at|over) / have a (quick )?look / a summary to look / i get a")
SIGNS = phrases(
    "i sign / and sign / sign it / responsib* / is mine / answer for / note i sign",
    "put my name / to answer for / my record / accountable / down to me / stand by",
    "my job to / i'm the one",
    "only then sign / then sign / i am. / my name / i carry / signed by me / on my head",
    "i've signed / signed it, i / i'm wrong",
)
ERRS = phrases(
    "mistake* / wrong / mishear* / leaves? (things |)out / mixes / smooths / it will,",
    "now and then",
    "not always right / errors",
    "not always / get (words|things|names) / gets (words|things|names) / inaccura*",
    "miss (things|bits) / imperfect / slip*",
    "rubbish / false / gets it wrong / nonsense / invents / garble* / what's not true",
)
PUT_RIGHT = phrases(
    "ask to see / put right / something changed / have (it|something) (changed|corrected)",
    "see it",
    "read it (yourself|with) / show you / have a copy / change anything",
    "see the (note|draft) / correct it with",
)
MACHINE_WRITES = phrases(
    "ai writes / it writes it / straight into the file / computer writes it",
    "writes (your|the) notes / does (my|the) notes / takes care of / does it all",
    "automatic* / it fills",
)
INFALLIBLE = phrases(
    "more accurate than / never wrong / very accurate / doesn't make mistakes / always right",
    "never gets / better than a human / hundred per cent accurate / always correct",
    "can't be wrong / perfect / flawless",
    "it won't / brilliant now / so good now / hardly ever wrong / very reliable",
    "you can trust it",
)
BACK = phrases(
    "in your (own |)words / how would you (tell|put|explain|say) / what would you (need|tell|ask)",
    "which part / what (still |)(bothers|worries|troubles) / what have you heard / stumble over",
    "tell me (back|what) / your words",
    "describe (to me|what) / explain (to me|back) / you think will happen / say back",
    "what you've understood / your understanding",
    "what would happen (to|with) / what did you (hear|take) / if your…asked / what worries",
    "makes you (hesitate|uneasy)",
    "in your own (way|language) / say in your / say to me what / tell me how you",
    "who gets it / what it's going to",
)
NOTED = phrases(
    "note (anything|it|what|a|your) / write down what you decide / ask again / in the record",
)
AGAIN = phrases("ask (you |)again / again in a / i'd write down / come back to it")
QUESTIONS = phrases(
    "questions / anything you('d| would) like to ask / ask me",
    "want to ask / like to ask / anything unclear / anything you're / ask anything",
)
TOKEN = phrases(
    "make* sense? / all make sense / ok? / okay? / all right? / is that (ok|okay|all right)",
)
SIGN_HERE = phrases(
    "sign (here|this|it)* / signature / just the consent form",
    "signed / sign (at|on|there) / initial / tick (the|this)",
)
BEGINS = phrases(
    "sign here / sign this / switch it on / get (going|started) / hope that's (ok|okay)",
    "let's start",
    "shall i (switch|start|press) / i'll (start|switch|press) / been running / been on",
    "could you sign / if you could sign",
    "pressing record / press record / a formality / start recording / hit record",
    "carry on / sign (at|on|there) / off we go / ready to start",
    "done! / turning it on / it's on now / switched on / turned it on / on it goes",
    "recording now",
)
CLIENT_ASKS_KEEP = phrases(
    "how long / deleted / they train / train (their|its) / and afterwards / lie about",
    "anything else",
    "throw it / throw (them|that) / get rid / stored / erase* / who keeps / for ever / forever",
    "kept / do they keep",
)
TOOL = phrases(
    "ai / computer* / record* / transcri* / software / form / machine / dictat* / signed / sign",
    "listen* all the time / microphone / that thing / how long / on some / say no",
    "write* something",
    "train / hears it / the letter / quillow / tarn / dovecote",
)
LASTS = phrases("as long as / stays in your / clinical record / in the record")
NEVER = phrases("never use* / definitely not / no, no / of course not")
HEARD = phrases("what have you heard / what would you ask")
RECORDS = phrases("records the / takes in / turns it into / makes a transcript / into text")
