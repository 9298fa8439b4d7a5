"""What the costs of a large programme take: all of it anew, and asked again.

50,000 expenses over 120 months, a tenth of them in another currency, on 300 budget
lines that are spread along every curve. The bar: 600 ms of the processor for all
figures and three pivots, from the entries. A page that runs again with nothing changed
asks for what the project remembers: its bar is 150 ms, the page itself included.
"""

import argparse
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from time import process_time
from typing import Any

from benchmarks._table import quantile, show, verdict
from core.benefits import benefits_of
from core.cost_bridge import bridge
from core.cost_flags import cost_flags
from core.costs import Costs
from core.duplicates import duplicates
from core.pivot import Dimension, pivot
from core.project import Project, with_records
from core.registers.budget import (
    BudgetLine,
    CostType,
    Expense,
    ExpenseKind,
    ExpenseState,
    Spread,
)
from core.registers.catalog import BUDGET_LINES, EXPENSES
from core.registers.cost_plan import ExchangeRate
from core.registers.entry import Entry, Record
from core.registers.project import ProjectFacts

BAR_MS, AGAIN_MS = 600, 150
FIRST, LAST, STATUS = date(2020, 1, 1), date(2029, 12, 31), date(2026, 6, 30)
DAYS = (LAST - FIRST).days
SPREADS = (Spread.EVEN, Spread.FRONT, Spread.BACK, Spread.BELL)


def entries(expenses: int, lines: int) -> dict[str, list[Record[Any]]]:
    """Return the registers of a programme over ten years."""
    made: dict[str, list[Entry]] = {
        "projects": [ProjectFacts(title="Big", planned_start=FIRST)],
        "budget_lines": list(_lines(lines)),
        "exchange_rates": [
            ExchangeRate(
                currency="USD",
                valid_from=FIRST + timedelta(days=90 * n),
                rate=0.85 + n / 400,
            )
            for n in range(DAYS // 90)
        ],
        "expenses": list(_expenses(expenses, lines)),
    }
    return {
        key: [Record(number, 1, entry) for number, entry in enumerate(some, 1)]
        for key, some in made.items()
    }


def _lines(many: int) -> Iterator[BudgetLine]:
    types = tuple(CostType)
    for n in range(many):
        yield BudgetLine(
            title=f"Line {n}",
            category=f"Category {n % 12}",
            wbs=f"{n % 9 + 1}.{n % 7 + 1}",
            cost_type=types[n % len(types)],
            spread=SPREADS[n % len(SPREADS)],
            amount=Decimal(400_000 + n),
            start=FIRST + timedelta(days=n % 900),
            finish=FIRST + timedelta(days=900 + n * 37 % (DAYS - 900)),
        )


def _expenses(many: int, lines: int) -> Iterator[Expense]:
    kinds, states = tuple(ExpenseKind), tuple(ExpenseState)
    for n in range(many):
        yield Expense(
            title=f"Bill {n}",
            budget_line=n % lines + 1 if n % 50 else None,
            kind=kinds[n % len(kinds)],
            spent_on=FIRST + timedelta(days=n * 13 % DAYS),
            amount=Decimal(n % 90_000 + 1).scaleb(-2),
            currency="USD" if n % 10 == 0 else "",
            vendor=f"Vendor {n % 400}",
            document=str(n),
            state=states[n % len(states)],
        )


def fresh(made: dict[str, list[Record[Any]]]) -> Project:
    """Return a project that remembers nothing yet, its entries in their order."""
    project = with_records(Project("BIG"), made)
    for key in (EXPENSES.key, BUDGET_LINES.key):
        assert project.registers[key].live
    return project


def figures(project: Project) -> None:
    """Ask for every figure, every list and three pivots."""
    costs = Costs(project, STATUS)
    names = ("forecast", "months", "categories", "vendors", "burn", "paid", "runway")
    lists = ("unapproved", "unmatched", "later", "committed", "actual", "planned")
    for name in (*names, *lists):
        getattr(costs, name)
    pivot(costs, Dimension.CATEGORY, Dimension.MONTH)
    pivot(costs, Dimension.VENDOR, Dimension.MONTH)
    pivot(costs, Dimension.WBS, Dimension.COST_TYPE)


def checks(project: Project) -> None:
    """Ask for what is listed beside the figures."""
    costs = Costs(project, STATUS)
    cost_flags(costs)
    bridge(costs)
    duplicates(project)
    assert benefits_of(project, STATUS).npv is None


def measured(work: Callable[[Project], None], projects: list[Project]) -> float:
    """Return the median of processor milliseconds that some work takes."""
    took = []
    for project in projects:
        start = process_time()
        work(project)
        took.append((process_time() - start) * 1000)
    return quantile(took, 0.5)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true")
    small = parser.parse_args().small
    expenses, lines, runs = (200, 12, 2) if small else (50_000, 300, 5)
    made = entries(expenses, lines)
    projects = [fresh(made) for _ in range(runs)]
    anew = measured(figures, projects)
    again = measured(figures, projects)
    beside = measured(checks, projects)
    show(
        f"{expenses:,} expenses on {lines} lines over 120 months",
        ("", "ms of processor", "bar", "of the bar", ""),
        [
            _row("all figures and three pivots, anew", anew, BAR_MS),
            _row("the same again, with what the project remembers", again, AGAIN_MS),
            _row("flags, bridge, duplicates and benefits", beside, BAR_MS),
        ],
    )


def _row(name: str, took: float, bar: int) -> tuple[object, ...]:
    return name, took, bar, took / bar, verdict(holds=took <= bar)


if __name__ == "__main__":
    main()
