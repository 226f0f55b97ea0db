"""`python -m practice.bench score`: how a scorer reads replies, and how near that is to people."""

from __future__ import annotations

import csv
import io
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any
from zlib import crc32

import numpy as np
import typer

from practice import BadInput, ContentError, asking, check, golden, reading, scoring
from practice.adapters.meaning import open_meaning
from practice.adapters.move_coder import EmbeddedMoveCoder
from practice.agreement import quadratic_weighted_kappa
from practice.benches.injections import injections, raised
from practice.benches.judges import Watched, judge
from practice.benches.printing import printed, progress
from practice.content import shown
from practice.golden import NO_OPPORTUNITY, Item
from practice.reading import Meaning
from practice.record import Attempt, Judgement, Kind, MachineRating, Plan
from practice.rubrics import Rubric

HELD_OUT = 0  # of the thirds of stimuli: never looked at while the scorer was written
Labels = Mapping[tuple[str, str], float]


def read(
    item: Item,
    rubric: Rubric,
    coder: EmbeddedMoveCoder,
    meaning: Meaning | None,
    judge: asking.Judge | None = None,
) -> Judgement:
    """What the embedded scorer, or else the judge, says of one reply behind the evidence lock.

    Raises ModelUnavailable when a judge does not answer.
    """
    said = reading.said("t1", item.reply, item.client, coder, item.key, item.sheet)
    scorer = asking.SCORER if judge else reading.named(meaning)
    ratings: Sequence[MachineRating] = (
        asking.ratings(judge, rubric, [said]) if judge else reading.read([said], rubric, meaning)
    )
    plan = Plan(
        kind=Kind.DRILL, skill=item.skill, criterion=rubric.gates[0], level="beginner", case="",
        case_version=1, case_fingerprint="", rubric_version=rubric.version,
        rubric_fingerprint=rubric.fingerprint,
    )  # fmt: skip
    return scoring.judgement(
        plan=plan, attempt=Attempt.FIRST, number=1, scorer=scorer, rubric=rubric,
        ratings=ratings, turns={"t1": said.text},
    )  # fmt: skip


def as_json(item: Item, found: Judgement) -> dict[str, Any]:
    """One line of the bench."""
    told = {"strength": found.strength, "corrective": found.corrective}
    return {
        "item_id": item.id,
        "levels": {r.criterion: r.level for r in found.ratings},
        "evidence": {r.criterion: [quote.text for quote in r.quotes] for r in found.ratings},
        "why": {r.criterion: r.why for r in found.ratings},
        "error_tags": sorted({tag for r in found.ratings for tag in r.tags}),
        "feedback": {
            name: {"text": claim.text, "quote": claim.quote.text} if claim else None
            for name, claim in told.items()
        },
        "dropped": list(found.dropped),
    }


def agreement(read: Mapping[tuple[str, str], int | None], labels: Labels) -> dict[str, Any]:
    """Per criterion: QWK, bias (machine minus people, in levels), share exact, n, and the means."""
    by_criterion: dict[str, list[tuple[int, float]]] = {}
    for where, level in read.items():
        if level is not None and where in labels:
            by_criterion.setdefault(where[1], []).append((level, labels[where]))
    found: dict[str, Any] = {}
    for criterion, pairs in sorted(by_criterion.items()):
        machine, people = (np.array(side, dtype=float) for side in zip(*pairs, strict=True))
        kappa = quadratic_weighted_kappa(machine, people)
        found[criterion] = {
            "n": len(pairs),
            "qwk": None if kappa is None else round(kappa, 3),
            "bias": round(float((machine - people).mean()), 3),
            "exact": round(float((np.abs(machine - people) < 0.5).mean()), 3),
        }
    kappas = [one["qwk"] for one in found.values() if one["qwk"] is not None]
    return {
        "criteria": found,
        "qwk_mean": round(float(np.mean(kappas)), 3) if kappas else None,
        "qwk_lowest": min(kappas, default=None),
        "most_bias": max((abs(one["bias"]) for one in found.values()), default=None),
    }


def with_length(levels: Mapping[str, Sequence[float]], items: Sequence[Item]) -> float | None:
    """Pearson's r of the mean level of a reply with its number of words; None when undefined."""
    means = [
        (float(np.mean(levels[i.id])), len(i.reply.split())) for i in items if levels.get(i.id)
    ]
    if len(means) < 3:
        return None
    level, words = (np.array(side, dtype=float) for side in zip(*means, strict=True))
    if not level.std() or not words.std():
        return None
    return round(float(np.corrcoef(level, words)[0, 1]), 3)


def labels(path: Path) -> dict[tuple[str, str], float]:
    """Levels by item and criterion from a CSV of item, crit, median."""
    try:
        rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(shown(path), 1, "", "cannot be read as UTF-8 text") from error
    found = {}
    for line, row in enumerate(rows, start=2):
        item, criterion, level = (row.get(name) or "" for name in ("item", "crit", "median"))
        if not item or not criterion:
            raise ContentError(shown(path), line, "item" if not item else "crit", "is missing")
        if level.strip().lower() in NO_OPPORTUNITY:
            continue
        try:
            value = float(level)
        except ValueError:
            value = -1.0
        if not 0 <= value <= 4:
            message = f"must be from 0 to 4, or empty; it is “{level}”"
            raise ContentError(shown(path), line, "median", message)
        found[item, criterion] = value
    return found


