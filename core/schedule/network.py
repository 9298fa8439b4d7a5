"""The schedule of a plan: dates, floats, and what puts each activity where it is.

Critical path method (Kelley and Walker, 1959) with the four kinds of links
(precedence diagramming, Fondahl 1961), on working calendars and with progress, as
Microsoft Project computes it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from core.schedule import passes
from core.schedule.chains import driving_chain
from core.schedule.checking import check, cycle_error
from core.schedule.errors import ScheduleError
from core.schedule.instants import EARLIEST, LATEST
from core.schedule.laying import as_rows, layout_of
from core.schedule.outline import wbs_codes
from core.schedule.plan import Plan, PlanLink
from core.schedule.rows import Dates


class Why(StrEnum):
    """What decides when an activity is."""

    LINK = "link"
    START = "start"
    CONSTRAINT = "constraint"
    ACTUAL = "actual"
    TYPED = "typed"
    STATUS = "status date"


# the drivers below 0 of the passes, in their order: -1 is the start
WHYS = (Why.START, Why.CONSTRAINT, Why.ACTUAL, Why.TYPED, Why.STATUS)


class ActivityDates(NamedTuple):
    """When an activity is.

    Attributes
    ----------
    early_start, early_finish, late_start, late_finish
        Instants.
    total_float, free_float
        Working minutes of the activity's calendar.
    is_critical
        Whether any slip moves the finish, or misses a date that is set.
    driver
        The link that puts it where it is, or pushes what is left of it.
    why
        What decides, where it is no link.
    start, finish
        Where the plan has it: early, unless planned as late as possible.
    """

    early_start: int
    early_finish: int
    late_start: int
    late_finish: int
    start: int
    finish: int
    total_float: int
    free_float: int
    is_critical: bool
    driver: PlanLink | None
    why: Why


@dataclass(frozen=True)
class Schedule:
    """A plan with its dates.

    Attributes
    ----------
    dates
        Of every activity, by number.
    start, finish
        Instants: the earliest start and the latest finish of all activities.
    """

    plan: Plan
    dates: Mapping[int, ActivityDates]
    start: int
    finish: int

    @cached_property
    def wbs(self) -> Mapping[int, str]:
        """The outline code of every activity: "1.2"."""
        return wbs_codes(self.plan)

    @cached_property
    def groups(self) -> frozenset[int]:
        """The activities that have others within them."""
        return frozenset(a.parent for a in self.plan.activities if a.parent is not None)

    @cached_property
    def critical_path(self) -> tuple[int, ...]:
        """The chain of activities that drives the finish, first to last."""
        return driving_chain(self.plan, self.dates, self.groups)

    @cached_property
    def near_critical(self) -> tuple[int, ...]:
        """Open activities with little float but some, the least first."""
        limit = self.plan.near_critical
        found = [
            (self.dates[one.number].total_float, one.number)
            for one in self.plan.activities
            if one.number not in self.groups and not one.is_complete
        ]
        return tuple(number for slack, number in sorted(found) if 0 < slack <= limit)


def schedule(plan: Plan) -> Schedule:
    """Return all dates of a plan.

    Raises
    ------
    ScheduleError
        For a cycle, an entry that does not exist, a finish before its start, or a
        calendar without working time; names the entries.
    """
    places = check(plan)
    layout = layout_of(plan, places)
    try:
        dates = passes.run(layout)
    except passes.TangledError as error:
        net = as_rows(layout).net
        raise cycle_error(plan, net, error.waiting) from None
    return _schedule(plan, _columns(dates), layout.order)


SHOWN = ("early_start", "early_finish", "late_start", "late_finish", "start", "finish")


def _columns(dates: Dates) -> list[list[int]]:
    names = (*SHOWN, "total", "free", "driver")
    if isinstance(dates, list):
        return [[getattr(row, name) for row in dates] for name in names]
    records: Any = dates
    return [records[name].tolist() for name in names]


def _schedule(
    plan: Plan, columns: Sequence[list[int]], order: Sequence[int]
) -> Schedule:
    _check_reach(plan, columns)
    numbers = [one.number for one in plan.activities]
    drivers, whys = _drivers(plan, order, columns[-1])
    criticals = _criticals(plan, columns[6])
    rows = zip(*columns[:-1], criticals, drivers, whys, strict=True)
    dates = dict(zip(numbers, map(ActivityDates._make, rows), strict=True))
    start = min(columns[4], default=plan.start)
    finish = max(columns[5], default=plan.start)
    return Schedule(plan, dates, start, finish)


def _check_reach(plan: Plan, columns: Sequence[list[int]]) -> None:
    for dates in (columns[:2], columns[2:6]):  # late dates only follow early ones
        ends = [pick(column) for column in dates for pick in (min, max) if column]
        if all(EARLIEST <= end <= LATEST for end in ends):
            continue
        for one, *found in zip(plan.activities, *dates, strict=True):
            if any(not EARLIEST <= instant <= LATEST for instant in found):
                calendar = plan.calendars[one.calendar].name
                raise ScheduleError(
                    f"{one.reference} would not be done by the year 9999; shorten it, "
                    f"or give its calendar “{calendar}” more working time.",
                    (one.number,),
                )


def _drivers(
    plan: Plan, order: Sequence[int], drivers: Sequence[int]
) -> tuple[list[PlanLink | None], list[Why]]:
    links = [plan.links[order[driver]] if driver >= 0 else None for driver in drivers]
    whys = [Why.LINK if driver >= 0 else WHYS[-driver - 1] for driver in drivers]
    return links, whys


def _criticals(plan: Plan, totals: Sequence[int]) -> list[bool]:
    """Judge each activity; a summary is critical where anything within it is.

    One with typed dates is so too where these leave no float.
    """
    groups = {one.parent for one in plan.activities}
    parents = {one.number: one.parent for one in plan.activities}
    critical: set[int | None] = {None}
    for one, total in zip(plan.activities, totals, strict=True):
        if total > 0 or one.is_complete:
            continue
        if one.number in groups and one.manual is None:
            continue
        above: int | None = one.number
        while above not in critical:
            critical.add(above)
            above = parents[above] if above is not None else None
    return [one.number in critical for one in plan.activities]
