"""What goes over its tolerance in the budget, and what its figures lack; with reasons.

A line, a category and the whole are held against the tolerances for cost of the
project's settings: forecast / plan − 1, watch from the one, off track from the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.bookings import amount
from core.cost_rows import CostRow, LineCost
from core.costs import Costs
from core.figure import SEVERITY, Status, threshold
from core.labour import unpriced
from core.line_plans import months_total
from core.money import share
from core.registers.budget import Spread
from core.registers.catalog import BUDGET_LINES, RESOURCES
from core.reserves import reserve_states
from core.words import day, listed, money, percent, short_money


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing that somebody should look at.

    Attributes
    ----------
    subject
        What it is about: "B-003 Cloud", "Labour", "The project".
    reference
        Of the entry; empty where it is about several.
    reason
        A sentence with the figures behind it.
    """

    status: Status
    subject: str
    reference: str
    reason: str


def cost_flags(costs: Costs) -> tuple[Flag, ...]:
    """Return what goes over its tolerance and what is missing, the worst first."""
    found = [
        *_whole(costs),
        *_categories(costs),
        *(flag for row in costs.lines for flag in _line(costs, row)),
        *_reserves(costs),
        *_plans(costs),
        *_people(costs),
    ]
    return tuple(sorted(found, key=lambda flag: SEVERITY.index(flag.status)))


# Tolerances ---------------------------------------------------------------------------


def _judged(costs: Costs, row: CostRow | LineCost) -> Status:
    ratio = share(row.difference, row.plan)
    settings = costs.project.settings
    per_cent = None if ratio is None else round(ratio * 100, 6)
    return threshold(per_cent, settings.cost_watch, settings.cost_off)


def _over(
    costs: Costs, row: CostRow | LineCost, subject: str, reference: str = ""
) -> Iterator[Flag]:
    status = _judged(costs, row)
    if row.plan and status in (Status.OFF_TRACK, Status.WATCH):
        settings = costs.project.settings
        limit = settings.cost_watch
        if status is Status.OFF_TRACK:
            limit = settings.cost_off
        over = percent(share(row.difference, row.plan))
        reason = (
            f"{subject} is forecast at {short_money(row.forecast, costs.currency)}, "
            f"{over} over its plan of {short_money(row.plan, costs.currency)}; the "
            f"tolerance is {percent(limit / 100)}. {_why(costs, row)}"
        )
        yield Flag(status, subject, reference, reason)


def _why(costs: Costs, row: CostRow | LineCost) -> str:
    """Say which part makes the forecast: what is spent, ordered or still planned."""
    spent = short_money(row.actual, costs.currency)
    if row.actual > row.plan:
        return f"{spent} is spent already."
    if isinstance(row, LineCost) and row.committed == row.forecast:
        return f"{short_money(row.committed, costs.currency)} is ordered."
    rest = short_money(row.remaining, costs.currency)
    return f"{spent} is spent, and {rest} is ordered or still planned."


def _whole(costs: Costs) -> Iterator[Flag]:
    row = CostRow(
        "The project",
        plan=costs.bac,
        committed=costs.committed,
        actual=costs.actual,
        forecast=costs.forecast,
    )
    yield from _over(costs, row, row.name)


def _categories(costs: Costs) -> Iterator[Flag]:
    """Judge the categories that have more than one line."""
    names = [row.category for row in costs.lines]
    for row in costs.categories:
        if names.count(row.name) > 1:
            yield from _over(costs, row, row.name)


def _line(costs: Costs, row: LineCost) -> Iterator[Flag]:
    if not row.is_work:
        return
    subject = f"{row.reference} {row.name}"
    if row.plan:
        yield from _over(costs, row, subject, row.reference)
    elif row.forecast > 0:
        cost = short_money(row.forecast, costs.currency)
        reason = f"{subject} plans nothing and is forecast at {cost}."
        yield Flag(Status.OFF_TRACK, subject, row.reference, reason)


# Reserves and plans -------------------------------------------------------------------


def _reserves(costs: Costs) -> Iterator[Flag]:
    """Name the reserves from which more was drawn than they held."""
    for number, state in reserve_states(costs.project, costs.status_date).items():
        if state.left < 0:
            subject, reference = _named(costs, number)
            over, held = (amount(cents) for cents in (-state.left, state.held))
            reason = (
                f"{money(over, costs.currency)} more was drawn from {subject} than the "
                f"{money(held, costs.currency)} that it holds: raise the reserve, or "
                "draw less."
            )
            yield Flag(Status.OFF_TRACK, subject, reference, reason)


def _plans(costs: Costs) -> Iterator[Flag]:
    """Name the lines whose plan is not what it says."""
    for row in costs.lines:
        missing = row.line_plan.missing
        if missing:
            code, when = missing
            subject, reference = _named(costs, row.number)
            reason = (
                f"{subject} counts as nothing: {code} has no exchange rate on "
                f"{day(when)}. Add it to Exchange rates."
            )
            yield Flag(Status.OFF_TRACK, subject, reference, reason)
        yield from _months(costs, row)


def _months(costs: Costs, row: LineCost) -> Iterator[Flag]:
    """Name a line whose months do not make its amount."""
    record = costs.project[BUDGET_LINES].records.get(row.number)
    if record is None or record.entry.spread is not Spread.MONTHS:
        return
    planned, entry = months_total(costs.project, row.number), record.entry
    if planned is not None and amount(planned) != entry.amount:
        subject, reference = _named(costs, row.number)
        currency = entry.currency or costs.currency
        reason = (
            f"The months of {subject} make {money(amount(planned), currency)}, its "
            f"amount is {money(entry.amount, currency)}: change one of them."
        )
        yield Flag(Status.WATCH, subject, reference, reason)


def _people(costs: Costs) -> Iterator[Flag]:
    """Name those whose assigned work has no rate, where a line follows from it."""
    entries = costs.project[BUDGET_LINES].entries
    missing: Sequence[int] = ()
    if any(entry.from_assignments for entry in entries):
        missing = unpriced(costs.project)
    if missing:
        records = costs.project[RESOURCES].records
        names = listed([records[number].entry.title for number in missing])
        reason = f"The assigned work of {names} costs nothing yet: enter hourly rates."
        yield Flag(Status.WATCH, "Hourly rates", "", reason)


def _named(costs: Costs, line: int) -> tuple[str, str]:
    reference = BUDGET_LINES.reference(line)
    title = costs.project[BUDGET_LINES].records[line].entry.title
    return f"{reference} {title}", reference


def no_flags(costs: Costs) -> str:
    """Return the sentence that stands where nothing is flagged."""
    limit = percent(costs.project.settings.cost_watch / 100)
    return f"No line and no category is forecast {limit} or more over its plan."
