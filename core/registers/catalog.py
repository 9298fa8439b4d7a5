"""Every register of the application."""

from collections.abc import Mapping
from typing import Any

from core.registers import log, project, risks, scope
from core.registers.learning_catalog import (
    CARDS,
    LESSON_USES,
    LESSONS,
    RETROSPECTIVES,
    TOPICS,
)
from core.registers.money_catalog import (
    BASELINE_COSTS,
    BENEFITS,
    BUDGET_LINES,
    BUDGET_MONTHS,
    COST_CORRELATIONS,
    DRAWDOWNS,
    DURATION_CORRELATIONS,
    EARNING_MILESTONES,
    EXCHANGE_RATES,
    EXPENSES,
    PERFORMANCE,
    PROGRESS_MEASUREMENTS,
    RESOURCE_RATES,
    RISK_COSTS,
    RISK_DELAYS,
    SCALE_LEVELS,
    SIMULATION_RUNS,
    TIMESHEETS,
)
from core.registers.plan_catalog import (
    ACTIVITIES,
    ASSIGNMENTS,
    BASELINE_ACTIVITIES,
    BASELINES,
    CALENDAR_EXCEPTIONS,
    CALENDARS,
    DEPENDENCIES,
    RESOURCES,
    SCENARIOS,
)
from core.registers.spec import RegisterSpec

__all__ = [
    "ACTIONS",
    "ACTIVITIES",
    "ASSIGNMENTS",
    "ASSUMPTIONS",
    "BASELINES",
    "BASELINE_ACTIVITIES",
    "BASELINE_COSTS",
    "BENEFITS",
    "BUDGET_LINES",
    "BUDGET_MONTHS",
    "BY_KEY",
    "BY_PREFIX",
    "CALENDARS",
    "CALENDAR_EXCEPTIONS",
    "CARDS",
    "CHANGE_REQUESTS",
    "CHARTER",
    "COST_CORRELATIONS",
    "DECISIONS",
    "DELIVERABLES",
    "DEPENDENCIES",
    "DRAWDOWNS",
    "DURATION_CORRELATIONS",
    "EARNING_MILESTONES",
    "EXCHANGE_RATES",
    "EXPENSES",
    "ISSUES",
    "LESSONS",
    "LESSON_USES",
    "MITIGATIONS",
    "OBJECTIVES",
    "PERFORMANCE",
    "PROGRESS_MEASUREMENTS",
    "PROJECTS",
    "REGISTERS",
    "REQUIREMENTS",
    "RESOURCES",
    "RESOURCE_RATES",
    "RETROSPECTIVES",
    "RISKS",
    "RISK_COSTS",
    "RISK_DELAYS",
    "SCALE_LEVELS",
    "SCENARIOS",
    "SCOPE_ITEMS",
    "SETTINGS",
    "SIMULATION_RUNS",
    "TIMESHEETS",
    "TOPICS",
]

