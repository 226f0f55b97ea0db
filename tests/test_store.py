"""The records: nothing is lost, nothing is half written, and both databases agree."""

from __future__ import annotations

import shutil
import sqlite3
import threading
import typing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from practice import AlreadyTaken, NotFound, StoreUnavailable, WrongStage, record, reviewed
from practice.adapters import database, tables
from practice.adapters.database import Database
from practice.adapters.store import Store
from practice.adapters.trail import Noted
from practice.cases import RuptureKind
from practice.record import Attempt, Begun, Event, Kind, Plan
from practice.reps import Stage
from practice.reviews import RatingRow, RepRow, ReviewStage
from practice.roles import Role
from practice.worked import Step

NOON = datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC)
PLAN = Plan(
    kind=Kind.ENCOUNTER, skill="cds", criterion="cds.pin", level="beginner", case="mara",
    case_version=1, case_fingerprint="c1", rubric_version=2, rubric_fingerprint="r2",
    because="“because” of ümlauts, a NUL \0 and 🙂",
)  # fmt: skip
BEGUN = Begun(at=NOON, by="t1", plan=PLAN)


def one_of_each() -> list[Event]:
    """Every event there is, with every field of its parts filled in."""
    state = record.State(
        trust=1.5, distress=0.1 + 0.2, openness=5, rupture=RuptureKind.WITHDRAWAL,
        rupture_id="quiet", severity=2, repair=("names it",), rung=1, opened=("a",), told=("b",),
        used=("c",), streak=("advice",), hurried=1, ruptures=1, repairs=0, gained=0.25,
    )  # fmt: skip
    quote = record.Quote(turn="t1", text="I hear “that”.")
    claim = record.Claim(id="k1", says="strength", criterion="cds.pin", text="Warm.", quote=quote)
    rating = record.MachineRating(
        criterion="cds.pin",
        level=None,
        quotes=(quote,),
        why="w",
        spread=2,
        mistakes=(record.Mistake(tag="x", quote=quote),),
    )
    judgement = record.Judgement(
        attempt=Attempt.FIRST, number=1, scorer="rules", model="m", prompt_hash="p",
        rubric_fingerprint="r", case_fingerprint="c", ratings=(rating,), strength=claim,
        corrective=claim, more=(claim,), dropped=("no quote",),
    )  # fmt: skip
    mark = record.RecognitionMark(credit=0.5, found_words=True, sentence="Half of it.")
    assigned = reviewed.NextRep(skill="cds", criterion="cds.pin", level="advanced", case="mara")
    levels = {"cds.pin": 3, "cds.map": None}
    elsewhere = NOON.astimezone(timezone(timedelta(hours=-9)))
    by: dict[str, Any] = {"at": NOON + timedelta(microseconds=1), "by": "t1"}
    return [
        BEGUN,
        record.Started(**by, opening="Hello \0 there", state=state),
        record.Recognised(**by, labels=("a", "b"), words="w", sure=70, mark=mark),
        record.Replied(**by, attempt=Attempt.REDO, text="Ja.\r\n\t", seconds=1.25, pasted=True),
        record.Exchanged(
            **by, number=1, text="t", answer="a", voice="v", moves=("m",), state=state,
            reasons=("r",), intent="i", fact="f", checks=("c",), pasted=True,
        ),
        record.Paused(at=elsewhere, by="t1"),
        record.Resumed(**by),
        record.TookABreak(**by),
        record.Marked(**by, turn="t1", on=False),
        record.Ended(**by),
        record.SelfRated(**by, attempt=Attempt.FIRST, levels=levels, sure=80),
        record.Judged(**by, judgement=judgement),
        record.RedoBegun(**by, turn="c1"),
        record.WentOn(**by),
        record.CheckedIn(
            **by, difficulty="a stretch", reactions=("tense",), share=True, next="same"
        ),
        record.TransferShown(**by, text="x"),
        record.Postponed(**by),
        record.Submitted(**by, please_look=True, note="n", exemplar=True, random_sample=True),
        record.SetAside(**by),
        record.Flagged(**by, turn="t1", about="harm", quote="q"),
        record.NotedOnRecord(**by, text="I was tired."),
        reviewed.Claimed(**by, until=elsewhere + timedelta(minutes=45)),
        reviewed.HandedBack(**by),
        reviewed.BlindRated(**by, levels=levels, harm=True, harm_note="h"),
        reviewed.Changed(**by, criterion="cds.pin", level=None, reason="r"),
        reviewed.Commented(**by, turn="t1", type="try instead", text="t"),
        reviewed.ClaimMarked(**by, claim="k1", verdict="not justified"),
        reviewed.FlagAnswered(**by, turn="t1", about="harm", note="n"),
        reviewed.Signed(
            **by, strength="s", corrective="c", next=assigned, levels=levels, met=True
        ),
        reviewed.Returned(**by, note="n"),
        reviewed.Acknowledged(**by, reply="r"),
        reviewed.Contested(**by, reason="r"),
        reviewed.Passed(**by, to="s2"),
        reviewed.SecondAsked(**by, note="n"),
        reviewed.SecondRated(**by, levels=levels, harm=True, harm_note="h"),
        reviewed.Amended(
            **by, strength="s", corrective="c", next=assigned, levels=levels, met=False, reason="r"
        ),
        reviewed.Escalated(**by, note="n"),
        reviewed.TakenUp(**by, note="n"),
    ]  # fmt: skip


