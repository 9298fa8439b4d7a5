"""What is written down of an incident, with or without a meeting about it."""

from collections.abc import Mapping
from datetime import date

from core import board
from core.edits import Add
from core.registers.catalog import ACTIONS, CARDS, LESSONS, RETROSPECTIVES, TOPICS
from core.registers.learning import RetrospectiveKind, RetrospectiveStatus
from core.retrospective.incident import TEMPLATE, Incident

SOURCE = "Post-mortem"
LONGEST = 200  # characters of a source
FACTS = ("title", "severity", "began_at", "detected_at", "resolved_at", "impact")
REQUIRED = ("title", "severity")
LESSON = ("title", "situation", "advice", "reason", "tags", "triggers")
ACTION = ("title", "owner", "due", "check", "check_on")

Values = Mapping[str, object]


def record(values: Values) -> Add:
    """Return the edit that writes down an incident; its meeting is still to come."""
    own = {
        "kind": RetrospectiveKind.POST_MORTEM.value,
        "status": RetrospectiveStatus.PLANNED.value,
        "template": TEMPLATE.key,
    }
    return Add(RETROSPECTIVES.key, {**values, **own})


def missing(values: Values) -> str:
    """Say what an incident cannot do without; empty where it is all there.

    >>> missing({"title": " ", "severity": "S1"})
    'Write what happened: an incident needs a title.'
    >>> missing({"title": "Night without events", "severity": "S1"})
    ''
    """
    if not str(values.get("title") or "").strip():
        return "Write what happened: an incident needs a title."
    if not values.get("severity"):
        return "Choose a severity: it sets by when the actions are due."
    return ""


def line(incident: Incident, column: str, text: str, at: str | None) -> Add:
    """Return the edit that adds a card to a column; `at` is when it happened."""
    values = {"title": text, "column": column, "happened_at": at}
    return Add(CARDS.key, values | _of(incident))


def cause(incident: Incident, text: str, whys: str) -> Add:
    """Return the edit that adds a cause with its whys, a line each."""
    values = {"title": text, "whys": whys, "discussed": True}
    return Add(TOPICS.key, values | _of(incident))


def action(incident: Incident, values: Values) -> Add:
    """Return the edit that agrees an action of an incident."""
    source = f"{SOURCE} {incident.entry.title}"[:LONGEST]
    return Add(ACTIONS.key, {**values, "source": source, **_of(incident)})


def lesson(incident: Incident, values: Values) -> Add:
    """Return the edit that writes down what an incident taught."""
    begun = board.new_lesson(incident.project, incident.record.number)
    return Add(LESSONS.key, {**values, **begun})


def first_due(incident: Incident) -> date | None:
    """Return the day that a new action is due unless somebody says otherwise.

    The deadline of the severity; None where there is none, or it has passed.
    """
    by = incident.deadline
    return by if by and by >= incident.status_date else None


def _of(incident: Incident) -> dict[str, object]:
    return {"retrospective": incident.record.number}
