"""Retrospectives have topics, incidents and checks; lessons are used again."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


# Columns of tables that were there, with the value that older entries get.
ADDED: Mapping[
    str, Sequence[tuple[str, type[sa.types.TypeEngine[Any]], str | None]]
] = {
    "retrospectives": (
        ("kind", sa.Text, "'retrospective'"),
        ("status", sa.Text, "'closed'"),
        ("template", sa.Text, "''"),
        ("participants", sa.Integer, "0"),
        ("return_on_time", sa.Float, None),
        ("severity", sa.Text, None),
        ("began_at", sa.DateTime, None),
        ("detected_at", sa.DateTime, None),
        ("resolved_at", sa.DateTime, None),
        ("impact", sa.Text, "''"),
    ),
    "cards": (
        ("topic", sa.Integer, None),
        ("happened_at", sa.DateTime, None),
        ("carried", sa.Boolean, "false"),
    ),
    "actions": (
        ("retrospective", sa.Integer, None),
        ("topic", sa.Integer, None),
        ("check", sa.Text, "''"),
        ("check_on", sa.Date, None),
    ),
    "lessons": (
        ("triggers", sa.Text, "''"),
        ("retrospective", sa.Integer, None),
        ("topic", sa.Integer, None),
    ),
}
# Which of them point at an entry of another table.
POINTING = {"topic": "topics", "retrospective": "retrospectives"}


def upgrade() -> None:
    """Create the tables of topics and used lessons, and add columns to those before."""
    _create_topics()
    _create_lesson_uses()
    for table in ADDED:
        _add_columns(table)


def _add_columns(table: str) -> None:
    with op.batch_alter_table(table) as batch:
        for name, kind, default in ADDED[table]:
            batch.add_column(
                sa.Column(
                    name,
                    kind(),
                    nullable=default is None,
                    server_default=None if default is None else sa.text(default),
                )
            )
            if name in POINTING:
                batch.create_foreign_key(
                    batch.f(f"fk_{table}_project_id_{name}_{POINTING[name]}"),
                    POINTING[name],
                    ["project_id", name],
                    ["project_id", "number"],
                    initially="DEFERRED",
                    deferrable=True,
                )
    with op.batch_alter_table(table) as batch:
        for name, kind, default in ADDED[table]:
            if default is not None:
                batch.alter_column(name, existing_type=kind(), server_default=None)


def _create_topics() -> None:
    op.create_table(
        "topics",
        *_common(),
        sa.Column("retrospective", sa.Integer(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.Column("discussed", sa.Boolean(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("whys", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "retrospective"],
            ["retrospectives.project_id", "retrospectives.number"],
            name=op.f("fk_topics_project_id_retrospective_retrospectives"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_topics_project_id_project")
        ),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_topics")),
    )


def _create_lesson_uses() -> None:
    op.create_table(
        "lesson_uses",
        *_common(),
        sa.Column("from_project", sa.Text(), nullable=False),
        sa.Column("lesson_reference", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("became", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_lesson_uses_project_id_project"),
        ),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_lesson_uses")),
    )


def _common() -> tuple[sa.Column[Any], ...]:
    """Return the columns that every register's table begins with."""
    return (
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
    )
