"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.Column("did", sa.String(60), nullable=False),
        sa.Column("about", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit"),
    )
    op.create_table(
        "cohorts",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cohorts"),
    )
    op.create_table(
        "settings",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("value", sa.JSON, nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_settings"),
    )
    op.create_index("ix_settings_name", "settings", ["name"])
    op.create_table(
        "sign_in_failures",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("username", sa.String(200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_sign_in_failures"),
    )
    op.create_index("ix_sign_in_failures_username", "sign_in_failures", ["username"])
    op.create_table(
        "people",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("username", sa.String(200), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("cohort", sa.String(40), nullable=True),
        sa.Column("password_hash", sa.String(300), nullable=True),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.ForeignKeyConstraint(["cohort"], ["cohorts.id"], name="fk_people_cohort_cohorts"),
        sa.UniqueConstraint("username", name="uq_people_username"),
    )
    op.create_index("ix_people_cohort", "people", ["cohort"])
    op.create_table(
        "consents",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("notice", sa.String(64), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("given", sa.Boolean, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_consents"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_consents_person_people"),
    )
    op.create_index("ix_consents_person", "consents", ["person"])
    op.create_table(
        "invitations",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("cohort", sa.String(40), nullable=True),
        sa.Column("person", sa.String(40), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.ForeignKeyConstraint(["cohort"], ["cohorts.id"], name="fk_invitations_cohort_cohorts"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_invitations_person_people"),
        sa.UniqueConstraint("token_hash", name="uq_invitations_token_hash"),
    )
    op.create_table(
        "reps",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("trainee", sa.String(40), nullable=False),
        sa.Column("cohort", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("case", sa.String(60), nullable=False),
        sa.Column("skill", sa.String(10), nullable=False),
        sa.Column("criterion", sa.String(60), nullable=False),
        sa.Column("level", sa.String(20), nullable=False),
        sa.Column("stage", sa.String(30), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("review", sa.String(20), nullable=True),
        sa.Column("tier", sa.String(30), nullable=True),
        sa.Column("reasons", sa.JSON, nullable=False),
        sa.Column("holder", sa.String(40), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("flags_open", sa.Integer, nullable=False),
        sa.Column("random_sample", sa.Boolean, nullable=False),
        sa.Column("good", sa.Boolean, nullable=False),
        sa.Column("redone", sa.Boolean, nullable=False),
        sa.Column("met", sa.Boolean, nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by", sa.String(40), nullable=True),
        sa.Column("needs_review", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reps"),
        sa.ForeignKeyConstraint(["trainee"], ["people.id"], name="fk_reps_trainee_people"),
    )
    op.create_index("ix_reps_trainee", "reps", ["trainee"])
    op.create_index("ix_reps_cohort", "reps", ["cohort"])
    op.create_index("ix_reps_review", "reps", ["review"])
    op.create_table(
        "sign_ins",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sign_ins"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_sign_ins_person_people"),
    )
    op.create_index("ix_sign_ins_person", "sign_ins", ["person"])
    op.create_table(
        "supervises",
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("cohort", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("person", "cohort", name="pk_supervises"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_supervises_person_people"),
        sa.ForeignKeyConstraint(["cohort"], ["cohorts.id"], name="fk_supervises_cohort_cohorts"),
    )
    op.create_table(
        "drafts",
        sa.Column("rep", sa.String(40), nullable=False),
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("slot", sa.String(60), nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("rep", "person", "slot", name="pk_drafts"),
        sa.ForeignKeyConstraint(["rep"], ["reps.id"], name="fk_drafts_rep_reps"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_drafts_person_people"),
    )
    op.create_table(
        "events",
        sa.Column("rep", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("rep", "number", name="pk_events"),
        sa.ForeignKeyConstraint(["rep"], ["reps.id"], name="fk_events_rep_reps"),
    )
    op.create_table(
        "ratings",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("rep", sa.String(40), nullable=False),
        sa.Column("trainee", sa.String(40), nullable=False),
        sa.Column("cohort", sa.String(40), nullable=False),
        sa.Column("criterion", sa.String(60), nullable=False),
        sa.Column("attempt", sa.String(20), nullable=False),
        sa.Column("source", sa.String(20), nullable=False),
        sa.Column("rater", sa.String(60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("level", sa.Integer, nullable=True),
        sa.Column("chance", sa.Float, nullable=True),
        sa.Column("stamp", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_ratings"),
        sa.ForeignKeyConstraint(["rep"], ["reps.id"], name="fk_ratings_rep_reps"),
    )
    op.create_index("ix_ratings_rep", "ratings", ["rep"])
    op.create_index("ix_ratings_trainee", "ratings", ["trainee"])
    op.create_index("ix_ratings_cohort", "ratings", ["cohort"])


def downgrade() -> None:
    raise NotImplementedError("The way back is a copy of the database from before.")
