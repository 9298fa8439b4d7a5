"""What was planned against what happened, all from the record of the project."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from core.benefits import Benefits
from core.budget import forecast_overrun
from core.costs import Costs
from core.errors import Problem
from core.finish import days_late, forecast
from core.project import Project
from core.registers.catalog import ACTIVITIES, CHANGE_REQUESTS, ISSUES, RISKS
from core.registers.entry import Record
from core.registers.log import Issue
from core.registers.project import ProjectSettings
from core.registers.risks import Risk, RiskStatus
from core.registers.schedule import Activity
from core.registers.scope import ChangeRequest
from core.retrospective.calibration import Calibration, Forecast
from core.risk import probability
from core.schedule.errors import ScheduleError
from core.schedule.instants import to_instant
from core.scheduled import Scheduled, scheduled
from core.scope_state import Scope
from core.simulated_estimates import duration_estimate
from core.slips import slip_of

MOST = 10  # slips that are listed


@dataclass(frozen=True, slots=True)
class Slip:
    """An activity that finishes later than in the newest baseline, in working days."""

    reference: str
    title: str
    days: float


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a risk: the probability, 0 to 1, as first stated, and the end."""

    reference: str
    title: str
    probability: float
    happened: bool
    expected_cost: Decimal | None
    actual_cost: Decimal | None


@dataclass(frozen=True, slots=True)
class Range:
    """One duration that was estimated as a range, and how long it took.

    In working days of the activity's calendar.
    """

    reference: str
    title: str
    optimistic: float
    pessimistic: float
    actual: float

    @property
    def is_hit(self) -> bool:
        """Whether it took no less and no more than the range said."""
        return self.optimistic <= self.actual <= self.pessimistic


