"""Retrospectives, their cards, and the lessons that remain."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from core.registers.entry import (
    Count,
    Day,
    Entry,
    FieldKind,
    LongText,
    RefTo,
    Text,
    Title,
)
from core.registers.log import IssueRef
from core.registers.risks import RiskRef

RetrospectiveRef = Annotated[
    int, Field(ge=1), RefTo("retrospectives", "RE"), FieldKind.REFERENCE
]
CardRef = Annotated[int, Field(ge=1), RefTo("cards", "C"), FieldKind.REFERENCE]


class Retrospective(Entry):
    """One meeting in which the team looks back."""

    title: Annotated[Title, Field(title="Retrospective")]
    held_on: Day | None = None
    facilitator: Text = ""
    summary: LongText = ""


class CardColumn(StrEnum):
    """Where a card hangs on the board."""

    WELL = "went well"
    BADLY = "went badly"
    TRY = "to try"


class Card(Entry):
    """What somebody noticed, in one sentence; no author is kept."""

    title: Annotated[Title, Field(title="Card")]
    retrospective: RetrospectiveRef
    column: CardColumn = CardColumn.WELL
    votes: Count = 0


class Lesson(Entry):
    """When X, do Y, because Z: what the next project should know."""

    title: Annotated[Title, Field(title="Lesson")]
    situation: Annotated[LongText, Field(title="When")] = ""
    advice: Annotated[LongText, Field(title="Do")] = ""
    reason: Annotated[LongText, Field(title="Because")] = ""
    tags: Text = ""
    category: Text = ""
    origin: Text = ""
    learned_on: Day | None = None
    card: CardRef | None = None
    issue: IssueRef | None = None
    risk: RiskRef | None = None
