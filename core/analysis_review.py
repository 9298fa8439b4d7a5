"""The section of an analysis that looks back: what was planned, what happened."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from core.analysis_incidents import IncidentItem, incident_item
from core.analysis_kinds import Index, Many, Minutes, Money, Ratio, Section, WorkingDays
from core.project import Project
from core.registers.catalog import CHANGE_REQUESTS, ISSUES
from core.registers.scope import ChangeStatus
from core.retrospective.calibration import Calibration
from core.retrospective.incidents import incidents
from core.retrospective.review import Review, review


class SlipItem(Section):
    """An activity that finishes later than in the newest baseline."""

    ref: str
    name: str
    slip_days: WorkingDays


class RiskFateItem(Section):
    """A risk that ended: the probability as first stated, and what became of it."""

    ref: str
    name: str
    probability: Ratio
    happened: bool
    expected_cost: Money | None
    actual_cost: Money | None


class RangeItem(Section):
    """A duration that was estimated as a range, and what it took."""

    ref: str
    name: str
    optimistic_days: WorkingDays
    pessimistic_days: WorkingDays
    actual_days: WorkingDays
    hit: bool


class SurpriseItem(Section):
    """An issue that no risk foresaw."""

    ref: str
    name: str
    urgency: Many
    impact: Many


class ChangeItem(Section):
    """A change request and its decision."""

    ref: str
    name: str
    status: ChangeStatus
    decided_on: date | None
    cost_effect: Money | None
    days_effect: int | None


class CalibrationSection(Section):
    """What stated probabilities and ranges were worth."""

    events: Many
    happened: Many
    enough: Annotated[bool, Field(description="Whether there are 10 ended risks")]
    brier: Annotated[float | None, Field(description="0 is perfect, 1 the worst")]
    reliability: float | None
    resolution: float | None
    uncertainty: float | None
    skill: Index | None
    too_few_z: Annotated[
        float | None, Field(description="Above 1.96 the probabilities were too low")
    ]
    ranges: Many
    range_hits: Many
    range_hit_rate: Ratio | None


class ReviewSection(Section):
    """Planned against actual; what is not finished counts as it is forecast."""

    finished: bool
    finish: date | None
    days_late: Annotated[int | None, Field(description="Working days")]
    time_overrun: Annotated[
        Ratio | None, Field(description="Actual / planned calendar days − 1")
    ]
    budget: Money | None
    cost: Money | None
    cost_overrun: Annotated[Ratio | None, Field(description="Cost / budget − 1")]
    deliverables: Many
    accepted: Many
    accepted_share: Ratio | None
    issues: Many
    surprises: Annotated[
        list[SurpriseItem], Field(description="Issues that were never a risk")
    ]
    slips: list[SlipItem]
    risk_outcomes: list[RiskFateItem]
    changes: list[ChangeItem]
    calibration: CalibrationSection
    ranges: list[RangeItem]
    benefits_planned: Money
    benefits_due: Money
    benefits_realised: Money | None
    incidents: list[IncidentItem]
    median_minutes_to_notice: Minutes | None
    median_minutes_to_resolve: Minutes | None
    mean_minutes_to_resolve: Annotated[
        Minutes | None, Field(description="From three timed incidents on")
    ]


def review_section(project: Project, status_date: date) -> ReviewSection:
    """Return the review of a project as numbers."""
    found = review(project, status_date)
    after = incidents(project, status_date)
    return ReviewSection(
        finished=project.facts.is_finished,
        finish=found.finish,
        days_late=found.days_late,
        time_overrun=found.time_overrun,
        budget=_number(found.budget),
        cost=_number(found.cost),
        cost_overrun=found.cost_overrun,
        deliverables=len(found.scope.deliverables),
        accepted=len(found.scope.accepted),
        accepted_share=found.scope.progress,
        issues=len(found.issues),
        surprises=[
            SurpriseItem(
                ref=ISSUES.reference(r.number),
                name=r.entry.title,
                urgency=r.entry.urgency,
                impact=r.entry.impact,
            )
            for r in found.surprises
        ],
        slips=[
            SlipItem(ref=slip.reference, name=slip.title, slip_days=slip.days)
            for slip in found.slips
        ],
        risk_outcomes=_risks(found),
        changes=_changes(found),
        calibration=_calibration(found, found.calibration),
        ranges=_ranges(found),
        benefits_planned=float(found.benefits.planned),
        benefits_due=float(found.benefits.due),
        benefits_realised=(
            None if found.benefits.realised is None else float(found.benefits.realised)
        ),
        incidents=[incident_item(incident) for incident in after.each],
        median_minutes_to_notice=after.to_notice,
        median_minutes_to_resolve=after.to_resolve,
        mean_minutes_to_resolve=after.mean_to_resolve,
    )


def _risks(found: Review) -> list[RiskFateItem]:
    return [
        RiskFateItem(
            ref=fate.reference,
            name=fate.title,
            probability=fate.probability,
            happened=fate.happened,
            expected_cost=_number(fate.expected_cost),
            actual_cost=_number(fate.actual_cost),
        )
        for fate in found.fates
    ]


def _changes(found: Review) -> list[ChangeItem]:
    return [
        ChangeItem(
            ref=CHANGE_REQUESTS.reference(record.number),
            name=record.entry.title,
            status=record.entry.status,
            decided_on=record.entry.decided_on,
            cost_effect=_number(record.entry.cost_effect),
            days_effect=record.entry.days_effect,
        )
        for record in found.changes
    ]


def _ranges(found: Review) -> list[RangeItem]:
    return [
        RangeItem(
            ref=one.reference,
            name=one.title,
            optimistic_days=one.optimistic,
            pessimistic_days=one.pessimistic,
            actual_days=one.actual,
            hit=one.is_hit,
        )
        for one in found.ranges
    ]


def _calibration(found: Review, events: Calibration) -> CalibrationSection:
    return CalibrationSection(
        events=len(events.forecasts),
        happened=sum(forecast.happened for forecast in events.forecasts),
        enough=events.is_enough,
        brier=events.brier,
        reliability=events.reliability,
        resolution=events.resolution,
        uncertainty=events.uncertainty,
        skill=events.skill,
        too_few_z=events.too_few,
        ranges=len(found.ranges),
        range_hits=sum(one.is_hit for one in found.ranges),
        range_hit_rate=found.hit_rate,
    )


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
