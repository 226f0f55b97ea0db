"""Who somebody is: passwords, sign-ins, invitations and the set-up code.

Owns every secret of the front door and keeps none: a token is handed out once and the records hold
only its SHA-256, a password only as argon2id. Nothing here logs, and no exception repeats what was
typed. What a person may do afterwards is not decided here (see `practice/roles.py`).
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import unicodedata
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from practice import AlreadyTaken, BadInput, NotAllowed, NotFound
from practice.adapters.links import JOIN, NEW_PASSWORD, SET_UP, Invitation
from practice.adapters.people import Account, People, SignIn
from practice.house import utc_now
from practice.roles import Person, Role

SIGN_IN_LASTS = timedelta(hours=12)
INVITATION_LASTS = timedelta(days=7)
PASSWORD_LINK_LASTS = timedelta(days=1)
ENDED_LINKS_SHOWN = timedelta(days=30)
SET_UP_LASTS = timedelta(days=365)  # in truth until the next start, which prints a new one
MOST_FAILURES, FAILURES_COUNT_FOR = 5, timedelta(minutes=15)
SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200

# OWASP's argon2id choice with little memory: a class that signs in at once must not fill the host.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_FEW_AT_ONCE = threading.BoundedSemaphore(4)  # of the whole process, so that memory stays bounded

# The hash of a password nobody has, with today's parameters: an unknown name costs the same time.
_NOBODY = (
    "$argon2id$v=19$m=19456,t=2,p=1$"
    "GSml9aYPzKLe7goZa7nmAw$n00i/IDsRcrNE4GdGYAxWiuaM8zVyw9LyB6NMoGXPbs"
)

_WRONG = "This username and password do not belong together. Check both and try again."
_CLOSED = "This account is closed. Your programme's director can open it again."
_NO_LINK = "This link does not work any more. Ask your programme's director for a new one."
_NO_CODE = (
    "This is not the code of this start. Copy the last one printed in the terminal; "
    "restarting prints a new one."
)
_SET_UP_DONE = "This programme is already set up. Sign in, or ask its director for an invitation."


def fingerprint(token: str) -> str:
    """Give the SHA-256 of a token, in hexadecimal: what the records hold in its place."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True)
class Invited:
    """What a page may show of an invitation before it is used."""

    name: str
    role: Role
    username: str = ""  # known already when the link is for a new password


@dataclass(frozen=True)
class Renewed:
    """A link in place of an older one, told once; `about` is whom it concerns, for the audit."""

    name: str
    path: str
    ends_at: datetime
    about: str


