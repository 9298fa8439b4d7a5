"""What the work of people and machines costs: hours at dated rates.

- A resource costs what the newest of its rates says that is valid on the day; before
  the first of them, and without any, its cost per hour.
- An assignment has the hours of its effort; else the duration of its activity times
  its units. Where the rate changes within the activity, each rate takes the part of
  the working time for which it is valid.
- A rate in another currency is converted at the exchange rate of the day on which the
  hours are worked, or begin to be worked at that rate.
- Materials have no hours.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from core.durations import parse_span
from core.project import Project
from core.rates import Rates, rates_of, rounded
from core.registers.catalog import ASSIGNMENTS, RESOURCE_RATES, RESOURCES
from core.registers.resources import ResourceKind
from core.schedule.calendar import WorkingCalendar
from core.schedule.errors import ScheduleError
from core.schedule.instants import DAY, from_instant, to_day
from core.schedule.plan import PlanActivity
from core.schedule.reading import plan_of
from core.scheduled import Scheduled, scheduled

HOUR = 60
ALWAYS = date.min


class HourlyRate(NamedTuple):
    """What an hour costs from a day on, in cents of a currency."""

    valid_from: date
    cents: int
    currency: str


HourlyRates = Mapping[int, tuple[HourlyRate, ...]]


def hourly_rates(project: Project) -> HourlyRates:
    """Return the rates of each resource that has hours, oldest first."""
    return project.remember("hourly rates", lambda: _hourly_rates(project))


def _hourly_rates(project: Project) -> HourlyRates:
    found: dict[int, dict[date, HourlyRate]] = {
        record.number: {}
        for record in project[RESOURCES].live
        if record.entry.kind is not ResourceKind.MATERIAL
    }
    for number, rates in found.items():
        base = project[RESOURCES].records[number].entry.cost_per_hour
        if base is not None:
            rates[ALWAYS] = HourlyRate(ALWAYS, int(base * 100), "")
    for entry in project[RESOURCE_RATES].entries:
        if entry.resource in found:
            rate = HourlyRate(
                entry.valid_from, int(entry.cost_per_hour * 100), entry.currency
            )
            found[entry.resource][entry.valid_from] = rate
    return {number: tuple(sorted(rates.values())) for number, rates in found.items()}


def rate_on(rates: tuple[HourlyRate, ...], day: date) -> HourlyRate | None:
    """Return the rate that is valid on a day; None before the first."""
    place = bisect_right(rates, day, key=lambda rate: rate.valid_from)
    return rates[place - 1] if place else None


def hours_cost(project: Project, resource: int, hours: float, day: date) -> int | None:
    """Return the cents of some hours worked on a day.

    None where the resource has no rate on that day, or its currency none.
    """
    rate = rate_on(hourly_rates(project).get(resource, ()), day)
    if rate is None:
        return None
    exact = _exact(Fraction(str(hours)) * HOUR, rate, rates_of(project), day)
    return None if exact is None else rounded(exact)


def assignment_costs(project: Project) -> Mapping[int, int]:
    """Return what the assignments of each activity cost, in cents.

    An activity is left out that has no assignment, or is not in the plan. What has no
    rate adds nothing: `unpriced` names it.
    """
    return project.remember("assignment costs", lambda: _assignment_costs(project))


def _assignment_costs(project: Project) -> Mapping[int, int]:
    found: dict[int, Fraction] = {}
    for task in _tasks(project):
        cost = sum((part for part in task.costs if part is not None), Fraction())
        found[task.activity] = found.get(task.activity, Fraction()) + cost
    return {number: rounded(cost) for number, cost in found.items()}


def unpriced(project: Project) -> tuple[int, ...]:
    """Return the resources whose work in the plan has no rate on its days."""
    found = {task.resource for task in _tasks(project) if None in task.costs}
    return tuple(sorted(found))


class _Task(NamedTuple):
    """One assignment: the exact cents of each rate that its hours are worked at."""

    activity: int
    resource: int
    costs: tuple[Fraction | None, ...]


def _tasks(project: Project) -> tuple[_Task, ...]:
    return project.remember("assignment tasks", lambda: tuple(_priced(project)))


def _priced(project: Project) -> Iterator[_Task]:
    try:
        known: Scheduled | None = scheduled(project)
        activities = {one.number: one for one in plan_of(project).activities}
    except ScheduleError:
        return
    assert known
    rates, settings = hourly_rates(project), project.settings
    lengths = settings.hours_per_day, settings.hours_per_week
    minutes = {
        (one.number, work.resource): work.minutes * Fraction(str(work.units)) / 100
        for one in activities.values()
        for work in one.work
    }
    for entry in project[ASSIGNMENTS].entries:
        activity = activities.get(entry.activity)
        if activity is None or entry.resource not in rates:
            continue
        effort = minutes.get((entry.activity, entry.resource), Fraction())
        if entry.effort is not None:
            effort = Fraction(parse_span(entry.effort).minutes(*lengths))
        costs = tuple(_costs(known, activity, entry.resource, effort))
        yield _Task(entry.activity, entry.resource, costs)


def _costs(
    known: Scheduled, activity: PlanActivity, resource: int, minutes: Fraction
) -> Iterator[Fraction | None]:
    """Yield the exact cents of the working time at each rate."""
    rates = hourly_rates(known.project)[resource]
    dates, money = known.schedule.dates[activity.number], rates_of(known.project)
    calendar = known.plan.calendars[activity.calendar]
    for begin, part in _parts(calendar, (dates.start, dates.finish), rates):
        day = from_instant(begin).date()
        rate = rate_on(rates, day)
        if minutes * part:
            yield None if rate is None else _exact(minutes * part, rate, money, day)


def _parts(
    calendar: WorkingCalendar, span: tuple[int, int], rates: tuple[HourlyRate, ...]
) -> Iterator[tuple[int, Fraction]]:
    """Yield where each rate begins to hold within a span, and its share of the work."""
    start, finish = span
    within = [at for rate in rates if start < (at := to_day(rate.valid_from)) < finish]
    whole = calendar.between(start, finish) if within else 0
    if not whole:
        yield start, Fraction(1)
        return
    edges = [start, *within, finish]
    for begin, end in pairwise(edges):
        yield begin, Fraction(calendar.between(begin, end), whole)


def _exact(
    minutes: Fraction, rate: HourlyRate, money: Rates, day: date
) -> Fraction | None:
    """Return unrounded cents of the project's currency; None without its rate."""
    cents = minutes * rate.cents / HOUR
    if money.is_own(rate.currency):
        return cents
    found = money.on(rate.currency, day)
    return None if found is None else cents * found.rate


def work_span(known: Scheduled, activity: int) -> tuple[date, date]:
    """Return the first and the last day on which the plan has an activity."""
    dates = known.schedule.dates[activity]
    first, last = from_instant(dates.start), from_instant(dates.finish)
    is_over = dates.finish > dates.start and dates.finish % DAY == 0
    return first.date(), last.date() - timedelta(days=1 if is_over else 0)