def line(rep: str = "r1", **changed: Any) -> RepRow:
    """A rep as one line, as short as it gets."""
    start = RepRow(
        id=rep, trainee="t1", cohort="c1", kind="encounter", case="mara", skill="cds",
        criterion="cds.pin", level="beginner", stage=Stage.AIM.value, begun_at=NOON,
        touched_at=NOON, length=1,
    )  # fmt: skip
    return replace(start, **changed)


def rated(**changed: Any) -> RatingRow:
    start = RatingRow(
        rep="r1", trainee="t1", cohort="c1", criterion="cds.pin", attempt="first", source="self",
        rater="t1", at=NOON, level=3, chance=0.8,
    )  # fmt: skip
    return replace(start, **changed)


@pytest.fixture
def peopled(store: Store) -> Store:
    """A store with two cohorts, two trainees and a supervisor."""
    for cohort in ("c1", "c2"):
        store.people.add_cohort(cohort, f"Cohort {cohort}", NOON)
    for person, cohort in (("t1", "c1"), ("t2", "c2")):
        store.people.add(person, person, "A Trainee", Role.TRAINEE, NOON, cohort=cohort)
    store.people.add("s1", "s1", "A Supervisor", Role.SUPERVISOR, NOON)
    return store


@pytest.fixture
def begun(peopled: Store) -> Store:
    """A store in which the rep r1 of the trainee t1 has begun."""
    peopled.begin("r1", BEGUN, line())
    return peopled


# --- reps ------------------------------------------------------------------------------------


def test_every_kind_of_event_comes_back_equal_and_in_order(begun: Store) -> None:
    events = one_of_each()
    kinds = typing.get_args(typing.get_args(record.Event)[0])
    assert {type(event) for event in events} == set(kinds)
    begun.append("r1", 1, events[1:], line(length=len(events)))
    stored = begun.load("r1")
    assert stored.events == tuple(events)
    assert (stored.rep_id, stored.trainee, stored.cohort) == ("r1", "t1", "c1")


def test_a_rep_begins_once(begun: Store) -> None:
    with pytest.raises(AlreadyTaken):
        begun.begin("r1", BEGUN, line(trainee="t2"))
    assert begun.load("r1").trainee == "t1"
    assert begun.row("r1") == line()


def test_a_rep_that_is_not_there_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound, match=r"There is no such rep\."):
        store.load("r1")
    with pytest.raises(NotFound, match=r"There is no such rep\."):
        store.row("r1")


