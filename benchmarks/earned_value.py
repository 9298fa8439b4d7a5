"""What earned value of a large programme costs: all periods of all branches, anew.

A baseline of 2,000 activities in work packages over ten years, each with a budget,
measurements of half of them, 50,000 invoices, 120 status dates. The bar: 600 ms of the
processor for everything from the entries, every period of every branch included. Apart
is what others share: reading the plan, and turning the invoices into bookings.
"""

import argparse
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from time import process_time
from typing import Any

from benchmarks._table import quantile, show, verdict
from core.actual_costs import actual_costs
from core.costs import Costs
from core.earned_value.project import earned_value
from core.earned_value.series import EarnedValue
from core.project import Project, with_records
from core.registers.budget import BudgetLine, Expense
from core.registers.entry import Entry, Record
from core.registers.performance import ProgressMeasurement
from core.registers.project import ProjectSettings
from core.registers.schedule import (
    Activity,
    ActivityKind,
    Baseline,
    BaselineActivity,
)
from core.work_packages import wbs_codes_of

BAR_MS = 600
PACKAGE = 20  # activities of a work package
MONTHS = 120
FIRST = date(2020, 1, 6)
STATUS = date(2029, 12, 15)


def project(activities: int, invoices: int) -> Project:
    """Return a programme with progress and cost over ten years."""
    entries: dict[str, list[Entry]] = {
        "settings": [ProjectSettings(status_date=STATUS)],
        "activities": [_activity(number) for number in range(1, activities + 1)],
        "baselines": [Baseline(title="First", taken_on=FIRST)],
        "baseline_activities": [
            _planned(number, activities) for number in range(1, activities + 1)
        ],
        "progress_measurements": list(_measured(activities)),
        "budget_lines": [
            BudgetLine(title=f"Line {n}", amount=Decimal(10_000), activity=n)
            for n in range(1, activities + 1, PACKAGE)
        ],
        "expenses": list(_invoices(activities, invoices)),
    }
    records: dict[str, list[Record[Any]]] = {
        key: [Record(number, 1, entry) for number, entry in enumerate(some, 1)]
        for key, some in entries.items()
    }
    return with_records(Project("BIG"), records)


def _activity(number: int) -> Activity:
    head = (number - 1) // PACKAGE * PACKAGE + 1
    if number == head:
        return Activity(title=f"Package {head}", kind=ActivityKind.SUMMARY)
    return Activity(
        title=f"Activity {number}", parent=head, percent_complete=number % 101
    )


def _start(number: int, many: int) -> date:
    return FIRST + timedelta(days=number * MONTHS * 30 // many)


def _planned(number: int, many: int) -> BaselineActivity:
    start = datetime.combine(_start(number, many), time(8))
    is_head = number % PACKAGE == 1
    return BaselineActivity(
        baseline=1,
        activity=number,
        start=start,
        finish=start + timedelta(days=10 + number % 50, hours=9),
        cost=None if is_head else Decimal(1_000 + number),
    )


def _measured(many: int) -> Iterator[ProgressMeasurement]:
    for number in range(2, many + 1, 2):
        for step in (1, 2, 3):
            yield ProgressMeasurement(
                activity=number,
                measured_on=_start(number, many) + timedelta(days=step * 9),
                percent_complete=step * 30,
            )


def _invoices(activities: int, invoices: int) -> Iterator[Expense]:
    lines = -(-activities // PACKAGE)
    for number in range(invoices):
        yield Expense(
            title="Invoice",
            budget_line=number % lines + 1,
            spent_on=FIRST + timedelta(days=number * MONTHS * 30 // invoices),
            amount=Decimal(10 + number % 400),
        )


def _all_of_it(found: EarnedValue) -> int:
    """Make every period of every branch; return how many figures that are."""
    series = (found, *found.branches.values())
    return sum(3 * len(one.pv) + len(one.times) for one in series)


def _timed(made: Project, action: Callable[[Project], object], rounds: int) -> float:
    """Return the median of the milliseconds of the processor, each round anew."""
    taken = []
    for _ in range(rounds):
        fresh = with_records(made, {})
        _shared(fresh)
        begun = process_time()
        action(fresh)
        taken.append((process_time() - begun) * 1000)
    return quantile(taken, 0.5)


def _shared(made: Project) -> None:
    """Ask what other parts of the page have asked by then."""
    wbs_codes_of(made)
    actual_costs(made)
    assert Costs(made, STATUS).lines


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="a hundredth of it")
    is_small = parser.parse_args().small
    size = (40, 500) if is_small else (2_000, 50_000)
    made, rounds = project(*size), 1 if is_small else 5

    def value(fresh: Project) -> EarnedValue:
        found = earned_value(fresh, STATUS)
        assert found is not None
        return found

    found = value(made)
    whole = _timed(made, lambda fresh: value(fresh).periods, rounds)
    every = _timed(made, lambda fresh: _all_of_it(value(fresh)), rounds)
    show(
        f"{size[0]:,} activities, {size[1]:,} invoices, {len(found.days)} status "
        f"dates, {len(found.branches):,} branches",
        ("milliseconds of the processor", "median", "bar"),
        [
            ("the project's periods", whole, verdict(holds=whole <= BAR_MS)),
            ("those of every branch", every, verdict(holds=every <= BAR_MS)),
        ],
    )


if __name__ == "__main__":
    main()
