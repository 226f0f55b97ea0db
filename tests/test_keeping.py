"""What is past its time goes, to the last byte; what was counted stays counted; a receipt says so.

Sentences that nobody else says are planted wherever somebody can write, and looked for in every
file of the data folder.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from practice import (
    BadInput,
    NotFound,
    WrongStage,
    calibration,
    enrolling,
    keeping,
    overseeing,
    practising,
    reporting,
    rights,
    standing,
    supervising,
)
from practice.adapters import database, removal, tables
from practice.adapters.store import Store
from practice.keeping import Periods
from practice.roles import Role
from tests.people import ANA, BEN, DEE, MONDAY, REPLY, SAM, SIA, Programme

MARK = "zanzibar{n} lantern"


def planted(n: int, text: str = "") -> str:
    return f"{text} {MARK.format(n=n)}".strip()


def answer(at: Programme, rep: str, line: str) -> None:
    for flag in supervising.look(at.house, SAM, rep).open_flags:
        supervising.answer_flag(at.house, SAM, rep, flag.turn, flag.about, line)


def lived(at: Programme) -> dict[str, str]:
    """A signed drill, an encounter with its supervisor's words, and something left unfinished."""
    house = at.house
    drill = at.closing(text=planted(1, REPLY))
    practising.submit(house, ANA, drill, please_look=True, note=planted(2, "Please look."))
    supervising.claim(house, SAM, drill)
    harm = planted(3, "It could hurt.")
    supervising.rate_blind(house, SAM, drill, at.levels(drill), harm=True, harm_note=harm)
    supervising.change(house, SAM, drill, "cds.pin", 2, planted(4, "On second thought."))
    supervising.comment(house, SAM, drill, "t1", "strength", planted(5, "Well put."))
    supervising.sign(house, SAM, drill, strength=planted(6), corrective=planted(7), next_rep=None)
    supervising.amend(
        house, SAM, drill, strength=planted(8), corrective=planted(9), reason=planted(10)
    )
    practising.acknowledge(house, ANA, drill, planted(11, "Thank you."))
    rights.add_note(house, ANA, drill, planted(12, "I was tired."))
    supervising.escalate(house, SAM, drill, planted(13, "Please see."))
    overseeing.take_up(house, DEE, drill, planted(14, "Seen."))
    talk = at.talk(turns=2)
    practising.say(house, ANA, talk, 3, planted(15, "I want to kill myself is what you said?"))
    supervising.claim(house, SAM, talk)
    answer(at, talk, planted(16, "Spoken to."))
    supervising.keep_draft(house, SIA, talk, "review", {"comment": planted(17)})
    practising.keep_draft(house, ANA, talk, practising.look(house, ANA, talk).moment, planted(18))
    supervising.keep_snippets(house, SAM, [planted(19)])
    supervising.keep_snippets(house, SAM, ["You noticed"])
    with house.store.database.writing() as connection:  # words that an exemplar takes out
        step = {"rep": drill, "nth": 0, "did": "proposed", "by": SAM.id, "at": at.clock()}
        connection.execute(sa.insert(tables.exemplars).values(**step, hidden=[planted(20)]))
    return {"drill": drill, "talk": talk}


