"""The working calendars of a project, from its registers, and moments upon them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from core.project import Project
from core.registers.catalog import CALENDAR_EXCEPTIONS, CALENDARS
from core.registers.resources import WorkingWeek
from core.registers.schedule import end_of
from core.schedule.calendar import STANDARD, Periods, WorkingCalendar
from core.schedule.common_time import common
from core.schedule.errors import ScheduleError
from core.schedule.instants import DAY, to_instant
from core.working_hours import AS_BASE, parse_hours

Exceptions = tuple[tuple[date, date, Periods], ...]


@dataclass(frozen=True)
class Calendars:
    """The calendars of a plan; the first is the project's.

    Attributes
    ----------
    places
        Of each number its place in `all`: calendars that work alike share one.
    shared
        Of two places that of the hours that both work; None where they share none.
    """

    all: tuple[WorkingCalendar, ...]
    places: Mapping[int, int]
    shared: Mapping[tuple[int, int], int | None] = field(default_factory=dict)

    def place(self, number: int | None) -> int:
        """Return the place of a calendar; of none, and of an archived one, 0."""
        return 0 if number is None else self.places.get(number, 0)

    def sharing(self, pairs: Iterable[tuple[int, int]]) -> "Calendars":
        """Return these calendars, and those of the hours that some two share."""
        known, found = list(self.all), dict(self.shared)
        for pair in sorted(set(pairs)):
            met = common(self.all[pair[0]], self.all[pair[1]])
            if met is not None and not any(_same(met, other) for other in known):
                known.append(met)
            found[pair] = None if met is None else _place(met, known)
        return Calendars(tuple(known), self.places, found)


def calendars_of(project: Project) -> Calendars:
    """Return the working calendars of a project.

    Raises
    ------
    ScheduleError
        Where calendars are based on each other in a circle, or hours overlap.
    """
    made = working_calendars(project)
    own = project.settings.project_calendar
    unique = [made.get(own, STANDARD) if own is not None else STANDARD]
    places = {}
    for number, calendar in made.items():
        if not any(_same(calendar, other) for other in unique):
            unique.append(calendar)
        places[number] = _place(calendar, unique)
    return Calendars(tuple(unique), places)


def _place(calendar: WorkingCalendar, known: Iterable[WorkingCalendar]) -> int:
    return next(i for i, other in enumerate(known) if _same(calendar, other))


def _same(one: WorkingCalendar, other: WorkingCalendar) -> bool:
    return (one.week, one.exceptions) == (other.week, other.exceptions)


def working_calendars(project: Project) -> Mapping[int, WorkingCalendar]:
    """Return the calendars of a project by number, each on top of its base."""
    entries = {record.number: record.entry for record in project[CALENDARS].live}
    own: dict[int, Exceptions] = {}
    for entry in project[CALENDAR_EXCEPTIONS].entries:
        days = (entry.first_day, entry.last_day, parse_hours(entry.hours))
        own[entry.calendar] = (*own.get(entry.calendar, ()), days)
    made: dict[int, WorkingCalendar] = {}
    for number in entries:
        for step in _bases(entries, number):
            if step not in made:
                base = made.get(entries[step].base or 0)
                made[step] = _calendar(entries[step], base, own.get(step, ()))
    return made


def _bases(entries: Mapping[int, WorkingWeek], number: int) -> list[int]:
    """Return a calendar's bases and itself, the first base first."""
    way = [number]
    while (base := entries[way[-1]].base) is not None and base in entries:
        if base in way:
            names = " -> ".join(f"CAL-{step:03d}" for step in [*way, base])
            raise ScheduleError(
                f"Calendars are based on each other in a circle: {names}; give one of "
                "them another base."
            )
        way.append(base)
    return way[::-1]


def _calendar(
    entry: WorkingWeek, base: WorkingCalendar | None, own: Exceptions
) -> WorkingCalendar:
    below = base or STANDARD

    def hours(day: int) -> Periods:
        text = entry.week[day]
        return below.week[day] if text == AS_BASE else parse_hours(text)

    week = (hours(0), hours(1), hours(2), hours(3), hours(4), hours(5), hours(6))
    above = base.exceptions if base else ()
    return WorkingCalendar(entry.title, week, (*above, *own))


def start_of(moment: datetime | None, hours: WorkingCalendar | None) -> int | None:
    """Return a start; a day alone is when its work begins, where it has any."""
    if moment is None:
        return None
    start = to_instant(moment)
    if hours is None or start % DAY:
        return start
    opened = hours.next_working(start)
    return opened if opened - start < DAY else start


def finish_of(moment: datetime | None, hours: WorkingCalendar | None) -> int | None:
    """Return a finish; a day alone is when its work ends, where it has any."""
    if moment is None:
        return None
    finish = to_instant(end_of(moment))
    if hours is None or finish % DAY:
        return finish
    closed = hours.previous_working(finish)
    return closed if finish - closed < DAY else finish
