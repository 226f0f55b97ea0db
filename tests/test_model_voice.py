"""A language model as the voice cannot just say anything, and costs little when it is dead."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence

import pytest

from practice import ModelUnavailable, cases, client
from practice.adapters.aloud import cleaned, enough
from practice.adapters.meaning import NoMeaning
from practice.adapters.model_voice import REST_SECONDS, UNAVAILABLE, ModelVoice
from practice.cases import For
from practice.client import Ask, Spoken
from practice.guarding import refused, too_short
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
        self.heard: list[str] = []  # pieces after which the voice listened on
        self.prepared: list[str] = []

    def stream(
        self, messages: Sequence[Message], most_tokens: int, *, seed: int, seconds: float
    ) -> Iterator[str]:
        assert seed >= 0
        assert 0 < seconds <= 20
        self.asked.append("\n".join(message.text for message in messages))
        self.tokens.append(most_tokens)
        text = self.answers.pop(0)
        if text is None:
            raise ModelUnavailable("The language model did not answer in time.")
        for word in text.splitlines(keepends=True) if "\n" in text else text.split(" "):
            yield word if "\n" in text else f"{word} "
            self.heard.append(word)

    def prepare(self, messages: Sequence[Message]) -> None:
        self.prepared.append("\n".join(message.text for message in messages))


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
    assert model.tokens == [3 * max(dana().private.style.usual_words, len(guide.text.split()))]


BAD = {
    "empty": "",
    "locked fact": f"Well. {LOCKED.lines[0]}",
    "therapist's words": "I was catastrophising again, I know.",
    "claims to be a machine": "As an AI, I have no evenings.",
    "out of role": "The therapist nods.",
    "refusal": "I can't help with that.",
    "asks about the therapist": "How are you?",
    "relief for free": "I feel so much better now.",
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
    assert "replaced: fact left out" in left_out.checks
    assert any(left_out.text.endswith(line) for line in fact.lines)
    line = VOICE.speak(ask).text
    told = ModelVoice(ScriptedModel(line), VOICE).speak(ask)
    assert (told.text, told.checks) == (line, ())


def test_a_model_that_reads_its_instructions_aloud_is_not_heard() -> None:
    read_out = "Mood now: wary. I go over it in the shower."
    assert ModelVoice(ScriptedModel(read_out, read_out), VOICE).speak(an_ask()).checks == (
        "replaced: reads its notes aloud",
    )
    own = ModelVoice(ScriptedModel("My mood's all right now."), VOICE).speak(an_ask())
    assert own.checks == ()


def test_a_line_of_hardly_any_words_is_the_authors_and_costs_no_call() -> None:
    model = ScriptedModel(GOOD, GOOD)
    voice = ModelVoice(model, VOICE)
    asks = [an_ask(use, seed=seed) for use in (For.HEARD, For.ANSWER) for seed in range(9)]
    guides = [VOICE.speak(ask) for ask in asks]
    short = next(n for n, guide in enumerate(guides) if too_short(guide.text))
    long = next(
        n
        for n, (ask, guide) in enumerate(zip(asks, guides, strict=True))
        if not too_short(guide.text) and not refused(ask, GOOD, guide.text, NoMeaning())
    )
    assert voice.speak(asks[short]) == guides[short]
    assert model.asked == []
    assert voice.speak(asks[long]).text == GOOD
    assert len(model.asked) == 1


def test_a_model_that_never_does_better_is_asked_again_only_now_and_then() -> None:
    model = ScriptedModel(*[BAD["advice"]] * 40)
    voice = ModelVoice(model, VOICE)
    calls = []
    for _ in range(17):
        before = len(model.asked)
        assert "replaced: advice" in voice.speak(an_ask()).checks
        calls.append(len(model.asked) - before)
    assert calls == [2] * 6 + [1] * 9 + [2, 1]


def test_a_model_that_does_better_once_in_a_while_is_asked_again() -> None:
    bad = BAD["advice"]
    model = ScriptedModel(*[bad] * 10, bad, GOOD, *[bad] * 10)
    voice = ModelVoice(model, VOICE)
    said = [voice.speak(an_ask()).checks for _ in range(11)]
    assert [n for n, checks in enumerate(said) if "repaired: advice" in checks] == [5]
    assert sum("replaced: advice" in checks for checks in said) == 10
    assert len(model.asked) == 22


def test_words_are_not_replaced_by_a_stage_direction_alone() -> None:
    spoken = ModelVoice(ScriptedModel("(sighs)", "(sighs)"), VOICE).speak(an_ask())
    assert spoken.checks == ("replaced: empty",)


def test_no_prompt_holds_a_locked_fact_not_even_to_repair_one_that_the_model_guessed() -> None:
    silent = set()
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
                if cases.mentions(topic, step.give_aways):
                    continue  # the trainee said it
                assert not any(cases.mentions(asked, step.give_aways) for asked in model.asked)
                assert not cases.mentions(spoken.text, step.give_aways)
        silent |= set() if state.opened else {case.id}
    assert silent <= {"every-tuesday-late"}  # the others told something, to the right words


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


Work = Callable[[], object]


def test_a_dead_model_is_left_alone_for_a_minute_and_tried_again_while_nobody_waits() -> None:
    clock, model, aside = Clock(), ScriptedModel(None, None, GOOD, GOOD), list[Work]()
    voice = ModelVoice(model, VOICE, clock, aside=aside.append)
    first = voice.speak(an_ask())
    assert (first.text, first.voice) == (VOICE.speak(an_ask()).text, "authored")
    assert first.checks == (UNAVAILABLE,)
    clock.seconds += REST_SECONDS - 1
    assert voice.speak(an_ask()).checks == (UNAVAILABLE,)
    assert not aside
    clock.seconds += 2
    assert voice.speak(an_ask()).checks == (UNAVAILABLE,)
    assert len(model.asked) == 1  # nobody waited again
    aside.pop()()
    assert len(model.asked) == 2  # one try, still dead, another minute of rest
    assert voice.speak(an_ask()).checks == (UNAVAILABLE,)
    clock.seconds += REST_SECONDS + 1
    assert voice.speak(an_ask()).checks == (UNAVAILABLE,)
    aside.pop()()
    assert voice.speak(an_ask()).text == GOOD


def test_a_model_tried_again_is_heard_in_a_thread_of_its_own() -> None:
    clock, done = Clock(), threading.Event()

    class Back(ScriptedModel):
        def stream(self, *given: object, **named: object) -> Iterator[str]:
            yield from super().stream(*given, **named)
            done.set()

    voice = ModelVoice(Back(None, GOOD + "\n\nx", GOOD), VOICE, clock)
    voice.speak(an_ask())
    clock.seconds += REST_SECONDS + 1
    assert voice.speak(an_ask()).checks == (UNAVAILABLE,)
    for _ in range(100):
        said = voice.speak(an_ask())
        if said.text == GOOD:
            break
        threading.Event().wait(0.02)
    assert said.voice == "model scripted"


def test_slow_turns_in_a_row_cost_twenty_seconds_together() -> None:
    clock, left = Clock(), list[float]()

    class Slow(ScriptedModel):
        def stream(self, *given: object, seconds: float, **named: object) -> Iterator[str]:
            left.append(seconds)
            clock.seconds += self.takes
            return super().stream(*given, seconds=seconds, **named)

        takes = 14.0

    model = Slow(GOOD, GOOD, GOOD)
    voice = ModelVoice(model, VOICE, clock, aside=lambda _: None)
    assert voice.speak(an_ask()).text == GOOD
    model.takes = 5.0
    assert voice.speak(an_ask()).text == GOOD
    assert voice.speak(an_ask()).text == GOOD
    assert left == [20, 6, 20]  # a quick answer makes up for a slow one


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
        def stream(self, *given: object, **named: object) -> Iterator[str]:
            clock.seconds += 20
            return super().stream(*given, **named)

    model = Slow(BAD["advice"], GOOD)
    assert ModelVoice(model, VOICE, clock).speak(an_ask()).checks == (UNAVAILABLE,)
    assert len(model.asked) == 1


def test_after_the_rest_only_one_of_many_turns_tries_the_model() -> None:
    clock, model, aside = Clock(), ScriptedModel(None, GOOD), list[Work]()
    voice = ModelVoice(model, VOICE, clock, aside=aside.append)
    voice.speak(an_ask())
    clock.seconds += REST_SECONDS
    others = [voice.speak(an_ask()) for _ in range(5)]
    assert [spoken.checks for spoken in others] == [(UNAVAILABLE,)] * 5
    assert len(aside) == 1


# Listening


def test_listening_ends_with_the_sentence_that_fills_the_line() -> None:
    long = "I keep going over it in the shower, mostly. And then I think of work. And then of her."
    model = ScriptedModel(long)
    short = an_ask(intent={"most_words": 9})
    said = ModelVoice(model, VOICE).speak(short)
    assert said.text == "I keep going over it in the shower, mostly."
    assert said.checks == ()
    assert len(model.heard) < len(long.split())


def test_listening_ends_at_a_new_line_and_the_rest_is_never_said() -> None:
    model = ScriptedModel(f"{GOOD}\nTherapist: And then?\nDana: No.\n")
    assert ModelVoice(model, VOICE).speak(an_ask()).text == GOOD
    assert model.heard == []


@pytest.mark.parametrize("fatal", [
    LOCKED.lines[0], "As an AI, I have no evenings", "I can't help with that, and",
    "I looked at the razor and",
])  # fmt: skip
def test_listening_ends_at_once_when_a_line_cannot_be_said(fatal: str) -> None:
    model = ScriptedModel(f"{fatal} so so so so so so so so so so so so so so so.", GOOD)
    said = ModelVoice(model, VOICE).speak(an_ask())
    assert said.text == GOOD
    assert all(check.startswith("repaired: ") for check in said.checks)
    assert "so" not in model.heard


def test_a_fact_is_listened_for_to_the_end() -> None:
    fact = dana().ladder[0]
    ask = an_ask(intent={"fact": fact, "most_words": 40}, state={"opened": (fact.id,), "rung": 1})
    guide = VOICE.speak(ask).text
    late = f"Well, I lie there and I do the maths and then I sit up and look. {guide}"
    assert ModelVoice(ScriptedModel(late), VOICE).speak(ask).checks == ()


@pytest.mark.parametrize(
    ("raw", "complete"),
    [
        ("I check the runs twice, then again.", False),
        ("I check the runs twice before I leave. Then I check again", False),
        ("I check the runs twice before I leave. Then I check again.", True),
        ("Mm.\n", True),
        ("\n\nMm.", False),
        ("<think>Be brief.\nBe wary.</think>", False),
        ("<think>Be brief.\n", False),
        ("(looks away)\n", False),
        (" ".join(["so"] * 30), True),
        (" ".join(["so"] * 29), False),
    ],
)
def test_a_line_is_complete_when_its_last_sentence_fills_it(raw: str, complete: bool) -> None:
    assert enough(dana(), 10, raw) is complete


def test_a_model_is_told_what_a_talk_begins_with_as_the_talk_begins() -> None:
    model = ScriptedModel(GOOD)
    voice = ModelVoice(model, VOICE)
    assert voice.opening(dana(), 1).voice == "authored"
    voice.speak(an_ask())
    assert model.asked[0].startswith(model.prepared[0])


class Near:
    """Hears in every line of its own the one thing it is told to."""

    def __init__(self, words: str) -> None:
        self.words = words

    def closeness(self, text: str, others: Sequence[str]) -> list[float]:
        facts = [words for step in dana().ladder for words in (step.fact, *step.lines)]
        near = 0.9 if text == self.words else 0.3
        return [near if other in facts else 0.5 for other in others]


def test_a_line_that_means_a_locked_fact_is_replaced_by_name() -> None:
    same = "I'm up with it till all hours."
    voice = ModelVoice(ScriptedModel(same, same), VOICE, meaning=Near(same))
    assert voice.speak(an_ask()).checks == ("replaced: locked fact, by meaning",)
    other = ModelVoice(ScriptedModel(same), VOICE, meaning=Near("Something else."))
    assert other.speak(an_ask()).text == same
