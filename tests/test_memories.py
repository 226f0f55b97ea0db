"""What a client remembers: found by meaning, apart from everybody else's, and forgotten."""

from __future__ import annotations

import logging
import socket
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice import ModelUnavailable
from practice.adapters.meaning import Embedder, Meaning, NoMeaning, Vectors
from practice.adapters.memories import Memories
from practice.remembering import Remembered

EMBEDDER = Embedder()
MEMORIES = Memories(EMBEDDER)

PAST = [
    Remembered(1, "client", "I've not been on a bus since. I walk it, both ways.", fact="on_foot"),
    Remembered(1, "trainee", "Let's say one stop on the 14 before Friday.", agreed=True),
    Remembered(1, "client", "My sister asked me to Sunday lunch and I said I was working."),
    Remembered(2, "client", "I sleep in a watch that shows my heart rate.", fact="two_fingers"),
]

things = st.builds(
    Remembered,
    session=st.integers(1, 5),
    who=st.sampled_from(["client", "trainee"]),
    text=st.text(max_size=40),
    fact=st.none() | st.sampled_from(["on_foot", "dose"]),
    agreed=st.booleans(),
)


@pytest.fixture(params=["by meaning", "by words"])
def memories(request: pytest.FixtureRequest) -> Memories:
    return Memories(EMBEDDER if request.param == "by meaning" else NoMeaning())


def collections(memories: Memories) -> list[Any]:
    """Its Chroma collections (Chroma shares one store among all clients of a process)."""
    names = set(memories._indexed)
    client = memories._client
    return [found for found in client.list_collections() if found.name in names] if client else []


# Finding


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Are you still avoiding the bus and going on foot?", 0),
        ("How did it go with the one stop we agreed?", 1),
        ("What stopped you from seeing your family at the weekend?", 2),
        ("Do you still check your pulse at night?", 3),
    ],
)
def test_a_question_finds_what_it_refers_to(question: str, found: int) -> None:
    ((nearest, closeness), *_) = MEMORIES.of("t", "first-panic", PAST).recall(question)
    assert nearest == PAST[found]
    assert 0.2 < closeness <= 1.0


def test_without_meaning_shared_words_find_it() -> None:
    memory = Memories(NoMeaning("not installed")).of("t", "first-panic", PAST)
    assert [thing for thing, _ in memory.recall("How was the lunch with your sister?")] == [PAST[2]]
    assert list(memory.recall("What was that like for you?")) == []


def test_a_model_that_fails_while_it_is_asked_leaves_the_words() -> None:
    class Failing(NoMeaning):
        def vectors(self, texts: Sequence[str]) -> Vectors:
            raise ModelUnavailable(f"The sentence model cannot read {len(texts)} texts.")

    memory = Memories(Failing()).of("t", "first-panic", PAST)
    assert memory.recall("your sister")[0][0] == PAST[2]


def test_the_nearest_comes_first_and_no_more_than_asked(memories: Memories) -> None:
    memory = memories.of("t", "c", PAST)
    found = [closeness for _, closeness in memory.recall("the bus to my sister", most=4)]
    assert found == sorted(found, reverse=True)
    assert len(found) > 1
    assert len(memory.recall("the bus to my sister", most=1)) == 1
    assert list(memory.recall("the bus to my sister", most=0)) == []


def test_closeness_is_that_of_the_embedder() -> None:
    found = MEMORIES.of("t", "c", PAST).recall("Do you walk?", most=10)
    expected = EMBEDDER.closeness("Do you walk?", [thing.text for thing, _ in found])
    assert [closeness for _, closeness in found] == pytest.approx(expected, abs=1e-4)
    assert len(found) == len(PAST)


def test_the_same_words_said_again_are_remembered_once_as_they_were_said_last() -> None:
    again = Remembered(3, "client", PAST[2].text)
    found = MEMORIES.of("t", "c", [*PAST, again]).recall("sister", most=10)
    assert [thing for thing, _ in found if thing.text == again.text] == [again]


