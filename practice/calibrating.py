"""Seeing oneself: own ratings beside supervisors', exemplars to rate blind, and lending one's own.

Nothing of a panel's levels or reasons is handed out before the trainee's own rating of that
exemplar is saved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from practice import BadInput, NotFound, agreement, exemplars, flags, lending
from practice.exemplars import Did, Drill, Panel, Reason, Shown, Step
from practice.house import House
from practice.journal import Opened, open_own, open_rep
from practice.mirror import Mirror, mirror
from practice.reps import Turn
from practice.roles import Person, require
from practice.rubrics import LEVELS, Rubric, WorkedExample
from practice.written import Level


def my_mirror(house: House, me: Person, *, machine: bool = False) -> Mirror:
    """How this trainee's own ratings compare with the signed ones; see `mirror.py`."""
    require(me, "see own calibration")
    return mirror(house, me.id, machine=machine)


# --- exemplars to rate -----------------------------------------------------------------------


@dataclass(frozen=True)
class Point:
    """One thing to rate: its id, title, and what each level from 0 to 4 looks like."""

    id: str
    title: str
    anchors: tuple[str, ...]


@dataclass(frozen=True)
class Exemplar:
    """An exemplar as a trainee may see it now. The last block is empty until they have rated it."""

    id: str
    skill: str
    title: str  # of the skill
    written: bool  # for practice, with the levels of the rubric's authors
    client: str
    context: str
    lines: tuple[Turn, ...]
    points: tuple[Point, ...]
    # after the own rating
    own: Mapping[str, Level | None]
    panel: Panel
    reasons: tuple[Reason, ...]
    sentence: str

    @property
    def rated(self) -> bool:
        return bool(self.own)


@dataclass(frozen=True)
class Drills:
    """What a trainee has rated so far, and how near it came; nobody else's is in it."""

    rated: int
    left: Mapping[str, int]  # exemplars still to rate, by skill
    said: tuple[str, ...]


def my_drills(house: House, me: Person) -> Drills:
    """How many exemplars this trainee rated, how near they came, and how many are left."""
    require(me, "rate exemplars")
    drills = house.store.exemplars.drills(me.id)
    done = {drill.exemplar for drill in drills}
    left = {
        skill: sum(id_ not in done for id_ in _ids(house, me, rubric))
        for skill, rubric in house.content.rubrics.items()
    }
    return Drills(len(drills), left, exemplars.so_far(drills))


def _ids(house: House, me: Person, rubric: Rubric) -> list[str]:
    """Signed ones of other trainees first, the newest yes first; then those written for it."""
    signed = house.store.exemplars.standing_at(Did.AGREED, skill=rubric.id, other_than=me.id)
    return [*signed, *exemplars.in_turn(exemplars.written(rubric), me.id)]


def next_exemplar(house: House, me: Person, skill: str) -> Exemplar | None:
    """An exemplar of this skill that the trainee has not rated; None when there is none left."""
    require(me, "rate exemplars")
    done = {drill.exemplar for drill in house.store.exemplars.drills(me.id)}
    for id_ in _ids(house, me, house.content.rubric(skill)):
        if id_ not in done and (found := _open(house, me, id_)):
            return _blind(found)
    return None


def look_exemplar(house: House, me: Person, exemplar: str) -> Exemplar:
    """One exemplar: its words, and what the panel says only once this trainee has rated it."""
    require(me, "rate exemplars")
    return _looked(house, me, exemplar)


def _looked(house: House, me: Person, exemplar: str) -> Exemplar:
    found = _open(house, me, exemplar)
    if found is None:
        raise NotFound("This exemplar is not there (any more). Take another one.")
    drills = house.store.exemplars.drills(me.id)
    mine = next((drill for drill in drills if drill.exemplar == exemplar), None)
    if mine is None:
        return _blind(found)
    titles = {point.id: point.title for point in found.points}
    sentence = agreement.reread_sentence(mine.compared, titles)
    return replace(found, own=mine.levels, panel=mine.panel, sentence=sentence)


def _blind(found: Exemplar) -> Exemplar:
    return replace(found, own={}, panel={}, reasons=(), sentence="")


def rate_exemplar(
    house: House, me: Person, exemplar: str, levels: Mapping[str, Level | None]
) -> Exemplar:
    """Save one's own rating of an exemplar, once and for all; then the panel's comes with it."""
    require(me, "rate exemplars")
    found = _open(house, me, exemplar)
    if found is None:
        raise NotFound("This exemplar is not there (any more). Nothing was saved; take another.")
    if set(levels) != {point.id for point in found.points}:
        raise BadInput("Rate every point, or choose N/A where there was no opportunity.")
    if not {level for level in levels.values() if level is not None} <= set(LEVELS):
        raise BadInput("A level is 0, 1, 2, 3 or 4, or N/A.")
    if not any(level is not None for level in levels.values()):
        raise BadInput("Rate at least one point; otherwise there is nothing to compare.")
    drill = Drill(exemplar, found.skill, house.now(), dict(levels), found.panel)
    house.store.exemplars.rated(me.id, drill)  # rated before: what was said then stands
    return _looked(house, me, exemplar)


