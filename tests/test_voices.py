"""The client says nothing twice and no locked fact, and a model cannot just say anything."""

from __future__ import annotations

import random
import re
import statistics
import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from practice import ModelUnavailable, cases, client, rubrics
from practice.adapters.voices import (
    INSTEAD,
    REST_SECONDS,
    UNAVAILABLE,
    AuthoredVoice,
    ModelVoice,
    cleaned,
)
from practice.cases import Case, For, RuptureKind
from practice.client import Ask, Intent, Message, Spoken
from practice.moves import Coded, Move
from practice.record import State
from practice.reps import Turn

ROOT = Path(__file__).parent.parent
VOICE = AuthoredVoice()

# What trainees do in an ordinary session, and how often; the rest of the moves are rare.
USUAL_MOVES = (
    [Move.OPEN_QUESTION] * 7 + [Move.SIMPLE_REFLECTION] * 4 + [Move.COMPLEX_REFLECTION] * 3
    + [Move.VALIDATION] * 3 + [Move.CLOSED_QUESTION] * 4 + [Move.ELICITS_THOUGHT] * 2
    + [Move.SUMMARY, Move.ADVICE, Move.INVITES_AGENDA, Move.INFORMATION, Move.ASKS_PERMISSION]
)  # fmt: skip


@cache
def shipped() -> dict[str, Case]:
    shelf = cases.load_all(rubrics.load_all(ROOT / "rubrics").items, ROOT / "cases")
    assert not shelf.problems
    assert len(shelf.items) >= 3
    return dict(shelf.items)


def dana() -> Case:
    return shipped()["tuesday-morning"]


def an_ask(use: For = For.ANSWER, case: Case | None = None, **more: object) -> Ask:
    """An ask for one kind of line, in the middle of nothing."""
    case = case or dana()
    state = client.start(case).model_copy(update=more.pop("state", {}))
    wants = Intent(use, **{"most_words": 40, **more.pop("intent", {})})
    return Ask(case, state, wants, **{"turns": (), "text": "And then?", "seed": 1, **more})


Said = tuple[State, Intent, Spoken]


def session(case: Case, seed: int, moves: Sequence[Move], turns: int = 20) -> list[Said]:
    """What the authored voice says to random moves about random topics."""
    rng = random.Random(seed)
    topics = [words[0] for words in case.private.topics.values()]
    opening = VOICE.opening(case, seed)
    state = client.start(case).model_copy(update={"used": opening.used})
    said: list[Said] = [(state, Intent(For.OPENING), opening)]
    for _ in range(turns):
        made = rng.sample(moves, rng.choice([1, 1, 1, 2]))
        text = f"and {rng.choice(topics)}?" if rng.random() < 0.6 else "and that?"
        coded = [Coded(move, text, 1) for move in made]
        result = client.moved(case, state, coded, text)
        wants = client.intent(case, state, result, coded, text)
        spoken = VOICE.speak(Ask(case, result.state, wants, (), text, seed))
        state = result.state.model_copy(update={"used": (*result.state.used, *spoken.used)})
        said.append((state, wants, spoken))
    return said


def words(text: str) -> int:
    return len(re.sub(r"\([^)]*\)", "", text).split())


# --- the authored voice --------------------------------------------------------------------------


def test_in_200_sessions_of_any_moves_nothing_is_said_twice_and_no_locked_fact_is_told() -> None:
    told = 0
    for seed in range(200):
        case = list(shipped().values())[seed % len(shipped())]
        said = session(case, seed, list(Move))
        texts = [spoken.text for _, _, spoken in said]
        assert len(set(texts)) == len(texts), (case.id, seed)
        used = [key for _, _, spoken in said for key in spoken.used if key != "if_asked"]
        assert len(set(used)) == len(used), (case.id, seed)
        for state, wants, spoken in said:
            assert "locked fact" not in client.faults(case, state, 100, spoken.text)
            told += wants.fact is not None
    assert told > 50  # else the line above would have tested nothing


def test_a_fact_is_told_in_its_own_words_and_only_when_it_is_asked_for() -> None:
    case = dana()
    fact = case.ladder[0]
    spoken = VOICE.speak(an_ask(intent={"fact": fact}))
    assert any(spoken.text.endswith(line) for line in fact.lines)
    assert spoken.used[-1].startswith(f"fact:{fact.id}:")
    assert not cases.mentions(VOICE.speak(an_ask()).text, fact.give_aways)


@pytest.mark.parametrize("name", sorted(shipped()))
def test_ordinary_sessions_sound_like_a_person_and_not_like_an_essay(name: str) -> None:
    case = shipped()[name]
    lengths = [
        words(spoken.text)
        for seed in range(40)
        for _, _, spoken in session(case, seed, USUAL_MOVES, turns=12)[1:]
    ]
    assert 6 <= statistics.median(lengths) <= 14
    assert sum(length <= 5 for length in lengths) >= 0.25 * len(lengths)
    assert sum(length > 60 for length in lengths) <= 0.06 * len(lengths)


@pytest.mark.parametrize("use", [use for use in For if use is not For.SAFETY])
def test_the_lines_that_can_stand_in_for_a_kind_outlast_twenty_turns(use: For) -> None:
    for case in shipped().values():
        assert sum(line.use in (use, *INSTEAD[use]) for line in case.lines) >= 20, case.id


