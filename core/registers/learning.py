"""Retrospectives, their cards, and the lessons that remain."""

from enum import StrEnum
from itertools import combinations
from typing import Annotated, Self

from pydantic import Field, model_validator

from core.reading_moments import end_of
from core.registers.entry import (
    Count,
    Day,
    Entry,
    FieldKind,
    Flag,
    LongText,
    Moment,
    Quantity,
    RefTo,
    Text,
    Title,
)
from core.registers.log import IssueRef, RetrospectiveRef, TopicRef
from core.registers.risks import RiskRef

CardRef = Annotated[int, Field(ge=1), RefTo("cards", "C"), FieldKind.REFERENCE]


class RetrospectiveKind(StrEnum):
    """What is looked back on."""

    RETROSPECTIVE = "retrospective"
    POST_MORTEM = "post-mortem"


class RetrospectiveStatus(StrEnum):
    """Where a retrospective stands."""

    PLANNED = "planned"
    LIVE = "live"
    CLOSED = "closed"


class Severity(StrEnum):
    """How bad an incident was; it sets by when its actions are due."""

    S1 = "S1"
    S2 = "S2"
    S3 = "S3"
    S4 = "S4"


class Retrospective(Entry):
    """One meeting in which the team looks back, or one incident that it takes apart."""

    title: Annotated[Title, Field(title="Retrospective")]
    kind: RetrospectiveKind = RetrospectiveKind.RETROSPECTIVE
    status: RetrospectiveStatus = RetrospectiveStatus.CLOSED
    held_on: Day | None = None
    facilitator: Text = ""
    template: Text = ""
    participants: Count = 0
    return_on_time: Annotated[
        Quantity | None,
        Field(
            ge=1,
            le=5,
            title="Return on time",
            description="Mean answer to “was it worth the time?”, 1 to 5",
        ),
    ] = None
    summary: LongText = ""
    severity: Annotated[
        Severity | None, Field(description="Of an incident: S1 is the worst")
    ] = None
    began_at: Annotated[Moment | None, Field(title="Incident began")] = None
    detected_at: Annotated[Moment | None, Field(title="Noticed")] = None
    resolved_at: Annotated[Moment | None, Field(title="Resolved")] = None
    impact: Annotated[
        LongText, Field(description="Who felt the incident, and how much")
    ] = ""

    @property
    def is_incident(self) -> bool:
        """Whether it takes an incident apart."""
        return self.kind is RetrospectiveKind.POST_MORTEM

    @model_validator(mode="after")
    def _moments_in_order(self) -> Self:
        moments = (
            ("began", self.began_at),
            ("was noticed", self.detected_at),
            ("was resolved", self.resolved_at),
        )
        for (first, earlier), (then, later) in combinations(moments, 2):
            if earlier and later and end_of(later) < earlier:
                raise ValueError(f"the incident {then} before it {first}")
        return self


class Topic(Entry):
    """Cards that say the same, voted on and discussed together."""

    title: Annotated[Title, Field(title="Topic")]
    retrospective: RetrospectiveRef
    votes: Count = 0
    discussed: Flag = False
    seconds: Annotated[
        Count, Field(title="Discussed for", description="Seconds of discussion")
    ] = 0
    notes: LongText = ""
    whys: Annotated[
        LongText, Field(title="Five whys", description="One line for each why")
    ] = ""


class Card(Entry):
    """What somebody noticed, in one sentence; no author is kept."""

    title: Annotated[Title, Field(title="Card")]
    retrospective: RetrospectiveRef
    column: Text = "went well"
    votes: Annotated[
        Count, Field(description="Of a card that stood alone; else of its topic")
    ] = 0
    topic: TopicRef | None = None
    happened_at: Annotated[Moment | None, Field(description="When, on a timeline")] = (
        None
    )
    carried: Annotated[
        Flag, Field(title="Carried over", description="Not discussed: for next time")
    ] = False


class Lesson(Entry):
    """When X, do Y, because Z: what the next project should know."""

    title: Annotated[Title, Field(title="Lesson")]
    situation: Annotated[LongText, Field(title="When")] = ""
    advice: Annotated[LongText, Field(title="Do")] = ""
    reason: Annotated[LongText, Field(title="Because")] = ""
    tags: Text = ""
    triggers: Annotated[
        Text, Field(description="Words in a plan that call this lesson up")
    ] = ""
    category: Text = ""
    origin: Text = ""
    learned_on: Day | None = None
    retrospective: RetrospectiveRef | None = None
    topic: TopicRef | None = None
    card: CardRef | None = None
    issue: IssueRef | None = None
    risk: RiskRef | None = None


class LessonPage(StrEnum):
    """Where a lesson was suggested."""

    SCOPE = "scope"
    SCHEDULE = "schedule"
    RISKS = "risks"
    BUDGET = "budget"


class LessonAnswer(StrEnum):
    """What was done with a suggested lesson."""

    APPLIED = "applied"
    DISMISSED = "dismissed"


class LessonUse(Entry):
    """One answer of this project to a lesson of another."""

    title: Annotated[Title, Field(title="Lesson")]
    from_project: Annotated[
        Text, Field(description="Key of the project that has it")
    ] = ""
    lesson_reference: Annotated[Text, Field(title="Lesson reference")] = ""
    page: LessonPage = LessonPage.RISKS
    answer: LessonAnswer = LessonAnswer.APPLIED
    reason: LongText = ""
    answered_on: Day | None = None
    became: Annotated[
        Text, Field(description="Reference of the entry that was made of it")
    ] = ""
