"""A pivot of costs as a table of numbers, and what it shows as a sentence."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from core.cost_rows import UNMATCHED, CostRow
from core.costs import NO_VENDOR
from core.money import ZERO, share
from core.pivot import NO_CODE, TOTAL, Dimension, Pivot
from core.pivot_facts import NOT_BOOKED
from core.words import capital, count, percent, short_money


class Measure(StrEnum):
    """Which figure of the cost a pivot shows."""

    PLAN = "plan"
    COMMITTED = "committed"
    ACTUAL = "actual"
    FORECAST = "forecast"
    REMAINING = "remaining"
    DIFFERENCE = "difference"


OF: Mapping[Measure, Callable[[CostRow], Decimal]] = {
    Measure.PLAN: lambda row: row.plan,
    Measure.COMMITTED: lambda row: row.committed,
    Measure.ACTUAL: lambda row: row.actual,
    Measure.FORECAST: lambda row: row.forecast,
    Measure.REMAINING: lambda row: row.remaining,
    Measure.DIFFERENCE: lambda row: row.difference,
}
MEANING: Mapping[Measure, str] = {
    Measure.PLAN: "Plan = amounts of the work lines, on their days.",
    Measure.COMMITTED: "Committed = what was ordered up to the status date.",
    Measure.ACTUAL: "Actual = invoices + accruals + worked hours − credits.",
    Measure.FORECAST: "Forecast = actual + remaining.",
    Measure.REMAINING: "Remaining = what is still to be spent after the status date.",
    Measure.DIFFERENCE: "Difference = forecast − plan; below 0 it costs less.",
}
PLURALS: Mapping[Dimension, str] = {
    Dimension.CATEGORY: "categories",
    Dimension.WBS: "WBS branches",
    Dimension.CURRENCY: "currencies",
}
NAMELESS: Mapping[str, str] = {  # rows that are no vendor, category or branch
    NOT_BOOKED: "not booked yet",
    NO_VENDOR: "without a vendor",
    NO_CODE: "without a WBS code",
    UNMATCHED: "without a budget line",
}
NOTHING = CostRow("")


def measure_names() -> Sequence[str]:
    """Return the measures as a person chooses among them."""
    return tuple(capital(measure.value) for measure in Measure)


def table(
    found: Pivot, dimension: Dimension, measure: Measure | None
) -> Sequence[dict[str, object]]:
    """Return the rows of a pivot, its total at the end.

    Parameters
    ----------
    measure
        What the cells show; None shows every measure of the row totals beside each
        other.
    """
    heading = capital(dimension.value)
    if measure is None:
        named = {row: found.row_totals[row] for row in found.rows}
        named[TOTAL] = found.total
        return [{heading: name} | _measures(row) for name, row in named.items()]
    value = OF[measure]
    rows: list[dict[str, object]] = [
        {heading: row} | _cells(found, row, value) for row in found.rows
    ]
    last: dict[str, object] = {
        column: float(value(found.column_totals[column])) for column in found.columns
    }
    last |= {TOTAL: float(value(found.total))}
    return [*rows, {heading: TOTAL} | last]


def _measures(row: CostRow) -> dict[str, object]:
    return {capital(measure.value): float(of(row)) for measure, of in OF.items()}


def _cells(
    found: Pivot, row: str, value: Callable[[CostRow], Decimal]
) -> dict[str, object]:
    cells: dict[str, object] = {
        column: float(value(found.cells[row, column]))
        if (row, column) in found.cells
        else None
        for column in found.columns
    }
    return cells | {TOTAL: float(value(found.row_totals[row]))}


def title(found: Pivot, dimension: Dimension, measure: Measure, currency: str) -> str:
    """Return which row holds most of a measure, as a sentence.

    >>> title(Pivot((), (), {}, {}, {}, NOTHING), Dimension.VENDOR, Measure.PLAN, "EUR")
    'Nothing is planned, ordered or spent yet'
    """
    if not found.rows:
        return "Nothing is planned, ordered or spent yet"
    value = OF[measure]
    top = max(found.rows, key=lambda row: value(found.row_totals[row]))
    most, whole = value(found.row_totals[top]), value(found.total)
    named = [row for row in found.rows if row not in NAMELESS] or found.rows
    many = count(len(named), dimension.value, PLURALS.get(dimension, ""))
    said = f"{capital(measure.value)} {short_money(whole, currency)}"
    if most <= ZERO or len(found.rows) == 1 or measure is Measure.DIFFERENCE:
        return f"{said} in {many}"
    part = percent(share(most, whole)) if whole > 0 else short_money(most, currency)
    if top in NAMELESS:
        return f"{said} in {many}; {part} {NAMELESS[top]}"
    return f"{said} in {many}, most in {top}: {part}"
