"""What counting needs of a signed rep beside its line: three levels for each point, in short.

It is written in the same transaction as the signature, so that a cohort of a million ratings is
counted without reading one of them. No words, and nothing of a rep that is not signed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from practice.record import Attempt
from practice.reps import Rep
from practice.reviews import Review

NO_LEVEL = "-"  # no opportunity, cannot tell, or not rated


@dataclass(frozen=True)
class Outcome:
    """Levels of the first attempt: `points` are ids without their skill, a space between two.

    `own`, `final` and `machine` hold one character for each of them, 0 to 4 or NO_LEVEL. `scorer`
    is who gave the machine's levels. `claims` were marked by a supervisor, `justified` of them
    justified.
    """

    points: str = ""
    own: str = ""
    final: str = ""
    machine: str = ""
    scorer: str = ""
    claims: int = 0
    justified: int = 0


NONE = Outcome()


def outcome(rep: Rep, review: Review) -> Outcome:
    """What a rep comes to as it is signed now; NONE while it is not."""
    signed = review.signed
    if signed is None:
        return NONE
    criteria = sorted(signed.levels)
    own, read = rep.self_rating(Attempt.FIRST), rep.judgement(Attempt.FIRST)
    verdicts = {mark.claim: mark.verdict for mark in review.claim_marks}
    return Outcome(
        points=" ".join(criterion.partition(".")[2] for criterion in criteria),
        own=short(criteria, own.levels if own else {}),
        final=short(criteria, signed.levels),
        machine=short(criteria, {r.criterion: r.level for r in read.ratings} if read else {}),
        scorer=f"{read.scorer} {read.model}".strip()[:140] if read else "",
        claims=len(verdicts),
        justified=sum(verdict == "justified" for verdict in verdicts.values()),
    )


def short(criteria: list[str], levels: Mapping[str, int | None]) -> str:
    """One character for each criterion.

    >>> short(["cds.fit", "cds.pin"], {"cds.pin": 3})
    '-3'
    """
    found = (levels.get(criterion) for criterion in criteria)
    return "".join(NO_LEVEL if level is None else str(level) for level in found)
