"""What a register holds, in one line above its grid."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from core import words
from core.costs import Costs
from core.due import DUTIES, late_entries
from core.project import Project
from core.registers.catalog import BUDGET_LINES, EXPENSES
from core.registers.spec import RegisterSpec


def title(project: Project, spec: RegisterSpec[Any], today: date) -> str:
    """Say how many entries a register has and how many of them need somebody.

    >>> from core.registers.catalog import RISKS
    >>> title(Project("PAY"), RISKS, date(2026, 11, 20))
    'No risks yet'
    """
    many = len(project[spec])
    if not many:
        return f"No {spec.noun if spec.single else spec.title.lower()} yet"
    if spec.single:
        return spec.title
    counted = words.capital(words.count(many, spec.noun, spec.title.lower()))
    more = SPECIAL.get(spec.key, _owed)(project, spec, today)
    return f"{counted}: {more}" if more else counted


def _owed(project: Project, spec: RegisterSpec[Any], today: date) -> str:
    """Say how many entries are open, and how many of those are late."""
    duty = next((duty for duty in DUTIES if duty.spec is spec), None)
    if duty is None:
        return ""
    still = sum(duty.is_open(entry) for entry in project[spec].entries)
    if not still:
        return "none open"
    late = late_entries(project, spec, today)
    return f"{words.small(still)} open, {words.small(late) if late else 'none'} overdue"


def _budget(project: Project, _spec: RegisterSpec[Any], today: date) -> str:
    costs = Costs(project, today)
    held = sum((line.amount for line in project[BUDGET_LINES].entries), costs.bac * 0)
    total = words.short_money(held, costs.currency)
    work = words.short_money(costs.bac, costs.currency)
    return f"{total}, of which {work} for work"


def _expenses(project: Project, _spec: RegisterSpec[Any], today: date) -> str:
    costs = Costs(project, today)
    waiting = len(costs.unapproved)
    spent = words.short_money(costs.actual, costs.currency)
    if not waiting:
        return f"{spent} spent, all approved"
    return f"{spent} spent, {words.small(waiting)} not approved"


SPECIAL: Mapping[str, Callable[[Project, RegisterSpec[Any], date], str]] = {
    BUDGET_LINES.key: _budget,
    EXPENSES.key: _expenses,
}
