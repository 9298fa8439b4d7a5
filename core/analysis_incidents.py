"""The part of an analysis that tells of incidents: times, causes, actions."""

from datetime import date
from typing import Annotated

from pydantic import Field

from core.analysis_kinds import Many, Minutes, Moment, Section
from core.registers.catalog import ACTIONS
from core.registers.learning import Severity
from core.registers.log import ActionStatus
from core.retrospective.incident import Agreed, Flag, Incident
from core.retrospective.incident_words import whys


class IncidentActionItem(Section):
    """An action that came of an incident and was not cancelled."""

    ref: str
    name: str
    owner: str
    due: date | None
    status: ActionStatus
    overdue: bool
    flags: Annotated[
        list[Flag], Field(description="What an open action lacks; empty: nothing")
    ]


class IncidentItem(Section):
    """An incident, the newest first; moments are the project's local time."""

    ref: str
    name: str
    severity: Severity | None
    held: Annotated[bool, Field(description="Whether its post-mortem was held")]
    began_at: Moment | None
    noticed_at: Moment | None
    resolved_at: Moment | None
    minutes_to_notice: Minutes | None
    minutes_to_resolve: Minutes | None
    actions_due_by: Annotated[
        date | None, Field(description="7, 14, 30 or 60 days after it, by severity")
    ]
    causes: Annotated[Many, Field(description="Topics that were asked why")]
    whys: Many
    actions: list[IncidentActionItem]


def incident_item(incident: Incident) -> IncidentItem:
    """Return an incident as numbers, with what its actions lack."""
    entry = incident.entry
    return IncidentItem(
        ref=incident.reference,
        name=entry.title,
        severity=entry.severity,
        held=entry.held_on is not None,
        began_at=entry.began_at,
        noticed_at=entry.detected_at,
        resolved_at=entry.resolved_at,
        minutes_to_notice=incident.to_notice,
        minutes_to_resolve=incident.to_resolve,
        actions_due_by=incident.deadline,
        causes=len(incident.causes),
        whys=sum(len(whys(topic.entry.whys)) for topic in incident.causes),
        actions=[_agreed(agreed) for agreed in incident.actions],
    )


def _agreed(agreed: Agreed) -> IncidentActionItem:
    action = agreed.record.entry
    return IncidentActionItem(
        ref=ACTIONS.reference(agreed.record.number),
        name=action.title,
        owner=action.owner,
        due=action.due,
        status=action.status,
        overdue=Flag.OVERDUE in agreed.flags,
        flags=list(agreed.flags),
    )
