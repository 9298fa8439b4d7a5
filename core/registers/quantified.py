"""Risks in numbers: what they do to the plan and the budget, and what came of that."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from core.registers.budget import BudgetLineRef
from core.registers.entry import (
    Amount,
    Count,
    Day,
    Entry,
    LongText,
    Percent,
    Quantity,
    Score,
    Text,
    Title,
)
from core.registers.risks import RiskRef
from core.registers.schedule import ActivityRef, Shape

Size = Annotated[Quantity, Field(ge=0, le=1e12)]


class DelayMeasure(StrEnum):
    """What the numbers of a delay count."""

    DAYS = "working days"
    PERCENT = "percent of its duration"


class CostMeasure(StrEnum):
    """What the numbers of an extra cost count."""

    MONEY = "money"
    PERCENT = "percent of its amount"


class _Effect(Entry):
    """What a risk does if it happens, as a three-point estimate."""

    title: Annotated[Text, Field(title="Note")] = ""
    risk: RiskRef
    most_likely: Size
    optimistic: Size | None = None
    pessimistic: Size | None = None
    shape: Annotated[Shape, Field(title="Shape of the estimate")] = Shape.PERT

    @model_validator(mode="after")
    def _estimates_in_order(self) -> Self:
        if self.optimistic is not None and self.optimistic > self.most_likely:
            raise ValueError("the optimistic effect is above the most likely one")
        if self.pessimistic is not None and self.pessimistic < self.most_likely:
            raise ValueError("the pessimistic effect is below the most likely one")
        return self


class RiskDelay(_Effect):
    """By how much an activity takes longer if a risk happens; opportunities: less."""

    activity: ActivityRef
    measure: DelayMeasure = DelayMeasure.DAYS

    @property
    def label(self) -> str:
        """What acts on what: "R-002 on T-003"."""
        return f"R-{self.risk:03d} on T-{self.activity:03d}"


class RiskCost(_Effect):
    """By how much a budget line costs more if a risk happens; opportunities: less."""

    budget_line: BudgetLineRef
    measure: CostMeasure = CostMeasure.MONEY

    @property
    def label(self) -> str:
        """What acts on what: "R-002 on B-003"."""
        return f"R-{self.risk:03d} on B-{self.budget_line:03d}"


Coefficient = Annotated[
    Quantity,
    Field(ge=-1, le=1, description="Rank correlation: −1 against, 1 together"),
]


class DurationCorrelation(Entry):
    """How far the durations of two activities go together."""

    title: Annotated[Text, Field(title="Note")] = ""
    activity: ActivityRef
    other: Annotated[ActivityRef, Field(title="And activity")]
    coefficient: Coefficient

    @property
    def label(self) -> str:
        """Which two: "T-003 and T-007"."""
        return f"T-{self.activity:03d} and T-{self.other:03d}"

    @model_validator(mode="after")
    def _two_activities(self) -> Self:
        if self.activity == self.other:
            raise ValueError("an activity cannot be correlated with itself")
        return self


class CostCorrelation(Entry):
    """How far the costs of two budget lines go together."""

    title: Annotated[Text, Field(title="Note")] = ""
    budget_line: BudgetLineRef
    other: Annotated[BudgetLineRef, Field(title="And budget line")]
    coefficient: Coefficient

    @property
    def label(self) -> str:
        """Which two: "B-003 and B-007"."""
        return f"B-{self.budget_line:03d} and B-{self.other:03d}"

    @model_validator(mode="after")
    def _two_lines(self) -> Self:
        if self.budget_line == self.other:
            raise ValueError("a budget line cannot be correlated with itself")
        return self


class ScaleKind(StrEnum):
    """Which scale of a risk a level belongs to."""

    LIKELIHOOD = "likelihood"
    IMPACT = "impact"


class ScaleLevel(Entry):
    """What a level of likelihood or impact means in words, days and money."""

    title: Annotated[Title, Field(title="Word")]
    kind: ScaleKind = ScaleKind.IMPACT
    level: Score
    days: Annotated[
        Quantity | None, Field(ge=0, le=10_000, description="Up to so many days late")
    ] = None
    cost: Annotated[Amount | None, Field(description="Up to so much")] = None
    meaning: LongText = ""


class SimulationRun(Entry):
    """What a simulation of the project said, with all that it takes to repeat it."""

    title: Annotated[Title, Field(title="Simulation")]
    run_on: Day
    at_revision: Count = 0
    seed: Count = 1
    trials: Annotated[Count, Field(ge=1)] = 10_000
    confidence: Percent = 80
    finish: Annotated[Day | None, Field(title="Promised finish")] = None
    cost: Annotated[Amount | None, Field(title="Promised cost")] = None
    results: Annotated[
        LongText, Field(description="Its figures, as the app wrote them (JSON)")
    ] = ""
