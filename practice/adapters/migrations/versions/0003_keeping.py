"""The audit is sealed and only ever added to; receipts; when the words of a rep were removed."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reps", sa.Column("words_removed_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_reps_touched_at", "reps", ["touched_at"])
    op.add_column("audit", sa.Column("seal", sa.String(64), nullable=True))
    _seal_what_is_there()
    with op.batch_alter_table("audit") as audit:
        audit.alter_column("seal", existing_type=sa.String(64), nullable=False)
    op.create_index("ix_audit_about", "audit", ["about"])
    op.create_table(
        "audit_cuts",
        sa.Column("through", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("seal", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("through", name="pk_audit_cuts"),
    )
    op.create_table(
        "receipts",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_receipts"),
    )
    for statement in _guards(op.get_bind().dialect.name):
        op.execute(statement)


def _seal_what_is_there() -> None:
    """Number the lines one after another, and let each seal itself and the one before it."""
    audit = sa.table(
        "audit", sa.column("number", sa.Integer), sa.column("at", sa.DateTime(timezone=True)),
        sa.column("by", sa.String), sa.column("did", sa.String), sa.column("about", sa.String),
        sa.column("seal", sa.String),
    )  # fmt: skip
    connection, before = op.get_bind(), "0" * 64
    lines = connection.execute(sa.select(audit).order_by(audit.c.number)).all()
    for number, line in enumerate(lines, start=1):
        at = line.at.replace(tzinfo=UTC) if line.at.tzinfo is None else line.at.astimezone(UTC)
        said = [before, number, at.isoformat(timespec="microseconds"), line.by, line.did,
                line.about]  # fmt: skip
        text = json.dumps(said, separators=(",", ":"), ensure_ascii=False)
        before = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        here = sa.update(audit).where(audit.c.number == line.number)
        connection.execute(here.values(number=number, seal=before))


_STAYS = "these records are only ever added to"


def _guards(database: str) -> list[str]:
    """Refuse to change or remove lines; old ones may go once a cut says through which."""
    if database == "sqlite":
        never = "SELECT RAISE(ABORT, '" + _STAYS + "');"
        refusals = [
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} BEGIN {never} END"
            for table, verb in (
                ("audit", "update"), ("audit_cuts", "update"), ("audit_cuts", "delete"),
                ("receipts", "update"), ("receipts", "delete"),
            )
        ]  # fmt: skip
        return [
            *refusals,
            "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit"
            " WHEN OLD.number > (SELECT coalesce(max(through), 0) FROM audit_cuts)"
            f" BEGIN {never} END",
        ]
    raising = f"RAISE EXCEPTION '{_STAYS}' USING ERRCODE = 'integrity_constraint_violation'"
    return [
        "CREATE OR REPLACE FUNCTION practice_stays() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN {raising}; END $$",
        "CREATE OR REPLACE FUNCTION practice_stays_unless_cut() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN IF OLD.number > (SELECT coalesce(max(through), 0) FROM audit_cuts) THEN"
        f" {raising}; END IF; RETURN OLD; END $$",
        "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit"
        " FOR EACH ROW EXECUTE FUNCTION practice_stays()",
        "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit"
        " FOR EACH ROW EXECUTE FUNCTION practice_stays_unless_cut()",
        "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit"
        " FOR EACH STATEMENT EXECUTE FUNCTION practice_stays()",
        *(
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION practice_stays()"
            for table in ("audit_cuts", "receipts")
            for verb in ("update", "delete", "truncate")
        ),
    ]


def downgrade() -> None:
    raise NotImplementedError("The way back is a copy of the database from before.")
