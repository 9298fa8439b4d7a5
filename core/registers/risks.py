"""Risks and what is done about them."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from core.registers.entry import (
    Amount,
    Day,
    Entry,
    FieldKind,
    LongText,
    Percent,
    Quantity,
    RefTo,
    Score,
    Text,
    Title,
)

COMPLETE = 100  # percent

RiskRef = Annotated[int, Field(ge=1), RefTo("risks", "R"), FieldKind.REFERENCE]


class RiskKind(StrEnum):
    """Whether the event would harm or help."""

    THREAT = "threat"
    OPPORTUNITY = "opportunity"


class RiskStatus(StrEnum):
    """Where a risk stands."""

    OPEN = "open"
    OCCURRED = "occurred"
    CLOSED = "closed"


class RiskResponse(StrEnum):
    """Strategy against a threat or for an opportunity (PM² Guide 3.0.1, B.3)."""

    AVOID = "avoid"
    REDUCE = "reduce"
    TRANSFER = "transfer"
    ACCEPT = "accept"
    ESCALATE = "escalate"
    EXPLOIT = "exploit"
    ENHANCE = "enhance"
    SHARE = "share"


class Risk(Entry):
    """An uncertain event that would affect the project's objectives."""

    title: Annotated[Title, Field(title="Event")]
    kind: RiskKind = RiskKind.THREAT
    category: Text = ""
    cause: LongText = ""
    effect: LongText = ""
    owner: Text = ""
    likelihood: Annotated[Score, Field(description="Now: 1 rare to 5 certain")] = 3
    impact: Annotated[Score, Field(description="Now: 1 minor to 5 severe")] = 3
    inherent_likelihood: Annotated[
        Score | None, Field(description="Before anything was done")
    ] = None
    inherent_impact: Annotated[
        Score | None, Field(description="Before anything was done")
    ] = None
    residual_likelihood: Annotated[
        Score | None, Field(description="Once all mitigations are done")
    ] = None
    residual_impact: Annotated[
        Score | None, Field(description="Once all mitigations are done")
    ] = None
    target_likelihood: Annotated[
        Score | None, Field(description="What the response is to reach")
    ] = None
    target_impact: Annotated[
        Score | None, Field(description="What the response is to reach")
    ] = None
    exact_probability: Annotated[
        Percent | None,
        Field(
            title="Exact probability (%)",
            description="Where it is known better than the likelihood says",
        ),
    ] = None
    cost_impact: Annotated[
        Amount | None, Field(description="What it costs, or saves, if it happens")
    ] = None
    response: RiskResponse = RiskResponse.REDUCE
    trigger: Text = ""
    proximity: Annotated[Day | None, Field(description="When it may happen")] = None
    review_date: Day | None = None
    status: RiskStatus = RiskStatus.OPEN
    identified_on: Day | None = None
    closed_on: Day | None = None
    outcome: Annotated[
        LongText, Field(description="What happened, or why it no longer can")
    ] = ""
    actual_cost: Annotated[
        Amount | None, Field(description="What it cost, or saved, when it happened")
    ] = None
    actual_days: Annotated[
        Quantity | None,
        Field(ge=0, description="Working days that it cost, or saved"),
    ] = None

    @property
    def level(self) -> int:
        """Likelihood times impact, now: 1 to 25."""
        return self.likelihood * self.impact

    @property
    def inherent(self) -> tuple[int, int]:
        """Likelihood and impact before anything was done; as now where not given."""
        return (
            self.inherent_likelihood or self.likelihood,
            self.inherent_impact or self.impact,
        )

    @property
    def residual(self) -> tuple[int, int]:
        """Likelihood and impact once all is done; as now where not given."""
        return (
            self.residual_likelihood or self.likelihood,
            self.residual_impact or self.impact,
        )

    @property
    def target(self) -> tuple[int, int] | None:
        """Likelihood and impact that the response is to reach; None without either.

        The one that is not given is the residual one.
        """
        if self.target_likelihood is None and self.target_impact is None:
            return None
        likelihood, impact = self.residual
        return self.target_likelihood or likelihood, self.target_impact or impact


class MitigationStatus(StrEnum):
    """Where a mitigation stands."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class Mitigation(Entry):
    """What somebody does about a risk, by when, at what price."""

    title: Annotated[Title, Field(title="Mitigation")]
    risk: RiskRef
    owner: Text = ""
    due: Day | None = None
    cost: Amount | None = None
    progress: Annotated[Percent, Field(title="Percent complete")] = 0
    status: MitigationStatus = MitigationStatus.OPEN
    done_on: Day | None = None
    expected_effect: LongText = ""
    probability_cut: Annotated[
        Percent,
        Field(
            title="Cuts probability by (%)",
            description="Of what it is: 50 halves it; several multiply",
        ),
    ] = 0
    impact_cut: Annotated[
        Percent,
        Field(
            title="Cuts impact by (%)",
            description="Of what it is: 50 halves it; several multiply",
        ),
    ] = 0

    @model_validator(mode="after")
    def _done_is_complete(self) -> Self:
        if self.status is MitigationStatus.DONE and self.progress < COMPLETE:
            raise ValueError("a mitigation that is done is 100 % complete")
        return self