EVERY = range(1, 21)


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def found(folder: Path) -> dict[str, set[int]]:
    """Which planted sentences stand in which file, byte by byte."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {
        path.name: {n for n in EVERY if MARK.format(n=n).encode() in path.read_bytes()}
        for path in files
    }


def of_clients(at: Programme, reps: Iterable[str]) -> list[bytes]:
    """What the clients said in these reps, as it stands in the database."""
    said = [turn for rep in reps for turn in practising.look(at.house, ANA, rep).turns]
    return [json.dumps(t.text)[1:-1].encode() for t in said if t.who == "client"]


def figures(at: Programme) -> object:
    """What directors and trainees read: every number that is worked out of the records."""
    house = at.house
    counted = house.store.counting.ledger(MONDAY)
    return (
        sorted((one.tolist(), own.tolist(), at) for one, own, at in
               zip(counted.final, counted.own, counted.signed_at.tolist(), strict=True)),
        reporting.figures(house, DEE, None),
        [met[1:] for met in house.store.counting.met()],
        sorted((r.criterion, r.source, r.attempt, r.level, r.chance, r.at, r.stamp)
               for r in house.store.ratings()),
        [replace(pair, rep="") for pair in calibration.pairs(house.store.ratings())],
        standing.standing(house, DEE).gates,
    )  # fmt: skip


def test_after_a_clock_shift_no_word_is_left_in_any_file_and_every_figure_stays(
    at: Programme, tmp_path: Path
) -> None:
    reps = lived(at)
    lines = of_clients(at, reps.values())
    assert set().union(*found(tmp_path).values()) == set(EVERY)
    assert len(lines) > 4
    assert all(line in everything(tmp_path) for line in lines)
    at.clock.later(days=360)
    young = at.sent(BEN, skill="ags", criterion="ags.order")
    at.clock.later(days=10)
    before, told = figures(at), keeping.foreseen(at.house, DEE)
    assert (told.removed.reps, told.removed.drafts, told.removed.texts) == (2, 2, 1)
    assert set().union(*found(tmp_path).values()) == set(EVERY)  # a dry run takes nothing

    receipt = keeping.remove(at.house, DEE)

    assert not any(found(tmp_path).values()), found(tmp_path)
    assert [line for line in lines if line in everything(tmp_path)] == []
    assert receipt.clean
    assert receipt.removed["reps"] == 2
    assert figures(at) == before
    assert not keeping.foreseen(at.house, DEE).removed.anything
    assert [kept.holds for kept in keeping.receipts(at.house, DEE)] == [True]
    assert keeping.check_audit(at.house, DEE).broken is None
    assert practising.look(at.house, BEN, young).turns  # who is not past it keeps everything
    row = at.house.store.row(reps["talk"])
    assert (row.stage, row.review) == ("set aside", None)
    assert [row.words_removed_at for row in practising.my_reps(at.house, ANA)] == [at.clock()] * 2
    for verb in (practising.look, supervising.look):
        with pytest.raises(NotFound, match="were removed on 7 March 2027"):
            verb(at.house, ANA if verb is practising.look else SAM, reps["drill"])


def test_events_keep_their_order_their_times_and_their_levels(at: Programme) -> None:
    reps = lived(at)
    before = {rep: at.house.store.load(rep).events for rep in reps.values()}
    at.clock.later(days=400)
    keeping.remove(at.house, DEE)
    for rep, events in before.items():
        after = at.house.store.load(rep).events[: len(events)]
        assert [(e.kind, e.at, e.by) for e in after] == [(e.kind, e.at, e.by) for e in events]
    signed = at.house.store.load(reps["drill"]).events
    levels = [e.levels for e in signed if hasattr(e, "levels")]
    assert levels == [e.levels for e in before[reps["drill"]] if hasattr(e, "levels")]


def test_nothing_can_be_added_to_a_rep_without_words(at: Programme) -> None:
    drill = lived(at)["drill"]
    opened = at.house.store.load(drill)
    row = at.house.store.row(drill)
    at.clock.later(days=400)
    keeping.remove(at.house, DEE)
    with pytest.raises(NotFound, match="were removed"):
        practising.contest(at.house, ANA, drill, "I see it otherwise.")
    with pytest.raises(WrongStage):  # nor by somebody who opened it a moment before
        at.house.store.append(drill, len(opened.events), [opened.events[-1]], row)


def test_what_a_human_has_to_answer_waits_and_then_goes(at: Programme) -> None:
    rep = at.talk(turns=1)
    practising.say(at.house, ANA, rep, 2, planted(1, "I want to kill myself, you said?"))
    at.clock.later(days=400)
    told = keeping.foreseen(at.house, DEE).removed
    assert (told.reps, told.waiting) == (0, 1)
    receipt = keeping.remove(at.house, DEE)
    assert (receipt.removed["reps"], receipt.removed["waiting"]) == (0, 1)
    supervising.claim(at.house, SAM, rep)
    answer(at, rep, "Spoken to.")
    assert keeping.foreseen(at.house, DEE).removed.reps == 0  # it was touched just now
    at.clock.later(days=400)
    assert keeping.remove(at.house, DEE).removed["reps"] == 1


def test_years_later_the_name_goes_and_every_figure_stays(at: Programme, tmp_path: Path) -> None:
    drill = lived(at)["drill"]
    enrolling.set_active(at.house, DEE, ANA.id, False)
    at.clock.later(days=365 * 5 + 10)
    before = figures(at)
    told = keeping.foreseen(at.house, DEE).removed
    receipt = keeping.remove(at.house, DEE)
    assert receipt.removed == {**receipt.removed, "reps_without_a_name": 2, "accounts": 1}
    assert (told.reps_without_a_name, told.accounts) == (2, 1)
    assert figures(at) == before
    raw = everything(tmp_path)
    assert b"Ana Lim" not in raw
    assert drill.encode() not in raw  # not even in the audit, whose time is over as well
    assert {row.trainee for row in at.house.store.rows_in(None)} & {ANA.id} == set()
    assert at.house.store.people.by_id(ANA.id) is None
    assert "A former trainee" not in {m.name for m in enrolling.members(at.house, DEE)}
    assert [p.name for p in supervising.trainees(at.house, SAM)] == ["Cy Novak"]
    assert keeping.remove(at.house, DEE).removed["reps_without_a_name"] == 0


def test_a_trainee_who_still_practises_keeps_their_name_with_all_they_did(at: Programme) -> None:
    at.signed()
    at.clock.later(days=365 * 5 + 10)
    at.sent()
    assert keeping.foreseen(at.house, DEE).removed.reps_without_a_name == 0
    keeping.remove(at.house, DEE)
    assert len(practising.my_reps(at.house, ANA)) == 2


def test_only_who_asked_is_erased_and_only_by_name(at: Programme, tmp_path: Path) -> None:
    rep, other = lived(at)["drill"], at.sent(BEN)
    at.house.store.people.links.make("i1", "h", "join", "Ana Lim", Role.TRAINEE, MONDAY, MONDAY)
    with pytest.raises(BadInput, match="Nobody asked"):
        keeping.erase(at.house, DEE, ANA.id, "Ana Lim")
    rights.ask_erasure(at.house, ANA)
    rights.ask_erasure(at.house, ANA)
    asked = keeping.requests(at.house, DEE)
    assert [(r.name, r.by_letter, r.reps, r.open) for r in asked] == [("Ana Lim", False, 2, 0)]
    with pytest.raises(BadInput, match="Type the name"):
        keeping.erase(at.house, DEE, ANA.id, "Ben Osei")
    before = figures(at)

    receipt = keeping.erase(at.house, DEE, ANA.id, " ana lim ")

    assert figures(at) == before
    assert receipt.removed == {**receipt.removed, "reps": 2, "reps_without_a_name": 2}
    left = found(tmp_path)
    assert set().union(*left.values()) <= {19}  # a supervisor's own snippet, of an hour ago
    raw = everything(tmp_path)
    assert b"Ana Lim" not in raw
    assert keeping.requests(at.house, DEE) == []
    with pytest.raises(NotFound):
        at.house.store.row(rep)
    assert practising.look(at.house, BEN, other).turns
    assert keeping.check_audit(at.house, DEE).broken is None
    assert b"Ana" not in json.dumps(receipt.model_dump(mode="json")).encode()


def test_an_erasure_waits_for_an_open_flag_and_can_be_taken_back_or_come_by_letter(
    at: Programme,
) -> None:
    rep = at.talk(turns=1)
    practising.say(at.house, ANA, rep, 2, "I want to kill myself, you said?")
    keeping.write_down_request(at.house, DEE, ANA.id)
    assert keeping.requests(at.house, DEE)[0].open == 1
    assert keeping.requests(at.house, DEE)[0].by_letter
    events = at.written(rep)
    with pytest.raises(WrongStage, match="A human answers it first"):
        keeping.erase(at.house, DEE, ANA.id, "Ana Lim")
    assert at.written(rep) == events
    assert rights.erasure_asked(at.house, ANA)
    rights.take_back_erasure(at.house, ANA)
    assert keeping.requests(at.house, DEE) == []
    with pytest.raises(NotFound):
        keeping.write_down_request(at.house, DEE, SAM.id)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [((0, 60, 36), "1 to 240"), ((12, 6, 36), "at least as long as the words"),
     ((12, 60, 6), "audit has to be kept"), ((12, 241, 36), "1 to 240")],
)  # fmt: skip
def test_periods_that_cannot_be_kept_to_are_refused(
    at: Programme, wrong: tuple[int, int, int], why: str
) -> None:
    with pytest.raises(BadInput, match=why):
        keeping.set_periods(at.house, DEE, Periods(*wrong))
    assert keeping.periods(at.house, DEE) == Periods(12, 60, 36)


def test_periods_are_set_by_a_director_and_told_to_trainees(at: Programme) -> None:
    keeping.set_periods(at.house, DEE, Periods(3, 24, 12))
    assert keeping.periods(at.house, DEE) == rights.kept_for(at.house, ANA) == Periods(3, 24, 12)
    assert at.house.store.audit(1)[0].about == "transcript 3, ratings 24, audit 12 months"


def test_a_receipt_that_somebody_changed_does_not_hold(at: Programme, tmp_path: Path) -> None:
    keeping.remove(at.house, DEE)
    keeping.remove(at.house, DEE)
    assert [kept.holds for kept in keeping.receipts(at.house, DEE)] == [True, True]
    for change in ("UPDATE receipts SET by = 'x'", "DELETE FROM receipts"):
        with (
            pytest.raises(sqlite3.IntegrityError, match="only ever added to"),
            closing(sqlite3.connect(tmp_path / "people.db")) as raw,
        ):
            raw.execute(change)
    with sqlite3.connect(tmp_path / "people.db") as raw:
        raw.execute("DROP TRIGGER receipts_no_update")
        raw.execute("UPDATE receipts SET body = replace(body, 'Dee', 'Dea') WHERE number = 1")
    raw.close()
    assert [kept.holds for kept in keeping.receipts(at.house, DEE)] == [True, False]


def test_the_audit_is_read_with_names_and_checked(at: Programme) -> None:
    rep = at.sent()
    supervising.look(at.house, SAM, rep)
    enrolling.set_active(at.house, DEE, BEN.id, False)
    told = [(e.who, e.did, e.about) for e in keeping.entries(at.house, DEE)]
    assert told[:2] == [
        ("Dee Park", "ended access", "Ben Osei"),
        ("Sam Roth", "read a transcript", "a rep of Ana Lim"),
    ]
    at.house.store.trail.looked(at.clock(), "gone", "no-rep")
    at.house.store.note(at.clock(), "machine", "wrote a receipt", "ab" * 32)
    at.house.store.note(at.clock(), "dee", "erased", "ab" * 16)
    assert [(e.who, e.about) for e in keeping.entries(at.house, DEE, 3)] == [
        ("Dee Park", "somebody who left"),
        ("machine", "abababababab…"),
        ("somebody who left", "a rep that has lost its name"),
    ]
    head = keeping.check_audit(at.house, DEE).head
    assert keeping.check_audit(at.house, DEE, str(head)).broken is None
    with pytest.raises(BadInput, match="noted head"):
        keeping.check_audit(at.house, DEE, "12 abc")


def test_a_file_that_somebody_reads_is_said_not_to_be_clean_and_is_cleaned_later(
    at: Programme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    url = f"sqlite:///{tmp_path / 'people.db'}"
    at.sent()
    at.clock.later(days=400)
    reader, writer = Store(url), Store(url)
    at.with_(store=writer)
    with reader.database.reading() as connection:
        connection.execute(sa.select(tables.events)).all()
        assert not keeping.remove(at.house, DEE).clean
    assert b"went through your mind" in everything(tmp_path)
    assert keeping.remove(at.house, DEE).clean
    assert b"went through your mind" not in everything(tmp_path)
    for opened in (reader, writer):
        opened.close()


def test_a_removal_that_was_broken_off_is_finished_by_the_next(
    at: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        at.sent()
    at.clock.later(days=400)
    monkeypatch.setattr(removal, "AT_ONCE", 1)
    trail, steps = at.house.store.trail, iter((True, False))
    real = trail.add_with

    def once(*line: Any) -> None:
        if not next(steps):
            raise KeyboardInterrupt
        real(*line)

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(trail, "add_with", once)
        keeping.remove(at.house, DEE)
    assert keeping.foreseen(at.house, DEE).removed.reps == 2  # the step that failed left no trace
    assert [line.about for line in at.house.store.audit(9)] == ["1 reps"]
    assert keeping.remove(at.house, DEE).removed["reps"] == 2
    assert keeping.check_audit(at.house, DEE).broken is None


def test_every_table_is_among_what_is_held() -> None:
    assert set(keeping.HOLDINGS) == set(tables.metadata.tables), (
        "say in retention.HOLDINGS what the table holds and when that goes"
    )


@pytest.fixture
def on_postgres(postgres_database: str, at: Programme) -> Iterator[Programme]:
    """The same people on PostgreSQL."""
    store = Store(postgres_database)
    store.migrate()
    with at.house.store.database.reading() as one, store.database.writing() as other:
        for table in (tables.cohorts, tables.people, tables.supervises):
            rows = [dict(row) for row in one.execute(sa.select(table)).mappings()]
            other.execute(sa.insert(table), rows)
    yield Programme(replace(at.house, store=store), at.clock)
    store.close()


def test_on_postgresql_no_row_and_no_page_of_a_table_holds_a_word(
    on_postgres: Programme,
) -> None:
    at = on_postgres
    lived(at)
    enrolling.set_active(at.house, DEE, ANA.id, False)
    engine = at.house.store.database.engine

    def held() -> tuple[str, bytes]:
        rows, pages = [], b""
        with engine.connect() as connection:
            connection = connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.exec_driver_sql("CHECKPOINT")
            for table in tables.metadata.tables:
                rows += map(str, connection.exec_driver_sql(f'SELECT * FROM "{table}"').all())
                read = f"SELECT pg_read_binary_file(pg_relation_filepath('\"{table}\"'))"
                pages += bytes(connection.exec_driver_sql(read).scalar_one())
        return " ".join(rows), pages

    assert {n for n in EVERY if MARK.format(n=n) in held()[0]} == set(EVERY)
    at.clock.later(days=365 * 5 + 10)
    before = figures(at)
    receipt = keeping.remove(at.house, DEE)
    assert figures(at) == before
    assert receipt.clean
    rows, pages = held()
    assert "zanzibar" not in rows
    assert b"zanzibar" not in pages
    assert keeping.receipts(at.house, DEE)[0].holds
    assert keeping.check_audit(at.house, DEE).broken is None
    rights.ask_erasure(at.house, BEN)
    keeping.erase(at.house, DEE, BEN.id, "Ben Osei")
    assert "Ben Osei" not in held()[0]
