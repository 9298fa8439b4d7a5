"""The sections of an analysis: every computed figure of a project as one document.

Figures are not rounded; money is a number of the project's currency, to the cent;
what is undefined is null. More sections and fields may follow: a reader ignores those
that it does not know.
"""

from datetime import date
from typing import Annotated

from pydantic import Field

from core.analysis_budget_sections import BudgetSection
from core.analysis_kinds import (
    Many,
    Moment,
    Money,
    Ratio,
    Section,
    WorkingDays,
)
from core.analysis_review import ReviewSection
from core.analysis_risk import RiskSection
from core.earned_value.sections import EarnedValueSection
from core.figure import Status
from core.registers.project import ProjectState
from core.registers.schedule import ActivityKind
from core.simulated_sections import SimulationSection


class ProjectSection(Section):
    """Which project it is."""

    key: str
    name: str
    state: ProjectState
    sponsor: str
    manager: str
    planned_start: date | None
    planned_finish: date | None
    forecast_finish: date | None


class DimensionSection(Section):
    """How one dimension stands, and the rule that says so."""

    name: str
    status: Status
    value: Annotated[
        float | None, Field(description="Working days, per cent or a count")
    ]
    figure: Annotated[str, Field(description="The value in words")]
    rule: str


class HealthSection(Section):
    """How the project stands: as its worst dimension."""

    overall: Status
    dimensions: list[DimensionSection]


class ScopeSection(Section):
    """What is delivered, and how the agreement changes."""

    deliverables: Many
    accepted: Many
    progress: Ratio | None
    late: Many
    requirements: Many
    verified: Many
    loose_must_haves: Many
    open_assumptions: Many
    overdue_assumptions: Many
    open_changes: Many
    decided_changes: Many
    change_cost: Money
    change_rate: Ratio | None


class LogSection(Section):
    """What is open in the log; `overdue` counts all three kinds."""

    open_issues: Many
    waiting_decisions: Many
    open_actions: Many
    overdue: Many


class ActivityItem(Section):
    """One activity, milestone or summary with the dates that follow from the plan."""

    ref: str
    wbs: str
    name: str
    kind: ActivityKind
    early_start: Moment | None
    early_finish: Moment | None
    late_start: Moment | None
    late_finish: Moment | None
    total_float_days: WorkingDays | None
    free_float_days: WorkingDays | None
    critical: bool
    driving_predecessor: Annotated[
        str | None,
        Field(description="Reference of the activity that its dates follow from"),
    ]
    slip_days: Annotated[
        dict[str, WorkingDays | None],
        Field(
            description="Working days by which the finish is later than in each "
            "baseline, by name; null where the baseline does not have the activity"
        ),
    ]


class QualityItem(Section):
    """One check of the plan's quality, after the DCMA 14 points."""

    name: str
    rule: str
    figure: str
    limit: str
    value: Annotated[float | None, Field(description="The figure as a number")]
    failed: bool
    offenders: Annotated[list[str], Field(description="References of activities")]


class ScheduleSection(Section):
    """When the work is done; without activities both dates are null."""

    start: Moment | None
    finish: Moment | None
    activities: Annotated[
        list[ActivityItem], Field(description="In the order of the outline")
    ]
    quality: list[QualityItem]


class Analysis(Section):
    """Every computed figure of one project, at one revision and status date."""

    project: ProjectSection
    revision: Many
    as_of: Annotated[
        date | None, Field(description="The day that the project is shown as of")
    ]
    status_date: Annotated[
        date, Field(description="Figures count what is planned and spent by this day")
    ]
    health: HealthSection
    risk: RiskSection
    budget: BudgetSection
    scope: ScopeSection
    log: LogSection
    schedule: Annotated[
        ScheduleSection | None,
        Field(description="null where the plan has no dates, see schedule_error"),
    ]
    schedule_error: Annotated[
        str | None,
        Field(description="Why the plan has no dates, such as a cycle; else null"),
    ]
    earned_value: EarnedValueSection
    simulation: Annotated[
        SimulationSection | None,
        Field(description="null unless trials or a seed are asked for"),
    ] = None
    simulation_error: Annotated[
        str | None,
        Field(description="Why the project cannot be simulated; else null"),
    ] = None
    review: ReviewSection
    counts: Annotated[
        dict[str, Many], Field(description="Entries in each register, archived apart")
    ]
