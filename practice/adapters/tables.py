"""The tables, once, for SQLite and PostgreSQL alike. Times are UTC; JSON holds no secret.

`events` is the truth and is only ever added to; `reps` and `ratings` are lines derived from it in
the same transaction, so that a queue or a cohort page needs no replay.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa


class UtcTime(sa.TypeDecorator[datetime]):
    """A moment in UTC; refuses a time without a zone, returns one with it (SQLite drops it)."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("times are stored with their zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.String(40), primary_key=True)


def _to(column: str, nullable: bool = False, index: bool = False) -> sa.Column[Any]:
    name, target = column.split("->")
    return sa.Column(name, sa.String(40), sa.ForeignKey(target), nullable=nullable, index=index)


def _when(name: str, nullable: bool = True) -> sa.Column[datetime]:
    return sa.Column(name, UtcTime, nullable=nullable)


cohorts = sa.Table(
    "cohorts", metadata, _id(),
    sa.Column("name", sa.String(200), nullable=False),
    _when("created_at", nullable=False),
    sa.Column("begins_on", sa.Date), sa.Column("ends_on", sa.Date),  # first and last day, in UTC
)  # fmt: skip

people = sa.Table(
    "people", metadata, _id(),
    sa.Column("username", sa.String(200), nullable=False, unique=True),  # lower case
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("role", sa.String(20), nullable=False),
    _to("cohort->cohorts.id", nullable=True, index=True),
    sa.Column("password_hash", sa.String(300)),
    sa.Column("active", sa.Boolean, nullable=False, default=True),
    _when("created_at", nullable=False),
    sa.Column("email", sa.String(200)),  # lower case
    sa.Index("uq_people_email", "email", unique=True),
)  # fmt: skip

