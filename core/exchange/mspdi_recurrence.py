"""The days of a calendar exception of Microsoft Project, also of one that recurs."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from core.exchange.mspdi_xml import Node

DAILY, YEARLY_DAY, YEARLY_PLACE, MONTHLY_DAY, MONTHLY_PLACE, WEEKLY = range(1, 7)
BY_DAY_COUNT, BY_WEEKDAY_COUNT = 7, 8
MOST = 2_000  # days that one exception may recur
LAST = 4  # code of the last place in a month

DayRange = tuple[date, date]


def days_of(node: Node) -> tuple[DayRange, ...] | None:
    """Return the days of an exception as ranges, first and last day included.

    Returns
    -------
    None where the exception recurs in a way, or so often, that it cannot be carried.

    Raises
    ------
    UnreadableFileError
        If a date or a number of it is none.
    """
    period = node.first("TimePeriod")
    start = period.day("FromDate") if period else None
    if period is None or start is None:
        return None
    end = period.day("ToDate") or start
    kind = node.whole("Type")
    if kind in (BY_DAY_COUNT, BY_WEEKDAY_COUNT):
        return None
    if kind not in range(DAILY, WEEKLY + 1) or (
        kind == DAILY and node.whole("Period", 1) <= 1
    ):
        return ((start, max(start, end)),)
    return _recurring(node, kind, start, end)


def _recurring(
    node: Node, kind: int, start: date, end: date
) -> tuple[DayRange, ...] | None:
    from dateutil.rrule import rrule

    begin = datetime.combine(start, time.min)
    rule: dict[str, Any] = _rule(node, kind)
    if node.flag("EnteredByOccurrences"):
        rule["count"] = node.whole("Occurrences", 1)
    else:
        rule["until"] = datetime.combine(end, time.max)
    try:
        found = [*islice(rrule(dtstart=begin, **rule), MOST + 1)]
    except ValueError:
        return None
    if len(found) > MOST:
        return None
    return tuple(joined(moment.date() for moment in found))


def _rule(node: Node, kind: int) -> dict[str, Any]:
    """Return what an exception says, in the words of a recurrence rule."""
    from dateutil import rrule

    period = max(node.whole("Period", 1), 1)
    month = {"bymonth": node.whole("Month") + 1}
    day = {"bymonthday": node.whole("MonthDay", 1)}
    match kind:
        case 1:
            return {"freq": rrule.DAILY, "interval": period}
        case 2:
            return {"freq": rrule.YEARLY, **month, **day}
        case 3:
            return {"freq": rrule.YEARLY, **month, **_place(node)}
        case 4:
            return {"freq": rrule.MONTHLY, "interval": period, **day}
        case 5:
            return {"freq": rrule.MONTHLY, "interval": period, **_place(node)}
    mask = node.whole("DaysOfWeek", most=127)
    chosen = [(bit - 1) % 7 for bit in range(7) if mask >> bit & 1]
    return {
        "freq": rrule.WEEKLY,
        "interval": period,
        "byweekday": chosen,
        "wkst": rrule.SU,
    }


def _place(node: Node) -> dict[str, Any]:
    """Return the second Tuesday, the last weekday and the like."""
    item, place = node.whole("MonthItem"), node.whole("MonthPosition")
    groups = {0: range(7), 1: range(5), 2: (5, 6)}
    weekdays = groups.get(item, [(item - 4) % 7])
    return {
        "byweekday": list(weekdays),
        "bysetpos": -1 if place == LAST else place + 1,
    }


def joined(days: Iterable[date]) -> Iterator[DayRange]:
    """Join days that follow one another.

    Examples
    --------
    >>> first = date(2026, 1, 1)
    >>> [*joined([first, date(2026, 1, 2), date(2026, 1, 5)])]
    [(datetime.date(2026, 1, 1), datetime.date(2026, 1, 2)), \
(datetime.date(2026, 1, 5), datetime.date(2026, 1, 5))]
    """
    begin: date | None = None
    last: date | None = None
    for day in days:
        if begin is None or last is None or day != last + timedelta(days=1):
            if begin and last:
                yield begin, last
            begin = day
        last = day
    if begin and last:
        yield begin, last
