"""What stands behind planned and spent money: months, rates, reserves, hours."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from core.reading_currency import CODE
from core.registers.budget import BudgetLineRef, Currency
from core.registers.entry import (
    Allowed,
    Amount,
    Day,
    Entry,
    FieldKind,
    Quantity,
    RefTo,
    Text,
    Title,
)
from core.registers.log import ChangeRequestRef
from core.registers.resources import ResourceRef
from core.registers.risks import RiskRef
from core.registers.schedule import ActivityRef, BaselineRef
from core.words import day

TimesheetRef = Annotated[
    int, Field(ge=1), RefTo("timesheets", "TS"), FieldKind.REFERENCE
]


class BudgetMonth(Entry):
    """What a budget line that is spread by hand plans for one month."""

    title: Annotated[Text, Field(title="Note")] = ""
    budget_line: BudgetLineRef
    month: Annotated[Day, Field(description="Any day of the month")]
    amount: Amount

    @property
    def label(self) -> str:
        """Which month of which line: "B-003 in 2026-05"."""
        return f"B-{self.budget_line:03d} in {self.month:%Y-%m}"


class Drawdown(Entry):
    """Money taken out of a reserve, for a risk that happened or a change."""

    title: Annotated[Title, Field(title="Reason")]
    reserve: BudgetLineRef
    drawn_on: Day
    amount: Amount
    risk: RiskRef | None = None
    change_request: ChangeRequestRef | None = None
    budget_line: Annotated[
        BudgetLineRef | None, Field(title="To", description="The line that it raises")
    ] = None

    @model_validator(mode="after")
    def _names_its_cause(self) -> Self:
        if self.risk is None and self.change_request is None:
            raise ValueError("a draw-down names the risk or the change that it is for")
        if self.budget_line == self.reserve:
            raise ValueError("a reserve cannot be drawn down to itself")
        return self


class ExchangeRate(Entry):
    """What one unit of another currency is worth from a day on."""

    title: Annotated[Text, Field(title="Source")] = ""
    currency: Annotated[Text, Field(min_length=3, pattern=r"^[A-Z]{3}$"), Allowed(CODE)]
    valid_from: Day
    rate: Annotated[
        Quantity,
        Field(
            ge=1e-9,
            le=1e9,
            description="Units of the project's currency for one of this",
        ),
    ]

    @property
    def label(self) -> str:
        """Which currency from which day on: "USD from 1 May 2026"."""
        return f"{self.currency} from {day(self.valid_from)}"


class ResourceRate(Entry):
    """What an hour of a resource costs from a day on."""

    title: Annotated[Text, Field(title="Note")] = ""
    resource: ResourceRef
    valid_from: Day
    cost_per_hour: Amount
    currency: Annotated[Currency, Field(description="Empty: the project's")] = ""

    @property
    def label(self) -> str:
        """Whose rate from which day on: "RS-002 from 1 May 2026"."""
        return f"RS-{self.resource:03d} from {day(self.valid_from)}"


class BaselineCost(Entry):
    """Planned money of a budget line, from a day to a day, as a baseline keeps it."""

    title: Annotated[Text, Field(title="Note")] = ""
    baseline: BaselineRef
    budget_line: BudgetLineRef
    wbs: Annotated[Text, Field(title="WBS code")] = ""
    first_day: Day | None = None
    last_day: Day | None = None
    amount: Amount

    @property
    def label(self) -> str:
        """Which line of which baseline: "B-003 in BL-001"."""
        return f"B-{self.budget_line:03d} in BL-{self.baseline:03d}"

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValueError("the last day is before the first day")
        return self


class Timesheet(Entry):
    """Hours that somebody worked on a day; a correction may take hours back."""

    title: Annotated[Text, Field(title="Note")] = ""
    resource: ResourceRef
    worked_on: Annotated[Day, Field(title="Date")]
    hours: Annotated[Quantity, Field(ge=-24, le=24)]
    activity: ActivityRef | None = None
    budget_line: BudgetLineRef | None = None
    corrects: Annotated[
        TimesheetRef | None,
        Field(description="The timesheet that this one puts right"),
    ] = None

    @property
    def label(self) -> str:
        """Who worked when: "RS-002 on 4 May 2026"."""
        return f"RS-{self.resource:03d} on {day(self.worked_on)}"

    @model_validator(mode="after")
    def _takes_back_only_what_it_corrects(self) -> Self:
        if self.hours < 0 and self.corrects is None:
            raise ValueError("hours below 0 need the timesheet that they correct")
        return self
