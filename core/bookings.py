"""Expenses as sums can use them: what each adds to orders, cost and cash."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeVar

from core.cost_rows import Listing
from core.money import ZERO
from core.project import Project
from core.registers.budget import Expense, ExpenseKind, ExpenseState
from core.registers.catalog import BUDGET_LINES, EXPENSES

COST_SIGN = {ExpenseKind.INVOICE: 1, ExpenseKind.ACCRUAL: 1, ExpenseKind.CREDIT: -1}
COMMITTED, ACTUAL, PAID = range(3)
EFFECTS: Mapping[ExpenseKind, tuple[int, int]] = {
    ExpenseKind.COMMITMENT: (COMMITTED, 100),
    ExpenseKind.PAYMENT: (PAID, 100),
    **{kind: (ACTUAL, 100 * sign) for kind, sign in COST_SIGN.items()},
}

K = TypeVar("K", bound=Hashable)
Sums = Sequence[int]  # committed, actual, paid; cents
NOTHING: Sums = (0, 0, 0)


class Booking(NamedTuple):
    """What one expense adds: cents to one of committed, actual, paid."""

    line: int | None
    month: int  # since the year 0: a number is summed faster than a date
    vendor: str
    effect: int
    cents: int


def bookings(project: Project, status_date: date) -> tuple[Booking, ...]:
    """Return the expenses that count on a day: not rejected, not dated after it.

    An expense whose budget line is not there any more belongs to none.
    """
    known = known_lines(project)
    return tuple(
        _booking(expense, known)
        for expense in project[EXPENSES].entries
        if expense.state is not ExpenseState.REJECTED
        and expense.spent_on <= status_date
    )


def known_lines(project: Project) -> frozenset[int]:
    """Return the numbers of the budget lines that are not archived."""
    return frozenset(record.number for record in project[BUDGET_LINES].live)


def _booking(expense: Expense, known: frozenset[int]) -> Booking:
    effect, sign = EFFECTS[expense.kind]
    line, on = expense.budget_line, expense.spent_on
    return Booking(
        line if line in known else None,
        on.year * 12 + on.month - 1,
        expense.vendor,
        effect,
        int(expense.amount * sign),
    )


def sums_by(found: Iterable[Booking], key: Callable[[Booking], K]) -> dict[K, Sums]:
    """Sum bookings that share a key."""
    sums: dict[K, list[int]] = {}
    for booking in found:
        place = key(booking)
        if place not in sums:
            sums[place] = [0, 0, 0]
        sums[place][booking.effect] += booking.cents
    return {place: tuple(part) for place, part in sums.items()}


def total(found: Iterable[Booking], effect: int) -> Decimal:
    """Sum one effect of all bookings."""
    return amount(sum(booking.cents for booking in found if booking.effect == effect))


def listing(project: Project, wanted: Callable[[Expense], bool]) -> Listing:
    """List the expenses, rejected ones apart, that answer a question."""
    found = [
        (record.number, COST_SIGN.get(record.entry.kind, 0) * record.entry.amount)
        for record in project[EXPENSES].live
        if record.entry.state is not ExpenseState.REJECTED and wanted(record.entry)
    ]
    return Listing(tuple(n for n, _ in found), sum((a for _, a in found), ZERO))


def amount(cents: int) -> Decimal:
    """Turn whole cents into an amount."""
    return Decimal(cents).scaleb(-2)
