"""Earned value from performance reports: cumulative totals, a row for a status date.

Where no baseline has activities with a budget, the reports say everything:

- The budget at completion is the largest planned value, the planned duration ends where
  it is first reached. Reports dated after the status date count for that only.
- Time begins with the first report where that is all zeros. Else it begins with the
  planned start of the project, where that is not after the first report; else one
  period before the first report, as long as the time from the first to the second. With
  one report and no planned start nobody knows when it began: no time is defined.
- Of two reports for one day the later in the register counts.
- Reports at the end with neither earned value nor cost, after some that have them, are
  plan that nobody has reported on yet.
- Without a status date in the settings every other report is a status date, so long as
  any tells of progress; else those are up to the day on which the project is shown.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import numpy as np

from core.earned_value.earned_schedule import Cents, PlanCurve, plan_curve
from core.earned_value.series import EarnedValue
from core.months import first_of, last_of
from core.project import Project
from core.registers.catalog import PERFORMANCE
from core.registers.performance import PerformanceReport
from core.words import capital, count


def from_reports(project: Project, status_date: date) -> EarnedValue | None:
    """Return the performance that reports tell; None without any report.

    Amounts are in the project's currency. `status_date` is the project's own one, or
    the day of a project that sets none: reports of progress then count whatever their
    date.
    """
    reports = _by_day(project[PERFORMANCE].entries)
    if not reports:
        return None
    origin = _origin(reports, project.facts.planned_start)
    shown = _told(reports, project.settings.status_date, status_date)
    return EarnedValue(
        np.array([report.status_date.toordinal() for report in shown], np.int64),
        _cents(report.planned_value for report in shown),
        _cents(report.earned_value for report in shown),
        _cents(report.actual_cost for report in shown),
        int(max(report.planned_value for report in reports) * 100),
        None if origin is None else _curve(reports, origin),
        origin,
        source=capital(count(len(reports), "performance report")),
    )


def _by_day(entries: Sequence[PerformanceReport]) -> list[PerformanceReport]:
    newest = {report.status_date: report for report in entries}
    return [newest[day] for day in sorted(newest)]


def _origin(reports: Sequence[PerformanceReport], start: date | None) -> int | None:
    """Return the ordinal of the day at whose end time begins to count."""
    first = reports[0]
    if not (first.planned_value or _has_progress(first)):
        return first.status_date.toordinal()
    if start is not None and start <= first.status_date:
        return start.toordinal() - 1
    if len(reports) == 1:
        return None
    return _before(first.status_date, reports[1].status_date)


def _before(first: date, second: date) -> int:
    """Return the ordinal of the day one period before the first of two.

    Ends of months follow on ends of months, whatever the month's length.

    >>> date.fromordinal(_before(date(2026, 1, 31), date(2026, 2, 28)))
    datetime.date(2025, 12, 31)
    """
    if first == last_of(first) and second == last_of(second):
        months = (second.year - first.year) * 12 + second.month - first.month
        day = first
        for _ in range(months):
            day = date.fromordinal(max(first_of(day).toordinal() - 1, 1))
        return day.toordinal()
    return first.toordinal() - (second - first).days


def _has_progress(report: PerformanceReport) -> bool:
    return bool(report.earned_value or report.actual_cost)


def _told(
    reports: Sequence[PerformanceReport], limit: date | None, status_date: date
) -> Sequence[PerformanceReport]:
    """Return the reports that are status dates."""
    known = [r for r in reports if limit is None or r.status_date <= limit]
    last = max((i for i, r in enumerate(known) if _has_progress(r)), default=None)
    if last is None:
        return [r for r in known if r.status_date <= status_date]
    return known[: last + 1]


def _curve(reports: Sequence[PerformanceReport], origin: int) -> PlanCurve | None:
    days = [report.status_date.toordinal() - origin for report in reports]
    cents = _cents(report.planned_value for report in reports)
    return plan_curve([*zip(days, cents.tolist(), strict=True)])


def _cents(amounts: Iterable[Decimal]) -> Cents:
    return np.array([int(amount * 100) for amount in amounts], np.int64)
