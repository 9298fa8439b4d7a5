"""What the activities of a plan are read with, and what resources do for them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.durations import parse_span
from core.project import Project
from core.registers.catalog import ASSIGNMENTS, RESOURCES
from core.registers.entry import Record
from core.registers.project import ProjectSettings
from core.registers.resources import ResourceKind
from core.registers.schedule import Activity, Assignment
from core.schedule.errors import ScheduleError
from core.schedule.plan import Work, reference
from core.schedule.reading_calendars import Calendars, calendars_of


@dataclass(frozen=True)
class Reading:
    """What the activities of a project are read with."""

    settings: ProjectSettings
    calendars: Calendars
    assigned: Mapping[int, list[Assignment]]
    resources: Mapping[int, int | None]
    summaries: frozenset[int]
    active: frozenset[int]

    def minutes(self, text: str) -> int:
        """Return the length of a duration in minutes."""
        return _length(text, self.settings.hours_per_day, self.settings.hours_per_week)


# A plan of thousands of activities has few different durations, and is read anew at
# every edit.
span_of = lru_cache(maxsize=4096)(parse_span)


@lru_cache(maxsize=4096)
def _length(text: str, hours_per_day: float, hours_per_week: float) -> int:
    return span_of(text).minutes(hours_per_day, hours_per_week)


def reading_of(project: Project, records: Sequence[Record[Activity]]) -> Reading:
    """Collect what the activities of a project are read with."""
    calendars, assigned = calendars_of(project), defaultdict(list)
    for entry in project[ASSIGNMENTS].entries:
        assigned[entry.activity].append(entry)
    resources = {
        record.number: record.entry.calendar
        for record in project[RESOURCES].live
        if record.entry.kind is not ResourceKind.MATERIAL
    }
    pairs = (
        (calendars.place(record.entry.calendar), calendars.place(own))
        for record in records
        if record.entry.calendar is not None
        for one in assigned.get(record.number, ())
        if (own := resources.get(one.resource)) is not None
    )
    return Reading(
        project.settings,
        calendars.sharing(pairs),
        assigned,
        resources,
        frozenset(r.entry.parent for r in records if r.entry.parent is not None),
        frozenset(record.number for record in records),
    )


def work_of(
    record: Record[Activity], reading: Reading, minutes: int
) -> tuple[Work, ...]:
    """Return what resources do: as long as the activity, or by hours of their own.

    Where all resources work at the same times as the activity, the duration says how
    long. Once one of them does not, the effort of each does: the duration then counts
    the hours in which any of them works, by day and by night.
    """
    calendar = reading.calendars.place(record.entry.calendar)
    found: list[tuple[Assignment, int]] = []
    for one in reading.assigned.get(record.number, ()):
        if one.resource not in reading.resources or not one.units:
            continue
        found.append((one, _works_by(record, one.resource, reading)))
    is_mixed = any(place != calendar for _, place in found)
    return tuple(
        Work(
            one.resource,
            place,
            round(reading.minutes(one.effort) * 100 / one.units)
            if is_mixed and one.effort is not None
            else minutes,
            one.units,
        )
        for one, place in found
    )


def _works_by(record: Record[Activity], resource: int, reading: Reading) -> int:
    """Return the place of the calendar by which a resource works for an activity.

    As in Microsoft Project: its own one; where the activity has one too, the hours
    that both share.
    """
    calendars, own = reading.calendars, reading.resources[resource]
    place = calendars.place(record.entry.calendar)
    if own is None:
        return place
    if record.entry.calendar is None:
        return calendars.place(own)
    shared = calendars.shared[place, calendars.place(own)]
    if shared is None:
        names = [calendars.all[one].name for one in (place, calendars.place(own))]
        raise ScheduleError(
            f"{reference(record.number)} works by the calendar “{names[0]}” and "
            f"{RESOURCES.reference(resource)}, who is to do it, by “{names[1]}”: they "
            "share no hour; change one of the calendars, or who does it.",
            (record.number,),
        )
    return shared
