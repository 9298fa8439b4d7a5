"""What the work costs: planned, committed, spent and still to come.

Definitions, for one project on one status date; amounts in the project's currency:

- Actual cost = invoices + accrued + worked hours − credits. Rejected expenses do not
  count, nor does what is dated after the status date. A payment is cash, not cost.
- Committed = commitments. Open commitment of a line = max(0, committed − actual),
  nothing once the line is closed.
- Plan of a line = its amount, or what its assignments cost, and the draw-downs up to
  the status date; on which days, `core.line_plans` says. What it plans for no known day
  is undated: in the budget, but in no month.
- Budget = plan of all lines of kind work (BAC). A reserve is no plan to spend: what is
  booked on it is cost beyond the plan, and less of the reserve is left.
- Forecast of a work line at completion = actual, once it is closed; until then
  max(plan, actual + max(open commitment, plan after the status date)). So no line is
  forecast below its plan before somebody says that it is done.
- Forecast of what has no plan (reserves, unmatched) = actual + open commitment.
- Remaining = forecast − actual. Difference = forecast − plan.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from core.bookings import (
    ACTUAL,
    COMMITTED,
    COST_SIGN,
    NOTHING,
    PAID,
    Booking,
    Sums,
    amount,
    bookings,
    known_lines,
    ledger,
    listing,
    sums_by,
)
from core.cost_months import ByMonth, cents_ahead, month_costs
from core.cost_rows import CostRow, LineCost, Listing, MonthCost, Reserve, VendorCost
from core.line_costs import line_cost, unmatched_cost
from core.line_plans import line_plans
from core.money import ZERO, to_cents
from core.months import (
    DAYS_A_MONTH,
    first_of,
    last_full_month,
    month_run,
    shifted,
)
from core.project import Project
from core.registers.budget import BudgetKind, BudgetLine, Expense, ExpenseState
from core.registers.catalog import BUDGET_LINES
from core.reserves import reserve_of

T = TypeVar("T")
NO_VENDOR = "No vendor"
BURN_MONTHS = 3


@dataclass(frozen=True)
class Costs:
    """All cost figures of a project; each is computed when it is first asked for.

    Parameters
    ----------
    project
        At the revision that is shown.
    status_date
        What is booked and planned up to the end of this day counts.
    """

    project: Project
    status_date: date

    @property
    def currency(self) -> str:
        """ISO 4217 code of all amounts."""
        return self.project.settings.currency

    @cached_property
    def work_lines(self) -> tuple[BudgetLine, ...]:
        """The lines that make the budget."""
        lines = self.project[BUDGET_LINES].entries
        return tuple(line for line in lines if line.kind is BudgetKind.WORK)

    @cached_property
    def bookings(self) -> tuple[Booking, ...]:
        """The expenses that count."""
        return self._once("bookings", lambda: bookings(self.project, self.status_date))

    @cached_property
    def lines(self) -> tuple[LineCost, ...]:
        """A row for each budget line; last, where there is any, what has no line."""
        return self._once("lines", self._lines)

    def _once(self, name: str, make: Callable[[], T]) -> T:
        """Return what is made once for the project and the day, whoever asks."""
        return self.project.remember(("costs of", name, self.status_date), make)

    def _lines(self) -> tuple[LineCost, ...]:
        sums, day = sums_by(self.bookings, lambda b: b.line), self.status_date
        plans = line_plans(self.project, day)
        rows = tuple(
            line_cost(one, sums.get(one.number, NOTHING), plans[one.number], day)
            for one in self.project[BUDGET_LINES].live
        )
        return rows + ((unmatched_cost(sums[None]),) if None in sums else ())

    # --- totals -----------------------------------------------------------------

    @cached_property
    def bac(self) -> Decimal:
        """The budget at completion: the plan of all work lines."""
        return sum((row.plan for row in self.lines), ZERO)

    @cached_property
    def actual(self) -> Decimal:
        """What was spent up to the status date."""
        return amount(self._totals[ACTUAL])

    @cached_property
    def committed(self) -> Decimal:
        """What was ordered up to the status date."""
        return amount(self._totals[COMMITTED])

    @cached_property
    def paid(self) -> Decimal:
        """The cash that left up to the status date."""
        return amount(self._totals[PAID])

    @cached_property
    def _totals(self) -> Sums:
        every = self._once("totals", lambda: sums_by(self.bookings, lambda _: None))
        return every.get(None, NOTHING)

    @cached_property
    def open_commitment(self) -> Decimal:
        """What was ordered and is not invoiced yet, summed over the lines."""
        return sum((row.open_commitment for row in self.lines), ZERO)

    @cached_property
    def forecast(self) -> Decimal:
        """What everything costs at completion, as the lines forecast it."""
        return sum((row.forecast for row in self.lines), ZERO)

    @cached_property
    def undated(self) -> Decimal:
        """The part of the budget that is planned for no known day."""
        work = [row.line_plan for row in self.lines if row.is_work]
        return amount(sum(plan.cents - plan.dated for plan in work))

    @cached_property
    def planned(self) -> Decimal | None:
        """The plan up to the status date; None where no line has dates."""
        dated = [row.planned for row in self.lines if row.is_work and row.span]
        return sum(dated, ZERO) if dated else None

    @property
    def remaining(self) -> Decimal:
        """What is still to be spent: forecast − actual."""
        return self.forecast - self.actual

    def reserve(self, kind: BudgetKind) -> Reserve:
        """Return what is held, drawn and left of one kind of reserve."""
        return reserve_of(self.project, kind, self.status_date)

    # --- in time ----------------------------------------------------------------

    @cached_property
    def begins(self) -> date | None:
        """The first day of the plan."""
        return min(
            (r.span[0] for r in self.lines if r.is_work and r.span), default=None
        )

    @cached_property
    def ends(self) -> date | None:
        """The project's last day: forecast, else planned, else of its last line."""
        facts = self.project.facts
        known = facts.forecast_finish or facts.planned_finish
        return known or max((r.span[1] for r in self.lines if r.span), default=None)

    @cached_property
    def months(self) -> tuple[MonthCost, ...]:
        """Every month from the first to the last that holds any figure."""
        return month_costs(self.lines, self._by_month, self.ahead)

    @cached_property
    def ahead(self) -> Mapping[int, ByMonth]:
        """The cents that each line will still cost, by month; 0 for what has none."""
        return self._once(
            "ahead",
            lambda: {
                row.number: cents_ahead(row, self.status_date, self.ends)
                for row in self.lines
            },
        )

    @cached_property
    def burn(self) -> Decimal | None:
        """Mean actual cost of the last three full months; None before the first.

        Months before the first that has a plan or a cost do not count.
        """
        newest = last_full_month(self.status_date)
        first = min((self.begins or date.max, *self._by_month))
        if first_of(first) > newest:
            return None
        full = month_run(max(shifted(newest, 1 - BURN_MONTHS), first), newest)
        cents = sum(self._by_month.get(month, NOTHING)[ACTUAL] for month in full)
        return to_cents(amount(cents) / len(full))

    @cached_property
    def _by_month(self) -> dict[date, Sums]:
        sums = self._once("months", lambda: sums_by(self.bookings, _month_of))
        return {date(m // 12, m % 12 + 1, 1): parts for m, parts in sums.items()}

    @cached_property
    def runway(self) -> float | None:
        """Months that the rest of the budget lasts: (budget − actual) / burn."""
        if not self.bac or self.burn is None or self.burn <= 0:
            return None
        return max(0.0, float((self.bac - self.actual) / self.burn))

    @cached_property
    def needed(self) -> float | None:
        """Months from the status date to the project's last day."""
        if self.ends is None:
            return None
        return max(0, (self.ends - self.status_date).days) / DAYS_A_MONTH

    # --- other cuts -------------------------------------------------------------

    @cached_property
    def categories(self) -> tuple[CostRow, ...]:
        """The lines summed by category, the largest difference first."""
        found: dict[str, CostRow] = {}
        for row in self.lines:
            if row.is_work or row.committed or row.actual:
                name = row.category
                found[name] = found.get(name, CostRow(name)).plus(row)
        return tuple(sorted(found.values(), key=lambda r: (-r.difference, -r.plan)))

    @cached_property
    def vendors(self) -> tuple[VendorCost, ...]:
        """The expenses summed by vendor, the largest cost first."""
        sums = self._once("vendors", lambda: sums_by(self.bookings, _vendor_of))
        rows = (VendorCost(name, *map(amount, found)) for name, found in sums.items())
        return tuple(sorted(rows, key=lambda row: (-row.actual, -row.committed)))

    @cached_property
    def unapproved(self) -> Listing:
        """The cost that counts though nobody has approved it yet."""
        return self._listing(
            "unapproved",
            lambda e: e.state is ExpenseState.SUBMITTED and e.kind in COST_SIGN,
        )

    @cached_property
    def unmatched(self) -> Listing:
        """The expenses that count and belong to no budget line."""
        known = known_lines(self.project)
        return self._listing("unmatched", lambda e: e.budget_line not in known)

    def _listing(self, name: str, wanted: Callable[[Expense], bool]) -> Listing:
        return self._once(name, lambda: listing(self.project, self.bookings, wanted))

    @cached_property
    def later(self) -> Listing:
        """The expenses dated after the status date, which do not count yet."""
        day, every = self.status_date, ledger(self.project)
        return self._once(
            "later", lambda: listing(self.project, every, lambda e: e.spent_on > day)
        )


def _vendor_of(booking: Booking) -> str:
    return booking.vendor or NO_VENDOR


def _month_of(booking: Booking) -> int:
    return booking.month
