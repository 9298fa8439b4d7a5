"""The budget as the simulation takes it: what each line may cost at completion.

The most likely cost of a line is its forecast, so that a project without uncertainty
costs what the budget page forecasts. Its estimate lies round that, narrowed by what is
spent already; a closed line is certain. A line that follows time costs its forecast at
the duration as planned, and in proportion at any other.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from core.cost_rows import LineCost
from core.costs import Costs
from core.errors import Problem
from core.money import ZERO
from core.project import Project
from core.registers.budget import BudgetKind, BudgetLine
from core.registers.catalog import ACTIVITIES, BUDGET_LINES, RISK_COSTS, RISKS
from core.registers.entry import Record
from core.registers.quantified import CostMeasure, RiskCost
from core.registers.risks import RiskStatus
from core.risk import open_risks
from core.risk_mitigations import WHOLE
from core.schedule.plan import Plan
from core.scheduled import Scheduled, scheduled
from core.simulated_estimates import (
    Estimate,
    Gathered,
    amount_estimate,
    distribution,
    effect_estimate,
)
from core.simulation.distributions import Fixed
from core.simulation.model import CostImpact, CostItem

OWN = 10_000_000  # added to the number of a risk whose own cost is an impact
NO_LINE = 0  # what belongs to no line, and what was booked on reserves


@dataclass(frozen=True)
class Items:
    """The cost items of a project.

    Parameters
    ----------
    budget
        Of all work lines: what the cost is held against.
    on_reserves
        Cost booked on reserves: in the cost, and no longer in what is left of them.
    """

    items: tuple[CostItem, ...]
    budget: Decimal
    forecast: Decimal
    on_reserves: Decimal

    @property
    def uncertain(self) -> tuple[int, ...]:
        """The numbers of the lines whose amounts vary by themselves."""
        return tuple(one.number for one in self.items if one.amount.variance > 0)


def cost_items(
    project: Project, status_date: date, plan: Plan, found: Gathered
) -> Items:
    """Return the cost items of a project; what is wrong is added to what is found."""
    costs = Costs(project, status_date)
    lines = project[BUDGET_LINES].records
    items = [
        _item(project, lines[row.number], row, _Ground(plan, found))
        for row in costs.lines
        if row.is_work
    ]
    others = [row for row in costs.lines if not row.is_work]
    rest = sum((row.forecast for row in others), ZERO)
    if rest or any(_unplaced(project)):
        items.append(CostItem(NO_LINE, Fixed(float(rest))))
    on_reserves = sum((row.actual for row in others if row.number), ZERO)
    return Items(tuple(items), costs.bac, costs.forecast, on_reserves)


def cost_impacts(project: Project, found: Gathered) -> tuple[CostImpact, ...]:
    """Return what open risks cost; `found` gets what is wrong.

    A risk that names no budget line costs what it says of itself, if it says so.
    """
    own = (
        CostImpact(OWN + number, number, NO_LINE, Fixed(float(cost)))
        for number, cost in _unplaced(project)
    )
    return (*_impacts(project, found), *own)


def _unplaced(project: Project) -> Iterator[tuple[int, Decimal]]:
    """Yield the open risks that have a cost of their own and none on a line."""
    placed = {record.entry.risk for record in project[RISK_COSTS].live}
    for record in open_risks(project):
        if record.entry.cost_impact and record.number not in placed:
            yield record.number, record.entry.cost_impact


def _impacts(project: Project, found: Gathered) -> Iterator[CostImpact]:
    risks, settings = project[RISKS].records, project.settings
    for record in project[RISK_COSTS].live:
        entry = record.entry
        risk = risks[entry.risk]
        if risk.archived or risk.entry.status is not RiskStatus.OPEN:
            continue
        wrong = _wrong_line(project, record)
        if wrong:
            found.problems.append(wrong)
            continue
        is_relative = entry.measure is CostMeasure.PERCENT
        estimate = effect_estimate(
            (entry.optimistic, entry.most_likely, entry.pessimistic), entry.shape
        ).times(1 / WHOLE if is_relative else 1.0)
        size = distribution(estimate, settings)
        line = entry.budget_line
        yield CostImpact(record.number, entry.risk, line, size, is_relative)


def _wrong_line(project: Project, record: Record[RiskCost]) -> Problem | None:
    number = record.entry.budget_line
    line = project[BUDGET_LINES].records[number]
    if line.archived:
        wrong = "is archived; restore it, or archive this cost"
    elif line.entry.kind is not BudgetKind.WORK:
        wrong = "is a reserve; name the line of the work that gets dearer"
    else:
        return None
    reference = RISK_COSTS.reference(record.number)
    return Problem("budget_line", wrong, reference, BUDGET_LINES.reference(number))


class _Ground(NamedTuple):
    """What a line that follows time is held against."""

    plan: Plan
    found: Gathered


def _item(
    project: Project, record: Record[BudgetLine], row: LineCost, ground: _Ground
) -> CostItem:
    """Return what a line may cost; adds a remark where it cannot follow time."""
    line, number = record.entry, record.number
    estimate = _estimate(line, row)
    minutes = 0
    if line.follows_time and not line.closed:
        minutes = _followed(project, record, ground)
    if not minutes:
        return CostItem(number, distribution(estimate, project.settings))
    amount = distribution(estimate.times(1 / minutes), project.settings)
    within = () if line.activity is None else (line.activity,)
    return CostItem(number, amount, is_per_minute=True, activities=within)


def _followed(project: Project, record: Record[BudgetLine], ground: _Ground) -> int:
    """Return the working minutes that a line follows, as planned; 0 for none."""
    wrong = _no_package(project, record, ground.plan)
    if wrong:
        ground.found.problems.append(wrong)
        return 0
    minutes = _minutes(project, record.entry) if ground.plan.activities else 0
    if not minutes:
        name = BUDGET_LINES.reference(record.number)
        ground.found.remarks.append(
            f"{name} stays as it is: there is no duration that it could follow."
        )
    return minutes


def _estimate(line: BudgetLine, row: LineCost) -> Estimate:
    """Return what a line may cost at completion: its estimate round its forecast."""
    forecast, amount = float(row.forecast), float(line.amount)
    low, high = (
        None if value is None else float(value)
        for value in (line.optimistic_amount, line.pessimistic_amount)
    )
    stated = amount_estimate((low, amount, high), line.shape)
    if stated is None or line.closed or not forecast or not amount:
        return Estimate(forecast, forecast, forecast, line.shape)
    open_share = max(0.0, float(row.remaining)) / forecast
    return stated.around(forecast, open_share * float(row.plan) / amount)


def _no_package(
    project: Project, record: Record[BudgetLine], plan: Plan
) -> Problem | None:
    number = record.entry.activity
    if number is None or any(one.number == number for one in plan.activities):
        return None
    archived = project[ACTIVITIES].records[number].archived
    state = "is archived" if archived else "is not active"
    wrong = f"{state}, and this line follows its time; name another work package"
    name = BUDGET_LINES.reference(record.number)
    return Problem("activity", wrong, name, ACTIVITIES.reference(number))


def _minutes(project: Project, line: BudgetLine) -> int:
    known = scheduled(project)
    start, finish = _span(known, line.activity)
    return known.plan.calendars[0].between(start, finish)


def _span(known: Scheduled, number: int | None) -> tuple[int, int]:
    if number is None:
        return known.schedule.start, known.schedule.finish
    if known.is_summary(number):
        return known.within(number)
    dates = known.schedule.dates[number]
    return dates.start, dates.finish
