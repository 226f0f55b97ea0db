"""Passwords, sign-ins, invitations and the set-up code, against real records."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from practice import AlreadyTaken, BadInput, NotAllowed, NotFound, PracticeError
from practice.adapters import passwords
from practice.adapters.accounts import Accounts, fingerprint
from practice.adapters.links import JOIN, NEW_PASSWORD
from practice.adapters.store import Store
from practice.roles import Person, Role

PASSWORD = "seven quiet herons"
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Clock:
    """A time that passes only when it is told to."""

    def __init__(self) -> None:
        self.time = MONDAY

    def __call__(self) -> datetime:
        return self.time

    def wait(self, **much: float) -> None:
        self.time += timedelta(**much)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def records(request: pytest.FixtureRequest) -> Iterator[Store]:
    """SQLite, except where a test asks for both: a new PostgreSQL database each time is slow."""
    postgres = getattr(request, "param", "sqlite") == "postgresql"
    store = Store(request.getfixturevalue("postgres_database" if postgres else "sqlite_url"))
    store.migrate()
    yield store
    store.close()


on_both = pytest.mark.parametrize("records", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def accounts(records: Store, clock: Clock) -> Accounts:
    return Accounts(records.people, clock)


@pytest.fixture
def ada(accounts: Accounts) -> Person:
    """The first director, signed out again."""
    code = accounts.set_up_code()
    assert code is not None
    token = accounts.first_director(code, "Ada Byron", "ada", PASSWORD)
    person = accounts.who(token)
    assert person is not None
    accounts.sign_out(token)
    return person


def refused(kind: type[PracticeError], act: Callable[[], object]) -> str:
    """What somebody is told when they are refused."""
    with pytest.raises(kind) as caught:
        act()
    assert type(caught.value) is kind
    return str(caught.value)


def test_a_sign_in_says_who_it_is(accounts: Accounts, ada: Person) -> None:
    assert accounts.who(accounts.sign_in("ada", PASSWORD)) == ada
    assert ada.role is Role.DIRECTOR


def test_a_username_may_be_typed_in_any_case_with_spaces_around_it(
    accounts: Accounts, ada: Person
) -> None:
    assert accounts.who(accounts.sign_in("  ADA ", PASSWORD)) == ada


def test_nobody_is_signed_in_by_a_made_up_or_empty_token(accounts: Accounts, ada: Person) -> None:
    assert accounts.who("") is None
    assert accounts.who("made-up") is None
    assert accounts.who(fingerprint(accounts.sign_in("ada", PASSWORD))) is None


def test_an_unknown_name_and_a_wrong_password_get_the_same_sentence(
    accounts: Accounts, ada: Person
) -> None:
    wrong = refused(NotAllowed, lambda: accounts.sign_in("ada", "not her password"))
    unknown = refused(NotAllowed, lambda: accounts.sign_in("nobody", "not her password"))
    assert wrong == unknown


def test_an_unknown_name_costs_one_hash_like_a_known_one(
    accounts: Accounts, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    verified = passwords.verified

    def counted(stored: str, password: str) -> bool:
        checked.append(stored)
        return verified(stored, password)

    monkeypatch.setattr(passwords, "verified", counted)
    for name in ("ada", "nobody"):
        refused(NotAllowed, lambda name=name: accounts.sign_in(name, "wrong"))
    assert len(checked) == 2
    assert not any(passwords.HASHER.check_needs_rehash(stored) for stored in checked)


@on_both
def test_five_failures_close_a_name_and_the_sentence_says_until_when(
    accounts: Accounts, clock: Clock, ada: Person
) -> None:
    for _ in range(5):
        refused(NotAllowed, lambda: accounts.sign_in("ada", "wrong"))
        clock.wait(minutes=1)
    told = refused(NotAllowed, lambda: accounts.sign_in("Ada", PASSWORD))
    assert told == "There were too many tries for this username. Try again in 11 minutes."
    clock.wait(minutes=10)
    assert "in a minute" in refused(NotAllowed, lambda: accounts.sign_in("ada", PASSWORD))
    clock.wait(minutes=1)
    assert accounts.who(accounts.sign_in("ada", PASSWORD)) == ada


def test_being_refused_does_not_make_the_wait_longer(
    accounts: Accounts, clock: Clock, ada: Person
) -> None:
    for _ in range(5):
        refused(NotAllowed, lambda: accounts.sign_in("ada", "wrong"))
    for _ in range(14):
        assert "Try again in" in refused(NotAllowed, lambda: accounts.sign_in("ada", "wrong"))
        clock.wait(minutes=1)
    clock.wait(minutes=1, seconds=1)
    assert accounts.who(accounts.sign_in("ada", PASSWORD)) == ada


def test_an_unknown_name_is_held_back_like_a_known_one_and_no_other_name_is(
    accounts: Accounts, ada: Person
) -> None:
    for _ in range(5):
        refused(NotAllowed, lambda: accounts.sign_in("nobody", "wrong"))
    assert "15 minutes" in refused(NotAllowed, lambda: accounts.sign_in("nobody", "wrong"))
    assert accounts.who(accounts.sign_in("ada", PASSWORD)) == ada


def test_a_sign_in_that_works_starts_the_count_anew(accounts: Accounts, ada: Person) -> None:
    for _ in range(3):
        for _ in range(4):
            refused(NotAllowed, lambda: accounts.sign_in("ada", "wrong"))
        assert accounts.sign_in("ada", PASSWORD)


@on_both
def test_many_tries_at_one_moment_are_still_five(
    accounts: Accounts, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []

    def looked(stored: str, password: str) -> bool:
        looked_at.append(password)
        return False

    monkeypatch.setattr(passwords, "verified", looked)
    start = threading.Barrier(16)

    def attempt(number: int) -> None:
        start.wait()
        with pytest.raises(NotAllowed):
            accounts.sign_in("ada", f"guess {number}")

    tries = [threading.Thread(target=attempt, args=(number,)) for number in range(16)]
    for one in tries:
        one.start()
    for one in tries:
        one.join()
    assert len(looked_at) <= 5


def test_a_closed_account_is_told_so_only_with_its_own_password(
    accounts: Accounts, records: Store, ada: Person
) -> None:
    token = accounts.sign_in("ada", PASSWORD)
    records.people.set_active(ada.id, False)
    assert accounts.who(token) is None
    assert "closed" in refused(NotAllowed, lambda: accounts.sign_in("ada", PASSWORD))
    assert "closed" not in refused(NotAllowed, lambda: accounts.sign_in("ada", "wrong"))


def test_an_old_hash_is_renewed_at_the_next_sign_in(
    accounts: Accounts, records: Store, ada: Person
) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    records.people.set_password_hash(ada.id, weak)
    accounts.sign_in("ada", PASSWORD)
    account = records.people.by_id(ada.id)
    assert account is not None and account.password_hash is not None
    assert account.password_hash != weak
    assert not passwords.HASHER.check_needs_rehash(account.password_hash)
    assert accounts.who(accounts.sign_in("ada", PASSWORD)) == ada


@pytest.mark.parametrize("stored", [None, "", "not a hash"])
def test_an_account_without_a_usable_hash_cannot_sign_in(
    accounts: Accounts, records: Store, ada: Person, stored: str | None
) -> None:
    records.people.set_password_hash(ada.id, stored)
    for guess in ("", "None", PASSWORD):
        refused(NotAllowed, lambda guess=guess: accounts.sign_in("ada", guess))


def test_a_sign_in_lasts_twelve_hours(accounts: Accounts, clock: Clock, ada: Person) -> None:
    token = accounts.sign_in("ada", PASSWORD)
    clock.wait(hours=11, minutes=59)
    assert accounts.who(token) == ada
    clock.wait(minutes=1)
    assert accounts.who(token) is None


def test_signing_out_ends_one_sign_in_and_signing_out_everywhere_ends_all(
    accounts: Accounts, ada: Person
) -> None:
    here, there, elsewhere = (accounts.sign_in("ada", PASSWORD) for _ in range(3))
    accounts.sign_out(here)
    accounts.sign_out("made-up")
    assert accounts.who(here) is None
    assert accounts.who(there) == ada
    accounts.sign_out_everywhere(ada)
    assert accounts.who(there) is None and accounts.who(elsewhere) is None


def test_the_set_up_code_works_once(accounts: Accounts) -> None:
    code = accounts.set_up_code()
    assert code is not None
    assert accounts.first_director(code, "Ada Byron", "ada", PASSWORD)
    told = refused(NotAllowed, lambda: accounts.first_director(code, "Eve", "eve", PASSWORD))
    assert "already set up" in told
    assert accounts.set_up_code() is None


@on_both
def test_two_people_with_the_same_set_up_code_make_one_director(
    accounts: Accounts, records: Store
) -> None:
    code = accounts.set_up_code()
    assert code is not None
    start, lost = threading.Barrier(2), []

    def attempt(username: str) -> None:
        start.wait()
        try:
            accounts.first_director(code, "Somebody", username, PASSWORD)
        except PracticeError as error:
            lost.append(str(error))

    both = [threading.Thread(target=attempt, args=(name,)) for name in ("ada", "eve")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert len(lost) == 1
    assert len(records.people.everyone()) == 1


def test_a_new_start_prints_a_new_code_and_the_old_one_stops_working(accounts: Accounts) -> None:
    old, new = accounts.set_up_code(), accounts.set_up_code()
    assert old is not None and new is not None and old != new
    refused(NotAllowed, lambda: accounts.first_director(old, "Ada", "ada", PASSWORD))
    assert accounts.first_director(new, "Ada", "ada", PASSWORD)


def test_the_set_up_code_may_be_typed_carelessly(accounts: Accounts) -> None:
    code = accounts.set_up_code()
    assert code is not None
    typed = "  " + code.lower().replace("-", " ") + "\n"
    assert accounts.first_director(typed, "Ada", "ada", PASSWORD)


def test_a_mistake_in_the_set_up_form_does_not_use_the_code_up(accounts: Accounts) -> None:
    code = accounts.set_up_code()
    assert code is not None
    refused(BadInput, lambda: accounts.first_director(code, "Ada", "ada", "short"))
    refused(BadInput, lambda: accounts.first_director(code, " ", "ada", PASSWORD))
    assert accounts.first_director(code, "Ada", "ada", PASSWORD)


def test_no_other_link_passes_for_a_set_up_code_or_for_another_purpose(
    accounts: Accounts, ada: Person
) -> None:
    joining = accounts.invite("Ben", Role.TRAINEE, None)
    renewing = accounts.new_password_link(ada)
    refused(NotFound, lambda: accounts.set_password(joining, PASSWORD))
    refused(NotFound, lambda: accounts.join(renewing, "ben", PASSWORD))
    refused(NotFound, lambda: accounts.invited(renewing, JOIN))


@on_both
def test_an_invitation_makes_the_person_it_names(
    accounts: Accounts, records: Store, clock: Clock, ada: Person
) -> None:
    records.people.add_cohort("autumn", "Autumn", clock())
    token = accounts.invite("Ben  Okri", Role.TRAINEE, "autumn")
    invited = accounts.invited(token, JOIN)
    assert (invited.name, invited.role) == ("Ben Okri", Role.TRAINEE)
    ben = accounts.who(accounts.join(token, "Ben", PASSWORD))
    assert ben is not None
    assert (ben.name, ben.role, ben.cohort) == ("Ben Okri", Role.TRAINEE, "autumn")
    assert accounts.who(accounts.sign_in("ben", PASSWORD)) == ben


@on_both
def test_an_invitation_works_once(accounts: Accounts, records: Store, ada: Person) -> None:
    token = accounts.invite("Ben", Role.TRAINEE, None)
    accounts.join(token, "ben", PASSWORD)
    refused(NotFound, lambda: accounts.invited(token, JOIN))
    refused(NotFound, lambda: accounts.join(token, "ben2", PASSWORD))
    assert len(records.people.everyone()) == 2


def test_an_invitation_ends_after_seven_days(accounts: Accounts, clock: Clock, ada: Person) -> None:
    token = accounts.invite("Ben", Role.TRAINEE, None)
    clock.wait(days=6, hours=23)
    assert accounts.invited(token, JOIN)
    clock.wait(hours=1)
    told = refused(NotFound, lambda: accounts.join(token, "ben", PASSWORD))
    assert "new one" in told


def test_a_taken_username_leaves_the_invitation_open(accounts: Accounts, ada: Person) -> None:
    token = accounts.invite("Ben", Role.TRAINEE, None)
    refused(AlreadyTaken, lambda: accounts.join(token, "ADA", PASSWORD))
    assert accounts.join(token, "ben", PASSWORD)


@on_both
def test_a_new_password_ends_every_sign_in_the_old_password_and_the_wait(
    accounts: Accounts, ada: Person
) -> None:
    before = accounts.sign_in("ada", PASSWORD)
    for _ in range(5):
        refused(NotAllowed, lambda: accounts.sign_in("ada", "wrong"))
    link = accounts.new_password_link(ada)
    assert accounts.invited(link, NEW_PASSWORD).username == "ada"
    token = accounts.set_password(link, "nine small otters")
    assert accounts.who(token) == ada
    assert accounts.who(before) is None
    refused(NotAllowed, lambda: accounts.sign_in("ada", PASSWORD))
    assert accounts.who(accounts.sign_in("ada", "nine small otters")) == ada
    refused(NotFound, lambda: accounts.set_password(link, "a third password"))


def test_a_newer_password_link_ends_the_older_and_each_lasts_a_day(
    accounts: Accounts, clock: Clock, ada: Person
) -> None:
    older, newer = accounts.new_password_link(ada), accounts.new_password_link(ada)
    refused(NotFound, lambda: accounts.set_password(older, "nine small otters"))
    clock.wait(days=1)
    refused(NotFound, lambda: accounts.set_password(newer, "nine small otters"))


def test_a_closed_account_gets_no_new_password(
    accounts: Accounts, records: Store, ada: Person
) -> None:
    link = accounts.new_password_link(ada)
    records.people.set_active(ada.id, False)
    refused(NotAllowed, lambda: accounts.set_password(link, "nine small otters"))


@pytest.mark.parametrize(
    ("password", "fits"),
    [
        ("ninechars", False),
        ("ten chars!", True),
        ("x" * 200, True),
        ("x" * 201, False),
        ("", False),
        ("long-enough-name", False),
        (" Long-Enough-Name ", False),
        ("          ", True),
        ("pässwörter für ünice", True),
    ],
)
def test_a_password_has_ten_to_two_hundred_characters_and_is_not_the_username(
    accounts: Accounts, ada: Person, password: str, fits: bool
) -> None:
    token = accounts.invite("Ben", Role.TRAINEE, None)
    if fits:
        accounts.join(token, "long-enough-name", password)
        assert accounts.sign_in("long-enough-name", password)
    else:
        refused(BadInput, lambda: accounts.join(token, "long-enough-name", password))


def test_a_password_is_the_same_however_the_keyboard_spells_its_accents(
    accounts: Accounts, ada: Person
) -> None:
    accounts.join(accounts.invite("Ben", Role.TRAINEE, None), "ben", "cafe\u0301 cafe\u0301")
    assert accounts.sign_in("ben", "caf\u00e9 caf\u00e9")


@on_both
@pytest.mark.parametrize("username", ["", "a", "two words", "x" * 101, "\u0000\u0000\u0000"])
def test_a_username_that_nobody_could_type_again_is_refused(
    accounts: Accounts, ada: Person, username: str
) -> None:
    token = accounts.invite("Ben", Role.TRAINEE, None)
    refused(BadInput, lambda: accounts.join(token, username, PASSWORD))


@on_both
@pytest.mark.parametrize("username", ["", "\u0000", "x" * 5000, "\ud800", "' or 1=1 --"])
def test_signing_in_with_nonsense_is_only_wrong(
    accounts: Accounts, ada: Person, username: str
) -> None:
    refused(NotAllowed, lambda: accounts.sign_in(username, "\ud800 not a password"))


def test_the_records_hold_no_token_no_code_and_no_password(sqlite_url: str, tmp_path: Path) -> None:
    records = Store(sqlite_url)
    records.migrate()
    accounts = Accounts(records.people)
    code = accounts.set_up_code()
    assert code is not None
    ada = accounts.who(accounts.first_director(code, "Ada Byron", "ada", PASSWORD))
    assert ada is not None
    secrets = [
        PASSWORD,
        code,
        code.replace("-", ""),
        accounts.sign_in("ada", PASSWORD),
        accounts.invite("Ben", Role.TRAINEE, None),
        accounts.new_password_link(ada),
    ]
    refused(NotAllowed, lambda: accounts.sign_in("ada", "a wrong password typed"))
    records.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"ada" in kept
    for secret in [*secrets, "a wrong password typed"]:
        assert secret.encode() not in kept


def test_no_refusal_repeats_what_was_typed(accounts: Accounts, ada: Person) -> None:
    token = accounts.invite("Ben", Role.TRAINEE, None)
    tries: list[Callable[[], object]] = [
        lambda: accounts.sign_in("ada", "hunter2hunter2"),
        lambda: accounts.join(token, "hunter2hunter2", "hunter2hunter2"),
        lambda: accounts.join(token, "ben", "hunter2" * 50),
        lambda: accounts.set_password("hunter2hunter2", "hunter2hunter2"),
        lambda: accounts.first_director("hunter2hunter2", "Eve", "eve", "hunter2hunter2"),
    ]
    for attempt in tries:
        with pytest.raises(PracticeError) as caught:
            attempt()
        error: BaseException | None = caught.value
        while error is not None:
            assert "hunter2" not in f"{error} {error!r}"
            error = error.__cause__ or error.__context__
