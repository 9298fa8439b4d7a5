"""The actual cost of a project, booking by booking, each by its own date."""

from core.bookings import ACTUAL, Booking, ledger
from core.project import Project

ActualCost = Booking
"""A booking that is cost: of an invoice, an accrual, a credit, or worked hours."""


def actual_costs(project: Project) -> tuple[ActualCost, ...]:
    """Return every cost that counts, made once for this very value.

    Invoices and accruals, credits as less than 0, and timesheets at dated rates;
    rejected expenses apart. Commitments and payments are no cost. No status date holds
    here: what is dated later is among them.
    """
    return project.remember(
        "actual costs",
        lambda: tuple(one for one in ledger(project) if one.effect == ACTUAL),
    )
