"""llama.cpp inside this process: a model from a GGUF file, so that no word leaves the machine.

Needs the optional package xllamacpp. Its server listens on loopback only, behind a key that this
process makes up and keeps to itself; the rest of the trainer talks to it as to any other server.
"""

from __future__ import annotations

import atexit
import os
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from threading import Lock, current_thread
from threading import enumerate as enumerate_threads
from typing import Any

from practice import ModelUnavailable

PACKAGE = "xllamacpp"
# The words of several talks are kept at once, each in a slot, and reread from where they changed.
# Left to itself the server would put a talk where another with the same client begins alike.
SLOTS = 8
_WORDS_KEPT = 12288  # tokens, shared by the slots
_ROOM = 512 * 1024**2  # bytes needed beside the file itself
_MAGIC = b"GGUF"
CALLS = "language model"  # what the names of the threads begin with that talk to a server
_HANGING_UP = 10.0  # seconds


@dataclass(frozen=True)
class Address:
    """Where the server in this process listens, and the key it asks for."""

    url: str
    key: str


class InProcess:
    """One GGUF file; loaded when it is first asked for, closed when the process ends.

    Raises ModelUnavailable with the remedy: the package to install, the file to correct, memory.
    """

    def __init__(self, path: Path, threads: int | None = None, free: int | None = None) -> None:
        if find_spec(PACKAGE) is None:
            raise ModelUnavailable(
                f"A model on this computer needs one more package: python -m pip install {PACKAGE}"
            )
        _check(path, _free() if free is None else free)
        self.path = path
        self._threads = threads or os.cpu_count() or 1
        self._lock = Lock()
        self._server: Any = None
        self._address: Address | None = None
        self._talks = OrderedDict((f"nobody {n}", n) for n in range(SLOTS))  # longest unused first

    def address(self) -> Address:
        """Where it listens. Loads the model the first time, which takes seconds. Thread-safe."""
        with self._lock:
            if self._address is None:
                key = secrets.token_urlsafe(32)
                self._server = _started(self.path, self._threads, key)
                self._address = Address(f"{self._server.listening_address}/v1", key)
                atexit.register(self.close)
            return self._address

    def slot(self, begins: str, talk: str) -> int:
        """The slot that holds a talk, or else what it `begins` with, or else the longest unused.

        A talk that has not begun is an empty one; its slot goes to the first that begins like it.
        """
        with self._lock:
            mine, prepared = f"{begins}\n{talk}", f"{begins}\n"
            known = next((key for key in (mine, prepared) if key in self._talks), None)
            number = self._talks.pop(known) if known else self._talks.popitem(last=False)[1]
            self._talks[mine] = number
            return number

    def close(self) -> None:
        """Stop it and give the memory back; asking for the address loads it again.

        A call that was given up hangs up at its next piece. It is waited for: stopping a server
        that still talks to somebody can stand still for half a minute.
        """
        atexit.unregister(self.close)
        until = time.monotonic() + _HANGING_UP
        for thread in enumerate_threads():
            if thread.name.startswith(CALLS) and thread is not current_thread():
                thread.join(max(0.0, until - time.monotonic()))
        with self._lock:
            self._server = self._address = None


def _check(path: Path, free: int | None) -> None:
    try:
        with path.open("rb") as file:
            begins = file.read(len(_MAGIC))
        size = path.stat().st_size
    except OSError as error:
        raise ModelUnavailable(
            f"The model file {path.name} cannot be read ({error.strerror}): check the path after "
            "llamacpp: in PRACTICE_MODEL."
        ) from None
    if begins != _MAGIC:
        raise ModelUnavailable(
            f"The model file {path.name} is not in the GGUF format, which llama.cpp reads: check "
            "PRACTICE_MODEL."
        )
    if free is not None and free < size + _ROOM:
        needs, has = (f"{n / 1024**3:.1f} GiB" for n in (size + _ROOM, free))
        raise ModelUnavailable(
            f"The model file {path.name} needs about {needs} of memory and {has} are free: close "
            "other programs or choose a smaller model."
        )


def _free() -> int | None:
    """Bytes of memory that can be had without swapping; None where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    found = [line.split()[1] for line in lines if line.startswith("MemAvailable:")]
    return int(found[0]) * 1024 if found else None


def _started(path: Path, threads: int, key: str) -> Any:
    llama = import_module(PACKAGE)  # slow, and only with such a model configured
    wants = llama.CommonParams()
    wants.model.path = str(path)
    wants.port, wants.api_keys, wants.ui, wants.endpoint_slots = 0, [key], False, False
    wants.n_parallel, wants.n_ctx, wants.kv_unified = SLOTS, _WORDS_KEPT, True
    wants.cache_prompt, wants.cache_idle_slots, wants.cache_ram_mib = True, False, 0
    wants.cpuparams.n_threads = wants.cpuparams_batch.n_threads = threads
    wants.verbosity = 0  # it would write the words of a talk into the server's log
    try:
        return llama.Server(wants)
    except RuntimeError:  # its text says no more than that
        raise ModelUnavailable(
            f"The model file {path.name} cannot be loaded: it is damaged, made for another version "
            f"of llama.cpp (python -m pip install --upgrade {PACKAGE}), or memory is short."
        ) from None
