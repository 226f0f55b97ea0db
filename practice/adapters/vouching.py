"""Lets somebody in whom a provider vouches for: known by subject, by e-mail address, or by a rule.

Ends in a sign-in of our own, with our own cookie: whatever ends one ends this one too. The unknown
are refused with a sentence.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence

from sqlalchemy.exc import IntegrityError

from practice import AlreadyTaken, NotAllowed
from practice.adapters.accounts import CLOSED, Accounts
from practice.adapters.identities import Identity
from practice.adapters.people import Account
from practice.claims import Rule, Vouched, rule_for
from practice.roles import Role

_NOT_SET_UP = "This programme is not set up yet. Its first director begins with the set-up code."
_ANOTHER = (
    "Somebody else has come in with this e-mail address before. Your programme's director can "
    "look at the account and let you in anew."
)
_NO_MORE = (
    "Your group at your university or clinic does not belong to this programme any more. Its "
    "director can tell you more."
)


class Unknown(NotAllowed):
    """A provider vouches for somebody, and nobody here knows them."""


def come_in(accounts: Accounts, who: Vouched, rules: Sequence[Rule], via: str) -> str:
    """Open a sign-in for this person and give its token; NotAllowed with a sentence otherwise."""
    if accounts.nobody_yet():
        raise NotAllowed(_NOT_SET_UP)
    rule = rule_for(who, rules)
    known = accounts.people.identities.find(who.issuer, who.subject)
    if known is None:
        known = _first_time(accounts, who, rule)
    account = accounts.people.by_id(known.person)
    if account is None or not account.active:
        raise NotAllowed(CLOSED)
    if known.by_rule:
        _keep_in_step(accounts, account, rule)
    return accounts.open(account.id, via)


def _first_time(accounts: Accounts, who: Vouched, rule: Rule | None) -> Identity:
    """Know somebody by the e-mail address that a director gave them, or else by a rule."""
    people = accounts.people
    account = people.by_email(who.email) if who.email else None
    if account is not None:
        if not account.active:
            raise NotAllowed(CLOSED)
        if not people.identities.bind(who.issuer, who.subject, account.id, accounts.now()):
            raise NotAllowed(_ANOTHER)
        return Identity(account.id, by_rule=False)
    if rule is None:
        raise Unknown(
            f"You are signed in as {who.shown}, and nobody here knows you by that. Ask your "
            "programme's director to invite you with the e-mail address of that sign-in."
        )
    return _by_rule(accounts, who, rule)


def _by_rule(accounts: Accounts, who: Vouched, rule: Rule) -> Identity:
    people, cohort, person = accounts.people, _cohort(accounts, rule), uuid.uuid4().hex
    username = who.email
    if not username or people.by_username(username) is not None:
        told = f"{who.issuer} {who.subject}".encode("utf-8", "replace")
        username = f"sign-on-{hashlib.sha256(told).hexdigest()[:16]}"
    try:
        people.identities.join(
            who.issuer, who.subject, person, username, who.email or None, who.name or who.shown,
            rule.role, cohort, accounts.now(),
        )  # fmt: skip
    except IntegrityError as error:  # two tabs at the same moment
        raise AlreadyTaken("This was done a moment ago. Please sign in once more.") from error
    return Identity(person, by_rule=True)


def _cohort(accounts: Accounts, rule: Rule) -> str | None:
    if rule.role is Role.DIRECTOR:
        return None
    name = rule.cohort.lower()
    for cohort in accounts.people.cohorts():
        if cohort.name.lower() == name:
            return cohort.id
    raise NotAllowed(
        f"You belong to the cohort “{rule.cohort}”, which is not there yet. Your programme's "
        "director starts it; then sign in again."
    )


def _keep_in_step(accounts: Accounts, account: Account, rule: Rule | None) -> None:
    """Whoever came by a rule needs one each time, and has the role it says; work keeps its role."""
    if rule is None:
        accounts.sign_out_everywhere(account.person)
        raise NotAllowed(_NO_MORE)
    if rule.role is account.role:
        return
    accounts.sign_out_everywhere(account.person)
    people = accounts.people
    if people.identities.has_worked(account.id):
        raise NotAllowed(
            f"Your sign-in says that you are a {rule.role} now. Here you have worked as a "
            f"{account.role}, and that stays so; your programme's director can help."
        )
    people.set_role(account.id, rule.role, _cohort(accounts, rule), accounts.now(), account.id)
