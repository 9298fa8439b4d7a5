"""What the project is worth: benefits planned and realised, against what it costs.

- A benefit that recurs counts on its day of each month, or year, until its last day; a
  month without that day takes its last one.
- The cost is what the project is forecast to cost: what was spent by its own dates, the
  rest at the end of the months in which it will be.
- Realised share = realised / planned up to the status date.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from core import cash_flow
from core.bookings import ACTUAL, amount
from core.costs import Costs
from core.money import ZERO
from core.months import first_of, last_of, shifted
from core.project import Project
from core.registers.catalog import BENEFITS
from core.registers.entry import Record
from core.registers.performance import Benefit, Recurrence

STEPS = {Recurrence.MONTHLY: 1, Recurrence.YEARLY: 12}


def occurrences(benefit: Benefit) -> Iterator[date]:
    """Yield the days on which a benefit is planned, oldest first."""
    step = STEPS.get(benefit.recurs)
    last = benefit.until if step and benefit.until else benefit.due
    month, day = first_of(benefit.due), benefit.due
    while day <= last:
        yield day
        if not step or month >= first_of(date.max):
            return
        month = shifted(month, step)
        day = month.replace(day=min(benefit.due.day, last_of(month).day))


@dataclass(frozen=True, slots=True)
class BenefitRow:
    """One benefit; amounts in the project's currency.

    Attributes
    ----------
    planned
        Over all its days.
    due
        Planned up to the status date.
    next_on
        The next day on which it is planned; None after the last.
    realised
        None where nobody has measured it by the status date.
    """

    reference: str
    title: str
    owner: str
    planned: Decimal
    due: Decimal
    next_on: date | None
    realised: Decimal | None
    realised_on: date | None

    @property
    def is_overdue(self) -> bool:
        """Whether less was realised than was due."""
        return self.due > (self.realised or 0)


@dataclass(frozen=True)
class Benefits:
    """The benefits of a project on a status date, and what they come to."""

    project: Project
    status_date: date

    @cached_property
    def rows(self) -> tuple[BenefitRow, ...]:
        """A row for each benefit."""
        return tuple(map(self._row, self.project[BENEFITS].live))

    def _row(self, record: Record[Benefit]) -> BenefitRow:
        entry, days = record.entry, list(occurrences(record.entry))
        due = sum(1 for day in days if day <= self.status_date)
        measured = entry.realised_on
        is_known = measured is None or measured <= self.status_date
        return BenefitRow(
            BENEFITS.reference(record.number),
            entry.title,
            entry.owner,
            entry.planned_amount * len(days),
            entry.planned_amount * due,
            days[due] if due < len(days) else None,
            entry.realised_amount if is_known else None,
            measured if is_known else None,
        )

    @property
    def planned(self) -> Decimal:
        """All that is planned."""
        return _sum(row.planned for row in self.rows)

    @property
    def due(self) -> Decimal:
        """What is planned up to the status date."""
        return _sum(row.due for row in self.rows)

    @property
    def realised(self) -> Decimal | None:
        """What has come of it; None where nobody has measured anything."""
        known = [row.realised for row in self.rows if row.realised is not None]
        return _sum(known) if known else None

    @property
    def realised_share(self) -> float | None:
        """What was realised of what was due; None before anything is due."""
        if self.realised is None or not self.due:
            return None
        return float(self.realised / self.due)

    # --- against the cost ---------------------------------------------------------

    @cached_property
    def costs(self) -> Costs:
        """What the project costs."""
        return Costs(self.project, self.status_date)

    @property
    def rate(self) -> float:
        """The discount rate a year: 0.05 is 5 %."""
        return self.project.settings.discount_rate / 100

    @property
    def roi(self) -> float | None:
        """Return on investment: planned benefits against the forecast cost."""
        if not self.rows:
            return None
        return cash_flow.roi(int(self.planned * 100), int(self.costs.forecast * 100))

    @property
    def realised_roi(self) -> float | None:
        """Return so far: realised benefits against what was spent."""
        if self.realised is None:
            return None
        return cash_flow.roi(int(self.realised * 100), int(self.costs.actual * 100))

    @cached_property
    def flows(self) -> cash_flow.Flows:
        """Benefits above 0 and costs below, by day."""
        found = [
            (day, int(entry.planned_amount * 100))
            for entry in self.project[BENEFITS].entries
            for day in occurrences(entry)
        ]
        spent = [
            (one.on, -one.cents) for one in self.costs.bookings if one.effect == ACTUAL
        ]
        ahead = [
            (last_of(month), -cents)
            for line in self.costs.ahead.values()
            for month, cents in line.items()
        ]
        return tuple(sorted(found + spent + ahead))

    @cached_property
    def npv(self) -> Decimal | None:
        """Net present value on the first day of benefits and costs."""
        return cash_flow.npv(self.flows, self.rate) if self.rows else None

    @cached_property
    def payback(self) -> date | None:
        """The day from which on benefits cover costs; None where they never do."""
        return cash_flow.payback(self.flows) if self.rows else None

    @cached_property
    def curve(self) -> Sequence[tuple[date, Decimal]]:
        """Benefits − costs so far, at the end of each day that changes it."""
        total, found = 0, dict[date, int]()
        for day, cents in self.flows:
            total += cents
            found[day] = total
        return tuple((day, amount(cents)) for day, cents in found.items())


def _sum(parts: Iterable[Decimal]) -> Decimal:
    return sum(parts, ZERO)


def benefits_of(project: Project, status_date: date) -> Benefits:
    """Return a project's benefits on a day, made once for this very value."""
    key = ("benefits", status_date)
    return project.remember(key, lambda: Benefits(project, status_date))
