"""The section of an analysis that tells the simulation, where somebody asks for it."""

from collections.abc import Iterator
from datetime import date

from core import simulated
from core.project import Project
from core.registers.catalog import ACTIVITIES
from core.schedule.errors import ScheduleError
from core.simulated import Simulated
from core.simulated_causes import causes, sensitivities, worth
from core.simulated_sections import (
    CauseItem,
    LossItem,
    MilestoneItem,
    PercentileItem,
    RemarkItem,
    RunItem,
    SensitivityItem,
    SimulationSection,
    StepItem,
    Wish,
    WorthItem,
)
from core.simulated_values import Case
from core.simulation.errors import SimulationError
from core.simulation.results import PERCENTS
from core.simulation.running import Watch
from core.simulation.sensitivity import Outcome

MILESTONE_PERCENTS = (10, 50, 80, 90)


def simulation_section(
    project: Project, status_date: date, wish: Wish
) -> tuple[SimulationSection | None, str | None]:
    """Simulate a project.

    Returns
    -------
    The section, and what stands against it: just one of them is None.
    """
    try:
        made = simulated.run(project, wish.trials, wish.seed, status_date)
        return section_of(made, project.settings.promise_confidence), None
    except (SimulationError, ScheduleError) as error:
        return None, str(error)


def section_of(
    made: Simulated, percent: int, watch: Watch | None = None
) -> SimulationSection:
    """Return all figures of a simulation at a confidence in percent.

    Raises
    ------
    CancelledError
        When `watch` says so.
    """
    promise, reserve = made.promise(percent), made.adequacy(percent)
    planned = made.planned_finish
    return SimulationSection(
        trials=made.trials,
        seed=made.seed,
        confidence=percent,
        planned_finish=planned,
        planned_finish_confidence=made.kept_finish(planned) if planned else None,
        finish=promise.finish,
        finish_standard_error_days=made.finish_error(percent),
        schedule_contingency_days=made.contingency_days(percent),
        budget=float(made.budget),
        budget_confidence=made.kept_cost(made.budget),
        forecast=float(made.forecast),
        cost=float(promise.cost),
        cost_standard_error=float(made.cost_error(percent)),
        joint_confidence=promise.together,
        joint_finish=promise.joint_finish,
        joint_cost=float(promise.joint_cost),
        contingency_needed=float(reserve.needed),
        contingency_left=float(reserve.left),
        contingency_gap=float(reserve.gap),
        contingency_confidence=reserve.covered,
        correlation_moved=made.run.moved,
        criticality={ACTIVITIES.reference(n): s for n, s in made.criticality.items()},
        percentiles=[
            PercentileItem(percent=p, finish=made.finish(p), cost=float(made.cost(p)))
            for p in PERCENTS
        ],
        runs=[_run(made, case, percent) for case in Case],
        milestones=list(_milestones(made)),
        tornado=[
            one for outcome in Outcome for one in _causes(made, outcome, percent, watch)
        ],
        mitigations=list(_worths(made, percent, watch)),
        sensitivities=list(_activities(made)),
        loss_exceedance=[
            LossItem(over=round(loss.value, 2), share=loss.share)
            for loss in made.losses()
        ],
        convergence=list(_steps(made, percent)),
        remarks=[RemarkItem(text=text) for text in made.remarks],
    )


def _run(made: Simulated, case: Case, percent: float) -> RunItem:
    finish, cost = made.finish(percent, case), float(made.cost(percent, case))
    return RunItem(name=case.value, finish=finish, cost=cost)


def _milestones(made: Simulated) -> Iterator[MilestoneItem]:
    for number in made.run.milestones:
        moments = [made.milestone(number, p) for p in MILESTONE_PERCENTS]
        title = made.project[ACTIVITIES].records[number].entry.title
        p10, p50, p80, p90 = moments
        yield MilestoneItem(
            ref=ACTIVITIES.reference(number),
            name=title,
            p10=p10,
            p50=p50,
            p80=p80,
            p90=p90,
        )


def _causes(
    made: Simulated, outcome: Outcome, percent: float, watch: Watch | None
) -> Iterator[CauseItem]:
    for one in causes(made, outcome, percent, watch):
        yield CauseItem(
            outcome=outcome.value,
            ref=one.reference,
            name=one.title,
            what=one.what,
            contribution=one.contribution,
            swing=one.swing,
            correlation=one.correlation,
        )


def _worths(
    made: Simulated, percent: float, watch: Watch | None
) -> Iterator[WorthItem]:
    for one in worth(made, percent, watch):
        yield WorthItem(
            ref=one.reference,
            name=one.title,
            risk=one.risk,
            days=one.days,
            cost=float(one.cost),
            price=float(one.price),
            net=float(one.net),
        )


def _activities(made: Simulated) -> Iterator[SensitivityItem]:
    records = made.project[ACTIVITIES].records
    for one in sensitivities(made):
        yield SensitivityItem(
            ref=ACTIVITIES.reference(one.number),
            name=records[one.number].entry.title,
            criticality=one.criticality,
            cruciality=one.cruciality,
            schedule_sensitivity=one.schedule_sensitivity,
        )


def _steps(made: Simulated, percent: float) -> Iterator[StepItem]:
    for step in made.convergence(percent):
        yield StepItem(
            trials=step.trials,
            days=step.days,
            days_error=step.days_error,
            cost=float(step.cost),
            cost_error=float(step.cost_error),
        )
