"""The running sums of plan, actual and forecast."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING

from core.charts.base import drawn, empty
from core.charts.lines import Line, line_axes, line_names, line_trace, unit_of
from core.charts.template import PALETTES, Mode, Palette
from core.cost_rows import MonthCost
from core.money import ZERO
from core.months import last_of

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


def cumulative(
    costs: Sequence[MonthCost], status_date: date, currency: str, mode: Mode
) -> "Figure":
    """Draw the running sums of plan, actual and forecast, named at their ends."""
    if not any(c.plan or c.actual or c.ahead for c in costs):
        return empty(mode, "No month has a plan or a cost yet.")
    lines = [line for line in _lines(costs, status_date, PALETTES[mode]) if line.points]
    written = unit_of(lines, currency)
    layout = line_axes(lines, written) | {"annotations": line_names(lines, written)}
    return drawn(mode, [line_trace(line, written) for line in lines], layout)


def _lines(
    costs: Sequence[MonthCost], status_date: date, p: Palette
) -> tuple[Line, ...]:
    ends = [last_of(cost.month) for cost in costs]
    plan = list(zip(ends, accumulate(c.plan for c in costs), strict=True))
    spent = list(zip(ends, accumulate(c.actual for c in costs), strict=True))
    actual = [point for point in spent if point[0] <= status_date]
    if status_date < ends[-1]:
        now = max(status_date, costs[0].month)
        actual.append((now, sum((c.actual for c in costs), ZERO)))
    ahead = _ahead(costs, actual, status_date)
    return (
        Line("plan", plan, {"color": p.muted, "width": 1.4}, p.muted),
        Line("forecast", ahead, {"color": p.ink, "width": 2, "dash": "dot"}, p.ink),
        Line(
            "actual",
            actual,
            {"color": p.ink, "width": 3},
            p.ink,
            bold=True,
            inside=12 if ahead else None,
        ),
    )


def _ahead(
    costs: Sequence[MonthCost],
    actual: Sequence[tuple[date, Decimal]],
    status_date: date,
) -> list[tuple[date, Decimal]]:
    """Continue the actual cost with what is still to come."""
    coming = [c for c in costs if last_of(c.month) > status_date]
    if not actual or not any(c.ahead for c in coming):
        return []
    at, total = actual[-1]
    points = [(at, total)]
    for cost in coming:
        total += cost.ahead
        points.append((last_of(cost.month), total))
    return points
