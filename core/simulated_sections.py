"""The figures of a simulation as a document: for other programs, and to be kept."""

from typing import Annotated, NamedTuple

from pydantic import Field

from core.analysis_kinds import Many, Moment, Money, Ratio, Section, WorkingDays

TRIALS, SEED = 10_000, 1
Percent = Annotated[int, Field(ge=0, le=100)]


class Wish(NamedTuple):
    """How a project is to be simulated."""

    trials: int = TRIALS
    seed: int = SEED


def wished(trials: int | None, seed: int | None) -> Wish | None:
    """Return how to simulate where trials or seed are given; None without either.

    >>> wished(None, 7)
    Wish(trials=10000, seed=7)
    """
    if trials is None and seed is None:
        return None
    return Wish(TRIALS if trials is None else trials, SEED if seed is None else seed)


class PercentileItem(Section):
    """What so many percent of the trials keep to."""

    percent: Percent
    finish: Moment | None
    cost: Money


class RunItem(Section):
    """One of the runs on the same random numbers, at the confidence."""

    name: str
    finish: Moment | None
    cost: Money


class MilestoneItem(Section):
    """When a milestone is reached in so many percent of the trials."""

    ref: str
    name: str
    p10: Moment
    p50: Moment
    p80: Moment
    p90: Moment


class SensitivityItem(Section):
    """How much an open activity matters for the finish."""

    ref: str
    name: str
    criticality: Annotated[Ratio, Field(description="Share of trials: it is critical")]
    cruciality: Annotated[
        float | None, Field(description="Rank correlation with the project's duration")
    ]
    schedule_sensitivity: Annotated[
        float | None,
        Field(description="Criticality × own / project's standard deviation"),
    ]


class CauseItem(Section):
    """What one risk or estimate does to the finish, in working days, or the cost."""

    outcome: Annotated[str, Field(description="finish or cost")]
    ref: str
    name: str
    what: Annotated[str, Field(description="risk, duration or cost")]
    contribution: Annotated[
        float | None,
        Field(description="By how much the percentile falls without it; null: small"),
    ]
    swing: float
    correlation: float | None


class WorthItem(Section):
    """What an open mitigation takes off the percentiles, carried out alone."""

    ref: str
    name: str
    risk: str
    days: Annotated[WorkingDays | None, Field(description="Off the finish")]
    cost: Annotated[Money, Field(description="Off the cost, before its price")]
    price: Money
    net: Annotated[Money, Field(description="Cost − price")]


class LossItem(Section):
    """How often the budget is exceeded by more than an amount."""

    over: Money
    share: Ratio


class StepItem(Section):
    """The percentiles as they stood after so many trials."""

    trials: Many
    days: Annotated[
        WorkingDays | None, Field(description="From the plan's start to its finish")
    ]
    days_error: WorkingDays | None
    cost: Money
    cost_error: Money


class RemarkItem(Section):
    """What does not count in the simulation, and why."""

    text: str


class SimulationSection(Section):
    """What risks and estimates do to the finish and the cost."""

    trials: Many
    seed: Many
    confidence: Annotated[
        Percent, Field(description="Percentile of the figures below, in percent")
    ]
    planned_finish: Annotated[
        Moment | None, Field(description="By the plan alone; null without a plan")
    ]
    planned_finish_confidence: Ratio | None
    finish: Moment | None
    finish_standard_error_days: WorkingDays | None
    schedule_contingency_days: Annotated[
        WorkingDays | None, Field(description="Working days, finish − planned finish")
    ]
    budget: Annotated[Money, Field(description="All work lines")]
    budget_confidence: Ratio
    forecast: Annotated[Money, Field(description="By the budget page alone")]
    cost: Money
    cost_standard_error: Money
    joint_confidence: Annotated[
        Ratio, Field(description="How often both finish and cost above hold")
    ]
    joint_finish: Annotated[
        Moment | None, Field(description="With the joint cost: both hold as asked")
    ]
    joint_cost: Money
    contingency_needed: Annotated[
        Money, Field(description="Cost − budget − what was booked on reserves")
    ]
    contingency_left: Money
    contingency_gap: Annotated[Money, Field(description="Needed − left")]
    contingency_confidence: Annotated[
        Ratio, Field(description="How often budget and contingency left hold the cost")
    ]
    correlation_moved: Annotated[
        float,
        Field(description="How far a coefficient was moved to be possible"),
    ]
    criticality: Annotated[
        dict[str, Ratio], Field(description="By reference of the open activities")
    ]
    percentiles: list[PercentileItem]
    runs: list[RunItem]
    milestones: list[MilestoneItem]
    tornado: list[CauseItem]
    mitigations: list[WorthItem]
    sensitivities: Annotated[
        list[SensitivityItem], Field(description="The most critical first")
    ]
    loss_exceedance: list[LossItem]
    convergence: list[StepItem]
    remarks: list[RemarkItem]
