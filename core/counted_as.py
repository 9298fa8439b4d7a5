"""What an amount counts as where it is not just as written, in words with the rate."""

from datetime import date

from core.bookings import amount
from core.line_plans import days_of, line_plans, rate_day
from core.months import first_of
from core.project import Project
from core.rates import DatedRate, rates_of
from core.registers.budget import BudgetLine, Expense, Spread
from core.registers.catalog import BUDGET_LINES, BUDGET_MONTHS, DRAWDOWNS, EXPENSES
from core.registers.entry import Record
from core.words import day as day_words
from core.words import money

NO_RATE = "■ no rate for {currency} on {day}"


def expense_counts_as(project: Project, number: int) -> str:
    """Return what an expense in another currency counts as; empty for any other.

    >>> expense_counts_as(Project("PAY"), 1)
    ''
    """
    record = project[EXPENSES].records.get(number)
    if record is None or rates_of(project).is_own(record.entry.currency):
        return ""
    entry: Expense = record.entry
    rate = rates_of(project).on(entry.currency, entry.spent_on)
    cents = int(entry.amount * 100)
    own = rates_of(project).to_own(cents, entry.currency, entry.spent_on)
    return _converted(project, own, rate, (entry.currency, entry.spent_on))


def line_counts_as(project: Project, number: int, day: date) -> str:
    """Return what a budget line plans on a day where that is not its amount alone.

    In another currency, from assignments, or raised by draw-downs up to `day`.
    """
    record, plan = (
        project[BUDGET_LINES].records.get(number),
        line_plans(project, day).get(number),
    )
    if record is None or plan is None:
        return ""
    entry = record.entry
    if plan.missing:
        return _converted(project, None, None, plan.missing)
    said = _why(project, record, day)
    if not said and plan.cents == int(entry.amount * 100):
        return ""
    own = project.settings.currency
    return f"{money(amount(plan.cents), own)}{said or ', by assignments'}"


def _why(project: Project, record: Record[BudgetLine], day: date) -> str:
    """Say with which rate and which draw-downs an amount was counted."""
    entry, rates = record.entry, rates_of(project)
    said = ""
    if not rates.is_own(entry.currency) and not entry.from_assignments:
        asked = rate_day(project, entry.currency, _first_day(project, record))
        rate = rates.on(entry.currency, asked)
        said = _at(rate) if rate else ""
    drawn = [
        draw.amount
        for draw in project[DRAWDOWNS].entries
        if draw.budget_line == record.number and draw.drawn_on <= day
    ]
    if drawn:
        said += f", {money(sum(drawn), project.settings.currency)} of it drawn"
    return said


def _first_day(project: Project, record: Record[BudgetLine]) -> date | None:
    if record.entry.spread is Spread.MONTHS:
        months = [
            first_of(entry.month)
            for entry in project[BUDGET_MONTHS].entries
            if entry.budget_line == record.number
        ]
        if months:
            return min(months)
    days = days_of(project, record)
    return days[0] if days else None


def _converted(
    project: Project,
    own: int | None,
    rate: DatedRate | None,
    asked: tuple[str, date],
) -> str:
    if own is None or rate is None:
        return NO_RATE.format(currency=asked[0], day=day_words(asked[1]))
    return f"{money(amount(own), project.settings.currency)}{_at(rate)}"


def _at(rate: DatedRate) -> str:
    return f" at {float(rate.rate):.10g} of {day_words(rate.valid_from)}"
