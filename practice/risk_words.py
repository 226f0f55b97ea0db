"""The words that `risk.py` looks for: about safety, about harm to others, about children.

Wide on purpose, and read by people who speak the language: each pattern is a way of saying it that
somebody might use, directly, sideways or in a picture.
"""

from __future__ import annotations

from collections.abc import Mapping

SAFETY = "words about suicide or self-harm"
VIOLENCE = "words about harm to others"
CHILD = "words about a child's safety"

_SELF = r"(?:my|your|him|her|them|one)sel(?:f|ves)"
_THEIR = r"(?:my|your|his|her|their)"
_NOT = r"(?:not|never|cannot|(?:do|does|did|is|ca|wo|would|could|have|has|had)n'?t)"
_BODY = r"(?:arms?|wrists?|legs?|thighs?|stomach|skin)"
_PERSON = (
    r"(?:him|her|them|me|us|you|my|the|that|someone|somebody|anyone|anybody|everyone"
    r"|everybody"
    r"|people|others)"
)
_LITTLE = (
    r"(?:bab(?:y|ies)|child(?:ren)?|kids?|sons?|daughters?|little (?:ones?|boys?|girls?)"
    r"|toddlers?"
    r"|girls?|boys?|\w+[- ]year[- ]olds?|infants?|newborn|pupils?|nieces?|nephews?"
    r"|step(?:son|daughter|child)\w*)"
)
_HARMS = (
    r"(?:hit|hits|hitting|slap\w*|shak(?:e|es|en|ing)|shook|hurt\w*|harm\w*|touch\w*"
    r"|beat\w*|lock\w*"
    r"|smack\w*|bruis\w*|burn\w*|starv\w*|leav(?:e|es|ing)|left|drop(?:s|ped|ping)?"
    r"|throw\w*|threw"
    r"|drown\w*|smother\w*|suffocat\w*|chok\w*|kick\w*|kiss\w*|molest\w*|groom\w*|kill\w*"
    r"|stab\w*)"
)
_PLACE = r"(?:platform|bridge|roof|ledge|balcony|cliff|tracks?|train|railway|river|pills|tablets)"

