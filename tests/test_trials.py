"""A judge reads nobody's work before a director saw its trial and accepted exactly this one."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from practice import BadInput, ContentError, ModelUnavailable, NotAllowed, golden, trials
from practice.asking import Question
from practice.golden import Gold
from practice.house import House, Progress
from practice.trials import Levels
from tests.people import ANA, DEE, SAM, Programme

RATED = {"ags", "cds", "pse"}  # the skills that there are replies of which people rated


class Judge:
    """A judge whose level for each reply is made by a rule from its words."""

    def __init__(self, rule: Callable[[str], int | None], name: str = "a model") -> None:
        self.rule = rule
        self.name = name
        self.calls = 0

    def answer(self, question: Question, _seed: int) -> str:
        self.calls += 1
        if not question.turns:
            raise AssertionError("nothing to read, and asked all the same")
        turn, text = next(iter(question.turns.items()))
        level = self.rule(text)
        quotes = [] if level is None else [{"turn": turn, "text": text.split("\n")[0][:60]}]
        return json.dumps({"quotes": quotes, "why": "So it is.", "level": level, "errors": []})


def judged(at: Programme, judge: Judge) -> House:
    return at.with_(judge=judge)


def run(house: House) -> None:
    """What the reader does with a trial."""
    read: dict[str, Levels] = {}
    while not trials.step(house, read, lambda *_: None):
        pass


def accepted(at: Programme, judge: Judge) -> House:
    house = judged(at, judge)
    trials.begin_trial(house, DEE)
    run(house)
    trials.accept(house, DEE)
    return house


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A trial of four replies a skill, with figures from three on."""
    monkeypatch.setattr(trials, "REPLIES", 4)
    monkeypatch.setattr(trials, "ENOUGH", 3)


def test_a_judge_goes_from_no_trial_to_one_to_acceptance(at: Programme) -> None:
    house = judged(at, Judge(lambda _: 2))
    before = trials.trial(house, DEE)
    assert (before.state, before.model, before.accepted) == ("none", "a model", False)
    trials.begin_trial(house, DEE)
    assert trials.running(house)
    assert trials.trial(house, DEE).state == "running"
    with pytest.raises(BadInput, match="not done"):
        trials.accept(house, DEE)
    run(house)
    done = trials.trial(house, DEE)
    assert done.state == "done" and not done.accepted and not trials.running(house)
    trials.accept(house, DEE)
    assert trials.trial(house, DEE).accepted
    assert trials.accepted(house, trials.stamp(house))
    assert [n.did for n in house.store.audit(2)] == ["accepted the judge", "put the judge on trial"]


def test_a_trial_shows_each_point_beside_the_embedded_scorer_and_the_people(at: Programme) -> None:
    house = judged(at, Judge(lambda _: 2))
    trials.begin_trial(house, DEE)
    run(house)
    lines = trials.trial(house, DEE).lines
    ids = {c for s in RATED for c in house.content.rubric(s).criterion_ids}
    assert {line.criterion for line in lines} == ids
    gold, items = trials.chosen(house)
    for line in lines:
        people = [
            level
            for item in items
            if item.skill == line.criterion.split(".")[0]
            and (level := gold.level(item.id, line.criterion)) is not None
        ]
        assert line.judge.n + line.judge.unscored == len(people)
        if line.judge.bias is not None:
            assert line.judge.bias == pytest.approx(2 - sum(people) / len(people))
        assert line.embedded.n + line.embedded.unscored == len(people)
        assert line.before is None and line.drift is None
    assert any(line.judge.bias is not None for line in lines)
    assert any(line.embedded.kappa is not None for line in lines)


def test_a_judge_that_cannot_tell_has_no_figures_and_they_are_not_nought(at: Programme) -> None:
    house = judged(at, Judge(lambda _: None))
    trials.begin_trial(house, DEE)
    run(house)
    for line in trials.trial(house, DEE).lines:
        assert line.judge.n == 0
        assert (line.judge.kappa, line.judge.bias) == (None, None)


def test_a_changed_judge_is_on_trial_again_and_its_drift_is_shown(at: Programme) -> None:
    house = accepted(at, Judge(lambda _: 1))
    changed = judged(at, Judge(lambda _: 3, "another model"))
    assert not trials.accepted(changed, trials.stamp(changed))
    assert trials.accepted(house, trials.stamp(house))
    assert trials.trial(changed, DEE).state == "none"
    trials.begin_trial(changed, DEE)
    run(changed)
    drifts = [line.drift for line in trials.trial(changed, DEE).lines if line.drift is not None]
    assert drifts and drifts == pytest.approx([2.0] * len(drifts))