supervises = sa.Table(  # which cohorts a supervisor reads
    "supervises", metadata,
    sa.Column("person", sa.String(40), sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("cohort", sa.String(40), sa.ForeignKey("cohorts.id"), primary_key=True),
)  # fmt: skip

memberships = sa.Table(  # who trained in a cohort or read it, from when to when
    "memberships", metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    _to("person->people.id", index=True), _to("cohort->cohorts.id"),
    sa.Column("role", sa.String(20), nullable=False),
    _when("since"), _when("until"),  # no beginning: from before this was kept; no end: still so
    sa.Column("by", sa.String(40), nullable=False, default=""),
)  # fmt: skip

sign_ins = sa.Table(
    "sign_ins", metadata,
    sa.Column("token_hash", sa.String(64), primary_key=True),  # SHA-256 of the cookie, hexadecimal
    _to("person->people.id", index=True),
    _when("created_at", nullable=False), _when("expires_at", nullable=False), _when("ended_at"),
    sa.Column("via", sa.String(60)),  # the provider of a single sign-on
)  # fmt: skip

identities = sa.Table(  # who is who by single sign-on; `subject` is the provider's own id
    "identities", metadata,
    sa.Column("issuer", sa.String(300), primary_key=True),
    sa.Column("subject", sa.String(300), primary_key=True),
    _to("person->people.id", index=True),
    sa.Column("by_rule", sa.Boolean, nullable=False),
    _when("created_at", nullable=False),
)  # fmt: skip

sign_in_failures = sa.Table(  # for throttling: who was tried, when; never what was typed
    "sign_in_failures", metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("username", sa.String(200), nullable=False, index=True),
    _when("at", nullable=False),
)  # fmt: skip

invitations = sa.Table(
    "invitations", metadata, _id(),
    sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
    sa.Column("purpose", sa.String(20), nullable=False),  # set-up, join, new password
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("role", sa.String(20), nullable=False),
    _to("cohort->cohorts.id", nullable=True),
    _to("person->people.id", nullable=True),
    _when("created_at", nullable=False), _when("expires_at", nullable=False), _when("used_at"),
)  # fmt: skip

reps = sa.Table(
    "reps", metadata, _id(),
    _to("trainee->people.id", index=True),
    sa.Column("cohort", sa.String(40), nullable=False, index=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("case", sa.String(60), nullable=False),
    sa.Column("skill", sa.String(10), nullable=False),
    sa.Column("criterion", sa.String(60), nullable=False),
    sa.Column("level", sa.String(20), nullable=False),
    sa.Column("stage", sa.String(30), nullable=False),
    _when("begun_at", nullable=False), sa.Column("touched_at", UtcTime, nullable=False, index=True),
    _when("submitted_at"),
    sa.Column("length", sa.Integer, nullable=False),
    sa.Column("review", sa.String(20), index=True),
    sa.Column("tier", sa.String(30)),
    sa.Column("reasons", sa.JSON, nullable=False),
    sa.Column("holder", sa.String(40)), _when("until"),
    sa.Column("flags_open", sa.Integer, nullable=False, default=0),
    sa.Column("random_sample", sa.Boolean, nullable=False, default=False),
    sa.Column("good", sa.Boolean, nullable=False, default=False),
    sa.Column("redone", sa.Boolean, nullable=False, default=False),
    sa.Column("met", sa.Boolean),
    sa.Column("signed_at", UtcTime, index=True), sa.Column("signed_by", sa.String(40), index=True),
    sa.Column("needs_review", sa.Boolean, nullable=False, default=False),
    sa.Column("given_to", sa.String(40)),
    sa.Column("second", sa.String(10), index=True), sa.Column("second_by", sa.String(40)),
    _when("escalated_at"), _when("words_removed_at"),
    # What counting needs of a signed rep: see outcomes.py.
    sa.Column("points", sa.String(200), nullable=False, server_default=""),
    sa.Column("own", sa.String(20), nullable=False, server_default=""),
    sa.Column("final", sa.String(20), nullable=False, server_default=""),
    sa.Column("machine", sa.String(20), nullable=False, server_default=""),
    sa.Column("scorer", sa.String(140), nullable=False, server_default=""),
    sa.Column("claims", sa.Integer, nullable=False, server_default="0"),
    sa.Column("justified", sa.Integer, nullable=False, server_default="0"),
    sa.Index("ix_reps_submitted_at", "submitted_at"),
    sa.Index("ix_reps_flags_open", "flags_open"),
    sa.Index("ix_reps_since", "trainee", "cohort", "begun_at", "submitted_at", "touched_at"),
)  # fmt: skip

events = sa.Table(
    "events", metadata,
    sa.Column("rep", sa.String(40), sa.ForeignKey("reps.id"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),  # 0, 1, 2 …
    sa.Column("kind", sa.String(30), nullable=False),
    _when("at", nullable=False),
    sa.Column("by", sa.String(40), nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
)  # fmt: skip

ratings = sa.Table(
    "ratings", metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    _to("rep->reps.id", index=True),
    sa.Column("trainee", sa.String(40), nullable=False, index=True),
    sa.Column("cohort", sa.String(40), nullable=False, index=True),
    sa.Column("criterion", sa.String(60), nullable=False),
    sa.Column("attempt", sa.String(20), nullable=False),
    sa.Column("source", sa.String(20), nullable=False),  # self, machine, blind, final
    sa.Column("rater", sa.String(60), nullable=False),
    _when("at", nullable=False),
    sa.Column("level", sa.Integer), sa.Column("chance", sa.Float),
    sa.Column("stamp", sa.String(200), nullable=False, default=""),
)  # fmt: skip

exemplars = sa.Table(  # which signed reps others may learn from: every step, the last one counts
    "exemplars", metadata,
    sa.Column("rep", sa.String(40), sa.ForeignKey("reps.id"), primary_key=True),
    sa.Column("nth", sa.Integer, primary_key=True, autoincrement=False),  # 0, 1, 2 …
    sa.Column("did", sa.String(20), nullable=False),  # proposed, agreed, declined …
    sa.Column("by", sa.String(40), nullable=False), _when("at", nullable=False),
    sa.Column("hidden", sa.JSON, nullable=False),  # words to take out of the text
)  # fmt: skip

rereadings = sa.Table(  # how trainees rated exemplars, once each
    "rereadings", metadata,
    sa.Column("person", sa.String(40), sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("exemplar", sa.String(60), primary_key=True),  # a rep, or written-skill-hash
    sa.Column("skill", sa.String(10), nullable=False), _when("at", nullable=False),
    sa.Column("levels", sa.JSON, nullable=False),
    sa.Column("panel", sa.JSON, nullable=False),  # the panel's levels then, nobody named
)  # fmt: skip

drafts = sa.Table(  # what somebody is typing; gone once it is sent
    "drafts", metadata,
    sa.Column("rep", sa.String(40), sa.ForeignKey("reps.id"), primary_key=True),
    sa.Column("person", sa.String(40), sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("slot", sa.String(60), primary_key=True),
    sa.Column("body", sa.JSON, nullable=False), _when("at", nullable=False),
)  # fmt: skip

consents = sa.Table(  # every answer, newest counts
    "consents", metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    _to("person->people.id", index=True),
    sa.Column("notice", sa.String(64), nullable=False),  # fingerprint of provider, purpose, wording
    sa.Column("purpose", sa.String(40), nullable=False),
    sa.Column("given", sa.Boolean, nullable=False), _when("at", nullable=False),
)  # fmt: skip

settings = sa.Table(  # every change, newest counts
    "settings", metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(60), nullable=False, index=True),
    sa.Column("value", sa.JSON, nullable=False),
    sa.Column("by", sa.String(40), nullable=False), _when("at", nullable=False),
)  # fmt: skip

audit = sa.Table(  # triggers refuse to change a line, or to remove one after the last cut
    "audit", metadata,
    sa.Column("number", sa.Integer, primary_key=True),  # 1, 2, 3 …, without a gap
    _when("at", nullable=False), sa.Column("by", sa.String(40), nullable=False),
    sa.Column("did", sa.String(60), nullable=False),
    sa.Column("about", sa.String(80), nullable=False, index=True),
    sa.Column("seal", sa.String(64), nullable=False),  # see sealing.py
)  # fmt: skip

audit_cuts = sa.Table(  # the last line of those that retention removed, so that the rest verifies
    "audit_cuts", metadata,
    sa.Column("through", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("seal", sa.String(64), nullable=False), _when("at", nullable=False),
)  # fmt: skip

figures = sa.Table(  # of weeks and months that are over: worked out once, the same ever after
    "figures", metadata,
    sa.Column("period", sa.String(10), primary_key=True),  # week, month, quarter
    sa.Column("begins", sa.String(10), primary_key=True),  # a day, such as 2026-03-02
    sa.Column("cohort", sa.String(40), primary_key=True),  # empty: all cohorts
    _when("at", nullable=False), sa.Column("body", sa.JSON, nullable=False),
)  # fmt: skip

descriptions = sa.Table(  # what somebody chose to say of themselves; taken back, it is gone
    "descriptions", metadata,
    sa.Column("person", sa.String(40), sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("says", sa.String(80), nullable=False), _when("at", nullable=False),
)  # fmt: skip

receipts = sa.Table(  # what was removed, when, by whom; triggers refuse to change one
    "receipts", metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    _when("at", nullable=False), sa.Column("by", sa.String(40), nullable=False),
    sa.Column("body", sa.JSON, nullable=False), sa.Column("seal", sa.String(64), nullable=False),
)  # fmt: skip
