"""A judge on trial: what it makes of replies that people rated, before it reads any trainee's.

A judge is told from another by its stamp: scorer, model, prompts and rubrics. One that a director
has not accepted reads nobody's work. A changed one is on trial again, beside the last accepted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import asdict, dataclass
from statistics import fmean
from typing import Any, Literal
from zlib import crc32

from practice import BadInput, asking, golden, reading
from practice.agreement import quadratic_weighted_kappa
from practice.golden import Gold, Item
from practice.house import House
from practice.roles import Person, require

ACCEPTED = "judge accepted"  # setting: {"stamp", "figures"}; no stamp once it is refused
ON_TRIAL = "judge on trial"  # setting: {"stamp", "state", "figures"}
PROGRESS = "the trial"  # what a reader's progress is asked about
REPLIES = 20  # of each skill
ENOUGH = 10  # rated replies with a level; below, no figure says anything

State = Literal["none", "running", "done"]
Levels = dict[str, int | None]  # by criterion


@dataclass(frozen=True)
class Figures:
    """How a scorer reads one criterion of the golden replies.

    `n` have a level of the people and of the scorer; on `unscored` more it could not tell. `kappa`
    (quadratic weights) and `bias` (mean level, scorer minus people) are None below ten.
    """

    n: int
    unscored: int
    kappa: float | None
    bias: float | None


@dataclass(frozen=True)
class Line:
    """One criterion: the judge, the embedded scorer on the same replies, the last one accepted."""

    criterion: str
    judge: Figures
    embedded: Figures
    before: Figures | None

    @property
    def drift(self) -> float | None:
        """How much more (+) or less generous it is than the last accepted one, in levels."""
        if self.before is None or self.before.bias is None or self.judge.bias is None:
            return None
        return self.judge.bias - self.before.bias


@dataclass(frozen=True)
class Trial:
    """Where the judge that is configured now stands; `lines` are empty until the trial is done."""

    state: State
    model: str
    stamp: str
    accepted: bool
    done: int = 0
    of: int = 0
    away: bool = False
    lines: tuple[Line, ...] = ()


# --- a director's verbs --------------------------------------------------------------------------


def trial(house: House, me: Person) -> Trial:
    """How the trial of this judge stands; its model is empty when no judge is configured."""
    require(me, "change settings")
    if house.judge is None:
        return Trial("none", "", "", False)
    now = stamp(house)
    kept = _on_trial(house)
    progress = house.reader.progress(PROGRESS)
    return Trial(
        state=kept["state"] if kept else "none",
        model=house.judge.name,
        stamp=now,
        accepted=accepted(house, now),
        done=progress.done if progress else 0,
        of=progress.of if progress else 0,
        away=bool(progress and progress.away),
        lines=_lines(kept["figures"], _accepted(house).get("figures", {})) if kept else (),
    )


def begin_trial(house: House, me: Person) -> None:
    """Have the judge read the golden replies; it happens beside everything else."""
    require(me, "change settings")
    if house.judge is None:
        raise BadInput("No language model is set up to read replies: PRACTICE_JUDGE names one.")
    chosen(house)  # a mistake in the golden set is said at once
    _keep(house, me.id, "running", {})
    house.store.note(house.now(), me.id, "put the judge on trial", house.judge.name[:80])
    house.reader.wake()


def accept(house: House, me: Person) -> None:
    """Let the judge read the work of trainees who agreed; only after its trial."""
    require(me, "change settings")
    kept = _on_trial(house)
    if house.judge is None or not kept or kept["state"] != "done":
        raise BadInput("The trial of this judge is not done; begin it, or wait for its end.")
    value = {"stamp": stamp(house), "figures": kept["figures"]}
    house.store.change_setting(ACCEPTED, value, me.id, house.now())
    house.store.note(house.now(), me.id, "accepted the judge", house.judge.name[:80])


def refuse(house: House, me: Person) -> None:
    """Have no judge read trainees' work: the embedded scorer does, and what waits is not left."""
    require(me, "change settings")
    value = _accepted(house) | {"stamp": ""}
    house.store.change_setting(ACCEPTED, value, me.id, house.now())
    name = house.judge.name[:80] if house.judge else ""
    house.store.note(house.now(), me.id, "refused the judge", name)
    house.reader.wake()


# --- what others ask -----------------------------------------------------------------------------


def stamp(house: House) -> str:
    """What tells this judge from any other: scorer, model, and all prompts and rubrics as a hash.

    Empty when no judge is configured.
    """
    if house.judge is None:
        return ""
    rubrics = [house.content.rubrics[skill] for skill in sorted(house.content.rubrics)]
    parts = [part for r in rubrics for part in (asking.prompt_hash(r), r.fingerprint)]
    whole = hashlib.sha256("\n".join([house.judge.name, *parts]).encode()).hexdigest()
    return f"{asking.SCORER} {house.judge.name[:80]} {whole[:32]}"


