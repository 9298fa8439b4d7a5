"""Every computed figure of a project as one document, for other programs."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from core import budget, log
from core.analysis_risk import risk_section
from core.analysis_sections import (
    Analysis,
    BudgetSection,
    CostItem,
    DimensionSection,
    HealthSection,
    LogSection,
    MonthItem,
    ProjectSection,
    ScopeSection,
)
from core.cost_rows import CostRow, MonthCost
from core.costs import Costs
from core.due import late_entries
from core.health import health, overall
from core.project import Project
from core.registers.budget import BudgetKind
from core.registers.catalog import ACTIONS, DECISIONS, ISSUES, REGISTERS
from core.scope_state import Scope
from core.simulated_sections import SimulationSection, Wish

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def analyse(
    project: Project, as_of: date | None, today: date, wish: Wish | None = None
) -> Analysis:
    """Compute everything about a project.

    Parameters
    ----------
    project
        At the revision to be analysed.
    as_of
        The day that it is shown as of; None for now. The project must be of that day
        already: this only says so, and counts up to it.
    today
        The day of a project that is shown as of now.
    wish
        How to simulate the project; without it nothing is simulated.
    """
    status_date = project.status_date(as_of or today)
    costs = Costs(project, status_date)
    from core.analysis_earned_value import earned_value_section
    from core.analysis_schedule import schedule_section

    schedule, schedule_error = schedule_section(project)
    simulation, simulation_error = _simulation(project, status_date, wish)
    return Analysis(
        project=_project(project),
        revision=project.revision,
        as_of=as_of,
        status_date=status_date,
        health=_health(project, status_date),
        risk=risk_section(project, status_date),
        budget=_budget(costs),
        scope=_scope(Scope(project, status_date)),
        log=_log(project, status_date),
        schedule=schedule,
        schedule_error=schedule_error,
        earned_value=earned_value_section(project, status_date),
        simulation=simulation,
        simulation_error=simulation_error,
        counts={spec.key: len(project[spec]) for spec in REGISTERS},
    )


def _simulation(
    project: Project, status_date: date, wish: Wish | None
) -> tuple[SimulationSection | None, str | None]:
    if wish is None:
        return None, None
    from core.analysis_simulation import simulation_section

    return simulation_section(project, status_date, wish)


def schema() -> dict[str, Any]:
    """Return the JSON schema of the document; sections and fields may be added."""
    return {"$schema": DIALECT} | Analysis.model_json_schema(mode="serialization")


def _project(project: Project) -> ProjectSection:
    facts = project.facts
    return ProjectSection(
        key=project.key,
        name=project.name,
        state=facts.state,
        sponsor=facts.sponsor,
        manager=facts.manager,
        planned_start=facts.planned_start,
        planned_finish=facts.planned_finish,
        forecast_finish=facts.forecast_finish,
    )


def _health(project: Project, status_date: date) -> HealthSection:
    found = health(project, status_date)
    return HealthSection(
        overall=overall(found),
        dimensions=[
            DimensionSection(
                name=d.name,
                status=d.status,
                value=d.value,
                figure=d.figure,
                rule=d.rule,
            )
            for d in found
        ],
    )


def _budget(costs: Costs) -> BudgetSection:
    known = bool(costs.lines)
    return BudgetSection(
        currency=costs.currency,
        status=budget.status(costs),
        bac=float(costs.bac) if costs.work_lines else None,
        planned_to_date=_number(costs.planned),
        actual=float(costs.actual),
        committed=float(costs.committed),
        open_commitment=float(costs.open_commitment),
        paid=float(costs.paid),
        forecast=float(costs.forecast) if known else None,
        remaining=float(costs.remaining) if known else None,
        overrun=budget.overrun(costs),
        burn=_number(costs.burn),
        runway=costs.runway,
        undated=float(costs.undated),
        unmatched=float(costs.unmatched.amount),
        unapproved=float(costs.unapproved.amount),
        contingency_reserve_left=float(costs.reserve(BudgetKind.CONTINGENCY).left),
        management_reserve_left=float(costs.reserve(BudgetKind.MANAGEMENT).left),
        by_category=_cost_items(costs.categories),
        by_month=_month_items(costs.months),
    )


def _cost_items(rows: Iterable[CostRow]) -> list[CostItem]:
    return [
        CostItem(
            name=row.name,
            plan=float(row.plan),
            committed=float(row.committed),
            actual=float(row.actual),
            forecast=float(row.forecast),
            remaining=float(row.remaining),
            difference=float(row.difference),
        )
        for row in rows
    ]


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


def _scope(scope: Scope) -> ScopeSection:
    return ScopeSection(
        deliverables=len(scope.deliverables),
        accepted=len(scope.accepted),
        progress=scope.progress,
        late=len(scope.late),
        requirements=len(scope.agreed_requirements),
        verified=len(scope.verified),
        loose_must_haves=len(scope.loose),
        open_assumptions=len(scope.assumptions),
        overdue_assumptions=len(scope.overdue_assumptions),
        open_changes=len(scope.open_changes),
        decided_changes=scope.decided_changes,
        change_cost=float(scope.change_cost),
        change_rate=scope.change_rate,
    )


def _log(project: Project, status_date: date) -> LogSection:
    registers = (ISSUES, DECISIONS, ACTIONS)
    return LogSection(
        open_issues=len(log.open_issues(project)),
        waiting_decisions=len(log.waiting_decisions(project)),
        open_actions=len(log.open_actions(project)),
        overdue=sum(late_entries(project, spec, status_date) for spec in registers),
    )


def _number(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)