def test_nothing_said_before_is_nothing_remembered(memories: Memories) -> None:
    assert list(memories.of("t", "c", []).recall("bus")) == []
    assert list(memories.of("t", "c", [Remembered(1, "client", "  ")]).recall("bus")) == []
    assert list(memories.of("t", "c", PAST).recall(" ")) == []


@pytest.mark.parametrize("text", ["x" * 6000, "bus " * 1500, "🙂🚌", "\ud83d", "\0", "？"])
def test_any_text_can_be_asked_and_remembered(memories: Memories, text: str) -> None:
    past = [*PAST, Remembered(2, "trainee", text)]
    found = [thing.text for thing, _ in memories.of("t", "c", past).recall(text, most=1)]
    assert found in ([text], [])
    assert len(memories.of("t", "c", past).recall("the bus", most=10)) >= 1


# Apart


@settings(max_examples=20, deadline=None)
@given(st.lists(things, max_size=4), st.lists(things, max_size=4), st.text(max_size=40))
def test_nobody_is_ever_told_what_another_trainee_said(
    ours: list[Remembered], theirs: list[Remembered], question: str
) -> None:
    for memories in (MEMORIES, Memories(NoMeaning())):
        first = memories.of("ours", "c", ours)
        second = memories.of("theirs", "c", theirs)
        for memory, past in ((first, ours), (second, theirs), (first, ours)):
            for asked in (question, *(thing.text for thing in [*ours, *theirs])):
                assert {thing for thing, _ in memory.recall(asked, most=10)} <= set(past)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(max_size=5), min_size=2, max_size=2), st.text(max_size=5))
def test_no_two_names_can_be_put_together_to_a_third(trainee: list[str], case: str) -> None:
    name = MEMORIES._name
    if trainee[0] != trainee[1]:
        assert name(trainee[0], case) != name(trainee[1], case)
    assert (name(trainee[0], trainee[1] + case) == name(trainee[0] + trainee[1], case)) is (
        trainee[1] == ""
    )


def test_one_trainee_is_known_to_each_client_for_what_they_said_to_that_client() -> None:
    mateo = MEMORIES.of("t", "mateo", PAST[:1])
    ravi = MEMORIES.of("t", "ravi", PAST[2:3])
    assert [thing for thing, _ in mateo.recall("sister", most=9)] == PAST[:1]
    assert [thing for thing, _ in ravi.recall("bus", most=9)] == PAST[2:3]


def test_an_index_holds_neither_words_nor_names(caplog: pytest.LogCaptureFixture) -> None:
    memories = Memories(EMBEDDER)
    with caplog.at_level(logging.DEBUG):
        memories.of("ada", "first-panic", PAST).recall("Do you walk to your sister’s?")
    (index,) = collections(memories)
    assert all(letter in "0123456789abcdef" for letter in index.name)
    held = index.get(include=["documents", "metadatas", "uris"])
    assert held["ids"] == ["0", "1", "2", "3"]
    assert not any(held["documents"] or []) and not any(held["metadatas"] or [])
    assert "sister" not in caplog.text and "ada" not in caplog.text


def test_two_programmes_in_one_process_share_nothing() -> None:
    first, second = Memories(EMBEDDER), Memories(EMBEDDER)
    first.of("t", "c", PAST[:1]).recall("bus")
    found = second.of("t", "c", PAST[3:]).recall("bus", most=9)
    assert [thing for thing, _ in found] == PAST[3:]
    assert set(first._indexed).isdisjoint(second._indexed)


# Made, made again, forgotten


def test_the_same_past_twice_makes_one_index() -> None:
    memories = Memories(EMBEDDER)
    memory = memories.of("t", "c", PAST)
    memory.recall("bus")
    assert memories.of("t", "c", list(PAST)) is memory
    memory.recall("bus")
    assert len(collections(memories)) == 1
    assert memories._made == 1


