"""From a plan on its calendars to a problem in units of the project's working time.

Where every calendar is the project's and the unit divides every length, the problem is
the plan. Elsewhere lengths are those of the current dates, rounded up, and the plan
that comes back is set right on the real calendars (`levelling.repair`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from core.registers.schedule import Constraint
from core.schedule.levelling.axis import Axis, unit_for
from core.schedule.levelling.linking import Tie, ties_of
from core.schedule.levelling.problem import Activity, Capacity, Link, Problem
from core.schedule.levelling.use import Pool, Stint, stints
from core.schedule.network import Schedule
from core.schedule.plan import MOVABLE, Plan, PlanActivity

STAYS = 1000  # the priority of what levelling leaves where it is


@dataclass(frozen=True, slots=True)
class Reading:
    """A problem, and what its places and units stand for in the plan.

    Attributes
    ----------
    numbers
        The activity at each place of the problem.
    is_exact
        Whether the problem is the plan, so that its bound holds for the plan.
    """

    problem: Problem
    numbers: tuple[int, ...]
    axis: Axis
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Times:
    """Working minutes that each activity takes, and before which it does not start."""

    lengths: Mapping[int, int]
    releases: Mapping[int, int]


def is_movable(activity: PlanActivity, schedule: Schedule) -> bool:
    """Whether levelling may delay it: work not begun, no date typed or promised."""
    return (
        not activity.is_summary
        and activity.number not in schedule.groups
        and not activity.is_complete
        and activity.actual_start is None
        and activity.manual is None
        and activity.constraint in MOVABLE
        and activity.priority < STAYS
    )


def problem_of(plan: Plan, schedule: Schedule, pools: Mapping[int, Pool]) -> Reading:
    """Read a plan with its current dates as a problem."""
    movable = [one for one in plan.activities if is_movable(one, schedule)]
    ties = ties_of(plan, schedule)
    axis = Axis(plan.calendars[0], plan.start)
    lengths = _lengths(movable, schedule, axis)
    releases = {one.number: _release(plan, one, axis) for one in movable}
    for tie in ties:
        if tie.predecessor not in lengths and tie.successor in lengths:
            release = _after(tie, schedule, axis, lengths[tie.successor])
            releases[tie.successor] = max(releases[tie.successor], release)
    taken = _taken(plan, schedule, lengths, pools)
    fine = [*lengths.values(), *releases.values(), *(abs(tie.lag) for tie in ties)]
    fine += [axis.minutes(m) for one in taken for m in (one.start, one.finish)]
    axis = replace(axis, unit=unit_for(fine, sum(lengths.values())))
    places = {one.number: place for place, one in enumerate(movable)}
    problem = Problem(
        tuple(_activities(movable, schedule, axis, Times(lengths, releases), pools)),
        tuple(_links(ties, places, axis)),
        tuple(_capacity(pool, taken, axis) for pool in pools.values()),
    )
    draws = any(t.predecessor in places and t.successor not in places for t in ties)
    exact = _is_plain(plan, movable, ties) and not any(m % axis.unit for m in fine)
    return Reading(problem, tuple(places), axis, exact and not draws)


def _lengths(
    movable: Iterable[PlanActivity], schedule: Schedule, axis: Axis
) -> dict[int, int]:
    dates = {one.number: schedule.dates[one.number] for one in movable}
    return {
        number: max(0, axis.calendar.between(date.start, date.finish))
        for number, date in dates.items()
    }


def _release(plan: Plan, activity: PlanActivity, axis: Axis) -> int:
    """Working minutes before which its own constraint lets it not start."""
    release = axis.minutes(plan.status_at) if _waits(plan) and plan.status_at else 0
    if activity.constraint_at is None:
        return release
    at = axis.minutes(activity.constraint_at)
    if activity.constraint is Constraint.FINISH_NO_EARLIER_THAN:
        at = max(0, at - activity.minutes)
    return max(release, at)


def _waits(plan: Plan) -> bool:
    return plan.moves_unstarted and plan.status_at is not None


def _after(tie: Tie, schedule: Schedule, axis: Axis, length: int) -> int:
    """Return when a successor may start beside something that stays."""
    dates = schedule.dates[tie.predecessor]
    from_start = tie.kind in {"SS", "SF"}
    at = axis.minutes(dates.start if from_start else dates.finish) + tie.lag
    return max(0, at - length if tie.kind in {"FF", "SF"} else at)


def _taken(
    plan: Plan,
    schedule: Schedule,
    movable: Mapping[int, int],
    pools: Mapping[int, Pool],
) -> list[Stint]:
    """List what those that stay where they are have taken."""
    found = []
    for activity in plan.activities:
        if activity.number not in movable and not activity.is_complete:
            dates = schedule.dates[activity.number]
            found += stints(plan, activity, dates.start, dates.finish)
    return [one for one in found if one.resource in pools]


def _capacity(pool: Pool, taken: Iterable[Stint], axis: Axis) -> Capacity:
    changes: dict[int, int] = defaultdict(int)
    for one in taken:
        if one.resource == pool.number:
            changes[axis.minutes(one.start) // axis.unit] -= one.units
            changes[axis.up(one.finish)] += one.units
    left, steps = pool.units, [(0, pool.units)]
    for time, change in sorted(changes.items()):
        left += change
        steps.append((time, max(0, left)))
    return Capacity(tuple(steps))


def _demands(
    activity: PlanActivity, pools: Mapping[int, Pool], resources: Mapping[int, int]
) -> tuple[tuple[int, int], ...]:
    """By resource; one that alone asks for too much gets all there is."""
    asked: dict[int, int] = defaultdict(int)
    for work in activity.work:
        if work.resource in pools:
            asked[work.resource] += round(work.units)
    return tuple(
        (resources[number], min(units, pools[number].units))
        for number, units in sorted(asked.items())
        if min(units, pools[number].units) > 0
    )


def _activities(
    movable: Iterable[PlanActivity],
    schedule: Schedule,
    axis: Axis,
    times: Times,
    pools: Mapping[int, Pool],
) -> Iterator[Activity]:
    resources = {number: place for place, number in enumerate(pools)}
    for one in movable:
        late = None if one.deadline is None else axis.minutes(one.deadline) // axis.unit
        yield Activity(
            axis.length(times.lengths[one.number]),
            _demands(one, pools, resources),
            axis.length(times.releases[one.number]),
            late,
            axis.minutes(schedule.dates[one.number].start) // axis.unit,
            1 + one.priority,
        )


def _links(
    ties: Iterable[Tie], places: Mapping[int, int], axis: Axis
) -> Iterator[Link]:
    for tie in ties:
        if tie.predecessor in places and tie.successor in places:
            lag = axis.length(tie.lag)
            before, after = places[tie.predecessor], places[tie.successor]
            yield Link(before, after, tie.kind, lag)


def _is_plain(plan: Plan, movable: Iterable[PlanActivity], ties: Iterable[Tie]) -> bool:
    """Whether units of the project's calendar tell all."""
    project = plan.calendars[0]
    calendars = {plan.calendars[a.calendar] for a in movable if a.minutes}
    calendars |= {plan.calendars[w.calendar] for a in movable for w in a.work}
    lengths = all(w.minutes in {0, a.minutes} for a in movable for w in a.work)
    elapsed = any(a.is_elapsed for a in movable)
    delayed = any(a.is_delayed for a in movable)
    plain_ties = all(tie.is_plain for tie in ties)
    is_plain = lengths and not elapsed and not delayed and plain_ties
    return calendars <= {project} and is_plain
