"""Working calendars: when work is possible, to the minute.

A calendar repeats its week for ever; exceptions replace single days. Between the first
and the last exception the working times are laid out in a table, and before and after
it any instant is shifted by whole weeks into a plain week of the table: so a calendar
has no horizon, and stays small.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from statistics import multimode
from typing import NamedTuple

import numpy as np

from core.schedule.errors import ScheduleError
from core.schedule.instants import DAY, EPOCH, EPOCH_DAY, WEEK, iso

Periods = tuple[tuple[int, int], ...]
Week = tuple[Periods, Periods, Periods, Periods, Periods, Periods, Periods]
MONDAY = 4  # days from the epoch, a Thursday, to its next Monday


class Timeline(NamedTuple):
    """The working times of some weeks; the first and the last are plain weeks.

    Attributes
    ----------
    starts, before
        Of each period: its first minute, and the working minutes before it.
    ends
        Of each period: the minute after its last.
    first, last
        Where the table begins and ends, both at the beginning of a Monday.
    total
        Working minutes in the whole table.
    week
        Working minutes of a plain week.
    """

    starts: list[int]
    ends: list[int]
    before: list[int]
    first: int
    last: int
    total: int
    week: int


@dataclass(frozen=True)
class WorkingCalendar:
    """When work is possible.

    Parameters
    ----------
    name
        As messages call it.
    week
        Monday to Sunday; each day's periods as minutes from midnight (0 to 1440).
    exceptions
        First and last day, and the periods of each day between; the later in the row
        wins where two meet. No periods: not working.

    Raises
    ------
    ScheduleError
        Where periods of a day overlap or leave the day.
    """

    name: str
    week: Week
    exceptions: tuple[tuple[date, date, Periods], ...] = ()

    def __post_init__(self) -> None:
        for periods in (*self.week, *(hours for _, _, hours in self.exceptions)):
            minutes = [minute for period in periods for minute in period]
            rising = all(a < b for a, b in periods) and minutes == sorted(minutes)
            if not rising or any(not 0 <= minute <= DAY for minute in minutes):
                raise ScheduleError(
                    f"The hours of the calendar “{self.name}” overlap or leave the "
                    "day; write each day's periods in order, such as 08:00-12:00, "
                    "13:00-17:00."
                )
        if any(last < first for first, last, _ in self.exceptions):
            raise ScheduleError(
                f"An exception of the calendar “{self.name}” ends before it begins."
            )

    @cached_property
    def timeline(self) -> Timeline:
        """The table that everything is counted in."""
        if not any(self.week) and not any(hours for _, _, hours in self.exceptions):
            raise ScheduleError(
                f"The calendar “{self.name}” has no working time; give at least one "
                "day of its week working hours."
            )
        first, last = self._span()
        starts, ends = _laid_out(*self._patterns(first, last), first)
        lengths = np.cumsum(ends - starts)
        before = (lengths - (ends - starts)).tolist()
        week = sum(end - start for periods in self.week for start, end in periods)
        total = int(lengths[-1])
        table = (starts.tolist(), ends.tolist(), before)
        return Timeline(*table, first * DAY, last * DAY, total, week)

    def _span(self) -> tuple[int, int]:
        days = [
            _day(day) for first, last, _ in self.exceptions for day in (first, last)
        ]
        if not days:
            return MONDAY, MONDAY + 7
        return _monday(min(days)) - 7, _monday(max(days)) + 14

    def _patterns(
        self, first: int, last: int
    ) -> tuple[Sequence[Periods], "np.ndarray[tuple[int], np.dtype[np.int64]]"]:
        patterns = (*self.week, *(hours for _, _, hours in self.exceptions))
        chosen = np.arange(last - first, dtype=np.int64) % 7
        for place, (begin, end, _) in enumerate(self.exceptions, 7):
            chosen[_day(begin) - first : _day(end) - first + 1] = place
        return patterns, chosen

    @cached_property
    def minutes_per_day(self) -> int:
        """The working minutes of a usual working day; 480 where there is none."""
        lengths = [sum(b - a for a, b in day) for day in self.week if day]
        return max(multimode(lengths), default=8 * 60)

    def worked(self, instant: int) -> int:
        """Return the working minutes up to an instant, from a fixed beginning."""
        line, shift = self.timeline, 0
        if not line.first <= instant < line.last:
            weeks = (instant - line.first) // WEEK
            if instant >= line.last:
                weeks -= (line.last - line.first) // WEEK - 1
            instant -= weeks * WEEK
            shift = weeks * line.week
        place = bisect_right(line.starts, instant) - 1
        if place < 0:
            return shift
        worked = min(instant, line.ends[place]) - line.starts[place]
        return shift + line.before[place] + worked

    def finish_at(self, worked: int) -> int:
        """Return the first instant by which so many minutes were worked."""
        line = self.timeline
        weeks = 0
        if worked > line.total:
            weeks = -(-(worked - line.total) // self._weekly())
        elif worked <= 0:
            weeks = -(-worked // self._weekly() + 1)
        worked -= weeks * line.week
        place = bisect_left(line.before, worked) - 1
        return weeks * WEEK + line.starts[place] + worked - line.before[place]

    def start_at(self, worked: int) -> int:
        """Return the last instant at which no more than so many minutes were worked."""
        line = self.timeline
        weeks = 0
        if worked >= line.total:
            weeks = (worked - line.total) // self._weekly() + 1
        elif worked < 0:
            weeks = worked // self._weekly()
        worked -= weeks * line.week
        place = bisect_right(line.before, worked) - 1
        return weeks * WEEK + line.starts[place] + worked - line.before[place]

    def add(self, instant: int, minutes: int) -> int:
        """Return when work of so many minutes, begun at an instant, is finished.

        Work of no length moves nothing; a negative length counts back.
        """
        if minutes > 0:
            return self.finish_at(self.worked(instant) + minutes)
        return instant if minutes == 0 else self.subtract(instant, -minutes)

    def subtract(self, instant: int, minutes: int) -> int:
        """Return when work of so many minutes has to begin to finish by an instant."""
        if minutes > 0:
            return self.start_at(self.worked(instant) - minutes)
        return instant if minutes == 0 else self.add(instant, -minutes)

    def between(self, begin: int, end: int) -> int:
        """Return the working minutes from one instant to another; less than 0 back."""
        return self.worked(end) - self.worked(begin)

    def next_working(self, instant: int) -> int:
        """Return the instant, or when work is next possible after it."""
        return self.start_at(self.worked(instant))

    def previous_working(self, instant: int) -> int:
        """Return the instant, or when work was last possible before it."""
        return self.finish_at(self.worked(instant))

    def _weekly(self) -> int:
        if not self.timeline.week:
            where = iso(self.timeline.starts[0]), iso(self.timeline.ends[-1])
            raise ScheduleError(
                f"The calendar “{self.name}” has working time only from {where[0]} to "
                f"{where[1]}, which is not enough; give its week working hours."
            )
        return self.timeline.week


def _laid_out(
    patterns: Sequence[Periods],
    chosen: "np.ndarray[tuple[int], np.dtype[np.int64]]",
    first: int,
) -> tuple[
    "np.ndarray[tuple[int], np.dtype[np.int64]]",
    "np.ndarray[tuple[int], np.dtype[np.int64]]",
]:
    """Return first and last minute of every period of days with these patterns."""
    flat = np.array([p for periods in patterns for p in periods], np.int64)
    sizes = np.array([len(periods) for periods in patterns], np.int64)
    counts = sizes[chosen]
    midnights = np.repeat((np.arange(len(chosen)) + first) * DAY, counts)
    runs = np.repeat(np.cumsum(counts) - counts, counts)
    places = np.repeat((np.cumsum(sizes) - sizes)[chosen], counts)
    hours = flat.reshape(-1, 2)[places + np.arange(len(runs)) - runs]
    return midnights + hours[:, 0], midnights + hours[:, 1]


def _day(day: date) -> int:
    return day.toordinal() - EPOCH_DAY


def _monday(day: int) -> int:
    return day - (day + EPOCH.weekday()) % 7


OFFICE: Periods = ((8 * 60, 12 * 60), (13 * 60, 17 * 60))
STANDARD = WorkingCalendar("Standard", (*(OFFICE,) * 5, (), ()))
ALL_DAY: Periods = ((0, DAY),)
ELAPSED = WorkingCalendar("elapsed time", (*(ALL_DAY,) * 6, ALL_DAY))
