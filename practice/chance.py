"""Chance that can be repeated: the same seed and name give the same number, everywhere."""

from __future__ import annotations

from hashlib import blake2s


def draw(seed: int, name: str) -> int:
    """A number that depends on nothing but these two, on every machine and in every release."""
    return int.from_bytes(blake2s(f"{seed}:{name}".encode(), digest_size=4).digest())