PATTERNS: Mapping[str, tuple[str, ...]] = {
    SAFETY: (
        # said outright
        rf"kill\w* {_SELF}",
        r"unalive",
        rf"(?:hurt|harm|cut|burn|starv|hang|drown|shoot|poison|stab)\w* {_SELF}",
        rf"end(?:s|ed|ing)? (?:{_THEIR}|it) (?:own )?(?:li(?:fe|ves)|all)",
        rf"t(?:ake|akes|aking|aken|ook) {_THEIR} (?:own )?li(?:fe|ves)\b",
        r"self.?(?:harm|injur)\w*",
        rf"cut(?:s|ting)? {_THEIR} {_BODY}",
        r"over.?dos\w+",
        r"too many (?:pills|tablets)",
        r"hang(?:ed|ing)? (?:my|him|her)self",
        r"how many (?:\w+ ){0,3}(?:it would|you'd|i'd|to) take",
        r"(?:rope|noose|ligature)\b",
        r"better off dead",
        r"rather (?:be|i were|i was) dead",
        r"(?:want|wish|long|hop|pray|like|love|try|tried)\w* (?:\w+ )?(?:to (?:die|be dead"
        r"|disappear|vanish|not exist|not be here)|i (?:was|were|could be) (?:dead|gone)"
        r"|i had never been born)",
        r"do(?:es)?(?:n'?t| not) want to (?:live|be here|be around|wake up|go on|exist"
        r"|be alive|carry on)",
        r"(?:dark|bad) thoughts",
        r"plan\w* to (?:die|end)",
        rf"(?:scratch|slic|bit|hit|carv)\w* {_THEIR} {_BODY}",
        r"(?:shot|hanged|hung|drowned|gassed) (?:him|her|my|them)sel(?:f|ves)",
        r"razor",
        r"hoard\w*|stockpil\w*",
        r"sav(?:e|ed|ing) up (?:\w+ )?(?:pills|tablets|medic\w+)",
        r"(?:think\w* (?:about|of)|want to|going to|ready to|time to) (?:end|ending) (?:it"
        r"|things|this|everything)",
        r"(?:a plan|the plan) and",
        r"deserve to (?:live|be here|be alive|exist)",
        r"worth living",
        r"already dead|dead inside|feel dead",
        r"handful of",
        r"paracetamol|sleeping (?:pills|tablets)",
        r"(?:tried|attempted) (?:it )?(?:once|twice|before|again)",
        r"attempt(?:s|ed)? on (?:my|his|her)",
        r"(?:head|fist) (?:on|against|into) the wall",
        r"crash\w* (?:my|the) car",
        r"rather not (?:be|live|wake)",
        r"relief not to (?:be|wake)",
        r"(?:pills|tablets|medication) (?:lined|laid|ready|at once|all at once|counted|saved)",
        r"all (?:her|his|my|the|those) (?:pills|tablets|medication)",
        r"count\w* (?:out )?(?:the |my )?(?:pills|tablets)",
        r"death (?:would|is|seems|looks)",
        r"(?:about|of|mean) (?:dying|death|being dead|not being)",
        r"stop(?:ped|ping)? existing",
        r"being alive",
        r"(?:nearly|almost|really) did it\b",
        r"going to do it\b",
        r"i(?:'ve| have)? cut (?:last|again|this|today|deep|just)",
        r"(?:started|been|back to|stop|keep) cutting\b",
        rf"burn\w* {_THEIR} {_BODY}|top (?:my|your|him|her)self",
        r"long sleeves",
        rf"(?:only|just) {_THEIR} {_BODY}\b",
        # said sideways
        r"what(?:'s| is) the (?:point|use) (?:of|in) (?:carrying|keeping|trying|bothering"
        r"|anything)",
        r"giv\w+ (?:all )?(?:my|her|his) (?:\w+ ){1,3}away",
        r"insurance (?:so|will|would|money)",
        r"let(?:ting)? go of the (?:wheel|rail\w*)|(?:turn\w*|let go of) the wheel",
        r"go to sleep and (?:stay|not)",
        r"no point (?:in )?booking|(?:won'?t|shan'?t|not) be needing",
        r"(?:i'll|i'd|i will|will be|be) gone (?:by|before) (?:then|christmas|next)",
        r"not really (?:a )?plans?\b",
        r"no (?:real |exact )?(?:plans?|date)\b(?=[.,] (?:not|nothing|yet))",
        r"(?:wish|wished) i (?:was|were)n'?t\b",
        r"no hope\b",
        r"(?:feel|so|is|am|'m) hopeless",
        r"(?:can'?t|cannot) live\b",
        r"trapped",
        r"waste of space",
        r"(?:if|whether) i (?:die|survive|live\b(?! (?:at|in|with|on|near)))",
        r"know what i'll do\b",
        r"nothing (?:here |left )?for me\b",
        r"(?:didn'?t|don'?t|never) come home",
        r"without me\b",
        r"only (?:one )?way (?:out|to be free)",
        r"just in case i\b",
        r"(?:safe|trust) (?:with |around |alone with )?myself",
        r"still breathing",
        r"(?:after|once|when) i(?:'m| am) gone",
        r"never (?:been born|existed|have existed)",
        r"(?:left|nothing|anything|something) to live for",
        r"(?:had|have|find) the (?:courage|guts|nerve) (?:to|i)\b",
        r"(?:about|at) the (?:river|tracks|pills)",
        r"(?:do|live) life any ?more",
        r"(?:pain|it) (?:stops|ends) (?:tonight|today|now|soon)",
        r"permanent peace",
        r"my will is",
        r"research\w* (?:ways|methods)",
        r"promise (?:you )?i'll (?:come|be)",
        r"(?:my|own) funeral",
        r"made (?:my )?peace with",
        r"no (?:reason|point) to (?:get up|be|stay|try|keep)",
        r"can'?t any ?more",
        r"want(?:ed)? out\b(?! of)",
        r"hit by a (?:bus|truck|car|train|lorry|van)",
        r"(?:bus|truck|car|train|lorry|van) (?:hit|hits|took|would hit) me",
        r"(?:nobody|no one|no-one) needs me",
        r"world would be (?:lighter|better)",
        r"(?:do|doing|follow\w*) what (?:my|his|her) \w+ did",
        r"join (?:him|her|them|my)\b",
        r"be with (?:my \w+|him|her|them),? (?:again|wherever|up there|in heaven)",
        r"make it to (?:my|next|christmas|the (?:summer|spring|end)|thirty|forty)",
        r"(?:never|wouldn'?t|won'?t) (?:actually |really )?do it\b",
        r"cliffs?\b",
        rf"{_NOT} (?:\w+ )?(?:wake|waking)\b(?= up|[.,!?;]|$| again| tomorrow| in the morning)",
        r"(?:tired|sick) of (?:living|life|being alive|being here)",
        r"without me (?:here|around|in it)",
        r"better off without",
        rf"(?:no|{_NOT} (?:any|much|a|see the)) (?:point|reason|use)s? (?:in |to |for "
        r"|of )?(?:living|life|live|go(?:ing)? on|being (?:here|alive)|carry(?:ing)? on"
        r"|any of it|it all)",
        r"what(?:'s| is) the point (?:of|in) (?:living|life|going on|being|me|any of|it all)",
        r"(?:not|n'?t|no longer) (?:go|carry) on\b",
        r"(?:can'?t|cannot) (?:go on|carry on)\b",
        r"(?:can'?t|cannot) (?:do|take|bear|stand) (?:this|it|much|that) (?:any ?more"
        r"|any longer|more)",
        rf"{_NOT} (?:\w+ )?(?:see|imagine|picture) (?:myself|me|a future|any future)",
        r"no future",
        rf"{_NOT} be (?:here|around|alive|needing)\b",
        r"wouldn'?t be missed",
        r"(?:nobody|no one|no-one|none of them) (?:would|will|'d) (?:\w+ )?(?:notice|miss"
        r"|care|mind)",
        r"if i (?:was|were|wasn'?t|weren'?t|am|'m) (?:gone|dead|here|around)",
        r"(?:everyone|everybody|they|people|you|kids|children|family)(?:'d| would| will"
        r"|'ll)(?: all)? (?:be better off|get over it|manage without)",
        r"affairs in order",
        r"g(?:ive|iving|iven|ave) away (?:all )?my",
        r"sa(?:y|id|ying) (?:my |our |a )?goodbyes?\b",
        r"(?:writ(?:e|ing|ten)|wrote|left|leav(?:e|ing)) (?:the |a |my |them (?:a "
        r"|all )?)?(?:letters?|notes?) (?:to|for) (?!myself|herself|himself)",
        r"(?:suicide|goodbye|farewell) (?:notes?|letters?)",
        r"(?:last|final) time you(?:'ll| will) (?:see|hear)",
        r"step(?:ping|ped)? (?:in front of|off)",
        r"jump(?:ing|ed)? (?:off|in front|from)",
        r"driv(?:e|ing) (?:the car )?(?:into a|into the|off)",
        rf"{_PLACE}\b.{{0,60}}\b(?:end|over|stop|quiet\w*|easier|easy|jump|fall|let go"
        r"|one step|answer|way out|take them)",
        r"(?:clos\w+ to|near|over|off) the edge",
        r"burden (?:to|on)",
        r"such a burden",
        r"end of the road",
        r"no (?:turning back|way out|way forward)",
        r"(?:see|find) (?:a|any|no) way out",
        r"whether i live",
        r"live or die",
        r"sleep for ?ever",
        r"sleep and (?:not|never)",
        r"clos(?:e|ing) my eyes for (?:good|ever)",
        r"(?:in|under|below) the (?:ground|earth)",
        r"six feet under",
        r"(?:switch|turn)(?:ed|ing)? (?:myself|me|it all) off",
        r"switch off for (?:good|ever)",
        r"stops? for a bit",
        r"(?:it|everything) (?:all |just )*to (?:stop|end|be over)",
        r"all (?:just )?to stop",
        r"just (?:be )?gone\b",
        r"not exist\w*",
        r"ending things",
        r"(?:do|did|done|doing) (?:anything|something) (?:stupid|silly|drastic|to (?:my|him"
        r"|her|them)sel)",
    ),
    VIOLENCE: (
        r"(?:scared|afraid|frightened|terrified) (?:to go|of going|to be) (?:back )?home",
        r"(?:scared|afraid|frightened|terrified) when (?:i hear|he|she)",
        r"(?:holds?|held|pins?|pinned) (?:me|her|him) (?:against|down|to the)",
        r"(?:kill|stab|strangl|shoot|attack|murder|chok|poison|harm)(?:e|es|s|ed|bed|bing|led"
        rf"|ling|ing)? {_PERSON}\b",
        r"hurt(?:s|ing)? (?:him|her|them|me|someone|somebody|people)\b",
        r"(?:hit|hits|hitting|beat|beats|beating|beaten|punch\w*|slap\w*|kick\w*|shov\w+"
        r"|push(?:es|ed)|bites?|bit|scratch(?:es|ed)|spat (?:at|on)|grab\w*|strangl\w*"
        r"|chok\w+) (?:me|him|her|them|us|my)\b",
        r"make (?:him|her|them|you|everyone|people|the lot of them) (?:pay|suffer|sorry"
        r"|regret)",
        r"(?:with|got|has|have|had|held|holds|pull\w*|took|tak(?:e|es|ing)|carr\w+|kee?p\w*"
        rf"|bought|picked up) (?:a|an|the|{_THEIR}) (?:\w+ )?(?:knife|axe|hammer|machete"
        r"|weapon|blade|bat|crowbar)",
        r"guns?\b",
        r"(?:to|at|against|round|around) (?:my|his|her|your) (?:throat|neck)\b",
        r"(?:afraid|scared|frightened|terrified|worried) (?:of|about) what (?:i|he|she"
        r"|they)(?:'d|'ll| might| will| could| may| would)",
        r"what (?:i|he|she|they) (?:might|could|may|would) do to",
        r"burn (?:it|the house|the place|them|him|her) (?:down|alive)",
        r"(?:set|setting) (?:fire to|it alight|him alight|her alight)",
        r"smash(?:ed|es|ing)? (?:his|her|their|my|your) (?:face|head|skull|teeth|nose)",
        r"deserves? to (?:die|suffer|be (?:hurt|shot|killed))",
        r"(?:someone|somebody|he|she|they|people|everyone)(?:'s|'re|'ll| is| are"
        r"| will)? (?:going to |gonna )?(?:get|gets|be) hurt",
        r"threaten(?:s|ed|ing)? (?:me|to|him|her|them|us|my)\b",
        r"punched",
        r"fists?\b",
        r"crossbow",
        r"see (?:him|her|them) (?:bleed|suffer|dead)",
        r"get rid of (?:him|her|them)\b",
        r"(?:scared|afraid|frightened) of (?:me|him|her|my (?:husband|wife|partner|dad|father"
        r"|mum|mother|brother|ex|boyfriend|girlfriend|son))\b",
        r"have sex\b",
        r"controls my",
        r"(?:down|off) the stairs",
        r"(?:he|she|they)(?:'ll| will|'d| would) (?:find|come for|come after|kill) (?:me|us)",
        r"run(?:ning)? (?:\w+ ){1,2}over\b",
        r"(?:want|wish) (?:him|her|them|you|everyone|everybody)(?: all| both)? (?:dead"
        r"|were dead|was dead)",
        r"(?:broke|breaks|broken|fractured) (?:my|her|his) (?:arm|wrist|nose|jaw|ribs?"
        r"|fingers?)",
        r"in(?:to)? (?:a )?hospital\b(?! appointment)",
        r"wait(?:ed|ing)? outside (?:her|his|their)|know where (?:he|she|they) (?:lives?"
        r"|works?)",
        r"stalk\w*",
        r"follow\w* (?:her|him|me) home",
        r"(?:i|he|she) (?:could|might|will|would)(?: just)? snap\b",
        r"rap(?:e|ed|es|ing|ist)\b",
        r"sexual(?:ly)? (?:assault|abus)\w*",
        r"force[sd]? (?:me|himself|herself|her|him) (?:on|to|into)",
        r"not safe (?:at home|in (?:my|the) (?:house|home)|with (?:him|her|them))",
        r"won'?t let me (?:leave|out|go)\b",
        r"lo voy a matar",
        r"me (?:pega|golpea|frappe|bat)\b",
        r"bring(?:e)? (?:ihn|sie) um",
        r"schlägt mich",
        r"je vais (?:le|la|les) tuer",
        r"bije mnie",
        r"zabiję (?:go|ją)",
        r"меня бь[её]т",
        r"убью (?:его|её|ее)",
    ),
    CHILD: (
        r"shak(?:e|es|ing) (?:her|him|it|them) (?:when|until|till|to)",
        r"(?:smack|slap)\w* (?:him|her|them)\b.{0,60}\b(?:mark|hard\w*|bruise)",
        r"(?:leave|left|leaving) (?:them|him|her) (?:on (?:their|his|her) own|alone|home alone)",
        r"on their own (?:of an|in the|at|for the|all) (?:evenings?|nights?)",
        r"(?:belt|slipper|leather|whack|thrash)(?:ed|s) (?:him|her|them)|left (?:a )?marks?\b",
        r"(?:thirteen|fourteen|fifteen|sixteen|1[2-6])\b.{0,80}\bmarr|"
        r"marr\w+\b.{0,80}\b(?:thirteen|fourteen|fifteen|sixteen|1[2-6])\b",
        r"(?:in )?year (?:seven|eight|nine|ten|[7-9]|1[01])\b.{0,120}\b(?:he|she)'?s? \w|"
        r"(?:he|she)(?:'s| is)\b.{0,160}\byear (?:seven|eight|nine|ten|[7-9]|1[01])\b",
        r"(?:nothing|not enough) (?:\w+ ){0,5}"
        r"(?:for (?:them|him|her|the kids|the children) )?to eat",
        r"(?:eleven|twelve|thirteen|fourteen|fifteen|1[0-5])\b.{0,30}\b"
        r"(?:he|she|him|her|friend|man|woman)\b.{0,12}\b(?:twenty|thirty|forty|fifty|[2-6]\d)\b",
        rf"{_HARMS} (?:\w+ ){{0,3}}{_LITTLE}\b",
        rf"{_LITTLE}\b.{{0,50}}\b(?:bruis\w*|not safe|unsafe|alone|on (?:their|his|her) own"
        r"|left with|hungry|locked|(?:scared|afraid|frightened) of|touch(?:es|ed|ing)"
        rf"|flinch\w*|marks on|burns?\b|{_NOT} (?:been |had )?(?:eaten|eat|fed))",
        r"safeguarding",
        rf"{_LITTLE}\b.{{0,80}}\b(?:trousers|pants|undress\w*|see the doctor|lost weight"
        r"|filthy)",
        r"t(?:ie|ies|ied|ying) (?:him|her|them)\b",
        r"(?:images|pictures|thoughts|visions) (?:of|about|where i'?m?) (?:\w+ )?(?:dropping"
        r"|hurting|harming|drowning|shaking|stabbing|smothering|throwing|touching)",
        r"child (?:abuse|protection|neglect|porn\w*)",
        r"social (?:services|worker)",
        r"trust (?:myself|him|her|them) (?:around|with|alone with)",
        r"no (?:breakfast|food|coat|dinner|nappies)",
        r"(?:marks|bruises|burns) (?:on|all over) (?:her|his|their|the)",
        r"(?:come|comes|came|coming) into my (?:room|bed)",
        r"(?:something|calpol|vodka|whisky|pills?) to make (?:him|her|them|the baby) (?:sleep"
        r"|quiet)",
        rf"{_NOT} feed (?:them|him|her|the)",
        rf"(?:photos|pictures|videos) (?:of|to) (?:\w+ )?{_LITTLE}",
        rf"sends? (?:\w+ )?{_LITTLE} (?:photos|pictures|videos|messages)",
        r"pillow over",
        r"(?:grandad|grandpa|grandfather|uncle|stepdad|stepfather|coach|teacher|priest"
        r"|babysitter|cousin)\b.{0,60}\b(?:secrets?|touch\w*|bed\b|undress\w*|naked|kiss\w*)",
        rf"(?:scream|yell)\w* at (?:\w+ ){{0,2}}{_LITTLE}",
        r"abus(?:e|ed|es|ing|ive)\b",
        r"neglect(?:ed|ing)?\b.{0,30}\b(?:child|baby|kid)",
        r"our (?:little )?secret\b",
        rf"inappropriate\w* with (?:\w+ ){{0,2}}{_LITTLE}",
        r"under ?age\b",
        r"forced marriage",
        r"fgm\b",
        r"touch(?:es|ed|ing)? (?:her|him|me) (?:there|down|where|in)\b",
    ),
}