def test_a_kind_that_is_used_up_is_stood_in_for_and_in_the_end_by_a_small_sign() -> None:
    case = dana()
    thoughts = tuple(line.id for line in case.lines if line.use is For.THOUGHT)
    answers = {line.id for line in case.lines if line.use is For.ANSWER}
    assert VOICE.speak(an_ask(For.THOUGHT)).used[-1] in thoughts
    assert VOICE.speak(an_ask(For.THOUGHT, state={"used": thoughts})).used[-1] in answers
    every_line = tuple(line.id for line in case.lines)
    alone = VOICE.speak(an_ask(For.THOUGHT, state={"used": every_line}))
    assert alone.text in case.private.style.small_signs
    assert [key.partition(":")[0] for key in alone.used] == ["sign"]
    signs = tuple(f"sign:{i}" for i in range(len(case.private.style.small_signs)))
    nothing = VOICE.speak(an_ask(For.THOUGHT, state={"used": (*every_line, *signs)}))
    assert (nothing.text, nothing.used) == ("(says nothing)", ())


def test_the_answer_about_safety_never_changes_however_often_it_is_asked() -> None:
    case = dana()
    own = [line.text for line in case.lines if line.use is For.SAFETY]
    used: tuple[str, ...] = ()
    for turn in range(20):
        spoken = VOICE.speak(an_ask(For.SAFETY, state={"used": used, "trust": 3}))
        used += spoken.used
        expected = own if turn < len(own) else [case.private.risk.if_asked]
        assert any(spoken.text.endswith(text) for text in expected)


def test_a_pinned_answer_is_given_once_and_then_the_client_has_nothing_to_add() -> None:
    case = dana()
    pinned = case.private.pinned[2]
    first = VOICE.speak(an_ask(intent={"pinned": pinned}, state={"trust": 3}))
    assert (first.text, first.used) == (pinned.answer, ("pinned:2",))
    again = VOICE.speak(an_ask(intent={"pinned": pinned}, state={"trust": 3, "used": first.used}))
    kinds = {line.id: line.use for line in case.lines}
    assert kinds[again.used[-1]] in (For.UNSURE, For.SHORT)


def test_a_line_about_the_topic_comes_before_one_about_another() -> None:
    case = dana()
    topics = {line.id: line.topic for line in case.lines}
    for topic in {line.topic for line in case.lines if line.use is For.ANSWER and line.topic}:
        for seed in range(5):
            ask = an_ask(intent={"topics": frozenset({topic})}, seed=seed)
            assert topics[VOICE.speak(ask).used[-1]] == topic


def test_a_line_for_after_praise_is_said_after_praise_and_not_after_a_lecture() -> None:
    case = shipped()["two-hundred-emails"]
    after = {line.id: set(line.after) for line in case.lines}
    for seed in range(10):
        praised = an_ask(
            For.LECTURED, case, seed=seed, intent={"after": frozenset({Move.FLATTERS})}
        )
        assert Move.FLATTERS in after[VOICE.speak(praised).used[-1]]
        taught = an_ask(For.LECTURED, case, seed=seed, intent={"after": frozenset({Move.LECTURE})})
        assert not after[VOICE.speak(taught).used[-1]]


def test_asked_what_comes_first_they_choose_from_what_was_named() -> None:
    case = shipped()["first-panic"]
    for seed in range(20):
        named = case.topics_in("the bus, or the kitchen at work")
        ask = an_ask(For.AGENDA, case, seed=seed, intent={"topics": named})
        assert case.topics_in(VOICE.speak(ask).text) & named


def test_a_question_that_names_no_topic_is_about_what_was_last_talked_of() -> None:
    case = shipped()["first-panic"]
    topics = {line.id: line.topic for line in case.lines}
    bus = Turn("t1", "trainee", "The bus, then.")
    since = [Turn(f"t{n}", "trainee", "Okay.") for n in range(2, 4)]

    def asked(*turns: Turn) -> set[str | None]:
        asks = (an_ask(For.THOUGHT, case, seed=seed, turns=turns) for seed in range(20))
        return {topics[VOICE.speak(ask).used[-1]] for ask in asks}

    assert asked(bus) == asked(bus, since[0]) == {"bus"}
    assert len(asked()) > 1
    assert len(asked(bus, *since)) > 1  # by now the thread is lost


def test_the_same_attempt_replays_the_same_and_another_seed_does_not() -> None:
    once, twice = (session(dana(), 7, list(Move)) for _ in range(2))
    assert [spoken for *_, spoken in once] == [spoken for *_, spoken in twice]
    openings = {VOICE.opening(dana(), seed).text for seed in range(30)}
    answers = {VOICE.speak(an_ask(seed=seed)).text for seed in range(30)}
    assert len(openings) > 1
    assert len(answers) > 5


def test_somebody_withdrawn_always_shows_it_and_somebody_at_ease_does_so_now_and_then() -> None:
    def share(use: For, **state: object) -> float:
        asks = [an_ask(use, seed=seed, state=state) for seed in range(90)]
        signs = dana().private.style.small_signs
        return sum(VOICE.speak(ask).text.startswith(tuple(signs)) for ask in asks) / 90

    assert share(For.WITHDRAWN, rupture=RuptureKind.WITHDRAWAL) == 1
    assert 0.2 < share(For.WARMING, trust=3) < 0.5
    assert 0.2 < share(For.ANSWER, trust=1) < 0.5  # wary
    assert share(For.ANSWER, trust=3) == 0


# --- the language model as a voice ---------------------------------------------------------------


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
