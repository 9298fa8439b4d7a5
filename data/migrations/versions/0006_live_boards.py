"""Live boards: seats, cards, groups, votes, answers and notes, without any time."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Create the tables of live boards."""
    _create_boards()
    _create_answers()
    _create_groups()
    _create_seats()
    _create_cards()
    _create_notes()
    _create_votes()


def _create_boards() -> None:
    op.create_table(
        "board",
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("retrospective", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("revealed", sa.Boolean(), nullable=False),
        sa.Column("votes_open", sa.Boolean(), nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("votes_each", sa.Integer(), nullable=False),
        sa.Column("votes_per_group", sa.Integer(), nullable=False),
        sa.Column("deadline", sa.DateTime(), nullable=True),
        sa.Column("current_group", sa.BigInteger(), nullable=True),
        sa.Column("since", sa.DateTime(), nullable=True),
        sa.Column("open_until", sa.Date(), nullable=True),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id", "retrospective"],
            ["retrospectives.project_id", "retrospectives.number"],
            name=op.f("fk_board_project_id_retrospective_retrospectives"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_board_project_id_project")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_board")),
    )
    op.create_index(op.f("ix_board_project_id"), "board", ["project_id"])


def _create_answers() -> None:
    op.create_table(
        "board_answer",
        sa.Column("board", sa.String(length=6), nullable=False),
        sa.Column("secret", sa.String(length=32), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["board"], ["board.code"], name=op.f("fk_board_answer_board_board")
        ),
        sa.PrimaryKeyConstraint(
            "board", "secret", "question", name=op.f("pk_board_answer")
        ),
        sqlite_with_rowid=False,
    )


def _create_groups() -> None:
    op.create_table(
        "board_group",
        sa.Column("board", sa.String(length=6), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("discussed", sa.Boolean(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("topic", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["board"], ["board.code"], name=op.f("fk_board_group_board_board")
        ),
        sa.PrimaryKeyConstraint("board", "id", name=op.f("pk_board_group")),
        sqlite_with_rowid=False,
    )


def _create_seats() -> None:
    op.create_table(
        "board_seat",
        sa.Column("board", sa.String(length=6), nullable=False),
        sa.Column("secret", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["board"], ["board.code"], name=op.f("fk_board_seat_board_board")
        ),
        sa.PrimaryKeyConstraint("board", "secret", name=op.f("pk_board_seat")),
        sqlite_with_rowid=False,
    )


def _create_cards() -> None:
    op.create_table(
        "board_card",
        sa.Column("board", sa.String(length=6), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("column_key", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("secret", sa.String(length=32), nullable=True),
        sa.Column("sent", sa.String(length=32), nullable=True),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("happened_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["board", "group_id"],
            ["board_group.board", "board_group.id"],
            name=op.f("fk_board_card_board_group_id_board_group"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["board"], ["board.code"], name=op.f("fk_board_card_board_board")
        ),
        sa.PrimaryKeyConstraint("board", "id", name=op.f("pk_board_card")),
        sa.UniqueConstraint("board", "sent", name=op.f("uq_board_card_board_sent")),
        sqlite_with_rowid=False,
    )


def _create_notes() -> None:
    op.create_table(
        "board_note",
        sa.Column("board", sa.String(length=6), nullable=False),
        sa.Column("group_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["board", "group_id"],
            ["board_group.board", "board_group.id"],
            name=op.f("fk_board_note_board_group_id_board_group"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["board"], ["board.code"], name=op.f("fk_board_note_board_board")
        ),
        sa.PrimaryKeyConstraint(
            "board", "group_id", "kind", "position", name=op.f("pk_board_note")
        ),
        sqlite_with_rowid=False,
    )


def _create_votes() -> None:
    op.create_table(
        "board_vote",
        sa.Column("board", sa.String(length=6), nullable=False),
        sa.Column("secret", sa.String(length=32), nullable=False),
        sa.Column("slot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("sent", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["board", "group_id"],
            ["board_group.board", "board_group.id"],
            name=op.f("fk_board_vote_board_group_id_board_group"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["board"], ["board.code"], name=op.f("fk_board_vote_board_board")
        ),
        sa.PrimaryKeyConstraint("board", "secret", "slot", name=op.f("pk_board_vote")),
        sa.UniqueConstraint("board", "sent", name=op.f("uq_board_vote_board_sent")),
        sqlite_with_rowid=False,
    )
