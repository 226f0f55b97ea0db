"""Words that always go to a human: what has to be found, and how much of a nuisance is allowed.

The transcripts and snippets are invented. A missed cue fails; a false alarm only counts. Patterns
find what somebody thought of: of sentences nobody had tried on them, written to be hard, they
found about one in five. That is why a supervisor reads, and why what is missed belongs in here.
"""

from __future__ import annotations

import time
from dataclasses import fields

import pytest

from practice import risk
from practice.adapters.settings import HERE
from practice.cases import Case
from practice.check import load_content

DIRECT = [
    "I've been thinking about killing myself.",
    "Last night I counted out the tablets. I was going to overdose.",
    "I don't want to be alive any more, simple as that.",
    "I want to die. There, I've said it.",
    "I have thought about suicide most days since March.",
    "I've started cutting myself again, just the arms.",
    "I nearly took my own life in the spring.",
    "Sometimes I think of hanging myself in the garage.",
    "I wish I was dead.",
    "I keep a rope in the car and I know what it is for.",
    "He tried to kill himself when we were at school and now I understand him.",
    "I've written the notes to the children already.",
]
OBLIQUE = [
    "They would all be better off without me, honestly.",
    "I can't see myself being here at Christmas.",
    "I've given away my records. I won't be needing them.",
    "I've put my affairs in order, so nobody has to clear up after me.",
    "There isn't any point in going on like this.",
    "Some nights I just want it all to stop for a bit. The thinking, I mean.",
    "I hope I don't wake up tomorrow.",
    "Nobody would notice if I was gone.",
    "I stood on the platform and thought about how easy one step would be.",
    "I looked up how many it would take.",
    "I'm a burden to everybody. They'd get over it.",
    "I've said goodbye to the dog, in my head.",
]
METAPHOR = [
    "I want to go to sleep and not come back.",
    "It would be quieter under the ground.",
    "I would like to switch myself off.",
    "I just want to disappear.",
    "The bridge on the way home looks like an answer, and then it would be over.",
    "I've come to the end of the road and there is no turning back.",
    "Every day I am a little closer to the edge, and one day I'll let go.",
    "I'd like to close my eyes for good.",
]
NEGATION = [
    "I'm not suicidal, don't worry.",
    "No, I would never hurt myself.",
    "It's not that I want to die.",
    "I wouldn't do anything stupid.",
    "She says she has no plan to end her life.",
    "I'm not going to self-harm over this.",
]
OTHER_LANGUAGES = [
    "Ya no quiero vivir.",
    "A veces pienso en quitarme la vida.",
    "Ich will nicht mehr leben.",
    "Manchmal denke ich an Selbstmord.",
    "Je n'ai plus envie de vivre.",
    "Non ce la faccio più, voglio farla finita.",
    "Eu só queria morrer.",
    "Nie chcę już żyć.",
    "Я больше не хочу жить.",
    "لا أريد أن أعيش",
    "می‌خواهم بمیرم",
    "Artık yaşamak istemiyorum.",
    "मैं जीना नहीं चाहता",
    "活着没意思，我不想活了。",
    "मुझे मर जाना है",
    "死にたい",
]
CHILD = [
    "I lost it and shook the baby.",
    "My partner slaps our son when I'm out of the house.",
    "She told me her uncle touches her and says it is our secret.",
    "The little one had bruises on both arms again.",
    "I leave the kids on their own at night, they're four and six.",
    "My daughter flinches whenever he comes in.",
    "He locks the boy in the cellar when he's been drinking.",
    "I get these pictures of dropping my baby down the stairs.",
    "I saw a teacher kiss one of the pupils.",
    "The children haven't eaten since Friday.",
]
VIOLENCE = [
    "One of these days I'll kill him.",
    "He held a knife to my throat on Sunday.",
    "I've got a gun in the house and I think about using it on them.",
    "My husband hits me when the dinner is late.",
    "I'm scared of what I might do to her.",
    "I want to smash his face in, and I know where he lives.",
    "She said she'd stab me if I left.",
    "I'm going to make him pay, you'll read about it.",
    "He put his hands round my neck.",
    "Somebody is going to get hurt and it won't be me.",
]
# Written later, against the patterns of the day; each was missed or found once and is found now.
MORE_SAFETY = """\
I think about ending it.
I drove to the cliffs and sat there with the engine running.
I have a plan and a date.
I don't deserve to live.
I've been saving up my medication.
I keep imagining my funeral and everybody relieved.
Life isn't worth living.
I'm done. I've made my peace with it.
My sister found me in the bath with the razor.
I scratch my arms until they bleed.
There's no reason to get up ever again.
I just can't anymore.
I want out.
I wouldn't mind if a bus hit me.
If I got hit by a truck that would be fine.
I'd never do it, but I think about it.
No, I haven't had any thoughts of ending my life.
Nobody needs me. The world would be lighter.
I wish I could fall asleep and never wake.
I feel like I'm already dead.
My dad shot himself when I was nine.
I burned myself with the iron on purpose.
I'm thinking of doing what my brother did.
I want to be with my mum, wherever she is.
I don't think I'll make it to my birthday.
It'd be easier if I weren't here.
Estoy cansada de vivir.
Ich kann nicht mehr, ich will nicht mehr.
J'ai envie d'en finir.
Jeg vil ikke leve lenger.
I took a handful of paracetamol last night.
Every morning I'm disappointed that I'm still breathing.
I don't want to do life any more.
My will is in the drawer, you should know.
I've been researching ways online.
If I had the courage I would.
I just want peace. Permanent peace.
The pain stops tonight.
I think my family would cope fine after I'm gone.
I'm not safe with myself.
I can't promise you I'll come next week.
I've been hitting my head on the wall.
I thought about the river again.
She'd be happier if I had never existed.
I've got nothing left to live for.
He told me he had tried twice before.
I don't have suicidal thoughts.
I'm thinking of crashing the car.
It would be a relief not to be.
Ik wil er niet meer zijn.
Quiero acabar con todo.
Я не вижу смысла жить.
No one would come to my funeral.
I'd rather not be alive.
I have the tablets lined up on the shelf.
I want to stop existing.
I'd be lying if I said I hadn't thought about it, about death I mean.
Most days I wish I wasn't here.
I keep thinking how everyone's life would improve without me.
I cut last night, not deep.
I nearly did it on Sunday.
I can't live like this.
I have no hope left.
If this doesn't work I know what I'll do.
She took all her pills at once when she was sixteen.
I've had enough of being alive.
There's nothing here for me.
I feel trapped, there's only one way to be free.
What if I just didn't come home?
I don't care if I live.
I'm a waste of space.
Death would be a relief.
I think about dying a lot.
I'm going to do it.
I was suicidal as a teenager.
""".splitlines()
MORE_CHILD = """\
He leaves marks on her legs with the belt.
The toddler is home alone most afternoons.
My stepfather used to come into my room at night.
I gave the baby something to make him sleep.
I'm worried my neighbour is hurting his little girl.
She doesn't feed them.
A coach at the club sends my son photos.
My boy says grandad plays games that are secret.
I screamed at my three-year-old and threw a chair.
The baby would not stop crying and I put a pillow over him for a second.
My wife shouts and throws plates at the children.
I can't trust myself around my baby.
The boys come to school with no coat and no breakfast.
My ex hits our daughter when he drinks.
I'm afraid I'll hurt my baby.
My nephew told me his teacher put his hand in his trousers.
They tie him to the chair at dinner.
The baby has lost weight and she won't see the doctor.
""".splitlines()
MORE_VIOLENCE = """\
I could have strangled her.
My boyfriend pushed me down the stairs.
He says if I leave he'll find me.
I dream of running my boss over.
I keep a bat by the door for when he comes back.
I feel like I could snap and hurt someone at work.
I want them all dead.
He broke my wrist last year.
She bites and scratches me when she's drunk.
I've been following her home.
I'd love to see him bleed.
My girlfriend controls my money and checks my phone.
He raised his fist at me.
I punched a man in the pub on Friday.
I bought a crossbow.
I've thought about how I'd get rid of her.
She's scared of me when I drink.
He forces me to have sex.
I want to hurt somebody.
My partner choked me until I passed out.
I know where she works and I wait outside.
If he comes near me again I'll put him in hospital.
""".splitlines()
ABOUT = {
    risk.SAFETY: [*DIRECT, *OBLIQUE, *METAPHOR, *NEGATION, *OTHER_LANGUAGES, *MORE_SAFETY],
    risk.CHILD: [*CHILD, *MORE_CHILD],
    risk.VIOLENCE: [*VIOLENCE, *MORE_VIOLENCE],
}
TRANSCRIPTS = [(about, text) for about, texts in ABOUT.items() for text in texts]