def test_a_past_that_has_changed_takes_the_place_of_the_former(memories: Memories) -> None:
    memory = memories.of("t", "c", PAST[:1])
    assert memory.recall("bus sister", most=9)[0][0] == PAST[0]
    changed = memories.of("t", "c", PAST[2:3])
    for one in (memory, changed):
        assert [thing for thing, _ in one.recall("bus sister", most=9)] == PAST[2:3]
    assert len(collections(memories)) <= 1


@settings(max_examples=15, deadline=None)
@given(st.lists(things, min_size=1, max_size=4))
def test_what_is_forgotten_is_not_found_and_others_keep_theirs(past: list[Remembered]) -> None:
    for memories in (Memories(EMBEDDER), Memories(NoMeaning())):
        gone, stays = memories.of("gone", "c", past), memories.of("stays", "c", PAST)
        elsewhere = memories.of("gone", "another", past)
        gone.recall("bus"), elsewhere.recall("bus")
        before = stays.recall("your sister")
        memories.forget("gone")
        assert list(gone.recall(past[0].text, most=9)) == []
        assert list(elsewhere.recall(past[0].text, most=9)) == []
        assert stays.recall("your sister") == before
        assert len(collections(memories)) <= 1


def test_what_was_forgotten_can_be_told_anew() -> None:
    memories = Memories(EMBEDDER)
    memories.of("t", "c", PAST).recall("bus")
    memories.forget("t")
    memories.forget("nobody we know")
    assert memories.of("t", "c", PAST).recall("bus")[0][0] == PAST[0]


def test_only_so_many_are_made_before_their_memory_is_given_back() -> None:
    memories = Memories(EMBEDDER, most_made=3)
    hands = [memories.of(f"trainee {number}", "c", PAST) for number in range(8)]
    for _ in range(2):
        for memory in hands:
            assert memory.recall("Do you still walk?")[0][0] == PAST[0]
            assert len(collections(memories)) == len(memories._indexed) <= 3


def test_an_index_that_was_broken_off_is_made_again() -> None:
    memories = Memories(EMBEDDER)
    memory = memories.of("t", "c", PAST)
    memory.recall("bus")
    memories._indexed[next(iter(memories._indexed))].index = None
    assert memory.recall("Do you still walk?")[0][0] == PAST[0]
    assert len(collections(memories)) == 1


def test_many_may_ask_at_once() -> None:
    memories = Memories(EMBEDDER, most_made=4)

    def practise(number: int) -> bool:
        memory = memories.of(f"trainee {number % 6}", "c", PAST)
        if number % 10 == 9:
            memories.forget("trainee 5")
        found = [thing for thing, _ in memory.recall("Do you still walk?", most=1)]
        return found == PAST[:1] or (found == [] and number % 6 == 5)

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(practise, range(60)))


# The machine


def test_nothing_is_asked_of_the_network_or_written_down(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("CHROMA_SERVER_HOST=example.org\n")
    monkeypatch.setenv("CHROMA_API_IMPL", "chromadb.api.fastapi.FastAPI")
    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    memories = Memories(EMBEDDER)
    assert memories.of("t", "c", PAST).recall("Do you still walk?")[0][0] == PAST[0]
    memories.forget("t")
    assert [path.name for path in tmp_path.iterdir()] == [".env"]


def test_no_telemetry_is_asked_for() -> None:
    memories: Memories = Memories(EMBEDDER)
    memories.of("t", "c", PAST).recall("bus")
    client = memories._client
    assert client is not None
    assert client.get_settings().anonymized_telemetry is False
    assert client.get_settings().is_persistent is False


def test_both_kinds_of_meaning_are_asked_alike() -> None:
    kinds: list[Meaning] = [EMBEDDER, NoMeaning()]
    assert [len(kind.closeness("bus", ["tram", "train"])) for kind in kinds] == [2, 2]
