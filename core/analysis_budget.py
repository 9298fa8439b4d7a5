"""What an analysis tells of the budget."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from core import budget
from core.analysis_budget_sections import (
    BenefitItem,
    BudgetSection,
    CostItem,
    DrawdownItem,
    DuplicateItem,
    FlagItem,
    MonthItem,
    RateItem,
    ReserveItem,
    StepItem,
)
from core.benefits import Benefits, benefits_of
from core.bookings import amount
from core.cost_bridge import bridge
from core.cost_flags import cost_flags
from core.cost_rows import CostRow, MonthCost
from core.costs import Costs
from core.duplicates import duplicates
from core.pivot import Dimension, pivot
from core.project import Project
from core.rate_uses import rate_uses
from core.registers.budget import BudgetKind
from core.registers.catalog import BUDGET_LINES
from core.reserves import drawdown_rows, reserve_states
from core.work_packages import branch_titles, line_code


def budget_section(costs: Costs) -> BudgetSection:
    """Compute what the project costs, and is worth."""
    project, day = costs.project, costs.status_date
    found = benefits_of(project, day)
    return BudgetSection.model_validate(
        _totals(costs)
        | _cuts(costs)
        | _benefits(found)
        | {
            "reserves": _reserves(costs),
            "drawdowns": [
                DrawdownItem(
                    ref=row.reference,
                    on=row.on,
                    reason=row.reason,
                    reserve=row.reserve,
                    amount=float(row.amount),
                    cause=row.cause,
                    line=row.line,
                    left=float(row.left),
                )
                for row in drawdown_rows(project, day)
            ],
            "flags": [
                FlagItem(
                    status=flag.status,
                    subject=flag.subject,
                    ref=flag.reference,
                    reason=flag.reason,
                )
                for flag in cost_flags(costs)
            ],
            "duplicates": _duplicates(project),
            "rates_used": [
                RateItem(
                    currency=use.currency,
                    valid_from=use.valid_from,
                    rate=use.rate,
                    uses=use.uses,
                )
                for use in rate_uses(costs)
            ],
        }
    )


def _totals(costs: Costs) -> dict[str, object]:
    known = bool(costs.lines)
    return {
        "currency": costs.currency,
        "status": budget.status(costs),
        "bac": float(costs.bac) if costs.work_lines else None,
        "planned_to_date": number(costs.planned),
        "actual": float(costs.actual),
        "committed": float(costs.committed),
        "open_commitment": float(costs.open_commitment),
        "paid": float(costs.paid),
        "forecast": float(costs.forecast) if known else None,
        "remaining": float(costs.remaining) if known else None,
        "overrun": budget.overrun(costs),
        "burn": number(costs.burn),
        "runway": costs.runway,
        "undated": float(costs.undated),
        "unmatched": float(costs.unmatched.amount),
        "unapproved": float(costs.unapproved.amount),
        "contingency_reserve_left": float(costs.reserve(BudgetKind.CONTINGENCY).left),
        "management_reserve_left": float(costs.reserve(BudgetKind.MANAGEMENT).left),
    }


def _cuts(costs: Costs) -> dict[str, object]:
    types = pivot(costs, Dimension.COST_TYPE)
    return {
        "by_category": _cost_items(costs.categories),
        "by_month": _month_items(costs.months),
        "by_cost_type": _cost_items(types.row_totals[name] for name in types.rows),
        "by_wbs": _branches(costs),
        "waterfall": [
            StepItem(
                name=step.name,
                amount=float(step.amount),
                is_total=step.is_total,
                note=step.note,
            )
            for step in bridge(costs)
        ],
    }


def _cost_items(rows: Iterable[CostRow]) -> list[CostItem]:
    return [_cost_item(row.name, row) for row in rows]


def _cost_item(name: str, row: CostRow) -> CostItem:
    return CostItem(
        name=name,
        plan=float(row.plan),
        committed=float(row.committed),
        actual=float(row.actual),
        forecast=float(row.forecast),
        remaining=float(row.remaining),
        difference=float(row.difference),
    )


def _branches(costs: Costs) -> Mapping[str, CostItem]:
    """Sum the lines up by WBS code, and by every code that theirs begin with."""
    sums: dict[str, CostRow] = {}
    for row in costs.lines:
        code = line_code(costs.project, row.number) if row.number else ""
        parts = code.split(".")
        for level in range(1, len(parts) + 1):
            above = ".".join(parts[:level])
            sums[above] = sums.get(above, CostRow(above)).plus(row)
    titles = branch_titles(costs.project)
    return {code: _cost_item(titles.get(code, ""), sums[code]) for code in sorted(sums)}


def _month_items(months: Sequence[MonthCost]) -> list[MonthItem]:
    return [
        MonthItem(
            month=f"{cost.month.year:04d}-{cost.month.month:02d}",
            plan=float(cost.plan),
            committed=float(cost.committed),
            actual=float(cost.actual),
            forecast=float(cost.ahead),
            difference=float(cost.difference),
        )
        for cost in months
    ]


def _reserves(costs: Costs) -> list[ReserveItem]:
    lines = costs.project[BUDGET_LINES].records
    states = reserve_states(costs.project, costs.status_date)
    return [
        ReserveItem(
            ref=BUDGET_LINES.reference(place),
            title=lines[place].entry.title,
            kind=lines[place].entry.kind,
            held=float(amount(state.held)),
            drawn=float(amount(state.drawn)),
            left=float(amount(state.left)),
        )
        for place, state in states.items()
    ]


def _duplicates(project: Project) -> list[DuplicateItem]:
    return [
        DuplicateItem(ref=one.reference, same_as=one.of) for one in duplicates(project)
    ]


def _benefits(found: Benefits) -> dict[str, object]:
    known = bool(found.rows)
    return {
        "benefits_planned": float(found.planned) if known else None,
        "benefits_due": float(found.due) if known else None,
        "benefits_realised": number(found.realised),
        "realised_share": found.realised_share,
        "roi": found.roi,
        "realised_roi": found.realised_roi,
        "discount_rate": found.rate,
        "npv": number(found.npv),
        "payback": found.payback,
        "benefits": [
            BenefitItem(
                ref=row.reference,
                title=row.title,
                owner=row.owner,
                planned=float(row.planned),
                due=float(row.due),
                next_on=row.next_on,
                realised=number(row.realised),
                realised_on=row.realised_on,
            )
            for row in found.rows
        ],
    }


def number(amount: Decimal | None) -> float | None:
    """Return an amount as a number; None stays None."""
    return None if amount is None else float(amount)
