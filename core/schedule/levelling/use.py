"""Who is asked for more than there is, when, and by which activities."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from core.project import Project
from core.registers.catalog import RESOURCES
from core.registers.resources import ResourceKind
from core.schedule.calendar import WorkingCalendar
from core.schedule.network import Schedule
from core.schedule.plan import Plan, PlanActivity, Work


@dataclass(frozen=True, slots=True)
class Pool:
    """A resource that comes back after use, and how much of it there is in percent."""

    number: int
    title: str
    units: int = 100


@dataclass(frozen=True, slots=True)
class Stint:
    """One resource at work for one activity, from one instant to another."""

    activity: int
    resource: int
    calendar: WorkingCalendar
    start: int
    finish: int
    units: int


@dataclass(frozen=True, slots=True)
class OverAllocation:
    """More of a resource asked for than there is.

    Attributes
    ----------
    start, finish
        Instants.
    asked, available
        Percent: 100 is one person.
    activities
        Numbers of those that ask.
    """

    resource: int
    title: str
    start: int
    finish: int
    asked: int
    available: int
    activities: tuple[int, ...]


def pools_of(project: Project) -> dict[int, Pool]:
    """People and equipment by number; material is used up, and never shared."""
    return {
        record.number: Pool(record.number, record.entry.title, record.entry.units)
        for record in project[RESOURCES].live
        if record.entry.kind is not ResourceKind.MATERIAL
    }


def over_allocations(
    plan: Plan, schedule: Schedule, pools: Mapping[int, Pool]
) -> tuple[OverAllocation, ...]:
    """Every time for which a resource is asked for more than there is, by resource."""
    by_resource: dict[int, list[Stint]] = {}
    for activity in plan.activities:
        if not activity.is_complete:
            dates = schedule.dates[activity.number]
            for one in stints(plan, activity, dates.start, dates.finish):
                by_resource.setdefault(one.resource, []).append(one)
    return tuple(
        over
        for number, pool in sorted(pools.items())
        for over in _merged(_overs(pool, by_resource.get(number, [])))
    )


def stints(plan: Plan, activity: PlanActivity, start: int, finish: int) -> list[Stint]:
    """Tell what the resources of an activity do if it runs from start to finish."""
    return [
        Stint(
            activity.number,
            work.resource,
            plan.calendars[work.calendar],
            start,
            _ends(plan, work, start, finish),
            round(work.units),
        )
        for work in activity.work
    ]


def peak(stint: Stint, others: Iterable[Stint]) -> int:
    """Most that is asked for at any working time of a stint, itself included."""
    beside = [o for o in others if o.start < stint.finish and stint.start < o.finish]
    moments = {stint.start, *(o.start for o in beside if o.start > stint.start)}
    return max(_asked(stint, beside, moment) for moment in moments)


def _asked(stint: Stint, beside: list[Stint], moment: int) -> int:
    now = [
        o
        for o in beside
        if o.start <= moment < o.finish
        and _meet((o, stint), moment, min(o.finish, stint.finish))
    ]
    return stint.units + sum(o.units for o in now)


def _ends(plan: Plan, work: Work, start: int, finish: int) -> int:
    if not work.minutes:
        return finish
    return min(finish, plan.calendars[work.calendar].add(start, work.minutes))


def _overs(pool: Pool, found: list[Stint]) -> Iterator[OverAllocation]:
    """Between any two events, whether those at work ask for too much."""
    moments = sorted({m for one in found for m in (one.start, one.finish)})
    rising = sorted(found, key=lambda one: one.start)
    now: list[Stint] = []
    begun = 0
    for start, finish in pairwise(moments):
        while begun < len(rising) and rising[begun].start <= start:
            now.append(rising[begun])
            begun += 1
        now = [one for one in now if one.finish > start]
        asked = sum(one.units for one in now)
        if asked > pool.units and _meet(now, start, finish):
            numbers = tuple(sorted({one.activity for one in now}))
            yield OverAllocation(
                pool.number, pool.title, start, finish, asked, pool.units, numbers
            )


def _meet(those: Iterable[Stint], start: int, finish: int) -> bool:
    """Whether there is working time for each: the night between two is no conflict."""
    return all(one.calendar.between(start, finish) > 0 for one in those)


def _merged(overs: Iterable[OverAllocation]) -> list[OverAllocation]:
    """Join what goes on with the same activities."""
    merged: list[OverAllocation] = []
    for over in overs:
        last = merged[-1] if merged else None
        if last and last.finish == over.start and last.activities == over.activities:
            merged[-1] = replace(last, finish=over.finish)
        else:
            merged.append(over)
    return merged
