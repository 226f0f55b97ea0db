"""How somebody sees themselves beside their supervisors: everything their page may hold, no more.

No rater's name, id or severity is in it. Only one estimate is put right for raters' severity, by
one and the same amount for all of a trainee's reps, and by none where one rater signed most of
them: what a page says minus what the trainee can work out is never somebody's severity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from practice import calibration, mirror_words, programme, standing
from practice.calibration import ENOUGH, Compared, Pair
from practice.house import House
from practice.journal import open_rep
from practice.mirror_words import Told
from practice.programme import Programme
from practice.record import Attempt
from practice.reviews import DONE, RepRow
from practice.severity import Severities

MOSTLY = 2 / 3  # of the signed reps by one rater: nothing is put right for severity then
LISTED = 3  # reps of each list, the newest
READ_BY_MACHINE = 40  # reps, the newest, whose machine levels are read for the comparison


class Step(NamedTuple):
    """The estimate after the `number`th signed rep, with its 80 % band, in tenths of a level."""

    number: int
    at: datetime
    mean: float
    low: float
    high: float
    new_rater: bool


class Rated(NamedTuple):
    """One point of a rep: its title, the trainee's own level and the signed one."""

    title: str
    own: int
    theirs: int


class Again(NamedTuple):
    """A signed rep worth looking at again: the points it is about, and the supervisor's words."""

    rep: str
    at: datetime
    about: str
    points: tuple[Rated, ...] = ()
    words: str = ""


class Listed(NamedTuple):
    """The newest reps of one list, and how many there are in all."""

    reps: tuple[Again, ...]
    of: int


class Part(NamedTuple):
    """One skill or one of its points, in figures; `missing` says what they wait for."""

    title: str
    whole: bool  # a skill; else one of its points
    n: int
    bias: str
    apart: str
    near: str
    missing: str


