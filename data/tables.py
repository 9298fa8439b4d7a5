"""The tables.

A register's table is derived from its entry class, so a register is described once,
in core. Other tables are written out, and mapped to core values where they are read.

`Base` has a registry of its own: Streamlit imports changed modules again, and a second
table class of the same name would collide with the first in SQLModel's shared one.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from pydantic import create_model
from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.orm import registry
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field, SQLModel

from core.registers.catalog import REGISTERS
from core.registers.entry import FieldKind
from core.registers.spec import FieldSpec, RegisterSpec

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Cents(TypeDecorator[Decimal]):
    """Money as whole cents: exact in every database, and in its sums."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> int | None:
        """Turn an amount with two places into cents."""
        del dialect
        return None if value is None else int(value.scaleb(2))

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Turn cents into an amount with two places."""
        del dialect
        return None if value is None else Decimal(value).scaleb(-2)


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps no zone, so none is stored anywhere."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> datetime | None:
        """Turn any moment into UTC without a zone."""
        del dialect
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Say again that the moment is in UTC."""
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


class Base(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMES))):
    """Base of every table of this application."""

    metadata = MetaData(naming_convention=NAMES)


class ProjectRow(Base, table=True):
    """A project's identity and its newest revision; what it says is a register."""

    __tablename__ = "project"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=40, unique=True)
    revision: int


class RevisionRow(Base, table=True):
    """One commit."""

    __tablename__ = "revision"
    __table_args__ = (Index(None, "project_id", "at", "number"),)

    project_id: int = Field(primary_key=True, foreign_key="project.id")
    number: int = Field(primary_key=True)
    at: datetime = Field(sa_type=Instant)
    actor: str = Field(sa_type=Text)
    note: str = Field(sa_type=Text)


class JournalRow(Base, table=True):
    """One entry's part in a commit; never changed, never deleted (a trigger)."""

    __tablename__ = "journal"
    __table_args__ = (
        ForeignKeyConstraint(
            ["project_id", "revision"], ["revision.project_id", "revision.number"]
        ),
        Index(None, "project_id", "register_key", "number"),
    )

    project_id: int = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    register_key: str = Field(max_length=40)
    number: int
    verb: str = Field(max_length=10)
    before: str = Field(sa_type=Text)
    after: str = Field(sa_type=Text)


class DraftRow(Base, table=True):
    """What somebody typed into a grid and has not saved yet."""

    __tablename__ = "draft"

    session: str = Field(primary_key=True, max_length=64)
    project_id: int = Field(primary_key=True, foreign_key="project.id")
    register_key: str = Field(primary_key=True, max_length=40)
    actor: str = Field(sa_type=Text)
    saved_at: datetime = Field(sa_type=Instant)
    content: str = Field(sa_type=Text)


class MappingRow(Base, table=True):
    """How the columns of a kind of file were mapped, remembered for the next one."""

    __tablename__ = "mapping"

    register_key: str = Field(primary_key=True, max_length=40)
    signature: str = Field(primary_key=True, max_length=64)
    content: str = Field(sa_type=Text)


class OwnerRow(Base, table=True):
    """A browser through which the owner came in, where the server is shared."""

    __tablename__ = "owner_browser"

    digest: str = Field(primary_key=True, max_length=64)
    until: datetime = Field(sa_type=Instant)


class RegisterRow(Base):
    """The columns that every register's table has."""

    project_id: int = Field(primary_key=True, foreign_key="project.id")
    number: int = Field(primary_key=True)
    version: int
    archived: bool


COLUMN_TYPES: Mapping[FieldKind, type[TypeEngine[Any]]] = {
    FieldKind.TEXT: Text,
    FieldKind.LONG_TEXT: Text,
    FieldKind.CHOICE: Text,
    FieldKind.DATE: Date,
    FieldKind.MOMENT: DateTime,
    FieldKind.DURATION: Text,
    FieldKind.LAG: Text,
    FieldKind.HOURS: Text,
    FieldKind.MONEY: Cents,
    FieldKind.SCORE: Integer,
    FieldKind.PERCENT: Integer,
    FieldKind.INTEGER: Integer,
    FieldKind.NUMBER: Float,
    FieldKind.FLAG: Boolean,
    FieldKind.REFERENCE: Integer,
}


def _register_table(spec: RegisterSpec[Any]) -> Table:
    """Make a table named after the register, with a column for each entry field."""
    row = create_model(
        f"{spec.entry_type.__name__}Row",
        __base__=RegisterRow,
        __module__=__name__,
        __cls_kwargs__={"table": True},
        __tablename__=(Any, spec.key),
        __table_args__=(Any, tuple(map(_foreign_key, spec.references))),
        **{field.name: _column(field) for field in spec.fields},
    )
    table: Table = row.__table__  # type: ignore[attr-defined]
    return table


def _column(spec: FieldSpec) -> Any:
    info = Field(sa_type=COLUMN_TYPES[spec.kind], nullable=spec.optional)
    return (Any, info)


def _foreign_key(spec: FieldSpec) -> ForeignKeyConstraint:
    assert spec.target
    # Deferred: one commit may add an entry and what it points at in any order.
    return ForeignKeyConstraint(
        ["project_id", spec.name],
        [f"{spec.target.register}.project_id", f"{spec.target.register}.number"],
        deferrable=True,
        initially="DEFERRED",
    )


PROJECT: Table = ProjectRow.__table__  # type: ignore[attr-defined]
REVISION: Table = RevisionRow.__table__  # type: ignore[attr-defined]
JOURNAL: Table = JournalRow.__table__  # type: ignore[attr-defined]
DRAFT: Table = DraftRow.__table__  # type: ignore[attr-defined]
MAPPING: Table = MappingRow.__table__  # type: ignore[attr-defined]
OWNER: Table = OwnerRow.__table__  # type: ignore[attr-defined]
REGISTER_TABLES: Mapping[str, Table] = {
    spec.key: _register_table(spec) for spec in REGISTERS
}
METADATA: MetaData = Base.metadata
