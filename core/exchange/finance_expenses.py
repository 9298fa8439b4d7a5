"""Expenses and worked hours as a sheet, with the rate of each foreign amount."""

from collections.abc import Iterator, Mapping, Sequence

from core.bookings import ACTUAL, COMMITTED, PAID, Booking, amount, ledger
from core.costs import Costs
from core.exchange.formula_sheet import Column, FormulaSheet, Kind
from core.exchange.shape import Cell
from core.rates import rates_of
from core.registers.catalog import BUDGET_LINES, EXPENSES, TIMESHEETS

COLUMNS = (
    Column("Ref"),
    Column("Date", Kind.DATE),
    Column("Entry"),
    Column("Kind"),
    Column("Budget line"),
    Column("Category"),
    Column("Vendor"),
    Column("Document number"),
    Column("State"),
    Column("Approver"),
    Column("Corrects"),
    Column("Amount as written", Kind.FOREIGN),
    Column("In"),
    Column("Rate", Kind.NUMBER),
    Column("Committed", Kind.MONEY, total=True),
    Column("Cost", Kind.MONEY, total=True),
    Column("Paid", Kind.MONEY, total=True),
    Column("Counts"),
)


def expense_sheet(costs: Costs) -> FormulaSheet:
    """Return every expense and timesheet, what it counts as, and whether it counts."""
    booked = {(one.prefix, one.number): one for one in ledger(costs.project)}
    rows = [*_expense_rows(costs, booked), *_hour_rows(costs, booked)]
    return FormulaSheet(COLUMNS, rows)


Booked = Mapping[tuple[str, int], Booking]


def _expense_rows(costs: Costs, booked: Booked) -> Iterator[Sequence[Cell]]:
    rates = rates_of(costs.project)
    for record in costs.project[EXPENSES].live:
        entry = record.entry
        one = booked.get((EXPENSES.prefix, record.number))
        rate = None
        if not rates.is_own(entry.currency):
            found = rates.on(entry.currency, entry.spent_on)
            rate = float(found.rate) if found else None
        yield [
            EXPENSES.reference(record.number),
            entry.spent_on,
            entry.title,
            entry.kind.value,
            *_place(one),
            entry.vendor,
            entry.document,
            entry.state.value,
            entry.approver,
            EXPENSES.reference(entry.corrects) if entry.corrects else "",
            entry.amount,
            entry.currency or costs.currency,
            rate,
            *_parts(costs, one),
        ]


def _hour_rows(costs: Costs, booked: Booked) -> Iterator[Sequence[Cell]]:
    for record in costs.project[TIMESHEETS].live:
        entry = record.entry
        one = booked.get((TIMESHEETS.prefix, record.number))
        yield [
            TIMESHEETS.reference(record.number),
            entry.worked_on,
            entry.title or entry.label,
            "worked hours",
            *_place(one),
            one.vendor if one else "",
            "",
            "",
            "",
            TIMESHEETS.reference(entry.corrects) if entry.corrects else "",
            entry.hours,
            "h",
            None,
            *_parts(costs, one),
        ]


def _place(one: Booking | None) -> Sequence[Cell]:
    if one is None:
        return ["", ""]
    return [BUDGET_LINES.reference(one.line) if one.line else "", one.category]


def _parts(costs: Costs, one: Booking | None) -> Sequence[Cell]:
    """Return what an entry adds to commitments, cost and cash; whether it counts."""
    if one is None or one.on > costs.status_date:
        return [None, None, None, "no"]
    parts: list[Cell] = [
        amount(one.cents) if one.effect == effect else None
        for effect in (COMMITTED, ACTUAL, PAID)
    ]
    return [*parts, "yes"]
