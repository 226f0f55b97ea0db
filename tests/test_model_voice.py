"""A language model as the voice cannot just say anything, and costs little when it is dead."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest

from practice import ModelUnavailable, cases, client
from practice.adapters.model_voice import REST_SECONDS, UNAVAILABLE, ModelVoice, cleaned
from practice.cases import For
from practice.client import Ask, Spoken
from practice.moves import Coded, Move
from practice.prompting import Message
from practice.reps import Turn
from tests.test_voices import VOICE, an_ask, dana, shipped


class ScriptedModel:
    """A queue of answers; None stands for a model that does not answer."""

    name = "scripted"

    def __init__(self, *answers: str | None) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.tokens: list[int] = []

    def answer(
        self, messages: Sequence[Message], most_tokens: int, *, seed: int, seconds: float
    ) -> str:
        assert seed >= 0
        assert 0 < seconds <= 20
        self.asked.append("\n".join(message.text for message in messages))
        self.tokens.append(most_tokens)
        text = self.answers.pop(0)
        if text is None:
            raise ModelUnavailable("The language model did not answer in time.")
        return text


class Clock:
    """A monotonic clock that somebody else winds."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


GOOD = "I keep going over it in the shower, mostly."
LOCKED = dana().ladder[-1]


def test_a_good_line_takes_one_call_and_uses_up_its_guide() -> None:
    model = ScriptedModel(GOOD)
    guide = VOICE.speak(an_ask())
    spoken = ModelVoice(model, VOICE).speak(an_ask())
    assert spoken == Spoken(GOOD, "model scripted", guide.used)
    assert guide.text in model.asked[0]
    assert len(model.asked) == 1
    assert model.tokens == [3 * 40]


BAD = {
    "empty": "",
    "locked fact": f"Well. {LOCKED.lines[0]}",
    "therapist's words": "I was catastrophising again, I know.",
    "out of role": "As an AI, I have no evenings.",
    "advice": "You should try it as well.",
    "means of harm": "I looked at the razor for a while.",
    "too long": " ".join(["so"] * 51) + ".",
    "repeats": "I said that already, I think.",
}
BEFORE = (Turn("c0", "client", BAD["repeats"]),)


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_line_that_a_check_refuses_twice_is_replaced_and_the_record_says_which(name: str) -> None:
    model = ScriptedModel(BAD[name], BAD[name])
    ask = an_ask(turns=BEFORE)
    spoken = ModelVoice(model, VOICE).speak(ask)
    assert (spoken.text, spoken.voice) == (VOICE.speak(ask).text, "authored")
    assert f"replaced: {name}" in spoken.checks
    assert len(model.asked) == 2


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_line_that_is_right_the_second_time_is_said_and_the_record_says_so(name: str) -> None:
    model = ScriptedModel(BAD[name], GOOD)
    spoken = ModelVoice(model, VOICE).speak(an_ask(turns=BEFORE))
    assert (spoken.text, spoken.voice) == (GOOD, "model scripted")
    assert f"repaired: {name}" in spoken.checks
    assert "could not be used" in model.asked[1]


def test_a_fact_that_is_to_be_told_must_be_in_the_models_line() -> None:
    fact = dana().ladder[0]
    ask = an_ask(intent={"fact": fact}, state={"opened": (fact.id,), "rung": 1})
    left_out = ModelVoice(ScriptedModel(GOOD, GOOD), VOICE).speak(ask)
    assert left_out.checks == ("replaced: fact left out",)
    assert any(left_out.text.endswith(line) for line in fact.lines)
    told = ModelVoice(ScriptedModel(fact.lines[0]), VOICE).speak(ask)
    assert (told.text, told.checks) == (fact.lines[0], ())


def test_a_model_that_reads_its_instructions_aloud_is_not_heard() -> None:
    read_out = "Mood now: wary. I go over it in the shower."
    assert ModelVoice(ScriptedModel(read_out, read_out), VOICE).speak(an_ask()).checks == (
        "replaced: out of role",
    )
    own = ModelVoice(ScriptedModel("My mood's all right now."), VOICE).speak(an_ask())
    assert own.checks == ()


def test_words_are_not_replaced_by_a_stage_direction_alone() -> None:
    spoken = ModelVoice(ScriptedModel("(sighs)", "(sighs)"), VOICE).speak(an_ask())
    assert spoken.checks == ("replaced: empty",)


def test_no_prompt_holds_a_locked_fact_not_even_to_repair_one_that_the_model_guessed() -> None:
    for case in shipped().values():
        state = client.start(case)
        for turn, move in enumerate(
            [Move.OPEN_QUESTION, Move.VALIDATION, Move.COMPLEX_REFLECTION] * 4
        ):
            topic = list(case.private.topics.values())[turn % len(case.private.topics)][0]
            coded = [Coded(move, topic, 1)]
            result = client.moved(case, state, coded, topic)
            wants = client.intent(case, state, result, coded, topic)
            locked = [step for step in case.ladder if step.id not in result.state.opened]
            guess = locked[0].lines[0] if locked else GOOD
            model = ScriptedModel(guess, guess)
            spoken = ModelVoice(model, VOICE).speak(Ask(case, result.state, wants, (), topic, turn))
            state = result.state.model_copy(update={"used": (*result.state.used, *spoken.used)})
            for step in locked:
                assert not any(cases.mentions(asked, step.give_aways) for asked in model.asked)
                assert not cases.mentions(spoken.text, step.give_aways)
        assert state.opened  # some were told on the way, by the right words


