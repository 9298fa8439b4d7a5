"""Baselines: the whole plan as it is, kept under a name, as the edits of one commit."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from core.bookings import amount
from core.edits import Add, Edit
from core.gantt_rows import Comparison
from core.labour import assignment_costs
from core.line_plans import line_plans
from core.months import EVEN, last_of
from core.plan_pieces import Piece
from core.project import Project
from core.registers.budget import BudgetKind
from core.registers.catalog import (
    ACTIVITIES,
    BASELINE_ACTIVITIES,
    BASELINE_COSTS,
    BASELINES,
    BUDGET_LINES,
)
from core.registers.entry import Record
from core.registers.schedule import Baseline, end_of
from core.schedule.instants import DAY, from_instant, to_instant
from core.schedule.plan import PlanActivity
from core.scheduled import Scheduled
from core.work_packages import line_code, wbs_codes_of


def take(known: Scheduled, title: str, day: date) -> tuple[Edit, ...]:
    """Return the edits that keep the plan: of time, and of money.

    Of every activity its dates, its effort and what its assignments cost; of every
    work line what it plans, and when. A line from assignments holds the same money as
    these: who sums up takes the lines, and where there are none the activities.

    Parameters
    ----------
    title
        The baseline's name.
    day
        The day it is taken on.
    """
    number = known.project[BASELINES].last_number + 1
    head = Add(BASELINES.key, {"title": title, "taken_on": day}, number=number)
    copies = _copies(known, number, assignment_costs(known.project))
    return (head, *copies, *_kept_costs(known.project, number, day))


def _copies(
    known: Scheduled, baseline: int, costs: Mapping[int, int]
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
                "cost": amount(costs[number]) if number in costs else None,
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


def _kept_costs(project: Project, baseline: int, day: date) -> Iterator[Edit]:
    """Yield what each work line plans: pieces between two days, even within each.

    A piece along a curve is kept month by month. What is planned for no known day is
    kept without days.
    """
    lines = project[BUDGET_LINES].records
    for number, plan in line_plans(project, day).items():
        if lines[number].entry.kind is not BudgetKind.WORK:
            continue
        code = line_code(project, number)
        kept = [part for piece in plan.pieces for part in _even_parts(project, piece)]
        undated = (None, None, plan.cents - plan.dated, code)
        for first, last, cents, own in (*kept, undated):
            if cents:
                values = {
                    "baseline": baseline,
                    "budget_line": number,
                    "wbs": own or code,
                    "first_day": first,
                    "last_day": last,
                    "amount": amount(cents),
                }
                yield Add(BASELINE_COSTS.key, values)


def _even_parts(
    project: Project, piece: Piece
) -> Iterator[tuple[date, date, int, str]]:
    code = wbs_codes_of(project).get(piece.activity or 0, "")
    if piece.curve == EVEN:
        yield piece.first, piece.last, piece.cents, code
        return
    for month, cents in piece.by_month.items():
        first, last = max(month, piece.first), min(last_of(month), piece.last)
        yield first, last, cents, code


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
