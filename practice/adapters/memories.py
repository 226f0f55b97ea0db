"""What a client remembers of one trainee, found by meaning: a Chroma index in this process alone.

The records stay the only place where words are kept. An index holds numbers: it is made from what
is handed in, made anew when that has changed, and gone with the process, so that a purge has
nothing else to clean. Two processes never share one; Chroma would lose rows.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from hashlib import sha256
from math import sqrt
from threading import RLock
from typing import TYPE_CHECKING, cast
from weakref import WeakValueDictionary

from practice import ModelUnavailable
from practice.adapters.meaning import Meaning
from practice.remembering import Memory, Remembered

if TYPE_CHECKING:
    from chromadb import Collection
    from chromadb.api.client import Client

# Chroma gives the memory of an index back only when all of it is closed, and an index takes 2.7 MB
# however short it is: after this many, Chroma is closed, and what is asked for is made again.
MOST_MADE = 32
_AT_ONCE = 1000  # rows handed to Chroma together; it takes no more than some thousands
_NEIGHBOURS = 100  # looked at for each answer, so that an approximate index is exact for a memory

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_SMALL = frozenset(
    _WORD.findall(
        "a about all am an and any are as at be been but by can can't could did didn't do does "
        "doing don't for from get go got had has have he her him his how i i'd i'll i'm i've if in "
        "into is it it's just know last like me mean my no not now of off oh okay on one or our "
        "out really said say she so some something sort still than that that's the their them then "
        "there there's these they thing things think this those time to told too up us very was we "
        "well were what when where which who why will with would yeah yes you you'd you're you've "
        "your"
    )
)


class Memories:
    """Every client's memory of every trainee who is practising now; safe between threads."""

    def __init__(self, meaning: Meaning, most_made: int = MOST_MADE) -> None:
        """With a `NoMeaning`, a memory finds what shares words with the question instead."""
        self._meaning = meaning
        self._most_made = most_made
        self._salt = secrets.token_bytes(16)  # names tell nothing, and two of these share nothing
        self._lock = RLock()
        self._client: Client | None = None
        self._known: WeakValueDictionary[str, _Past] = WeakValueDictionary()  # in any hands
        self._indexed: dict[str, _Past] = {}
        self._made = 0  # indexes since Chroma was opened

    def of(self, trainee: str, case: str, past: Sequence[Remembered]) -> Memory:
        """What the client of that case knows of that trainee, indexed when it is first asked.

        The same past again is the same memory; a past that has changed takes the place of the
        former one, also for whoever still holds it.
        """
        name, things = self._name(trainee, case), _distinct(past)
        with self._lock:
            known = self._known.get(name)
            if known is None:
                known = self._known[name] = _Past(self, name, self._name(trainee))
            if known.things != things:
                self._put_away(known)
                known.things = things
            return known

    def forget(self, trainee: str) -> None:
        """Drop every memory of a trainee; one that somebody still holds knows nothing any more."""
        owner = self._name(trainee)
        with self._lock:
            for past in list(self._known.values()):
                if past.owner == owner:
                    past.things = ()
            self._close()  # their numbers are gone with it; those of others are made again
            self._meaning.clear()

    def nearest(self, past: _Past, text: str, most: int) -> list[tuple[Remembered, float]]:
        """Answer for one past: by meaning, or by shared words where there is no meaning."""
        if not past.things or not text.strip() or most < 1:
            return []
        try:
            asked = self._meaning.vectors([text])
            if past.index is None:  # the slow part, and nobody waits for it: here no lock is held
                self._meaning.vectors([thing.text for thing in past.things])
            with self._lock:
                index = self._index(past) if asked.any() else None
                things = past.things
                if index is None:
                    return _sharing_words(things, text, most)
                found = index.query(
                    query_embeddings=[asked[0]],
                    n_results=min(len(things), max(most, _NEIGHBOURS)),
                    include=["distances"],
                )
        except ModelUnavailable:
            return _sharing_words(past.things, text, most)
        far = (found["distances"] or [[]])[0]
        near = zip(found["ids"][0], far, strict=True)
        return _best([(things[int(at)], min(1.0, 1.0 - distance)) for at, distance in near], most)

    def _name(self, *of: str) -> str:
        """Names nobody: the same for the same people, and different in every process."""
        parts = [part.encode("utf-8", "surrogatepass") for part in of]
        framed = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
        return sha256(self._salt + framed).hexdigest()

    def _index(self, past: _Past) -> Collection | None:
        """The index of a past, made now if there is none; of what has been forgotten, none."""
        if not past.things:
            return None
        if past.index is None:
            if self._made >= self._most_made:
                self._close()
            if self._client is None:
                self._client = _opened()
            rows = self._meaning.vectors([thing.text for thing in past.things])
            self._put_away(past)  # half of one, if making it was broken off
            index = self._client.create_collection(
                past.name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )
            self._indexed[past.name] = past
            self._made += 1
            for first in range(0, len(rows), _AT_ONCE):
                some = rows[first : first + _AT_ONCE]
                places = [str(first + at) for at in range(len(some))]
                index.add(ids=places, embeddings=some)
            past.index = index
        return past.index

    def _put_away(self, past: _Past) -> None:
        """Drop an index; whoever holds that past makes it again by asking."""
        if self._indexed.pop(past.name, None) and self._client is not None:
            past.index = None
            self._client.delete_collection(past.name)

    def _close(self) -> None:
        """Drop every index, and close Chroma, which gives their memory back."""
        for past in list(self._indexed.values()):
            self._put_away(past)
        if self._client is not None:
            self._client.close()
        self._client, self._made = None, 0


