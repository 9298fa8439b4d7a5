"""Expenses and timesheets as sums can use them: what each adds to orders, cost, cash.

An amount in another currency counts at the exchange rate of its own day, hours at the
rate of whoever worked them on that day. What has no such rate adds nothing, and is
named by `unvalued` until somebody enters one.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeVar

from core.cost_rows import Listing, category_of
from core.labour import hours_cost
from core.money import ZERO
from core.project import Project
from core.rates import rates_of
from core.registers.budget import (
    CostType,
    Expense,
    ExpenseKind,
    ExpenseState,
)
from core.registers.catalog import BUDGET_LINES, EXPENSES, RESOURCES, TIMESHEETS
from core.registers.cost_plan import Timesheet
from core.registers.entry import Record
from core.work_packages import pays_for, upwards, work_packages

COST_SIGN = {ExpenseKind.INVOICE: 1, ExpenseKind.ACCRUAL: 1, ExpenseKind.CREDIT: -1}
COMMITTED, ACTUAL, PAID = range(3)
EFFECTS: Mapping[ExpenseKind, tuple[int, int]] = {
    ExpenseKind.COMMITMENT: (COMMITTED, 100),
    ExpenseKind.PAYMENT: (PAID, 100),
    **{kind: (ACTUAL, 100 * sign) for kind, sign in COST_SIGN.items()},
}
OWN_HOURS = "Own hours"

K = TypeVar("K", bound=Hashable)
Sums = Sequence[int]  # committed, actual, paid; cents
NOTHING: Sums = (0, 0, 0)


class Booking(NamedTuple):
    """What one expense or timesheet adds: cents to one of committed, actual, paid.

    Attributes
    ----------
    on
        The day that it is dated.
    cents
        In the project's currency; a credit is less than 0.
    line
        Number of its budget line; None where it has none that is still there.
    activity
        Of a timesheet as it says; else that of the line's work package.
    currency
        In which it was written; empty for the project's own.
    """

    on: date
    effect: int
    cents: int
    line: int | None
    activity: int | None
    category: str
    vendor: str
    currency: str
    prefix: str
    number: int

    @property
    def month(self) -> int:
        """Months since the year 0: a number is summed faster than a date."""
        return self.on.year * 12 + self.on.month - 1

    @property
    def reference(self) -> str:
        """The entry that it comes from: "E-012", "TS-003"."""
        return f"{self.prefix}-{self.number:03d}"


def ledger(project: Project) -> tuple[Booking, ...]:
    """Return every booking of a project, whatever its day; rejected ones are none."""
    return project.remember(
        "ledger", lambda: (*_expense_bookings(project), *_hour_bookings(project))
    )


def bookings(project: Project, status_date: date) -> tuple[Booking, ...]:
    """Return the bookings that count on a day: not those that are dated after it."""
    found = ledger(project)
    if all(booking.on <= status_date for booking in found):
        return found
    return tuple(booking for booking in found if booking.on <= status_date)


def known_lines(project: Project) -> frozenset[int]:
    """Return the numbers of the budget lines that are not archived."""
    return frozenset(record.number for record in project[BUDGET_LINES].live)


class _Place(NamedTuple):
    """Where a booking belongs: its budget line, and what that says."""

    line: int | None
    activity: int | None
    category: str


NOWHERE = _Place(None, None, category_of(None))


def _places(project: Project) -> Mapping[int | None, _Place]:
    packages = work_packages(project)
    return {
        record.number: _Place(
            record.number, packages.get(record.number), category_of(record.entry)
        )
        for record in project[BUDGET_LINES].live
    }


def _expense_bookings(project: Project) -> Iterator[Booking]:
    places, rates = _places(project), rates_of(project)
    for record in project[EXPENSES].live:
        entry = record.entry
        if entry.state is ExpenseState.REJECTED:
            continue
        effect, sign = EFFECTS[entry.kind]
        cents: int | None = int(entry.amount * sign)
        if entry.currency and cents is not None:
            cents = rates.to_own(cents, entry.currency, entry.spent_on)
        if cents is not None:
            yield Booking(
                entry.spent_on,
                effect,
                cents,
                *places.get(entry.budget_line, NOWHERE),
                entry.vendor,
                entry.currency,
                EXPENSES.prefix,
                record.number,
            )


def _hour_bookings(project: Project) -> Iterator[Booking]:
    places = _places(project)
    for record in project[TIMESHEETS].live:
        entry = record.entry
        cents = hours_cost(project, entry.resource, entry.hours, entry.worked_on)
        line = entry.budget_line or labour_line(project, entry.activity)
        place = places.get(line, NOWHERE)
        if cents is not None:
            yield Booking(
                entry.worked_on,
                ACTUAL,
                cents,
                place.line,
                entry.activity or place.activity,
                place.category,
                OWN_HOURS,
                "",
                TIMESHEETS.prefix,
                record.number,
            )


def labour_line(project: Project, activity: int | None) -> int | None:
    """Return the budget line that pays for the hours on an activity.

    The labour line of its work package, or of the nearest summary above that has one;
    else the one labour line, of kind work, that is for no work package; else None.
    """
    lines = project.remember("labour lines", lambda: _labour_lines(project))
    for number in upwards(project, activity):
        if number in lines:
            return lines[number]
    return lines.get(None)


def _labour_lines(project: Project) -> Mapping[int | None, int]:
    return pays_for(
        project, lambda e: e.from_assignments or e.cost_type is CostType.LABOUR
    )


class Unvalued(NamedTuple):
    """An entry that counts for nothing yet, as a rate is missing.

    Attributes
    ----------
    missing
        What is missing, and on which day: "exchange rate for USD on 3 May 2026".
    """

    reference: str
    missing: str
    on: date


def unvalued(project: Project) -> tuple[Unvalued, ...]:
    """Return the expenses and timesheets that count for nothing yet."""
    return project.remember("unvalued", lambda: tuple(_unvalued(project)))


def _unvalued(project: Project) -> Iterator[Unvalued]:
    known = {(one.prefix, one.number) for one in ledger(project)}
    for expense in project[EXPENSES].live:
        if (EXPENSES.prefix, expense.number) in known:
            continue
        entry = expense.entry
        if entry.state is not ExpenseState.REJECTED:
            reference = EXPENSES.reference(expense.number)
            missing = f"exchange rate for {entry.currency}"
            yield Unvalued(reference, missing, entry.spent_on)
    for sheet in project[TIMESHEETS].live:
        if (TIMESHEETS.prefix, sheet.number) not in known:
            yield _unpriced(project, sheet)


def _unpriced(project: Project, record: Record[Timesheet]) -> Unvalued:
    entry = record.entry
    who = project[RESOURCES].records.get(entry.resource)
    name = who.entry.title if who else RESOURCES.reference(entry.resource)
    reference = TIMESHEETS.reference(record.number)
    return Unvalued(reference, f"hourly rate of {name}", entry.worked_on)


def sums_by(found: Iterable[Booking], key: Callable[[Booking], K]) -> dict[K, Sums]:
    """Sum bookings that share a key."""
    sums: dict[K, list[int]] = {}
    for booking in found:
        place = key(booking)
        if place not in sums:
            sums[place] = [0, 0, 0]
        sums[place][booking.effect] += booking.cents
    return {place: tuple(part) for place, part in sums.items()}


def listing(
    project: Project, found: Iterable[Booking], wanted: Callable[[Expense], bool]
) -> Listing:
    """List the expenses among bookings that answer a question, with their cost."""
    records = project[EXPENSES].records
    kept = [
        booking
        for booking in found
        if booking.prefix == EXPENSES.prefix and wanted(records[booking.number].entry)
    ]
    cost = sum(booking.cents for booking in kept if booking.effect == ACTUAL)
    return Listing(tuple(booking.number for booking in kept), amount(cost))


def amount(cents: int) -> Decimal:
    """Turn whole cents into an amount."""
    return Decimal(cents).scaleb(-2) if cents else ZERO
