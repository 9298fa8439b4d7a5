"""What each budget line plans, and when: pieces of money between two days.

- A line is spread from its start to its finish, evenly or along a curve. A missing date
  is that of its work package, else the project's planned one. “By activity dates” takes
  the dates of the work package first.
- “By hand per month” takes its months in their order, up to the amount of the line;
  what they leave of it is spread evenly.
- A line “from assignments” plans what the assignments of its work package, and of all
  within it, cost, each from the start to the finish of its activity; without a work
  package, those of all activities that no other such line has. Until there are any, it
  plans its amount.
- A draw-down raises the line that it names, evenly from its day to the line's finish.
- An amount in another currency is converted at the rate that is valid on the first day
  of its line; so a plan does not move with each new rate.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from core.labour import assignment_costs, work_span
from core.months import BACK, BELL, EVEN, FRONT, Curve, first_of, last_of
from core.plan_pieces import LinePlan, Piece, Span
from core.project import Project
from core.rates import rates_of
from core.registers.budget import BudgetKind, BudgetLine, Spread
from core.registers.catalog import BUDGET_LINES, BUDGET_MONTHS, DRAWDOWNS
from core.registers.cost_plan import Drawdown
from core.registers.entry import Record
from core.schedule.errors import ScheduleError
from core.scheduled import scheduled
from core.work_packages import pays_for, upwards, work_packages

CURVES: Mapping[Spread, Curve] = {
    Spread.FRONT: FRONT,
    Spread.BACK: BACK,
    Spread.BELL: BELL,
}


def line_plans(project: Project, day: date) -> Mapping[int, LinePlan]:
    """Return the plan of every budget line, with the draw-downs up to a day."""
    base: Mapping[int, LinePlan] = project.remember(
        "line plans", lambda: _base_plans(project)
    )
    drawn = [e for e in project[DRAWDOWNS].entries if e.drawn_on <= day]
    if not drawn:
        return base
    plans = dict(base)
    for entry in drawn:
        if entry.budget_line in plans:
            activity = work_packages(project).get(entry.budget_line)
            plans[entry.budget_line] = _raised(
                plans[entry.budget_line], entry, activity
            )
    return plans


def _raised(plan: LinePlan, entry: Drawdown, activity: int | None) -> LinePlan:
    """Add a draw-down to a line; to the pieces only of one that has any."""
    cents = int(entry.amount * 100)
    pieces = plan.pieces
    if plan.span is not None:
        last = max(entry.drawn_on, plan.span[1])
        pieces += (Piece(entry.drawn_on, last, cents, activity=activity),)
    return replace(plan, cents=plan.cents + cents, pieces=pieces)


def _base_plans(project: Project) -> Mapping[int, LinePlan]:
    labour = _labour_pieces(project)
    found: dict[int, LinePlan] = {}
    for record in project[BUDGET_LINES].live:
        pieces = labour.get(record.number)
        if pieces:
            found[record.number] = LinePlan(sum(p.cents for p in pieces), pieces)
        else:
            found[record.number] = _plan(project, record)
    return found


def _plan(project: Project, record: Record[BudgetLine]) -> LinePlan:
    entry, days = record.entry, days_of(project, record)
    months = _months_of(project, record.number) if _is_by_hand(entry) else ()
    first = months[0][0] if months else days[0] if days else None
    cents, missing = _own_cents(project, entry, first)
    if entry.kind is not BudgetKind.WORK or missing:
        return LinePlan(cents, (), missing)
    activity = work_packages(project).get(record.number)
    curve = CURVES.get(entry.spread, EVEN)
    by_hand = tuple(_by_hand(months, cents, int(entry.amount * 100)))
    left = cents - sum(piece.cents for piece in by_hand)
    rest = (Piece(*days, left, curve),) if days and (left or not by_hand) else ()
    pieces = (replace(piece, activity=activity) for piece in (*by_hand, *rest))
    return LinePlan(cents, tuple(pieces))


def _is_by_hand(entry: BudgetLine) -> bool:
    return entry.spread is Spread.MONTHS and entry.kind is BudgetKind.WORK


def _own_cents(
    project: Project, entry: BudgetLine, first: date | None
) -> tuple[int, tuple[str, date] | None]:
    """Return the amount in the project's currency; 0 and why where no rate is valid."""
    rates, cents = rates_of(project), int(entry.amount * 100)
    if rates.is_own(entry.currency):
        return cents, None
    day = rate_day(project, entry.currency, first)
    own = rates.to_own(cents, entry.currency, day)
    return (0, (entry.currency, day)) if own is None else (own, None)


