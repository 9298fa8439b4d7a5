"""The plan of the money: reserves with their draw-downs, lines, months, rates."""

from collections.abc import Sequence
from datetime import date

from core import reserve_words, words
from core.counted_as import line_counts_as
from core.figure import Figure
from core.project import Project
from core.registers.catalog import BUDGET_LINES, DRAWDOWNS
from core.reserves import drawdown_rows
from pages._ui import budget_registers, look
from pages._ui.extras import Extras
from pages._ui.page import Here
from pages._ui.written import Written

RATE_HELP = (
    "What the line plans in the project's currency: at the exchange rate of its first "
    "day, by its assignments, with what was drawn from a reserve."
)
MOST = 8  # draw-downs shown above the grids


def show(here: Here) -> Sequence[Figure]:
    """Show what is left of the reserves, and the registers of the plan."""
    _reserves(here)
    extras = {BUDGET_LINES.key: _lines(here)}
    budget_registers.show(here, budget_registers.PLAN, extras)
    return ()


def _lines(here: Here) -> Extras:
    known = here.memo(_counted, here.status_date)
    if not known:
        return Extras()

    def text(row: int | str) -> str:
        return known.get(row, "") if isinstance(row, int) else ""

    return Extras(written=(Written("Plans", text, RATE_HELP, "amount", 250),))


def _counted(project: Project, status_date: date) -> dict[int, str]:
    """Return the lines that do not plan their amount as it is written."""
    found = {
        record.number: line_counts_as(project, record.number, status_date)
        for record in project[BUDGET_LINES].live
    }
    return {number: text for number, text in found.items() if text}


def _reserves(here: Here) -> None:
    title = here.memo(reserve_words.title, here.status_date)
    if not title:
        return
    look.block(title, here.memo(reserve_words.note, here.status_date))
    rows = here.memo(drawdown_rows, here.status_date)[-MOST:]
    key = here.project.key
    look.table(
        {
            "Ref": [look.link("budget", row.reference, key) for row in rows],
            "Drawn on": [look.tight(words.day(row.on)) for row in rows],
            "Reason": [look.safe(row.reason) for row in rows],
            "For": [_linked(row.cause, key) for row in rows],
            "Amount": [
                look.tight(words.money(row.amount, here.currency)) for row in rows
            ],
            "To": [_linked(row.line, key) for row in rows],
            "Left, bookings apart": [
                look.tight(words.money(row.left, here.currency)) for row in rows
            ],
        },
        alt=f"{DRAWDOWNS.title} of the reserves",
    )


def _linked(reference: str, project: str) -> str:
    """Link a risk, a change request or a budget line."""
    pages = {"R": "risks", "CR": "scope", "B": "budget"}
    page = pages.get(reference.partition("-")[0])
    return look.link(page, reference, project) if page else ""