PROJECTS = RegisterSpec(
    "projects",
    "P",
    "Projects",
    "project",
    project.ProjectFacts,
    ("title", "state", "manager", "planned_finish", "forecast_finish", "budget"),
    single=True,
)
SETTINGS = RegisterSpec(
    "settings",
    "SET",
    "Settings",
    "settings",
    project.ProjectSettings,
    single=True,
    groups=(
        ("Status", "finish_watch"),
        ("Risk scales", "yellow_from"),
        ("Schedule", "schedule_start"),
        ("Money", "performance_baseline"),
        ("Risk reviews and simulation", "review_green"),
    ),
)
CHARTER = RegisterSpec(
    "charter", "CH", "Charter", "charter", scope.Charter, single=True
)
OBJECTIVES = RegisterSpec(
    "objectives",
    "O",
    "Objectives",
    "objective",
    scope.Objective,
    ("title", "status", "metric", "baseline", "target", "actual", "due", "owner"),
)
SCOPE_ITEMS = RegisterSpec(
    "scope_items",
    "S",
    "Scope items",
    "scope item",
    scope.ScopeItem,
    ("title", "kind", "rationale"),
)
ASSUMPTIONS = RegisterSpec(
    "assumptions",
    "A",
    "Assumptions",
    "assumption",
    scope.Assumption,
    ("title", "status", "confirm_by", "owner", "rationale"),
)
REQUIREMENTS = RegisterSpec(
    "requirements",
    "RQ",
    "Requirements",
    "requirement",
    scope.Requirement,
    ("title", "priority", "status", "deliverable", "feasibility", "source", "owner"),
)
DELIVERABLES = RegisterSpec(
    "deliverables",
    "DE",
    "Deliverables",
    "deliverable",
    scope.Deliverable,
    ("title", "status", "due", "owner", "accepted_by", "accepted_on"),
)
CHANGE_REQUESTS = RegisterSpec(
    "change_requests",
    "CR",
    "Change requests",
    "change request",
    scope.ChangeRequest,
    ("title", "status", "size", "cost_effect", "days_effect", "requested_by", "due"),
)
RISKS = RegisterSpec(
    "risks",
    "R",
    "Risks",
    "risk",
    risks.Risk,
    (
        "title",
        "status",
        "likelihood",
        "impact",
        "cost_impact",
        "owner",
        "response",
        "review_date",
    ),
)
MITIGATIONS = RegisterSpec(
    "mitigations",
    "M",
    "Mitigations",
    "mitigation",
    risks.Mitigation,
    ("title", "risk", "status", "owner", "due", "progress", "cost"),
)
ISSUES = RegisterSpec(
    "issues",
    "I",
    "Issues",
    "issue",
    log.Issue,
    ("title", "status", "urgency", "impact", "owner", "raised_on", "due", "risk"),
)
DECISIONS = RegisterSpec(
    "decisions",
    "D",
    "Decisions",
    "decision",
    log.Decision,
    ("title", "status", "due", "decided_by", "decided_on", "rationale"),
)
ACTIONS = RegisterSpec(
    "actions",
    "AC",
    "Actions",
    "action",
    log.Action,
    ("title", "status", "owner", "due", "source", "helped"),
)

REGISTERS: tuple[RegisterSpec[Any], ...] = (
    PROJECTS,
    SETTINGS,
    CHARTER,
    OBJECTIVES,
    SCOPE_ITEMS,
    ASSUMPTIONS,
    REQUIREMENTS,
    DELIVERABLES,
    CHANGE_REQUESTS,
    RISKS,
    MITIGATIONS,
    BUDGET_LINES,
    EXPENSES,
    ISSUES,
    DECISIONS,
    ACTIONS,
    LESSONS,
    RETROSPECTIVES,
    TOPICS,
    CARDS,
    LESSON_USES,
    ACTIVITIES,
    DEPENDENCIES,
    CALENDARS,
    CALENDAR_EXCEPTIONS,
    RESOURCES,
    ASSIGNMENTS,
    BASELINES,
    BASELINE_ACTIVITIES,
    SCENARIOS,
    BUDGET_MONTHS,
    DRAWDOWNS,
    EXCHANGE_RATES,
    RESOURCE_RATES,
    BASELINE_COSTS,
    TIMESHEETS,
    PROGRESS_MEASUREMENTS,
    EARNING_MILESTONES,
    PERFORMANCE,
    BENEFITS,
    RISK_DELAYS,
    RISK_COSTS,
    DURATION_CORRELATIONS,
    COST_CORRELATIONS,
    SCALE_LEVELS,
    SIMULATION_RUNS,
)

BY_KEY: Mapping[str, RegisterSpec[Any]] = {spec.key: spec for spec in REGISTERS}
BY_PREFIX: Mapping[str, RegisterSpec[Any]] = {spec.prefix: spec for spec in REGISTERS}