def rate_day(project: Project, currency: str, first: date | None) -> date:
    """Return the day whose rate a plan in another currency takes.

    The first day of the line; where nobody knows that, the day of the oldest rate.
    """
    known = rates_of(project).known.get(currency)
    return (
        first
        or project.facts.planned_start
        or (known[0].valid_from if known else date.min)
    )


# Days ---------------------------------------------------------------------------------


def days_of(project: Project, record: Record[BudgetLine]) -> Span | None:
    """Return the first and the last day of a line; None where nobody knows them."""
    entry, facts = record.entry, project.facts
    own = (entry.start, entry.finish)
    package = _package_days(project, record) if _needs_package(entry) else None
    if entry.spread is Spread.ACTIVITY and package:
        return package
    ends = package or (None, None)
    first = own[0] or ends[0] or facts.planned_start
    last = own[1] or ends[1] or facts.planned_finish
    if first and last and first <= last:
        return first, last
    known = own[0] or own[1]
    return (known, known) if known else package


def _needs_package(entry: BudgetLine) -> bool:
    return entry.spread is Spread.ACTIVITY or not (entry.start and entry.finish)


def _package_days(project: Project, record: Record[BudgetLine]) -> Span | None:
    """Return the days of a line's work package; None where the plan has no dates."""
    activity = work_packages(project).get(record.number)
    if activity is None:
        return None
    try:
        known = scheduled(project)
    except ScheduleError:
        return None
    return work_span(known, activity) if activity in known.activities else None


# Months by hand -----------------------------------------------------------------------


def _months_of(project: Project, line: int) -> Sequence[tuple[date, int]]:
    """Return the months that somebody filled in, with their cents."""
    found: dict[date, int] = {}
    for entry in project[BUDGET_MONTHS].entries:
        if entry.budget_line == line:
            month = first_of(entry.month)
            found[month] = found.get(month, 0) + int(entry.amount * 100)
    return sorted(found.items())


def months_total(project: Project, line: int) -> int | None:
    """Return what the months of a line add up to, in its cents; None without any."""
    months = _months_of(project, line)
    return sum(cents for _, cents in months) if months else None


def _by_hand(
    months: Sequence[tuple[date, int]], cents: int, amount: int
) -> Iterator[Piece]:
    """Take months until the amount is used up; all converted as the whole line is."""
    used = before = 0
    for month, wanted in months:
        used = min(used + wanted, amount)
        upto = rounded_share(cents, used, amount)
        yield Piece(month, last_of(month), upto - before)
        before = upto


def rounded_share(cents: int, part: int, whole: int) -> int:
    """Return part of a whole of some cents, rounded half up; 0 of nothing.

    >>> rounded_share(5, 1, 2), rounded_share(5, 0, 0)
    (3, 0)
    """
    return (2 * cents * part + whole) // (2 * whole) if whole else 0


# Labour -------------------------------------------------------------------------------


def _labour_pieces(project: Project) -> Mapping[int, tuple[Piece, ...]]:
    """Return what assignments plan for the lines that follow from them."""
    lines = pays_for(project, lambda entry: entry.from_assignments)
    if not lines:
        return {}
    found: dict[int, list[Piece]] = {}
    for activity, cents in assignment_costs(project).items():
        place = next((n for n in upwards(project, activity) if n in lines), None)
        if place in lines:
            span = work_span(scheduled(project), activity)
            piece = Piece(*span, cents, activity=activity)
            found.setdefault(lines[place], []).append(piece)
    return {number: tuple(pieces) for number, pieces in found.items()}
