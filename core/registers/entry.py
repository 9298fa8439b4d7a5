"""What people write in a register, and what the store adds to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from core.durations import read_duration, read_lag
from core.errors import UnreadableValueError
from core.working_hours import read_hours


class FieldKind(StrEnum):
    """How a field is read, edited, stored and shown."""

    TEXT = "text"
    LONG_TEXT = "long text"
    CHOICE = "choice"
    DATE = "date"
    MOMENT = "moment"
    DURATION = "duration"
    LAG = "lag"
    HOURS = "working hours"
    MONEY = "money"
    SCORE = "score"
    PERCENT = "percent"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class RefTo:
    """Marks a field that holds the number of an entry in another register.

    Parameters
    ----------
    register
        Key of the register pointed at: "risks".
    prefix
        Start of its references: "R" in R-007.
    """

    register: str
    prefix: str


@dataclass(frozen=True, slots=True)
class Allowed:
    """Says what a field allows where its type cannot: "three capital letters"."""

    text: str


def _reading(read: Callable[[object], str]) -> Callable[[str], str]:
    """Return a check that writes a value in its one way; blank text stays blank."""

    def check(text: str) -> str:
        try:
            return read(text) if text else ""
        except UnreadableValueError as error:
            raise ValueError(str(error)) from None

    return check


Title = Annotated[str, Field(min_length=1, max_length=200), FieldKind.TEXT]
Text = Annotated[str, Field(max_length=200), FieldKind.TEXT]
LongText = Annotated[str, Field(max_length=20_000), FieldKind.LONG_TEXT]
Day = Annotated[date, FieldKind.DATE]
# A day, or a day and a time, without a zone: the project's local time.
Moment = Annotated[datetime, FieldKind.MOMENT]
Duration = Annotated[str, AfterValidator(_reading(read_duration)), FieldKind.DURATION]
Lag = Annotated[str, AfterValidator(_reading(read_lag)), FieldKind.LAG]
Hours = Annotated[str, AfterValidator(_reading(read_hours)), FieldKind.HOURS]
# 14 digits: up to 999,999,999,999.99
Money = Annotated[Decimal, Field(max_digits=14, decimal_places=2), FieldKind.MONEY]
Amount = Annotated[
    Decimal, Field(ge=0, max_digits=14, decimal_places=2), FieldKind.MONEY
]
Score = Annotated[int, Field(ge=1, le=5), FieldKind.SCORE]
Percent = Annotated[int, Field(ge=0, le=100), FieldKind.PERCENT]
Count = Annotated[int, Field(ge=0, le=1_000_000), FieldKind.INTEGER]
Days = Annotated[int, Field(ge=-10_000, le=10_000), FieldKind.INTEGER]
Quantity = Annotated[float, Field(allow_inf_nan=False), FieldKind.NUMBER]
Flag = Annotated[bool, FieldKind.FLAG]


class Entry(BaseModel):
    """One line of a register, exactly as its author means it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    title: Title

    @property
    def label(self) -> str:
        """What names the entry to people: its title, unless its kind says otherwise."""
        return self.title


E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class Record(Generic[E]):
    """An entry with the number and version that its store gave it."""

    number: int
    version: int
    entry: E
    archived: bool = False
