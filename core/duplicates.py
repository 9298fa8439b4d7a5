"""Bookings that seem to be there twice.

Two expenses are the same where vendor, amount, currency, date, document number and kind
are: capitals and blanks at the ends do not matter. Where neither names a vendor or a
document, their titles must be the same too. Rejected expenses do not count, nor does a
correction. Two timesheets are the same where somebody worked as many hours on one day
on the same activity, for the same line, with the same note.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from core.project import Project
from core.registers.budget import Expense, ExpenseState
from core.registers.catalog import BY_KEY, EXPENSES, TIMESHEETS
from core.registers.cost_plan import Timesheet
from core.registers.entry import Entry, Record

Key = Hashable


class Duplicate(NamedTuple):
    """An entry that seems to repeat an earlier one."""

    register: str
    number: int
    first: int

    @property
    def reference(self) -> str:
        """The later one: "E-014"."""
        return BY_KEY[self.register].reference(self.number)

    @property
    def of(self) -> str:
        """The one that was there before: "E-012"."""
        return BY_KEY[self.register].reference(self.first)


def sameness(entry: Entry, currency: str) -> Key | None:
    """Return what two bookings share that are the same; None where it cannot be.

    Parameters
    ----------
    currency
        The project's own: an expense that names none is in it.
    """
    if isinstance(entry, Expense):
        return _of_expense(entry, currency)
    return _of_timesheet(entry) if isinstance(entry, Timesheet) else None


def _of_expense(entry: Expense, currency: str) -> Key | None:
    if entry.state is ExpenseState.REJECTED or entry.corrects is not None:
        return None
    vendor, document = entry.vendor.casefold(), entry.document.casefold()
    title = "" if vendor or document else entry.title.casefold()
    return (
        entry.kind,
        entry.spent_on,
        entry.amount,
        entry.currency or currency,
        vendor,
        document,
        title,
    )


def _of_timesheet(entry: Timesheet) -> Key | None:
    if entry.corrects is not None:
        return None
    return (
        entry.resource,
        entry.worked_on,
        entry.hours,
        entry.activity,
        entry.budget_line,
        entry.title.casefold(),
    )


def duplicates(project: Project) -> tuple[Duplicate, ...]:
    """Return the bookings that repeat an earlier one, in the order of their numbers."""
    return project.remember("duplicates", lambda: tuple(_found(project)))


def _found(project: Project) -> Iterator[Duplicate]:
    for register in (EXPENSES.key, TIMESHEETS.key):
        first: dict[Key, int] = {}
        records: Sequence[Record[Any]] = project.registers[register].live
        for record in records:
            key = sameness(record.entry, project.settings.currency)
            if key is not None:
                other = first.setdefault(key, record.number)
                if other != record.number:
                    yield Duplicate(register, record.number, other)


def known_bookings(project: Project, register: str) -> Mapping[Key, int]:
    """Return the bookings of a register by their sameness, the first of each."""
    found: dict[Key, int] = {}
    records: Sequence[Record[Any]] = project.registers[register].live
    for record in reversed(records):
        key = sameness(record.entry, project.settings.currency)
        if key is not None:
            found[key] = record.number
    return found


CHECKED = frozenset({EXPENSES.key, TIMESHEETS.key})
