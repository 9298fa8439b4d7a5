"""What the values of an analysis are, and what they count."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema


class Unit(StrEnum):
    """What a number counts; it decides how people read it."""

    MONEY = "money"
    RATIO = "ratio"
    INDEX = "index"


Money = Annotated[
    float, Unit.MONEY, Field(description="In the project's currency, to the cent")
]
Ratio = Annotated[float, Unit.RATIO, Field(description="1 is the whole")]
Index = Annotated[
    float, Unit.INDEX, Field(description="1 is as planned; null where undefined")
]
Level = Annotated[int, Field(ge=1, le=25, description="Likelihood × impact")]
Many = Annotated[int, Field(ge=0)]
Moment = Annotated[
    datetime,
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$",
            "description": "ISO 8601, the project's local time",
        }
    ),
]
Minutes = Annotated[float, Field(description="By the clock")]
WorkingDays = Annotated[float, Field(description="Of the activity's calendar")]


class Section(BaseModel):
    """A part of the document."""

    model_config = ConfigDict(frozen=True)
