"""What is due, overdue or waiting, over all registers."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core import words
from core.project import Project
from core.registers.catalog import (
    ACTIONS,
    ASSUMPTIONS,
    CHANGE_REQUESTS,
    DECISIONS,
    DELIVERABLES,
    ISSUES,
    MITIGATIONS,
    OBJECTIVES,
    RISKS,
)
from core.registers.log import (
    ActionStatus,
    DecisionStatus,
    IssueStatus,
)
from core.registers.project import ProjectSettings
from core.registers.risks import MitigationStatus, RiskStatus
from core.registers.scope import (
    AssumptionStatus,
    ChangeStatus,
    DeliverableStatus,
    ObjectiveStatus,
)
from core.registers.spec import RegisterSpec
from core.risk import next_review

UNDECIDED = (ChangeStatus.SUBMITTED, ChangeStatus.ASSESSING, ChangeStatus.WAITING)
SOON = 14  # days


@dataclass(frozen=True, slots=True)
class Duty:
    """When an entry of a register is due, who owes it, and whether it still is.

    `when` says the day where it follows from more than the field `due`.
    """

    spec: RegisterSpec[Any]
    due: str
    owner: str
    is_open: Callable[[Any], bool]
    what: str = ""
    when: Callable[[Any, ProjectSettings], date | None] | None = None

    def day(self, entry: Any, settings: ProjectSettings) -> date | None:
        """Return the day on which an entry is due; None where nobody said."""
        if self.when is not None:
            return self.when(entry, settings)
        day: date | None = getattr(entry, self.due)
        return day


DUTIES = (
    Duty(ACTIONS, "due", "owner", lambda e: e.status is ActionStatus.OPEN),
    Duty(MITIGATIONS, "due", "owner", lambda e: e.status is MitigationStatus.OPEN),
    Duty(
        ISSUES,
        "due",
        "owner",
        lambda e: e.status in (IssueStatus.OPEN, IssueStatus.IN_PROGRESS),
    ),
    Duty(DECISIONS, "due", "decided_by", lambda e: e.status is DecisionStatus.WAITING),
    Duty(CHANGE_REQUESTS, "due", "decided_by", lambda e: e.status in UNDECIDED),
    Duty(
        DELIVERABLES,
        "due",
        "owner",
        lambda e: e.status is not DeliverableStatus.ACCEPTED,
    ),
    Duty(OBJECTIVES, "due", "owner", lambda e: e.status is ObjectiveStatus.OPEN),
    Duty(
        ASSUMPTIONS,
        "confirm_by",
        "owner",
        lambda e: e.status is AssumptionStatus.OPEN,
        "Confirm: ",
    ),
    Duty(
        RISKS,
        "review_date",
        "owner",
        lambda e: e.status is RiskStatus.OPEN,
        "Review: ",
        next_review,
    ),
)


@dataclass(frozen=True, slots=True)
class DueItem:
    """One entry that somebody owes by a day; `days_late` is negative before that."""

    reference: str
    register: str
    number: int
    title: str
    owner: str
    due: date
    days_late: int


def due_items(project: Project, today: date) -> tuple[DueItem, ...]:
    """Return everything that is open and has a day, the earliest first."""
    items = (item for duty in DUTIES for item in _items(project, duty, today))
    return tuple(sorted(items, key=lambda item: (item.due, item.reference)))


def overdue(items: Iterable[DueItem]) -> tuple[DueItem, ...]:
    """Return the items whose day has passed."""
    return tuple(item for item in items if item.days_late > 0)


def upcoming(items: Iterable[DueItem], days: int = SOON) -> tuple[DueItem, ...]:
    """Return the items whose day is today or one of the next days."""
    return tuple(item for item in items if -days <= item.days_late <= 0)


def late_entries(project: Project, spec: RegisterSpec[Any], today: date) -> int:
    """Count the entries of a register that are open though their day has passed."""
    return sum(
        day < today
        for duty in DUTIES
        if duty.spec is spec
        for entry in project[spec].entries
        if (day := duty.day(entry, project.settings)) is not None
        and duty.is_open(entry)
    )


def waiting(project: Project) -> tuple[tuple[str, str, str, date | None], ...]:
    """Return reference, register, title and day of all that waits for a decision."""
    found = [
        (spec.reference(record.number), spec.key, record.entry.title, record.entry.due)
        for spec, is_open in _DECISIONS.items()
        for record in project[spec].live
        if is_open(record.entry)
    ]
    return tuple(sorted(found, key=lambda row: (row[3] or date.max, row[0])))


def overdue_title(items: Sequence[DueItem]) -> str:
    """Say how many items are overdue, and by how much the oldest.

    >>> overdue_title(())
    'Nothing is overdue'
    """
    late = overdue(items)
    if not late:
        return "Nothing is overdue"
    are = "is" if len(late) == 1 else "are"
    most = words.count(max(item.days_late for item in late), "day")
    thing = words.capital(words.count(len(late), "item"))
    by = f"by {most}" if len(late) == 1 else f"the oldest by {most}"
    return f"{thing} {are} overdue, {by}"


def upcoming_title(items: Sequence[DueItem], days: int = SOON) -> str:
    """Say how many items are due soon.

    >>> upcoming_title(())
    'Nothing is due in the next 14 days'
    """
    soon = upcoming(items, days)
    if not soon:
        return f"Nothing is due in the next {days} days"
    are = "is" if len(soon) == 1 else "are"
    thing = words.capital(words.count(len(soon), "item"))
    return f"{thing} {are} due in the next {days} days"


def waiting_title(found: Sequence[object]) -> str:
    """Say how many decisions wait.

    >>> waiting_title([1]), waiting_title([1, 2])
    ('One decision waits', 'Two decisions wait')
    """
    if not found:
        return "No decision waits"
    wait = "waits" if len(found) == 1 else "wait"
    return f"{words.capital(words.count(len(found), 'decision'))} {wait}"


def late_words(item: DueItem) -> str:
    """Say by how many days an item is late, or when it is due.

    >>> item = DueItem("A-001", "actions", 1, "x", "", date(2026, 1, 1), 3)
    >>> late_words(item)
    '3\\xa0days late'
    """
    if item.days_late <= 0:
        return words.day(item.due)
    unit = "day" if item.days_late == 1 else "days"
    return f"{words.number(item.days_late)}{words.NARROW}{unit} late"


def _items(project: Project, duty: Duty, today: date) -> Iterable[DueItem]:
    for record in project[duty.spec].live:
        day = duty.day(record.entry, project.settings)
        if day is not None and duty.is_open(record.entry):
            yield DueItem(
                duty.spec.reference(record.number),
                duty.spec.key,
                record.number,
                duty.what + record.entry.title,
                getattr(record.entry, duty.owner),
                day,
                (today - day).days,
            )


_DECISIONS: Mapping[RegisterSpec[Any], Callable[[Any], bool]] = {
    duty.spec: duty.is_open
    for duty in DUTIES
    if duty.spec in (DECISIONS, CHANGE_REQUESTS)
}
