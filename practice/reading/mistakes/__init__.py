"""The named mistakes of a talk: which, in which turn, and the words that show each.

A mistake is found by a small rule over what is said, whose words it uses and what went before
(one file for each skill). A turn that is skilled on the point all the same has made none there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from practice.reading.mistakes import ags, aiu, cds, icd, pse, rup
from practice.reading.mistakes.talk import Talk
from practice.reading.turn import Found, Said
from practice.record import Mistake, Quote
from practice.rubrics import COMPETENT, Rubric

Finder = Callable[[Talk, int], list[str]]
FINDERS: Mapping[str, Mapping[str, Finder]] = {
    "cds": cds.FINDERS,
    "ags": ags.FINDERS,
    "pse": pse.FINDERS,
    "rup": rup.FINDERS,
    "aiu": aiu.FINDERS,
    "icd": icd.FINDERS,
}
_NEVER = 5  # a level that there is not
# From which level on a turn has not made a mistake: else from skilled on. What else is good about a
# turn undoes no jargon; and who has begun to ask has not told without asking.
_UNDONE_FROM: Mapping[str, int] = {
    "jargon": _NEVER, "two_thoughts": _NEVER, "no_permission": 2, "no_check": 2,
}  # fmt: skip


def mistakes(
    readings: Sequence[tuple[Said, Mapping[str, Found]]], rubric: Rubric
) -> dict[str, list[Mistake]]:
    """By criterion, in the order of the turns; `readings` holds what each turn came to."""
    talk = Talk(tuple(s for s, _ in readings), rubric)
    finders = FINDERS.get(rubric.id, {})
    made: dict[str, list[Mistake]] = {}
    for n, (s, found) in enumerate(readings):
        if not s.sentences or not s.english or s.echo:
            continue
        for tag in rubric.error_tags:
            full = f"{rubric.id}.{tag.criterion}"
            level = found[full].level if full in found else None
            undone_from = _UNDONE_FROM.get(tag.id, COMPETENT + 1)
            if tag.id not in finders or (level is not None and level >= undone_from):
                continue
            if shown := finders[tag.id](talk, n):
                quote = Quote(turn=s.turn, text=shown[0])
                made.setdefault(full, []).append(Mistake(tag=tag.id, quote=quote))
    return made
