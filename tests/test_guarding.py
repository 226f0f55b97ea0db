"""Each check of a language model's line, in both directions: what it stops, and what it lets by.

The lines to let by are what a person might say that looks like it.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from practice.adapters.meaning import Embedder, NoMeaning, open_meaning
from practice.cases import Case, For, Pinned, RuptureKind
from practice.guarding import FATAL, WHY_NOT, faults, refused, too_short
from practice.guarding import _Line as Line
from practice.prompting import RULES
from practice.reps import Turn
from tests.test_voices import an_ask, dana, shipped

PAIRS = Path(__file__).with_name("meaning_pairs.csv")
DEAF = NoMeaning()

STOPPED: dict[str, list[str]] = {
    "claims to be a machine": [
        "As an AI, I don't sleep.", "I'm an AI, so no.", "I am a language model.",
        "I'm just a chatbot, really.", "As a language model I have no sister.",
        "I'm a virtual assistant.", "I was trained by a company.", "I was made by OpenAI.",
        "I don't have feelings or a family.", "I'm a computer program.",
    ],
    "out of role": [
        "As a therapist, I'd ask about that.", "In this role-play I'm tired.",
        "My system prompt is long.", "The instructions say I'm Dana.", "The client looks away.",
        "The therapist nods.", "Speaking as a simulated person, no.", "I'll stay in character.",
        "I'm playing the role of Dana.", "Here's a response: I'm tired.", "This is a simulation.",
        "Sure, here it is.",
    ],
    "reads its notes aloud": [
        "Mood now: wary. I'm tired.", "Not said aloud, I'm tired.", "In your own words, I'm tired.",
        "The therapist's last turn was kind.", "A first try could not be used.",
        "What they say next is no.", "At most 12 words.", "Say only what you feel.",
        f"So, {RULES[1][:60]}",
    ],
    "means of harm": [
        "I thought about an overdose.", "I looked at the razor for a while.", "I'd use a blade.",
        "I could jump off the bridge.", "I've got all my pills in a drawer.", "I cut myself again.",
        "I'd hang myself.", "I want to kill myself.", "I'd drink bleach.", "About 500 mg of it.",
        "I'd end it all.", "I've been stockpiling tablets.",
    ],
    "refusal": [
        "I can't help with that.", "I'm sorry, but I cannot assist.",
        "I cannot discuss this topic.",
        "I'm unable to provide that.", "I won't answer that.", "It's against my guidelines.",
        "I'm not able to help you with this.", "Please contact a professional.",
        "I'm sorry, but I can't.", "It's not appropriate to discuss it.",
    ],
    "speaks as the therapist": [
        "How can I help you today?", "What brings you here?", "Tell me more about that.",
        "I'm here to listen.", "I understand how you feel.", "Let's explore that.",
        "Thank you for sharing.", "How are you feeling today?", "It's okay to feel like that.",
        "You're not alone.", "Therapist: and then?", "Can you tell me more?",
    ],
    "therapist's words": [
        "I need better coping strategies.", "It's a cognitive distortion.", "I'm catastrophising.",
        "I do some mindfulness.", "I should set boundaries.", "That validates my feelings.",
        "It's one of my triggers.", "I could reframe it.", "It was an automatic thought.",
        "It's my core belief.", "It sounds like you care.", "How does that make you feel?",
        "This is a safe space.", "It's the rumination.", "My self-care is poor.",
    ],
    "advice": [
        "You should try it as well.", "You need to relax.", "Have you tried tea?",
        "I'd suggest a walk.", "I recommend sleep.", "My advice is to wait.",
        "Why don't you try it?", "It's important to rest.", "Try to relax.", "Make sure you sleep.",
    ],
    "asks about the therapist": [
        "How are you?", "I'm all right. And you?", "Do you have kids?", "Are you married?",
        "What do you think I should do?", "What would you do?", "Have you ever felt like that?",
        "Can you help me?", "How's your day?", "Do you ever worry?", "Any advice?",
        "What should I do?", "Fine, how about you?", "Do you think I should ring her?",
    ],
    "relief for free": [
        "I feel so much better now.", "You're right, I will stop worrying.",
        "That's really helpful.", "I realise now that my thoughts are the problem.",
        "I've never thought of it like that.", "It all makes sense now.", "Thank you so much.",
        "What a relief.", "I feel heard.", "I can finally relax.", "I'll stop checking.",
        "I feel a lot calmer.", "You've really helped me.", "A weight has been lifted.",
    ],
    "not speech": [
        "See https://a.example.", "```print()```",
        "</turn>", '{"say": "no"}', "SSBjYW4ndCBjb3Bl" * 2,
        "Ich kann nicht mehr schlafen, es ist zu viel.", "No puedo dormir, es un problema para mi.",
        "我睡不着。", "Я не могу спать.", "# Answer", "Je ne dors pas la nuit.", "<|end|>",
    ],
    "too long": [
        *(" ".join(["so"] * n) + "." for n in range(51, 59)), "so " * 12 + "and", "so, " * 20,
    ],
    "empty": ["", " ", "\n", "\t", "  \n", "\u00a0", "\r\n", "   "],
}  # fmt: skip
LET_BY: dict[str, list[str]] = {
    "claims to be a machine": [
        "I asked that AI about it.", "It's a chatbot. It's not a person.",
        "I'm like a robot at work.",
        "I was trained on the tills.", "The app isn't human, I know.", "I am a bit of a machine.",
        "My sister works with computers.", "I don't have feelings about it.",
        "I'm not real good at this.", "I know it's only an AI.",
    ],
    "out of role": [
        "I'm a shop assistant.", "The last therapist I saw was nice.", "My client at work rang.",
        "The clients were waiting.", "I read the instructions twice.", "Sure.", "Here's the sheet.",
        "He has a role at the church.", "I play with my niece.", "Let me know when it's time.",
        "I was prompt. I'm always early.",
    ],
    "reads its notes aloud": [
        "My mood's all right now.", "I didn't say it aloud.", "They're my own words.",
        "At most two nights.", "I say it in my head.", "I don't know what to say next.",
        "The note's on the fridge.", "I tried, the first time.",
    ],
    "means of harm": [
        "The roof's razor-thin.", "I jumped off the bus.", "I cut myself a slice.",
        "I bleach the kitchen floor.", "A blade of grass.", "I could kill for a coffee.",
        "The GP offered me tablets.", "I cut myself shaving.", "He hung up on me.",
        "I take one tablet at night.", "I jumped from the sofa.",
    ],
    "refusal": [
        "I can't sleep.", "I can't help it.", "I can't help thinking it's me.", "I cannot cope.",
        "I'm sorry, but I didn't do it.", "I can't answer the phone at night.", "I won't go in.",
        "I can't help with the shopping.", "I'm not able to eat.", "I'm sorry. I can't say it.",
        "Nobody's able to help.",
    ],
    "speaks as the therapist": [
        "I'm here, aren't I.", "I understand it in the day.", "He tells me more than he should.",
        "What would I like? Sleep.", "Thank you for saying that.", "Let's do the diary.",
        "It's okay, I'm used to it.", "Tell me what to do, then.", "My trainee rang in sick.",
        "I'm not alone in the house.",
    ],
    "therapist's words": [
        "My sister is a cognitive scientist.", "I had to validate my ticket.", "I hear your phone.",
        "Mind the step.", "We walked the boundary of the field.",
        "The trigger on the hose is bust.",
        "I'm coping.", "The frame's broken.", "It's automatic, the gate.", "The core's gone.",
        "The picture was distorted.", "I was mindful of the time.",
    ],
    "advice": [
        "I should sleep more.", "I need to relax, he says.", "I tried tea.",
        "My mum suggests things.",
        "They recommended a walk at work.", "I have to try it.", "Why don't they ring?",
        "It matters to me.", "You said you'd show me.", "I try to relax.",
    ],
    "asks about the therapist": [
        "Do you want the sheet?", "What did you have planned?", "Can you say that again?",
        "Do you know what I mean?", "How are you meant to sleep?", "Is that normal?",
        "How would I know it was working?", "Are you sure?", "What if I can't do it?",
        "Have you got the sheet?", "What do you mean?", "Do you think that's daft?",
    ],
    "relief for free": [
        "I feel better on Saturdays.", "You're right about the nights.", "I can't stop worrying.",
        "That helps, a bit.", "I realise it's daft.", "Thank you.", "It doesn't make sense.",
        "I'd like to relax.", "I don't feel any better.", "I never thought about it.",
        "Marcus says I'll be fine.",
    ],
    "not speech": [
        "It's 9.30 by then.", "I said, “No.”", "Mm… I don't know.", "We had a café au lait.",
        "Half of it (the diary).", "He's from Málaga.", "It's £40 a week.", "Er, sort of.",
        "Ify says “que será”.",
    ],
    "too long": [
        *(" ".join(["so"] * n) + "." for n in range(1, 51, 6)), "Mm", "so " * 11 + "and",
        "so " * 20 + "so he said “No.”", "so " * 20 + "so… (shrugs)",
    ],
    "empty": ["Mm.", "No.", "I", "…", "?", "Oh.", "Right.", "(shrugs) Yes."],
}  # fmt: skip


def test_every_check_has_eight_lines_each_way() -> None:
    assert all(len(lines) >= 8 for table in (STOPPED, LET_BY) for lines in table.values())
    elsewhere = {"locked fact", "locked fact, by meaning", "second fact", "fact left out",
                 "contradiction", "repeats", "strays", "left out"}  # fmt: skip
    assert set(STOPPED) == set(LET_BY) == set(WHY_NOT) - elsewhere


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, ts in STOPPED.items() for t in ts])
def test_a_line_that_gives_the_model_away_is_stopped(name: str, text: str) -> None:
    assert name in refused(an_ask(), text, "I suppose.", DEAF)


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, ts in LET_BY.items() for t in ts])
def test_a_line_that_only_looks_like_it_is_let_by(name: str, text: str) -> None:
    assert name not in refused(an_ask(), text, "I suppose.", DEAF)


def test_relief_is_let_by_when_the_client_carries_it() -> None:
    eased = {"trust": 4.0, "distress": 1.0}
    better = "I feel a lot calmer."
    assert "relief for free" not in faults(dana(), an_ask(state=eased).state, 40, better)
    for not_yet in ({"trust": 3.0}, {"distress": 3.0}, {"rupture": RuptureKind.WITHDRAWAL}):
        state = an_ask(state=eased | not_yet).state
        assert "relief for free" in faults(dana(), state, 40, better)


def test_what_the_author_wrote_for_the_turn_is_the_measure_of_style_and_not_of_safety() -> None:
    thanks = "That's really helpful, thank you."
    assert refused(an_ask(), thanks, "I suppose.", DEAF) == ("relief for free",)
    assert refused(an_ask(), "That's so helpful, yes.", thanks, DEAF) == ()
    harm = "I looked at the razor."
    assert "means of harm" in FATAL
    assert "means of harm" in refused(an_ask(), harm, harm, DEAF)


@pytest.mark.parametrize("case", shipped().values(), ids=list(shipped()))
def test_hardly_a_line_of_the_authors_own_would_be_stopped(case: Case) -> None:
    ask = an_ask(case=case)
    texts = [line.text for line in case.lines if not line.since]
    texts += [pinned.answer for pinned in case.private.pinned]
    stopped = [text for text in texts if refused(ask, text, "Hm.", DEAF)]
    assert len(stopped) <= 0.02 * len(texts), stopped


# Facts


def test_a_locked_fact_is_stopped_by_its_words_and_an_open_one_let_by() -> None:
    for case in shipped().values():
        for step in case.ladder:
            shut, open_ = an_ask(case=case), an_ask(case=case, state=_told(case))
            for line in step.lines:
                assert "locked fact" in refused(shut, line, "Hm.", DEAF)
                assert "locked fact" not in refused(open_, line, "Hm.", DEAF)


def _told(case: Case) -> dict[str, object]:
    return {"opened": tuple(step.id for step in case.ladder), "rung": len(case.ladder)}


@cache
def _hearing() -> Embedder:
    meaning = open_meaning()
    if not isinstance(meaning, Embedder):
        pytest.skip(meaning.trouble)
    return meaning


@cache
def _pairs(kind: str) -> list[tuple[Case, str]]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == kind]
    return [(shipped()[row["case"]], row["text"]) for row in rows]


def _share(kind: str, **state: object) -> float:
    found = [
        "locked fact, by meaning" in refused(an_ask(case=case), text, "Hm.", _hearing())
        for case, text in _pairs(kind)
    ]
    return sum(found) / len(found)


def test_most_paraphrases_of_a_locked_fact_are_stopped_and_few_lines_that_look_like_one() -> None:
    assert _share("leak") >= 0.7
    assert _share("harmless") <= 0.1


def test_a_paraphrase_of_a_fact_that_has_been_told_is_let_by() -> None:
    for case, text in _pairs("leak"):
        found = refused(an_ask(case=case, state=_told(case)), text, "Hm.", _hearing())
        assert "locked fact, by meaning" not in found


def test_a_second_fact_beside_the_one_to_be_told_is_stopped() -> None:
    first, second = dana().ladder[:2]
    ask = an_ask(intent={"fact": first}, state={"opened": (first.id,), "rung": 1})
    both = f"{first.lines[0]} {second.lines[0]}"
    assert {"second fact", "locked fact"} <= set(refused(ask, both, first.lines[0], DEAF))
    assert refused(ask, first.lines[1], first.lines[0], DEAF) == ()


def test_the_fact_to_be_told_must_be_in_the_line() -> None:
    fact = dana().ladder[0]
    ask = an_ask(intent={"fact": fact}, state={"opened": (fact.id,), "rung": 1})
    for line in fact.lines:
        assert "fact left out" not in refused(ask, line, line, DEAF)
    for line in ("I lie there.", "It's an app.", "I don't know.", "Some nights.", "A bit.",
                 "When I can't settle.", "It depends.", "In March they merged us."):  # fmt: skip
        assert "fact left out" in refused(ask, line, fact.lines[0], DEAF)


def test_a_line_that_says_something_else_than_was_meant_is_stopped_where_meaning_is_heard() -> None:
    meant = "That my heart's going to stop and I'll go down in there."
    for other in ("I'm not sure what's going on.", "I'd like a cup of tea.", "It's for the job.",
                  "I like the singing.", "We moved house in spring.", "She rang on Sunday.",
                  "My boss wants the report.", "I had a sandwich for lunch."):  # fmt: skip
        assert "strays" in refused(an_ask(), other, meant, _hearing())
        assert "strays" not in refused(an_ask(), other, meant, DEAF)
        assert "strays" not in refused(an_ask(), other, "Mm. Sometimes.", _hearing())
    for same in ("My heart will stop.", "I think my heart's stopping.",
                 "My heart's going to stop in there.", "That I'd have a heart attack.",
                 "I'm going to die in there.", "That my heart stops and I go down.",
                 "My heart stops, and down I go.", "That I'll collapse."):  # fmt: skip
        assert "strays" not in refused(an_ask(), same, meant, _hearing())


@pytest.mark.parametrize(("text", "guide"), [
    ("It takes me twenty minutes.", "It takes me fifty minutes."),
    ("Nine of them were late.", "They were late."),
    ("You write that it takes fifty minutes.", "It takes me fifty minutes."),
    ("I'd have asked you for fifty minutes.", "It takes me fifty minutes."),
])  # fmt: skip
def test_a_number_or_a_you_that_was_not_meant_strays(text: str, guide: str) -> None:
    assert "strays" in refused(an_ask(), text, guide, DEAF)


@pytest.mark.parametrize(("text", "guide"), [
    ("Fifty minutes, it takes.", "It takes me fifty minutes."),
    ("It's fifty, you know.", "It takes me fifty minutes."),
    ("I don't know who you'd ask.", "You'd ask somebody, wouldn't you."),
    ("At half past nine, as I said.", "It was late."),
    ("Thirty-four, me.", "I'm old enough."),
])  # fmt: skip
def test_a_number_that_was_named_and_a_you_that_was_meant_do_not(text: str, guide: str) -> None:
    asked = an_ask(text="Was that at nine in the evening?")
    assert "strays" not in refused(asked, text, guide, DEAF)


def test_a_sentence_more_than_was_meant_strays_where_meaning_is_heard() -> None:
    meant = "One more late and that's my Saturdays gone."
    for more in ("I'd like a cup of tea.", "The weather was lovely in March.", "I feel fine today.",
                 "You can trust me."):  # fmt: skip
        said = f"{more} {meant}"
        assert "strays" in refused(an_ask(), said, meant, _hearing())
    for same in (meant, "Late once more and my Saturdays are gone.", f"Well, yes. {meant}",
                 "One more late. That's my Saturdays gone."):  # fmt: skip
        assert "strays" not in refused(an_ask(), same, meant, _hearing())


FIFTY = "I've been walking in. Fifty minutes, both ways."
LAD = "There's a lad in my team, Callum. I write his reports again when he's logged off."


@pytest.mark.parametrize(("text", "guide"), [
    ("I've been walking in.", FIFTY), ("I walk. A while, both ways.", FIFTY),
    ("I write a lad's reports again when he's logged off.", LAD),
    ("Since those two stops.", "Not great. Not since those two stops."),
    ("She let me down.", "She never let me down."),
    ("I don't like her cooking.", "I like her cooking at weekends."),
    ("Nobody rang about the forms.", "They rang about the forms."),
    ("I checked the forms.", "I didn't check the forms."),
])  # fmt: skip
def test_a_name_a_number_or_a_not_that_is_missing_is_left_out(text: str, guide: str) -> None:
    assert "left out" in refused(an_ask(), text, guide, DEAF)


@pytest.mark.parametrize(("text", "guide"), [
    ("Walking in, fifty minutes both ways.", FIFTY), ("I walk, 50 minutes, both ways.", FIFTY),
    ("Callum, a lad in my team: I write his reports again when he's off.", LAD),
    ("It's not been good since those two stops.", "Not great. Not since those two stops."),
    ("She's not let me down.", "She never let me down."), ("Ah. The app.", "The app, maybe."),
    ("Nobody rang about the forms.", "No one rang about the forms."),
    ("I like the food at weekends.", "I like her cooking at weekends."),
])  # fmt: skip
def test_the_same_in_other_words_leaves_nothing_out(text: str, guide: str) -> None:
    assert "left out" not in refused(an_ask(), text, guide, DEAF)


def test_a_sentence_of_what_was_meant_is_missed_where_meaning_is_heard() -> None:
    meant = "I check my pulse on the stairs. If I find it I'm all right for a bit."
    half = "I check my pulse on the stairs and in the kitchen."
    assert "left out" in refused(an_ask(), half, meant, _hearing())
    assert "left out" not in refused(an_ask(), half, meant, DEAF)
    whole = "My pulse, I check it on the stairs. If I find it then I'm fine for a bit."
    assert "left out" not in refused(an_ask(), whole, meant, _hearing())


def test_a_client_does_not_call_the_therapist_by_the_clients_own_name() -> None:
    name = "speaks as the therapist"
    for text in ("What's the main thing, Dana?", "Dana, it was late.", "It was late, Dana."):
        assert name in refused(an_ask(), text, "I suppose.", DEAF)
    for text in ("It's Dana, with one n.", "She said Dana never rings.", "Dana's what they say."):
        assert name not in refused(an_ask(), text, "I suppose.", DEAF)


def test_a_line_with_hardly_a_word_that_means_something_is_too_short_to_be_compared() -> None:
    assert all(map(too_short, ("That's about it.", "Mm.", "(shrugs) I don't know.", "No.")))
    assert not any(map(too_short, ("Short, the nights.", "I check the runs again.")))


# Contradictions


@pytest.mark.parametrize("text", [
    "I'm forty-one.", "I'm 29 years old.", "My sister Jane's got a scan.", "My boss, Trevor.",
    "My partner is called Steve.", "My manager Derek moved it.", "I am fifty.",
    "I plan sixty runs of lorries a day.",
])  # fmt: skip
def test_another_age_name_or_number_contradicts_the_facts(text: str) -> None:
    assert "contradiction" in refused(an_ask(), text, "I suppose.", DEAF)


@pytest.mark.parametrize("text", [
    "I'm thirty-four.", "My sister Ify's got a scan.", "My manager, Helen.", "My sister rings me.",
    "I was forty minutes late.", "I plan forty runs of lorries a day.", "My boss, I suppose.",
    "I'm two years in.", "It was 2 in the morning.",
])  # fmt: skip
def test_the_facts_themselves_and_other_numbers_do_not(text: str) -> None:
    assert "contradiction" not in refused(an_ask(), text, "I suppose.", DEAF)


def _pinned(about: str) -> Pinned:
    return next(p for p in dana().private.pinned if about in p.about)


def test_a_yes_for_a_no_and_a_number_nobody_knows_contradict_the_answer() -> None:
    ask = an_ask(intent={"pinned": _pinned("medication")})
    for wrong in ("Yes, something to sleep.", "Yeah, sleeping tablets.", "Um, yes. A few.",
                  "Yes."):  # fmt: skip
        assert "contradiction" in refused(ask, wrong, ask.intent.pinned.answer, DEAF)
    for right in ("No, nothing.", "I don't take anything.", "Nothing, no.", "No."):
        assert "contradiction" not in refused(ask, right, ask.intent.pinned.answer, DEAF)
    drinks = an_ask(intent={"pinned": _pinned("caffeine")})
    assert "contradiction" in refused(drinks, "Nine coffees.", "Four coffees.", DEAF)
    assert "contradiction" not in refused(drinks, "Four coffees.", "Four coffees.", DEAF)


def test_the_words_that_a_case_forbids_of_a_fact_contradict_it() -> None:
    case = dana()
    first = case.private.pinned[0].model_copy(update={"never": ["nurse", "work in a shop"]})
    private = case.private.model_copy(update={"pinned": [first, *case.private.pinned[1:]]})
    ask = an_ask(case=case.model_copy(update={"private": private}))
    assert "contradiction" in refused(ask, "I'm a nurse.", "I suppose.", DEAF)
    assert "contradiction" not in refused(ask, "I plan the lorries.", "I suppose.", DEAF)


# Repeats

SAID = (
    Turn("c0", "client", "I check the lorry runs before I leave the depot."),
    Turn("t1", "trainee", "What happens at night when the house goes quiet?"),
)


@pytest.mark.parametrize("text", [
    "I check the lorry runs before I leave the depot.",
    "I check the lorry runs before leaving the depot.",
    "Well, I check the lorry runs, before I leave the depot.",
    "(shrugs) I check the lorry runs before I leave the depot.",
    "Before I leave the depot I check the lorry runs.",
    "What happens at night when the house goes quiet?",
    "At night, what happens when the house goes quiet?",
    "I CHECK THE LORRY RUNS BEFORE I LEAVE THE DEPOT",
])  # fmt: skip
def test_what_has_been_said_is_not_said_again_nor_nearly(text: str) -> None:
    assert "repeats" in refused(an_ask(turns=SAID), text, "I suppose.", DEAF)


@pytest.mark.parametrize("text", [
    "I check.", "Mm. Yes.", "I suppose.", "I check them again from the car.",
    "The lorries go out at six.", "It goes quiet.", "The house is cold at night.",
    "I leave the depot at six, most days, and then sit in the car.",
])  # fmt: skip
def test_short_words_and_new_ones_are_no_repeat(text: str) -> None:
    assert "repeats" not in refused(an_ask(turns=SAID), text, "I suppose.", DEAF)


def test_a_sentence_twice_in_one_line_is_a_repeat() -> None:
    for text in ("I walk in. I walk in.", "No. I said no. No!"):
        assert "repeats" in refused(an_ask(), text, "I suppose.", DEAF)
    for text in ("I walk in. I walk back.", "No, no, no. I said."):
        assert "repeats" not in refused(an_ask(), text, "I suppose.", DEAF)


def test_a_stage_direction_is_no_answer_where_the_author_has_words() -> None:
    assert "empty" in refused(an_ask(), "(sighs)", "I suppose.", DEAF)
    assert "empty" not in refused(an_ask(For.SILENCE), "(sighs)", "(looks away)", DEAF)


def test_a_line_knows_the_names_given_in_the_open_text_only() -> None:
    line = Line(an_ask(), "My friend Jo swims.", "I suppose.")
    assert not line.contradicts()
    assert Line(an_ask(), "My friend Bob swims.", "I suppose.").contradicts()
