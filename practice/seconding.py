"""Second ratings: a signed rep rated by a colleague who sees the words and nothing else.

What was signed never changes by it. Afterwards both see both ratings, and where two supervisors
lie furthest apart is a list to talk about.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO

from practice import BadInput, NotFound, WrongStage, flags, pairing, rota, standing, views
from practice.holding import open_theirs
from practice.house import House
from practice.journal import Opened, write
from practice.reviewed import Escalated, SecondRated
from practice.reviews import DONE, RepRow
from practice.roles import Person, require
from practice.rubrics import LEVELS
from practice.views import SecondView
from practice.written import Level

_DONE = frozenset(stage.value for stage in DONE)


@dataclass(frozen=True)
class Offers:
    """The reps that one is asked to rate a second time, and why there are none, if so."""

    rows: tuple[RepRow, ...]
    sentence: str


def second_offers(house: House, me: Person) -> Offers:
    """Signed reps of the random sample that this supervisor should rate as well, oldest first."""
    require(me, "rate blind")
    cohorts = house.store.people.supervises(me.id)
    here = rota.here(house, cohorts)
    if me.id in rota.away(house):
        return Offers((), "You are away, so no second ratings are offered to you.")
    rows = house.store.seconds(cohorts, "wanted")
    mine = pairing.offers(rows, house.store.pairs_of_raters(), here)
    found = tuple(row for row in rows if mine.get(row.id) == me.id)
    if found:
        return Offers(found, "")
    if all(len(readers) < 2 for readers in house.store.people.readers(cohorts).values()):
        return Offers((), (
            "Nobody else reads your cohort, so no second ratings are offered. A director can give "
            "it a second supervisor."
        ))  # fmt: skip
    return Offers((), "No second rating waits for you.")


def look_second(house: House, me: Person, rep_id: str) -> SecondView:
    """The words of a signed rep; the ratings of it only once this supervisor has rated."""
    require(me, "rate blind")
    opened = open_theirs(house, me, rep_id)
    if not _may_see(opened, me):
        raise NotFound("There is no second rating to make here.")
    house.store.trail.looked(house.now(), me.id, rep_id)
    names = {account.id: account.name for account in house.store.people.everyone()}
    return views.for_second(opened.rep, opened.review, house.content, me=me.id, names=names)


def _may_see(opened: Opened, me: Person) -> bool:
    """Whether it waits for a second rating by somebody like them, or has theirs already."""
    review = opened.review
    if any(rated.by == me.id for rated in review.seconds):
        return True
    new = all(rated.by != me.id for rated in review.raters)
    return new and review.wants_second(opened.rep)


def rate_second(
    house: House, me: Person, rep_id: str, levels: Mapping[str, Level | None], *,
    harm: bool = False, harm_note: str = "",
) -> None:  # fmt: skip
    """Save a second, blind rating. It is kept beside the first; the signature stays as it is.

    Harm that only the second rater saw goes to a director, since nobody reviews the rep any more.
    """
    require(me, "rate blind")
    opened = open_theirs(house, me, rep_id)
    if any(rated.by == me.id for rated in (*opened.review.raters, *opened.review.seconds)):
        raise WrongStage("You have rated this one; what you said then stands.")
    if not _may_see(opened, me):
        raise WrongStage("This one needs no second rating (any more); nothing was saved.")
    rubric = house.content.rubric_of(opened.rep.plan)
    if set(levels) != set(rubric.criterion_ids):
        raise BadInput("Rate every criterion, or choose N/A where there was no opportunity.")
    if not {level for level in levels.values() if level is not None} <= set(LEVELS):
        raise BadInput("A level is 0, 1, 2, 3 or 4, or N/A.")
    why = "Say in a line what was harmful, so that a director knows." if harm else ""
    note = flags.clean(harm_note, why)
    event = SecondRated(at=house.now(), by=me.id, levels=dict(levels), harm=harm, harm_note=note)
    seen = [Escalated(at=house.now(), by=me.id, note=note)] if harm else []
    write(house, opened, event, *seen, spent=[(me.id, "rating"), (me.id, "harm")])
    standing.rated_twice(house, rep_id, me.id)


@dataclass(frozen=True)
class Disagreement:
    """A rep on which two supervisors lie far apart, for a calibration meeting: no trainee's name.

    `levels` are (criterion's title, first, second), those that differ most first.
    """

    rep: str
    case: str
    skill: str
    first: str
    second: str
    levels: tuple[tuple[str, int | None, int | None], ...]
    width: float


def widest(house: House, me: Person) -> list[Disagreement]:
    """The five widest disagreements between supervisors of one's cohorts."""
    require(me, "rate blind")
    cohorts = house.store.people.supervises(me.id)
    rows = {r.id: r for r in house.store.seconds(cohorts, "done") if r.review in _DONE}
    ratings = [
        rating
        for cohort in sorted(cohorts)
        for rating in house.store.ratings(cohort=cohort, sources=["blind"], twice=True)
    ]
    names = {account.id: account.name for account in house.store.people.everyone()}
    cases, rubrics = house.content.cases, house.content.rubrics
    found = []
    for apart in pairing.widest(rows.values(), ratings):
        row = rows[apart.rep]
        case, rubric = cases.get(row.case), rubrics.get(row.skill)
        titles = {rubric.full(c): c.title for c in rubric.criteria} if rubric else {}
        levels = sorted(apart.levels, key=lambda level: -_distance(level[1], level[2]))
        found.append(
            Disagreement(
                apart.rep,
                case.title if case else row.case,
                rubric.title if rubric else row.skill,
                names.get(apart.first, "somebody who left"),
                names.get(apart.second, "somebody who left"),
                tuple((titles.get(c, c), one, two) for c, one, two in levels),
                apart.width,
            )
        )
    return found


def _distance(one: int | None, two: int | None) -> int:
    return 0 if one is None or two is None else abs(one - two)


def meeting(house: House, me: Person) -> list[tuple[Disagreement, SecondView]]:
    """The same with the words of each rep, to read together; whose they are is not in it."""
    require(me, "rate blind")
    found = []
    for apart in widest(house, me):
        opened = open_theirs(house, me, apart.rep)
        view = views.for_second(opened.rep, opened.review, house.content, me=me.id, names={})
        found.append((apart, view))
    house.store.note(house.now(), me.id, "took reps to a calibration meeting", f"{len(found)} reps")
    return found


def widest_table(house: House, me: Person) -> str:
    """The same as CSV, one line for each criterion; trainees are not named."""
    require(me, "rate blind")
    text = StringIO()
    table = csv.writer(text)
    table.writerow(["rep", "case", "skill", "criterion", "rater", "level", "rater", "level"])
    for found in widest(house, me):
        for title, one, two in found.levels:
            both = (found.first, _said(one), found.second, _said(two))
            cells = (found.rep, found.case, found.skill, title, *both)
            table.writerow([_cell(cell) for cell in cells])
    return text.getvalue()


def _said(level: int | None) -> str:
    return "N/A" if level is None else str(level)


def _cell(text: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text


def blind_to(house: House, me: Person) -> frozenset[str]:
    """Reps of one's cohorts whose ratings one may not see yet: a second rating is still wanted."""
    require(me, "rate blind")
    cohorts = house.store.people.supervises(me.id)
    rows = house.store.seconds(cohorts, "wanted")
    return frozenset(row.id for row in rows if row.signed_by != me.id)
