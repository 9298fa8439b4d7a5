"""What the books allow: closed months, known currencies, reserves that are reserves.

A closed month changes only by a correction: a new expense, or timesheet, that names one
of a closed month which it puts right. It may be dated in that month itself. What is
there stays as it was: it is not changed, archived or restored, nor is a correction once
it is booked. Which months are closed is a setting; an edit is held against the setting
as it was before, so reopening a month is a step of its own, and in the journal.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from core.errors import Problem
from core.line_plans import line_plans
from core.months import last_of
from core.project import JournalLine, Project, Verb
from core.rates import rates_of
from core.registers.budget import BudgetKind
from core.registers.catalog import (
    BUDGET_LINES,
    BY_KEY,
    DRAWDOWNS,
    EXPENSES,
    RESOURCE_RATES,
    TIMESHEETS,
)
from core.words import day as day_words

Labels = Mapping[tuple[str, int], str]

DATES: Mapping[str, str] = {EXPENSES.key: "spent_on", TIMESHEETS.key: "worked_on"}


def broken(
    before: Project, after: Project, lines: Sequence[JournalLine], labels: Labels
) -> Iterator[Problem]:
    """Yield what the books have against some edits.

    Parameters
    ----------
    before, after
        The project without the edits and with them.
    lines
        What the edits changed.
    labels
        What problems call an entry that has no reference yet, by register and number.
    """
    for line in lines:
        label = labels.get((line.register, line.number), line.reference)
        if line.register in DATES:
            yield from _closed(before, after, line, label)
        rule = RULES.get(line.register)
        if rule is not None and line.verb is not Verb.ARCHIVE:
            yield from rule(after, line.number, label)


# Closed months ------------------------------------------------------------------------


def closed_until(project: Project) -> date | None:
    """Return the last day of the newest closed month; None where none is closed."""
    day = project.settings.books_closed_until
    return None if day is None else last_of(day)


def _closed(
    before: Project, after: Project, line: JournalLine, label: str
) -> Iterator[Problem]:
    """Refuse what touches a closed month and is no correction of one."""
    limit, field = closed_until(before), DATES[line.register]
    if limit is None:
        return
    entry = after[BY_KEY[line.register]].records[line.number].entry
    days = [date.fromisoformat(line.before[field])] if field in line.before else []
    touched = min([*days, getattr(entry, field)])
    if touched > limit or (
        line.verb is Verb.ADD and _is_correction(before, line.register, entry, limit)
    ):
        return
    yield Problem(
        field,
        f"is in {touched:%B %Y}, which is closed",
        label,
        value=day_words(touched),
        allowed=f"a day after {day_words(limit)}; to put a closed month right, add "
        "an entry that names in “Corrects” the one that was wrong; to reopen it, "
        "change “Books closed until” in Settings first",
    )


def _is_correction(before: Project, register: str, entry: Any, limit: date) -> bool:
    """Whether an entry puts right one that a closed month holds already."""
    wrong = before[BY_KEY[register]].records.get(entry.corrects or 0)
    return wrong is not None and getattr(wrong.entry, DATES[register]) <= limit


# Currencies ---------------------------------------------------------------------------


def _expense(project: Project, number: int, label: str) -> Iterator[Problem]:
    entry = project[EXPENSES].records[number].entry
    if entry.corrects == number:
        yield Problem("corrects", "is the expense itself", label)
    yield from _without_rate(project, entry.currency, entry.spent_on, label)


def _resource_rate(project: Project, number: int, label: str) -> Iterator[Problem]:
    entry = project[RESOURCE_RATES].records[number].entry
    yield from _without_rate(project, entry.currency, entry.valid_from, label)


def _without_rate(
    project: Project, currency: str, day: date, label: str
) -> Iterator[Problem]:
    rates = rates_of(project)
    if not rates.is_own(currency) and rates.on(currency, day) is None:
        yield missing_rate(project, currency, day, label)


def missing_rate(project: Project, currency: str, day: date, label: str) -> Problem:
    """Say that a currency has no exchange rate on a day."""
    when = "" if day == date.min else f" on {day_words(day)}"
    since = "" if day == date.min else " from that day or before"
    own = project.settings.currency
    return Problem(
        "currency",
        f"has no exchange rate{when}",
        label,
        value=currency,
        allowed=f"{own}, or a currency with a rate{since}: add it to Exchange rates",
    )


def _budget_line(project: Project, number: int, label: str) -> Iterator[Problem]:
    entry = project[BUDGET_LINES].records[number].entry
    if rates_of(project).is_own(entry.currency):
        return
    plan = line_plans(project, date.min).get(number)
    if plan is not None and plan.missing is not None:
        yield missing_rate(project, *plan.missing, label)


# Reserves and hours -------------------------------------------------------------------


def _drawdown(project: Project, number: int, label: str) -> Iterator[Problem]:
    entry = project[DRAWDOWNS].records[number].entry
    line = project[BUDGET_LINES].records.get(entry.reserve)
    if line is not None and line.entry.kind is BudgetKind.WORK:
        yield Problem(
            "reserve",
            "is a line of work",
            label,
            value=BUDGET_LINES.reference(entry.reserve),
            allowed="a budget line that is a contingency or management reserve",
        )


def _timesheet(project: Project, number: int, label: str) -> Iterator[Problem]:
    if project[TIMESHEETS].records[number].entry.corrects == number:
        yield Problem("corrects", "is the timesheet itself", label)


Rule = Callable[[Project, int, str], Iterator[Problem]]
RULES: Mapping[str, Rule] = {
    EXPENSES.key: _expense,
    RESOURCE_RATES.key: _resource_rate,
    BUDGET_LINES.key: _budget_line,
    DRAWDOWNS.key: _drawdown,
    TIMESHEETS.key: _timesheet,
}
