"""When mitigations are due and when they were done: what the timeline shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core import words
from core.figure import Status
from core.project import Project
from core.registers.catalog import MITIGATIONS, RISKS
from core.registers.risks import Mitigation, MitigationStatus
from core.risk import band

SOON = 30  # days that the title looks ahead


@dataclass(frozen=True, slots=True)
class MitigationRow:
    """One mitigation on the timeline.

    Parameters
    ----------
    due, done_on
        At least one of them is known.
    days_late
        Of an open one whose date has passed, or of one that was done after it; 0 else.
    level
        Of its risk now; `status` is the band of that.
    """

    number: int
    risk: int
    title: str
    owner: str
    due: date | None
    done_on: date | None
    progress: int
    days_late: int
    level: int
    status: Status

    @property
    def is_done(self) -> bool:
        """Whether it was carried out, on a day that is known or not."""
        return self.done_on is not None

    @property
    def is_overdue(self) -> bool:
        """Whether it is open though its date has passed."""
        return not self.is_done and self.days_late > 0


def mitigation_rows(project: Project, today: date) -> tuple[MitigationRow, ...]:
    """Return the mitigations with a date, by their dates; cancelled ones are left out.

    One that is done without a day counts as done when it was due.
    """
    rows = [
        _row(project, record.number, record.entry, today)
        for record in project[MITIGATIONS].live
        if record.entry.status is not MitigationStatus.CANCELLED
        and (record.entry.due or record.entry.done_on)
        and record.entry.risk in project[RISKS].records
    ]
    return tuple(sorted(rows, key=lambda r: (r.due or r.done_on or today, r.number)))


def timeline_title(rows: Sequence[MitigationRow], today: date) -> str:
    """Say how many mitigations are overdue, and how many are due soon."""
    waiting = [row for row in rows if not row.is_done]
    if not waiting:
        return "Every mitigation with a date is done" if rows else "No mitigation yet"
    last = today + timedelta(days=SOON)
    late = sum(row.is_overdue for row in waiting)
    soon = sum(row.due is not None and today <= row.due <= last for row in waiting)
    ahead = f"{words.count(soon, 'mitigation')} due in the next {SOON} days"
    if not late:
        return words.capital(ahead)
    be = "is" if late == 1 else "are"
    thing = words.capital(words.count(late, "mitigation"))
    return f"{thing} {be} overdue; {words.small(soon)} due in the next {SOON} days"


def on_time(rows: Sequence[MitigationRow]) -> float | None:
    """Return the share of the mitigations that were done by their date.

    Those whose date has passed count, done or not; None where there are none.
    """
    judged = [r for r in rows if r.due and (r.is_done or r.is_overdue)]
    kept = sum(row.is_done and not row.days_late for row in judged)
    return kept / len(judged) if judged else None


def _row(
    project: Project, number: int, mitigation: Mitigation, today: date
) -> MitigationRow:
    risk = project[RISKS].records[mitigation.risk].entry
    is_done = mitigation.status is MitigationStatus.DONE
    done_on = (mitigation.done_on or mitigation.due) if is_done else None
    end = done_on or today
    late = (end - mitigation.due).days if mitigation.due else 0
    return MitigationRow(
        number,
        mitigation.risk,
        mitigation.title,
        mitigation.owner,
        mitigation.due,
        done_on,
        mitigation.progress,
        max(0, late),
        risk.level,
        band(risk.level, project.settings),
    )
