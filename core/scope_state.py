"""Scope: what is to be delivered, what was agreed, and how it changes.

Definitions, on one status date:

- Acceptance progress = accepted deliverables / all deliverables.
- Late = due before the status date and not accepted.
- Loose must-have = a requirement of priority must, not rejected, without a deliverable.
- Overdue assumption = open, to be confirmed before the status date.
- Open change request = submitted, assessing or waiting for approval; the others are
  decided.
- Scope-change rate = sum of the cost effects, whatever their sign, of approved and
  implemented change requests / budget. The budget is that of the work lines, else that
  of the list of projects.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from core.costs import Costs
from core.money import ZERO, share
from core.project import Project
from core.registers.catalog import (
    ASSUMPTIONS,
    CHANGE_REQUESTS,
    DELIVERABLES,
    REQUIREMENTS,
)
from core.registers.entry import Record
from core.registers.scope import (
    Assumption,
    AssumptionStatus,
    ChangeRequest,
    ChangeStatus,
    Deliverable,
    DeliverableStatus,
    Priority,
    Requirement,
    RequirementStatus,
)

OPEN_CHANGES = (ChangeStatus.SUBMITTED, ChangeStatus.ASSESSING, ChangeStatus.WAITING)
AGREED_CHANGES = (ChangeStatus.APPROVED, ChangeStatus.IMPLEMENTED)


@dataclass(frozen=True)
class Scope:
    """What a project delivers, counted when it is first asked for.

    Parameters
    ----------
    project
        At the revision that is shown.
    status_date
        What is due before this day is late.
    """

    project: Project
    status_date: date

    # --- deliverables -----------------------------------------------------------

    @property
    def deliverables(self) -> tuple[Record[Deliverable], ...]:
        """All deliverables."""
        return self.project[DELIVERABLES].live

    @cached_property
    def accepted(self) -> tuple[Record[Deliverable], ...]:
        """The deliverables that somebody accepted."""
        done = DeliverableStatus.ACCEPTED
        return tuple(r for r in self.deliverables if r.entry.status is done)

    @cached_property
    def late(self) -> tuple[Record[Deliverable], ...]:
        """The deliverables that should be accepted by now, the longest due first."""
        found = [
            record
            for record in self.deliverables
            if record.entry.status is not DeliverableStatus.ACCEPTED
            and record.entry.due
            and record.entry.due < self.status_date
        ]
        return tuple(sorted(found, key=lambda record: record.entry.due or date.max))

    @property
    def progress(self) -> float | None:
        """Accepted / all deliverables; None without deliverables."""
        every = len(self.deliverables)
        return len(self.accepted) / every if every else None

    @cached_property
    def next_due(self) -> Record[Deliverable] | None:
        """The deliverable that is due next."""
        ahead = [
            record
            for record in self.deliverables
            if record.entry.status is not DeliverableStatus.ACCEPTED
            and record.entry.due
            and record.entry.due >= self.status_date
        ]
        return min(ahead, key=lambda record: record.entry.due or date.max, default=None)

    # --- requirements -----------------------------------------------------------

    @cached_property
    def requirements(self) -> Mapping[tuple[Priority, RequirementStatus], int]:
        """How many requirements there are of each priority and status."""
        entries = self.project[REQUIREMENTS].entries
        return Counter((entry.priority, entry.status) for entry in entries)

    @cached_property
    def agreed_requirements(self) -> tuple[Record[Requirement], ...]:
        """The requirements that count: neither rejected nor "won't"."""
        return tuple(
            record
            for record in self.project[REQUIREMENTS].live
            if record.entry.status is not RequirementStatus.REJECTED
            and record.entry.priority is not Priority.WONT
        )

    @cached_property
    def verified(self) -> tuple[Record[Requirement], ...]:
        """The requirements that count and are shown to be met."""
        done = RequirementStatus.VERIFIED
        return tuple(r for r in self.agreed_requirements if r.entry.status is done)

    @cached_property
    def must_haves(self) -> tuple[Record[Requirement], ...]:
        """The requirements that must be met."""
        must = Priority.MUST
        return tuple(r for r in self.agreed_requirements if r.entry.priority is must)

    @cached_property
    def loose(self) -> tuple[Record[Requirement], ...]:
        """The must-haves that no deliverable answers for."""
        known = {record.number for record in self.deliverables}
        return tuple(r for r in self.must_haves if r.entry.deliverable not in known)

    # --- assumptions and changes ------------------------------------------------

    @cached_property
    def assumptions(self) -> tuple[Record[Assumption], ...]:
        """The assumptions that are neither confirmed nor refuted."""
        return tuple(
            record
            for record in self.project[ASSUMPTIONS].live
            if record.entry.status is AssumptionStatus.OPEN
        )

    @cached_property
    def overdue_assumptions(self) -> tuple[Record[Assumption], ...]:
        """The open assumptions that should be confirmed by now."""
        return tuple(
            record
            for record in self.assumptions
            if record.entry.confirm_by and record.entry.confirm_by < self.status_date
        )

    @cached_property
    def open_changes(self) -> tuple[Record[ChangeRequest], ...]:
        """The change requests that wait for somebody."""
        return self._changes(*OPEN_CHANGES)

    @cached_property
    def agreed_changes(self) -> tuple[Record[ChangeRequest], ...]:
        """The change requests that were approved."""
        return self._changes(*AGREED_CHANGES)

    @property
    def decided_changes(self) -> int:
        """How many change requests wait for nobody any more."""
        return len(self.project[CHANGE_REQUESTS]) - len(self.open_changes)

    @cached_property
    def overdue_changes(self) -> tuple[Record[ChangeRequest], ...]:
        """The open change requests that should be decided by now."""
        return tuple(
            record
            for record in self.open_changes
            if record.entry.due and record.entry.due < self.status_date
        )

    def _changes(self, *statuses: ChangeStatus) -> tuple[Record[ChangeRequest], ...]:
        records = self.project[CHANGE_REQUESTS].live
        return tuple(record for record in records if record.entry.status in statuses)

    @property
    def change_cost(self) -> Decimal:
        """Net cost of the approved changes."""
        return sum((r.entry.cost_effect or ZERO for r in self.agreed_changes), ZERO)

    @property
    def change_days(self) -> int:
        """By how many days the approved changes move the finish, all together."""
        return sum(record.entry.days_effect or 0 for record in self.agreed_changes)

    @cached_property
    def budget(self) -> Decimal:
        """What changes are compared with; zero where it is not known."""
        work = Costs(self.project, self.status_date).bac
        return work or self.project.facts.budget or ZERO

    @cached_property
    def change_rate(self) -> float | None:
        """Sum of the sizes of the approved cost effects / budget; None without one."""
        sizes = (abs(r.entry.cost_effect or ZERO) for r in self.agreed_changes)
        return share(sum(sizes, ZERO), self.budget)
