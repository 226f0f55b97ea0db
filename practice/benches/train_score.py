"""`python -m practice.bench train-score`: learns the scorer's weights again, and says how well.

Learns from two thirds of the stimuli of `rubrics/gold/` and from the rubrics' own examples; numpy
is all it needs, and the same files give the same weights, byte for byte.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray

from practice import BadInput, check, golden, reading
from practice.adapters.meaning import Meaning, open_meaning
from practice.adapters.move_coder import EmbeddedMoveCoder
from practice.agreement import quadratic_weighted_kappa
from practice.benches.printing import printed, progress
from practice.golden import Item, in_outline
from practice.reading.learnt import PLAIN, WITH_MEANING, Learnt
from practice.reading.measures import MEANT, Numbers
from practice.rubrics import Rubric

HELD_OUT = 0  # of the thirds of stimuli: not looked at while measures and settings were chosen
# How much each group of measures may explain, and how tightly all are held; chosen by leaving
# whole stimuli out of the other two thirds.
SHARES: Mapping[str, float] = {
    "rules": 0.5, "moves": 0.5, "built": 1.0, "kinds": 2.5, "words": 1.0, "easy": 0.5,
    "whole": 1.5, "asked": 0.75, "first": 0.5, "last": 0.5, "real": 0.75, "near": 0.3,
}  # fmt: skip
WHOLE = ("kinds", "whole", "asked", "first", "last", "real")  # held together, not number by number
TIGHTNESS = 4.0
# A reply that people rated counts twice: with all that its author knows, and with the outline of it
# that others may give. Everything else is learnt from beside these, and never measured.
BLIND, OUTLINE, BESIDE = "blind", "outline", "beside"
FULL_WORTH, OUTLINE_WORTH = 0.6, 0.4
EXAMPLE = 0.4  # how much an example of a rubric counts beside a reply that was rated blind
EMPTY = Path(__file__).with_name("empty_replies.csv")
EMPTY_EACH, EMPTY_WORTH, PADDED_WORTH = 4, 0.2, 0.6  # a stimulus, and how much each counts
_UNKNOWN = frozenset({"pse.true", "pse.plain"})
_UNKNOWN_FOR = {"advice": frozenset({"cds.next", "pse.use"}), "chat": frozenset({"ags.bridge"})}
_CHANGED_BY_WARMTH = frozenset({"pse.plain", "pse.use"})
FOLDS = 12
FARTHEST = 2.5  # spreads from the middle: what is rarer counts no more than that
_LEAST_SPREAD = 0.05  # of a measure, so that a rare one does not count for everything


@dataclass(frozen=True)
class Rated:
    """One reply as it is learnt from: its measures by group, and its level on each criterion."""

    item: Item
    groups: Mapping[str, Numbers]
    rules: Mapping[str, int | None]
    levels: Sequence[float]  # nan where there is none
    weight: float = 1.0
    kind: str = BLIND


def rated(
    item: Item,
    rubric: Rubric,
    levels: Sequence[float | None],
    meaning: Meaning,
    weight: float,
    kind: str = BESIDE,
) -> Rated:
    """Look at one reply; nothing of its ratings is looked at."""
    said = reading.said("t1", item.reply, item.client, _CODER, item.key, item.sheet)
    found = reading.by_rules(said, rubric)
    numbers = [np.nan if level is None else float(level) for level in levels]
    groups = reading.measures(said, found, rubric, None if meaning.trouble else meaning)
    return Rated(item, groups, {c: f.level for c, f in found.items()}, numbers, weight, kind)


_CODER = EmbeddedMoveCoder()


def examples(rubric: Rubric) -> Iterator[tuple[Item, list[float | None]]]:
    """Every example of a rubric, and the levels that its author states."""
    ids = rubric.criterion_ids
    for n, whole in enumerate(rubric.worked_examples):
        same = [e for e in rubric.worked_examples if e.client == whole.client]
        real = any("pathologise_reality" in e.tags for e in same)
        text = " ".join([whole.client, *(e.reply for e in same)])
        item = golden.example(f"{rubric.id}-worked-{n}", rubric, whole.client, whole.reply, text)
        yield (
            golden.taken_as_real(item) if real else item,
            [whole.levels.get(name.partition(".")[2]) for name in ids],
        )
    for criterion in rubric.criteria:
        for n, one in enumerate(criterion.examples):
            name = f"{rubric.full(criterion)}-{n}"
            item = golden.example(name, rubric, one.client, one.reply, f"{one.client} {one.reply}")
            full = rubric.full(criterion)
            yield item, [one.level if full == each else None for each in ids]


def empty() -> list[tuple[str, str]]:
    """Replies that are worth nothing whatever the client said: (kind, text)."""
    with EMPTY.open(encoding="utf-8", newline="") as file:
        return [(row["kind"], row["text"]) for row in csv.DictReader(file)]


def worthless(item: Item, rubric: Rubric, turn: int) -> Iterator[tuple[Item, list[float | None]]]:
    """Some empty replies to the client of an item: nothing is met, whatever their length."""
    every = empty()
    for step in range(EMPTY_EACH):
        kind, text = every[(turn * EMPTY_EACH + step) % len(every)]
        unknown = _UNKNOWN | _UNKNOWN_FOR.get(kind, frozenset())
        worth = {"cds.hold": 1.0} if kind == "warm" else {}
        levels = [None if c in unknown else worth.get(c, 0.0) for c in rubric.criterion_ids]
        yield replace(item, id=f"{item.id}.empty-{step}", reply=text), levels


def padded(item: Item, rubric: Rubric, levels: Sequence[float | None], turn: int) -> Any:
    """A rated reply with warm words before or after it: worth no more and no less."""
    warm = [text for kind, text in empty() if kind == "warm"]
    pad = warm[turn % len(warm)]
    text = f"{item.reply} {pad}" if turn % 2 else f"{pad} {item.reply}"
    kept = [
        None if c in _CHANGED_BY_WARMTH
        else max(1.0, level) if c == "cds.hold" and level is not None
        else level
        for c, level in zip(rubric.criterion_ids, levels, strict=True)
    ]  # fmt: skip
    return replace(item, id=f"{item.id}.padded", reply=text), kept


def learn(rows: Sequence[Rated], criteria: Sequence[str]) -> Learnt:
    """Ridge regression of each criterion on all measures, solved over replies; cuts left open."""
    names = list(rows[0].groups)
    blocks, middles, reaches, scales = [], [], [], []
    for name in names:
        block = np.array([row.groups[name] for row in rows], dtype=np.float64)
        middle = block.mean(axis=0)
        if name in WHOLE:
            spread = np.full(block.shape[1], np.sqrt(((block - middle) ** 2).sum(1).mean()))
        else:
            spread = np.maximum(block.std(axis=0), _LEAST_SPREAD) * np.sqrt(block.shape[1])
        scale = np.sqrt(SHARES[name]) / np.maximum(spread, 1e-9)
        reach = FARTHEST * np.maximum(block.std(axis=0), _LEAST_SPREAD)
        blocks.append(np.clip(block - middle, -reach, reach) * scale)
        middles.append(middle)
        reaches.append(reach)
        scales.append(scale)
    whole, scale = np.hstack(blocks), np.concatenate(scales)
    levels = np.array([row.levels for row in rows])
    counts = np.array([row.weight for row in rows])
    weights, base = np.zeros((whole.shape[1], len(criteria))), np.zeros(len(criteria))
    for at in range(len(criteria)):
        known = ~np.isnan(levels[:, at])
        x, y, w = whole[known], levels[known, at], counts[known]
        base[at] = np.average(y, weights=w)
        pull = np.linalg.solve(x @ x.T + TIGHTNESS * np.diag(1 / w), y - base[at])
        weights[:, at] = (x.T @ pull) * scale
    open_cuts = np.tile(np.arange(4) + 0.5, (len(criteria), 1))
    middle, reach = np.concatenate(middles), np.concatenate(reaches)
    return Learnt(tuple(criteria), middle, reach, weights, base, open_cuts)


def left_out(rows: Sequence[Rated], criteria: Sequence[str]) -> NDArray[np.float64]:
    """Values of each blind-rated reply from weights that saw no reply to its stimulus."""
    values = np.full((len(rows), len(criteria)), np.nan)
    stimuli = sorted({row.item.stimulus for row in rows if row.kind == BLIND})
    for fold in range(FOLDS):
        some = set(stimuli[fold::FOLDS])
        kept = [row for row in rows if row.item.stimulus not in some]
        model = learn(kept, criteria) if some else None
        for n, row in enumerate(rows):
            if model and row.kind != BESIDE and row.item.stimulus in some:
                values[n] = list(model.values(row.groups).values())
    return values


def cut(values: NDArray[np.float64], levels: NDArray[np.float64]) -> Numbers:
    """Where to cut values of one criterion so that each level occurs as often as with people."""
    whole = np.floor(levels + 0.5)
    return np.array([np.quantile(values, (whole <= level).mean()) for level in range(4)])


def calibrated(rows: Sequence[Rated], criteria: Sequence[str]) -> tuple[Learnt, NDArray[np.int_]]:
    """Weights with their cuts, and the level of each reply where its stimulus was left out."""
    values = left_out(rows, criteria)
    levels = np.array([row.levels for row in rows])
    cuts, told = [], np.full(levels.shape, -1)
    for at in range(len(criteria)):
        known = ~np.isnan(values[:, at]) & ~np.isnan(levels[:, at])
        cuts.append(cut(values[known, at], levels[known, at]))
        told[known, at] = np.searchsorted(cuts[-1], values[known, at], side="right")
    model = learn(rows, criteria)
    return replace(model, cuts=np.array(cuts)), told


def agreement(pairs: Sequence[tuple[float, float]]) -> dict[str, Any]:
    """QWK and bias of machine levels with people's; None where there is nothing to compare."""
    if not pairs:
        return {"n": 0, "qwk": None, "bias": None}
    machine, people = (np.array(side, dtype=float) for side in zip(*pairs, strict=True))
    kappa = quadratic_weighted_kappa(machine, people)
    return {
        "n": len(pairs),
        "qwk": None if kappa is None else round(kappa, 3),
        "bias": round(float((machine - people).mean()), 3),
    }


