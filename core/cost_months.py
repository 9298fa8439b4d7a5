"""Cost by month: what was planned, ordered and spent in each, and what will be.

What a line will still cost falls on the days that its plan has after the status date,
in proportion to it; on the days up to the end of the project where it has none.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from core.bookings import NOTHING, Sums, amount
from core.cost_rows import LineCost, MonthCost
from core.months import first_of, last_of, month_run, shared_out, shifted, spread

ByMonth = Mapping[date, int]


def month_costs(
    lines: Sequence[LineCost],
    booked: Mapping[date, Sums],
    ahead: Mapping[int, ByMonth],
) -> tuple[MonthCost, ...]:
    """Return every month from the first to the last that holds any figure."""
    plan = _total(row.line_plan.by_month for row in lines)
    rest = _total(ahead[row.number] for row in lines)
    seen = booked.keys() | plan.keys() | rest.keys()
    return tuple(
        MonthCost(
            month,
            amount(plan.get(month, 0)),
            amount(booked.get(month, NOTHING)[0]),
            amount(booked.get(month, NOTHING)[1]),
            amount(rest.get(month, 0)),
        )
        for month in (month_run(min(seen), max(seen)) if seen else ())
    )


def _total(parts: Iterable[ByMonth]) -> dict[date, int]:
    found: dict[date, int] = {}
    for part in parts:
        for month, cents in part.items():
            found[month] = found.get(month, 0) + cents
    return found


def cents_ahead(row: LineCost, status_date: date, ends: date | None) -> ByMonth:
    """Return what a line will still cost in each month after the status date."""
    rest = int(row.remaining * 100)
    if not rest:
        return {}
    planned = _planned_ahead(row, status_date)
    if sum(planned.values()) > 0:
        parts = shared_out(rest, list(planned.values()))
        found = dict(zip(planned, parts, strict=True))
    else:
        found = spread(rest, *_days_ahead(status_date, ends))
    return {month: cents for month, cents in found.items() if cents}


def _planned_ahead(row: LineCost, status_date: date) -> ByMonth:
    """Return what a line plans for each month, without what is behind us."""
    found = dict(row.line_plan.by_month)
    here = first_of(status_date)
    gone = sum(
        piece.until(status_date) - piece.until(here - timedelta(days=1))
        for piece in row.line_plan.pieces
        if here > date.min
    )
    if here in found:
        found[here] -= gone
    return {month: cents for month, cents in sorted(found.items()) if month >= here}


def _days_ahead(status_date: date, ends: date | None) -> tuple[date, date]:
    """Return the days from tomorrow to the end of the project, else the next month."""
    if status_date == date.max:
        return date.max, date.max
    tomorrow = status_date + timedelta(days=1)
    if ends and ends >= tomorrow:
        return tomorrow, ends
    following = shifted(first_of(status_date), 1)
    return following, last_of(following)
