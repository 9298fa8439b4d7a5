"""A project's registers as a plan: every default, unit and reference resolved."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from core.durations import parse_span
from core.project import Project
from core.registers.catalog import (
    ACTIVITIES,
    ASSIGNMENTS,
    BASELINE_ACTIVITIES,
    BASELINES,
    DEPENDENCIES,
    RESOURCES,
)
from core.registers.entry import Record
from core.registers.project import ProjectSettings
from core.registers.resources import ResourceKind
from core.registers.schedule import (
    Activity,
    ActivityKind,
    Assignment,
    Constraint,
    Dependency,
    end_of,
)
from core.schedule.calendar import WorkingCalendar
from core.schedule.errors import ScheduleError
from core.schedule.instants import DAY, to_day, to_instant
from core.schedule.plan import Plan, PlanActivity, PlanLink, Work, reference
from core.schedule.reading_calendars import (
    Calendars,
    calendars_of,
    finish_of,
    start_of,
)

LAST_RESORT = date(2000, 1, 3)  # a Monday: where nobody said when, nor when it was said
FINISHES = (
    Constraint.MUST_FINISH_ON,
    Constraint.FINISH_NO_EARLIER_THAN,
    Constraint.FINISH_NO_LATER_THAN,
)


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
_span = lru_cache(maxsize=4096)(parse_span)


@lru_cache(maxsize=4096)
def _length(text: str, hours_per_day: float, hours_per_week: float) -> int:
    return _span(text).minutes(hours_per_day, hours_per_week)


def plan_of(project: Project) -> Plan:
    """Return the plan of a project, made once for this very value.

    Left out are activities that are not active, what is within them, and links that
    tie them. An activity without a duration takes its most likely one, or what its
    effort leaves; else, as in Microsoft Project, a day.

    Raises
    ------
    ScheduleError
        Where a calendar cannot be made of the registers.
    """
    return project.remember("plan", lambda: _plan(project))


def _plan(project: Project) -> Plan:
    settings, records = project.settings, _in_order(project)
    reading = _reading(project, records)
    activities = tuple(_activity(record, reading) for record in records)
    status = settings.status_date
    return Plan(
        _start(project, activities),
        None if status is None else to_day(status) + DAY,
        reading.calendars.all,
        activities,
        _links(project, reading),
        settings.own_finish,
        settings.move_unstarted,
        round(settings.near_critical_days * settings.hours_per_day * 60),
        _baseline(project),
    )


def _baseline(project: Project) -> Mapping[int, tuple[int, int]]:
    """Return what the newest baseline says of each activity."""
    taken = [
        (record.entry.taken_on or date.min, record.number)
        for record in project[BASELINES].live
    ]
    newest = max(taken, default=(date.min, 0))[1]
    return {
        entry.activity: (to_instant(entry.start), to_instant(end_of(entry.finish)))
        for entry in project[BASELINE_ACTIVITIES].entries
        if entry.baseline == newest and entry.start and entry.finish
    }


def _in_order(project: Project) -> list[Record[Activity]]:
    """Return the active activities; those of a summary that is not active are not."""
    live = {record.number: record for record in project[ACTIVITIES].live}
    is_in: dict[int, bool] = {}
    for number in live:
        way: list[int] = []
        step: int | None = number
        while step in live and step not in is_in and step not in way:
            way.append(step)
            step = live[step].entry.parent
        above = is_in.get(step, True) if step is not None else True
        for one in reversed(way):
            above = is_in[one] = above and live[one].entry.active
    kept = [record for number, record in live.items() if is_in[number]]
    return sorted(kept, key=lambda r: (r.entry.position, r.number))


def _reading(project: Project, records: Sequence[Record[Activity]]) -> Reading:
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


def _activity(record: Record[Activity], reading: Reading) -> PlanActivity:
    entry, number = record.entry, record.number
    calendar = reading.calendars.place(entry.calendar)
    hours = reading.calendars.all[calendar]
    minutes = _minutes(record, reading)
    is_summary = number in reading.summaries
    remaining = entry.remaining
    return PlanActivity(
        number,
        entry.title,
        ActivityKind.SUMMARY if is_summary else entry.kind,
        entry.parent if entry.parent in reading.active else None,
        calendar,
        minutes,
        _is_elapsed(entry),
        entry.constraint,
        _held_at(entry),
        finish_of(entry.deadline, None),
        start_of(entry.actual_start, hours),
        finish_of(entry.actual_finish, hours),
        entry.percent_complete,
        None if remaining is None else reading.minutes(remaining),
        entry.priority,
        _typed(entry, hours, minutes, is_summary=is_summary),
        _work(record, reading, calendar, minutes),
    )


def _is_elapsed(entry: Activity) -> bool:
    duration = entry.duration or entry.most_likely
    return duration is not None and _span(duration).is_elapsed


def _held_at(entry: Activity) -> int | None:
    at = finish_of if entry.constraint in FINISHES else start_of
    return at(entry.constraint_date, None)


def _minutes(record: Record[Activity], reading: Reading) -> int:
    entry = record.entry
    written = entry.duration or entry.most_likely
    if written is not None:
        return reading.minutes(written)
    if entry.kind is not ActivityKind.ACTIVITY or record.number in reading.summaries:
        return 0
    if entry.effort is not None:
        units = sum(
            one.units
            for one in reading.assigned.get(record.number, ())
            if one.resource in reading.resources
        )
        return round(reading.minutes(entry.effort) * 100 / (units or 100))
    return round(reading.settings.hours_per_day * 60)


def _work(
    record: Record[Activity], reading: Reading, calendar: int, minutes: int
) -> tuple[Work, ...]:
    """Return what resources do: as long as the activity, or by hours of their own.

    Where all resources work at the same times as the activity, the duration says how
    long. Once one of them does not, the effort of each does: the duration then counts
    the hours in which any of them works, by day and by night.
    """
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


def _typed(
    entry: Activity, hours: WorkingCalendar, minutes: int, *, is_summary: bool
) -> tuple[int, int] | None:
    """Return typed dates; of a summary only where both ends are known."""
    if not entry.manual:
        return None
    start = start_of(entry.manual_start, hours)
    finish = finish_of(entry.manual_finish, hours)
    if is_summary and not minutes and None in (start, finish):
        return None
    if start is None:
        return None if finish is None else (hours.subtract(finish, minutes), finish)
    return start, hours.add(start, minutes) if finish is None else finish


def _start(project: Project, activities: Iterable[PlanActivity]) -> int:
    """Return when the plan starts: as set, as planned, or with its first date."""
    settings, facts = project.settings, project.facts
    if settings.schedule_start is not None:
        return to_instant(settings.schedule_start)
    if facts.planned_start is not None:
        return to_day(facts.planned_start)
    known: list[int] = [
        instant
        for one in activities
        for instant in (one.actual_start, *(one.manual or ()), one.constraint_at)
        if instant is not None
    ]
    if known:
        return min(known) - min(known) % DAY
    return to_day(LAST_RESORT if project.recorded_at is None else project.recorded_at)


def _links(project: Project, reading: Reading) -> tuple[PlanLink, ...]:
    known = project[ACTIVITIES].records
    return tuple(
        _link(record.number, record.entry, reading)
        for record in project[DEPENDENCIES].live
        if all(
            end in reading.active or end not in known
            for end in (record.entry.predecessor, record.entry.successor)
        )
    )


def _link(number: int, entry: Dependency, reading: Reading) -> PlanLink:
    lag = _span(entry.lag)
    return PlanLink(
        number,
        entry.predecessor,
        entry.successor,
        entry.kind,
        0 if lag.is_percent else reading.minutes(entry.lag),
        lag.is_elapsed,
        float(lag.amount) if lag.is_percent else None,
    )
