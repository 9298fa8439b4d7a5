"""The report at the end of a project: what was planned, what happened, what remains."""

from collections.abc import Iterable
from datetime import date

from core import words
from core.figure import Figure
from core.project import Project
from core.registers.catalog import ACTIONS, CHANGE_REQUESTS, ISSUES, LESSONS
from core.registers.log import ActionStatus
from core.reports.board import action_table, lesson_table
from core.reports.document import Block, Document, Items, Paragraph, Table, part, table
from core.retrospective import comparison
from core.retrospective import review_words as said
from core.retrospective.incident_words import actions_title
from core.retrospective.incident_words import headline as incident_headline
from core.retrospective.incidents import Incidents, incidents
from core.retrospective.review import Review, review
from core.words import UNDEFINED, day, elapsed, money, percent
from core.workdays import working_days


def end_report(project: Project, status_date: date) -> Document:
    """Return the review of a project as a report; of one at work, as it stands."""
    found = review(project, status_date)
    name = "End report" if project.facts.is_finished else "Review"
    facts = project.facts
    led = f" · led by {facts.manager}" if facts.manager else ""
    return Document(
        f"{name}: {project.name}",
        f"As of {day(status_date)}, revision {project.revision}{led}",
        (
            Paragraph(said.headline(found)),
            *part("Planned against actual", _compared(found)),
            *part("Key figures", _figures(said.key_figures(found))),
            *part(said.slips_title(found), _slips(found)),
            *part(said.fates_title(found), _fates(found), _foresight(found)),
            *part(said.surprises_title(found), _surprises(found)),
            *part(said.changes_title(found), _changes(found)),
            *_incidents(incidents(project, status_date)),
            *part("Benefits", _benefits(found)),
            *part("Actions that are still open", _open_actions(project)),
            *part("Lessons", lesson_table(list(project[LESSONS].entries))),
            *part("How the figures are made", _formulas(said.key_figures(found))),
        ),
    )


def _compared(found: Review) -> Block:
    shown = comparison.columns(comparison.compared(found))
    return table(tuple(shown), list(zip(*shown.values(), strict=True)))


def _figures(figures: Iterable[Figure]) -> Block:
    return Table(
        ("Figure", "Value", "Against the plan"),
        tuple((f.label, f.value, f.change) for f in figures),
    )


def _formulas(figures: Iterable[Figure]) -> Block:
    return Items(tuple(f"{f.label}: {f.formula} Source: {f.source}." for f in figures))


def _slips(found: Review) -> Block:
    return table(
        ("Activity", "Name", "Later than the baseline"),
        [(s.reference, s.title, working_days(s.days)) for s in found.slips],
    )


def _fates(found: Review) -> Block:
    currency = found.costs.currency
    return table(
        ("Risk", "Event", "Stated", "Happened", "Estimated", "Cost"),
        [
            (
                fate.reference,
                fate.title,
                percent(fate.probability),
                "yes" if fate.happened else "no",
                money(fate.expected_cost, currency) if fate.expected_cost else "",
                money(fate.actual_cost, currency) if fate.actual_cost else "",
            )
            for fate in found.fates
        ],
    )


def _foresight(found: Review) -> Block | None:
    return Paragraph(said.calibration_words(found)) if found.fates else None


def _surprises(found: Review) -> Block:
    return table(
        ("Issue", "What happened", "Resolution"),
        [
            (ISSUES.reference(r.number), r.entry.title, r.entry.resolution)
            for r in found.surprises
        ],
    )


def _changes(found: Review) -> Block:
    currency = found.costs.currency
    return table(
        ("Change", "What was asked for", "Decision", "Decided", "Cost", "Days"),
        [
            (
                CHANGE_REQUESTS.reference(r.number),
                r.entry.title,
                r.entry.status.value,
                day(r.entry.decided_on) if r.entry.decided_on else "",
                money(r.entry.cost_effect, currency) if r.entry.cost_effect else "",
                words.signed(r.entry.days_effect) if r.entry.days_effect else "",
            )
            for r in found.changes
        ],
    )


def _incidents(found: Incidents) -> tuple[Block, ...]:
    rows = [
        (
            incident.reference,
            incident.entry.title,
            incident.entry.severity.value if incident.entry.severity else "",
            elapsed(incident.to_notice),
            elapsed(incident.to_resolve),
            actions_title(incident),
        )
        for incident in found.each
    ]
    header = ("Incident", "What happened", "Severity", "To notice", "To resolve")
    cells = table((*header, "Actions"), rows)
    return part("Incidents", Paragraph(incident_headline(found)), cells) if rows else ()


def _benefits(found: Review) -> Block:
    currency = found.costs.currency
    return table(
        ("Benefit", "Owner", "Planned", "Due by now", "Realised"),
        [
            (
                row.title,
                row.owner,
                money(row.planned, currency),
                money(row.due, currency),
                UNDEFINED if row.realised is None else money(row.realised, currency),
            )
            for row in found.benefits.rows
        ],
    )


def _open_actions(project: Project) -> Block:
    entries = project[ACTIONS].entries
    return action_table([a for a in entries if a.status is ActionStatus.OPEN])