IDENTIFYING = [
    "You can reach her at jane.whitcombe@example.org.",
    "His mobile is 07700 900123.",
    "Ring me on +44 20 7946 0958 after six.",
    "Her number is 555-013-2471.",
    "The office is (020) 7946 0111.",
    "Social security 078-05-1120.",
    "NHS number 943 476 5919.",
    "MRN 00482913 on the chart.",
    "Patient id: AB123456.",
    "Case no. 20231187, if you want to look it up.",
    "Born 14/03/1986 in Hull.",
    "DOB 3 March 1986.",
    "Her date of birth is the 9th of May 1990.",
    "She came in on 12.11.2024 for the first time.",
    "He lives at 14 Marlowe Street.",
    "It was the flat at 221b Harbour Road.",
    "Postcode LS6 2QT.",
    "Her post code is sw1a 1aa.",
    "My client Teresa said the same last week.",
    "My own patient, called Hamish, does that too.",
    "This happened with a real client of mine on Tuesday.",
    "An actual patient from the ward told me so.",
    "Mrs Abernathy from the second floor had this.",
    "Dr. Lindqvist referred her to us.",
    "Mr O'Donnell would not sit down.",
    "I see a man called Piotr Zawadzki on Thursdays, a client at the clinic.",
    "One of my clients, Bernadette, cried like that.",
    "Her insurance number is 44718820.",
    "Passport number 533401872.",
    "She writes as @ruth_k_1987 if you want to see.",
]


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return list(load_content([HERE / "cases"], [HERE / "rubrics"]).cases.values())


