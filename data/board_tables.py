"""The tables of live boards.

No table says when a row was written. SQLite numbers the rows of a table in the order
they came, unless the table has none of these numbers ("WITHOUT ROWID"): so who wrote
and who voted first cannot be read from the order either. Cards and groups have random
numbers.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Table,
    Text,
    UniqueConstraint,
)
from sqlmodel import Field

from data.tables import METADATA as ALL_TABLES
from data.tables import Base, Instant

ORDERLESS = {"sqlite_with_rowid": False}
SECRET = 32  # characters


class BoardRow(Base, table=True):
    """A live board; closed, it keeps its code and nothing of what people did."""

    __tablename__ = "board"
    __table_args__ = (
        ForeignKeyConstraint(
            ["project_id", "retrospective"],
            ["retrospectives.project_id", "retrospectives.number"],
            deferrable=True,
            initially="DEFERRED",
        ),
        Index(None, "project_id"),
    )

    code: str = Field(primary_key=True, max_length=6)
    project_id: int = Field(foreign_key="project.id")
    retrospective: int
    title: str = Field(sa_type=Text)
    rev: int
    phase: str = Field(sa_type=Text)
    template: str = Field(sa_type=Text)
    anonymous: bool
    revealed: bool
    votes_open: bool
    locked: bool
    closed: bool
    votes_each: int
    votes_per_group: int
    deadline: datetime | None = Field(sa_type=Instant)
    current_group: int | None = Field(sa_type=BigInteger)
    since: datetime | None = Field(sa_type=Instant)
    open_until: date | None
    shown: str = Field(sa_type=Text)


class SeatRow(Base, table=True):
    """A browser that joined a board; without a name on an anonymous one."""

    __tablename__ = "board_seat"
    __table_args__ = ORDERLESS

    board: str = Field(primary_key=True, max_length=6, foreign_key="board.code")
    secret: str = Field(primary_key=True, max_length=SECRET)
    name: str = Field(sa_type=Text)


class GroupRow(Base, table=True):
    """Cards that say the same; `topic` is the number of its entry."""

    __tablename__ = "board_group"
    __table_args__ = ORDERLESS

    board: str = Field(primary_key=True, max_length=6, foreign_key="board.code")
    id: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    title: str = Field(sa_type=Text)
    discussed: bool
    seconds: int
    topic: int | None


def _of_group() -> ForeignKeyConstraint:
    # Deferred: a backup fills its tables in the order of their names.
    return ForeignKeyConstraint(
        ["board", "group_id"],
        ["board_group.board", "board_group.id"],
        deferrable=True,
        initially="DEFERRED",
    )


class CardRow(Base, table=True):
    """A card; `sent` is the digest of the number that its browser sent it under."""

    __tablename__ = "board_card"
    __table_args__ = (_of_group(), UniqueConstraint("board", "sent"), ORDERLESS)

    board: str = Field(primary_key=True, max_length=6, foreign_key="board.code")
    id: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    column_key: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    secret: str | None = Field(max_length=SECRET)
    sent: str | None = Field(max_length=SECRET)
    group_id: int | None = Field(sa_type=BigInteger)
    happened_at: datetime | None = Field(sa_type=DateTime)


class VoteRow(Base, table=True):
    """One vote: the slot is 1 to as many as each seat has."""

    __tablename__ = "board_vote"
    __table_args__ = (_of_group(), UniqueConstraint("board", "sent"), ORDERLESS)

    board: str = Field(primary_key=True, max_length=6, foreign_key="board.code")
    secret: str = Field(primary_key=True, max_length=SECRET)
    slot: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    group_id: int = Field(sa_type=BigInteger)
    sent: str | None = Field(max_length=SECRET)


class AnswerRow(Base, table=True):
    """What one seat answered to one question."""

    __tablename__ = "board_answer"
    __table_args__ = ORDERLESS

    board: str = Field(primary_key=True, max_length=6, foreign_key="board.code")
    secret: str = Field(primary_key=True, max_length=SECRET)
    question: str = Field(primary_key=True, max_length=40)
    value: str = Field(sa_type=Text)


class NoteRow(Base, table=True):
    """A note of the discussion, or one why; in the order of the talk."""

    __tablename__ = "board_note"
    __table_args__ = (_of_group(), ORDERLESS)

    board: str = Field(primary_key=True, max_length=6, foreign_key="board.code")
    group_id: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    kind: str = Field(primary_key=True, max_length=10)
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    text: str = Field(sa_type=Text)


def _table(row: Any) -> Table:
    table: Table = row.__table__
    return table


BOARD = _table(BoardRow)
SEAT = _table(SeatRow)
GROUP = _table(GroupRow)
CARD = _table(CardRow)
VOTE = _table(VoteRow)
ANSWER = _table(AnswerRow)
NOTE = _table(NoteRow)
OF_PEOPLE = (VOTE, NOTE, ANSWER, CARD, GROUP, SEAT)  # emptied when a board closes
METADATA = ALL_TABLES  # those of data.tables, and these