# The same in other languages; no word boundary is asked for, since not every script has one.
OTHER_LANGUAGES = (
    r"suicid|suïcid|suizid",
    r"no (?:quiero|puedo|tengo ganas de) (?:\w+ )?(?:vivir|seguir viviendo)",
    r"quitarme la vida",
    r"matarme",
    r"quiero (?:\w+ )?(?:morir|desaparecer)",
    r"ganas de morir",
    r"acabar con todo",
    r"niet meer (?:zijn|leven)",
    r"не вижу смысла",
    r"cansad[oa] de vivir",
    r"selbstmord",
    r"umbringen",
    r"ich kann nicht mehr",
    r"ikke leve|ta livet av meg",
    r"nicht mehr (?:leben|da sein|aufwachen)",
    r"will (?:nur noch |einfach )?sterben",
    r"das leben nehmen",
    r"lebensmüde",
    r"mir (?:was|etwas) antun",
    r"ritze mich",
    r"(?:plus|pas) (?:envie de |la force de )?vivre\b",
    r"(?:veux|voudrais|envie de|aimerais) (?:\w+ )?(?:mourir|en finir|disparaître)",
    r"me (?:tuer|faire du mal)",
    r"(?:d'|veux |vais )en finir|en finir avec",
    r"farla finita",
    r"(?:voglio|vorrei) (?:\w+ )?(?:morire|sparire)",
    r"non voglio (?:più )?vivere",
    r"uccidermi|ammazzarmi|togliermi la vita",
    r"(?:quero|queria) (?:\w+ )?morrer",
    r"não quero (?:mais )?viver",
    r"me matar|tirar a minha vida|acabar com tudo",
    r"(?:chcę|chciał\w*) (?:\w+ ){0,2}(?:umrzeć|zniknąć)",
    r"nie chcę (?:\w+ )?żyć",
    r"zabić się",
    r"samobój",
    r"не (?:хочу|хочется) (?:\w+ )?(?:жить|жити)",
    r"хочу (?:\w+ )?(?:умереть|померти)",
    r"покончить с собой|убить себя|самоуби|самогуб|суицид",
    r"mar ja(?:na|un|oon|ung[ai])\b|marna chah\w*|jeena nahi\w*|khud ?kushi",
    r"zelfmoord|wil (?:niet meer leven|dood)",
    r"självmord|vill (?:inte leva|dö)\b|ta livet av mig",
    r"sinucid|vreau să mor|nu mai vreau să trăiesc",
    r"αυτοκτον|θέλω να πεθάνω|δεν θέλω να ζ",
    r"hunanladd|eisiau marw",
    r"(?:ölmek|gebermek) isti",
    r"yaşamak istemi",
    r"intihar",
    r"kendimi öldür",
    r"canıma kıy",
    r"muốn chết|không muốn sống|tự tử|tự sát",
    r"(?:لا|ما) ?(?:أريد|اريد|أرغب|بدي)\W{1,3}(?:أن |ان |في )?(?:أعيش|اعيش|الحياة|العيش)",
    r"(?:أريد|اريد|بدي) (?:أن |ان )?(?:أموت|اموت|موت)",
    r"[أا]قتل نفسي|انتحار|[أا]نتحر",
    r"می\u200c?\s?خواه\w+ (?:بمیرم|خودم را بکشم)",
    r"نمی\u200c?\s?خواه\w+ (?:دیگر )?(?:زنده|زندگی)",
    r"خودکشی",
    r"مرنا چاہت|جینا نہیں چاہت",
    r"רוצה למות|לא רוצה לחיות|להתאבד",
    r"मरना चाह|जीना नहीं चाह|मर जाना|मर जाऊ|आत्महत्या|खुदकुशी",
    r"মরে যেতে|আত্মহত্যা|বাঁচতে চাই না",
    r"ਮਰਨਾ ਚਾਹੁ|ਖੁਦਕੁਸ਼ੀ",
    r"தற்கொலை",
    r"想死|不想活|自杀|自殺|活不下去|结束.{0,3}生命|結束.{0,3}生命|轻生",
    r"死にたい|消えたい|生きていたくない",
    r"죽고 ?싶|자살|살기 ?싫|살고 ?싶지",
)
