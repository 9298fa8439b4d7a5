"""Reserves: what is held for what may happen, what was drawn from it, what is left.

A draw-down names its reason, a risk or a change. It takes from one reserve and raises
the line that it names, so that the budget with its reserves stays the same. One that
names no line announces what is then booked on the reserve itself: of the two the
greater is drawn.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.bookings import ACTUAL, amount, ledger
from core.cost_rows import Reserve
from core.line_plans import line_plans
from core.project import Project
from core.registers.budget import BudgetKind
from core.registers.catalog import BUDGET_LINES, CHANGE_REQUESTS, DRAWDOWNS, RISKS
from core.registers.cost_plan import Drawdown
from core.registers.entry import Record


@dataclass(frozen=True, slots=True)
class ReserveState:
    """One reserve on a day, in cents."""

    held: int
    moved: int  # to other lines
    announced: int  # for no line
    booked: int  # on the reserve itself

    @property
    def drawn(self) -> int:
        """What is not there any more."""
        own = max(self.announced, self.booked) if self.announced else self.booked
        return self.moved + own

    @property
    def left(self) -> int:
        """What can still be drawn; less than 0 when more was drawn than is held."""
        return self.held - self.drawn


def reserve_states(project: Project, day: date) -> Mapping[int, ReserveState]:
    """Return every reserve on a day, by the number of its line."""
    return project.remember(("reserves", day), lambda: _states(project, day))


def _states(project: Project, day: date) -> Mapping[int, ReserveState]:
    lines = [
        record.number
        for record in project[BUDGET_LINES].live
        if record.entry.kind is not BudgetKind.WORK
    ]
    if not lines:
        return {}
    booked = dict.fromkeys(lines, 0)
    for one in ledger(project):
        if one.line in booked and one.effect == ACTUAL and one.on <= day:
            booked[one.line] += one.cents
    moved, announced = dict.fromkeys(lines, 0), dict.fromkeys(lines, 0)
    for entry in project[DRAWDOWNS].entries:
        if entry.reserve in booked and entry.drawn_on <= day:
            sums = announced if entry.budget_line is None else moved
            sums[entry.reserve] += int(entry.amount * 100)
    plans = line_plans(project, day)
    return {
        n: ReserveState(plans[n].cents, moved[n], announced[n], booked[n])
        for n in lines
    }


def reserve_of(project: Project, kind: BudgetKind, day: date) -> Reserve:
    """Return what is held, drawn and left of one kind of reserve on a day."""
    lines = project[BUDGET_LINES].records
    states = [
        state
        for number, state in reserve_states(project, day).items()
        if lines[number].entry.kind is kind
    ]
    held = sum(state.held for state in states)
    return Reserve(amount(held), amount(sum(state.drawn for state in states)))


@dataclass(frozen=True, slots=True)
class DrawdownRow:
    """One draw-down as a table shows it.

    Attributes
    ----------
    cause
        Reference of the risk or the change that it is for.
    line
        Reference of the line that it raises; empty without one.
    left
        What was left of the reserve afterwards, by draw-downs alone.
    """

    reference: str
    on: date
    reason: str
    reserve: str
    amount: Decimal
    cause: str
    line: str
    left: Decimal


def drawdown_rows(project: Project, day: date) -> tuple[DrawdownRow, ...]:
    """Return the draw-downs up to a day, oldest first."""
    return tuple(_rows(project, day))


def _rows(project: Project, day: date) -> Iterator[DrawdownRow]:
    left = {n: s.held for n, s in reserve_states(project, day).items()}
    found = [r for r in project[DRAWDOWNS].live if r.entry.drawn_on <= day]
    for record in sorted(found, key=lambda r: (r.entry.drawn_on, r.number)):
        entry = record.entry
        cents = left.get(entry.reserve, 0) - int(entry.amount * 100)
        left[entry.reserve] = cents
        yield _row(record, amount(cents))


def _row(record: Record[Drawdown], left: Decimal) -> DrawdownRow:
    entry = record.entry
    cause = RISKS.reference(entry.risk) if entry.risk else ""
    if not cause and entry.change_request:
        cause = CHANGE_REQUESTS.reference(entry.change_request)
    line = entry.budget_line
    return DrawdownRow(
        DRAWDOWNS.reference(record.number),
        entry.drawn_on,
        entry.title,
        BUDGET_LINES.reference(entry.reserve),
        entry.amount,
        cause,
        BUDGET_LINES.reference(line) if line else "",
        left,
    )