def test_append_writes_events_line_ratings_and_clears_only_the_named_drafts(begun: Store) -> None:
    for slot in ("reply", "note"):
        begun.keep_draft("r1", "t1", slot, {"text": "…"}, NOON)
    full = line(
        stage=Stage.SUBMITTED.value, touched_at=NOON + timedelta(hours=1), length=3,
        submitted_at=NOON, review="in review", tier="asked", reasons=("first", "second"),
        holder="s1", until=NOON, flags_open=2, random_sample=True, good=True, redone=True,
        met=False, signed_at=NOON, signed_by="s1", needs_review=True, given_to="s2",
        second="done", second_by="s2", escalated_at=NOON,
    )  # fmt: skip
    two: list[Event] = [record.Paused(at=NOON, by="t1"), record.Resumed(at=NOON, by="t1")]
    machine = rated(source="machine", rater="rules", level=None, chance=None, stamp="rules r2")
    begun.append("r1", 1, two, full, ratings=[rated(), machine], clear_drafts=[("t1", "reply")])
    assert begun.load("r1").events == (BEGUN, *two)
    assert begun.row("r1") == full
    assert begun.ratings() == [rated(), machine]
    assert begun.draft("r1", "t1", "reply") is None
    assert begun.draft("r1", "t1", "note") == {"text": "…"}


def test_append_to_a_rep_that_moved_on_writes_nothing_at_all(begun: Store) -> None:
    begun.keep_draft("r1", "t1", "reply", {"text": "mine"}, NOON)
    begun.append("r1", 1, [record.Paused(at=NOON, by="t1")], line(length=2))
    for length in (0, 1, 3):
        with pytest.raises(WrongStage, match=r"another tab\. Nothing was lost"):
            begun.append(
                "r1", length, [record.Resumed(at=NOON, by="t1")], line(stage="elsewhere"),
                ratings=[rated()], clear_drafts=[("t1", "reply")],
            )  # fmt: skip
    assert begun.row("r1") == line(length=2)
    assert len(begun.load("r1").events) == 2
    assert begun.ratings() == []
    assert begun.draft("r1", "t1", "reply") == {"text": "mine"}


def test_a_failure_halfway_through_append_leaves_nothing_behind(begun: Store) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        begun.append(
            "r1", 1, [record.Paused(at=NOON, by="t1")], line(), ratings=[rated(rep="no such rep")]
        )
    assert begun.row("r1") == line()
    assert begun.load("r1").events == (BEGUN,)


def test_the_length_of_a_line_is_counted_and_not_believed(begun: Store) -> None:
    begun.append("r1", 1, [record.Paused(at=NOON, by="t1")], line(length=99))
    assert begun.row("r1").length == 2
    begun.append("r1", 2, [], line(stage=Stage.TALKING.value))
    assert begun.row("r1") == line(length=2, stage=Stage.TALKING.value)


def test_of_two_processes_that_append_at_once_exactly_one_wins(begun: Store, race: Any) -> None:
    code = """
from datetime import UTC, datetime
from practice import WrongStage
from practice.adapters.store import Store
from practice.reviewed import Commented
url, me = arguments
store = Store(url)
row = store.row("r1")
ready()
for length in range(1, 201):
    said = Commented(at=datetime.now(UTC), by=me, turn="t1", type="question", text=str(length))
    try:
        store.append("r1", length, [said], row)
    except WrongStage:
        continue
    print(length)
"""
    first, second = race(code, begun.database.url)
    assert sorted(map(int, first + second)) == list(range(1, 201))
    stored: tuple[Any, ...] = begun.load("r1").events
    assert begun.row("r1").length == len(stored) == 201
    assert [event.text for event in stored[1:]] == [str(n) for n in range(1, 201)]
    assert [e.by for e in stored[1:]] == ["0" if str(n) in first else "1" for n in range(1, 201)]


# --- lists -----------------------------------------------------------------------------------


def start(store: Store, rep: str, **changed: Any) -> RepRow:
    row = line(rep, **changed)
    store.begin(rep, BEGUN, row)
    return row


def test_a_trainee_has_their_own_reps_newest_first(peopled: Store) -> None:
    old = start(peopled, "r1", stage=Stage.SUBMITTED.value)
    new = start(peopled, "r2", begun_at=NOON + timedelta(days=1))
    set_aside = start(peopled, "r3", begun_at=NOON + timedelta(days=2), stage=Stage.SET_ASIDE.value)
    start(peopled, "r4", trainee="t2", cohort="c2")
    assert peopled.rows_of("t1") == [set_aside, new, old]
    assert peopled.rows_of("t1", open_only=True) == [new]
    assert peopled.rows_of("nobody") == []


