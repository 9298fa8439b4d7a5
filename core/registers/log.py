"""Issues, decisions and actions."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from core.registers.entry import (
    Day,
    Entry,
    FieldKind,
    LongText,
    RefTo,
    Score,
    Text,
    Title,
)
from core.registers.risks import RiskRef

IssueRef = Annotated[int, Field(ge=1), RefTo("issues", "I"), FieldKind.REFERENCE]
DecisionRef = Annotated[int, Field(ge=1), RefTo("decisions", "D"), FieldKind.REFERENCE]
ChangeRequestRef = Annotated[
    int, Field(ge=1), RefTo("change_requests", "CR"), FieldKind.REFERENCE
]
RetrospectiveRef = Annotated[
    int, Field(ge=1), RefTo("retrospectives", "RE"), FieldKind.REFERENCE
]
TopicRef = Annotated[int, Field(ge=1), RefTo("topics", "TO"), FieldKind.REFERENCE]


class IssueStatus(StrEnum):
    """Where an issue stands."""

    OPEN = "open"
    IN_PROGRESS = "in progress"
    RESOLVED = "resolved"
    CLOSED = "closed"


class Issue(Entry):
    """Something that has happened and stands in the way."""

    title: Annotated[Title, Field(title="Issue")]
    description: LongText = ""
    urgency: Score = 3
    impact: Score = 3
    owner: Text = ""
    raised_on: Day | None = None
    due: Day | None = None
    status: IssueStatus = IssueStatus.OPEN
    escalated_to: Text = ""
    root_cause: Annotated[LongText, Field(description="Five whys")] = ""
    resolution: LongText = ""
    resolved_on: Day | None = None
    risk: RiskRef | None = None


class DecisionStatus(StrEnum):
    """Where a decision stands."""

    WAITING = "waiting"
    DECIDED = "decided"
    SUPERSEDED = "superseded"


class Decision(Entry):
    """What was or must be decided, from which options, and why."""

    title: Annotated[Title, Field(title="Decision")]
    context: LongText = ""
    options: LongText = ""
    rationale: LongText = ""
    status: DecisionStatus = DecisionStatus.WAITING
    due: Annotated[Day | None, Field(title="Decide by")] = None
    decided_by: Text = ""
    decided_on: Day | None = None
    present: Text = ""
    communicated_to: Text = ""
    outcome: Annotated[LongText, Field(description="How it turned out, later")] = ""
    change_request: ChangeRequestRef | None = None


class ActionStatus(StrEnum):
    """Where an action stands."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class Helped(StrEnum):
    """Whether a finished action did what it was for."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class Action(Entry):
    """What one person does by a day."""

    title: Annotated[Title, Field(title="Action")]
    owner: Text = ""
    due: Day | None = None
    status: ActionStatus = ActionStatus.OPEN
    done_on: Day | None = None
    source: Annotated[Text, Field(description="Meeting or retrospective")] = ""
    issue: IssueRef | None = None
    decision: DecisionRef | None = None
    retrospective: RetrospectiveRef | None = None
    topic: TopicRef | None = None
    check: Annotated[
        Text, Field(description="How the team will see that it helped")
    ] = ""
    check_on: Annotated[Day | None, Field(title="Check on")] = None
    helped: Annotated[Helped | None, Field(title="Did it help?")] = None
    note: LongText = ""
