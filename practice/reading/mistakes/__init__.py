"""The named mistakes of a talk: which, in which turn, and the words that show each.

A mistake is found by a small rule over what is said, whose words it uses and what went before
(one file for each skill). A turn that is skilled on the point all the same has none there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from practice.reading.mistakes import ags, cds, pse
from practice.reading.mistakes.talk import Talk
from practice.reading.turn import Found, Said
from practice.record import Mistake, Quote
from practice.rubrics import COMPETENT, Rubric

Finder = Callable[[Talk, int], list[str]]
FINDERS: Mapping[str, Mapping[str, Finder]] = {
    "cds": cds.FINDERS,
    "ags": ags.FINDERS,
    "pse": pse.FINDERS,
}
_WHATEVER_ELSE = ("jargon", "two_thoughts")  # what else is good about the turn undoes neither


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
            undone = _skilled(found, full) and tag.id not in _WHATEVER_ELSE
            if tag.id not in finders or undone:
                continue
            if shown := finders[tag.id](talk, n):
                quote = Quote(turn=s.turn, text=shown[0])
                made.setdefault(full, []).append(Mistake(tag=tag.id, quote=quote))
    return made


def _skilled(found: Mapping[str, Found], criterion: str) -> bool:
    level = found[criterion].level if criterion in found else None
    return level is not None and level > COMPETENT
