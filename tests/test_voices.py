"""The authored voice says nothing twice, no locked fact, and what fits."""

from __future__ import annotations

import random
import re
import statistics
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from practice import cases, client, rubrics
from practice.adapters.move_coder import EmbeddedMoveCoder
from practice.adapters.voices import INSTEAD, AuthoredVoice
from practice.benches.client import SCRIPTED
from practice.benches.encounters import held
from practice.benches.therapists import everybody
from practice.cases import Case, For, Mood, RuptureKind
from practice.cases.parts import ONLY_LATER
from practice.client import Ask, Intent, Spoken
from practice.guarding import faults
from practice.moves import Coded, Move
from practice.reps import Turn
from practice.state import State

ROOT = Path(__file__).parent.parent
VOICE = AuthoredVoice()


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
            assert "locked fact" not in faults(case, state, 100, spoken.text)
            told += wants.fact is not None
    assert told > 5  # else the line above would have tested nothing


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
    scripts = everybody(SCRIPTED)[name]
    lengths = [
        words(line.client)
        for seed in range(12)
        for therapist in ("good enough", "repairer")
        for line in held(case, scripts[therapist], seed, EmbeddedMoveCoder(), lambda: VOICE).lines
    ]
    assert 6 <= statistics.median(lengths) <= 14
    assert sum(length <= 5 for length in lengths) >= 0.25 * len(lengths)
    assert sum(length > 60 for length in lengths) <= 0.06 * len(lengths)


@pytest.mark.parametrize("use", [use for use in For if use not in {For.SAFETY, *ONLY_LATER}])
def test_the_lines_that_can_stand_in_for_a_kind_outlast_twenty_turns(use: For) -> None:
    for case in shipped().values():
        anytime = [line for line in case.lines if line.mood is None and line.since is None]
        assert sum(line.use in (use, *INSTEAD[use]) for line in anytime) >= 15, case.id


def test_a_kind_that_is_used_up_is_stood_in_for_and_in_the_end_by_a_small_sign() -> None:
    case = dana()
    thoughts = tuple(line.id for line in case.lines if line.use is For.THOUGHT)
    answers = {line.id for line in case.lines if line.use is For.ANSWER}
    assert VOICE.speak(an_ask(For.THOUGHT)).used[-1] in thoughts
    assert VOICE.speak(an_ask(For.THOUGHT, state={"used": thoughts})).used[-1] in answers
    every_line = tuple(line.id for line in case.lines)
    alone = VOICE.speak(an_ask(For.THOUGHT, state={"used": every_line}))
    guarded = case.private.style.signs[Mood.GUARDED]
    assert alone.text in guarded
    assert [key.partition(":")[0] for key in alone.used] == ["sign"]
    signs = tuple(f"sign:guarded:{i}" for i in range(len(guarded)))
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
    anytime = [line for line in case.lines if line.use is For.ANSWER and not line.since]
    for topic in {line.topic for line in anytime if line.topic}:
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
        asks = (an_ask(For.THOUGHT, case, seed=seed, turns=turns) for seed in range(40))
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


def test_small_signs_fit_the_mood_often_when_hurt_and_now_and_then_at_ease() -> None:
    def share(use: For, mood: Mood, **state: object) -> float:
        asks = [an_ask(use, seed=seed, state=state) for seed in range(90)]
        told = [VOICE.speak(ask).text for ask in asks]
        fitting = tuple(dana().private.style.signs[mood])
        assert all(text.startswith(fitting) for text in told if text.startswith("("))
        return sum(text.startswith("(") for text in told) / 90

    hurt = {"rupture": RuptureKind.WITHDRAWAL, "rupture_id": "hurried"}
    assert 0.35 < share(For.WITHDRAWN, Mood.HURT, **hurt) < 0.65
    assert 0.2 < share(For.WARMING, Mood.AT_EASE, trust=3) < 0.5
    assert 0.2 < share(For.ANSWER, Mood.GUARDED, trust=1) < 0.5  # wary
    assert share(For.ANSWER, Mood.AT_EASE, trust=3) == 0


def test_a_line_that_denies_a_fact_goes_once_it_is_told_and_one_about_it_comes_then() -> None:
    case = dana()
    fact = case.ladder[0]
    untold = [line for line in case.lines if line.until == fact.id]
    told = [line for line in case.lines if line.since == fact.id]
    assert untold
    assert told
    before, after = set(), set()
    for seed in range(60):
        for topic in [None, *case.private.topics]:
            topics = frozenset({topic} if topic else ())
            asks = an_ask(intent={"topics": topics}, seed=seed)
            before.add(VOICE.speak(asks).used[-1])
            opened = an_ask(intent={"topics": topics}, seed=seed, state={"opened": (fact.id,)})
            after.add(VOICE.speak(opened).used[-1])
    assert before & {line.id for line in untold}
    assert not before & {line.id for line in told}
    assert after & {line.id for line in told}
    assert not after & {line.id for line in untold}


def test_a_feeling_word_of_the_trainees_may_be_taken_up_and_nothing_else_is_put_there() -> None:
    case = dana()
    echoing = {line.id for line in case.lines if "{echo}" in line.text}
    assert echoing
    others = tuple(
        line.id for line in case.lines if line.use is For.WARMING and line.id not in echoing
    )
    said = VOICE.speak(
        an_ask(For.WARMING, text="That sounds lonely.", state={"used": others, "trust": 3})
    )
    assert set(said.used) & echoing
    assert "lonely" in said.text.lower()
    assert "{" not in said.text
    plain = VOICE.speak(
        an_ask(For.WARMING, text="Right, {echo}.", state={"used": others, "trust": 3})
    )
    assert not set(plain.used) & echoing
    assert "{" not in plain.text


class ByWords:
    """Nearness that can be read: the share of words in common."""

    def closeness(self, text: str, others: Sequence[str]) -> list[float]:
        asked = set(re.findall(r"\w+", text.lower()))
        return [len(asked & set(re.findall(r"\w+", o.lower()))) / 5 for o in others]


def test_of_the_lines_that_fit_the_one_nearest_in_meaning_is_said() -> None:
    case, voice = dana(), AuthoredVoice(ByWords())
    lines = [
        line for line in case.lines if line.use is For.ANSWER and not (line.since or line.mood)
    ]
    chosen = 0
    for line in lines:
        topics = frozenset({line.topic} if line.topic else ())
        ask = an_ask(text=line.text, intent={"topics": topics}, state={"trust": 3})
        chosen += line.id in voice.speak(ask).used
    assert chosen > 0.8 * len(lines)
    blind = sum(
        line.id in VOICE.speak(an_ask(text=line.text, state={"trust": 3})).used for line in lines
    )
    assert blind < 0.2 * len(lines)
