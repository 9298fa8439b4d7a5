"""How far activities were on days of the past, from what was written down since.

What is known of an activity are points: 0 at its actual start, a percentage at each
measurement, its percent complete at the status date, 100 at its actual finish. Between
two points progress is linear over the working time of its calendar, after the last one
it stays. So an activity that ran just as planned has earned what was planned, on each
day.

- Without an actual start, work begins with the planned start; with the day of its first
  progress where that is earlier.
- Where there are measurements, the percent complete counts if it is higher than the
  newest of them: else nobody updated it. It is told for the status date, or for the
  newest measurement where that is later.
- An actual finish is the last word.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from core.project import Project
from core.registers.catalog import EARNING_MILESTONES, PROGRESS_MEASUREMENTS
from core.registers.performance import EarningMilestone, ProgressMeasurement
from core.registers.schedule import Activity, EarningMethod, end_of
from core.schedule.calendar import WorkingCalendar
from core.schedule.instants import DAY, EPOCH_DAY, to_day, to_instant

Parts = NDArray[np.float64]
ALL = 100

Points = Sequence[tuple[int, float]]
"""Instants and the part that was done by then, 0 to 1, in order."""


@dataclass(frozen=True)
class Facts:
    """What was written down of an activity's progress."""

    activity: Activity
    measured: Sequence[ProgressMeasurement] = ()
    milestones: Sequence[EarningMilestone] = ()


def facts_of(
    project: Project, activities: Mapping[int, Activity]
) -> Mapping[int, Facts]:
    """Return what is known of some activities, by number."""
    measured: dict[int, list[ProgressMeasurement]] = defaultdict(list)
    for entry in project[PROGRESS_MEASUREMENTS].entries:
        measured[entry.activity].append(entry)
    milestones: dict[int, list[EarningMilestone]] = defaultdict(list)
    for step in project[EARNING_MILESTONES].entries:
        milestones[step.activity].append(step)
    return {
        number: Facts(
            activity,
            sorted(measured.get(number, ()), key=lambda one: one.measured_on),
            milestones.get(number, ()),
        )
        for number, activity in activities.items()
    }


@dataclass(frozen=True)
class Clock:
    """The status dates, and the working time of a calendar up to the end of each.

    Attributes
    ----------
    ends
        Instants at which the status dates end.
    worked
        Working minutes of the calendar up to them.
    """

    calendar: WorkingCalendar
    ends: NDArray[np.int64]
    worked: NDArray[np.int64]


def clock(calendar: WorkingCalendar, days: Sequence[date]) -> Clock:
    """Return the clock of a calendar for some status dates."""
    ends = [to_day(day) + DAY for day in days]
    worked = [calendar.worked(end) for end in ends]
    return Clock(calendar, np.array(ends, np.int64), np.array(worked, np.int64))


def earned_part(
    facts: Facts, planned: int | None, status_date: date, clock: Clock
) -> Parts | None:
    """Return the part of its budget that an activity has earned by each status date.

    Parameters
    ----------
    planned
        The instant of the planned start; None where it is not planned in time.
    status_date
        The day that the activity's percent complete is told for.

    Returns
    -------
    Parts from 0 to 1; None for level of effort, which earns what is planned.
    """
    match facts.activity.earning:
        case EarningMethod.LEVEL_OF_EFFORT:
            return None
        case EarningMethod.MILESTONES if facts.milestones:
            return _by_milestones(facts, status_date, clock)
        case EarningMethod.UNITS:
            facts = _in_units(facts)
        case _:
            pass
    done = _along(_points(facts, planned, status_date), clock)
    match facts.activity.earning:
        case EarningMethod.ZERO_HUNDRED:
            return np.floor(done)
        case EarningMethod.FIFTY_FIFTY:
            begun = (done > 0) | _begun(facts, clock)
            return (begun + np.floor(done)) / 2
        case _:
            return done


def _points(facts: Facts, planned: int | None, status_date: date) -> Points:
    """Return what is known of the percentage that is done, with its start."""
    told = _told(facts, status_date)
    first = next((instant for instant, part in told if part), None)
    if first is None:
        return told
    actual = facts.activity.actual_start
    start = to_instant(actual) if actual else planned
    if start is None or start >= first:
        start = (first - 1) // DAY * DAY
    return told if told[0][0] <= start else [(start, 0.0), *told]


