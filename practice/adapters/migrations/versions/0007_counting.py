"""What counting needs of a signed rep, figures of periods that are over, chosen descriptions."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TEXTS = {"points": 200, "own": 20, "final": 20, "machine": 20, "scorer": 140}
_LEVELS = {"self": "own", "machine": "machine", "final": "final"}


def upgrade() -> None:
    for name, length in _TEXTS.items():
        op.add_column("reps", sa.Column(name, sa.String(length), nullable=False, server_default=""))
    for name in ("claims", "justified"):
        op.add_column("reps", sa.Column(name, sa.Integer, nullable=False, server_default="0"))
    op.create_index("ix_reps_submitted_at", "reps", ["submitted_at"])
    op.create_index("ix_reps_flags_open", "reps", ["flags_open"])
    op.create_index(
        "ix_reps_since", "reps", ["trainee", "cohort", "begun_at", "submitted_at", "touched_at"]
    )
    op.create_table(
        "figures",
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("begins", sa.String(10), nullable=False),
        sa.Column("cohort", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("period", "begins", "cohort", name="pk_figures"),
    )
    op.create_table(
        "descriptions",
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("says", sa.String(80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_descriptions_person_people"),
        sa.PrimaryKeyConstraint("person", name="pk_descriptions"),
    )
    _signed_before()


def _signed_before() -> None:
    """Give what was signed before its outcome, from its ratings and from marked claims."""
    connection = op.get_bind()
    rows = connection.execute(
        sa.text(
            "SELECT rep, criterion, source, level FROM ratings WHERE attempt = 'first'"
            " AND source IN ('self', 'machine', 'final')"
            " AND rep IN (SELECT id FROM reps WHERE signed_at IS NOT NULL) ORDER BY rep, number"
        )
    ).all()
    for rep, lines in groupby(rows, key=lambda line: line.rep):
        found: dict[str, dict[str, Any]] = {name: {} for name in _LEVELS.values()}
        for line in lines:
            found[_LEVELS[line.source]][line.criterion] = line.level
        criteria = sorted(found["final"])
        values: dict[str, Any] = {
            name: "".join(_short(levels.get(criterion)) for criterion in criteria)
            for name, levels in found.items()
        }
        values["points"] = " ".join(criterion.partition(".")[2] for criterion in criteria)
        connection.execute(_change(values), {"rep": rep, **values})
    _machine_said()


def _short(level: int | None) -> str:
    return "-" if level is None else str(level)


def _change(values: dict[str, Any]) -> sa.TextClause:
    columns = ", ".join(f"{name} = :{name}" for name in values)
    return sa.text(f"UPDATE reps SET {columns} WHERE id = :rep")


def _machine_said() -> None:
    """Who gave the machine's levels, and which of its claims a supervisor found justified."""
    connection = op.get_bind()
    rows = connection.execute(
        sa.text(
            "SELECT rep, kind, body FROM events WHERE kind IN ('judged', 'claim_marked')"
            " AND rep IN (SELECT id FROM reps WHERE signed_at IS NOT NULL) ORDER BY rep, number"
        )
    ).all()
    for rep, lines in groupby(rows, key=lambda line: line.rep):
        scorer, verdicts = "", {}
        for line in lines:
            body = line.body if isinstance(line.body, dict) else json.loads(line.body)
            if line.kind == "claim_marked":
                verdicts[body["claim"]] = body["verdict"]
            elif body["judgement"]["attempt"] == "first":
                said = body["judgement"]
                scorer = f"{said['scorer']} {said.get('model', '')}".strip()[:140]
        values = {
            "scorer": scorer, "claims": len(verdicts),
            "justified": sum(verdict == "justified" for verdict in verdicts.values()),
        }  # fmt: skip
        connection.execute(_change(values), {"rep": rep, **values})


def downgrade() -> None:
    raise NotImplementedError("The way back is a copy of the database from before.")