def test_a_cohort_has_all_its_reps(peopled: Store) -> None:
    one, two = start(peopled, "r1"), start(peopled, "r2", trainee="t2", cohort="c2")
    assert peopled.rows_in("c1") == [one]
    assert peopled.rows_in("c2") == [two]
    assert peopled.rows_in(None) == [one, two]


def test_the_queue_holds_what_waits_and_nothing_that_is_done(peopled: Store) -> None:
    waits = {"waiting", "in review", "blind-rated", "contested"}
    for number, stage in enumerate(ReviewStage):
        start(peopled, f"r{number}", review=stage.value)
    start(peopled, "not sent")
    assert {row.review for row in peopled.queue(None)} == waits


def test_the_queue_is_that_of_the_cohorts_asked_for_oldest_first(peopled: Store) -> None:
    later = start(peopled, "r1", review="waiting", submitted_at=NOON + timedelta(days=2))
    sooner = start(
        peopled, "r2", review="waiting", submitted_at=NOON + timedelta(days=1), cohort="c2"
    )
    only_flagged = start(peopled, "r3", review="waiting")
    assert peopled.queue(None) == [only_flagged, sooner, later]
    assert peopled.queue(["c1"]) == [only_flagged, later]
    assert peopled.queue(frozenset({"c1", "c2"})) == [only_flagged, sooner, later]
    assert peopled.queue([]) == []


def test_the_steps_of_supervisors_since_a_time_are_read_rep_by_rep(begun: Store) -> None:
    later = NOON + timedelta(hours=1)
    steps = [
        reviewed.Claimed(at=NOON, by="s1", until=later),
        record.WentOn(at=later, by="t1"),
        reviewed.Signed(at=later, by="s1", strength="s", corrective="c", levels={}, met=True),
        reviewed.Acknowledged(at=later, by="t1"),
    ]
    begun.append("r1", 1, steps, line(touched_at=later))
    begun.begin("r2", BEGUN, line("r2", cohort="c2"))
    signed = Step("r1", "signed", later, "s1", "encounter")
    assert begun.steps(None, NOON)[1:] == [signed]
    assert begun.steps(["c1"], later) == [signed]
    assert begun.steps(["c2"], NOON) == []
    assert begun.steps(["c1"], later + timedelta(seconds=1)) == []


def test_ratings_are_narrowed_by_what_is_asked(begun: Store) -> None:
    start(begun, "r2", trainee="t2", cohort="c2")
    mine = rated()
    blind = rated(source="blind", rater="s1", at=NOON + timedelta(hours=1), chance=None)
    other = rated(rep="r2", trainee="t2", cohort="c2", at=NOON + timedelta(hours=2))
    begun.append("r1", 1, [], line(), ratings=[blind, mine])
    begun.append("r2", 1, [], line("r2", trainee="t2", cohort="c2"), ratings=[other])
    assert begun.ratings() == [mine, blind, other]
    assert begun.ratings(trainee="t1") == [mine, blind]
    assert begun.ratings(cohort="c2") == [other]
    assert begun.ratings(rep="r1", sources={"blind", "final"}) == [blind]
    assert begun.ratings(sources=[]) == []


# --- drafts, consents, settings, audit ---------------------------------------------------------


def test_a_draft_is_kept_until_replaced_or_dropped(begun: Store) -> None:
    assert begun.draft("r1", "t1", "reply") is None
    begun.keep_draft("r1", "t1", "reply", {"text": "I w"}, NOON)
    begun.keep_draft("r1", "t1", "reply", {"text": "I wonder", "sure": 60}, NOON)
    begun.keep_draft("r1", "s1", "reply", {"text": "theirs"}, NOON)
    assert begun.draft("r1", "t1", "reply") == {"text": "I wonder", "sure": 60}
    begun.keep_draft("r1", "s1", "return", {"text": "again"}, NOON)
    assert begun.drafts("r1", "s1") == {"reply": {"text": "theirs"}, "return": {"text": "again"}}
    assert begun.drafts("r2", "s1") == {}
    begun.drop_draft("r1", "t1", "reply")
    begun.drop_draft("r1", "t1", "reply")
    assert begun.draft("r1", "t1", "reply") is None
    assert begun.draft("r1", "s1", "reply") == {"text": "theirs"}