def _compared(
    rows: Sequence[Rated], at: int, machine: Sequence[float | None], kind: str = BLIND
) -> list[tuple[float, float]]:
    return [
        (level, row.levels[at])
        for row, level in zip(rows, machine, strict=True)
        if row.kind == kind and level is not None and level >= 0 and not np.isnan(row.levels[at])
    ]


def as_bytes(by_skill: Mapping[str, Learnt]) -> bytes:
    """The weights as an .npz file: the same numbers are the same bytes."""
    held: dict[str, Any] = {}
    for skill, model in sorted(by_skill.items()):
        held[f"{skill}.criteria"] = np.array(model.criteria)
        for name in ("middle", "reach", "weights"):
            held[f"{skill}.{name}"] = getattr(model, name).astype(np.float32)
        for name in ("base", "cuts"):
            held[f"{skill}.{name}"] = np.round(getattr(model, name), 4)
    held = {
        name: _rounded(array) if name.endswith((".middle", ".reach", ".weights")) else array
        for name, array in held.items()
    }
    file = io.BytesIO()
    np.savez_compressed(file, **held)
    return file.getvalue()


def _rounded(array: NDArray[np.float32]) -> NDArray[np.float32]:
    """Five decimals: what differs from machine to machine in the last bits is not written."""
    return np.round(array, 5)


