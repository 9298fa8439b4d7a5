"""What a baseline plans: the pieces of its budget, each with its days and its branch.

- The money of a baseline is that of the budget lines that it keeps, on the days that it
  keeps them for; reserves are kept apart. What its activities cost by their
  assignments then only says how much each weighs in its branch: money counts once.
- Where it keeps no budget lines, the money is what its activities cost, each over the
  working time of its calendar. A summary's cost is that of what is within it, and
  counts by itself only where nothing within has any.
- What is planned for no known day is planned evenly over all days of the baseline.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from core.earned_value.earned_schedule import Cents
from core.earned_value.planned import PlannedActivity, Span
from core.project import Project
from core.registers.budget import BudgetKind
from core.registers.catalog import BASELINE_COSTS, BUDGET_LINES
from core.registers.cost_plan import BaselineCost
from core.schedule.calendar import WorkingCalendar
from core.schedule.instants import DAY, EPOCH_DAY
from core.work_packages import line_code, upwards


@dataclass(frozen=True)
class Piece:
    """A part of the budget.

    Attributes
    ----------
    code
        WBS code of the branch that it is planned for; empty for the whole project.
    first
        Ordinal of its first day.
    planned
        Cents that are planned by the end of its first day, its second, and so on; the
        last of them is all of it.
    activity
        The number of the activity that alone earns it; None where the branch does.
    """

    code: str
    first: int
    planned: Cents
    activity: int | None = None

    @property
    def cents(self) -> int:
        """All of it."""
        return int(self.planned[-1])

    @property
    def last(self) -> int:
        """Ordinal of its last day."""
        return self.first + len(self.planned) - 1

    def by(self, days: Cents) -> Cents:
        """Return the cents that are planned by the ends of days, by their ordinals."""
        place = np.minimum(days - self.first, len(self.planned) - 1)
        return np.where(place < 0, 0, self.planned[np.maximum(place, 0)])


def pieces(
    project: Project, baseline: int, activities: Mapping[int, PlannedActivity]
) -> tuple[Piece, ...]:
    """Return the budget of a baseline in pieces; none where nothing has a day."""
    costs = _kept(project, baseline)
    dated = [span for one in activities.values() if (span := one.days)]
    dated += [span for cost in costs if (span := _days(cost))]
    if not dated:
        return ()
    whole = min(first for first, _ in dated), max(last for _, last in dated)
    if any(cost.amount for cost in costs):
        return tuple(_of_line(project, cost, whole) for cost in costs if cost.amount)
    return tuple(_of_activities(project, activities, whole))


def keeps_lines(project: Project, baseline: int) -> bool:
    """Whether a baseline keeps money of budget lines; else its activities' costs."""
    return any(cost.amount for cost in _kept(project, baseline))


def _kept(project: Project, baseline: int) -> Sequence[BaselineCost]:
    """Return what a baseline keeps of the lines of work."""
    records = project[BUDGET_LINES].records
    return [
        entry
        for entry in project[BASELINE_COSTS].entries
        if entry.baseline == baseline
        and entry.budget_line in records
        and records[entry.budget_line].entry.kind is BudgetKind.WORK
    ]


def _days(cost: BaselineCost) -> Span | None:
    first, last = cost.first_day or cost.last_day, cost.last_day or cost.first_day
    return (first.toordinal(), last.toordinal()) if first and last else None


def _of_line(project: Project, cost: BaselineCost, whole: Span) -> Piece:
    is_live = not project[BUDGET_LINES].records[cost.budget_line].archived
    code = line_code(project, cost.budget_line) if is_live else cost.wbs
    return _even(code, int(cost.amount * 100), _days(cost) or whole)


def _even(code: str, cents: int, days: Span, activity: int | None = None) -> Piece:
    """Return a piece that is planned evenly by day."""
    many = days[1] - days[0] + 1
    parts = np.arange(1, many + 1) / many
    return Piece(code, days[0], rounded(cents, parts), activity)


def rounded(cents: int, parts: NDArray[np.float64]) -> Cents:
    """Return parts of an amount to the cent, halves up: the running sum is rounded."""
    return np.floor(cents * parts + 0.5).astype(np.int64)


def _of_activities(
    project: Project, activities: Mapping[int, PlannedActivity], whole: Span
) -> Iterator[Piece]:
    """Yield what each activity costs."""
    costly = [number for number, one in activities.items() if one.cents]
    above = set(chain.from_iterable(_summaries(project, number) for number in costly))
    worked = _worked_by(whole)
    for number in costly:
        if number not in above:
            yield _of_activity(activities[number], whole, worked)


def _of_activity(
    one: PlannedActivity, whole: Span, worked: Callable[[WorkingCalendar], Cents]
) -> Piece:
    """Return what an activity costs, over its working time."""
    alone = None if one.is_summary else one.number
    if one.span is None or one.days is None:
        return _even(one.code, one.cents, whole, alone)
    first, last = one.days
    if one.minutes <= 0:
        return _even(one.code, one.cents, (last, last), alone)
    done = worked(one.calendar)[first - whole[0] : last - whole[0] + 1]
    parts = (done - one.calendar.worked(one.span[0])) / one.minutes
    return Piece(one.code, first, rounded(one.cents, np.clip(parts, 0, 1)), alone)


def _summaries(project: Project, number: int) -> Sequence[int]:
    return tuple(upwards(project, number))[1:]


def _worked_by(days: Span) -> Callable[[WorkingCalendar], Cents]:
    """Return what gives a calendar's working minutes by the end of each day."""
    ends = [(day - EPOCH_DAY + 1) * DAY for day in range(days[0], days[1] + 1)]
    known: dict[int, Cents] = {}

    def worked(calendar: WorkingCalendar) -> Cents:
        if id(calendar) not in known:
            minutes = [calendar.worked(end) for end in ends]
            known[id(calendar)] = np.array(minutes, np.int64)
        return known[id(calendar)]

    return worked
