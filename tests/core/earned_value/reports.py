"""Projects whose earned value is known from performance reports."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from core.earned_value.reports import from_reports
from core.earned_value.series import EarnedValue
from core.project import Project, with_records
from core.registers.entry import Record
from core.registers.performance import PerformanceReport
from core.registers.project import ProjectFacts, ProjectSettings

BEGIN = date(2026, 1, 5)  # a Monday
LATE = date(2030, 1, 1)

Row = tuple[date, object, object, object]


def week(number: float) -> date:
    """The day so many weeks from the begin."""
    return BEGIN + timedelta(weeks=number)


def reporting(rows: Iterable[Row], **settings: Any) -> Project:
    """A project with a report for each row: day, PV, EV, AC."""
    reports = [
        PerformanceReport(
            title=f"Report {number}",
            status_date=day,
            planned_value=Decimal(str(pv)),
            earned_value=Decimal(str(ev)),
            actual_cost=Decimal(str(ac)),
        )
        for number, (day, pv, ev, ac) in enumerate(rows, 1)
    ]
    made: dict[str, list[Record[Any]]] = {
        "performance": [Record(i, 1, entry) for i, entry in enumerate(reports, 1)],
        "settings": [Record(1, 1, ProjectSettings(**settings))],
    }
    return with_records(Project("REPORTED"), made)


def starting(project: Project, start: date) -> Project:
    """The project with a planned start."""
    facts = ProjectFacts(title="Reported", planned_start=start)
    return with_records(project, {"projects": [Record(1, 1, facts)]})


def reported(rows: Iterable[Row], **settings: Any) -> EarnedValue:
    """The earned value of such a project, as seen long after."""
    found = from_reports(reporting(rows, **settings), LATE)
    assert found is not None
    return found
