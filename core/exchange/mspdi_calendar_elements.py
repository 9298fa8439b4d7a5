"""Working calendars as Microsoft Project's XML has them.

Only the calendar of one resource can rest on another one there; any other that does is
written out with the hours and exceptions that it has in the end.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from xml.etree.ElementTree import Element

from core.exchange import mspdi_elements as xml
from core.exchange.mspdi_calendars import STANDARD_WEEK
from core.project import Project
from core.registers.catalog import (
    ACTIVITIES,
    CALENDAR_EXCEPTIONS,
    CALENDARS,
    RESOURCES,
)
from core.registers.resources import CalendarException, WorkingWeek
from core.working_hours import AS_BASE, END_OF_DAY, parse_hours

NO_BASE = -1
LAST_MINUTE = timedelta(days=1, minutes=-1)
DAILY = 1  # code of an exception that does not recur


@dataclass(frozen=True)
class Calendars:
    """The calendars of a project, and those that the other tool needs besides."""

    project: Project

    @cached_property
    def entries(self) -> dict[int, WorkingWeek]:
        """The calendars by number."""
        return {r.number: r.entry for r in self.project[CALENDARS].live}

    @cached_property
    def exceptions(self) -> dict[int, list[CalendarException]]:
        """The exceptions of each calendar."""
        found: dict[int, list[CalendarException]] = {n: [] for n in self.entries}
        for entry in self.project[CALENDAR_EXCEPTIONS].entries:
            found.setdefault(entry.calendar, []).append(entry)
        return found

    @cached_property
    def standard(self) -> int:
        """Number of the project's calendar; a new one where it has none."""
        chosen = self.project.settings.project_calendar
        return chosen if chosen in self.entries else max(self.entries, default=0) + 1

    @cached_property
    def own(self) -> dict[int, int]:
        """Numbers of calendars that only one resource has, and rest on another."""
        users = Counter(
            entry.calendar
            for entry in self.project[RESOURCES].entries
            if entry.calendar is not None
        )
        others = {self.standard} | {c.base for c in self.entries.values()}
        others |= {a.calendar for a in self.project[ACTIVITIES].entries}
        bases = {n for n, entry in self.entries.items() if entry.base is None}
        return {
            number: base
            for number, entry in self.entries.items()
            if (base := entry.base) is not None
            and base in bases
            and users[number] == 1
            and number not in others
        }

    @cached_property
    def of_resources(self) -> dict[int, int]:
        """Number of the calendar of each resource that has one."""
        following = max([*self.entries, self.standard]) + 1
        found = {}
        for record in self.project[RESOURCES].live:
            if record.entry.calendar in self.own:
                found[record.number] = record.entry.calendar
            elif record.entry.calendar in self.entries:
                found[record.number] = following
                following += 1
        return found

    def elements(self) -> list[Element]:
        """Return every calendar, base calendars first."""
        made = [self._base(n) for n in self.entries if n not in self.own]
        if self.standard not in self.entries:
            made.append(_element(self.standard, "Standard", None, STANDARD_WEEK, ()))
        for number, base in self.own.items():
            entry, days = self.entries[number], self.exceptions[number]
            made.append(_element(number, entry.title, base, entry.week, days))
        for resource, number in self.of_resources.items():
            person = self.project[RESOURCES].records[resource].entry
            if number not in self.own:
                made.append(_element(number, person.title, person.calendar, (), ()))
        return made

    def _base(self, number: int) -> Element:
        chain = self._chain(number)
        week = [
            next((c.week[day] for c in chain if c.week[day] != AS_BASE), "")
            for day in range(len(STANDARD_WEEK))
        ]
        days = self._all_exceptions(number)
        return _element(number, chain[0].title, None, week, days)

    def _chain(self, number: int | None) -> list[WorkingWeek]:
        """Return a calendar and those that it rests on."""
        chain: list[WorkingWeek] = []
        seen: set[int] = set()
        while number in self.entries and number not in seen:
            seen.add(number)
            chain.append(self.entries[number])
            number = self.entries[number].base
        return chain

    def _all_exceptions(self, number: int | None) -> list[CalendarException]:
        """Return a calendar's exceptions, and those of its bases on other days."""
        found: list[CalendarException] = []
        seen: set[int] = set()
        while number in self.entries and number not in seen:
            seen.add(number)
            found += [
                piece
                for one in self.exceptions[number]
                for piece in _outside(one, found)
            ]
            number = self.entries[number].base
        return found


def _outside(
    one: CalendarException, others: Iterable[CalendarException]
) -> Iterator[CalendarException]:
    """Yield the days of an exception of a base that no other calendar's takes."""
    first = one.first_day
    for other in sorted(others, key=lambda other: other.first_day):
        if other.calendar == one.calendar or other.last_day < first:
            continue
        if other.first_day > one.last_day:
            break
        if first < other.first_day:
            last = other.first_day - timedelta(days=1)
            yield one.model_copy(update={"first_day": first, "last_day": last})
        first = other.last_day + timedelta(days=1)
    if first <= one.last_day:
        yield one.model_copy(update={"first_day": first})


def _element(
    number: int,
    title: str,
    base: int | None,
    week: Iterable[str],
    days: Iterable[CalendarException],
) -> Element:
    weekdays = [
        _day({"DayType": (place + 1) % 7 + 1}, hours)
        for place, hours in enumerate(week)
        if hours != AS_BASE
    ]
    # Versions before 2007 know exceptions only as days of type 0.
    older = [
        _day({"DayType": 0, "TimePeriod": [_period(one)]}, one.hours) for one in days
    ]
    values: xml.Values = {
        "UID": number,
        "Name": title,
        "IsBaseCalendar": base is None,
        "BaseCalendarUID": NO_BASE if base is None else base,
        "WeekDays": xml.group("WeekDays", [*weekdays, *older]),
        "Exceptions": xml.group("Exceptions", map(_exception, days)),
    }
    return xml.element("Calendar", xml.CALENDAR, values)


def _day(values: Mapping[str, int | list[Element]], hours: str) -> Element:
    order = ("DayType", "DayWorking", "TimePeriod", "WorkingTimes")
    return xml.element("WeekDay", order, {**values, **_working(hours)})


def _exception(one: CalendarException) -> Element:
    order = (
        "EnteredByOccurrences",
        "TimePeriod",
        "Occurrences",
        "Name",
        "Type",
        "DayWorking",
        "WorkingTimes",
    )
    values: xml.Values = {
        "EnteredByOccurrences": False,
        "TimePeriod": [_period(one)],
        "Occurrences": (one.last_day - one.first_day).days + 1,
        "Name": one.title,
        "Type": DAILY,
        **_working(one.hours),
    }
    return xml.element("Exception", order, values)


def _period(one: CalendarException) -> Element:
    return xml.element(
        "TimePeriod",
        ("FromDate", "ToDate"),
        {
            "FromDate": _begin(one.first_day),
            "ToDate": _begin(one.last_day) + LAST_MINUTE,
        },
    )


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min)


def _working(hours: str) -> xml.Values:
    """Return whether a day is worked, and when."""
    times = [
        xml.element(
            "WorkingTime",
            ("FromTime", "ToTime"),
            {"FromTime": _clock(start), "ToTime": _clock(end)},
        )
        for start, end in parse_hours(hours)
    ]
    return {"DayWorking": bool(times), "WorkingTimes": xml.group("WorkingTimes", times)}


def _clock(minutes: int) -> str:
    return "{:02d}:{:02d}:00".format(*divmod(minutes % END_OF_DAY, 60))
