"""Reading a rep and writing what happened next: everything of a step, or nothing of it."""

from __future__ import annotations

import pytest

from practice import NotFound, WrongStage, practising, reading
from practice.journal import open_own, open_rep, write
from practice.record import (
    Attempt,
    Judged,
    Judgement,
    MachineRating,
    Paused,
    Replied,
    SelfRated,
    Submitted,
    WentOn,
)
from practice.reps import Stage
from tests.people import ANA, CY, REPLY, Programme


def judgement(scorer: str, level: int = 2) -> Judgement:
    return Judgement(
        attempt=Attempt.FIRST, number=1, scorer=scorer, model="m" * 300, prompt_hash="p" * 64,
        rubric_fingerprint="r" * 64, case_fingerprint="c",
        ratings=(MachineRating(criterion="cds.pin", level=level, why=""),),
    )  # fmt: skip


def test_what_is_written_is_what_is_read(at: Programme) -> None:
    rep = at.drill()
    opened = open_rep(at.house, rep)
    reply = Replied(at=at.clock(), by="ana", attempt=Attempt.FIRST, text=REPLY)
    returned = write(at.house, opened, reply)
    assert returned == open_rep(at.house, rep)
    assert returned.rep.stage is Stage.RATING
    row = at.house.store.row(rep)
    assert (row.stage, row.length) == ("rating", returned.length)


def test_one_impossible_event_keeps_back_the_possible_ones(at: Programme) -> None:
    rep = at.drill()
    at.house.store.keep_draft(rep, "ana", "slot", {"text": "x"}, at.clock())
    opened, row = open_rep(at.house, rep), at.house.store.row(rep)
    reply = Replied(at=at.clock(), by="ana", attempt=Attempt.FIRST, text=REPLY)
    with pytest.raises(WrongStage):
        write(at.house, opened, reply, WentOn(at=at.clock(), by="ana"), spent=[("ana", "slot")])
    assert open_rep(at.house, rep) == opened
    assert at.house.store.row(rep) == row
    assert at.house.store.draft(rep, "ana", "slot") == {"text": "x"}


def test_who_looked_before_somebody_else_wrote_writes_nothing(at: Programme) -> None:
    rep = at.drill()
    stale = open_rep(at.house, rep)
    write(at.house, stale, Paused(at=at.clock(), by="ana"))
    before = open_rep(at.house, rep)
    with pytest.raises(WrongStage, match="moved on"):
        write(at.house, stale, Paused(at=at.clock(), by="ana"))
    assert open_rep(at.house, rep) == before


def test_a_rep_is_its_trainees_own_and_at_the_stage_asked_for(at: Programme) -> None:
    rep = at.drill()
    assert open_own(at.house, ANA, rep) == open_rep(at.house, rep)
    assert open_own(at.house, ANA, rep, Stage.RATING, Stage.REPLYING).rep.id == rep
    with pytest.raises(WrongStage, match="replying"):
        open_own(at.house, ANA, rep, Stage.RATING)
    for me, wanted in ((CY, rep), (ANA, "gone")):
        with pytest.raises(NotFound, match="There is no such rep"):
            open_own(at.house, me, wanted, Stage.RATING)


def test_each_rating_is_a_row_with_its_source_and_its_chance(at: Programme) -> None:
    rep = at.drill()
    practising.reply(at.house, ANA, rep, REPLY)
    practising.rate_self(at.house, ANA, rep, {**at.levels(rep, 1), "cds.pin": 2}, 90)
    own = at.house.store.ratings(rep=rep, sources=["self"])
    assert {(line.criterion, line.level, line.chance) for line in own} == {
        *((name, 1, None) for name in at.levels(rep) if name != "cds.pin"),
        ("cds.pin", 2, 0.1),
    }
    machine = at.house.store.ratings(rep=rep, sources=["machine"])
    assert machine
    assert {(line.rater, line.chance) for line in machine} == {(reading.PLAIN_NAME, None)}


@pytest.mark.parametrize("scorer", [reading.PLAIN_NAME, "s" * 90])
def test_the_stamp_of_a_machine_rating_fits_its_column_and_keeps_the_versions(
    at: Programme, scorer: str
) -> None:
    rep = at.drill()
    practising.reply(at.house, ANA, rep, REPLY)
    rated = SelfRated(
        at=at.clock(), by="ana", attempt=Attempt.FIRST, levels=at.levels(rep, 2), sure=70
    )
    judged = Judged(at=at.clock(), by="machine", judgement=judgement(scorer))
    write(at.house, open_rep(at.house, rep), rated, judged)
    (line,) = at.house.store.ratings(rep=rep, sources=["machine"])
    assert len(line.stamp) <= 200
    assert line.stamp.startswith(f"{scorer[:50]} mmm")
    assert "p" * 16 in line.stamp
    assert "r" * 16 in line.stamp


def low(at: Programme, level: int, skill: str = "cds", me: str = "ana") -> str:
    """A sent rep that the machine read at this level throughout."""
    rep = at.drill(skill=skill, criterion="cds.pin" if skill == "cds" else "ags.specific")
    practising.reply(at.house, ANA, rep, REPLY)
    ids = at.house.content.rubric(skill).criterion_ids
    found = judgement("test").model_copy(
        update={"ratings": tuple(MachineRating(criterion=c, level=level, why="") for c in ids)}
    )
    rated = SelfRated(
        at=at.clock(), by=me, attempt=Attempt.FIRST, levels=at.levels(rep, level), sure=70
    )
    judged = Judged(at=at.clock(), by="machine", judgement=found)
    write(at.house, open_rep(at.house, rep), rated, judged)
    practising.redo(at.house, ANA, rep)
    practising.reply(at.house, ANA, rep, "And then?")
    at.rate(rep, level)
    practising.go_on(at.house, ANA, rep)
    practising.check_in(at.house, ANA, rep, "a stretch", [], False, "same")
    practising.postpone(at.house, ANA, rep)
    at.clock.later(minutes=5)
    sent = Submitted(at=at.clock(), by=me, please_look=False)
    write(at.house, open_rep(at.house, rep), sent)
    return rep


@pytest.mark.parametrize(
    ("first", "second", "tier"),
    [(1, 1, "stuck or low"), (3, 1, "oldest first"), (1, 3, "oldest first")],
)
def test_a_second_low_rep_of_a_skill_in_a_row_is_noticed(
    at: Programme, first: int, second: int, tier: str
) -> None:
    assert at.house.store.row(low(at, first)).tier == "oldest first"
    assert at.house.store.row(low(at, 1, "ags")).tier == "oldest first"
    assert at.house.store.row(low(at, second)).tier == tier


def test_copying_a_model_answer_that_was_shown_is_no_good_rep(at: Programme) -> None:
    def sent(last: str) -> bool:
        rep = at.drill()
        answers = (
            at.house.content.case("first-panic")
            .stimulus(practising.look(at.house, ANA, rep).plan.stimulus or "")
            .key.answers
        )
        practising.reply(at.house, ANA, rep, REPLY)
        at.rate(rep)
        for text in ("What then?", last or answers[0]):
            practising.redo(at.house, ANA, rep)
            practising.reply(at.house, ANA, rep, text)
            at.rate(rep)
        practising.go_on(at.house, ANA, rep)
        practising.check_in(at.house, ANA, rep, "a stretch", [], False, "same")
        practising.postpone(at.house, ANA, rep)
        practising.submit(at.house, ANA, rep, please_look=False, note="")
        return at.house.store.row(rep).good

    assert not sent("")
    assert sent("I wonder what you told yourself as the doors stayed shut.")