@dataclass(frozen=True)
class Review:
    """A project looked back on; what is not finished counts as it is forecast.

    Parameters
    ----------
    project
        At the revision that is shown.
    status_date
        What was spent, realised or due by this day.
    """

    project: Project
    status_date: date

    # --- dates ----------------------------------------------------------------------

    @cached_property
    def finish(self) -> date | None:
        """When the project finished, or is forecast to."""
        return forecast(self.project).day

    @cached_property
    def days_late(self) -> int | None:
        """Working days by which the finish is later than planned."""
        return days_late(self.project)

    @cached_property
    def time_overrun(self) -> float | None:
        """Actual / planned duration − 1."""
        if self.lengths is None:
            return None
        planned, taken = self.lengths
        return taken / planned - 1

    @cached_property
    def lengths(self) -> tuple[int, int] | None:
        """Planned and actual calendar days from start to finish, if both are known.

        The actual start is the forecast one of the facts, else the planned one.
        """
        facts = self.project.facts
        planned = _length(facts.planned_start, facts.planned_finish)
        start = facts.forecast_start or facts.planned_start
        taken = _length(start, self.finish)
        return None if planned is None or taken is None else (planned, taken)

    @cached_property
    def slips(self) -> tuple[Slip, ...]:
        """The activities that slipped most, the worst first; summaries apart."""
        known = self._plan
        if known is None:
            return ()
        late = [
            Slip(ACTIVITIES.reference(number), activity.title, days)
            for number, activity in known.activities.items()
            if not known.is_summary(number)
            and (days := slip_of(known, number) or 0.0) > 0
        ]
        return tuple(sorted(late, key=lambda slip: -slip.days)[:MOST])

    @cached_property
    def _plan(self) -> Scheduled | None:
        if not len(self.project[ACTIVITIES]):
            return None
        try:
            return scheduled(self.project)
        except ScheduleError:  # the page Schedule names what is to be corrected
            return None

    # --- money, scope, quality ------------------------------------------------------

    @cached_property
    def costs(self) -> Costs:
        """What the project costs."""
        return Costs(self.project, self.status_date)

    @cached_property
    def budget(self) -> Decimal | None:
        """What it was to cost: the lines of work, else the list of projects."""
        return self.costs.bac if self.costs.work_lines else self.project.facts.budget

    @cached_property
    def cost(self) -> Decimal | None:
        """What it cost, or is forecast to, likewise."""
        if self.costs.work_lines:
            return self.costs.forecast
        return self.project.facts.forecast

    @cached_property
    def cost_overrun(self) -> float | None:
        """Actual / planned cost − 1."""
        return forecast_overrun(self.project, self.status_date)

    @cached_property
    def scope(self) -> Scope:
        """What was delivered, and how the agreement changed."""
        return Scope(self.project, self.status_date)

    @cached_property
    def changes(self) -> tuple[Record[ChangeRequest], ...]:
        """The change requests in the order of their decision, open ones last."""
        live = self.project[CHANGE_REQUESTS].live
        return tuple(
            sorted(live, key=lambda r: (r.entry.decided_on or date.max, r.number))
        )

    @cached_property
    def benefits(self) -> Benefits:
        """What the project is worth."""
        return Benefits(self.project, self.status_date)

    # --- what was foreseen ------------------------------------------------------------

    @cached_property
    def fates(self) -> tuple[Fate, ...]:
        """Every risk that ended, the one thought likeliest first."""
        settings = self.project.settings
        found = [
            _fate(record, settings)
            for record in self.project[RISKS].live
            if record.entry.status is not RiskStatus.OPEN
        ]
        return tuple(sorted(found, key=lambda fate: -fate.probability))

    @cached_property
    def calibration(self) -> Calibration:
        """What the stated probabilities were worth."""
        return Calibration(
            tuple(Forecast(fate.probability, fate.happened) for fate in self.fates)
        )

    @cached_property
    def issues(self) -> tuple[Record[Issue], ...]:
        """Every issue there was."""
        return tuple(self.project[ISSUES].live)

    @cached_property
    def surprises(self) -> tuple[Record[Issue], ...]:
        """The issues that were never a risk, the worst first."""
        found = [r for r in self.issues if r.entry.risk is None]
        return tuple(sorted(found, key=lambda r: -r.entry.urgency * r.entry.impact))

    @cached_property
    def ranges(self) -> tuple[Range, ...]:
        """The activities that are done and whose duration was estimated as a range."""
        known = self._plan
        return tuple(self._ranges(known)) if known else ()

    def _ranges(self, known: Scheduled) -> Iterator[Range]:
        settings = self.project.settings
        for record in self.project[ACTIVITIES].live:
            estimate = duration_estimate(record, settings)
            taken = _taken(record, known)
            if estimate is None or isinstance(estimate, Problem) or taken is None:
                continue  # the page Risks names what is wrong with an estimate
            day = settings.hours_per_day * 60
            yield Range(
                ACTIVITIES.reference(record.number),
                record.entry.title,
                estimate.optimistic / day,
                estimate.pessimistic / day,
                taken,
            )

    @cached_property
    def hit_rate(self) -> float | None:
        """Share of the ranges that held; None without any."""
        if not self.ranges:
            return None
        return sum(one.is_hit for one in self.ranges) / len(self.ranges)


def review(project: Project, status_date: date) -> Review:
    """Return the review of a project, made once for its revision."""
    return project.remember(
        ("review", status_date), lambda: Review(project, status_date)
    )


def first_stated(risk: Risk) -> tuple[int, int]:
    """Return likelihood and impact as first stated: before anything was done.

    A risk that is about to end is often rated anew; that is no forecast.
    """
    return (
        risk.inherent_likelihood or risk.likelihood,
        risk.inherent_impact or risk.impact,
    )


def _fate(record: Record[Risk], settings: ProjectSettings) -> Fate:
    risk = record.entry
    return Fate(
        RISKS.reference(record.number),
        risk.title,
        probability(risk, settings, first_stated),
        risk.status is RiskStatus.OCCURRED,
        risk.cost_impact,
        risk.actual_cost,
    )


def _taken(record: Record[Activity], known: Scheduled) -> float | None:
    """Return how many working days a finished activity took."""
    start, finish = record.entry.actual_start, record.entry.actual_finish
    if start is None or finish is None or record.number not in known.activities:
        return None
    return known.days(record.number, to_instant(start), to_instant(finish))


def _length(start: date | None, finish: date | None) -> int | None:
    """Return calendar days, both ends counted; None where they are not in order."""
    if start is None or finish is None or finish < start:
        return None
    return (finish - start).days + 1