def test_the_newest_answer_to_the_same_notice_counts(peopled: Store) -> None:
    assert peopled.consent("t1", "n1", "scoring") is None
    peopled.answer_consent("t1", "n1", "scoring", True, NOON)
    assert peopled.consent("t1", "n1", "scoring") is True
    peopled.answer_consent("t1", "n1", "scoring", False, NOON)  # even at the same moment
    assert peopled.consent("t1", "n1", "scoring") is False
    for who, notice, purpose in (
        ("t2", "n1", "scoring"), ("t1", "n2", "scoring"), ("t1", "n1", "voice"),
    ):  # fmt: skip
        assert peopled.consent(who, notice, purpose) is None


def test_a_setting_has_its_newest_value_even_when_that_is_nothing(store: Store) -> None:
    assert store.setting("sample", 10) == 10
    for value in (25, {"per": "week", "list": [1, None]}, False, None):
        store.change_setting("sample", value, "d1", NOON)
        assert store.setting("sample", 10) == value
    assert store.setting("another", "d") == "d"


def test_the_audit_gives_its_last_lines_newest_first(store: Store) -> None:
    for number in range(3):
        store.note(NOON + timedelta(minutes=number), "d1", "changed a setting", f"about {number}")
    assert store.audit(2) == [
        Noted(NOON + timedelta(minutes=2), "d1", "changed a setting", "about 2"),
        Noted(NOON + timedelta(minutes=1), "d1", "changed a setting", "about 1"),
    ]


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    zoneless = datetime(2026, 3, 2)  # noqa: DTZ001 (the point)
    with pytest.raises(sa.exc.StatementError, match="with their zone"):
        store.change_setting("sample", 1, "d1", zoneless)
    with pytest.raises(ValueError, match="with their zone"):
        store.note(zoneless, "d1", "did", "about")
    assert store.setting("sample", 0) == 0
    assert store.audit(9) == []


# --- reading and writing at the same time, and trouble -----------------------------------------


def test_a_reader_is_not_stopped_by_a_writer_and_sees_nothing_half_done(begun: Store) -> None:
    read: list[RepRow] = []
    with begun.database.writing() as connection:
        connection.execute(sa.update(tables.reps).values(stage="half done"))
        reader = threading.Thread(target=lambda: read.append(begun.row("r1")))
        reader.start()
        reader.join(5)
        assert read == [line()]


def test_a_writer_is_not_stopped_by_a_reader(begun: Store) -> None:
    with begun.database.reading() as connection:
        count = sa.select(sa.func.count()).select_from(tables.audit)
        assert connection.scalar(count) == 0
        writer = threading.Thread(target=begun.note, args=(NOON, "d1", "did", "about"))
        writer.start()
        writer.join(5)
        assert not writer.is_alive()
    assert len(begun.audit(9)) == 1


def test_sqlite_is_set_up_for_many_processes(sqlite_url: str) -> None:
    store = Store(sqlite_url)
    with store.database.reading() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "busy_timeout",
                "secure_delete",
            )
        }
    store.close()
    assert found == {
        "journal_mode": "wal", "synchronous": 1, "foreign_keys": 1, "busy_timeout": 30000,
        "secure_delete": 1,
    }  # fmt: skip


SENTENCE = r"The records cannot be written just now\. Nothing was changed; what you typed is still"


def test_a_full_disk_is_a_sentence_and_changes_nothing(sqlite_url: str) -> None:
    store = Store(sqlite_url)
    store.migrate()

    @sa.event.listens_for(store.database.engine, "begin")
    def fill_up(connection: sa.Connection) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count=1")  # means: as many as there are now

    store.note(NOON, "d1", "did", "fits")
    with pytest.raises(StoreUnavailable, match=SENTENCE):
        store.change_setting("long", "x" * 1_000_000, "d1", NOON)
    assert store.setting("long", None) is None
    assert len(store.audit(9)) == 1
    store.close()


