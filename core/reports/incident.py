"""The part of a report that takes an incident apart: facts, timeline, what lacks."""

from core import words
from core.reports.document import Block, Items, Paragraph, part, table
from core.retrospective import incident_words as said
from core.retrospective.incident import Incident
from core.words import elapsed


def incident_blocks(incident: Incident) -> tuple[Block, ...]:
    """Return what happened in an incident, when, and what is still to be completed."""
    return (
        Paragraph(f"{said.title(incident)}."),
        *part("What happened", _facts(incident), Paragraph(incident.entry.impact)),
        *part("Timeline", _timeline(incident)),
        *part("To complete", Items(said.gaps(incident))),
    )


def _facts(incident: Incident) -> Block:
    entry = incident.entry
    told = (
        ("Severity", entry.severity.value if entry.severity else ""),
        ("Began", words.moment(entry.began_at) if entry.began_at else ""),
        ("Time to notice", elapsed(incident.to_notice)),
        ("Time to resolve", elapsed(incident.to_resolve)),
        ("Actions due by", words.day(incident.deadline) if incident.deadline else ""),
    )
    return Items(tuple(f"{name}: {text}" for name, text in told if text))


def _timeline(incident: Incident) -> Block:
    return table(
        ("When", "From the beginning", "What happened"),
        [
            (
                words.moment(step.at),
                "" if step.minutes is None else elapsed(step.minutes, plus=True),
                step.text,
            )
            for step in incident.timeline
        ],
    )