@pytest.mark.parametrize(("about", "text"), TRANSCRIPTS)
def test_every_way_of_saying_it_is_flagged_with_its_own_words(about: str, text: str) -> None:
    found = {cue.about: cue.quote for cue in risk.cues(text)}
    assert about in found
    assert found[about] in text


def test_there_are_enough_transcripts_to_mean_something() -> None:
    assert len(TRANSCRIPTS) >= 60
    assert len({text for _, text in TRANSCRIPTS}) == len(TRANSCRIPTS)


def test_a_cue_hidden_in_a_long_talk_or_in_curly_quotes_is_found() -> None:
    long = (
        "We talked about the bus. " * 80 + "I don’t want to be here any more." + " Then lunch." * 80
    )
    (cue,) = risk.cues(long)
    assert cue.about == risk.SAFETY
    assert "don’t want to be here" in cue.quote
    assert len(cue.quote) <= 200


@pytest.mark.parametrize("text", ["", "   ", "What went through your mind on the bus?"])
def test_ordinary_words_raise_nothing(text: str) -> None:
    assert risk.cues(text) == ()
    assert risk.real_details(text) is None


def test_a_trainee_who_leaves_the_role_is_noticed_only_beside_a_cue() -> None:
    own = risk.cues("This is real, not the role-play: I don't want to live any more.")
    assert [cue.about for cue in own] == [risk.SAFETY, risk.OWN]
    assert risk.cues("This is real progress, well done.") == ()


def test_one_text_may_hold_several_kinds_of_cue() -> None:
    found = risk.cues("He hits me, he hits the kids, and I want to die.")
    assert {cue.about for cue in found} == {risk.SAFETY, risk.VIOLENCE, risk.CHILD}


def test_a_cue_has_a_kind_and_a_quote_and_nothing_that_weighs_it() -> None:
    assert [field.name for field in fields(risk.RiskCue)] == ["about", "quote"]


def test_finding_cues_takes_no_longer_than_the_text_is_long() -> None:
    for nasty in ("a" * 6000, "child " * 1000, "7 " * 3000, "my client " * 600, "a.b-" * 1500):
        begun = time.perf_counter()
        risk.cues(nasty)
        risk.real_details(nasty)
        assert time.perf_counter() - begun < 1


def test_nearly_every_identifying_detail_is_found() -> None:
    missed = [text for text in IDENTIFYING if risk.real_details(text) is None]
    assert len(IDENTIFYING) == 30
    assert len(missed) <= 2, missed


def test_the_names_of_the_case_are_no_real_details(cases: list[Case]) -> None:
    for case in cases:
        name = case.public.name.split()
        for text in (
            f"Mr {name[-1]}, shall we?",
            f"Ms. {name[-1]} is here.",
            f"My client {name[0]}",
        ):
            assert risk.real_details(text) is not None, "without knowing the case"
            assert risk.real_details(text, name) is None
        assert risk.real_details("My client Bernadette said it.", name) is not None


def test_an_allowed_name_does_not_cover_what_stands_beside_it() -> None:
    allowed = ["Mateo", "Reyes", "My", "Street"]
    assert risk.real_details("Mr Reyes lives at 14 High Street.", allowed) is not None
    assert risk.real_details("My client Anna", allowed) is not None
    assert risk.real_details("My client Mateo", allowed) is None


def test_what_clients_and_good_therapists_say_is_seldom_mistaken(cases: list[Case]) -> None:
    """The ceilings are what was measured, a little rounded up: a nuisance, and a small one."""
    answers = [
        a for case in cases for s in case.stimuli if not s.human_flag for a in s.key.answers
    ]  # what is said to a statement for people alone may ask about safety outright
    lines = [line.text for case in cases for line in case.lines]
    lines += [stimulus.text for case in cases for stimulus in case.stimuli]
    lines += [line for case in cases for step in case.ladder for line in step.lines]
    assert len(answers) > 60
    assert len(lines) > 300
    for texts, most_cues in ((answers, 0.01), (lines, 0.01)):
        alarms = [text for text in texts if risk.cues(text)]
        assert len(alarms) / len(texts) <= most_cues, alarms
        real = [text for text in texts if risk.real_details(text)]
        assert len(real) / len(texts) <= 0.005, real
