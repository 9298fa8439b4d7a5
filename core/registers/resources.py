"""When people work, and who and what there is to do the work."""

from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from core.registers.entry import (
    Allowed,
    Amount,
    Count,
    Day,
    Entry,
    FieldKind,
    Hours,
    RefTo,
    Text,
    Title,
)
from core.working_hours import AS_BASE

CalendarRef = Annotated[
    int, Field(ge=1), RefTo("calendars", "CAL"), FieldKind.REFERENCE
]
ResourceRef = Annotated[int, Field(ge=1), RefTo("resources", "RS"), FieldKind.REFERENCE]

WeekdayHours = Annotated[
    Hours,
    Allowed(
        "working hours such as 08:00-12:00, 13:00-17:00, in order and without overlap; "
        "nothing where nobody works; “base” for those of the base calendar"
    ),
]
WEEKDAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)


class WorkingWeek(Entry):
    """A calendar: the working hours of each weekday.

    With a base calendar, a day may be “base”; where every day is left empty, all are.
    """

    title: Annotated[Title, Field(title="Calendar")]
    base: Annotated[
        CalendarRef | None,
        Field(title="Base calendar", description="Gives its hours and exceptions"),
    ] = None
    monday: WeekdayHours = ""
    tuesday: WeekdayHours = ""
    wednesday: WeekdayHours = ""
    thursday: WeekdayHours = ""
    friday: WeekdayHours = ""
    saturday: WeekdayHours = ""
    sunday: WeekdayHours = ""

    @property
    def week(self) -> tuple[str, ...]:
        """The hours from Monday to Sunday, as written."""
        return tuple(getattr(self, day) for day in WEEKDAYS)

    @model_validator(mode="before")
    @classmethod
    def _empty_week_is_as_base(cls, values: Any) -> Any:
        if values.get("base") is None or any(values.get(day) for day in WEEKDAYS):
            return values
        return values | dict.fromkeys(WEEKDAYS, AS_BASE)

    @model_validator(mode="after")
    def _base_gives_hours(self) -> Self:
        if self.base is None and AS_BASE in self.week:
            raise ValueError("“base” is for a calendar that has a base calendar")
        return self


class CalendarException(Entry):
    """Days on which a calendar's week does not hold: a holiday, a long Saturday."""

    title: Annotated[Title, Field(title="Exception")]
    calendar: CalendarRef
    first_day: Day
    last_day: Day
    hours: Annotated[
        Hours, Field(title="Working hours", description="Empty: nobody works")
    ] = ""

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.last_day < self.first_day:
            raise ValueError("the last day is before the first day")
        if self.hours == AS_BASE:
            raise ValueError("an exception names its own hours, or none")
        return self


class ResourceKind(StrEnum):
    """What a resource is: materials are used up, the others come back."""

    PERSON = "person"
    EQUIPMENT = "equipment"
    MATERIAL = "material"


class Resource(Entry):
    """Somebody or something that work needs."""

    title: Annotated[Title, Field(title="Resource")]
    kind: ResourceKind = ResourceKind.PERSON
    units: Annotated[
        Count,
        Field(
            le=100_000, title="Capacity (%)", description="100 is one full-time person"
        ),
    ] = 100
    calendar: Annotated[
        CalendarRef | None, Field(description="The project's where it is empty")
    ] = None
    cost_per_hour: Amount | None = None
    group: Text = ""
    email: Text = ""