def accepted(house: House, stamp: str) -> bool:
    """Whether a director has accepted the judge of this stamp, and not refused it since."""
    return bool(stamp) and _accepted(house).get("stamp") == stamp


def running(house: House) -> bool:
    """Whether a trial of the judge that is configured now has begun and is not done."""
    kept = _on_trial(house)
    return bool(kept) and kept["state"] == "running"


# --- the trial itself ----------------------------------------------------------------------------


def step(house: House, read: MutableMapping[str, Levels], told: Callable[[int, int], None]) -> bool:
    """Have one more golden reply read into `read`; after the last, keep the figures: then True.

    Raises ModelUnavailable when the judge does not answer; what was read stays in `read`.
    """
    assert house.judge is not None
    gold, items = chosen(house)
    left = [item for item in items if item.id not in read]
    told(len(items) - len(left), len(items))
    if left:
        item = left[0]
        rubric = house.content.rubric(item.skill)
        found = asking.ratings(house.judge, rubric, [_said(house, item)])
        read[item.id] = {rating.criterion: rating.level for rating in found}
        told(len(items) - len(left) + 1, len(items))
        if len(left) > 1:
            return False
    embedded = {item.id: by_the_embedded(house, item) for item in items}
    found_out = {
        criterion: {
            "judge": asdict(figures(criterion, read, items, gold)),
            "embedded": asdict(figures(criterion, embedded, items, gold)),
        }
        for criterion in sorted({c for levels in read.values() for c in levels})
    }
    _keep(house, "machine", "done", found_out)
    return True


def chosen(house: House) -> tuple[Gold, list[Item]]:
    """The golden set, and twenty rated replies of each skill from it, the same every time.

    Raises ContentError when the golden set has a mistake.
    """
    gold = golden.gold(house.content.rubrics)
    rated = {item for item, _ in gold.levels}
    by_skill: dict[str, list[Item]] = {}
    for item in sorted(gold.items, key=lambda item: crc32(item.id.encode())):
        if item.id in rated:
            by_skill.setdefault(item.skill, []).append(item)
    return gold, [item for skill in sorted(by_skill) for item in by_skill[skill][:REPLIES]]


def _said(house: House, item: Item) -> reading.Said:
    return reading.said("t1", item.reply, item.client, house.coder, item.key, item.sheet)


def by_the_embedded(house: House, item: Item) -> Levels:
    """What the embedded scorer says of one golden reply."""
    found = reading.read([_said(house, item)], house.content.rubric(item.skill), house.meaning)
    return {rating.criterion: rating.level for rating in found}


def figures(criterion: str, read: Mapping[str, Levels], items: list[Item], gold: Gold) -> Figures:
    """How near the levels that were read come to those of the people, for one criterion."""
    both = [
        (read[item.id].get(criterion), people)
        for item in items
        if criterion in read[item.id] and (people := gold.level(item.id, criterion)) is not None
    ]
    pairs = [(level, people) for level, people in both if level is not None]
    silent = len(both) - len(pairs)
    if len(pairs) < ENOUGH:
        return Figures(len(pairs), silent, None, None)
    machine, reference = [level for level, _ in pairs], [people for _, people in pairs]
    kappa = quadratic_weighted_kappa(machine, reference)
    return Figures(len(pairs), silent, kappa, fmean(machine) - fmean(reference))


# --- what is kept --------------------------------------------------------------------------------


def _keep(house: House, by: str, state: State, figures: Mapping[str, Any]) -> None:
    value = {"stamp": stamp(house), "state": state, "figures": figures}
    house.store.change_setting(ON_TRIAL, value, by, house.now())


def _on_trial(house: House) -> dict[str, Any]:
    """What is kept of the trial of exactly this judge; empty when there was none."""
    kept: dict[str, Any] = house.store.setting(ON_TRIAL, {})
    return kept if house.judge and kept.get("stamp") == stamp(house) else {}


def _accepted(house: House) -> dict[str, Any]:
    kept: dict[str, Any] = house.store.setting(ACCEPTED, {})
    return kept


def _lines(now: Mapping[str, Any], before: Mapping[str, Any]) -> tuple[Line, ...]:
    return tuple(
        Line(
            criterion,
            Figures(**found["judge"]),
            Figures(**found["embedded"]),
            Figures(**before[criterion]["judge"]) if criterion in before else None,
        )
        for criterion, found in now.items()
    )
