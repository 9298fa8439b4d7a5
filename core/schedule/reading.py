"""A project's registers as a plan: every default, unit and reference resolved."""

from collections.abc import Iterable, Mapping
from datetime import date

from core.project import Project
from core.registers.catalog import (
    ACTIVITIES,
    BASELINE_ACTIVITIES,
    BASELINES,
    DEPENDENCIES,
)
from core.registers.entry import Record
from core.registers.schedule import (
    Activity,
    ActivityKind,
    Constraint,
    Dependency,
    end_of,
)
from core.schedule.calendar import WorkingCalendar
from core.schedule.instants import DAY, to_day, to_instant
from core.schedule.plan import Plan, PlanActivity, PlanLink
from core.schedule.reading_calendars import finish_of, start_of
from core.schedule.reading_work import Reading, reading_of, span_of, work_of

LAST_RESORT = date(2000, 1, 3)  # a Monday: of a value without any date, never stored
FINISHES = (
    Constraint.MUST_FINISH_ON,
    Constraint.FINISH_NO_EARLIER_THAN,
    Constraint.FINISH_NO_LATER_THAN,
)


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
    reading = reading_of(project, records)
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


def _activity(record: Record[Activity], reading: Reading) -> PlanActivity:
    entry, number = record.entry, record.number
    calendar = reading.calendars.place(entry.calendar)
    hours = reading.calendars.all[calendar]
    minutes = _minutes(record, reading)
    is_summary = number in reading.summaries
    remaining, delay = entry.remaining, span_of(entry.levelling_delay)
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
        work_of(record, reading, minutes),
        reading.minutes(entry.levelling_delay),
        delay.is_elapsed,
    )


def _is_elapsed(entry: Activity) -> bool:
    duration = entry.duration or entry.most_likely
    return duration is not None and span_of(duration).is_elapsed


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


def has_start(project: Project) -> bool:
    """Whether somebody said when the plan starts."""
    start = project.settings.schedule_start or project.facts.planned_start
    return start is not None


def has_dates(project: Project) -> bool:
    """Whether the plan hangs on any date that somebody gave."""
    return has_start(project) or any(map(_own, plan_of(project).activities))


def _start(project: Project, activities: Iterable[PlanActivity]) -> int:
    """Return when the plan starts: as set, as planned, or when the project was made.

    A date of an activity before that counts, a later one does not: else it would move
    all others when it is given.
    """
    settings, facts = project.settings, project.facts
    if settings.schedule_start is not None:
        return to_instant(settings.schedule_start)
    if facts.planned_start is not None:
        return to_day(facts.planned_start)
    known = [instant for one in activities for instant in _own(one)]
    if project.begun_at is not None:
        known.append(to_day(project.begun_at))
    first = min(known, default=to_day(LAST_RESORT))
    return first - first % DAY


def _own(one: PlanActivity) -> list[int]:
    """Return the instants at which an activity is held, whatever it waits for."""
    at = one.constraint_at if one.constraint.needs_date else None
    held = (one.actual_start, *(one.manual or ()), at)
    return [instant for instant in held if instant is not None]


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
    lag = span_of(entry.lag)
    return PlanLink(
        number,
        entry.predecessor,
        entry.successor,
        entry.kind,
        0 if lag.is_percent else reading.minutes(entry.lag),
        lag.is_elapsed,
        float(lag.amount) if lag.is_percent else None,
    )
