"""Who somebody is: passwords, sign-ins, invitations and the set-up code.

Owns every secret of the front door and keeps none: a token is handed out once and the records hold
only its SHA-256, a password only as argon2id. Nothing here logs, and no exception repeats what was
typed. What a person may do afterwards is not decided here (see `practice/roles.py`).
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from practice import AlreadyTaken, NotAllowed, NotFound
from practice.adapters import passwords
from practice.adapters.links import JOIN, NEW_PASSWORD, SET_UP, Invitation
from practice.adapters.people import Account, People, SignIn
from practice.arrivals import Batch
from practice.house import utc_now
from practice.roles import Person, Role

SIGN_IN_LASTS = timedelta(hours=12)
INVITATION_LASTS = timedelta(days=7)
PASSWORD_LINK_LASTS = timedelta(days=1)
ENDED_LINKS_SHOWN = timedelta(days=30)
SET_UP_LASTS = timedelta(days=365)  # in truth until the next start, which prints a new one
MOST_FAILURES, FAILURES_COUNT_FOR = 5, timedelta(minutes=15)

_WRONG = "This username and password do not belong together. Check both and try again."
CLOSED = "This account is closed. Your programme's director can open it again."
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
class Fresh:
    """A newcomer's link, told once: where it leads on this server, and until when it works."""

    path: str
    ends_at: datetime


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
        name = passwords.known_form(username)
        self._hold_back(name)
        account = self.people.by_username(name)
        stored = account.password_hash if account else None
        right = passwords.verified(stored or passwords.NOBODY, password)
        if account is None or stored is None or not right:
            raise NotAllowed(_WRONG)
        self.people.forget_failures(name)
        if not account.active:
            raise NotAllowed(CLOSED)
        if passwords.HASHER.check_needs_rehash(stored):
            self.people.set_password_hash(account.id, passwords.hashed(password))
        return self.open(account.id)

    def open(self, person: str, via: str | None = None) -> str:
        """Begin a sign-in of somebody who was checked, and give its token; `via` is a provider."""
        token, now = secrets.token_urlsafe(32), self.now()
        self.people.open_sign_in(fingerprint(token), person, now, now + SIGN_IN_LASTS, via)
        return token

    def sign_out(self, token: str) -> str | None:
        """End one sign-in and say which provider it came by; a token that is none is no matter."""
        return self.people.end_sign_in(fingerprint(token), self.now())

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
        self._remember(passwords.plain_code(code), SET_UP, "", Role.DIRECTOR, SET_UP_LASTS)
        return code

    def first_director(self, code: str, name: str, username: str, password: str) -> str:
        """Make the first person, a director, and sign them in; the code works once."""
        if not self.people.is_empty():
            raise NotAllowed(_SET_UP_DONE)
        used = fingerprint(passwords.plain_code(code))
        invitation = self.people.links.behind(used, self.now())
        if invitation is None or invitation.purpose != SET_UP:
            raise NotAllowed(_NO_CODE)
        full_name, username = passwords.name_of(name), passwords.username_of(username)
        password_hash = passwords.hashed(passwords.password_of(password, username))
        if not self.people.links.use_up(used, self.now()):
            raise AlreadyTaken(_SET_UP_DONE)
        return self._add(full_name, username, Role.DIRECTOR, None, password_hash)

    # Links

    def invite(self, name: str, role: Role, cohort: str | None) -> str:
        """Make the token of an invitation link, good once and for seven days."""
        token = secrets.token_urlsafe(32)
        self._remember(token, JOIN, passwords.name_of(name), role, INVITATION_LASTS, cohort=cohort)
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
        """Turn an invitation into an account and sign it in; the link then stops working.

        Where the account is there already, from a list, its own username counts.
        """
        invitation, account = self._invitation(token, JOIN)
        if account is not None:
            return self._choose_password(account, token, password)
        username = passwords.username_of(username)
        password_hash = passwords.hashed(passwords.password_of(password, username))
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
        return self._choose_password(account, token, password)

    def _choose_password(self, account: Account, token: str, password: str) -> str:
        password_hash = passwords.hashed(passwords.password_of(password, account.username))
        now = self.now()
        if not self.people.links.use_up(fingerprint(token), now):
            raise AlreadyTaken(_NO_LINK)
        self.people.set_password_hash(account.id, password_hash)
        self.people.end_all_sign_ins(account.id, now)
        self.people.links.withdraw_all(JOIN, now, account.id)
        self.people.forget_failures(account.username)
        return self.open(account.id)

    def take_in(self, batch: Batch, by: str, did: str) -> list[Fresh]:
        """Write a list of people, all or nothing; gives each newcomer's link in their order."""
        now = self.now()
        tokens = {newcomer.id: secrets.token_urlsafe(32) for newcomer in batch.newcomers}
        hashes = {person: fingerprint(token) for person, token in tokens.items()}
        ends_at = now + INVITATION_LASTS
        self.people.intake.take_in(batch, hashes, now, ends_at, by, did)
        return [Fresh(f"/join/{tokens[who.id]}", ends_at) for who in batch.newcomers]

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
        return self.open(person)

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
            raise NotAllowed(CLOSED)
        return invitation, account
