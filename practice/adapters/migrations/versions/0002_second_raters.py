"""Second raters, reps given to a colleague, escalations; what a supervisor signed is found fast."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reps", sa.Column("given_to", sa.String(40), nullable=True))
    op.add_column("reps", sa.Column("second", sa.String(10), nullable=True))
    op.add_column("reps", sa.Column("second_by", sa.String(40), nullable=True))
    op.add_column("reps", sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_reps_second", "reps", ["second"])
    op.create_index("ix_reps_signed_at", "reps", ["signed_at"])
    op.create_index("ix_reps_signed_by", "reps", ["signed_by"])
    # What was signed before now counts as well: rated by two already, or drawn and rated by one.
    op.execute(
        "UPDATE reps SET second_by = (SELECT max(ratings.rater) FROM ratings"
        " WHERE ratings.rep = reps.id AND ratings.source = 'blind'"
        " AND ratings.rater <> reps.signed_by) WHERE signed_at IS NOT NULL"
    )
    op.execute(
        "UPDATE reps SET second = CASE WHEN second_by IS NOT NULL THEN 'done'"
        " WHEN random_sample AND review IN ('signed', 'acknowledged') THEN 'wanted' END"
        " WHERE signed_at IS NOT NULL"
    )


def downgrade() -> None:
    raise NotImplementedError("The way back is a copy of the database from before.")
