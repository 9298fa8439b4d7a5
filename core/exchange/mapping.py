"""How the columns of a file become the fields of a register: a value kept as JSON.

A mapping can be guessed (`core.exchange.guessing`), corrected by a person, remembered
for the next file with the same headers, and written by hand for the shell.
"""

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from core.errors import UnreadableFileError, shorten

EVERYTHING = "*"  # at the end of an empty word: and whatever follows it


class PlanColumn(StrEnum):
    """What else a column of a table of activities may say."""

    NUMBER = "number"
    LEVEL = "level"
    OUTLINE = "outline"
    PREDECESSORS = "predecessors"
    RESOURCES = "resources"
    START = "start"
    FINISH = "finish"


class How(StrEnum):
    """What is made of the columns that a field is read from."""

    FIRST = "first"
    SUM = "sum"
    JOIN = "join"
    LESS = "less"


class FieldSource(BaseModel):
    """Where the value of one field comes from, and how it is read.

    Attributes
    ----------
    columns
        Headers of the file, in order.
    how
        What several columns give: the first that is filled, their sum, their texts
        one below the other, or the first less the others (a debit less a credit).
    constant
        The value of every line, instead of a column.
    factor
        What numbers are multiplied by: 1000000 where a file counts in millions.
        Money is then rounded to the cent.
    since
        The columns count days after this date: the value is a date.
    after
        The columns count days after the date of this field of the same line.
    decimal_comma, day_first
        What 1.234 and 04/12/2026 mean, see `core.reading`; None where nobody knows.
    empty_words
        Words that stand for nothing; with `*` at the end, what begins so.
    translations
        What a word of the file means: {"Amber/Red": "amber"}. Capitals do not matter.
    credits
        Of amounts of expenses: what is less than 0, after the factor, comes back. It is
        a credit of as much.
    side
        Column that says whether such an amount is spent or comes back, as banks do:
        S or H, debit or credit.
    confidence
        How sure a guess is, 0 to 1; 1 for what a person said.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: tuple[str, ...] = ()
    how: How = How.FIRST
    constant: str | None = None
    factor: Decimal = Decimal(1)
    since: date | None = None
    after: str | None = None
    decimal_comma: bool | None = None
    day_first: bool | None = None
    empty_words: tuple[str, ...] = ()
    translations: dict[str, str] = Field(default_factory=dict)
    credits: bool = False
    side: str | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] = 1.0

    @model_validator(mode="after")
    def _has_one_origin(self) -> Self:
        if bool(self.columns) == (self.constant is not None):
            raise ValueError("name either columns or a constant")
        if self.since and self.after:
            raise ValueError("count days either since a date or after a field")
        if not self.factor.is_finite() or not self.factor:
            raise ValueError("the factor is a number other than 0")
        return self

    @property
    def label(self) -> str:
        """Name the columns as a person would: "Planned_Cost + Cost_Variance"."""
        between = {How.FIRST: " or ", How.LESS: " − "}.get(self.how, " + ")
        return between.join(self.columns)

    @property
    def counts_days(self) -> bool:
        """Whether the columns hold days, not the date itself."""
        return self.since is not None or self.after is not None


def _from_header(value: object) -> object:
    """Take a bare header for the one column of a field."""
    return {"columns": (value,)} if isinstance(value, str) else value


class ColumnMapping(BaseModel):
    """How the lines of a table become entries of one register.

    Attributes
    ----------
    register
        Key of the register: "risks".
    fields
        By field name. In a file, a bare header stands for its column.
    key
        Column with the reference ("R-007") of the entry that a line changes; in the
        list of projects, the column with the project's key.
    project
        Column with the key or the name of the project that a line belongs to.
    archived
        Column that says whether an entry is archived.
    plan
        Of activities: the columns with outline, predecessors, resources and planned
        dates.
    decimal_comma, day_first
        What 1.234 and 04/12/2026 mean in columns that do not tell by themselves.
    empty_words
        Words that stand for nothing in every column.
    skip_blank
        A line is left out where one of these columns is empty.
    blank_clears
        Whether an empty cell empties the field of an entry that is there already;
        else it leaves the field as it is.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, serialize_by_alias=True
    )

    register_key: Annotated[str, Field(alias="register")] = ""
    fields: dict[str, Annotated[FieldSource, BeforeValidator(_from_header)]] = Field(
        default_factory=dict
    )
    key: str | None = None
    project: str | None = None
    archived: str | None = None
    plan: dict[PlanColumn, str] = Field(default_factory=dict)
    decimal_comma: bool | None = None
    day_first: bool | None = None
    empty_words: tuple[str, ...] = ()
    skip_blank: tuple[str, ...] = ()
    blank_clears: bool = False

    @property
    def used(self) -> tuple[str, ...]:
        """The headers that something is read from."""
        named = (self.key, self.project, self.archived)
        own = (*named, *self.plan.values(), *self.skip_blank)
        sources = self.fields.values()
        columns = (c for source in sources for c in (*source.columns, source.side))
        return tuple(dict.fromkeys(filter(None, [*own, *columns])))


def to_json(mapping: ColumnMapping) -> str:
    """Write a mapping down; what stands at its default is left out."""
    return mapping.model_dump_json(exclude_defaults=True)


def from_json(text: str | bytes, name: str = "The mapping") -> ColumnMapping:
    """Read a mapping that `to_json` or a person wrote.

    Raises
    ------
    UnreadableFileError
        If it is no mapping; the text says which part and why.
    """
    try:
        return ColumnMapping.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = " → ".join(str(part) for part in first["loc"] if part != "register_key")
        said = first["msg"].removeprefix("Value error, ")
        where = f" at {shorten(place)}" if place else ""
        raise UnreadableFileError(
            f"{name} is not a mapping of columns{where}: {said}."
        ) from None


def signature(headers: Iterable[str]) -> str:
    """Return a short name for all files with these headers, in any order."""
    text = "\n".join(sorted(map(fold, headers)))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def fold(header: str) -> str:
    """Reduce a header to what tells it from others: small letters and digits.

    >>> fold("Planned_Finish "), fold("Owner (name)")
    ('plannedfinish', 'ownername')
    """
    return re.sub(r"[\W_]+", "", header.casefold())
