"""Every computed figure of a project as one document, for other programs."""

from datetime import date
from typing import Any

from core import log
from core.analysis_budget import budget_section
from core.analysis_review import review_section
from core.analysis_risk import risk_section
from core.analysis_sections import (
    Analysis,
    DimensionSection,
    HealthSection,
    LogSection,
    ProjectSection,
    ScopeSection,
)
from core.costs import Costs
from core.due import late_entries
from core.health import health, overall
from core.project import Project
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
        budget=budget_section(costs),
        scope=_scope(Scope(project, status_date)),
        log=_log(project, status_date),
        schedule=schedule,
        schedule_error=schedule_error,
        earned_value=earned_value_section(project, status_date),
        simulation=simulation,
        simulation_error=simulation_error,
        review=review_section(project, status_date),
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
