"""What a memory is, without any machinery."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from practice.remembering import Memory, NoMemories, NoMemory, Remembered


def test_a_first_session_knows_nothing() -> None:
    memory: Memory = NoMemory()
    assert list(memory.recall("What did we talk about last week?")) == []
    assert list(memory.recall("", most=100)) == []


def test_what_was_said_cannot_be_changed_afterwards() -> None:
    said = Remembered(1, "client", "I just walk now.", fact="on_foot")
    with pytest.raises(FrozenInstanceError):
        said.text = "I take the bus."  # type: ignore[misc]  # that is the point
    assert not said.agreed
    assert said == Remembered(session=1, who="client", text="I just walk now.", fact="on_foot")


def test_where_nobody_remembers_not_even_a_past_is_found() -> None:
    past = [Remembered(1, "client", "I just walk now.")]
    assert list(NoMemories().of("t", "first-panic", past).recall("I just walk now.")) == []
