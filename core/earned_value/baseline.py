"""Earned value from a baseline: its budget, the progress since, and what it cost.

- The status dates are the ends of months from the baseline's first day on, up to the
  last day that has a plan or a fact, and the newest status date itself.
- Planned value of a piece of the budget: what the baseline plans by the end of a day.
- It is earned by the activities of its branch, each weighed by what it costs, as far as
  they are done (`core.earned_value.progress`). Where no activity is in its branch, or
  all of them are level of effort, it earns what is planned.
- Actual cost counts by its own dates, in the branch of its activity or budget line.
- Time begins with the first planned day of the project, in a branch with the first one
  of the branch, and is counted to the end of a status date; it stops where everything
  is earned.
- The bottom-up estimate of the rest is what the budget lines are forecast to need; it
  is known for the newest status date only, and where there are budget lines.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType

import numpy as np

from core.actual_costs import actual_costs
from core.earned_value.branches import WHOLE, Branches, branches_above
from core.earned_value.budgets import Piece, pieces
from core.earned_value.earned_schedule import Cents, curve_by_day
from core.earned_value.earning import Earning
from core.earned_value.planned import planned_activities
from core.earned_value.progress import Facts, facts_of, last_day
from core.earned_value.series import EarnedValue
from core.earned_value.spending import cost_codes, rest, spent
from core.months import last_of, month_run
from core.project import Project
from core.registers.catalog import ACTIVITIES, BASELINE_ACTIVITIES, BASELINES
from core.work_packages import wbs_codes_of


def performance_baseline(project: Project) -> int | None:
    """Return the number of the baseline that earned value is held against.

    The one that the settings name, else the newest one; among those that keep
    activities. None without any.
    """
    kept = {entry.baseline for entry in project[BASELINE_ACTIVITIES].entries}
    taken = {
        record.number: record.entry.taken_on or date.min
        for record in project[BASELINES].live
        if record.number in kept
    }
    chosen = project.settings.performance_baseline
    if chosen in taken:
        return chosen
    return max(taken, key=lambda number: (taken[number], number), default=None)


def from_baseline(project: Project, status_date: date) -> EarnedValue | None:
    """Return the performance against the baseline; None where it plans no money.

    Amounts are in the project's currency.

    Raises
    ------
    ScheduleError
        Where a calendar cannot be made of the registers.
    """
    number = performance_baseline(project)
    if number is None:
        return None
    planned = planned_activities(project, number)
    budget = pieces(project, number, planned)
    if not budget:
        return None
    records = project[ACTIVITIES].records
    work = [one for one in planned.values() if not one.is_summary]
    facts = facts_of(project, {one.number: records[one.number].entry for one in work})
    days = _status_dates(project, facts, budget, status_date)
    code = cost_codes(project)
    return _Sums(
        project,
        days,
        budget,
        Earning(planned, facts, days),
        spent(actual_costs(project), code, days),
        rest(project, code, status_date),
    ).told(f"Baseline {_name(project, number)}")


def _name(project: Project, number: int) -> str:
    title = project[BASELINES].records[number].entry.title
    return f"{BASELINES.reference(number)}, {title}"


def _status_dates(
    project: Project,
    facts: Mapping[int, Facts],
    budget: Sequence[Piece],
    status_date: date,
) -> tuple[date, ...]:
    """Return the ends of months with a plan or a fact, and the newest status date."""
    last = [date.fromordinal(max(piece.last for piece in budget))]
    last += [cost.on for cost in actual_costs(project)]
    last += [day for one in facts.values() if (day := last_day(one))]
    first = date.fromordinal(min(piece.first for piece in budget))
    months = month_run(first, min(max(last), status_date))
    ends = [day for month in months if (day := last_of(month)) < status_date]
    return (*ends, status_date)


@dataclass(frozen=True, eq=False)
class _Sums:
    """What was planned, earned, spent, in cents; to be summed up by branch.

    Parameters
    ----------
    spent
        By WBS code, on each status date.
    rest
        By WBS code, with the number of budget lines that tell it.
    """

    project: Project
    days: tuple[date, ...]
    budget: tuple[Piece, ...]
    earning: Earning
    spent: Mapping[str, Cents]
    rest: Mapping[str, tuple[int, int]]

    def told(self, source: str) -> EarnedValue:
        """Return the performance of the project, and in it that of each branch."""
        names = {n: place for n, place in self._places.items() if n != WHOLE}
        return self._of(WHOLE, source=source, branches=_Lazily(names, self._of))

    def _of(
        self,
        name: str,
        source: str = "",
        branches: Mapping[str, EarnedValue] = MappingProxyType({}),
    ) -> EarnedValue:
        place = self._places[name]
        ev = self._earned[place]
        rest, many_lines = self._rest[place].tolist()
        within = [self.budget[row] for row in self._rows[name]]
        first = min((piece.first for piece in within), default=None)
        curve = None
        if first is not None:
            curve = curve_by_day([(p.first - first, p.planned) for p in within])
        return EarnedValue(
            self._ordinals,
            curve.by(self._ordinals - first + 1) if curve and first else 0 * ev,
            ev,
            self._spent[place],
            sum(piece.cents for piece in within),
            curve,
            None if first is None else first - 1,
            to_the_day=True,
            done=self._done(within),
            rest=rest if many_lines else None,
            source=source,
            title=self._titles.get(name, ""),
            branches=branches,
        )

    def _done(self, within: Sequence[Piece]) -> int | None:
        days = [self.earning.done(piece) for piece in within]
        known = [day for day in days if day is not None]
        return max(known) if known and len(known) == len(days) else None

    @cached_property
    def _ordinals(self) -> Cents:
        return np.array([day.toordinal() for day in self.days], np.int64)

    @cached_property
    def _branches(self) -> Branches:
        needed = {code for code, (cents, _) in self.rest.items() if cents}
        codes = {piece.code for piece in self.budget} | self.spent.keys() | needed
        return Branches(tuple(codes))

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {name: place for place, name in enumerate(self._branches.names)}

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        records, codes = self.project[ACTIVITIES].records, wbs_codes_of(self.project)
        return {code: records[number].entry.title for number, code in codes.items()}

    @cached_property
    def _rows(self) -> Mapping[str, Sequence[int]]:
        """The pieces of the budget that lie in each branch, by their rows."""
        found: dict[str, list[int]] = {name: [] for name in self._branches.names}
        for row, piece in enumerate(self.budget):
            for name in branches_above(piece.code):
                found[name].append(row)
        return found

    @cached_property
    def _earned(self) -> Cents:
        """What each branch has earned, a row each."""
        sums = np.zeros((len(self._branches.codes), len(self.days)), np.int64)
        places = {code: place for place, code in enumerate(self._branches.codes)}
        rows = np.array([places[piece.code] for piece in self.budget], np.intp)
        np.add.at(sums, rows, self.earning.of(self.budget))
        return self._branches.summed(sums)

    @cached_property
    def _spent(self) -> Cents:
        """What each branch has cost, a row each."""
        nothing = np.zeros(len(self.days), np.int64)
        rows = [self.spent.get(code, nothing) for code in self._branches.codes]
        return self._branches.summed(np.array(rows))

    @cached_property
    def _rest(self) -> Cents:
        rows = [self.rest.get(code, (0, 0)) for code in self._branches.codes]
        return self._branches.summed(np.array(rows, np.int64))


@dataclass(frozen=True, eq=False)
class _Lazily(Mapping[str, EarnedValue]):
    """Branches that are made when they are asked for: few pages show them all."""

    names: Mapping[str, int]
    make: Callable[[str], EarnedValue]
    made: dict[str, EarnedValue] = field(default_factory=dict)

    def __getitem__(self, name: str) -> EarnedValue:
        if name not in self.made:
            if name not in self.names:
                raise KeyError(name)
            self.made[name] = self.make(name)
        return self.made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)
