"""`python -m practice.bench client`: how a simulated client holds up, turn by turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from practice import BadInput, ModelUnavailable, check
from practice.adapters.meaning import open_meaning
from practice.adapters.memories import Memories
from practice.adapters.model_voice import UNAVAILABLE
from practice.adapters.move_coder import EmbeddedMoveCoder
from practice.benches.encounters import (
    Line,
    Meter,
    Session,
    Voices,
    held,
    leaks,
    repeated,
    speakers,
    summary,
)
from practice.benches.printing import printed, progress, told
from practice.benches.therapists import AtRandom, everybody, sessions
from practice.cases import Case
from practice.content import shown
from practice.reps import MOST_TURNS

SCRIPTED = Path(__file__).resolve().parents[2] / "tests" / "therapists.yaml"


def the_cases(case_id: str | None) -> list[Case]:
    """The case of that id, or every usable one; refuses an unknown one and one with mistakes."""
    checked = check.check(check.folders("cases"), check.folders("rubrics"))
    known = checked.content.cases
    if case_id is None:
        return list(known.values())
    mistakes = [error for file in checked.cases if file.id == case_id for error in file.errors]
    if mistakes:
        raise mistakes[0]
    if case_id not in known:
        raise BadInput(f"There is no case “{case_id}”; there are {', '.join(sorted(known))}.")
    return [known[case_id]]


@dataclass(frozen=True)
class Bench:
    """One run of the bench: the voice it measures, what that costs, and where chance begins."""

    voices: Voices
    meter: Meter
    seed: int
    memories: Memories

    def scripted(self, case: Case, file: Path) -> list[Session]:
        """The sessions of a JSON file with one client, each line printed when it is said."""
        scripts, coder = sessions(file), EmbeddedMoveCoder()
        found: list[Session] = []
        if len(scripts) > case.sessions:
            told(f"{case.id} is written for {case.sessions} sessions; then nothing new happens.")
        longest = max(len(script) for script in scripts)
        if longest > MOST_TURNS:
            told(f"The trainer ends an encounter after {MOST_TURNS} turns; these have {longest}.")
        with progress(sum(len(script) for script in scripts), "Turns") as step:

            def show(opening: str, line: Line) -> None:
                printed(line.as_json(opening))
                step()

            for number, script in enumerate(scripts):
                chance = self.seed + number
                found.append(
                    held(case, script, chance, coder, self.voices, self.meter, show, found,
                         self.memories)
                )  # fmt: skip
        printed(summary(found))
        return found

    def everybody(self, cases: Sequence[Case], file: Path) -> list[Session]:
        """Every therapist of a YAML file with each client: a summary a pair, and a table."""
        scripts, coder, found = everybody(file), EmbeddedMoveCoder(), []
        pairs = [(case, name) for case in cases for name in scripts.get(case.id, ())]
        left_out = [case.id for case in cases if case.id not in scripts]
        if left_out:
            told(f"{shown(file)} has no therapists for {', '.join(left_out)}; left out.")
        if not pairs:
            raise BadInput("There is nobody to seat opposite a client.")
        rows = []
        with progress(len(pairs), "Sessions") as step:
            for case, name in pairs:
                script = scripts[case.id][name]
                session = held(case, script, self.seed, coder, self.voices, self.meter)
                about = {**summary([session]), "summary": "therapist", "therapist": name}
                printed(about)
                rows.append(_row(about))
                found.append(session)
                step()
        told("\n".join([_HEAD, *rows]))
        printed(total(found))
        return found

    def at_random(self, cases: Sequence[Case], times: int) -> list[Session]:
        """That many sessions of random moves with each client: one object a session."""
        found = []
        with progress(times * len(cases), "Sessions") as step:
            for case in cases:
                for chance in range(self.seed, self.seed + times):
                    coder = AtRandom(case, chance)
                    script = coder.script(MOST_TURNS)
                    session = held(case, script, chance, coder, self.voices, self.meter)
                    about = summary([session])
                    printed({"seed": chance, **{key: about[key] for key in _KEPT}})
                    found.append(session)
                    step()
        printed(total(found))
        return found


_KEPT = (
    "case",
    "turns",
    "trust_start",
    "trust_end",
    "rungs",
    "ruptures",
    "repairs",
    "facts_while_locked",
    "repeated_lines",
)
_HEAD = (
    "case                therapist          trust         rungs  ruptures  repairs"
    "  words q1/median/q3  repeated  locked"
)


def _row(about: dict[str, Any]) -> str:
    words = about["words"]
    quartiles = f"{words['0.25']:.0f}/{words['0.5']:.0f}/{words['0.75']:.0f}"
    trust = f"{about['trust_start']:.2f} to {about['trust_end']:.2f}"
    rungs = f"{about['rungs']} of {about['rungs_in_case']}"
    return (
        f"{about['case']:<20}{about['therapist']:<19}{trust:<14}{rungs:<7}{about['ruptures']:<10}"
        f"{about['repairs']:<9}{quartiles:<20}{about['repeated_lines']:<10}"
        f"{about['facts_while_locked']}"
    )


def total(found: Sequence[Session]) -> dict[str, Any]:
    """What the sessions of several clients add up to."""
    return {
        "summary": "client",
        "cases": len({session.case.id for session in found}),
        "sessions": len(found),
        "turns": sum(len(session.lines) for session in found),
        "sessions_by_rungs": dict(sorted(Counter(str(s.last.rung) for s in found).items())),
        "facts_while_locked": sum(len(leaks(session)) for session in found),
        "repeated_lines": sum(repeated(session.said) for session in found),
    }


def bench(
    case: Annotated[str | None, typer.Option(help="A case's id: its file's name.")] = None,
    therapist: Annotated[
        Path | None, typer.Option(help="JSON: a list of turns, or a list of such lists.")
    ] = None,
    everyone: Annotated[
        bool, typer.Option("--all", help="Every therapist of tests/therapists.yaml, every case.")
    ] = False,
    at_random: Annotated[
        int, typer.Option("--random", min=0, help="This many sessions of random moves a case.")
    ] = 0,
    model: Annotated[str | None, typer.Option(help="A language model as the voice.")] = None,
    model_url: Annotated[
        str | None, typer.Option(help="Its address, if it is an OpenAI-compatible server.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Another number, other words.")] = 0,
) -> None:
    """How a simulated client holds up: trust, facts, ruptures, and words, turn by turn."""
    if (therapist is not None) + everyone + bool(at_random) != 1:
        raise BadInput("Give one of --therapist FILE (with --case ID), --all and --random N.")
    if therapist and case is None:
        raise BadInput("Say with --case which client the therapist sees.")
    if model_url and model is None:
        raise BadInput("--model-url needs --model, the name of the model at that address.")
    cases, meter = the_cases(case), Meter()
    meaning = open_meaning()
    run = Bench(speakers(model, model_url, meter, meaning), meter, seed, Memories(meaning))
    if therapist:
        found = run.scripted(cases[0], therapist)
    elif everyone:
        found = run.everybody(cases, SCRIPTED)
    else:
        found = run.at_random(cases, at_random)
    silent(found, model)


def silent(found: Sequence[Session], model: str | None) -> None:
    """Say how often the model did not answer; ModelUnavailable when it never did."""
    lines = [line for session in found for line in session.lines]
    missed = sum(UNAVAILABLE in line.checks for line in lines)
    if missed == len(lines):
        raise ModelUnavailable(
            f"The language model {model} never answered: these are the authored lines."
        )
    if missed:
        told(f"The model did not answer in {missed} of {len(lines)} turns; those are authored.")
