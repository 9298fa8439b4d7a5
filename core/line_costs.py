"""One budget line: what it was planned to cost, has cost and will cost."""

from datetime import date
from decimal import Decimal

from core.bookings import Sums, amount
from core.cost_rows import UNMATCHED, LineCost, category_of
from core.money import ZERO
from core.plan_pieces import LinePlan
from core.registers.budget import BudgetKind, BudgetLine
from core.registers.entry import Record


def line_cost(
    record: Record[BudgetLine], sums: Sums, plan: LinePlan, status_date: date
) -> LineCost:
    """Return the row of one line; `sums` are its bookings in cents."""
    line, is_work = record.entry, record.entry.kind is BudgetKind.WORK
    whole = amount(plan.cents) if is_work else ZERO
    planned = plan.until(status_date)
    committed, actual = amount(sums[0]), amount(sums[1])
    return LineCost(
        name=line.title,
        plan=whole,
        committed=committed,
        actual=actual,
        forecast=_forecast(line, sums, plan, plan.dated - planned),
        number=record.number,
        category=category_of(line),
        planned=amount(planned),
        open_commitment=ZERO if line.closed else max(ZERO, committed - actual),
        line_plan=plan,
        is_work=is_work,
    )


def unmatched_cost(sums: Sums) -> LineCost:
    """Return the row of the bookings that belong to no line."""
    committed, actual = amount(sums[0]), amount(sums[1])
    unbilled = max(ZERO, committed - actual)
    return LineCost(
        name=UNMATCHED,
        committed=committed,
        actual=actual,
        forecast=actual + unbilled,
        category=UNMATCHED,
        open_commitment=unbilled,
    )


def _forecast(line: BudgetLine, sums: Sums, plan: LinePlan, ahead: int) -> Decimal:
    """Return the forecast; `ahead` are the cents planned after the status date."""
    committed, actual = sums[0], sums[1]
    unbilled = max(0, committed - actual)
    if line.closed:
        return amount(actual)
    if line.kind is not BudgetKind.WORK:
        return amount(actual + unbilled)
    return amount(max(plan.cents, actual + max(unbilled, ahead)))
