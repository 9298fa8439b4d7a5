"""The hours that two calendars share."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from core.schedule.calendar import Periods, Week, WorkingCalendar


class Days(NamedTuple):
    """A run of days on which at least one of two calendars has an exception.

    Attributes
    ----------
    first, last
        Ordinals of dates.
    one, other
        The hours of each calendar on each of these days.
    """

    first: int
    last: int
    one: Periods
    other: Periods


@lru_cache(maxsize=256)
def common(one: WorkingCalendar, other: WorkingCalendar) -> WorkingCalendar | None:
    """Return the calendar of the times at which both work; None where there are none.

    Where one works only within the hours of the other, it is that calendar itself.
    """
    monday, *rest = (_both(*pair) for pair in zip(one.week, other.week, strict=True))
    tuesday, wednesday, thursday, friday, saturday, sunday = rest
    week: Week = (monday, tuesday, wednesday, thursday, friday, saturday, sunday)
    runs = list(_runs(one, other))
    shared = [_both(run.one, run.other) for run in runs]
    if not any(week) and not any(shared):
        return None
    if week == one.week and shared == [run.one for run in runs]:
        return one
    if week == other.week and shared == [run.other for run in runs]:
        return other
    exceptions = tuple(
        (date.fromordinal(run.first), date.fromordinal(run.last), hours)
        for run, hours in zip(runs, shared, strict=True)
    )
    return WorkingCalendar(f"{one.name} and {other.name}", week, exceptions)


def _runs(one: WorkingCalendar, other: WorkingCalendar) -> Iterator[Days]:
    """Yield all days with an exception, those together that have the same hours."""
    edges = {
        edge
        for calendar in (one, other)
        for first, last, _ in calendar.exceptions
        for edge in (first.toordinal(), last.toordinal() + 1)
    }
    for begin, end in pairwise(sorted(edges)):
        mine, theirs = _exception(one, begin), _exception(other, begin)
        if mine is not None and theirs is not None:
            yield Days(begin, end - 1, mine, theirs)
        elif mine is not None or theirs is not None:
            for day in range(begin, end):
                yield Days(day, day, _hours(one, mine, day), _hours(other, theirs, day))


def _exception(calendar: WorkingCalendar, day: int) -> Periods | None:
    """Return the hours of an exception on a day: the last that covers it wins."""
    covering = (
        hours
        for first, last, hours in reversed(calendar.exceptions)
        if first.toordinal() <= day <= last.toordinal()
    )
    return next(covering, None)


def _hours(calendar: WorkingCalendar, exception: Periods | None, day: int) -> Periods:
    if exception is not None:
        return exception
    return calendar.week[date.fromordinal(day).weekday()]


def _both(one: Periods, other: Periods) -> Periods:
    """Return the times of a day within both.

    >>> _both(((480, 720), (780, 1020)), ((600, 900),))
    ((600, 720), (780, 900))
    """
    return tuple(
        (max(begin, start), min(end, finish))
        for begin, end in one
        for start, finish in other
        if max(begin, start) < min(end, finish)
    )
