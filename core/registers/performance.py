"""What was earned and what comes of it: progress, performance reports, benefits."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from core.registers.entry import (
    Amount,
    Count,
    Day,
    Entry,
    LongText,
    Money,
    Percent,
    Quantity,
    Text,
    Title,
)
from core.registers.schedule import ActivityRef
from core.words import day


class ProgressMeasurement(Entry):
    """How far an activity was at the end of a day."""

    title: Annotated[Text, Field(title="Note")] = ""
    activity: ActivityRef
    measured_on: Day
    percent_complete: Percent
    units_done: Annotated[Quantity | None, Field(ge=0)] = None

    @property
    def label(self) -> str:
        """What was measured when: "T-003 on 4 May 2026"."""
        return f"T-{self.activity:03d} on {day(self.measured_on)}"


class EarningMilestone(Entry):
    """A step of an activity that earns its share of the budget when it is reached."""

    title: Annotated[Title, Field(title="Milestone")]
    activity: ActivityRef
    weight: Annotated[
        Count, Field(ge=1, description="Its share, against the others' weights")
    ] = 1
    reached_on: Day | None = None


class PerformanceReport(Entry):
    """Cumulative planned value, earned value and actual cost at a status date."""

    title: Annotated[Title, Field(title="Report")]
    status_date: Day
    planned_value: Amount
    earned_value: Amount
    actual_cost: Amount


class Recurrence(StrEnum):
    """How often a benefit comes back."""

    ONCE = "once"
    MONTHLY = "monthly"
    YEARLY = "yearly"


class Benefit(Entry):
    """What the project is worth once it is there: planned, and realised."""

    title: Annotated[Title, Field(title="Benefit")]
    owner: Text = ""
    measure: Annotated[Text, Field(description="How it is measured")] = ""
    planned_amount: Amount
    due: Annotated[Day, Field(title="Planned on")]
    recurs: Recurrence = Recurrence.ONCE
    until: Annotated[Day | None, Field(description="Last day on which it recurs")] = (
        None
    )
    realised_amount: Annotated[
        Money | None, Field(description="All that has come of it so far")
    ] = None
    realised_on: Annotated[
        Day | None, Field(description="When that was last measured")
    ] = None
    note: LongText = ""

    @model_validator(mode="after")
    def _recurs_until_a_day(self) -> Self:
        if self.recurs is not Recurrence.ONCE and self.until is None:
            raise ValueError("a benefit that recurs needs the day until when")
        if self.until and self.until < self.due:
            raise ValueError("it ends before it begins")
        return self
