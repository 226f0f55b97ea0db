"""Scripted therapists of ten turns each, through the real coder, mind and voice, on every case.

What they say is in therapists.yaml. A new case needs its own good enough therapist and repairer.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from practice import cases, client, rubrics
from practice.adapters.move_coder import EmbeddedMoveCoder
from practice.adapters.voices import AuthoredVoice
from practice.cases import Case, For
from practice.reps import Turn
from practice.state import State

HERE = Path(__file__).parent
SHELF = cases.load_all(rubrics.load_all(HERE.parent / "rubrics").items, HERE.parent / "cases")
SCRIPTS = yaml.safe_load((HERE / "therapists.yaml").read_text(encoding="utf-8"))
CODER, VOICE = EmbeddedMoveCoder(), AuthoredVoice()
SEEDS = range(6)  # the same therapist, answered in other words
HOLLOW = ["I'm sorry you feel that way.", "I'm sorry if that upset you."] * 2

every_case = pytest.mark.parametrize("case", SHELF.items.values(), ids=list(SHELF.items))


@dataclass(frozen=True)
class Talk:
    """One scripted encounter: the state at the start, then every step."""

    first: State
    steps: tuple[client.Moved, ...]
    intents: tuple[client.Intent, ...]

    @property
    def last(self) -> State:
        return self.steps[-1].state

    @property
    def gain(self) -> float:
        return self.last.trust - self.first.trust


def talk(case: Case, script: list[str], seed: int) -> Talk:
    """Ten turns of one therapist with one client."""
    opening = VOICE.opening(case, seed)
    first = state = client.start(case).model_copy(update={"used": opening.used})
    turns = [Turn("c0", "client", opening.text)]
    steps, intents = [], []
    for number, text in enumerate(script, start=1):
        coded = CODER.code(text, turns[-1].text)
        step = client.moved(case, state, coded, text)
        wants = client.intent(case, state, step, coded, text)
        spoken = VOICE.speak(client.Ask(case, step.state, wants, tuple(turns), text, seed))
        state = step.state.model_copy(update={"used": (*step.state.used, *spoken.used)})
        turns += [Turn(f"t{number}", "trainee", text), Turn(f"c{number}", "client", spoken.text)]
        steps.append(step)
        intents.append(wants)
    return Talk(first, tuple(steps), tuple(intents))


def talks(case: Case, therapist: str) -> list[Talk]:
    """That therapist with that client, once for each seed."""
    particular = SCRIPTS["cases"][case.id]
    good, rupture = particular["good enough"], particular["rupture"]
    script = {
        "good enough": good,
        "repairer": [*good[:2], *rupture, *particular["repair"], *good[4:7]],
        "hollow apologiser": [*good[:2], *rupture, *HOLLOW, *good[4:7]],
        "carries on": [*good[:2], *rupture, *good[2:9]],
    }.get(therapist)
    if script is None:
        trouble = particular["trouble"]
        script = [turn.format(trouble=trouble) for turn in SCRIPTS["anybody"][therapist]]
    assert len(script) == 10
    return [talk(case, script, seed) for seed in SEEDS]


def test_every_shipped_case_has_its_scripts_and_no_others() -> None:
    assert not SHELF.problems
    assert set(SCRIPTS["cases"]) == set(SHELF.items)


@every_case
@pytest.mark.parametrize("therapist", ["lecturer", "reassurer", "flatterer"])
def test_lecturing_reassuring_and_flattering_lose_the_client(case: Case, therapist: str) -> None:
    for told in talks(case, therapist):
        assert told.last.trust <= told.first.trust
        assert told.last.rung <= 1
        assert told.last.rupture is not None  # agreement without work is not an alliance
        assert not any(wants.use is For.WARMING for wants in told.intents)


@every_case
@pytest.mark.parametrize("therapist", ["empathy formula", "parrot"])
def test_an_empathy_formula_said_again_and_again_opens_nobody(case: Case, therapist: str) -> None:
    for told in talks(case, therapist):
        assert told.gain < 1
        assert told.last.rung <= 1
        assert told.last.rupture is None  # nor does it harm


@every_case
def test_a_silent_nodder_changes_nothing_much(case: Case) -> None:
    for told in talks(case, "silent nodder"):
        assert abs(told.gain) <= 0.25
        assert told.last.distress == told.first.distress
        assert told.last.rung == 0
        assert told.last.ruptures == 0


@every_case
def test_a_good_enough_therapist_is_let_in_but_cures_nobody(case: Case) -> None:
    for told in talks(case, "good enough"):
        assert 1 <= told.gain <= 3
        assert 2 <= told.last.rung < len(case.ladder)  # not everything in one session
        assert told.last.ruptures == 0
        assert told.last.distress > 1
        kinds = {wants.use for wants in told.intents if wants.fact is None}
        assert not kinds & {For.LECTURED, For.WITHDRAWN, For.CONFRONTING, For.HURT}


@every_case
def test_good_work_pays_off_within_three_turns(case: Case) -> None:
    for told in talks(case, "good enough"):
        assert any(wants.fact or wants.use is For.WARMING for wants in told.intents[:3])


@every_case
def test_bad_work_pays_off_never(case: Case) -> None:
    for therapist in ("lecturer", "reassurer", "flatterer", "silent nodder"):
        for told in talks(case, therapist):
            assert not any(wants.fact for wants in told.intents)


@every_case
def test_a_repair_that_names_and_owns_it_mends_the_rupture_in_two_to_four_turns(case: Case) -> None:
    for told in talks(case, "repairer"):
        assert told.steps[2].state.rupture is not None
        mended = next(i for i, step in enumerate(told.steps, start=1) if step.repaired)
        assert 2 <= mended - 3 <= 4
        assert told.last.rupture is None
        assert told.intents[mended - 1].use is For.REPAIRED
        assert told.last.trust > told.steps[2].state.trust


@every_case
def test_a_hollow_apology_mends_nothing(case: Case) -> None:
    for told in talks(case, "hollow apologiser"):
        assert told.steps[2].state.rupture is not None
        assert told.last.rupture is not None
        assert told.last.repairs == 0
        assert told.steps[6].state.severity > told.steps[2].state.severity
        assert told.last.rung == told.steps[2].state.rung


@every_case
def test_good_technique_alone_does_not_mend_a_rupture_that_nobody_names(case: Case) -> None:
    for told in talks(case, "carries on"):
        assert told.last.rupture is not None
        assert told.last.rung == told.steps[2].state.rung
        assert told.last.trust <= told.steps[2].state.trust


@every_case
def test_good_enough_beats_the_repairer_and_the_repairer_beats_the_rest(case: Case) -> None:
    """A rupture costs something, a mended one less than one left alone."""
    for good, repaired, left in zip(
        talks(case, "good enough"), talks(case, "repairer"), talks(case, "carries on"), strict=True
    ):
        assert good.last.trust > repaired.last.trust > left.last.trust
