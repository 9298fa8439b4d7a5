"""What the trials say of a project: in dates, money and references.

Three runs share their random numbers: as risks stand now, with every open mitigation
carried out at its price, and with estimates only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from core import risk
from core.project import Project
from core.schedule.instants import from_instant, to_instant
from core.scheduled import scheduled
from core.simulated_model import Simulatable, model_of
from core.simulated_sections import SEED, TRIALS
from core.simulated_values import (
    EXACT,
    Adequacy,
    Case,
    Promise,
    Settled,
    money,
    promised,
)
from core.simulation.converging import run_until_stable
from core.simulation.preparing import prepare
from core.simulation.results import (
    Loss,
    confidence,
    contingency,
    exceedance,
    joint_confidence,
    joint_curve,
    percentile,
    standard_error,
)
from core.simulation.running import Run, Watch
from core.simulation.scenarios import Comparison, compare

STEPS = 20  # of the convergence that is shown
LOSSES = 41  # points of the loss exceedance curve


@dataclass(frozen=True)
class Simulated:
    """The trials of one state of a project.

    Parameters
    ----------
    status_date
        The day up to which costs are booked.
    made
        The project as it was simulated, with remarks on what was left out.
    """

    project: Project
    status_date: date
    seed: int
    made: Simulatable
    runs: Comparison

    @property
    def trials(self) -> int:
        """How many trials each run has."""
        return self.runs.before.trials

    @property
    def run(self) -> Run:
        """The run as risks stand now."""
        return self.runs.before

    def of(self, case: Case) -> Run:
        """Return one of the three runs."""
        return {
            Case.NOW: self.runs.before,
            Case.MITIGATED: self.runs.after,
            Case.ESTIMATES: self.runs.estimates_only,
        }[case]

    @cached_property
    def remarks(self) -> tuple[str, ...]:
        """What does not count, or was changed so that it can: sentences."""
        moved = self.run.moved
        if not moved:
            return self.made.remarks
        said = (
            "The correlations cannot all hold at once; the nearest that can differ by "
            f"up to {moved:.2f}."
        )
        return (*self.made.remarks, said)

    # --- dates and money ----------------------------------------------------------

    @cached_property
    def planned_finish(self) -> datetime | None:
        """The finish by the plan alone, every activity as long as planned."""
        if not self.made.has_plan:
            return None
        return from_instant(scheduled(self.project).schedule.finish)

    @property
    def budget(self) -> Decimal:
        """The budget of the work: what the cost is held against."""
        return self.made.items.budget

    @property
    def forecast(self) -> Decimal:
        """The cost by the budget alone, every line as forecast."""
        return self.made.items.forecast

    def finish(self, percent: float, case: Case = Case.NOW) -> datetime | None:
        """Return the moment by which so many percent of the trials finish."""
        if not self.made.has_plan:
            return None
        return from_instant(int(percentile(self.of(case).finish, percent)))

    def cost(self, percent: float, case: Case = Case.NOW) -> Decimal:
        """Return the cost that so many percent of the trials keep to."""
        return promised(percentile(self.of(case).cost, percent))

    def milestone(self, number: int, percent: float) -> datetime:
        """Return the moment by which a milestone is reached in so many percent."""
        return from_instant(int(percentile(self.run.milestones[number], percent)))

    def kept_finish(self, finish: datetime, case: Case = Case.NOW) -> float:
        """Return the share of the trials that finish by a moment."""
        return confidence(self.of(case).finish, to_instant(finish))

    def kept_cost(self, cost: Decimal, case: Case = Case.NOW) -> float:
        """Return the share of the trials that keep to a cost."""
        return confidence(self.of(case).cost, float(cost) + EXACT)

    def together(self, finish: datetime | None, cost: Decimal) -> float:
        """Return the share of the trials that keep to a date and to a cost."""
        if finish is None:
            return self.kept_cost(cost)
        limit = float(cost) + EXACT
        return joint_confidence(self.run, to_instant(finish), limit)

    def days(self, minutes: float) -> float:
        """Return working days of the project's calendar."""
        return minutes / self.made.model.plan.calendars[0].minutes_per_day

    def finish_error(self, percent: float) -> float | None:
        """Return the standard error of a percentile of the finish in working days."""
        if not self.made.has_plan:
            return None
        return self.days(standard_error(self.run.minutes, percent))

    def contingency_days(self, percent: float) -> float | None:
        """Return the working days that a confidence needs beyond the planned finish."""
        if not self.made.has_plan:
            return None
        plan = self.made.model.plan
        finish = scheduled(self.project).schedule.finish
        planned = plan.calendars[0].between(plan.start, finish)
        return self.days(contingency(self.run.minutes, planned, percent))

    def cost_error(self, percent: float) -> Decimal:
        """Return the standard error of a percentile of the cost."""
        return money(standard_error(self.run.cost, percent))

    # --- answers ------------------------------------------------------------------

    def promise(self, percent: float) -> Promise:
        """Return what can be promised with a confidence."""
        finish, cost = self.finish(percent), self.cost(percent)
        if finish is None:
            return Promise(percent, None, cost, percent / 100, None, cost)
        run = self.run
        pairs = joint_curve(run, percent)
        best = min(
            pairs,
            key=lambda pair: max(
                confidence(run.finish, pair.finish), confidence(run.cost, pair.cost)
            ),
        )
        return Promise(
            percent,
            finish,
            cost,
            self.together(finish, cost),
            from_instant(best.finish),
            promised(best.cost),
        )

    def adequacy(self, percent: float) -> Adequacy:
        """Hold the contingency that a confidence needs against what is left."""
        base = self.budget + self.made.items.on_reserves
        left = risk.contingency(self.project, self.status_date)
        return Adequacy(
            self.cost(percent) - base,
            left,
            self.kept_cost(base + max(left, Decimal(0))),
        )

    def losses(self, points: int = LOSSES) -> tuple[Loss, ...]:
        """Return how often the budget is exceeded by how much."""
        return exceedance(self.run.cost, float(self.budget), points)

    def convergence(self, percent: float, steps: int = STEPS) -> tuple[Settled, ...]:
        """Return how a percentile settled while trials were added."""
        sizes = sorted({max(1, self.trials * n // steps) for n in range(1, steps + 1)})
        return tuple(self._settled(percent, many) for many in sizes)

    def _settled(self, percent: float, many: int) -> Settled:
        cost = self.run.cost[:many]
        days = error = None
        if self.made.has_plan:
            minutes = self.run.minutes[:many]
            days = self.days(percentile(minutes, percent))
            error = self.days(standard_error(minutes, percent))
        return Settled(
            many,
            days,
            error,
            promised(percentile(cost, percent)),
            money(standard_error(cost, percent)),
        )

    @property
    def criticality(self) -> Mapping[int, float]:
        """The share of the trials in which each open activity drives the finish."""
        return self.run.criticality


def run(
    project: Project,
    trials: int | None = TRIALS,
    seed: int = SEED,
    status_date: date | None = None,
    watch: Watch | None = None,
) -> Simulated:
    """Simulate a project, once for this very value, trials, seed and status date.

    Parameters
    ----------
    trials
        None runs until the 80th percentiles are stable.
    status_date
        The day up to which costs are booked, where the project sets none.
    watch
        Called with the trials that are done and all that are wanted; a false answer
        stops the run.

    Raises
    ------
    SimulationError
        With every entry that is wrong.
    ScheduleError
        For a plan that cannot be dated, such as one with a cycle.
    CancelledError
        When `watch` says so; nothing is kept.
    """
    day = project.settings.status_date or status_date or date.min
    key = ("simulated", trials, seed, day)
    return project.remember(key, lambda: _simulated(project, trials, seed, day, watch))


def _simulated(
    project: Project, trials: int | None, seed: int, day: date, watch: Watch | None
) -> Simulated:
    made = model_of(project, day)
    prepared = prepare(made.model)
    if trials is None:
        first, _steps = run_until_stable(prepared, seed, watch=watch)
        trials = first.trials
    runs = compare(prepared, seed, trials, watch)
    return Simulated(project, day, seed, made, runs)
