"""A project as the simulation takes it: what is uncertain, in minutes and money.

Activities vary by their three-point estimates; those without are as planned. Open
risks happen with their probability, and then delay activities and raise budget lines.
Open mitigations cut both, at the price of what is left of them. Whatever cannot be
simulated is either refused, by the entry that is wrong, or left out with a remark.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from core.errors import Problem
from core.project import Project
from core.registers.catalog import (
    ACTIVITIES,
    RISK_DELAYS,
    RISKS,
)
from core.registers.entry import Record
from core.registers.quantified import DelayMeasure, RiskDelay
from core.registers.risks import RiskKind, RiskStatus
from core.registers.schedule import ActivityKind
from core.risk import open_risks, open_threats, probability
from core.risk_mitigations import WHOLE, open_mitigations, price
from core.schedule.plan import Plan
from core.schedule.reading import plan_of
from core.simulated_costs import Items, cost_impacts, cost_items
from core.simulated_estimates import (
    Gathered,
    distribution,
    duration_estimate,
    effect_estimate,
    is_planned_otherwise,
)
from core.simulated_pairs import correlation
from core.simulation.distributions import Distribution, Fixed
from core.simulation.errors import SimulationError
from core.simulation.model import (
    DurationImpact,
    Mitigation,
    MitigationEffect,
    Model,
    RiskEvent,
)
from core.words import capital, count, listed

MINUTES_PER_HOUR = 60
NAMED = 5  # activities that a remark names


@dataclass(frozen=True)
class Simulatable:
    """A model with what was left out of it, and what is certain.

    Parameters
    ----------
    remarks
        What does not count in the simulation and why, as sentences.
    has_plan
        Whether there is any work to date; without it only the cost is simulated.
    """

    model: Model
    items: Items
    remarks: tuple[str, ...]
    has_plan: bool


def model_of(project: Project, status_date: date) -> Simulatable:
    """Return what is uncertain about a project.

    Raises
    ------
    SimulationError
        With every entry that is wrong: estimates that do not rise, impacts on what was
        archived, is a summary or a reserve, pairs that are stated twice.
    ScheduleError
        Where the plan cannot be read.
    """
    key = ("simulatable", status_date)
    return project.remember(key, lambda: _model(project, status_date))


def _model(project: Project, status_date: date) -> Simulatable:
    plan, found = plan_of(project), Gathered()
    leaves = _leaves(plan)
    durations = _durations(project, leaves, found)
    items = cost_items(project, status_date, plan, found)
    pairs = correlation(project, durations, items.uncertain, found)
    model = Model(
        plan,
        durations,
        _risks(project),
        tuple(_delays(project, leaves, found)),
        items.items,
        cost_impacts(project, found),
        _mitigations(project, found),
        pairs,
        _milestones(plan, leaves),
    )
    if found.problems:
        raise SimulationError(found.problems)
    return Simulatable(model, items, tuple(found.remarks), bool(leaves))


def _leaves(plan: Plan) -> frozenset[int]:
    """Return the activities that hold no others."""
    groups = {activity.parent for activity in plan.activities}
    return frozenset(
        one.number
        for one in plan.activities
        if one.number not in groups and one.kind is not ActivityKind.SUMMARY
    )


def _durations(
    project: Project, leaves: frozenset[int], found: Gathered
) -> dict[int, Distribution]:
    settings, others = project.settings, []
    made: dict[int, Distribution] = {}
    for number in sorted(leaves):
        record = project[ACTIVITIES].records[number]
        if record.entry.actual_finish is not None or record.entry.manual:
            continue
        estimate = duration_estimate(record, settings)
        if isinstance(estimate, Problem):
            found.problems.append(estimate)
        elif estimate is not None and not estimate.is_certain:
            made[number] = distribution(estimate, settings)
            if is_planned_otherwise(record, settings):
                others.append(ACTIVITIES.reference(number))
    if others:
        found.remarks.append(_planned_otherwise(others))
    return made


def _planned_otherwise(names: Sequence[str]) -> str:
    shown = [*names[:NAMED], *(["others"] if len(names) > NAMED else [])]
    be, its = ("is", "its") if len(names) == 1 else ("are", "their")
    return (
        f"{listed(shown)} {be} planned with another duration than {its} most likely "
        "one; the estimate counts."
    )


def _risks(project: Project) -> tuple[RiskEvent, ...]:
    settings = project.settings
    return tuple(
        RiskEvent(
            record.number,
            probability(record.entry, settings),
            record.entry.kind is RiskKind.THREAT,
        )
        for record in open_risks(project)
    )


def _delays(
    project: Project, leaves: frozenset[int], found: Gathered
) -> Iterator[DurationImpact]:
    risks, settings = project[RISKS].records, project.settings
    for record in project[RISK_DELAYS].live:
        entry = record.entry
        risk = risks[entry.risk]
        if risk.archived or risk.entry.status is not RiskStatus.OPEN:
            continue
        wrong = _no_target(project, record, leaves)
        if wrong:
            found.problems.append(wrong)
            continue
        idle = _idle(project, entry.activity, leaves)
        if idle:
            found.remarks.append(_left_out(record, idle))
            continue
        is_relative = entry.measure is DelayMeasure.PERCENT
        unit = settings.hours_per_day * MINUTES_PER_HOUR
        estimate = effect_estimate(
            (entry.optimistic, entry.most_likely, entry.pessimistic), entry.shape
        ).times(1 / WHOLE if is_relative else unit)
        size = distribution(estimate, settings)
        number = record.number
        yield DurationImpact(number, entry.risk, entry.activity, size, is_relative)


def _no_target(
    project: Project, record: Record[RiskDelay], leaves: frozenset[int]
) -> Problem | None:
    """Return what is wrong with the activity that a delay names."""
    number = record.entry.activity
    activity = project[ACTIVITIES].records[number]
    name, delay = ACTIVITIES.reference(number), RISK_DELAYS.reference(record.number)
    if activity.archived:
        wrong = "is archived; restore it, or archive this delay"
    elif number not in leaves and any(
        one.entry.parent == number for one in project[ACTIVITIES].live
    ):
        wrong = "is a summary; name an activity within it"
    else:
        return None
    return Problem("activity", wrong, delay, name)


def _idle(project: Project, number: int, leaves: frozenset[int]) -> str:
    """Return why nothing can delay an activity; empty where something can."""
    entry = project[ACTIVITIES].records[number].entry
    if number not in leaves:
        return "is not active"
    if entry.actual_finish is not None or entry.percent_complete == WHOLE:
        return "is finished"
    return "has typed dates" if entry.manual else ""


def _left_out(record: Record[RiskDelay], why: str) -> str:
    activity = ACTIVITIES.reference(record.entry.activity)
    return f"{RISK_DELAYS.reference(record.number)} is left out: {activity} {why}."


def _mitigations(project: Project, found: Gathered) -> tuple[Mitigation, ...]:
    """Return what is open against threats and says in numbers what it does."""
    every = [
        one
        for threat in open_threats(project)
        for one in open_mitigations(project, threat.number)
    ]
    known = [one for one in every if one.entry.probability_cut or one.entry.impact_cut]
    if len(known) < len(every):
        found.remarks.append(_without_effect(len(every) - len(known)))
    return tuple(
        Mitigation(
            one.number,
            (
                MitigationEffect(
                    one.entry.risk,
                    1 - one.entry.probability_cut / WHOLE,
                    1 - one.entry.impact_cut / WHOLE,
                ),
            ),
            Fixed(float(price(one.entry))),
        )
        for one in sorted(known, key=lambda record: record.number)
    )


def _without_effect(many: int) -> str:
    be, its = ("is", "its") if many == 1 else ("are", "their")
    return capital(
        f"{count(many, 'open mitigation')} {be} left out until {its} cut of "
        "probability or impact is written down."
    )


def _milestones(plan: Plan, leaves: frozenset[int]) -> tuple[int, ...]:
    """Return the milestones that are still ahead."""
    return tuple(
        one.number
        for one in plan.activities
        if one.kind is ActivityKind.MILESTONE
        and one.number in leaves
        and not one.is_complete
    )
