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

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import numpy as np

from core.earned_value.earned_schedule import PlanCurve, plan_curve
from core.earned_value.period import EarnedValue, Period
from core.months import first_of, last_of
from core.project import Project
from core.registers.catalog import PERFORMANCE
from core.registers.performance import PerformanceReport
from core.words import count


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
    curve = None
    if origin is not None:
        curve = plan_curve(
            [
                (r.status_date.toordinal() - origin, _cents(r.planned_value))
                for r in reports
            ]
        )
    bac = max(report.planned_value for report in reports)
    shown = _told(reports, project.settings.status_date, status_date)
    return EarnedValue(
        bac,
        _periods(shown, bac, curve, origin),
        f"{count(len(reports), 'performance report').capitalize()}",
        origin,
        _planned(reports, origin, curve),
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


def _periods(
    reports: Sequence[PerformanceReport],
    bac: Decimal,
    curve: PlanCurve | None,
    origin: int | None,
) -> tuple[Period, ...]:
    if curve is None or origin is None:
        return tuple(_period(report, bac) for report in reports)
    earned = curve.earned(np.array([_cents(r.earned_value) for r in reports]))
    return tuple(
        _period(
            report,
            bac,
            (float(es), report.status_date.toordinal() - origin, curve.planned_days),
        )
        for report, es in zip(reports, earned, strict=True)
    )


def _period(
    report: PerformanceReport,
    bac: Decimal,
    days: tuple[float, float, float] | tuple[None, None, None] = (None, None, None),
) -> Period:
    return Period(
        status_date=report.status_date,
        bac=bac,
        pv=report.planned_value,
        ev=report.earned_value,
        ac=report.actual_cost,
        es_days=days[0],
        actual_days=days[1],
        planned_days=days[2],
    )


def _planned(
    reports: Sequence[PerformanceReport], origin: int | None, curve: PlanCurve | None
) -> tuple[tuple[date, Decimal], ...]:
    """Return the plan as points, from its start to where all is planned."""
    if curve is None or origin is None:
        return tuple((r.status_date, r.planned_value) for r in reports)
    found = [
        (date.fromordinal(max(origin + int(day), 1)), Decimal(int(cents)).scaleb(-2))
        for day, cents in zip(curve.days, curve.cents, strict=True)
    ]
    return tuple(dict(found).items())


def _cents(amount: Decimal) -> int:
    return int(amount * 100)