def bench(
    gold: Annotated[Path, typer.Option(help="The folder of rated replies to learn from.")] = (
        golden.HOME
    ),
    into: Annotated[Path, typer.Option(help="The folder to write the weights to.")] = (
        WITH_MEANING.parent
    ),
    held_out: Annotated[
        bool, typer.Option("--held-out", help="Look at the held-out third too. Seldom.")
    ] = False,
) -> None:
    """Learn the scorer's weights again from rated replies; measured on stimuli left out."""
    meaning = open_meaning()
    if meaning.trouble:
        raise BadInput(meaning.trouble)
    rubrics = check.check(check.folders("cases"), check.folders("rubrics")).content.rubrics
    known = golden.gold(rubrics, gold)
    skills = sorted({item.skill for item in known.items})
    models: dict[Path, dict[str, Learnt]] = {WITH_MEANING: {}, PLAIN: {}}
    found: list[dict[str, Any]] = []
    with progress(len(skills), "Skills") as step:
        for skill in skills:
            rows, out = _rows(known, rubrics[skill], meaning)
            found += _learnt(rows, out if held_out else [], rubrics[skill], models)
            step()
    for path, by_skill in models.items():
        try:
            (into / path.name).write_bytes(as_bytes(by_skill))
        except OSError as error:
            raise BadInput(f"{into} cannot be written ({error.strerror}).") from error
    printed({"summary": "train-score", "replies": len(known.items), **_means(found)})