def test_records_that_may_only_be_read_can_be_read(sqlite_url: str, tmp_path: Path) -> None:
    writable = Store(sqlite_url)
    writable.migrate()
    writable.note(NOON, "d1", "did", "about")
    store = Store(f"sqlite:///file:{tmp_path / 'trainer.db'}?mode=ro&uri=true")
    assert len(store.audit(9)) == 1
    with pytest.raises(StoreUnavailable, match=SENTENCE):
        store.note(NOON, "d1", "did", "about")
    for opened in (store, writable):
        opened.close()


def test_a_lock_that_is_never_given_back_is_a_sentence(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    store, other = Store(sqlite_url), Store(sqlite_url)
    store.migrate()
    with other.database.writing(), pytest.raises(StoreUnavailable, match=SENTENCE):
        store.note(NOON, "d1", "did", "about")
    store.note(NOON, "d1", "did", "about")
    for opened in (store, other):
        opened.close()


def test_a_database_that_is_not_one_or_not_there_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("these are notes, not records " * 99)
    for url in (
        f"sqlite:///{tmp_path / 'notes.txt'}",
        f"sqlite:///{tmp_path / 'no folder' / 'trainer.db'}",
        f"postgresql:///trainer?host={tmp_path}",
    ):
        store = Store(url)
        with pytest.raises(StoreUnavailable):
            store.migrate()
        with pytest.raises(StoreUnavailable):
            store.load("r1")
        store.close()


def test_a_postgresql_that_went_away_is_a_sentence_and_comes_back(postgres_database: str) -> None:
    store, other = Store(postgres_database), Store(postgres_database)
    store.migrate()

    def write_while_it_goes_away() -> None:
        with store.database.writing() as connection:
            end(connection.scalar(sa.select(sa.func.pg_backend_pid())))
            connection.execute(sa.select(sa.func.now()))

    def end(pid: int | None) -> None:
        with other.database.writing() as connection:
            connection.execute(sa.select(sa.func.pg_terminate_backend(pid)))

    with pytest.raises(StoreUnavailable, match=SENTENCE):
        write_while_it_goes_away()
    with store.database.reading() as connection:
        pid = connection.scalar(sa.select(sa.func.pg_backend_pid()))
    end(pid)  # while nobody uses it, as in the night
    store.note(NOON, "d1", "did", "about")
    for opened in (store, other):
        opened.close()


def test_a_postgresql_that_may_only_be_read_can_be_read(postgres_database: str) -> None:
    store = Store(postgres_database)
    store.migrate()
    store.note(NOON, "d1", "did", "about")
    with store.database.writing() as connection:
        name = connection.scalar(sa.select(sa.func.current_database()))
        connection.exec_driver_sql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    store.close()  # the next connection is read-only
    assert len(store.audit(9)) == 1
    with pytest.raises(StoreUnavailable, match=SENTENCE):
        store.note(NOON, "d1", "did", "about")
    store.close()


def test_no_error_carries_what_somebody_wrote(begun: Store) -> None:
    words = "my mother never said"
    begun.close()
    with pytest.raises(sa.exc.SQLAlchemyError) as caught:
        begun.keep_draft("r1", "nobody", "reply", {"text": words}, NOON)
    assert words not in str(caught.value) + repr(caught.value)


# --- migrations ------------------------------------------------------------------------------


def differences(opened: Database) -> list[Any]:
    with opened.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), tables.metadata))


def test_the_migrations_end_at_the_tables_as_they_are(store: Store) -> None:
    assert differences(store.database) == []
    store.migrate()
    assert differences(store.database) == []


def revisions() -> list[str]:
    found = ScriptDirectory(str(database.MIGRATIONS)).walk_revisions()
    return [script.revision for script in found]


def fill(opened: Database) -> dict[str, dict[str, Any]]:
    """Put one row into every table as it is now, and give the rows as they are read back."""
    present = sa.MetaData()
    present.reflect(opened.engine)
    values = {sa.String: "x", sa.Integer: 1, sa.Float: 0.5, sa.Boolean: True, sa.JSON: {"x": 1},
              sa.Date: NOON.date()}  # fmt: skip
    rows: dict[str, dict[str, Any]] = {}
    with opened.writing() as connection:
        for table in present.sorted_tables:
            if table.name == "alembic_version":
                continue
            row = {
                column.name: NOON.replace(tzinfo=None)
                if isinstance(column.type, sa.DateTime)
                else next(v for kind, v in values.items() if isinstance(column.type, kind))
                for column in table.columns
            }
            connection.execute(sa.insert(table).values(row))
            rows[table.name] = dict(connection.execute(sa.select(table)).mappings().one())
    return rows