def _told(facts: Facts, status_date: date) -> list[tuple[int, float]]:
    """Return the percentages with the ends of the days that they are told for."""
    activity = facts.activity
    points = {
        to_day(one.measured_on) + DAY: one.percent_complete / ALL
        for one in facts.measured
    }
    now, part = to_day(status_date) + DAY, activity.percent_complete / ALL
    if activity.actual_finish is not None:
        finish = to_instant(end_of(activity.actual_finish))
        points = {at: done for at, done in points.items() if at < finish}
        points[finish] = 1.0
    elif not points or part > points[max(points)]:
        points[max([now, *points])] = part
    return sorted(points.items())


def _along(points: Points, clock: Clock) -> Parts:
    """Return the part that is done by each status date: linear between the points."""
    if not points:
        return np.zeros(len(clock.ends))
    instants = np.array([at for at, _ in points], np.int64)
    parts = np.array([part for _, part in points])
    worked = np.array([clock.calendar.worked(at) for at, _ in points], np.int64)
    place = np.searchsorted(instants, clock.ends, side="right") - 1
    here = np.maximum(place, 0)
    there = np.minimum(here + 1, len(points) - 1)
    length = np.maximum(worked[there] - worked[here], 1)
    way = np.clip((clock.worked - worked[here]) / length, 0, 1)
    way *= worked[there] > worked[here]
    found: Parts = parts[here] + way * (parts[there] - parts[here])
    return np.where(place < 0, 0.0, found)


def _begun(facts: Facts, clock: Clock) -> NDArray[np.bool_]:
    start = facts.activity.actual_start
    if start is None:
        return np.zeros(len(clock.ends), np.bool_)
    begun: NDArray[np.bool_] = clock.ends > to_instant(start)
    return begun


def _by_milestones(facts: Facts, status_date: date, clock: Clock) -> Parts:
    """Return the weights of the milestones that were reached; all once it is done."""
    reached = [one for one in facts.milestones if one.reached_on is not None]
    days = np.array([to_day(one.reached_on) for one in reached if one.reached_on])
    weights = np.array([one.weight for one in reached], np.float64)
    whole = sum(one.weight for one in facts.milestones)
    parts: Parts = (clock.ends[:, None] > days[None, :]) @ weights / whole
    done = _along(_points(facts, None, status_date), clock)
    return np.maximum(parts, np.floor(done))


def _in_units(facts: Facts) -> Facts:
    """Return the units that are done as percentages, where they are counted."""
    total = facts.activity.units_total
    counted = [one for one in facts.measured if one.units_done is not None]
    if total is None or not counted:
        return facts
    measured = [
        one.model_copy(
            update={"percent_complete": min(1.0, (one.units_done or 0) / total) * ALL}
        )
        for one in counted
    ]
    percent = ALL if facts.activity.percent_complete >= ALL else 0
    activity = facts.activity.model_copy(update={"percent_complete": percent})
    return replace(facts, activity=activity, measured=measured)


def done_on(facts: Facts, status_date: date) -> int | None:
    """Return the ordinal of the day on which an activity was done; None before it.

    `status_date` is the day that its percent complete is told for.
    """
    method = facts.activity.earning
    if method is EarningMethod.UNITS:
        facts = _in_units(facts)
    whole = [at for at, part in _told(facts, status_date) if part >= 1]
    if method is EarningMethod.MILESTONES and facts.milestones:
        days = [one.reached_on for one in facts.milestones]
        if None not in days:
            whole.append(max(to_day(day) for day in days if day) + DAY)
    return (min(whole) - 1) // DAY + EPOCH_DAY if whole else None


def last_day(facts: Facts) -> date | None:
    """Return the last day that something was written down for; None without any."""
    finish = facts.activity.actual_finish
    days = [one.measured_on for one in facts.measured]
    days += [one.reached_on for one in facts.milestones if one.reached_on]
    days += [finish.date()] if finish else []
    return max(days, default=None)