def test_a_changed_rubric_is_another_stamp_and_has_to_be_accepted_again(at: Programme) -> None:
    house = accepted(at, Judge(lambda _: 2))
    rubric = house.content.rubric("cds")
    first, *others = rubric.criteria
    reworded = first.model_copy(update={"sounds_like": "Otherwise."})
    changed = rubric.model_copy(update={"criteria": [reworded, *others]})
    rubrics = dict(house.content.rubrics) | {"cds": changed}
    other = at.with_(content=replace(house.content, rubrics=rubrics))
    assert trials.stamp(other) != trials.stamp(house)
    assert not trials.accepted(other, trials.stamp(other))


def test_a_refused_judge_reads_nobody_and_what_it_was_like_is_remembered(at: Programme) -> None:
    house = accepted(at, Judge(lambda _: 2))
    trials.refuse(house, DEE)
    assert not trials.accepted(house, trials.stamp(house))
    kept = house.store.setting(trials.ACCEPTED, {})
    assert kept["stamp"] == "" and kept["figures"]
    trials.accept(house, DEE)
    assert trials.accepted(house, trials.stamp(house))


def test_a_model_that_goes_away_loses_nothing_of_what_was_read(at: Programme) -> None:
    class Failing(Judge):
        def answer(self, question: Question, _seed: int) -> str:
            if self.calls == 20:
                self.calls += 1
                raise ModelUnavailable("The language model a model cannot be reached.")
            return super().answer(question, _seed)

    judge = Failing(lambda _: 2)
    house = judged(at, judge)
    trials.begin_trial(house, DEE)
    read: dict[str, Levels] = {}
    told: list[tuple[int, int]] = []
    assert not trials.step(house, read, lambda *n: told.append(n))
    with pytest.raises(ModelUnavailable):
        trials.step(house, read, lambda *n: told.append(n))
    assert len(read) == 1 and trials.running(house)
    while not trials.step(house, read, lambda *n: told.append(n)):
        pass
    assert told[-1] == (12, 12)
    assert trials.trial(house, DEE).state == "done"


def test_how_far_a_trial_is_comes_from_whoever_reads(at: Programme) -> None:
    class Reader:
        def progress(self, what: str) -> Progress | None:
            return Progress(3, 12, away=True) if what == trials.PROGRESS else None

        def start(self, house: House) -> None: ...
        def stop(self) -> None: ...
        def wake(self) -> None: ...

    house = judged(at, Judge(lambda _: 2))
    house = at.with_(reader=Reader())
    found = trials.trial(house, DEE)
    assert (found.done, found.of, found.away) == (3, 12, True)


def test_without_a_judge_there_is_nothing_to_try_or_accept(at: Programme) -> None:
    assert trials.trial(at.house, DEE).model == ""
    assert trials.stamp(at.house) == ""
    assert not trials.accepted(at.house, "")
    for verb in (trials.begin_trial, trials.accept):
        with pytest.raises(BadInput):
            verb(at.house, DEE)
    trials.refuse(at.house, DEE)  # always possible


@pytest.mark.parametrize("verb", ["trial", "begin_trial", "accept", "refuse"])
def test_only_a_director_tries_accepts_and_refuses(at: Programme, verb: str) -> None:
    house = judged(at, Judge(lambda _: 2))
    for me in (ANA, SAM):
        with pytest.raises(NotAllowed):
            getattr(trials, verb)(house, me)
    assert house.store.setting(trials.ACCEPTED, None) is None


def test_a_mistake_in_the_golden_set_is_said_before_a_trial_begins(
    at: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Gold:
        raise ContentError("gold/ratings.csv", 3, "level", "must be 0 to 4 or NA")

    monkeypatch.setattr(golden, "gold", broken)
    house = judged(at, Judge(lambda _: 2))
    with pytest.raises(ContentError, match=r"ratings\.csv:3 level"):
        trials.begin_trial(house, DEE)
    assert not trials.running(house)


def test_the_replies_of_a_trial_are_rated_ones_and_the_same_every_time(at: Programme) -> None:
    gold, items = trials.chosen(at.house)
    assert [item.id for item in items] == [item.id for item in trials.chosen(at.house)[1]]
    assert {item.skill for item in items} == RATED
    assert len(items) == 4 * len(RATED)
    assert {item.id for item in items} <= {item for item, _ in gold.levels}
