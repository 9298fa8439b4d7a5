"""Every computed figure of a project as one document, for other programs."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from core import budget, log, risk
from core.analysis_sections import (
    Analysis,
    BudgetSection,
    CostItem,
    DimensionSection,
    HealthSection,
    LogSection,
    MonthItem,
    ProjectSection,
    RiskItem,
    RiskSection,
    ScopeSection,
)
from core.cost_rows import CostRow, MonthCost
from core.costs import Costs
from core.due import late_entries
from core.health import health, overall
from core.project import Project
from core.registers.budget import BudgetKind
from core.registers.catalog import ACTIONS, DECISIONS, ISSUES, REGISTERS, RISKS
from core.registers.entry import Record
from core.registers.project import ProjectSettings
from core.registers.risks import Risk, RiskKind
from core.scope_state import Scope

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def analyse(project: Project, as_of: date | None, today: date) -> Analysis:
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
    """
    status_date = project.status_date(as_of or today)
    costs = Costs(project, status_date)
    from core.analysis_earned_value import earned_value_section
    from core.analysis_schedule import schedule_section

    schedule, schedule_error = schedule_section(project)
    return Analysis(
        project=_project(project),
        revision=project.revision,
        as_of=as_of,
        status_date=status_date,
        health=_health(project, status_date),
        risk=_risk(project, status_date),
        budget=_budget(costs),
        scope=_scope(Scope(project, status_date)),
        log=_log(project, status_date),
        schedule=schedule,
        schedule_error=schedule_error,
        earned_value=earned_value_section(project, status_date),
        counts={spec.key: len(project[spec]) for spec in REGISTERS},
    )


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


def _risk(project: Project, status_date: date) -> RiskSection:
    found = risk.exposure(project, status_date)
    known = _priced(project, RiskKind.THREAT)
    gain = _priced(project, RiskKind.OPPORTUNITY)
    return RiskSection(
        open_threats=found.threats,
        open_opportunities=found.opportunities,
        above_appetite=found.above_appetite,
        exposure=_number(found.current if known else None),
        inherent_exposure=_number(found.inherent if known else None),
        residual_exposure=_number(found.residual if known else None),
        threats_without_cost=found.unpriced,
        opportunities_worth=_number(found.worth if gain else None),
        reserve=float(found.reserve),
        reserve_adequacy=found.adequacy,
        reviews_overdue=len(found.overdue),
        risks_without_review=found.unreviewed,
        risks=[_risk_item(record, project.settings) for record in project[RISKS].live],
    )


def _priced(project: Project, kind: RiskKind) -> bool:
    """Whether the open risks of a kind have any cost; with no such risk it is 0."""
    costs = [
        r.entry.cost_impact for r in risk.open_risks(project) if r.entry.kind is kind
    ]
    return not costs or any(cost is not None for cost in costs)


def _risk_item(record: Record[Risk], settings: ProjectSettings) -> RiskItem:
    entry = record.entry
    return RiskItem(
        ref=RISKS.reference(record.number),
        title=entry.title,
        kind=entry.kind,
        status=entry.status,
        level=entry.level,
        inherent=entry.inherent[0] * entry.inherent[1],
        residual=entry.residual[0] * entry.residual[1],
        probability=settings.probability(entry.likelihood),
        emv=_number(risk.emv(entry, settings)),
        above_appetite=risk.is_open_threat(entry) and entry.level >= settings.red_from,
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
