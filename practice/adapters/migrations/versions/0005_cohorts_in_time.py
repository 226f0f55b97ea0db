"""Cohorts have a first and a last day; who was in one, and who read it, is kept with its times."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cohorts", sa.Column("begins_on", sa.Date, nullable=True))
    op.add_column("cohorts", sa.Column("ends_on", sa.Date, nullable=True))
    op.create_table(
        "memberships",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("cohort", sa.String(40), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_memberships"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_memberships_person_people"),
        sa.ForeignKeyConstraint(["cohort"], ["cohorts.id"], name="fk_memberships_cohort_cohorts"),
    )
    op.create_index("ix_memberships_person", "memberships", ["person"])
    # Since when is not known of those who are here already: no beginning.
    op.execute(
        'INSERT INTO memberships (person, cohort, role, "by")'
        " SELECT id, cohort, role, '' FROM people"
        " WHERE role = 'trainee' AND cohort IS NOT NULL AND active"
    )
    op.execute(
        'INSERT INTO memberships (person, cohort, role, "by")'
        " SELECT people.id, supervises.cohort, people.role, '' FROM supervises"
        " JOIN people ON people.id = supervises.person"
        " WHERE people.role = 'supervisor' AND people.active"
    )


def downgrade() -> None:
    raise NotImplementedError("The way back is a copy of the database from before.")
