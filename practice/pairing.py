"""Second ratings: who is offered which rep, so that raters are linked, and where two lie widest.

Takes ids and rows and gives ids and rows; it opens nothing and decides nothing about a rep.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from practice.chance import draw
from practice.record import Attempt
from practice.reviews import RatingRow, RepRow


def offers(
    rows: Sequence[RepRow], pairs: Mapping[frozenset[str], int], here: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """Rep -> who should rate it next: of those here, whoever shares fewest reps with the first.

    `pairs` are how many reps two raters have rated both; `here` are each cohort's supervisors.
    Offers made on the way count as well, so that ten new reps do not all go to one colleague. A
    rep whose cohort has nobody else is in no offer.
    """
    known = dict(pairs)
    load: dict[str, int] = {}
    found = {}
    for row in rows:
        others = [id_ for id_ in here.get(row.cohort, ()) if id_ != row.signed_by]
        if row.signed_by is None or not others:
            continue
        first = row.signed_by

        def order(id_: str, first: str = first, rep: str = row.id) -> tuple[int, int, int]:
            return known.get(frozenset((first, id_)), 0), load.get(id_, 0), draw(0, f"{rep} {id_}")

        chosen = min(others, key=order)
        pair = frozenset((first, chosen))
        known[pair] = known.get(pair, 0) + 1
        load[chosen] = load.get(chosen, 0) + 1
        found[row.id] = chosen
    return found


@dataclass(frozen=True)
class Apart:
    """One rep that two supervisors rated blind: `levels` are (criterion, first, second).

    `width` is the mean distance over the criteria that both gave a level, `widest` the largest.
    """

    rep: str
    first: str
    second: str
    levels: tuple[tuple[str, int | None, int | None], ...]
    width: float
    widest: int


def widest(rows: Iterable[RepRow], ratings: Iterable[RatingRow], most: int = 5) -> list[Apart]:
    """The reps on which two supervisors lie furthest apart, the widest first; equal ones are none.

    Whoever rated the same rep again had seen other ratings by then: their first rating counts.
    """
    blind: dict[tuple[str, str], dict[str, int | None]] = {}
    for rating in sorted(ratings, key=lambda rating: rating.at):
        if rating.source == "blind" and rating.attempt == Attempt.FIRST:
            given = blind.setdefault((rating.rep, rating.rater), {})
            given.setdefault(rating.criterion, rating.level)
    found = []
    for row in rows:
        one = blind.get((row.id, row.signed_by or ""), {})
        two = blind.get((row.id, row.second_by or ""), {})
        levels = tuple((c, level, two[c]) for c, level in one.items() if c in two)
        steps = [abs(a - b) for _, a, b in levels if a is not None and b is not None]
        if any(steps) and row.signed_by and row.second_by:
            width = sum(steps) / len(steps)
            found.append(Apart(row.id, row.signed_by, row.second_by, levels, width, max(steps)))
    return sorted(found, key=lambda apart: (-apart.width, -apart.widest, apart.rep))[:most]