def _open(house: House, me: Person, exemplar: str) -> Exemplar | None:
    """An exemplar with everything in it, for this module only; None when it may not be shown."""
    if exemplar.startswith(exemplars.WRITTEN):
        for rubric in house.content.rubrics.values():
            example = exemplars.written(rubric).get(exemplar)
            if example:
                return _written(rubric, exemplar, example)
        return None
    steps = house.store.exemplars.steps([exemplar]).get(exemplar, ())
    if exemplars.standing(steps) is not Did.AGREED:
        return None
    opened = open_rep(house, exemplar)
    if opened.rep.trainee == me.id:
        return None
    shown = lending.text(house, opened, lending.hidden_of(steps))
    if lending.trouble(house, opened, shown):
        return None
    return _signed(house, opened, shown)


def _written(rubric: Rubric, id_: str, example: WorkedExample) -> Exemplar:
    return Exemplar(
        id=id_, skill=rubric.id, title=rubric.title, written=True, client="The client", context="",
        lines=(Turn("c1", "client", example.client), Turn("t1", "trainee", example.reply)),
        points=_points(rubric), own={}, panel=exemplars.written_panel(rubric, example),
        reasons=(Reason("Why", example.why),), sentence="",
    )  # fmt: skip


def _signed(house: House, opened: Opened, shown: Shown) -> Exemplar | None:
    plan = opened.rep.plan
    rubric, case = house.content.rubrics.get(plan.skill), house.content.cases.get(plan.case)
    if rubric is None or case is None:
        return None
    context = case.stimulus(plan.stimulus).context if plan.stimulus else case.public.context
    return Exemplar(
        id=opened.rep.id, skill=rubric.id, title=rubric.title, written=False,
        client=case.public.short_name, context=context, lines=shown.lines, points=_points(rubric),
        own={}, panel=exemplars.panel(opened.review), reasons=shown.reasons, sentence="",
    )  # fmt: skip


def _points(rubric: Rubric) -> tuple[Point, ...]:
    return tuple(
        Point(rubric.full(c), c.title, tuple(c.anchors.of(level) for level in LEVELS))
        for c in rubric.criteria
    )


# --- lending one's own -----------------------------------------------------------------------


@dataclass(frozen=True)
class Lent:
    """How one's own rep stands as an exemplar, and exactly what others are, or would be, shown.

    Other supervisors' levels of it are not among that: those stay between the raters.
    """

    rep: str
    standing: Did
    shown: Shown


def asked_to_lend(house: House, me: Person) -> list[str]:
    """The trainee's own reps that a supervisor proposed and they have not answered yet."""
    require(me, "lend a rep")
    return house.store.exemplars.standing_at(Did.PROPOSED, trainee=me.id)


def lent(house: House, me: Person, rep_id: str) -> Lent | None:
    """How this trainee's own rep stands as an exemplar; None when nobody proposed it."""
    require(me, "lend a rep")
    opened = open_own(house, me, rep_id)
    steps = house.store.exemplars.steps([rep_id]).get(rep_id, ())
    now = exemplars.standing(steps)
    if now is None or now is Did.TAKEN_BACK:
        return None
    shown = lending.text(house, opened, lending.hidden_of(steps))
    if now is not Did.AGREED and lending.trouble(house, opened, shown):
        return None  # it cannot be one any more; there is nothing to ask
    return Lent(rep_id, now, shown)


def answer_lending(
    house: House, me: Person, rep_id: str, yes: bool, hide: Sequence[str] = ()
) -> None:
    """Say yes or no to others learning from one's rep, or take a yes back; `hide` takes words out.

    Before the first yes, and from the moment it is taken back, nobody else sees it.
    """
    require(me, "lend a rep")
    opened = open_own(house, me, rep_id)
    steps = house.store.exemplars.steps([rep_id]).get(rep_id, ())
    now = exemplars.standing(steps)
    did = Did.AGREED if yes else Did.WITHDRAWN if now is Did.AGREED else Did.DECLINED
    if now is None:
        raise NotFound("Nobody proposed this rep as an exemplar.")
    if did is now or (did is Did.DECLINED and now is Did.WITHDRAWN):
        return  # said twice
    exemplars.may_follow(steps, did)
    words = tuple(dict.fromkeys(word for word in map(flags.clean, hide) if len(word) > 1))
    if yes:
        shown = lending.text(house, opened, (*lending.hidden_of(steps), *words))
        if why := lending.trouble(house, opened, shown):
            raise BadInput(why)
    house.store.exemplars.add(
        Step(rep_id, len(steps), did, me.id, house.now(), words if yes else ())
    )
    said = "let others learn from a rep" if yes else "let others not learn from a rep"
    house.store.note(house.now(), me.id, said, rep_id)
