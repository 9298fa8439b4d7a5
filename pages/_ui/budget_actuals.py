"""What was spent: expenses and worked hours."""

from collections.abc import Sequence

from core.counted_as import expense_counts_as
from core.figure import Figure
from core.project import Project
from core.registers.catalog import EXPENSES
from pages._ui import budget_closing, budget_registers
from pages._ui.extras import Extras
from pages._ui.page import Here
from pages._ui.written import Written

RATE_HELP = (
    "What it counts as in the project's currency, at the exchange rate of its day."
)


def show(here: Here) -> Sequence[Figure]:
    """Show which months are closed, and the registers of what was spent."""
    budget_closing.show(here)
    extras = {EXPENSES.key: _expenses(here)}
    budget_registers.show(here, budget_registers.ACTUALS, extras)
    return ()


def _expenses(here: Here) -> Extras:
    if not here.memo(_has_foreign):
        return Extras()

    def text(row: int | str) -> str:
        return expense_counts_as(here.project, row) if isinstance(row, int) else ""

    return Extras(written=(Written("Counts as", text, RATE_HELP, "amount", 230),))


def _has_foreign(project: Project) -> bool:
    own = project.settings.currency
    return any(entry.currency not in ("", own) for entry in project[EXPENSES].entries)
