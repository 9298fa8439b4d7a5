"""Reviews of risks: when the next one is due by level, and what a review writes."""

from datetime import date, timedelta

from core import words
from core.edits import Change
from core.project import Project
from core.registers.catalog import RISKS
from core.registers.entry import Record
from core.registers.project import ProjectSettings
from core.registers.risks import Risk
from core.risk import next_review, open_risks, review_interval


def review_after(risk: Risk, day: date, settings: ProjectSettings) -> date:
    """Return when a risk that is reviewed on a day is due again, by its level."""
    return day + timedelta(days=review_interval(risk.level, settings))


def reviewed(record: Record[Risk], day: date, settings: ProjectSettings) -> Change:
    """Return the edit of a risk that was reviewed on a day and stays as it is."""
    due = review_after(record.entry, day, settings)
    return Change(RISKS.key, record.number, record.version, {"review_date": due})


def overdue_reviews(project: Project, today: date) -> tuple[Record[Risk], ...]:
    """Return the open risks whose review is overdue, the longest first."""
    settings = project.settings
    days = {
        record.number: due
        for record in open_risks(project)
        if (due := next_review(record.entry, settings)) is not None and due < today
    }
    known = project[RISKS].records
    return tuple(known[n] for n in sorted(days, key=lambda n: (days[n], n)))


def review_words(risk: Risk, today: date, settings: ProjectSettings) -> str:
    """Say when a risk is due for review: "overdue since 4 Dec 2026"."""
    due = next_review(risk, settings)
    if due is None:
        return "no review is planned"
    if due < today:
        return f"review overdue since {words.day(due)}"
    return "review due today" if due == today else f"next review {words.day(due)}"
