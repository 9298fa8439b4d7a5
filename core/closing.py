"""Closing a month: which can be closed, what that touches, and the edits that do it.

What a closed month allows is said in `core.book_rules`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from core.book_rules import closed_until
from core.bookings import ACTUAL, Booking, amount, ledger
from core.edits import Add, Change, Edit
from core.months import first_of, last_full_month, last_of, month_run, shifted
from core.project import Project
from core.registers.budget import ExpenseState
from core.registers.catalog import EXPENSES, SETTINGS
from core.words import capital, count, month, short_money


@dataclass(frozen=True, slots=True)
class Closing:
    """What closing the books up to the end of a month would touch.

    Attributes
    ----------
    until
        The last day of the newest month that is then closed.
    entries, cost
        Expenses and timesheets of the months that become closed, and their cost.
    unapproved, unmatched
        How many of them nobody approved yet, and belong to no budget line.
    """

    until: date
    entries: int
    cost: Decimal
    unapproved: int
    unmatched: int


def closable(project: Project, today: date) -> tuple[date, ...]:
    """Return the months that can be closed, by their first days, newest first.

    Those from the first open month that has a booking, up to the last that is over.
    """
    limit = closed_until(project)
    if limit is None and not ledger(project):
        return ()
    first = limit + timedelta(days=1) if limit else min(o.on for o in ledger(project))
    newest = last_full_month(today)
    return month_run(first, newest)[::-1] if first <= last_of(newest) else ()


def closing(project: Project, month: date) -> Closing:
    """Return what closing all months up to one would touch."""
    limit, until = closed_until(project), last_of(month)
    found = [
        one
        for one in ledger(project)
        if one.on <= until and (limit is None or one.on > limit)
    ]
    cost = sum(one.cents for one in found if one.effect == ACTUAL)
    return Closing(
        until,
        len(found),
        amount(cost),
        sum(_is_waiting(project, one) for one in found),
        sum(one.line is None for one in found),
    )


def _is_waiting(project: Project, one: Booking) -> bool:
    if one.prefix != EXPENSES.prefix:
        return False
    state = project[EXPENSES].records[one.number].entry.state
    return bool(state is ExpenseState.SUBMITTED)


def closing_edits(project: Project, until: date | None) -> Sequence[Edit]:
    """Return the edits that close the books up to a day; None opens all months."""
    values = {"books_closed_until": until}
    live = project[SETTINGS].live
    if live:
        return [Change(SETTINGS.key, live[0].number, live[0].version, values)]
    return [Add(SETTINGS.key, values)]


def reopened(project: Project) -> date | None:
    """Return until when the books are closed once the newest closed month is open."""
    limit = closed_until(project)
    if limit is None or limit.year == date.min.year:
        return None
    earlier = last_of(shifted(first_of(limit), -1))
    booked = min((one.on for one in ledger(project)), default=limit)
    return earlier if booked <= earlier else None


def title(project: Project) -> str:
    """Say up to when the books are closed, as a sentence."""
    limit = closed_until(project)
    if limit is None:
        return "No month is closed yet"
    return f"The books are closed up to the end of {month(limit)}"


def told(found: Closing, currency: str) -> str:
    """Say what closing would touch, and what is not decided in it yet."""
    said = (
        f"{capital(count(found.entries, 'entry', 'entries'))}, "
        f"{short_money(found.cost, currency)} of cost, can then be changed only by a "
        "correction: a new entry that names the one that it puts right."
    )
    open_ends = [
        f"{count(many, 'of them is', 'of them are')} {what}"
        for many, what in (
            (found.unapproved, "not approved yet"),
            (found.unmatched, "without a budget line"),
        )
        if many
    ]
    rest = f" {capital(' and '.join(open_ends))}: decide first." if open_ends else ""
    return said + rest
