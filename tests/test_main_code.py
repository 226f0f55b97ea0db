"""The learnt main code: it tells the plain cases apart, and nothing that is typed upsets it."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice.adapters.main_code import CODES, WEIGHTS, MainCode, MainCoder, shipped
from practice.adapters.main_code.features import PLACES, features, hashed, plain
from practice.adapters.main_code.sentences import put
from practice.adapters.move_coder import EmbeddedMoveCoder
from practice.moves import Coded, Move

MOVES = EmbeddedMoveCoder()


def told(text: str, before: str = "") -> tuple[MainCode, float]:
    return shipped().code(text, before, MOVES.hints(text, before))


# None of these is among the turns it learnt from.
@pytest.mark.parametrize(
    ("text", "before", "code"),
    [
        ("How has your sleep been?", "", "question"),
        ("Can you tell me a bit about your brother?", "", "question"),
        ("how did he take it", "I told him in the end.", "question"),
        ("What worries you most about the exam?", "I can't stop thinking of it.", "question"),
        ("So you stayed in bed all day.", "I just stayed in bed.", "reflection"),
        ("It sounds like you're worn out.", "I do everything at home.", "reflection"),
        ("You miss him, and you're angry that he left.", "He left in May.", "reflection"),
        ("Alcohol makes the sleep lighter, so people wake up at three or four.", "Why?", "input"),
        ("Most people find that the fear comes down after twenty minutes.", "OK.", "input"),
        ("You could try going for a walk after dinner.", "What can I do?", "input"),
        ("Mm-hmm.", "And then he left.", "other"),
        ("Okay.", "Yes.", "other"),
        ("Nice to meet you.", "Hi.", "other"),
    ],
)
def test_a_plain_turn_gets_its_main_code(text: str, before: str, code: str) -> None:
    assert told(text, before)[0] == code


def test_a_probability_is_of_the_most_likely_of_four() -> None:
    assert told("Mm-hmm.", "He left.")[1] > 0.9
    assert 0.25 <= told("The bus, the shop, all that.", "I go out less.")[1] < 0.9


def test_what_the_client_said_and_the_moves_found_are_looked_at_too() -> None:
    text = "The corner, and then home."
    alone = features(text, "", [])
    answered = features(text, "I walk to the corner.", [])
    coded = features(text, "", [Coded(Move.SIMPLE_REFLECTION, text, 0.7)])
    assert "client corner" in answered and "client corner" not in alone
    assert answered["given back"] > 0 and "given back" not in alone
    assert coded["move simple_reflection"] == 0.7 and coded["share mirrors"] == 1
    assert "share mirrors" not in alone


def test_the_noise_of_a_transcript_is_not_looked_at() -> None:
    assert plain("Um, wha- what- what did [laughs] you, you  DO?") == "wha- what did you do?"
    assert features("Uh, what happened?", "", []) == features("what happened?", "", [])
    assert features("What happened?", "", []) != features("What happens?", "", [])


@pytest.mark.parametrize(
    ("sentence", "how", "about"),
    [
        ("so what did you do?", "opens", "other"),
        ("are you still there?", "inverted", "other"),
        ("okay, you went home?", "statement?", "you"),
        ("when did it begin?", "inverted late", "other"),
        ("did you go home", "inverted.", "other"),
        ("you went home.", "statement", "you"),
        ("i went home.", "statement", "me"),
        ("tell me about home.", "tell me", "other"),
        ("right, okay.", "token", "and"),
        ("?!", "short", "other"),
    ],
)
def test_a_question_is_told_from_a_statement_with_a_rising_voice(
    sentence: str, how: str, about: str
) -> None:
    assert put(sentence).how == how
    if how.startswith("statement"):
        assert put(sentence).about == about


def test_a_tag_makes_a_statement_a_question_of_its_own_kind() -> None:
    assert put("that looks good, isn't it?").tag
    assert not put("isn't that good of you?").tag


def test_the_weights_are_small_plain_numbers_that_fit_the_features() -> None:
    assert WEIGHTS.stat().st_size < 1_000_000
    with np.load(WEIGHTS, allow_pickle=False) as file:
        assert file.files == ["weights"]
        assert file["weights"].shape == (PLACES, len(CODES))
        assert file["weights"].dtype == np.float16
        assert np.isfinite(file["weights"]).all()


def test_a_coder_says_what_its_weights_say() -> None:
    places, _ = hashed({"question mark": 1.0})
    weights = np.zeros((PLACES, len(CODES)), dtype=np.float16)
    weights[places[0], CODES.index(MainCode.QUESTION)] = 5
    coder = MainCoder(weights)
    assert coder.code("Really?", "", [])[0] is MainCode.QUESTION
    assert coder.code("Really?", "", []).p > 0.9
    assert coder.code("Really.", "", []).p == pytest.approx(0.25)


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=300), before=st.text(max_size=300))
def test_whatever_is_typed_one_of_four_codes_comes_back(text: str, before: str) -> None:
    code, p = told(text, before)
    assert code in CODES
    assert 0.25 <= p <= 1


@pytest.mark.parametrize("piece", ["a", " ", "?", "so ", "a'", "a-", "you, ", "um, ", "[", "a b "])
def test_ten_thousand_characters_of_anything_take_a_moment(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    began = time.perf_counter()
    shipped().code(text, text, [])
    assert time.perf_counter() - began < 1.0
