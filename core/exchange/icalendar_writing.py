"""Milestones, and what one person has to do, as iCalendar: dates by the schedule.

Times are those of the project, without a zone, as a calendar shows them anywhere.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from core.errors import UnwritableFileError, shorten
from core.project import Project
from core.registers.catalog import ACTIVITIES, ASSIGNMENTS, RESOURCES
from core.registers.entry import Record
from core.registers.schedule import Activity, ActivityKind
from core.schedule.instants import from_instant
from core.schedule.network import ActivityDates, Schedule
from core.words import capital

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//Linchpin//Schedule//EN"
DAY = timedelta(days=1)
DONE = 100  # percent
NAMES_SHOWN = 10


def plan_to_ics(
    project: Project, schedule: Schedule, *, written_at: datetime, owner: str | None
) -> bytes:
    """Write milestones, or what one person owns or is assigned to.

    The UID of an event is that of its activity, so that a calendar that reads the file
    again moves its events instead of doubling them.

    Parameters
    ----------
    written_at
        With a zone.
    owner
        Whose activities; capitals do not matter. None writes every milestone.

    Raises
    ------
    UnwritableFileError
        If nobody of that name has an activity; the text names who has.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    whose = f" of {owner}" if owner else ""
    calendar.add("x-wr-calname", f"{project.name}: {_what(owner)}{whose}")
    for record in _wanted(project, owner):
        dates = schedule.dates.get(record.number)
        if dates is not None:
            event = _event(project, record, dates)
            event.add("dtstamp", written_at)
            calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def owners(project: Project) -> tuple[str, ...]:
    """Return who owns an activity or is assigned to one, in order of names."""
    found = {name for names in _people(project).values() for name in names}
    return tuple(sorted(found, key=lambda name: (name.casefold(), name)))


def _what(owner: str | None) -> str:
    return "activities" if owner else "milestones"


def _wanted(project: Project, owner: str | None) -> Iterator[Record[Activity]]:
    live = [r for r in project[ACTIVITIES].live if r.entry.active]
    if owner is None:
        yield from (r for r in live if r.entry.kind is ActivityKind.MILESTONE)
        return
    people, wanted = _people(project), owner.strip().casefold()
    if wanted not in {name.casefold() for name in owners(project)}:
        names = owners(project)[:NAMES_SHOWN]
        hint = f"; there are: {', '.join(names)}" if names else ""
        raise UnwritableFileError(
            f"Nobody called “{shorten(owner)}” has an activity in {project.key}{hint}."
        )
    for record in live:
        own = {name.casefold() for name in people.get(record.number, ())}
        if wanted in own and record.entry.kind is not ActivityKind.SUMMARY:
            yield record


def _people(project: Project) -> dict[int, list[str]]:
    """Return the names of who owns or works on each activity."""
    names = {record.number: record.entry.title for record in project[RESOURCES].live}
    found = {
        r.number: [r.entry.owner] for r in project[ACTIVITIES].live if r.entry.owner
    }
    for entry in project[ASSIGNMENTS].entries:
        if entry.resource in names:
            found.setdefault(entry.activity, []).append(names[entry.resource])
    return found


def _event(project: Project, record: Record[Activity], dates: ActivityDates) -> "Event":
    from icalendar import Event

    event = Event()
    reference = ACTIVITIES.reference(record.number)
    event.add("uid", f"{reference}.{project.key}@linchpin")
    event.add("sequence", project.revision)
    event.add("summary", record.entry.title)
    event.add("description", _description(reference, record.entry, dates))
    event.add("transp", "TRANSPARENT")
    start, end = _span(record.entry, dates)
    event.add("dtstart", start)
    event.add("dtend", end)
    return event


def _span(
    entry: Activity, dates: ActivityDates
) -> tuple[date, date] | tuple[datetime, datetime]:
    """Return when an event is: whole days, unless it begins and ends on one day."""
    start, finish = from_instant(dates.start), from_instant(dates.finish)
    # A finish at midnight is the end of the day before.
    last = finish - timedelta(minutes=finish.time() == time.min and finish > start)
    if entry.kind is ActivityKind.MILESTONE or start == finish:
        return finish.date(), finish.date() + DAY
    if start.date() == last.date():
        return start, finish
    return start.date(), last.date() + DAY


def _description(reference: str, entry: Activity, dates: ActivityDates) -> str:
    said = [reference]
    if entry.percent_complete:
        done = entry.percent_complete == DONE
        said.append("done" if done else f"{entry.percent_complete} % complete")
    elif dates.is_critical:
        said.append("critical")
    if entry.deadline is not None:
        said.append(f"deadline {entry.deadline:%Y-%m-%d}")
    return capital(", ".join(said))
