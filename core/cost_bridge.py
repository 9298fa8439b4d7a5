"""From the budget to the forecast: what moved it, step by step.

It begins with what the newest baseline keeps of the budget, or the one that earned
value is held against; without one, with the budget lines before their draw-downs. Then
come the changes that were approved since, what else was changed in the lines, and the
draw-downs; that is the budget as it is. The differences of the categories lead from
there to the forecast.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core import baselines
from core.costs import Costs
from core.money import ZERO
from core.registers.budget import BudgetKind
from core.registers.catalog import (
    BASELINE_COSTS,
    BASELINES,
    BUDGET_LINES,
    CHANGE_REQUESTS,
    DRAWDOWNS,
)
from core.registers.scope import ChangeStatus
from core.words import count, short_money

DECIDED = (ChangeStatus.APPROVED, ChangeStatus.IMPLEMENTED)
SHOWN = 6  # categories that have a step of their own
OTHERS = "Other categories"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a sum where it stands, or what is added to it.

    Attributes
    ----------
    note
        What it is made of.
    """

    name: str
    amount: Decimal
    is_total: bool = False
    note: str = ""


def bridge(costs: Costs) -> tuple[Step, ...]:
    """Return the steps from the budget to the forecast; none without either.

    The first is a total; what is added up to the next total makes just that.
    """
    if not costs.work_lines and not costs.forecast:
        return ()
    budget = Step("Budget", costs.bac, is_total=True)
    overruns = tuple(_overruns(costs))
    forecast = Step("Forecast", costs.forecast, is_total=True)
    return (*_to_budget(costs), budget, *overruns, forecast)


def _to_budget(costs: Costs) -> Iterator[Step]:
    start, since = _start(costs)
    drawn = _drawn(costs, since)
    begin = costs.bac - drawn if start is None else start.amount
    approved = _approved(costs, since) if start else ZERO
    edited = costs.bac - begin - drawn - approved
    steps = (
        Step("Approved changes", approved, note="Change requests decided since"),
        Step("Other edits of lines", edited, note="Added, changed and archived lines"),
        Step("Draw-downs", drawn, note="From reserves to lines"),
    )
    kept = [step for step in steps if step.amount]
    if kept or start:
        yield start or Step("Before draw-downs", begin, is_total=True)
    yield from kept


def _start(costs: Costs) -> tuple[Step | None, date]:
    """Return the baseline's budget, and the day that it was taken on."""
    project, chosen = costs.project, costs.project.settings.performance_baseline
    record = project[BASELINES].records.get(chosen) if chosen else None
    record = record or baselines.newest(project)
    if record is None or (record.entry.taken_on or date.min) > costs.status_date:
        return None, date.min
    kept = [e for e in project[BASELINE_COSTS].entries if e.baseline == record.number]
    if not kept:
        return None, date.min
    name = f"Baseline {record.entry.title}"
    whole = sum((entry.amount for entry in kept), ZERO)
    return Step(name, whole, is_total=True), record.entry.taken_on or date.min


def _drawn(costs: Costs, since: date) -> Decimal:
    """Return what lines of work got from reserves after a day."""
    work = {
        record.number
        for record in costs.project[BUDGET_LINES].live
        if record.entry.kind is BudgetKind.WORK
    }
    return sum(
        (
            entry.amount
            for entry in costs.project[DRAWDOWNS].entries
            if entry.budget_line in work and since < entry.drawn_on <= costs.status_date
        ),
        ZERO,
    )


def _approved(costs: Costs, since: date) -> Decimal:
    """Return what changes cost that no draw-down pays for."""
    paid = {entry.change_request for entry in costs.project[DRAWDOWNS].entries}
    return sum(
        (
            record.entry.cost_effect
            for record in costs.project[CHANGE_REQUESTS].live
            if record.entry.status in DECIDED
            and record.number not in paid
            and record.entry.cost_effect is not None
            and record.entry.decided_on is not None
            and since < record.entry.decided_on <= costs.status_date
        ),
        ZERO,
    )


def _overruns(costs: Costs) -> Iterator[Step]:
    """Yield the differences of the categories, the largest first."""
    rows = [row for row in costs.categories if row.difference]
    rows.sort(key=lambda row: (-abs(row.difference), row.name))
    for row in rows[:SHOWN]:
        yield Step(row.name, row.difference, note="Forecast − plan")
    rest = rows[SHOWN:]
    if rest:
        whole = sum((row.difference for row in rest), ZERO)
        yield Step(OTHERS, whole, note=count(len(rest), "category", "categories"))


def bridge_title(costs: Costs) -> str:
    """Return what the steps show, as a sentence with figures."""
    steps = bridge(costs)
    if not steps:
        return "No budget and no cost yet"
    added = [step for step in steps if not step.is_total]
    gap = steps[-1].amount - steps[0].amount
    if not added:
        return f"The forecast is the budget, {short_money(costs.bac, costs.currency)}"
    most = max(added, key=lambda step: abs(step.amount))
    amounts = (short_money(abs(one), costs.currency) for one in (gap, most.amount))
    way = "above" if gap > 0 else "below"
    whole, part = amounts
    where = f"{whole} {way}" if gap else "just"
    return f"The forecast is {where} what was agreed; most is {most.name}, {part}"