@dataclass(frozen=True)
class Shown:
    """What five signed reps and more have to say."""

    sentence: str
    titles: Mapping[str, str]  # of criteria and skills, by id
    compared: Mapping[str, tuple[Compared, ...]]  # by skill, the one with most signed reps first
    machine: Mapping[str, float]  # the mean provisional level by criterion, when asked for
    machine_may: bool  # whether there is any machine level that may be shown
    trend: tuple[Step, ...]
    more: tuple[str, ...]  # sentences
    spot_its: Listed
    blind_spots: Listed
    hidden_strengths: Listed
    figures: tuple[Told, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Mirror:
    """What “How I see myself” holds; `shown` is None under five signed reps."""

    signed: int
    with_supervisors: int  # sent, and neither signed nor returned yet
    reps: tuple[Again, ...]  # the signed reps, the newest first
    to_come: tuple[tuple[str, int], ...]
    shown: Shown | None = None


def mirror(
    house: House, trainee: str, *, unseen: Collection[str] = (), machine: bool = False
) -> Mirror:
    """What the page about this trainee holds now; `unseen` are reps that its reader must not see.

    With `machine` the provisional levels of those points whose gate is open come with it.
    """
    ratings = house.store.ratings(trainee=trainee, sources=["self", "final"])
    pairs = calibration.pairs([rating for rating in ratings if rating.rep not in unseen])
    rows = house.store.rows_of(trainee)
    signed = calibration.signed_reps(pairs)
    waits = sum(row.submitted_at is not None and row.review not in DONE for row in rows)
    about = {row.id: _about(house, row) for row in rows}
    newest = {pair.rep: pair.at for pair in reversed(pairs)}
    reps = tuple(Again(rep, at, about.get(rep, "")) for rep, at in newest.items())
    enough = signed >= ENOUGH["bias"]
    return Mirror(
        signed=signed,
        with_supervisors=waits,
        reps=reps,
        to_come=mirror_words.still_to_come(signed),
        shown=_shown(house, reps, pairs, rows, machine) if enough else None,
    )


def _shown(
    house: House, reps: Sequence[Again], pairs: Sequence[Pair], rows: Sequence[RepRow],
    machine: bool,
) -> Shown:  # fmt: skip
    taught = replace(house.lessons.of(house.store, house.now()), sent=programme.sent_reps(rows))
    known = without_severity(taught, pairs)
    more = (
        programme.moving(pairs, known), programme.telling_apart(pairs), programme.sureness(pairs)
    )  # fmt: skip
    titles = _titles(house)
    spot, blind, hidden = (
        _listed(house, found, reps, titles, says)
        for found, says in (
            (calibration.spot_its(pairs), "corrective"),
            (calibration.blind_spots(pairs), "corrective"),
            (calibration.hidden_strengths(pairs), "strength"),
        )
    )
    return Shown(
        sentence=calibration.sentence(pairs, estimate=programme.estimate(pairs, known)) or "",
        titles=titles,
        compared=_by_skill(pairs),
        machine=_machine(house, [one.rep for one in reps]) if machine else {},
        machine_may=bool(house.store.setting(standing.SETTING, {})),
        trend=_trend(pairs, known),
        more=tuple(one for one in more if one),
        spot_its=spot,
        blind_spots=blind,
        hidden_strengths=hidden,
        figures=tuple(mirror_words.told(one) for one in programme.figures(pairs, known)),
        parts=_parts(pairs, known, titles),
    )


def without_severity(known: Programme, pairs: Sequence[Pair]) -> Programme:
    """What is known, with one amount in place of every rater's severity.

    It is the mean severity of whoever signed these reps, each counted as often as they signed, so
    that the estimate stays the same and no step of it tells two raters apart. Where one rater
    signed more than two thirds it would be theirs, and nothing is put right.
    """
    signed = Counter(rep[0].rater for rep in calibration.reps_of(pairs))
    n = signed.total()
    if not n or max(signed.values()) > MOSTLY * n:
        return replace(known, severities=Severities())
    mean = sum(known.severities.of(rater) * times for rater, times in signed.items()) / n
    raters = tuple(replace(one, levels=mean) for one in known.severities.raters)
    return replace(known, severities=Severities(raters, known.severities.unknown))


def _titles(house: House) -> dict[str, str]:
    rubrics = house.content.rubrics.values()
    skills = {rubric.id: rubric.title for rubric in rubrics}
    return skills | {r.full(c): c.title for r in rubrics for c in r.criteria}


def _by_skill(pairs: Sequence[Pair]) -> dict[str, tuple[Compared, ...]]:
    """Both means of each criterion, in tenths; the skill with most signed reps first."""
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(_skill(pair.criterion), []).append(pair)
    order = sorted(groups, key=lambda skill: -calibration.signed_reps(groups[skill]))
    return {
        skill: tuple(
            one._replace(
                self_mean=round(one.self_mean, 1), reference_mean=round(one.reference_mean, 1)
            )
            for one in calibration.by_criterion(groups[skill])
        )
        for skill in order
    }


def _skill(criterion: str) -> str:
    return criterion.partition(".")[0]


def _trend(pairs: Sequence[Pair], known: Programme) -> tuple[Step, ...]:
    """In tenths, so that no more can be worked out from the steps than is said in words."""
    return tuple(
        Step(number, step.at, round(step.estimate.mean, 1), round(step.estimate.low80, 1),
             round(step.estimate.high80, 1), step.new_rater)
        for number, step in enumerate(programme.trend(pairs, known), start=ENOUGH["bias"])
    )  # fmt: skip


def _listed(
    house: House, pairs: Sequence[Pair], reps: Sequence[Again], titles: Mapping[str, str], says: str
) -> Listed:
    """The newest reps of these pairs, each once, with what the supervisor wrote about it."""
    points: dict[str, list[Rated]] = {}
    for pair in pairs:
        title = titles.get(pair.criterion, pair.criterion)
        points.setdefault(pair.rep, []).append(Rated(title, pair.self_level, pair.reference_level))
    found: list[Again] = []
    for known in reps:
        if known.rep in points and len(found) < LISTED:
            signed = open_rep(house, known.rep).review.signed
            words = getattr(signed, says) if signed else ""
            found.append(known._replace(points=tuple(points[known.rep]), words=words))
    return Listed(tuple(found), len(points))


def _about(house: House, row: RepRow) -> str:
    """A rep in a few words: the skill and the client."""
    case, rubric = house.content.cases.get(row.case), house.content.rubrics.get(row.skill)
    skill, client = rubric.title if rubric else row.skill, case.public.name if case else row.case
    return f"{skill} with {client}"


def _parts(pairs: Sequence[Pair], known: Programme, titles: Mapping[str, str]) -> tuple[Part, ...]:
    """Each skill and, below it, its points."""
    found = []
    for skill in dict.fromkeys(_skill(pair.criterion) for pair in pairs):
        own = [pair for pair in pairs if _skill(pair.criterion) == skill]
        found.append(_part(own, known, titles.get(skill, skill), True))
        for criterion in dict.fromkeys(pair.criterion for pair in own):
            point = [pair for pair in own if pair.criterion == criterion]
            found.append(_part(point, known, titles.get(criterion, criterion), False))
    return tuple(found)


def _part(pairs: Sequence[Pair], known: Programme, title: str, whole: bool) -> Part:
    n, needed = calibration.signed_reps(pairs), ENOUGH["bias"]
    if n < needed:
        return Part(title, whole, n, "", "", "", mirror_words.missing(n, needed))
    bias = programme.estimate(pairs, known)
    apart, near = calibration.typical_error(pairs) or 0.0, calibration.within_one(pairs) or 0.0
    likely = mirror_words.between(mirror_words.way(bias.low80), mirror_words.way(bias.high80))
    return Part(title, whole, n, f"{mirror_words.way(bias.mean)} ({likely})", f"{apart:.1f}",
                f"{round(100 * near)} %", "")  # fmt: skip


def _machine(house: House, reps: Sequence[str]) -> dict[str, float]:
    """The mean of the machine's levels that a trainee may see, criterion by criterion."""
    levels: dict[str, list[float]] = {}
    for rep in reps[:READ_BY_MACHINE]:
        judged = open_rep(house, rep).rep.judgement(Attempt.FIRST)
        for criterion, level in standing.numbers(house, judged).items():
            levels.setdefault(criterion, []).append(level)
    return {criterion: round(sum(each) / len(each), 1) for criterion, each in levels.items()}
