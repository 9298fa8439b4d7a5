"""Activities as a baseline keeps them, and what each counts in its branch."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.project import Project
from core.registers.catalog import ACTIVITIES, BASELINE_ACTIVITIES
from core.registers.schedule import ActivityKind, BaselineActivity, end_of
from core.schedule.calendar import ELAPSED, WorkingCalendar
from core.schedule.instants import DAY, EPOCH_DAY, to_instant
from core.schedule.reading import plan_of
from core.work_packages import wbs_codes_of

Span = tuple[int, int]


@dataclass(frozen=True)
class PlannedActivity:
    """An activity as the baseline keeps it.

    Attributes
    ----------
    code
        Its WBS code; empty where it is in no outline any more.
    cents
        What its assignments cost.
    span
        Instants of its start and its finish; None where it is not planned in time.
    minutes
        The working minutes between them.
    """

    number: int
    code: str
    cents: int
    span: Span | None
    minutes: int
    calendar: WorkingCalendar
    is_summary: bool

    @property
    def days(self) -> Span | None:
        """The ordinals of its first and its last day."""
        if self.span is None:
            return None
        last = (self.span[1] - 1) // DAY
        return min(self.span[0] // DAY, last) + EPOCH_DAY, last + EPOCH_DAY

    @property
    def start(self) -> int | None:
        """The instant at which it is planned to start."""
        return self.span[0] if self.span else None


def planned_activities(
    project: Project, baseline: int
) -> Mapping[int, PlannedActivity]:
    """Return the activities of a baseline by number.

    Raises
    ------
    ScheduleError
        Where a calendar cannot be made of the registers.
    """
    calendars, codes = _calendars(project), wbs_codes_of(project)
    records = project[ACTIVITIES].records
    groups = {record.entry.parent for record in records.values()}
    found = {}
    for entry in project[BASELINE_ACTIVITIES].entries:
        number = entry.activity
        if entry.baseline == baseline and number in records:
            activity = records[number].entry
            is_summary = number in groups or activity.kind is ActivityKind.SUMMARY
            found[number] = _planned(
                entry, codes.get(number, ""), calendars(number), is_summary=is_summary
            )
    return found


def _planned(
    entry: BaselineActivity, code: str, calendar: WorkingCalendar, *, is_summary: bool
) -> PlannedActivity:
    start, finish = entry.start or entry.finish, entry.finish or entry.start
    span = None
    if start is not None and finish is not None:
        span = to_instant(start), max(to_instant(start), to_instant(end_of(finish)))
    return PlannedActivity(
        entry.activity,
        code,
        int((entry.cost or 0) * 100),
        span,
        calendar.between(*span) if span else 0,
        calendar,
        is_summary,
    )


def _calendars(project: Project) -> Callable[[int], WorkingCalendar]:
    """Return what gives each activity the calendar that its duration is counted on."""
    plan = plan_of(project)
    known = {
        one.number: ELAPSED if one.is_elapsed else plan.calendars[one.calendar]
        for one in plan.activities
    }
    return lambda number: known.get(number, plan.calendars[0])


def weights(members: Sequence[PlannedActivity]) -> NDArray[np.float64]:
    """Return what each activity counts in its branch; the sum is 1.

    By what they cost; where none costs anything by their working time; else alike.
    """
    for value in ([one.cents for one in members], [one.minutes for one in members]):
        if any(value):
            return np.array(value, np.float64) / sum(value)
    return np.full(len(members), 1 / max(len(members), 1))