def bench(
    file: Annotated[Path | None, typer.Argument(help="Replies to read, as JSON Lines.")] = None,
    labelled: Annotated[
        Path | None, typer.Option("--labels", help="What people say: item,crit,median.")
    ] = None,
    gold: Annotated[
        bool, typer.Option("--gold", help="Our own rated replies; the held-out third apart.")
    ] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help="As where no sentence model is installed.")
    ] = False,
    model: Annotated[
        str | None, typer.Option(help="A language model that reads instead, as PRACTICE_JUDGE.")
    ] = None,
    model_url: Annotated[
        str | None, typer.Option(help="Its address, if it is an OpenAI-compatible server.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Read only so many, of each skill alike.")
    ] = None,
) -> None:
    """How a scorer reads each reply of FILE, criterion by criterion, and how fast."""
    if model_url and model is None:
        raise BadInput("--model-url needs --model, the name of the model at that address.")
    if (file is None) is not gold:
        raise BadInput("Give a FILE of replies, or --gold for our own.")
    rubrics = check.check(check.folders("cases"), check.folders("rubrics")).content.rubrics
    known = golden.gold(rubrics) if gold else None
    items = known.items if known else tuple(golden.items(file or Path(), rubrics))
    items = few(items, limit) if limit else items
    asked = Watched(judge(model, model_url)) if model else None
    people = labels(labelled) if labelled else {}
    if known:
        where = [(item.id, r) for item in items for r in rubrics[item.skill].criterion_ids]
        people = {w: level for w in where if (level := known.level(*w)) is not None}
    coder, quotes, verbatim = EmbeddedMoveCoder(), 0, 0
    opened = open_meaning()
    meaning = None if plain or opened.trouble else opened
    found: dict[tuple[str, str], int | None] = {}
    each: list[float] = []

    def levels(item: Item) -> dict[str, int | None]:
        judged = read(item, rubrics[item.skill], coder, meaning, asked)
        return {rating.criterion: rating.level for rating in judged.ratings}

    with progress(len(items), "Replies") as step:
        for item in items:
            began = time.perf_counter()
            judged = read(item, rubrics[item.skill], coder, meaning, asked)
            each.append(time.perf_counter() - began)
            printed(as_json(item, judged))
            for rating in judged.ratings:
                found[item.id, rating.criterion] = rating.level
                quotes += len(rating.quotes)
                verbatim += sum(quote.text in item.reply for quote in rating.quotes)
            step()
    held_out = [item for item in items if item.third == HELD_OUT]
    tried = (
        {"injected": len(injections()), "raised": raised(items, levels)}
        if gold and not asked
        else {}
    )
    printed(
        {
            "summary": "score",
            "scorer": f"{asking.SCORER} {asked.name}" if asked else reading.named(meaning),
            "items_per_second": round(len(items) / sum(each), 3),
            "ms_median": round(1000 * float(np.median(each)), 1),
            "ms_p95": round(1000 * float(np.quantile(each, 0.95)), 1),
            "verbatim_share": round(verbatim / quotes, 4) if quotes else None,
            **(asked.summary() if asked else {}),
            **among(items, found, people),
            **({"held_out": among(held_out, found, people)} if gold else {}),
            **tried,
        }
    )


def among(
    items: Sequence[Item], found: Mapping[tuple[str, str], int | None], people: Labels
) -> dict[str, Any]:
    """What is told of some of the replies: how many, how length counts, how near to people."""
    ids = {item.id for item in items}
    mine = {where: level for where, level in found.items() if where[0] in ids}
    theirs = {where: level for where, level in people.items() if where in mine}

    def by_item(levels: Mapping[tuple[str, str], float | None]) -> dict[str, list[float]]:
        told: dict[str, list[float]] = {}
        for (item, _), level in levels.items():
            if level is not None:
                told.setdefault(item, []).append(level)
        return told

    unscored = sum(level is None for level in mine.values())
    return {
        "items": len(items),
        "unscored_share": round(unscored / len(mine), 3) if mine else None,
        "r_with_words": with_length(by_item(mine), items),
        **({"people_r_with_words": with_length(by_item(theirs), items)} if people else {}),
        **(agreement(mine, theirs) if people else {}),
    }


def few(items: Sequence[Item], most: int) -> tuple[Item, ...]:
    """So many of the replies, the same every time, with as many of each skill as can be."""
    mixed = sorted(items, key=lambda item: crc32(item.id.encode()))
    turn: Counter[str] = Counter()
    ranked = []
    for item in mixed:
        ranked.append((turn[item.skill], item.skill, item))
        turn[item.skill] += 1
    return tuple(item for *_, item in sorted(ranked, key=lambda one: one[:2])[:most])