class Accounts:
    """The door's verbs. Every sentence it raises may be shown as it is."""

    def __init__(self, people: People, now: Callable[[], datetime] = utc_now) -> None:
        self.people = people
        self.now = now

    # Signing in and out

    def sign_in(self, username: str, password: str) -> str:
        """Check a password and give a token for the cookie; NotAllowed with one sentence otherwise.

        An unknown name, a wrong password and an account without one look the same and take the
        same time. After five failures in 15 minutes a name is refused until they have passed.
        """
        name = _known_form(username)
        self._hold_back(name)
        account = self.people.by_username(name)
        stored = account.password_hash if account else None
        right = _verified(stored or _NOBODY, password)
        if account is None or stored is None or not right:
            raise NotAllowed(_WRONG)
        self.people.forget_failures(name)
        if not account.active:
            raise NotAllowed(_CLOSED)
        if HASHER.check_needs_rehash(stored):
            self.people.set_password_hash(account.id, _hashed(password))
        return self._open(account.id)

    def sign_out(self, token: str) -> None:
        """End one sign-in; a token that is none is nothing to complain about."""
        self.people.end_sign_in(fingerprint(token), self.now())

    def sign_out_everywhere(self, person: Person) -> None:
        """End every sign-in of this person, on every device."""
        self.people.end_all_sign_ins(person.id, self.now())

    def sign_ins(self, person: Person, here: str = "") -> list[SignIn]:
        """Where this person is signed in; `here` is the fingerprint of the one that asks."""
        return self.people.open_sign_ins(person.id, here, self.now())

    def who(self, token: str) -> Person | None:
        """Say whose token this is, while the sign-in stands and the account is active."""
        return self.people.signed_in(fingerprint(token), self.now()) if token else None

    # The first director

    def nobody_yet(self) -> bool:
        """Whether the programme still waits for its first director."""
        return self.people.is_empty()

    def set_up_code(self) -> str | None:
        """Make the one-time code for the terminal, ending the last one; None once anybody exists.

        Four groups of five letters and digits (100 bits): somebody may have to type it.
        """
        if not self.people.is_empty():
            return None
        self.people.links.withdraw_all(SET_UP, at=self.now())
        alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no I, O, 0 or 1: they are misread
        code = "-".join("".join(secrets.choice(alphabet) for _ in range(5)) for _ in range(4))
        self._remember(_plain(code), SET_UP, "", Role.DIRECTOR, SET_UP_LASTS)
        return code

    def first_director(self, code: str, name: str, username: str, password: str) -> str:
        """Make the first person, a director, and sign them in; the code works once."""
        if not self.people.is_empty():
            raise NotAllowed(_SET_UP_DONE)
        used = fingerprint(_plain(code))
        invitation = self.people.links.behind(used, self.now())
        if invitation is None or invitation.purpose != SET_UP:
            raise NotAllowed(_NO_CODE)
        full_name, username = _name(name), _username(username)
        password_hash = _hashed(_password(password, username))
        if not self.people.links.use_up(used, self.now()):
            raise AlreadyTaken(_SET_UP_DONE)
        return self._add(full_name, username, Role.DIRECTOR, None, password_hash)

    # Links

    def invite(self, name: str, role: Role, cohort: str | None) -> str:
        """Make the token of an invitation link, good once and for seven days."""
        token = secrets.token_urlsafe(32)
        self._remember(token, JOIN, _name(name), role, INVITATION_LASTS, cohort=cohort)
        return token

    def new_password_link(self, person: Person) -> str:
        """Make the token of a link to a new password, good once and for a day; ends older ones."""
        token = secrets.token_urlsafe(32)
        self.people.links.withdraw_all(NEW_PASSWORD, at=self.now(), person=person.id)
        self._remember(
            token, NEW_PASSWORD, person.name, person.role, PASSWORD_LINK_LASTS, person=person.id
        )
        return token

    def open_links(self) -> list[Invitation]:
        """Links that nobody used: those that still work, and those that ended in the last month."""
        return self.people.links.unused(self.now() - ENDED_LINKS_SHOWN)

    def withdraw_link(self, invitation_id: str) -> Invitation:
        """Make a link stop working; NotFound when it was used or withdrawn already."""
        found = next((link for link in self.open_links() if link.id == invitation_id), None)
        if found is None or not self.people.links.withdraw(invitation_id, self.now()):
            raise NotFound("This link was used or withdrawn already.")
        return found

    def renew_link(self, invitation_id: str) -> Renewed:
        """End a link and make a new one for the same person, in the same role."""
        old = self.withdraw_link(invitation_id)
        token = secrets.token_urlsafe(32)
        lasts = INVITATION_LASTS if old.purpose == JOIN else PASSWORD_LINK_LASTS
        self._remember(
            token, old.purpose, old.name, old.role, lasts, cohort=old.cohort, person=old.person
        )
        path = f"/{'join' if old.purpose == JOIN else 'new-password'}/{token}"
        about = old.person or old.cohort or "programme"
        return Renewed(old.name, path, self.now() + lasts, about)

    def invited(self, token: str, purpose: str) -> Invited:
        """Say whom a link is for, without using it; NotFound when it is used, over or unknown."""
        invitation, account = self._invitation(token, purpose)
        username = account.username if account else ""
        return Invited(invitation.name, invitation.role, username)

    def join(self, token: str, username: str, password: str) -> str:
        """Turn an invitation into an account and sign it in; the link then stops working."""
        invitation, _ = self._invitation(token, JOIN)
        username = _username(username)
        password_hash = _hashed(_password(password, username))
        if self.people.by_username(username) is not None:  # asked first: the link is kept for them
            raise AlreadyTaken("Somebody has this username already. Choose another one.")
        if not self.people.links.use_up(fingerprint(token), self.now()):
            raise AlreadyTaken(_NO_LINK)
        return self._add(
            invitation.name, username, invitation.role, invitation.cohort, password_hash
        )

    def set_password(self, token: str, password: str) -> str:
        """Set a new password by link, end every other sign-in, and sign this one in."""
        _, account = self._invitation(token, NEW_PASSWORD)
        if account is None:
            raise NotFound(_NO_LINK)
        password_hash = _hashed(_password(password, account.username))
        if not self.people.links.use_up(fingerprint(token), self.now()):
            raise AlreadyTaken(_NO_LINK)
        self.people.set_password_hash(account.id, password_hash)
        self.people.end_all_sign_ins(account.id, self.now())
        self.people.forget_failures(account.username)
        return self._open(account.id)

    # What the verbs share

    def _hold_back(self, username: str) -> None:
        """Count this try before its password is looked at, or refuse it.

        Counting first, then counting again, keeps many tries at the same moment to five in all.
        """
        now = self.now()
        if self._failures(username, now - FAILURES_COUNT_FOR) < MOST_FAILURES:
            self.people.note_failure(username, now)
            if self._failures(username, now - FAILURES_COUNT_FOR) <= MOST_FAILURES:
                return
        longest = int(FAILURES_COUNT_FOR.total_seconds() // 60)
        minutes = next(
            (
                wait
                for wait in range(1, longest)
                if self._failures(username, now - FAILURES_COUNT_FOR + timedelta(minutes=wait))
                < MOST_FAILURES
            ),
            longest,
        )
        when = "in a minute" if minutes == 1 else f"in {minutes} minutes"
        raise NotAllowed(f"There were too many tries for this username. Try again {when}.")

    def _failures(self, username: str, since: datetime) -> int:
        return self.people.failures_since(username, since)

    def _open(self, person: str) -> str:
        token, now = secrets.token_urlsafe(32), self.now()
        self.people.open_sign_in(fingerprint(token), person, now, now + SIGN_IN_LASTS)
        return token

    def _add(
        self, name: str, username: str, role: Role, cohort: str | None, password_hash: str
    ) -> str:
        person = uuid.uuid4().hex
        self.people.add(
            person, username, name, role, self.now(), cohort=cohort, password_hash=password_hash
        )
        if role is Role.SUPERVISOR and cohort:
            self.people.set_supervises(
                person, [cohort], self.now()
            )  # whom they were invited to read
        return self._open(person)

    def _remember(
        self,
        token: str,
        purpose: str,
        name: str,
        role: Role,
        lasts: timedelta,
        *,
        cohort: str | None = None,
        person: str | None = None,
    ) -> None:
        now = self.now()
        self.people.links.make(
            uuid.uuid4().hex, fingerprint(token), purpose, name, role, now, now + lasts,
            cohort=cohort, person=person,
        )  # fmt: skip

    def _invitation(self, token: str, purpose: str) -> tuple[Invitation, Account | None]:
        invitation = self.people.links.behind(fingerprint(token), self.now())
        if invitation is None or invitation.purpose != purpose:
            raise NotFound(_NO_LINK)
        account = self.people.by_id(invitation.person) if invitation.person else None
        if account is not None and not account.active:
            raise NotAllowed(_CLOSED)
        return invitation, account


def _known_form(username: str) -> str:
    """Bring a username to the form the records hold: one spelling, lower case, trimmed."""
    one_spelling = unicodedata.normalize("NFKC", username).strip().lower()
    return "".join(letter for letter in one_spelling if letter.isprintable())[:200]


def _username(typed: str) -> str:
    username = _known_form(typed)
    if not 2 <= len(username) <= 100 or any(letter.isspace() for letter in username):
        raise BadInput("A username has 2 to 100 characters and no spaces.")
    return username


def _name(typed: str) -> str:
    joiners = "\u200c\u200d"  # parts of words in Persian and Indic scripts
    spaced = " ".join(typed.split())
    name = "".join(letter for letter in spaced if letter.isprintable() or letter in joiners)
    if not 1 <= len(name) <= 100:
        raise BadInput("Please give a name of up to 100 characters.")
    return name


def _password(typed: str, username: str) -> str:
    if not SHORTEST_PASSWORD <= len(typed) <= LONGEST_PASSWORD:
        raise BadInput(
            f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters. "
            "A few words together work well."
        )
    if _known_form(typed) == username:
        raise BadInput("The password cannot be the username. Choose another one.")
    return typed


def _plain(code: str) -> str:
    """Read a set-up code however it was typed: any case, with or without the dashes."""
    return "".join(letter for letter in code.upper() if letter.isalnum())


def _bytes(password: str) -> bytes:
    # One spelling, as keyboards differ; "replace", as an encoding error would quote the password.
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace")


def _hashed(password: str) -> str:
    with _FEW_AT_ONCE:
        return HASHER.hash(_bytes(password))


def _verified(stored: str, password: str) -> bool:
    with _FEW_AT_ONCE:
        try:
            return HASHER.verify(stored, _bytes(password))
        except (VerificationError, InvalidHashError):
            return False
