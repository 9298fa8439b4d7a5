"""Baselines: the whole plan as it is, kept under a name, as the edits of one commit."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from core.edits import Add, Edit
from core.gantt_rows import Comparison
from core.money import ZERO
from core.project import Project
from core.registers.catalog import (
    ACTIVITIES,
    ASSIGNMENTS,
    BASELINE_ACTIVITIES,
    BASELINES,
    RESOURCES,
)
from core.registers.entry import Record
from core.registers.schedule import Baseline, end_of
from core.schedule.instants import DAY, from_instant, to_instant
from core.schedule.plan import Plan, PlanActivity
from core.scheduled import Scheduled

CENT = Decimal("0.01")


def take(known: Scheduled, title: str, day: date) -> tuple[Edit, ...]:
    """Return the edits that keep dates, effort and cost of every activity.

    Parameters
    ----------
    title
        The baseline's name.
    day
        The day it is taken on.
    """
    number = known.project[BASELINES].last_number + 1
    head = Add(BASELINES.key, {"title": title, "taken_on": day}, number=number)
    costs = _costs(known.project, known.plan)
    return (head, *_copies(known, number, costs))


def _copies(
    known: Scheduled, baseline: int, costs: Mapping[int, Decimal]
) -> Iterator[Edit]:
    entries = known.project[ACTIVITIES].records
    for number, activity in known.activities.items():
        dates = known.schedule.dates[number]
        yield Add(
            BASELINE_ACTIVITIES.key,
            {
                "baseline": baseline,
                "activity": number,
                "start": from_instant(dates.start),
                "finish": _finish(dates.finish),
                "duration": _duration(known, activity),
                "effort": entries[number].entry.effort or _effort(activity),
                "cost": costs.get(number),
            },
        )


def _finish(instant: int) -> object:
    """Write a finish as the register means it: a day alone is its end."""
    return from_instant(instant - DAY if instant % DAY == 0 else instant)


def _duration(known: Scheduled, activity: PlanActivity) -> str:
    if activity.is_elapsed:
        return f"{activity.minutes}emin"
    dates = known.schedule.dates[activity.number]
    calendar = known.plan.calendars[activity.calendar]
    return f"{calendar.between(dates.start, dates.finish)}min"


def _effort(activity: PlanActivity) -> str | None:
    minutes = sum(work.minutes * work.units / 100 for work in activity.work)
    return f"{round(minutes)}min" if minutes else None


def _costs(project: Project, plan: Plan) -> dict[int, Decimal]:
    """Return what the work of each activity costs, by the rates of its resources."""
    rates = {r.number: r.entry.cost_per_hour for r in project[RESOURCES].live}
    found: dict[int, Decimal] = {}
    assigned = {record.entry.activity for record in project[ASSIGNMENTS].live}
    for activity in plan.activities:
        if activity.number in assigned:
            found[activity.number] = sum(
                (
                    _cost(work.minutes * work.units / 100, rates.get(work.resource))
                    for work in activity.work
                ),
                ZERO,
            )
    return found


def _cost(minutes: float, rate: Decimal | None) -> Decimal:
    if rate is None:
        return ZERO
    return (Decimal(round(minutes)) * rate / 60).quantize(CENT)


def newest(project: Project) -> Record[Baseline] | None:
    """Return the baseline that was taken last; None without one."""
    return max(project[BASELINES].live, key=_age, default=None)


def ordered(project: Project) -> Sequence[Record[Baseline]]:
    """Return all baselines, the newest first."""
    return sorted(project[BASELINES].live, key=_age, reverse=True)


def _age(record: Record[Baseline]) -> tuple[date, int]:
    return record.entry.taken_on or date.min, record.number


def comparison(project: Project, baseline: int) -> Comparison:
    """Return what a baseline says of each activity, to be compared with."""
    spans = {
        entry.activity: (to_instant(entry.start), to_instant(end_of(entry.finish)))
        for entry in project[BASELINE_ACTIVITIES].entries
        if entry.baseline == baseline and entry.start and entry.finish
    }
    return Comparison(project[BASELINES].records[baseline].entry.title, spans)
