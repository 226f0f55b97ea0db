"""`python -m practice.bench planted`: does a scorer see planted errors, at their turn, by name?"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from practice import BadInput, ModelUnavailable, asking, check, planted, reading, scoring
from practice.adapters.meaning import open_meaning
from practice.adapters.move_coder import EmbeddedMoveCoder
from practice.asking import Judge, Question
from practice.benches.judges import Watched, judge
from practice.benches.printing import printed, progress
from practice.benches.printing import told as log
from practice.planted import Claim, Finding, Half, Result, Talk
from practice.reading import Said
from practice.record import Attempt, Kind, MachineRating, Mistake, Plan
from practice.rubrics import Rubric

Scorer = Callable[[Rubric, Sequence[Said]], Sequence[MachineRating]]


class Which(StrEnum):
    """Which talks are read."""

    DEV = Half.DEV.value
    HELD_OUT = Half.HELD_OUT.value
    ALL = "all"


def heard(talk: Talk, rubric: Rubric, coder: EmbeddedMoveCoder) -> list[Said]:
    """The therapist's turns as a scorer reads those of an encounter."""
    sheet = rubric.sheet(talk.key.sheet)
    return [
        reading.said(f"t{n}", turn.therapist, turn.client, coder, talk.key, sheet)
        for n, turn in enumerate(talk.turns, start=1)
    ]


def mistakes(rubric: Rubric, said: Sequence[Said], scorer: Scorer) -> list[Mistake]:
    """What a scorer finds wrong in the turns, behind the evidence lock."""
    plan = Plan(
        kind=Kind.ENCOUNTER, skill=rubric.id, criterion=rubric.gates[0], level="beginner", case="",
        case_version=1, case_fingerprint="", rubric_version=rubric.version,
        rubric_fingerprint=rubric.fingerprint,
    )  # fmt: skip
    judged = scoring.judgement(
        plan=plan, attempt=Attempt.FIRST, number=1, scorer="", rubric=rubric,
        ratings=scorer(rubric, said), turns={s.turn: s.text for s in said},
    )  # fmt: skip
    return [mistake for rating in judged.ratings for mistake in rating.mistakes]


def as_json(talk: Talk, name: str, found: Sequence[Mistake], seconds: float) -> dict[str, Any]:
    """One line of the bench."""
    return {
        "id": talk.id,
        "skill": talk.skill,
        "half": talk.half.value,
        "scorer": name,
        "planted": [
            {"turn": f"t{n}", "tag": error.tag, "words": error.words}
            for n, turn in enumerate(talk.turns, start=1)
            for error in turn.errors
        ],
        "claims": [
            {"turn": m.quote.turn, "tag": m.tag, "words": m.quote.text}
            for m in sorted(found, key=lambda m: (int(m.quote.turn[1:]), m.tag))
        ],
        "seconds": round(seconds, 3),
    }


def summed(result: Result) -> dict[str, Any]:
    """A scorer's part of the summary."""
    return {
        "location": _shares(result.location),
        "type": _shares(result.type),
        "clean": result.clean,
        "false_alarms_per_clean": _rounded(result.false_alarms),
        "tags": {
            tag: {"planted": f.planted, "claimed": f.claimed, "right": f.right}
            for tag, f in result.by_tag.items()
        },
    }


def _shares(found: Finding) -> dict[str, Any]:
    shares = {name: _rounded(getattr(found, name)) for name in ("precision", "recall", "f1")}
    return {**shares, "planted": found.planted, "claimed": found.claimed, "right": found.right}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def embedded(plain: bool) -> tuple[str, Scorer]:
    """The embedded scorer and its name, with the sentence model where there is one."""
    opened = open_meaning()
    meaning = None if plain or opened.trouble else opened
    return reading.named(meaning), lambda rubric, said: reading.read(said, rubric, meaning)


TRIES = 3  # for one answer; in the trainer a reply waits and is tried again as well


class Patient:
    """Asks a judge again where no answer came, as the trainer does in its own time."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self.name = judge.name

    def answer(self, question: Question, seed: int) -> str:
        """The first answer that comes; ModelUnavailable when none does."""
        for _ in range(TRIES - 1):
            try:
                return self._judge.answer(question, seed)
            except ModelUnavailable as error:
                log(f"{error} It is asked again.")
        return self._judge.answer(question, seed)


def by_model(watched: Watched) -> tuple[str, Scorer]:
    """A language model as judge, and its name."""
    name = f"{asking.SCORER} {watched.name}"
    patient = Patient(watched)
    return name, lambda rubric, said: asking.ratings(patient, rubric, said)


def claimed(
    name: str,
    scorer: Scorer,
    talks: Sequence[Talk],
    rubrics: Mapping[str, Rubric],
    step: Callable[[], None],
) -> dict[str, list[Claim]]:
    """What a scorer claims, by talk, printed as it comes; without talks that it never answered.

    Raises ModelUnavailable when it answered for none.
    """
    coder, claims, trouble = EmbeddedMoveCoder(), {}, ""
    for talk in talks:
        began = time.perf_counter()
        rubric = rubrics[talk.skill]
        try:
            found = mistakes(rubric, heard(talk, rubric, coder), scorer)
        except ModelUnavailable as error:
            trouble = str(error)
            printed({"id": talk.id, "scorer": name, "unread": trouble})
        else:
            printed(as_json(talk, name, found, time.perf_counter() - began))
            claims[talk.id] = [Claim(m.quote.turn, m.tag) for m in found]
        step()
    if not claims:
        raise ModelUnavailable(trouble)
    return claims


def bench(
    file: Annotated[
        Path | None, typer.Argument(help="Talks with planted errors; without it our own.")
    ] = None,
    half: Annotated[Which, typer.Option(help="The half to learn from or to measure.")] = Which.ALL,
    limit: Annotated[
        int | None, typer.Option(min=1, help="At most so many talks, of all skills.")
    ] = None,
    model: Annotated[str | None, typer.Option(help="A language model as a second scorer.")] = None,
    model_url: Annotated[
        str | None, typer.Option("--model-url", help="Its OpenAI-compatible server.")
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="As where no sentence model is installed.")
    ] = False,
) -> None:
    """Whether errors planted in talks are found, and how often clean talks raise an alarm."""
    if model_url and model is None:
        raise BadInput("--model-url needs --model, the name of the model at that address.")
    rubrics = check.check(check.folders("cases"), check.folders("rubrics")).content.rubrics
    talks = planted.talks(file or planted.FILE, rubrics)
    talks = [t for t in talks if half is Which.ALL or t.half.value == half.value]
    if not talks:
        raise BadInput(f"No talk is in the {half.value} half.")
    talks.sort(key=lambda t: zlib.crc32(t.id[::-1].encode()))  # so that a few are of every kind
    talks = talks[:limit]
    watched = Watched(judge(model, model_url)) if model else None
    scorers = [embedded(plain), *([by_model(watched)] if watched else [])]
    told = {}
    with progress(len(talks) * len(scorers), "Talks") as step:
        for name, scorer in scorers:
            claims = claimed(name, scorer, talks, rubrics, step)
            read = [talk for talk in talks if talk.id in claims]
            unread = {"unread": len(talks) - len(read)} if len(read) < len(talks) else {}
            told[name] = summed(planted.compared(read, claims)) | unread
    summary = {"summary": "planted", "half": half.value, "talks": len(talks), "scorers": told}
    printed(summary | (watched.summary() if watched else {}))
