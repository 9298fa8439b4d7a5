"""What the project is for and what it delivers."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from core.registers.entry import (
    Day,
    Days,
    Entry,
    FieldKind,
    LongText,
    Money,
    Quantity,
    RefTo,
    Score,
    Text,
    Title,
)

DeliverableRef = Annotated[
    int, Field(ge=1), RefTo("deliverables", "DE"), FieldKind.REFERENCE
]


class Charter(Entry):
    """Why the project exists and under which conditions (PM² project charter)."""

    title: Annotated[Title, Field(title="Purpose")]
    business_case: LongText = ""
    success_criteria: LongText = ""
    constraints: LongText = ""
    approach: LongText = ""
    sponsor: Text = ""
    signed_by: Text = ""
    signed_on: Day | None = None


class ObjectiveStatus(StrEnum):
    """Where an objective stands."""

    OPEN = "open"
    MET = "met"
    MISSED = "missed"
    DROPPED = "dropped"


class Objective(Entry):
    """What success means: specific, measurable, owned, due."""

    title: Annotated[Title, Field(title="Objective")]
    metric: Text = ""
    baseline: Annotated[Quantity | None, Field(title="Today")] = None
    target: Quantity | None = None
    actual: Quantity | None = None
    due: Day | None = None
    owner: Text = ""
    goal: Annotated[Text, Field(title="Strategic goal")] = ""
    status: ObjectiveStatus = ObjectiveStatus.OPEN


class ScopeKind(StrEnum):
    """Whether something belongs to the project."""

    IN = "in"
    OUT = "out"
    CONSTRAINT = "constraint"


class ScopeItem(Entry):
    """Something that is in scope, out of scope, or limits the project."""

    title: Annotated[Title, Field(title="Item")]
    kind: ScopeKind = ScopeKind.IN
    rationale: LongText = ""


class AssumptionStatus(StrEnum):
    """Whether an assumption proved true."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    REFUTED = "refuted"


class Assumption(Entry):
    """Something taken as true for planning, without proof."""

    title: Annotated[Title, Field(title="Assumption")]
    rationale: LongText = ""
    confirm_by: Day | None = None
    owner: Text = ""
    status: AssumptionStatus = AssumptionStatus.OPEN


class Priority(StrEnum):
    """MoSCoW priority of a requirement."""

    MUST = "must"
    SHOULD = "should"
    COULD = "could"
    WONT = "won't"


class Feasibility(StrEnum):
    """How sure it is that a requirement can be met."""

    UNKNOWN = "unknown"
    PROVEN = "proven"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"
    INFEASIBLE = "infeasible"


class RequirementStatus(StrEnum):
    """Where a requirement stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    IMPLEMENTED = "implemented"
    VERIFIED = "verified"
    REJECTED = "rejected"


class Requirement(Entry):
    """What a deliverable must do or be."""

    title: Annotated[Title, Field(title="Requirement")]
    description: LongText = ""
    priority: Priority = Priority.SHOULD
    source: Text = ""
    feasibility: Feasibility = Feasibility.UNKNOWN
    acceptance_criteria: LongText = ""
    deliverable: DeliverableRef | None = None
    owner: Text = ""
    status: RequirementStatus = RequirementStatus.PROPOSED


class DeliverableStatus(StrEnum):
    """Where a deliverable stands on its way to acceptance."""

    PLANNED = "planned"
    IN_PROGRESS = "in progress"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Deliverable(Entry):
    """What the project hands over: to whom, by which criteria, by when."""

    title: Annotated[Title, Field(title="Deliverable")]
    description: LongText = ""
    owner: Text = ""
    wbs: Annotated[Text, Field(title="WBS code")] = ""
    due: Day | None = None
    acceptance_criteria: LongText = ""
    accepted_by: Text = ""
    accepted_on: Day | None = None
    status: DeliverableStatus = DeliverableStatus.PLANNED

    @model_validator(mode="after")
    def _acceptance_is_signed(self) -> Self:
        if self.status is DeliverableStatus.ACCEPTED and not self.accepted_by:
            raise ValueError("an accepted deliverable names who accepted it")
        return self


class ChangeStatus(StrEnum):
    """Where a change request stands (PM² Guide 3.0.1, change log)."""

    SUBMITTED = "submitted"
    ASSESSING = "assessing"
    WAITING = "waiting for approval"
    APPROVED = "approved"
    REJECTED = "rejected"
    POSTPONED = "postponed"
    MERGED = "merged"
    IMPLEMENTED = "implemented"


class Size(StrEnum):
    """How large a change is."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class ChangeRequest(Entry):
    """A proposed change of scope, dates or money, and what was decided."""

    title: Annotated[Title, Field(title="Change")]
    description: LongText = ""
    reason: LongText = ""
    requested_by: Text = ""
    requested_on: Day | None = None
    size: Size = Size.MEDIUM
    priority: Score = 3
    cost_effect: Money | None = None
    days_effect: Annotated[Days | None, Field(title="Effect on the finish (days)")] = (
        None
    )
    deliverable: DeliverableRef | None = None
    status: ChangeStatus = ChangeStatus.SUBMITTED
    due: Annotated[Day | None, Field(title="Decide by")] = None
    decided_by: Text = ""
    decided_on: Day | None = None
    decision_reason: LongText = ""
