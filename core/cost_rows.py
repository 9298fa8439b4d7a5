"""The rows of cost tables: what was planned, ordered, spent, and is forecast."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.money import ZERO
from core.plan_pieces import NO_PLAN, LinePlan, Span
from core.registers.budget import BudgetKind, BudgetLine
from core.registers.catalog import BUDGET_LINES

UNMATCHED = "Unmatched"
NO_CATEGORY = "No category"


def category_of(line: BudgetLine | None) -> str:
    """Return the category under which a line is summed; a reserve's is its kind."""
    if line is None:
        return UNMATCHED
    if line.kind is not BudgetKind.WORK:
        return line.kind.capitalize()
    return line.category or NO_CATEGORY


@dataclass(frozen=True, slots=True, kw_only=True)
class _Money:
    """Amounts in the project's currency."""

    plan: Decimal = ZERO
    committed: Decimal = ZERO
    actual: Decimal = ZERO
    forecast: Decimal = ZERO

    @property
    def remaining(self) -> Decimal:
        """What is still to be spent: forecast − actual."""
        return self.forecast - self.actual

    @property
    def difference(self) -> Decimal:
        """What it costs more than planned: forecast − plan; below zero, less."""
        return self.forecast - self.plan


@dataclass(frozen=True, slots=True)
class CostRow(_Money):
    """A sum under one name."""

    name: str

    def plus(self, other: _Money) -> "CostRow":
        """Return this row with another's amounts added."""
        return CostRow(
            self.name,
            plan=self.plan + other.plan,
            committed=self.committed + other.committed,
            actual=self.actual + other.actual,
            forecast=self.forecast + other.forecast,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCost(_Money):
    """One budget line; number 0 gathers what belongs to none.

    Parameters
    ----------
    planned
        The part of the plan up to the status date.
    line_plan
        The plan with its days, in cents.
    """

    name: str
    category: str
    number: int = 0
    planned: Decimal = ZERO
    open_commitment: Decimal = ZERO
    line_plan: LinePlan = NO_PLAN
    is_work: bool = False

    @property
    def span(self) -> Span | None:
        """First and last day of the plan; None where they are unknown."""
        return self.line_plan.span

    @property
    def reference(self) -> str:
        """The line's reference, "B-007"; empty for what belongs to none."""
        return BUDGET_LINES.reference(self.number) if self.number else ""


@dataclass(frozen=True, slots=True)
class MonthCost:
    """One month; `ahead` is what the rest of it will cost after the status date."""

    month: date
    plan: Decimal
    committed: Decimal
    actual: Decimal
    ahead: Decimal

    @property
    def expected(self) -> Decimal:
        """What the whole month costs: spent so far, and still to come."""
        return self.actual + self.ahead

    @property
    def difference(self) -> Decimal:
        """What the month costs more than planned; below zero, less."""
        return self.expected - self.plan


@dataclass(frozen=True, slots=True)
class VendorCost:
    """What one vendor was promised, has charged and was paid."""

    name: str
    committed: Decimal
    actual: Decimal
    paid: Decimal


@dataclass(frozen=True, slots=True)
class Reserve:
    """Money held for what may happen."""

    held: Decimal
    drawn: Decimal

    @property
    def left(self) -> Decimal:
        """What can still be drawn."""
        return self.held - self.drawn


@dataclass(frozen=True, slots=True)
class Listing:
    """Some expenses by their numbers, and the cost that they make."""

    numbers: tuple[int, ...] = ()
    amount: Decimal = ZERO

    def __len__(self) -> int:
        return len(self.numbers)