@pytest.mark.parametrize("earlier", revisions())
def test_a_row_in_every_table_survives_from_every_earlier_schema(
    empty_url: str, earlier: str
) -> None:
    opened = Database(empty_url)
    opened.migrate(earlier)
    before = fill(opened)
    opened.migrate()
    assert differences(opened) == []
    assert set(before) <= set(tables.metadata.tables)
    present = sa.MetaData()
    present.reflect(opened.engine)
    with opened.reading() as connection:
        for name, row in before.items():
            after = connection.execute(sa.select(present.tables[name])).mappings().one()
            assert {key: after[key] for key in row} == row
    opened.close()


TOMORROW = """
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "tomorrow", "0008", None, None
def upgrade():
    with op.batch_alter_table("people") as people:
        people.alter_column("name", type_=sa.String(300), existing_nullable=False)
        people.add_column(sa.Column("pronouns", sa.String(40)))
    {more}
"""


@pytest.fixture
def tomorrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A later version of the trainer, whose migration rebuilds a table that others point at."""
    later = tmp_path / "tomorrow"
    shutil.copytree(database.MIGRATIONS, later, ignore=shutil.ignore_patterns("__pycache__"))
    assert revisions()[0] == "0008", "let tomorrow follow the newest revision"
    monkeypatch.setattr(database, "MIGRATIONS", later)
    return later / "versions" / "tomorrow.py"


def test_a_later_migration_may_rebuild_a_table_that_others_point_at(
    begun: Store, tomorrow: Path
) -> None:
    tomorrow.write_text(TOMORROW.format(more="pass"))
    begun.migrate()
    columns = sa.inspect(begun.database.engine).get_columns("people")
    assert "pronouns" in {column["name"] for column in columns}
    assert begun.load("r1").events == (BEGUN,)
    with pytest.raises(sa.exc.IntegrityError):  # the keys still hold
        begun.answer_consent("nobody", "n1", "scoring", True, NOON)


def test_a_migration_that_fails_leaves_everything_as_it_was(begun: Store, tomorrow: Path) -> None:
    tomorrow.write_text(TOMORROW.format(more="raise RuntimeError('halfway')"))
    with pytest.raises(RuntimeError, match="halfway"):
        begun.migrate()
    assert differences(begun.database) == []
    assert begun.load("r1").events == (BEGUN,)


def test_records_of_a_newer_version_are_left_alone(begun: Store, tomorrow: Path) -> None:
    tomorrow.write_text(TOMORROW.format(more="pass"))
    begun.migrate()
    tomorrow.unlink()
    with pytest.raises(StoreUnavailable, match="newer version of the trainer"):
        begun.migrate()
    assert begun.load("r1").events == (BEGUN,)


def test_processes_that_start_together_on_nothing_all_come_up(empty_url: str, race: Any) -> None:
    code = """
from practice.adapters.store import Store
store = Store(arguments[0])
ready()
store.migrate()
print(len(store.audit(1)))
"""
    assert race(code, empty_url) == [["0"]] * 2


def test_a_new_sqlite_file_that_another_process_is_setting_up_is_waited_for(
    sqlite_url: str, tmp_path: Path
) -> None:
    """Here SQLite itself refuses at once, which happened to 1 in 100 first starts."""
    other = sqlite3.connect(tmp_path / "trainer.db", isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE theirs (number)")
    other.execute("BEGIN IMMEDIATE")
    letting_go = threading.Timer(0.2, other.execute, ["COMMIT"])
    letting_go.start()
    store = Store(sqlite_url)
    store.migrate()
    assert store.audit(1) == []
    letting_go.join()
    other.close()
    store.close()


def test_threads_that_start_together_on_nothing_all_come_up(empty_url: str) -> None:
    stores = [Store(empty_url) for _ in range(4)]
    threads = [threading.Thread(target=store.migrate) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert [store.audit(1) for store in stores] == [[]] * 4
    for store in stores:
        store.close()
