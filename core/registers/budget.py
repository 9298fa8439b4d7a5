"""Planned money and spent money."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from core.registers.entry import (
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

BudgetLineRef = Annotated[
    int, Field(ge=1), RefTo("budget_lines", "B"), FieldKind.REFERENCE
]


class BudgetKind(StrEnum):
    """Whether money is for planned work or held in reserve (PMBOK 6, 7.3)."""

    WORK = "work"
    CONTINGENCY = "contingency reserve"
    MANAGEMENT = "management reserve"


class BudgetLine(Entry):
    """Money planned for one purpose, spread evenly from its start to its finish."""

    title: Annotated[Title, Field(title="Budget line")]
    category: Text = ""
    wbs: Annotated[Text, Field(title="WBS code")] = ""
    kind: BudgetKind = BudgetKind.WORK
    amount: Amount
    start: Day | None = None
    finish: Day | None = None
    owner: Text = ""
    closed: Annotated[
        Flag, Field(description="Nothing more will be spent on this line")
    ] = False
    note: LongText = ""

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        if self.start and self.finish and self.finish < self.start:
            raise ValueError("the finish is before the start")
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
    amount: Amount
    vendor: Text = ""
    document: Annotated[Text, Field(title="Document number")] = ""
    state: ExpenseState = ExpenseState.SUBMITTED
    approver: Text = ""
    note: LongText = ""
