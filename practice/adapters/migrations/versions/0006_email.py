"""People may have an e-mail address: a list names them by it, and so may another sign-in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("email", sa.String(200), nullable=True))
    op.create_index("uq_people_email", "people", ["email"], unique=True)


def downgrade() -> None:
    raise NotImplementedError("The way back is a copy of the database from before.")