def test_what_a_client_says_about_safety_is_never_left_to_a_model() -> None:
    model = ScriptedModel()
    spoken = ModelVoice(model, VOICE).speak(an_ask(For.SAFETY))
    assert spoken.voice == "authored"
    assert model.asked == []


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("I don't know.", "I don't know."),
        ('"I don\'t know."', "I don't know."),
        ("“I don't know.”", "I don't know."),
        ('He said "fine". And left.', 'He said "fine". And left.'),
        ('"No," he said, "never"', '"No," he said, "never"'),
        ("Dana: I don't know.", "I don't know."),
        ('**Dana:** "I don\'t know."', "I don't know."),
        ("Client: Mm.", "Mm."),
        ("(looks away) Mm.", "(looks away) Mm."),
        ("*sighs* Mm.", "(sighs) Mm."),
        ("I *really* can't.", "I really can't."),
        ("(looks away) Mm. [sighs deeply]", "(looks away) Mm."),
        ("(she looks at the window for a very long time and then back) Mm.", "Mm."),
        ("Mm.\nTherapist: And then?\nDana: No.", "Mm."),
        ("\n\nMm.", "Mm."),
        ("<think>She is wary.\nSay little.</think>\n\nMm.", "Mm."),
        ("<think>She is wary and", ""),
        ("", ""),
        ("One two three. Four five six. Seven eight and so", "One two three. Four five six."),
    ],
)
def test_only_what_was_meant_to_be_said_aloud_is_kept(raw: str, meant: str) -> None:
    assert cleaned(dana(), 8, raw) == meant


def test_a_dead_model_is_left_alone_for_a_minute_and_the_talk_goes_on() -> None:
    clock, model = Clock(), ScriptedModel(None, None, GOOD, GOOD)
    voice = ModelVoice(model, VOICE, clock)
    first = voice.speak(an_ask())
    assert (first.text, first.voice) == (VOICE.speak(an_ask()).text, "authored")
    assert first.checks == (UNAVAILABLE,)
    clock.seconds += REST_SECONDS - 1
    assert voice.speak(an_ask()).checks == (UNAVAILABLE,)
    assert len(model.asked) == 1  # nobody waited again
    clock.seconds += 2
    assert voice.speak(an_ask()).checks == (UNAVAILABLE,)
    assert len(model.asked) == 2  # one try, still dead, another minute of rest
    clock.seconds += REST_SECONDS + 1
    assert voice.speak(an_ask()).text == GOOD
    assert voice.speak(an_ask()).text == GOOD


def test_one_voices_dead_model_does_not_silence_another() -> None:
    dead, alive = ModelVoice(ScriptedModel(None), VOICE), ModelVoice(ScriptedModel(GOOD), VOICE)
    assert dead.speak(an_ask()).checks == (UNAVAILABLE,)
    assert alive.speak(an_ask()).text == GOOD


def test_a_model_that_dies_during_the_repair_costs_no_more_than_the_turn() -> None:
    voice = ModelVoice(ScriptedModel(BAD["advice"], None), VOICE)
    assert voice.speak(an_ask()).checks == (UNAVAILABLE,)


def test_there_is_no_repair_when_the_time_of_a_turn_is_used_up() -> None:
    clock = Clock()

    class Slow(ScriptedModel):
        def answer(self, *given: object, **named: object) -> str:
            clock.seconds += 20
            return super().answer(*given, **named)

    model = Slow(BAD["advice"], GOOD)
    assert ModelVoice(model, VOICE, clock).speak(an_ask()).checks == (UNAVAILABLE,)
    assert len(model.asked) == 1


def test_after_the_rest_only_one_of_many_threads_tries_the_model() -> None:
    clock = Clock()
    inside, go = threading.Event(), threading.Event()

    class Stuck(ScriptedModel):
        def answer(self, *given: object, **named: object) -> str:
            if len(self.asked) == 1:
                inside.set()
                assert go.wait(10)
            return super().answer(*given, **named)

    model = Stuck(None, GOOD)
    voice = ModelVoice(model, VOICE, clock)
    voice.speak(an_ask())
    clock.seconds += REST_SECONDS
    tries: list[Spoken] = []
    first = threading.Thread(target=lambda: tries.append(voice.speak(an_ask())))
    first.start()
    assert inside.wait(10)
    others = [voice.speak(an_ask()) for _ in range(5)]  # would hang here if they were let through
    go.set()
    first.join(10)
    assert [spoken.checks for spoken in others] == [(UNAVAILABLE,)] * 5
    assert [spoken.text for spoken in tries] == [GOOD]
