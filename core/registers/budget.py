"""Planned money and spent money."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from core.reading_currency import CODE
from core.registers.entry import (
    Allowed,
    Amount,
    Day,
    Entry,
    FieldKind,
    Flag,
    LongText,
    RefTo,
    Text,
    Title,
)
from core.registers.schedule import ActivityRef, Shape

BudgetLineRef = Annotated[
    int, Field(ge=1), RefTo("budget_lines", "B"), FieldKind.REFERENCE
]
ExpenseRef = Annotated[int, Field(ge=1), RefTo("expenses", "E"), FieldKind.REFERENCE]
FROM_ZERO = (
    "an amount from 0 with two decimals; money that comes back is of kind credit; "
    "where a file has both signs, say so in its mapping (“credits”); where it counts "
    "what is spent as less than 0, its factor is -1"
)
# The currency of an amount; empty: that of the project.
Currency = Annotated[Text, Field(pattern=r"^([A-Z]{3})?$"), Allowed(CODE)]


class BudgetKind(StrEnum):
    """Whether money is for planned work or held in reserve (PMBOK 6, 7.3)."""

    WORK = "work"
    CONTINGENCY = "contingency reserve"
    MANAGEMENT = "management reserve"


class CostType(StrEnum):
    """What the money is paid for."""

    LABOUR = "labour"
    MATERIAL = "material"
    LICENCE = "licence"
    SERVICE = "service"
    OTHER = "other"


class Spread(StrEnum):
    """How planned money falls between its first and its last day."""

    EVEN = "even"
    FRONT = "front-loaded"
    BACK = "back-loaded"
    BELL = "bell"
    ACTIVITY = "by activity dates"
    MONTHS = "by hand per month"


class BudgetLine(Entry):
    """Money planned for one purpose, spread from its start to its finish."""

    title: Annotated[Title, Field(title="Budget line")]
    category: Text = ""
    wbs: Annotated[Text, Field(title="WBS code")] = ""
    activity: Annotated[
        ActivityRef | None,
        Field(title="Work package", description="Gives its WBS code and its dates"),
    ] = None
    kind: BudgetKind = BudgetKind.WORK
    cost_type: CostType = CostType.OTHER
    amount: Amount
    currency: Annotated[Currency, Field(description="Empty: the project's")] = ""
    from_assignments: Annotated[
        Flag,
        Field(
            title="From assignments",
            description="The amount follows from the assignments of its work package "
            "and their rates; until there are any, the amount above holds",
        ),
    ] = False
    spread: Spread = Spread.EVEN
    start: Day | None = None
    finish: Day | None = None
    owner: Text = ""
    closed: Annotated[
        Flag, Field(description="Nothing more will be spent on this line")
    ] = False
    optimistic_amount: Annotated[
        Amount | None, Field(description="Least that it may cost")
    ] = None
    pessimistic_amount: Annotated[
        Amount | None, Field(description="Most that it may cost")
    ] = None
    shape: Annotated[Shape, Field(title="Shape of the estimate")] = Shape.PERT
    follows_time: Annotated[
        Flag,
        Field(
            title="Cost follows time",
            description="It grows with the duration of its work package, or of the "
            "project",
        ),
    ] = False
    note: LongText = ""

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        if self.start and self.finish and self.finish < self.start:
            raise ValueError("the finish is before the start")
        return self

    @model_validator(mode="after")
    def _estimates_in_order(self) -> Self:
        if self.optimistic_amount is not None and self.optimistic_amount > self.amount:
            raise ValueError("the optimistic amount is above the amount")
        most = self.pessimistic_amount
        if most is not None and most < self.amount:
            raise ValueError("the pessimistic amount is below the amount")
        return self


class ExpenseKind(StrEnum):
    """What a booking means for cost and cash."""

    COMMITMENT = "commitment"
    INVOICE = "invoice"
    ACCRUAL = "accrual"
    CREDIT = "credit"
    PAYMENT = "payment"


class ExpenseState(StrEnum):
    """Whether somebody stands behind an expense."""

    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"


class Expense(Entry):
    """Money committed, invoiced or paid, by its own date."""

    title: Annotated[Title, Field(title="Expense")]
    budget_line: BudgetLineRef | None = None
    kind: ExpenseKind = ExpenseKind.INVOICE
    spent_on: Annotated[Day, Field(title="Date")]
    amount: Annotated[Amount, Allowed(FROM_ZERO)]
    currency: Annotated[Currency, Field(description="Empty: the project's")] = ""
    vendor: Text = ""
    document: Annotated[Text, Field(title="Document number")] = ""
    state: ExpenseState = ExpenseState.SUBMITTED
    approver: Text = ""
    corrects: Annotated[
        ExpenseRef | None,
        Field(description="The expense of a closed month that this one puts right"),
    ] = None
    note: LongText = ""
