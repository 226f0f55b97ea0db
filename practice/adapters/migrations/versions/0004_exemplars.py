"""Signed reps that others may learn from, and how trainees rated exemplars."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "exemplars",
        sa.Column("rep", sa.String(40), nullable=False),
        sa.Column("nth", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("did", sa.String(20), nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hidden", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("rep", "nth", name="pk_exemplars"),
        sa.ForeignKeyConstraint(["rep"], ["reps.id"], name="fk_exemplars_rep_reps"),
    )
    op.create_table(
        "rereadings",
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("exemplar", sa.String(60), nullable=False),
        sa.Column("skill", sa.String(10), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("levels", sa.JSON, nullable=False),
        sa.Column("panel", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("person", "exemplar", name="pk_rereadings"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_rereadings_person_people"),
    )


def downgrade() -> None:
    raise NotImplementedError("The way back is a copy of the database from before.")
