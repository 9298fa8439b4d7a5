"""One budget line: what it was planned to cost, has cost and will cost."""

from datetime import date
from decimal import Decimal

from core.bookings import Sums, amount
from core.cost_rows import UNMATCHED, LineCost, category_of
from core.money import ZERO
from core.months import share_until
from core.registers.budget import BudgetKind, BudgetLine
from core.registers.entry import Record
from core.registers.project import ProjectFacts

Span = tuple[date, date]


def line_cost(
    record: Record[BudgetLine], sums: Sums, facts: ProjectFacts, status_date: date
) -> LineCost:
    """Return the row of one line; `sums` are its bookings in cents."""
    line, days = record.entry, span(record.entry, facts)
    is_work = line.kind is BudgetKind.WORK
    plan = line.amount if is_work else ZERO
    planned = amount(share_until(int(plan * 100), *days, status_date)) if days else ZERO
    committed, actual = amount(sums[0]), amount(sums[1])
    return LineCost(
        name=line.title,
        plan=plan,
        committed=committed,
        actual=actual,
        forecast=_forecast(line, actual, committed, plan - planned if days else ZERO),
        number=record.number,
        category=category_of(line),
        planned=planned,
        open_commitment=ZERO if line.closed else max(ZERO, committed - actual),
        span=days,
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


def span(line: BudgetLine, facts: ProjectFacts) -> Span | None:
    """Return the first and last day of a line's plan; None where unknown."""
    first = line.start or facts.planned_start
    last = line.finish or facts.planned_finish
    if first and last and first <= last:
        return first, last
    known = line.start or line.finish
    return (known, known) if known else None


def _forecast(
    line: BudgetLine, actual: Decimal, committed: Decimal, ahead: Decimal
) -> Decimal:
    if line.closed:
        return actual
    unbilled = max(ZERO, committed - actual)
    if line.kind is not BudgetKind.WORK:
        return actual + unbilled
    return max(line.amount, actual + max(unbilled, ahead))
