"""Who is who by single sign-on, and which sign-ins came that way."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "identities",
        sa.Column("issuer", sa.String(300), nullable=False),
        sa.Column("subject", sa.String(300), nullable=False),
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("by_rule", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("issuer", "subject", name="pk_identities"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_identities_person_people"),
    )
    op.create_index("ix_identities_person", "identities", ["person"])
    op.add_column("sign_ins", sa.Column("via", sa.String(60), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("The way back is a copy of the database from before.")