def _rows(known: golden.Gold, rubric: Rubric, meaning: Meaning) -> tuple[list[Rated], list[Rated]]:
    """What is learnt from for one skill, and the held-out third."""
    ids = rubric.criterion_ids
    told = [
        (item, [known.level(item.id, name) for name in ids])
        for item in known.items
        if item.skill == rubric.id
    ]
    every = [
        one
        for item, levels in told
        if any(level is not None for level in levels)
        for one in (
            rated(item, rubric, levels, meaning, FULL_WORTH, BLIND),
            rated(in_outline(item), rubric, levels, meaning, OUTLINE_WORTH, OUTLINE),
        )
    ]
    rows = [row for row in every if row.item.third != HELD_OUT]
    if not rows:
        raise BadInput(f"There are no rated replies to learn “{rubric.id}” from.")
    rows += [rated(item, rubric, ls, meaning, EXAMPLE) for item, ls in examples(rubric)]
    rows += [rated(item, rubric, ls, meaning, w) for item, ls, w in _beside(known, rubric)]
    return rows, [row for row in every if row.item.third == HELD_OUT]


def _learnt(
    rows: Sequence[Rated], out: Sequence[Rated], rubric: Rubric, models: dict[Path, Any]
) -> list[dict[str, Any]]:
    """Learn one skill with and without meaning; how far each agrees, criterion by criterion."""
    ids = rubric.criterion_ids
    model, told = calibrated(rows, ids)
    plain, told_plain = calibrated([_without(row) for row in rows], ids)
    models[WITH_MEANING][rubric.id], models[PLAIN][rubric.id] = model, plain
    found = []
    for at, name in enumerate(ids):
        by_rules = [row.rules[name] for row in rows]
        found.append(
            {
                "criterion": name,
                "rules": agreement(_compared(rows, at, by_rules)),
                "plain": agreement(_compared(rows, at, list(told_plain[:, at]))),
                "learnt": agreement(_compared(rows, at, list(told[:, at]))),
                "outline": agreement(_compared(rows, at, list(told[:, at]), OUTLINE)),
            }
        )
        if out:
            levels = [model.level(name, model.values(row.groups)[name]) for row in out]
            found[-1]["held_out"] = agreement(_compared(out, at, levels))
            found[-1]["held_out_outline"] = agreement(_compared(out, at, levels, OUTLINE))
        printed(found[-1])
    return found


def _means(found: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The mean QWK of each way to read, over the criteria."""
    means: dict[str, Any] = {}
    for name in ("rules", "plain", "learnt", "outline", "held_out", "held_out_outline"):
        kappas = [one[name]["qwk"] for one in found if name in one]
        kappas = [kappa for kappa in kappas if kappa is not None]
        if kappas:
            means[f"{name}_qwk_mean"] = round(float(np.mean(kappas)), 3)
            means[f"{name}_qwk_lowest"] = min(kappas)
    return means


def _beside(
    gold: golden.Gold, rubric: Rubric
) -> Iterator[tuple[Item, Sequence[float | None], float]]:
    """Empty replies, and rated ones with padding, for the stimuli that are learnt from."""
    mine = [i for i in gold.items if i.skill == rubric.id and i.third != HELD_OUT]
    first = {item.stimulus: item for item in reversed(mine)}
    for turn, item in enumerate(first.values()):
        for one, levels in worthless(item, rubric, turn):
            yield one, levels, EMPTY_WORTH
    for turn, item in enumerate(mine):
        levels = [gold.level(item.id, c) for c in rubric.criterion_ids]
        if any(level is not None for level in levels):
            one, levels = padded(item, rubric, levels, turn)
            yield one, levels, PADDED_WORTH


def _without(row: Rated) -> Rated:
    kept = {n: g for n, g in row.groups.items() if n not in MEANT}
    return replace(row, groups=kept)
