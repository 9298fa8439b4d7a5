"""Working calendars out of Microsoft Project's XML."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from core.errors import UnreadableFileError, UnreadableValueError
from core.exchange.mspdi_recurrence import days_of, joined
from core.exchange.mspdi_xml import Node
from core.working_hours import AS_BASE, END_OF_DAY, hours_text, parse_hours

USUAL_HOURS = "08:00-12:00, 13:00-17:00"
STANDARD_WEEK = (*[USUAL_HOURS] * 5, "", "")
DAYS_PER_WEEK = 7
MOST_WEEKS = 520  # of another week pattern that are written down day by day

RECURRENCES_LEFT = "calendar exceptions that recur by count or without end"
WEEKS_LEFT = "alternative working weeks of more than ten years"
Ranges = list[tuple[date, date, str, str]]


@dataclass(frozen=True, slots=True)
class FileException:
    """Days of a calendar with hours of their own; "" where nobody works."""

    title: str
    first: date
    last: date
    hours: str


@dataclass(frozen=True, slots=True)
class FileCalendar:
    """A calendar as its file says it; the week begins on Monday."""

    uid: int
    title: str
    base: int | None
    week: tuple[str, ...]
    exceptions: tuple[FileException, ...]

    @property
    def adds_nothing(self) -> bool:
        """Whether it says just what its base says."""
        return (
            self.base is not None
            and not self.exceptions
            and set(self.week) == {AS_BASE}
        )


def read_calendars(root: Node, left: Counter[str]) -> dict[int, FileCalendar]:
    """Read every calendar of a file, by UID.

    Parameters
    ----------
    left
        Counts what cannot be carried.

    Raises
    ------
    UnreadableFileError
        If a calendar cannot be read, or is its own base.
    """
    nodes = [*root.within("Calendars/Calendar", "Calendar")]
    known = {node.whole("UID") for node in nodes}
    found = {node.whole("UID"): _calendar(node, known, left) for node in nodes}
    for calendar in found.values():
        _refuse_circle(root, calendar, found)
    return found


def _refuse_circle(
    root: Node, calendar: FileCalendar, known: Mapping[int, FileCalendar]
) -> None:
    seen, base = {calendar.uid}, calendar.base
    while base is not None:
        if base in seen:
            raise UnreadableFileError(
                f"In {root.file} the calendar “{calendar.title}” is based on itself; "
                "choose another base calendar in Microsoft Project and save it again."
            )
        seen.add(base)
        base = known[base].base


def _calendar(node: Node, known: set[int], left: Counter[str]) -> FileCalendar:
    uid = node.whole("UID")
    base = None if node.flag("IsBaseCalendar") else node.whole("BaseCalendarUID", -1)
    if base not in known:
        base = None
    week = [AS_BASE] * DAYS_PER_WEEK if base is not None else [*STANDARD_WEEK]
    for day in node.within("WeekDays/WeekDay", node.what):
        kind = day.whole("DayType")
        if 1 <= kind <= DAYS_PER_WEEK:
            week[(kind - 2) % DAYS_PER_WEEK] = _hours(day)
    title = node.text("Name") or f"Calendar {uid}"
    return FileCalendar(uid, title, base, tuple(week), _exceptions(node, left))


def _hours(day: Node) -> str:
    """Return the working time of a day, as a register holds it."""
    if not day.flag("DayWorking"):
        return ""
    times = [*day.within("WorkingTimes/WorkingTime", day.what)]
    periods = sorted(_period(time) for time in times if time.text("FromTime"))
    if not periods:
        return USUAL_HOURS
    try:
        return hours_text(parse_hours(hours_text(tuple(periods))))
    except UnreadableValueError as error:
        raise UnreadableFileError(
            f"{day.what} of {day.file} has the working time “"
            f"{hours_text(tuple(periods))}”; write {error.allowed}."
        ) from None


def _period(time: Node) -> tuple[int, int]:
    return time.clock("FromTime"), time.clock("ToTime") or END_OF_DAY


# Exceptions ---------------------------------------------------------------------------


def _exceptions(node: Node, left: Counter[str]) -> tuple[FileException, ...]:
    """Return the exceptions in order of days; newer elements stand for older ones."""
    named = [*_named(node, left)]
    taken = {(first, last) for first, last, _, _ in named}
    older = [r for r in _unnamed(node) if r[:2] not in taken and not _within(r, named)]
    weeks = [*_weeks(node, [*named, *older], left)]
    found = sorted([*named, *older, *weeks])
    return tuple(FileException(title, a, b, hours) for a, b, title, hours in found)


def _within(one: tuple[date, date, str, str], some: Ranges) -> bool:
    """Whether days are part of an exception that was read already."""
    return any(first <= one[0] and one[1] <= last for first, last, _, _ in some)


def _named(node: Node, left: Counter[str]) -> Iterator[tuple[date, date, str, str]]:
    for exception in node.within("Exceptions/Exception", node.what):
        days = days_of(exception)
        if days is None:
            left[RECURRENCES_LEFT] += 1
            continue
        title, hours = exception.text("Name"), _hours(exception)
        yield from ((first, last, title, hours) for first, last in days)


def _unnamed(node: Node) -> Iterator[tuple[date, date, str, str]]:
    """Yield the exceptions as versions before 2007 wrote them."""
    for day in node.within("WeekDays/WeekDay", node.what):
        if day.text("DayType") == "0":
            for first, last in days_of(day) or ():
                yield first, last, "", _hours(day)


def _weeks(
    node: Node, taken: Ranges, left: Counter[str]
) -> Iterator[tuple[date, date, str, str]]:
    """Yield the days of alternative weeks where they differ, as exceptions."""
    for week in node.within("WorkWeeks/WorkWeek", node.what):
        (first, last), *_ = days_of(week) or [(date.min, date.max)]
        if (last - first).days > DAYS_PER_WEEK * MOST_WEEKS:
            left[WEEKS_LEFT] += 1
            continue
        hours = {
            (day.whole("DayType") - 2) % DAYS_PER_WEEK: _hours(day)
            for day in week.within("WeekDays/WeekDay", node.what)
        }
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        free = [d for d in days if not _within((d, d, "", ""), taken)]
        for said in sorted(set(hours.values())):
            same = (d for d in free if hours.get(d.weekday()) == said)
            for begin, end in joined(same):
                yield begin, end, week.text("Name"), said
