"""Which outside tool may see which words, for what, and who agreed.

No call leaves for a provider without the trainee's own, specific, revocable yes to exactly this
notice; without it the authored voice carries on and nothing else changes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """What words may be sent for; each is asked about on its own."""

    CLIENT_VOICE = "client voice"
    SCORING = "scoring"


@dataclass(frozen=True)
class Notice:
    """What a trainee is told before words go to a tool. Changing anything asks everybody again."""

    purpose: Purpose
    tool: str
    host: str
    keeps: str = (
        "The programme has not stated how long the tool keeps this, or whether it trains on it."
    )

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that change with any part of the notice (SHA-256)."""
        raw = "\n".join([self.purpose, self.tool, self.host, self.keeps])
        return hashlib.sha256(raw.encode()).hexdigest()[:16]

    @property
    def stays_here(self) -> bool:
        """Whether the words stay on the machine that runs the trainer."""
        return self.host in ("127.0.0.1", "localhost", "::1", "in process")

    def text(self) -> str:
        """Two plain sentences."""
        where = "on this computer" if self.stays_here else f"at {self.host}"
        if self.purpose is Purpose.SCORING:
            return (
                f"Your replies can be read by {self.tool}, which runs {where}: it is sent each "
                f"reply with what the client said before it and what the exercise is about, never "
                f"your name, your own ratings or your cohort. {self.keeps}"
            )
        return (
            f"The simulated client can speak through {self.tool}, which runs {where}: it is sent "
            f"your replies and the client's lines of one encounter, never your name, ratings or "
            f"cohort. {self.keeps}"
        )