class _Past:
    """The memory that is handed out: there is one for a trainee and a client."""

    def __init__(self, memories: Memories, name: str, owner: str) -> None:
        self._memories = memories
        self.name = name
        self.owner = owner
        self.things: tuple[Remembered, ...] = ()
        self.index: Collection | None = None

    def recall(self, text: str, most: int = 3) -> Sequence[tuple[Remembered, float]]:
        return self._memories.nearest(self, text, most)


def _opened() -> Client:
    """Chroma in memory, imported now (it is slow); what the environment says of it is not asked."""
    import chromadb
    from chromadb.config import Settings

    client = chromadb.EphemeralClient(
        Settings(
            _env_file=None,
            anonymized_telemetry=False,
            chroma_api_impl="chromadb.api.rust.RustBindingsAPI",
            chroma_otel_collection_endpoint="",
        )
    )
    return cast("Client", client)  # its type promises no close()


def _distinct(past: Sequence[Remembered]) -> tuple[Remembered, ...]:
    """The same words said again are remembered once, as they were said last."""
    last = {(thing.who, thing.text, thing.fact, thing.agreed): thing for thing in past}
    return tuple(thing for thing in last.values() if thing.text.strip())


def _best(found: Sequence[tuple[Remembered, float]], most: int) -> list[tuple[Remembered, float]]:
    """The nearest first; of two as near, the one said in the later session."""
    return sorted(found, key=lambda pair: (-pair[1], -pair[0].session))[:most]


def _sharing_words(
    things: Sequence[Remembered], text: str, most: int
) -> list[tuple[Remembered, float]]:
    """What shares words that carry something: how many, beside how many there are in both."""
    asked = _content(text)
    found = []
    for thing in things:
        said = _content(thing.text)
        if shared := len(asked & said):
            found.append((thing, shared / sqrt(len(asked) * len(said))))
    return _best(found, most)


def _content(text: str) -> frozenset[str]:
    """The words that carry something, cut to five letters so that endings do not matter."""
    words = _WORD.findall(text.lower().replace("\u2019", "'"))
    return frozenset(word[:5] for word in words if word not in _SMALL)
