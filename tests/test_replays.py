"""After a change of scorer or rubric the golden replies are read anew, before trainees notice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from practice import BadInput, NotAllowed, judging, practising, replays, trials
from practice.golden import Item
from practice.house import House
from practice.journal import open_rep
from practice.record import Attempt, Judgement
from practice.replays import Moved
from practice.trials import Figures
from tests.people import ANA, DEE, REPLY, SAM, Programme


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six replies a skill, with figures from three on."""
    monkeypatch.setattr(trials, "REPLIES", 6)
    monkeypatch.setattr(trials, "ENOUGH", 3)


def changed(at: Programme, skill: str = "cds") -> House:
    """The same house after somebody edited a rubric."""
    rubrics = dict(at.house.content.rubrics)
    rubrics[skill] = rubrics[skill].model_copy(update={"fingerprint": "another"})
    return at.with_(content=replace(at.house.content, rubrics=rubrics))


def reads(monkeypatch: pytest.MonkeyPatch, levels: Mapping[str, int | None]) -> None:
    """From now on the scorer gives each criterion of the golden replies this level."""

    def read(house: House, item: Item) -> trials.Levels:
        ids = house.content.rubric(item.skill).criterion_ids
        return {name: levels.get(name, 2) for name in ids}

    monkeypatch.setattr(trials, "by_the_embedded", read)


def test_nothing_is_read_anew_until_the_scorer_or_a_rubric_changes(at: Programme) -> None:
    assert replays.replays(at.house, DEE) == []
    assert replays.replay(at.house) == sorted(at.house.content.rubrics)
    assert replays.replay(at.house) == []
    first = replays.replays(at.house, DEE)
    assert all(line.before is None and not line.far for one in first for line in one.lines)
    assert replays.replay(changed(at)) == ["cds"]


def test_what_reads_as_before_is_shown_beside_it_and_nothing_is_held_back(at: Programme) -> None:
    replays.replay(at.house)
    house = changed(at)
    replays.replay(house)
    cds = next(one for one in replays.replays(house, DEE) if one.skill == "cds")
    assert {line.shift for line in cds.lines} <= {0.0, None}
    assert any(line.shift == 0.0 for line in cds.lines)
    assert cds.held == frozenset()


def test_a_point_that_moved_far_is_held_back_from_trainees_until_a_director_looked(
    at: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(monkeypatch, {})
    replays.replay(at.house)
    reads(monkeypatch, {"cds.pin": 4})
    house = changed(at)
    replays.replay(house)
    assert judging.held(house, "cds") == {"cds.pin"}

    def judged() -> Judgement:
        rep = at.drill()
        practising.reply(house, ANA, rep, REPLY)
        at.rate(rep)
        found = open_rep(house, rep).rep.judgement(Attempt.FIRST)
        assert found is not None
        return found

    first = judged()
    assert first.level("cds.pin") is None
    assert any(rating.level is not None for rating in first.ratings)
    assert not any(claim.criterion == "cds.pin" for claim in first.claims)
    replays.let_go(house, DEE, "cds")
    assert judged().level("cds.pin") is not None
    assert house.store.audit(1)[0].did == "let changed scores go"
    with pytest.raises(BadInput, match="Nothing is held back"):
        replays.let_go(house, DEE, "cds")


def test_only_a_director_sees_what_moved_and_lets_it_go(at: Programme) -> None:
    for me in (ANA, SAM):
        with pytest.raises(NotAllowed):
            replays.replays(at.house, me)
        with pytest.raises(NotAllowed):
            replays.let_go(at.house, me, "cds")


@pytest.mark.parametrize(
    ("kappa", "bias", "far"),
    [(0.7, 0.1, False), (0.7, 0.45, True), (0.7, -0.35, True), (0.5, 0.1, True), (0.9, 0.1, False)],
)
def test_far_is_more_than_a_third_of_a_level_or_a_tenth_of_agreement(
    kappa: float, bias: float, far: bool
) -> None:
    before = Figures(20, 0, 0.7, 0.1)
    assert Moved("cds.pin", Figures(20, 0, kappa, bias), before).far is far
    assert not Moved("cds.pin", Figures(20, 0, kappa, bias), None).far


def test_silence_where_there_was_a_reading_is_far(at: Programme) -> None:
    assert Moved("cds.pin", Figures(0, 20, None, None), Figures(20, 0, 0.7, 0.1)).far
    assert not Moved("cds.pin", Figures(20, 0, 0.7, 0.1), Figures(0, 20, None, None)).far
